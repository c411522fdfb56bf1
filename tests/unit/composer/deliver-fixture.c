/* deliver-fixture.c: a report that is sent to a stand-in for herald-drop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "deliver-fixture.h"
#include "keep-fixture.h"

#define SERVER "https://127.0.0.1:1/"

void
deliver_fixture_confirm (DeliverFixture *fixture,
                         const char     *word)
{
  g_autofree char *endpoint = g_strconcat (SERVER, word, NULL);
  GError *error = NULL;

  herald_composer_confirm_value (fixture->composer, composer_fixture_vendor (fixture->composer, "practice"),
                                 HERALD_CONFIRMED_ENDPOINT, endpoint, &error);
  g_assert_no_error (error);
}

void
deliver_fixture_set_up (DeliverFixture *fixture,
                        gconstpointer   data)
{
  fixture->composer = composer_fixture_ready (FALSE);
  fixture->path = composer_fixture_path ("envelope");
  fixture->cancellable = g_cancellable_new ();
  fixture->stop_at = HERALD_DELIVER_KEEPING;
  if (data != NULL)
    deliver_fixture_confirm (fixture, data);
}

void
deliver_fixture_tear_down (DeliverFixture *fixture,
                           gconstpointer   data)
{
  herald_composer_abandon (fixture->composer);
  while (G_OBJECT (fixture->composer)->ref_count > 1)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_assert_finalize_object (fixture->composer);
  g_object_unref (fixture->cancellable);
  g_free (fixture->path);
}

static void
progress_cb (HeraldDeliverPhase phase,
             guint64            done,
             guint64            total,
             gpointer           data)
{
  DeliverFixture *fixture = data;

  fixture->phases |= 1u << phase;
  if (phase == fixture->stop_at && phase != HERALD_DELIVER_KEEPING)
    g_cancellable_cancel (fixture->cancellable);
}

void
deliver_fixture_submit (DeliverFixture *fixture)
{
  gboolean is_kept = herald_composer_get_case (fixture->composer) != NULL;
  HeraldSubmission submission = {
    .form = HERALD_ENVELOPE_BUNDLE, .path = is_kept ? NULL : fixture->path, .route = { .kind = HERALD_ROUTE_DIRECT },
  };

  herald_composer_submit_async (fixture->composer, &submission, fixture->cancellable, progress_cb, fixture,
                                keep_fixture_took_cb, &fixture->result);
}

void
deliver_fixture_retry (DeliverFixture *fixture,
                       const char     *id)
{
  HeraldRoute route = { .kind = HERALD_ROUTE_DIRECT };

  herald_composer_retry_async (fixture->composer, id, id == NULL ? fixture->path : NULL, &route, NULL,
                               fixture->cancellable, progress_cb, fixture, keep_fixture_took_cb, &fixture->result);
}

HeraldDelivery *
deliver_fixture_finish (DeliverFixture  *fixture,
                        GError         **error)
{
  g_autofree char *warning = NULL;
  HeraldDelivery *delivery;

  keep_fixture_wait (&fixture->result);
  delivery = herald_composer_deliver_finish (fixture->composer, fixture->result, &warning, error);
  g_clear_object (&fixture->result);
  g_assert_null (warning);
  g_assert_false (herald_composer_is_delivering (fixture->composer));

  return delivery;
}

HeraldDelivery *
deliver_fixture_submit_and_wait (DeliverFixture *fixture)
{
  GError *error = NULL;
  HeraldDelivery *delivery;

  deliver_fixture_submit (fixture);
  delivery = deliver_fixture_finish (fixture, &error);
  g_assert_no_error (error);

  return delivery;
}

/* How a delivery reads afterwards, for somebody who comes later. */
HeraldDelivery *
deliver_fixture_look_up (DeliverFixture *fixture)
{
  g_autoptr(GPtrArray) deliveries = NULL;
  GError *error = NULL;

  if (herald_composer_get_case (fixture->composer) != NULL)
    herald_composer_list_deliveries_async (fixture->composer, NULL, keep_fixture_took_cb, &fixture->result);
  else
    herald_composer_read_delivery_async (fixture->composer, fixture->path, NULL, keep_fixture_took_cb, &fixture->result);
  keep_fixture_wait (&fixture->result);
  deliveries = herald_composer_list_deliveries_finish (fixture->composer, fixture->result, &error);
  g_clear_object (&fixture->result);
  g_assert_no_error (error);
  g_assert_cmpuint (deliveries->len, ==, 1);

  return herald_delivery_copy (g_ptr_array_index (deliveries, 0));
}
