/* herald-delivery-file.c: the journal of a delivery beside its envelope
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-delivery-file.h"
#include "herald-file.h"

#define SUFFIX ".delivery"

static char *
name_journal (const char *envelope)
{
  return g_strconcat (envelope, SUFFIX, NULL);
}

/**
 * herald_delivery_file_read:
 * @envelope: an envelope's file
 * @error: return location for an error
 *
 * Reads the journal beside an envelope.
 *
 * Thread: reads a file; a worker.
 *
 * Returns: (transfer full): the delivery as it was written, or %NULL with an
 *   error that names the file
 */
HeraldDelivery *
herald_delivery_file_read (const char  *envelope,
                           GError     **error)
{
  g_autofree char *path = name_journal (envelope);
  g_autoptr(GBytes) bytes = herald_file_read (path, HERALD_DELIVERY_MAX_SIZE, error);
  HeraldDelivery *delivery = bytes == NULL ? NULL : herald_delivery_read (bytes, error);

  if (bytes != NULL && delivery == NULL)
    g_prefix_error (error, "%s: ", path);
  return delivery;
}

/**
 * herald_delivery_file_write:
 * @envelope: an envelope's file
 * @delivery: how its delivery stands
 * @flags: how to treat a journal that stands there already
 * @error: return location for an error
 *
 * Writes the journal beside an envelope: whole and durable, or not at all.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
herald_delivery_file_write (const char             *envelope,
                            const HeraldDelivery   *delivery,
                            HeraldFileWriterFlags   flags,
                            GError                **error)
{
  g_autofree char *path = name_journal (envelope);
  g_autofree char *json = herald_delivery_write (delivery);
  g_autofree char *line = g_strconcat (json, "\n", NULL);

  return herald_file_replace (path, line, strlen (line), flags, error);
}

/**
 * herald_delivery_file_is_new:
 * @envelope: where an envelope would stand
 * @error: return location for an error
 *
 * Checks that neither an envelope nor a journal stands there.
 *
 * One that does may be the only copy of what a vendor may have accepted, and is
 * never replaced.
 *
 * Returns: %FALSE with %HERALD_FILE_ERROR_EXISTS
 */
gboolean
herald_delivery_file_is_new (const char  *envelope,
                             GError     **error)
{
  g_autofree char *journal = name_journal (envelope);
  const char *paths[] = { envelope, journal };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      if (!g_file_test (paths[i], G_FILE_TEST_EXISTS) && !g_file_test (paths[i], G_FILE_TEST_IS_SYMLINK))
        continue;

      g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS,
                   /* TRANSLATORS: %s is a file */
                   _("%s: this file exists already; an envelope that was sent is never replaced"), paths[i]);
      return FALSE;
    }

  return TRUE;
}

/**
 * herald_delivery_file_is_older:
 * @fd: an envelope, open
 * @envelope: its file
 *
 * Tells whether nobody has touched an envelope since its journal was written.
 *
 * The kernel sets the time of a change, and no program can set it back. Reading
 * half a gigabyte again to find out the same takes longer than sending it; and
 * should it not be the same after all, the server says so, which is told the
 * hash.
 *
 * Returns: %TRUE if so; %FALSE if that cannot be told
 */
gboolean
herald_delivery_file_is_older (int         fd,
                               const char *envelope)
{
  g_autofree char *path = name_journal (envelope);
  struct stat sealed, written;

  if (fstat (fd, &sealed) != 0 || stat (path, &written) != 0)
    return FALSE;

  return sealed.st_ctim.tv_sec < written.st_ctim.tv_sec ||
         (sealed.st_ctim.tv_sec == written.st_ctim.tv_sec && sealed.st_ctim.tv_nsec < written.st_ctim.tv_nsec);
}

/**
 * herald_delivery_file_lock:
 * @envelope: an envelope's file
 * @is_busy: (out): whether somebody is sending it at this moment
 * @error: return location for an error
 *
 * Opens an envelope, and keeps everybody else from sending it meanwhile.
 *
 * The lock goes with the descriptor, to the program that sends too, so it holds
 * until nobody sends any more, whatever else ends before. A file system without
 * locks is no error.
 *
 * Returns: a descriptor that the caller closes, or -1 with an error
 */
int
herald_delivery_file_lock (const char  *envelope,
                           gboolean    *is_busy,
                           GError     **error)
{
  int fd = herald_file_open (envelope, NULL, error);

  *is_busy = FALSE;
  while (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      if (errno == EINTR)
        continue;

      *is_busy = errno == EWOULDBLOCK;
      break;
    }

  return fd;
}
