/* test-padding.c: lengths are rounded up so that they do not tell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib.h>

#include "herald-padding.h"

static void
test_has_a_floor (void)
{
  g_assert_cmpuint (herald_padme (0), ==, 16384);
  g_assert_cmpuint (herald_padme (1), ==, 16384);
  g_assert_cmpuint (herald_padme (16384), ==, 16384);
}

/* Reckoned by hand: the exponent of 16385 is 14, which takes 4 bits, so 10 bits are
 * rounded away; that of a million is 19, which takes 5, and leaves 14. */
static void
test_rounds_as_the_paper_says (void)
{
  g_assert_cmpuint (herald_padme (16385), ==, 17408);
  g_assert_cmpuint (herald_padme (1000000), ==, 1015808);
  g_assert_cmpuint (herald_padme (G_GUINT64_CONSTANT (1) << 32), ==,
                    G_GUINT64_CONSTANT (1) << 32);
  g_assert_cmpuint (herald_padme ((G_GUINT64_CONSTANT (1) << 32) + 1), ==,
                    (G_GUINT64_CONSTANT (1) << 32) + (1 << 26));
}

static void
test_costs_little_and_is_stable (void)
{
  for (guint64 length = 16384; length < G_GUINT64_CONSTANT (1) << 50; length += length / 7 + 1)
    {
      guint64 padded = herald_padme (length);

      g_assert_cmpuint (padded, >=, length);
      g_assert_cmpuint (padded - length, <=, length / 100 * 12 + 100);
      g_assert_cmpuint (herald_padme (padded), ==, padded);
      g_assert_cmpuint (herald_padme (length - 1), <=, padded);
    }
}

static void
test_never_wraps (void)
{
  g_assert_cmpuint (herald_padme (G_MAXUINT64), ==, G_MAXUINT64);
  g_assert_cmpuint (herald_padme (G_MAXUINT64 - 1), >=, G_MAXUINT64 - 1);
}

static void
test_pads_text_with_line_ends (void)
{
  g_autofree char *text = herald_pad_text ("The pump stops.\n");
  gsize length = strlen (text);

  g_assert_cmpuint (length, ==, 16384);
  g_assert_true (g_str_has_prefix (text, "The pump stops.\n"));
  g_assert_cmpuint (strspn (text + 16, "\n"), ==, length - 16);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/padding/has-a-floor", test_has_a_floor);
  g_test_add_func ("/document/padding/rounds-as-the-paper-says", test_rounds_as_the_paper_says);
  g_test_add_func ("/document/padding/costs-little-and-is-stable",
                   test_costs_little_and_is_stable);
  g_test_add_func ("/document/padding/never-wraps", test_never_wraps);
  g_test_add_func ("/document/padding/pads-text-with-line-ends", test_pads_text_with_line_ends);

  return g_test_run ();
}
