/* driver.c: writes a vault for others to read, and reads what others made of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "herald-json.h"
#include "herald-vault.h"

/* Usage: vault-driver write FOLDER      makes a vault, prints what is in it as JSON
 *        vault-driver show FOLDER       prints title and notice of every case
 */

#define PASSPHRASE "Stra\u00dfe e\u0301"

static const guint8 secret[HERALD_SLOT_SECRET_SIZE] = { 7, 7, 7 };

static void
check (gconstpointer  result,
       GError        *error)
{
  if (result != NULL && error == NULL)
    return;

  fprintf (stderr, "%s\n", error != NULL ? error->message : "failed");
  exit (1);
}

static char *
make_report (const char *title,
             const char *description,
             const char *blob)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *report = json_object_new (), *answers = json_object_new (), *diversions = json_object_new ();
  JsonArray *attachments = json_array_new ();

  json_object_set_string_member (report, "vendor", "practice");
  json_object_set_boolean_member (report, "anonymous", FALSE);
  json_object_set_string_member (answers, "vuln.title", title);
  json_object_set_string_member (answers, "vuln.description", description);
  json_object_set_object_member (report, "answers", answers);
  json_object_set_null_member (diversions, "adverse-event");
  json_object_set_object_member (report, "diversions", diversions);
  if (blob != NULL)
    {
      JsonObject *attachment = json_object_new ();
      g_autofree char *path = g_strconcat ("blob-", blob, NULL);

      json_object_set_string_member (attachment, "path", path);
      json_array_add_object_element (attachments, attachment);
    }
  json_object_set_array_member (report, "attachments", attachments);
  json_node_take_object (node, report);
  return herald_json_write (node);
}

static HeraldCaseBlob *
add_blob (HeraldCase *opened,
          gsize       size)
{
  g_autoptr(GError) error = NULL;
  int fd = memfd_create ("attachment", MFD_CLOEXEC);
  HeraldCaseBlob *blob;

  for (gsize i = 0; i < size; i++)
    {
      guint8 byte = (guint8) (i % 251);

      if (write (fd, &byte, 1) != 1)
        exit (1);
    }
  lseek (fd, 0, SEEK_SET);
  blob = herald_case_add_blob (opened, fd, NULL, &error);
  check (blob, error);
  close (fd);
  return blob;
}

static void
save (HeraldCase *opened,
      const char *title,
      const char *description,
      const char *blob)
{
  g_autofree char *json = make_report (title, description, blob);
  g_autoptr(GError) error = NULL;

  herald_case_append (opened, json, &error);
  check (opened, error);
}

/* Ends that differ: one in the old manner, one cut off while sending, one told by the vendor. */
static void
write_end (HeraldCase *opened,
           guint       i)
{
  const HeraldCaseEntry ends[] = {
    { .kind = (char *) "delivery", .source = (char *) "server", .state = (char *) "sending", .detail = (char *) "{}" },
    { .kind = (char *) "acknowledged", .source = (char *) "vendor", .date = (char *) "9999-12-31",
      .promise = (char *) "acknowledge" },
  };

  herald_case_log_add (opened, "sealed", "0123456789abcdef", NULL);
  if (i > 0)
    herald_case_log_add_entry (opened, &ends[i - 1], NULL);
  herald_case_log_add (opened, "exported", "", NULL);
}

static void
write_answer (HeraldCase     *opened,
              HeraldCaseBlob *file)
{
  g_autoptr(GError) error = NULL;

  herald_case_log_add_entry (opened, &(HeraldCaseEntry) {
                               .kind = (char *) "answer",
                               .source = (char *) "vendor",
                               .date = (char *) "2026-02-28",
                               .detail = (char *) "They wrote \u201cthank you\u201d.",
                               .file = file,
                               .file_name = (char *) "answer.eml",
                             }, &error);
  check (opened, error);
}

/* A case that goes through everything a journal can hold. */
static void
write_history (HeraldCase *opened,
               guint       i)
{
  g_autoptr(HeraldCaseBlob) small = add_blob (opened, 3), empty = add_blob (opened, 0);
  g_autoptr(HeraldCaseBlob) large = add_blob (opened, 200000);

  herald_case_log_add (opened, "created", "", NULL);
  write_answer (opened, empty);
  save (opened, "Second", "\u201cquoted\u201d \U0001f4a1", small->id);
  save (opened, "Third", "", empty->id);
  save (opened, "Fourth", "", large->id);
  herald_case_undo (opened, NULL);
  herald_case_undo (opened, NULL);
  herald_case_redo (opened, NULL);
  herald_case_return_to (opened, 1, NULL);
  save (opened, "Fifth", "after a return", large->id);
  herald_case_undo (opened, NULL);
  herald_case_redo (opened, NULL);
  write_end (opened, i);
}

static JsonObject *
describe_entry (const HeraldCaseEntry *entry)
{
  JsonObject *object = json_object_new ();
  g_autofree char *file = entry->file != NULL ? g_strconcat (entry->file->id, " ", entry->file_name, NULL) : NULL;
  gboolean is_told = g_str_equal (entry->kind, "delivery");

  json_object_set_string_member (object, "kind", entry->kind);
  json_object_set_string_member (object, "source", entry->source);
  json_object_set_string_member (object, "date", entry->date);
  json_object_set_string_member (object, "state", is_told ? entry->state : "");
  json_object_set_string_member (object, "promise", entry->promise);
  json_object_set_string_member (object, "file", file != NULL ? file : "");
  json_object_set_string_member (object, "detail", entry->detail);
  return object;
}

/* What a reader has to find, from this program's own knowledge. */
static JsonObject *
describe (HeraldCase *opened)
{
  JsonObject *object = json_object_new ();
  g_autoptr(GPtrArray) versions = herald_case_get_versions (opened), log = herald_case_log_get (opened);
  g_autoptr(GPtrArray) blobs = herald_case_get_blobs (opened);
  JsonArray *texts = json_array_new (), *lines = json_array_new (), *hashes = json_array_new ();
  g_autofree char *json = herald_case_get_report_json (opened, NULL);

  json_object_set_string_member (object, "report", json);
  for (guint i = 0; i < versions->len; i++)
    {
      const HeraldCaseVersion *version = g_ptr_array_index (versions, i);
      g_autofree char *text = herald_case_get_version (opened, version->seq, NULL);

      json_array_add_string_element (texts, text);
    }
  for (guint i = 0; i < log->len; i++)
    json_array_add_object_element (lines, describe_entry (g_ptr_array_index (log, i)));
  for (guint i = 0; i < blobs->len; i++)
    json_array_add_string_element (hashes, ((HeraldCaseBlob *) g_ptr_array_index (blobs, i))->sha256);

  json_object_set_array_member (object, "versions", texts);
  json_object_set_array_member (object, "log", lines);
  json_object_set_array_member (object, "blobs", hashes);
  return object;
}

static void
write_vault (const char *folder)
{
  HeraldSlotKey key = { .kind = HERALD_SLOT_PASSPHRASE, .passphrase = PASSPHRASE, .passes = 2, .memory = 65536 };
  HeraldSlotKey other = { .kind = HERALD_SLOT_SECRET, .secret = secret };
  const HeraldCaseCompactFlags flags[] = { HERALD_CASE_COMPACT_KEEP_HISTORY, HERALD_CASE_COMPACT_FORGET };
  g_autoptr(HeraldVault) vault = herald_vault_new (folder);
  g_autofree char *first = make_report ("First", "", NULL), *text = NULL, *slot = NULL;
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *cases = json_object_new ();
  g_autoptr(GError) error = NULL;

  herald_vault_create (vault, &key, &error);
  check (vault, error);
  slot = herald_vault_add_slot (vault, &other, &error);
  check (slot, error);

  /* One as it grew, one compacted with its history, one without. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(HeraldCase) made = herald_vault_new_case (vault, first, &error);
      g_autoptr(HeraldCase) opened = NULL;

      check (made, error);
      write_history (made, i);

      /* What was attached since the case was opened is kept for a report to come. */
      herald_case_close (made);
      opened = herald_vault_open_case (vault, herald_case_get_id (made), &error);
      check (opened, error);
      if (i > 0)
        herald_case_compact (opened, flags[i - 1], &error);
      check (opened, error);
      json_object_set_object_member (cases, herald_case_get_id (opened), describe (opened));
    }

  g_ptr_array_unref (herald_vault_list (vault, NULL));
  json_node_take_object (node, cases);
  text = herald_json_write (node);
  fputs (text, stdout);
}

static HeraldVault *
unlock (const char *folder)
{
  HeraldVault *vault = herald_vault_new (folder);
  g_autoptr(GError) error = NULL;

  herald_vault_unlock_secret (vault, secret, &error);
  check (vault, error);
  return vault;
}

static void
show (const char *folder)
{
  g_autoptr(HeraldVault) vault = unlock (folder);
  g_autoptr(GPtrArray) list = herald_vault_list (vault, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const HeraldCaseSummary *summary = g_ptr_array_index (list, i);

      printf ("%s %s %s\n", summary->id, summary->title, summary->problem);
    }
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "write"))
    write_vault (argv[2]);
  else if (argc == 3 && g_str_equal (argv[1], "show"))
    show (argv[2]);
  else
    return 2;

  return 0;
}
