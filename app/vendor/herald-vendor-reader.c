/* herald-vendor-reader.c: from the bytes of a profile to a vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-vendor-reader.h"

#define MAX_SOURCES 20
#define MAX_LINES   30

/* The letters and number of a line of the research, such as “F-12”. */
static gboolean
is_line (const char *text)
{
  gsize letters = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  gsize digits;

  if (letters < 1 || letters > 4 || text[letters] != '-')
    return FALSE;

  digits = strspn (text + letters + 1, "0123456789");
  return digits >= 1 && digits <= 3 && text[letters + 1 + digits] == '\0';
}

static void
check_lines (HeraldDecoder         *decoder,
             const HeraldJsonValue *array)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(GStrv) lines = herald_decoder_texts (decoder, array, 1, MAX_LINES);

  for (guint i = 0; decoder->error == NULL && lines[i] != NULL; i++)
    {
      HeraldJsonValue *value = HERALD_ELEMENT (array, i);

      if (!is_line (lines[i]))
        herald_decoder_refuse (decoder, value, _("a line such as “F-12” was expected"));
      herald_decoder_unique (decoder, value, seen, lines[i]);
    }
}

/**
 * herald_vendor_open:
 * @decoder: a decoder
 * @object: a value
 * @required: names of the members that must be there
 * @optional: (nullable): names of those that may be
 *
 * Begins to read a statement, with the lines that it honours.
 *
 * Returns: %TRUE if its members can be read
 */
gboolean
herald_vendor_open (HeraldDecoder         *decoder,
                    const HeraldJsonValue *object,
                    const char * const    *required,
                    const char * const    *optional)
{
  if (!herald_decoder_open (decoder, object, required, optional))
    return FALSE;

  check_lines (decoder, HERALD_MEMBER (object, "lines"));
  return decoder->error == NULL;
}

static gboolean
has_source (HeraldVendor *self,
            const char   *id)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      if (g_str_equal (((const HeraldSource *) g_ptr_array_index (self->sources, i))->id, id))
        return TRUE;
    }

  return FALSE;
}

/**
 * herald_vendor_read_source:
 * @self: a vendor whose sources have been read
 * @decoder: a decoder
 * @object: a statement
 *
 * Reads which source says so.
 *
 * Returns: (transfer full): the id of the source; empty where none is named
 */
char *
herald_vendor_read_source (HeraldVendor          *self,
                           HeraldDecoder         *decoder,
                           const HeraldJsonValue *object)
{
  HeraldJsonValue value = herald_json_member (object, "source");
  char *id = herald_decoder_id (decoder, &value);

  if (*id != '\0' && !has_source (self, id))
    herald_decoder_refuse (decoder, &value, _("the name of a source of this profile was expected"));

  return id;
}

/**
 * herald_vendor_read_value:
 * @self: a vendor whose sources have been read
 * @decoder: a decoder
 * @object: a value that the source may not state, with its source and note
 * @check: what a stated value has to be
 *
 * Reads a value that is `null` with a note where the source does not state it.
 *
 * Returns: (transfer full): the value, of no use after an error
 */
HeraldStatement
herald_vendor_read_value (HeraldVendor          *self,
                          HeraldDecoder         *decoder,
                          const HeraldJsonValue *object,
                          HeraldTextCheck        check)
{
  HeraldStatement statement = { NULL };
  HeraldJsonValue value, note;

  if (!herald_vendor_open (decoder, object, HERALD_NAMES ("value", "source"), HERALD_NAMES ("note", "lines")))
    return statement;

  value = herald_json_member (object, "value");
  note = herald_json_member (object, "note");
  statement.source = herald_vendor_read_source (self, decoder, object);
  statement.note = herald_decoder_text (decoder, &note, HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
  if (!JSON_NODE_HOLDS_NULL (value.node))
    {
      statement.value = herald_decoder_text (decoder, &value, HERALD_DECODER_WORDING, HERALD_DECODER_LINE);
      if (decoder->error == NULL && !check.is_good (statement.value))
        herald_decoder_refuse (decoder, &value, check.expected);
    }
  else if (note.node == NULL)
    herald_decoder_refuse (decoder, &note, _("a note is missing that says why there is no value"));

  return statement;
}

static void
read_sources (HeraldVendor          *self,
              HeraldDecoder         *decoder,
              const HeraldJsonValue *object)
{
  g_autoptr(GList) names = herald_decoder_names (decoder, object, 1, MAX_SOURCES);

  for (GList *l = names; l != NULL; l = l->next)
    {
      HeraldJsonValue value = herald_json_member (object, l->data);
      HeraldSource *source;

      if (!herald_decoder_is_id (l->data))
        herald_decoder_refuse (decoder, &value, _("an id was expected as the member’s name"));
      if (!herald_decoder_open (decoder, &value, HERALD_NAMES ("title", "url", "seen"), HERALD_NAMES ("note")))
        return;

      source = g_new0 (HeraldSource, 1);
      source->id = g_strdup (l->data);
      source->title = herald_decoder_text (decoder, HERALD_MEMBER (&value, "title"),
                                           HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
      source->url = herald_decoder_url (decoder, HERALD_MEMBER (&value, "url"));
      source->seen = herald_decoder_date (decoder, HERALD_MEMBER (&value, "seen"));
      source->note = herald_decoder_text (decoder, HERALD_MEMBER (&value, "note"),
                                          HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
      g_ptr_array_add (self->sources, source);
    }
}

/* All members of a profile, each read once. */
static void
read_root (HeraldVendor          *self,
           HeraldDecoder         *decoder,
           const HeraldJsonValue *root)
{
  if (!herald_decoder_open (decoder, root,
                            HERALD_NAMES ("format", "version", "id", "name", "language", "sources", "scope",
                                          "diversions", "prerequisites", "terms", "anonymity", "fields",
                                          "forbidden", "promises", "channels", "keys"),
                            HERALD_NAMES ("covers", "not-for", "links", "contradictions", "calendar",
                                          "shares-with", "limits", "notes", "words", "sections")))
    return;

  self->id = herald_decoder_id (decoder, HERALD_MEMBER (root, "id"));
  self->name = herald_decoder_text (decoder, HERALD_MEMBER (root, "name"), HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
  read_sources (self, decoder, HERALD_MEMBER (root, "sources"));
  herald_vendor_read_about (self, decoder, root);
  herald_vendor_read_rules (self, decoder, root);
  herald_vendor_read_promises (self, decoder, root);
  herald_vendor_read_fields (self, decoder, root);
  herald_vendor_read_limits (self, decoder, root);
  herald_vendor_read_channels (self, decoder, root);
  herald_vendor_read_keys (self, decoder, root);
  herald_vendor_read_contradictions (self, decoder, root);
}

/**
 * herald_vendor_read:
 * @bytes: the content of a file in the format of `vendor.schema.json`
 * @catalog: the fields that it may ask for
 * @error: return location for an error
 *
 * Reads a vendor's profile.
 *
 * Everything is checked that the schema says, and besides: that references
 * lead somewhere, that no field depends on itself, that no text hides a
 * character, and that headings have one line.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the vendor, or %NULL with a #HeraldJsonError that
 *   names the place; the caller knows the file
 */
HeraldVendor *
herald_vendor_read (GBytes              *bytes,
                    HeraldFieldCatalog  *catalog,
                    GError             **error)
{
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_VENDOR_MAX_SIZE, error);
  g_autoptr(HeraldVendor) self = NULL;
  HeraldJsonValue root = herald_json_root (node);
  HeraldDecoder decoder = { NULL };

  if (node == NULL || !herald_json_expect_format (&root, "herald-vendor", 1, error))
    return NULL;

  self = herald_vendor_new (node, catalog);
  read_root (self, &decoder, &root);
  if (decoder.error != NULL)
    {
      g_propagate_error (error, decoder.error);
      return NULL;
    }

  return g_steal_pointer (&self);
}
