/* test-edit.c: what differs between two reports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-edit.h"
#include "herald-json.h"

static JsonObject *
parse (const char *text)
{
  g_autoptr(JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  return json_object_ref (json_node_get_object (node));
}

static char *
write_object (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

/* From, to, the edit between them, the places that it changes. */
static const struct
{
  const char *before;
  const char *after;
  const char *edit;
  const char *places;
} cases[] = {
  { "{}", "{\"a\":1}", "{\"set\":{\"a\":1}}", "/a" },
  { "{\"a\":1}", "{}", "{\"unset\":[\"a\"]}", "/a" },
  { "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":3}", "{\"set\":{\"b\":3}}", "/b" },
  { "{\"a\":{\"x\":1,\"y\":2}}", "{\"a\":{\"x\":1,\"y\":3}}", "{\"set\":{\"a\":{\"x\":1,\"y\":3}}}", "/a" },
  { "{\"answers\":{\"x\":1,\"y\":2}}", "{\"answers\":{\"x\":1,\"y\":3}}",
    "{\"answers\":{\"set\":{\"y\":3}}}", "/answers/y" },
  { "{\"answers\":{\"x\":1,\"y\":2}}", "{\"answers\":{\"y\":2,\"z\":null}}",
    "{\"answers\":{\"set\":{\"z\":null},\"unset\":[\"x\"]}}", "/answers/z /answers/x" },
  { "{\"diversions\":{\"x\":true},\"a\":[1]}", "{\"diversions\":{\"x\":false},\"a\":[1,2]}",
    "{\"diversions\":{\"set\":{\"x\":false}},\"set\":{\"a\":[1,2]}}", "/a /diversions/x" },
  { "{\"answers\":1}", "{\"answers\":{\"x\":1}}", "{\"set\":{\"answers\":{\"x\":1}}}", "/answers" },
  { "{\"answers\":{\"x\":1}}", "{\"answers\":null}", "{\"set\":{\"answers\":null}}", "/answers" },
  { "{\"answers\":{\"x\":1}}", "{}", "{\"unset\":[\"answers\"]}", "/answers" },
  { "{\"a/b~c\":\"\"}", "{\"a/b~c\":\"x\"}", "{\"set\":{\"a/b~c\":\"x\"}}", "/a~1b~0c" },
};

static void
test_between_reports (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonObject) before = parse (cases[i].before), after = parse (cases[i].after), reached = NULL;
      g_autoptr(JsonNode) edit = herald_edit_diff (before, after);
      g_autofree char *text = json_to_string (edit, FALSE), *old = NULL, *result = NULL, *joined = NULL;
      g_auto(GStrv) places = herald_edit_get_places (edit);

      g_assert_cmpstr (text, ==, cases[i].edit);
      g_assert_true (herald_edit_is_valid (edit));
      reached = herald_edit_apply (before, edit);
      result = write_object (reached);
      g_assert_cmpstr (result, ==, cases[i].after);
      old = write_object (before);
      g_assert_cmpstr (old, ==, cases[i].before);
      joined = g_strjoinv (" ", places);
      g_assert_cmpstr (joined, ==, cases[i].places);
    }
}

static void
test_nothing_differs (void)
{
  g_autoptr(JsonObject) before = parse ("{\"answers\":{\"x\":[1,{\"y\":2}]},\"b\":null}");
  g_autoptr(JsonObject) after = parse ("{\"b\":null,\"answers\":{\"x\":[1,{\"y\":2}]}}");
  g_auto(GStrv) places = herald_edit_get_places (NULL);

  g_assert_null (herald_edit_diff (before, after));
  g_assert_cmpuint (g_strv_length (places), ==, 0);
}

static void
test_refuses (void)
{
  const char * const texts[] = {
    "1", "[]", "{\"other\":{}}", "{\"set\":[]}", "{\"unset\":{}}", "{\"unset\":[1]}", "{\"answers\":1}",
    "{\"answers\":{\"answers\":{}}}", "{\"attachments\":{\"set\":{}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonNode) node = json_from_string (texts[i], NULL);

      g_assert_false (herald_edit_is_valid (node));
    }
}

/* Every edit that is valid can be applied to any report. */
static void
test_applies_to_any_report (void)
{
  g_autoptr(JsonObject) before = parse ("{\"answers\":7}");
  g_autoptr(JsonNode) edit = json_from_string ("{\"unset\":[\"gone\"],\"answers\":{\"set\":{\"x\":1}}}", NULL);
  g_autoptr(JsonObject) after = herald_edit_apply (before, edit);
  g_autofree char *text = write_object (after);

  g_assert_cmpstr (text, ==, "{\"answers\":{\"x\":1}}");
}

static char *
write_report (JsonObject *report)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, report);
  return herald_json_write (node);
}

/* Reports of three answers, one of them a list, with something else around. */
static JsonObject *
make_random_report (GRand *rand)
{
  const char * const values[] = {
    "null", "true", "\"\"", "\"text\"", "\"\\\\\"", "\"a\\nb\"", "\"\\\" : [\"", "\"}\"", "[]",
    "[\"x\"]", "[\"x\",\"y\"]", "{\"unknown\":true}", "1", "-3", "\"{\"", "\",\"", "\"\u00e9\"",
  };
  g_autofree char *text = NULL;
  const char *picked[6];

  for (guint i = 0; i < G_N_ELEMENTS (picked); i++)
    picked[i] = values[g_rand_boolean (rand) ? 3 : (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (values))];
  text = g_strdup_printf ("{\"vendor\":%s,\"answers\":{\"a\":%s,\"b\":%s,\"c\":%s},\"more\":{\"a\":%s},\"z\":%s}",
                          picked[0], picked[1], picked[2], picked[3], picked[4], picked[5]);
  return parse (text);
}

/* The quick way finds what the sure way finds, or nothing. */
static void
test_of_texts_is_the_same (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  guint n_found = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr(JsonObject) before = make_random_report (rand), after = make_random_report (rand);
      g_autofree char *old = write_report (before), *new = write_report (after);
      g_autoptr(JsonNode) quick = herald_edit_diff_text (old, new);
      g_autoptr(JsonObject) reached = NULL;
      g_autofree char *result = NULL;

      if (quick == NULL)
        continue;
      n_found++;
      g_assert_true (herald_edit_is_valid (quick));
      reached = herald_edit_apply (before, quick);
      result = write_report (reached);
      g_assert_cmpstr (result, ==, new);
    }

  g_assert_cmpuint (n_found, >, 100);
}

/* What is no JSON is never taken for some. */
static void
test_of_texts_refuses_garbage (void)
{
  const char *before = "{\n  \"answers\" : {\n    \"a\" : \"x\",\n    \"b\" : 1\n  }\n}\n";
  const char * const texts[] = {
    "{\n  \"answers\" : {\n    \"a\" : \"x,\n    \"b\" : 1\n  }\n}\n",
    "{\n  \"answers\" : {\n    \"a\" : \"x\", \"b\" : 1,\n    \"b\" : 1\n  }\n}\n",
    "{\n  \"answers\" : {\n    \"a\" : x,\n    \"b\" : 1\n  }\n}\n",
    "{\n  \"answers\" : {\n    \"a\" : \"x\",\n    \"b\" : 1,\n  }\n}\n",
    "{\n  \"answers\" : {\n    \"a\" : \"y\" },\n    \"b\" : 1\n  }\n}\n",
    "{\n  \"answers\" : {\n    \"a\" : ,\n    \"b\" : 1\n  }\n}\n",
    "{\n  \"answers\" : {\n    \"a\" : \"\xff\",\n    \"b\" : 1\n  }\n}\n",
    "", "x", "{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (herald_edit_diff_text (before, texts[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vault/edit/leads-from-one-report-to-another", test_between_reports);
  g_test_add_func ("/vault/edit/is-none-when-nothing-differs", test_nothing_differs);
  g_test_add_func ("/vault/edit/refuses-what-is-none", test_refuses);
  g_test_add_func ("/vault/edit/applies-to-any-report", test_applies_to_any_report);
  g_test_add_func ("/vault/edit/of-texts-is-that-of-reports", test_of_texts_is_the_same);
  g_test_add_func ("/vault/edit/of-texts-refuses-garbage", test_of_texts_refuses_garbage);

  return g_test_run ();
}
