/* herald-journal.c: the journal of a case, to which records are appended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-bytes.h"
#include "herald-file-writer.h"
#include "herald-file.h"
#include "herald-journal.h"
#include "herald-vault-error.h"

struct _HeraldJournal
{
  char               *path;
  int                 fd;
  HeraldFileWriter   *writer;     /* until it has its name: records are not synced */
  HeraldRecordCipher  cipher;
  guint64             seq;
  guint64             size;       /* of what is good */
  gboolean            has_tail;   /* something may follow that */
  gboolean            is_suspect; /* a sync failed: what the disk holds is anybody's guess */
};

static HeraldJournal *
journal_new (const char *path)
{
  HeraldJournal *self = g_new0 (HeraldJournal, 1);

  self->path = g_strdup (path);
  self->fd = -1;
  return self;
}

/* For writing if possible: a disk that can only be read is no reason not to. */
static int
open_file (const char *path)
{
  int fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);

  if (fd < 0 && (errno == EROFS || errno == EACCES || errno == EPERM))
    fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);

  return fd;
}

/**
 * herald_journal_open:
 * @path: the journal's file
 * @case_key: the case's key
 * @case_id: the case's id
 * @func: takes each record
 * @user_data: for @func
 * @state: (out): how reading it ended
 * @error: return location for an error
 *
 * Opens a journal and reads it; changes nothing.
 *
 * Returns: (transfer full): the journal; %NULL with an error if no file could be
 *   read, without one if @state tells that it holds no record
 */
HeraldJournal *
herald_journal_open (const char          *path,
                     const HeraldSecret  *case_key,
                     const guint8        *case_id,
                     HeraldJournalFunc    func,
                     gpointer             user_data,
                     HeraldJournalState  *state,
                     GError             **error)
{
  g_autoptr(HeraldJournal) self = journal_new (path);
  g_autoptr(GBytes) bytes = NULL;
  HeraldJournalScan scan;

  self->fd = open_file (path);
  if (self->fd < 0)
    {
      herald_vault_fail_errno (error, errno, path);
      return NULL;
    }

  bytes = herald_file_read_fd (self->fd, HERALD_JOURNAL_MAX_SIZE, path, error);
  if (bytes == NULL)
    {
      herald_vault_fail_file (error);
      return NULL;
    }

  herald_journal_scan_init (&scan, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                            case_key, case_id, func, user_data);
  *state = scan.state;
  self->cipher = scan.cipher;
  self->seq = scan.seq;
  self->size = scan.size;
  self->has_tail = scan.state != HERALD_JOURNAL_SOUND;

  return scan.n_records > 0 ? g_steal_pointer (&self) : NULL;
}

/**
 * herald_journal_begin:
 * @path: where the journal will stand; nothing may stand there yet
 * @case_key: the case's key
 * @case_id: the case's id
 * @error: return location for an error
 *
 * Begins a journal, which appears when it is committed.
 *
 * Returns: (transfer full): an empty journal, or %NULL with an error
 */
HeraldJournal *
herald_journal_begin (const char          *path,
                      const HeraldSecret  *case_key,
                      const guint8        *case_id,
                      GError             **error)
{
  g_autoptr(HeraldJournal) self = journal_new (path);
  g_autoptr(GByteArray) head = g_byte_array_new ();
  guint8 file_id[HERALD_ID_SIZE];

  herald_id_make (file_id);
  herald_record_cipher_init (&self->cipher, case_key, case_id, file_id);
  herald_journal_put_head (head, file_id);

  self->writer = herald_file_writer_new (path, HERALD_FILE_WRITER_NEW, error);
  if (self->writer == NULL ||
      !herald_file_write_all (herald_file_writer_get_fd (self->writer), head->data, head->len, error))
    {
      herald_vault_fail_file (error);
      return NULL;
    }

  self->size = head->len;
  return g_steal_pointer (&self);
}

/**
 * herald_journal_commit:
 * @self: a journal that was begun
 * @error: return location for an error
 *
 * Makes a journal durable and gives it its name.
 *
 * Returns: %FALSE with an error; then the file may be there or not
 */
gboolean
herald_journal_commit (HeraldJournal  *self,
                       GError        **error)
{
  self->fd = fcntl (herald_file_writer_get_fd (self->writer), F_DUPFD_CLOEXEC, 0);
  if (self->fd < 0)
    return herald_vault_fail_errno (error, errno, self->path);
  if (!herald_file_writer_commit (self->writer, error))
    return herald_vault_fail_file (error);

  g_clear_pointer (&self->writer, herald_file_writer_free);
  return TRUE;
}

static gboolean
append_durably (HeraldJournal     *self,
                const GByteArray  *sealed,
                GError           **error)
{
  if (!herald_journal_cut (self, error))
    return FALSE;

  self->has_tail = TRUE;
  if (lseek (self->fd, (off_t) self->size, SEEK_SET) < 0)
    return herald_vault_fail_errno (error, errno, self->path);
  if (!herald_file_write_all (self->fd, sealed->data, sealed->len, error))
    {
      g_prefix_error (error, "%s: ", self->path);
      herald_vault_fail_file (error);
      herald_journal_cut (self, NULL);
      return FALSE;
    }

  /* After a failed sync the system may take pages for written that are not, and
   * a second sync would succeed: this file takes no more records. */
  if (fdatasync (self->fd) < 0)
    {
      herald_vault_fail_errno (error, errno, self->path);
      self->is_suspect = TRUE;
      return FALSE;
    }

  self->has_tail = FALSE;
  return TRUE;
}

/**
 * herald_journal_append:
 * @self: a journal
 * @record: a record with a larger number than the last one
 * @error: return location for an error
 *
 * Appends a record; it is durable when this returns, unless the journal was only begun.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with an error; then the journal is as it was
 */
gboolean
herald_journal_append (HeraldJournal       *self,
                       const HeraldRecord  *record,
                       GError             **error)
{
  HeraldRecordCipher next = self->cipher;
  g_autoptr(GByteArray) sealed = NULL;

  g_assert (record->seq > self->seq && !self->is_suspect);

  if (record->length > HERALD_RECORD_MAX_PAYLOAD)
    return herald_vault_refuse (error, HERALD_VAULT_ERROR_TOO_LARGE, _("This report is too large to keep."));

  sealed = herald_record_seal (&next, record);
  if (self->size + sealed->len > HERALD_JOURNAL_MAX_SIZE)
    return herald_vault_refuse (error, HERALD_VAULT_ERROR_TOO_LARGE,
                                _("The history of this case has become too large. Compact it."));

  if (self->writer == NULL ? !append_durably (self, sealed, error)
                           : !herald_file_write_all (herald_file_writer_get_fd (self->writer),
                                                     sealed->data, sealed->len, error))
    return herald_vault_fail_file (error);

  self->cipher = next;
  self->seq = record->seq;
  self->size += sealed->len;
  return TRUE;
}

/**
 * herald_journal_cut:
 * @self: a journal
 * @error: return location for an error
 *
 * Cuts what follows the last good record: never a whole record, the caller sees to that.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_journal_cut (HeraldJournal  *self,
                    GError        **error)
{
  if (!self->has_tail)
    return TRUE;
  if (ftruncate (self->fd, (off_t) self->size) < 0 || fdatasync (self->fd) < 0)
    return herald_vault_fail_errno (error, errno, self->path);

  self->has_tail = FALSE;
  return TRUE;
}

/**
 * herald_journal_get_seq:
 * @self: a journal
 *
 * Gives the number of the last record.
 *
 * Returns: the number, 0 before the first record
 */
guint64
herald_journal_get_seq (HeraldJournal *self)
{
  return self->seq;
}

/**
 * herald_journal_get_size:
 * @self: a journal
 *
 * Gives the size of all good records.
 *
 * Returns: bytes
 */
guint64
herald_journal_get_size (HeraldJournal *self)
{
  return self->size;
}

/**
 * herald_journal_is_suspect:
 * @self: a journal
 *
 * Tells whether a sync has failed, so that another journal must take its place.
 *
 * Returns: %TRUE if nothing more may be appended
 */
gboolean
herald_journal_is_suspect (HeraldJournal *self)
{
  return self->is_suspect;
}

/**
 * herald_journal_get_path:
 * @self: a journal
 *
 * Gives the path of the file.
 *
 * Returns: the path
 */
const char *
herald_journal_get_path (HeraldJournal *self)
{
  return self->path;
}

/**
 * herald_journal_free:
 * @self: (transfer full): a journal
 *
 * Closes a journal; one that was begun and not committed is gone.
 */
void
herald_journal_free (HeraldJournal *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->writer, herald_file_writer_free);
  herald_record_cipher_clear (&self->cipher);
  g_free (self->path);
  g_free (self);
}

/* Half of a head that was overwritten looks like a damage: a new name says
 * first that the file is to go. */
static gboolean
rename_to_go (const char  *path,
              char       **renamed,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  *renamed = g_strdup_printf ("%s/" HERALD_JOURNAL_TO_GO "%08x", folder, g_random_int ());
  return rename (path, *renamed) == 0 || herald_vault_fail_errno (error, errno, path);
}

/**
 * herald_journal_erase:
 * @path: a journal that another one has replaced
 * @error: return location for an error
 *
 * Removes a journal, and first what its key is derived from.
 *
 * Returns: %FALSE with an error; no file is no error
 */
gboolean
herald_journal_erase (const char  *path,
                      GError     **error)
{
  const guint8 zeros[HERALD_JOURNAL_HEAD_SIZE] = { 0 };
  g_autofree char *renamed = NULL;
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean is_erased;

  if (fd < 0)
    return errno == ENOENT || herald_vault_fail_errno (error, errno, path);

  if (!rename_to_go (path, &renamed, error))
    {
      close (fd);
      return FALSE;
    }

  is_erased = herald_file_write_all (fd, zeros, sizeof zeros, error) || herald_vault_fail_file (error);
  if (is_erased && fdatasync (fd) < 0)
    is_erased = herald_vault_fail_errno (error, errno, path);
  close (fd);

  if (unlink (renamed) < 0)
    return is_erased && herald_vault_fail_errno (error, errno, path);
  return is_erased;
}
