/* herald-keyring-service.c: the secret of a vault in the Secret Service
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <sodium.h>

#include "herald-keyring-backend.h"
#include "herald-keyring-prompt.h"

/* Hexadecimal, since not every service keeps a zero byte. */
#define TEXT_LENGTH (2 * HERALD_SECRET_SIZE)

typedef GList Objects;

static void
objects_free (Objects *objects)
{
  g_list_free_full (objects, g_object_unref);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Objects, objects_free)

static const SecretSchema schema = {
  APPLICATION_ID ".Vault", SECRET_SCHEMA_NONE, {
    { "vault", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static GHashTable *
attributes_of (const char *vault_id)
{
  return secret_attributes_build (&schema, "vault", vault_id, NULL);
}

/* Nothing is taken from libsecret's own instance, which would outlive this
 * thread's context and a keyring that was started anew. */
static SecretService *
open_service (HeraldKeyringRun  *run,
              GError           **error)
{
  g_autoptr(HeraldKeyringStep) step = herald_keyring_step_new ();
  SecretService *service;
  GError *foreign = NULL;

  if (herald_keyring_run_connect (run, error) == NULL)
    return NULL;

  secret_service_open (HERALD_TYPE_KEYRING_PROMPT, NULL, SECRET_SERVICE_OPEN_SESSION, step->cancellable,
                       herald_keyring_step_cb, herald_keyring_step_ref (step));
  if (!herald_keyring_run_wait (run, step, HERALD_KEYRING_SERVICE, error))
    return NULL;

  service = secret_service_open_finish (step->result, &foreign);
  if (service == NULL)
    herald_keyring_translate (error, foreign);
  return service;
}

/* The keyring that new secrets go to; none exists before the first secret. */
static gboolean
find_collection (HeraldKeyringRun  *run,
                 SecretService     *service,
                 SecretCollection **collection,
                 GError           **error)
{
  g_autoptr(HeraldKeyringStep) step = herald_keyring_step_new ();
  GError *foreign = NULL;

  secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               step->cancellable, herald_keyring_step_cb, herald_keyring_step_ref (step));
  if (!herald_keyring_run_wait (run, step, HERALD_KEYRING_SERVICE, error))
    return FALSE;

  *collection = secret_collection_for_alias_finish (step->result, &foreign);
  return foreign == NULL || herald_keyring_translate (error, foreign);
}

/* Unlocks an item or a collection, for which the service may ask for a
 * password: no object unlocked is a prompt dismissed, or one that cannot be
 * shown. */
static gboolean
unlock (HeraldKeyringRun  *run,
        SecretService     *service,
        gpointer           object,
        GError           **error)
{
  g_autoptr(HeraldKeyringStep) step = herald_keyring_step_new ();
  GList list = { .data = object };
  GError *foreign = NULL;
  int n_unlocked;

  secret_service_unlock (service, &list, step->cancellable,
                         herald_keyring_step_cb, herald_keyring_step_ref (step));
  if (!herald_keyring_run_wait (run, step, HERALD_KEYRING_PERSON, error))
    return FALSE;

  n_unlocked = secret_service_unlock_finish (service, step->result, NULL, &foreign);
  if (foreign != NULL)
    return herald_keyring_translate (error, foreign);

  return n_unlocked > 0 || herald_keyring_refuse (error, HERALD_KEYRING_ERROR_LOCKED);
}

static gboolean
search (HeraldKeyringRun  *run,
        SecretService     *service,
        const char        *vault_id,
        Objects          **items,
        GError           **error)
{
  g_autoptr(HeraldKeyringStep) step = herald_keyring_step_new ();
  g_autoptr(GHashTable) attributes = attributes_of (vault_id);
  GError *foreign = NULL;

  secret_service_search (service, &schema, attributes, SECRET_SEARCH_ALL, step->cancellable,
                         herald_keyring_step_cb, herald_keyring_step_ref (step));
  if (!herald_keyring_run_wait (run, step, HERALD_KEYRING_SERVICE, error))
    return FALSE;

  *items = secret_service_search_finish (service, step->result, &foreign);
  return foreign == NULL || herald_keyring_translate (error, foreign);
}

/* Some services find nothing in what is locked, so that no item there does
 * not mean that there is none. */
static gboolean
search_everywhere (HeraldKeyringRun  *run,
                   SecretService     *service,
                   const char        *vault_id,
                   Objects          **items,
                   GError           **error)
{
  g_autoptr(SecretCollection) collection = NULL;

  if (!search (run, service, vault_id, items, error))
    return FALSE;
  if (*items != NULL)
    return TRUE;

  if (!find_collection (run, service, &collection, error))
    return FALSE;
  if (collection == NULL || !secret_collection_get_locked (collection))
    return TRUE;

  return unlock (run, service, collection, error) &&
         search (run, service, vault_id, items, error);
}

static HeraldSecret *
read_secret (SecretValue  *value,
             GError      **error)
{
  g_autoptr(HeraldSecret) secret = herald_secret_new_random ();
  gsize length = 0, written = 0;
  const char *text = secret_value_get (value, &length);

  if (length != TEXT_LENGTH ||
      sodium_hex2bin (secret->bytes, sizeof secret->bytes, text, length, NULL, &written, NULL) != 0 ||
      written != sizeof secret->bytes)
    {
      g_set_error_literal (error, HERALD_KEYRING_ERROR, HERALD_KEYRING_ERROR_FAILED,
                           _("What the keyring has for this vault is no key; open the vault with its passphrase"));
      return NULL;
    }

  return g_steal_pointer (&secret);
}

static HeraldSecret *
load_secret (HeraldKeyringRun  *run,
             SecretItem        *item,
             GError           **error)
{
  g_autoptr(HeraldKeyringStep) step = herald_keyring_step_new ();
  g_autoptr(SecretValue) value = NULL;
  GError *foreign = NULL;

  secret_item_load_secret (item, step->cancellable, herald_keyring_step_cb, herald_keyring_step_ref (step));
  if (!herald_keyring_run_wait (run, step, HERALD_KEYRING_PERSON, error))
    return NULL;
  if (!secret_item_load_secret_finish (item, step->result, &foreign) && foreign != NULL)
    {
      herald_keyring_translate (error, foreign);
      return NULL;
    }

  value = secret_item_get_secret (item);
  if (value == NULL)
    {
      herald_keyring_refuse (error, HERALD_KEYRING_ERROR_LOCKED);
      return NULL;
    }
  return read_secret (value, error);
}

static HeraldSecret *
lookup (HeraldKeyringRun  *run,
        SecretService     *service,
        const char        *vault_id,
        GError           **error)
{
  g_autoptr(Objects) items = NULL;

  if (!search_everywhere (run, service, vault_id, &items, error))
    return NULL;
  if (items == NULL)
    {
      herald_keyring_refuse (error, HERALD_KEYRING_ERROR_NOT_FOUND);
      return NULL;
    }
  if (secret_item_get_locked (items->data) && !unlock (run, service, items->data, error))
    return NULL;

  return load_secret (run, items->data, error);
}

/**
 * herald_keyring_service_lookup:
 * @run: a use of a keyring
 * @vault_id: the vault's id
 * @error: return location for an error
 *
 * Gets the secret of a vault.
 *
 * Returns: (transfer full): the secret, or %NULL with an error
 */
HeraldSecret *
herald_keyring_service_lookup (HeraldKeyringRun  *run,
                               const char        *vault_id,
                               GError           **error)
{
  g_autoptr(SecretService) service = open_service (run, error);

  return service != NULL ? lookup (run, service, vault_id, error) : NULL;
}

static SecretValue *
write_secret (const HeraldSecret *secret)
{
  char *text = sodium_malloc (TEXT_LENGTH + 1);

  if (text == NULL)
    g_error ("there is no memory for a key");

  sodium_bin2hex (text, TEXT_LENGTH + 1, secret->bytes, sizeof secret->bytes);
  return secret_value_new_full (text, TEXT_LENGTH, "text/plain", sodium_free);
}

static gboolean
store (HeraldKeyringRun    *run,
       SecretService       *service,
       const char          *vault_id,
       const HeraldSecret  *secret,
       GError             **error)
{
  g_autoptr(HeraldKeyringStep) step = herald_keyring_step_new ();
  g_autoptr(GHashTable) attributes = attributes_of (vault_id);
  g_autoptr(SecretValue) value = write_secret (secret);
  GError *foreign = NULL;

  secret_service_store (service, &schema, attributes, SECRET_COLLECTION_DEFAULT,
                        _("Key to the vault of Herald"), value, step->cancellable,
                        herald_keyring_step_cb, herald_keyring_step_ref (step));
  if (!herald_keyring_run_wait (run, step, HERALD_KEYRING_PERSON, error))
    return FALSE;

  if (secret_service_store_finish (service, step->result, &foreign))
    return TRUE;
  if (foreign != NULL)
    return herald_keyring_translate (error, foreign);
  return herald_keyring_refuse (error, HERALD_KEYRING_ERROR_LOCKED);
}

/**
 * herald_keyring_service_store:
 * @run: a use of a keyring
 * @vault_id: the vault's id
 * @secret: its secret
 * @error: return location for an error
 *
 * Keeps the secret of a vault, in the place of an older one.
 *
 * It is read back, since a vault opens with nothing else, perhaps.
 *
 * Returns: (transfer full): the secret as it was read back, or %NULL with an error
 */
HeraldSecret *
herald_keyring_service_store (HeraldKeyringRun    *run,
                              const char          *vault_id,
                              const HeraldSecret  *secret,
                              GError             **error)
{
  g_autoptr(SecretService) service = open_service (run, error);
  g_autoptr(SecretCollection) collection = NULL;
  g_autoptr(HeraldSecret) kept = NULL;

  if (service == NULL || !find_collection (run, service, &collection, error))
    return NULL;
  if (collection != NULL && secret_collection_get_locked (collection) &&
      !unlock (run, service, collection, error))
    return NULL;
  if (!store (run, service, vault_id, secret, error))
    return NULL;

  kept = lookup (run, service, vault_id, error);
  if (kept == NULL)
    return NULL;
  if (sodium_memcmp (kept->bytes, secret->bytes, sizeof kept->bytes) != 0)
    {
      herald_keyring_refuse (error, HERALD_KEYRING_ERROR_FAILED);
      return NULL;
    }

  return g_steal_pointer (&kept);
}

static gboolean
delete_item (HeraldKeyringRun  *run,
             SecretItem        *item,
             GError           **error)
{
  g_autoptr(HeraldKeyringStep) step = herald_keyring_step_new ();
  GError *foreign = NULL;

  secret_item_delete (item, step->cancellable, herald_keyring_step_cb, herald_keyring_step_ref (step));
  if (!herald_keyring_run_wait (run, step, HERALD_KEYRING_PERSON, error))
    return FALSE;

  if (secret_item_delete_finish (item, step->result, &foreign))
    return TRUE;
  if (foreign != NULL)
    return herald_keyring_translate (error, foreign);
  return herald_keyring_refuse (error, HERALD_KEYRING_ERROR_LOCKED);
}

/**
 * herald_keyring_service_forget:
 * @run: a use of a keyring
 * @vault_id: the vault's id
 * @error: return location for an error
 *
 * Removes whatever the keyring has for a vault.
 *
 * Returns: %TRUE if it has nothing any more
 */
gboolean
herald_keyring_service_forget (HeraldKeyringRun  *run,
                               const char        *vault_id,
                               GError           **error)
{
  g_autoptr(SecretService) service = open_service (run, error);
  g_autoptr(Objects) items = NULL;

  if (service == NULL || !search_everywhere (run, service, vault_id, &items, error))
    return FALSE;

  for (GList *item = items; item != NULL; item = item->next)
    {
      if (secret_item_get_locked (item->data) && !unlock (run, service, item->data, error))
        return FALSE;
      if (!delete_item (run, item->data, error))
        return FALSE;
    }

  return TRUE;
}
