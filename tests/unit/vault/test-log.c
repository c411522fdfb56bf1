/* test-log.c: the log of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <json-glib/json-glib.h>

#include "herald-event.h"
#include "herald-json.h"
#include "vault-fixture.h"

#define DAY "2026-11-21"

static HeraldCaseBlob *
add_file (HeraldCase *opened,
          const char *content)
{
  g_autoptr(GError) error = NULL;
  int fd = memory_file (content, strlen (content));
  HeraldCaseBlob *blob = herald_case_add_blob (opened, fd, NULL, &error);

  g_assert_no_error (error);
  close (fd);
  return blob;
}

static void
add (HeraldCase *opened,
     const char *kind,
     const char *date,
     const char *state)
{
  g_autoptr(GError) error = NULL;

  herald_case_log_add_entry (opened, &(HeraldCaseEntry) {
                               .kind = (char *) kind,
                               .source = (char *) "me",
                               .date = (char *) date,
                               .state = (char *) state,
                             }, &error);
  g_assert_no_error (error);
}

static HeraldCaseEntry *
get (HeraldCase *opened,
     guint       i)
{
  g_autoptr(GPtrArray) log = herald_case_log_get (opened);

  g_assert_cmpuint (i, <, log->len);
  return g_ptr_array_steal_index (log, i);
}

static void
assert_state (VaultFixture *fixture,
              const char   *state)
{
  g_autoptr(GPtrArray) list = herald_vault_list (fixture->vault, NULL);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((HeraldCaseSummary *) g_ptr_array_index (list, 0))->state, ==, state);
}

static void
test_keeps_all_of_an_entry (VaultFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(HeraldCaseBlob) file = add_file (opened, "an answer");
  g_autoptr(HeraldCaseEntry) entry = NULL;

  g_assert_true (herald_case_log_add_entry (opened, &(HeraldCaseEntry) {
                                              .kind = (char *) "acknowledged",
                                              .source = (char *) "vendor",
                                              .date = (char *) DAY,
                                              .promise = (char *) "acknowledge",
                                              .detail = (char *) "“Thank you.”",
                                              .file = file,
                                              .file_name = (char *) "answer.eml",
                                            }, NULL));

  vault_reopen_case (fixture, &opened);
  entry = get (opened, 0);
  g_assert_cmpstr (entry->kind, ==, "acknowledged");
  g_assert_cmpstr (entry->source, ==, "vendor");
  g_assert_cmpstr (entry->date, ==, DAY);
  g_assert_cmpstr (entry->state, ==, "acknowledged");
  g_assert_cmpstr (entry->promise, ==, "acknowledge");
  g_assert_cmpstr (entry->detail, ==, "“Thank you.”");
  g_assert_cmpstr (entry->file->id, ==, file->id);
  g_assert_cmpstr (entry->file->sha256, ==, file->sha256);
  g_assert_cmpuint (entry->file->size, ==, strlen ("an answer"));
  g_assert_cmpstr (entry->file_name, ==, "answer.eml");
}

/* What is written in the old manner is read by programs that know no other. */
static void
test_writes_plain_lines_as_before (void)
{
  static const guint8 expected[] = "\012" DAY "\006sealed0123";
  g_autoptr(HeraldEvent) event = herald_event_new_log (DAY, herald_log_line_new ("sealed", "0123"));
  g_autoptr(HeraldEvent) again = NULL;
  GByteArray *payload = herald_event_write (event);
  HeraldRecord record = { HERALD_RECORD_LOG, 1, expected, sizeof expected - 1 };

  g_assert_cmpint (event->type, ==, HERALD_RECORD_LOG);
  g_assert_cmpmem (payload->data, payload->len, expected, sizeof expected - 1);
  herald_event_wipe (payload);

  again = herald_event_read (&record);
  g_assert_cmpstr (again->line->kind, ==, "sealed");
  g_assert_cmpstr (again->line->source, ==, "me");
  g_assert_cmpstr (again->line->detail, ==, "0123");
}

static void
test_dates_plain_lines (VaultFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(HeraldCaseEntry) entry = NULL;

  g_assert_true (herald_case_log_add (opened, "sealed", "hash", NULL));
  entry = get (opened, 0);
  g_assert_true (g_str_has_prefix (entry->at, entry->date));
  g_assert_cmpuint (strlen (entry->date), ==, strlen (DAY));
  g_assert_cmpstr (entry->source, ==, "me");
  g_assert_cmpstr (entry->state, ==, "sealed");
  g_assert_null (entry->file);
}

/* A long detail, such as the journal of a delivery, has room too. */
static void
test_keeps_long_details (VaultFixture  *fixture,
                         gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autofree char *longest = g_strnfill (HERALD_CASE_MAX_DETAIL, 'x');
  g_autoptr(HeraldCaseEntry) entry = NULL;

  g_assert_true (herald_case_log_add (opened, "delivery", longest, NULL));
  vault_reopen_case (fixture, &opened);
  entry = get (opened, 0);
  g_assert_cmpstr (entry->detail, ==, longest);
}

static void
test_refuses_what_cannot_stand_there (VaultFixture  *fixture,
                                      gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autofree char *long_name = g_strnfill (HERALD_CASE_MAX_FILE_NAME + 1, 'n');
  HeraldCaseBlob stranger = { .id = (char *) "00000000000000000000000000000000" };
  const HeraldCaseEntry wrong[] = {
    { .kind = (char *) "A kind", .source = (char *) "me" },
    { .kind = (char *) "note", .source = (char *) "" },
    { .kind = (char *) "note", .source = (char *) "me", .date = (char *) "2026-02-30" },
    { .kind = (char *) "note", .source = (char *) "me", .date = (char *) "2026-11-21T12:00:00Z" },
    { .kind = (char *) "note", .source = (char *) "me", .state = (char *) "ÄÖÜ" },
    { .kind = (char *) "note", .source = (char *) "me", .promise = (char *) "a promise" },
    { .kind = (char *) "note", .source = (char *) "me", .detail = (char *) "\xff" },
    { .kind = (char *) "note", .source = (char *) "me", .file_name = long_name },
    { .kind = (char *) "note", .source = (char *) "me", .file = &stranger },
  };
  g_autoptr(GPtrArray) log = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      int expected = wrong[i].file != NULL ? HERALD_VAULT_ERROR_NOT_FOUND : HERALD_VAULT_ERROR_INVALID;
      g_autoptr(GError) error = NULL;

      g_assert_false (herald_case_log_add_entry (opened, &wrong[i], &error));
      g_assert_error (error, HERALD_VAULT_ERROR, expected);
    }

  log = herald_case_log_get (opened);
  g_assert_cmpuint (log->len, ==, 0);
}

static void
test_goes_through_all_states (VaultFixture  *fixture,
                              gconstpointer  data)
{
  static const char * const states[] = {
    "sealed", "unknown", "delivered", "acknowledged", "triaged", "fix", "disclosed", "closed", NULL
  };
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");

  assert_state (fixture, "draft");
  for (guint i = 0; states[i] != NULL; i++)
    {
      add (opened, states[i], DAY, "");
      add (opened, "note", DAY, "");
      assert_state (fixture, states[i]);
    }
}

static void
test_knows_how_far_deliveries_are (VaultFixture  *fixture,
                                   gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");

  /* The report in clear, then the envelope. */
  g_assert_true (herald_case_log_add (opened, "exported", "", NULL));
  assert_state (fixture, "draft");
  g_assert_true (herald_case_log_add (opened, "exported", "0123", NULL));
  assert_state (fixture, "exported");

  add (opened, "delivery", "", "sending");
  assert_state (fixture, "unknown");
  add (opened, "delivery", "", "delivered");
  assert_state (fixture, "delivered");
}

/* What happened last counts, whenever it was written down. */
static void
test_goes_by_the_date (VaultFixture  *fixture,
                       gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");

  add (opened, "acknowledged", "2026-11-24", "");
  add (opened, "delivered", "2026-11-21", "");
  assert_state (fixture, "acknowledged");
  add (opened, "closed", "2026-11-24", "");
  assert_state (fixture, "closed");
}

/* A newer Herald may know more. */
static void
test_keeps_what_it_does_not_know (VaultFixture  *fixture,
                                  gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(HeraldCaseEntry) entry = NULL;

  g_assert_true (herald_case_log_add_entry (opened, &(HeraldCaseEntry) {
                                              .kind = (char *) "telepathy",
                                              .source = (char *) "oracle",
                                              .state = (char *) "foretold",
                                            }, NULL));
  vault_reopen_case (fixture, &opened);
  assert_state (fixture, "foretold");
  g_assert_true (herald_vault_rebuild_index (fixture->vault, NULL));
  assert_state (fixture, "foretold");
  g_assert_true (herald_case_compact (opened, HERALD_CASE_COMPACT_FORGET, NULL));

  vault_reopen_case (fixture, &opened);
  entry = get (opened, 0);
  g_assert_cmpstr (entry->kind, ==, "telepathy");
  g_assert_cmpstr (entry->source, ==, "oracle");
  g_assert_cmpstr (entry->state, ==, "foretold");
}

static void
test_compacting_keeps_files (VaultFixture  *fixture,
                             gconstpointer  data)
{
  static const HeraldCaseCompactFlags flags[] = { HERALD_CASE_COMPACT_KEEP_HISTORY, HERALD_CASE_COMPACT_FORGET };
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(HeraldCaseBlob) file = add_file (opened, "proof"), stray = add_file (opened, "stray");

  g_assert_true (herald_case_log_add_entry (opened, &(HeraldCaseEntry) {
                                              .kind = (char *) "note",
                                              .source = (char *) "me",
                                              .file = file,
                                              .file_name = (char *) "proof.txt",
                                            }, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr(GPtrArray) blobs = NULL;
      g_autoptr(HeraldCaseEntry) entry = NULL;

      vault_reopen_case (fixture, &opened);
      g_assert_true (herald_case_compact (opened, flags[i], NULL));
      blobs = herald_case_get_blobs (opened);
      g_assert_cmpuint (blobs->len, ==, 1);
      g_assert_true (herald_case_copy_blob (opened, file->id, -1, NULL, NULL));
      entry = get (opened, 0);
      g_assert_cmpstr (entry->file->id, ==, file->id);
      g_assert_cmpstr (entry->file_name, ==, "proof.txt");
    }
}

static char *
make_anonymous (const char *json)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr(JsonNode) node = herald_json_parse (bytes, G_MAXSIZE, NULL);

  json_object_set_boolean_member (json_node_get_object (node), "anonymous", TRUE);
  return herald_json_write (node);
}

/* An envelope that says who wrote it must not be sent once more. */
static void
test_beginning_afresh_drops_files (VaultFixture  *fixture,
                                   gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(HeraldCaseBlob) file = add_file (opened, "an envelope");
  g_autofree char *json = make_report ("One", ""), *anonymous = make_anonymous (json);
  g_autoptr(GPtrArray) blobs = NULL;
  g_autoptr(HeraldCaseEntry) entry = NULL;

  g_assert_true (herald_case_log_add_entry (opened, &(HeraldCaseEntry) {
                                              .kind = (char *) "delivery",
                                              .source = (char *) "server",
                                              .state = (char *) "delivered",
                                              .detail = (char *) "{}",
                                              .file = file,
                                              .file_name = (char *) "me.asc",
                                            }, NULL));
  g_assert_true (herald_case_start_afresh (opened, anonymous, NULL));

  vault_reopen_case (fixture, &opened);
  blobs = herald_case_get_blobs (opened);
  g_assert_cmpuint (blobs->len, ==, 0);
  entry = get (opened, 0);
  g_assert_null (entry->file);
  g_assert_cmpstr (entry->file_name, ==, "");
  g_assert_cmpuint (strlen (entry->at), ==, strlen (DAY));
  g_assert_cmpuint (strlen (entry->date), ==, strlen (DAY));
  assert_state (fixture, "delivered");
}

#define ADD(path, test) g_test_add (path, VaultFixture, NULL, vault_set_up, test, vault_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vault/log/writes-plain-lines-as-before", test_writes_plain_lines_as_before);
  ADD ("/vault/log/keeps-all-of-an-entry", test_keeps_all_of_an_entry);
  ADD ("/vault/log/dates-plain-lines", test_dates_plain_lines);
  ADD ("/vault/log/keeps-long-details", test_keeps_long_details);
  ADD ("/vault/log/refuses-what-cannot-stand-there", test_refuses_what_cannot_stand_there);
  ADD ("/vault/log/goes-through-all-states", test_goes_through_all_states);
  ADD ("/vault/log/knows-how-far-deliveries-are", test_knows_how_far_deliveries_are);
  ADD ("/vault/log/goes-by-the-date", test_goes_by_the_date);
  ADD ("/vault/log/keeps-what-it-does-not-know", test_keeps_what_it_does_not_know);
  ADD ("/vault/log/compacting-keeps-files", test_compacting_keeps_files);
  ADD ("/vault/log/beginning-afresh-drops-files", test_beginning_afresh_drops_files);

  return g_test_run ();
}
