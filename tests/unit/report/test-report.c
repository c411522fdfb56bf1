/* test-report.c: answers to a vendor's form, and all that belongs to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-date.h"
#include "practice.h"

static void
count_cb (HeraldReport *report,
          gpointer      data)
{
  (*(guint *) data)++;
}

static void
test_begins_empty (void)
{
  g_autoptr(HeraldReport) report = practice_report ("baxter", FALSE);
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));

  g_assert_cmpuint (fields->len, >, 20);
  for (guint i = 0; i < fields->len; i++)
    g_assert_true (herald_answer_is_empty (
      herald_report_get_answer (report, ((HeraldField *) g_ptr_array_index (fields, i))->id)));

  g_assert_cmpuint (strlen (herald_report_get_id (report)), ==, 32);
  g_assert_cmpstr (herald_report_get_language (report), ==, "en");
  g_assert_true (herald_date_is_instant (herald_report_get_created (report)));
}

static void
test_anonymous_has_dates (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", TRUE);
  GPtrArray *rules = herald_vendor_get_prerequisites (herald_report_get_vendor (report));
  const HeraldRule *rule = g_ptr_array_index (rules, 0);

  g_assert_true (herald_report_attest (report, rule->id, NULL));
  g_assert_true (herald_date_is_date (herald_report_get_created (report)));
  g_assert_true (herald_date_is_date (herald_report_get_attestation (report, rule, NULL)->at));
}

static void
test_turns_anonymous (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  g_autoptr(HeraldVendorCatalog) vendors = practice_vendors ();
  g_autoptr(HeraldReport) again = NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *text;

  practice_fill (report);
  herald_report_turn_anonymous (report);
  g_assert_true (herald_report_get_anonymous (report));
  g_assert_true (herald_answer_is_empty (herald_report_get_answer (report, "contact.email")));
  g_assert_true (herald_answer_is_empty (herald_report_get_answer (report, "credit.people")));
  g_assert_false (herald_answer_is_empty (herald_report_get_answer (report, "product.name")));

  /* It reads back as an anonymous report, which holds dates alone. */
  text = herald_report_write (report);
  g_assert_null (strstr (text, "ada@lab.example"));
  bytes = g_bytes_new_take (text, strlen (text));
  again = herald_report_read (bytes, vendors, NULL);
  g_assert_nonnull (again);
}

static void
test_notifies_once (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  guint n = 0;

  g_signal_connect (report, "changed", G_CALLBACK (count_cb), &n);
  practice_answer (report, "product.name", "Pump");
  practice_answer (report, "product.name", "Pump");
  g_assert_cmpuint (n, ==, 1);

  g_assert_finalize_object (g_steal_pointer (&report));
}

static void
test_refuses_foreign_fields (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  g_autoptr(JsonNode) answer = herald_answer_new_text ("x");
  g_autoptr(JsonNode) date = herald_answer_new_text ("yesterday");
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) kind_error = NULL;

  g_assert_false (herald_report_set_answer (report, "no.such", answer, &error));
  g_assert_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_UNKNOWN_FIELD);
  g_assert_false (herald_report_set_answer (report, "discovery.date", date, &kind_error));
  g_assert_error (kind_error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT);
}

static void
test_substitutes (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  g_autoptr(JsonNode) shown = NULL, choice = NULL;

  practice_answer (report, "product.name", "Pump of st-mary, st-mary");
  practice_answer (report, "target.kind", "web");
  g_assert_true (herald_report_add_substitution (report, "st-mary", "HOSPITAL-1", NULL));
  g_assert_true (herald_report_add_substitution (report, "web", "x", NULL));

  shown = herald_report_dup_shown_answer (report, "product.name");
  choice = herald_report_dup_shown_answer (report, "target.kind");
  g_assert_cmpstr (herald_answer_get_text (shown), ==, "Pump of HOSPITAL-1, HOSPITAL-1");
  g_assert_cmpstr (herald_answer_get_text (choice), ==, "web");
  g_assert_cmpstr (herald_answer_get_text (herald_report_get_answer (report, "product.name")), ==,
                   "Pump of st-mary, st-mary");
}

static void
test_substitution_must_work (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);

  g_assert_false (herald_report_add_substitution (report, "", "x", NULL));
  g_assert_false (herald_report_add_substitution (report, "  ", "x", NULL));
  g_assert_false (herald_report_add_substitution (report, "mary", "st-mary", NULL));
  g_assert_true (herald_report_add_substitution (report, "mary", "", NULL));
  g_assert_true (herald_report_add_substitution (report, "mary", "X", NULL));
  g_assert_cmpuint (herald_report_get_substitutions (report)->len, ==, 1);
}

static void
test_conditions (void)
{
  g_autoptr(HeraldReport) report = practice_report ("fresenius", FALSE);
  const HeraldField *urls = herald_vendor_find_field (herald_report_get_vendor (report), "web.urls");

  g_assert_false (herald_report_asks (report, urls));
  practice_answer (report, "target.kind", "web");
  g_assert_true (herald_report_asks (report, urls));
  practice_answer (report, "target.kind", "device");
  g_assert_false (herald_report_asks (report, urls));
}

static void
test_conditions_in_a_row (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));
  guint n = 0;

  /* Every field that hangs on another one that is itself not asked for. */
  practice_answer (report, "target.kind", "device");
  practice_fill (report);
  practice_answer (report, "target.kind", "web");
  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      for (guint j = 0; j < field->when->len; j++)
        {
          const HeraldCondition *condition = g_ptr_array_index (field->when, j);
          const HeraldField *other = herald_vendor_find_field (herald_report_get_vendor (report), condition->field);

          if (!herald_report_asks (report, other))
            {
              g_assert_false (herald_report_asks (report, field));
              n++;
            }
        }
    }

  g_assert_cmpuint (n, >, 0);
}

static void
test_attests_to_a_wording (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  GPtrArray *rules = herald_vendor_get_prerequisites (herald_report_get_vendor (report));
  HeraldRule changed = *(HeraldRule *) g_ptr_array_index (rules, 0);
  g_autoptr(GError) error = NULL;
  gboolean outdated;

  g_assert_true (herald_report_attest (report, changed.id, NULL));
  g_assert_true (herald_report_attest (report, changed.id, NULL));
  g_assert_nonnull (herald_report_get_attestation (report, &changed, &outdated));
  g_assert_false (outdated);

  changed.wording = (char *) "Something else altogether.";
  g_assert_null (herald_report_get_attestation (report, &changed, &outdated));
  g_assert_true (outdated);

  g_assert_false (herald_report_attest (report, "no-such-rule", &error));
  g_assert_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_NOT_FOUND);
}

static void
test_withdraws_an_attestation (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  GPtrArray *rules = herald_vendor_get_prerequisites (herald_report_get_vendor (report));
  const HeraldRule *first = g_ptr_array_index (rules, 0), *second = g_ptr_array_index (rules, 1);
  guint n_changed = 0;

  g_assert_true (herald_report_attest (report, first->id, NULL));
  g_assert_true (herald_report_attest (report, second->id, NULL));

  g_signal_connect (report, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_true (herald_report_withdraw (report, first->id));
  g_assert_null (herald_report_get_attestation (report, first, NULL));
  g_assert_nonnull (herald_report_get_attestation (report, second, NULL));
  g_assert_cmpuint (n_changed, ==, 1);

  g_assert_false (herald_report_withdraw (report, first->id));
  g_assert_false (herald_report_withdraw (report, "no-such-rule"));
  g_assert_cmpuint (n_changed, ==, 1);
}

static void
test_removes_a_substitution (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  g_autofree char *shown = NULL;

  g_assert_true (herald_report_add_substitution (report, "st-mary", "HOSPITAL-1", NULL));
  g_assert_true (herald_report_add_substitution (report, "web", "x", NULL));
  g_assert_true (herald_report_remove_substitution (report, "st-mary"));
  g_assert_false (herald_report_remove_substitution (report, "st-mary"));

  shown = herald_report_substitute (report, "web of st-mary");
  g_assert_cmpstr (shown, ==, "x of st-mary");
}

static void
test_sets_a_role (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  g_autofree char *sha256 = g_strnfill (64, 'a');
  g_autoptr(GError) error = NULL;
  const HeraldAttachment *first;

  g_assert_true (herald_report_attach (report, herald_attachment_new_known ("a", "a.log", "log", 1, sha256, NULL), NULL));
  g_assert_true (herald_report_attach (report, herald_attachment_new_known ("b", "b.py", "poc", 2, sha256, NULL), NULL));

  g_assert_true (herald_report_set_role (report, "a.log", "other", NULL));
  first = g_ptr_array_index (herald_report_get_attachments (report), 0);
  g_assert_cmpstr (first->name, ==, "a.log");
  g_assert_cmpstr (first->role, ==, "other");
  g_assert_cmpstr (first->path, ==, "a");
  g_assert_cmpuint (first->size, ==, 1);

  g_assert_false (herald_report_set_role (report, "c", "log", &error));
  g_assert_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_NOT_FOUND);
}

static void
test_diverts (void)
{
  g_autoptr(HeraldReport) report = practice_report ("baxter", FALSE);

  g_assert_cmpint (herald_report_get_diversion (report, "adverse-event"), ==, HERALD_DIVERSION_UNANSWERED);
  g_assert_true (herald_report_set_diversion (report, "adverse-event", HERALD_DIVERSION_NO, NULL));
  g_assert_cmpint (herald_report_get_diversion (report, "adverse-event"), ==, HERALD_DIVERSION_NO);
  g_assert_false (herald_report_set_diversion (report, "no-such", HERALD_DIVERSION_NO, NULL));
}

static HeraldAttachment *
make_attachment (const char *name)
{
  HeraldAttachment *attachment = g_new0 (HeraldAttachment, 1);

  attachment->path = g_strdup (name);
  attachment->name = g_strdup (name);
  attachment->role = g_strdup ("other");
  attachment->sha256 = g_strnfill (64, 'a');
  return attachment;
}

static void
test_attaches (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);
  g_autoptr(GError) error = NULL, missing = NULL, many = NULL;

  g_assert_true (herald_report_attach (report, make_attachment ("poc.py"), NULL));
  g_assert_false (herald_report_attach (report, make_attachment ("POC.py"), &error));
  g_assert_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_EXISTS);
  g_assert_true (herald_report_detach (report, "poc.py", NULL));
  g_assert_false (herald_report_detach (report, "poc.py", &missing));
  g_assert_error (missing, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_NOT_FOUND);

  for (guint i = 0; i < HERALD_REPORT_MAX_ATTACHMENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("file-%u", i);

      g_assert_true (herald_report_attach (report, make_attachment (name), NULL));
    }
  g_assert_false (herald_report_attach (report, make_attachment ("one-more"), &many));
  g_assert_error (many, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_TOO_MANY);
}

static void
test_decides (void)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", FALSE);

  g_assert_false (herald_report_decide (report, "x", " ", NULL));
  g_assert_true (herald_report_decide (report, "x", "because", NULL));
  g_assert_true (herald_report_decide (report, "x", "because of this", NULL));
  g_assert_cmpuint (herald_report_get_decisions (report)->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/report/begins-with-every-field-empty", test_begins_empty);
  g_test_add_func ("/report/report/holds-dates-when-anonymous", test_anonymous_has_dates);
  g_test_add_func ("/report/report/turns-anonymous", test_turns_anonymous);
  g_test_add_func ("/report/report/notifies-once", test_notifies_once);
  g_test_add_func ("/report/report/refuses-foreign-fields-and-kinds", test_refuses_foreign_fields);
  g_test_add_func ("/report/report/substitutes-where-answers-are-shown", test_substitutes);
  g_test_add_func ("/report/report/refuses-a-substitution-that-cannot-work", test_substitution_must_work);
  g_test_add_func ("/report/report/asks-when-conditions-hold", test_conditions);
  g_test_add_func ("/report/report/asks-nothing-that-hangs-on-what-is-not-asked", test_conditions_in_a_row);
  g_test_add_func ("/report/report/attests-to-a-wording", test_attests_to_a_wording);
  g_test_add_func ("/report/report/withdraws-an-attestation", test_withdraws_an_attestation);
  g_test_add_func ("/report/report/removes-a-substitution", test_removes_a_substitution);
  g_test_add_func ("/report/report/sets-the-role-of-an-attachment", test_sets_a_role);
  g_test_add_func ("/report/report/answers-diversions", test_diverts);
  g_test_add_func ("/report/report/attaches-under-names-of-their-own", test_attaches);
  g_test_add_func ("/report/report/decides-with-a-reason", test_decides);
  return g_test_run ();
}
