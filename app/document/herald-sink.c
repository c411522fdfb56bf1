/* herald-sink.c: where a container goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-part.h"
#include "herald-sink.h"

/* Headers are a few bytes each; what is larger goes out as it comes. */
#define BUFFER_SIZE (64 * 1024)
#define PIPE_SIZE (1024 * 1024)

struct _HeraldSink
{
  int           fd;
  int           flags;         /* the descriptor's own, to be put back */
  GCancellable *cancellable;
  GPollFD       cancelled;
  gboolean      can_poll;
  char         *buffer;
  gsize         fill;
  guint64       length;
  GError       *error;
};

/**
 * herald_sink_new:
 * @fd: a file or pipe, open for writing, which stays the caller's
 * @cancellable: (nullable): stops the writing, even while nobody reads
 *
 * Makes a sink that writes.
 *
 * While it lives, @fd does not block, so that a writer whose reader sleeps can
 * still be cancelled. A broken pipe is an error like any other; the program
 * ignores `SIGPIPE`.
 *
 * Returns: (transfer full): a sink
 */
HeraldSink *
herald_sink_new (int           fd,
                 GCancellable *cancellable)
{
  HeraldSink *self = g_new0 (HeraldSink, 1);

  self->fd = fd;
  self->buffer = g_malloc (BUFFER_SIZE);
  self->flags = fcntl (fd, F_GETFL);
  /* A pipe of its default 64 KiB costs a switch of threads every time. */
  (void) fcntl (fd, F_SETPIPE_SZ, PIPE_SIZE);

  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->can_poll = g_cancellable_make_pollfd (cancellable, &self->cancelled);
      if (self->flags >= 0)
        (void) fcntl (fd, F_SETFL, self->flags | O_NONBLOCK);
    }

  return self;
}

/**
 * herald_sink_new_measure:
 *
 * Makes a sink that counts and writes nothing.
 *
 * Returns: (transfer full): a sink
 */
HeraldSink *
herald_sink_new_measure (void)
{
  HeraldSink *self = g_new0 (HeraldSink, 1);

  self->fd = -1;
  return self;
}

/**
 * herald_sink_free:
 * @self: (transfer full) (nullable): a sink
 *
 * Frees a sink; what is still in its buffer is dropped.
 */
void
herald_sink_free (HeraldSink *self)
{
  if (self == NULL)
    return;

  if (self->cancellable != NULL && self->flags >= 0)
    (void) fcntl (self->fd, F_SETFL, self->flags);
  if (self->can_poll)
    g_cancellable_release_fd (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->buffer);
  g_free (self);
}

/**
 * herald_sink_is_measure:
 * @self: a sink
 *
 * Tells whether bytes are only counted.
 *
 * Returns: %TRUE if they are
 */
gboolean
herald_sink_is_measure (const HeraldSink *self)
{
  return self->fd < 0;
}

/**
 * herald_sink_get_length:
 * @self: a sink
 *
 * Tells how much went in.
 *
 * Returns: a number of bytes
 */
guint64
herald_sink_get_length (const HeraldSink *self)
{
  return self->length;
}

static gboolean
fail_with_errno (HeraldSink *self,
                 int         saved_errno)
{
  int code = saved_errno == ENOSPC || saved_errno == EDQUOT
               ? G_IO_ERROR_NO_SPACE : (int) g_io_error_from_errno (saved_errno);

  herald_sink_fail (self, g_error_new_literal (G_IO_ERROR, code, g_strerror (saved_errno)));
  return FALSE;
}

static void
wait_for_room (HeraldSink *self)
{
  struct pollfd fds[2] = {
    { .fd = self->fd, .events = POLLOUT },
    { .fd = self->cancelled.fd, .events = POLLIN },
  };

  /* An interrupted wait is followed by another attempt, as a finished one is. */
  (void) poll (fds, self->can_poll ? 2 : 1, -1);
}

static gboolean
put (HeraldSink *self,
     const char *data,
     gsize       length)
{
  while (length > 0)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
        return FALSE;

      n = write (self->fd, data, length);
      if (n < 0 && errno == EAGAIN)
        wait_for_room (self);
      else if (n < 0 && errno != EINTR)
        return fail_with_errno (self, errno);

      if (n > 0)
        {
          data += n;
          length -= (gsize) n;
        }
    }

  return TRUE;
}

static gboolean
flush (HeraldSink *self)
{
  gsize fill = self->fill;

  self->fill = 0;
  return put (self, self->buffer, fill);
}

/**
 * herald_sink_write:
 * @self: a sink
 * @data: bytes
 * @length: their number
 *
 * Writes bytes, which may wait in a buffer until herald_sink_finish().
 *
 * Returns: %FALSE once anything has failed
 */
gboolean
herald_sink_write (HeraldSink *self,
                   const void *data,
                   gsize       length)
{
  if (self->error != NULL)
    return FALSE;

  self->length += length;
  if (self->fd < 0)
    return TRUE;

  if (length > BUFFER_SIZE - self->fill && !flush (self))
    return FALSE;
  if (length > BUFFER_SIZE)
    return put (self, data, length);

  memcpy (self->buffer + self->fill, data, length);
  self->fill += length;
  return TRUE;
}

/**
 * herald_sink_skip:
 * @self: a sink that measures
 * @length: a number of bytes
 *
 * Counts bytes that nobody has to make.
 */
void
herald_sink_skip (HeraldSink *self,
                  guint64     length)
{
  g_return_if_fail (herald_sink_is_measure (self));

  self->length += length;
}

/**
 * herald_sink_fail:
 * @self: a sink
 * @error: (transfer full): why
 *
 * Makes everything that follows fail; the first error stays.
 */
void
herald_sink_fail (HeraldSink *self,
                  GError     *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

/**
 * herald_sink_finish:
 * @self: a sink
 * @expected: how many bytes should have gone in
 * @error: return location for an error
 *
 * Writes what is left and says how it all went.
 *
 * Returns: %TRUE if nothing failed and @expected bytes went in; %FALSE with the
 *   first error, among them %G_IO_ERROR_CANCELLED
 */
gboolean
herald_sink_finish (HeraldSink  *self,
                    guint64      expected,
                    GError     **error)
{
  if (self->error == NULL && self->fd >= 0)
    (void) flush (self);

  if (self->error == NULL && self->length != expected)
    g_set_error_literal (&self->error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_FAILED,
                         _("The container came out in another size than was computed"));

  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
