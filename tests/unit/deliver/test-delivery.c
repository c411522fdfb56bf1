/* test-delivery.c: deliveries as they are kept, and in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-date.h"
#include "herald-delivery.h"
#include "herald-json.h"

#define SHA256 "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"

/* What a line of a case's log could hold when there were none but short ones. */
#define MAX_LINE 4096

static HeraldDelivery *
make_delivery (gboolean anonymous)
{
  return herald_delivery_new ("practice", anonymous, "https://psirt.practice.example/drop", "bundle", SHA256, 49152);
}

static HeraldReceipt *
make_receipt (void)
{
  HeraldReceipt *receipt = g_new0 (HeraldReceipt, 1);

  receipt->id = g_strdup ("298F-9F82");
  receipt->received_on = g_strdup ("2026-11-21");
  receipt->ack_by = g_strdup ("2026-11-28");

  return receipt;
}

static HeraldDelivery *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return herald_delivery_read (bytes, error);
}

/* The shipped example, with another text in the place of one. */
static char *
change_example (const char *find,
                const char *replace)
{
  g_autofree char *path = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "data", "schema",
                                            "delivery.example.json", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  if (find == NULL)
    return g_steal_pointer (&text);

  parts = g_strsplit (text, find, 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strconcat (parts[0], replace, parts[1], NULL);
}

static void
test_reads_the_example (void)
{
  g_autofree char *text = change_example (NULL, NULL), *line = NULL;
  g_autoptr(HeraldDelivery) delivery = NULL, again = NULL;
  g_autoptr(GError) error = NULL;

  delivery = read_text (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (delivery->vendor, ==, "practice");
  g_assert_cmpint (delivery->state, ==, HERALD_DELIVERY_ACCEPTED);
  g_assert_cmpint (delivery->route, ==, HERALD_ROUTE_SOCKS5);
  g_assert_cmpint (delivery->reason, ==, HERALD_DELIVERY_NO_REASON);
  g_assert_cmpuint (delivery->status, ==, 201);
  g_assert_cmpstr (delivery->pins[0], ==, "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35");
  g_assert_cmpstr (delivery->receipt->ack_by, ==, "2026-11-28");

  line = herald_delivery_write (delivery);
  again = read_text (line, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->key, ==, delivery->key);
  g_assert_cmpstr (again->receipt->id, ==, delivery->receipt->id);
}

static void
test_refuses_what_is_wrong (void)
{
  static const struct { const char *find, *replace; } wrong[] = {
    { "\"version\": 1", "\"version\": 2" },
    { "herald-delivery", "herald-report" },
    { "https://psirt", "http://psirt" },
    { "https://psirt", "https://me:secret@psirt" },
    { "drop/1", "drop/2" },
    { "7d793037a0760186574b0282f2f435e7", "7d79" },
    { "\"bundle\"", "\"eml\"" },
    { "\"size\": 49152", "\"size\": 0" },
    { "\"blob\": null", "\"blob\": \"../x\"" },
    { "\"attempts\": 1", "\"attempts\": -1" },
    { "\"socks5\"", "\"socks4\"" },
    { "\"accepted\"", "\"unknown\"" },
    { "\"reason\": null", "\"reason\": \"\"" },
    { "\"status\": 201", "\"status\": 99" },
    { "\"words\": \"\"", "\"words\": \"a\\nb\"" },
    { "\"words\": \"\"", "\"words\": \"\\u202e\"" },
    { "298F-9F82-640D-FDAC", " " },
    { "\"replayed\": false", "\"replayed\": 0" },
    { "\"pins\": [", "\"pins\": [ 1," },
    { "2026-11-21T12:05:09Z", "yesterday" },
    { "\"anonymous\": false", "\"anonymous\": true" },
    { "\"doubt\": false,", "" },
    { "\"doubt\": false,", "\"doubt\": false, \"doubt\": false," },
    { "\"doubt\": false,", "\"doubt\": false, \"colour\": 1," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr(HeraldDelivery) delivery = NULL;
      g_autoptr(GError) error = NULL;

      text = change_example (wrong[i].find, wrong[i].replace);
      delivery = read_text (text, &error);
      g_test_message ("%s", wrong[i].replace);
      g_assert_null (delivery);
      g_assert_nonnull (error);
      g_assert_true (error->domain == HERALD_JSON_ERROR);
    }
}

static void
test_every_word_is_read_back (void)
{
  for (guint state = 0; state <= HERALD_DELIVERY_NOT_DELIVERED; state++)
    for (guint reason = 0; reason <= HERALD_DELIVERY_LAST_REASON; reason++)
      {
        g_autoptr(HeraldDelivery) delivery = make_delivery (FALSE), again = NULL;
        g_autoptr(GError) error = NULL;
        g_autofree char *line = NULL;

        delivery->state = state;
        delivery->reason = reason;
        delivery->receipt = state == HERALD_DELIVERY_ACCEPTED ? make_receipt () : NULL;
        line = herald_delivery_write (delivery);
        again = read_text (line, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (again->state, ==, state);
        g_assert_cmpuint (again->reason, ==, reason);
      }
}

static void
test_each_has_its_own_key (void)
{
  g_autoptr(HeraldDelivery) one = make_delivery (FALSE), other = make_delivery (FALSE);

  g_assert_cmpstr (one->key, !=, other->key);
  g_assert_cmpstr (one->id, !=, other->id);
  g_assert_cmpstr (one->id, !=, one->key);
  g_assert_cmpuint (strlen (one->key), ==, 32);
}

static void
test_anonymous_ones_have_dates (void)
{
  g_autoptr(HeraldDelivery) delivery = make_delivery (TRUE);

  g_assert_true (herald_date_is_date (delivery->created));
  herald_delivery_begin (delivery, HERALD_ROUTE_SOCKS5);
  g_assert_true (herald_date_is_date (delivery->changed));
  herald_delivery_end (delivery, HERALD_DELIVERY_UNKNOWN, HERALD_DELIVERY_CLOSED);
  g_assert_true (herald_date_is_date (delivery->changed));
}

static void
test_interrupted_ones_are_unknown (void)
{
  g_autoptr(HeraldDelivery) delivery = make_delivery (FALSE);

  herald_delivery_interrupt (delivery);
  g_assert_cmpint (delivery->state, ==, HERALD_DELIVERY_READY);

  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  g_assert_cmpint (delivery->state, ==, HERALD_DELIVERY_SENDING);
  herald_delivery_interrupt (delivery);
  g_assert_cmpint (delivery->state, ==, HERALD_DELIVERY_UNKNOWN);
  g_assert_cmpint (delivery->reason, ==, HERALD_DELIVERY_INTERRUPTED);
}

static void
test_doubt_stays (void)
{
  g_autoptr(HeraldDelivery) delivery = make_delivery (FALSE);
  g_autofree char *first = NULL, *second = NULL;

  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  herald_delivery_end (delivery, HERALD_DELIVERY_NOT_DELIVERED, HERALD_DELIVERY_NO_NETWORK);
  g_assert_false (delivery->doubt);
  first = herald_delivery_describe (delivery);
  g_assert_null (strstr (first, "may have been accepted"));

  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  herald_delivery_end (delivery, HERALD_DELIVERY_UNKNOWN, HERALD_DELIVERY_CLOSED);
  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  herald_delivery_end (delivery, HERALD_DELIVERY_NOT_DELIVERED, HERALD_DELIVERY_NO_NETWORK);
  g_assert_true (delivery->doubt);
  g_assert_cmpuint (delivery->attempts, ==, 3);
  second = herald_delivery_describe (delivery);
  g_assert_nonnull (strstr (second, "may have been accepted"));
}

static void
test_an_attempt_forgets_the_one_before (void)
{
  g_autoptr(HeraldDelivery) delivery = make_delivery (FALSE);

  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  g_free (delivery->words);
  delivery->words = g_strdup ("Closed for a moment.");
  delivery->status = 503;
  delivery->retry_after = 60;
  herald_delivery_end (delivery, HERALD_DELIVERY_NOT_DELIVERED, HERALD_DELIVERY_STATUS);

  herald_delivery_begin (delivery, HERALD_ROUTE_SOCKS5);
  g_assert_cmpstr (delivery->words, ==, "");
  g_assert_cmpuint (delivery->status, ==, 0);
  g_assert_cmpuint (delivery->retry_after, ==, 0);
  g_assert_cmpint (delivery->reason, ==, HERALD_DELIVERY_NO_REASON);
  g_assert_cmpint (delivery->route, ==, HERALD_ROUTE_SOCKS5);
}

static void
test_every_reason_has_a_sentence (void)
{
  for (guint reason = 1; reason <= HERALD_DELIVERY_LAST_REASON; reason++)
    {
      g_autoptr(HeraldDelivery) delivery = make_delivery (FALSE);
      g_autofree char *words = NULL;

      herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
      herald_delivery_end (delivery, HERALD_DELIVERY_REFUSED, reason);
      words = herald_delivery_describe (delivery);
      g_test_message ("%s", herald_delivery_reason_word (reason));
      g_assert_cmpstr (words, !=, "");
      g_assert_cmpstr (herald_delivery_get_title (delivery), ==, "Refused");
    }
}

static void
test_says_what_the_server_said (void)
{
  g_autoptr(HeraldDelivery) delivery = make_delivery (FALSE);
  g_autofree char *words = NULL;

  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  g_free (delivery->words);
  delivery->words = g_strdup ("Too large.");
  delivery->status = 413;
  delivery->max_bytes = 1000;
  delivery->retry_after = 61;
  herald_delivery_end (delivery, HERALD_DELIVERY_REFUSED, HERALD_DELIVERY_STATUS);

  words = herald_delivery_describe (delivery);
  g_assert_nonnull (strstr (words, "“Too large.”"));
  g_assert_nonnull (strstr (words, "413"));
  g_assert_nonnull (strstr (words, "kB"));
  g_assert_nonnull (strstr (words, "2 minutes"));
}

static void
test_is_a_short_line (void)
{
  g_autoptr(HeraldDelivery) delivery = make_delivery (FALSE);
  g_autofree char *path = g_strnfill (1500, 'a'), *words = g_strnfill (4 * HERALD_DELIVERY_MAX_WORDS, ' ');
  g_autofree char *line = NULL;

  g_free (delivery->endpoint);
  delivery->endpoint = g_strconcat ("https://psirt.practice.example/", path, NULL);
  g_free (delivery->words);
  delivery->words = g_steal_pointer (&words);
  delivery->receipt = make_receipt ();
  g_free (delivery->receipt->id);
  delivery->receipt->id = g_strnfill (HERALD_RECEIPT_MAX_ID, 'R');
  g_strfreev (delivery->pins);
  delivery->pins = g_strsplit (SHA256 " " SHA256 " " SHA256 " " SHA256, " ", -1);

  line = herald_delivery_write (delivery);
  g_assert_cmpuint (strlen (line), <=, MAX_LINE);
  g_assert_null (strchr (line, '\n'));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deliver/delivery/reads-the-example", test_reads_the_example);
  g_test_add_func ("/deliver/delivery/refuses-what-is-wrong", test_refuses_what_is_wrong);
  g_test_add_func ("/deliver/delivery/every-word-is-read-back", test_every_word_is_read_back);
  g_test_add_func ("/deliver/delivery/each-has-its-own-key", test_each_has_its_own_key);
  g_test_add_func ("/deliver/delivery/anonymous-ones-have-dates", test_anonymous_ones_have_dates);
  g_test_add_func ("/deliver/delivery/interrupted-ones-are-unknown", test_interrupted_ones_are_unknown);
  g_test_add_func ("/deliver/delivery/doubt-stays", test_doubt_stays);
  g_test_add_func ("/deliver/delivery/an-attempt-forgets-the-one-before", test_an_attempt_forgets_the_one_before);
  g_test_add_func ("/deliver/delivery/every-reason-has-a-sentence", test_every_reason_has_a_sentence);
  g_test_add_func ("/deliver/delivery/says-what-the-server-said", test_says_what_the_server_said);
  g_test_add_func ("/deliver/delivery/is-a-short-line", test_is_a_short_line);

  return g_test_run ();
}
