/* herald-recent.c: nothing of ours in the list of recent files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-recent.h"

/* What was chosen since the program began: the toolkit adds it some time after
 * the chooser has gone. */
static GHashTable *chosen;

/* Another program's own entry for the file is not ours to take away: it is made
 * again without our name. */
static void
restore_others (GtkRecentManager *manager,
                GtkRecentInfo    *info)
{
  g_auto(GStrv) applications = gtk_recent_info_get_applications (info, NULL);

  for (guint i = 0; applications != NULL && applications[i] != NULL; i++)
    {
      const char *command;
      guint count;
      GtkRecentData data = {
        .display_name = (char *) gtk_recent_info_get_display_name (info),
        .description = (char *) gtk_recent_info_get_description (info),
        .mime_type = (char *) gtk_recent_info_get_mime_type (info),
        .app_name = applications[i],
        .is_private = gtk_recent_info_get_private_hint (info),
      };

      if (g_str_equal (applications[i], g_get_application_name ()) ||
          !gtk_recent_info_get_application_info (info, applications[i], &command, &count, NULL))
        continue;

      data.app_exec = (char *) command;
      gtk_recent_manager_add_full (manager, gtk_recent_info_get_uri (info), &data);
    }
}

static void
forget_all (GtkRecentManager *manager)
{
  GHashTableIter iter;
  gpointer uri;

  g_hash_table_iter_init (&iter, chosen);
  while (g_hash_table_iter_next (&iter, &uri, NULL))
    {
      g_autoptr(GtkRecentInfo) info = gtk_recent_manager_lookup_item (manager, uri, NULL);

      if (info == NULL || !gtk_recent_info_has_application (info, g_get_application_name ()))
        continue;
      if (gtk_recent_manager_remove_item (manager, uri, NULL))
        restore_others (manager, info);
    }
}

/**
 * herald_recent_forget:
 * @files: (element-type GFile): what was chosen
 *
 * Takes chosen files out of the list of recent files, now and when they come.
 *
 * Only what Herald put there: to switch the list off would empty it for
 * everybody.
 */
void
herald_recent_forget (GListModel *files)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();

  if (chosen == NULL)
    {
      chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_signal_connect (manager, "changed", G_CALLBACK (forget_all), NULL);
    }

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      g_hash_table_add (chosen, g_file_get_uri (file));
    }

  forget_all (manager);
}

/**
 * herald_recent_settle:
 *
 * Takes chosen files out of the list of recent files before the program ends.
 */
void
herald_recent_settle (void)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();

  if (chosen == NULL)
    return;

  forget_all (manager);
  /* It would be written a little later, when we are gone. */
  g_signal_emit_by_name (manager, "changed");
  g_signal_handlers_disconnect_by_func (manager, forget_all, NULL);
  g_clear_pointer (&chosen, g_hash_table_unref);
}
