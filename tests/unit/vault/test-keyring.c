/* test-keyring.c: how foreign errors are told, and how long a keyring is waited for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>

#include "herald-keyring-backend.h"
#include "herald-keyring.h"

#define VAULT "00112233445566778899aabbccddeeff"

static void
assert_told (GQuark             domain,
             int                foreign_code,
             HeraldKeyringError code)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_keyring_translate (&error, g_error_new_literal (domain, foreign_code, "canary")));
  g_assert_error (error, HERALD_KEYRING_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, herald_keyring_explain (code));
  g_assert_null (strstr (error->message, "canary"));
}

static void
test_tells_foreign_errors (void)
{
  assert_told (G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN, HERALD_KEYRING_ERROR_ABSENT);
  assert_told (G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED, HERALD_KEYRING_ERROR_ABSENT);
  assert_told (G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED, HERALD_KEYRING_ERROR_REFUSED);
  assert_told (G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY, HERALD_KEYRING_ERROR_FAILED);
  assert_told (G_IO_ERROR, G_IO_ERROR_CLOSED, HERALD_KEYRING_ERROR_ABSENT);
  assert_told (G_IO_ERROR, G_IO_ERROR_CANCELLED, HERALD_KEYRING_ERROR_LOCKED);
  assert_told (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, HERALD_KEYRING_ERROR_LOCKED);
  assert_told (SECRET_ERROR, SECRET_ERROR_PROTOCOL, HERALD_KEYRING_ERROR_FAILED);
}

static void
test_explains_each_state (void)
{
  for (int i = HERALD_KEYRING_ERROR_ABSENT; i <= HERALD_KEYRING_ERROR_FAILED; i++)
    {
      for (int j = HERALD_KEYRING_ERROR_ABSENT; j < i; j++)
        g_assert_cmpstr (herald_keyring_explain (i), !=, herald_keyring_explain (j));
    }
}

/* A call that never comes back, not even when it is cancelled. */
static void
test_leaves_a_call_that_never_ends (void)
{
  g_autoptr(HeraldKeyringRun) run = herald_keyring_run_new (NULL);
  g_autoptr(HeraldKeyringStep) service = herald_keyring_step_new ();
  g_autoptr(HeraldKeyringStep) person = herald_keyring_step_new ();
  GError *error = NULL;

  g_assert_false (herald_keyring_run_wait (run, person, HERALD_KEYRING_PERSON, &error));
  g_assert_error (error, HERALD_KEYRING_ERROR, HERALD_KEYRING_ERROR_LOCKED);
  g_assert_true (g_cancellable_is_cancelled (person->cancellable));
  g_clear_error (&error);

  g_assert_false (herald_keyring_run_wait (run, service, HERALD_KEYRING_SERVICE, &error));
  g_assert_error (error, HERALD_KEYRING_ERROR, HERALD_KEYRING_ERROR_FAILED);
  g_clear_error (&error);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_is_absent_without_a_bus (void)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  g_assert_null (herald_keyring_lookup_sync (VAULT, NULL, &error));
  g_assert_error (error, HERALD_KEYRING_ERROR, HERALD_KEYRING_ERROR_ABSENT);
  g_clear_error (&error);

  herald_keyring_forget_async (VAULT, NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (herald_keyring_forget_finish (result, &error));
  g_assert_error (error, HERALD_KEYRING_ERROR, HERALD_KEYRING_ERROR_ABSENT);
  g_clear_error (&error);
}

int
main (int    argc,
      char **argv)
{
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  herald_keyring_limits = (HeraldKeyringLimits) { .answer = 20, .person = 10, .grace = 5 };
  herald_keyring_sandbox_file = "";

  g_test_add_func ("/vault/keyring/tells-foreign-errors", test_tells_foreign_errors);
  g_test_add_func ("/vault/keyring/explains-each-state", test_explains_each_state);
  g_test_add_func ("/vault/keyring/leaves-a-call-that-never-ends", test_leaves_a_call_that_never_ends);
  g_test_add_func ("/vault/keyring/is-absent-without-a-bus", test_is_absent_without_a_bus);

  return g_test_run ();
}
