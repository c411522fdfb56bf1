/* herald-keyring-prompt.c: a keyring asks a person, who may leave
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include "herald-keyring-prompt.h"

#define PROMPT_INTERFACE "org.freedesktop.Secret.Prompt"

struct _HeraldKeyringPrompt
{
  SecretService parent_instance;
};

G_DEFINE_TYPE (HeraldKeyringPrompt, herald_keyring_prompt, SECRET_TYPE_SERVICE)

/* One prompt on the screen, the data of its task. */
typedef struct
{
  GDBusProxy   *prompt;
  GVariantType *type;
  guint         subscription;
  guint         watch;
  gulong        cancelled;
} Prompting;

static void
prompting_free (gpointer data)
{
  Prompting *prompting = data;

  g_object_unref (prompting->prompt);
  g_clear_pointer (&prompting->type, g_variant_type_free);
  g_free (prompting);
}

/* Whoever comes first ends it; the task belongs to the prompt until then. */
static gboolean
end (GTask *task)
{
  Prompting *prompting = g_task_get_task_data (task);

  if (prompting->subscription == 0)
    return FALSE;

  g_dbus_connection_signal_unsubscribe (g_dbus_proxy_get_connection (prompting->prompt),
                                        prompting->subscription);
  prompting->subscription = 0;
  g_clear_handle_id (&prompting->watch, g_bus_unwatch_name);
  g_clear_signal_handler (&prompting->cancelled, g_task_get_cancellable (task));
  return TRUE;
}

static void
completed_cb (GDBusConnection *bus,
              const char      *sender,
              const char      *path,
              const char      *interface,
              const char      *signal,
              GVariant        *parameters,
              gpointer         user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Prompting *prompting = g_task_get_task_data (task);
  g_autoptr(GVariant) result = NULL;
  gboolean is_dismissed = TRUE;

  if (!end (task))
    return;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &is_dismissed, &result);

  /* libsecret 0.20.5 takes it ill when nothing comes back. */
  if (is_dismissed)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the person left the prompt");
  else if (prompting->type != NULL && !g_variant_is_of_type (result, prompting->type))
    g_task_return_new_error (task, SECRET_ERROR, SECRET_ERROR_PROTOCOL, "a result of another type");
  else
    g_task_return_pointer (task, g_steal_pointer (&result), (GDestroyNotify) g_variant_unref);
}

static void
prompted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply == NULL && end (task))
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
vanished_cb (GDBusConnection *bus,
             const char      *name,
             gpointer         user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);

  if (end (task))
    g_task_return_new_error (task, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER, "the keyring went away");
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Prompting *prompting = g_task_get_task_data (task);

  if (!end (task))
    return;

  g_dbus_proxy_call (prompting->prompt, "Dismiss", NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                     NULL, NULL, NULL);
  g_task_return_error_if_cancelled (task);
}

/* The cancellable is that of a step, and cancelled in this thread alone. */
static void
herald_keyring_prompt_prompt_async (SecretService       *service,
                                    SecretPrompt        *prompt,
                                    const GVariantType  *type,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (service, cancellable, callback, user_data);
  GDBusProxy *proxy = G_DBUS_PROXY (prompt);
  GDBusConnection *bus = g_dbus_proxy_get_connection (proxy);
  g_autofree char *owner = g_dbus_proxy_get_name_owner (proxy);
  Prompting *prompting = g_new0 (Prompting, 1);

  prompting->prompt = g_object_ref (proxy);
  prompting->type = type != NULL ? g_variant_type_copy (type) : NULL;
  g_task_set_task_data (task, prompting, prompting_free);
  if (owner == NULL)
    {
      g_task_return_new_error (task, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER, "the keyring went away");
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  prompting->subscription =
    g_dbus_connection_signal_subscribe (bus, owner, PROMPT_INTERFACE, "Completed",
                                        g_dbus_proxy_get_object_path (proxy), NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                        completed_cb, g_object_ref (task), g_object_unref);
  prompting->watch =
    g_bus_watch_name_on_connection (bus, owner, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, vanished_cb,
                                    g_object_ref (task), g_object_unref);
  if (cancellable != NULL)
    prompting->cancelled = g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb),
                                                    task, G_CONNECT_DEFAULT);

  /* Without a window to stand before: there is none, or its id is not known here. */
  g_dbus_proxy_call (proxy, "Prompt", g_variant_new ("(s)", ""), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                     NULL, prompted_cb, g_object_ref (task));
}

static GVariant *
herald_keyring_prompt_prompt_finish (SecretService  *service,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
herald_keyring_prompt_class_init (HeraldKeyringPromptClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_async = herald_keyring_prompt_prompt_async;
  service_class->prompt_finish = herald_keyring_prompt_prompt_finish;
}

static void
herald_keyring_prompt_init (HeraldKeyringPrompt *self)
{
}
