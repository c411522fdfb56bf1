/* herald-mail-source.c: reading a mail of any size in little memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-file.h"

#include "herald-mail-source.h"
#include "herald-mail.h"

#define WINDOW_SIZE (1024 * 1024)
#define MAX_PADDING 100 /* white space after a boundary, RFC 2046 §5.1.1 */

/**
 * herald_mail_source_open:
 * @self: (out caller-allocates): the source
 * @fd: an open file; it stays the caller's
 * @error: return location for an error
 *
 * Gets a mail ready for reading.
 *
 * Returns: %TRUE on success; %FALSE if @fd is no regular file
 */
gboolean
herald_mail_source_open (HeraldMailSource  *self,
                         int                fd,
                         GError           **error)
{
  struct stat status;

  if (fstat (fd, &status) < 0 || !S_ISREG (status.st_mode))
    {
      g_set_error_literal (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_A_FILE,
                           _("A mail can be read from a regular file only"));
      return FALSE;
    }

  self->fd = fd;
  self->size = (guint64) status.st_size;
  return TRUE;
}

/**
 * herald_mail_source_read:
 * @self: a source
 * @offset: where from, in bytes
 * @buffer: (out caller-allocates): where to
 * @length: how much
 * @error: return location for an error
 *
 * Reads bytes at a place.
 *
 * Returns: how many there were, fewer than @length at the end of the file
 *   only; -1 on an error
 */
gssize
herald_mail_source_read (const HeraldMailSource  *self,
                         guint64                  offset,
                         void                    *buffer,
                         gsize                    length,
                         GError                 **error)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n = pread (self->fd, (char *) buffer + done, length - done, (off_t) (offset + done));

      if (n == 0)
        break;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED,
                       /* TRANSLATORS: %s is the system's reason, such as “Input/output error” */
                       _("The mail cannot be read: %s"), g_strerror (errno));
          return -1;
        }
      done += (gsize) n;
    }

  return (gssize) done;
}

/* Reads what follows “--boundary” up to the end of its line; a longer word or
 * other text there means that the line is no delimiter. The last line of a
 * file may lack its end. */
static gboolean
read_rest (const char          *rest,
           gsize                length,
           guint64              offset,
           HeraldMailDelimiter *delimiter)
{
  gsize at = 0;

  delimiter->last = length >= 2 && rest[0] == '-' && rest[1] == '-';
  if (delimiter->last)
    at = 2;

  while (at < length && (rest[at] == ' ' || rest[at] == '\t'))
    at++;
  if (at < length && rest[at] == '\r')
    at++;
  if (at < length ? rest[at] != '\n' : !delimiter->last)
    return FALSE;

  delimiter->after = offset + MIN (at + 1, length);
  return TRUE;
}

/**
 * herald_mail_source_find_delimiter:
 * @self: a source
 * @boundary: the boundary, without its hyphens
 * @from: where to look from; the line end before it counts, so this is at
 *   least 1
 * @delimiter: (out caller-allocates): what was found
 * @error: return location for an error
 *
 * Finds the next line that is a boundary delimiter (RFC 2046 §5.1.1).
 *
 * It reads on in steps of 1 MiB, at about the speed of memory.
 *
 * Returns: %TRUE if found; %FALSE with HERALD_MAIL_ERROR_DAMAGED if the file
 *   ends before
 */
gboolean
herald_mail_source_find_delimiter (const HeraldMailSource  *self,
                                   const char              *boundary,
                                   guint64                  from,
                                   HeraldMailDelimiter     *delimiter,
                                   GError                 **error)
{
  g_autofree char *needle = g_strconcat ("\n--", boundary, NULL);
  g_autofree char *window = g_malloc (WINDOW_SIZE);
  const gsize needle_length = strlen (needle);
  const gsize reach = needle_length + strlen ("--") + MAX_PADDING + strlen ("\r\n");
  guint64 offset = from - 1;

  while (offset < self->size)
    {
      gssize length = herald_mail_source_read (self, offset, window, WINDOW_SIZE, error);
      gboolean at_end = length < WINDOW_SIZE;
      const char *at = window, *found;

      if (length < 0)
        return FALSE;

      while ((found = memmem (at, window + length - at, needle, needle_length)) != NULL)
        {
          gsize place = found - window;

          if ((gsize) length - place < reach && !at_end)
            break;

          at = found + needle_length;
          if (read_rest (at, MIN ((gsize) length - place, reach) - needle_length,
                         offset + (at - window), delimiter))
            {
              delimiter->before = offset + place;
              if (place > 0 && found[-1] == '\r')
                delimiter->before--;
              return TRUE;
            }
        }

      if (at_end)
        break;
      /* Keep what may be the beginning of a delimiter, and the CR before it. */
      offset += found != NULL ? found - window : length - (gssize) needle_length;
      offset -= 1;
    }

  g_set_error_literal (error, HERALD_MAIL_ERROR, HERALD_MAIL_ERROR_DAMAGED,
                       _("This mail is cut off: the end of a part is missing"));
  return FALSE;
}
