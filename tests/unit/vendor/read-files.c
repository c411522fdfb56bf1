/* read-files.c: reads one data file a line, and says how it went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "profiles.h"

static gboolean
read_one (const char  *kind,
          GBytes      *bytes,
          GError     **error)
{
  if (g_str_equal (kind, "fields"))
    {
      g_autoptr(HeraldFieldCatalog) catalog = herald_field_catalog_read (bytes, error);

      return catalog != NULL;
    }
  else
    {
      g_autoptr(HeraldVendor) vendor = herald_vendor_read (bytes, herald_field_catalog_get_default (), error);
      g_autoptr(JsonNode) node = vendor != NULL ? herald_vendor_to_json (vendor) : NULL;

      return node != NULL;
    }
}

/* Standard input has one JSON text a line; the first argument says of which
 * format. Standard output gets “good”, or what is wrong, for each. */
int
main (int    argc,
      char **argv)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length;

  while ((length = getline (&line, &size, stdin)) > 0)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (line, (gsize) length);
      g_autoptr(GError) error = NULL;

      puts (read_one (argv[1], bytes, &error) ? "good" : error->message);
    }

  free (line);
  return 0;
}
