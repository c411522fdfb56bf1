/* herald-about.c: what the program is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-about.h"
#include "herald-settings.h"

static const char *
yes_or_no (gboolean it)
{
  return it ? "yes" : "no";
}

/**
 * herald_about_debug_info:
 *
 * Says what helps to find a defect, for the person to hand on.
 *
 * Versions and whether something is there: no path, no name, nothing of a report.
 *
 * Returns: (transfer full): some lines in English
 */
char *
herald_about_debug_info (void)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Herald: %s\n", PACKAGE_VERSION);
  g_string_append_printf (text, "GTK: %u.%u.%u\n",
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version ());
  g_string_append_printf (text, "libadwaita: %u.%u.%u\n",
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version ());
  g_string_append_printf (text, "GLib: %u.%u.%u\n", glib_major_version, glib_minor_version, glib_micro_version);
  g_string_append_printf (text, "Display: %s\n",
                          gdk_display_get_default () != NULL ? G_OBJECT_TYPE_NAME (gdk_display_get_default ()) : "none");
  g_string_append_printf (text, "Sandbox: %s\n",
                          yes_or_no (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)));
  g_string_append_printf (text, "Settings: %s\n", yes_or_no (herald_settings_get () != NULL));

  return g_string_free (text, FALSE);
}

/**
 * herald_about_present:
 * @parent: (nullable): the window that asks
 *
 * Shows what the program is, and who made it.
 *
 * Returns: (transfer none): the window, owned by the toolkit
 */
GtkWidget *
herald_about_present (GtkWindow *parent)
{
  g_autofree char *debug_info = herald_about_debug_info ();
  GtkWidget *about = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                                   "transient-for", parent,
                                   "application-name", "Herald",
                                   "application-icon", APPLICATION_ID,
                                   "developer-name", _("The Herald contributors"),
                                   "version", PACKAGE_VERSION,
                                   "comments", _("Write a vulnerability report that the vendor can act on, "
                                                 "and that nobody else can read."),
                                   "license-type", GTK_LICENSE_GPL_3_0,
                                   "debug-info", debug_info,
                                   "debug-info-filename", "herald-debug-info.txt",
                                   /* TRANSLATORS: your names, one a line */
                                   "translator-credits", _("translator-credits"),
                                   NULL);

  gtk_window_present (GTK_WINDOW (about));
  return about;
}
