/* herald-composer-vault.c: a report that is kept in a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-log.h"
#include "herald-copying.h"
#include "herald-file.h"
#include "herald-hash.h"
#include "herald-report-codec.h"

/**
 * herald_composer_get_vault:
 * @self: a composer
 *
 * Gives the person's vault, which may not exist yet, and may be locked.
 *
 * Returns: (transfer none): the vault below the composer's state folder
 */
HeraldVault *
herald_composer_get_vault (HeraldComposer *self)
{
  if (self->vault == NULL)
    {
      g_autofree char *folder = g_build_filename (self->state, "vault", NULL);

      self->vault = herald_vault_new (folder);
    }

  return self->vault;
}

/**
 * herald_composer_get_case:
 * @self: a composer
 *
 * Gives the case that the report in progress is kept in.
 *
 * Returns: (transfer none) (nullable): the case; %NULL for a report that is
 *   not kept in the vault
 */
HeraldCase *
herald_composer_get_case (HeraldComposer *self)
{
  return self->kept;
}

/**
 * herald_composer_get_autosave:
 * @self: a composer
 *
 * Gives what writes the report in progress to its case.
 *
 * Returns: (transfer none) (nullable): the autosave, whose state tells too that
 *   a report is in memory only; %NULL without a report. Each report has its own.
 */
HeraldAutosave *
herald_composer_get_autosave (HeraldComposer *self)
{
  return self->autosave;
}

/* The report as it stands in a case. */
HeraldReport *
herald_composer_read_case (HeraldComposer  *self,
                           HeraldCase      *kept,
                           GError         **error)
{
  g_autofree char *json = herald_case_get_report_json (kept, error);
  g_autoptr(GBytes) bytes = json != NULL ? g_bytes_new_static (json, strlen (json)) : NULL;
  HeraldReport *report = bytes != NULL ? herald_report_read (bytes, self->vendors, error) : NULL;

  if (report == NULL)
    g_prefix_error (error, "%s: ", _("the case"));
  return report;
}

/* Writes what is not written yet, and lets others open the case. The report in
 * progress stays, for whatever comes next. */
gboolean
herald_composer_end_case (HeraldComposer  *self,
                          GError         **error)
{
  if (self->kept == NULL)
    return TRUE;
  if (self->is_delivering)
    return herald_composer_refuse_delivering (error);
  if (!herald_autosave_flush (self->autosave, error))
    return FALSE;

  herald_case_close (self->kept);
  return TRUE;
}

/* The report of a case takes the place of the one in progress, whose case was
 * ended, or is the same. */
gboolean
herald_composer_show_case (HeraldComposer  *self,
                           HeraldCase      *kept,
                           GError         **error)
{
  HeraldReport *report = herald_composer_read_case (self, kept, error);

  if (report == NULL || (kept != self->kept && !herald_composer_end_case (self, error)))
    {
      g_clear_object (&report);
      return FALSE;
    }

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
  herald_composer_take_report (self, report, g_object_ref (kept));
  return TRUE;
}

static gboolean
is_in_progress (HeraldComposer *self,
                const char     *id)
{
  return self->kept != NULL && g_str_equal (herald_case_get_id (self->kept), id);
}

/* What could not be written before the vault was locked goes on from there. */
static gboolean
go_on (HeraldComposer *self,
       HeraldCase     *kept)
{
  herald_composer_take_report (self, g_object_ref (self->report), g_object_ref (kept));
  return TRUE;
}

/**
 * herald_composer_open_case:
 * @self: a composer whose vault is unlocked
 * @id: a case's id
 * @error: return location for an error
 *
 * Opens a case in the place of the report in progress, whose case is closed.
 *
 * If that is the same case, which somebody closed by locking the vault before
 * all was written, the report in progress stays, and is written.
 *
 * Returns: %FALSE with an error, such as when another process has it open; then
 *   the report in progress is as it was
 */
gboolean
herald_composer_open_case (HeraldComposer  *self,
                           const char      *id,
                           GError         **error)
{
  g_autoptr(HeraldCase) kept = NULL;

  if (is_in_progress (self, id) && !herald_case_is_closed (self->kept))
    return herald_composer_write_case (self, error);

  kept = herald_vault_open_case (herald_composer_get_vault (self), id, error);
  if (kept == NULL)
    return FALSE;

  if (is_in_progress (self, id) && herald_autosave_get_state (self->autosave) != HERALD_AUTOSAVE_SAVED)
    return go_on (self, kept);

  herald_composer_forget_writer (kept);
  return herald_composer_show_case (self, kept, error);
}

/**
 * herald_composer_close:
 * @self: a composer
 * @error: return location for an error
 *
 * Writes what is not written yet, closes the case, and has no report any more.
 *
 * A report that is in memory only is gone then: asking first is up to the caller.
 *
 * Returns: %FALSE with an error if something could not be written; then all is
 *   as it was
 */
gboolean
herald_composer_close (HeraldComposer  *self,
                       GError         **error)
{
  if (!herald_composer_end_case (self, error))
    return FALSE;

  herald_composer_take_report (self, NULL, NULL);
  return TRUE;
}

/**
 * herald_composer_abandon:
 * @self: a composer
 *
 * Closes the case as it is on the disk, and has no report any more.
 *
 * Changes that could not be written are lost: for a person who was asked.
 */
void
herald_composer_abandon (HeraldComposer *self)
{
  if (self->kept != NULL)
    herald_case_close (self->kept);

  herald_composer_take_report (self, NULL, NULL);
}

/**
 * herald_composer_lock:
 * @self: a composer
 * @error: return location for an error
 *
 * Locks the vault: closes the report that is kept in it, and wipes the key.
 *
 * A report that is in memory only stays.
 *
 * Returns: %FALSE with an error if something could not be written; then the
 *   vault is open and all is as it was
 */
gboolean
herald_composer_lock (HeraldComposer  *self,
                      GError         **error)
{
  if (self->is_keeping)
    return herald_copying_refuse (error);
  if (self->kept != NULL && !herald_composer_close (self, error))
    return FALSE;

  herald_vault_lock (herald_composer_get_vault (self));
  return TRUE;
}

/**
 * herald_composer_write_case:
 * @self: a composer with a report that is kept
 * @error: return location for an error
 *
 * Writes the report in progress to its case at once.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
herald_composer_write_case (HeraldComposer  *self,
                            GError         **error)
{
  return herald_autosave_flush (self->autosave, error);
}

/* The case forgets who writes before the report in progress does: a report that
 * says that it is anonymous is so on the disk too. */
static gboolean
forget_named (HeraldComposer  *self,
              GError         **error)
{
  g_autoptr(HeraldReport) anonymous = herald_report_copy (self->report, error);
  g_autofree char *json = NULL;

  if (anonymous == NULL)
    return FALSE;

  herald_report_turn_anonymous (anonymous);
  json = herald_report_write (anonymous);
  return herald_case_start_afresh (self->kept, json, error);
}

/**
 * herald_composer_turn_anonymous:
 * @self: a composer with a report
 * @error: return location for an error
 *
 * Takes out of the report in progress who writes it.
 *
 * Contact answers go, times become dates, and a case begins a fresh journal
 * without its history; the old journal is removed.
 *
 * Returns: %FALSE with an error if the case could not be written; the report is
 *   as it was then
 */
gboolean
herald_composer_turn_anonymous (HeraldComposer  *self,
                                GError         **error)
{
  if (!herald_autosave_flush (self->autosave, error) ||
      (self->kept != NULL && !forget_named (self, error)))
    return FALSE;

  herald_report_turn_anonymous (self->report);
  return TRUE;
}

/* Half a gigabyte is hashed while it is made, not once more. */
static char *
hash_envelope (HeraldComposer  *self,
               const char      *path,
               GError         **error)
{
  char *sha256 = NULL;
  int fd;

  if (self->sealed_path != NULL && g_str_equal (self->sealed_path, path))
    return g_strdup (self->sealed_sha256);

  fd = herald_file_open (path, NULL, error);
  if (fd < 0)
    return NULL;

  herald_hash_of_fd (fd, &sha256, NULL, error);
  close (fd);
  return sha256;
}

/**
 * herald_composer_log_sealed:
 * @self: a composer with a report that is kept
 * @path: the envelope that was made of it
 * @error: return location for an error
 *
 * Writes into the case's log that an envelope was made, with its hash.
 *
 * What the vendor promises now is kept with it.
 *
 * Thread: reads the envelope, unless it is the one that was made last; a worker
 * for large ones.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_log_sealed (HeraldComposer  *self,
                            const char      *path,
                            GError         **error)
{
  g_autofree char *sha256 = hash_envelope (self, path, error);

  return sha256 != NULL && herald_composer_note_sealed (self, sha256, error);
}
