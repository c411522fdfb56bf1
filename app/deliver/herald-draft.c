/* herald-draft.c: an unsent mail with a sealed report attached
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>

#include "herald-file.h"
#include "herald-text.h"

#include "herald-mail-base64.h"
#include "herald-draft.h"
#include "herald-mail-private.h"

#define MAX_LINE     998 /* RFC 5322 §2.1.1 */
#define BUFFER_LINES 4096
#define BUFFER_SIZE  (BUFFER_LINES * HERALD_MAIL_BASE64_PAYLOAD)

#define ARMOR_START "-----BEGIN PGP "

/* Fills the buffer unless the file ends before: base64 needs whole lines. */
static gssize
read_buffer (int            fd,
             guint8        *buffer,
             GCancellable  *cancellable,
             GError       **error)
{
  gsize length = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;

  while (length < BUFFER_SIZE)
    {
      gssize n = read (fd, buffer + length, BUFFER_SIZE - length);

      if (n == 0)
        break;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED,
                       /* TRANSLATORS: %s is the system's reason, such as “Input/output error” */
                       _("The sealed report cannot be read: %s"), g_strerror (errno));
          return -1;
        }
      length += (gsize) n;
    }

  return (gssize) length;
}

/* Gives every line its CRLF. Returns 0 when the bytes are not 7bit (RFC 2045
 * §2.7), which happens to an armor only when something spoiled it. */
static gsize
end_lines (const guint8 *data,
           gsize         length,
           guint8       *last,
           gsize        *column,
           char         *text)
{
  char *at = text;

  for (gsize i = 0; i < length; i++)
    {
      guint8 c = data[i];

      if (c == 0 || c >= 0x80 || (*last == '\r' && c != '\n'))
        return 0;
      if (c == '\n' && *last != '\r')
        *at++ = '\r';
      *at++ = (char) c;
      *last = c;

      *column = c == '\n' ? 0 : *column + 1;
      if (*column > MAX_LINE)
        return 0;
    }

  return at - text;
}

static gboolean
fail_armor (GError **error)
{
  g_set_error_literal (error, HERALD_MAIL_ERROR, HERALD_MAIL_ERROR_DAMAGED,
                       _("The sealed report begins as an armored message but is not one"));
  return FALSE;
}

static gboolean
write_armored (int            file_fd,
               guint8        *buffer,
               gssize         length,
               int            fd,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autofree char *text = g_malloc (2 * BUFFER_SIZE);
  guint8 last = '\n';
  gsize column = 0;

  for (; length > 0; length = read_buffer (file_fd, buffer, cancellable, error))
    {
      gsize n = end_lines (buffer, (gsize) length, &last, &column, text);

      if (n == 0)
        return fail_armor (error);
      if (!herald_file_write_all (fd, text, n, error))
        return FALSE;
    }

  if (length == 0 && last == '\r')
    return fail_armor (error);
  return length == 0;
}

static gboolean
write_base64 (int            file_fd,
              guint8        *buffer,
              gssize         length,
              int            fd,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *text = g_malloc (BUFFER_LINES * (HERALD_MAIL_BASE64_LINE + 2));

  for (; length > 0; length = read_buffer (file_fd, buffer, cancellable, error))
    {
      gsize n = herald_mail_base64_encode (buffer, (gsize) length, text);

      if (!herald_file_write_all (fd, text, n, error))
        return FALSE;
    }

  return length == 0;
}

/* The words around the report, which anybody may read. Quoted-printable leaves
 * plain English as it is, and carries every other language past any relay. */
static char *
quote_text (const char *text)
{
  g_autofree char *lines = herald_text_replace (text, "\r\n", "\n");
  gsize length = strlen (lines), n;
  g_autofree char *quoted = NULL;
  GMimeEncoding state;

  g_mime_encoding_init_encode (&state, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  quoted = g_malloc (g_mime_encoding_outlen (&state, length) + 1);
  n = g_mime_encoding_flush (&state, lines, length, quoted);
  quoted[n] = '\0';

  return herald_text_replace (quoted, "\n", "\r\n");
}

static gboolean
write_head (const HeraldMail  *mail,
            const char        *text,
            const char        *file_name,
            const char        *media_type,
            gboolean           armored,
            int                fd,
            GError           **error)
{
  g_autoptr (GString) head = g_string_new ("X-Unsent: 1\r\n");
  g_autofree char *quoted = quote_text (text);

  if (mail->from[0] != '\0')
    g_string_append_printf (head, "From: %s\r\n", mail->from);

  g_string_append_printf (head,
                          "To: %s\r\n"
                          "Subject: %s\r\n"
                          "MIME-Version: 1.0\r\n"
                          "Content-Type: multipart/mixed; boundary=\"%s\"\r\n"
                          "\r\n"
                          "--%s\r\n"
                          "Content-Type: text/plain; charset=utf-8\r\n"
                          "Content-Transfer-Encoding: quoted-printable\r\n"
                          "\r\n"
                          "%s\r\n"
                          "--%s\r\n"
                          "Content-Type: %s;\r\n"
                          " name=\"%s\"\r\n"
                          "Content-Disposition: attachment;\r\n"
                          " filename=\"%s\"\r\n"
                          "Content-Transfer-Encoding: %s\r\n"
                          "\r\n",
                          mail->to, mail->outer_subject, mail->marks.boundary,
                          mail->marks.boundary, quoted,
                          mail->marks.boundary, media_type, file_name, file_name,
                          armored ? "7bit" : "base64");

  return herald_file_write_all (fd, head->str, head->len, error);
}

/* A name of ours, such as “report.asc”: what needs no quoting in a header
 * needs no care on any receiver's disk. */
static gboolean
check_name (const char  *file_name,
            GError     **error)
{
  if (herald_text_is_file_name (file_name) && g_str_is_ascii (file_name))
    return TRUE;

  g_set_error_literal (error, HERALD_MAIL_ERROR, HERALD_MAIL_ERROR_HEADER,
                       _("The name of the attachment is not a plain file name"));
  return FALSE;
}

static gboolean
is_media_type (const char *media_type)
{
  const char *slash = strchr (media_type, '/');

  if (slash == NULL || slash == media_type || slash[1] == '\0')
    return FALSE;

  for (const char *p = media_type; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (".+-_", *p) == NULL && p != slash)
      return FALSE;

  return TRUE;
}

/**
 * herald_draft_write:
 * @mail: who it goes to, from whom, and the subject outside
 * @text: the words around the report, UTF-8; they are not secret
 * @file_name: the attachment's name, plain ASCII
 * @media_type: its media type, without parameters
 * @file_fd: the sealed report, read from where it stands up to its end
 * @fd: where to
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Writes an unsent ordinary mail (`X-Unsent: 1`) with a sealed report attached.
 *
 * An armored report goes as it is, in lines that end in CRLF, anything else as
 * base64. Both stream: memory does not grow with the report. There is no Date
 * and no Message-ID, which the mail program puts in when the person sends it.
 *
 * Returns: %TRUE on success; else %FALSE with HERALD_MAIL_ERROR,
 *   HERALD_FILE_ERROR or G_IO_ERROR_CANCELLED, and @fd holds a part of a mail
 */
gboolean
herald_draft_write (const HeraldMail  *mail,
                    const char        *text,
                    const char        *file_name,
                    const char        *media_type,
                    int                file_fd,
                    int                fd,
                    GCancellable      *cancellable,
                    GError           **error)
{
  g_autofree guint8 *buffer = NULL;
  gboolean armored;
  gssize length;

  g_return_val_if_fail (mail != NULL, FALSE);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), FALSE);
  g_return_val_if_fail (file_name != NULL, FALSE);
  g_return_val_if_fail (media_type != NULL && is_media_type (media_type), FALSE);
  g_return_val_if_fail (file_fd >= 0 && fd >= 0, FALSE);

  if (!check_name (file_name, error))
    return FALSE;

  buffer = g_malloc (BUFFER_SIZE);
  length = read_buffer (file_fd, buffer, cancellable, error);
  if (length < 0)
    return FALSE;

  armored = (gsize) length > strlen (ARMOR_START) &&
            memcmp (buffer, ARMOR_START, strlen (ARMOR_START)) == 0;
  if (!write_head (mail, text, file_name, media_type, armored, fd, error))
    return FALSE;
  if (!(armored ? write_armored : write_base64) (file_fd, buffer, length, fd, cancellable, error))
    return FALSE;

  return herald_mail_write_end (mail, fd, error);
}
