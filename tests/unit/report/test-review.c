/* test-review.c: what keeps a report from being ready
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-review.h"
#include "practice.h"

#define TODAY "2026-11-21"

static void
assert_finding (HeraldReport   *report,
                const char     *kind,
                const char     *place,
                HeraldSeverity  severity)
{
  g_autoptr(GPtrArray) findings = herald_review_report (report, TODAY);
  const HeraldFinding *finding = practice_find (findings, kind, place);

  if (finding == NULL)
    g_error ("no %s at %s", kind, place);
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpuint (strlen (finding->message), >, 10);
  g_assert_cmpuint (practice_count_at (findings, place), ==, 1);
}

static void
assert_nothing (HeraldReport *report,
                const char   *place)
{
  g_autoptr(GPtrArray) findings = herald_review_report (report, TODAY);

  g_assert_cmpuint (practice_count_at (findings, place), ==, 0);
}

static void
test_ready (void)
{
  static const char * const vendors[] = { "practice", "baxter", "fresenius" };

  for (guint i = 0; i < G_N_ELEMENTS (vendors); i++)
    {
      g_autoptr(HeraldReport) report = practice_report (vendors[i], FALSE);
      g_autoptr(GPtrArray) findings = NULL;

      practice_fill (report);
      practice_fill (report); /* again, for the conditions that hold now */
      findings = herald_review_report (report, TODAY);
      for (guint j = 0; j < findings->len; j++)
        g_test_message ("%s", ((HeraldFinding *) g_ptr_array_index (findings, j))->message);
      g_assert_false (herald_findings_has_stop (findings));
    }
}

static void
test_nothing_twice (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  g_autoptr(GPtrArray) findings = herald_review_report (report, TODAY);
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (findings->len, >, 10);
  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      g_assert_true (g_hash_table_add (ids, finding->id));
      g_assert_cmpuint (practice_count_at (findings, finding->place), ==, 1);
    }
}

static void
test_missing_by_strictness (void)
{
  g_autoptr(HeraldReport) fresenius = practice_report ("fresenius", FALSE);
  g_autoptr(HeraldReport) baxter = practice_report ("baxter", FALSE);

  assert_finding (fresenius, "missing", "/answers/product.name", HERALD_SEVERITY_STOP);
  assert_finding (baxter, "missing", "/answers/product.name", HERALD_SEVERITY_WARN);
  assert_nothing (fresenius, "/answers/contact.phone");
  practice_answer (fresenius, "product.name", "Pump");
  assert_nothing (fresenius, "/answers/product.name");
}

static void
test_unknown_is_an_answer (void)
{
  g_autoptr(HeraldReport) report = practice_report ("fresenius", FALSE);
  g_autoptr(JsonNode) unknown = herald_answer_new_unknown ();

  g_assert_true (herald_report_set_answer (report, "product.version", unknown, NULL));
  assert_nothing (report, "/answers/product.version");
}

static void
test_conditional (void)
{
  g_autoptr(HeraldReport) report = practice_report ("fresenius", FALSE);

  assert_nothing (report, "/answers/web.urls");
  practice_answer (report, "target.kind", "web");
  assert_finding (report, "incomplete", "/answers/web.urls", HERALD_SEVERITY_STOP);
  practice_answer (report, "web.urls", "https://x.example/");
  assert_nothing (report, "/answers/web.urls");
  practice_answer (report, "target.kind", "device");
  assert_finding (report, "not-asked", "/answers/web.urls", HERALD_SEVERITY_NOTE);
}

static void
test_rules_and_terms (void)
{
  g_autoptr(HeraldReport) report = practice_report ("baxter", FALSE);

  assert_finding (report, "prerequisite", "/attestations/laws", HERALD_SEVERITY_STOP);
  assert_finding (report, "term", "/attestations/non-confidential", HERALD_SEVERITY_STOP);
  assert_finding (report, "diversion", "/diversions/adverse-event", HERALD_SEVERITY_STOP);

  g_assert_true (herald_report_attest (report, "laws", NULL));
  g_assert_true (herald_report_attest (report, "non-confidential", NULL));
  g_assert_true (herald_report_set_diversion (report, "adverse-event", HERALD_DIVERSION_YES, NULL));
  assert_nothing (report, "/attestations/laws");
  assert_nothing (report, "/attestations/non-confidential");
  assert_finding (report, "diversion-yes", "/diversions/adverse-event", HERALD_SEVERITY_WARN);
}

static void
test_texts (void)
{
  g_autofree char *much = g_strnfill (30000, 'x');
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);

  practice_answer (report, "vuln.description", much);
  assert_finding (report, "too-long", "/answers/vuln.description", HERALD_SEVERITY_STOP);
  practice_answer (report, "vuln.description", " \n ");
  assert_finding (report, "blank", "/answers/vuln.description", HERALD_SEVERITY_STOP);
  practice_answer (report, "vuln.description", "abc\u202edef");
  assert_finding (report, "hidden-characters", "/answers/vuln.description", HERALD_SEVERITY_WARN);
  practice_answer (report, "vuln.description", "log in at https://root:toor@pump.example/ and see");
  assert_finding (report, "credentials", "/answers/vuln.description", HERALD_SEVERITY_STOP);
  practice_answer (report, "vuln.description", "https://pump.example/?x=1&access_token=abcdef");
  assert_finding (report, "credentials", "/answers/vuln.description", HERALD_SEVERITY_STOP);
  practice_answer (report, "vuln.description", "https://pump.example:8443/a@b?token=");
  assert_nothing (report, "/answers/vuln.description");
}

/* What else stands on a card without a name is kept, and told of. */
static void
test_names (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);

  practice_answer (report, "credit.people", "[{\"name\": \"Ada\"}, {\"name\": \" \", \"email\": \"a@b.example\"}]");
  assert_finding (report, "nameless", "/answers/credit.people/1", HERALD_SEVERITY_STOP);
  assert_nothing (report, "/answers/credit.people/0");
  assert_nothing (report, "/answers/credit.people");
  practice_answer (report, "credit.people", "[{\"name\": \"\"}]");
  assert_finding (report, "nameless", "/answers/credit.people/0", HERALD_SEVERITY_STOP);
  assert_nothing (report, "/answers/credit.people");
  practice_answer (report, "credit.people", "[{\"name\": \"Ada\"}]");
  assert_nothing (report, "/answers/credit.people/0");

  practice_answer (report, "disclosure.prior", "[{\"party\": \"\", \"kind\": \"vendor\", \"shared\": \"all\"}]");
  assert_finding (report, "nameless", "/answers/disclosure.prior/0", HERALD_SEVERITY_STOP);
  practice_answer (report, "disclosure.prior", "[{\"party\": \"X\", \"kind\": \"vendor\"}]");
  assert_nothing (report, "/answers/disclosure.prior/0");
}

static void
test_dates (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);

  practice_answer (report, "discovery.date", "2026-11-22");
  assert_finding (report, "future-date", "/answers/discovery.date", HERALD_SEVERITY_STOP);
  practice_answer (report, "discovery.date", "2026-11-21");
  assert_nothing (report, "/answers/discovery.date");
  practice_answer (report, "discovery.date", "2026-01-21");
  assert_finding (report, "long-ago", "/answers/discovery.date", HERALD_SEVERITY_NOTE);

  practice_answer (report, "disclosure.prior", "[{\"party\": \"X\", \"kind\": \"vendor\", \"date\": \"2027-01-01\"}]");
  assert_finding (report, "future-date", "/answers/disclosure.prior", HERALD_SEVERITY_STOP);
  practice_answer (report, "disclosure.intended", "[{\"party\": \"X\", \"kind\": \"vendor\", \"date\": \"2027-01-01\"}]");
  assert_nothing (report, "/answers/disclosure.intended");
}

static void
test_links_and_mailboxes (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);

  practice_answer (report, "target.kind", "web");
  practice_answer (report, "web.urls", "https://a.example/\npump/status");
  assert_finding (report, "link", "/answers/web.urls", HERALD_SEVERITY_WARN);
  practice_answer (report, "contact.email", "ada at lab");
  assert_finding (report, "mailbox", "/answers/contact.email", HERALD_SEVERITY_WARN);
}

static void
test_forbidden_field (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);

  assert_nothing (report, "/answers/contact.phone");
  practice_answer (report, "contact.phone", "+1 555 0100");
  assert_finding (report, "forbidden", "/answers/contact.phone", HERALD_SEVERITY_STOP);
}

static void
test_anonymous (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", TRUE);

  assert_nothing (report, "/answers/contact.email");
  assert_finding (report, "anonymity", "/anonymous", HERALD_SEVERITY_NOTE);
  practice_answer (report, "contact.email", "ada@lab.example");
  assert_finding (report, "contact", "/answers/contact.email", HERALD_SEVERITY_STOP);
}

static void
test_language (void)
{
  g_autoptr(HeraldReport) report = practice_report ("baxter", FALSE);

  assert_nothing (report, "/language");
  practice_answer (report, "vuln.description",
                   "Die Pumpe lauscht auf einem Port für ein Wartungsprogramm. Wer sich verbindet, kann "
                   "Einstellungen lesen und schreiben; ein Passwort wird nicht verlangt, und die Änderung "
                   "wird der Pflegekraft nicht angezeigt.");
  assert_finding (report, "language", "/language", HERALD_SEVERITY_WARN);
}

static void
test_substitution_resolves (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);

  practice_answer (report, "vuln.description", "see https://root:toor@pump.example/ there");
  g_assert_true (herald_report_add_substitution (report, "root:toor@", "", NULL));
  assert_nothing (report, "/answers/vuln.description");
}

static void
test_decision_resolves (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  g_autoptr(GPtrArray) findings = NULL;
  const HeraldFinding *finding;

  practice_answer (report, "vuln.description", "see https://root:toor@pump.example/ there");
  findings = herald_review_report (report, TODAY);
  finding = practice_find (findings, "credentials", "/answers/vuln.description");
  g_assert_true (finding->decidable);
  g_assert_true (herald_report_decide (report, finding->id, "These are the defaults, they are the flaw", NULL));
  g_assert_true (herald_report_decide (report, "missing:/answers/product.name", "No", NULL));
  herald_review_decide (report, findings);

  g_assert_cmpint (finding->severity, ==, HERALD_SEVERITY_NOTE);
  /* What leaves no choice cannot be decided away. */
  finding = practice_find (findings, "missing", "/answers/product.name");
  g_assert_cmpint (finding->severity, ==, HERALD_SEVERITY_STOP);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/review/lets-a-full-report-go", test_ready);
  g_test_add_func ("/report/review/says-nothing-twice", test_nothing_twice);
  g_test_add_func ("/report/review/finds-missing-by-strictness", test_missing_by_strictness);
  g_test_add_func ("/report/review/takes-unknown-for-an-answer", test_unknown_is_an_answer);
  g_test_add_func ("/report/review/finds-an-incomplete-block", test_conditional);
  g_test_add_func ("/report/review/finds-open-rules-terms-and-diversions", test_rules_and_terms);
  g_test_add_func ("/report/review/looks-into-texts", test_texts);
  g_test_add_func ("/report/review/looks-for-names", test_names);
  g_test_add_func ("/report/review/looks-at-dates", test_dates);
  g_test_add_func ("/report/review/looks-at-links-and-mailboxes", test_links_and_mailboxes);
  g_test_add_func ("/report/review/finds-forbidden-fields", test_forbidden_field);
  g_test_add_func ("/report/review/finds-contact-data-in-anonymous-reports", test_anonymous);
  g_test_add_func ("/report/review/notices-another-language", test_language);
  g_test_add_func ("/report/review/is-settled-by-a-substitution", test_substitution_resolves);
  g_test_add_func ("/report/review/is-settled-by-a-decision-where-there-is-a-choice", test_decision_resolves);
  return g_test_run ();
}
