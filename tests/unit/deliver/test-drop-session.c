/* test-drop-session.c: the ways into the network, and how the envelope goes there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

#include "herald-drop-body.h"
#include "herald-drop-guard.h"
#include "herald-drop-session.h"
#include "herald-drop-task.h"
#include "herald-drop-watch.h"

#define ENDPOINT "https://psirt.practice.example/drop"

static void
test_leads_to_one_proxy (void)
{
  static const char proxy[] = "socks5://name:password@127.0.0.1:9050";
  g_autoptr(GProxyResolver) resolver = herald_drop_make_resolver (proxy, ENDPOINT);
  g_auto(GStrv) found = g_proxy_resolver_lookup (resolver, ENDPOINT, NULL, NULL);

  g_assert_cmpuint (g_strv_length (found), ==, 1);
  g_assert_cmpstr (found[0], ==, proxy);
}

/* What GLib turns into other proxies, or into none. */
static void
test_leads_nowhere_else (void)
{
  static const char * const bad[] = { "socks://127.0.0.1:9050", "socks4://127.0.0.1:9050", "http://127.0.0.1:9050",
                                      "direct://" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (herald_drop_make_resolver (bad[i], ENDPOINT));
}

static HeraldDropRequest *
make_request (const char *proxy)
{
  HeraldRoute route = { .kind = HERALD_ROUTE_DIRECT };

  if (proxy != NULL)
    g_assert_true (herald_route_parse (proxy, &route, NULL));

  return herald_drop_request_new (HERALD_DROP_SUBMIT, &route, ENDPOINT);
}

static void
test_sessions_have_nothing_extra (void)
{
  g_autoptr(HeraldDropRequest) request = make_request (NULL);
  HeraldDeliveryReason reason;
  g_autoptr(SoupSession) session = herald_drop_session_new (request, ENDPOINT, &reason);

  g_assert_cmpint (reason, ==, HERALD_DELIVERY_NO_REASON);
  g_assert_null (soup_session_get_proxy_resolver (session));
  g_assert_cmpstr (soup_session_get_user_agent (session), ==, NULL);
  g_assert_cmpstr (soup_session_get_accept_language (session), ==, NULL);
  g_assert_false (soup_session_has_feature (session, SOUP_TYPE_CONTENT_DECODER));
  g_assert_false (soup_session_has_feature (session, SOUP_TYPE_AUTH_MANAGER));
  g_assert_false (soup_session_has_feature (session, SOUP_TYPE_COOKIE_JAR));
  g_assert_false (soup_session_has_feature (session, SOUP_TYPE_CACHE));
  g_assert_false (soup_session_has_feature (session, SOUP_TYPE_HSTS_ENFORCER));
}

static char *
look_up (SoupSession *session)
{
  g_auto(GStrv) found = g_proxy_resolver_lookup (soup_session_get_proxy_resolver (session), ENDPOINT, NULL, NULL);

  g_assert_cmpuint (g_strv_length (found), ==, 1);
  return g_strdup (found[0]);
}

static void
test_sessions_are_strangers_to_a_proxy (void)
{
  g_autoptr(HeraldDropRequest) request = make_request ("socks5://127.0.0.1:9050");
  HeraldDeliveryReason reason;
  g_autoptr(SoupSession) one = herald_drop_session_new (request, ENDPOINT, &reason);
  g_autoptr(SoupSession) other = herald_drop_session_new (request, ENDPOINT, &reason);
  g_autofree char *first = look_up (one), *second = look_up (other);

  g_assert_true (g_str_has_prefix (first, "socks5://"));
  g_assert_cmpstr (first, !=, second);
}

static void
test_an_authority_that_is_none_is_not_replaced (void)
{
  g_autoptr(HeraldDropRequest) request = make_request (NULL);
  g_autoptr(GBytes) none = g_bytes_new_static ("no certificate", 14);
  HeraldDeliveryReason reason;

  herald_drop_request_set_authority (request, none);
  g_assert_null (herald_drop_session_new (request, ENDPOINT, &reason));
  g_assert_cmpint (reason, ==, HERALD_DELIVERY_UNTRUSTED);
}

static void
test_no_route_has_no_session (void)
{
  g_autoptr(HeraldDropRequest) request = make_request (NULL);
  HeraldDeliveryReason reason;

  request->route.kind = HERALD_ROUTE_NONE;
  g_assert_null (herald_drop_session_new (request, ENDPOINT, &reason));
  g_assert_cmpint (reason, !=, HERALD_DELIVERY_NO_REASON);
}

static void
test_says_what_is_wrong_with_a_certificate (void)
{
  g_assert_cmpint (herald_drop_guard_judge (G_TLS_CERTIFICATE_UNKNOWN_CA), ==, HERALD_DELIVERY_UNTRUSTED);
  g_assert_cmpint (herald_drop_guard_judge (G_TLS_CERTIFICATE_REVOKED), ==, HERALD_DELIVERY_UNTRUSTED);
  g_assert_cmpint (herald_drop_guard_judge (G_TLS_CERTIFICATE_INSECURE), ==, HERALD_DELIVERY_UNTRUSTED);
  g_assert_cmpint (herald_drop_guard_judge (G_TLS_CERTIFICATE_BAD_IDENTITY), ==, HERALD_DELIVERY_WRONG_HOST);
  g_assert_cmpint (herald_drop_guard_judge (G_TLS_CERTIFICATE_EXPIRED), ==, HERALD_DELIVERY_EXPIRED);
  g_assert_cmpint (herald_drop_guard_judge (G_TLS_CERTIFICATE_NOT_ACTIVATED), ==, HERALD_DELIVERY_EXPIRED);
  g_assert_cmpint (herald_drop_guard_judge (G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_EXPIRED), ==,
                   HERALD_DELIVERY_UNTRUSTED);
  g_assert_cmpint (herald_drop_guard_judge (0), ==, HERALD_DELIVERY_UNTRUSTED);
}

static void
test_answers_stand_beside_the_endpoint (void)
{
  static const char * const pairs[][2] = {
    { "https://a.example/drop", "https://a.example/drop/followup" },
    { "https://a.example/drop/", "https://a.example/drop/followup" },
    { "https://a.example", "https://a.example/followup" },
    { "https://a.example/drop?for=psirt", "https://a.example/drop/followup?for=psirt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *uri = herald_drop_make_answers_uri (pairs[i][0]);

      g_assert_cmpstr (uri, ==, pairs[i][1]);
    }
}

typedef struct
{
  int      fd;
  guint    n_told;
  gboolean allow;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->fd = memfd_create ("envelope", MFD_CLOEXEC);
  fixture->allow = TRUE;
  g_assert_cmpint (write (fixture->fd, "0123456789", 10), ==, 10);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close (fixture->fd);
}

static gboolean
first_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->n_told++;
  return fixture->allow;
}

static void
test_body_tells_before_the_first_byte (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr(HeraldDropBody) body = herald_drop_body_new (fixture->fd, 8, first_cb, fixture);
  char buffer[16];
  gsize length;

  g_assert_cmpuint (fixture->n_told, ==, 0);
  g_assert_cmpuint (herald_drop_body_get_given (body), ==, 0);
  g_assert_true (g_input_stream_read_all (G_INPUT_STREAM (body), buffer, sizeof buffer, &length, NULL, NULL));
  g_assert_cmpuint (length, ==, 8);
  g_assert_cmpuint (fixture->n_told, ==, 1);
  g_assert_cmpuint (herald_drop_body_get_given (body), ==, 8);
}

static void
test_body_keeps_all_back_when_nobody_listens (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_autoptr(HeraldDropBody) body = herald_drop_body_new (fixture->fd, 10, first_cb, fixture);
  char buffer[16];

  fixture->allow = FALSE;
  g_assert_cmpint (g_input_stream_read (G_INPUT_STREAM (body), buffer, sizeof buffer, NULL, NULL), ==, -1);
  g_assert_cmpuint (herald_drop_body_get_given (body), ==, 0);
}

static void
test_body_that_is_short_is_broken (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(HeraldDropBody) body = herald_drop_body_new (fixture->fd, 11, first_cb, fixture);
  char buffer[16];
  gsize length;

  g_assert_false (g_input_stream_read_all (G_INPUT_STREAM (body), buffer, sizeof buffer, &length, NULL, NULL));
  g_assert_true (herald_drop_body_is_broken (body));
  g_assert_cmpuint (herald_drop_body_get_given (body), ==, 10);
}

static void
test_body_begins_again (Fixture       *fixture,
                        gconstpointer  data)
{
  char buffer[16];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(HeraldDropBody) body = herald_drop_body_new (fixture->fd, 10, first_cb, fixture);
      gsize length;

      g_assert_true (g_input_stream_read_all (G_INPUT_STREAM (body), buffer, sizeof buffer, &length, NULL, NULL));
      g_assert_cmpuint (length, ==, 10);
      g_assert_cmpint (buffer[0], ==, '0');
    }
}

/* What a deadline did to the main loop that waits for it. */
typedef struct
{
  HeraldDropWatch  watch;
  GMainLoop       *loop;
  guint            n_told;
} Deadline;

static void
run_out_cb (gpointer data)
{
  Deadline *deadline = data;

  deadline->n_told++;
  g_main_loop_quit (deadline->loop);
}

static void
test_deadlines_are_told_once (void)
{
  Deadline deadline = { .watch = { .run_out = run_out_cb } };

  deadline.watch.user_data = &deadline;
  deadline.loop = g_main_loop_new (NULL, FALSE);

  /* The second takes the place of the first, which never ends. */
  herald_drop_watch_start (&deadline.watch, G_MAXINT);
  herald_drop_watch_start (&deadline.watch, 1);
  g_main_loop_run (deadline.loop);
  g_assert_cmpuint (deadline.n_told, ==, 1);
  g_assert_cmpuint (deadline.watch.timer, ==, 0);

  herald_drop_watch_start (&deadline.watch, 1);
  herald_drop_watch_stop (&deadline.watch);
  g_assert_cmpuint (deadline.watch.timer, ==, 0);
  g_assert_cmpuint (deadline.n_told, ==, 1);
  g_main_loop_unref (deadline.loop);
}

static void
test_deadlines_move_on (void)
{
  Deadline deadline = { .watch = { .run_out = run_out_cb } };
  gint64 before = g_get_monotonic_time ();

  deadline.watch.user_data = &deadline;
  deadline.loop = g_main_loop_new (NULL, FALSE);

  /* As if all of this had begun long ago, but something moved just now. */
  herald_drop_watch_start (&deadline.watch, 20);
  deadline.watch.progress -= 20 * 1000;
  herald_drop_watch_move (&deadline.watch);
  g_assert_cmpint (deadline.watch.progress, >=, before);
  g_main_loop_run (deadline.loop);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 20 * 1000);
  g_main_loop_unref (deadline.loop);
}

#define TEST(name, function) g_test_add ("/deliver/drop-body/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  herald_drop_prepare_process ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deliver/drop-session/leads-to-one-proxy", test_leads_to_one_proxy);
  g_test_add_func ("/deliver/drop-session/leads-nowhere-else", test_leads_nowhere_else);
  g_test_add_func ("/deliver/drop-session/sessions-have-nothing-extra", test_sessions_have_nothing_extra);
  g_test_add_func ("/deliver/drop-session/sessions-are-strangers-to-a-proxy", test_sessions_are_strangers_to_a_proxy);
  g_test_add_func ("/deliver/drop-session/an-authority-that-is-none-is-not-replaced",
                   test_an_authority_that_is_none_is_not_replaced);
  g_test_add_func ("/deliver/drop-session/no-route-has-no-session", test_no_route_has_no_session);
  g_test_add_func ("/deliver/drop-session/says-what-is-wrong-with-a-certificate",
                   test_says_what_is_wrong_with_a_certificate);
  g_test_add_func ("/deliver/drop-session/answers-stand-beside-the-endpoint", test_answers_stand_beside_the_endpoint);
  g_test_add_func ("/deliver/drop-watch/deadlines-are-told-once", test_deadlines_are_told_once);
  g_test_add_func ("/deliver/drop-watch/deadlines-move-on", test_deadlines_move_on);
  TEST ("tells-before-the-first-byte", test_body_tells_before_the_first_byte);
  TEST ("keeps-all-back-when-nobody-listens", test_body_keeps_all_back_when_nobody_listens);
  TEST ("that-is-short-is-broken", test_body_that_is_short_is_broken);
  TEST ("begins-again", test_body_begins_again);

  return g_test_run ();
}
