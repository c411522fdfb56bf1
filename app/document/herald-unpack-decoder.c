/* herald-unpack-decoder.c: undoing the encoding of a MIME part
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-unpack-decoder.h"

struct _HeraldUnpackDecoder
{
  HeraldUnpackFolder *folder;
  GMimeEncoding       state;
  gboolean            encoded;
  gboolean            lines;
  gboolean            held;    /* a carriage return whose line feed may follow */
  char               *room;
  gsize               room_size;
};

/**
 * herald_unpack_decoder_new:
 * @folder: where a part has begun, which must outlive the decoder
 * @encoding: how the part is encoded
 * @lines: whether CRLF becomes LF, as it was before it became a mail
 *
 * Makes a decoder for one part.
 *
 * Returns: (transfer full): a decoder
 */
HeraldUnpackDecoder *
herald_unpack_decoder_new (HeraldUnpackFolder   *folder,
                           GMimeContentEncoding  encoding,
                           gboolean              lines)
{
  HeraldUnpackDecoder *self = g_new0 (HeraldUnpackDecoder, 1);

  self->folder = folder;
  self->encoded = encoding == GMIME_CONTENT_ENCODING_BASE64 ||
                  encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  self->lines = lines && encoding != GMIME_CONTENT_ENCODING_BASE64;
  if (self->encoded)
    g_mime_encoding_init_decode (&self->state, encoding);

  return self;
}

static char *
make_room (HeraldUnpackDecoder *self,
           gsize                size)
{
  if (self->room_size < size)
    {
      g_free (self->room);
      self->room = g_malloc (size);
      self->room_size = size;
    }

  return self->room;
}

/* In place, and with the carriage return of the piece before put back in front:
 * the room is one byte larger for it. */
static gsize
join_lines (HeraldUnpackDecoder *self,
            char                *data,
            gsize                length)
{
  gsize out = 0;

  if (length == 0)
    return 0;
  if (self->held)
    {
      memmove (data + 1, data, length++);
      data[0] = '\r';
    }

  self->held = data[length - 1] == '\r';
  if (self->held)
    length--;
  for (gsize i = 0; i < length; i++)
    if (data[i] != '\r' || i + 1 >= length || data[i + 1] != '\n')
      data[out++] = data[i];

  return out;
}

/**
 * herald_unpack_decoder_push:
 * @self: a decoder
 * @data: bytes of the part, as they came
 * @length: their number
 * @error: return location for an error
 *
 * Decodes on, into the folder.
 *
 * What is no base64 at all is passed over; the manifest tells.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_unpack_decoder_push (HeraldUnpackDecoder  *self,
                            const guint8         *data,
                            gsize                 length,
                            GError              **error)
{
  char *room;
  gsize n = length;

  if (!self->encoded && !self->lines)
    return herald_unpack_folder_write (self->folder, data, length, error);

  if (self->encoded)
    {
      room = make_room (self, g_mime_encoding_outlen (&self->state, length) + 1);
      n = g_mime_encoding_step (&self->state, (const char *) data, length, room);
    }
  else
    {
      room = make_room (self, length + 1);
      memcpy (room, data, length);
    }
  if (self->lines)
    n = join_lines (self, room, n);

  return herald_unpack_folder_write (self->folder, room, n, error);
}

/**
 * herald_unpack_decoder_end:
 * @self: a decoder
 * @error: return location for an error
 *
 * Writes what is left of the part.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_unpack_decoder_end (HeraldUnpackDecoder  *self,
                           GError              **error)
{
  char *room = make_room (self, 64);
  gsize n = 0;

  if (self->encoded)
    n = g_mime_encoding_flush (&self->state, NULL, 0, room);
  if (self->lines)
    n = join_lines (self, room, n);
  if (self->held)
    room[n++] = '\r';

  return herald_unpack_folder_write (self->folder, room, n, error);
}

/**
 * herald_unpack_decoder_free:
 * @self: (transfer full) (nullable): a decoder
 *
 * Frees a decoder.
 */
void
herald_unpack_decoder_free (HeraldUnpackDecoder *self)
{
  if (self == NULL)
    return;

  g_free (self->room);
  g_free (self);
}
