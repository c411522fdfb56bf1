/* test-autosave.c: what is typed is on the disk within two seconds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "herald-autosave.h"
#include "herald-report-codec.h"
#include "herald-vault.h"
#include "practice.h"

typedef struct
{
  char           *folder;
  HeraldVault    *vault;
  HeraldCase     *kept;
  HeraldReport   *report;
  HeraldAutosave *autosave;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  HeraldSlotKey key = {
    .kind = HERALD_SLOT_PASSPHRASE, .passphrase = "a passphrase", .passes = 1, .memory = 1024 * 1024,
  };
  g_autofree char *json = NULL, *folder = NULL;
  GError *error = NULL;

  /* In memory where there is some: a busy disk takes its time to sync. */
  fixture->folder = g_build_filename (access ("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : g_get_tmp_dir (),
                                      "herald-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (fixture->folder));
  folder = g_build_filename (fixture->folder, "vault", NULL);
  fixture->vault = herald_vault_new (folder);
  herald_vault_create (fixture->vault, &key, &error);
  g_assert_no_error (error);

  fixture->report = practice_report ("practice", FALSE);
  json = herald_report_write (fixture->report);
  fixture->kept = herald_vault_new_case (fixture->vault, json, &error);
  g_assert_no_error (error);
  fixture->autosave = herald_autosave_new (fixture->report);
  herald_autosave_keep (fixture->autosave, fixture->kept);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", fixture->folder);

  /* A write under way holds it, and its worker a moment longer. */
  while (G_OBJECT (fixture->autosave)->ref_count > 1)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_assert_finalize_object (fixture->autosave);
  g_assert_finalize_object (fixture->report);
  g_object_unref (fixture->kept);
  g_object_unref (fixture->vault);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
}

static void
wait_for (Fixture             *fixture,
          HeraldAutosaveState  state)
{
  while (herald_autosave_get_state (fixture->autosave) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_kept (Fixture *fixture)
{
  g_autofree char *kept = herald_case_get_report_json (fixture->kept, NULL);
  g_autofree char *typed = herald_report_write (fixture->report);
  g_autoptr(JsonNode) one = json_from_string (kept, NULL), other = json_from_string (typed, NULL);

  g_assert_true (json_node_equal (one, other));
}

static void
test_saves (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 begun = g_get_monotonic_time ();

  g_assert_cmpint (herald_autosave_get_state (fixture->autosave), ==, HERALD_AUTOSAVE_SAVED);
  practice_answer (fixture->report, "product.name", "Pump");
  g_assert_cmpint (herald_autosave_get_state (fixture->autosave), ==, HERALD_AUTOSAVE_SAVING);
  practice_answer (fixture->report, "vuln.title", "A title");
  wait_for (fixture, HERALD_AUTOSAVE_SAVED);

  assert_kept (fixture);
  g_test_message ("%" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - begun) / 1000);
}

static void
test_flushes (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u", i);

      practice_answer (fixture->report, "vuln.title", title);
      herald_autosave_flush (fixture->autosave, &error);
      g_assert_no_error (error);
      assert_kept (fixture);
    }

  g_assert_cmpint (herald_autosave_get_state (fixture->autosave), ==, HERALD_AUTOSAVE_SAVED);
}

/* The later of two states is the last to be written, though a thread may be on
 * its way with the earlier one. */
static void
test_keeps_the_order (Fixture       *fixture,
                      gconstpointer  data)
{
  gint64 end = g_get_monotonic_time () + 2500 * G_TIME_SPAN_MILLISECOND;

  for (guint i = 0; g_get_monotonic_time () < end; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u", i);

      practice_answer (fixture->report, "vuln.title", title);
      g_main_context_iteration (NULL, FALSE);
      if (i % 50 == 0)
        {
          g_assert_true (herald_autosave_flush (fixture->autosave, NULL));
          assert_kept (fixture);
        }
    }

  wait_for (fixture, HERALD_AUTOSAVE_SAVED);
  assert_kept (fixture);
}

static void
test_goes_on_trying (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  herald_case_close (fixture->kept);
  practice_answer (fixture->report, "vuln.title", "not lost");
  wait_for (fixture, HERALD_AUTOSAVE_FAILING);
  g_assert_cmpuint (strlen (herald_autosave_get_problem (fixture->autosave)), >, 10);
  g_assert_false (herald_autosave_flush (fixture->autosave, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (herald_answer_get_text (herald_report_get_answer (fixture->report, "vuln.title")), ==, "not lost");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/composer/autosave/saves-every-change", test_saves);
  ADD ("/composer/autosave/saves-at-once-on-request", test_flushes);
  ADD ("/composer/autosave/keeps-the-order", test_keeps_the_order);
  ADD ("/composer/autosave/says-when-it-fails-and-goes-on", test_goes_on_trying);
  return g_test_run ();
}
