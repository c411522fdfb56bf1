/* herald-case-summary.c: what a list of cases shows of one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include "herald-case-summary-private.h"

#define MAX_TITLE   200
#define DATE_LENGTH strlen ("2026-11-21")

/* Fields whose answer can stand for the report, the best first. */
static const char * const title_fields[] = { "vuln.title", "product.name", NULL };

/**
 * herald_case_summary_free:
 * @self: (transfer full): a summary
 *
 * Frees a summary.
 */
void
herald_case_summary_free (HeraldCaseSummary *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->vendor);
  g_free (self->state);
  g_free (self->changed);
  g_free (self->problem);
  g_free (self);
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

static char *
find_title (JsonObject *report)
{
  JsonNode *answers = json_object_get_member (report, "answers");

  for (guint i = 0; answers != NULL && JSON_NODE_HOLDS_OBJECT (answers) && title_fields[i] != NULL; i++)
    {
      const char *text = get_text (json_node_get_object (answers), title_fields[i]);

      if (text[0] != '\0')
        return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_TITLE));
    }

  return g_strdup ("");
}

/* The date of a log entry: an instant begins with its date. */
static const char *
get_date (const HeraldEvent *event)
{
  return event->line->date[0] != '\0' ? event->line->date : event->at;
}

/* Where somebody died while sending, nobody wrote down what came of it. */
static const char *
read_state (const HeraldEvent *event)
{
  const char *state = event != NULL ? herald_log_line_get_state (event->line) : "draft";

  return g_str_equal (state, "sending") ? "unknown" : state;
}

/* What happened last counts, also if it was written down before the rest. */
static const char *
find_state (GPtrArray *events)
{
  const HeraldEvent *last = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i);

      if (event->line != NULL && herald_log_line_get_state (event->line)[0] != '\0' &&
          (last == NULL || strncmp (get_date (event), get_date (last), DATE_LENGTH) >= 0))
        last = event;
    }

  return read_state (last);
}

static const char *
find_changed (GPtrArray *events)
{
  for (guint i = events->len; i > 0; i--)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i - 1);

      if (herald_event_is_version (event) || event->type == HERALD_RECORD_MOVE)
        return event->at;
    }

  return "";
}

/**
 * herald_case_summary_is_anonymous:
 * @report: a report as JSON
 *
 * Tells whether a report is anonymous.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_case_summary_is_anonymous (JsonNode *report)
{
  JsonNode *node = json_object_get_member (json_node_get_object (report), "anonymous");

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/**
 * herald_case_summary_new:
 * @id: the case's id
 * @history: what could be read of it
 * @problem: what is wrong with it, or ""
 *
 * Sums a case up.
 *
 * Returns: (transfer full): the summary
 */
HeraldCaseSummary *
herald_case_summary_new (const char    *id,
                         HeraldHistory *history,
                         const char    *problem)
{
  JsonNode *report = herald_history_get_report (history);
  GPtrArray *events = herald_history_get_events (history);
  HeraldCaseSummary *self = g_new0 (HeraldCaseSummary, 1);

  self->id = g_strdup (id);
  self->title = find_title (json_node_get_object (report));
  self->vendor = g_strdup (get_text (json_node_get_object (report), "vendor"));
  self->state = g_strdup (find_state (events));
  self->anonymous = herald_case_summary_is_anonymous (report);
  self->changed = g_strdup (find_changed (events));
  self->is_readable = TRUE;
  self->problem = g_strdup (problem);
  return self;
}

/**
 * herald_case_summary_new_unreadable:
 * @id: the case's id
 * @problem: why it cannot be read
 *
 * Makes the line of a case that cannot be read.
 *
 * Returns: (transfer full): the summary
 */
HeraldCaseSummary *
herald_case_summary_new_unreadable (const char *id,
                                    const char *problem)
{
  HeraldCaseSummary *self = g_new0 (HeraldCaseSummary, 1);

  self->id = g_strdup (id);
  self->title = g_strdup ("");
  self->vendor = g_strdup ("");
  self->state = g_strdup ("");
  self->changed = g_strdup ("");
  self->problem = g_strdup (problem);
  return self;
}
