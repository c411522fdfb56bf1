/* test-drop-answer.c: what an answer, or none, means for a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-drop-answer.h"
#include "herald-text.h"

#define SHA256 "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
#define SIZE   1000

#define RECEIPT  "{\"receipt\":\"A-1\",\"sha256\":\"" SHA256 "\",\"size\":1000,\"received_on\":\"2026-11-21\",\"replayed\":false}"
#define REPLAYED "{\"receipt\":\"A-1\",\"sha256\":\"" SHA256 "\",\"size\":1000,\"received_on\":\"2026-11-21\",\"replayed\":true}"
#define OTHER    "{\"receipt\":\"A-1\",\"sha256\":\"" SHA256 "\",\"size\":1001,\"received_on\":\"2026-11-21\"}"
#define LATER    "{\"message\":\"Not now.\"}"
#define PAGE     "<!DOCTYPE html><title>Welcome</title>"
#define JSON     "application/json"

#define ACCEPTED      HERALD_DELIVERY_ACCEPTED
#define REFUSED       HERALD_DELIVERY_REFUSED
#define UNKNOWN       HERALD_DELIVERY_UNKNOWN
#define NOT_DELIVERED HERALD_DELIVERY_NOT_DELIVERED

/* An answer after nothing of the envelope, some of it, and all of it left. */
typedef struct
{
  guint                status;
  const char          *type;
  const char          *body;
  HeraldDeliveryState  nothing;
  HeraldDeliveryState  some;
  HeraldDeliveryState  all;
} Row;

static const Row rows[] = {
  { 201, JSON, RECEIPT, NOT_DELIVERED, UNKNOWN, ACCEPTED },
  { 200, JSON, RECEIPT, NOT_DELIVERED, UNKNOWN, ACCEPTED },
  { 200, JSON, REPLAYED, ACCEPTED, ACCEPTED, ACCEPTED },
  { 201, "application/json; charset=utf-8", RECEIPT, NOT_DELIVERED, UNKNOWN, ACCEPTED },
  { 201, "APPLICATION/JSON", RECEIPT, NOT_DELIVERED, UNKNOWN, ACCEPTED },
  { 201, "application/jsonx", RECEIPT, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 201, "text/plain", RECEIPT, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 201, NULL, RECEIPT, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 201, JSON, OTHER, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 201, JSON, "", NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 201, JSON, "{\"receipt\":\"A-1\"", NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 200, "text/html", PAGE, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 200, "text/html; charset=utf-8", RECEIPT, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 202, JSON, RECEIPT, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 204, NULL, "", NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 206, JSON, RECEIPT, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 301, NULL, "", REFUSED, REFUSED, REFUSED },
  { 302, "text/html", PAGE, REFUSED, REFUSED, REFUSED },
  { 303, JSON, RECEIPT, REFUSED, REFUSED, REFUSED },
  { 307, NULL, "", REFUSED, REFUSED, REFUSED },
  { 308, NULL, "", REFUSED, REFUSED, REFUSED },
  { 400, JSON, LATER, REFUSED, REFUSED, REFUSED },
  { 411, "text/html", PAGE, REFUSED, REFUSED, REFUSED },
  { 413, JSON, "{\"message\":\"No.\",\"max_bytes\":512}", REFUSED, REFUSED, REFUSED },
  { 413, "text/html", PAGE, REFUSED, REFUSED, REFUSED },
  { 415, JSON, LATER, REFUSED, REFUSED, REFUSED },
  { 422, JSON, LATER, REFUSED, REFUSED, REFUSED },
  { 409, JSON, LATER, NOT_DELIVERED, NOT_DELIVERED, NOT_DELIVERED },
  { 429, JSON, LATER, NOT_DELIVERED, NOT_DELIVERED, NOT_DELIVERED },
  { 503, JSON, LATER, NOT_DELIVERED, NOT_DELIVERED, NOT_DELIVERED },
  { 507, JSON, LATER, NOT_DELIVERED, NOT_DELIVERED, NOT_DELIVERED },
  { 507, JSON, "{}", NOT_DELIVERED, NOT_DELIVERED, NOT_DELIVERED },
  { 409, "text/html", PAGE, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 429, NULL, "", NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 503, "text/html", PAGE, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 503, JSON, "[]", NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 503, JSON, "{\"message\":", NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 507, "text/plain", LATER, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 401, JSON, LATER, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 403, JSON, LATER, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 404, JSON, LATER, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 405, JSON, LATER, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 408, JSON, LATER, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 417, JSON, LATER, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 421, JSON, LATER, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 500, JSON, LATER, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 502, "text/html", PAGE, NOT_DELIVERED, UNKNOWN, UNKNOWN },
  { 504, "text/html", PAGE, NOT_DELIVERED, UNKNOWN, UNKNOWN },
};

static HeraldDropOutcome *
judge (guint       status,
       const char *type,
       const char *body,
       gboolean    is_whole,
       guint64     sent)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (body, strlen (body));
  HeraldDropAnswer answer = { .status = status, .content_type = type, .body = bytes, .is_whole = is_whole };

  return herald_drop_judge (&answer, SHA256, SIZE, sent);
}

static void
test_follows_the_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr(HeraldDropOutcome) nothing = judge (row->status, row->type, row->body, TRUE, 0);
      g_autoptr(HeraldDropOutcome) some = judge (row->status, row->type, row->body, TRUE, SIZE - 1);
      g_autoptr(HeraldDropOutcome) all = judge (row->status, row->type, row->body, TRUE, SIZE);

      g_test_message ("%u %s %s", row->status, row->type, row->body);
      g_assert_cmpint (nothing->state, ==, row->nothing);
      g_assert_cmpint (some->state, ==, row->some);
      g_assert_cmpint (all->state, ==, row->all);
      g_assert_cmpuint (all->status, ==, row->status);
      g_assert_true ((all->receipt != NULL) == (row->all == ACCEPTED));
      g_assert_true ((all->reason == HERALD_DELIVERY_NO_REASON) == (row->all == ACCEPTED));
    }
}

/* Part of an answer never makes one accepted, nor not delivered once bytes left. */
static void
test_believes_no_part_of_an_answer (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HeraldDropOutcome) outcome = judge (rows[i].status, rows[i].type, rows[i].body, FALSE, SIZE);

      g_test_message ("%u %s", rows[i].status, rows[i].body);
      g_assert_cmpint (outcome->state, ==, rows[i].all == REFUSED ? REFUSED : UNKNOWN);
    }
}

static void
test_no_answer_depends_on_what_left (void)
{
  for (guint reason = 1; reason <= HERALD_DELIVERY_LAST_REASON; reason++)
    {
      g_autoptr(HeraldDropOutcome) nothing = herald_drop_give_up (reason, 0);
      g_autoptr(HeraldDropOutcome) one = herald_drop_give_up (reason, 1);
      gboolean is_wrong_server = reason >= HERALD_DELIVERY_UNTRUSTED && reason <= HERALD_DELIVERY_WRONG_PIN;

      g_test_message ("%s", herald_delivery_reason_word (reason));
      g_assert_cmpint (nothing->state, ==, is_wrong_server ? REFUSED : NOT_DELIVERED);
      g_assert_cmpint (one->state, ==, UNKNOWN);
      g_assert_cmpuint (nothing->reason, ==, reason);
    }
}

static void
test_tells_reasons_apart (void)
{
  g_autoptr(HeraldDropOutcome) page = judge (200, "text/html", PAGE, TRUE, SIZE);
  g_autoptr(HeraldDropOutcome) other = judge (201, JSON, OTHER, TRUE, SIZE);
  g_autoptr(HeraldDropOutcome) half = judge (201, JSON, "{\"receipt\"", TRUE, SIZE);
  g_autoptr(HeraldDropOutcome) status = judge (500, JSON, LATER, TRUE, SIZE);

  g_assert_cmpint (page->reason, ==, HERALD_DELIVERY_WEB_PAGE);
  g_assert_cmpint (other->reason, ==, HERALD_DELIVERY_OTHER_RECEIPT);
  g_assert_cmpint (half->reason, ==, HERALD_DELIVERY_NO_RECEIPT);
  g_assert_cmpint (status->reason, ==, HERALD_DELIVERY_STATUS);
  g_assert_cmpstr (status->words, ==, "Not now.");
}

static void
test_names_where_a_redirect_leads (void)
{
  g_autoptr(GBytes) body = g_bytes_new_static ("", 0);
  HeraldDropAnswer answer = { .status = 302, .location = "http://evil.example/\xe2\x80\xae", .body = body, .is_whole = TRUE };
  g_autoptr(HeraldDropOutcome) outcome = herald_drop_judge (&answer, SHA256, SIZE, 0);

  g_assert_cmpint (outcome->reason, ==, HERALD_DELIVERY_REDIRECT);
  g_assert_cmpstr (outcome->words, ==, "http://evil.example/<U+202E>");
}

static void
test_cleans_what_the_server_says (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'x'), *json = g_strdup_printf ("{\"message\":\"%s\"}", long_text);
  g_autoptr(HeraldDropOutcome) large = judge (413, JSON, "{\"message\":\" a\\nb\\u202e<b>\",\"max_bytes\":512}", TRUE, 0);
  g_autoptr(HeraldDropOutcome) plain = judge (400, "text/plain", "No \xff\x1b[31m way.\r\n", TRUE, 0);
  g_autoptr(HeraldDropOutcome) longer = judge (400, JSON, json, TRUE, 0);
  g_autoptr(HeraldDropOutcome) hidden = judge (400, "text/plain", "\x01\x02\x03", TRUE, 0);
  g_autoptr(HeraldDropOutcome) number = judge (400, JSON, "{\"message\":7}", TRUE, 0);
  g_autoptr(HeraldDropOutcome) page = judge (400, "text/html", PAGE, TRUE, 0);

  g_assert_cmpstr (large->words, ==, "a b<U+202E><b>");
  g_assert_cmpuint (large->max_bytes, ==, 512);
  g_assert_cmpstr (plain->words, ==, "No \xef\xbf\xbd<U+001B>[31m way.");
  g_assert_cmpint (g_utf8_strlen (longer->words, -1), ==, HERALD_DELIVERY_MAX_WORDS);
  g_assert_null (herald_text_find_hidden (hidden->words));
  g_assert_cmpstr (number->words, ==, "");
  g_assert_cmpstr (page->words, ==, "");
}

static guint
retry_after (const char *text)
{
  g_autoptr(GBytes) body = g_bytes_new_static (LATER, strlen (LATER));
  HeraldDropAnswer answer = { .status = 503, .content_type = JSON, .retry_after = text, .body = body, .is_whole = TRUE };
  g_autoptr(HeraldDropOutcome) outcome = herald_drop_judge (&answer, SHA256, SIZE, 0);

  return outcome->retry_after;
}

static void
test_reads_when_to_come_back (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc (), soon = g_date_time_add_hours (now, 2);
  g_autofree char *date = g_date_time_format (soon, "%a, %d %b %Y %H:%M:%S GMT");
  guint seconds = retry_after (date);

  g_assert_cmpuint (retry_after (NULL), ==, 0);
  g_assert_cmpuint (retry_after ("60"), ==, 60);
  g_assert_cmpuint (retry_after ("0"), ==, 0);
  g_assert_cmpuint (retry_after ("99999999999"), ==, 24 * 60 * 60);
  g_assert_cmpuint (retry_after ("-1"), ==, 0);
  g_assert_cmpuint (retry_after ("soon"), ==, 0);
  g_assert_cmpuint (retry_after ("Sun, 06 Nov 1994 08:49:37 GMT"), ==, 0);
  g_assert_cmpuint (retry_after ("Fri, 31 Dec 9998 23:59:59 GMT"), ==, 24 * 60 * 60);
  g_assert_cmpuint (retry_after ("Fri, 31 Foo 9998 23:59:59 GMT"), ==, 0);
  g_assert_cmpuint (retry_after ("Fri, 99 Dec 9998 23:59:59 GMT"), ==, 0);
  g_assert_cmpuint (retry_after ("Fri, 31 Dec 9998 23:59:59 GMT+1"), ==, 0);
  g_assert_cmpuint (seconds, <=, 2 * 60 * 60 + 1);
  g_assert_cmpuint (seconds, >, 60 * 60);
}

static guint
count_messages (guint       status,
                const char *type,
                const char *body)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (body, strlen (body));
  HeraldDropAnswer answer = { .status = status, .content_type = type, .body = bytes, .is_whole = TRUE };
  g_auto(GStrv) messages = herald_drop_read_messages (&answer);

  return messages == NULL ? 999 : g_strv_length (messages);
}

static void
test_reads_messages (void)
{
#define MESSAGE "\"-----BEGIN PGP MESSAGE-----\\r\\n\\r\\nxx\\r\\n-----END PGP MESSAGE-----\\r\\n\""

  g_assert_cmpuint (count_messages (200, JSON, "{\"messages\":[]}"), ==, 0);
  g_assert_cmpuint (count_messages (200, JSON, "{\"messages\":[" MESSAGE "," MESSAGE "],\"more\":1}"), ==, 2);
  g_assert_cmpuint (count_messages (201, JSON, "{\"messages\":[]}"), ==, 999);
  g_assert_cmpuint (count_messages (200, "text/html", "{\"messages\":[]}"), ==, 999);
  g_assert_cmpuint (count_messages (200, JSON, "{}"), ==, 999);
  g_assert_cmpuint (count_messages (200, JSON, "[]"), ==, 999);
  g_assert_cmpuint (count_messages (200, JSON, "{\"messages\":{}}"), ==, 999);
  g_assert_cmpuint (count_messages (200, JSON, "{\"messages\":[1]}"), ==, 999);
  g_assert_cmpuint (count_messages (200, JSON, "{\"messages\":[\"hello\"]}"), ==, 999);
  g_assert_cmpuint (count_messages (200, JSON, "{\"messages\":[\"-----BEGIN PGP MESSAGE-----\\u0000\"]}"), ==, 999);
  g_assert_cmpuint (count_messages (200, JSON, "{\"messages\":[\"-----BEGIN PGP MESSAGE-----\\u202e\"]}"), ==, 999);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deliver/drop-answer/follows-the-table", test_follows_the_table);
  g_test_add_func ("/deliver/drop-answer/believes-no-part-of-an-answer", test_believes_no_part_of_an_answer);
  g_test_add_func ("/deliver/drop-answer/no-answer-depends-on-what-left", test_no_answer_depends_on_what_left);
  g_test_add_func ("/deliver/drop-answer/tells-reasons-apart", test_tells_reasons_apart);
  g_test_add_func ("/deliver/drop-answer/names-where-a-redirect-leads", test_names_where_a_redirect_leads);
  g_test_add_func ("/deliver/drop-answer/cleans-what-the-server-says", test_cleans_what_the_server_says);
  g_test_add_func ("/deliver/drop-answer/reads-when-to-come-back", test_reads_when_to_come_back);
  g_test_add_func ("/deliver/drop-answer/reads-messages", test_reads_messages);

  return g_test_run ();
}
