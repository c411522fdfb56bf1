/* herald-compat.c: the one seam to newer toolkits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-recent.h"

/* A dialog owns its question until that is answered. */
#define QUESTION "herald-question"

static void
answer (GtkWidget  *dialog,
        HeraldWay   way)
{
  g_autoptr(GTask) task = g_object_steal_data (G_OBJECT (dialog), QUESTION);

  if (task != NULL)
    g_task_return_int (task, way);
}

static void
answered_cb (GtkWidget  *dialog,
             const char *response)
{
  answer (dialog, g_str_equal (response, "safe") ? HERALD_WAY_SAFE
                  : g_str_equal (response, "destructive") ? HERALD_WAY_LOSS
                                                          : HERALD_WAY_BACK);
}

/* It went with the window that asked, or the program is ending. */
static void
gone_cb (GtkWidget *dialog)
{
  answer (dialog, HERALD_WAY_BACK);
}

static AdwMessageDialog *
new_question (GtkWindow           *parent,
              const char          *heading,
              const char          *body,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_name (task, "herald_choose_async");
  g_object_set_data_full (G_OBJECT (dialog), QUESTION, task, g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), NULL);
  g_signal_connect (dialog, "destroy", G_CALLBACK (gone_cb), NULL);
  /* The question holds on to the window, which so is not destroyed as such. */
  g_signal_connect_object (parent, "unrealize", G_CALLBACK (gtk_window_destroy), dialog, G_CONNECT_SWAPPED);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  return ADW_MESSAGE_DIALOG (dialog);
}

/**
 * herald_ask_async:
 * @parent: the window that asks
 * @heading: a short question
 * @body: what follows from the answer
 * @verb: the button that says yes, a verb with a mnemonic
 * @is_destructive: whether that takes something away
 * @callback: called when the person has answered
 * @user_data: passed to @callback
 *
 * Asks the person a question that cannot be undone instead.
 */
void
herald_ask_async (GtkWindow           *parent,
                  const char          *heading,
                  const char          *body,
                  const char          *verb,
                  gboolean             is_destructive,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  AdwMessageDialog *dialog = new_question (parent, heading, body, callback, user_data);

  adw_message_dialog_add_response (dialog, "safe", verb);
  adw_message_dialog_set_response_appearance (dialog, "safe",
                                              is_destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * herald_ask_finish:
 * @result: what the callback was given
 *
 * Tells what the person answered.
 *
 * Returns: %TRUE for yes
 */
gboolean
herald_ask_finish (GAsyncResult *result)
{
  return herald_choose_finish (result) == HERALD_WAY_SAFE;
}

/**
 * herald_choose_async:
 * @parent: the window that asks
 * @heading: a short question
 * @body: what follows from the answers
 * @safe_verb: (nullable): the button after which nothing is lost, a verb with a
 *   mnemonic; %NULL if there is no such way
 * @destructive_verb: the button after which something is lost
 * @callback: called when the person has answered
 * @user_data: passed to @callback
 *
 * Asks the person how to go on when something may be lost.
 */
void
herald_choose_async (GtkWindow           *parent,
                     const char          *heading,
                     const char          *body,
                     const char          *safe_verb,
                     const char          *destructive_verb,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  AdwMessageDialog *dialog = new_question (parent, heading, body, callback, user_data);

  adw_message_dialog_add_response (dialog, "destructive", destructive_verb);
  adw_message_dialog_set_response_appearance (dialog, "destructive", ADW_RESPONSE_DESTRUCTIVE);
  if (safe_verb != NULL)
    {
      adw_message_dialog_add_response (dialog, "safe", safe_verb);
      adw_message_dialog_set_response_appearance (dialog, "safe", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (dialog, "safe");
    }
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * herald_choose_finish:
 * @result: what the callback was given
 *
 * Tells what the person answered.
 *
 * Returns: the answer
 */
HeraldWay
herald_choose_finish (GAsyncResult *result)
{
  return (HeraldWay) g_task_propagate_int (G_TASK (result), NULL);
}

static void
picked_cb (GtkNativeDialog *dialog,
           int              response,
           gpointer         data)
{
  g_autoptr(GTask) task = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      GListModel *files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      herald_recent_forget (files);
      g_task_return_pointer (task, files, g_object_unref);
    }
  else
    g_task_return_pointer (task, NULL, NULL);

  g_object_unref (dialog);
}

/* Takes @chooser, which the callback lets go. */
static void
show_chooser (GtkFileChooserNative *chooser,
              GtkWindow            *parent,
              GAsyncReadyCallback   callback,
              gpointer              user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_name (task, "herald_pick_files_async");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (picked_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * herald_pick_file_async:
 * @parent: the window that asks
 * @title: what for
 * @filter: (nullable): which files are shown first
 * @callback: called when the person has chosen
 * @user_data: passed to @callback
 *
 * Lets the person choose a file to read.
 */
void
herald_pick_file_async (GtkWindow           *parent,
                        const char          *title,
                        GtkFileFilter       *filter,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  show_chooser (chooser, parent, callback, user_data);
}

/**
 * herald_pick_files_async:
 * @parent: the window that asks
 * @title: what for
 * @callback: called when the person has chosen
 * @user_data: passed to @callback
 *
 * Lets the person choose one or more files to read.
 */
void
herald_pick_files_async (GtkWindow           *parent,
                         const char          *title,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Add"), _("_Cancel"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  show_chooser (chooser, parent, callback, user_data);
}

/**
 * herald_save_file_async:
 * @parent: the window that asks
 * @title: what for
 * @name: a name to begin with
 * @callback: called when the person has chosen
 * @user_data: passed to @callback
 *
 * Lets the person choose where a file goes.
 */
void
herald_save_file_async (GtkWindow           *parent,
                        const char          *title,
                        const char          *name,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  show_chooser (chooser, parent, callback, user_data);
}

/**
 * herald_pick_finish:
 * @result: what the callback was given
 *
 * Tells which files the person chose.
 *
 * Returns: (transfer full) (nullable): a list of #GFile, or %NULL for none
 */
GListModel *
herald_pick_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * herald_open_uri:
 * @parent: the window that asks
 * @uri: an address that is shown to the person
 *
 * Opens an address in the program that is there for it.
 */
void
herald_open_uri (GtkWindow  *parent,
                 const char *uri)
{
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}
