/* herald-capture-list.c: what Herald can see of the person’s machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-capture-list.h"
#include "herald-data-text.h"
#include "herald-text.h"

struct _HeraldCaptureList
{
  AdwBin       parent_instance;

  HeraldDesk  *desk;
  GPtrArray   *items;    /* (element-type HeraldEnvironmentItem), or NULL */
  GPtrArray   *switches; /* (element-type GtkSwitch), one for each row */
  GArray      *shown;    /* which item each row shows */

  GtkBox      *start;
  GtkButton   *fill_button;
  GtkSpinner  *spinner;
  GtkBox      *found;
  GtkLabel    *found_label;
  GtkListBox  *list;
  GtkLabel    *rest_label;
  GtkButton   *take_button;
};

G_DEFINE_FINAL_TYPE (HeraldCaptureList, herald_capture_list, ADW_TYPE_BIN)

static void
clear (HeraldCaptureList *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->switches, 0);
  g_array_set_size (self->shown, 0);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  gtk_widget_set_visible (GTK_WIDGET (self->found), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->start), TRUE);
}

static void
switched_cb (HeraldCaptureList *self)
{
  gboolean is_any = FALSE;

  for (guint i = 0; i < self->switches->len; i++)
    is_any = is_any || gtk_switch_get_active (g_ptr_array_index (self->switches, i));

  gtk_widget_set_sensitive (GTK_WIDGET (self->take_button), is_any);
}

/* What stands in the field now: empty where that is no text, NULL for nothing. */
static const char *
get_present (HeraldCaptureList *self,
             const HeraldField *field)
{
  JsonNode *answer = herald_report_get_answer (herald_desk_get_report (self->desk), field->id);
  const char *text = answer == NULL ? NULL : herald_answer_get_text (answer);

  if (answer == NULL || herald_answer_is_empty (answer))
    return NULL;

  return text != NULL ? text : "";
}

/* A fact, exactly as it would be written, with a switch of its own. What is
 * answered already is not replaced unless the person says so. */
static void
add_row (HeraldCaptureList *self,
         guint              index,
         const HeraldField *field)
{
  const HeraldEnvironmentItem *item = g_ptr_array_index (self->items, index);
  const char *present = get_present (self, field);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *value = herald_text_show_hidden (item->value, TRUE);
  g_autofree char *subtitle = present == NULL
    ? g_strdup (value)
    /* TRANSLATORS: %s is a fact about the person's machine, as it would be written */
    : g_strdup_printf (_("%s\n(in the place of the answer that is there now)"), value);
  /* TRANSLATORS: read aloud: the first %s is what a fact is about, the second
   * the fact */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), item->label, subtitle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->label);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), present == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);

  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->switches, g_object_ref (toggle));
  g_array_append_val (self->shown, index);
}

/* What the form does not ask for, and what it says already, is only named. */
static void
show_found (HeraldCaptureList *self)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();
  g_autofree char *names = NULL, *text = NULL;

  for (guint i = 0; i < self->items->len; i++)
    {
      const HeraldEnvironmentItem *item = g_ptr_array_index (self->items, i);
      const HeraldField *field = herald_composer_find_field_for (composer, item);

      if (field != NULL && g_strcmp0 (get_present (self, field), item->value) != 0 &&
          herald_report_asks (herald_desk_get_report (self->desk), field))
        add_row (self, i, field);
      else
        g_ptr_array_add (rest, item->label);
    }

  gtk_label_set_label (self->found_label,
                       self->shown->len > 0
                         ? _("This is what Herald found, word for word as it would be written. Turn off what nobody needs to know.")
                         : _("Herald found nothing that the form asks for and that is not answered already."));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->shown->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->take_button), self->shown->len > 0);

  gtk_widget_set_visible (GTK_WIDGET (self->rest_label), rest->len > 0);
  g_ptr_array_add (rest, NULL);
  names = g_strjoinv (", ", (char **) rest->pdata);
  /* TRANSLATORS: %s is a list of what could be found out about the machine,
   * such as “Kernel, Network” */
  text = g_strdup_printf (_("Not asked for, or answered so already: %s"), names);
  gtk_label_set_label (self->rest_label, text);

  gtk_widget_set_visible (GTK_WIDGET (self->start), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->found), TRUE);
  switched_cb (self);
}

static void
capture_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *items = herald_composer_capture (GPOINTER_TO_INT (data), &error);

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
captured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HeraldCaptureList) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean is_anonymous = GPOINTER_TO_INT (g_task_get_task_data (G_TASK (result)));
  HeraldReport *report = self->desk == NULL ? NULL : herald_desk_get_report (self->desk);

  if (report == NULL)
    return;

  gtk_spinner_stop (self->spinner);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fill_button), TRUE);

  if (items == NULL)
    herald_desk_say_error (self->desk, error);
  /* What was looked at for a report with a name may say too much now. */
  else if (is_anonymous == herald_report_get_anonymous (report))
    {
      clear (self);
      self->items = g_steal_pointer (&items);
      show_found (self);
      gtk_widget_child_focus (GTK_WIDGET (self->found), GTK_DIR_TAB_FORWARD);
    }
}

static void
fill_cb (HeraldCaptureList *self)
{
  HeraldReport *report = herald_desk_get_report (self->desk);
  GTask *task;

  gtk_widget_set_sensitive (GTK_WIDGET (self->fill_button), FALSE);
  gtk_spinner_start (self->spinner);

  task = g_task_new (NULL, NULL, captured_cb, g_object_ref (self));
  g_task_set_source_tag (task, fill_cb);
  g_task_set_task_data (task, GINT_TO_POINTER (herald_report_get_anonymous (report)), NULL);
  g_task_run_in_thread (task, capture_thread);
  g_object_unref (task);
}

static void
dismiss_cb (HeraldCaptureList *self)
{
  clear (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->fill_button));
}

static void
take_cb (HeraldCaptureList *self)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  g_autofree char *text = NULL;
  guint n_taken = 0;

  for (guint i = 0; i < self->shown->len; i++)
    {
      const HeraldEnvironmentItem *item = g_ptr_array_index (self->items, g_array_index (self->shown, guint, i));
      g_autoptr(GError) error = NULL;

      if (!gtk_switch_get_active (g_ptr_array_index (self->switches, i)))
        continue;
      if (herald_composer_take_over (composer, item, &error))
        n_taken++;
      else
        herald_desk_say_error (self->desk, error);
    }

  dismiss_cb (self);
  /* TRANSLATORS: %u is how many answers were filled in */
  text = g_strdup_printf (ngettext ("%u answer filled in", "%u answers filled in", n_taken), n_taken);
  herald_desk_say (self->desk, text);
}

static void
herald_capture_list_dispose (GObject *object)
{
  HeraldCaptureList *self = HERALD_CAPTURE_LIST (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_capture_list_parent_class)->dispose (object);
}

static void
herald_capture_list_finalize (GObject *object)
{
  HeraldCaptureList *self = HERALD_CAPTURE_LIST (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_ptr_array_unref (self->switches);
  g_array_unref (self->shown);

  G_OBJECT_CLASS (herald_capture_list_parent_class)->finalize (object);
}

static void
herald_capture_list_class_init (HeraldCaptureListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_capture_list_dispose;
  object_class->finalize = herald_capture_list_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-capture-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldCaptureList, start);
  gtk_widget_class_bind_template_child (widget_class, HeraldCaptureList, fill_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldCaptureList, spinner);
  gtk_widget_class_bind_template_child (widget_class, HeraldCaptureList, found);
  gtk_widget_class_bind_template_child (widget_class, HeraldCaptureList, found_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldCaptureList, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldCaptureList, rest_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldCaptureList, take_button);
  gtk_widget_class_bind_template_callback (widget_class, fill_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
}

static void
herald_capture_list_init (HeraldCaptureList *self)
{
  self->switches = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_capture_list_new:
 * @desk: a desk with a report
 *
 * Makes a button that looks at the person's machine, and the list of what it found.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_capture_list_new (HeraldDesk *desk)
{
  HeraldCaptureList *self;

  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  self = g_object_new (HERALD_TYPE_CAPTURE_LIST, NULL);
  self->desk = g_object_ref (desk);

  return GTK_WIDGET (self);
}

/**
 * herald_capture_list_clear:
 * @self: a list
 *
 * Forgets what was found, and offers to look again.
 */
void
herald_capture_list_clear (HeraldCaptureList *self)
{
  g_return_if_fail (HERALD_IS_CAPTURE_LIST (self));

  clear (self);
}
