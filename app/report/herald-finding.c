/* herald-finding.c: something that the review found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include "herald-finding.h"
#include "herald-text.h"

/**
 * herald_finding_new:
 * @kind: what was found, a word
 * @severity: what it means for sealing
 * @place: a place in the report, such as `/answers/product.name`
 * @message: one translated sentence; what cannot be seen in it is shown as
 *   numbers
 *
 * Makes a finding whose id is its kind and place.
 *
 * Returns: (transfer full): a finding
 */
HeraldFinding *
herald_finding_new (const char     *kind,
                    HeraldSeverity  severity,
                    const char     *place,
                    const char     *message)
{
  HeraldFinding *self = g_new0 (HeraldFinding, 1);

  self->kind = g_strdup (kind);
  self->severity = severity;
  self->place = g_strdup (place);
  self->message = herald_text_show_hidden (message, FALSE);
  self->id = g_strconcat (kind, ":", place, NULL);

  return self;
}

/**
 * herald_finding_new_decidable:
 * @kind: what was found, a word
 * @severity: what it means for sealing
 * @place: a place in the report
 * @tag: what tells it from others of its kind at its place; nothing typed
 *   may be read from it
 * @message: one translated sentence
 *
 * Makes a finding that a decision with a reason settles.
 *
 * Returns: (transfer full): a finding
 */
HeraldFinding *
herald_finding_new_decidable (const char     *kind,
                              HeraldSeverity  severity,
                              const char     *place,
                              const char     *tag,
                              const char     *message)
{
  HeraldFinding *self = herald_finding_new (kind, severity, place, message);
  char *id = g_strconcat (self->id, ":", tag, NULL);

  g_free (self->id);
  self->id = id;
  self->decidable = TRUE;

  return self;
}

/**
 * herald_finding_free:
 * @self: (transfer full): a finding
 *
 * Frees a finding.
 */
void
herald_finding_free (HeraldFinding *self)
{
  g_free (self->id);
  g_free (self->kind);
  g_free (self->place);
  g_free (self->message);
  g_free (self);
}

/**
 * herald_severity_to_word:
 * @severity: a severity
 *
 * Gives the word that stands for a severity in `--json` output.
 *
 * Returns: `stop`, `warn` or `note`
 */
const char *
herald_severity_to_word (HeraldSeverity severity)
{
  switch (severity)
    {
    case HERALD_SEVERITY_STOP:
      return "stop";
    case HERALD_SEVERITY_WARN:
      return "warn";
    case HERALD_SEVERITY_NOTE:
      return "note";
    default:
      g_assert_not_reached ();
    }
}

/**
 * herald_findings_new:
 *
 * Makes an empty list of findings.
 *
 * Returns: (transfer full) (element-type HeraldFinding): a list that owns
 *   what is added
 */
GPtrArray *
herald_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) herald_finding_free);
}

/**
 * herald_findings_take_new:
 * @findings: (element-type HeraldFinding): findings
 * @kind: what was found, a word
 * @severity: what it means for sealing
 * @place: a place in the report
 * @message: (transfer full): one translated sentence
 *
 * Adds a finding whose sentence was made for it.
 */
void
herald_findings_take_new (GPtrArray      *findings,
                          const char     *kind,
                          HeraldSeverity  severity,
                          const char     *place,
                          char           *message)
{
  g_ptr_array_add (findings, herald_finding_new (kind, severity, place, message));
  g_free (message);
}

/**
 * herald_findings_has_stop:
 * @findings: (element-type HeraldFinding): findings
 *
 * Tells whether one of them keeps a report from being sealed.
 *
 * Returns: %TRUE if one does
 */
gboolean
herald_findings_has_stop (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == HERALD_SEVERITY_STOP)
        return TRUE;
    }

  return FALSE;
}
