/* herald-field-row.c: one field of a vendor's form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-field-frame.h"
#include "herald-field-row-private.h"

/* What is typed goes into the report before the next key press is looked at,
 * so that undoing, reviewing or sealing never misses a word; and only once for
 * all that happens in one turn of the main loop, such as when text is pasted. */
#define COMMIT_PRIORITY G_PRIORITY_HIGH

typedef struct
{
  HeraldDesk         *desk;
  HeraldField        *field;
  HeraldFieldFrame   *frame;
  GtkEventController *focus;

  char               *report;  /* the id of the report that is shown, or NULL */
  JsonNode           *known;   /* its answer, as the control shows it, or NULL */
  guint               commit;  /* an idle source: something was typed, or 0 */
  char               *problem; /* why what is typed is not in the report, or NULL */
  char               *told;    /* what of that is shown, or NULL */
  gboolean            is_loading;
  gboolean            is_visited;
} HeraldFieldRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HeraldFieldRow, herald_field_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
  PROP_FIELD,
  PROP_VISITED,
} HeraldFieldRowProperty;

static GParamSpec *properties[PROP_VISITED + 1];

/* Nothing is held against a field that the person has not come to yet. */
static void
update_problems (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);
  HeraldProblemList *problems = herald_field_frame_get_problems (priv->frame);

  herald_problem_list_begin (problems);
  if (priv->told != NULL)
    herald_problem_list_add (problems, HERALD_SEVERITY_STOP, priv->told);

  if (priv->is_visited)
    herald_problem_list_add_findings (problems, herald_desk_get_findings (priv->desk), priv->field->id,
                                      /* The counter has said it already. */
                                      herald_field_frame_is_over (priv->frame) ? "too-long" : NULL);

  if (herald_problem_list_end (problems))
    herald_field_frame_describe (priv->frame);
}

/* The report, as long as it is one with this field. */
static HeraldReport *
get_report (HeraldFieldRowPrivate *priv)
{
  HeraldReport *report = herald_desk_get_report (priv->desk);

  if (report == NULL || herald_vendor_find_field (herald_report_get_vendor (report), priv->field->id) == NULL)
    return NULL;

  return report;
}

/* A field that is not asked for is hidden, and keeps its answer. What must not be
 * in the report has no control either, except to take out what is there. */
static void
update_visible (HeraldFieldRow *self,
                HeraldReport   *report,
                gboolean        has_focus)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);
  gboolean is_wanted = priv->field->strictness != HERALD_STRICTNESS_FORBIDDEN;
  gboolean is_withheld = herald_report_get_anonymous (report) && herald_field_is_contact (priv->field);
  gboolean is_there = has_focus || (priv->known != NULL && !herald_answer_is_empty (priv->known));

  gtk_widget_set_visible (GTK_WIDGET (self), herald_report_asks (report, priv->field) && (!is_withheld || is_there));
  herald_field_frame_show_control (priv->frame, is_wanted || is_there);
}

static void
set_known (HeraldFieldRowPrivate *priv,
           JsonNode              *answer)
{
  g_clear_pointer (&priv->known, json_node_unref);
  priv->known = json_node_ref (answer);
}

static void
set_text (char       **place,
          const char  *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/* What is no answer yet stays in the control and out of the report. Only once
 * the person is done with it, an earlier answer, which the screen does not show
 * any more, goes. */
static void
commit (HeraldFieldRow *self,
        gboolean        is_done)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);
  HeraldReport *report = get_report (priv);
  g_autoptr(JsonNode) answer = NULL;
  g_autofree char *problem = NULL;

  g_clear_handle_id (&priv->commit, g_source_remove);

  /* What was typed into one report is not for the next. */
  if (report == NULL || g_strcmp0 (herald_report_get_id (report), priv->report) != 0)
    return;

  if (herald_field_frame_get_unknown (priv->frame))
    answer = herald_answer_new_unknown ();
  else
    answer = HERALD_FIELD_ROW_GET_CLASS (self)->read (self, &problem);
  if (answer == NULL && is_done)
    answer = herald_answer_new_empty (priv->field);

  if (answer != NULL)
    {
      if (herald_report_set_answer (report, priv->field->id, answer, NULL))
        set_known (priv, herald_report_get_answer (report, priv->field->id));
      else if (problem == NULL)
        problem = g_strdup (_("Not in the report: this is more than a report can hold. Put it into a file and add that as evidence"));
    }

  set_text (&priv->problem, problem);
  if (is_done || problem == NULL)
    set_text (&priv->told, problem);
  update_problems (self);
}

static gboolean
commit_cb (gpointer data)
{
  commit (data, FALSE);

  return G_SOURCE_REMOVE;
}

/* The person is done with it, for now. */
static void
finish (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);
  HeraldFieldRowClass *klass = HERALD_FIELD_ROW_GET_CLASS (self);

  if (klass->tidy != NULL)
    klass->tidy (self);
  if (priv->commit != 0 || priv->problem != NULL)
    commit (self, TRUE);
}

static void
leave_cb (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);
  HeraldReport *report = get_report (priv);

  finish (self);
  if (report != NULL)
    update_visible (self, report, FALSE);
  herald_field_row_set_visited (self, TRUE);
}

static void
load (HeraldFieldRow *self,
      JsonNode       *answer)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);
  g_autoptr(JsonNode) empty = herald_answer_new_empty (priv->field);

  set_known (priv, answer);
  set_text (&priv->problem, NULL);
  set_text (&priv->told, NULL);

  priv->is_loading = TRUE;
  herald_field_frame_set_unknown (priv->frame, herald_answer_is_unknown (answer));
  HERALD_FIELD_ROW_GET_CLASS (self)->load (self, herald_field_frame_get_unknown (priv->frame) ? empty : answer);
  priv->is_loading = FALSE;
}

static void
herald_field_row_unmap (GtkWidget *widget)
{
  finish (HERALD_FIELD_ROW (widget));

  GTK_WIDGET_CLASS (herald_field_row_parent_class)->unmap (widget);
}

static void
herald_field_row_constructed (GObject *object)
{
  HeraldFieldRow *self = HERALD_FIELD_ROW (object);
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  G_OBJECT_CLASS (herald_field_row_parent_class)->constructed (object);

  priv->frame = HERALD_FIELD_FRAME (herald_field_frame_new (priv->field));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (priv->frame));
  g_signal_connect_object (priv->frame, "notify::unknown", G_CALLBACK (herald_field_row_edited), self, G_CONNECT_SWAPPED);

  priv->focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (priv->focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), priv->focus);
}

static void
herald_field_row_dispose (GObject *object)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (HERALD_FIELD_ROW (object));

  g_clear_handle_id (&priv->commit, g_source_remove);
  g_clear_object (&priv->desk);

  G_OBJECT_CLASS (herald_field_row_parent_class)->dispose (object);
}

static void
herald_field_row_finalize (GObject *object)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (HERALD_FIELD_ROW (object));

  g_clear_pointer (&priv->field, herald_field_free);
  g_clear_pointer (&priv->known, json_node_unref);
  g_free (priv->report);
  g_free (priv->problem);
  g_free (priv->told);

  G_OBJECT_CLASS (herald_field_row_parent_class)->finalize (object);
}

static void
herald_field_row_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (HERALD_FIELD_ROW (object));

  switch ((HeraldFieldRowProperty) property_id)
    {
    case PROP_VISITED:
      g_value_set_boolean (value, priv->is_visited);
      break;
    case PROP_DESK:
    case PROP_FIELD:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_field_row_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  HeraldFieldRow *self = HERALD_FIELD_ROW (object);
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  switch ((HeraldFieldRowProperty) property_id)
    {
    case PROP_DESK:
      priv->desk = g_value_dup_object (value);
      break;
    case PROP_FIELD:
      priv->field = herald_field_copy (g_value_get_pointer (value));
      break;
    case PROP_VISITED:
      herald_field_row_set_visited (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_field_row_class_init (HeraldFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = herald_field_row_constructed;
  object_class->dispose = herald_field_row_dispose;
  object_class->finalize = herald_field_row_finalize;
  object_class->get_property = herald_field_row_get_property;
  object_class->set_property = herald_field_row_set_property;

  GTK_WIDGET_CLASS (klass)->unmap = herald_field_row_unmap;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FIELD] =
    g_param_spec_pointer ("field", NULL, NULL,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VISITED] =
    g_param_spec_boolean ("visited", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
herald_field_row_init (HeraldFieldRow *self)
{
}

/**
 * herald_field_row_get_field:
 * @self: a row
 *
 * Gives the field that is answered here.
 *
 * Returns: (transfer none): the row's own copy
 */
const HeraldField *
herald_field_row_get_field (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  g_return_val_if_fail (HERALD_IS_FIELD_ROW (self), NULL);

  return priv->field;
}

/**
 * herald_field_row_refresh:
 * @self: a row
 *
 * Shows the report and the findings as they are now.
 *
 * A row whose field is not asked for is hidden; its answer stays. What the
 * person is typing in keeps its focus and, where it is the same, its cursor.
 */
void
herald_field_row_refresh (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);
  HeraldReport *report;
  JsonNode *answer;

  g_return_if_fail (HERALD_IS_FIELD_ROW (self));

  report = get_report (priv);
  if (report == NULL)
    return;

  answer = herald_report_get_answer (report, priv->field->id);
  if (g_strcmp0 (priv->report, herald_report_get_id (report)) != 0)
    {
      set_text (&priv->report, herald_report_get_id (report));
      herald_field_row_set_visited (self, FALSE);
      g_clear_handle_id (&priv->commit, g_source_remove);
      load (self, answer);
    }
  else if (priv->commit == 0 && answer != priv->known && !json_node_equal (answer, priv->known))
    load (self, answer);

  update_visible (self, report, gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (priv->focus)));
  update_problems (self);
}

/**
 * herald_field_row_flush:
 * @self: a row
 *
 * Puts what was typed into the report now.
 *
 * It happens by itself before the next event is looked at; this is for who
 * reads the report in the same turn of the main loop.
 */
void
herald_field_row_flush (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  g_return_if_fail (HERALD_IS_FIELD_ROW (self));

  if (priv->commit != 0)
    commit (self, FALSE);
}

/**
 * herald_field_row_grab:
 * @self: a row
 *
 * Puts the focus on the control, and says what is wrong with its answer.
 */
void
herald_field_row_grab (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  g_return_if_fail (HERALD_IS_FIELD_ROW (self));

  herald_field_row_set_visited (self, TRUE);
  herald_field_frame_grab (priv->frame);
}

/**
 * herald_field_row_get_visited:
 * @self: a row
 *
 * Tells whether the person has left it, or was led to it.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_field_row_get_visited (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  g_return_val_if_fail (HERALD_IS_FIELD_ROW (self), FALSE);

  return priv->is_visited;
}

/**
 * herald_field_row_set_visited:
 * @self: a row
 * @visited: whether the person was here
 *
 * Sets whether what is wrong with the answer is said.
 */
void
herald_field_row_set_visited (HeraldFieldRow *self,
                              gboolean        visited)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  g_return_if_fail (HERALD_IS_FIELD_ROW (self));

  if (priv->is_visited == visited)
    return;

  priv->is_visited = visited;
  update_problems (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISITED]);
}

/**
 * herald_field_row_has_problem:
 * @self: a row
 *
 * Tells whether the control holds something that is not in the report.
 *
 * Returns: %TRUE when that is so and was said
 */
gboolean
herald_field_row_has_problem (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  g_return_val_if_fail (HERALD_IS_FIELD_ROW (self), FALSE);

  return priv->told != NULL;
}

HeraldDesk *
herald_field_row_get_desk (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  return priv->desk;
}

HeraldFieldFrame *
herald_field_row_get_frame (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  return priv->frame;
}

/* Something was typed or chosen. */
void
herald_field_row_edited (HeraldFieldRow *self)
{
  HeraldFieldRowPrivate *priv = herald_field_row_get_instance_private (self);

  if (!priv->is_loading && priv->commit == 0)
    priv->commit = g_idle_add_full (COMMIT_PRIORITY, commit_cb, self, NULL);
}
