/* herald-composer-inquiry.c: asking the vendor's endpoint for answers, and what a proxy is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-deliver.h"
#include "herald-composer-private.h"
#include "herald-deliver-endpoint.h"
#include "herald-drop-run.h"

/* A question, and who is asked. */
typedef struct
{
  HeraldComposer        *composer; /* a copy */
  HeraldVendor          *vendor;
  HeraldRoute            route;
  HeraldDropPatience     patience; /* zeros: the usual one */
  char                  *secret;
  HeraldDeliverEndpoint *endpoint; /* once it is found */
} Inquiry;

static void
inquiry_free (gpointer data)
{
  Inquiry *inquiry = data;

  g_object_unref (inquiry->composer);
  herald_vendor_unref (inquiry->vendor);
  g_clear_pointer (&inquiry->endpoint, herald_deliver_endpoint_free);
  explicit_bzero (inquiry->secret, strlen (inquiry->secret));
  g_free (inquiry->secret);
  g_free (inquiry);
}

/* What a server that gave no answers came to, as an error. */
static GError *
say_outcome (const HeraldDropOutcome *outcome,
             const char              *endpoint)
{
  g_autoptr(HeraldDelivery) delivery = NULL;
  g_autofree char *words = NULL;

  if (outcome->status == 404 || outcome->status == 401 || outcome->status == 403)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                _("The server knows no report with this follow-up secret"));
  if (outcome->reason == HERALD_DELIVERY_CANCELLED)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Asking for answers was cancelled"));

  if (outcome->reason == HERALD_DELIVERY_NO_RECEIPT)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The answer cannot be understood"));

  /* The sentences for deliveries say it, but for what is to be done then. */
  delivery = herald_delivery_new ("any", FALSE, endpoint, "bundle", "", 0);
  herald_drop_outcome_apply (outcome, delivery);
  delivery->state = HERALD_DELIVERY_REFUSED;
  words = herald_delivery_describe (delivery);
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, words);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  Inquiry *inquiry = g_task_get_task_data (task);
  HeraldDropEvent *event = herald_drop_run_finish (result);

  if (event->kind == HERALD_DROP_ANSWERED)
    g_task_return_pointer (task, g_steal_pointer (&event->messages), (GDestroyNotify) g_strfreev);
  else if (event->outcome != NULL)
    g_task_return_error (task, say_outcome (event->outcome, inquiry->endpoint->endpoint));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", _("The answer cannot be understood"));

  herald_drop_event_free (event);
}

static void
ignore_cb (const HeraldDropEvent *event,
           gpointer               data)
{
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GTask *task = data;
  Inquiry *inquiry = g_task_get_task_data (task);
  g_autoptr(HeraldDropRequest) request = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  request = herald_drop_request_new (HERALD_DROP_ANSWERS, &inquiry->route, inquiry->endpoint->endpoint);
  herald_drop_request_set_authority (request, inquiry->endpoint->authority);
  g_free (request->secret);
  request->secret = g_strdup (inquiry->secret);
  if (inquiry->patience.connect != 0)
    request->patience = inquiry->patience;
  herald_drop_run_async (request, -1, g_task_get_cancellable (task), ignore_cb, NULL, answered_cb, task);
}

static void
find_thread (GTask        *worker,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Inquiry *inquiry = task_data;
  GError *error = NULL;

  inquiry->endpoint = herald_deliver_endpoint_find (inquiry->composer, inquiry->vendor, &error);
  if (inquiry->endpoint != NULL && herald_route_check (&inquiry->route, inquiry->endpoint->endpoint, &error))
    g_task_return_boolean (worker, TRUE);
  else
    g_task_return_error (worker, error);
}

static gboolean
check_question (const char          *secret,
                const char          *text,
                HeraldDropPatience  *patience,
                GError             **error)
{
  const char *fault = NULL;

  if (!herald_drop_is_secret (secret))
    fault = _("A follow-up secret has 16 to 128 letters, digits and hyphens");
  else if (text != NULL && !herald_drop_patience_parse (text, patience))
    fault = _("Deadlines are four numbers of milliseconds with commas between");

  if (fault != NULL)
    g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE, fault);
  return fault == NULL;
}

/**
 * herald_composer_check_answers_async:
 * @self: a composer
 * @vendor: whom to ask
 * @secret: what the endpoint is shown, as herald_follow_up_make_key() makes it
 * @route: which way
 * @patience: (nullable): other deadlines, for tests
 * @cancellable: (nullable): to give up
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Asks a vendor's endpoint once whether there are answers.
 *
 * Over SOCKS5 it is a circuit of its own, so that who asks is not told to be
 * who sent.
 *
 * Thread: the main thread.
 */
void
herald_composer_check_answers_async (HeraldComposer      *self,
                                     HeraldVendor        *vendor,
                                     const char          *secret,
                                     const HeraldRoute   *route,
                                     const char          *patience,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GTask) worker = NULL;
  HeraldDropPatience other = { 0 };
  Inquiry *inquiry;
  GError *error = NULL;

  g_task_set_name (task, "herald_composer_check_answers_async");
  if (!check_question (secret, patience, &other, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  inquiry = g_new0 (Inquiry, 1);
  inquiry->composer = herald_composer_copy_bare (self);
  inquiry->vendor = herald_vendor_ref (vendor);
  inquiry->route = *route;
  inquiry->patience = other;
  inquiry->secret = g_strdup (secret);
  g_task_set_task_data (task, inquiry, inquiry_free);

  worker = g_task_new (self, cancellable, found_cb, task);
  g_task_set_task_data (worker, inquiry, NULL);
  g_task_run_in_thread (worker, find_thread);
}

/**
 * herald_composer_check_answers_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_check_answers_async().
 *
 * Returns: (transfer full) (array zero-terminated=1): armored OpenPGP messages,
 *   not opened, perhaps none; %NULL with an error, %G_IO_ERROR_NOT_FOUND where
 *   the server does not know the secret
 */
GStrv
herald_composer_check_answers_finish (HeraldComposer  *self,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static HeraldProbe
read_probe (const char *found)
{
  if (g_str_equal (found, "tor"))
    return HERALD_PROBE_TOR;

  return g_str_equal (found, "other") ? HERALD_PROBE_OTHER : HERALD_PROBE_NOTHING;
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldDropEvent *event = herald_drop_run_finish (result);

  if (event->kind == HERALD_DROP_PROBED)
    g_task_return_int (task, read_probe (event->found));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                             _("The program that does the sending could not be started; it belongs beside this one."));

  herald_drop_event_free (event);
}

/**
 * herald_composer_probe_async:
 * @self: a composer
 * @route: a SOCKS5 route
 * @cancellable: (nullable): to give up
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Asks what listens at the address of a proxy, for at most five seconds.
 *
 * That Tor answers does not mean that it is connected.
 *
 * Thread: the main thread.
 */
void
herald_composer_probe_async (HeraldComposer      *self,
                             const HeraldRoute   *route,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(HeraldDropRequest) request = NULL;
  GTask *task;

  g_return_if_fail (route->kind == HERALD_ROUTE_SOCKS5);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_name (task, "herald_composer_probe_async");
  request = herald_drop_request_new (HERALD_DROP_PROBE, route, "");
  herald_drop_run_async (request, -1, cancellable, ignore_cb, NULL, probed_cb, task);
}

/**
 * herald_composer_probe_finish:
 * @self: a composer
 * @result: what the callback was given
 * @probe: (out): what was found
 * @error: return location for an error
 *
 * Ends herald_composer_probe_async().
 *
 * Returns: %FALSE with an error if nobody could be asked
 */
gboolean
herald_composer_probe_finish (HeraldComposer  *self,
                              GAsyncResult    *result,
                              HeraldProbe     *probe,
                              GError         **error)
{
  gssize found;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_int (G_TASK (result), error);
  if (found < 0)
    return FALSE;

  *probe = (HeraldProbe) found;
  return TRUE;
}
