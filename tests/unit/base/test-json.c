/* test-json.c: typed reading that names the place of an error
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib.h>

#include "herald-json.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  JsonNode *node = herald_json_parse (bytes, 64 * 1024, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

static void
assert_content_error (GError     **error,
                      const char  *message)
{
  g_assert_error (*error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT);
  g_assert_cmpstr ((*error)->message, ==, message);
  g_clear_error (error);
}

static void
test_bounds_the_size (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("[1,2]", 5);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = herald_json_parse (bytes, 5, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_null (herald_json_parse (bytes, 4, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_TOO_LARGE);
}

static void
test_refuses_nothing_at_all (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new (NULL, 0);
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_json_parse (bytes, 100, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_SYNTAX);
}

static void
test_spells_out_places (void)
{
  g_autoptr(JsonNode) node = parse ("{\"fields\":[0,{\"a/b~c\":1}]}");
  HeraldJsonValue root = herald_json_root (node);
  HeraldJsonValue fields = herald_json_member (&root, "fields");
  HeraldJsonValue second = herald_json_element (&fields, 1);
  HeraldJsonValue odd = herald_json_member (&second, "a/b~c");
  HeraldJsonValue absent = herald_json_member (&second, "none");
  g_autofree char *at_root = herald_json_place (&root);
  g_autofree char *at_second = herald_json_place (&second);
  g_autofree char *at_odd = herald_json_place (&odd);

  g_assert_cmpstr (at_root, ==, "/");
  g_assert_cmpstr (at_second, ==, "/fields/1");
  g_assert_cmpstr (at_odd, ==, "/fields/1/a~1b~0c");
  g_assert_cmpuint (herald_json_length (&fields), ==, 2);
  g_assert_cmpuint (herald_json_length (&second), ==, 0);
  g_assert_cmpuint (herald_json_length (&absent), ==, 0);
  g_assert_true (herald_json_is_null (&absent));
  g_assert_false (herald_json_is_null (&odd));
}

static void
test_tells_null_from_values (void)
{
  g_autoptr(JsonNode) node = parse ("[null,0,\"\",false]");
  HeraldJsonValue root = herald_json_root (node);

  for (guint i = 0; i < 4; i++)
    {
      HeraldJsonValue value = herald_json_element (&root, i);

      g_assert_cmpint (herald_json_is_null (&value), ==, i == 0);
    }
}

static void
test_holds_objects_to_their_members (void)
{
  static const char * const required[] = { "id", "name", NULL };
  static const char * const optional[] = { "note", NULL };
  g_autoptr(JsonNode) good = parse ("{\"id\":1,\"name\":2,\"note\":3}");
  g_autoptr(JsonNode) lacking = parse ("[{\"id\":1}]");
  g_autoptr(JsonNode) unknown = parse ("{\"id\":1,\"name\":2,\"nmae\":3}");
  g_autoptr(JsonNode) list = parse ("[]");
  g_autoptr(GError) error = NULL;
  HeraldJsonValue value = herald_json_root (good), inside;

  g_assert_true (herald_json_expect_object (&value, required, optional, &error));
  g_assert_no_error (error);
  g_assert_false (herald_json_expect_object (&value, required, NULL, &error));
  assert_content_error (&error, "/note: this member is not known");

  value = herald_json_root (lacking);
  inside = herald_json_element (&value, 0);
  g_assert_false (herald_json_expect_object (&inside, required, optional, &error));
  assert_content_error (&error, "/0/name: this member is missing");

  value = herald_json_root (unknown);
  g_assert_false (herald_json_expect_object (&value, required, optional, &error));
  assert_content_error (&error, "/nmae: this member is not known");

  value = herald_json_root (list);
  g_assert_false (herald_json_expect_object (&value, required, optional, &error));
  assert_content_error (&error, "/: an object was expected");
}

static void
test_bounds_lists (void)
{
  g_autoptr(JsonNode) node = parse ("{\"a\":[1,2,3],\"b\":\"x\"}");
  g_autoptr(GError) error = NULL;
  HeraldJsonValue root = herald_json_root (node);
  HeraldJsonValue a = herald_json_member (&root, "a"), b = herald_json_member (&root, "b");
  HeraldJsonValue absent = herald_json_member (&root, "c");

  g_assert_true (herald_json_expect_array (&a, 3, &error));
  g_assert_false (herald_json_expect_array (&a, 2, &error));
  assert_content_error (&error, "/a: a list of at most 2 entries was expected");
  g_assert_false (herald_json_expect_array (&b, 2, &error));
  assert_content_error (&error, "/b: a list was expected");
  g_assert_false (herald_json_expect_array (&absent, 2, &error));
  assert_content_error (&error, "/c: a list was expected");
}

static void
test_reads_text (void)
{
  g_autoptr(JsonNode) node = parse ("[\"\\u00e4\\ud83d\\ude00€\",1,null,[],\"\"]");
  g_autoptr(GError) error = NULL;
  HeraldJsonValue root = herald_json_root (node);
  HeraldJsonValue text = herald_json_element (&root, 0), empty = herald_json_element (&root, 4);

  g_assert_cmpstr (herald_json_get_string (&text, 3, &error), ==, "ä😀€");
  g_assert_no_error (error);
  g_assert_cmpstr (herald_json_get_string (&empty, 0, &error), ==, "");
  g_assert_null (herald_json_get_string (&text, 2, &error));
  assert_content_error (&error, "/0: a text of at most 2 characters was expected");

  for (guint i = 1; i < 4; i++)
    {
      HeraldJsonValue wrong = herald_json_element (&root, i);

      g_assert_null (herald_json_get_string (&wrong, 10, &error));
      g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT);
      g_clear_error (&error);
    }
}

static void
test_reads_truth (void)
{
  g_autoptr(JsonNode) node = parse ("[true,false,0,\"true\",null]");
  g_autoptr(GError) error = NULL;
  HeraldJsonValue root = herald_json_root (node);

  for (guint i = 0; i < 5; i++)
    {
      HeraldJsonValue value = herald_json_element (&root, i);
      gboolean truth = i != 0;

      g_assert_cmpint (herald_json_get_boolean (&value, &truth, &error), ==, i < 2);
      if (i < 2)
        g_assert_cmpint (truth, ==, i == 0);
      else
        g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT);
      g_clear_error (&error);
    }
}

static void
test_reads_whole_numbers (void)
{
  g_autoptr(JsonNode) node =
    parse ("[7,-3,9007199254740993,9223372036854775807,1.5,1.0,1e2,\"7\",true,null]");
  g_autoptr(GError) error = NULL;
  static const gint64 numbers[] = { 7, -3, 9007199254740993, G_MAXINT64 };
  HeraldJsonValue root = herald_json_root (node), seven = herald_json_element (&root, 0);
  gint64 number = 0;

  for (guint i = 0; i < herald_json_length (&root); i++)
    {
      HeraldJsonValue value = herald_json_element (&root, i);
      gboolean good = i < G_N_ELEMENTS (numbers);

      g_assert_cmpint (herald_json_get_integer (&value, G_MININT64, G_MAXINT64, &number, &error), ==, good);
      if (good)
        g_assert_cmpint (number, ==, numbers[i]);
      else
        g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT);
      g_clear_error (&error);
    }

  g_assert_true (herald_json_get_integer (&seven, 7, 7, &number, &error));
  g_assert_false (herald_json_get_integer (&seven, 8, 9, &number, &error));
  assert_content_error (&error, "/0: a whole number from 8 to 9 was expected");
}

/* No number may turn into another one on its way in. */
static void
test_refuses_numbers_beyond_all_bounds (void)
{
  static const char * const huge[] = {
    "9223372036854775808", "-9223372036854775809", "18446744073709551616", "18446744073709551623",
    "123456789012345678901234567890", "1e999", "-1e999",
  };

  for (guint i = 0; i < G_N_ELEMENTS (huge); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (huge[i], strlen (huge[i]));
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = herald_json_parse (bytes, 100, &error);
      gint64 number;

      g_test_message ("%s", huge[i]);
      if (node != NULL)
        {
          HeraldJsonValue root = herald_json_root (node);

          g_assert_false (herald_json_get_integer (&root, G_MININT64, G_MAXINT64, &number, &error));
        }
      g_assert_nonnull (error);
      g_assert_true (error->domain == HERALD_JSON_ERROR);
    }
}

static void
test_reads_choices (void)
{
  static const char * const words[] = { "day", "hour", NULL };
  g_autoptr(JsonNode) node = parse ("[\"hour\",\"Hour\",\"\",1]");
  g_autoptr(GError) error = NULL;
  HeraldJsonValue root = herald_json_root (node), value = herald_json_element (&root, 0);
  int choice = -1;

  g_assert_true (herald_json_get_choice (&value, words, &choice, &error));
  g_assert_cmpint (choice, ==, 1);

  for (guint i = 1; i < 4; i++)
    {
      g_autofree char *message = g_strdup_printf ("/%u: one of these was expected: day, hour", i);

      value = herald_json_element (&root, i);
      g_assert_false (herald_json_get_choice (&value, words, &choice, &error));
      assert_content_error (&error, message);
    }
}

static void
test_tells_a_newer_version_apart (void)
{
  g_autoptr(JsonNode) good = parse ("{\"format\":\"f\",\"version\":1,\"more\":2}");
  g_autoptr(JsonNode) newer = parse ("{\"format\":\"f\",\"version\":2}");
  g_autoptr(JsonNode) other = parse ("{\"format\":\"g\",\"version\":1}");
  g_autoptr(JsonNode) zero = parse ("{\"format\":\"f\",\"version\":0}");
  g_autoptr(JsonNode) none = parse ("{\"version\":1}");
  g_autoptr(JsonNode) list = parse ("[]");
  g_autoptr(GError) error = NULL;
  HeraldJsonValue root = herald_json_root (good);

  g_assert_true (herald_json_expect_format (&root, "f", 1, &error));
  g_assert_no_error (error);

  root = herald_json_root (newer);
  g_assert_false (herald_json_expect_format (&root, "f", 1, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_VERSION);
  g_clear_error (&error);

  root = herald_json_root (other);
  g_assert_false (herald_json_expect_format (&root, "f", 1, &error));
  assert_content_error (&error, "/format: the format “f” was expected");

  root = herald_json_root (zero);
  g_assert_false (herald_json_expect_format (&root, "f", 1, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT);
  g_clear_error (&error);

  root = herald_json_root (none);
  g_assert_false (herald_json_expect_format (&root, "f", 1, &error));
  assert_content_error (&error, "/format: a text was expected");

  root = herald_json_root (list);
  g_assert_false (herald_json_expect_format (&root, "f", 1, &error));
  assert_content_error (&error, "/: an object was expected");
}

static void
test_writes_what_it_read (void)
{
  static const char text[] =
    "{\n  \"b\" : \"ä “ \\\" \\\\ \\n\",\n  \"a\" : [\n    1,\n    true,\n    null\n  ]\n}\n";
  g_autoptr(JsonNode) node = parse (text);
  g_autofree char *written = herald_json_write (node);
  g_autoptr(JsonNode) again = parse (written);

  g_assert_cmpstr (written, ==, text);
  g_assert_true (json_node_equal (node, again));
}

/* What is written can be read again, whatever a person pasted. */
static void
test_escapes_every_control_character (void)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autoptr(JsonNode) again = NULL;
  g_autofree char *written = NULL;

  json_node_take_array (node, json_array_new ());
  for (char c = 1; c <= 0x20; c++)
    {
      char text[] = { 'a', c, 'b', '\0' };

      json_array_add_string_element (json_node_get_array (node), text);
    }

  written = herald_json_write (node);
  again = parse (written);
  g_assert_true (json_node_equal (node, again));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/json/bounds-the-size", test_bounds_the_size);
  g_test_add_func ("/base/json/refuses-nothing-at-all", test_refuses_nothing_at_all);
  g_test_add_func ("/base/json/spells-out-places", test_spells_out_places);
  g_test_add_func ("/base/json/tells-null-from-values", test_tells_null_from_values);
  g_test_add_func ("/base/json/holds-objects-to-their-members", test_holds_objects_to_their_members);
  g_test_add_func ("/base/json/bounds-lists", test_bounds_lists);
  g_test_add_func ("/base/json/reads-text", test_reads_text);
  g_test_add_func ("/base/json/reads-truth", test_reads_truth);
  g_test_add_func ("/base/json/reads-whole-numbers", test_reads_whole_numbers);
  g_test_add_func ("/base/json/refuses-numbers-beyond-all-bounds", test_refuses_numbers_beyond_all_bounds);
  g_test_add_func ("/base/json/reads-choices", test_reads_choices);
  g_test_add_func ("/base/json/tells-a-newer-version-apart", test_tells_a_newer_version_apart);
  g_test_add_func ("/base/json/writes-what-it-read", test_writes_what_it_read);
  g_test_add_func ("/base/json/escapes-every-control-character", test_escapes_every_control_character);

  return g_test_run ();
}
