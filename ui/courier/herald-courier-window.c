/* herald-courier-window.c: stands beside the browser while a form is filled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-courier.h"
#include "herald-composer-log.h"
#include "herald-courier-row.h"
#include "herald-courier-window.h"
#include "herald-entry.h"

struct _HeraldCourierWindow
{
  AdwWindow          parent_instance;

  HeraldDesk        *desk;
  char              *report; /* the id of the report it is for */
  HeraldCourierPlan *plan;   /* NULL until it is made */

  AdwWindowTitle    *title;
  GtkLabel          *problem_label;
  GtkLabel          *wording_label;
  GtkLabel          *order_label;
  GtkLabel          *done_label;
  GtkButton         *open_button;
  GtkListBox        *list;
  GtkBox            *note_box;
  GtkTextView       *remark_view;
  GtkButton         *note_button;
  GtkEntry          *number_entry;
  GtkTextView       *answer_view;
  GtkButton         *sent_button;
};

G_DEFINE_FINAL_TYPE (HeraldCourierWindow, herald_courier_window, ADW_TYPE_WINDOW)

static guint sent_signal;

static void
say_problem (HeraldCourierWindow *self,
             const char          *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

/* How many fields there are, and how many of them are in the form. */
static void
count_fields (HeraldCourierWindow *self,
              guint               *n_done,
              guint               *n_fields)
{
  GtkListBoxRow *row;

  *n_done = *n_fields = 0;
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) *n_fields)) != NULL)
    {
      *n_done += herald_courier_row_is_done (HERALD_COURIER_ROW (row));
      (*n_fields)++;
    }
}

static void
changed_cb (HeraldCourierWindow *self)
{
  guint n_done, n_fields;
  g_autofree char *words = NULL;

  count_fields (self, &n_done, &n_fields);
  /* TRANSLATORS: the first %u is how many fields were carried over, the second
   * how many there are */
  words = g_strdup_printf (ngettext ("%u of %u field is in the form", "%u of %u fields are in the form", n_fields),
                           n_done, n_fields);
  gtk_label_set_text (self->done_label, words);
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       data)
{
  const char *group = herald_courier_row_get_group (HERALD_COURIER_ROW (row));
  GtkWidget *header;

  if (*group == '\0' ||
      (before != NULL && g_str_equal (herald_courier_row_get_group (HERALD_COURIER_ROW (before)), group)))
    return;

  header = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_label_set_wrap (GTK_LABEL (header), TRUE);
  gtk_widget_add_css_class (header, "herald-group-heading");
  gtk_widget_add_css_class (header, "caption-heading");
  gtk_list_box_row_set_header (row, header);
}

static const char *
describe_order (HeraldCourierOrder order)
{
  switch (order)
    {
    case HERALD_COURIER_ORDER_PROFILE:
      return _("The fields stand in the order of the form, in its own words.");
    case HERALD_COURIER_ORDER_NOTE:
      return _("The fields stand in the order that you noted.");
    case HERALD_COURIER_ORDER_REPORT:
    default:
      return _("Which fields the form has is not known: they stand in the order of the report.");
    }
}

/* The form, or else the page that speaks of it. */
static const char *
get_address (HeraldCourierWindow *self)
{
  return *self->plan->address != '\0' ? self->plan->address : self->plan->page;
}

static void
show_address (HeraldCourierWindow *self)
{
  const char *address = get_address (self);
  g_autoptr(GUri) uri = *address == '\0' ? NULL : g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->open_button), uri != NULL);
  if (uri == NULL)
    return;

  /* TRANSLATORS: %s is the name of a site, such as example.org */
  label = g_strdup_printf (_("Open %s in the Browser"), g_uri_get_host (uri));
  gtk_button_set_label (self->open_button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->open_button), address);
}

static void
show_note (HeraldCourierWindow *self)
{
  HeraldFormNote *note = self->plan->note;

  gtk_widget_set_visible (GTK_WIDGET (self->note_box), self->plan->order != HERALD_COURIER_ORDER_PROFILE);
  if (note != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->remark_view), note->remark, -1);
}

static void
show_plan (HeraldCourierWindow *self)
{
  adw_window_title_set_subtitle (self->title, self->plan->title);
  gtk_label_set_text (self->wording_label, self->plan->wording);
  gtk_widget_set_visible (GTK_WIDGET (self->wording_label), *self->plan->wording != '\0');
  gtk_label_set_text (self->order_label, describe_order (self->plan->order));
  show_address (self);
  show_note (self);

  for (guint i = 0; i < self->plan->items->len; i++)
    {
      GtkWidget *row = herald_courier_row_new (g_ptr_array_index (self->plan->items, i));

      g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
  changed_cb (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sent_button), TRUE);
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldCourierWindow) self = data;
  g_autoptr(GError) error = NULL;

  self->plan = herald_composer_plan_courier_finish (HERALD_COMPOSER (object), result, &error);
  if (self->desk == NULL)
    return;

  if (self->plan != NULL)
    show_plan (self);
  else
    say_problem (self, error->message);
}

static void
open_cb (HeraldCourierWindow *self)
{
  herald_open_uri (GTK_WINDOW (self), get_address (self));
}

static void
note_kept_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HeraldCourierWindow) self = data;
  g_autoptr(GError) error = NULL;

  herald_composer_keep_form_note_finish (HERALD_COMPOSER (object), result, &error);
  if (self->desk == NULL)
    return;

  if (error != NULL)
    say_problem (self, error->message);
  else
    gtk_button_set_label (self->note_button, _("Kept"));
}

static void
keep_note_cb (HeraldCourierWindow *self)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  g_autoptr(HeraldFormNote) note = NULL;
  g_autofree char *remark = herald_entry_dup_all (gtk_text_view_get_buffer (self->remark_view));
  g_autoptr(GError) error = NULL;

  if (self->plan == NULL)
    return;

  say_problem (self, NULL);
  note = herald_composer_begin_form_note (composer, self->plan->channel);
  if (!herald_form_note_set_remark (note, remark, &error))
    say_problem (self, error->message);
  else
    herald_composer_keep_form_note_async (composer, note, note_kept_cb, g_object_ref (self));
}

static void
logged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldCourierWindow) self = data;
  g_autoptr(GError) error = NULL;

  herald_composer_add_entry_finish (HERALD_COMPOSER (object), result, &error);
  if (self->desk == NULL)
    return;

  if (error != NULL)
    {
      say_problem (self, error->message);
      gtk_widget_set_sensitive (GTK_WIDGET (self->sent_button), TRUE);
      return;
    }

  g_signal_emit (self, sent_signal, 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static char *
describe_sent (HeraldCourierWindow *self)
{
  guint n_done, n_fields;
  g_autofree char *answer = herald_entry_dup_all (gtk_text_view_get_buffer (self->answer_view)), *words = NULL;

  count_fields (self, &n_done, &n_fields);
  /* TRANSLATORS: written into the log of a report; the first %u is how many
   * fields of the vendor's form were filled, the second how many there are */
  words = g_strdup_printf (ngettext ("By the vendor’s form: %u of %u field", "By the vendor’s form: %u of %u fields", n_fields),
                           n_done, n_fields);

  return *answer == '\0' ? g_steal_pointer (&words) : g_strdup_printf ("%s\n\n%s", words, answer);
}

/* A form that gives a number has taken the report; one that does not may have. */
static void
sent_cb (HeraldCourierWindow *self)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  g_autofree char *words = describe_sent (self), *number = herald_entry_dup_text (self->number_entry);
  gboolean has_number = *number != '\0';
  HeraldNewEntry entry = {
    .kind = has_number ? "delivered" : "sent",
    .date = "",
    .source = has_number ? HERALD_LOG_VENDOR : HERALD_LOG_ME,
    .promise = "",
    .reference = number,
    .words = words,
  };
  g_autoptr(GError) error = NULL;

  say_problem (self, NULL);
  if (herald_composer_get_case (composer) == NULL)
    {
      herald_desk_say (self->desk, _("This report is in memory only, so nothing is written down. Keep the number yourself."));
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (!herald_composer_check_entry (composer, &entry, &error))
    say_problem (self, error->message);
  else
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->sent_button), FALSE);
      herald_composer_add_entry_async (composer, &entry, NULL, logged_cb, g_object_ref (self));
    }
}

static void
replaced_cb (HeraldCourierWindow *self)
{
  HeraldReport *report = herald_desk_get_report (self->desk);

  if (report == NULL || !g_str_equal (herald_report_get_id (report), self->report))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
herald_courier_window_dispose (GObject *object)
{
  HeraldCourierWindow *self = HERALD_COURIER_WINDOW (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->report, g_free);
  g_clear_pointer (&self->plan, herald_courier_plan_free);

  G_OBJECT_CLASS (herald_courier_window_parent_class)->dispose (object);
}

static void
herald_courier_window_class_init (HeraldCourierWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_courier_window_dispose;

  sent_signal = g_signal_new ("sent", HERALD_TYPE_COURIER_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-courier-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, wording_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, order_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, done_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, note_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, remark_view);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, note_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, number_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, answer_view);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierWindow, sent_button);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_note_cb);
  gtk_widget_class_bind_template_callback (widget_class, sent_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_courier_window_init (HeraldCourierWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->remark_view), FALSE);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->answer_view), FALSE);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->note_box), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sent_button), FALSE);
}

/**
 * herald_courier_window_new:
 * @desk: what the window works on, with a report
 *
 * Makes the window that stands beside the browser.
 *
 * It goes with the report in progress.
 *
 * Returns: (transfer none): the window, owned by the toolkit
 */
GtkWidget *
herald_courier_window_new (HeraldDesk *desk)
{
  HeraldCourierWindow *self;

  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  self = g_object_new (HERALD_TYPE_COURIER_WINDOW, NULL);
  self->desk = g_object_ref (desk);
  self->report = g_strdup (herald_report_get_id (herald_desk_get_report (desk)));
  g_signal_connect_object (desk, "report-replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  herald_composer_plan_courier_async (herald_desk_get_composer (desk), NULL, planned_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
