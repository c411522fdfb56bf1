/* herald-unreadable.c: what can be done about a report that cannot be read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-unreadable.h"

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(AdwMessageDialog) dialog = data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) problems = herald_composer_check_case_finish (HERALD_COMPOSER (object), result, &error);
  GtkWidget *label = adw_message_dialog_get_extra_child (dialog);
  g_autofree char *text = NULL;

  if (label == NULL)
    return;

  text = problems != NULL ? g_strjoinv ("\n", problems) : g_strdup (error->message);
  gtk_label_set_text (GTK_LABEL (label), text);
}

/**
 * herald_unreadable_show:
 * @parent: the window that asks
 * @desk: what it works on
 * @item: a case that cannot be read
 *
 * Says what is wrong with a case, where it lies and what can be done.
 */
void
herald_unreadable_show (GtkWindow      *parent,
                        HeraldDesk     *desk,
                        HeraldCaseItem *item)
{
  HeraldComposer *composer;
  GtkWidget *dialog, *details;
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (HERALD_IS_DESK (desk));
  g_return_if_fail (HERALD_IS_CASE_ITEM (item));

  composer = herald_desk_get_composer (desk);
  body = g_strdup_printf (
    /* TRANSLATORS: the first %s is a folder, the second the name of a folder in it */
    _("Herald has not changed anything: the files are as they were found. "
      "If there is a backup, close Herald, put the folder back from it, and open Herald again. "
      "It lies in %s and is called %s."),
    herald_vault_get_folder (herald_composer_get_vault (composer)), herald_case_item_get_id (item));

  dialog = adw_message_dialog_new (parent, _("This Report Cannot Be Read"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"), NULL);

  details = gtk_label_new (herald_case_item_get_problem (item));
  gtk_label_set_wrap (GTK_LABEL (details), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (details), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (details), TRUE);
  gtk_widget_add_css_class (details, "dim-label");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), details);

  herald_composer_check_case_async (composer, herald_case_item_get_id (item), checked_cb, g_object_ref (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}
