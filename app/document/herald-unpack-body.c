/* herald-unpack-body.c: splitting the body of a multipart entity
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-part.h"
#include "herald-unpack-body.h"

/* How much is looked at in one go, and how long the line of a delimiter may be. */
#define PIECE (128 * 1024)
#define MAX_LINE 1024

struct _HeraldUnpackBody
{
  HeraldUnpackSource *source;
  char               *delimiter;
  gsize               delimiter_length;
};

typedef struct
{
  gsize    content;  /* how much before it is content */
  gsize    length;   /* how much is done with: the content and the delimiter's line */
  gboolean found;
  gboolean last;
} Split;

/**
 * herald_unpack_body_new:
 * @source: where the body comes from, after the headers
 * @boundary: what stands between the parts
 *
 * Makes a reader of a body.
 *
 * Source: RFC 2046, 5.1.1.
 *
 * Returns: (transfer full): a reader
 */
HeraldUnpackBody *
herald_unpack_body_new (HeraldUnpackSource *source,
                        const char         *boundary)
{
  HeraldUnpackBody *self = g_new0 (HeraldUnpackBody, 1);

  self->source = source;
  self->delimiter = g_strconcat ("--", boundary, NULL);
  self->delimiter_length = strlen (self->delimiter);

  return self;
}

/* The line end before a delimiter belongs to it. */
static gsize
drop_line_end (const guint8 *data,
               gsize         length)
{
  if (length > 0 && data[length - 1] == '\n')
    length--;
  if (length > 0 && data[length - 1] == '\r')
    length--;

  return length;
}

/* After the boundary only `--`, for the last one, and white space may follow. */
static gboolean
is_delimiter_end (const guint8 *data,
                  gsize         length,
                  gboolean     *last)
{
  gsize i = 0;

  *last = length >= 2 && memcmp (data, "--", 2) == 0;
  for (i = *last ? 2 : 0; i < length; i++)
    if (data[i] != ' ' && data[i] != '\t' && data[i] != '\r')
      return FALSE;

  return TRUE;
}

/* Finds the next delimiter in a piece, or how much of it is content for certain. */
static Split
split_piece (const HeraldUnpackBody *self,
             const guint8           *data,
             gsize                   length,
             gboolean                at_start,
             gboolean                at_end)
{
  const gsize kept = self->delimiter_length + 2;
  gsize from = 0;

  for (;;)
    {
      const guint8 *hit = memmem (data + from, length - from,
                                  self->delimiter, self->delimiter_length);
      Split split = { 0 };
      const guint8 *rest;
      const guint8 *feed;
      gsize start;
      gsize end;

      if (hit == NULL)
        {
          split.content = split.length = at_end ? length : length - MIN (length, kept);
          return split;
        }

      start = (gsize) (hit - data);
      from = start + 1;
      if (start == 0 ? !at_start : data[start - 1] != '\n')
        continue;

      rest = hit + self->delimiter_length;
      feed = memchr (rest, '\n', (gsize) (data + length - rest));
      if (feed == NULL && !at_end && (gsize) (data + length - rest) < MAX_LINE)
        {
          split.content = split.length = start - MIN (start, 2);
          return split;
        }

      end = feed != NULL ? (gsize) (feed - data) : length;
      if (!is_delimiter_end (rest, end - (gsize) (rest - data), &split.last))
        continue;

      split.found = TRUE;
      split.content = drop_line_end (data, start);
      split.length = feed != NULL ? end + 1 : length;
      return split;
    }
}

/**
 * herald_unpack_body_read:
 * @self: a reader at the start of a part's content, or of the body
 * @decoder: (nullable): where the content goes; %NULL drops it
 * @last: (out): whether the delimiter that followed was the last
 * @error: return location for an error
 *
 * Reads up to and with the next delimiter.
 *
 * Returns: %TRUE on success; %FALSE with %HERALD_DOCUMENT_ERROR_TRUNCATED when
 *   there is none
 */
gboolean
herald_unpack_body_read (HeraldUnpackBody     *self,
                         HeraldUnpackDecoder  *decoder,
                         gboolean             *last,
                         GError              **error)
{
  gboolean at_start = TRUE;

  for (;;)
    {
      gsize available = 0;
      const guint8 *data = herald_unpack_source_peek (self->source, PIECE, &available, error);
      gboolean at_end;
      Split split;

      if (data == NULL)
        return FALSE;

      at_end = available < PIECE;
      split = split_piece (self, data, available, at_start, at_end);
      if (decoder != NULL && split.content > 0 &&
          !herald_unpack_decoder_push (decoder, data, split.content, error))
        return FALSE;
      herald_unpack_source_consume (self->source, split.length);
      at_start = at_start && split.length == 0;

      if (split.found)
        {
          *last = split.last;
          return TRUE;
        }
      if (at_end)
        {
          g_set_error_literal (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_TRUNCATED,
                               _("This message is cut off"));
          return FALSE;
        }
    }
}

/**
 * herald_unpack_body_read_all:
 * @source: where the body comes from, after the headers
 * @decoder: where the content goes
 * @error: return location for an error
 *
 * Reads the body of an entity that is one part.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_unpack_body_read_all (HeraldUnpackSource   *source,
                             HeraldUnpackDecoder  *decoder,
                             GError              **error)
{
  for (;;)
    {
      gsize available = 0;
      const guint8 *data = herald_unpack_source_peek (source, PIECE, &available, error);

      if (data == NULL)
        return FALSE;
      if (available == 0)
        return TRUE;
      if (!herald_unpack_decoder_push (decoder, data, available, error))
        return FALSE;
      herald_unpack_source_consume (source, available);
    }
}

/**
 * herald_unpack_body_free:
 * @self: (transfer full): a reader
 *
 * Frees a reader.
 */
void
herald_unpack_body_free (HeraldUnpackBody *self)
{
  g_free (self->delimiter);
  g_free (self);
}
