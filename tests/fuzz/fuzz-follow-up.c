/* fuzz-follow-up.c: any text as a follow-up secret that a person typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "herald-follow-up.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = herald_follow_up_read (text, &error);
  g_autofree char *shown = NULL, *again = NULL, *key = NULL;

  if (secret == NULL)
    {
      g_assert_error (error, HERALD_FOLLOW_UP_ERROR, HERALD_FOLLOW_UP_ERROR_SECRET);
      return 0;
    }

  shown = herald_follow_up_show (secret);
  again = herald_follow_up_read (shown, NULL);
  g_assert_cmpstr (secret, ==, again);
  g_assert_true (herald_follow_up_is_saved (secret, shown + HERALD_FOLLOW_UP_LENGTH - 2));
  herald_follow_up_is_saved (secret, text);
  key = herald_follow_up_make_key (secret);
  g_assert_cmpuint (strlen (key), ==, 64);

  return 0;
}
