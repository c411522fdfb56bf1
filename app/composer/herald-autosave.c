/* herald-autosave.c: what is typed is on the disk within two seconds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-autosave.h"
#include "herald-report-codec.h"

/* From the first change that is not written to the write; typing on does not
 * put it off. A failure is tried again at leisure: the text is in memory. */
#define DELAY_MS 1000
#define RETRY_MS 3000

/* The case as seen from two threads: of two states of the report, the later
 * one is the last to be written, whichever thread comes first. */
typedef struct
{
  GMutex      lock;
  HeraldCase *kept;
  guint64     written; /* the number of the latest state that is on the disk */
} Keeper;

struct _HeraldAutosave
{
  GObject              parent_instance;

  HeraldReport        *report;
  Keeper              *keeper;  /* or NULL: nothing is written */
  guint64              n_states;
  HeraldAutosaveState  state;
  char                *problem;
  guint                timer;
  gboolean             writing;
  gboolean             dirty;   /* changed since the last write began */
  gint64               since;   /* when it was, in monotonic time */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_PROBLEM,
} HeraldAutosaveProperty;

static GParamSpec *properties[PROP_PROBLEM + 1];

G_DEFINE_ENUM_TYPE (HeraldAutosaveState, herald_autosave_state,
                    G_DEFINE_ENUM_VALUE (HERALD_AUTOSAVE_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (HERALD_AUTOSAVE_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (HERALD_AUTOSAVE_FAILING, "failing"),
                    G_DEFINE_ENUM_VALUE (HERALD_AUTOSAVE_MEMORY, "memory"))

G_DEFINE_FINAL_TYPE (HeraldAutosave, herald_autosave, G_TYPE_OBJECT)

static void begin_write (HeraldAutosave *self);

static void
set_state (HeraldAutosave      *self,
           HeraldAutosaveState  state,
           const char          *problem)
{
  if (!g_str_equal (self->problem, problem))
    {
      g_free (self->problem);
      self->problem = g_strdup (problem);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
    }

  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

static gboolean
timer_cb (gpointer data)
{
  HeraldAutosave *self = data;

  self->timer = 0;
  begin_write (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (HeraldAutosave *self,
          guint           delay)
{
  if (self->timer == 0 && !self->writing)
    self->timer = g_timeout_add (delay, timer_cb, self);
}

static void
report_changed_cb (HeraldAutosave *self)
{
  if (self->keeper == NULL)
    return;

  if (!self->dirty)
    self->since = g_get_monotonic_time ();
  self->dirty = TRUE;
  if (self->state == HERALD_AUTOSAVE_SAVED)
    set_state (self, HERALD_AUTOSAVE_SAVING, "");
  schedule (self, DELAY_MS);
}

static Keeper *
keeper_new (HeraldCase *kept)
{
  Keeper *keeper = g_atomic_rc_box_new0 (Keeper);

  g_mutex_init (&keeper->lock);
  keeper->kept = g_object_ref (kept);
  return keeper;
}

static void
keeper_clear (gpointer data)
{
  Keeper *keeper = data;

  g_mutex_clear (&keeper->lock);
  g_object_unref (keeper->kept);
}

static void
keeper_release (gpointer keeper)
{
  g_atomic_rc_box_release_full (keeper, keeper_clear);
}

static gboolean
keeper_write (Keeper      *keeper,
              const char  *json,
              guint64      number,
              GError     **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&keeper->lock);

  if (number <= keeper->written)
    return TRUE;
  if (!herald_case_append (keeper->kept, json, error))
    return FALSE;

  keeper->written = number;
  return TRUE;
}

typedef struct
{
  Keeper  *keeper;
  char    *json;
  guint64  number;
} Write;

static void
write_free (gpointer data)
{
  Write *job = data;

  keeper_release (job->keeper);
  g_free (job->json);
  g_free (job);
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Write *job = task_data;
  GError *error = NULL;

  if (keeper_write (job->keeper, job->json, job->number, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What a person can do about it; which file it was is of no help. */
static const char *
describe (const GError *error)
{
  if (g_error_matches (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NO_SPACE))
    return _("The disk is full. Make room on it: what you type is kept in memory until it can be saved.");
  if (g_error_matches (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_FAILED) ||
      g_error_matches (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND))
    return _("The disk takes nothing, perhaps because it is damaged, read-only or was taken out. "
             "What you type is kept in memory until it can be saved.");

  return error->message;
}

/* A slow disk takes its time for one write, and none away from the next. */
static guint
delay_left (HeraldAutosave *self)
{
  gint64 passed = (g_get_monotonic_time () - self->since) / G_TIME_SPAN_MILLISECOND;

  return (guint) CLAMP (DELAY_MS - passed, 0, DELAY_MS);
}

static void
settle (HeraldAutosave *self,
        const GError   *error)
{
  if (error != NULL)
    {
      self->dirty = TRUE;
      set_state (self, HERALD_AUTOSAVE_FAILING, describe (error));
      schedule (self, RETRY_MS);
    }
  else if (self->dirty)
    {
      set_state (self, HERALD_AUTOSAVE_SAVING, "");
      schedule (self, delay_left (self));
    }
  else
    set_state (self, HERALD_AUTOSAVE_SAVED, "");
}

static void
write_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  HeraldAutosave *self = HERALD_AUTOSAVE (source);
  g_autoptr(GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->writing = FALSE;
  settle (self, error);
}

static void
begin_write (HeraldAutosave *self)
{
  g_autoptr(GTask) task = NULL;
  Write *job;

  if (self->writing || !self->dirty)
    return;

  job = g_new0 (Write, 1);
  job->keeper = g_atomic_rc_box_acquire (self->keeper);
  job->json = herald_report_write (self->report);
  job->number = ++self->n_states;
  self->dirty = FALSE;
  self->writing = TRUE;

  task = g_task_new (self, NULL, write_done_cb, NULL);
  g_task_set_name (task, "herald_autosave_write");
  g_task_set_task_data (task, job, write_free);
  g_task_run_in_thread (task, write_thread);
}

static void
herald_autosave_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  HeraldAutosave *self = HERALD_AUTOSAVE (object);

  switch ((HeraldAutosaveProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
herald_autosave_dispose (GObject *object)
{
  HeraldAutosave *self = HERALD_AUTOSAVE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->report != NULL)
    g_signal_handlers_disconnect_by_data (self->report, self);
  g_clear_object (&self->report);
  g_clear_pointer (&self->keeper, keeper_release);

  G_OBJECT_CLASS (herald_autosave_parent_class)->dispose (object);
}

static void
herald_autosave_finalize (GObject *object)
{
  HeraldAutosave *self = HERALD_AUTOSAVE (object);

  g_free (self->problem);

  G_OBJECT_CLASS (herald_autosave_parent_class)->finalize (object);
}

static void
herald_autosave_class_init (HeraldAutosaveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = herald_autosave_get_property;
  object_class->dispose = herald_autosave_dispose;
  object_class->finalize = herald_autosave_finalize;

  /**
   * HeraldAutosave:state:
   *
   * Whether what was typed is safe.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, HERALD_TYPE_AUTOSAVE_STATE, HERALD_AUTOSAVE_MEMORY,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * HeraldAutosave:problem:
   *
   * Why it is not, as a sentence; empty while it goes well.
   */
  properties[PROP_PROBLEM] =
    g_param_spec_string ("problem", NULL, NULL, "",
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
herald_autosave_init (HeraldAutosave *self)
{
  self->problem = g_strdup ("");
  self->state = HERALD_AUTOSAVE_MEMORY;
}

/**
 * herald_autosave_new:
 * @report: a report
 *
 * Watches a report, which is in memory only until herald_autosave_keep().
 *
 * Returns: (transfer full): the autosave; freeing it ends it, and drops what is
 *   not written yet, so call herald_autosave_flush() first
 */
HeraldAutosave *
herald_autosave_new (HeraldReport *report)
{
  HeraldAutosave *self = g_object_new (HERALD_TYPE_AUTOSAVE, NULL);

  self->report = g_object_ref (report);
  g_signal_connect_swapped (report, "changed", G_CALLBACK (report_changed_cb), self);

  return self;
}

/**
 * herald_autosave_keep:
 * @self: an autosave that does not write yet
 * @kept: the case that its report is kept in from now on
 *
 * Begins to write every change of the report to its case.
 *
 * What the case does not hold yet is written too.
 *
 * Thread: the main thread, whose main loop must run.
 */
void
herald_autosave_keep (HeraldAutosave *self,
                      HeraldCase     *kept)
{
  g_autofree char *held = herald_case_get_report_json (kept, NULL);
  g_autofree char *typed = herald_report_write (self->report);

  g_return_if_fail (self->keeper == NULL);

  self->keeper = keeper_new (kept);
  if (g_strcmp0 (held, typed) == 0)
    set_state (self, HERALD_AUTOSAVE_SAVED, "");
  else
    {
      set_state (self, HERALD_AUTOSAVE_SAVING, "");
      report_changed_cb (self);
    }
}

/**
 * herald_autosave_get_state:
 * @self: an autosave
 *
 * Tells whether what was typed is safe.
 *
 * Returns: the state
 */
HeraldAutosaveState
herald_autosave_get_state (HeraldAutosave *self)
{
  return self->state;
}

/**
 * herald_autosave_get_problem:
 * @self: an autosave
 *
 * Tells why what was typed is not safe.
 *
 * Returns: a translated sentence; empty while it goes well
 */
const char *
herald_autosave_get_problem (HeraldAutosave *self)
{
  return self->problem;
}

/**
 * herald_autosave_flush:
 * @self: an autosave
 * @error: return location for an error
 *
 * Writes what is not written yet, at once.
 *
 * Thread: the main thread; waits for the disk, so only where the person waits
 * too, as when the program ends.
 *
 * Returns: %TRUE if all is on the disk
 */
gboolean
herald_autosave_flush (HeraldAutosave  *self,
                       GError         **error)
{
  g_autofree char *json = NULL;
  g_autoptr(GError) local_error = NULL;

  if (!self->dirty && !self->writing)
    return TRUE;

  json = herald_report_write (self->report);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->dirty = FALSE;
  keeper_write (self->keeper, json, ++self->n_states, &local_error);
  if (local_error != NULL || !self->writing)
    settle (self, local_error);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
