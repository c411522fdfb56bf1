/* test-mail-portal.c: the Email portal, on a bus of the test's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <gio/gunixfdlist.h>

#include "herald-hand-off.h"
#include "keep-fixture.h"

#define NAME "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"

static const char interface[] =
  "<node><interface name='org.freedesktop.portal.Email'>"
  "<method name='ComposeEmail'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method>"
  "</interface></node>";

/* How the stand-in behaves, and what it was told. */
typedef struct
{
  GTestDBus       *bus;
  GDBusConnection *theirs;
  GDBusConnection *ours;
  gboolean         is_early;   /* answers before it names the request */
  gboolean         is_silent;
  gboolean         refuses;
  guint            response;
  char            *window;
  GVariant        *options;
  GBytes          *file;
} Portal;

static GDBusConnection *
connect_to (GTestDBus *bus)
{
  g_autoptr(GError) error = NULL;
  GDBusConnection *connection =
    g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                            G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
respond (Portal     *portal,
         const char *path,
         guint       response)
{
  g_autoptr(GError) error = NULL;

  g_dbus_connection_emit_signal (portal->theirs, NULL, path, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", response, NULL), &error);
  g_assert_no_error (error);
}

static void
called_cb (GDBusConnection       *bus,
           const char            *sender,
           const char            *path,
           const char            *name,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               data)
{
  Portal *portal = data;
  GUnixFDList *files = g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));

  if (portal->refuses)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.DBus.Error.UnknownMethod", "no");
      return;
    }

  g_variant_get (parameters, "(s@a{sv})", &portal->window, &portal->options);
  g_assert_cmpint (g_unix_fd_list_get_length (files), ==, 1);
  portal->file = herald_file_read_fd (g_unix_fd_list_peek_fds (files, NULL)[0], 4096, "file", NULL);

  if (portal->is_early)
    respond (portal, PATH "/request/1", portal->response);
  respond (portal, PATH "/request/other", 2);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", PATH "/request/1"));
  if (!portal->is_early && !portal->is_silent)
    respond (portal, PATH "/request/1", portal->response);
}

static void
set_up (Portal        *portal,
        gconstpointer  data)
{
  static const GDBusInterfaceVTable vtable = { called_cb, NULL, NULL };
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface, NULL);
  g_autoptr(GVariant) reply = NULL;

  portal->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (portal->bus);
  portal->theirs = connect_to (portal->bus);
  portal->ours = connect_to (portal->bus);
  g_assert_cmpuint (g_dbus_connection_register_object (portal->theirs, PATH, node->interfaces[0], &vtable, portal,
                                                       NULL, NULL), >, 0);
  reply = g_dbus_connection_call_sync (portal->theirs, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName", g_variant_new ("(su)", NAME, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (reply);
}

static void
tear_down (Portal        *portal,
           gconstpointer  data)
{
  g_clear_pointer (&portal->options, g_variant_unref);
  g_clear_pointer (&portal->file, g_bytes_unref);
  g_free (portal->window);
  g_assert_true (g_dbus_connection_close_sync (portal->ours, NULL, NULL));
  g_assert_true (g_dbus_connection_close_sync (portal->theirs, NULL, NULL));
  g_object_unref (portal->ours);
  g_object_unref (portal->theirs);
  g_test_dbus_down (portal->bus);
  g_object_unref (portal->bus);
}

static gboolean
open_mail (Portal        *portal,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *path = composer_fixture_path ("report.asc");
  HeraldHandOff hand_off = {
    .way = HERALD_HAND_OFF_ATTACHMENT, .path = path, .address = (char *) "psirt@vendor.example",
    .subject = (char *) "Encrypted message", .body = (char *) "It is sealed.",
  };
  g_autoptr(GAsyncResult) result = NULL;

  g_assert_true (g_file_set_contents (path, "sealed", -1, NULL));
  herald_mail_portal_open_async (&hand_off, portal->ours, "x11:1", cancellable, keep_fixture_took_cb, &result);
  while (result == NULL)
    {
      if (portal->is_silent && portal->file != NULL)
        g_cancellable_cancel (cancellable);
      g_main_context_iteration (NULL, TRUE);
    }

  return herald_mail_portal_open_finish (result, error);
}

static void
assert_told (Portal *portal)
{
  const char *text;
  g_autoptr(GVariant) handles = g_variant_lookup_value (portal->options, "attachment_fds", G_VARIANT_TYPE ("ah"));

  g_assert_cmpuint (g_variant_n_children (portal->options), ==, 4);
  g_assert_true (g_variant_lookup (portal->options, "address", "&s", &text));
  g_assert_cmpstr (text, ==, "psirt@vendor.example");
  g_assert_true (g_variant_lookup (portal->options, "subject", "&s", &text));
  g_assert_cmpstr (text, ==, "Encrypted message");
  g_assert_true (g_variant_lookup (portal->options, "body", "&s", &text));
  g_assert_cmpstr (text, ==, "It is sealed.");
  g_assert_nonnull (handles);
  g_assert_cmpuint (g_variant_n_children (handles), ==, 1);
  g_assert_cmpstr (portal->window, ==, "x11:1");
  g_assert_cmpmem (g_bytes_get_data (portal->file, NULL), g_bytes_get_size (portal->file), "sealed", 6);
}

static void
test_opens (Portal        *portal,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  open_mail (portal, NULL, &error);
  g_assert_no_error (error);
  assert_told (portal);
}

static void
test_hears_early_answers (Portal        *portal,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  portal->is_early = TRUE;
  open_mail (portal, NULL, &error);
  g_assert_no_error (error);
}

static void
test_tells_what_became_of_it (Portal        *portal,
                              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  portal->response = 1;
  g_assert_false (open_mail (portal, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_tells_of_failure (Portal        *portal,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  portal->response = 2;
  g_assert_false (open_mail (portal, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_does_without (Portal        *portal,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  portal->refuses = TRUE;
  g_assert_false (open_mail (portal, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_stops_waiting (Portal        *portal,
                    gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  portal->is_silent = TRUE;
  g_assert_false (open_mail (portal, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, func) g_test_add (path, Portal, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);
  ADD ("/composer/mail-portal/gives-the-sealed-file-and-nothing-else", test_opens);
  ADD ("/composer/mail-portal/hears-an-answer-that-comes-early", test_hears_early_answers);
  ADD ("/composer/mail-portal/tells-that-no-program-was-chosen", test_tells_what_became_of_it);
  ADD ("/composer/mail-portal/tells-that-it-failed", test_tells_of_failure);
  ADD ("/composer/mail-portal/tells-that-there-is-none", test_does_without);
  ADD ("/composer/mail-portal/stops-waiting-when-cancelled", test_stops_waiting);
  return composer_fixture_run ();
}
