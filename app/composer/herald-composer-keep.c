/* herald-composer-keep.c: moving reports into the vault and out of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-private.h"
#include "herald-composer-vault.h"
#include "herald-file.h"
#include "herald-report-codec.h"

/* Copies an attachment into the case; the report then names it there. */
static HeraldAttachment *
move_in (HeraldCase              *kept,
         const HeraldAttachment  *attachment,
         int                      fd,
         GError                 **error)
{
  g_autoptr(HeraldCaseBlob) blob = herald_case_add_blob (kept, fd, NULL, error);
  g_autofree char *path = NULL;

  if (blob == NULL)
    return NULL;

  if (!g_str_equal (blob->sha256, attachment->sha256))
    {
      g_set_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                   /* TRANSLATORS: %s is the name of an attachment */
                   _("The attachment “%s” has changed since it was added; add it again"), attachment->name);
      return NULL;
    }

  path = g_strconcat (HERALD_CASE_BLOB_PREFIX, blob->id, NULL);
  return herald_attachment_new_known (path, attachment->name, attachment->role,
                                      blob->size, blob->sha256, error);
}

static gpointer
copy_attachment (gconstpointer attachment,
                 gpointer      data)
{
  return herald_attachment_copy (attachment);
}

static gboolean
move_all_in (HeraldComposer  *self,
             HeraldCase      *kept,
             GError         **error)
{
  g_autoptr(GPtrArray) attachments =
    g_ptr_array_copy (herald_report_get_attachments (self->report), copy_attachment, NULL);

  g_ptr_array_set_free_func (attachments, (GDestroyNotify) herald_attachment_free);
  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);
      int fd = herald_composer_open_attachment (attachment, self, error);
      HeraldAttachment *moved = fd < 0 ? NULL : move_in (kept, attachment, fd, error);

      if (fd >= 0)
        close (fd);
      if (moved == NULL ||
          !herald_report_detach (self->report, attachment->name, error) ||
          !herald_report_attach (self->report, moved, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_composer_keep:
 * @self: a composer with a report, whose vault is unlocked
 * @error: return location for an error
 *
 * Keeps the report in progress in a new case, with copies of its attachments.
 *
 * Thread: reads the attachments; a worker for large ones.
 *
 * Returns: %FALSE with an error; the report then is as it was
 */
gboolean
herald_composer_keep (HeraldComposer  *self,
                      GError         **error)
{
  HeraldVault *vault = herald_composer_get_vault (self);
  g_autofree char *before = herald_report_write (self->report);
  g_autofree char *after = NULL, *folder = g_strdup (self->folder);
  g_autoptr(HeraldCase) kept = herald_vault_new_case (vault, before, error);
  g_autofree char *id = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (before, strlen (before));

  if (kept == NULL)
    return FALSE;

  if (move_all_in (self, kept, error))
    {
      after = herald_report_write (self->report);
      if (herald_case_append (kept, after, error) && herald_case_log_add (kept, "created", "", error))
        {
          herald_composer_take_case (self, g_steal_pointer (&kept));
          return TRUE;
        }
    }

  /* Nothing half kept stays behind. */
  id = g_strdup (herald_case_get_id (kept));
  herald_case_close (kept);
  herald_vault_delete_case (vault, id, NULL);
  herald_composer_load_bytes (self, bytes, _("the report"), folder != NULL ? folder : ".", NULL);
  return FALSE;
}

/**
 * herald_composer_import:
 * @self: a composer whose vault is unlocked
 * @path: a report file
 * @error: return location for an error
 *
 * Keeps a report file's content in a new case; the file stays as it is.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_import (HeraldComposer  *self,
                        const char      *path,
                        GError         **error)
{
  return herald_composer_load (self, path, error) &&
         herald_composer_keep (self, error) &&
         herald_case_log_add (self->kept, "imported", "", error);
}

/* The content of an attachment that lies in a case. */
int
herald_composer_open_kept (HeraldCase              *kept,
                           const HeraldAttachment  *attachment,
                           GError                 **error)
{
  if (g_str_has_prefix (attachment->path, HERALD_CASE_BLOB_PREFIX))
    return herald_case_open_blob (kept, attachment->path + strlen (HERALD_CASE_BLOB_PREFIX), error);

  g_set_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
               /* TRANSLATORS: %s is the name of an attachment */
               _("The attachment “%s” does not lie in the case; add it again"), attachment->name);
  return -1;
}

/* Copies a file into the case of the report in progress, as an attachment. */
gboolean
herald_composer_attach_to_case (HeraldComposer  *self,
                                const char      *path,
                                const char      *name,
                                const char      *role,
                                GError         **error)
{
  int fd = herald_file_open (path, NULL, error);
  g_autoptr(HeraldCaseBlob) blob = fd < 0 ? NULL : herald_case_add_blob (self->kept, fd, NULL, error);
  g_autofree char *kept_path = NULL;
  HeraldAttachment *attachment;

  if (fd >= 0)
    close (fd);
  if (blob == NULL)
    return FALSE;

  kept_path = g_strconcat (HERALD_CASE_BLOB_PREFIX, blob->id, NULL);
  attachment = herald_attachment_new_known (kept_path, name, role, blob->size, blob->sha256, error);
  return attachment != NULL && herald_report_attach (self->report, attachment, error);
}

static gboolean
copy_out (HeraldComposer          *self,
          const HeraldAttachment  *attachment,
          const char              *path,
          GError                 **error)
{
  g_autoptr(HeraldFileWriter) writer = herald_file_writer_new (path, HERALD_FILE_WRITER_NEW, error);

  return writer != NULL &&
         herald_case_copy_blob (self->kept, attachment->path + strlen (HERALD_CASE_BLOB_PREFIX),
                                herald_file_writer_get_fd (writer), NULL, error) &&
         herald_file_writer_commit (writer, error);
}

/* The report as a file has it: its attachments lie in a folder beside it. */
static HeraldReport *
copy_for_export (HeraldComposer  *self,
                 const char      *path,
                 GError         **error)
{
  g_autofree char *json = herald_report_write (self->report);
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr(HeraldReport) report = herald_report_read (bytes, self->vendors, error);
  g_autofree char *folder = g_strconcat (path, ".attachments", NULL);
  g_autofree char *base = g_path_get_basename (folder);
  GPtrArray *attachments = herald_report_get_attachments (self->report);

  if (report == NULL || (attachments->len > 0 && !herald_file_make_folder (folder, error)))
    return NULL;

  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autofree char *out = g_build_filename (folder, attachment->name, NULL);
      g_autofree char *relative = g_build_filename (base, attachment->name, NULL);
      HeraldAttachment *moved;

      if (!copy_out (self, attachment, out, error))
        return NULL;
      moved = herald_attachment_new_known (relative, attachment->name, attachment->role,
                                           attachment->size, attachment->sha256, error);
      if (moved == NULL || !herald_report_detach (report, attachment->name, error) ||
          !herald_report_attach (report, moved, error))
        return NULL;
    }

  return g_steal_pointer (&report);
}

/**
 * herald_composer_export:
 * @self: a composer with a report that is kept
 * @path: the report file to make; must not exist
 * @error: return location for an error
 *
 * Writes a kept report to a file, in clear, because the person asked for it.
 *
 * Its attachments go to a folder `PATH.attachments`, in clear too.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_export (HeraldComposer  *self,
                        const char      *path,
                        GError         **error)
{
  g_autoptr(HeraldReport) report = copy_for_export (self, path, error);
  g_autofree char *json = report == NULL ? NULL : herald_report_write (report);

  return json != NULL &&
         herald_file_replace (path, json, strlen (json), HERALD_FILE_WRITER_NEW, error) &&
         herald_case_log_add (self->kept, "exported", "", error);
}
