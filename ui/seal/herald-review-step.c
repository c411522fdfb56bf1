/* herald-review-step.c: what the review found, and what the vendor will read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-finding-list.h"
#include "herald-meter.h"
#include "herald-preview.h"
#include "herald-review-step.h"

struct _HeraldReviewStep
{
  HeraldStep         parent_instance;

  gboolean           is_seen;
  gboolean           is_outdated;    /* something changed that is not shown yet */
  guint              folding;        /* an idle source, or 0 */
  HeraldFindingList *lists[HERALD_SEVERITY_NOTE + 1];
  HeraldPreview     *preview;

  GtkWidget         *switcher;
  AdwLeaflet        *leaflet;
  GtkToggleButton   *findings_button;
  GtkWidget         *findings_page;
  GtkWidget         *preview_page;
  GtkBox            *column;
  GtkImage          *verdict_icon;
  GtkLabel          *verdict;
  GtkLabel          *verdict_help;
  GtkWidget         *first_button;
  GtkLabel          *first_label;
  GtkLabel          *required_label;
  GtkLevelBar       *required_bar;
  GtkLabel          *requested_label;
  GtkLevelBar       *requested_bar;
  GtkLabel          *preview_title;
};

G_DEFINE_FINAL_TYPE (HeraldReviewStep, herald_review_step, HERALD_TYPE_STEP)

static void
switched_cb (HeraldReviewStep *self)
{
  gboolean is_findings = gtk_toggle_button_get_active (self->findings_button);

  adw_leaflet_set_visible_child (self->leaflet, is_findings ? self->findings_page : self->preview_page);
}

static gboolean
fold_cb (gpointer data)
{
  HeraldReviewStep *self = data;

  self->folding = 0;
  gtk_widget_set_visible (self->switcher, adw_leaflet_get_folded (self->leaflet));

  return G_SOURCE_REMOVE;
}

/* It folds while sizes are dealt out, when nothing may ask for another size. */
static void
folded_cb (HeraldReviewStep *self)
{
  if (self->folding == 0)
    self->folding = g_idle_add (fold_cb, self);
}

static void
show_first_cb (HeraldReviewStep *self)
{
  gtk_toggle_button_set_active (self->findings_button, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    {
      if (herald_finding_list_focus_first (self->lists[i]))
        return;
    }
}

/* Nothing that a machine finds nothing in is called clean. */
static void
show_verdict (HeraldReviewStep *self)
{
  guint n_stops = herald_finding_list_get_n_rows (self->lists[HERALD_SEVERITY_STOP]);
  guint n_warnings = herald_finding_list_get_n_rows (self->lists[HERALD_SEVERITY_WARN]);
  g_autofree char *text = NULL;

  if (n_stops > 0)
    /* TRANSLATORS: %u is the number of problems that must be solved first */
    text = g_strdup_printf (ngettext ("%u Thing Stops This Report", "%u Things Stop This Report", n_stops), n_stops);
  else
    text = g_strdup (_("Nothing Was Found That Stops It"));

  gtk_label_set_text (self->verdict, text);
  gtk_image_set_from_icon_name (self->verdict_icon,
                                n_stops > 0 ? "dialog-error-symbolic" : "emblem-ok-symbolic");
  gtk_label_set_text (self->verdict_help,
                      n_stops > 0 ? _("Each line leads to where it can be mended.")
                      : n_warnings > 0 ? _("There are things to look at before you seal.")
                                       : _("A review by a machine finds only what it looks for. Read the preview once with your own eyes."));
  gtk_label_set_label (self->first_label,
                       n_stops > 0 ? _("_Show the First Problem") : _("_Show the First Thing to Look At"));
  gtk_widget_set_visible (self->first_button, n_stops + n_warnings > 0);
}

static void
show_bar (GtkLevelBar *bar,
          GtkLabel    *label,
          const char  *words,
          guint        n_answered,
          guint        n)
{
  gtk_label_set_text (label, words);
  gtk_widget_set_visible (GTK_WIDGET (bar), n > 0);
  gtk_level_bar_set_max_value (bar, MAX (n, 1));
  gtk_level_bar_set_value (bar, n_answered);
}

static void
show_meter (HeraldReviewStep *self,
            HeraldReport     *report)
{
  const char *vendor = herald_vendor_get_name (herald_report_get_vendor (report));
  g_autofree char *required = NULL, *requested = NULL;
  HeraldMeter meter;

  herald_meter_read (report, &meter);

  if (meter.n_required > 0)
    /* TRANSLATORS: the first %u is how many are answered, the second how many there are, %s a vendor's name */
    required = g_strdup_printf (_("%u of %u fields that %s requires are answered"),
                                meter.n_required_answered, meter.n_required, vendor);
  else
    /* TRANSLATORS: %s is a vendor's name */
    required = g_strdup_printf (_("%s requires no particular field"), vendor);

  if (meter.n_requested > 0)
    /* TRANSLATORS: the first %u is how many are answered, the second how many there are, %s a vendor's name */
    requested = g_strdup_printf (_("%u of %u fields that %s asks for are answered"),
                                 meter.n_requested_answered, meter.n_requested, vendor);
  else
    /* TRANSLATORS: %s is a vendor's name */
    requested = g_strdup_printf (_("%s asks for nothing else"), vendor);

  show_bar (self->required_bar, self->required_label, required, meter.n_required_answered, meter.n_required);
  show_bar (self->requested_bar, self->requested_label, requested, meter.n_requested_answered, meter.n_requested);
}

static gboolean
is_stopped (HeraldReviewStep *self)
{
  GPtrArray *findings = herald_desk_get_findings (herald_step_get_desk (HERALD_STEP (self)));

  for (guint i = 0; i < findings->len; i++)
    {
      if (((const HeraldFinding *) g_ptr_array_index (findings, i))->severity == HERALD_SEVERITY_STOP)
        return TRUE;
    }

  return FALSE;
}

static void
show_state (HeraldReviewStep *self)
{
  herald_step_set_state (HERALD_STEP (self), !self->is_seen ? HERALD_STEP_UNTOUCHED
                                             : is_stopped (self) ? HERALD_STEP_ATTENTION : HERALD_STEP_COMPLETE);
}

static void
show_all (HeraldReviewStep *self)
{
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));
  HeraldReport *report = herald_desk_get_report (desk);
  g_autofree char *title = NULL;

  if (!self->is_outdated || report == NULL)
    return;

  self->is_outdated = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    herald_finding_list_show (self->lists[i], herald_desk_get_findings (desk));

  /* TRANSLATORS: %s is a vendor's name */
  title = g_strdup_printf (_("Exactly what %s will read"),
                           herald_vendor_get_name (herald_report_get_vendor (report)));
  gtk_label_set_text (self->preview_title, title);

  show_verdict (self);
  show_meter (self, report);
}

/* Findings are many widgets, and somebody types on another page meanwhile. */
static void
herald_review_step_refresh (HeraldStep *step)
{
  HeraldReviewStep *self = HERALD_REVIEW_STEP (step);

  self->is_outdated = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_all (self);
  show_state (self);
  herald_preview_refresh (self->preview);
}

static gboolean
herald_review_step_show_place (HeraldStep *step,
                               const char *place)
{
  if (!g_str_equal (place, "/review"))
    return FALSE;

  show_all (HERALD_REVIEW_STEP (step));
  show_first_cb (HERALD_REVIEW_STEP (step));
  return TRUE;
}

static void
herald_review_step_map (GtkWidget *widget)
{
  HeraldReviewStep *self = HERALD_REVIEW_STEP (widget);

  show_all (self);
  GTK_WIDGET_CLASS (herald_review_step_parent_class)->map (widget);

  self->is_seen = TRUE;
  show_state (self);
}

static void
herald_review_step_constructed (GObject *object)
{
  HeraldReviewStep *self = HERALD_REVIEW_STEP (object);
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));

  G_OBJECT_CLASS (herald_review_step_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    {
      self->lists[i] = HERALD_FINDING_LIST (herald_finding_list_new (desk, (HeraldSeverity) i));
      gtk_box_append (self->column, GTK_WIDGET (self->lists[i]));
    }

  self->preview = HERALD_PREVIEW (herald_preview_new (desk));
  gtk_widget_set_margin_start (GTK_WIDGET (self->preview), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->preview), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->preview), 12);
  gtk_box_append (GTK_BOX (self->preview_page), GTK_WIDGET (self->preview));

  herald_step_refresh (HERALD_STEP (self));
}

static void
herald_review_step_dispose (GObject *object)
{
  g_clear_handle_id (&HERALD_REVIEW_STEP (object)->folding, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_REVIEW_STEP);

  G_OBJECT_CLASS (herald_review_step_parent_class)->dispose (object);
}

static void
herald_review_step_class_init (HeraldReviewStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeraldStepClass *step_class = HERALD_STEP_CLASS (klass);

  object_class->constructed = herald_review_step_constructed;
  object_class->dispose = herald_review_step_dispose;
  widget_class->map = herald_review_step_map;
  step_class->refresh = herald_review_step_refresh;
  step_class->show_place = herald_review_step_show_place;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-review-step.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, switcher);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, findings_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, findings_page);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, preview_page);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, column);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, verdict);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, verdict_help);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, first_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, first_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, required_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, required_bar);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, requested_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, requested_bar);
  gtk_widget_class_bind_template_child (widget_class, HeraldReviewStep, preview_title);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_first_cb);
}

static void
herald_review_step_init (HeraldReviewStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_review_step_new:
 * @desk: what the window works on
 *
 * Makes the step that shows what the review found.
 *
 * Returns: (transfer floating): the step
 */
HeraldStep *
herald_review_step_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_REVIEW_STEP, "desk", desk, "title", _("Review"), NULL);
}
