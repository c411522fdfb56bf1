/* test-forgetting.c: an anonymous report knows its writer nowhere, whatever led there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-composer-named.h"
#include "herald-memory-history.h"
#include "keep-fixture.h"

#define WRITER      "Ada Lovelace"
#define N_SEQUENCES 25
#define N_ACTS      20

static void
say_who_writes (KeepFixture *fixture)
{
  practice_answer (keep_fixture_report (fixture), "contact.name", WRITER);
}

static void
turn_named (KeepFixture *fixture)
{
  GError *error = NULL;

  herald_composer_turn_named (fixture->composer, &error);
  g_assert_no_error (error);
}

static void
turn_anonymous (KeepFixture *fixture)
{
  GError *error = NULL;

  herald_composer_turn_anonymous (fixture->composer, &error);
  g_assert_no_error (error);
}

static gboolean
is_anonymous (KeepFixture *fixture)
{
  return herald_report_get_anonymous (keep_fixture_report (fixture));
}

/* Undo and redo, wherever the report is kept. */

static gboolean
can_step (KeepFixture         *fixture,
          HeraldMemoryHistory *history,
          gboolean             back)
{
  HeraldCase *kept = herald_composer_get_case (fixture->composer);

  if (kept == NULL)
    return back ? herald_memory_history_can_undo (history) : herald_memory_history_can_redo (history);

  g_assert_true (herald_composer_write_case (fixture->composer, NULL));
  return back ? herald_case_can_undo (kept) : herald_case_can_redo (kept);
}

static void
step (KeepFixture         *fixture,
      HeraldMemoryHistory *history,
      gboolean             back)
{
  gboolean in_memory = herald_composer_get_case (fixture->composer) == NULL;
  GError *error = NULL;

  if (in_memory)
    (back ? herald_memory_history_undo : herald_memory_history_redo) (history, &error);
  else
    (back ? herald_composer_undo : herald_composer_redo) (fixture->composer, &error);
  g_assert_no_error (error);
}

static void
return_to_any (KeepFixture *fixture)
{
  HeraldCase *kept = herald_composer_get_case (fixture->composer);
  g_autoptr(GPtrArray) versions = NULL;
  const HeraldCaseVersion *version;
  GError *error = NULL;

  if (kept == NULL)
    return;

  g_assert_true (herald_composer_write_case (fixture->composer, NULL));
  versions = herald_case_get_versions (kept);
  version = g_ptr_array_index (versions, (guint) g_test_rand_int_range (0, (gint32) versions->len));
  herald_composer_return_to (fixture->composer, version->seq, &error);
  g_assert_no_error (error);
}

/* What is anywhere. */

static void
assert_forgotten_in_case (HeraldCase *kept)
{
  g_autoptr(GPtrArray) versions = herald_case_get_versions (kept);

  for (guint i = 0; i < versions->len; i++)
    {
      const HeraldCaseVersion *version = g_ptr_array_index (versions, i);
      g_autofree char *json = herald_case_get_version (kept, version->seq, NULL);

      g_assert_nonnull (json);
      g_assert_null (strstr (json, WRITER));
    }
}

static void
assert_forgotten (KeepFixture *fixture)
{
  HeraldCase *kept = herald_composer_get_case (fixture->composer);
  g_autofree char *json = herald_composer_write (fixture->composer, NULL);

  if (!is_anonymous (fixture))
    return;

  g_assert_null (strstr (json, WRITER));
  if (kept != NULL)
    assert_forgotten_in_case (kept);
}

/* All that can be reached from here by going back, and then by going forth. */
static void
walk (KeepFixture         *fixture,
      HeraldMemoryHistory *history)
{
  gboolean was_anonymous = is_anonymous (fixture);

  for (guint back = 0; back < 4; back++)
    {
      while (can_step (fixture, history, back % 2 == 0))
        {
          step (fixture, history, back % 2 == 0);
          was_anonymous = was_anonymous || is_anonymous (fixture);
          g_assert_cmpint (was_anonymous, ==, is_anonymous (fixture));
          assert_forgotten (fixture);
        }
    }
}

static void
act (KeepFixture         *fixture,
     HeraldMemoryHistory *history)
{
  g_autofree char *words = g_strdup_printf ("Words %u", g_test_rand_int ());

  switch (g_test_rand_int_range (0, 9))
    {
    case 0:
      turn_anonymous (fixture);
      break;
    case 1:
    case 2:
      if (is_anonymous (fixture))
        turn_named (fixture);
      break;
    case 3:
      if (!is_anonymous (fixture))
        say_who_writes (fixture);
      break;
    case 4:
      keep_fixture_type (fixture, words);
      break;
    case 5:
    case 6:
    case 7:
      for (gint32 i = g_test_rand_int_range (1, 4); i > 0; i--)
        {
          gboolean back = g_test_rand_int_range (0, 3) > 0;

          if (can_step (fixture, history, back))
            step (fixture, history, back);
        }
      break;
    default:
      return_to_any (fixture);
      break;
    }
}

static void
test_forgets_in_any_order (KeepFixture   *fixture,
                           gconstpointer  data)
{
  g_autoptr(HeraldMemoryHistory) history = herald_memory_history_new (fixture->composer);
  gboolean is_kept = GPOINTER_TO_INT (data);
  gboolean was_stepped_into = FALSE;

  for (guint i = 0; i < N_SEQUENCES; i++)
    {
      g_assert_true (herald_composer_begin (fixture->composer, "practice", g_test_rand_bit (), NULL));
      if (is_kept)
        keep_fixture_keep (fixture);

      for (guint j = 0; j < N_ACTS; j++)
        {
          act (fixture, history);
          assert_forgotten (fixture);
        }
      walk (fixture, history);
      was_stepped_into = was_stepped_into || is_anonymous (fixture);
    }

  g_assert_true (was_stepped_into);
}

/* Only who wrote it is forgotten. */
static void
test_keeps_the_words (KeepFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr(HeraldMemoryHistory) history = herald_memory_history_new (fixture->composer);

  g_assert_true (herald_composer_begin (fixture->composer, "practice", TRUE, NULL));
  if (GPOINTER_TO_INT (data))
    keep_fixture_keep (fixture);
  keep_fixture_type (fixture, "One");
  turn_named (fixture);
  g_assert_true (can_step (fixture, history, TRUE));
  say_who_writes (fixture);
  g_assert_true (can_step (fixture, history, TRUE));
  keep_fixture_type (fixture, "Two");

  while (!is_anonymous (fixture))
    {
      g_assert_true (can_step (fixture, history, TRUE));
      step (fixture, history, TRUE);
    }
  keep_fixture_assert_typed (fixture, "One");
  assert_forgotten (fixture);

  g_assert_true (can_step (fixture, history, FALSE));
  step (fixture, history, FALSE);
  g_assert_true (is_anonymous (fixture));
  keep_fixture_assert_typed (fixture, "Two");
  assert_forgotten (fixture);
}

static guint64
get_first_version (HeraldCase *kept)
{
  g_autoptr(GPtrArray) versions = herald_case_get_versions (kept);

  return ((const HeraldCaseVersion *) g_ptr_array_index (versions, 0))->seq;
}

static void
test_forgets_on_return (KeepFixture   *fixture,
                        gconstpointer  data)
{
  HeraldCase *kept;
  GError *error = NULL;

  g_assert_true (herald_composer_begin (fixture->composer, "practice", TRUE, NULL));
  keep_fixture_keep (fixture);
  kept = herald_composer_get_case (fixture->composer);
  turn_named (fixture);
  say_who_writes (fixture);
  keep_fixture_type (fixture, "Two");
  g_assert_true (herald_composer_write_case (fixture->composer, NULL));

  herald_composer_return_to (fixture->composer, get_first_version (kept), &error);
  g_assert_no_error (error);
  g_assert_true (is_anonymous (fixture));
  keep_fixture_assert_typed (fixture, "");
  assert_forgotten_in_case (kept);

  /* The words can be had back. */
  herald_composer_undo (fixture->composer, &error);
  g_assert_no_error (error);
  g_assert_true (is_anonymous (fixture));
  keep_fixture_assert_typed (fixture, "Two");
}

/* It was killed between going back and forgetting. */
static void
test_makes_up_for_an_interruption (KeepFixture   *fixture,
                                   gconstpointer  data)
{
  g_autofree char *id = NULL;
  HeraldCase *kept;
  GError *error = NULL;

  g_assert_true (herald_composer_begin (fixture->composer, "practice", TRUE, NULL));
  keep_fixture_keep (fixture);
  id = keep_fixture_dup_id (fixture);
  turn_named (fixture);
  say_who_writes (fixture);
  g_assert_true (herald_composer_write_case (fixture->composer, NULL));
  kept = herald_composer_get_case (fixture->composer);
  while (herald_case_can_undo (kept))
    g_assert_true (herald_case_undo (kept, NULL));
  herald_composer_abandon (fixture->composer);

  herald_composer_open_case (fixture->composer, id, &error);
  g_assert_no_error (error);
  g_assert_true (is_anonymous (fixture));
  assert_forgotten_in_case (herald_composer_get_case (fixture->composer));
}

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

#define ADD(path, data, function) \
  g_test_add (path, KeepFixture, GINT_TO_POINTER (data), keep_fixture_set_up, function, keep_fixture_tear_down)
  ADD ("/composer/memory-history/forgets-who-writes-in-any-order", FALSE, test_forgets_in_any_order);
  ADD ("/composer/memory-history/keeps-the-words", FALSE, test_keeps_the_words);
  ADD ("/composer/history/forgets-who-writes-in-any-order", TRUE, test_forgets_in_any_order);
  ADD ("/composer/history/keeps-the-words", TRUE, test_keeps_the_words);
  ADD ("/composer/history/forgets-who-writes-on-return", FALSE, test_forgets_on_return);
  ADD ("/composer/history/makes-up-for-an-interruption", FALSE, test_makes_up_for_an_interruption);

  return composer_fixture_run ();
}
