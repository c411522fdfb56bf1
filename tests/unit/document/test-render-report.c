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

static char *
render (HeraldVendorCatalog *vendors,
        const char          *file,
        Form                 form,
        const char          *date)
{
  g_autoptr(HeraldReport) report = NULL;
  g_autoptr(HeraldDocument) document = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (file, &content, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (content, length);
  report = herald_report_read (bytes, vendors, &error);
  g_assert_no_error (error);

  document = herald_document_new (report, date);
  g_clear_object (&report);
  return form (document);
}

/* Usage: test-render-report PROFILES DATE {REPORT FORM}…
 *
 * Renders each report, and ends each rendering with a NUL. */
int
main (int   argc,
      char *argv[])
{
  g_autoptr(HeraldVendorCatalog) vendors = NULL;

  g_assert_true (argc >= 3 && argc % 2 == 1);
  if (setlocale (LC_ALL, "") == NULL)
    g_error ("The locale is not there");

  vendors = herald_vendor_catalog_new (argv[1]);
  for (const char * const *problem = herald_vendor_catalog_get_problems (vendors); *problem != NULL; problem++)
    g_printerr ("%s\n", *problem);

  for (int i = 3; i < argc; i += 2)
    {
      g_autofree char *rendered = render (vendors, argv[i], find_form (argv[i + 1]), argv[2]);

      fputs (rendered, stdout);
      putchar ('\0');
    }

  return fflush (stdout) != 0;
}
