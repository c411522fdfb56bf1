/* test-text.c: looking at text from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib.h>

#include "herald-text.h"

static void
test_sees_when_there_is_nothing_to_see (void)
{
  g_assert_true (herald_text_is_blank (""));
  g_assert_true (herald_text_is_blank (" \t\r\n"));
  g_assert_true (herald_text_is_blank ("\xc2\xa0\xe2\x80\x83\xe3\x80\x80"));
  g_assert_true (herald_text_is_blank ("\xe2\x80\x8b\xef\xbb\xbf\xe2\x81\xa0"));
  g_assert_false (herald_text_is_blank ("."));
  g_assert_false (herald_text_is_blank ("  ä  "));
  g_assert_false (herald_text_is_blank ("\n\n0"));
}

static void
test_knows_hidden_characters (void)
{
  static const gunichar hidden[] = {
    0x00, 0x01, 0x07, 0x08, 0x0b, 0x0c, '\r', 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x180e,
    0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2066, 0x2067, 0x2068,
    0x2069, 0x206f, 0xfeff, 0xfff9, 0xfffb, 0xe0001, 0xe0020, 0xe007f,
  };
  static const gunichar shown[] = {
    '\n', '\t', ' ', '~', 0xa0, 0xe4, 0x200c, 0x200d, 0x2010, 0x2027, 0x202f, 0x20ac, 0x5d0, 0x627, 0x4e2d, 0xfffd,
    0x1f600, 0xe0080,
  };

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_assert_true (herald_text_is_hidden (hidden[i]));
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_assert_false (herald_text_is_hidden (shown[i]));
}

static void
test_finds_the_first_hidden_character (void)
{
  static const char text[] = "first\r\nsecond\xe2\x80\xae third\x1b[31m";

  g_assert_true (herald_text_find_hidden (text) == strstr (text, "\xe2\x80\xae"));
  g_assert_null (herald_text_find_hidden ("first\r\nsecond\tthird\n"));
  g_assert_null (herald_text_find_hidden (""));
  g_assert_nonnull (herald_text_find_hidden ("alone\rreturn"));
  g_assert_nonnull (herald_text_find_hidden ("last\r"));
}

static void
assert_shown (const char *text,
              gboolean    keep_lines,
              const char *expected)
{
  g_autofree char *shown = herald_text_show_hidden (text, keep_lines);

  g_assert_cmpstr (shown, ==, expected);
  g_assert_null (herald_text_find_hidden (shown));
}

static void
test_shows_what_is_hidden (void)
{
  assert_shown ("", FALSE, "");
  assert_shown ("plain ä € 😀", FALSE, "plain ä € 😀");
  assert_shown ("evil\xe2\x80\xae" "cod.exe", FALSE, "evil<U+202E>cod.exe");
  assert_shown ("\x1b[2J", FALSE, "<U+001B>[2J");
  assert_shown ("a\nb\tc", TRUE, "a\nb\tc");
  assert_shown ("a\nb\tc", FALSE, "a<U+000A>b<U+0009>c");
  assert_shown ("\xff\xc0", FALSE, "\xef\xbf\xbd\xef\xbf\xbd");
  assert_shown ("\xf3\xa0\x80\xa1", FALSE, "<U+E0021>");
}

static void
assert_replaced (const char *text,
                 const char *find,
                 const char *replace,
                 const char *expected)
{
  g_autofree char *replaced = herald_text_replace (text, find, replace);

  g_assert_cmpstr (replaced, ==, expected);
}

static void
test_replaces_every_occurrence (void)
{
  assert_replaced ("", "a", "b", "");
  assert_replaced ("none", "x", "y", "none");
  assert_replaced ("st-mary at st-mary", "st-mary", "HOSPITAL-1", "HOSPITAL-1 at HOSPITAL-1");
  assert_replaced ("aaaa", "aa", "a", "aa");
  assert_replaced ("a", "a", "aa", "aa");
  assert_replaced ("xäx", "ä", "", "xx");
  assert_replaced ("aab", "ab", "x", "ax");
}

static void
test_knows_safe_file_names (void)
{
  static const char * const good[] = { "poc.py", "a", "Protokoll (2) – ä.txt", "a.tar.gz", "_x", "x-", "日本.log", NULL };
  static const char * const bad[] = {
    "", ".", "..", ".hidden", "-rf", " lead", "trail ", "dot.", "a/b", "/etc", "a\\b", "..\\x", "C:x", "a<b", "a>b", "a\"b",
    "a|b", "a?b", "a*b", "a\nb", "a\tb", "a\x1b" "b", "gpj\xe2\x80\xae.exe", "a\xff", "a\x7f", "\xef\xbb\xbf" "a", NULL,
  };
  g_autofree char *longest = g_strnfill (150, 'a'), *longer = g_strnfill (151, 'a');

  for (guint i = 0; good[i] != NULL; i++)
    g_assert_true (herald_text_is_file_name (good[i]));
  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autofree char *shown = g_strescape (bad[i], NULL);

      g_test_message ("%s", shown);
      g_assert_false (herald_text_is_file_name (bad[i]));
    }
  g_assert_true (herald_text_is_file_name (longest));
  g_assert_false (herald_text_is_file_name (longer));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/text/sees-when-there-is-nothing-to-see", test_sees_when_there_is_nothing_to_see);
  g_test_add_func ("/base/text/knows-hidden-characters", test_knows_hidden_characters);
  g_test_add_func ("/base/text/finds-the-first-hidden-character", test_finds_the_first_hidden_character);
  g_test_add_func ("/base/text/shows-what-is-hidden", test_shows_what_is_hidden);
  g_test_add_func ("/base/text/replaces-every-occurrence", test_replaces_every_occurrence);
  g_test_add_func ("/base/text/knows-safe-file-names", test_knows_safe_file_names);

  return g_test_run ();
}
