/* herald-vault.c: cases at rest, encrypted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-file.h"
#include "herald-folder.h"
#include "herald-vault-private.h"

G_DEFINE_FINAL_TYPE (HeraldVault, herald_vault, G_TYPE_OBJECT)

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
herald_vault_dispose (GObject *object)
{
  herald_vault_lock (HERALD_VAULT (object));

  G_OBJECT_CLASS (herald_vault_parent_class)->dispose (object);
}

static void
herald_vault_finalize (GObject *object)
{
  HeraldVault *self = HERALD_VAULT (object);

  g_ptr_array_unref (self->open_cases);
  g_free (self->half_made);
  g_free (self->notice);
  g_free (self->folder);
  g_rec_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (herald_vault_parent_class)->finalize (object);
}

static void
herald_vault_class_init (HeraldVaultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_vault_dispose;
  object_class->finalize = herald_vault_finalize;
}

static void
herald_vault_init (HeraldVault *self)
{
  g_rec_mutex_init (&self->mutex);
  self->open_cases = g_ptr_array_new_with_free_func (weak_ref_free);
  self->notice = g_strdup ("");
}

/* A limit does not keep the kernel from handing a dump to a program, which
 * may write it all the same: such a dump shall hold no memory. */
static void
empty_core_dumps (void)
{
  static const char nothing[] = "0";
  int fd = open ("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);

  if (fd < 0 || write (fd, nothing, strlen (nothing)) < 0)
    g_debug ("what a core dump holds cannot be chosen");
  if (fd >= 0)
    close (fd);
}

/**
 * herald_vault_protect_process:
 *
 * Sees to it that a crash of this process leaves no memory on the disk.
 *
 * Called once, before a vault is unlocked. The process stays readable (it is
 * dumpable in the words of prctl()), since gpg reads the vendor's key out of a
 * descriptor of ours, and portals look at /proc to know who asks.
 */
void
herald_vault_protect_process (void)
{
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &none) < 0)
    g_warning ("core dumps cannot be turned off");
  empty_core_dumps ();
}

/**
 * herald_vault_new:
 * @folder: (nullable): the vault's folder, which need not exist; %NULL for the
 *   person's own, `$XDG_DATA_HOME/herald/vault`
 *
 * Makes a vault of a folder; touches nothing.
 *
 * Returns: (transfer full): the vault, locked
 */
HeraldVault *
herald_vault_new (const char *folder)
{
  HeraldVault *self = g_object_new (HERALD_TYPE_VAULT, NULL);

  self->folder = folder != NULL ? g_strdup (folder)
                                : g_build_filename (g_get_user_data_dir (), "herald", "vault", NULL);
  return self;
}

/**
 * herald_vault_get_folder:
 * @self: a vault
 *
 * Gives the folder of the vault.
 *
 * Returns: the path
 */
const char *
herald_vault_get_folder (HeraldVault *self)
{
  g_return_val_if_fail (HERALD_IS_VAULT (self), NULL);

  return self->folder;
}

/**
 * herald_vault_exists:
 * @self: a vault
 *
 * Tells whether the vault was created.
 *
 * Returns: %TRUE if there is a header, readable or not
 */
gboolean
herald_vault_exists (HeraldVault *self)
{
  g_autofree char *header = NULL, *copy = NULL;

  g_return_val_if_fail (HERALD_IS_VAULT (self), FALSE);

  header = herald_vault_path (self, HERALD_VAULT_FILE_HEADER);
  copy = herald_vault_path (self, HERALD_VAULT_FILE_COPY);
  return access (header, F_OK) == 0 || access (copy, F_OK) == 0;
}

static gboolean
make_folders (HeraldVault  *self,
              GError      **error)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);
  g_autofree char *grandparent = g_path_get_dirname (parent);
  g_autofree char *cases = herald_vault_path (self, HERALD_VAULT_CASES);
  g_autofree char *aside = herald_vault_path (self, HERALD_VAULT_ASIDE);

  if (!herald_file_make_folder (self->folder, error))
    return herald_vault_fail_file (error);

  return herald_folder_sync (parent, error) && herald_folder_sync (grandparent, error) &&
         herald_folder_make (cases, error) && herald_folder_make (aside, error);
}

/**
 * herald_vault_can_create:
 * @self: a vault
 * @error: return location for an error
 *
 * Tells whether there is room for a vault: neither another one, nor cases of one.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_EXISTS or %HERALD_VAULT_ERROR_DAMAGED
 */
gboolean
herald_vault_can_create (HeraldVault  *self,
                         GError      **error)
{
  g_autofree char *cases = herald_vault_path (self, HERALD_VAULT_CASES);
  g_autoptr(GPtrArray) names = herald_folder_list (cases);

  if (herald_vault_exists (self))
    return herald_vault_refuse (error, HERALD_VAULT_ERROR_EXISTS, _("There is a vault already."));

  /* They wait for their header: a new one would never open them. */
  if (names->len > 0)
    return herald_vault_refuse (error, HERALD_VAULT_ERROR_DAMAGED,
                                _("The vault’s header is missing, but there are cases. "
                                  "Put the header back from a backup."));
  return TRUE;
}

/**
 * herald_vault_create_as:
 * @self: a vault that does not exist
 * @vault_id: its id, 32 lower-case hexadecimal digits, random ones
 * @key: what will open its first slot
 * @error: return location for an error
 *
 * Creates the vault with an id that a keyring was told before.
 *
 * Thread: with a passphrase it takes half a second; a worker.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_EXISTS or another error
 */
gboolean
herald_vault_create_as (HeraldVault          *self,
                        const char           *vault_id,
                        const HeraldSlotKey  *key,
                        GError              **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  g_autoptr(HeraldSecret) vault_key = NULL;
  HeraldVaultHeader header = { .n_slots = 1 };
  gboolean is_written;
  int held;

  g_return_val_if_fail (HERALD_IS_VAULT (self), FALSE);
  g_return_val_if_fail (vault_id != NULL && herald_id_read (vault_id, header.vault_id), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_vault_can_create (self, error))
    return FALSE;

  vault_key = herald_secret_new_random ();
  if (!herald_header_slot_make (&header.slots[0], header.vault_id, key, vault_key, error) ||
      !make_folders (self, error))
    return FALSE;

  held = herald_vault_hold (self, error);
  if (held < 0)
    return FALSE;

  self->key = g_steal_pointer (&vault_key);
  is_written = herald_vault_can_create (self, error) && herald_vault_write_header (self, &header, error);
  if (!is_written)
    g_clear_pointer (&self->key, herald_secret_free);
  close (held);
  return is_written;
}

/**
 * herald_vault_create:
 * @self: a vault that does not exist
 * @key: what will open its first slot
 * @error: return location for an error
 *
 * Creates the vault, and leaves it unlocked.
 *
 * Thread: with a passphrase it takes half a second; a worker.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_EXISTS or another error
 */
gboolean
herald_vault_create (HeraldVault          *self,
                     const HeraldSlotKey  *key,
                     GError              **error)
{
  g_autofree char *vault_id = NULL;
  guint8 bytes[HERALD_ID_SIZE];

  herald_id_make (bytes);
  vault_id = herald_id_write (bytes);
  return herald_vault_create_as (self, vault_id, key, error);
}

/* Any header that can be read; the copy serves where the header cannot. */
static gboolean
read_any_header (HeraldVault        *self,
                 HeraldVaultHeader  *header,
                 GError            **error)
{
  g_autoptr(GError) failure = NULL;

  if (herald_vault_read_header (self, HERALD_VAULT_FILE_HEADER, header, &failure))
    return TRUE;
  if (!g_error_matches (failure, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NEWER) &&
      herald_vault_read_header (self, HERALD_VAULT_FILE_COPY, header, NULL))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * herald_vault_get_id:
 * @self: a vault, locked or not
 * @error: return location for an error
 *
 * Gives the id of the vault, by which a keyring can name it.
 *
 * Returns: (transfer full): 32 lower-case hexadecimal digits, or %NULL with an error
 */
char *
herald_vault_get_id (HeraldVault  *self,
                     GError      **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  HeraldVaultHeader header;

  g_return_val_if_fail (HERALD_IS_VAULT (self), NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  return read_any_header (self, &header, error) ? herald_id_write (header.vault_id) : NULL;
}

/**
 * herald_vault_get_slots:
 * @self: a vault, locked or not
 * @error: return location for an error
 *
 * Lists the ways into the vault.
 *
 * Returns: (transfer full) (element-type HeraldSlot): the slots, or %NULL with an error
 */
GPtrArray *
herald_vault_get_slots (HeraldVault  *self,
                        GError      **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  HeraldVaultHeader header;
  GPtrArray *slots;

  g_return_val_if_fail (HERALD_IS_VAULT (self), NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!read_any_header (self, &header, error))
    return NULL;

  slots = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_slot_free);
  for (guint i = 0; i < header.n_slots; i++)
    {
      HeraldSlot *slot = g_new0 (HeraldSlot, 1);

      slot->kind = header.slots[i].kind;
      slot->id = herald_id_write (header.slots[i].id);
      g_ptr_array_add (slots, slot);
    }

  return slots;
}

/**
 * herald_vault_lock:
 * @self: a vault
 *
 * Locks the vault: closes its cases and wipes all keys.
 */
void
herald_vault_lock (HeraldVault *self)
{
  g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (HERALD_IS_VAULT (self));

  g_rec_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->open_cases->len; i++)
    {
      HeraldCase *open_case = g_weak_ref_get (g_ptr_array_index (self->open_cases, i));

      if (open_case != NULL)
        g_ptr_array_add (cases, open_case);
    }
  g_ptr_array_set_size (self->open_cases, 0);
  g_clear_pointer (&self->key, herald_secret_free);
  g_rec_mutex_unlock (&self->mutex);

  for (guint i = 0; i < cases->len; i++)
    herald_case_close (g_ptr_array_index (cases, i));
}

/**
 * herald_vault_is_unlocked:
 * @self: a vault
 *
 * Tells whether the vault is unlocked.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_vault_is_unlocked (HeraldVault *self)
{
  g_autoptr(GRecMutexLocker) locker = NULL;

  g_return_val_if_fail (HERALD_IS_VAULT (self), FALSE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  return self->key != NULL;
}

/**
 * herald_vault_get_notice:
 * @self: a vault
 *
 * Tells what the person has to know about how unlocking the vault went.
 *
 * Returns: (transfer full): a sentence, or "" when all was well
 */
char *
herald_vault_get_notice (HeraldVault *self)
{
  g_autoptr(GRecMutexLocker) locker = NULL;

  g_return_val_if_fail (HERALD_IS_VAULT (self), NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  return g_strdup (self->notice);
}
