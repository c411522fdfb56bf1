/* herald-index.c: the list of cases as it is kept, encrypted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <sodium.h>

#include "herald-bytes.h"
#include "herald-index.h"
#include "herald-json.h"

#define MAGIC        "HRLDINDX"
#define MAGIC_LENGTH 8
#define VERSION      1
#define CONTEXT      "herald-index--v1"
#define HEAD_SIZE    (MAGIC_LENGTH + 8)
#define NONCE_SIZE   crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE     crypto_aead_xchacha20poly1305_ietf_ABYTES
#define BLOCK        4096 /* the size tells no more than this */

#define MAX_CASES    1000000
#define MAX_TEXT     100000

static const char * const members[] = {
  "id", "title", "vendor", "state", "anonymous", "changed", "number", "size", NULL
};

/**
 * herald_index_entry_free:
 * @self: (transfer full): a line
 *
 * Frees a line of the index.
 */
void
herald_index_entry_free (HeraldIndexEntry *self)
{
  g_clear_pointer (&self->summary, herald_case_summary_free);
  g_free (self);
}

/**
 * herald_index_new:
 *
 * Makes an empty index.
 *
 * Returns: (transfer full) (element-type utf8 HeraldIndexEntry): lines by the
 *   id of their case, which belongs to the line
 */
GHashTable *
herald_index_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) herald_index_entry_free);
}

static GByteArray *
make_head (const guint8 *vault_id)
{
  GByteArray *head = g_byte_array_new ();

  herald_bytes_put (head, MAGIC, MAGIC_LENGTH);
  herald_bytes_put_32 (head, VERSION);
  herald_bytes_put_32 (head, 0);
  herald_bytes_put (head, vault_id, HERALD_ID_SIZE);
  return head;
}

static char *
take_text (const HeraldJsonValue  *object,
           const char             *name,
           GError                **error)
{
  HeraldJsonValue value = herald_json_member (object, name);

  return g_strdup (herald_json_get_string (&value, MAX_TEXT, error));
}

static gboolean
take_number (const HeraldJsonValue  *object,
             const char             *name,
             guint64                *number,
             GError                **error)
{
  HeraldJsonValue value = herald_json_member (object, name);
  gint64 integer;

  if (!herald_json_get_integer (&value, 0, G_MAXINT32, &integer, error))
    return FALSE;

  *number = (guint64) integer;
  return TRUE;
}

static HeraldIndexEntry *
read_entry (const HeraldJsonValue  *value,
            GError                **error)
{
  HeraldIndexEntry *entry;
  HeraldJsonValue anonymous = herald_json_member (value, "anonymous");

  if (!herald_json_expect_object (value, members, NULL, error))
    return NULL;

  entry = g_new0 (HeraldIndexEntry, 1);
  entry->summary = g_new0 (HeraldCaseSummary, 1);
  entry->summary->is_readable = TRUE;
  entry->summary->problem = g_strdup ("");
  entry->summary->id = take_text (value, "id", error);

  if (entry->summary->id != NULL &&
      (entry->summary->title = take_text (value, "title", error)) != NULL &&
      (entry->summary->vendor = take_text (value, "vendor", error)) != NULL &&
      (entry->summary->state = take_text (value, "state", error)) != NULL &&
      (entry->summary->changed = take_text (value, "changed", error)) != NULL &&
      herald_json_get_boolean (&anonymous, &entry->summary->anonymous, error) &&
      take_number (value, "number", &entry->number, error) &&
      take_number (value, "size", &entry->size, error))
    return entry;

  herald_index_entry_free (entry);
  return NULL;
}

static GHashTable *
read_json (const guint8 *text,
           gsize         length)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, length);
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_INDEX_MAX_SIZE, NULL);
  g_autoptr(GHashTable) index = herald_index_new ();
  HeraldJsonValue root;

  if (node == NULL)
    return NULL;

  root = herald_json_root (node);
  if (!herald_json_expect_array (&root, MAX_CASES, NULL))
    return NULL;

  for (guint i = 0; i < herald_json_length (&root); i++)
    {
      HeraldJsonValue element = herald_json_element (&root, i);
      HeraldIndexEntry *entry = read_entry (&element, NULL);

      if (entry == NULL)
        return NULL;
      g_hash_table_replace (index, entry->summary->id, entry);
    }

  return g_steal_pointer (&index);
}

/**
 * herald_index_read:
 * @bytes: the content of the file `index`
 * @vault_key: the vault's key
 * @vault_id: the vault's id
 *
 * Reads the index. Format: FORMAT.md, “index”.
 *
 * Returns: (transfer full) (nullable): the lines by the id of their case, or
 *   %NULL if it is not as it was written, or a newer Herald wrote it: it can be made again
 */
GHashTable *
herald_index_read (GBytes             *bytes,
                   const HeraldSecret *vault_key,
                   const guint8       *vault_id)
{
  HeraldBytes left = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), FALSE };
  g_autoptr(HeraldSecret) key = herald_secret_derive (vault_key, vault_id, CONTEXT);
  g_autoptr(GByteArray) head = make_head (vault_id);
  const guint8 *start = herald_bytes_take (&left, HEAD_SIZE);
  const guint8 *nonce = herald_bytes_take (&left, NONCE_SIZE);
  g_autofree guint8 *plain = NULL;
  HeraldBytes inside;
  guint32 length;
  const guint8 *text;

  if (left.is_short || left.length < TAG_SIZE || memcmp (start, head->data, HEAD_SIZE) != 0)
    return NULL;

  plain = g_malloc (left.length);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, left.at, left.length,
                                                  head->data, head->len, nonce, key->bytes) != 0)
    return NULL;

  inside = (HeraldBytes) { plain, left.length - TAG_SIZE, FALSE };
  length = herald_bytes_take_32 (&inside);
  text = herald_bytes_take (&inside, length);
  return text != NULL ? read_json (text, length) : NULL;
}

static void
add_entry (JsonArray              *array,
           const HeraldIndexEntry *entry)
{
  const HeraldCaseSummary *summary = entry->summary;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", summary->id);
  json_object_set_string_member (object, "title", summary->title);
  json_object_set_string_member (object, "vendor", summary->vendor);
  json_object_set_string_member (object, "state", summary->state);
  json_object_set_boolean_member (object, "anonymous", summary->anonymous);
  json_object_set_string_member (object, "changed", summary->changed);
  json_object_set_int_member (object, "number", (gint64) entry->number);
  json_object_set_int_member (object, "size", (gint64) entry->size);
  json_array_add_object_element (array, object);
}

static char *
write_json (GHashTable *index)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, index);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    add_entry (array, entry);

  json_node_take_array (node, array);
  return herald_json_write (node);
}

/**
 * herald_index_write:
 * @index: (element-type utf8 HeraldIndexEntry): lines
 * @vault_key: the vault's key
 * @vault_id: the vault's id
 *
 * Writes the index.
 *
 * Returns: (transfer full): what herald_index_read() reads
 */
GBytes *
herald_index_write (GHashTable         *index,
                    const HeraldSecret *vault_key,
                    const guint8       *vault_id)
{
  g_autoptr(HeraldSecret) key = herald_secret_derive (vault_key, vault_id, CONTEXT);
  g_autoptr(GByteArray) head = make_head (vault_id);
  g_autofree char *text = write_json (index);
  gsize size = (4 + strlen (text) + BLOCK - 1) / BLOCK * BLOCK;
  GByteArray *array = g_byte_array_sized_new ((guint) (HEAD_SIZE + NONCE_SIZE + size + TAG_SIZE));
  guint8 *plain;

  herald_bytes_put (array, head->data, HEAD_SIZE);
  g_byte_array_set_size (array, HEAD_SIZE + NONCE_SIZE);
  randombytes_buf (array->data + HEAD_SIZE, NONCE_SIZE);
  herald_bytes_put_32 (array, (guint32) strlen (text));
  herald_bytes_put (array, text, strlen (text));

  g_byte_array_set_size (array, (guint) (HEAD_SIZE + NONCE_SIZE + size + TAG_SIZE));
  plain = array->data + HEAD_SIZE + NONCE_SIZE;
  memset (plain + 4 + strlen (text), 0, size - 4 - strlen (text));
  crypto_aead_xchacha20poly1305_ietf_encrypt (plain, NULL, plain, size, head->data, head->len, NULL,
                                              array->data + HEAD_SIZE, key->bytes);

  return g_byte_array_free_to_bytes (array);
}
