/* herald-composer-view.c: the view of the report in progress
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-anonymous-button.h"
#include "herald-composer-view.h"
#include "herald-keep-banner.h"
#include "herald-menu.h"
#include "herald-saved-label.h"
#include "herald-scroll.h"
#include "herald-step-list.h"
#include "herald-step-row.h"
#include "herald-text.h"

struct _HeraldComposerView
{
  AdwBin          parent_instance;

  HeraldDesk     *desk;
  HeraldVendor   *vendor; /* whose form the steps were made from, or NULL */
  char           *report; /* the id of the report they are for */
  GPtrArray      *steps;  /* (element-type HeraldStep) */
  HeraldStep     *origin; /* from where a jump began, or NULL */

  AdwLeaflet     *leaflet;
  GtkBox         *sidebar;
  GtkBox         *page;
  GtkLabel       *report_vendor;
  GtkLabel       *report_title;
  AdwWindowTitle *title;
  GtkListBox     *list;
  AdwBin         *wide_status;
  AdwBin         *narrow_status;
  GtkBox         *status;
  GtkStack       *stack;
  GtkButton      *return_button;
};

G_DEFINE_FINAL_TYPE (HeraldComposerView, herald_composer_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
} HeraldComposerViewProperty;

static GParamSpec *properties[PROP_DESK + 1];

static HeraldStep *
get_step (HeraldComposerView *self)
{
  return HERALD_STEP (gtk_stack_get_visible_child (self->stack));
}

static guint
get_index (HeraldComposerView *self,
           HeraldStep         *step)
{
  guint index = 0;

  g_ptr_array_find (self->steps, step, &index);
  return index;
}

/* Which way Back and Next lead, and where the page is among the others. */
static void
update_position (HeraldComposerView *self)
{
  guint index = get_index (self, get_step (self));
  /* TRANSLATORS: the first %u is the number of the step that is shown, the
   * second how many there are */
  g_autofree char *position = g_strdup_printf (_("Step %u of %u"), index + 1, self->steps->len);
  g_autofree char *way_back = NULL;

  adw_window_title_set_title (self->title, herald_step_get_title (get_step (self)));
  adw_window_title_set_subtitle (self->title, position);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "steps.previous", index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "steps.next", index + 1 < self->steps->len);

  if (self->origin == get_step (self))
    self->origin = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->return_button), self->origin != NULL);
  if (self->origin == NULL)
    return;

  /* TRANSLATORS: %s is a step, such as “Review” */
  way_back = g_strdup_printf (_("Back to “%s”"), herald_step_get_title (self->origin));
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (self->return_button)), way_back);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->return_button), GTK_ACCESSIBLE_PROPERTY_LABEL, way_back, -1);
}

static void
show_step (HeraldComposerView *self,
           HeraldStep         *step)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) get_index (self, step));

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (step));
  if (gtk_list_box_get_selected_row (self->list) != row)
    gtk_list_box_select_row (self->list, row);
  update_position (self);
}

static void
show_page (HeraldComposerView *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->page));
}

/* The person went to a step; reading begins at its first control. */
static void
enter_step (HeraldComposerView *self,
            guint               index)
{
  HeraldStep *step = g_ptr_array_index (self->steps, index);

  show_step (self, step);
  show_page (self);
  herald_scroll_enter (GTK_WIDGET (step));
}

/* A narrow header has no room for words, and a picture alone says too little. */
static void
folded_cb (HeraldComposerView *self)
{
  g_autoptr(GtkWidget) status = g_object_ref (GTK_WIDGET (self->status));
  gboolean is_folded = adw_leaflet_get_folded (self->leaflet);

  adw_bin_set_child (is_folded ? self->wide_status : self->narrow_status, NULL);
  adw_bin_set_child (is_folded ? self->narrow_status : self->wide_status, status);
}

static void
row_selected_cb (HeraldComposerView *self,
                 GtkListBoxRow      *row)
{
  if (row != NULL && herald_step_row_get_step (HERALD_STEP_ROW (row)) != get_step (self))
    show_step (self, herald_step_row_get_step (HERALD_STEP_ROW (row)));
}

static void
row_activated_cb (HeraldComposerView *self,
                  GtkListBoxRow      *row)
{
  enter_step (self, (guint) gtk_list_box_row_get_index (row));
}

static void
previous_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  HeraldComposerView *self = HERALD_COMPOSER_VIEW (widget);
  guint index = get_index (self, get_step (self));

  if (index > 0)
    enter_step (self, index - 1);
}

static void
next_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeraldComposerView *self = HERALD_COMPOSER_VIEW (widget);
  guint index = get_index (self, get_step (self));

  if (index + 1 < self->steps->len)
    enter_step (self, index + 1);
}

static void
return_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeraldComposerView *self = HERALD_COMPOSER_VIEW (widget);

  if (self->origin != NULL)
    enter_step (self, get_index (self, self->origin));
}

static void
show_list_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  HeraldComposerView *self = HERALD_COMPOSER_VIEW (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* The control that was put in focus on a step, perhaps before it is visible. */
static GtkWidget *
get_focus (HeraldStep *step)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (step));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (step)) ? focus : NULL;
}

/* The step that a place is on shows itself; the person can go back from there. */
static void
go_to_cb (HeraldComposerView *self,
          const char         *place)
{
  HeraldStep *before = get_step (self);

  for (guint i = 0; i < self->steps->len; i++)
    {
      HeraldStep *step = g_ptr_array_index (self->steps, i);
      GtkWidget *focus;

      if (!herald_step_show_place (step, place))
        continue;

      if (step != before)
        self->origin = before;
      focus = get_focus (step);
      show_step (self, step);
      show_page (self);
      /* A page that becomes visible moves the focus; here it has its place. */
      if (focus != NULL)
        gtk_widget_grab_focus (focus);
      herald_scroll_to_focus (GTK_WIDGET (step));
      return;
    }
}

static void
clear_steps (HeraldComposerView *self)
{
  GtkWidget *child;
  GtkListBoxRow *row;

  self->origin = NULL;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->stack))) != NULL)
    gtk_stack_remove (self->stack, child);

  g_ptr_array_set_size (self->steps, 0);
  g_clear_pointer (&self->vendor, herald_vendor_unref);
  g_clear_pointer (&self->report, g_free);
}

static void
make_steps (HeraldComposerView *self,
            HeraldReport       *report)
{
  self->vendor = herald_vendor_ref (herald_report_get_vendor (report));
  self->report = g_strdup (herald_report_get_id (report));
  g_ptr_array_unref (self->steps);
  self->steps = herald_step_list_new (self->desk);

  for (guint i = 0; i < self->steps->len; i++)
    {
      HeraldStep *step = g_ptr_array_index (self->steps, i);

      gtk_stack_add_child (self->stack, GTK_WIDGET (step));
      gtk_list_box_append (self->list, herald_step_row_new (step));
      herald_step_refresh (step);
    }

  enter_step (self, 0);
}

/* What the report is about, as far as it is said. */
static void
update_title (HeraldComposerView *self)
{
  HeraldReport *report = herald_desk_get_report (self->desk);
  g_autofree char *title = NULL;
  JsonNode *answer;

  if (report == NULL)
    return;

  answer = herald_report_get_answer (report, "vuln.title");
  if (answer != NULL && JSON_NODE_HOLDS_VALUE (answer) && json_node_get_value_type (answer) == G_TYPE_STRING)
    title = herald_text_show_hidden (json_node_get_string (answer), FALSE);

  gtk_label_set_text (self->report_vendor, herald_vendor_get_name (herald_report_get_vendor (report)));
  gtk_label_set_text (self->report_title,
                      title != NULL && !herald_text_is_blank (title) ? title : _("Vulnerability report"));
}

/* An earlier version of the same report is shown by the same steps. */
static void
replaced_cb (HeraldComposerView *self)
{
  HeraldReport *report = herald_desk_get_report (self->desk);

  if (report == NULL)
    clear_steps (self);
  else if (self->vendor != herald_report_get_vendor (report) ||
           !g_str_equal (self->report, herald_report_get_id (report)))
    {
      clear_steps (self);
      make_steps (self, report);
    }

  update_title (self);
}

static void
herald_composer_view_constructed (GObject *object)
{
  HeraldComposerView *self = HERALD_COMPOSER_VIEW (object);

  G_OBJECT_CLASS (herald_composer_view_parent_class)->constructed (object);

  gtk_box_append (self->status, herald_anonymous_button_new (self->desk));
  gtk_box_append (self->status, herald_saved_label_new (self->desk));
  gtk_box_insert_child_after (self->page, herald_keep_banner_new (self->desk), GTK_WIDGET (self->narrow_status));

  g_signal_connect_object (self->desk, "report-replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "report-changed", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);
  replaced_cb (self);
}

static void
herald_composer_view_dispose (GObject *object)
{
  HeraldComposerView *self = HERALD_COMPOSER_VIEW (object);

  if (self->steps != NULL)
    clear_steps (self);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_composer_view_parent_class)->dispose (object);
}

static void
herald_composer_view_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  HeraldComposerView *self = HERALD_COMPOSER_VIEW (object);

  switch ((HeraldComposerViewProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* An arrow that points to where the text begins leads back. */
static gboolean
arrow_cb (GtkWidget *widget,
          GVariant  *towards_left,
          gpointer   data)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;

  return gtk_widget_activate_action (widget,
                                     g_variant_get_boolean (towards_left) != is_rtl ? "steps.previous" : "steps.next",
                                     NULL);
}

static gboolean
page_cb (GtkWidget *widget,
         GVariant  *upwards,
         gpointer   data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;

  return gtk_widget_activate_action (widget, g_variant_get_boolean (upwards) ? "steps.previous" : "steps.next", NULL);
}

static void
add_shortcut (GtkEventController *controller,
              const char         *trigger,
              GtkShortcutFunc     callback,
              gboolean            back)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                            gtk_callback_action_new (callback, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_boolean (back));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

/* Before a text view takes the same keys for itself. */
static void
add_shortcuts (HeraldComposerView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  add_shortcut (controller, "<Alt>Left|<Alt>KP_Left", arrow_cb, TRUE);
  add_shortcut (controller, "<Alt>Right|<Alt>KP_Right", arrow_cb, FALSE);
  add_shortcut (controller, "<Control>Page_Up|<Control>KP_Page_Up", page_cb, TRUE);
  add_shortcut (controller, "<Control>Page_Down|<Control>KP_Page_Down", page_cb, FALSE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
herald_composer_view_class_init (HeraldComposerViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = herald_composer_view_constructed;
  object_class->dispose = herald_composer_view_dispose;
  object_class->set_property = herald_composer_view_set_property;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (HERALD_TYPE_MENU);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-composer-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, page);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, report_title);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, report_vendor);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, wide_status);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, narrow_status);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, status);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldComposerView, return_button);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  gtk_widget_class_install_action (widget_class, "steps.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "steps.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "steps.return", NULL, return_cb);
  gtk_widget_class_install_action (widget_class, "steps.show-list", NULL, show_list_cb);
}

static void
herald_composer_view_init (HeraldComposerView *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);
}

/**
 * herald_composer_view_new:
 * @desk: what the window works on
 *
 * Makes the view of the report in progress.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_composer_view_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_COMPOSER_VIEW, "desk", desk, NULL);
}
