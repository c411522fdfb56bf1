/* herald-manifest.c: the list of what a container holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "herald-hash.h"
#include "herald-json.h"
#include "herald-manifest.h"

#define FORMAT "herald-manifest"
#define VERSION 1
#define MAX_PARTS 110
#define MAX_NAME 300
#define MAX_PART_SIZE G_GINT64_CONSTANT (1099511627776)

/**
 * herald_manifest_write:
 * @parts: (element-type HeraldPart): the parts, in their order
 *
 * Writes `manifest.json`, as `data/schema/manifest.schema.json` says.
 *
 * A part that is itself the manifest or the padding is left out.
 *
 * Returns: (transfer full): UTF-8 text
 */
char *
herald_manifest_write (GPtrArray *parts)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (parts != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, VERSION);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldPart *part = g_ptr_array_index (parts, i);
      const char *name = herald_part_get_name (part);

      if (g_str_equal (name, HERALD_PART_MANIFEST) || g_str_equal (name, HERALD_PART_PADDING))
        continue;

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, name);
      json_builder_set_member_name (builder, "size");
      json_builder_add_int_value (builder, (gint64) herald_part_get_size (part));
      json_builder_set_member_name (builder, "sha256");
      json_builder_add_string_value (builder, herald_part_get_sha256 (part));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return herald_json_write (root);
}

static gboolean
is_part_name (const char *name)
{
  const char *base = name + strlen (HERALD_PART_ATTACHMENTS);

  if (g_str_equal (name, HERALD_PART_TEXT) || g_str_equal (name, HERALD_PART_JSON) ||
      g_str_equal (name, HERALD_PART_REPLY_KEY))
    return TRUE;
  if (!g_str_has_prefix (name, HERALD_PART_ATTACHMENTS) || *base == '\0' ||
      g_str_equal (base, ".") || g_str_equal (base, ".."))
    return FALSE;

  for (const char *p = base; *p != '\0'; p++)
    if (*p == '/' || *p == '\\' || (guchar) *p < 0x20 || *p == 0x7f)
      return FALSE;

  return TRUE;
}

static HeraldManifestEntry *
read_entry (const HeraldJsonValue  *value,
            GError                **error)
{
  static const char * const members[] = { "name", "size", "sha256", NULL };
  HeraldManifestEntry *entry;
  HeraldJsonValue name_value;
  HeraldJsonValue size_value;
  HeraldJsonValue sha256_value;
  const char *name;
  const char *sha256;
  gint64 size;

  if (!herald_json_expect_object (value, members, NULL, error))
    return NULL;

  name_value = herald_json_member (value, "name");
  size_value = herald_json_member (value, "size");
  sha256_value = herald_json_member (value, "sha256");
  name = herald_json_get_string (&name_value, MAX_NAME, error);
  if (name == NULL || !herald_json_get_integer (&size_value, 0, MAX_PART_SIZE, &size, error))
    return NULL;
  sha256 = herald_json_get_string (&sha256_value, HERALD_HASH_HEX_LENGTH, error);
  if (sha256 == NULL)
    return NULL;

  if (!is_part_name (name))
    {
      herald_json_refuse (&name_value, _("the name of a part was expected"), error);
      return NULL;
    }
  if (!herald_hash_is_valid (sha256))
    {
      herald_json_refuse (&sha256_value,
                          _("a SHA-256 in lower-case hexadecimal digits was expected"), error);
      return NULL;
    }

  entry = g_new0 (HeraldManifestEntry, 1);
  entry->name = g_strdup (name);
  entry->size = (guint64) size;
  entry->sha256 = g_strdup (sha256);
  return entry;
}

static gboolean
read_entries (const HeraldJsonValue  *list,
              GPtrArray              *entries,
              GError                **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < herald_json_length (list); i++)
    {
      HeraldJsonValue element = herald_json_element (list, i);
      HeraldManifestEntry *entry = read_entry (&element, error);

      if (entry == NULL)
        return FALSE;
      g_ptr_array_add (entries, entry);
      if (!g_hash_table_add (seen, entry->name))
        {
          herald_json_refuse (&element, _("this part is listed already"), error);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * herald_manifest_read:
 * @bytes: the content of a `manifest.json`
 * @entries: (out) (transfer full) (element-type HeraldManifestEntry): what it lists
 * @error: return location for a #HeraldJsonError, which names the place
 *
 * Reads a manifest, strictly: no unknown member, no name twice.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_manifest_read (GBytes     *bytes,
                      GPtrArray **entries,
                      GError    **error)
{
  static const char * const members[] = { "format", "version", "parts", NULL };
  g_autoptr(GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) herald_manifest_entry_free);
  g_autoptr(JsonNode) node = NULL;
  HeraldJsonValue root;
  HeraldJsonValue parts;

  g_return_val_if_fail (bytes != NULL && entries != NULL, FALSE);

  node = herald_json_parse (bytes, HERALD_MANIFEST_MAX_SIZE, error);
  if (node == NULL)
    return FALSE;

  root = herald_json_root (node);
  if (!herald_json_expect_format (&root, FORMAT, VERSION, error) ||
      !herald_json_expect_object (&root, members, NULL, error))
    return FALSE;

  parts = herald_json_member (&root, "parts");
  if (!herald_json_expect_array (&parts, MAX_PARTS, error) ||
      !read_entries (&parts, list, error))
    return FALSE;

  *entries = g_steal_pointer (&list);
  return TRUE;
}

/**
 * herald_manifest_entry_free:
 * @entry: (transfer full): an entry
 *
 * Frees an entry.
 */
void
herald_manifest_entry_free (HeraldManifestEntry *entry)
{
  g_free (entry->name);
  g_free (entry->sha256);
  g_free (entry);
}
