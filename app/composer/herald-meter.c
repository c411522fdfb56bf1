/* herald-meter.c: how much of what a vendor asked for is answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include "herald-meter.h"

/**
 * herald_meter_read:
 * @report: a report
 * @meter: (out caller-allocates): how full it is
 *
 * Counts how much of what the vendor asked for is answered.
 *
 * Fields whose condition does not hold do not count, nor do contact fields in
 * an anonymous report. That something is unknown is an answer.
 */
void
herald_meter_read (HeraldReport *report,
                   HeraldMeter  *meter)
{
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));

  *meter = (HeraldMeter) { 0 };
  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);
      JsonNode *answer = herald_report_get_answer (report, field->id);
      gboolean is_answered = answer != NULL && !herald_answer_is_empty (answer) &&
                             !herald_answer_is_blank (answer);

      if (!herald_report_asks (report, field) ||
          (herald_report_get_anonymous (report) && herald_field_is_contact (field)))
        continue;

      if (field->strictness == HERALD_STRICTNESS_REQUIRED)
        {
          meter->n_required++;
          meter->n_required_answered += is_answered;
        }
      else if (field->strictness == HERALD_STRICTNESS_REQUESTED)
        {
          meter->n_requested++;
          meter->n_requested_answered += is_answered;
        }
    }
}
