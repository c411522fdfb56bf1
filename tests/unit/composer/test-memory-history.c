/* test-memory-history.c: undo for a report that is kept nowhere, and giving it a name again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "composer-fixture.h"
#include "herald-composer-named.h"
#include "herald-composer-vault.h"
#include "herald-memory-history.h"

static void
answer (HeraldComposer *composer,
        const char     *field,
        const char     *text)
{
  g_autoptr(JsonNode) node = herald_answer_new_text (text);
  GError *error = NULL;

  g_assert_true (herald_report_set_answer (herald_composer_get_report (composer), field, node, &error));
  g_assert_no_error (error);
}

static const char *
read_answer (HeraldComposer *composer,
             const char     *field)
{
  return json_node_get_string (herald_report_get_answer (herald_composer_get_report (composer), field));
}

static void
undo (HeraldMemoryHistory *history)
{
  GError *error = NULL;

  g_assert_true (herald_memory_history_can_undo (history));
  g_assert_true (herald_memory_history_undo (history, &error));
  g_assert_no_error (error);
}

static void
redo (HeraldMemoryHistory *history)
{
  GError *error = NULL;

  g_assert_true (herald_memory_history_can_redo (history));
  g_assert_true (herald_memory_history_redo (history, &error));
  g_assert_no_error (error);
}

static void
test_undoes_and_redoes (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(HeraldMemoryHistory) history = herald_memory_history_new (composer);

  g_assert_false (herald_memory_history_can_undo (history));
  answer (composer, "vuln.title", "One");
  g_assert_true (herald_memory_history_can_undo (history));
  answer (composer, "vuln.title", "Two");

  undo (history);
  g_assert_cmpstr (read_answer (composer, "vuln.title"), ==, "One");
  undo (history);
  g_assert_cmpstr (read_answer (composer, "vuln.title"), ==, "");
  g_assert_false (herald_memory_history_can_undo (history));

  redo (history);
  redo (history);
  g_assert_cmpstr (read_answer (composer, "vuln.title"), ==, "Two");
  g_assert_false (herald_memory_history_can_redo (history));

  /* Another change ends what could be made again. */
  undo (history);
  answer (composer, "vuln.title", "Three");
  g_assert_false (herald_memory_history_can_redo (history));
  undo (history);
  g_assert_cmpstr (read_answer (composer, "vuln.title"), ==, "One");
}

static void
test_forgets_with_the_report (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(HeraldMemoryHistory) history = herald_memory_history_new (composer);
  GError *error = NULL;

  answer (composer, "vuln.title", "One");
  g_assert_true (herald_memory_history_can_undo (history));

  g_assert_true (herald_composer_begin (composer, "practice", FALSE, &error));
  g_assert_no_error (error);
  g_assert_false (herald_memory_history_can_undo (history));
  g_assert_false (herald_memory_history_can_redo (history));
}

static void
test_forgets_who_writes (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(HeraldMemoryHistory) history = herald_memory_history_new (composer);
  GError *error = NULL;

  answer (composer, "contact.name", "Ada");
  g_assert_true (herald_memory_history_can_undo (history));
  answer (composer, "vuln.title", "One");
  undo (history);
  g_assert_true (herald_memory_history_can_redo (history));

  g_assert_true (herald_composer_turn_anonymous (composer, &error));
  g_assert_no_error (error);
  g_assert_false (herald_memory_history_can_undo (history));
  g_assert_false (herald_memory_history_can_redo (history));
  g_assert_cmpstr (read_answer (composer, "contact.name"), ==, "");

  /* What comes after can be undone as ever. */
  answer (composer, "vuln.title", "Two");
  undo (history);
  g_assert_cmpstr (read_answer (composer, "vuln.title"), ==, "");
  g_assert_cmpstr (read_answer (composer, "contact.name"), ==, "");
}

static void
test_leaves_kept_reports_alone (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(HeraldMemoryHistory) history = herald_memory_history_new (composer);
  guint8 secret[HERALD_SLOT_SECRET_SIZE] = { 1 };
  HeraldSlotKey key = { .kind = HERALD_SLOT_SECRET, .secret = secret };
  GError *error = NULL;

  herald_vault_create (herald_composer_get_vault (composer), &key, &error);
  g_assert_no_error (error);
  answer (composer, "vuln.title", "One");
  herald_composer_keep (composer, &error);
  g_assert_no_error (error);

  answer (composer, "vuln.title", "Two");
  g_assert_false (herald_memory_history_can_undo (history));
}

static void
test_gives_a_name_again (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", TRUE);
  g_autoptr(HeraldMemoryHistory) history = herald_memory_history_new (composer);
  HeraldReport *report = herald_composer_get_report (composer);
  GPtrArray *rules = herald_vendor_get_prerequisites (herald_report_get_vendor (report));
  g_autofree char *id = g_strdup (herald_report_get_id (report));
  g_autofree char *day = g_strdup (herald_report_get_created (report));
  g_autofree char *instant = g_strconcat (day, "T00:00:00Z", NULL);
  GError *error = NULL;

  answer (composer, "vuln.title", "One");
  g_assert_true (herald_report_attest (report, ((HeraldRule *) g_ptr_array_index (rules, 0))->id, &error));
  g_assert_no_error (error);

  g_assert_true (herald_composer_turn_named (composer, &error));
  g_assert_no_error (error);
  report = herald_composer_get_report (composer);
  g_assert_false (herald_report_get_anonymous (report));
  g_assert_cmpstr (herald_report_get_id (report), ==, id);
  g_assert_cmpstr (herald_report_get_created (report), ==, instant);
  g_assert_cmpstr (read_answer (composer, "vuln.title"), ==, "One");
  g_assert_nonnull (herald_report_get_attestation (report, g_ptr_array_index (rules, 0), NULL));

  undo (history);
  g_assert_true (herald_report_get_anonymous (herald_composer_get_report (composer)));
}

static void
test_knows_what_would_be_lost (void)
{
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  GError *error = NULL;

  g_assert_false (herald_composer_has_content (composer));
  g_assert_true (herald_composer_begin (composer, "practice", FALSE, &error));
  g_assert_no_error (error);
  g_assert_false (herald_composer_has_content (composer));
  answer (composer, "vuln.title", "One");
  g_assert_true (herald_composer_has_content (composer));
}

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/memory-history/undoes-and-redoes", test_undoes_and_redoes);
  g_test_add_func ("/composer/memory-history/forgets-with-the-report", test_forgets_with_the_report);
  g_test_add_func ("/composer/memory-history/forgets-who-writes", test_forgets_who_writes);
  g_test_add_func ("/composer/memory-history/leaves-kept-reports-alone", test_leaves_kept_reports_alone);
  g_test_add_func ("/composer/named/gives-a-name-again", test_gives_a_name_again);
  g_test_add_func ("/composer/named/knows-what-would-be-lost", test_knows_what_would_be_lost);

  return composer_fixture_run ();
}
