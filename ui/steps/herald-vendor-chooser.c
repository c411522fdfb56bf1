/* herald-vendor-chooser.c: where the person chooses who receives a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-data-text.h"
#include "herald-quote.h"
#include "herald-text.h"
#include "herald-vendor-card.h"
#include "herald-vendor-chooser.h"
#include "herald-vendor-truth.h"

struct _HeraldVendorChooser
{
  AdwBin             parent_instance;

  HeraldDesk        *desk;
  HeraldVendor      *vendor; /* that is shown, or NULL */
  HeraldVendorTruth *truth;

  AdwLeaflet        *leaflet;
  GtkBox            *choice;
  GtkBox            *detail;
  GtkSearchEntry    *search;
  GtkListBox        *list;
  GtkBox            *problems;
  GtkStack          *stack;
  GtkScrolledWindow *window;
  GtkBox            *box;
  AdwBin            *head;
  AdwActionRow      *anonymous_row;
  GtkSwitch         *anonymous_switch;
  GtkButton         *write_button;
};

G_DEFINE_FINAL_TYPE (HeraldVendorChooser, herald_vendor_chooser, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHOSEN,
} HeraldVendorChooserSignal;

static guint signals[SIGNAL_CHOSEN + 1];

/* What changes, and what this vendor makes of it. */
static void
update_anonymity (HeraldVendorChooser *self)
{
  gboolean is_refused = herald_vendor_get_anonymity (self->vendor) == HERALD_ANONYMITY_REFUSED;
  const char *consequence = herald_data_text (herald_vendor_get_anonymity_consequence (self->vendor));
  g_autofree char *text = NULL;
  g_autofree char *subtitle = NULL;

  if (is_refused)
    text = g_strjoin (" ", _("This vendor does not take anonymous reports."), consequence, NULL);
  else
    text = g_strjoin (" ", _("You are not asked who you are, nothing is signed, days stand instead of times, and nothing about the report is kept unless you say so."),
                      consequence, NULL);
  subtitle = herald_text_show_hidden (text, TRUE);

  if (is_refused)
    gtk_switch_set_active (self->anonymous_switch, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->anonymous_row), !is_refused);
  adw_action_row_set_subtitle (self->anonymous_row, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->anonymous_switch), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
}

static void
show_vendor (HeraldVendorChooser *self,
             HeraldVendor        *vendor)
{
  if (self->vendor == vendor)
    return;

  g_clear_pointer (&self->vendor, herald_vendor_unref);
  self->vendor = herald_vendor_ref (vendor);
  adw_bin_set_child (self->head, herald_vendor_truth_head_new (vendor));
  herald_vendor_truth_set_vendor (self->truth, vendor);
  update_anonymity (self);
  gtk_stack_set_visible_child_name (self->stack, "vendor");
  gtk_widget_set_sensitive (GTK_WIDGET (self->write_button), TRUE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->window), 0);
}

static void
row_selected_cb (HeraldVendorChooser *self,
                 GtkListBoxRow       *row)
{
  if (row != NULL)
    show_vendor (self, herald_vendor_card_get_vendor (HERALD_VENDOR_CARD (row)));
}

static void
row_activated_cb (HeraldVendorChooser *self,
                  GtkListBoxRow       *row)
{
  show_vendor (self, herald_vendor_card_get_vendor (HERALD_VENDOR_CARD (row)));
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail));
  gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
}

static void
back_cb (HeraldVendorChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->choice));
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
write_cb (HeraldVendorChooser *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, herald_vendor_get_id (self->vendor),
                 gtk_switch_get_active (self->anonymous_switch));
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       data)
{
  HeraldVendorChooser *self = data;

  return herald_vendor_card_matches (HERALD_VENDOR_CARD (row), gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* The vendor that is shown, or else the first of what was found, or NULL. */
static GtkListBoxRow *
find_row (HeraldVendorChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && filter_cb (row, self))
    return row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (filter_cb (row, self))
      return row;

  return NULL;
}

/* The keyboard stops at the row that is selected, so that is one of those found. */
static void
search_cb (HeraldVendorChooser *self)
{
  GtkListBoxRow *row = find_row (self);

  gtk_list_box_invalidate_filter (self->list);
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
}

static void
search_done_cb (HeraldVendorChooser *self)
{
  GtkListBoxRow *row = find_row (self);

  if (row != NULL)
    row_activated_cb (self, row);
}

static void
show_problems (HeraldVendorChooser *self,
               const char * const  *problems)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problems), problems[0] != NULL);

  for (gsize i = 0; problems[i] != NULL; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                      "icon-name", "dialog-warning-symbolic",
                                      "valign", GTK_ALIGN_START,
                                      "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                      NULL);
      /* TRANSLATORS: %s says why a file of the person's own cannot be read */
      g_autofree char *text = g_strdup_printf (_("A vendor’s profile cannot be used: %s"), problems[i]);

      gtk_widget_add_css_class (icon, "warning");
      gtk_box_append (GTK_BOX (line), icon);
      gtk_box_append (GTK_BOX (line), herald_quote_label_new (text, "caption"));
      gtk_box_append (self->problems, line);
    }
}

static void
herald_vendor_chooser_dispose (GObject *object)
{
  HeraldVendorChooser *self = HERALD_VENDOR_CHOOSER (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_vendor_chooser_parent_class)->dispose (object);
}

static void
herald_vendor_chooser_finalize (GObject *object)
{
  HeraldVendorChooser *self = HERALD_VENDOR_CHOOSER (object);

  g_clear_pointer (&self->vendor, herald_vendor_unref);

  G_OBJECT_CLASS (herald_vendor_chooser_parent_class)->finalize (object);
}

static void
herald_vendor_chooser_class_init (HeraldVendorChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_vendor_chooser_dispose;
  object_class->finalize = herald_vendor_chooser_finalize;

  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", HERALD_TYPE_VENDOR_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-vendor-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, choice);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, detail);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, search);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, problems);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, window);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, box);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, head);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, anonymous_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, anonymous_switch);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorChooser, write_button);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
}

static void
herald_vendor_chooser_init (HeraldVendorChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->anonymous_row), FALSE);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
}

/**
 * herald_vendor_chooser_new:
 * @desk: what the window works on; needs no report
 *
 * Makes a list of all vendors, with what is known of the one that is looked at.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_vendor_chooser_new (HeraldDesk *desk)
{
  HeraldVendorChooser *self;
  HeraldVendorCatalog *catalog;
  GPtrArray *vendors;

  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  self = g_object_new (HERALD_TYPE_VENDOR_CHOOSER, NULL);
  self->desk = g_object_ref (desk);
  self->truth = HERALD_VENDOR_TRUTH (herald_vendor_truth_new (desk));
  gtk_box_append (self->box, GTK_WIDGET (self->truth));

  catalog = herald_composer_get_vendors (herald_desk_get_composer (desk));
  vendors = herald_vendor_catalog_get_vendors (catalog);
  for (guint i = 0; i < vendors->len; i++)
    gtk_list_box_append (self->list, herald_vendor_card_new (g_ptr_array_index (vendors, i)));
  gtk_list_box_unselect_all (self->list);
  /* Until one is chosen, the keyboard begins at the first. */
  if (vendors->len > 0)
    gtk_widget_set_focusable (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)), TRUE);
  show_problems (self, herald_vendor_catalog_get_problems (catalog));

  return GTK_WIDGET (self);
}

/**
 * herald_vendor_chooser_select:
 * @self: a chooser
 * @vendor: a vendor's id
 *
 * Looks at a vendor, such as the one for practice.
 *
 * Returns: %FALSE if there is no such vendor
 */
gboolean
herald_vendor_chooser_select (HeraldVendorChooser *self,
                              const char          *vendor)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (HERALD_IS_VENDOR_CHOOSER (self), FALSE);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (herald_vendor_get_id (herald_vendor_card_get_vendor (HERALD_VENDOR_CARD (row))), vendor))
      {
        gtk_list_box_select_row (self->list, row);
        row_activated_cb (self, row);
        return TRUE;
      }

  return FALSE;
}

/**
 * herald_vendor_chooser_search:
 * @self: a chooser
 *
 * Puts the focus where a vendor is searched for.
 *
 * Returns: %FALSE if it cannot be there
 */
gboolean
herald_vendor_chooser_search (HeraldVendorChooser *self)
{
  g_return_val_if_fail (HERALD_IS_VENDOR_CHOOSER (self), FALSE);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->choice));
  return gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
