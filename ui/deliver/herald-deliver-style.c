/* herald-deliver-style.c: the style sheet of delivery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-deliver-style.h"

/**
 * herald_deliver_style_load:
 *
 * Loads the style sheet of these pages, once.
 *
 * Thread: the main thread.
 */
void
herald_deliver_style_load (void)
{
  static gboolean is_loaded = FALSE;
  g_autoptr(GtkCssProvider) provider = NULL;

  if (is_loaded)
    return;

  is_loaded = TRUE;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/heraldreport/Herald/ui/deliver.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}
