/* test-vault.c: creating, unlocking, listing, deleting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "vault-fixture.h"

static void
test_is_private (VaultFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "Title");
  const char * const names[] = { "", "cases", "aside", "header", "header-copy", "lock" };
  struct stat status;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_assert_cmpint (stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, S_ISDIR (status.st_mode) ? 0700 : 0600);
    }

  for (guint i = 0; i < 4; i++)
    {
      const char * const files[] = { "", "key", "journal-1", "lock" };
      g_autofree char *path = case_path (fixture, made, files[i]);

      g_assert_cmpint (stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, S_ISDIR (status.st_mode) ? 0700 : 0600);
    }
}

static void
test_opens_with_passphrase (VaultFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr(HeraldVault) again = herald_vault_new (fixture->folder);
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_vault_exists (again));
  g_assert_false (herald_vault_is_unlocked (again));
  g_assert_null (herald_vault_list (again, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_LOCKED);
  g_clear_error (&error);

  g_assert_false (herald_vault_unlock_passphrase (again, "another passphrase", &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);
  g_assert_false (herald_vault_is_unlocked (again));

  g_assert_true (herald_vault_unlock_passphrase (again, PASSPHRASE, &error));
  g_assert_no_error (error);
  g_assert_true (herald_vault_is_unlocked (again));
}

static void
test_opens_with_composed_letters (VaultFixture  *fixture,
                                  gconstpointer  data)
{
  HeraldSlotKey key = cheap_passphrase ("Stra\u00dfe \u00e9");
  g_autoptr(HeraldVault) again = herald_vault_new (fixture->folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *slot = herald_vault_add_slot (fixture->vault, &key, &error);

  g_assert_no_error (error);
  g_assert_nonnull (slot);
  g_assert_true (herald_vault_unlock_passphrase (again, "Stra\u00dfe e\u0301", &error));
}

static void
test_has_to_be_created (void)
{
  g_autofree char *root = g_dir_make_tmp ("herald-vault-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (root, "vault", NULL);
  g_autoptr(HeraldVault) vault = herald_vault_new (folder);
  HeraldSlotKey empty = cheap_passphrase ("");
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_vault_exists (vault));
  g_assert_false (herald_vault_unlock_passphrase (vault, PASSPHRASE, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (herald_vault_get_slots (vault, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_false (herald_vault_create (vault, &empty, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_INVALID);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  remove_tree (root);
}

static void
test_is_created_once (VaultFixture  *fixture,
                      gconstpointer  data)
{
  HeraldSlotKey key = cheap_passphrase ("another passphrase");
  g_autoptr(HeraldVault) again = herald_vault_new (fixture->folder);
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_vault_create (again, &key, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (herald_vault_unlock_passphrase (again, PASSPHRASE, &error));
}

static void
test_waits_for_lost_header (VaultFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "Title");
  HeraldSlotKey key = cheap_passphrase ("another passphrase");
  g_autofree char *header = g_build_filename (fixture->folder, "header", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "header-copy", NULL);
  g_autoptr(HeraldVault) again = herald_vault_new (fixture->folder);
  g_autoptr(GError) error = NULL;

  g_unlink (header);
  g_unlink (copy);
  g_assert_false (herald_vault_create (again, &key, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_DAMAGED);
  g_assert_false (herald_vault_exists (again));
}

static void
test_locking_closes_cases (VaultFixture  *fixture,
                           gconstpointer  data)
{
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "Title");
  g_autofree char *json = make_report ("Another title", "");
  g_autoptr(GError) error = NULL;

  herald_vault_lock (fixture->vault);
  g_assert_true (herald_case_is_closed (made));
  g_assert_null (herald_case_get_report_json (made, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (herald_case_append (made, json, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_LOCKED);

  g_assert_true (herald_vault_unlock_passphrase (fixture->vault, PASSPHRASE, NULL));
  vault_reopen_case (fixture, &made);
  assert_report (made, "Title", "");
}

static HeraldCaseSummary *
only_summary (HeraldVault *vault)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = herald_vault_list (vault, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  return g_ptr_array_steal_index (list, 0);
}

static void
test_lists_cases (VaultFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "First title");
  g_autoptr(HeraldCaseSummary) first = only_summary (fixture->vault), second = NULL;
  g_autoptr(HeraldVault) again = vault_open_again (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (first->id, ==, herald_case_get_id (made));
  g_assert_cmpstr (first->title, ==, "First title");
  g_assert_cmpstr (first->vendor, ==, "practice");
  g_assert_cmpstr (first->state, ==, "draft");
  g_assert_cmpstr (first->problem, ==, "");
  g_assert_cmpuint (strlen (first->changed), ==, strlen ("2026-11-21T12:00:00Z"));
  g_assert_true (first->is_readable);
  g_assert_false (first->anonymous);

  /* Another process sees what changes, while the case is open here. */
  set_text (made, "Second title", "");
  herald_case_log_add (made, "sealed", "", &error);
  g_assert_no_error (error);
  second = only_summary (again);
  g_assert_cmpstr (second->title, ==, "Second title");
  g_assert_cmpstr (second->state, ==, "sealed");
}

static void
test_rebuilds_index (VaultFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "Title");
  g_autoptr(HeraldCaseSummary) first = only_summary (fixture->vault), second = NULL, third = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "index", NULL);
  g_autoptr(GBytes) written = read_file (path);
  g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (written, NULL), g_bytes_get_size (written));
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (g_bytes_get_size (written) % 4096, ==, 16 + 24 + 16);

  for (gsize i = 0; i < g_bytes_get_size (written); i += 97)
    {
      g_autoptr(HeraldCaseSummary) summary = NULL;

      changed[i] ^= 1;
      write_file (path, changed, g_bytes_get_size (written));
      changed[i] ^= 1;
      summary = only_summary (fixture->vault);
      g_assert_cmpstr (summary->title, ==, "Title");
    }

  g_unlink (path);
  second = only_summary (fixture->vault);
  g_assert_cmpstr (second->title, ==, "Title");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_unlink (path);
  g_assert_true (herald_vault_rebuild_index (fixture->vault, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  third = only_summary (fixture->vault);
  g_assert_cmpstr (third->title, ==, "Title");
}

static void
test_lists_unreadable_cases (VaultFixture  *fixture,
                             gconstpointer  data)
{
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "Title");
  g_autofree char *id = g_strdup (herald_case_get_id (made));
  g_autofree char *path = case_path (fixture, made, "key");
  g_autoptr(GBytes) key = read_file (path);
  g_autoptr(HeraldCaseSummary) broken = NULL, mended = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_object (&made);
  write_file (path, (const guint8 *) "no key", 6);
  broken = only_summary (fixture->vault);
  g_assert_cmpstr (broken->id, ==, id);
  g_assert_false (broken->is_readable);
  g_assert_cmpstr (broken->problem, !=, "");
  g_assert_null (herald_vault_open_case (fixture->vault, id, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_DAMAGED);

  /* It is kept, and once it can be read again, it is. */
  write_file (path, g_bytes_get_data (key, NULL), g_bytes_get_size (key));
  mended = only_summary (fixture->vault);
  g_assert_cmpstr (mended->title, ==, "Title");
  g_assert_true (mended->is_readable);
}

static void
test_deletes_cases (VaultFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "Title");
  g_autoptr(HeraldCase) other = vault_add_case (fixture, "Other");
  g_autofree char *id = g_strdup (herald_case_get_id (made));
  g_autofree char *cases = g_build_filename (fixture->folder, "cases", NULL);
  g_autoptr(HeraldCaseSummary) left = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_unref (herald_vault_list (fixture->vault, NULL));
  g_assert_true (herald_vault_delete_case (fixture->vault, id, &error));
  g_assert_no_error (error);
  g_assert_true (herald_case_is_closed (made));
  g_assert_cmpuint (count_names (cases), ==, 1);

  left = only_summary (fixture->vault);
  g_assert_cmpstr (left->title, ==, "Other");
  g_assert_null (herald_vault_open_case (fixture->vault, id, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (herald_vault_delete_case (fixture->vault, id, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (herald_vault_open_case (fixture->vault, "../cases", &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND);
}

/* What another process says to a case that we have open. */
static int
open_elsewhere (VaultFixture *fixture,
                const char   *id)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr(HeraldVault) vault = vault_open_again (fixture);
      g_autoptr(GError) error = NULL;
      HeraldCase *opened = herald_vault_open_case (vault, id, &error);

      if (error == NULL && !herald_vault_delete_case (vault, id, &error))
        g_clear_object (&opened);
      _exit (error == NULL ? 100 : error->code);
    }

  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_case_is_open_once (VaultFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "Title");
  g_autoptr(HeraldVault) again = vault_open_again (fixture);
  g_autofree char *id = g_strdup (herald_case_get_id (made));
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_vault_open_case (fixture->vault, id, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (herald_vault_delete_case (again, id, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_BUSY);

  g_assert_cmpint (open_elsewhere (fixture, id), ==, HERALD_VAULT_ERROR_BUSY);
  herald_case_close (made);
  g_assert_cmpint (open_elsewhere (fixture, id), ==, 100);
}

static void
test_checks_cases (VaultFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "Title");
  g_autofree char *path = case_path (fixture, made, "journal-1");
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) none = herald_vault_check_case (fixture->vault, herald_case_get_id (made), &error);
  g_auto(GStrv) one = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (none), ==, 0);

  set_text (made, "Another title", "");
  bytes = read_file (path);
  write_file (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) - 1);
  one = herald_vault_check_case (fixture->vault, herald_case_get_id (made), &error);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
}

static void
test_leaves_no_core (void)
{
  g_autofree char *limits = NULL, *filter = NULL;

  herald_vault_protect_process ();
  g_assert_true (g_file_get_contents ("/proc/self/limits", &limits, NULL, NULL));
  g_assert_true (g_regex_match_simple ("Max core file size +0 +0 ", limits, 0, 0));
  g_assert_true (g_file_get_contents ("/proc/self/coredump_filter", &filter, NULL, NULL));
  g_assert_cmpstr (filter, ==, "00000000\n");
}

static void
test_sweeps_what_was_interrupted (VaultFixture  *fixture,
                                  gconstpointer  data)
{
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "Title");
  g_autofree char *cases = g_build_filename (fixture->folder, "cases", NULL);
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);
  g_autofree char *other = g_strconcat (cases, "/00000000000000000000000000000000", NULL);
  g_autofree char *half = g_strconcat (other, ".new", NULL), *gone = g_strconcat (other, ".gone", NULL);
  g_autofree char *kept = g_strconcat (aside, "/00000000000000000000000000000000-journal-1-00000000", NULL);
  g_autofree char *stray = g_build_filename (fixture->folder, ".herald-0123456789abcdef", NULL);
  g_autofree char *folder = case_path (fixture, made, "");
  g_autoptr(HeraldVault) again = NULL;

  copy_tree (folder, half);
  copy_tree (folder, gone);
  write_file (kept, (const guint8 *) "x", 1);
  write_file (stray, (const guint8 *) "x", 1);
  again = vault_open_again (fixture);
  g_assert_cmpuint (count_names (cases), ==, 1);
  g_assert_cmpuint (count_names (aside), ==, 0);
  g_assert_false (g_file_test (stray, G_FILE_TEST_EXISTS));
}

#define ADD(path, function) \
  g_test_add (path, VaultFixture, NULL, vault_set_up, function, vault_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/vault/vault/is-private", test_is_private);
  ADD ("/vault/vault/opens-with-its-passphrase", test_opens_with_passphrase);
  ADD ("/vault/vault/opens-with-letters-composed-in-another-way", test_opens_with_composed_letters);
  g_test_add_func ("/vault/vault/has-to-be-created", test_has_to_be_created);
  ADD ("/vault/vault/is-created-once", test_is_created_once);
  ADD ("/vault/vault/waits-for-a-lost-header", test_waits_for_lost_header);
  ADD ("/vault/vault/locking-closes-cases", test_locking_closes_cases);
  ADD ("/vault/vault/lists-cases", test_lists_cases);
  ADD ("/vault/vault/rebuilds-its-index", test_rebuilds_index);
  ADD ("/vault/vault/lists-unreadable-cases-and-keeps-them", test_lists_unreadable_cases);
  ADD ("/vault/vault/deletes-cases", test_deletes_cases);
  ADD ("/vault/vault/a-case-is-open-once", test_case_is_open_once);
  ADD ("/vault/vault/checks-cases", test_checks_cases);
  g_test_add_func ("/vault/vault/a-crash-leaves-no-core", test_leaves_no_core);
  ADD ("/vault/vault/sweeps-what-was-interrupted", test_sweeps_what_was_interrupted);

  return g_test_run ();
}
