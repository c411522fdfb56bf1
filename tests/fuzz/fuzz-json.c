/* fuzz-json.c: any bytes at the strict gate before the JSON parser
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>

#include "herald-json.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
look_for_fractions (JsonNode *node,
                    gboolean *found);

static void
look_in_member (JsonObject *object,
                const char *name,
                JsonNode   *member,
                gpointer    found)
{
  look_for_fractions (member, found);
}

static void
look_in_element (JsonArray *array,
                 guint      element,
                 JsonNode  *node,
                 gpointer   found)
{
  look_for_fractions (node, found);
}

static void
look_for_fractions (JsonNode *node,
                    gboolean *found)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), look_in_member, found);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), look_in_element, found);
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    *found = TRUE;
}

/* What the gate lets through, the parser behind it must read; and what is
 * written from that must be read again as the same. Fractions are left out:
 * json-glib 1.6 writes 1e-51 as 1e-51.0, and no format of ours has any. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size), again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = herald_json_parse (bytes, G_MAXSIZE, &error);
  g_autoptr(JsonNode) reread = NULL;
  gboolean fractions = FALSE;
  char *text;

  if (node == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == HERALD_JSON_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  g_assert_no_error (error);
  look_for_fractions (node, &fractions);
  if (fractions)
    return 0;

  text = herald_json_write (node);
  again = g_bytes_new_take (text, strlen (text));
  reread = herald_json_parse (again, G_MAXSIZE, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, reread));

  return 0;
}
