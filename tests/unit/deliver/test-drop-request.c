/* test-drop-request.c: what herald-drop is told, and what it tells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-drop-event.h"
#include "herald-drop-request.h"

#define SHA256   "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
#define KEY      "7d793037a0760186574b0282f2f435e7"
#define ENDPOINT "https://psirt.practice.example/drop"

static void
set (char       **text,
     const char  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static HeraldDropRequest *
make_submission (void)
{
  HeraldRoute route = { 0 };
  HeraldDropRequest *request;

  g_assert_true (herald_route_parse ("socks5://[::1]:9050", &route, NULL));
  request = herald_drop_request_new (HERALD_DROP_SUBMIT, &route, ENDPOINT);
  set (&request->key, KEY);
  set (&request->sha256, SHA256);
  set (&request->follow_up, SHA256);
  request->size = 1000;
  g_strfreev (request->pins);
  request->pins = g_strsplit (SHA256, " ", -1);

  return request;
}

static HeraldDropRequest *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return herald_drop_request_read (bytes, error);
}

static void
test_reads_what_it_writes (void)
{
  g_autoptr(HeraldDropRequest) request = make_submission (), again = NULL;
  g_autofree char *line = herald_drop_request_write (request);
  g_autoptr(GError) error = NULL;

  again = read_text (line, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->mode, ==, HERALD_DROP_SUBMIT);
  g_assert_cmpstr (again->route.address, ==, "::1");
  g_assert_cmpuint (again->route.port, ==, 9050);
  g_assert_cmpuint (again->patience.connect, ==, 60000);
  g_assert_cmpuint (again->patience.answer, ==, 120000);
  g_assert_cmpstr (again->endpoint, ==, ENDPOINT);
  g_assert_cmpstr (again->key, ==, KEY);
  g_assert_cmpstr (again->sha256, ==, SHA256);
  g_assert_cmpstr (again->follow_up, ==, SHA256);
  g_assert_cmpstr (again->pins[0], ==, SHA256);
  g_assert_cmpuint (again->size, ==, 1000);
  g_assert_nonnull (strchr (line, '\n'));
  g_assert_cmpstr (strchr (line, '\n'), ==, "\n");
}

static void
test_refuses_what_is_wrong (void)
{
  static const struct { const char *find, *replace; } wrong[] = {
    { "\"submit\"", "\"answers\"" },
    { "\"submit\"", "\"probe\"" },
    { "\"submit\"", "\"send\"" },
    { "socks5://", "socks4://" },
    { "socks5://[::1]:9050", "direct\\n" },
    { "socks5://[::1]:9050", "" },
    { "https://", "http://" },
    { ",\"key\":\"" KEY "\"", "" },
    { ",\"sha256\":\"" SHA256 "\"", "" },
    { ",\"size\":1000", "" },
    { ",\"endpoint\":\"" ENDPOINT "\"", "" },
    { ",\"authority\":\"\"", "" },
    { "\"size\":1000", "\"size\":0" },
    { "\"size\":1000", "\"size\":1000,\"secret\":\"aaaaaaaaaaaaaaaaaaaa\"" },
    { KEY, "7d79\\r\\nX: y" },
    { "[60000,", "[0," },
    { "[60000,", "[" },
    { "\"version\":1", "\"version\":2" },
  };
  g_autoptr(HeraldDropRequest) request = make_submission ();
  g_autofree char *line = herald_drop_request_write (request);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto(GStrv) parts = g_strsplit (line, wrong[i].find, 2);
      g_autofree char *text = NULL;
      g_autoptr(HeraldDropRequest) read = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      text = g_strconcat (parts[0], wrong[i].replace, parts[1], NULL);
      read = read_text (text, &error);
      g_test_message ("%s", wrong[i].replace);
      g_assert_null (read);
      g_assert_nonnull (error);
    }
}

static void
test_onion_never_goes_directly (void)
{
  HeraldRoute route = { .kind = HERALD_ROUTE_DIRECT };
  g_autoptr(HeraldDropRequest) request = herald_drop_request_new (HERALD_DROP_ANSWERS, &route, "http://a.onion/drop");
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;

  set (&request->secret, "AAAAABBBBBCCCCCDDDDD");
  line = herald_drop_request_write (request);
  g_assert_null (read_text (line, &error));
  g_assert_error (error, HERALD_ROUTE_ERROR, HERALD_ROUTE_ERROR_UNFIT);
}

static void
test_secrets_fit_into_a_header (void)
{
  g_autofree char *longest = g_strnfill (128, 'a'), *longer = g_strnfill (129, 'a');

  g_assert_true (herald_drop_is_secret ("ABCDE-FGHJK-MNPQR-STVWX"));
  g_assert_true (herald_drop_is_secret (SHA256));
  g_assert_true (herald_drop_is_secret (longest));
  g_assert_false (herald_drop_is_secret (longer));
  g_assert_false (herald_drop_is_secret (""));
  g_assert_false (herald_drop_is_secret ("short"));
  g_assert_false (herald_drop_is_secret ("aaaaaaaaaaaaaaaaaaaa\r\nX: y"));
  g_assert_false (herald_drop_is_secret ("aaaaaaaaaaaaaaaaaaa b"));
  g_assert_false (herald_drop_is_secret ("aaaaaaaaaaaaaaaaaaa\xc3\xa9"));
}

static void
test_patience_has_four_numbers (void)
{
  HeraldDropPatience patience = { 0 };

  g_assert_true (herald_drop_patience_parse ("1,2,3,4", &patience));
  g_assert_cmpuint (patience.connect, ==, 1);
  g_assert_cmpuint (patience.proceed, ==, 2);
  g_assert_cmpuint (patience.stall, ==, 3);
  g_assert_cmpuint (patience.answer, ==, 4);
  g_assert_false (herald_drop_patience_parse ("1,2,3", &patience));
  g_assert_false (herald_drop_patience_parse ("1,2,3,4,5", &patience));
  g_assert_false (herald_drop_patience_parse ("0,2,3,4", &patience));
  g_assert_false (herald_drop_patience_parse ("1,2,3,x", &patience));
  g_assert_false (herald_drop_patience_parse ("", &patience));
}

/* Words around the certificates may be of any encoding, and do not go along. */
static void
test_takes_certificates_alone (void)
{
  static const char file[] =
    "Our \xe9 authority\r\n-----BEGIN CERTIFICATE-----\r\nMIIB\r\n-----END CERTIFICATE-----\r\nand\n"
    "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n"
    "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n";
  g_autoptr(HeraldDropRequest) request = make_submission (), again = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (file, strlen (file)), none = g_bytes_new_static ("x", 1);
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;

  herald_drop_request_set_authority (request, bytes);
  g_assert_cmpstr (request->authority, ==,
                   "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
                   "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n");
  line = herald_drop_request_write (request);
  again = read_text (line, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->authority, ==, request->authority);

  herald_drop_request_set_authority (request, none);
  g_assert_cmpstr (request->authority, !=, "");
  herald_drop_request_set_authority (request, NULL);
  g_assert_cmpstr (request->authority, ==, "");
}

static HeraldDropEvent *
pass (HeraldDropEvent *event)
{
  g_autofree char *line = herald_drop_event_write (event);
  g_autoptr(GBytes) bytes = g_bytes_new (line, strlen (line));
  g_autoptr(GError) error = NULL;
  HeraldDropEvent *again = herald_drop_event_read (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpint (again->kind, ==, event->kind);
  return again;
}

static void
test_events_are_read_back (void)
{
  g_autoptr(HeraldDropOutcome) outcome = herald_drop_outcome_new (HERALD_DELIVERY_REFUSED, HERALD_DELIVERY_STATUS);
  char *messages[] = { (char *) "-----BEGIN PGP MESSAGE-----\n", NULL };
  g_autoptr(HeraldDropEvent) connecting = pass (&(HeraldDropEvent) { .kind = HERALD_DROP_CONNECTING });
  g_autoptr(HeraldDropEvent) sending = pass (&(HeraldDropEvent) { .kind = HERALD_DROP_SENDING, .sent = 7 });
  g_autoptr(HeraldDropEvent) waiting = pass (&(HeraldDropEvent) { .kind = HERALD_DROP_WAITING });
  g_autoptr(HeraldDropEvent) answered = pass (&(HeraldDropEvent) { .kind = HERALD_DROP_ANSWERED, .messages = messages });
  g_autoptr(HeraldDropEvent) probed = pass (&(HeraldDropEvent) { .kind = HERALD_DROP_PROBED, .found = (char *) "tor" });
  g_autoptr(HeraldDropEvent) ended = NULL;

  outcome->status = 413;
  outcome->max_bytes = 512;
  ended = pass (&(HeraldDropEvent) { .kind = HERALD_DROP_ENDED, .outcome = outcome });

  g_assert_cmpuint (sending->sent, ==, 7);
  g_assert_cmpuint (g_strv_length (answered->messages), ==, 1);
  g_assert_cmpstr (probed->found, ==, "tor");
  g_assert_cmpint (ended->outcome->state, ==, HERALD_DELIVERY_REFUSED);
  g_assert_cmpuint (ended->outcome->max_bytes, ==, 512);
}

static void
test_events_that_are_none (void)
{
  static const char * const bad[] = {
    "", "x", "[]", "{}", "{\"event\":\"happy\"}", "{\"event\":\"connecting\",\"sent\":1}", "{\"event\":\"sending\"}",
    "{\"event\":\"sending\",\"sent\":-1}", "{\"event\":\"ended\",\"state\":\"accepted\"}",
    "{\"event\":\"ended\",\"state\":\"accepted\",\"reason\":null,\"status\":201,\"words\":\"\",\"max-bytes\":null,"
    "\"retry-after\":null,\"receipt\":null}",
    "{\"event\":\"ended\",\"state\":\"sending\",\"reason\":null,\"status\":null,\"words\":\"\",\"max-bytes\":null,"
    "\"retry-after\":null,\"receipt\":null}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (bad[i], strlen (bad[i]));
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (herald_drop_event_read (bytes, &error));
      g_assert_nonnull (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deliver/drop-request/reads-what-it-writes", test_reads_what_it_writes);
  g_test_add_func ("/deliver/drop-request/refuses-what-is-wrong", test_refuses_what_is_wrong);
  g_test_add_func ("/deliver/drop-request/onion-never-goes-directly", test_onion_never_goes_directly);
  g_test_add_func ("/deliver/drop-request/secrets-fit-into-a-header", test_secrets_fit_into_a_header);
  g_test_add_func ("/deliver/drop-request/patience-has-four-numbers", test_patience_has_four_numbers);
  g_test_add_func ("/deliver/drop-request/takes-certificates-alone", test_takes_certificates_alone);
  g_test_add_func ("/deliver/drop-event/events-are-read-back", test_events_are_read_back);
  g_test_add_func ("/deliver/drop-event/events-that-are-none", test_events_that_are_none);

  return g_test_run ();
}
