/* herald-leave.c: closes a report, and loses nothing unasked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-named.h"
#include "herald-leave.h"

static void
end (GTask    *task,
     gboolean  has_left)
{
  g_task_return_boolean (task, has_left);
  g_object_unref (task);
}

static HeraldDesk *
get_desk (GTask *task)
{
  return g_task_get_task_data (task);
}

static void
close_report (GTask *task)
{
  g_autoptr(GError) error = NULL;
  gboolean closed = herald_composer_close (herald_desk_get_composer (get_desk (task)), &error);

  if (!closed)
    herald_desk_say_error (get_desk (task), error);
  end (task, closed);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  GTask *task = data;
  g_autoptr(GError) error = NULL;

  if (herald_composer_keep_finish (HERALD_COMPOSER (object), result, &error))
    {
      close_report (task);
      return;
    }

  herald_desk_say_error (get_desk (task), error);
  end (task, FALSE);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  GTask *task = data;
  HeraldDesk *desk = get_desk (task);
  HeraldWay way = herald_choose_finish (result);

  if (herald_desk_get_report (desk) == NULL)
    end (task, TRUE);
  else if (way == HERALD_WAY_SAFE)
    herald_composer_keep_async (herald_desk_get_composer (desk), NULL, NULL, NULL, kept_cb, task);
  else if (way == HERALD_WAY_LOSS)
    {
      herald_composer_abandon (herald_desk_get_composer (desk));
      end (task, TRUE);
    }
  else
    end (task, FALSE);
}

static void
ask_about_memory (GTask *task)
{
  HeraldComposer *composer = herald_desk_get_composer (get_desk (task));
  gboolean can_keep = herald_vault_is_unlocked (herald_composer_get_vault (composer));

  herald_choose_async (g_task_get_source_object (task), _("Discard This Report?"),
                       can_keep ? _("It is in memory only. When it is closed, nothing of it is left, unless you keep it.")
                                : _("It is in memory only. When it is closed, nothing of it is left."),
                       can_keep ? _("_Keep It") : NULL, _("_Discard"), asked_cb, task);
}

static void
ask_about_failure (GTask      *task,
                   const char *problem)
{
  g_autofree char *body =
    /* TRANSLATORS: %s is a sentence without a full stop that says what went wrong, such as “The disk is full” */
    g_strdup_printf (_("%s. What you typed last is not saved, and is lost when the report is closed."), problem);

  herald_choose_async (g_task_get_source_object (task), _("Close Without Saving?"), body,
                       NULL, _("Close _Anyway"), asked_cb, task);
}

/**
 * herald_leave_async:
 * @parent: the window that asks
 * @desk: what it works on
 * @callback: called when the person has answered
 * @user_data: passed to @callback
 *
 * Closes the report in progress, if there is one.
 *
 * The person is asked first when something would be lost with it.
 */
void
herald_leave_async (GtkWindow           *parent,
                    HeraldDesk          *desk,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  HeraldComposer *composer;
  HeraldAutosave *autosave;
  GTask *task;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (HERALD_IS_DESK (desk));

  composer = herald_desk_get_composer (desk);
  autosave = herald_composer_get_autosave (composer);
  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, herald_leave_async);
  g_task_set_task_data (task, g_object_ref (desk), g_object_unref);

  if (herald_desk_get_report (desk) == NULL)
    end (task, TRUE);
  else if (herald_autosave_get_state (autosave) == HERALD_AUTOSAVE_MEMORY && herald_composer_has_content (composer))
    ask_about_memory (task);
  else if (!herald_autosave_flush (autosave, &error))
    ask_about_failure (task, error->message);
  else
    close_report (task);
}

/**
 * herald_leave_finish:
 * @result: what the callback was given
 *
 * Tells whether there is no report in progress any more.
 *
 * Returns: %FALSE when the person wants to stay, or something could not be saved
 */
gboolean
herald_leave_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * herald_leave_is_safe:
 * @desk: what a window works on
 *
 * Saves what can be saved, and tells whether nothing would be lost with the program.
 *
 * Returns: %FALSE with a report that is in memory only, or cannot be saved
 */
gboolean
herald_leave_is_safe (HeraldDesk *desk)
{
  HeraldComposer *composer;
  HeraldAutosave *autosave;

  g_return_val_if_fail (HERALD_IS_DESK (desk), TRUE);

  composer = herald_desk_get_composer (desk);
  autosave = herald_composer_get_autosave (composer);
  if (autosave == NULL)
    return TRUE;
  if (herald_autosave_get_state (autosave) == HERALD_AUTOSAVE_MEMORY)
    return !herald_composer_has_content (composer);

  return herald_autosave_flush (autosave, NULL);
}
