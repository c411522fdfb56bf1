/* herald-memory-history.c: undo for a report that is kept nowhere
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-private.h"
#include "herald-memory-history.h"
#include "herald-report-codec.h"

/* What is typed in a second is taken back in one step, as a case does it. */
#define PAUSE_MS  1000
#define MAX_STEPS 200
#define MAX_BYTES (32 * 1024 * 1024)

struct _HeraldMemoryHistory
{
  GObject         parent_instance;

  HeraldComposer *composer;
  HeraldReport   *report;    /* that is watched, or NULL */
  char           *present;   /* the state that the report had last, or NULL */
  gboolean        anonymous; /* whether it was so in that state */
  GPtrArray      *past;      /* states before it, the nearest last */
  GPtrArray      *future;    /* states that were taken back, the nearest last */
  guint           timer;
  gboolean        is_stepping;
};

G_DEFINE_FINAL_TYPE (HeraldMemoryHistory, herald_memory_history, G_TYPE_OBJECT)

/* A state is the whole report in clear. */
static void
state_free (gpointer data)
{
  char *state = data;

  if (state != NULL)
    explicit_bzero (state, strlen (state));
  g_free (state);
}

static void
forget (HeraldMemoryHistory *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_ptr_array_set_size (self->past, 0);
  g_ptr_array_set_size (self->future, 0);
  g_clear_pointer (&self->present, state_free);
}

/* Gives up the oldest states, as long as there are more than are of use. */
static void
limit (HeraldMemoryHistory *self)
{
  gsize bytes = 0;
  guint n_kept = 0;

  while (n_kept < self->past->len && n_kept < MAX_STEPS)
    {
      bytes += strlen (g_ptr_array_index (self->past, self->past->len - 1 - n_kept));
      if (bytes > MAX_BYTES)
        break;
      n_kept++;
    }

  g_ptr_array_remove_range (self->past, 0, self->past->len - n_kept);
}

/* Notes the state that the report has now, if it is another one. */
static void
note (HeraldMemoryHistory *self)
{
  char *state;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->report == NULL || self->present == NULL)
    return;

  state = herald_report_write (self->report);
  if (g_str_equal (state, self->present))
    {
      state_free (state);
      return;
    }

  g_ptr_array_add (self->past, self->present);
  self->present = state;
  g_ptr_array_set_size (self->future, 0);
  limit (self);
}

static gboolean
timer_cb (gpointer data)
{
  HeraldMemoryHistory *self = data;

  self->timer = 0;
  note (self);

  return G_SOURCE_REMOVE;
}

static void
begin (HeraldMemoryHistory *self)
{
  forget (self);
  self->present = herald_report_write (self->report);
  self->anonymous = herald_report_get_anonymous (self->report);
}

static void
changed_cb (HeraldMemoryHistory *self)
{
  if (herald_composer_get_case (self->composer) != NULL)
    forget (self);
  else if (self->present == NULL || (herald_report_get_anonymous (self->report) && !self->anonymous))
    begin (self);
  else if (self->timer == 0)
    self->timer = g_timeout_add (PAUSE_MS, timer_cb, self);
}

static void
watch (HeraldMemoryHistory *self,
       HeraldReport        *report)
{
  if (self->report != NULL)
    g_signal_handlers_disconnect_by_data (self->report, self);
  g_set_object (&self->report, report);
  if (report != NULL)
    g_signal_connect_object (report, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* A report that is the same one in another dress, such as one that is no longer
 * anonymous, keeps its history. */
static void
replaced_cb (HeraldMemoryHistory *self)
{
  HeraldReport *report = herald_composer_get_report (self->composer);
  gboolean is_same = report != NULL && self->report != NULL &&
                     g_str_equal (herald_report_get_id (report), herald_report_get_id (self->report));

  /* What was typed last is a step of its own. */
  if (is_same && !self->is_stepping)
    note (self);
  watch (self, report);
  if (self->is_stepping)
    return;

  if (report == NULL || herald_composer_get_case (self->composer) != NULL)
    forget (self);
  else if (is_same && self->present != NULL && (self->anonymous || !herald_report_get_anonymous (report)))
    {
      note (self);
      self->anonymous = herald_report_get_anonymous (report);
    }
  else
    begin (self);
}

static void
herald_memory_history_dispose (GObject *object)
{
  HeraldMemoryHistory *self = HERALD_MEMORY_HISTORY (object);

  forget (self);
  watch (self, NULL);
  g_clear_object (&self->composer);

  G_OBJECT_CLASS (herald_memory_history_parent_class)->dispose (object);
}

static void
herald_memory_history_finalize (GObject *object)
{
  HeraldMemoryHistory *self = HERALD_MEMORY_HISTORY (object);

  g_ptr_array_unref (self->past);
  g_ptr_array_unref (self->future);

  G_OBJECT_CLASS (herald_memory_history_parent_class)->finalize (object);
}

static void
herald_memory_history_class_init (HeraldMemoryHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_memory_history_dispose;
  object_class->finalize = herald_memory_history_finalize;
}

static void
herald_memory_history_init (HeraldMemoryHistory *self)
{
  self->past = g_ptr_array_new_with_free_func (state_free);
  self->future = g_ptr_array_new_with_free_func (state_free);
}

/**
 * herald_memory_history_new:
 * @composer: whose reports are watched
 *
 * Begins to remember what a report in memory was like before each change.
 *
 * Thread: the main thread, whose main loop must run.
 *
 * Returns: (transfer full): the history
 */
HeraldMemoryHistory *
herald_memory_history_new (HeraldComposer *composer)
{
  HeraldMemoryHistory *self;

  g_return_val_if_fail (HERALD_IS_COMPOSER (composer), NULL);

  self = g_object_new (HERALD_TYPE_MEMORY_HISTORY, NULL);
  self->composer = g_object_ref (composer);
  g_signal_connect_object (composer, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  replaced_cb (self);

  return self;
}

/**
 * herald_memory_history_can_undo:
 * @self: a history
 *
 * Tells whether there is a change to take back.
 *
 * Returns: %TRUE if there is
 */
gboolean
herald_memory_history_can_undo (HeraldMemoryHistory *self)
{
  g_return_val_if_fail (HERALD_IS_MEMORY_HISTORY (self), FALSE);

  note (self);
  return self->past->len > 0;
}

/**
 * herald_memory_history_can_redo:
 * @self: a history
 *
 * Tells whether there is a change that was taken back.
 *
 * Returns: %TRUE if there is
 */
gboolean
herald_memory_history_can_redo (HeraldMemoryHistory *self)
{
  g_return_val_if_fail (HERALD_IS_MEMORY_HISTORY (self), FALSE);

  note (self);
  return self->future->len > 0;
}

/* Shows another state of the report; its files lie where they lay. */
static gboolean
show (HeraldMemoryHistory  *self,
      const char           *state,
      GError              **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (state, strlen (state));
  g_autofree char *folder = g_strdup (self->composer->folder);
  gboolean shown;

  self->is_stepping = TRUE;
  shown = herald_composer_load_bytes (self->composer, bytes, _("the report"), folder, error);
  self->is_stepping = FALSE;
  if (shown)
    self->anonymous = herald_report_get_anonymous (self->report);

  return shown;
}

/* The newest state, as it is when nobody says who wrote it; or NULL. */
static char *
dup_newest_without_writer (HeraldMemoryHistory *self)
{
  const char *newest = self->future->len > 0 ? g_ptr_array_index (self->future, 0) : self->present;
  g_autoptr(GBytes) bytes = g_bytes_new_static (newest, strlen (newest));
  g_autoptr(HeraldReport) report = herald_report_read (bytes, self->composer->vendors, NULL);

  if (report == NULL)
    return NULL;

  herald_report_turn_anonymous (report);
  return herald_report_write (report);
}

/* A step back made the report anonymous: what was written under a name since is
 * forgotten, but for the words that do not tell it. All before is anonymous. */
static void
forget_writer (HeraldMemoryHistory *self,
               const char          *state)
{
  char *newest = dup_newest_without_writer (self);

  g_ptr_array_set_size (self->future, 0);
  g_clear_pointer (&self->present, state_free);
  if (newest != NULL && !g_str_equal (newest, state))
    g_ptr_array_add (self->future, newest);
  else
    state_free (newest);
}

static gboolean
step (HeraldMemoryHistory  *self,
      GPtrArray            *from,
      GPtrArray            *to,
      GError              **error)
{
  gboolean was_anonymous = self->anonymous;

  g_return_val_if_fail (from->len > 0, FALSE);

  if (!show (self, g_ptr_array_index (from, from->len - 1), error))
    return FALSE;

  if (self->anonymous && !was_anonymous)
    forget_writer (self, g_ptr_array_index (from, from->len - 1));
  else
    g_ptr_array_add (to, self->present);
  self->present = g_ptr_array_steal_index (from, from->len - 1);
  return TRUE;
}

/**
 * herald_memory_history_undo:
 * @self: a history that can undo
 * @error: return location for an error
 *
 * Takes the last change back.
 *
 * The report in progress is a new object then. If that makes it anonymous, its
 * history forgets who wrote it; redoing brings the other words back.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_memory_history_undo (HeraldMemoryHistory  *self,
                            GError              **error)
{
  g_return_val_if_fail (HERALD_IS_MEMORY_HISTORY (self), FALSE);

  note (self);
  return step (self, self->past, self->future, error);
}

/**
 * herald_memory_history_redo:
 * @self: a history that can redo
 * @error: return location for an error
 *
 * Makes a change again that was taken back.
 *
 * The report in progress is a new object then.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_memory_history_redo (HeraldMemoryHistory  *self,
                            GError              **error)
{
  g_return_val_if_fail (HERALD_IS_MEMORY_HISTORY (self), FALSE);

  return step (self, self->future, self->past, error);
}
