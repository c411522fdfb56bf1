/* herald-form-note-codec.c: a note on a form, as it is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-decoder.h"
#include "herald-form-note.h"

#define FORMAT "herald-form-note"

static void
read_entry (HeraldFormNote        *self,
            HeraldDecoder         *decoder,
            const HeraldJsonValue *object,
            HeraldVendor          *vendor)
{
  HeraldJsonValue field = herald_json_member (object, "field");
  HeraldJsonValue label = herald_json_member (object, "label");
  g_autofree char *name = herald_decoder_text (decoder, &label, HERALD_FORM_NOTE_MAX_LABEL, HERALD_DECODER_LINE);
  g_autofree char *id = herald_json_is_null (&field) ? g_strdup ("") : herald_decoder_path (decoder, &field);
  guint max = (guint) herald_decoder_number (decoder, HERALD_MEMBER (object, "max"), 1, HERALD_FORM_NOTE_MAX_CHARS);

  /* A later version of the profile need not have every field of an earlier
   * one: what is left is for the person. */
  if (decoder->error == NULL &&
      !herald_form_note_add (self, vendor, name, herald_form_note_is_field (vendor, id) ? id : "", max, NULL))
    herald_decoder_refuse (decoder, &label, _("the name of a field of the form was expected"));
}

static void
read_form (HeraldFormNote        *self,
           HeraldDecoder         *decoder,
           const HeraldJsonValue *array,
           HeraldVendor          *vendor)
{
  guint length = herald_decoder_count (decoder, array, 0, HERALD_FORM_NOTE_MAX_ENTRIES);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (array, i);

      if (!herald_decoder_open (decoder, &object, HERALD_NAMES ("label", "field"), HERALD_NAMES ("max")))
        return;
      read_entry (self, decoder, &object, vendor);
    }
}

/* Whose note it is, which its name says as well. */
static gboolean
is_of (const HeraldJsonValue *root,
       HeraldDecoder         *decoder,
       const char            *member,
       const char            *expected,
       const char            *message)
{
  HeraldJsonValue value = herald_json_member (root, member);
  g_autofree char *id = herald_decoder_id (decoder, &value);

  if (decoder->error == NULL && !g_str_equal (id, expected))
    g_set_error_literal (&decoder->error, HERALD_FORM_NOTE_ERROR, HERALD_FORM_NOTE_ERROR_OTHER, message);

  return decoder->error == NULL;
}

static void
read_note (HeraldFormNote        *self,
           HeraldDecoder         *decoder,
           const HeraldJsonValue *root,
           HeraldVendor          *vendor)
{
  HeraldJsonValue address = herald_json_member (root, "address");

  g_free (self->date);
  g_free (self->from);
  g_free (self->remark);
  self->date = herald_decoder_date (decoder, HERALD_MEMBER (root, "date"));
  self->from = herald_decoder_text (decoder, HERALD_MEMBER (root, "from"), HERALD_DECODER_SENTENCE,
                                    HERALD_DECODER_EMPTY | HERALD_DECODER_LINE);
  self->remark = herald_decoder_text (decoder, HERALD_MEMBER (root, "remark"), HERALD_FORM_NOTE_MAX_REMARK,
                                      HERALD_DECODER_EMPTY);
  if (!herald_json_is_null (&address))
    {
      g_free (self->address);
      self->address = herald_decoder_text (decoder, &address, HERALD_DECODER_WORDING, HERALD_DECODER_LINE);
      if (decoder->error == NULL && !herald_form_note_is_address (self->address))
        herald_decoder_refuse (decoder, &address, _("an address that begins with “https://” was expected"));
    }
  read_form (self, decoder, HERALD_MEMBER (root, "fields"), vendor);
}

/**
 * herald_form_note_read:
 * @bytes: a note as it was kept, JSON
 * @vendor: the vendor whose it should be
 * @channel: the form whose it should be
 * @error: return location for an error
 *
 * Reads a note strictly, as in `form-note.schema.json`.
 *
 * Returns: (transfer full): the note, or %NULL with an error that names the place
 */
HeraldFormNote *
herald_form_note_read (GBytes               *bytes,
                       HeraldVendor         *vendor,
                       const HeraldChannel  *channel,
                       GError              **error)
{
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_FORM_NOTE_MAX_SIZE, error);
  g_autoptr(HeraldFormNote) self = NULL;
  HeraldJsonValue root = herald_json_root (node);
  HeraldDecoder decoder = { NULL };

  if (node == NULL || !herald_json_expect_format (&root, FORMAT, 1, error))
    return NULL;

  self = herald_form_note_new (vendor, channel, "");
  if (herald_decoder_open (&decoder, &root,
                           HERALD_NAMES ("format", "version", "vendor", "channel", "date", "from", "address",
                                         "remark", "fields"), NULL) &&
      is_of (&root, &decoder, "vendor", self->vendor, _("This note is on the form of another vendor")) &&
      is_of (&root, &decoder, "channel", self->channel, _("This note is on another form of the vendor’s")))
    read_note (self, &decoder, &root, vendor);

  if (decoder.error != NULL)
    {
      g_propagate_error (error, decoder.error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static void
set_text_or_null (JsonObject *object,
                  const char *member,
                  const char *text)
{
  if (*text != '\0')
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

/**
 * herald_form_note_write:
 * @self: a note
 *
 * Writes a note, as in `form-note.schema.json`.
 *
 * Returns: (transfer full): JSON
 */
char *
herald_form_note_write (const HeraldFormNote *self)
{
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *fields = json_array_new ();

  for (guint i = 0; i < self->form->len; i++)
    {
      const HeraldFormEntry *entry = g_ptr_array_index (self->form, i);
      JsonObject *field = json_object_new ();

      json_object_set_string_member (field, "label", entry->label);
      set_text_or_null (field, "field", entry->field);
      if (entry->max > 0)
        json_object_set_int_member (field, "max", entry->max);
      json_array_add_object_element (fields, field);
    }

  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", 1);
  json_object_set_string_member (object, "vendor", self->vendor);
  json_object_set_string_member (object, "channel", self->channel);
  json_object_set_string_member (object, "date", self->date);
  json_object_set_string_member (object, "from", self->from);
  set_text_or_null (object, "address", self->address);
  json_object_set_string_member (object, "remark", self->remark);
  json_object_set_array_member (object, "fields", fields);
  json_node_take_object (root, object);

  return herald_json_write (root);
}
