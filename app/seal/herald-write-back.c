/* herald-write-back.c: a large file on its way to the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "herald-write-back.h"

#define STEP (8 * 1024 * 1024)

/**
 * herald_write_back_init:
 * @self: uninitialised memory
 * @fd: where something is about to be written, at its present position
 *
 * Watches a descriptor; one that is no ordinary file is left alone.
 */
void
herald_write_back_init (HeraldWriteBack *self,
                        int              fd)
{
  struct stat status;
  off_t position = lseek (fd, 0, SEEK_CUR);

  self->fd = position >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode) ? fd : -1;
  self->written = self->started = position > 0 ? (guint64) position : 0;
}

/**
 * herald_write_back_advance:
 * @self: a file being written
 * @length: bytes that were written since the last call
 *
 * Starts to bring what was written to the disk, 8 MiB at a time.
 *
 * So the disk works while the message is still being made, and the final sync
 * of half a gigabyte waits 0.1 to 0.3 s less. It promises nothing: that takes
 * the sync.
 */
void
herald_write_back_advance (HeraldWriteBack *self,
                           gsize            length)
{
  if (self->fd < 0)
    return;

  self->written += length;
  if (self->written - self->started < STEP)
    return;

  sync_file_range (self->fd, (off_t) self->started, (off_t) (self->written - self->started),
                   SYNC_FILE_RANGE_WRITE);
  self->started = self->written;
}
