/* herald-drop-body.c: the envelope as the body of a request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "herald-drop-body.h"

/* How much of the file is read at a time: libsoup asks for 8 KiB each time. */
#define AHEAD (256 * 1024)

struct _HeraldDropBody
{
  GInputStream         parent_instance;

  guint8              *ahead;     /* what was read of the file */
  gsize                start;     /* of what of it was not handed out yet */
  gsize                end;

  int                  fd;
  guint64              size;
  guint64              given;
  gboolean             is_broken; /* the file is shorter, or cannot be read */
  HeraldDropBodyFirst  first;
  gpointer             user_data;
};

G_DEFINE_FINAL_TYPE (HeraldDropBody, herald_drop_body, G_TYPE_INPUT_STREAM)

static gssize
fail (HeraldDropBody  *self,
      GError         **error)
{
  self->is_broken = TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the envelope cannot be read");
  return -1;
}

static gboolean
read_ahead (HeraldDropBody *self)
{
  gssize n;

  if (self->ahead == NULL)
    self->ahead = g_malloc (AHEAD);

  do
    n = read (self->fd, self->ahead, AHEAD);
  while (n < 0 && errno == EINTR);

  self->start = 0;
  self->end = n > 0 ? (gsize) n : 0;
  return n > 0;
}

static gssize
herald_drop_body_read (GInputStream  *stream,
                       void          *buffer,
                       gsize          count,
                       GCancellable  *cancellable,
                       GError       **error)
{
  HeraldDropBody *self = HERALD_DROP_BODY (stream);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;

  count = MIN (count, self->size - self->given);
  if (count == 0)
    return 0;
  if (self->given == 0 && !self->first (self->user_data))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nobody listens any more");
      return -1;
    }

  if (self->start == self->end && !read_ahead (self))
    return fail (self, error);

  count = MIN (count, self->end - self->start);
  memcpy (buffer, self->ahead + self->start, count);
  self->start += count;
  self->given += count;
  return (gssize) count;
}

/* The file is a local one, and this program has nothing else to do: a thread
 * for each block, which is what streams do otherwise, would take longer. */
static void
herald_drop_body_read_async (GInputStream        *stream,
                             void                *buffer,
                             gsize                count,
                             int                  io_priority,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (stream, cancellable, callback, user_data);
  GError *error = NULL;
  gssize n;

  g_task_set_name (task, "herald_drop_body_read_async");
  g_task_set_priority (task, io_priority);
  n = herald_drop_body_read (stream, buffer, count, cancellable, &error);
  if (n < 0)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, n);
}

static gssize
herald_drop_body_read_finish (GInputStream  *stream,
                              GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
herald_drop_body_finalize (GObject *object)
{
  g_free (HERALD_DROP_BODY (object)->ahead);

  G_OBJECT_CLASS (herald_drop_body_parent_class)->finalize (object);
}

static void
herald_drop_body_class_init (HeraldDropBodyClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = herald_drop_body_finalize;
  stream_class->read_fn = herald_drop_body_read;
  stream_class->read_async = herald_drop_body_read_async;
  stream_class->read_finish = herald_drop_body_read_finish;
}

static void
herald_drop_body_init (HeraldDropBody *self)
{
  self->fd = -1;
}

/**
 * herald_drop_body_new:
 * @fd: an envelope, which stays open and is read from its beginning
 * @size: how many bytes it has
 * @first: told before the first byte is handed out
 * @user_data: for @first
 *
 * Makes a stream of an envelope.
 *
 * Returns: (transfer full): the stream
 */
HeraldDropBody *
herald_drop_body_new (int                 fd,
                      guint64             size,
                      HeraldDropBodyFirst first,
                      gpointer            user_data)
{
  HeraldDropBody *self = g_object_new (HERALD_TYPE_DROP_BODY, NULL);

  self->fd = fd;
  self->size = size;
  self->first = first;
  self->user_data = user_data;
  self->is_broken = lseek (fd, 0, SEEK_SET) != 0;

  return self;
}

/**
 * herald_drop_body_get_given:
 * @self: a body
 *
 * Tells how many bytes were handed out, and may so have left this machine.
 *
 * Returns: the number of bytes
 */
guint64
herald_drop_body_get_given (HeraldDropBody *self)
{
  return self->given;
}

/**
 * herald_drop_body_is_broken:
 * @self: a body
 *
 * Tells whether the envelope could not be read, or was shorter than announced.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_drop_body_is_broken (HeraldDropBody *self)
{
  return self->is_broken;
}
