/* herald-sent-state.c: whether the report can be sent, and whether the person sent it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-composer-log.h"
#include "herald-sent-state.h"

/**
 * herald_sent_state_get:
 * @desk: what the window works on
 *
 * Tells whether the log of the case says that the person sent the report.
 *
 * Returns: complete if so, and untouched otherwise
 */
HeraldStepState
herald_sent_state_get (HeraldDesk *desk)
{
  HeraldComposer *composer = herald_desk_get_composer (desk);
  g_autoptr(HeraldTimeline) timeline = NULL;

  if (herald_composer_get_case (composer) == NULL)
    return HERALD_STEP_UNTOUCHED;

  timeline = herald_composer_get_timeline (composer);
  for (guint i = 0; i < timeline->items->len; i++)
    {
      const HeraldTimelineItem *item = g_ptr_array_index (timeline->items, i);

      if (item->kind == HERALD_TIMELINE_ENTRY && herald_log_kind_is_departure (item->id))
        return HERALD_STEP_COMPLETE;
    }

  return HERALD_STEP_UNTOUCHED;
}

/**
 * herald_sent_state_count_stops:
 * @desk: what the window works on
 *
 * Counts what the review found that keeps the report from being sealed, and so from being sent.
 *
 * Returns: how many
 */
guint
herald_sent_state_count_stops (HeraldDesk *desk)
{
  GPtrArray *findings = herald_desk_get_findings (desk);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const HeraldFinding *) g_ptr_array_index (findings, i))->severity == HERALD_SEVERITY_STOP;

  return n;
}

/**
 * herald_sent_state_is_stopped:
 * @desk: what the window works on
 *
 * Tells whether something keeps the report from being sealed and sent.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_sent_state_is_stopped (HeraldDesk *desk)
{
  return herald_sent_state_count_stops (desk) > 0;
}
