/* herald-step-list.c: the steps that a vendor's form makes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-before-step.h"
#include "herald-deliver-step.h"
#include "herald-environment-step.h"
#include "herald-evidence-step.h"
#include "herald-log-step.h"
#include "herald-review-step.h"
#include "herald-seal-step.h"
#include "herald-section-step.h"
#include "herald-step-list.h"
#include "herald-vendor-step.h"

static void
take (GPtrArray  *steps,
      HeraldStep *step)
{
  g_ptr_array_add (steps, g_object_ref_sink (step));
}

/* Whether the vendor's form has anything to ask in a section. */
static gboolean
has_section (HeraldVendor *vendor,
             const char   *section)
{
  GPtrArray *fields = herald_vendor_get_fields (vendor);

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      if (field->strictness != HERALD_STRICTNESS_FORBIDDEN && g_str_equal (field->section, section))
        return TRUE;
    }

  return FALSE;
}

static void
take_sections (GPtrArray  *steps,
               HeraldDesk *desk)
{
  HeraldVendor *vendor = herald_report_get_vendor (herald_desk_get_report (desk));
  const char * const *sections = herald_field_catalog_get_sections (herald_field_catalog_get_default ());

  for (guint i = 0; sections[i] != NULL; i++)
    if (has_section (vendor, sections[i]) && !herald_environment_step_has_section (sections[i]))
      take (steps, herald_section_step_new (desk, sections[i]));
}

/**
 * herald_step_list_new:
 * @desk: a desk with a report
 *
 * Makes the steps through the report in progress, in the order suggested.
 *
 * Returns: (transfer full) (element-type HeraldStep): the steps
 */
GPtrArray *
herald_step_list_new (HeraldDesk *desk)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (g_object_unref);

  take (steps, herald_vendor_step_new (desk));
  take (steps, herald_before_step_new (desk));
  take_sections (steps, desk);
  take (steps, herald_environment_step_new (desk));
  take (steps, herald_evidence_step_new (desk));
  take (steps, herald_review_step_new (desk));
  take (steps, herald_seal_step_new (desk));
  take (steps, herald_deliver_step_new (desk));
  take (steps, herald_log_step_new (desk));

  return steps;
}
