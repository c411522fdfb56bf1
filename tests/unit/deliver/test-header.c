/* test-header.c: the values of mail headers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gmime/gmime.h>

#include "herald-header.h"

static void
test_refuses_line_breaks_in_text (void)
{
  static const char * const bad[] = {
    "a\nb", "a\rb", "a\r\nBcc: x@y.example", "a\x0b" "b", "a\x0c" "b", "a\x1b[2J", "a\x7f",
    "a\xc2\x85" "b", "a\xe2\x80\xa8" "b", "a\xe2\x80\xa9" "b", "\xff", "a\xc3",
  };

  g_assert_true (herald_header_is_text (""));
  g_assert_true (herald_header_is_text ("Grüße\t„von“ Tür zu Tür"));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (herald_header_is_text (bad[i]));
}

static void
test_leaves_plain_text_alone (void)
{
  g_autofree char *empty = herald_header_encode ("Subject", "");
  g_autofree char *plain = herald_header_encode ("Subject", "Buffer overflow in the pump (CVE-2026-1)");

  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (plain, ==, "Buffer overflow in the pump (CVE-2026-1)");
}

static void
test_encodes_what_is_not_ascii (void)
{
  g_autofree char *encoded = herald_header_encode ("Subject", "Lücke");

  g_assert_cmpstr (encoded, ==, "=?UTF-8?Q?L=C3=BCcke?=");
}

/* Reads the value back with a reader that is not ours, and looks at its lines. */
static void
check_round_trip (const char *name,
                  const char *text)
{
  g_autofree char *encoded = herald_header_encode (name, text);
  g_autofree char *line = g_strdup_printf ("%s: %s", name, encoded);
  g_auto (GStrv) lines = g_strsplit (line, "\r\n", -1);
  g_autofree char *unfolded = g_strjoinv (NULL, lines);
  g_autofree char *decoded = g_mime_utils_header_decode_text (NULL, unfolded + strlen (name) + 2);

  g_assert_cmpstr (decoded, ==, text);
  g_assert_true (g_str_is_ascii (encoded));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 78);
      g_assert_null (strpbrk (lines[i], "\r\n"));
      if (i > 0)
        {
          g_assert_cmpint (lines[i][0], ==, ' ');
          g_assert_cmpint (lines[i][1], !=, ' ');
          g_assert_cmpint (lines[i][1], !=, '\0');
        }
    }
}

static void
test_comes_back_as_it_was (void)
{
  static const char * const texts[] = {
    "a", "=?UTF-8?B?TMO8Y2tl?=", "two  spaces", " leads", "trails ",
    "Lücke im Übertragungsprotokoll der Pumpe erlaubt das Überschreiben der Dosis ohne Anmeldung",
    "注射ポンプの通信プロトコルに脆弱性があり認証なしで投与量を書き換えることができます",
    "👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️",
  };
  g_autofree char *word = g_strnfill (3000, 'w');
  GString *words = g_string_new ("word");

  for (int i = 0; i < 300; i++)
    g_string_append_printf (words, " %d", i);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      check_round_trip ("Subject", texts[i]);
      check_round_trip ("HP-Outer: Subject", texts[i]);
    }
  check_round_trip ("Subject", word);
  check_round_trip ("Subject", words->str);
  g_string_free (words, TRUE);
}

static void
test_cuts_between_characters (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *encoded = NULL;
      g_auto (GStrv) lines = NULL;

      g_string_append (text, i % 3 == 0 ? "a" : i % 3 == 1 ? "é" : "針");
      encoded = herald_header_encode ("Subject", text->str);
      lines = g_strsplit (encoded, "\r\n ", -1);
      for (guint j = 0; lines[j] != NULL && i > 0; j++)
        {
          g_autofree char *piece = g_mime_utils_header_decode_text (NULL, lines[j]);

          g_assert_true (g_str_has_prefix (lines[j], "=?UTF-8?Q?"));
          g_assert_true (g_utf8_validate (piece, -1, NULL));
          g_assert_nonnull (strstr (text->str, piece));
        }
    }
}

static void
test_makes_spaces_of_what_is_hidden (void)
{
  g_autofree char *encoded = herald_header_encode ("Subject", "a\tb\xe2\x80\xae" "c");

  g_assert_cmpstr (encoded, ==, "a b c");
}

static void
test_writes_dates_in_utc (void)
{
  g_autofree char *epoch = herald_header_date (0);
  g_autofree char *leap = herald_header_date (1709210096);

  g_assert_cmpstr (epoch, ==, "Thu, 1 Jan 1970 00:00:00 +0000");
  g_assert_cmpstr (leap, ==, "Thu, 29 Feb 2024 12:34:56 +0000");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "Asia/Kathmandu", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_mime_init ();

  g_test_add_func ("/deliver/header/refuses-line-breaks-in-text", test_refuses_line_breaks_in_text);
  g_test_add_func ("/deliver/header/leaves-plain-text-alone", test_leaves_plain_text_alone);
  g_test_add_func ("/deliver/header/encodes-what-is-not-ascii", test_encodes_what_is_not_ascii);
  g_test_add_func ("/deliver/header/comes-back-as-it-was", test_comes_back_as_it_was);
  g_test_add_func ("/deliver/header/cuts-between-characters", test_cuts_between_characters);
  g_test_add_func ("/deliver/header/makes-spaces-of-what-is-hidden", test_makes_spaces_of_what_is_hidden);
  g_test_add_func ("/deliver/header/writes-dates-in-utc", test_writes_dates_in_utc);

  return g_test_run ();
}
