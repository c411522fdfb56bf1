/* herald-section-step.c: the step for a section of the vendor's form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-field-row.h"
#include "herald-place.h"
#include "herald-section-step.h"

struct _HeraldSectionStep
{
  HeraldStep     parent_instance;

  char          *section;
  GPtrArray     *rows;      /* (element-type HeraldFieldRow): none until it is looked at */
  gboolean       is_busy;   /* many rows change at once */

  GtkWidget     *page;
  GtkBox        *content;
  AdwStatusPage *nothing;
};

G_DEFINE_FINAL_TYPE (HeraldSectionStep, herald_section_step, HERALD_TYPE_STEP)

typedef enum
{
  PROP_SECTION = 1,
} HeraldSectionStepProperty;

static GParamSpec *properties[PROP_SECTION + 1];

static HeraldReport *
get_report (HeraldSectionStep *self)
{
  return herald_desk_get_report (herald_step_get_desk (HERALD_STEP (self)));
}

/* What an anonymous report must not hold is there only to be taken out. */
static gboolean
is_asked (HeraldReport      *report,
          const HeraldField *field)
{
  return herald_report_asks (report, field) &&
         !(herald_report_get_anonymous (report) && herald_field_is_contact (field) &&
           herald_answer_is_empty (herald_report_get_answer (report, field->id)));
}

/* The first of a field's conditions that does not hold, or NULL. */
static const HeraldField *
find_obstacle (HeraldReport      *report,
               const HeraldField *field)
{
  for (guint i = 0; i < field->when->len; i++)
    {
      const HeraldCondition *condition = g_ptr_array_index (field->when, i);
      const HeraldField *other = herald_vendor_find_field (herald_report_get_vendor (report), condition->field);

      if (other != NULL &&
          (!herald_report_asks (report, other) ||
           !herald_answer_matches (herald_report_get_answer (report, other->id), (const char * const *) condition->values)))
        return other;
    }

  return NULL;
}

/* The field that is asked for and decides that another one is not. No form goes
 * in circles. */
static const HeraldField *
find_cause (HeraldReport      *report,
            const HeraldField *field)
{
  while (field != NULL && !herald_report_asks (report, field))
    field = find_obstacle (report, field);

  return field;
}

/* Rows are many widgets: they are made when the person comes here. */
static void
build_rows (HeraldSectionStep *self)
{
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));
  HeraldReport *report = get_report (self);
  GPtrArray *fields;

  if (self->rows->len > 0 || report == NULL)
    return;

  fields = herald_vendor_get_fields (herald_report_get_vendor (report));
  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);
      GtkWidget *row;

      if (!g_str_equal (field->section, self->section))
        continue;

      row = herald_field_row_new (desk, field);
      g_signal_connect_object (row, "notify::visited", G_CALLBACK (herald_step_refresh), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, row);
      gtk_box_append (self->content, row);
    }
}

/* Whether something that stops the sealing stands where the person has been. */
static gboolean
needs_attention (HeraldSectionStep *self,
                 gboolean          *has_stop)
{
  GPtrArray *findings = herald_desk_get_findings (herald_step_get_desk (HERALD_STEP (self)));
  HeraldVendor *vendor = herald_report_get_vendor (get_report (self));
  gboolean is_known = FALSE;

  *has_stop = FALSE;
  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);
      const HeraldField *field = herald_place_find_field (vendor, finding->place);
      HeraldFieldRow *row;

      if (finding->severity != HERALD_SEVERITY_STOP || field == NULL || !g_str_equal (field->section, self->section))
        continue;

      *has_stop = TRUE;
      row = herald_field_row_find (self->rows, field->id);
      is_known |= row != NULL && herald_field_row_get_visited (row);
    }

  for (guint i = 0; i < self->rows->len; i++)
    is_known |= herald_field_row_has_problem (g_ptr_array_index (self->rows, i));

  return is_known;
}

static HeraldStepState
judge (HeraldSectionStep *self,
       guint             *n_asked)
{
  HeraldReport *report = get_report (self);
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));
  guint n_answered = 0, n_missing = 0;
  gboolean has_stop;

  *n_asked = 0;
  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);
      JsonNode *answer;

      if (!g_str_equal (field->section, self->section) || !is_asked (report, field))
        continue;

      (*n_asked)++;
      answer = herald_report_get_answer (report, field->id);
      if (!herald_answer_is_empty (answer) && !herald_answer_is_blank (answer))
        n_answered++;
      else if (field->strictness == HERALD_STRICTNESS_REQUIRED || field->strictness == HERALD_STRICTNESS_REQUESTED)
        n_missing++;
    }

  if (needs_attention (self, &has_stop))
    return HERALD_STEP_ATTENTION;
  if (n_answered == 0)
    return HERALD_STEP_UNTOUCHED;

  return n_missing > 0 || has_stop ? HERALD_STEP_IN_WORK : HERALD_STEP_COMPLETE;
}

/* Why there is nothing to answer here, where that is so. */
static void
show_nothing (HeraldSectionStep *self,
              guint              n_asked)
{
  HeraldReport *report = get_report (self);

  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n_asked == 0);
  if (n_asked > 0)
    return;

  if (herald_report_get_anonymous (report) && g_str_equal (self->section, "contact"))
    {
      adw_status_page_set_icon_name (self->nothing, "avatar-default-symbolic");
      adw_status_page_set_title (self->nothing, _("Anonymous Report"));
      adw_status_page_set_description (self->nothing, _("Nothing that says who you are is asked for, and none of it is in the report."));
    }
  else
    {
      adw_status_page_set_icon_name (self->nothing, "object-select-symbolic");
      adw_status_page_set_title (self->nothing, _("Nothing to Answer Here"));
      adw_status_page_set_description (self->nothing, _("What is asked depends on your answers elsewhere, such as what you tested."));
    }
}

static void
herald_section_step_refresh (HeraldStep *step)
{
  HeraldSectionStep *self = HERALD_SECTION_STEP (step);
  guint n_asked;

  if (self->is_busy)
    return;

  self->is_busy = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    herald_field_row_refresh (g_ptr_array_index (self->rows, i));
  self->is_busy = FALSE;

  herald_step_set_state (step, judge (self, &n_asked));
  show_nothing (self, n_asked);
}

static gboolean
herald_section_step_show_place (HeraldStep *step,
                                const char *place)
{
  HeraldSectionStep *self = HERALD_SECTION_STEP (step);
  HeraldReport *report = get_report (self);
  const HeraldField *field = report == NULL ? NULL : herald_place_find_field (herald_report_get_vendor (report), place);
  const HeraldField *cause;

  if (field == NULL || !g_str_equal (field->section, self->section))
    return FALSE;

  /* Who is sent to what is hidden can only change what hides it. */
  cause = find_cause (report, field);
  if (cause != NULL && !g_str_equal (cause->section, self->section))
    {
      g_autofree char *other = g_strconcat ("/answers/", cause->id, NULL);

      herald_desk_go_to (herald_step_get_desk (step), other);
      return TRUE;
    }

  build_rows (self);
  herald_field_row_grab (herald_field_row_find (self->rows, cause != NULL ? cause->id : field->id));
  return TRUE;
}

static void
herald_section_step_map (GtkWidget *widget)
{
  build_rows (HERALD_SECTION_STEP (widget));
  herald_step_refresh (HERALD_STEP (widget));

  GTK_WIDGET_CLASS (herald_section_step_parent_class)->map (widget);
}

/* The person has been here, and has seen all that is asked for. */
static void
herald_section_step_unmap (GtkWidget *widget)
{
  HeraldSectionStep *self = HERALD_SECTION_STEP (widget);

  GTK_WIDGET_CLASS (herald_section_step_parent_class)->unmap (widget);

  self->is_busy = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    herald_field_row_set_visited (g_ptr_array_index (self->rows, i), TRUE);
  self->is_busy = FALSE;

  herald_step_refresh (HERALD_STEP (self));
}

static void
herald_section_step_constructed (GObject *object)
{
  HeraldSectionStep *self = HERALD_SECTION_STEP (object);
  HeraldReport *report = get_report (self);

  G_OBJECT_CLASS (herald_section_step_parent_class)->constructed (object);

  if (report != NULL)
    {
      g_autofree char *title = herald_text_show_hidden (
        herald_data_text (herald_vendor_get_section_label (herald_report_get_vendor (report), self->section)), FALSE);

      herald_step_set_title (HERALD_STEP (self), title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->page), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
    }
  herald_step_refresh (HERALD_STEP (self));
}

static void
herald_section_step_finalize (GObject *object)
{
  HeraldSectionStep *self = HERALD_SECTION_STEP (object);

  g_free (self->section);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (herald_section_step_parent_class)->finalize (object);
}

static void
herald_section_step_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  HeraldSectionStep *self = HERALD_SECTION_STEP (object);

  switch ((HeraldSectionStepProperty) property_id)
    {
    case PROP_SECTION:
      self->section = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_section_step_class_init (HeraldSectionStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeraldStepClass *step_class = HERALD_STEP_CLASS (klass);

  object_class->constructed = herald_section_step_constructed;
  object_class->finalize = herald_section_step_finalize;
  object_class->set_property = herald_section_step_set_property;

  widget_class->map = herald_section_step_map;
  widget_class->unmap = herald_section_step_unmap;

  step_class->refresh = herald_section_step_refresh;
  step_class->show_place = herald_section_step_show_place;

  properties[PROP_SECTION] =
    g_param_spec_string ("section", NULL, NULL, "",
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-section-step.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldSectionStep, page);
  gtk_widget_class_bind_template_child (widget_class, HeraldSectionStep, content);
  gtk_widget_class_bind_template_child (widget_class, HeraldSectionStep, nothing);
}

static void
herald_section_step_init (HeraldSectionStep *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_section_step_new:
 * @desk: what the window works on, with a report
 * @section: the id of a section of the vendor's form
 *
 * Makes the step for a section.
 *
 * Returns: (transfer floating): the widget
 */
HeraldStep *
herald_section_step_new (HeraldDesk *desk,
                         const char *section)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);
  g_return_val_if_fail (section != NULL, NULL);

  return g_object_new (HERALD_TYPE_SECTION_STEP, "desk", desk, "section", section, NULL);
}
