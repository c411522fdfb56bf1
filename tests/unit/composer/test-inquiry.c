/* test-inquiry.c: what can be found out without sending anything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-composer-deliver.h"
#include "keep-fixture.h"

#define SERVER "https://127.0.0.1:1/"

typedef struct
{
  HeraldComposer *composer;
  GAsyncResult   *result;
} Fixture;

static void
confirm (Fixture    *fixture,
         const char *word)
{
  g_autofree char *endpoint = g_strconcat (SERVER, word, NULL);
  GError *error = NULL;

  herald_composer_confirm_value (fixture->composer, composer_fixture_vendor (fixture->composer, "practice"),
                                 HERALD_CONFIRMED_ENDPOINT, endpoint, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->composer = composer_fixture_begin ("practice", FALSE);
  if (data != NULL)
    confirm (fixture, data);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* A worker that has answered holds it for a moment. */
  while (G_OBJECT (fixture->composer)->ref_count > 1)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_assert_finalize_object (fixture->composer);
}

static void
test_plans (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(HeraldDeliverPlan) plan = NULL;

      if (i == 1)
        confirm (fixture, "accepted");
      herald_composer_plan_delivery_async (fixture->composer, NULL, keep_fixture_took_cb, &fixture->result);
      keep_fixture_wait (&fixture->result);
      plan = herald_composer_plan_delivery_finish (fixture->composer, fixture->result, NULL);
      g_clear_object (&fixture->result);
      g_assert_cmpint (plan->ready, ==, i == 1);
      g_assert_cmpint (plan->why[0] == '\0', ==, i == 1);
      g_assert_cmpstr (plan->endpoint, ==, i == 1 ? SERVER "accepted" : "");
      g_assert_cmpint (plan->confirmed, ==, i == 1);
      g_assert_true (plan->needs_path);
      g_assert_false (plan->own_authority || plan->onion || plan->anonymous);
    }
}

static GStrv
ask (Fixture     *fixture,
     const char  *secret,
     GError     **error)
{
  HeraldRoute route = { .kind = HERALD_ROUTE_DIRECT };
  GStrv messages;

  herald_composer_check_answers_async (fixture->composer, composer_fixture_vendor (fixture->composer, "practice"),
                                       secret, &route, NULL, NULL, keep_fixture_took_cb, &fixture->result);
  keep_fixture_wait (&fixture->result);
  messages = herald_composer_check_answers_finish (fixture->composer, fixture->result, error);
  g_clear_object (&fixture->result);

  return messages;
}

static void
test_asks_for_answers (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto(GStrv) messages = NULL;
  g_autoptr(GError) error = NULL;

  messages = ask (fixture, "AAAAABBBBBCCCCCDDDDD", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (messages), ==, 1);

  g_assert_null (ask (fixture, "short", &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE);
  g_clear_error (&error);

  confirm (fixture, "nobody");
  g_assert_null (ask (fixture, "AAAAABBBBBCCCCCDDDDD", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_probes (Fixture       *fixture,
             gconstpointer  data)
{
  HeraldRoute route = { 0 };
  HeraldProbe probe = HERALD_PROBE_NOTHING;

  g_assert_true (herald_route_parse ("socks5://127.0.0.1:9050", &route, NULL));
  herald_composer_probe_async (fixture->composer, &route, NULL, keep_fixture_took_cb, &fixture->result);
  keep_fixture_wait (&fixture->result);
  g_assert_true (herald_composer_probe_finish (fixture->composer, fixture->result, &probe, NULL));
  g_clear_object (&fixture->result);
  g_assert_cmpint (probe, ==, HERALD_PROBE_TOR);
}

#define TEST(name, function, word) \
  g_test_add ("/composer/inquiry/" name, Fixture, word, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

  TEST ("plans", test_plans, NULL);
  TEST ("asks-for-answers", test_asks_for_answers, "answers");
  TEST ("probes", test_probes, NULL);

  return composer_fixture_run ();
}
