/* test-texts.c: each answer alone, and the key that answers to it go to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-document.h"
#include "herald-vendor-catalog.h"

#define DATE "2026-11-21"
#define FINGERPRINT "89ABCDEF0123456789ABCDEF0123456789ABCDEF"

typedef struct
{
  HeraldVendorCatalog *vendors;
  HeraldReport        *report;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->vendors = herald_vendor_catalog_new (NULL);
  fixture->report = herald_report_new (herald_vendor_catalog_find (fixture->vendors, "fresenius"),
                                       GPOINTER_TO_INT (data));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->report);
  herald_vendor_catalog_free (fixture->vendors);
}

static void
answer (Fixture    *fixture,
        const char *field,
        const char *text)
{
  const HeraldField *known = herald_vendor_find_field (herald_report_get_vendor (fixture->report), field);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = herald_answer_parse (known, text, &error);

  g_assert_no_error (error);
  herald_report_set_answer (fixture->report, field, node, &error);
  g_assert_no_error (error);
}

/* The text for one field; NULL where the document does not show it. */
static const char *
find (GPtrArray  *texts,
      const char *field)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const HeraldDocumentText *text = g_ptr_array_index (texts, i);

      if (g_str_equal (text->field, field))
        return text->text;
    }

  return NULL;
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *field; const char *answer; const char *text; } cases[] = {
    { "product.name", "Pump 3", "Pump 3" },
    { "vuln.description", "One line that is longer than any line of the document as text would be, and stays whole.\n\n  Two\n\n",
      "One line that is longer than any line of the document as text would be, and stays whole.\n\n  Two" },
    { "vuln.poc", "x = 1\n\ty", "x = 1\n\ty" },
    { "vuln.title", "hidden \xe2\x80\xae text", "hidden <U+202E> text" },
    { "target.kind", "web", "A web-based service" },
    { "web.urls", "https://a.example/\nhttps://b.example/", "https://a.example/\nhttps://b.example/" },
    { "web.date", "2026-11-01", "2026-11-01" },
    { "web.time", "00:30+02:00", "00:30+02:00 (2026-10-31 22:30 UTC)" },
    { "multi-vendor", "yes", "Yes" },
    { "disclosure.prior",
      "[{\"party\": \"A Body\", \"kind\": \"regulator\", \"date\": \"2026-11-01\"}, {\"party\": \"B\", \"kind\": \"other\"}]",
      "Party: A Body\nKind: Regulator\nDate: 2026-11-01\nParty: B\nKind: Other" },
  };
  g_autoptr(HeraldDocument) document = NULL;
  g_autoptr(GPtrArray) texts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    answer (fixture, cases[i].field, cases[i].answer);
  document = herald_document_new (fixture->report, DATE);
  texts = herald_document_list_texts (document);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (find (texts, cases[i].field), ==, cases[i].text);
  g_assert_cmpstr (find (texts, "product.version"), ==, "");
}

static void
test_sections (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(HeraldDocument) document = herald_document_new (fixture->report, DATE);
  g_autoptr(GPtrArray) texts = herald_document_list_texts (document);
  g_autoptr(GHashTable) ended = g_hash_table_new (g_str_hash, g_str_equal);
  const char *section = "";

  for (guint i = 0; i < texts->len; i++)
    {
      const HeraldDocumentText *text = g_ptr_array_index (texts, i);

      g_assert_cmpstr (text->label, !=, "");
      if (g_str_equal (text->section, section))
        continue;
      g_assert_true (g_hash_table_add (ended, text->section));
      section = text->section;
    }
}

static void
test_anonymous (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(HeraldDocument) document = herald_document_new (fixture->report, DATE);
  g_autoptr(GPtrArray) texts = herald_document_list_texts (document);

  g_assert_null (find (texts, "contact.name"));
  g_assert_null (find (texts, "contact.email"));
  g_assert_nonnull (find (texts, "vuln.description"));
}

static void
test_reply_key (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(HeraldDocument) without = herald_document_new (fixture->report, DATE);
  g_autoptr(HeraldDocument) with = herald_document_new (fixture->report, DATE);
  g_autofree char *text = herald_document_to_text (without), *json = herald_document_to_json (without);
  g_autofree char *text_with = NULL, *json_with = NULL, *markdown_with = NULL;

  herald_document_set_reply_key (with, FINGERPRINT);
  text_with = herald_document_to_text (with);
  json_with = herald_document_to_json (with);
  markdown_with = herald_document_to_markdown (with);

  g_assert_nonnull (strstr (text, "cannot be answered"));
  g_assert_null (strstr (json, "reply-key"));
  g_assert_null (strstr (text_with, "cannot be answered"));
  g_assert_nonnull (strstr (text_with, "\nKey for answers: " FINGERPRINT "\n"));
  g_assert_nonnull (strstr (json_with, "\"reply-key\" : \"" FINGERPRINT "\""));
  g_assert_nonnull (strstr (markdown_with, FINGERPRINT));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/document/texts/are-as-they-are-typed", Fixture, GINT_TO_POINTER (FALSE), set_up, test_kinds, tear_down);
  g_test_add ("/document/texts/come-section-by-section", Fixture, GINT_TO_POINTER (FALSE), set_up, test_sections, tear_down);
  g_test_add ("/document/texts/say-nothing-of-who-is-anonymous", Fixture, GINT_TO_POINTER (TRUE), set_up, test_anonymous, tear_down);
  g_test_add ("/document/texts/name-the-key-for-answers", Fixture, GINT_TO_POINTER (TRUE), set_up, test_reply_key, tear_down);

  return g_test_run ();
}
