/* herald-brief-copy.c: what lies on the clipboard for a minute only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include "herald-brief-copy.h"

/* What keeps a text out of the history of clipboard managers that know it. */
#define SECRET_HINT "x-kde-passwordManagerHint"

#define BRIEF "herald-brief-copy"

/* What was copied last, and until when it is there; one for each display. */
typedef struct
{
  GdkClipboard       *clipboard;
  GdkContentProvider *content;
  guint               timer;
} Brief;

static void
brief_free (gpointer data)
{
  Brief *brief = data;

  g_clear_handle_id (&brief->timer, g_source_remove);
  g_object_unref (brief->content);
  g_free (brief);
}

/* What somebody else copied since is not ours to take away. */
static void
clear (Brief *brief)
{
  if (gdk_clipboard_get_content (brief->clipboard) == brief->content)
    gdk_clipboard_set_content (brief->clipboard, NULL);
}

static gboolean
over_cb (gpointer data)
{
  GObject *display = data;
  Brief *brief = g_object_get_data (display, BRIEF);

  brief->timer = 0;
  clear (brief);
  g_object_set_data (display, BRIEF, NULL);

  return G_SOURCE_REMOVE;
}

static GdkContentProvider *
make_content (const char *text)
{
  GBytes *hint = g_bytes_new_static ("secret", strlen ("secret"));
  GdkContentProvider *providers[] = {
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
    gdk_content_provider_new_for_bytes (SECRET_HINT, hint),
  };

  g_bytes_unref (hint);
  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

/**
 * herald_brief_copy:
 * @widget: a widget on the display
 * @text: what to copy
 *
 * Copies a text that is not to stay on the clipboard.
 *
 * It is taken away after a minute, unless something else was copied since; and
 * marked as secret, so that clipboard managers that know that mark do not keep it.
 */
void
herald_brief_copy (GtkWidget  *widget,
                   const char *text)
{
  GObject *display = G_OBJECT (gtk_widget_get_display (widget));
  Brief *brief = g_new0 (Brief, 1);

  brief->clipboard = gtk_widget_get_clipboard (widget);
  brief->content = make_content (text);
  brief->timer = g_timeout_add_seconds (HERALD_BRIEF_COPY_SECONDS, over_cb, display);
  g_object_set_data_full (display, BRIEF, brief, brief_free);
  gdk_clipboard_set_content (brief->clipboard, brief->content);
}

/**
 * herald_brief_copy_end:
 * @display: a display
 *
 * Takes off the clipboard now what lies there for a minute only.
 */
void
herald_brief_copy_end (GdkDisplay *display)
{
  Brief *brief = g_object_get_data (G_OBJECT (display), BRIEF);

  if (brief == NULL)
    return;

  clear (brief);
  g_object_set_data (G_OBJECT (display), BRIEF, NULL);
}
