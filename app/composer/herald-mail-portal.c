/* herald-mail-portal.c: the person's mail program, through the desktop's Email portal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <unistd.h>

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>

#include "herald-hand-off.h"

#define PORTAL_NAME    "org.freedesktop.portal.Desktop"
#define PORTAL_PATH    "/org/freedesktop/portal/desktop"
#define PORTAL_EMAIL   "org.freedesktop.portal.Email"
#define PORTAL_REQUEST "org.freedesktop.portal.Request"

#define SANDBOX "/.flatpak-info"

/* What the Response of a request says. */
enum
{
  RESPONSE_DONE,
  RESPONSE_CANCELLED,
};

typedef struct
{
  GDBusConnection *bus;
  char            *window;
  GVariant        *options;      /* as ComposeEmail takes them */
  GUnixFDList     *files;
  char            *request;      /* its path, once it is known */
  GHashTable      *responses;    /* of requests, by their path */
  guint            subscription;
  GSource         *cancelling;   /* or NULL */
} Opening;

/* Lets go of the task, which its caller still holds. */
static void
stop_waiting (Opening *opening)
{
  guint subscription = opening->subscription;

  opening->subscription = 0;
  if (subscription != 0)
    g_dbus_connection_signal_unsubscribe (opening->bus, subscription);
  if (opening->cancelling != NULL)
    g_source_destroy (opening->cancelling);
  g_clear_pointer (&opening->cancelling, g_source_unref);
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  stop_waiting (opening);
  g_clear_object (&opening->bus);
  g_clear_pointer (&opening->options, g_variant_unref);
  g_clear_object (&opening->files);
  g_hash_table_unref (opening->responses);
  g_free (opening->request);
  g_free (opening->window);
  g_free (opening);
}

/**
 * herald_mail_portal_is_needed:
 *
 * Tells whether the program runs in a sandbox, whose files no other program can open.
 *
 * Returns: %TRUE if the portal has to be asked
 */
gboolean
herald_mail_portal_is_needed (void)
{
  return g_file_test (SANDBOX, G_FILE_TEST_EXISTS);
}

/* The task ends once the portal both named the request and answered it. */
static void
end_if_answered (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  gpointer response;

  if (opening->request == NULL || opening->subscription == 0 ||
      !g_hash_table_lookup_extended (opening->responses, opening->request, NULL, &response))
    return;

  stop_waiting (opening);
  if (GPOINTER_TO_UINT (response) == RESPONSE_DONE)
    g_task_return_boolean (task, TRUE);
  else if (GPOINTER_TO_UINT (response) == RESPONSE_CANCELLED)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("No mail program was chosen"));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                             _("The desktop could not open a mail program"));
}

static void
responded_cb (GDBusConnection *bus,
              const char      *sender,
              const char      *path,
              const char      *interface,
              const char      *signal,
              GVariant        *parameters,
              gpointer         data)
{
  Opening *opening = g_task_get_task_data (data);
  guint response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;

  g_variant_get_child (parameters, 0, "u", &response);
  g_hash_table_replace (opening->responses, g_strdup (path), GUINT_TO_POINTER (response));
  end_if_answered (data);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      data)
{
  g_autoptr(GTask) task = g_object_ref (data);

  stop_waiting (g_task_get_task_data (task));
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/* A person may take their time to choose a program, or never do. */
static void
watch_cancellable (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  if (g_task_get_cancellable (task) == NULL)
    return;

  opening->cancelling = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (opening->cancelling, G_SOURCE_FUNC (cancelled_cb), task, NULL);
  g_source_attach (opening->cancelling, g_task_get_context (task));
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), NULL,
                                                                               result, &error);

  if (reply != NULL)
    {
      g_variant_get (reply, "(o)", &opening->request);
      watch_cancellable (task);
      end_if_answered (task);
      return;
    }

  stop_waiting (opening);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _("The desktop has no way to open a mail program from here; save the draft and open it there"));
}

/* The answer may come before the name of the request, so it is waited for first.
 * The subscription holds the task until there is one. */
static void
call (GTask           *task,
      GDBusConnection *bus)
{
  Opening *opening = g_task_get_task_data (task);

  opening->bus = g_object_ref (bus);
  opening->subscription = g_dbus_connection_signal_subscribe (bus, PORTAL_NAME, PORTAL_REQUEST, "Response", NULL, NULL,
                                                              G_DBUS_SIGNAL_FLAGS_NONE, responded_cb,
                                                              g_object_ref (task), g_object_unref);
  g_dbus_connection_call_with_unix_fd_list (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_EMAIL, "ComposeEmail",
                                            g_variant_new ("(s@a{sv})", opening->window, opening->options),
                                            G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, opening->files,
                                            g_task_get_cancellable (task), called_cb, g_object_ref (task));
}

static void
got_bus_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    call (task, bus);
  else
    g_task_return_error (task, error);
}

static gboolean
take_options (Opening              *opening,
              const HeraldHandOff  *hand_off,
              GError              **error)
{
  int fd = herald_file_open (hand_off->path, NULL, error);
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  int index;

  if (fd < 0)
    return FALSE;

  opening->files = g_unix_fd_list_new ();
  index = g_unix_fd_list_append (opening->files, fd, error);
  close (fd);
  if (index < 0)
    return FALSE;

  g_variant_dict_insert (&options, "address", "s", hand_off->address);
  g_variant_dict_insert (&options, "subject", "s", hand_off->subject);
  g_variant_dict_insert (&options, "body", "s", hand_off->body);
  g_variant_dict_insert_value (&options, "attachment_fds",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_HANDLE, &index, 1, sizeof index));
  opening->options = g_variant_ref_sink (g_variant_dict_end (&options));
  return TRUE;
}

/**
 * herald_mail_portal_open_async:
 * @hand_off: a sealed report as %HERALD_HAND_OFF_ATTACHMENT
 * @bus: (nullable): the bus that the portal is on; %NULL for the session's
 * @window: what the portal calls the window that asks, or empty
 * @cancellable: (nullable): stops waiting
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Has the desktop open the person's mail program with the report attached.
 *
 * The program gets the vendor's address, the subject, the words around the
 * report and the sealed file, and nothing else; it sends nothing by itself.
 *
 * Source: the documentation of org.freedesktop.portal.Email.
 *
 * Thread: the main thread.
 */
void
herald_mail_portal_open_async (const HeraldHandOff *hand_off,
                               GDBusConnection     *bus,
                               const char          *window,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);
  GError *error = NULL;

  g_return_if_fail (hand_off->way == HERALD_HAND_OFF_ATTACHMENT);

  g_task_set_name (task, "herald_mail_portal_open_async");
  opening->window = g_strdup (window);
  opening->responses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, opening, opening_free);

  if (!take_options (opening, hand_off, &error))
    g_task_return_error (task, error);
  else if (bus != NULL)
    call (task, bus);
  else
    g_bus_get (G_BUS_TYPE_SESSION, cancellable, got_bus_cb, g_object_ref (task));
}

/**
 * herald_mail_portal_open_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_mail_portal_open_async().
 *
 * Returns: %TRUE if a mail program was opened, which says nothing of what the
 *   person does there; %FALSE with an error
 */
gboolean
herald_mail_portal_open_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
