/* herald-style.c: the style sheets of the pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-style.h"

/**
 * herald_style_load:
 * @sheet: the name of a style sheet among the resources of the window
 *
 * Loads a style sheet for the widgets of this display, once.
 *
 * Thread: the main thread.
 */
void
herald_style_load (const char *sheet)
{
  g_autofree char *path = g_strconcat ("/io/github/heraldreport/Herald/ui/", sheet, NULL);
  GdkDisplay *display = gdk_display_get_default ();
  GtkCssProvider *provider;

  if (display == NULL || g_object_get_data (G_OBJECT (display), path) != NULL)
    return;

  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set_data_full (G_OBJECT (display), path, provider, g_object_unref);
}
