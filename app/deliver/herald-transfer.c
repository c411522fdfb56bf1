/* herald-transfer.c: undoing the transfer encoding of a mail part
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>

#include "herald-file.h"

#include "herald-transfer.h"

#define BUFFER_SIZE (256 * 1024)

static void
begin (GMimeEncoding      *state,
       HeraldMailEncoding  encoding)
{
  static const GMimeContentEncoding theirs[] = {
    [HERALD_MAIL_ENCODING_NONE] = GMIME_CONTENT_ENCODING_BINARY,
    [HERALD_MAIL_ENCODING_BASE64] = GMIME_CONTENT_ENCODING_BASE64,
    [HERALD_MAIL_ENCODING_QUOTED_PRINTABLE] = GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE,
  };

  g_mime_encoding_init_decode (state, theirs[encoding]);
}

/**
 * herald_transfer_decode_start:
 * @encoding: how the data is encoded
 * @data: (inout): its beginning
 * @length: the number of bytes
 *
 * Decodes the beginning of a part in place, as far as it goes.
 *
 * Returns: the number of bytes now in @data
 */
gsize
herald_transfer_decode_start (HeraldMailEncoding  encoding,
                              guint8             *data,
                              gsize               length)
{
  g_autofree char *decoded = NULL;
  GMimeEncoding state;
  gsize n;

  if (length == 0)
    return 0;

  begin (&state, encoding);
  decoded = g_malloc (g_mime_encoding_outlen (&state, length));
  n = g_mime_encoding_step (&state, (const char *) data, length, decoded);
  n = MIN (n, length);
  memcpy (data, decoded, n);
  return n;
}

/**
 * herald_transfer_decode:
 * @encoding: how the data is encoded
 * @source: the mail
 * @offset: where the data begins
 * @length: its length, encoded
 * @fd: where to
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Decodes a part, in steps of 256 KiB.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_transfer_decode (HeraldMailEncoding       encoding,
                        const HeraldMailSource  *source,
                        guint64                  offset,
                        guint64                  length,
                        int                      fd,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  g_autofree char *buffer = g_malloc (BUFFER_SIZE);
  g_autofree char *decoded = NULL;
  GMimeEncoding state;

  begin (&state, encoding);
  decoded = g_malloc (g_mime_encoding_outlen (&state, BUFFER_SIZE));

  while (length > 0)
    {
      gssize n;
      gsize n_decoded;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      n = herald_mail_source_read (source, offset, buffer, MIN (length, BUFFER_SIZE), error);
      if (n < 0)
        return FALSE;
      if (n == 0)
        {
          g_set_error_literal (error, HERALD_MAIL_ERROR, HERALD_MAIL_ERROR_DAMAGED,
                               _("The mail became shorter while it was read"));
          return FALSE;
        }

      n_decoded = g_mime_encoding_step (&state, buffer, (gsize) n, decoded);
      if (!herald_file_write_all (fd, decoded, n_decoded, error))
        return FALSE;

      offset += (guint64) n;
      length -= (guint64) n;
    }

  return TRUE;
}
