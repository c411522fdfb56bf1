/* test-field.c: a field of a vendor's form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-field-catalog.h"

static void
test_says_kind_and_strictness_in_the_words_of_the_files (void)
{
  g_assert_cmpstr (herald_field_kind_to_word (HERALD_FIELD_LINE), ==, "line");
  g_assert_cmpstr (herald_field_kind_to_word (HERALD_FIELD_CHOICE), ==, "choice");
  g_assert_cmpstr (herald_field_kind_to_word (HERALD_FIELD_PARTIES), ==, "parties");
  g_assert_cmpstr (herald_strictness_to_word (HERALD_STRICTNESS_REQUIRED), ==, "required");
  g_assert_cmpstr (herald_strictness_to_word (HERALD_STRICTNESS_FORBIDDEN), ==, "forbidden");
}

static void
test_says_strictness_for_people (void)
{
  for (int i = HERALD_STRICTNESS_REQUIRED; i <= HERALD_STRICTNESS_FORBIDDEN; i++)
    {
      g_assert_cmpstr (herald_strictness_to_label ((HeraldStrictness) i), !=, "");
      for (int j = HERALD_STRICTNESS_REQUIRED; j < i; j++)
        g_assert_cmpstr (herald_strictness_to_label ((HeraldStrictness) i), !=,
                         herald_strictness_to_label ((HeraldStrictness) j));
    }
}

static void
test_knows_contact_fields_and_lists (void)
{
  HeraldFieldCatalog *catalog = herald_field_catalog_get_default ();

  g_assert_true (herald_field_is_contact (herald_field_catalog_find (catalog, "contact.email")));
  g_assert_true (herald_field_is_contact (herald_field_catalog_find (catalog, "credit.people")));
  g_assert_false (herald_field_is_contact (herald_field_catalog_find (catalog, "product.name")));
  g_assert_true (herald_field_is_list (herald_field_catalog_find (catalog, "web.urls")));
  g_assert_true (herald_field_is_list (herald_field_catalog_find (catalog, "credit.people")));
  g_assert_true (herald_field_is_list (herald_field_catalog_find (catalog, "disclosure.prior")));
  g_assert_false (herald_field_is_list (herald_field_catalog_find (catalog, "product.name")));
}

static void
test_copy_stands_alone (void)
{
  const HeraldField *original = herald_field_catalog_find (herald_field_catalog_get_default (), "dut.last-clinical-use");
  g_autoptr(HeraldField) copy = herald_field_copy (original);
  const HeraldCondition *condition;

  g_assert_cmpstr (copy->id, ==, "dut.last-clinical-use");
  g_assert_true (copy->id != original->id);
  g_assert_cmpint (copy->kind, ==, HERALD_FIELD_DATE);
  g_assert_cmpuint (copy->when->len, ==, original->when->len);
  condition = g_ptr_array_index (copy->when, 0);
  g_assert_cmpstr (condition->field, ==, "dut.clinical-use");
  g_assert_true (g_strv_contains ((const char * const *) condition->values, "in-use"));
}

static void
test_finds_labels_of_choices (void)
{
  const HeraldField *field = herald_field_catalog_find (herald_field_catalog_get_default (), "target.kind");
  g_autoptr(HeraldField) copy = herald_field_copy (field);

  g_assert_nonnull (herald_field_get_choice_label (copy, "web"));
  g_assert_null (herald_field_get_choice_label (copy, "spaceship"));
  g_assert_null (herald_field_get_choice_label (copy, ""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vendor/field/says-kind-and-strictness-in-the-words-of-the-files",
                   test_says_kind_and_strictness_in_the_words_of_the_files);
  g_test_add_func ("/vendor/field/says-strictness-for-people", test_says_strictness_for_people);
  g_test_add_func ("/vendor/field/knows-contact-fields-and-lists", test_knows_contact_fields_and_lists);
  g_test_add_func ("/vendor/field/copy-stands-alone", test_copy_stands_alone);
  g_test_add_func ("/vendor/field/finds-labels-of-choices", test_finds_labels_of_choices);

  return g_test_run ();
}
