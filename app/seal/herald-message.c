/* herald-message.c: what an OpenPGP message shows to those who cannot open it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-message-walk.h"
#include "herald-message.h"

/* A message to more recipients than this, or with a session key larger than
 * this, is none of ours and none that anybody sends. */
#define MAX_FIRST_PACKETS 256
#define MAX_FIRST_PACKET_SIZE (64 * 1024)

#define KEY_ID_SIZE 8
#define FINGERPRINT_4_SIZE 20
#define FINGERPRINT_6_SIZE 32

struct _HeraldMessage
{
  GPtrArray  *recipients;    /* NULL-terminated */
  guint       n_hidden;
  guint       n_passphrases;
  const char *protection;
  guint64     size;
  gboolean    armored;
};

static gboolean
refuse_unknown (GError **error)
{
  return herald_message_walk_refuse (_("The sealed message is made in a way that Herald "
                                       "does not know"), error);
}

static void
add_recipient (HeraldMessage *self,
               const guint8  *id)
{
  static const guint8 hidden[KEY_ID_SIZE] = { 0 };
  GString *text;

  if (memcmp (id, hidden, KEY_ID_SIZE) == 0)
    {
      self->n_hidden++;
      return;
    }

  text = g_string_sized_new (2 * KEY_ID_SIZE + 1);
  for (guint i = 0; i < KEY_ID_SIZE; i++)
    g_string_append_printf (text, "%02X", id[i]);
  g_ptr_array_insert (self->recipients, (int) self->recipients->len - 1,
                      g_string_free (text, FALSE));
}

/* RFC 9580, sections 5.1.1 and 5.1.2: version 3 names a key by its id,
 * version 6 by its fingerprint. */
static gboolean
read_recipient (HeraldMessage  *self,
                const guint8   *body,
                gsize           length,
                GError        **error)
{
  static const guint8 hidden[KEY_ID_SIZE] = { 0 };

  if (length >= 2 + KEY_ID_SIZE && body[0] == 3)
    add_recipient (self, body + 1);
  else if (length >= 2 && body[0] == 6 && body[1] == 0)
    add_recipient (self, hidden);
  else if (length >= 3 + FINGERPRINT_4_SIZE && body[0] == 6 &&
           body[1] == 1 + FINGERPRINT_4_SIZE && body[2] == 4)
    add_recipient (self, body + 3 + FINGERPRINT_4_SIZE - KEY_ID_SIZE);
  else if (length >= 3 + FINGERPRINT_6_SIZE && body[0] == 6 &&
           body[1] == 1 + FINGERPRINT_6_SIZE && body[2] == 6)
    add_recipient (self, body + 3);
  else
    return refuse_unknown (error);

  return TRUE;
}

static gboolean
read_first_packet (HeraldMessage        *self,
                   HeraldMessageSource  *source,
                   const HeraldPacket   *packet,
                   GError              **error)
{
  gsize length;
  const guint8 *body;

  if (packet->partial || packet->open_ended || packet->length > MAX_FIRST_PACKET_SIZE)
    return refuse_unknown (error);

  body = herald_message_source_peek (source, packet->length, &length, error);
  if (body == NULL)
    return FALSE;
  if (length < packet->length)
    return herald_message_walk_refuse_end (error);

  if (packet->tag == HERALD_PACKET_SKESK)
    self->n_passphrases++;
  if (packet->tag == HERALD_PACKET_PKESK &&
      !read_recipient (self, body, packet->length, error))
    return FALSE;

  return herald_message_walk_skip (source, packet->length, error);
}

/* The first octets of the encrypted data, which are not encrypted. */
static gboolean
read_protection (HeraldMessage        *self,
                 HeraldMessageSource  *source,
                 const HeraldPacket   *packet,
                 GError              **error)
{
  gsize length;
  const guint8 *body = herald_message_source_peek (source, 3, &length, error);

  if (body == NULL)
    return FALSE;
  if (packet->tag == HERALD_PACKET_ENCRYPTED)
    return TRUE;
  if (length < 3 || (!packet->open_ended && packet->length < 3))
    return herald_message_walk_refuse_end (error);

  if (packet->tag == HERALD_PACKET_SEIPD && body[0] == 1)
    self->protection = "SEIPDv1";
  else if (packet->tag == HERALD_PACKET_SEIPD && body[0] == 2)
    self->protection = "SEIPDv2";
  else if (packet->tag == HERALD_PACKET_AEAD && body[0] == 1 && body[2] == 2)
    self->protection = "OCB";
  else if (packet->tag == HERALD_PACKET_AEAD && body[0] == 1 && body[2] == 1)
    self->protection = "EAX";
  else
    return refuse_unknown (error);

  return TRUE;
}

static gboolean
inspect (HeraldMessage        *self,
         HeraldMessageSource  *source,
         gboolean              whole,
         GError              **error)
{
  HeraldPacket packet;

  for (guint n = 0; n < MAX_FIRST_PACKETS; n++)
    {
      if (!herald_message_walk_begin (source, &packet, error))
        return FALSE;

      switch (packet.tag)
        {
        case HERALD_PACKET_PKESK:
        case HERALD_PACKET_SKESK:
        case HERALD_PACKET_MARKER:
        case HERALD_PACKET_PADDING:
          if (!read_first_packet (self, source, &packet, error))
            return FALSE;
          break;

        case HERALD_PACKET_ENCRYPTED:
        case HERALD_PACKET_SEIPD:
        case HERALD_PACKET_AEAD:
          return read_protection (self, source, &packet, error) &&
                 (!whole || herald_message_walk_end (source, &packet, error));

        default:
          return herald_message_walk_refuse (_("This is OpenPGP data, but it is not sealed"),
                                             error);
        }
    }

  return herald_message_walk_refuse (_("The sealed message is for more recipients than "
                                       "Herald looks at"), error);
}

/* Where a file was not read to its end, the file system knows. */
static guint64
find_size (const HeraldMessageSource *source,
           off_t                      start,
           gboolean                   whole)
{
  struct stat status;

  if (whole)
    return source->n_read;

  if (start < 0 || fstat (source->fd, &status) < 0 || status.st_size < start)
    return 0;

  return (guint64) (status.st_size - start);
}

/**
 * herald_message_inspect:
 * @fd: a file or a pipe, at the start of an OpenPGP message, armored or not
 * @whole: whether to read it to its end, and see that it has one; otherwise
 *   the first packets are enough
 * @error: return location for an error
 *
 * Reads what a message shows to anybody: for whom it is, how it is guarded,
 * and its size. Source: RFC 9580, section 10.3.
 *
 * The message may come from anywhere; memory is bounded. The descriptor is
 * left open, at some place behind.
 *
 * Errors: #HERALD_SEAL_ERROR_MESSAGE, #HERALD_SEAL_ERROR_ARMOR,
 * #HERALD_FILE_ERROR.
 *
 * Thread: a worker; it reads.
 *
 * Returns: (transfer full): the message, or %NULL with an error
 */
HeraldMessage *
herald_message_inspect (int        fd,
                        gboolean   whole,
                        GError   **error)
{
  g_autoptr(HeraldMessage) self = g_new0 (HeraldMessage, 1);
  off_t start = lseek (fd, 0, SEEK_CUR);
  HeraldMessageSource source;
  gboolean success;

  self->recipients = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->recipients, NULL);
  self->protection = "";

  herald_message_source_init (&source, fd);
  success = inspect (self, &source, whole, error);
  self->armored = source.armored;
  self->size = find_size (&source, start, whole);
  herald_message_source_clear (&source);

  return success ? g_steal_pointer (&self) : NULL;
}

/**
 * herald_message_free:
 * @self: (nullable): a message
 *
 * Frees a message.
 */
void
herald_message_free (HeraldMessage *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->recipients);
  g_free (self);
}

/**
 * herald_message_get_recipients:
 * @self: a message
 *
 * Gets the keys it is for, as far as it names them, in its order.
 *
 * Returns: (transfer none): key ids, 16 hexadecimal digits in capitals each
 */
const char * const *
herald_message_get_recipients (const HeraldMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->recipients->pdata;
}

/**
 * herald_message_get_n_hidden:
 * @self: a message
 *
 * Gets how many more keys it is for, without naming them.
 *
 * Returns: a number
 */
guint
herald_message_get_n_hidden (const HeraldMessage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_hidden;
}

/**
 * herald_message_get_n_passphrases:
 * @self: a message
 *
 * Gets how many passphrases open it.
 *
 * Returns: a number
 */
guint
herald_message_get_n_passphrases (const HeraldMessage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_passphrases;
}

/**
 * herald_message_get_protection:
 * @self: a message
 *
 * Gets how it is guarded against changes.
 *
 * Returns: "SEIPDv1", "SEIPDv2", "OCB" or "EAX"; "" if it is not
 */
const char *
herald_message_get_protection (const HeraldMessage *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->protection;
}

/**
 * herald_message_get_size:
 * @self: a message
 *
 * Gets its size, armor included.
 *
 * Returns: bytes; 0 if it came through a pipe and was not read to its end
 */
guint64
herald_message_get_size (const HeraldMessage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

/**
 * herald_message_is_armored:
 * @self: a message
 *
 * Tells whether it is text.
 *
 * Returns: %TRUE if it is armored
 */
gboolean
herald_message_is_armored (const HeraldMessage *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->armored;
}

/**
 * herald_message_check:
 * @self: a message that Herald made
 * @subkey_fingerprint: the full fingerprint of the subkey it must be sealed to
 * @error: return location for an error
 *
 * Makes sure that a message is for one subkey and nobody else.
 *
 * It must be guarded against changes too, by SEIPDv1 or OCB.
 *
 * Returns: %FALSE with #HERALD_SEAL_ERROR_RECIPIENT if it must not be sent
 */
gboolean
herald_message_check (const HeraldMessage  *self,
                      const char           *subkey_fingerprint,
                      GError              **error)
{
  gsize length;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (subkey_fingerprint != NULL, FALSE);

  /* The key id of a version 4 key is the end of its fingerprint. */
  length = strlen (subkey_fingerprint);
  if (length != 2 * FINGERPRINT_4_SIZE || self->recipients->len != 2 ||
      self->n_hidden != 0 || self->n_passphrases != 0 ||
      g_ascii_strcasecmp (g_ptr_array_index (self->recipients, 0),
                          subkey_fingerprint + length - 2 * KEY_ID_SIZE) != 0)
    {
      g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_RECIPIENT,
                           _("The message was not sealed to the vendor’s key alone"));
      return FALSE;
    }

  if (!g_str_equal (self->protection, "SEIPDv1") && !g_str_equal (self->protection, "OCB"))
    {
      g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_RECIPIENT,
                           _("The message was sealed without a guard against changes"));
      return FALSE;
    }

  return TRUE;
}
