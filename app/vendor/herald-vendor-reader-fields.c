/* herald-vendor-reader-fields.c: the form of a profile, merged with the catalogue
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-field-reader.h"
#include "herald-vendor-reader.h"

#define MAX_FIELDS 200

/* The vendor's labels for choices of the catalogue: the same ids, or fewer. */
static void
merge_choices (HeraldDecoder         *decoder,
               const HeraldJsonValue *value,
               HeraldField           *field)
{
  g_autoptr(GPtrArray) choices = NULL;

  if (value->node == NULL)
    return;
  if (field->kind != HERALD_FIELD_CHOICE)
    {
      herald_decoder_refuse (decoder, value, _("a field of this kind has no such member"));
      return;
    }

  choices = herald_field_read_choices (decoder, value);
  for (guint i = 0; decoder->error == NULL && i < choices->len; i++)
    {
      const HeraldChoice *choice = g_ptr_array_index (choices, i);
      HeraldJsonValue *object = HERALD_ELEMENT (value, i);

      if (herald_field_get_choice_label (field, choice->id) == NULL)
        herald_decoder_refuse (decoder, HERALD_MEMBER (object, "id"), _("the field has no choice with this id"));
    }

  if (decoder->error == NULL)
    {
      g_ptr_array_unref (field->choices);
      field->choices = g_steal_pointer (&choices);
    }
}

static void
merge_max (HeraldDecoder         *decoder,
           const HeraldJsonValue *value,
           HeraldField           *field)
{
  gint64 max = herald_decoder_number (decoder, value, 1, HERALD_FIELD_MAX_CHARS);

  if (value->node == NULL || decoder->error != NULL)
    return;

  if (!herald_field_kind_has_max (field->kind))
    herald_decoder_refuse (decoder, value, _("a field of this kind has no such member"));
  else
    field->max = MIN (field->max, (guint) max);
}

static void
merge_text (HeraldDecoder          *decoder,
            const HeraldJsonValue  *value,
            gsize                   max_chars,
            HeraldDecoderFlags      flags,
            char                  **text)
{
  if (value->node == NULL)
    return;

  g_free (*text);
  *text = herald_decoder_text (decoder, value, max_chars, flags);
}

/* A field of the catalogue, with the vendor's own label, help, bound and choices. */
static HeraldField *
read_catalogued (HeraldDecoder         *decoder,
                 const HeraldJsonValue *object,
                 const HeraldField     *known)
{
  HeraldField *field = herald_field_copy (known);

  merge_text (decoder, HERALD_MEMBER (object, "label"), HERALD_DECODER_SHORT, HERALD_DECODER_LINE, &field->label);
  merge_text (decoder, HERALD_MEMBER (object, "help"), HERALD_DECODER_SENTENCE, HERALD_DECODER_EMPTY, &field->help);
  merge_max (decoder, HERALD_MEMBER (object, "max"), field);
  merge_choices (decoder, HERALD_MEMBER (object, "choices"), field);
  return field;
}

/* A field that the profile defines itself. */
static HeraldField *
read_own (HeraldVendor          *self,
          HeraldDecoder         *decoder,
          const HeraldJsonValue *object)
{
  HeraldField *field = herald_field_read (decoder, object);

  if (herald_field_catalog_get_section_label (self->catalog, field->section) == NULL)
    herald_decoder_refuse (decoder, HERALD_MEMBER (object, "section"), _("the id of a section was expected"));

  return field;
}

static gboolean
open_field (HeraldDecoder         *decoder,
            const HeraldJsonValue *object,
            gboolean               own)
{
  if (own)
    return herald_vendor_open (decoder, object, HERALD_NAMES ("id", "strictness", "section", "kind", "label", "help"),
                               HERALD_NAMES ("wording", "source", "lines", "max", "choices", "unknown", "when",
                                             "past", "nudge-days"));

  return herald_vendor_open (decoder, object, HERALD_NAMES ("id", "strictness"),
                             HERALD_NAMES ("wording", "source", "lines", "label", "help", "max", "choices"));
}

static void
read_wording (HeraldVendor          *self,
              HeraldDecoder         *decoder,
              const HeraldJsonValue *object,
              HeraldField           *field)
{
  HeraldJsonValue wording = herald_json_member (object, "wording");
  HeraldJsonValue source = herald_json_member (object, "source");

  if ((wording.node == NULL) != (source.node == NULL))
    herald_decoder_refuse (decoder, wording.node == NULL ? &wording : &source,
                           _("a wording and its source stand together"));

  g_free (field->wording);
  g_free (field->source);
  field->wording = herald_decoder_text (decoder, &wording, HERALD_DECODER_WORDING, HERALD_DECODER_LINES);
  field->source = herald_vendor_read_source (self, decoder, object);
}

static const HeraldField *
find_field (gpointer    data,
            const char *id)
{
  HeraldVendor *self = data;
  const HeraldField *own = g_hash_table_lookup (self->fields_by_id, id);

  /* The catalogue's comes first: a profile may offer fewer of its choices. */
  return own != NULL && !own->catalogued ? own : herald_field_catalog_find (self->catalog, id);
}

static void
read_field (HeraldVendor          *self,
            HeraldDecoder         *decoder,
            const HeraldJsonValue *object)
{
  g_autofree char *id = NULL;
  const HeraldField *known;
  HeraldField *field;

  if (object->node == NULL || !JSON_NODE_HOLDS_OBJECT (object->node))
    {
      herald_decoder_refuse (decoder, object, _("an object was expected"));
      return;
    }

  id = herald_decoder_path (decoder, HERALD_MEMBER (object, "id"));
  known = herald_field_catalog_find (self->catalog, id);
  if (!open_field (decoder, object, known == NULL))
    return;

  field = known != NULL ? read_catalogued (decoder, object, known) : read_own (self, decoder, object);
  field->strictness = (HeraldStrictness) herald_decoder_choice (decoder, HERALD_MEMBER (object, "strictness"),
                                                                herald_strictnesses);
  read_wording (self, decoder, object, field);
  g_ptr_array_add (self->fields, field);
}

/**
 * herald_vendor_read_fields:
 * @self: a vendor whose sources have been read
 * @decoder: a decoder
 * @root: the profile
 *
 * Reads the fields of the form.
 */
void
herald_vendor_read_fields (HeraldVendor          *self,
                           HeraldDecoder         *decoder,
                           const HeraldJsonValue *root)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HeraldJsonValue array = herald_json_member (root, "fields");
  guint length = herald_decoder_count (decoder, &array, 1, MAX_FIELDS);

  for (guint i = 0; decoder->error == NULL && i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (&array, i);
      HeraldField *field;

      read_field (self, decoder, &object);
      if (decoder->error != NULL)
        return;

      field = g_ptr_array_index (self->fields, i);
      if (herald_decoder_unique (decoder, HERALD_MEMBER (&object, "id"), seen, field->id))
        g_hash_table_insert (self->fields_by_id, field->id, field);
    }

  /* Conditions may name fields that stand further down. */
  for (guint i = 0; decoder->error == NULL && i < self->fields->len; i++)
    {
      HeraldJsonValue object = herald_json_element (&array, i);
      const HeraldField *field = g_ptr_array_index (self->fields, i);

      if (field->catalogued)
        continue;
      herald_field_check_when (decoder, &object, field, find_field, self);
      herald_field_check_circle (decoder, &object, field, find_field, self);
    }
}

static void
read_field_limits (HeraldVendor          *self,
                   HeraldDecoder         *decoder,
                   const HeraldJsonValue *object)
{
  g_autoptr(GList) names = herald_decoder_names (decoder, object, 0, MAX_FIELDS);

  for (GList *l = names; l != NULL; l = l->next)
    {
      HeraldJsonValue value = herald_json_member (object, l->data);
      HeraldField *field = g_hash_table_lookup (self->fields_by_id, l->data);

      if (field == NULL)
        herald_decoder_refuse (decoder, &value, _("no field has this id"));
      else
        merge_max (decoder, &value, field);
    }
}

/**
 * herald_vendor_read_limits:
 * @self: a vendor whose fields have been read
 * @decoder: a decoder
 * @root: the profile
 *
 * Reads the limits of the vendor's intake.
 */
void
herald_vendor_read_limits (HeraldVendor          *self,
                           HeraldDecoder         *decoder,
                           const HeraldJsonValue *root)
{
  HeraldJsonValue object = herald_json_member (root, "limits");
  HeraldJsonValue *bytes, *count;

  if (object.node == NULL ||
      !herald_decoder_open (decoder, &object, NULL, HERALD_NAMES ("attachment-bytes", "attachments", "fields")))
    return;

  bytes = HERALD_MEMBER (&object, "attachment-bytes");
  count = HERALD_MEMBER (&object, "attachments");
  if (bytes->node != NULL)
    self->max_attachment_bytes = (guint64) herald_decoder_number (decoder, bytes, 0,
                                                                  (gint64) HERALD_VENDOR_MAX_ATTACHMENT_BYTES);
  if (count->node != NULL)
    self->max_attachments = (guint) herald_decoder_number (decoder, count, 0,
                                                          HERALD_VENDOR_MAX_ATTACHMENTS);
  read_field_limits (self, decoder, HERALD_MEMBER (&object, "fields"));
}
