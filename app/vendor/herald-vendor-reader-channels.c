/* herald-vendor-reader-channels.c: the channels and keys of a profile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-address.h"
#include "herald-vendor-reader.h"

#define MAX_CHANNELS     20
#define MAX_FORM_ENTRIES 100
#define MAX_FORM_CHARS   1000000
#define MAX_KEYS         10
#define MAX_FILE_NAME    64
#define FINGERPRINT      40

/* In the order of HeraldChannelKind. */
static const char * const kinds[] = { "email", "form", "https", NULL };

static HeraldFormEntry *
read_form_entry (HeraldVendor          *self,
                 HeraldDecoder         *decoder,
                 const HeraldJsonValue *object)
{
  HeraldFormEntry *entry = g_new0 (HeraldFormEntry, 1);
  HeraldJsonValue field = herald_json_member (object, "field");

  entry->label = herald_decoder_text (decoder, HERALD_MEMBER (object, "label"), HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
  entry->field = herald_json_is_null (&field) ? g_strdup ("") : herald_decoder_path (decoder, &field);
  entry->max = (guint) herald_decoder_number (decoder, HERALD_MEMBER (object, "max"), 1, MAX_FORM_CHARS);
  if (*entry->field != '\0' && !g_str_equal (entry->field, "document") &&
      !g_hash_table_contains (self->fields_by_id, entry->field))
    herald_decoder_refuse (decoder, &field, _("the id of a field of this profile, or “document”, was expected"));

  return entry;
}

static void
read_form (HeraldVendor          *self,
           HeraldDecoder         *decoder,
           const HeraldJsonValue *array,
           HeraldChannel         *channel)
{
  guint length;

  if (herald_json_is_null (array))
    return;

  length = herald_decoder_count (decoder, array, 1, MAX_FORM_ENTRIES);
  channel->form = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_form_entry_free);
  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (array, i);

      if (!herald_decoder_open (decoder, &object, HERALD_NAMES ("label", "field"), HERALD_NAMES ("max")))
        return;
      g_ptr_array_add (channel->form, read_form_entry (self, decoder, &object));
    }
}

static void
read_email (HeraldVendor          *self,
            HeraldDecoder         *decoder,
            const HeraldJsonValue *object,
            HeraldChannel         *channel)
{
  HeraldTextCheck check = { herald_address_is_mailbox, _("one plain e-mail address was expected") };
  HeraldJsonValue subject = herald_json_member (object, "subject");

  channel->address = herald_vendor_read_value (self, decoder, HERALD_MEMBER (object, "address"), check);
  g_free (channel->subject);
  channel->subject = herald_json_is_null (&subject)
    ? g_strdup ("")
    : herald_decoder_text (decoder, &subject, HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
  channel->encryption = (HeraldEncryption) herald_decoder_choice (decoder, HERALD_MEMBER (object, "encryption"),
                                                                  HERALD_NAMES ("required", "requested", "none"));
}

static void
read_https (HeraldVendor          *self,
            HeraldDecoder         *decoder,
            const HeraldJsonValue *object,
            HeraldChannel         *channel)
{
  HeraldTextCheck check = { herald_address_is_endpoint,
                            _("an address that begins with “https://”, without name or fragment, was expected") };
  static const char * const contracts[] = { "encrypted-report-drop/1", NULL };

  channel->address = herald_vendor_read_value (self, decoder, HERALD_MEMBER (object, "endpoint"), check);
  g_free (channel->contract);
  channel->contract = g_strdup (contracts[herald_decoder_choice (decoder, HERALD_MEMBER (object, "contract"), contracts)]);
}

/* What each kind of channel has besides what all have. */
static gboolean
open_channel (HeraldDecoder         *decoder,
              const HeraldJsonValue *object,
              HeraldChannelKind      kind)
{
  const char * const *optional = HERALD_NAMES ("title", "wording", "source", "note", "lines");

  switch (kind)
    {
    case HERALD_CHANNEL_EMAIL:
      return herald_vendor_open (decoder, object,
                                 HERALD_NAMES ("id", "kind", "purpose", "address", "subject", "encryption"), optional);

    case HERALD_CHANNEL_FORM:
      return herald_vendor_open (decoder, object, HERALD_NAMES ("id", "kind", "purpose", "url", "fields"), optional);

    case HERALD_CHANNEL_HTTPS:
    default:
      return herald_vendor_open (decoder, object,
                                 HERALD_NAMES ("id", "kind", "purpose", "endpoint", "contract"), optional);
    }
}

static void
read_details (HeraldVendor          *self,
              HeraldDecoder         *decoder,
              const HeraldJsonValue *object,
              HeraldChannel         *channel)
{
  HeraldTextCheck check = { herald_address_is_page, _("an address that begins with “https://” was expected") };

  switch (channel->kind)
    {
    case HERALD_CHANNEL_EMAIL:
      read_email (self, decoder, object, channel);
      break;

    case HERALD_CHANNEL_FORM:
      channel->address = herald_vendor_read_value (self, decoder, HERALD_MEMBER (object, "url"), check);
      read_form (self, decoder, HERALD_MEMBER (object, "fields"), channel);
      break;

    case HERALD_CHANNEL_HTTPS:
    default:
      read_https (self, decoder, object, channel);
      break;
    }
}

static HeraldChannel *
read_channel (HeraldVendor          *self,
              HeraldDecoder         *decoder,
              const HeraldJsonValue *object,
              HeraldChannelKind      kind)
{
  HeraldChannel *channel = g_new0 (HeraldChannel, 1);

  channel->kind = kind;
  channel->id = herald_decoder_id (decoder, HERALD_MEMBER (object, "id"));
  channel->for_reports = herald_decoder_choice (decoder, HERALD_MEMBER (object, "purpose"),
                                                HERALD_NAMES ("report", "questions")) == 0;
  channel->title = herald_decoder_text (decoder, HERALD_MEMBER (object, "title"), HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
  channel->wording = herald_decoder_text (decoder, HERALD_MEMBER (object, "wording"),
                                          HERALD_DECODER_WORDING, HERALD_DECODER_LINES);
  channel->source = herald_vendor_read_source (self, decoder, object);
  channel->note = herald_decoder_text (decoder, HERALD_MEMBER (object, "note"), HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
  channel->subject = g_strdup ("");
  channel->contract = g_strdup ("");
  read_details (self, decoder, object, channel);
  return channel;
}

/**
 * herald_vendor_read_channels:
 * @self: a vendor whose fields have been read
 * @decoder: a decoder
 * @root: the profile
 *
 * Reads the ways to reach the vendor.
 */
void
herald_vendor_read_channels (HeraldVendor          *self,
                             HeraldDecoder         *decoder,
                             const HeraldJsonValue *root)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HeraldJsonValue array = herald_json_member (root, "channels");
  guint length = herald_decoder_count (decoder, &array, 1, MAX_CHANNELS);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (&array, i);
      HeraldChannel *channel;
      int kind = 0;

      if (!JSON_NODE_HOLDS_OBJECT (object.node))
        herald_decoder_refuse (decoder, &object, _("an object was expected"));
      else if (decoder->error == NULL)
        herald_json_get_choice (HERALD_MEMBER (&object, "kind"), kinds, &kind, &decoder->error);
      if (!open_channel (decoder, &object, (HeraldChannelKind) kind))
        return;

      channel = read_channel (self, decoder, &object, (HeraldChannelKind) kind);
      g_ptr_array_add (self->channels, channel);
      herald_decoder_unique (decoder, HERALD_MEMBER (&object, "id"), seen, channel->id);
    }
}

/* A name in one folder, which cannot lead out of it. */
static gboolean
is_key_file (const char *text)
{
  g_autofree char *stem = NULL;

  if (strlen (text) > MAX_FILE_NAME || !g_str_has_suffix (text, ".asc"))
    return FALSE;

  stem = g_strndup (text, strlen (text) - strlen (".asc"));
  return strspn (stem, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (stem) && g_ascii_isalnum (*stem);
}

static HeraldVendorKey *
read_key (HeraldVendor          *self,
          HeraldDecoder         *decoder,
          const HeraldJsonValue *object)
{
  HeraldVendorKey *key = g_new0 (HeraldVendorKey, 1);
  HeraldJsonValue file = herald_json_member (object, "file");

  key->fingerprint = herald_decoder_hex (decoder, HERALD_MEMBER (object, "fingerprint"), FINGERPRINT, TRUE);
  key->source = herald_vendor_read_source (self, decoder, object);
  key->url = herald_decoder_url (decoder, HERALD_MEMBER (object, "url"));
  key->file = herald_decoder_text (decoder, &file, MAX_FILE_NAME, HERALD_DECODER_LINE);
  if (*key->file != '\0' && !is_key_file (key->file))
    herald_decoder_refuse (decoder, &file, _("the name of a key file was expected, such as “name.asc”"));

  return key;
}

/**
 * herald_vendor_read_keys:
 * @self: a vendor whose sources have been read
 * @decoder: a decoder
 * @root: the profile
 *
 * Reads the OpenPGP keys that a source states.
 */
void
herald_vendor_read_keys (HeraldVendor          *self,
                         HeraldDecoder         *decoder,
                         const HeraldJsonValue *root)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HeraldJsonValue array = herald_json_member (root, "keys");
  guint length = herald_decoder_count (decoder, &array, 0, MAX_KEYS);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (&array, i);
      HeraldVendorKey *key;

      if (!herald_vendor_open (decoder, &object, HERALD_NAMES ("fingerprint", "source", "url"),
                               HERALD_NAMES ("file", "lines")))
        return;

      key = read_key (self, decoder, &object);
      g_ptr_array_add (self->keys, key);
      herald_decoder_unique (decoder, HERALD_MEMBER (&object, "fingerprint"), seen, key->fingerprint);
    }
}
