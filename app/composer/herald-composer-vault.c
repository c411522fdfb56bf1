/* herald-composer-vault.c: a report that is kept in a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "herald-composer-private.h"
#include "herald-composer-vault.h"
#include "herald-file.h"
#include "herald-hash.h"
#include "herald-report-codec.h"

/**
 * herald_composer_get_vault:
 * @self: a composer
 *
 * Gives the person's vault, which may not exist yet, and may be locked.
 *
 * Returns: (transfer none): the vault below the composer's state folder
 */
HeraldVault *
herald_composer_get_vault (HeraldComposer *self)
{
  if (self->vault == NULL)
    {
      g_autofree char *folder = g_build_filename (self->state, "vault", NULL);

      self->vault = herald_vault_new (folder);
    }

  return self->vault;
}

/**
 * herald_composer_has_slot:
 * @self: a composer
 * @kind: a way into the vault
 *
 * Tells whether the vault can be opened in some way.
 *
 * Returns: %TRUE if it has a slot of that kind
 */
gboolean
herald_composer_has_slot (HeraldComposer *self,
                          HeraldSlotKind  kind)
{
  g_autoptr(GPtrArray) slots = herald_vault_get_slots (herald_composer_get_vault (self), NULL);

  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      if (((HeraldSlot *) g_ptr_array_index (slots, i))->kind == kind)
        return TRUE;
    }

  return FALSE;
}

/* Gives the keyring the secret of a vault that was just made with it. A portal
 * has a secret of its own, which then takes the place of ours. */
static gboolean
hand_to_keyring (HeraldVault         *vault,
                 const HeraldSecret  *secret,
                 GError             **error)
{
  g_autofree char *id = herald_vault_get_id (vault, error);
  g_autoptr(HeraldSecret) kept = id == NULL ? NULL
                                            : herald_keyring_store_sync (id, secret->bytes, NULL, error);
  g_autoptr(GPtrArray) slots = NULL;
  HeraldSlotKey key = { .kind = HERALD_SLOT_SECRET };

  if (kept == NULL)
    return FALSE;
  if (memcmp (kept->bytes, secret->bytes, HERALD_SECRET_SIZE) == 0)
    return TRUE;

  slots = herald_vault_get_slots (vault, error);
  key.secret = kept->bytes;
  return slots != NULL &&
         herald_vault_change_slot (vault, ((HeraldSlot *) g_ptr_array_index (slots, 0))->id, &key, error);
}

/**
 * herald_composer_create_vault:
 * @self: a composer without a vault
 * @passphrase: (nullable): what will open it; %NULL for the keyring
 * @error: return location for an error
 *
 * Makes the person's vault, and leaves it unlocked.
 *
 * Thread: computes Argon2id, or asks the keyring; a worker.
 *
 * Returns: %FALSE with an error; there is no vault then
 */
gboolean
herald_composer_create_vault (HeraldComposer  *self,
                              const char      *passphrase,
                              GError         **error)
{
  HeraldVault *vault = herald_composer_get_vault (self);
  g_autoptr(HeraldSecret) secret = passphrase == NULL ? herald_secret_new_random () : NULL;
  HeraldSlotKey key = {
    .kind = passphrase != NULL ? HERALD_SLOT_PASSPHRASE : HERALD_SLOT_SECRET,
    .passphrase = passphrase,
    .secret = secret != NULL ? secret->bytes : NULL,
  };
  g_autofree char *header = g_build_filename (herald_vault_get_folder (vault), "header", NULL);

  if (!herald_vault_create (vault, &key, error))
    return FALSE;
  if (passphrase != NULL || hand_to_keyring (vault, secret, error))
    return TRUE;

  /* A vault that nobody can open again would stand in the way of a good one. */
  herald_vault_lock (vault);
  g_unlink (header);
  return FALSE;
}

static gboolean
unlock_with_keyring (HeraldVault  *vault,
                     GError      **error)
{
  g_autofree char *id = herald_vault_get_id (vault, error);
  g_autoptr(HeraldSecret) secret = id == NULL ? NULL : herald_keyring_lookup_sync (id, NULL, error);

  return secret != NULL && herald_vault_unlock_secret (vault, secret->bytes, error);
}

/**
 * herald_composer_unlock:
 * @self: a composer with a vault
 * @passphrase: (nullable): what opens it; %NULL to ask the keyring
 * @error: return location for an error
 *
 * Unlocks the person's vault.
 *
 * Thread: computes Argon2id, or asks the keyring; a worker.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_unlock (HeraldComposer  *self,
                        const char      *passphrase,
                        GError         **error)
{
  HeraldVault *vault = herald_composer_get_vault (self);

  if (herald_vault_is_unlocked (vault))
    return TRUE;
  if (passphrase != NULL)
    return herald_vault_unlock_passphrase (vault, passphrase, error);

  return unlock_with_keyring (vault, error);
}

/**
 * herald_composer_get_case:
 * @self: a composer
 *
 * Gives the case that the report in progress is kept in.
 *
 * Returns: (transfer none) (nullable): the case; %NULL for a report that is
 *   not kept in the vault
 */
HeraldCase *
herald_composer_get_case (HeraldComposer *self)
{
  return self->kept;
}

/**
 * herald_composer_get_autosave:
 * @self: a composer
 *
 * Gives what writes the report in progress to its case.
 *
 * Returns: (transfer none) (nullable): the autosave, or %NULL
 */
HeraldAutosave *
herald_composer_get_autosave (HeraldComposer *self)
{
  return self->autosave;
}

/* Lets go of the case of the report in progress. What is not written then is
 * written now. */
void
herald_composer_leave_case (HeraldComposer *self)
{
  g_autoptr(GError) error = NULL;

  if (self->autosave != NULL && !herald_autosave_flush (self->autosave, &error))
    g_warning ("%s", error->message);

  g_clear_object (&self->autosave);
  g_clear_object (&self->kept);
}

/* The report in progress is @kept's from now on. Takes @kept. */
void
herald_composer_take_case (HeraldComposer *self,
                           HeraldCase     *kept)
{
  self->kept = kept;
  self->autosave = herald_autosave_new (self->report, kept);
}

/* Reads the report of a case in the place of the one in progress. */
static gboolean
read_case (HeraldComposer  *self,
           HeraldCase      *kept,
           GError         **error)
{
  g_autofree char *json = herald_case_get_report_json (kept, error);
  g_autoptr(GBytes) bytes = NULL;

  if (json == NULL)
    return FALSE;

  bytes = g_bytes_new_static (json, strlen (json));
  return herald_composer_load_bytes (self, bytes, _("the case"), ".", error);
}

/**
 * herald_composer_open_case:
 * @self: a composer whose vault is unlocked
 * @id: a case's id
 * @error: return location for an error
 *
 * Opens a case in the place of the report in progress.
 *
 * Returns: %FALSE with an error, such as when another process has it open
 */
gboolean
herald_composer_open_case (HeraldComposer  *self,
                           const char      *id,
                           GError         **error)
{
  g_autoptr(HeraldCase) kept = NULL;

  herald_composer_leave_case (self);
  kept = herald_vault_open_case (herald_composer_get_vault (self), id, error);
  if (kept == NULL || !read_case (self, kept, error))
    return FALSE;

  herald_composer_take_case (self, g_steal_pointer (&kept));
  return TRUE;
}

/**
 * herald_composer_write_case:
 * @self: a composer with a report that is kept
 * @error: return location for an error
 *
 * Writes the report in progress to its case at once.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
herald_composer_write_case (HeraldComposer  *self,
                            GError         **error)
{
  return herald_autosave_flush (self->autosave, error);
}

typedef gboolean (*Step) (HeraldCase  *kept,
                          GError     **error);

/* Takes a step in the history, and shows where it led. */
static gboolean
take_step (HeraldComposer  *self,
           Step             step,
           GError         **error)
{
  HeraldCase *kept;

  if (!herald_autosave_flush (self->autosave, error) || !step (self->kept, error))
    return FALSE;

  kept = g_object_ref (self->kept);
  herald_composer_leave_case (self);
  if (!read_case (self, kept, error))
    {
      g_object_unref (kept);
      return FALSE;
    }

  herald_composer_take_case (self, kept);
  return TRUE;
}

/**
 * herald_composer_undo:
 * @self: a composer with a report that is kept
 * @error: return location for an error
 *
 * Takes the last change back.
 *
 * The report in progress is a new object then.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_undo (HeraldComposer  *self,
                      GError         **error)
{
  return take_step (self, herald_case_undo, error);
}

/**
 * herald_composer_redo:
 * @self: a composer with a report that is kept
 * @error: return location for an error
 *
 * Makes a change again that was taken back.
 *
 * The report in progress is a new object then.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_redo (HeraldComposer  *self,
                      GError         **error)
{
  return take_step (self, herald_case_redo, error);
}

/**
 * herald_composer_return_to:
 * @self: a composer with a report that is kept
 * @version: the number of one of the case's versions
 * @error: return location for an error
 *
 * Returns to an earlier version, which can be undone in its turn.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_return_to (HeraldComposer  *self,
                           guint64          version,
                           GError         **error)
{
  g_autoptr(HeraldCase) kept = NULL;

  if (!herald_autosave_flush (self->autosave, error) ||
      !herald_case_return_to (self->kept, version, error))
    return FALSE;

  kept = g_object_ref (self->kept);
  herald_composer_leave_case (self);
  if (!read_case (self, kept, error))
    return FALSE;

  herald_composer_take_case (self, g_steal_pointer (&kept));
  return TRUE;
}

/**
 * herald_composer_turn_anonymous:
 * @self: a composer with a report
 * @error: return location for an error
 *
 * Takes out of the report in progress who writes it.
 *
 * Contact answers go, times become dates, and a case begins a fresh journal
 * without its history; the old journal is removed.
 *
 * Returns: %FALSE with an error if the case could not be written
 */
gboolean
herald_composer_turn_anonymous (HeraldComposer  *self,
                                GError         **error)
{
  g_autofree char *json = NULL;

  if (self->autosave != NULL && !herald_autosave_flush (self->autosave, error))
    return FALSE;

  herald_report_turn_anonymous (self->report);
  if (self->kept == NULL)
    return TRUE;

  json = herald_report_write (self->report);
  return herald_case_start_afresh (self->kept, json, error);
}

/**
 * herald_composer_log_sealed:
 * @self: a composer with a report that is kept
 * @path: the envelope that was made of it
 * @error: return location for an error
 *
 * Writes into the case's log that an envelope was made, with its hash.
 *
 * Thread: reads the envelope; a worker for large ones.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_log_sealed (HeraldComposer  *self,
                            const char      *path,
                            GError         **error)
{
  g_autofree char *sha256 = NULL;
  int fd = herald_file_open (path, NULL, error);
  gboolean hashed;

  if (fd < 0)
    return FALSE;

  hashed = herald_hash_of_fd (fd, &sha256, NULL, error);
  close (fd);

  return hashed && herald_case_log_add (self->kept, "sealed", sha256, error);
}
