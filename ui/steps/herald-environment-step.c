/* herald-environment-step.c: the tester's machine, and the device under test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-capture-list.h"
#include "herald-environment-step.h"
#include "herald-field-row.h"
#include "herald-place.h"

/* Of the field catalogue. */
#define TESTER_SECTION "tester"
#define DEVICE_SECTION "device"

struct _HeraldEnvironmentStep
{
  HeraldStep         parent_instance;

  GPtrArray         *rows; /* (element-type HeraldFieldRow) */
  HeraldCaptureList *captured;
  gboolean           is_anonymous;
  gboolean           is_busy; /* the rows tell of themselves */

  GtkBox            *tester;
  GtkBox            *tester_head;
  GtkBox            *device;
  GtkLabel          *nothing;
};

G_DEFINE_FINAL_TYPE (HeraldEnvironmentStep, herald_environment_step, HERALD_TYPE_STEP)

static HeraldReport *
get_report (HeraldEnvironmentStep *self)
{
  return herald_desk_get_report (herald_step_get_desk (HERALD_STEP (self)));
}

/* The field of a place, if it stands on this step, or NULL. */
static const HeraldField *
find_field (HeraldEnvironmentStep *self,
            const char            *place)
{
  const HeraldField *field = herald_place_find_field (herald_report_get_vendor (get_report (self)), place);

  return field != NULL && herald_environment_step_has_section (field->section) ? field : NULL;
}

/* Something that stops the sealing, where the person has been. */
static gboolean
needs_attention (HeraldEnvironmentStep *self)
{
  GPtrArray *findings = herald_desk_get_findings (herald_step_get_desk (HERALD_STEP (self)));

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);
      const HeraldField *field = finding->severity == HERALD_SEVERITY_STOP ? find_field (self, finding->place) : NULL;
      HeraldFieldRow *row = field == NULL ? NULL : herald_field_row_find (self->rows, field->id);

      if (row != NULL && herald_field_row_get_visited (row))
        return TRUE;
    }

  for (guint i = 0; i < self->rows->len; i++)
    if (herald_field_row_has_problem (g_ptr_array_index (self->rows, i)))
      return TRUE;

  return FALSE;
}

static void
update_state (HeraldEnvironmentStep *self)
{
  HeraldReport *report = get_report (self);
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));
  guint n_answered = 0, n_wanted = 0, n_device = 0;

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      if (!herald_environment_step_has_section (field->section) || !herald_report_asks (report, field))
        continue;

      if (g_str_equal (field->section, DEVICE_SECTION))
        n_device++;
      if (!herald_answer_is_blank (herald_report_get_answer (report, field->id)) &&
          !herald_answer_is_empty (herald_report_get_answer (report, field->id)))
        n_answered++;
      else if (field->strictness == HERALD_STRICTNESS_REQUIRED || field->strictness == HERALD_STRICTNESS_REQUESTED)
        n_wanted++;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n_device == 0);
  herald_step_set_state (HERALD_STEP (self),
                         needs_attention (self) ? HERALD_STEP_ATTENTION
                         : n_answered == 0 ? HERALD_STEP_UNTOUCHED
                         : n_wanted == 0 ? HERALD_STEP_COMPLETE : HERALD_STEP_IN_WORK);
}

static void
add_rows (HeraldEnvironmentStep *self,
          const char            *section,
          GtkBox                *box)
{
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (get_report (self)));
  guint n_before = self->rows->len;

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);
      GtkWidget *row;

      if (!g_str_equal (field->section, section))
        continue;

      row = herald_field_row_new (desk, field);
      g_signal_connect_object (row, "notify::visited", G_CALLBACK (herald_step_refresh), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, g_object_ref (row));
      gtk_box_append (box, row);
    }

  gtk_widget_set_visible (GTK_WIDGET (box), self->rows->len > n_before);
}

/* Rows are many widgets: they are made when the person comes here. */
static void
build_rows (HeraldEnvironmentStep *self)
{
  if (self->rows->len > 0 || get_report (self) == NULL)
    return;

  add_rows (self, TESTER_SECTION, self->tester);
  add_rows (self, DEVICE_SECTION, self->device);
}

static void
herald_environment_step_refresh (HeraldStep *step)
{
  HeraldEnvironmentStep *self = HERALD_ENVIRONMENT_STEP (step);
  gboolean is_anonymous = herald_report_get_anonymous (get_report (self));

  if (self->is_busy)
    return;

  /* What was found for a report with a name may say too much now. */
  if (is_anonymous != self->is_anonymous)
    {
      self->is_anonymous = is_anonymous;
      herald_capture_list_clear (self->captured);
    }

  self->is_busy = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    herald_field_row_refresh (g_ptr_array_index (self->rows, i));
  self->is_busy = FALSE;

  update_state (self);
}

static gboolean
herald_environment_step_show_place (HeraldStep *step,
                                    const char *place)
{
  HeraldEnvironmentStep *self = HERALD_ENVIRONMENT_STEP (step);
  const HeraldField *field = get_report (self) == NULL ? NULL : find_field (self, place);

  if (field == NULL)
    return FALSE;

  build_rows (self);
  herald_field_row_grab (herald_field_row_find (self->rows, field->id));
  return TRUE;
}

static void
herald_environment_step_map (GtkWidget *widget)
{
  build_rows (HERALD_ENVIRONMENT_STEP (widget));
  herald_step_refresh (HERALD_STEP (widget));

  GTK_WIDGET_CLASS (herald_environment_step_parent_class)->map (widget);
}

/* The person has been here, and has seen all that is asked for. */
static void
herald_environment_step_unmap (GtkWidget *widget)
{
  HeraldEnvironmentStep *self = HERALD_ENVIRONMENT_STEP (widget);

  GTK_WIDGET_CLASS (herald_environment_step_parent_class)->unmap (widget);

  if (self->rows == NULL)
    return;

  self->is_busy = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    herald_field_row_set_visited (g_ptr_array_index (self->rows, i), TRUE);
  self->is_busy = FALSE;

  herald_step_refresh (HERALD_STEP (self));
}

static void
herald_environment_step_constructed (GObject *object)
{
  HeraldEnvironmentStep *self = HERALD_ENVIRONMENT_STEP (object);
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));

  G_OBJECT_CLASS (herald_environment_step_parent_class)->constructed (object);

  herald_step_set_title (HERALD_STEP (self), _("Environment"));
  self->captured = HERALD_CAPTURE_LIST (herald_capture_list_new (desk));
  gtk_box_append (self->tester_head, GTK_WIDGET (self->captured));
  self->is_anonymous = herald_report_get_anonymous (herald_desk_get_report (desk));
}

static void
herald_environment_step_dispose (GObject *object)
{
  HeraldEnvironmentStep *self = HERALD_ENVIRONMENT_STEP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_environment_step_parent_class)->dispose (object);
}

static void
herald_environment_step_class_init (HeraldEnvironmentStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeraldStepClass *step_class = HERALD_STEP_CLASS (klass);

  object_class->constructed = herald_environment_step_constructed;
  object_class->dispose = herald_environment_step_dispose;
  widget_class->map = herald_environment_step_map;
  widget_class->unmap = herald_environment_step_unmap;
  step_class->refresh = herald_environment_step_refresh;
  step_class->show_place = herald_environment_step_show_place;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/heraldreport/Herald/ui/herald-environment-step.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldEnvironmentStep, tester);
  gtk_widget_class_bind_template_child (widget_class, HeraldEnvironmentStep, tester_head);
  gtk_widget_class_bind_template_child (widget_class, HeraldEnvironmentStep, device);
  gtk_widget_class_bind_template_child (widget_class, HeraldEnvironmentStep, nothing);
}

static void
herald_environment_step_init (HeraldEnvironmentStep *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_environment_step_new:
 * @desk: a desk with a report
 *
 * Makes the step about the tester's machine and the device under test.
 *
 * Returns: (transfer floating): the widget
 */
HeraldStep *
herald_environment_step_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_ENVIRONMENT_STEP, "desk", desk, NULL);
}

/**
 * herald_environment_step_has_section:
 * @section: the id of a section of a form
 *
 * Tells whether the fields of a section stand on this step.
 *
 * Returns: %TRUE if they do
 */
gboolean
herald_environment_step_has_section (const char *section)
{
  return g_str_equal (section, TESTER_SECTION) || g_str_equal (section, DEVICE_SECTION);
}
