/* herald-receipt.c: what the vendor's server answers when it has stored an envelope
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-date.h"
#include "herald-hash.h"
#include "herald-json.h"

#include "herald-receipt.h"

/* As large as a file can be, and as JSON can count. */
#define MAX_SIZE G_MAXINT64

G_DEFINE_QUARK (herald-receipt-error-quark, herald_receipt_error)

/**
 * herald_receipt_free:
 * @self: (transfer full): a receipt
 *
 * Frees a receipt.
 */
void
herald_receipt_free (HeraldReceipt *self)
{
  g_free (self->id);
  g_free (self->received_on);
  g_free (self->ack_by);
  g_free (self);
}

/**
 * herald_receipt_copy:
 * @self: a receipt
 *
 * Copies a receipt.
 *
 * Returns: (transfer full): the copy
 */
HeraldReceipt *
herald_receipt_copy (const HeraldReceipt *self)
{
  HeraldReceipt *copy = g_new0 (HeraldReceipt, 1);

  copy->id = g_strdup (self->id);
  copy->received_on = g_strdup (self->received_on);
  copy->ack_by = g_strdup (self->ack_by);
  copy->replayed = self->replayed;

  return copy;
}

/**
 * herald_receipt_is_id:
 * @text: a text
 *
 * Tells whether a text can be what a server calls a receipt.
 *
 * It is read out on the telephone and written on paper, so it is 1 to 100
 * printable ASCII characters, and no space at either end.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_receipt_is_id (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > HERALD_RECEIPT_MAX_ID || text[0] == ' ' || text[length - 1] == ' ')
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (text[i]))
      return FALSE;

  return TRUE;
}

/* A day; absent or null where that is allowed. */
static char *
read_date (const HeraldJsonValue  *root,
           const char             *name,
           gboolean                optional,
           GError                **error)
{
  HeraldJsonValue value = herald_json_member (root, name);
  const char *text;

  if (optional && (value.node == NULL || herald_json_is_null (&value)))
    return g_strdup ("");

  text = herald_json_get_string (&value, strlen ("2026-11-21"), error);
  if (text != NULL && !herald_date_is_date (text))
    {
      herald_json_refuse (&value, _("a date was expected"), error);
      return NULL;
    }

  return g_strdup (text);
}

static char *
read_id (const HeraldJsonValue  *root,
         GError                **error)
{
  HeraldJsonValue value = herald_json_member (root, "receipt");
  const char *text = herald_json_get_string (&value, HERALD_RECEIPT_MAX_ID, error);

  if (text != NULL && !herald_receipt_is_id (text))
    {
      herald_json_refuse (&value, _("printable characters were expected"), error);
      return NULL;
    }

  return g_strdup (text);
}

static gboolean
read_replayed (const HeraldJsonValue  *root,
               gboolean               *replayed,
               GError                **error)
{
  HeraldJsonValue value = herald_json_member (root, "replayed");

  *replayed = FALSE;
  return value.node == NULL || herald_json_get_boolean (&value, replayed, error);
}

/* Whether it speaks of this envelope; which it is, the digits tell, whatever
 * their case. */
static gboolean
check_envelope (const HeraldJsonValue  *root,
                const char             *sha256,
                guint64                 size,
                GError                **error)
{
  HeraldJsonValue hash = herald_json_member (root, "sha256"), length = herald_json_member (root, "size");
  const char *text = herald_json_get_string (&hash, HERALD_HASH_HEX_LENGTH, error);
  gint64 number;

  if (text == NULL || !herald_json_get_integer (&length, 0, MAX_SIZE, &number, error))
    return FALSE;

  if (g_ascii_strcasecmp (text, sha256) != 0 || (guint64) number != size)
    {
      g_set_error_literal (error, HERALD_RECEIPT_ERROR, HERALD_RECEIPT_ERROR_OTHER,
                           _("The receipt is one of another envelope"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_order (const HeraldReceipt    *self,
             const HeraldJsonValue  *root,
             GError                **error)
{
  HeraldJsonValue value = herald_json_member (root, "ack_by");
  int days;

  if (self->ack_by[0] == '\0' ||
      (herald_date_days_between (self->received_on, self->ack_by, &days) && days >= 0))
    return TRUE;

  herald_json_refuse (&value, _("no day before “received_on” was expected"), error);
  return FALSE;
}

/* Members that are not known are the server's own affair. */
static HeraldReceipt *
read_members (const HeraldJsonValue  *root,
              const char             *sha256,
              guint64                 size,
              GError                **error)
{
  g_autoptr(HeraldReceipt) self = g_new0 (HeraldReceipt, 1);

  if (root->node == NULL || !JSON_NODE_HOLDS_OBJECT (root->node))
    {
      herald_json_refuse (root, _("an object was expected"), error);
      return NULL;
    }

  self->id = read_id (root, error);
  if (self->id == NULL || !check_envelope (root, sha256, size, error))
    return NULL;
  self->received_on = read_date (root, "received_on", FALSE, error);
  if (self->received_on == NULL)
    return NULL;
  self->ack_by = read_date (root, "ack_by", TRUE, error);
  if (self->ack_by == NULL || !read_replayed (root, &self->replayed, error) || !check_order (self, root, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * herald_receipt_read:
 * @bytes: what the server answered
 * @sha256: of the envelope that was sent, 64 lower-case hexadecimal digits
 * @size: of that envelope in bytes
 * @error: return location for an error
 *
 * Reads a receipt, and checks that it is complete and one of this envelope.
 *
 * A receipt that was cut off is not JSON any more, and one that was made up
 * beforehand cannot name the hash: so neither a broken connection nor a page of
 * somebody in between passes for one.
 *
 * Returns: (transfer full): the receipt, or %NULL with a #HeraldReceiptError
 */
HeraldReceipt *
herald_receipt_read (GBytes      *bytes,
                     const char  *sha256,
                     guint64      size,
                     GError     **error)
{
  GError *found = NULL;
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_RECEIPT_MAX_SIZE, &found);
  HeraldReceipt *self = NULL;

  if (node != NULL)
    {
      HeraldJsonValue root = herald_json_root (node);

      self = read_members (&root, sha256, size, &found);
    }

  if (found != NULL && found->domain == HERALD_JSON_ERROR)
    {
      found->domain = HERALD_RECEIPT_ERROR;
      found->code = HERALD_RECEIPT_ERROR_DAMAGED;
    }
  if (found != NULL)
    g_propagate_error (error, found);

  return self;
}
