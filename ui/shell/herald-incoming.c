/* herald-incoming.c: files that come from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-incoming.h"

/**
 * herald_incoming_is_key:
 * @file: a file
 *
 * Tells by its name whether a file may hold a vendor's key.
 *
 * Returns: %TRUE if it may
 */
gboolean
herald_incoming_is_key (GFile *file)
{
  static const char * const endings[] = { ".asc", ".gpg", ".pgp", ".key", ".pub" };
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : g_strdup ("");

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (g_str_has_suffix (lower, endings[i]))
        return TRUE;
    }

  return FALSE;
}

/* What is to be said once a report is kept. */
typedef struct
{
  HeraldDesk *desk;
  char       *said;
  char       *logged; /* or NULL */
} Keeping;

static void
keeping_free (Keeping *self)
{
  g_object_unref (self->desk);
  g_free (self->said);
  g_free (self->logged);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keeping, keeping_free)

static void
log_thread (GTask        *task,
            gpointer      kept,
            gpointer      kind,
            GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;

  if (!herald_case_log_add (kept, kind, "", &error))
    g_warning ("%s", error->message);
}

static void
log_later (HeraldCase *kept,
           const char *kind)
{
  g_autoptr(GTask) task = g_task_new (kept, NULL, NULL, NULL);

  g_task_set_task_data (task, g_strdup (kind), g_free);
  g_task_run_in_thread (task, log_thread);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(Keeping) self = data;
  HeraldComposer *composer = HERALD_COMPOSER (object);
  g_autoptr(GError) error = NULL;

  if (!herald_composer_keep_finish (composer, result, &error))
    {
      herald_desk_say_error (self->desk, error);
      return;
    }

  if (self->logged != NULL && herald_composer_get_case (composer) != NULL)
    log_later (herald_composer_get_case (composer), self->logged);
  if (self->said != NULL)
    herald_desk_say (self->desk, self->said);
}

/**
 * herald_incoming_keep:
 * @desk: what the window works on, with a report that is in memory only
 * @said: (nullable): what the person is told once it is kept
 * @logged: (nullable): what the case's log tells of it
 *
 * Keeps the report in progress in the vault, which is open.
 */
void
herald_incoming_keep (HeraldDesk *desk,
                      const char *said,
                      const char *logged)
{
  Keeping *self;

  g_return_if_fail (HERALD_IS_DESK (desk));

  self = g_new0 (Keeping, 1);
  self->desk = g_object_ref (desk);
  self->said = g_strdup (said);
  self->logged = g_strdup (logged);
  herald_composer_keep_async (herald_desk_get_composer (desk), NULL, NULL, NULL, kept_cb, self);
}

/**
 * herald_incoming_import:
 * @desk: what the window works on, without a report in progress
 * @file: a report file
 *
 * Opens a report file; what is in it is kept in the vault, if that is open.
 *
 * The file stays as it is. An anonymous report is kept only when the person
 * says so.
 */
void
herald_incoming_import (HeraldDesk *desk,
                        GFile      *file)
{
  HeraldComposer *composer;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (HERALD_IS_DESK (desk));
  g_return_if_fail (G_IS_FILE (file));

  composer = herald_desk_get_composer (desk);
  if (g_file_peek_path (file) == NULL)
    {
      herald_desk_say (desk, _("Herald opens only files of this computer"));
      return;
    }
  if (!herald_composer_load (composer, g_file_peek_path (file), &error))
    {
      herald_desk_say_error (desk, error);
      return;
    }

  if (herald_vault_is_unlocked (herald_composer_get_vault (composer)) &&
      !herald_report_get_anonymous (herald_composer_get_report (composer)))
    herald_incoming_keep (desk, _("Imported: changes are kept by Herald, the file stays as it is"), "imported");
  else
    herald_desk_say (desk, _("Opened in memory only: the file stays as it is"));
}
