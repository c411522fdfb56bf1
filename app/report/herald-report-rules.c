/* herald-report-rules.c: what the person answered to a vendor’s rules, and decided
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-hash.h"
#include "herald-report-private.h"
#include "herald-text.h"

#define MAX_REASON_CHARS 1000

/**
 * herald_report_get_diversion:
 * @self: a report
 * @diversion: the id of a diversion of its vendor
 *
 * Gives what was answered to a diversion's question.
 *
 * Returns: the answer
 */
HeraldDiversionAnswer
herald_report_get_diversion (HeraldReport *self,
                             const char   *diversion)
{
  return (HeraldDiversionAnswer) GPOINTER_TO_INT (g_hash_table_lookup (self->diversions, diversion));
}

/**
 * herald_report_set_diversion:
 * @self: a report
 * @diversion: the id of a diversion
 * @answer: what the person says
 * @error: return location for an error
 *
 * Answers a diversion's question.
 *
 * Returns: %FALSE with an error if the vendor has no such diversion
 */
gboolean
herald_report_set_diversion (HeraldReport           *self,
                             const char             *diversion,
                             HeraldDiversionAnswer   answer,
                             GError                **error)
{
  const HeraldDiversion *entry = herald_vendor_find_diversion (self->vendor, diversion);

  if (entry == NULL)
    {
      g_set_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_NOT_FOUND,
                   /* TRANSLATORS: the first %s is an id, such as
                    * “adverse-event”, the second a vendor's name */
                   _("“%s” is not a question of %s"),
                   diversion, herald_vendor_get_name (self->vendor));
      return FALSE;
    }

  if (answer != herald_report_get_diversion (self, diversion))
    {
      g_hash_table_insert (self->diversions, entry->id, GINT_TO_POINTER (answer));
      herald_report_changed (self);
    }

  return TRUE;
}

static gboolean
remove_attestation (HeraldReport *self,
                    const char   *rule)
{
  for (guint i = 0; i < self->attestations->len; i++)
    {
      const HeraldAttestation *entry = g_ptr_array_index (self->attestations, i);

      if (g_str_equal (entry->rule, rule))
        return g_ptr_array_remove_index (self->attestations, i) != NULL;
    }

  return FALSE;
}

/* Takes all three texts. */
void
herald_report_take_attestation (HeraldReport *self,
                                char         *rule,
                                char         *sha256,
                                char         *at)
{
  HeraldAttestation *attestation = g_new0 (HeraldAttestation, 1);

  attestation->rule = rule;
  attestation->sha256 = sha256;
  attestation->at = at;
  g_ptr_array_add (self->attestations, attestation);
}

/**
 * herald_report_attest:
 * @self: a report
 * @rule: the id of a prerequisite or term
 * @error: return location for an error
 *
 * Ticks a prerequisite, or accepts a term, in its present wording and now.
 *
 * Returns: %FALSE with an error if the vendor has no such rule
 */
gboolean
herald_report_attest (HeraldReport  *self,
                      const char    *rule,
                      GError       **error)
{
  const HeraldRule *entry = herald_vendor_find_rule (self->vendor, rule, NULL);

  if (entry == NULL)
    {
      g_set_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_NOT_FOUND,
                   /* TRANSLATORS: the first %s is an id, such as “in-use”, the
                    * second a vendor's name */
                   _("“%s” is not a rule of %s"), rule, herald_vendor_get_name (self->vendor));
      return FALSE;
    }

  remove_attestation (self, rule);
  herald_report_take_attestation (self, g_strdup (rule), herald_hash_of_text (entry->wording),
                                  herald_report_dup_now (self));
  herald_report_changed (self);
  return TRUE;
}

/**
 * herald_report_withdraw:
 * @self: a report
 * @rule: the id of a prerequisite or term
 *
 * Takes back that a rule was ticked or a term accepted.
 *
 * Returns: %FALSE if it was not
 */
gboolean
herald_report_withdraw (HeraldReport *self,
                        const char   *rule)
{
  if (!remove_attestation (self, rule))
    return FALSE;

  herald_report_changed (self);
  return TRUE;
}

/**
 * herald_report_get_attestation:
 * @self: a report
 * @rule: a prerequisite or term of its vendor
 * @outdated: (out) (optional): whether an earlier wording was attested to
 *
 * Gives the attestation to a rule's present wording.
 *
 * One to a wording that has changed since counts as not given.
 *
 * Returns: (nullable): the attestation
 */
const HeraldAttestation *
herald_report_get_attestation (HeraldReport     *self,
                               const HeraldRule *rule,
                               gboolean         *outdated)
{
  g_autofree char *sha256 = herald_hash_of_text (rule->wording);

  if (outdated != NULL)
    *outdated = FALSE;

  for (guint i = 0; i < self->attestations->len; i++)
    {
      const HeraldAttestation *entry = g_ptr_array_index (self->attestations, i);

      if (!g_str_equal (entry->rule, rule->id))
        continue;
      if (g_str_equal (entry->sha256, sha256))
        return entry;
      if (outdated != NULL)
        *outdated = TRUE;
    }

  return NULL;
}

/**
 * herald_report_get_decisions:
 * @self: a report
 *
 * Lists the findings that were decided on.
 *
 * Returns: (transfer none) (element-type HeraldDecision): the findings that
 *   the person decided on
 */
GPtrArray *
herald_report_get_decisions (HeraldReport *self)
{
  return self->decisions;
}

/**
 * herald_report_decide:
 * @self: a report
 * @finding: a finding's id
 * @reason: why it may stay, not blank
 * @error: return location for an error
 *
 * Keeps what a finding is about.
 *
 * The reason stays with the report and is never exported.
 *
 * Returns: %FALSE with an error if the reason is missing, or there are too many
 */
gboolean
herald_report_decide (HeraldReport  *self,
                      const char    *finding,
                      const char    *reason,
                      GError       **error)
{
  HeraldDecision *decision = NULL;

  if (herald_text_is_blank (reason) || g_utf8_strlen (reason, -1) > MAX_REASON_CHARS)
    {
      g_set_error_literal (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_WRONG_ANSWER,
                           _("A decision needs a reason, in at most 1,000 characters"));
      return FALSE;
    }

  for (guint i = 0; i < self->decisions->len; i++)
    {
      HeraldDecision *entry = g_ptr_array_index (self->decisions, i);

      if (g_str_equal (entry->finding, finding))
        decision = entry;
    }

  if (decision == NULL && self->decisions->len >= HERALD_REPORT_MAX_DECISIONS)
    {
      g_set_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_TOO_MANY,
                   /* TRANSLATORS: %d is the largest number of decisions */
                   _("A report can hold at most %d decisions"), HERALD_REPORT_MAX_DECISIONS);
      return FALSE;
    }

  if (decision == NULL)
    {
      decision = g_new0 (HeraldDecision, 1);
      decision->finding = g_strdup (finding);
      g_ptr_array_add (self->decisions, decision);
    }

  g_free (decision->reason);
  decision->reason = g_strdup (reason);
  herald_report_changed (self);
  return TRUE;
}
