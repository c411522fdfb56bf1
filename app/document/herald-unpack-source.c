/* herald-unpack-source.c: a window on a container that comes as a stream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "herald-unpack-source.h"

struct _HeraldUnpackSource
{
  int      fd;
  guint8  *window;
  gsize    start;
  gsize    end;
  guint64  length;
  gboolean ended;
};

/**
 * herald_unpack_source_new:
 * @fd: a stream, open for reading, which stays the caller's
 *
 * Makes a window on a stream.
 *
 * Returns: (transfer full): a source
 */
HeraldUnpackSource *
herald_unpack_source_new (int fd)
{
  HeraldUnpackSource *self = g_new0 (HeraldUnpackSource, 1);

  self->fd = fd;
  self->window = g_malloc (HERALD_UNPACK_SOURCE_WINDOW);

  return self;
}

static gboolean
read_more (HeraldUnpackSource  *self,
           GError             **error)
{
  gssize n;

  if (self->start > 0)
    {
      memmove (self->window, self->window + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }

  do
    n = read (self->fd, self->window + self->end, HERALD_UNPACK_SOURCE_WINDOW - self->end);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (errno),
                           g_strerror (errno));
      return FALSE;
    }

  self->ended = n == 0;
  self->end += (gsize) n;
  self->length += (guint64) n;
  return TRUE;
}

/**
 * herald_unpack_source_peek:
 * @self: a source
 * @wanted: how many bytes there should be, at most the whole window
 * @available: (out): how many there are: fewer than @wanted only at the end
 * @error: return location for an error
 *
 * Looks ahead.
 *
 * Returns: (transfer none) (nullable): bytes that stay until the next call, or
 *   %NULL with an error
 */
const guint8 *
herald_unpack_source_peek (HeraldUnpackSource  *self,
                           gsize                wanted,
                           gsize               *available,
                           GError             **error)
{
  g_return_val_if_fail (wanted <= HERALD_UNPACK_SOURCE_WINDOW, NULL);

  while (self->end - self->start < wanted && !self->ended)
    if (!read_more (self, error))
      return NULL;

  *available = self->end - self->start;
  return self->window + self->start;
}

/**
 * herald_unpack_source_consume:
 * @self: a source
 * @length: how many of the bytes seen
 *
 * Goes on.
 */
void
herald_unpack_source_consume (HeraldUnpackSource *self,
                              gsize               length)
{
  g_return_if_fail (length <= self->end - self->start);

  self->start += length;
}

/**
 * herald_unpack_source_drain:
 * @self: a source
 * @error: return location for an error
 *
 * Reads to the end and forgets it: gpg checks a message's integrity only there.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_unpack_source_drain (HeraldUnpackSource  *self,
                            GError             **error)
{
  while (!self->ended)
    {
      self->start = self->end = 0;
      if (!read_more (self, error))
        return FALSE;
    }

  self->start = self->end;
  return TRUE;
}

/**
 * herald_unpack_source_get_length:
 * @self: a source
 *
 * Tells how much was read.
 *
 * Returns: a number of bytes
 */
guint64
herald_unpack_source_get_length (const HeraldUnpackSource *self)
{
  return self->length;
}

/**
 * herald_unpack_source_free:
 * @self: (transfer full) (nullable): a source
 *
 * Frees a source; the stream stays open.
 */
void
herald_unpack_source_free (HeraldUnpackSource *self)
{
  if (self == NULL)
    return;

  g_free (self->window);
  g_free (self);
}
