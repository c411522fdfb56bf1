/* test-json-gate.c: what the strict gate lets through, and what not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib.h>

#include "herald-json.h"

#define check_good(text) check_bytes ((text), sizeof (text) - 1, NULL)
#define check_bad(text, message) check_bytes ((text), sizeof (text) - 1, (message))

/* Bytes of exactly their length, so that a sanitizer sees one read too far. */
static void
check_bytes (const char *text,
             gsize       length,
             const char *message)
{
  g_autofree char *copy = g_memdup2 (text, length);
  g_autoptr(GError) error = NULL;
  gboolean good = herald_json_check (copy != NULL ? copy : "", length, &error);

  if (message == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (good);
      return;
    }

  g_assert_false (good);
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_SYNTAX);
  g_assert_cmpstr (error->message, ==, message);
}

static void
check_refused (const char *text)
{
  g_autofree char *shown = g_strescape (text, NULL);
  g_autoptr(GError) error = NULL;

  g_test_message ("%s", shown);
  g_assert_false (herald_json_check (text, strlen (text), &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_SYNTAX);
  g_assert_true (g_str_has_prefix (error->message, "line "));
}

static void
test_takes_every_kind_of_value (void)
{
  check_good ("{}");
  check_good ("[]");
  check_good ("null");
  check_good ("true");
  check_good ("false");
  check_good ("\"\"");
  check_good ("0");
  check_good ("-0");
  check_good ("-12.50e-3");
  check_good ("1E+5");
  check_good (" \t\r\n{ \"a\" : [ 1 , { } , [ ] ] , \"b\" : null } \r\n");
  check_good ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\ude00 ä€😀 \x7f\"");
  check_good ("{\"\":1,\"a\":{\"\":2,\"a\":3}}");
}

static void
test_names_the_place (void)
{
  check_bad ("", "line 1, column 1: the file ends too early");
  check_bad ("{\n  \"a\": nil\n}", "line 2, column 8: a value was expected here");
  check_bad ("[1,\n2 3]", "line 2, column 3: a comma or a closing bracket was expected here");
  check_bad ("{\"a\" 1}", "line 1, column 6: a colon was expected here");
  check_bad ("{\"a\":1,}", "line 1, column 8: a string was expected here");
  check_bad ("{1:2}", "line 1, column 2: a string was expected here");
  check_bad ("{} {}", "line 1, column 4: nothing may follow the first value");
}

static void
test_refuses_what_is_not_json (void)
{
  static const char * const wrong[] = {
    "[1,]", "[,1]", "[", "]", "}", "{", "[}", "{]", "[1 2]", "{\"a\":}", "{\"a\"}", "{,}",
    "// comment\n{}", "/* comment */{}", "{/* comment */}", "# comment\n{}",
    "'single'", "{'a':1}", "{a:1}", "\"open", "\"a\nb\"", "\"a\tb\"",
    "\"\\x41\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u-123\"", "\"\\",
    "nul", "True", "NaN", "Infinity", "-Infinity", "undefined", "nullx", "truefalse",
    "+1", "01", "-", "-a", "1.", ".5", "1e", "1e+", "0x10", "1_000", "1.5.2", "--1",
    "\f{}", "\v{}", "\xc2\xa0{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    check_refused (wrong[i]);
}

static void
test_refuses_duplicates (void)
{
  check_bad ("{\"a\":1,\"a\":2}", "line 1, column 8: this member stands there twice");
  check_bad ("{\"a\":1,\"\\u0061\":2}", "line 1, column 8: this member stands there twice");
  check_bad ("[{\"x\":{\"\":1,\"\":1}}]", "line 1, column 13: this member stands there twice");
}

static void
test_refuses_nul (void)
{
  check_bad ("{\"a\":\"b\0c\"}", "line 1, column 8: a NUL character is not allowed");
  check_bad ("{}\0", "line 1, column 3: a NUL character is not allowed");
  check_bad ("\0", "line 1, column 1: a NUL character is not allowed");
  check_bad ("\"\\u0000\"", "line 1, column 8: a NUL character is not allowed");
  check_bad ("{\"\\u0000\":1}", "line 1, column 9: a NUL character is not allowed");
}

static void
test_refuses_half_a_surrogate_pair (void)
{
  check_refused ("\"\\ud83d\"");
  check_refused ("\"\\ude00\"");
  check_refused ("\"\\ud83d\\ud83d\"");
  check_refused ("\"\\ud83dx\\ude00\"");
  check_refused ("\"\\ud83d\\n\"");
  check_refused ("\"\\ud83d\\u0041\"");
}

static void
test_refuses_other_encodings (void)
{
  check_bad ("\"\xff\"", "line 1, column 2: this is not UTF-8 text");
  check_bad ("\"\xc0\x80\"", "line 1, column 2: this is not UTF-8 text");
  check_bad ("\"\xed\xa0\x80\"", "line 1, column 2: this is not UTF-8 text");
  check_bad ("\"\xf4\x90\x80\x80\"", "line 1, column 2: this is not UTF-8 text");
  check_bad ("\"\xe2\x82", "line 1, column 2: this is not UTF-8 text");
  check_bad ("\"\xe4\"", "line 1, column 2: this is not UTF-8 text");
  check_bad ("\xff\xfe{\0}\0", "line 1, column 1: this is not UTF-8 text");
  check_bad ("{\0}\0", "line 1, column 2: a NUL character is not allowed");
}

static void
test_refuses_a_byte_order_mark (void)
{
  check_refused ("\xef\xbb\xbf{}");
}

static void
check_depth (guint    depth,
             char     open,
             gboolean good)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open == '{' && i + 1 < depth ? "{\"a\":" : open == '{' ? "{" : "[");
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, open == '{' ? '}' : ']');

  g_assert_cmpint (herald_json_check (text->str, text->len, &error), ==, good);
  if (!good)
    g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_SYNTAX);
}

static void
test_allows_sixteen_levels (void)
{
  check_depth (16, '[', TRUE);
  check_depth (16, '{', TRUE);
  check_depth (17, '[', FALSE);
  check_depth (17, '{', FALSE);
  check_depth (100000, '[', FALSE);
  check_depth (100000, '{', FALSE);
}

/* Depth is of what is open now, not of what was opened so far. */
static void
test_counts_open_levels_alone (void)
{
  g_autoptr(GString) text = g_string_new ("[");

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, i == 0 ? "[[]]" : ",[[]]");
  g_string_append_c (text, ']');

  g_assert_true (herald_json_check (text->str, text->len, NULL));
}

static void
test_refuses_every_beginning (void)
{
  static const char sample[] =
    "{\"text\":\"a\\u00e4\\ud83d\\ude00\\n€\",\"list\":[1,-2.5e+3,true,false,null,{\"a\":{}}]}";

  check_good (sample);
  for (gsize length = 0; length < sizeof sample - 1; length++)
    {
      g_autofree char *copy = g_memdup2 (sample, length);
      g_autoptr(GError) error = NULL;

      g_assert_false (herald_json_check (copy != NULL ? copy : "", length, &error));
      g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_SYNTAX);
    }
}

/* A text of many members takes time in proportion to its size. */
static void
test_reads_many_members (void)
{
  g_autoptr(GString) text = g_string_new ("{");

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "%s\"m%u\":%u", i == 0 ? "" : ",", i, i);
  g_string_append_c (text, '}');

  g_assert_true (herald_json_check (text->str, text->len, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/json-gate/takes-every-kind-of-value", test_takes_every_kind_of_value);
  g_test_add_func ("/base/json-gate/names-the-place", test_names_the_place);
  g_test_add_func ("/base/json-gate/refuses-what-is-not-json", test_refuses_what_is_not_json);
  g_test_add_func ("/base/json-gate/refuses-duplicates", test_refuses_duplicates);
  g_test_add_func ("/base/json-gate/refuses-nul", test_refuses_nul);
  g_test_add_func ("/base/json-gate/refuses-half-a-surrogate-pair", test_refuses_half_a_surrogate_pair);
  g_test_add_func ("/base/json-gate/refuses-other-encodings", test_refuses_other_encodings);
  g_test_add_func ("/base/json-gate/refuses-a-byte-order-mark", test_refuses_a_byte_order_mark);
  g_test_add_func ("/base/json-gate/allows-sixteen-levels", test_allows_sixteen_levels);
  g_test_add_func ("/base/json-gate/counts-open-levels-alone", test_counts_open_levels_alone);
  g_test_add_func ("/base/json-gate/refuses-every-beginning", test_refuses_every_beginning);
  g_test_add_func ("/base/json-gate/reads-many-members", test_reads_many_members);

  return g_test_run ();
}
