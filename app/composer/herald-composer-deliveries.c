/* herald-composer-deliveries.c: how deliveries stand, and what could be sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <unistd.h>

#include "herald-composer-deliver.h"
#include "herald-composer-private.h"
#include "herald-deliver-endpoint.h"
#include "herald-delivery-file.h"
#include "herald-log-kind.h"

/* What to look up, and where. */
typedef struct
{
  HeraldComposer *composer;   /* a copy */
  HeraldVendor   *vendor;     /* to plan */
  char           *path;       /* to read */
  char           *delivering; /* the id of the one that is on its way, or NULL */
} Lookup;

static void
lookup_free (gpointer data)
{
  Lookup *lookup = data;

  g_object_unref (lookup->composer);
  g_clear_pointer (&lookup->vendor, herald_vendor_unref);
  g_free (lookup->path);
  g_free (lookup->delivering);
  g_free (lookup);
}

static Lookup *
lookup_new (HeraldComposer *self)
{
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->composer = herald_composer_copy_bare (self);
  lookup->delivering = g_strdup (self->delivering);

  return lookup;
}

/* Each delivery once, as its last entry has it. */
static GPtrArray *
collect (HeraldCase *kept,
         const char *delivering)
{
  g_autoptr(GPtrArray) log = herald_case_log_get (kept);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *deliveries = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_delivery_free);

  for (guint i = log->len; i > 0; i--)
    {
      HeraldDelivery *delivery = herald_log_read_delivery (g_ptr_array_index (log, i - 1));

      if (delivery == NULL || !g_hash_table_add (seen, delivery->id))
        {
          g_clear_pointer (&delivery, herald_delivery_free);
          continue;
        }

      if (g_strcmp0 (delivery->id, delivering) != 0)
        herald_delivery_interrupt (delivery);
      g_ptr_array_add (deliveries, delivery);
    }

  return deliveries;
}

static void
list_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Lookup *lookup = task_data;

  g_task_return_pointer (task, collect (lookup->composer->kept, lookup->delivering), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * herald_composer_list_deliveries_async:
 * @self: a composer with a report that is kept
 * @cancellable: (nullable): to give up
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Lists the deliveries of the case in progress.
 *
 * Thread: the main thread.
 */
void
herald_composer_list_deliveries_async (HeraldComposer      *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (self->kept != NULL);

  g_task_set_name (task, "herald_composer_list_deliveries_async");
  g_task_set_task_data (task, lookup_new (self), lookup_free);
  g_task_run_in_thread (task, list_thread);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Lookup *lookup = task_data;
  GError *error = NULL;
  gboolean is_busy;
  int fd = herald_delivery_file_lock (lookup->path, &is_busy, &error);
  HeraldDelivery *delivery = fd < 0 ? NULL : herald_delivery_file_read (lookup->path, &error);
  GPtrArray *deliveries;

  if (fd >= 0)
    close (fd);
  if (delivery == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (!is_busy)
    herald_delivery_interrupt (delivery);
  deliveries = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_delivery_free);
  g_ptr_array_add (deliveries, delivery);
  g_task_return_pointer (task, deliveries, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * herald_composer_read_delivery_async:
 * @self: a composer
 * @path: an envelope beside which its journal lies
 * @cancellable: (nullable): to give up
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Reads the delivery of an envelope that is a file.
 *
 * One that nobody sends, and that is said to be sent, is unknown.
 *
 * Thread: the main thread.
 */
void
herald_composer_read_delivery_async (HeraldComposer      *self,
                                     const char          *path,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Lookup *lookup = lookup_new (self);

  lookup->path = g_strdup (path);
  g_task_set_name (task, "herald_composer_read_delivery_async");
  g_task_set_task_data (task, lookup, lookup_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * herald_composer_list_deliveries_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_list_deliveries_async() and herald_composer_read_delivery_async().
 *
 * Returns: (transfer full) (element-type HeraldDelivery): the deliveries, the
 *   newest first, or %NULL with an error
 */
GPtrArray *
herald_composer_list_deliveries_finish (HeraldComposer  *self,
                                        GAsyncResult    *result,
                                        GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * herald_deliver_plan_free:
 * @self: (transfer full): a plan
 *
 * Frees a plan.
 */
void
herald_deliver_plan_free (HeraldDeliverPlan *self)
{
  g_free (self->why);
  g_free (self->endpoint);
  g_free (self);
}

static HeraldDeliverPlan *
make_plan (Lookup  *lookup,
           GError **error)
{
  g_autoptr(GError) found = NULL;
  g_autoptr(HeraldDeliverEndpoint) endpoint = herald_deliver_endpoint_find (lookup->composer, lookup->vendor, &found);
  HeraldDeliverPlan *plan;

  if (endpoint == NULL && !g_error_matches (found, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY))
    {
      g_propagate_error (error, g_steal_pointer (&found));
      return NULL;
    }

  plan = g_new0 (HeraldDeliverPlan, 1);
  plan->ready = endpoint != NULL;
  plan->why = g_strdup (endpoint != NULL ? "" : found->message);
  plan->endpoint = g_strdup (endpoint != NULL ? endpoint->endpoint : "");
  plan->confirmed = endpoint != NULL && endpoint->confirmed;
  plan->own_authority = endpoint != NULL && endpoint->authority != NULL;
  plan->onion = endpoint != NULL && herald_route_is_onion (endpoint->endpoint);

  return plan;
}

static void
plan_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  HeraldDeliverPlan *plan = make_plan (task_data, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) herald_deliver_plan_free);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_plan_delivery_async:
 * @self: a composer with a report
 * @cancellable: (nullable): to give up
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Finds out whether and where the report in progress could be delivered directly.
 *
 * Nothing is sent, and the report is not reviewed.
 *
 * Thread: the main thread.
 */
void
herald_composer_plan_delivery_async (HeraldComposer      *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Lookup *lookup;

  g_return_if_fail (self->report != NULL);

  lookup = lookup_new (self);
  lookup->vendor = herald_vendor_ref (herald_report_get_vendor (self->report));
  g_task_set_name (task, "herald_composer_plan_delivery_async");
  g_task_set_task_data (task, lookup, lookup_free);
  g_task_run_in_thread (task, plan_thread);
}

/**
 * herald_composer_plan_delivery_finish:
 * @self: a composer with the same report
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_plan_delivery_async().
 *
 * Returns: (transfer full): what can be said, or %NULL with an error
 */
HeraldDeliverPlan *
herald_composer_plan_delivery_finish (HeraldComposer  *self,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  HeraldDeliverPlan *plan;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  plan = g_task_propagate_pointer (G_TASK (result), error);
  if (plan != NULL)
    {
      plan->anonymous = self->report != NULL && herald_report_get_anonymous (self->report);
      plan->needs_path = self->kept == NULL;
    }

  return plan;
}
