/* driver.c: jobs of the vault, each with what it costs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "herald-json.h"
#include "herald-vault.h"

/* Usage: vault-bench vault FOLDER           an empty vault, with little work for Argon2id
 *        vault-bench make FOLDER N          a vault of N cases with 20 edits each
 *        vault-bench append FOLDER ROUNDS   an edit, and as many bytes bare: “ours peers” in seconds
 *        vault-bench open FOLDER ROUNDS     a case of 1,000 edits: seconds of CPU
 *        vault-bench list FOLDER            unlocking and listing beyond one Argon2id, rebuilding:
 *                                           seconds of CPU, seconds
 *        vault-bench attach FOLDER FILE     copies a file into a new case: seconds
 *        vault-bench detach FOLDER FILE     attaches it, and reads it out again
 */

#define PASSPHRASE "a passphrase of the benchmarks"

#define ARGON2ID_MEMORY (16 * 1024 * 1024)

static void
check (gconstpointer  result,
       GError        *error)
{
  if (result != NULL && error == NULL)
    return;

  fprintf (stderr, "%s\n", error != NULL ? error->message : "failed");
  exit (1);
}

static double
now (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* As large as a report of a shipped vendor: some forty fields. */
static char *
make_report (const char *title,
             guint       number)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *report = json_object_new (), *answers = json_object_new ();
  g_autofree char *prose = g_strnfill (1500, 'x');
  g_autofree char *text = g_strdup_printf ("%s %u", title, number);

  json_object_set_string_member (report, "vendor", "practice");
  json_object_set_boolean_member (report, "anonymous", FALSE);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("field.number-%u", i);

      json_object_set_string_member (answers, name, "an answer of a few words");
    }
  json_object_set_string_member (answers, "vuln.title", text);
  json_object_set_string_member (answers, "vuln.description", prose);
  json_object_set_object_member (report, "answers", answers);
  json_object_set_object_member (report, "diversions", json_object_new ());
  json_object_set_array_member (report, "attachments", json_array_new ());
  json_node_take_object (node, report);
  return herald_json_write (node);
}

static HeraldVault *
make_vault (const char *folder,
            gboolean    is_cheap)
{
  HeraldSlotKey key = { .kind = HERALD_SLOT_PASSPHRASE, .passphrase = PASSPHRASE };
  HeraldVault *vault = herald_vault_new (folder);
  g_autoptr(GError) error = NULL;

  /* Cheap enough that its own noise is small beside what is measured. */
  key.passes = 1;
  key.memory = is_cheap ? 8192 : ARGON2ID_MEMORY;
  herald_vault_create (vault, &key, &error);
  check (vault, error);
  return vault;
}

static HeraldCase *
make_case (HeraldVault *vault,
           guint        n_edits)
{
  g_autofree char *first = make_report ("edit", 0);
  g_autoptr(GError) error = NULL;
  HeraldCase *opened = herald_vault_new_case (vault, first, &error);

  check (opened, error);
  for (guint i = 1; i <= n_edits; i++)
    {
      g_autofree char *json = make_report ("edit", i);

      herald_case_append (opened, json, &error);
      check (opened, error);
    }
  return opened;
}

static void
make (const char *folder,
      guint       n_cases)
{
  g_autoptr(HeraldVault) vault = make_vault (folder, FALSE);

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr(HeraldCase) opened = make_case (vault, 20);
    }
  g_ptr_array_unref (herald_vault_list (vault, NULL));
}

/* In turns: whatever else the machine does meets both. */
static void
append (const char *folder,
        guint       rounds)
{
  g_autoptr(HeraldVault) vault = make_vault (folder, TRUE);
  g_autoptr(HeraldCase) opened = make_case (vault, 20);
  g_autofree char *path = g_build_filename (folder, "bare", NULL);
  g_autoptr(GError) error = NULL;
  int fd = open (path, O_CREAT | O_WRONLY | O_CLOEXEC | O_APPEND, 0600);

  for (guint i = 0; i < rounds; i++)
    {
      g_autofree char *json = make_report ("round", i);
      guint64 size = herald_case_get_journal_size (opened);
      g_autofree char *bytes = NULL;
      double ours, peers;
      gboolean is_written;

      ours = now (CLOCK_MONOTONIC);
      herald_case_append (opened, json, &error);
      ours = now (CLOCK_MONOTONIC) - ours;
      check (opened, error);

      size = herald_case_get_journal_size (opened) - size;
      bytes = g_malloc0 (size);
      peers = now (CLOCK_MONOTONIC);
      is_written = write (fd, bytes, size) == (gssize) size && fdatasync (fd) == 0;
      peers = now (CLOCK_MONOTONIC) - peers;
      check (is_written ? bytes : NULL, NULL);

      printf ("%.9f %.9f\n", ours, peers);
    }
  close (fd);
}

static void
open_large (const char *folder,
            guint       rounds)
{
  g_autoptr(HeraldVault) vault = make_vault (folder, TRUE);
  g_autoptr(HeraldCase) made = make_case (vault, 1000);
  g_autoptr(GError) error = NULL;

  herald_case_close (made);
  for (guint i = 0; i < rounds; i++)
    {
      double begin = now (CLOCK_PROCESS_CPUTIME_ID);
      g_autoptr(HeraldCase) opened = herald_vault_open_case (vault, herald_case_get_id (made), &error);
      g_autofree char *json = opened != NULL ? herald_case_get_report_json (opened, &error) : NULL;

      check (json, error);
      printf ("%.9f\n", now (CLOCK_PROCESS_CPUTIME_ID) - begin);
    }
}

static double
time_argon2id (void)
{
  const guint8 salt[crypto_pwhash_SALTBYTES] = { 0 };
  double begin = now (CLOCK_PROCESS_CPUTIME_ID);
  guint8 key[32];

  if (crypto_pwhash (key, sizeof key, PASSPHRASE, strlen (PASSPHRASE), salt, 1, ARGON2ID_MEMORY,
                     crypto_pwhash_ALG_ARGON2ID13) != 0)
    exit (1);
  return now (CLOCK_PROCESS_CPUTIME_ID) - begin;
}

static void
list (const char *folder)
{
  g_autoptr(HeraldVault) vault = herald_vault_new (folder);
  g_autoptr(GPtrArray) cases = NULL;
  g_autoptr(GError) error = NULL;
  double cpu, bare, rebuild, before;

  before = time_argon2id ();
  cpu = now (CLOCK_PROCESS_CPUTIME_ID);
  herald_vault_unlock_passphrase (vault, PASSPHRASE, &error);
  cases = herald_vault_list (vault, &error);
  cpu = now (CLOCK_PROCESS_CPUTIME_ID) - cpu;
  check (cases, error);
  bare = (before + time_argon2id ()) / 2;

  rebuild = now (CLOCK_MONOTONIC);
  herald_vault_rebuild_index (vault, &error);
  rebuild = now (CLOCK_MONOTONIC) - rebuild;
  check (vault, error);
  printf ("%u %.9f %.9f\n", cases->len, cpu - bare, rebuild);
}

static void
attach (const char *folder,
        const char *path,
        gboolean    and_read)
{
  g_autoptr(HeraldVault) vault = make_vault (folder, TRUE);
  g_autoptr(HeraldCase) opened = make_case (vault, 0);
  g_autoptr(HeraldCaseBlob) blob = NULL;
  g_autoptr(GError) error = NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC), out;
  double seconds = now (CLOCK_MONOTONIC);

  blob = herald_case_add_blob (opened, fd, NULL, &error);
  check (blob, error);
  printf ("%.9f\n", now (CLOCK_MONOTONIC) - seconds);
  close (fd);
  if (!and_read)
    return;

  out = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  if (!herald_case_copy_blob (opened, blob->id, out, NULL, &error))
    check (NULL, error);
  close (out);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "vault"))
    g_object_unref (make_vault (argv[2], TRUE));
  else if (argc == 4 && g_str_equal (argv[1], "make"))
    make (argv[2], (guint) atoi (argv[3]));
  else if (argc == 4 && g_str_equal (argv[1], "append"))
    append (argv[2], (guint) atoi (argv[3]));
  else if (argc == 4 && g_str_equal (argv[1], "open"))
    open_large (argv[2], (guint) atoi (argv[3]));
  else if (argc == 3 && g_str_equal (argv[1], "list"))
    list (argv[2]);
  else if (argc == 4 && (g_str_equal (argv[1], "attach") || g_str_equal (argv[1], "detach")))
    attach (argv[2], argv[3], g_str_equal (argv[1], "detach"));
  else
    return 2;

  return 0;
}
