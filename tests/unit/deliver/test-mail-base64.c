/* test-mail-base64.c: base64 against GLib's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-mail-base64.h"

static void
test_agrees_with_glib (void)
{
  guint8 data[300];
  char text[600];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (guint8) (i * 151 + i / 7);

  for (gsize length = 0; length <= sizeof data; length++)
    {
      gsize n = herald_mail_base64_encode (data, length, text), n_decoded;
      g_autofree char *copy = g_strndup (text, n);
      g_autofree guchar *decoded = g_base64_decode (copy, &n_decoded);

      g_assert_cmpmem (decoded, n_decoded, data, length);
      g_assert_cmpuint (n, ==, (length + 2) / 3 * 4 + 2 * ((length + 56) / 57));
    }
}

static void
test_breaks_lines (void)
{
  guint8 data[58] = { 0 };
  char text[200];
  gsize n = herald_mail_base64_encode (data, sizeof data, text);

  g_assert_cmpuint (n, ==, 76 + 2 + 4 + 2);
  g_assert_cmpmem (text + 76, 2, "\r\n", 2);
  g_assert_cmpmem (text + 78, 6, "AA==\r\n", 6);
}

static void
test_uses_the_whole_alphabet (void)
{
  static const guint8 data[] = { 0xfb, 0xff, 0xbf, 0x00, 0x10, 0x83 };
  char text[20];
  gsize n = herald_mail_base64_encode (data, sizeof data, text);

  g_assert_cmpmem (text, n, "+/+/ABCD\r\n", 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deliver/mail-base64/agrees-with-glib", test_agrees_with_glib);
  g_test_add_func ("/deliver/mail-base64/breaks-lines", test_breaks_lines);
  g_test_add_func ("/deliver/mail-base64/uses-the-whole-alphabet", test_uses_the_whole_alphabet);

  return g_test_run ();
}
