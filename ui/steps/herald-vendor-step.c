/* herald-vendor-step.c: who receives the report, and by which ways
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-channel-row.h"
#include "herald-confirm-row.h"
#include "herald-quote.h"
#include "herald-vendor-step.h"
#include "herald-vendor-truth.h"

struct _HeraldVendorStep
{
  HeraldStep            parent_instance;

  HeraldVendor         *vendor;
  GtkWidget            *head;
  HeraldVendorTruth    *truth;
  GPtrArray            *rows;    /* (element-type HeraldConfirmRow) */
  AdwActionRow         *key_row;
  GtkButton            *key_button;
  gboolean              is_loaded; /* what was confirmed before is shown */

  GtkBox               *box;
  AdwPreferencesGroup  *confirm_group;
};

G_DEFINE_FINAL_TYPE (HeraldVendorStep, herald_vendor_step, HERALD_TYPE_STEP)

static gboolean
is_ready (HeraldVendorStep *self)
{
  GPtrArray *channels = herald_vendor_get_channels (self->vendor);
  HeraldConfirmed *confirmed = herald_vendor_truth_get_confirmed (self->truth);

  for (guint i = 0; confirmed != NULL && i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      if (channel->for_reports && herald_channel_is_ready (channel, self->vendor, confirmed, NULL))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_stop (HeraldVendorStep *self)
{
  GPtrArray *findings = herald_desk_get_findings (herald_step_get_desk (HERALD_STEP (self)));

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == HERALD_SEVERITY_STOP &&
          (g_str_has_prefix (finding->place, "/vendor") || g_str_equal (finding->place, "/anonymous") ||
           g_str_equal (finding->place, "/language")))
        return TRUE;
    }

  return FALSE;
}

static void
update_state (HeraldVendorStep *self)
{
  herald_step_set_state (HERALD_STEP (self),
                         has_stop (self) ? HERALD_STEP_ATTENTION
                         : is_ready (self) ? HERALD_STEP_COMPLETE : HERALD_STEP_IN_WORK);
}

static void
loaded_cb (HeraldVendorStep *self)
{
  HeraldConfirmed *confirmed = herald_vendor_truth_get_confirmed (self->truth);
  gboolean has_key = herald_channel_has_key (self->vendor, confirmed);

  for (guint i = 0; i < self->rows->len; i++)
    herald_confirm_row_show (g_ptr_array_index (self->rows, i), confirmed);

  /* What is missing comes first; it stays where it is once it is there. */
  if (!self->is_loaded && !is_ready (self))
    gtk_box_reorder_child_after (self->box, GTK_WIDGET (self->confirm_group), self->head);
  self->is_loaded = TRUE;

  adw_action_row_set_subtitle (self->key_row,
                               has_key ? _("A key is known. Check another one if the vendor has changed it.")
                                       : _("A report is sealed with it, so that only the vendor can open it."));
  gtk_button_set_label (self->key_button, has_key ? _("Check _Another…") : _("Check a _Key…"));
  update_state (self);
}

static void
key_cb (HeraldVendorStep *self)
{
  herald_desk_go_to (herald_step_get_desk (HERALD_STEP (self)), "/vendor/keys");
}

static void
add_confirm_rows (HeraldVendorStep *self)
{
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));
  GPtrArray *channels = herald_vendor_get_channels (self->vendor);

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);
      GtkWidget *row;

      /* What a page states needs no confirming, and a form's address nobody keeps. */
      if (!channel->for_reports || channel->kind == HERALD_CHANNEL_FORM || channel->address.value != NULL)
        continue;

      row = herald_confirm_row_new (desk, self->vendor, channel);
      g_signal_connect_object (row, "confirmed", G_CALLBACK (herald_vendor_truth_refresh), self->truth, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, g_object_ref (row));
      adw_preferences_group_add (self->confirm_group, row);
    }
}

static void
add_key_row (HeraldVendorStep *self)
{
  const char *title = _("The vendor’s key");

  self->key_row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->key_row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  self->key_button = GTK_BUTTON (gtk_button_new_with_mnemonic (_("Check a _Key…")));
  gtk_widget_set_valign (GTK_WIDGET (self->key_button), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->key_button, "clicked", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (self->key_row, GTK_WIDGET (self->key_button));
  adw_action_row_set_activatable_widget (self->key_row, GTK_WIDGET (self->key_button));
  adw_preferences_group_add (self->confirm_group, GTK_WIDGET (self->key_row));
}

static void
herald_vendor_step_refresh (HeraldStep *step)
{
  update_state (HERALD_VENDOR_STEP (step));
}

static gboolean
show_channel (HeraldVendorStep *self,
              const char       *channel)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      HeraldConfirmRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (herald_confirm_row_get_channel (row)->id, channel))
        return herald_confirm_row_focus (row);
    }

  return herald_vendor_truth_show_channel (self->truth, channel);
}

/* The page of the key is another step's. */
static gboolean
herald_vendor_step_show_place (HeraldStep *step,
                               const char *place)
{
  HeraldVendorStep *self = HERALD_VENDOR_STEP (step);

  if (g_str_has_prefix (place, "/vendor/channels/"))
    show_channel (self, place + strlen ("/vendor/channels/"));
  else if (g_str_equal (place, "/anonymous"))
    herald_vendor_truth_show_anonymity (self->truth);
  else if (g_str_equal (place, "/vendor") || g_str_equal (place, "/vendor/channels") || g_str_equal (place, "/language"))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  else
    return FALSE;

  return TRUE;
}

static void
herald_vendor_step_constructed (GObject *object)
{
  HeraldVendorStep *self = HERALD_VENDOR_STEP (object);
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));

  G_OBJECT_CLASS (herald_vendor_step_parent_class)->constructed (object);

  herald_step_set_title (HERALD_STEP (self), _("Vendor"));
  self->vendor = herald_vendor_ref (herald_report_get_vendor (herald_desk_get_report (desk)));
  self->truth = HERALD_VENDOR_TRUTH (herald_vendor_truth_new (desk));
  g_signal_connect_object (self->truth, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  self->head = herald_vendor_truth_head_new (self->vendor);
  gtk_box_prepend (self->box, GTK_WIDGET (self->truth));
  gtk_box_prepend (self->box, self->head);

  /* A key that was confirmed meanwhile is news to the review too. */
  g_signal_connect_object (desk, "notify::findings", G_CALLBACK (herald_vendor_truth_refresh), self->truth, G_CONNECT_SWAPPED);

  add_confirm_rows (self);
  add_key_row (self);
  herald_vendor_truth_set_vendor (self->truth, self->vendor);
}

static void
herald_vendor_step_dispose (GObject *object)
{
  HeraldVendorStep *self = HERALD_VENDOR_STEP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_vendor_step_parent_class)->dispose (object);
}

static void
herald_vendor_step_finalize (GObject *object)
{
  HeraldVendorStep *self = HERALD_VENDOR_STEP (object);

  g_clear_pointer (&self->vendor, herald_vendor_unref);

  G_OBJECT_CLASS (herald_vendor_step_parent_class)->finalize (object);
}

static void
herald_vendor_step_class_init (HeraldVendorStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeraldStepClass *step_class = HERALD_STEP_CLASS (klass);

  object_class->constructed = herald_vendor_step_constructed;
  object_class->dispose = herald_vendor_step_dispose;
  object_class->finalize = herald_vendor_step_finalize;
  step_class->refresh = herald_vendor_step_refresh;
  step_class->show_place = herald_vendor_step_show_place;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-vendor-step.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorStep, box);
  gtk_widget_class_bind_template_child (widget_class, HeraldVendorStep, confirm_group);
}

static void
herald_vendor_step_init (HeraldVendorStep *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_vendor_step_new:
 * @desk: a desk with a report
 *
 * Makes the step that shows who receives the report.
 *
 * Returns: (transfer floating): the widget
 */
HeraldStep *
herald_vendor_step_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_VENDOR_STEP, "desk", desk, NULL);
}
