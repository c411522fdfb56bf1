/* herald-start-page.c: what the pages of the start have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-start-page.h"

/**
 * herald_start_page_focus:
 * @page: an #AdwBin
 * @direction: where the focus moves to
 *
 * Moves the focus through a page that says itself where it begins.
 *
 * The toolkit would begin there whenever Tab comes round, and so never come to
 * the buttons of the header bar.
 *
 * Returns: %FALSE at the end of the page
 */
gboolean
herald_start_page_focus (GtkWidget        *page,
                         GtkDirectionType  direction)
{
  g_return_val_if_fail (ADW_IS_BIN (page), FALSE);

  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (page)), direction);
}
