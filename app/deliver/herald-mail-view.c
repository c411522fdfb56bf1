/* herald-mail-view.c: what anybody can see of a mail on its way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-mail-part.h"
#include "herald-mail-view.h"
#include "herald-transfer.h"

#define MAX_PARTS    100
#define MAX_BOUNDARY 70 /* RFC 2046 §5.1.1 */

#define ARMOR_START "-----BEGIN PGP MESSAGE-----"

typedef struct
{
  HeraldMailSource  source;
  HeraldMailView   *view;
  GPtrArray        *names;
  char             *boundary;
  guint             n_parts;
  guint             n_messages;
} Reader;

static gboolean
fail (GError          **error,
      HeraldMailError   code,
      const char       *message)
{
  g_set_error_literal (error, HERALD_MAIL_ERROR, code, message);
  return FALSE;
}

/* Whether binary data begins as encrypted data does: with a session key or
 * with the data itself (RFC 9580 §4.3), in the old or the new packet format. */
static gboolean
is_encrypted_packet (guint8 first)
{
  guint tag = (first & 0x40) != 0 ? first & 0x3f : (first >> 2) & 0x0f;

  return (first & 0x80) != 0 && (tag == 1 || tag == 3 || tag == 9 || tag == 18 || tag == 20);
}

/* A part holds a message when its data begins as one; its name and type may
 * say anything. */
static gboolean
holds_message (const HeraldMailSource *source,
               const HeraldMailPart   *part,
               GMimeContentType       *type,
               gboolean               *holds,
               GError                **error)
{
  guint8 start[1024];
  gssize length = herald_mail_source_read (source, part->body, start,
                                           MIN (part->end - part->body, sizeof start), error);
  gsize at = 0, n;

  if (length < 0)
    return FALSE;

  n = herald_transfer_decode_start (herald_mail_part_get_encoding (part), start, (gsize) length);
  if (n > 0 && is_encrypted_packet (start[0]) && !g_mime_content_type_is_type (type, "text", "*"))
    {
      *holds = TRUE;
      return TRUE;
    }

  while (at < n && g_ascii_isspace (start[at]))
    at++;
  *holds = n - at > strlen (ARMOR_START) &&
           memcmp (start + at, ARMOR_START, strlen (ARMOR_START)) == 0;
  return TRUE;
}

static gboolean
take_part (Reader               *reader,
           const HeraldMailPart *part,
           GError              **error)
{
  g_autoptr (GMimeContentType) type = herald_mail_part_get_type (part);
  char *name = herald_mail_part_get_name (part);
  HeraldMailView *view = reader->view;
  gboolean holds;

  if (name != NULL)
    g_ptr_array_add (reader->names, name);

  if (view->form == HERALD_MAIL_FORM_EML && reader->n_parts == 1)
    return g_mime_content_type_is_type (type, "application", "pgp-encrypted") ||
           fail (error, HERALD_MAIL_ERROR_NO_MESSAGE,
                 _("The first part of this encrypted mail does not say that it is OpenPGP"));

  if (!holds_message (&reader->source, part, type, &holds, error))
    return FALSE;

  if (holds)
    {
      reader->n_messages++;
      view->message_offset = part->body;
      view->message_length = part->end - part->body;
      view->message_encoding = herald_mail_part_get_encoding (part);
    }

  return TRUE;
}

/* Takes the parts one after the other, without looking into any of them. */
static gboolean
take_parts (Reader  *reader,
            guint64  body,
            GError **error)
{
  HeraldMailDelimiter start, end;

  if (!herald_mail_source_find_delimiter (&reader->source, reader->boundary, body, &start, error))
    return FALSE;

  for (; !start.last; start = end)
    {
      g_auto (HeraldMailPart) part = { NULL, };

      if (++reader->n_parts > MAX_PARTS)
        return fail (error, HERALD_MAIL_ERROR_LIMIT, _("This mail has more than 100 parts"));

      if (!herald_mail_source_find_delimiter (&reader->source, reader->boundary, start.after,
                                              &end, error) ||
          !herald_mail_part_read (&part, &reader->source, start.after,
                                  MAX (start.after, end.before), error) ||
          !take_part (reader, &part, error))
        return FALSE;
    }

  return TRUE;
}

/* Decides what the mail is by its outermost type. */
static gboolean
take_type (Reader                *reader,
           const HeraldMailPart  *mail,
           GError               **error)
{
  g_autoptr (GMimeContentType) type = herald_mail_part_get_type (mail);
  const char *boundary, *protocol;

  if (g_mime_content_type_is_type (type, "multipart", "encrypted"))
    {
      reader->view->form = HERALD_MAIL_FORM_EML;
      protocol = g_mime_content_type_get_parameter (type, "protocol");
      if (protocol == NULL || g_ascii_strcasecmp (protocol, "application/pgp-encrypted") != 0)
        return fail (error, HERALD_MAIL_ERROR_NO_MESSAGE,
                     _("This mail is encrypted, but not with OpenPGP"));
    }
  else if (g_mime_content_type_is_type (type, "multipart", "mixed"))
    reader->view->form = HERALD_MAIL_FORM_DRAFT;
  else
    return fail (error, HERALD_MAIL_ERROR_NO_MESSAGE,
                 _("This mail is neither encrypted with OpenPGP nor does it carry attachments"));

  boundary = g_mime_content_type_get_parameter (type, "boundary");
  if (boundary == NULL || boundary[0] == '\0' || strlen (boundary) > MAX_BOUNDARY ||
      !g_str_is_ascii (boundary) || strpbrk (boundary, "\r\n") != NULL)
    return fail (error, HERALD_MAIL_ERROR_DAMAGED,
                 _("This mail does not say where its parts begin and end"));

  reader->boundary = g_strdup (boundary);
  return TRUE;
}

static gboolean
check_messages (const Reader  *reader,
                GError       **error)
{
  if (reader->view->form == HERALD_MAIL_FORM_EML && reader->n_parts != 2)
    return fail (error, HERALD_MAIL_ERROR_DAMAGED,
                 _("This encrypted mail does not have the two parts that it should have"));
  if (reader->n_messages == 0)
    return fail (error, HERALD_MAIL_ERROR_NO_MESSAGE, _("This mail holds no OpenPGP message"));
  if (reader->n_messages > 1)
    return fail (error, HERALD_MAIL_ERROR_SEVERAL_MESSAGES,
                 _("This mail holds more than one OpenPGP message"));

  return TRUE;
}

static gboolean
read_mail (Reader  *reader,
           int      fd,
           GError **error)
{
  g_auto (HeraldMailPart) mail = { NULL, };

  if (!herald_mail_source_open (&reader->source, fd, error) ||
      !herald_mail_part_read (&mail, &reader->source, 0, reader->source.size, error))
    return FALSE;
  if (mail.headers[0] == NULL)
    return fail (error, HERALD_MAIL_ERROR_NOT_A_MAIL,
                 _("This is not a mail: it does not begin with a header"));
  if (!take_type (reader, &mail, error) ||
      !take_parts (reader, mail.body, error) ||
      !check_messages (reader, error))
    return FALSE;

  reader->view->headers = herald_mail_part_get_shown (&mail);
  g_ptr_array_add (reader->names, NULL);
  reader->view->names = g_strdupv ((GStrv) reader->names->pdata);
  return TRUE;
}

/**
 * herald_mail_read:
 * @fd: a regular file, read from its beginning; its position stays
 * @error: return location for an error
 *
 * Reads what anybody can see of a mail that holds one OpenPGP message.
 *
 * The mail is PGP/MIME (RFC 3156 §4) or has the message as an attachment. It
 * may come from anywhere: headers are bounded at 64 KiB, parts at 100, only the
 * outermost are looked at, and memory does not grow with the mail.
 *
 * GMime decodes the headers; where threads are about, the first call of any
 * GMime user should be over before the second.
 *
 * Returns: (transfer full): the view, or %NULL with HERALD_MAIL_ERROR saying
 *   exactly what is wrong, or with HERALD_FILE_ERROR
 */
HeraldMailView *
herald_mail_read (int      fd,
                  GError **error)
{
  Reader reader = { .names = g_ptr_array_new_with_free_func (g_free) };
  gboolean success;

  g_return_val_if_fail (fd >= 0, NULL);

  reader.view = g_new0 (HeraldMailView, 1);
  success = read_mail (&reader, fd, error);
  if (!success)
    g_clear_pointer (&reader.view, herald_mail_view_free);

  g_ptr_array_unref (reader.names);
  g_free (reader.boundary);
  return reader.view;
}

/**
 * herald_mail_extract:
 * @view: what herald_mail_read() said about the mail
 * @fd: the same file
 * @message_fd: where to
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Writes the OpenPGP message of a mail.
 *
 * It is decoded from its transfer encoding and otherwise as it is: armored or
 * binary.
 *
 * Returns: %TRUE on success; else %FALSE with HERALD_MAIL_ERROR,
 *   HERALD_FILE_ERROR or G_IO_ERROR_CANCELLED, and part of it may be written
 */
gboolean
herald_mail_extract (const HeraldMailView  *view,
                     int                    fd,
                     int                    message_fd,
                     GCancellable          *cancellable,
                     GError               **error)
{
  HeraldMailSource source;

  g_return_val_if_fail (view != NULL, FALSE);
  g_return_val_if_fail (fd >= 0 && message_fd >= 0, FALSE);

  return herald_mail_source_open (&source, fd, error) &&
         herald_transfer_decode (view->message_encoding, &source,
                                 view->message_offset, view->message_length,
                                 message_fd, cancellable, error);
}

/**
 * herald_mail_view_free:
 * @self: (transfer full) (nullable): a view
 *
 * Frees a view.
 */
void
herald_mail_view_free (HeraldMailView *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->headers);
  g_strfreev (self->names);
  g_free (self);
}
