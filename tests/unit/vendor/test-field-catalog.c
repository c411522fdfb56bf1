/* test-field-catalog.c: the catalogue of fields, sections and words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-field-catalog.h"
#include "profiles.h"

static HeraldFieldCatalog *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return herald_field_catalog_read (bytes, error);
}

/* A catalogue with these fields. */
static void
assert_fields (const char *fields,
               const char *message)
{
  g_autofree char *text = g_strdup_printf (
    "{\"format\":\"herald-fields\",\"version\":1,\"sections\":[{\"id\":\"s\",\"label\":\"S\"}],\"words\":[],\"fields\":[%s]}",
    fields);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldFieldCatalog) catalog = read_text (text, &error);

  if (message == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (catalog);
    }
  else
    {
      g_assert_null (catalog);
      g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT);
      g_assert_cmpstr (error->message, ==, message);
    }
}

#define FLAG(id, more) "{\"id\":\"" id "\",\"section\":\"s\",\"kind\":\"flag\",\"label\":\"L\",\"help\":\"\"" more "}"
#define LINE(id, more) "{\"id\":\"" id "\",\"section\":\"s\",\"kind\":\"line\",\"label\":\"L\",\"help\":\"\"" more "}"

static void
test_reads_the_example (void)
{
  g_autoptr(GBytes) bytes = profiles_load ("data/schema/fields.example.json");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldFieldCatalog) catalog = herald_field_catalog_read (bytes, &error);
  g_autoptr(HeraldFieldCatalog) again = NULL;
  const HeraldField *field;

  g_assert_no_error (error);
  again = herald_field_catalog_ref (catalog);
  g_assert_true (again == catalog);
  g_assert_cmpstr (herald_field_catalog_get_sections (catalog)[2], ==, "contact");
  g_assert_null (herald_field_catalog_get_sections (catalog)[3]);
  g_assert_cmpstr (herald_field_catalog_get_section_label (catalog, "target"), ==, "Web service");
  g_assert_null (herald_field_catalog_get_section_label (catalog, "kitchen"));
  g_assert_cmpstr (herald_field_catalog_get_word (catalog, "answer.none"), ==, "Not answered");
  g_assert_null (herald_field_catalog_get_word (catalog, "answer"));
  g_assert_null (herald_field_catalog_find (catalog, "product"));

  field = herald_field_catalog_find (catalog, "product.version");
  g_assert_cmpint (field->kind, ==, HERALD_FIELD_VERSION);
  g_assert_cmpuint (field->max, ==, 100);
  g_assert_true (field->unknown);
  g_assert_true (field->catalogued);
  g_assert_cmpstr (field->wording, ==, "");

  field = herald_field_catalog_find (catalog, "target.kind");
  g_assert_cmpuint (field->choices->len, ==, 3);
  g_assert_cmpuint (field->max, ==, 0);
  g_assert_cmpstr (herald_field_get_choice_label (field, "web"), ==, "A web service");
}

static void
test_makes_conditions_texts (void)
{
  g_autoptr(GBytes) bytes = profiles_load ("data/schema/fields.example.json");
  g_autoptr(HeraldFieldCatalog) catalog = herald_field_catalog_read (bytes, NULL);
  const HeraldField *field = herald_field_catalog_find (catalog, "target.time");
  const HeraldCondition *condition;

  g_assert_cmpuint (field->when->len, ==, 2);
  condition = g_ptr_array_index (field->when, 0);
  g_assert_cmpstr (condition->field, ==, "target.kind");
  g_assert_cmpstr (condition->values[0], ==, "web");
  g_assert_null (condition->values[1]);
  condition = g_ptr_array_index (field->when, 1);
  g_assert_cmpstr (condition->field, ==, "target.public");
  g_assert_cmpstr (condition->values[0], ==, "true");

  field = herald_field_catalog_find (catalog, "target.public");
  condition = g_ptr_array_index (field->when, 0);
  g_assert_cmpstr (condition->values[0], ==, "software");
  g_assert_cmpstr (condition->values[1], ==, "web");
}

static void
test_carries_a_catalogue_of_its_own (void)
{
  HeraldFieldCatalog *catalog = herald_field_catalog_get_default ();

  g_assert_true (catalog == herald_field_catalog_get_default ());
  g_assert_nonnull (herald_field_catalog_find (catalog, "product.name"));
  g_assert_nonnull (herald_field_catalog_get_word (catalog, "document.title"));
}

static void
test_refuses_fields_that_make_no_sense (void)
{
  assert_fields (LINE ("a", ",\"max\":5") "," FLAG ("b", ""), NULL);
  assert_fields (LINE ("a", ""), "/fields/0/max: this member is missing");
  assert_fields (LINE ("a", ",\"max\":0"), "/fields/0/max: a whole number from 1 to 100000 was expected");
  assert_fields (FLAG ("a", ",\"max\":5"), "/fields/0/max: a field of this kind has no such member");
  assert_fields (FLAG ("a", ",\"choices\":[{\"id\":\"x\",\"label\":\"X\"},{\"id\":\"y\",\"label\":\"Y\"}]"),
                 "/fields/0/choices: a field of this kind has no such member");
  assert_fields ("{\"id\":\"a\",\"section\":\"s\",\"kind\":\"choice\",\"label\":\"L\",\"help\":\"\"}",
                 "/fields/0/choices: this member is missing");
  assert_fields (FLAG ("a", "") "," FLAG ("a", ""), "/fields/1/id: “a” stands there twice");
  assert_fields (FLAG ("A", ""), "/fields/0/id: an id such as “product.name” was expected");
  assert_fields (FLAG ("a..b", ""), "/fields/0/id: an id such as “product.name” was expected");
  assert_fields ("{\"id\":\"a\",\"section\":\"t\",\"kind\":\"flag\",\"label\":\"L\",\"help\":\"\"}",
                 "/fields/0/section: the id of a section was expected");
  assert_fields ("", "/fields: at least 1 entry was expected");
}

static void
test_refuses_conditions_that_can_never_hold (void)
{
  assert_fields (FLAG ("a", ",\"when\":{\"b\":true}") "," FLAG ("b", ""), NULL);
  assert_fields (FLAG ("a", ",\"when\":{\"b\":\"true\"}") "," FLAG ("b", ""),
                 "/fields/0/when/b: an answer that this field can have was expected");
  assert_fields (FLAG ("a", ",\"when\":{\"b\":true}") "," LINE ("b", ",\"max\":5"),
                 "/fields/0/when/b: an answer that this field can have was expected");
  assert_fields (FLAG ("a", ",\"when\":{\"c\":true}"), "/fields/0/when/c: no field has this id");
  assert_fields (FLAG ("a", ",\"when\":{}"), "/fields/0/when: at least 1 entry was expected");
  assert_fields (FLAG ("a", ",\"when\":{\"b\":[]}"), "/fields/0/when/b: at least 1 entry was expected");
  assert_fields (FLAG ("a", ",\"when\":{\"B\":true}"),
                 "/fields/0/when/B: the id of a field was expected as the member’s name");
}

static void
test_refuses_circles (void)
{
  assert_fields (FLAG ("a", ",\"when\":{\"a\":true}"), "/fields/0/when: this field depends on itself");
  assert_fields (FLAG ("a", ",\"when\":{\"b\":true}") "," FLAG ("b", ",\"when\":{\"c\":true}") ","
                 FLAG ("c", ",\"when\":{\"a\":false}"),
                 "/fields/0/when: this field depends on itself");
}

static void
test_refuses_double_sections_and_words (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (read_text ("{\"format\":\"herald-fields\",\"version\":1,\"words\":[],\"sections\":"
                            "[{\"id\":\"s\",\"label\":\"S\"},{\"id\":\"s\",\"label\":\"T\"}],\"fields\":[]}", &error));
  g_assert_cmpstr (error->message, ==, "/sections/1/id: “s” stands there twice");
  g_clear_error (&error);

  g_assert_null (read_text ("{\"format\":\"herald-fields\",\"version\":1,\"sections\":[{\"id\":\"s\",\"label\":\"S\"}],"
                            "\"words\":[{\"id\":\"w\",\"label\":\"W\"},{\"id\":\"w\",\"label\":\"V\"}],\"fields\":[]}",
                            &error));
  g_assert_cmpstr (error->message, ==, "/words/1/id: “w” stands there twice");
  g_clear_error (&error);

  g_assert_null (read_text ("{\"format\":\"herald-fields\",\"version\":2}", &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_VERSION);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vendor/field-catalog/reads-the-example", test_reads_the_example);
  g_test_add_func ("/vendor/field-catalog/makes-conditions-texts", test_makes_conditions_texts);
  g_test_add_func ("/vendor/field-catalog/carries-a-catalogue-of-its-own", test_carries_a_catalogue_of_its_own);
  g_test_add_func ("/vendor/field-catalog/refuses-fields-that-make-no-sense", test_refuses_fields_that_make_no_sense);
  g_test_add_func ("/vendor/field-catalog/refuses-conditions-that-can-never-hold",
                   test_refuses_conditions_that_can_never_hold);
  g_test_add_func ("/vendor/field-catalog/refuses-circles", test_refuses_circles);
  g_test_add_func ("/vendor/field-catalog/refuses-double-sections-and-words", test_refuses_double_sections_and_words);

  return g_test_run ();
}
