/* test-answer.c: answers by the kind of their field
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "practice.h"

static HeraldField *
make_field (HeraldFieldKind kind,
            gboolean        unknown)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));

  for (guint i = 0; i < fields->len; i++)
    {
      HeraldField *field = g_ptr_array_index (fields, i);

      if (field->kind == kind)
        {
          HeraldField *copy = herald_field_copy (field);

          copy->unknown = unknown;
          return copy;
        }
    }

  g_assert_not_reached ();
}

typedef struct
{
  HeraldFieldKind  kind;
  const char      *text;
  gboolean         good;
} Case;

static const Case cases[] = {
  { HERALD_FIELD_LINE, "Pump 3", TRUE },
  { HERALD_FIELD_LINE, "two\nlines", FALSE },
  { HERALD_FIELD_VERSION, "3.2.1", TRUE },
  { HERALD_FIELD_VERSION, "3\r2", FALSE },
  { HERALD_FIELD_PROSE, "two\nlines", TRUE },
  { HERALD_FIELD_CODE, "\tindented\n", TRUE },
  { HERALD_FIELD_DATE, "2026-02-28", TRUE },
  { HERALD_FIELD_DATE, "2026-02-29", FALSE },
  { HERALD_FIELD_DATE, "28.02.2026", FALSE },
  { HERALD_FIELD_TIME, "14:30+01:00", TRUE },
  { HERALD_FIELD_TIME, "14:30Z", TRUE },
  { HERALD_FIELD_TIME, "14:30", FALSE },
  { HERALD_FIELD_TIME, "24:00Z", FALSE },
  { HERALD_FIELD_CHOICE, "no-such-choice", FALSE },
  { HERALD_FIELD_FLAG, "yes", TRUE },
  { HERALD_FIELD_FLAG, "no", TRUE },
  { HERALD_FIELD_FLAG, "maybe", FALSE },
  { HERALD_FIELD_LINKS, "https://a.example\n\n  https://b.example  \n", TRUE },
  { HERALD_FIELD_PEOPLE, "[{\"name\": \"Ada\", \"phone\": \"1\"}]", TRUE },
  { HERALD_FIELD_PEOPLE, "[{\"phone\": \"1\"}]", FALSE },
  { HERALD_FIELD_PEOPLE, "[{\"name\": \"Ada\", \"shoe\": \"41\"}]", FALSE },
  { HERALD_FIELD_PEOPLE, "{\"name\": \"Ada\"}", FALSE },
  { HERALD_FIELD_PEOPLE, "Ada", FALSE },
  { HERALD_FIELD_PARTIES, "[{\"party\": \"X\", \"kind\": \"regulator\", \"date\": \"\", \"shared\": \"all\"}]", TRUE },
  { HERALD_FIELD_PARTIES, "[{\"party\": \"X\", \"kind\": \"friend\"}]", FALSE },
  { HERALD_FIELD_PARTIES, "[{\"party\": \"X\", \"kind\": \"vendor\", \"date\": \"soon\"}]", FALSE },
};

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HeraldField) field = make_field (cases[i].kind, FALSE);
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) answer = herald_answer_parse (field, cases[i].text, &error);

      g_test_message ("kind %d: %s", cases[i].kind, cases[i].text);
      g_assert_true ((answer != NULL) == cases[i].good);
      g_assert_true ((error == NULL) == cases[i].good);
    }
}

static void
test_empty (void)
{
  for (int kind = HERALD_FIELD_LINE; kind <= HERALD_FIELD_PARTIES; kind++)
    {
      g_autoptr(HeraldField) field = make_field ((HeraldFieldKind) kind, FALSE);
      g_autoptr(JsonNode) empty = herald_answer_new_empty (field);
      g_autoptr(JsonNode) cleared = herald_answer_parse (field, "", NULL);

      g_assert_true (herald_answer_is_empty (empty));
      g_assert_false (herald_answer_is_blank (empty));
      g_assert_true (json_node_equal (empty, cleared));
    }
}

static void
test_unknown (void)
{
  g_autoptr(HeraldField) open = make_field (HERALD_FIELD_VERSION, TRUE);
  g_autoptr(HeraldField) closed = make_field (HERALD_FIELD_VERSION, FALSE);
  g_autoptr(JsonNode) unknown = herald_answer_new_unknown ();
  HeraldJsonValue value = herald_json_root (unknown);
  g_autoptr(JsonNode) read = herald_answer_read (&value, open, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_answer_is_unknown (read));
  g_assert_false (herald_answer_is_empty (read));
  g_assert_cmpstr (herald_answer_get_text (read), ==, "");
  g_assert_null (herald_answer_read (&value, closed, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT);
}

static void
test_unknown_is_true (void)
{
  static const char * const texts[] = { "{\"unknown\": false}", "{\"unknown\": 1}", "{}", "{\"unknown\": true, \"x\": 1}" };
  g_autoptr(HeraldField) field = make_field (HERALD_FIELD_VERSION, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonNode) node = json_from_string (texts[i], NULL);
      HeraldJsonValue value = herald_json_root (node);

      g_assert_null (herald_answer_read (&value, field, NULL));
    }
}

static void
test_blank (void)
{
  g_autoptr(HeraldField) prose = make_field (HERALD_FIELD_PROSE, FALSE);
  g_autoptr(JsonNode) blank = herald_answer_parse (prose, " \n\t\u00a0\u200b", NULL);
  g_autoptr(JsonNode) visible = herald_answer_parse (prose, " x ", NULL);

  g_assert_true (herald_answer_is_blank (blank));
  g_assert_false (herald_answer_is_blank (visible));
}

static char *
shout (const char *text,
       gpointer    data)
{
  return g_ascii_strup (text, -1);
}

static void
test_map (void)
{
  g_autoptr(HeraldField) people = make_field (HERALD_FIELD_PEOPLE, FALSE);
  g_autoptr(HeraldField) links = make_field (HERALD_FIELD_LINKS, FALSE);
  g_autoptr(HeraldField) flag = make_field (HERALD_FIELD_FLAG, FALSE);
  g_autoptr(JsonNode) ada = herald_answer_parse (people, "[{\"name\": \"Ada\", \"email\": \"a@b.example\"}]", NULL);
  g_autoptr(JsonNode) two = herald_answer_parse (links, "https://a.example\nhttps://b.example", NULL);
  g_autoptr(JsonNode) yes = herald_answer_parse (flag, "yes", NULL);
  g_autoptr(JsonNode) loud_ada = herald_answer_map (ada, shout, NULL);
  g_autoptr(JsonNode) loud_two = herald_answer_map (two, shout, NULL);
  g_autoptr(JsonNode) loud_yes = herald_answer_map (yes, shout, NULL);
  g_autofree char *text = json_to_string (loud_ada, FALSE);
  g_autofree char *lines = json_to_string (loud_two, FALSE);

  g_assert_cmpstr (text, ==, "[{\"name\":\"ADA\",\"email\":\"A@B.EXAMPLE\"}]");
  g_assert_cmpstr (lines, ==, "[\"HTTPS://A.EXAMPLE\",\"HTTPS://B.EXAMPLE\"]");
  g_assert_true (json_node_equal (yes, loud_yes));
}

static void
test_map_leaves_words (void)
{
  g_autoptr(HeraldField) parties = make_field (HERALD_FIELD_PARTIES, FALSE);
  g_autoptr(JsonNode) told = herald_answer_parse (parties, "[{\"party\": \"x\", \"kind\": \"vendor\", \"date\": \"2026-11-02\"}]", NULL);
  g_autoptr(JsonNode) loud = herald_answer_map (told, shout, NULL);
  g_autofree char *text = json_to_string (loud, FALSE);

  g_assert_cmpstr (text, ==, "[{\"party\":\"X\",\"kind\":\"vendor\",\"date\":\"2026-11-02\"}]");
}

static void
test_matches (void)
{
  static const char * const truth[] = { "true", NULL };
  g_autoptr(HeraldField) flag = make_field (HERALD_FIELD_FLAG, FALSE);
  g_autoptr(JsonNode) yes = herald_answer_parse (flag, "yes", NULL);
  g_autoptr(JsonNode) no = herald_answer_parse (flag, "no", NULL);

  g_assert_true (herald_answer_matches (yes, truth));
  g_assert_false (herald_answer_matches (no, truth));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/answer/takes-what-its-kind-allows", test_kinds);
  g_test_add_func ("/report/answer/is-empty-in-every-kind", test_empty);
  g_test_add_func ("/report/answer/is-unknown-where-the-field-allows-it", test_unknown);
  g_test_add_func ("/report/answer/knows-one-way-to-be-unknown", test_unknown_is_true);
  g_test_add_func ("/report/answer/is-blank-with-white-space-alone", test_blank);
  g_test_add_func ("/report/answer/maps-every-text", test_map);
  g_test_add_func ("/report/answer/maps-no-word-of-the-format", test_map_leaves_words);
  g_test_add_func ("/report/answer/matches-conditions", test_matches);
  return g_test_run ();
}
