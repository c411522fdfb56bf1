/* herald-composer-channels.c: what is confirmed for a vendor's channels, without waiting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include "herald-composer-channels.h"
#include "herald-composer-keys.h"
#include "herald-composer-private.h"
#include "herald-file.h"

/* More than any certificate has. */
#define MAX_AUTHORITY_SIZE (256 * 1024)

typedef struct
{
  HeraldComposer *composer;  /* a copy, without a report */
  HeraldVendor   *vendor;
  char           *endpoint;
  char           *authority; /* the path of a certificate, or NULL */
  char           *from;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->composer);
  herald_vendor_unref (work->vendor);
  g_free (work->endpoint);
  g_free (work->authority);
  g_free (work->from);
  g_free (work);
}

static Work *
work_new (HeraldComposer *self,
          HeraldVendor   *vendor)
{
  Work *work = g_new0 (Work, 1);

  work->composer = herald_composer_copy_bare (self);
  work->composer->is_for_memory = herald_composer_confirms_in_memory (self);
  work->vendor = herald_vendor_ref (vendor);

  return work;
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  HeraldConfirmed *confirmed = herald_composer_load_confirmed (work->composer, work->vendor, &error);

  if (confirmed != NULL)
    g_task_return_pointer (task, confirmed, (GDestroyNotify) herald_confirmed_free);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_load_confirmed_async:
 * @self: a composer
 * @vendor: a vendor
 * @cancellable: (nullable): makes that nobody waits for it any more
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_load_confirmed() does, in a worker.
 *
 * Thread: the main thread.
 */
void
herald_composer_load_confirmed_async (HeraldComposer      *self,
                                      HeraldVendor        *vendor,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (HERALD_IS_COMPOSER (self));
  g_return_if_fail (vendor != NULL);

  g_task_set_name (task, "herald_composer_load_confirmed_async");
  g_task_set_task_data (task, work_new (self, vendor), work_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * herald_composer_load_confirmed_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_load_confirmed_async().
 *
 * Returns: (transfer full): the values, perhaps none; %NULL with an error if
 *   they are damaged
 */
HeraldConfirmed *
herald_composer_load_confirmed_finish (HeraldComposer  *self,
                                       GAsyncResult    *result,
                                       GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
confirm_authority (const Work  *work,
                   GError     **error)
{
  g_autoptr(GBytes) file = herald_file_read (work->authority, MAX_AUTHORITY_SIZE, error);
  g_autoptr(GTlsCertificate) certificate = NULL;
  const char *data;
  gsize length;

  if (file == NULL)
    return FALSE;

  data = g_bytes_get_data (file, &length);
  certificate = g_tls_certificate_new_from_pem (data != NULL ? data : "", (gssize) length, error);

  return certificate != NULL &&
         herald_composer_confirm_from (work->composer, work->vendor, HERALD_CONFIRMED_CA, NULL, file, work->from, error);
}

/* An authority without its endpoint does nothing; the other way round, a report
 * would go out on the word of strangers. */
static void
confirm_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;

  if ((work->authority == NULL || confirm_authority (work, &error)) &&
      herald_composer_confirm_from (work->composer, work->vendor, HERALD_CONFIRMED_ENDPOINT, work->endpoint, NULL,
                                    work->from, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_confirm_endpoint_async:
 * @self: a composer
 * @vendor: a vendor
 * @endpoint: where its reports are delivered
 * @authority: (nullable): the path of the certificate, PEM, by which the server
 *   is known, where it is one of the vendor's own
 * @from: where the person has both from; may be empty
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Keeps a vendor's endpoint, in a worker.
 *
 * Whether it is written or remembered follows from the report in progress now,
 * whatever becomes of that meanwhile.
 *
 * Thread: the main thread.
 */
void
herald_composer_confirm_endpoint_async (HeraldComposer      *self,
                                        HeraldVendor        *vendor,
                                        const char          *endpoint,
                                        const char          *authority,
                                        const char          *from,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  Work *work;

  g_return_if_fail (HERALD_IS_COMPOSER (self));
  g_return_if_fail (vendor != NULL && endpoint != NULL && from != NULL);

  work = work_new (self, vendor);
  work->endpoint = g_strdup (endpoint);
  work->authority = g_strdup (authority);
  work->from = g_strdup (from);
  g_task_set_name (task, "herald_composer_confirm_endpoint_async");
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, confirm_thread);
}

/**
 * herald_composer_confirm_endpoint_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_confirm_endpoint_async().
 *
 * Returns: %FALSE with an error that tells why nothing was kept
 */
gboolean
herald_composer_confirm_endpoint_finish (HeraldComposer  *self,
                                         GAsyncResult    *result,
                                         GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
