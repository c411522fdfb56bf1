/* herald-message-source.c: the bytes of a message through a bounded window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <errno.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-file.h"
#include "herald-message-source.h"

#define BLOCK_SIZE (64 * 1024)

/**
 * herald_message_source_init:
 * @self: uninitialised memory
 * @fd: a file or a pipe, at its start
 *
 * Makes a source. Nothing is read yet.
 */
void
herald_message_source_init (HeraldMessageSource *self,
                            int                  fd)
{
  *self = (HeraldMessageSource) { .fd = fd, .window = g_byte_array_new () };
}

/**
 * herald_message_source_clear:
 * @self: a source
 *
 * Frees what a source holds; the descriptor stays open.
 */
void
herald_message_source_clear (HeraldMessageSource *self)
{
  g_clear_pointer (&self->decoder, herald_armor_decoder_free);
  g_clear_pointer (&self->window, g_byte_array_unref);
}

/* A packet's first octet has its highest bit set, which text does not. */
static gboolean
take_block (HeraldMessageSource  *self,
            const guint8         *block,
            gsize                 length,
            GError              **error)
{
  if (self->n_read == 0 && length > 0 && (block[0] & 0x80) == 0)
    {
      self->armored = TRUE;
      self->decoder = herald_armor_decoder_new ();
    }
  self->n_read += length;
  self->ended = length == 0;

  if (self->decoder == NULL)
    g_byte_array_append (self->window, block, (guint) length);
  else if (self->ended)
    return herald_armor_decoder_finish (self->decoder, self->window, error);
  else
    return herald_armor_decoder_feed (self->decoder, block, length, self->window, error);

  return TRUE;
}

static gboolean
read_block (HeraldMessageSource  *self,
            GError              **error)
{
  guint8 block[BLOCK_SIZE];
  gssize n;

  do
    n = read (self->fd, block, sizeof block);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    {
      herald_file_set_errno (error, errno, _("The sealed message"));
      return FALSE;
    }

  return take_block (self, block, (gsize) n, error);
}

/**
 * herald_message_source_peek:
 * @self: a source
 * @wanted: how many bytes to look at, a few
 * @length: (out): how many there are: fewer only at the end
 * @error: return location for an error
 *
 * Looks at the next bytes of the message.
 *
 * Returns: (nullable): the bytes, valid until the next call; %NULL with an
 *   error if the file cannot be read or its armor is damaged
 */
const guint8 *
herald_message_source_peek (HeraldMessageSource  *self,
                            gsize                 wanted,
                            gsize                *length,
                            GError              **error)
{
  static const guint8 nothing[1] = { 0 };

  while (self->window->len - self->at < wanted && !self->ended)
    {
      if (self->at > 0)
        g_byte_array_remove_range (self->window, 0, (guint) self->at);
      self->at = 0;
      if (!read_block (self, error))
        return NULL;
    }

  *length = self->window->len - self->at;
  return self->window->len == 0 ? nothing : self->window->data + self->at;
}

/**
 * herald_message_source_skip:
 * @self: a source
 * @n: how many bytes
 * @whole: (out): whether there were as many
 * @error: return location for an error
 *
 * Passes over bytes of the message.
 *
 * Returns: %FALSE with an error if the file cannot be read or its armor is
 *   damaged
 */
gboolean
herald_message_source_skip (HeraldMessageSource  *self,
                            guint64               n,
                            gboolean             *whole,
                            GError              **error)
{
  while (n > 0)
    {
      gsize length, step;

      if (herald_message_source_peek (self, 1, &length, error) == NULL)
        return FALSE;
      if (length == 0)
        break;
      step = (gsize) MIN (n, length);
      self->at += step;
      n -= step;
    }

  *whole = n == 0;
  return TRUE;
}
