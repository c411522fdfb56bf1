/* herald-confirmed.c: what the person supplied and confirmed for one vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-address.h"
#include "herald-confirmed-private.h"
#include "herald-date.h"
#include "herald-hash.h"
#include "herald-text.h"

G_DEFINE_QUARK (herald-confirmed-error-quark, herald_confirmed_error)

const HeraldConfirmedKind herald_confirmed_kinds[HERALD_CONFIRMED_N_ITEMS] =
{
  [HERALD_CONFIRMED_ADDRESS] = { "address", "value", NULL },
  [HERALD_CONFIRMED_ENDPOINT] = { "endpoint", "value", NULL },
  [HERALD_CONFIRMED_KEY] = { "key", "fingerprint", "key" },
  [HERALD_CONFIRMED_CA] = { "ca", NULL, "ca" },
};

static void
clear_value (HeraldConfirmedValue *value)
{
  g_clear_pointer (&value->value, g_free);
  g_clear_pointer (&value->file, g_bytes_unref);
  g_clear_pointer (&value->sha256, g_free);
  g_clear_pointer (&value->date, g_free);
  g_clear_pointer (&value->from, g_free);
}

/**
 * herald_confirmed_free:
 * @self: (transfer full): confirmed values
 *
 * Frees confirmed values; what was saved stays.
 */
void
herald_confirmed_free (HeraldConfirmed *self)
{
  for (guint i = 0; i < HERALD_CONFIRMED_N_ITEMS; i++)
    clear_value (&self->items[i]);
  herald_vendor_unref (self->vendor);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

/**
 * herald_confirmed_get:
 * @self: confirmed values
 * @item: which of them
 *
 * Gives a value that the person confirmed.
 *
 * Returns: (transfer none) (nullable): the address, the endpoint, the key's
 *   full fingerprint or the CA file's SHA-256; %NULL where nothing was confirmed
 */
const char *
herald_confirmed_get (HeraldConfirmed     *self,
                      HeraldConfirmedItem  item)
{
  return self->items[item].value;
}

/**
 * herald_confirmed_get_date:
 * @self: confirmed values
 * @item: which of them
 *
 * Tells when the person confirmed a value.
 *
 * Returns: (transfer none) (nullable): `YYYY-MM-DD` in UTC; %NULL where
 *   nothing was confirmed
 */
const char *
herald_confirmed_get_date (HeraldConfirmed     *self,
                           HeraldConfirmedItem  item)
{
  return self->items[item].date;
}

/**
 * herald_confirmed_get_from:
 * @self: confirmed values
 * @item: which of them
 *
 * Tells where a value came from, as the person said.
 *
 * Returns: (transfer none) (nullable): one line, perhaps empty; %NULL where
 *   nothing was confirmed
 */
const char *
herald_confirmed_get_from (HeraldConfirmed     *self,
                           HeraldConfirmedItem  item)
{
  return self->items[item].from;
}

/**
 * herald_confirmed_get_file:
 * @self: confirmed values
 * @item: key or CA
 *
 * Gives the file that the person confirmed.
 *
 * Returns: (transfer none) (nullable): the reduced certificate or the CA
 *   certificate, as it was confirmed; %NULL where nothing was
 */
GBytes *
herald_confirmed_get_file (HeraldConfirmed     *self,
                           HeraldConfirmedItem  item)
{
  return self->items[item].file;
}

static gboolean
is_fingerprint (const char *text)
{
  return strlen (text) == HERALD_CONFIRMED_FINGERPRINT &&
         strspn (text, "0123456789ABCDEF") == HERALD_CONFIRMED_FINGERPRINT;
}

/* What is wrong with a value, translated, or NULL. */
static const char *
find_fault (HeraldConfirmedItem  item,
            const char          *value,
            GBytes              *file)
{
  if (file != NULL && (g_bytes_get_size (file) == 0 || g_bytes_get_size (file) > HERALD_CONFIRMED_MAX_FILE))
    return _("This file is empty, or larger than 1 MiB");

  switch (item)
    {
    case HERALD_CONFIRMED_ADDRESS:
      return herald_address_is_mailbox (value) ? NULL : _("This is not one plain e-mail address");

    case HERALD_CONFIRMED_ENDPOINT:
      return herald_address_is_endpoint (value)
        ? NULL
        : _("This is not an address that begins with “https://”, without name, password and fragment");

    case HERALD_CONFIRMED_KEY:
      return is_fingerprint (value) ? NULL : _("This is not a full fingerprint of 40 hexadecimal digits");

    case HERALD_CONFIRMED_CA:
    default:
      return NULL;
    }
}

/* A key is of use for every vendor; the rest needs a channel that takes reports. */
static gboolean
has_channel (HeraldVendor        *vendor,
             HeraldConfirmedItem  item)
{
  const HeraldChannel *channel;

  if (item == HERALD_CONFIRMED_KEY)
    return TRUE;

  channel = herald_vendor_find_channel (vendor, item == HERALD_CONFIRMED_ADDRESS ? HERALD_CHANNEL_EMAIL
                                                                                 : HERALD_CHANNEL_HTTPS);
  return channel != NULL && channel->for_reports;
}

/**
 * herald_confirmed_set:
 * @self: confirmed values
 * @item: which of them
 * @value: (nullable): the address, the endpoint or the key's full fingerprint
 *   in capital letters; %NULL for a CA
 * @file: (nullable): the reduced certificate or the CA certificate
 * @from: where the person has it from; may be empty
 * @error: return location for an error
 *
 * Takes a value that the person confirmed, with today's date (UTC).
 *
 * It is kept only once herald_confirmed_save() has been called. That a file
 * is a usable key with that fingerprint is for the caller to know.
 *
 * Returns: %TRUE, or %FALSE with a #HeraldConfirmedError, and all as it was
 */
gboolean
herald_confirmed_set (HeraldConfirmed      *self,
                      HeraldConfirmedItem   item,
                      const char           *value,
                      GBytes               *file,
                      const char           *from,
                      GError              **error)
{
  HeraldConfirmedValue *kept = &self->items[item];
  g_autofree char *origin = NULL;
  const char *fault;

  g_return_val_if_fail ((value != NULL) == (herald_confirmed_kinds[item].value != NULL), FALSE);
  g_return_val_if_fail ((file != NULL) == (herald_confirmed_kinds[item].suffix != NULL), FALSE);
  g_return_val_if_fail (from != NULL, FALSE);

  if (!has_channel (self->vendor, item))
    {
      g_set_error (error, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_NO_CHANNEL,
                   item == HERALD_CONFIRMED_ADDRESS
                     /* TRANSLATORS: %s is a vendor's name */
                     ? _("%s takes no reports by e-mail, so there is no address to confirm")
                     /* TRANSLATORS: %s is a vendor's name */
                     : _("%s takes no reports by direct delivery, so there is nothing to confirm for it"),
                   herald_vendor_get_name (self->vendor));
      return FALSE;
    }

  origin = herald_text_show_hidden (from, FALSE);
  fault = find_fault (item, value, file);
  if (fault == NULL && g_utf8_strlen (origin, -1) > HERALD_CONFIRMED_MAX_FROM)
    fault = _("The note on where this comes from is too long");
  if (fault != NULL)
    {
      g_set_error_literal (error, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_VALUE, fault);
      return FALSE;
    }

  clear_value (kept);
  if (file != NULL)
    {
      kept->file = g_bytes_ref (file);
      kept->sha256 = herald_hash_of_data (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
    }
  kept->value = g_strdup (value != NULL ? value : kept->sha256);
  kept->date = herald_date_today ();
  kept->from = g_steal_pointer (&origin);
  return TRUE;
}

/**
 * herald_confirmed_to_json:
 * @self: confirmed values
 *
 * Gives what the person confirmed, for programs.
 *
 * Returns: (transfer full): an object with a member for each value, as in
 *   `confirmed.schema.json`; empty where nothing was confirmed
 */
JsonNode *
herald_confirmed_to_json (HeraldConfirmed *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < HERALD_CONFIRMED_N_ITEMS; i++)
    {
      const HeraldConfirmedKind *kind = &herald_confirmed_kinds[i];
      const HeraldConfirmedValue *value = &self->items[i];
      JsonObject *member;

      if (value->value == NULL)
        continue;

      member = json_object_new ();
      if (kind->value != NULL)
        json_object_set_string_member (member, kind->value, value->value);
      if (kind->suffix != NULL)
        json_object_set_string_member (member, "sha256", value->sha256);
      json_object_set_string_member (member, "date", value->date);
      json_object_set_string_member (member, "from", value->from);
      json_object_set_object_member (object, kind->member, member);
    }

  json_node_take_object (node, object);
  return node;
}

/**
 * herald_confirmed_get_address:
 * @self: confirmed values
 * @channel: one of the vendor's channels
 *
 * Gives where a channel leads.
 *
 * It is what the person confirmed, else what the profile says. What the person confirmed is for reports, and never for a channel that is
 * for questions only.
 *
 * Returns: (transfer none) (nullable): the e-mail address, form or endpoint;
 *   %NULL where it is not known
 */
const char *
herald_confirmed_get_address (HeraldConfirmed     *self,
                              const HeraldChannel *channel)
{
  const char *confirmed = NULL;

  if (channel->for_reports && channel->kind == HERALD_CHANNEL_EMAIL)
    confirmed = herald_confirmed_get (self, HERALD_CONFIRMED_ADDRESS);
  else if (channel->for_reports && channel->kind == HERALD_CHANNEL_HTTPS)
    confirmed = herald_confirmed_get (self, HERALD_CONFIRMED_ENDPOINT);

  return confirmed != NULL ? confirmed : channel->address.value;
}
