/* herald-settings.c: how the window looks and keeps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-settings.h"

static GSettings *
find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/**
 * herald_settings_get:
 *
 * Gives the settings of the window.
 *
 * A program that is run where it was built may have none: g_settings_new()
 * would end it.
 *
 * Returns: (transfer none) (nullable): the settings, %NULL without a schema
 */
GSettings *
herald_settings_get (void)
{
  static GSettings *settings;
  static gboolean looked;

  if (!looked)
    settings = find_settings ();
  looked = TRUE;

  return settings;
}

/**
 * herald_settings_get_keeping:
 *
 * Tells how the person chose to keep reports.
 *
 * Returns: the choice
 */
HeraldKeeping
herald_settings_get_keeping (void)
{
  GSettings *settings = herald_settings_get ();

  return settings != NULL ? (HeraldKeeping) g_settings_get_enum (settings, "keeping") : HERALD_KEEPING_ASK;
}

/**
 * herald_settings_set_keeping:
 * @keeping: the person's choice
 *
 * Remembers how the person chose to keep reports.
 */
void
herald_settings_set_keeping (HeraldKeeping keeping)
{
  GSettings *settings = herald_settings_get ();

  if (settings != NULL)
    g_settings_set_enum (settings, "keeping", (int) keeping);
}

/**
 * herald_settings_keep_size:
 * @window: the window
 *
 * Remembers how large the window is.
 */
void
herald_settings_keep_size (GtkWindow *window)
{
  GSettings *settings = herald_settings_get ();
  int width, height;

  if (settings == NULL)
    return;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", CLAMP (width, 360, 16384));
  g_settings_set_int (settings, "window-height", CLAMP (height, 294, 16384));
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
}

/**
 * herald_settings_restore_size:
 * @window: a window that is not shown yet
 *
 * Makes the window as large as it was.
 */
void
herald_settings_restore_size (GtkWindow *window)
{
  GSettings *settings = herald_settings_get ();

  if (settings == NULL)
    return;

  gtk_window_set_default_size (window,
                               g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}

/**
 * herald_settings_keep_selection:
 * @window: the window
 *
 * Has the program leave the selection alone while the focus moves.
 *
 * The toolkit selects the text of an entry that gets the focus, and what is
 * selected can be pasted by a middle click anywhere, and is noted by programs
 * that keep a history of it. Herald gives it away only when the person selects.
 */
void
herald_settings_keep_selection (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_object_set (gtk_widget_get_settings (GTK_WIDGET (window)),
                "gtk-entry-select-on-focus", FALSE,
                "gtk-label-select-on-focus", FALSE,
                NULL);
}
