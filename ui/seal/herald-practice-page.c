/* herald-practice-page.c: an envelope as the vendor sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-practice-page.h"
#include "herald-preview.h"
#include "herald-rehearsal.h"

struct _HeraldPracticePage
{
  AdwWindow        parent_instance;

  char            *language;    /* of the report */
  GCancellable    *opening;
  HeraldRehearsal *rehearsal;   /* what came out, or NULL; its folder goes with it */
  HeraldPreview   *preview;

  AdwWindowTitle  *title;
  GtkStack        *stack;
  AdwStatusPage   *failure;
  GtkWidget       *summary;
  GtkLabel        *summary_label;
  GtkListBox      *parts;
  GtkWidget       *text_group;
};

G_DEFINE_FINAL_TYPE (HeraldPracticePage, herald_practice_page, ADW_TYPE_WINDOW)

static void
add_row (HeraldPracticePage *self,
         const char         *icon,
         const char         *title,
         const char         *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *spoken = g_strjoin (". ", title, *subtitle != '\0' ? subtitle : NULL, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->parts, row);
}

static void
show_opened (HeraldPracticePage *self)
{
  const HeraldOpened *opened = self->rehearsal->opened;

  gtk_label_set_text (self->summary_label,
                      opened->findings->len == 0
                        ? _("The practice key has opened the envelope, and every part is as it was sealed. This is all that the vendor has of your report.")
                        : _("The practice key has opened the envelope, but something in it is not as it should be."));

  for (guint i = 0; i < opened->findings->len; i++)
    add_row (self, "dialog-warning-symbolic", g_ptr_array_index (opened->findings, i), "");
  for (guint i = 0; i < opened->parts->len; i++)
    {
      const HeraldOpenedPart *part = g_ptr_array_index (opened->parts, i);
      g_autofree char *name = herald_text_show_hidden (part->name, FALSE);
      g_autofree char *size = g_format_size (part->size);

      add_row (self, "text-x-generic-symbolic", name, size);
    }

  gtk_widget_set_visible (self->text_group, *self->rehearsal->text != '\0');
  herald_preview_set_text (self->preview, self->rehearsal->text, self->language);
  gtk_stack_set_visible_child_name (self->stack, "opened");
  gtk_widget_grab_focus (self->summary);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldPracticePage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldRehearsal) rehearsal = herald_rehearsal_open_finish (result, &error);

  /* The page was closed meanwhile. */
  if (self->opening == NULL)
    return;

  g_clear_object (&self->opening);
  if (rehearsal == NULL)
    {
      g_autofree char *text = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failure, text);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }

  self->rehearsal = g_steal_pointer (&rehearsal);
  show_opened (self);
}

static void
herald_practice_page_dispose (GObject *object)
{
  HeraldPracticePage *self = HERALD_PRACTICE_PAGE (object);

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->rehearsal, herald_rehearsal_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_PRACTICE_PAGE);

  G_OBJECT_CLASS (herald_practice_page_parent_class)->dispose (object);
}

static void
herald_practice_page_finalize (GObject *object)
{
  g_free (HERALD_PRACTICE_PAGE (object)->language);

  G_OBJECT_CLASS (herald_practice_page_parent_class)->finalize (object);
}

static void
herald_practice_page_class_init (HeraldPracticePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_practice_page_dispose;
  object_class->finalize = herald_practice_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-practice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldPracticePage, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldPracticePage, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldPracticePage, failure);
  gtk_widget_class_bind_template_child (widget_class, HeraldPracticePage, summary);
  gtk_widget_class_bind_template_child (widget_class, HeraldPracticePage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldPracticePage, parts);
  gtk_widget_class_bind_template_child (widget_class, HeraldPracticePage, text_group);
}

static void
herald_practice_page_init (HeraldPracticePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->preview = HERALD_PREVIEW (herald_preview_new (NULL));
  gtk_widget_set_size_request (GTK_WIDGET (self->preview), -1, 360);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->text_group), GTK_WIDGET (self->preview));
}

/**
 * herald_practice_page_present:
 * @parent: the window that it stands before
 * @desk: what the window works on; its report's vendor has a practice key
 * @path: an envelope for that vendor
 *
 * Opens an envelope as its receiver does, and shows what is in it.
 *
 * What comes out lies in a private folder in memory, which goes when the page
 * is closed.
 *
 * Returns: (transfer none): the page, which goes when it is closed
 */
HeraldPracticePage *
herald_practice_page_present (GtkWindow  *parent,
                              HeraldDesk *desk,
                              const char *path)
{
  HeraldReport *report = herald_desk_get_report (desk);
  HeraldVendor *vendor = herald_report_get_vendor (report);
  g_autoptr(GBytes) secret = herald_rehearsal_find_key (vendor);
  HeraldPracticePage *self;

  g_return_val_if_fail (secret != NULL, NULL);

  self = g_object_new (HERALD_TYPE_PRACTICE_PAGE, "transient-for", parent, NULL);
  self->language = g_strdup (herald_report_get_language (report));
  self->opening = g_cancellable_new ();
  /* When the report is closed, perhaps to lock it, nothing of it stays in sight. */
  g_signal_connect_object (herald_desk_get_composer (desk), "replaced",
                           G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  adw_window_title_set_subtitle (self->title, herald_vendor_get_name (vendor));

  herald_rehearsal_open_async (path, secret, self->opening, opened_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));

  return self;
}
