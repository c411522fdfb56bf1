/* herald-case-blobs.c: the attachments that lie in a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "herald-blob.h"
#include "herald-case-private.h"
#include "herald-file.h"
#include "herald-hash.h"

/**
 * herald_case_blob_free:
 * @self: (transfer full): a blob
 *
 * Frees the description of a blob.
 */
void
herald_case_blob_free (HeraldCaseBlob *self)
{
  g_free (self->id);
  g_free (self->sha256);
  g_free (self);
}

/**
 * herald_case_describe_blob:
 * @event: a blob of a case
 *
 * Tells what a blob is.
 *
 * Returns: (transfer full): its description
 */
HeraldCaseBlob *
herald_case_describe_blob (const HeraldEvent *event)
{
  HeraldCaseBlob *blob = g_new0 (HeraldCaseBlob, 1);

  blob->id = herald_id_write (event->id);
  blob->size = event->size;
  blob->sha256 = g_malloc (HERALD_HASH_HEX_LENGTH + 1);
  sodium_bin2hex (blob->sha256, HERALD_HASH_HEX_LENGTH + 1, event->sha256, sizeof event->sha256);
  return blob;
}

/**
 * herald_case_blob_path:
 * @folder: the folder of a case
 * @event: a blob of it
 *
 * Names the file of a blob.
 *
 * Returns: (transfer full): its path
 */
char *
herald_case_blob_path (const char        *folder,
                       const HeraldEvent *event)
{
  g_autofree char *id = herald_id_write (event->id);

  return g_strconcat (folder, "/" HERALD_CASE_BLOB_PREFIX, id, NULL);
}

/* A new blob with its path, unless the case was closed in the meantime. */
static HeraldEvent *
begin_blob (HeraldCase  *self,
            char       **path,
            GError     **error)
{
  g_autoptr(GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->mutex);
  g_autofree char *at = NULL;
  HeraldEvent *event;

  if (!herald_case_check_open (self, error))
    return NULL;

  at = herald_case_get_time (herald_history_get_report (self->files.history));
  event = herald_event_new (HERALD_RECORD_BLOB, at);
  herald_id_make (event->id);
  event->key = herald_secret_new_random ();
  *path = herald_case_blob_path (self->files.folder, event);
  g_hash_table_add (self->pending_blobs, herald_id_write (event->id));
  return event;
}

/* The journal learns of a file only when it is complete: if that fails, nobody
 * knows the key, and the file is removed; unless the journal on the disk may
 * know it nevertheless, which the next opening finds out. */
static gboolean
end_blob (HeraldCase   *self,
          HeraldEvent  *event,
          const char   *path,
          gboolean      is_written,
          GError      **error)
{
  g_autoptr(GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->mutex);
  g_autofree char *id = herald_id_write (event->id);

  g_hash_table_remove (self->pending_blobs, id);
  if (is_written && herald_case_check_open (self, error) &&
      herald_case_append_event (self, herald_event_copy (event), error))
    {
      g_hash_table_add (self->new_blobs, g_steal_pointer (&id));
      return TRUE;
    }

  if (self->key == NULL || !herald_journal_is_suspect (self->files.journal))
    unlink (path);
  return FALSE;
}

/**
 * herald_case_add_blob:
 * @self: a case
 * @fd: the attachment, read from where it stands to its end; a pipe will do
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Copies an attachment into the case, encrypted, with flat memory.
 *
 * It stays as long as a version of the report names it
 * (%HERALD_CASE_BLOB_PREFIX), or an entry of the log does. Other functions need not wait for it.
 *
 * Thread: takes as long as it takes; a worker.
 *
 * Returns: (transfer full): its id, size and hash once it is on the disk;
 *   %NULL with an error, and nothing is left of it
 */
HeraldCaseBlob *
herald_case_add_blob (HeraldCase    *self,
                      int            fd,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(HeraldEvent) event = NULL;
  g_autofree char *path = NULL;
  gboolean is_written;

  g_return_val_if_fail (HERALD_IS_CASE (self), NULL);
  g_return_val_if_fail (fd >= 0, NULL);

  event = begin_blob (self, &path, error);
  if (event == NULL)
    return NULL;

  is_written = herald_blob_write (event, self->id_bytes, path, fd, cancellable, error);
  return end_blob (self, event, path, is_written, error) ? herald_case_describe_blob (event) : NULL;
}

/**
 * herald_case_get_blobs:
 * @self: a case
 *
 * Lists the attachments that lie in the case, also those that only older versions name.
 *
 * Returns: (transfer full) (element-type HeraldCaseBlob): the blobs, none once
 *   the case is closed
 */
GPtrArray *
herald_case_get_blobs (HeraldCase *self)
{
  g_autoptr(GPtrArray) blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_case_blob_free);
  g_autoptr(GRecMutexLocker) locker = NULL;
  GPtrArray *events;

  g_return_val_if_fail (HERALD_IS_CASE (self), NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  events = self->key != NULL ? herald_history_get_events (self->files.history) : NULL;
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i);

      if (event->type == HERALD_RECORD_BLOB)
        g_ptr_array_add (blobs, herald_case_describe_blob (event));
    }

  return g_steal_pointer (&blobs);
}

/* Opens a blob's file; gives what is needed to read it, whatever happens to the case. */
static HeraldEvent *
open_file (HeraldCase  *self,
           const char  *id,
           int         *fd,
           GError     **error)
{
  g_autoptr(GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->mutex);
  const HeraldEvent *event;
  g_autofree char *path = NULL;

  if (!herald_case_check_open (self, error))
    return NULL;

  event = herald_history_find_blob (self->files.history, id);
  if (event == NULL)
    {
      herald_vault_refuse (error, HERALD_VAULT_ERROR_NOT_FOUND,
                           _("This attachment is not in the vault."));
      return NULL;
    }

  path = herald_case_blob_path (self->files.folder, event);
  *fd = herald_file_open (path, NULL, error);
  if (*fd < 0)
    {
      herald_vault_fail_file (error);
      return NULL;
    }

  return herald_event_copy (event);
}

/**
 * herald_case_open_blob:
 * @self: a case
 * @id: a blob's id
 * @error: return location for an error
 *
 * Opens an attachment as a pipe out of which its content comes, in clear.
 *
 * Only authentic bytes come out; whatever goes wrong ends the pipe before the
 * blob's size is reached, so the reader compares that. The pipe may be closed
 * at any time, and outlives the case and the lock of the vault.
 *
 * Returns: a descriptor that the caller closes, or -1 with an error
 */
int
herald_case_open_blob (HeraldCase  *self,
                       const char  *id,
                       GError     **error)
{
  g_autoptr(HeraldEvent) event = NULL;
  int fd = -1;

  g_return_val_if_fail (HERALD_IS_CASE (self), -1);
  g_return_val_if_fail (id != NULL, -1);

  event = open_file (self, id, &fd, error);
  return event != NULL ? herald_blob_pipe (event, self->id_bytes, fd, error) : -1;
}

/**
 * herald_case_copy_blob:
 * @self: a case
 * @id: a blob's id
 * @fd: where the content goes, or -1 to check it only
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Writes an attachment out in clear, and verifies all of it, its hash too.
 *
 * Thread: takes as long as it takes; a worker.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_DAMAGED or another error; then @fd may
 *   have got a beginning
 */
gboolean
herald_case_copy_blob (HeraldCase    *self,
                       const char    *id,
                       int            fd,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(HeraldEvent) event = NULL;
  gboolean is_whole;
  int from = -1;

  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  event = open_file (self, id, &from, error);
  if (event == NULL)
    return FALSE;

  is_whole = herald_blob_read (event, self->id_bytes, from, fd, cancellable, error);
  close (from);
  return is_whole;
}
