/* herald-keep-dialog.c: keeps a report that is in memory only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-incoming.h"
#include "herald-keep-dialog.h"
#include "herald-keeping-page.h"
#include "herald-unlock-page.h"

static HeraldVault *
get_vault (HeraldDesk *desk)
{
  return herald_composer_get_vault (herald_desk_get_composer (desk));
}

static void
keep (HeraldDesk *desk)
{
  HeraldReport *report = herald_desk_get_report (desk);

  if (report != NULL && herald_vault_is_unlocked (get_vault (desk)) &&
      herald_composer_get_case (herald_desk_get_composer (desk)) == NULL)
    herald_incoming_keep (desk, _("This report is kept from now on"), NULL);
}

static void
done_cb (GtkWidget *page)
{
  HeraldDesk *desk = g_object_get_data (G_OBJECT (page), "desk");

  keep (desk);
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (page)));
}

static void
without_cb (GtkWidget *page)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (page)));
}

/* Asks first how reports are kept, or unlocks those that are. */
static void
open_vault (GtkWindow  *parent,
            HeraldDesk *desk)
{
  GtkWidget *window = adw_window_new ();
  gboolean exists = herald_vault_exists (get_vault (desk));
  GtkWidget *page = exists ? herald_unlock_page_new (desk) : herald_keeping_page_new (desk);

  g_object_set_data_full (G_OBJECT (page), "desk", g_object_ref (desk), g_object_unref);
  g_signal_connect (page, "done", G_CALLBACK (done_cb), NULL);
  if (exists)
    g_signal_connect (page, "without", G_CALLBACK (without_cb), NULL);

  gtk_window_set_title (GTK_WINDOW (window), _("Keep This Report"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 620);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));

  if (exists)
    herald_unlock_page_begin (HERALD_UNLOCK_PAGE (page), TRUE);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldDesk) desk = data;

  if (!herald_ask_finish (result) || herald_desk_get_report (desk) == NULL)
    return;

  if (herald_vault_is_unlocked (get_vault (desk)))
    keep (desk);
  else
    open_vault (GTK_WINDOW (object), desk);
}

/**
 * herald_keep_dialog_run:
 * @parent: the window that asks
 * @desk: what it works on, with a report that is in memory only
 *
 * Keeps the report in progress, after the person was told what that means.
 */
void
herald_keep_dialog_run (GtkWindow  *parent,
                        HeraldDesk *desk)
{
  HeraldReport *report;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (HERALD_IS_DESK (desk));

  report = herald_desk_get_report (desk);
  if (report == NULL)
    return;

  if (herald_report_get_anonymous (report))
    herald_ask_async (parent, _("Keep This Anonymous Report?"),
                      _("It is then on this computer, encrypted. "
                        "Whoever can make you open it will find that you wrote it."),
                      _("_Keep It"), FALSE, asked_cb, g_object_ref (desk));
  else if (herald_vault_is_unlocked (get_vault (desk)))
    keep (desk);
  else
    open_vault (parent, desk);
}
