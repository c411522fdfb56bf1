/* herald-review.c: what keeps a report from being ready
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-data-text.h"
#include "herald-language.h"
#include "herald-review-private.h"
#include "herald-review.h"

static void
review_rule (HeraldReport     *report,
             const HeraldRule *rule,
             gboolean          is_term,
             GPtrArray        *findings)
{
  g_autofree char *place = g_strconcat ("/attestations/", rule->id, NULL);
  const char *title = herald_data_text (rule->title);
  gboolean outdated;
  char *message;

  if (herald_report_get_attestation (report, rule, &outdated) != NULL)
    return;

  if (outdated)
    /* TRANSLATORS: %s is the short title of a vendor's rule */
    message = g_strdup_printf (_("The vendor’s wording of “%s” has changed since you agreed to it; read it again"), title);
  else if (is_term)
    /* TRANSLATORS: %s is the short title of a vendor's legal term */
    message = g_strdup_printf (_("The term “%s” is not accepted yet"), title);
  else
    /* TRANSLATORS: %s is the short title of a vendor's rule */
    message = g_strdup_printf (_("The rule “%s” is not confirmed yet"), title);

  herald_findings_take_new (findings, is_term ? "term" : "prerequisite",
                            is_term || rule->blocking ? HERALD_SEVERITY_STOP : HERALD_SEVERITY_WARN, place, message);
}

static void
review_diversion (HeraldReport          *report,
                  const HeraldDiversion *diversion,
                  GPtrArray             *findings)
{
  g_autofree char *place = g_strconcat ("/diversions/", diversion->id, NULL);

  switch (herald_report_get_diversion (report, diversion->id))
    {
    case HERALD_DIVERSION_UNANSWERED:
      herald_findings_take_new (findings, "diversion", HERALD_SEVERITY_STOP, place,
                                /* TRANSLATORS: %s is a question that a vendor asks first */
                                g_strdup_printf (_("This question is not answered yet: %s"),
                                                 herald_data_text (diversion->question)));
      break;

    case HERALD_DIVERSION_YES:
      herald_findings_take_new (findings, "diversion-yes", HERALD_SEVERITY_WARN, place,
                                g_strdup (herald_data_text (diversion->advice)));
      break;

    case HERALD_DIVERSION_NO:
    default:
      break;
    }
}

static void
append_prose (const char *text,
              gpointer    data)
{
  g_string_append_printf (data, "%s\n", text);
}

static char *
collect_prose (HeraldReport *report)
{
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));
  g_autoptr(GString) prose = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      if (field->kind == HERALD_FIELD_PROSE)
        herald_answer_foreach_text (herald_report_get_answer (report, field->id),
                                    append_prose, prose);
    }

  return g_string_free (g_steal_pointer (&prose), FALSE);
}

static void
review_language (HeraldReport *report,
                 GPtrArray    *findings)
{
  HeraldVendor *vendor = herald_report_get_vendor (report);
  const char *wanted = herald_vendor_get_language (vendor);
  HeraldStrictness strictness = herald_vendor_get_language_strictness (vendor);
  g_autofree char *prose = NULL, *guess = NULL;

  if (!herald_language_same (herald_report_get_language (report), wanted))
    {
      herald_findings_take_new (findings, "language",
                                strictness == HERALD_STRICTNESS_REQUIRED ? HERALD_SEVERITY_STOP : HERALD_SEVERITY_WARN,
                                "/language",
                                /* TRANSLATORS: the first %s is a vendor's name, the second a language tag, such as “en” */
                                g_strdup_printf (_("%s asks for reports in another language (%s)"),
                                                 herald_vendor_get_name (vendor), wanted));
      return;
    }

  prose = collect_prose (report);
  guess = herald_language_guess (prose);
  if (guess != NULL && !herald_language_same (guess, wanted))
    herald_findings_take_new (findings, "language", HERALD_SEVERITY_WARN, "/language",
                              /* TRANSLATORS: the first two %s are language tags, such as “de” and
                               * “en”, the last a vendor's name */
                              g_strdup_printf (_("The text looks like another language (%s) than the one (%s) that %s asks for"),
                                               guess, wanted, herald_vendor_get_name (vendor)));
}

static void
review_anonymity (HeraldReport *report,
                  GPtrArray    *findings)
{
  HeraldVendor *vendor = herald_report_get_vendor (report);

  if (!herald_report_get_anonymous (report))
    return;

  switch (herald_vendor_get_anonymity (vendor))
    {
    case HERALD_ANONYMITY_REFUSED:
      herald_findings_take_new (findings, "anonymity", HERALD_SEVERITY_STOP, "/anonymous",
                                /* TRANSLATORS: %s is a vendor's name */
                                g_strdup_printf (_("%s does not take anonymous reports"),
                                                 herald_vendor_get_name (vendor)));
      break;

    case HERALD_ANONYMITY_ALLOWED:
    case HERALD_ANONYMITY_SILENT:
    default:
      herald_findings_take_new (findings, "anonymity", HERALD_SEVERITY_NOTE, "/anonymous",
                                g_strdup (herald_data_text (herald_vendor_get_anonymity_consequence (vendor))));
      break;
    }
}

/**
 * herald_review_report:
 * @report: a report
 * @today: the date from which later ones lie in the future, `YYYY-MM-DD`
 *
 * Reviews what a report says against what its vendor asks for.
 *
 * No file is read. Each cause gives one finding.
 *
 * Returns: (transfer full) (element-type HeraldFinding): what was found, in
 *   the order of the form
 */
GPtrArray *
herald_review_report (HeraldReport *report,
                      const char   *today)
{
  HeraldVendor *vendor = herald_report_get_vendor (report);
  GPtrArray *diversions = herald_vendor_get_diversions (vendor);
  GPtrArray *prerequisites = herald_vendor_get_prerequisites (vendor);
  GPtrArray *terms = herald_vendor_get_terms (vendor);
  GPtrArray *findings = herald_findings_new ();

  review_anonymity (report, findings);
  for (guint i = 0; i < diversions->len; i++)
    review_diversion (report, g_ptr_array_index (diversions, i), findings);
  for (guint i = 0; i < prerequisites->len; i++)
    review_rule (report, g_ptr_array_index (prerequisites, i), FALSE, findings);
  for (guint i = 0; i < terms->len; i++)
    review_rule (report, g_ptr_array_index (terms, i), TRUE, findings);
  review_language (report, findings);
  herald_review_answers (report, today, findings);

  return findings;
}

/**
 * herald_review_decide:
 * @report: a report
 * @findings: (element-type HeraldFinding): what was found, in any room
 *
 * Applies the person's decisions.
 *
 * A decidable finding that was decided on becomes a note.
 */
void
herald_review_decide (HeraldReport *report,
                      GPtrArray    *findings)
{
  GPtrArray *decisions = herald_report_get_decisions (report);

  for (guint i = 0; i < findings->len; i++)
    {
      HeraldFinding *finding = g_ptr_array_index (findings, i);

      for (guint j = 0; finding->decidable && j < decisions->len; j++)
        {
          const HeraldDecision *decision = g_ptr_array_index (decisions, j);

          if (g_str_equal (decision->finding, finding->id))
            finding->severity = HERALD_SEVERITY_NOTE;
        }
    }
}
