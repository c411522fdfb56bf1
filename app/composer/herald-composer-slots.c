/* herald-composer-slots.c: what opens the person's vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <sodium.h>

#include "herald-composer-private.h"
#include "herald-composer-vault.h"

static const HeraldSlot *
find_slot (GPtrArray      *slots,
           HeraldSlotKind  kind)
{
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const HeraldSlot *slot = g_ptr_array_index (slots, i);

      if (slot->kind == kind)
        return slot;
    }

  return NULL;
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

  return find_slot (slots, kind) != NULL;
}

/* Puts a slot in the place of the one of its kind, or adds it. */
static gboolean
put_slot (HeraldVault          *vault,
          const HeraldSlotKey  *key,
          GError              **error)
{
  g_autoptr(GPtrArray) slots = herald_vault_get_slots (vault, error);
  const HeraldSlot *slot = find_slot (slots, key->kind);
  g_autofree char *id = NULL;

  if (slots == NULL)
    return FALSE;
  if (slot != NULL)
    return herald_vault_change_slot (vault, slot->id, key, error);

  id = herald_vault_add_slot (vault, key, error);
  return id != NULL;
}

/* The keyring has its secret first: a vault that nobody can open would stand in
 * the way of a good one. A portal has a secret of its own. */
static gboolean
create_with_keyring (HeraldVault   *vault,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(HeraldSecret) secret = herald_secret_new_random (), kept = NULL;
  guint8 bytes[HERALD_ID_SIZE];
  g_autofree char *id = NULL;
  HeraldSlotKey key = { .kind = HERALD_SLOT_SECRET };

  if (!herald_vault_can_create (vault, error))
    return FALSE;

  herald_id_make (bytes);
  id = herald_id_write (bytes);
  kept = herald_keyring_store_sync (id, secret->bytes, cancellable, error);
  if (kept == NULL)
    return FALSE;

  key.secret = kept->bytes;
  if (herald_vault_create_as (vault, id, &key, error))
    return TRUE;

  herald_keyring_forget_sync (id, NULL, NULL);
  return FALSE;
}

static gboolean
create (HeraldVault   *vault,
        const char    *passphrase,
        GCancellable  *cancellable,
        GError       **error)
{
  HeraldSlotKey key = { .kind = HERALD_SLOT_PASSPHRASE, .passphrase = passphrase };

  return passphrase != NULL ? herald_vault_create (vault, &key, error)
                            : create_with_keyring (vault, cancellable, error);
}

/**
 * herald_composer_create_vault:
 * @self: a composer without a vault
 * @passphrase: (nullable): what will open it; %NULL for the keyring
 * @error: return location for an error
 *
 * Makes the person's vault, and leaves it unlocked.
 *
 * Thread: computes Argon2id, or asks the keyring;
 * herald_composer_create_vault_async() does not wait.
 *
 * Returns: %FALSE with an error; there is no vault then
 */
gboolean
herald_composer_create_vault (HeraldComposer  *self,
                              const char      *passphrase,
                              GError         **error)
{
  return create (herald_composer_get_vault (self), passphrase, NULL, error);
}

static gboolean
unlock (HeraldVault   *vault,
        const char    *passphrase,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autofree char *id = NULL;
  g_autoptr(HeraldSecret) secret = NULL;

  if (herald_vault_is_unlocked (vault))
    return TRUE;
  if (passphrase != NULL)
    return herald_vault_unlock_passphrase (vault, passphrase, error);

  id = herald_vault_get_id (vault, error);
  secret = id == NULL ? NULL : herald_keyring_lookup_sync (id, cancellable, error);
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
 * Thread: computes Argon2id, or asks the keyring; herald_composer_unlock_async()
 * does not wait.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_unlock (HeraldComposer  *self,
                        const char      *passphrase,
                        GError         **error)
{
  return unlock (herald_composer_get_vault (self), passphrase, NULL, error);
}

static gboolean
put_passphrase (HeraldVault   *vault,
                const char    *passphrase,
                GCancellable  *cancellable,
                GError       **error)
{
  HeraldSlotKey key = { .kind = HERALD_SLOT_PASSPHRASE, .passphrase = passphrase };

  return put_slot (vault, &key, error);
}

static gboolean
put_keyring (HeraldVault   *vault,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(HeraldSecret) secret = herald_secret_new_random ();
  g_autofree char *id = herald_vault_get_id (vault, error);
  g_autoptr(HeraldSecret) kept = id == NULL ? NULL
                                            : herald_keyring_store_sync (id, secret->bytes, cancellable, error);
  HeraldSlotKey key = { .kind = HERALD_SLOT_SECRET, .secret = kept != NULL ? kept->bytes : NULL };

  return kept != NULL && put_slot (vault, &key, error);
}

static gboolean
put_way (HeraldVault   *vault,
         const char    *passphrase,
         GCancellable  *cancellable,
         GError       **error)
{
  return passphrase != NULL ? put_passphrase (vault, passphrase, cancellable, error)
                            : put_keyring (vault, cancellable, error);
}

/**
 * herald_composer_set_way_in:
 * @self: a composer whose vault is unlocked
 * @passphrase: (nullable): what opens the vault from now on; %NULL for the keyring
 * @error: return location for an error
 *
 * Changes the vault's passphrase, adds one, or has the keyring open the vault.
 *
 * One way in is left: what of another kind opened the vault still does. A
 * keyring that lost its secret gets a new one.
 *
 * Thread: computes Argon2id, or asks the keyring;
 * herald_composer_set_way_in_async() does not wait.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_set_way_in (HeraldComposer  *self,
                            const char      *passphrase,
                            GError         **error)
{
  return put_way (herald_composer_get_vault (self), passphrase, NULL, error);
}

/**
 * herald_composer_remove_way_in:
 * @self: a composer whose vault is unlocked
 * @slot_id: a slot of the vault
 * @error: return location for an error
 *
 * Takes away what opens the vault; the last one stays.
 *
 * The keyring's secret goes too, as far as the keyring can be reached: without
 * its slot it opens nothing.
 *
 * Thread: may ask the keyring; a worker.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_remove_way_in (HeraldComposer  *self,
                               const char      *slot_id,
                               GError         **error)
{
  HeraldVault *vault = herald_composer_get_vault (self);
  gboolean had_keyring = herald_composer_has_slot (self, HERALD_SLOT_SECRET);
  g_autofree char *id = herald_vault_get_id (vault, error);

  if (id == NULL || !herald_vault_remove_slot (vault, slot_id, error))
    return FALSE;
  if (had_keyring && !herald_composer_has_slot (self, HERALD_SLOT_SECRET))
    herald_keyring_forget_sync (id, NULL, NULL);

  return TRUE;
}

typedef gboolean (*Work) (HeraldVault   *vault,
                          const char    *passphrase,
                          GCancellable  *cancellable,
                          GError       **error);

/* The vault may be used in any thread; the passphrase is this one's own. */
typedef struct
{
  HeraldVault *vault;
  char        *passphrase; /* in memory that is wiped, or NULL */
  Work         work;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->vault);
  sodium_free (job->passphrase);
  g_free (job);
}

static char *
copy_passphrase (const char *passphrase)
{
  gsize size = strlen (passphrase) + 1;
  char *copy = sodium_init () < 0 ? NULL : sodium_malloc (size);

  if (copy == NULL)
    g_error ("there is no memory for a passphrase");

  memcpy (copy, passphrase, size);
  return copy;
}

static void
job_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (job->work (job->vault, job->passphrase, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start (HeraldComposer      *self,
       Work                 work,
       const char          *passphrase,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->vault = g_object_ref (herald_composer_get_vault (self));
  job->passphrase = passphrase != NULL ? copy_passphrase (passphrase) : NULL;
  job->work = work;

  /* What was done is not taken back. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, job_thread);
}

/**
 * herald_composer_create_vault_async:
 * @self: a composer without a vault
 * @passphrase: (nullable): what will open it, which is copied; %NULL for the keyring
 * @cancellable: (nullable): stops waiting for the keyring
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_create_vault() does, in a worker.
 */
void
herald_composer_create_vault_async (HeraldComposer      *self,
                                    const char          *passphrase,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  start (self, create, passphrase, cancellable, callback, user_data);
}

/**
 * herald_composer_unlock_async:
 * @self: a composer with a vault
 * @passphrase: (nullable): what opens it, which is copied; %NULL to ask the keyring
 * @cancellable: (nullable): stops waiting for the keyring
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_unlock() does, in a worker.
 */
void
herald_composer_unlock_async (HeraldComposer      *self,
                              const char          *passphrase,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  start (self, unlock, passphrase, cancellable, callback, user_data);
}

/**
 * herald_composer_set_way_in_async:
 * @self: a composer whose vault is unlocked
 * @passphrase: (nullable): what opens the vault from now on, which is copied;
 *   %NULL for the keyring
 * @cancellable: (nullable): stops waiting for the keyring
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_set_way_in() does, in a worker.
 */
void
herald_composer_set_way_in_async (HeraldComposer      *self,
                                  const char          *passphrase,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  start (self, put_way, passphrase, cancellable, callback, user_data);
}

/**
 * herald_composer_vault_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what changes or opens the vault in a worker.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_vault_finish (HeraldComposer  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
