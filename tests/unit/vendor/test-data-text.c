/* test-data-text.c: texts of data files on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-data-text.h"
#include "profiles.h"

static void
test_keeps_what_nobody_translated (void)
{
  const char *text = "No catalogue holds this sentence";

  g_assert_cmpstr (herald_data_text (text), ==, text);
}

/* gettext answers an empty text with the header of its catalogue. */
static void
test_leaves_nothing_empty (void)
{
  g_assert_cmpstr (herald_data_text (""), ==, "");
}

/* The stub for translators and the look-up have to name the same context. */
static void
test_context_is_that_of_the_stub (void)
{
  g_autoptr(GBytes) bytes = profiles_load ("po/data-strings.py");
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_nonnull (strstr (text, "NC_(\"" HERALD_DATA_CONTEXT "\""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vendor/data-text/keeps-what-nobody-translated", test_keeps_what_nobody_translated);
  g_test_add_func ("/vendor/data-text/leaves-nothing-empty", test_leaves_nothing_empty);
  g_test_add_func ("/vendor/data-text/context-is-that-of-the-stub", test_context_is_that_of_the_stub);

  return g_test_run ();
}
