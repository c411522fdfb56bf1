/* herald-export.c: a report as a file in clear, because the person asked for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-cases.h"
#include "herald-export.h"

typedef struct
{
  GtkWindow  *parent;
  HeraldDesk *desk;
  char       *case_id; /* or NULL for the report in progress */
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->desk);
  g_free (self->case_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
tell (HeraldDesk   *desk,
      const GError *error)
{
  if (error == NULL)
    herald_desk_say (desk, _("Exported in clear: whoever has the file can read it"));
  else
    herald_desk_say_error (desk, error);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(Export) self = data;
  HeraldComposer *composer = HERALD_COMPOSER (object);
  g_autoptr(GError) error = NULL;

  if (self->case_id != NULL)
    herald_composer_export_case_finish (composer, result, &error);
  else
    herald_composer_export_finish (composer, result, &error);
  tell (self->desk, error);
}

static void
export_to (Export     *self,
           const char *path)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  g_autoptr(GError) error = NULL;

  if (self->case_id != NULL)
    herald_composer_export_case_async (composer, self->case_id, path, NULL, exported_cb, self);
  else if (herald_composer_get_case (composer) != NULL)
    herald_composer_export_async (composer, path, NULL, exported_cb, self);
  else
    {
      /* What is in memory only is written as it is: its attachments lie elsewhere already. */
      herald_composer_save (composer, path, HERALD_FILE_WRITER_NEW, &error);
      tell (self->desk, error);
      export_free (self);
    }
}

static void
picked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Export) self = data;
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file == NULL || (self->case_id == NULL && herald_desk_get_report (self->desk) == NULL))
    return;
  if (g_file_peek_path (file) == NULL)
    {
      herald_desk_say (self->desk, _("A report can only be exported to a folder of this computer"));
      return;
    }

  export_to (g_steal_pointer (&self), g_file_peek_path (file));
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(Export) self = data;
  GtkWindow *parent = self->parent;

  if (herald_ask_finish (result))
    herald_save_file_async (parent, _("Export in Clear"), "report.herald.json", picked_cb, g_steal_pointer (&self));
}

/**
 * herald_export_ask:
 * @parent: the window that asks
 * @desk: what it works on
 * @case_id: (nullable): the case to export; %NULL for the report in progress
 *
 * Exports a report to a file in clear, once the person knows what that means.
 */
void
herald_export_ask (GtkWindow  *parent,
                   HeraldDesk *desk,
                   const char *case_id)
{
  Export *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (HERALD_IS_DESK (desk));

  self = g_new0 (Export, 1);
  self->parent = g_object_ref (parent);
  self->desk = g_object_ref (desk);
  self->case_id = g_strdup (case_id);

  herald_ask_async (parent, _("Export in Clear?"),
                    _("The file is not encrypted. Whoever gets it can read the report, "
                      "and so can those who back up or search this computer. "
                      "Attachments go to a folder beside it."),
                    _("_Choose Where…"), FALSE, asked_cb, self);
}
