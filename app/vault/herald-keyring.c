/* herald-keyring.c: the secret of a vault in the keyring of the desktop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include "herald-keyring-backend.h"
#include "herald-keyring.h"

const char *herald_keyring_sandbox_file = "/.flatpak-info";

/* Which function a result belongs to: a function is no pointer in C11. */
static char store_tag, lookup_tag, forget_tag;

/* What a worker thread has of its own. */
typedef struct
{
  char         *vault_id;
  HeraldSecret *secret;
} Job;

static Job *
job_new (const char   *vault_id,
         const guint8 *secret)
{
  Job *job = g_new0 (Job, 1);

  job->vault_id = g_strdup (vault_id);
  job->secret = secret != NULL ? herald_secret_new (secret) : NULL;
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->vault_id);
  g_clear_pointer (&job->secret, herald_secret_free);
  g_free (job);
}

static gboolean
is_sandboxed (void)
{
  return g_file_test (herald_keyring_sandbox_file, G_FILE_TEST_EXISTS);
}

static void
start (char                *tag,
       GTaskThreadFunc      function,
       Job                 *job,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, function);
}

static void
return_secret (GTask        *task,
               HeraldSecret *secret,
               GError       *error)
{
  if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify) herald_secret_free);
  else
    g_task_return_error (task, error);
}

static HeraldSecret *
store (const char          *vault_id,
       const HeraldSecret  *secret,
       GCancellable        *cancellable,
       GError             **error)
{
  g_autoptr(HeraldKeyringRun) run = herald_keyring_run_new (cancellable);

  return is_sandboxed () ? herald_keyring_portal_lookup (run, vault_id, TRUE, error)
                         : herald_keyring_service_store (run, vault_id, secret, error);
}

static void
store_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  HeraldSecret *kept = store (job->vault_id, job->secret, cancellable, &error);

  return_secret (task, kept, error);
}

/**
 * herald_keyring_store_async:
 * @vault_id: the vault's id, 32 lower-case hexadecimal digits
 * @secret: %HERALD_SECRET_SIZE random bytes, which are copied
 * @cancellable: (nullable): stops it
 * @callback: called in the thread's default context
 * @user_data: passed to the callback
 *
 * Has the keyring keep the secret of a vault, in the place of an older one.
 *
 * All answers of the keyring together may take 30 seconds, and a person whom it
 * asks for its password two minutes; so it is with all functions here.
 */
void
herald_keyring_store_async (const char          *vault_id,
                            const guint8        *secret,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (vault_id != NULL && herald_id_read (vault_id, NULL));
  g_return_if_fail (secret != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  start (&store_tag, store_thread, job_new (vault_id, secret), cancellable, callback, user_data);
}

/**
 * herald_keyring_store_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends herald_keyring_store_async().
 *
 * The slot has to be made with what this returns, which is what a lookup will
 * return from now on. In the Secret Service it was read back, and equals what
 * was stored; a portal gives a secret of its own, and stores nothing.
 *
 * Returns: (transfer full): the secret that the vault's slot opens with, or
 *   %NULL with a %HERALD_KEYRING_ERROR, or %G_IO_ERROR_CANCELLED
 */
HeraldSecret *
herald_keyring_store_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, &store_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * herald_keyring_store_sync:
 * @vault_id: the vault's id, 32 lower-case hexadecimal digits
 * @secret: %HERALD_SECRET_SIZE random bytes, which the caller wipes
 * @cancellable: (nullable): stops it, from another thread
 * @error: return location for an error
 *
 * Does what herald_keyring_store_async() does, and waits for it.
 *
 * Thread: any but the one that draws; no main loop is needed.
 *
 * Returns: (transfer full): as herald_keyring_store_finish()
 */
HeraldSecret *
herald_keyring_store_sync (const char    *vault_id,
                           const guint8  *secret,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(HeraldSecret) copy = NULL;

  g_return_val_if_fail (vault_id != NULL && herald_id_read (vault_id, NULL), NULL);
  g_return_val_if_fail (secret != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  copy = herald_secret_new (secret);
  return store (vault_id, copy, cancellable, error);
}

static HeraldSecret *
lookup (const char    *vault_id,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr(HeraldKeyringRun) run = herald_keyring_run_new (cancellable);

  return is_sandboxed () ? herald_keyring_portal_lookup (run, vault_id, FALSE, error)
                         : herald_keyring_service_lookup (run, vault_id, error);
}

static void
lookup_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  HeraldSecret *kept = lookup (job->vault_id, cancellable, &error);

  return_secret (task, kept, error);
}

/**
 * herald_keyring_lookup_async:
 * @vault_id: the vault's id, 32 lower-case hexadecimal digits
 * @cancellable: (nullable): stops it
 * @callback: called in the thread's default context
 * @user_data: passed to the callback
 *
 * Gets the secret of a vault, for which the keyring may ask for its password.
 */
void
herald_keyring_lookup_async (const char          *vault_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (vault_id != NULL && herald_id_read (vault_id, NULL));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  start (&lookup_tag, lookup_thread, job_new (vault_id, NULL), cancellable, callback, user_data);
}

/**
 * herald_keyring_lookup_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends herald_keyring_lookup_async().
 *
 * Returns: (transfer full): the secret, or %NULL with a %HERALD_KEYRING_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 */
HeraldSecret *
herald_keyring_lookup_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, &lookup_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * herald_keyring_lookup_sync:
 * @vault_id: the vault's id, 32 lower-case hexadecimal digits
 * @cancellable: (nullable): stops it, from another thread
 * @error: return location for an error
 *
 * Does what herald_keyring_lookup_async() does, and waits for it.
 *
 * Thread: any but the one that draws; no main loop is needed.
 *
 * Returns: (transfer full): as herald_keyring_lookup_finish()
 */
HeraldSecret *
herald_keyring_lookup_sync (const char    *vault_id,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_return_val_if_fail (vault_id != NULL && herald_id_read (vault_id, NULL), NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  return lookup (vault_id, cancellable, error);
}

/* What a portal gives belongs to the program, not to the vault: there is
 * nothing to forget. */
static gboolean
forget (const char    *vault_id,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr(HeraldKeyringRun) run = herald_keyring_run_new (cancellable);

  return is_sandboxed () || herald_keyring_service_forget (run, vault_id, error);
}

static void
forget_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (forget (job->vault_id, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_keyring_forget_async:
 * @vault_id: the vault's id, 32 lower-case hexadecimal digits
 * @cancellable: (nullable): stops it
 * @callback: called in the thread's default context
 * @user_data: passed to the callback
 *
 * Removes the secret of a vault from the keyring.
 */
void
herald_keyring_forget_async (const char          *vault_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (vault_id != NULL && herald_id_read (vault_id, NULL));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  start (&forget_tag, forget_thread, job_new (vault_id, NULL), cancellable, callback, user_data);
}

/**
 * herald_keyring_forget_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends herald_keyring_forget_async().
 *
 * Returns: %TRUE if the keyring has nothing for the vault any more, had it
 *   something or not; else %FALSE with a %HERALD_KEYRING_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
herald_keyring_forget_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, &forget_tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * herald_keyring_forget_sync:
 * @vault_id: the vault's id, 32 lower-case hexadecimal digits
 * @cancellable: (nullable): stops it, from another thread
 * @error: return location for an error
 *
 * Does what herald_keyring_forget_async() does, and waits for it.
 *
 * Thread: any but the one that draws; no main loop is needed.
 *
 * Returns: as herald_keyring_forget_finish()
 */
gboolean
herald_keyring_forget_sync (const char    *vault_id,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_return_val_if_fail (vault_id != NULL && herald_id_read (vault_id, NULL), FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);

  return forget (vault_id, cancellable, error);
}
