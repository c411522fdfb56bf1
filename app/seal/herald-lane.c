/* herald-lane.c: bytes on their way from one descriptor to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "herald-lane.h"

#define BUFFER_SIZE (64 * 1024)

/**
 * herald_lane_widen:
 * @fd: any descriptor
 *
 * Makes a pipe hold 1 MiB, so that its ends wait for each other seldom.
 *
 * Returns: %FALSE for a pipe that has to stay narrow; what is no pipe is wide
 */
gboolean
herald_lane_widen (int fd)
{
  int size = fcntl (fd, F_GETPIPE_SZ);

  return size < 0 || size >= HERALD_LANE_SIZE ||
         fcntl (fd, F_SETPIPE_SZ, HERALD_LANE_SIZE) >= HERALD_LANE_SIZE;
}

/**
 * herald_lane_init:
 * @self: uninitialised memory
 *
 * Makes a lane.
 */
void
herald_lane_init (HeraldLane *self)
{
  *self = (HeraldLane) { .splices = TRUE };
}

/**
 * herald_lane_clear:
 * @self: a lane
 *
 * Frees what a lane holds.
 */
void
herald_lane_clear (HeraldLane *self)
{
  g_clear_pointer (&self->buffer, g_free);
}

static void
take_buffer (HeraldLane *self)
{
  if (self->buffer == NULL)
    self->buffer = g_malloc (BUFFER_SIZE);
  self->pending = self->filled = 0;
}

/**
 * herald_lane_put:
 * @self: a lane that holds nothing back
 * @data: bytes to write before any more are read
 * @length: their number, 64 KiB at most
 *
 * Puts something into a lane.
 */
void
herald_lane_put (HeraldLane   *self,
                 const guint8 *data,
                 gsize         length)
{
  g_return_if_fail (self->pending == self->filled);
  g_return_if_fail (length <= BUFFER_SIZE);

  take_buffer (self);
  memcpy (self->buffer, data, length);
  self->filled = length;
  self->from_ready = TRUE;
}

/* Where neither end is a pipe, or the system has no splice for it. */
static gssize
fill_buffer (HeraldLane *self,
             int         from,
             gsize       max)
{
  gssize n;

  take_buffer (self);
  n = read (from, self->buffer, MIN (max, BUFFER_SIZE));
  if (n > 0)
    self->filled = (gsize) n;

  return n;
}

/**
 * herald_lane_move:
 * @self: a lane, of which both ends are ready
 * @from: what to read
 * @to: what to write
 * @max: how much to read at most, more than 0
 *
 * Moves what goes at once: what was put into the lane, or else what @from has.
 *
 * It marks the ends that have to be waited for.
 *
 * Returns: the bytes written; 0 at the end of @from; -1 with errno, which is
 *   EAGAIN where it is only a matter of waiting
 */
gssize
herald_lane_move (HeraldLane *self,
                  int         from,
                  int         to,
                  guint64     max)
{
  gsize length = (gsize) MIN (max, HERALD_LANE_SIZE);
  gssize n = -1;

  if (self->pending == self->filled)
    {
      if (self->splices)
        {
          n = splice (from, NULL, to, NULL, length, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
          self->splices = n >= 0 || errno != EINVAL;
        }
      if (!self->splices)
        n = fill_buffer (self, from, length);
    }

  if (self->pending < self->filled)
    {
      n = write (to, self->buffer + self->pending, self->filled - self->pending);
      if (n > 0)
        self->pending += (gsize) n;
      if (self->pending == self->filled)
        self->from_ready = self->to_ready = FALSE;
    }

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    {
      self->from_ready = self->pending < self->filled;
      self->to_ready = FALSE;
      errno = EAGAIN;
    }

  return n;
}
