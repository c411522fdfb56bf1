/* herald-clipboard.c: a text that does not stay in the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include "herald-clipboard.h"

typedef struct
{
  GdkClipboard       *clipboard;
  GdkContentProvider *content;
} Copied;

static void
copied_free (gpointer data)
{
  Copied *copied = data;

  g_object_unref (copied->clipboard);
  g_object_unref (copied->content);
  g_free (copied);
}

/* What was copied since, here or elsewhere, stays. */
static gboolean
clear_cb (gpointer data)
{
  Copied *copied = data;

  if (gdk_clipboard_get_content (copied->clipboard) == copied->content)
    gdk_clipboard_set_content (copied->clipboard, NULL);

  return G_SOURCE_REMOVE;
}

/* Programs that keep a history of the clipboard leave out what carries this
 * mark, as those of KDE do. */
static GdkContentProvider *
make_mark (void)
{
  g_autoptr(GBytes) secret = g_bytes_new_static ("secret", strlen ("secret"));

  return gdk_content_provider_new_for_bytes ("x-kde-passwordManagerHint", secret);
}

/**
 * herald_clipboard_put:
 * @widget: what the person copied from
 * @text: what to copy
 * @seconds: for how long
 *
 * Puts a text into the clipboard for a while, and asks that no history keeps it.
 *
 * The primary selection is left alone.
 */
void
herald_clipboard_put (GtkWidget  *widget,
                      const char *text,
                      guint       seconds)
{
  GdkContentProvider *parts[2];
  Copied *copied;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  parts[0] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  parts[1] = make_mark ();

  copied = g_new0 (Copied, 1);
  copied->clipboard = g_object_ref (gtk_widget_get_clipboard (widget));
  copied->content = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  gdk_clipboard_set_content (copied->clipboard, copied->content);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, seconds, clear_cb, copied, copied_free);
}
