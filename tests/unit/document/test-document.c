/* test-document.c: a document is a snapshot of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-document.h"
#include "herald-text.h"
#include "herald-vendor-catalog.h"

#define DATE "2026-11-21"

typedef struct
{
  HeraldVendorCatalog *vendors;
  HeraldReport        *report;
} Fixture;

/* The made-up vendor: the first whose key is shipped. */
static HeraldVendor *
find_rehearsal_vendor (HeraldVendorCatalog *vendors)
{
  GPtrArray *list = herald_vendor_catalog_get_vendors (vendors);

  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr(GBytes) key = herald_vendor_get_shipped_key (g_ptr_array_index (list, i));

      if (key != NULL)
        return g_ptr_array_index (list, i);
    }

  g_assert_not_reached ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->vendors = herald_vendor_catalog_new (NULL);
  fixture->report = herald_report_new (find_rehearsal_vendor (fixture->vendors), FALSE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->report);
  g_clear_pointer (&fixture->vendors, herald_vendor_catalog_free);
}

static void
answer (Fixture    *fixture,
        const char *field,
        const char *text)
{
  g_autoptr(JsonNode) node = herald_answer_new_text (text);
  g_autoptr(GError) error = NULL;

  herald_report_set_answer (fixture->report, field, node, &error);
  g_assert_no_error (error);
}

static void
test_outlives_its_report (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(HeraldDocument) document = NULL;
  g_autofree char *before = NULL, *after = NULL;

  answer (fixture, "product.name", "first answer");
  document = herald_document_new (fixture->report, DATE);
  before = herald_document_to_text (document);

  answer (fixture, "product.name", "second answer");
  g_clear_object (&fixture->report);
  g_clear_pointer (&fixture->vendors, herald_vendor_catalog_free);

  after = herald_document_to_text (document);
  g_assert_cmpstr (after, ==, before);
  g_assert_nonnull (strstr (after, "first answer"));
  g_assert_null (strstr (after, "second answer"));
}

static gpointer
render_in_thread (gpointer document)
{
  g_autofree char *text = herald_document_to_text (document);
  g_autofree char *markdown = herald_document_to_markdown (document);
  g_autofree char *json = herald_document_to_json (document);

  return g_strconcat (text, markdown, json, NULL);
}

static void
test_is_written_in_threads (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(HeraldDocument) document = NULL;
  g_autofree char *here = NULL;
  GThread *threads[4];

  answer (fixture, "vuln.description", "line\nline");
  document = herald_document_new (fixture->report, DATE);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("render", render_in_thread, document);

  here = render_in_thread (document);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *there = g_thread_join (threads[i]);

      g_assert_cmpstr (there, ==, here);
    }
}

static void
test_title_names_product_and_reference (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autofree char *reference = g_strndup (herald_report_get_id (fixture->report), 8);
  g_autofree char *bare = g_strdup_printf ("Vulnerability report (%s)", reference);
  g_autofree char *named = g_strdup_printf ("Vulnerability report: Pump 3 (%s)", reference);
  g_autoptr(HeraldDocument) document = herald_document_new (fixture->report, DATE);

  g_assert_cmpstr (herald_document_get_reference (document), ==, reference);
  g_assert_cmpstr (herald_document_get_title (document), ==, bare);

  herald_document_free (document);
  answer (fixture, "product.name", "  Pump 3 ");
  document = herald_document_new (fixture->report, DATE);
  g_assert_cmpstr (herald_document_get_title (document), ==, named);
}

static void
test_title_is_one_short_clean_line (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *name = g_strnfill (500, 'x');
  g_autoptr(HeraldDocument) document = NULL;

  answer (fixture, "product.name", name);
  document = herald_document_new (fixture->report, DATE);
  g_assert_cmpint (g_utf8_strlen (herald_document_get_title (document), -1), <, 150);
  g_assert_nonnull (strstr (herald_document_get_title (document), "xxx… ("));

  herald_document_free (document);
  answer (fixture, "product.name", "a\tb\342\200\256c");
  document = herald_document_new (fixture->report, DATE);
  g_assert_null (herald_text_find_hidden (herald_document_get_title (document)));
  g_assert_nonnull (strstr (herald_document_get_title (document), "a<U+0009>b<U+202E>c"));
}

static void
test_takes_only_a_date (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr(HeraldVendorCatalog) vendors = herald_vendor_catalog_new (NULL);
      g_autoptr(HeraldReport) report = herald_report_new (find_rehearsal_vendor (vendors), FALSE);

      herald_document_new (report, "2026-11-31");
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*herald_date_is_date*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/document/document/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("outlives-its-report", test_outlives_its_report);
  ADD ("is-written-in-threads", test_is_written_in_threads);
  ADD ("title-names-product-and-reference", test_title_names_product_and_reference);
  ADD ("title-is-one-short-clean-line", test_title_is_one_short_clean_line);
#undef ADD
  g_test_add_func ("/document/document/takes-only-a-date", test_takes_only_a_date);

  return g_test_run ();
}
