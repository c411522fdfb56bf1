/* herald-data.c: the data files that are compiled into the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <stdlib.h>

#include "herald-data.h"
#include "herald-data-resource.h"

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

/**
 * herald_data_lookup:
 * @name: such as `fields.json` or `keys/NAME.asc`
 *
 * Gives a data file that is compiled into the program.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): its content, or %NULL where there is none
 */
GBytes *
herald_data_lookup (const char *name)
{
  g_autofree char *path = g_strconcat (HERALD_DATA_PREFIX, "/", name, NULL);

  return g_resource_lookup_data (herald_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * herald_data_list:
 * @folder: such as `vendors`
 *
 * Lists a folder of data files that are compiled into the program.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the names in it, sorted
 */
char **
herald_data_list (const char *folder)
{
  g_autofree char *path = g_strconcat (HERALD_DATA_PREFIX, "/", folder, NULL);
  char **names = g_resource_enumerate_children (herald_data_get_resource (), path,
                                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    return g_new0 (char *, 1);

  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  return names;
}
