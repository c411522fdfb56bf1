/* test-slots.c: the ways into a vault, and its header
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "herald-vault-header.h"
#include "vault-fixture.h"

static const guint8 secret[HERALD_SLOT_SECRET_SIZE] = { 1, 2, 3 };
static const guint8 other_secret[HERALD_SLOT_SECRET_SIZE] = { 3, 2, 1 };

static gboolean
opens (VaultFixture     *fixture,
       const char       *passphrase,
       const guint8     *bytes,
       HeraldVaultError  expected)
{
  g_autoptr(HeraldVault) vault = herald_vault_new (fixture->folder);
  g_autoptr(GError) error = NULL;
  gboolean is_open = passphrase != NULL ? herald_vault_unlock_passphrase (vault, passphrase, &error)
                                        : herald_vault_unlock_secret (vault, bytes, &error);

  if (!is_open)
    g_assert_error (error, HERALD_VAULT_ERROR, (int) expected);
  return is_open;
}

static char *
first_slot (VaultFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) slots = herald_vault_get_slots (fixture->vault, &error);

  g_assert_no_error (error);
  return g_strdup (((HeraldSlot *) g_ptr_array_index (slots, 0))->id);
}

static void
test_adds_and_removes (VaultFixture  *fixture,
                       gconstpointer  data)
{
  HeraldSlotKey key = { .kind = HERALD_SLOT_SECRET, .secret = secret };
  g_autofree char *first = first_slot (fixture), *added = NULL;
  g_autoptr(GPtrArray) slots = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (opens (fixture, NULL, secret, HERALD_VAULT_ERROR_NO_SLOT));
  added = herald_vault_add_slot (fixture->vault, &key, &error);
  g_assert_no_error (error);
  slots = herald_vault_get_slots (fixture->vault, NULL);
  g_assert_cmpuint (slots->len, ==, 2);
  g_assert_cmpint (((HeraldSlot *) g_ptr_array_index (slots, 1))->kind, ==, HERALD_SLOT_SECRET);
  g_assert_cmpstr (((HeraldSlot *) g_ptr_array_index (slots, 1))->id, ==, added);

  g_assert_true (opens (fixture, NULL, secret, 0));
  g_assert_false (opens (fixture, NULL, other_secret, HERALD_VAULT_ERROR_WRONG_SECRET));
  g_assert_true (opens (fixture, PASSPHRASE, NULL, 0));

  g_assert_true (herald_vault_remove_slot (fixture->vault, first, &error));
  g_assert_false (opens (fixture, PASSPHRASE, NULL, HERALD_VAULT_ERROR_NO_SLOT));
  g_assert_true (opens (fixture, NULL, secret, 0));
  g_assert_false (herald_vault_remove_slot (fixture->vault, first, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NO_SLOT);
  g_clear_error (&error);
  g_assert_false (herald_vault_remove_slot (fixture->vault, added, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_LAST_SLOT);
  g_assert_true (opens (fixture, NULL, secret, 0));
}

static void
test_changes_passphrase (VaultFixture  *fixture,
                         gconstpointer  data)
{
  HeraldSlotKey key = cheap_passphrase ("a better passphrase");
  g_autofree char *first = first_slot (fixture);
  g_autoptr(HeraldCase) made = vault_add_case (fixture, "Title");
  g_autofree char *id = g_strdup (herald_case_get_id (made));
  g_autoptr(HeraldVault) again = herald_vault_new (fixture->folder);
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_vault_change_slot (fixture->vault, first, &key, &error));
  g_assert_no_error (error);
  g_assert_false (opens (fixture, PASSPHRASE, NULL, HERALD_VAULT_ERROR_WRONG_PASSPHRASE));
  g_assert_true (opens (fixture, "a better passphrase", NULL, 0));

  g_clear_object (&made);
  g_assert_true (herald_vault_unlock_passphrase (again, "a better passphrase", NULL));
  made = herald_vault_open_case (again, id, &error);
  g_assert_no_error (error);
  assert_report (made, "Title", "");
}

/* A copy that is behind must not let an old passphrase in. */
static void
test_old_copy_opens_nothing (VaultFixture  *fixture,
                             gconstpointer  data)
{
  HeraldSlotKey key = cheap_passphrase ("a better passphrase");
  g_autofree char *first = first_slot (fixture);
  g_autofree char *copy = g_build_filename (fixture->folder, "header-copy", NULL);
  g_autofree char *header = g_build_filename (fixture->folder, "header", NULL);
  g_autoptr(GBytes) old = read_file (copy), present = NULL, repaired = NULL;

  g_assert_true (herald_vault_change_slot (fixture->vault, first, &key, NULL));
  write_file (copy, g_bytes_get_data (old, NULL), g_bytes_get_size (old));
  g_assert_false (opens (fixture, PASSPHRASE, NULL, HERALD_VAULT_ERROR_WRONG_PASSPHRASE));
  g_assert_true (opens (fixture, "a better passphrase", NULL, 0));

  present = read_file (header);
  repaired = read_file (copy);
  g_assert_true (g_bytes_equal (present, repaired));
}

static void
test_holds_eight (VaultFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  for (guint i = 1; i < HERALD_SLOT_MAX; i++)
    {
      HeraldSlotKey key = { .kind = HERALD_SLOT_SECRET, .secret = i < 7 ? other_secret : secret };
      g_autofree char *slot = herald_vault_add_slot (fixture->vault, &key, &error);

      g_assert_no_error (error);
    }

  g_assert_true (opens (fixture, NULL, secret, 0));
  g_assert_null (herald_vault_add_slot (fixture->vault,
                                        &(HeraldSlotKey) { .kind = HERALD_SLOT_SECRET, .secret = secret }, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_TOO_MANY);
}

/* Two processes that add a slot each: both are there. */
static void
test_loses_no_slot_of_others (VaultFixture  *fixture,
                              gconstpointer  data)
{
  g_autoptr(HeraldVault) again = vault_open_again (fixture);
  HeraldSlotKey one = { .kind = HERALD_SLOT_SECRET, .secret = secret };
  HeraldSlotKey two = { .kind = HERALD_SLOT_SECRET, .secret = other_secret };
  g_autofree char *first = herald_vault_add_slot (fixture->vault, &one, NULL);
  g_autofree char *second = herald_vault_add_slot (again, &two, NULL);

  g_assert_true (opens (fixture, NULL, secret, 0));
  g_assert_true (opens (fixture, NULL, other_secret, 0));
  g_assert_true (opens (fixture, PASSPHRASE, NULL, 0));
}

/* Whatever single bit of the header flips, the vault opens, from its copy, and
 * says so; the damaged one is kept. */
static void
test_survives_damaged_header (VaultFixture  *fixture,
                              gconstpointer  data)
{
  g_autofree char *header = g_build_filename (fixture->folder, "header", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "header-copy", NULL);
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);
  g_autoptr(GBytes) bytes = read_file (header);
  gsize length = g_bytes_get_size (bytes);
  guint n_newer = 0, n_repaired = 0;

  for (gsize bit = 0; bit < 8 * length; bit++)
    {
      g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
      g_autoptr(HeraldVault) vault = herald_vault_new (fixture->folder);
      g_autoptr(GBytes) repaired = NULL;
      g_autofree char *notice = NULL;
      g_autoptr(GError) error = NULL;

      changed[bit / 8] ^= (guint8) (1 << bit % 8);
      /* Passes and memory are bound, but a large number would take its time here. */
      if (bit / 8 >= 76 && bit / 8 < 92)
        continue;
      write_file (header, changed, length);
      if (!herald_vault_unlock_passphrase (vault, PASSPHRASE, &error))
        {
          g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NEWER);
          g_assert_cmpuint (bit / 8, >=, 12);
          g_assert_cmpuint (bit / 8, <, 16);
          write_file (header, g_bytes_get_data (bytes, NULL), length);
          n_newer++;
          continue;
        }

      notice = herald_vault_get_notice (vault);
      g_assert_cmpstr (notice, !=, "");
      repaired = read_file (header);
      g_assert_true (g_bytes_equal (repaired, bytes));
      n_repaired++;
    }

  g_assert_cmpuint (n_newer, >, 0);
  g_assert_cmpuint (n_repaired, >, 7 * (length - 16) - 32);
  g_assert_cmpuint (count_names (aside), ==, n_repaired);
  g_unlink (header);
  g_assert_true (opens (fixture, PASSPHRASE, NULL, 0));
  g_unlink (copy);
  g_assert_true (opens (fixture, PASSPHRASE, NULL, 0));
}

static void
test_refuses_newer_and_cut (VaultFixture  *fixture,
                            gconstpointer  data)
{
  g_autofree char *header = g_build_filename (fixture->folder, "header", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "header-copy", NULL);
  g_autoptr(GBytes) bytes = read_file (header);
  g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  changed[12] = 2;
  write_file (header, changed, g_bytes_get_size (bytes));
  g_assert_false (opens (fixture, PASSPHRASE, NULL, HERALD_VAULT_ERROR_NEWER));
  changed[12] = 1;

  for (gsize length = 0; length < g_bytes_get_size (bytes); length++)
    {
      write_file (header, changed, length);
      write_file (copy, changed, length);
      g_assert_false (opens (fixture, PASSPHRASE, NULL, HERALD_VAULT_ERROR_DAMAGED));
    }
}

/* A forged header may ask for any cost: it is refused before it is paid. */
static void
test_bounds_cost (void)
{
  const struct { guint64 passes, memory; gboolean is_fine; } costs[] = {
    { 10, 8192, TRUE }, { 11, 8192, FALSE }, { 0, 8192, FALSE }, { 1, 8191, FALSE },
    { 1, G_GUINT64_CONSTANT (1) << 30, TRUE }, { 1, (G_GUINT64_CONSTANT (1) << 30) + 1, FALSE },
    { G_MAXUINT64, G_MAXUINT64, FALSE },
  };
  g_autoptr(HeraldSecret) key = herald_secret_new_random ();

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      HeraldVaultHeader header = { .n_slots = 1 }, read;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) error = NULL;

      header.slots[0].kind = HERALD_SLOT_PASSPHRASE;
      header.slots[0].passes = costs[i].passes;
      header.slots[0].memory = costs[i].memory;
      bytes = herald_vault_header_write (&header, key);
      g_assert_true (herald_vault_header_read (&read, bytes, &error) == costs[i].is_fine);
    }
}

#define ADD(path, function) \
  g_test_add (path, VaultFixture, NULL, vault_set_up, function, vault_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/vault/slots/are-added-and-removed", test_adds_and_removes);
  ADD ("/vault/slots/change-a-passphrase", test_changes_passphrase);
  ADD ("/vault/slots/an-old-copy-opens-nothing", test_old_copy_opens_nothing);
  ADD ("/vault/slots/are-eight-at-most", test_holds_eight);
  ADD ("/vault/slots/of-other-processes-stay", test_loses_no_slot_of_others);
  ADD ("/vault/header/survives-any-flipped-bit", test_survives_damaged_header);
  ADD ("/vault/header/refuses-newer-and-cut-ones", test_refuses_newer_and_cut);
  g_test_add_func ("/vault/header/bounds-what-a-slot-costs", test_bounds_cost);

  return g_test_run ();
}
