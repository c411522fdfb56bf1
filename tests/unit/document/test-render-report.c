/* test-render-report.c: renders a report file, for test_render.py
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <stdio.h>

#include "herald-document.h"
#include "herald-report-codec.h"

typedef char *(*Form) (HeraldDocument *document);

static Form
find_form (const char *name)
{
  static const struct { const char *name; Form form; } forms[] = {
    { "text", herald_document_to_text },
    { "markdown", herald_document_to_markdown },
    { "json", herald_document_to_json },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      if (g_str_equal (forms[i].name, name))
        return forms[i].form;
    }

  g_error ("“%s” is not a form", name);
}

/* Usage: test-render-report REPORT FORM DATE [PROFILES] */
int
main (int   argc,
      char *argv[])
{
  g_autoptr(HeraldVendorCatalog) vendors = NULL;
  g_autoptr(HeraldReport) report = NULL;
  g_autoptr(HeraldDocument) document = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *rendered = NULL;
  char *content;
  gsize length;

  g_assert_true (argc == 4 || argc == 5);
  if (setlocale (LC_ALL, "") == NULL)
    g_error ("The locale is not there");

  g_file_get_contents (argv[1], &content, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (content, length);
  vendors = herald_vendor_catalog_new (argv[4]);
  for (const char * const *problem = herald_vendor_catalog_get_problems (vendors); *problem != NULL; problem++)
    g_printerr ("%s\n", *problem);
  report = herald_report_read (bytes, vendors, &error);
  g_assert_no_error (error);

  document = herald_document_new (report, argv[3]);
  g_clear_object (&report);
  rendered = find_form (argv[2]) (document);

  return fputs (rendered, stdout) < 0;
}
