/* test-damage.c: a case whose journal is cut, damaged, restored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-bytes.h"
#include "vault-fixture.h"

#define N_STATES 4

/* A case of four states, its journal, and where in it each state is complete. */
typedef struct
{
  VaultFixture  vault;
  char         *id;
  char         *journal;
  char         *aside;
  GBytes       *bytes;
  guint64       ends[N_STATES];
  char         *states[N_STATES];
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = NULL;

  vault_set_up (&fixture->vault, NULL);
  opened = vault_add_case (&fixture->vault, "0");
  fixture->id = g_strdup (herald_case_get_id (opened));
  fixture->journal = case_path (&fixture->vault, opened, "journal-1");
  fixture->aside = g_build_filename (fixture->vault.folder, "aside", NULL);

  for (guint i = 0; i < N_STATES; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i);

      set_text (opened, title, "");
      fixture->ends[i] = herald_case_get_journal_size (opened);
      fixture->states[i] = herald_case_get_report_json (opened, NULL);
    }
  fixture->bytes = read_file (fixture->journal);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < N_STATES; i++)
    g_free (fixture->states[i]);
  g_bytes_unref (fixture->bytes);
  g_free (fixture->aside);
  g_free (fixture->journal);
  g_free (fixture->id);
  vault_tear_down (&fixture->vault, NULL);
}

/* Puts a journal in place as if it had always been the only one. */
static void
put_journal (Fixture      *fixture,
             const guint8 *data,
             gsize         length)
{
  g_autofree char *folder = g_path_get_dirname (fixture->journal);
  g_autofree char *next = g_build_filename (folder, "journal-2", NULL);

  g_unlink (next);
  write_file (fixture->journal, data, length);
}

/* How many states must be there of a journal of which so much is good. */
static guint
n_complete (Fixture *fixture,
            gsize    good)
{
  guint n = 0;

  while (n < N_STATES && fixture->ends[n] <= good)
    n++;

  return n;
}

static void
assert_state (Fixture    *fixture,
              HeraldCase *opened,
              guint       n)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *json = herald_case_get_report_json (opened, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpstr (json, ==, fixture->states[n - 1]);
}

/* What was read is offered, it can be written to, and that is kept. */
static void
go_on (Fixture     *fixture,
       HeraldCase **opened)
{
  set_text (*opened, "went on", "");
  vault_reopen_case (&fixture->vault, opened);
  assert_report (*opened, "went on", "");
}

static void
test_cut_anywhere (Fixture       *fixture,
                   gconstpointer  data)
{
  const guint8 *good = g_bytes_get_data (fixture->bytes, NULL);

  for (gsize length = 0; length < g_bytes_get_size (fixture->bytes); length++)
    {
      guint n = n_complete (fixture, length);
      g_autoptr(HeraldCase) opened = NULL;
      g_autofree char *notice = NULL;
      g_autoptr(GError) error = NULL;

      put_journal (fixture, good, length);
      opened = herald_vault_open_case (fixture->vault.vault, fixture->id, &error);
      if (n == 0)
        {
          g_autoptr(GBytes) kept = read_file (fixture->journal);

          g_assert_null (opened);
          g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_DAMAGED);
          g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), good, length);
          continue;
        }

      g_assert_no_error (error);
      assert_state (fixture, opened, n);
      notice = herald_case_get_notice (opened);
      g_assert_cmpint (notice[0] == '\0', ==, length == fixture->ends[n - 1]);
      go_on (fixture, &opened);
    }

  g_assert_cmpuint (count_names (fixture->aside), ==, 0);
}

static gsize
start_of (Fixture *fixture,
          gsize    at)
{
  guint n = n_complete (fixture, at);

  return n > 0 ? fixture->ends[n - 1] : 0;
}

static void
test_any_bit_flipped (Fixture       *fixture,
                      gconstpointer  data)
{
  gsize length = g_bytes_get_size (fixture->bytes);
  guint n_aside = 0;

  for (gsize bit = 0; bit < 8 * length; bit++)
    {
      g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (fixture->bytes, NULL), length);
      guint n = n_complete (fixture, bit / 8);
      g_autoptr(HeraldCase) opened = NULL;
      g_autoptr(GBytes) kept = NULL;
      g_autoptr(GError) error = NULL;

      changed[bit / 8] ^= (guint8) (1 << bit % 8);
      put_journal (fixture, changed, length);
      opened = herald_vault_open_case (fixture->vault.vault, fixture->id, &error);
      kept = read_file (fixture->journal);
      g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), changed, length);
      if (start_of (fixture, bit / 8) == 0)
        {
          g_assert_null (opened);
          g_assert_true (g_error_matches (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_DAMAGED) ||
                         g_error_matches (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NEWER));
          continue;
        }

      g_assert_no_error (error);
      assert_state (fixture, opened, n);
      if (bit % 7 != 0)
        continue;
      go_on (fixture, &opened);
      n_aside++;
      g_assert_cmpuint (count_names (fixture->aside), ==, n_aside);
    }
}

/* A length is damaged, and whole records follow: nobody may cut them. */
static void
test_wrong_length_is_not_torn (Fixture       *fixture,
                               gconstpointer  data)
{
  gsize length = g_bytes_get_size (fixture->bytes);
  g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (fixture->bytes, NULL), length);
  g_autoptr(HeraldCase) opened = NULL;
  g_autoptr(GBytes) kept = NULL;
  g_autofree char *notice = NULL;

  changed[fixture->ends[1] + 2] ^= 0x40;
  put_journal (fixture, changed, length);
  opened = herald_vault_open_case (fixture->vault.vault, fixture->id, NULL);
  assert_state (fixture, opened, 2);
  kept = read_file (fixture->journal);
  g_assert_cmpuint (g_bytes_get_size (kept), ==, length);
}

static void
test_zeros_at_the_end_are_torn (Fixture       *fixture,
                                gconstpointer  data)
{
  gsize length = g_bytes_get_size (fixture->bytes);
  g_autofree guint8 *changed = g_malloc0 (length + 4096);
  g_autoptr(HeraldCase) opened = NULL;

  memcpy (changed, g_bytes_get_data (fixture->bytes, NULL), length);
  put_journal (fixture, changed, length + 4096);
  opened = herald_vault_open_case (fixture->vault.vault, fixture->id, NULL);
  assert_state (fixture, opened, N_STATES);
  go_on (fixture, &opened);
  g_assert_cmpuint (count_names (fixture->aside), ==, 0);
}

static void
test_records_do_not_move (Fixture       *fixture,
                          gconstpointer  data)
{
  const guint8 *good = g_bytes_get_data (fixture->bytes, NULL);
  gsize first = fixture->ends[1] - fixture->ends[0], second = fixture->ends[2] - fixture->ends[1];
  g_autoptr(GByteArray) changed = g_byte_array_new ();
  g_autoptr(HeraldCase) opened = NULL;

  /* Two records that changed places, then one that stands there twice. */
  herald_bytes_put (changed, good, fixture->ends[0]);
  herald_bytes_put (changed, good + fixture->ends[1], second);
  herald_bytes_put (changed, good + fixture->ends[0], first);
  put_journal (fixture, changed->data, changed->len);
  opened = herald_vault_open_case (fixture->vault.vault, fixture->id, NULL);
  assert_state (fixture, opened, 1);
  g_clear_object (&opened);

  g_byte_array_set_size (changed, 0);
  herald_bytes_put (changed, good, fixture->ends[1]);
  herald_bytes_put (changed, good + fixture->ends[0], first);
  put_journal (fixture, changed->data, changed->len);
  opened = herald_vault_open_case (fixture->vault.vault, fixture->id, NULL);
  assert_state (fixture, opened, 2);
}

static void
test_cases_do_not_mix (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(HeraldCase) other = vault_add_case (&fixture->vault, "other");
  g_autofree char *id = g_strdup (herald_case_get_id (other));
  g_autofree char *path = case_path (&fixture->vault, other, "journal-1");
  g_autofree char *key = case_path (&fixture->vault, other, "key");
  g_autofree char *folder = g_path_get_dirname (fixture->journal);
  g_autofree char *own_key = g_build_filename (folder, "key", NULL);
  g_autoptr(GBytes) swapped = read_file (own_key);
  g_autoptr(GError) error = NULL;

  g_clear_object (&other);
  write_file (path, g_bytes_get_data (fixture->bytes, NULL), g_bytes_get_size (fixture->bytes));
  g_assert_null (herald_vault_open_case (fixture->vault.vault, id, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_DAMAGED);
  g_clear_error (&error);

  write_file (key, g_bytes_get_data (swapped, NULL), g_bytes_get_size (swapped));
  g_assert_null (herald_vault_open_case (fixture->vault.vault, id, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_DAMAGED);
}

/* Adds the nonces of all records; none may be there yet, but for records that
 * are the very same. */
static void
collect_nonces (GHashTable *nonces,
                const char *path)
{
  g_autoptr(GBytes) bytes = read_file (path);
  HeraldBytes left = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), FALSE };

  herald_bytes_take (&left, 32);
  while (left.length > 0)
    {
      guint32 length = herald_bytes_take_32 (&left);
      const guint8 *record = herald_bytes_take (&left, length);
      GBytes *nonce = g_bytes_new (record, 24), *rest = g_bytes_new (record + 24, length - 24);
      GBytes *known = g_hash_table_lookup (nonces, nonce);

      g_assert_true (known == NULL || g_bytes_equal (known, rest));
      g_hash_table_insert (nonces, nonce, rest);
    }
}

static void
test_restored_and_edited_again (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(GHashTable) nonces = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                        (GDestroyNotify) g_bytes_unref,
                                                        (GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(HeraldCase) opened = NULL;
      g_autofree char *title = g_strdup_printf ("restored %u", i);

      put_journal (fixture, g_bytes_get_data (fixture->bytes, NULL), g_bytes_get_size (fixture->bytes));
      opened = herald_vault_open_case (fixture->vault.vault, fixture->id, NULL);
      set_text (opened, title, "");
      set_text (opened, "the same text every time", "");
      collect_nonces (nonces, fixture->journal);
    }

  g_assert_cmpuint (g_hash_table_size (nonces), ==, N_STATES + 40);
}

static void
test_newer_is_refused_and_kept (Fixture       *fixture,
                                gconstpointer  data)
{
  gsize length = g_bytes_get_size (fixture->bytes);
  g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (fixture->bytes, NULL), length);
  g_autofree char *folder = g_path_get_dirname (fixture->journal);
  g_autofree char *next = g_build_filename (folder, "journal-2", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) kept = NULL;

  changed[8] = 2;
  write_file (next, changed, length);
  g_assert_null (herald_vault_open_case (fixture->vault.vault, fixture->id, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NEWER);
  kept = read_file (next);
  g_assert_cmpmem (g_bytes_get_data (kept, NULL), length, changed, length);
}

static void
test_older_serves_when_newer_is_spoiled (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->journal);
  g_autofree char *next = g_build_filename (folder, "journal-2", NULL);
  g_autoptr(HeraldCase) opened = NULL;

  write_file (next, (const guint8 *) "spoiled", 7);
  opened = herald_vault_open_case (fixture->vault.vault, fixture->id, NULL);
  assert_state (fixture, opened, N_STATES);
  go_on (fixture, &opened);
  g_assert_cmpuint (count_names (fixture->aside), ==, 2);
  g_assert_cmpuint (count_names (folder), ==, 3);
}

static void
test_interrupted_compaction_is_tidied (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->journal);
  g_autoptr(HeraldCase) opened = herald_vault_open_case (fixture->vault.vault, fixture->id, NULL);
  g_autofree char *gone = g_build_filename (folder, ".herald-gone-00000000", NULL);

  g_assert_true (herald_case_compact (opened, HERALD_CASE_COMPACT_KEEP_HISTORY, NULL));
  for (guint i = 0; i < 2; i++)
    {
      /* The old journal: whole, then on its way to be removed. */
      write_file (i == 0 ? fixture->journal : gone,
                  g_bytes_get_data (fixture->bytes, NULL), g_bytes_get_size (fixture->bytes));
      vault_reopen_case (&fixture->vault, &opened);
      assert_state (fixture, opened, N_STATES);
      g_assert_cmpuint (count_names (folder), ==, 3);
    }
  g_assert_cmpuint (count_names (fixture->aside), ==, 0);
}

static void
test_deleting_takes_what_is_aside (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->journal);
  g_autofree char *next = g_build_filename (folder, "journal-2", NULL);
  g_autoptr(HeraldCase) opened = NULL;

  write_file (next, (const guint8 *) "spoiled", 7);
  opened = herald_vault_open_case (fixture->vault.vault, fixture->id, NULL);
  go_on (fixture, &opened);
  g_assert_true (herald_vault_delete_case (fixture->vault.vault, fixture->id, NULL));
  g_assert_cmpuint (count_names (fixture->aside), ==, 0);
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/vault/damage/cut-at-any-byte", test_cut_anywhere);
  ADD ("/vault/damage/any-bit-flipped", test_any_bit_flipped);
  ADD ("/vault/damage/a-wrong-length-is-not-torn", test_wrong_length_is_not_torn);
  ADD ("/vault/damage/zeros-at-the-end-are-torn", test_zeros_at_the_end_are_torn);
  ADD ("/vault/damage/records-do-not-move", test_records_do_not_move);
  ADD ("/vault/damage/cases-do-not-mix", test_cases_do_not_mix);
  ADD ("/vault/damage/no-nonce-twice-after-a-restore", test_restored_and_edited_again);
  ADD ("/vault/damage/newer-is-refused-and-kept", test_newer_is_refused_and_kept);
  ADD ("/vault/damage/older-serves-when-newer-is-spoiled", test_older_serves_when_newer_is_spoiled);
  ADD ("/vault/damage/interrupted-compaction-is-tidied", test_interrupted_compaction_is_tidied);
  ADD ("/vault/damage/deleting-takes-what-is-aside", test_deleting_takes_what_is_aside);

  return g_test_run ();
}
