/* herald-preview.c: exactly what the vendor will read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-long-words.h"
#include "herald-preview.h"
#include "herald-style.h"

struct _HeraldPreview
{
  AdwBin       parent_instance;

  HeraldDesk  *desk;         /* or NULL: the text was given */
  char        *text;         /* as it stands in the view */
  gboolean     is_rendering;
  gboolean     is_outdated;  /* the report changed since */

  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (HeraldPreview, herald_preview, ADW_TYPE_BIN)

static gboolean
is_right_to_left (const char *language)
{
  static const PangoScript scripts[] = {
    PANGO_SCRIPT_ARABIC, PANGO_SCRIPT_HEBREW, PANGO_SCRIPT_SYRIAC, PANGO_SCRIPT_THAANA, PANGO_SCRIPT_NKO,
  };
  int n = 0;
  const PangoScript *own = pango_language_get_scripts (pango_language_from_string (language), &n);

  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (scripts); i++)
    {
      if (own[0] == scripts[i])
        return TRUE;
    }

  return FALSE;
}

/* The report's own language, whatever that of the screen is. */
static void
show_language (HeraldPreview *self,
               const char    *language)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "language");
  GtkTextIter start, end;

  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, "language", NULL);
  g_object_set (tag, "language", language, NULL);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  gtk_widget_set_direction (GTK_WIDGET (self->view),
                            is_right_to_left (language) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

/* How many bytes two texts have in common at their start, in whole characters. */
static gsize
common_start (const char *a,
              const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;
  while (n > 0 && ((guchar) a[n] & 0xc0) == 0x80)
    n--;

  return n;
}

/* The same at their end, which may not reach into what they have in common at
 * the start. */
static gsize
common_end (const char *a,
            gsize       a_length,
            const char *b,
            gsize       b_length,
            gsize       start)
{
  gsize n = 0;

  while (n < a_length - start && n < b_length - start && a[a_length - n - 1] == b[b_length - n - 1])
    n++;
  while (n > 0 && ((guchar) a[a_length - n] & 0xc0) == 0x80)
    n--;

  return n;
}

/* Only what differs is replaced, so that whoever reads stays where they are. */
static void
replace_text (HeraldPreview *self,
              const char    *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  gsize old_length = strlen (self->text), new_length = strlen (text);
  gsize start = common_start (self->text, text);
  gsize end = common_end (self->text, old_length, text, new_length, start);
  glong from = g_utf8_strlen (self->text, (gssize) start);
  glong to = from + g_utf8_strlen (self->text + start, (gssize) (old_length - end - start));
  GtkTextIter first, last;

  gtk_text_buffer_get_iter_at_offset (buffer, &first, (int) from);
  gtk_text_buffer_get_iter_at_offset (buffer, &last, (int) to);
  gtk_text_buffer_delete (buffer, &first, &last);
  gtk_text_buffer_insert (buffer, &first, text + start, (int) (new_length - end - start));

  g_free (self->text);
  self->text = g_strdup (text);
}

/**
 * herald_preview_set_text:
 * @self: a preview
 * @text: UTF-8 text without hidden characters
 * @language: a language's tag, such as `en`
 *
 * Shows a text.
 */
void
herald_preview_set_text (HeraldPreview *self,
                         const char    *text,
                         const char    *language)
{
  g_return_if_fail (HERALD_IS_PREVIEW (self));
  g_return_if_fail (text != NULL && language != NULL);

  if (!g_str_equal (self->text, text))
    replace_text (self, text);
  show_language (self, language);
}

static void
render_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_task_return_pointer (task, herald_document_to_text (task_data), g_free);
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  HeraldPreview *self = HERALD_PREVIEW (source);
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);
  HeraldReport *report = self->desk != NULL ? herald_desk_get_report (self->desk) : NULL;

  self->is_rendering = FALSE;
  if (report == NULL)
    return;

  herald_preview_set_text (self, text, herald_report_get_language (report));
  if (self->is_outdated)
    herald_preview_refresh (self);
}

/**
 * herald_preview_refresh:
 * @self: a preview of the report in progress
 *
 * Shows the report as it is now, soon; a preview that cannot be seen waits.
 */
void
herald_preview_refresh (HeraldPreview *self)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (HERALD_IS_PREVIEW (self));

  self->is_outdated = TRUE;
  if (self->is_rendering || self->desk == NULL || herald_desk_get_report (self->desk) == NULL ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->is_outdated = FALSE;
  self->is_rendering = TRUE;
  task = g_task_new (self, NULL, rendered_cb, NULL);
  g_task_set_source_tag (task, herald_preview_refresh);
  g_task_set_task_data (task, herald_composer_render (herald_desk_get_composer (self->desk)),
                        (GDestroyNotify) herald_document_free);
  g_task_run_in_thread (task, render_thread);
}

static void
herald_preview_map (GtkWidget *widget)
{
  HeraldPreview *self = HERALD_PREVIEW (widget);

  GTK_WIDGET_CLASS (herald_preview_parent_class)->map (widget);

  if (self->is_outdated)
    herald_preview_refresh (self);
}

static void
herald_preview_dispose (GObject *object)
{
  HeraldPreview *self = HERALD_PREVIEW (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_PREVIEW);

  G_OBJECT_CLASS (herald_preview_parent_class)->dispose (object);
}

static void
herald_preview_finalize (GObject *object)
{
  HeraldPreview *self = HERALD_PREVIEW (object);

  g_free (self->text);

  G_OBJECT_CLASS (herald_preview_parent_class)->finalize (object);
}

static void
herald_preview_class_init (HeraldPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_preview_dispose;
  object_class->finalize = herald_preview_finalize;
  widget_class->map = herald_preview_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldPreview, view);
}

static void
herald_preview_init (HeraldPreview *self)
{
  self->text = g_strdup ("");
  self->is_outdated = TRUE;
  herald_style_load ("seal.css");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->view), FALSE);
  herald_long_words_watch (self->view);
}

/**
 * herald_preview_new:
 * @desk: (nullable): what the window works on; %NULL for a text that is given
 *
 * Makes a preview.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_preview_new (HeraldDesk *desk)
{
  HeraldPreview *self = g_object_new (HERALD_TYPE_PREVIEW, NULL);

  g_set_object (&self->desk, desk);
  return GTK_WIDGET (self);
}
