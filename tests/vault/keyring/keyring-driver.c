/* keyring-driver.c: one call to the keyring, for tests that make the keyrings
 *
 * Usage: keyring-driver [OPTIONS] store|lookup|forget VAULT-ID
 *
 * `store` reads the secret from standard input, in hexadecimal. Prints `ok`,
 * with the secret where there is one, or the name of the error and its message.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "herald-keyring-backend.h"
#include "herald-keyring.h"

static gboolean is_async;
static char *sandbox_file;
static int answer_limit, person_limit, cancel_after = -1, times = 1;

static const GOptionEntry options[] = {
  { "async", 0, 0, G_OPTION_ARG_NONE, &is_async, "Use the asynchronous functions", NULL },
  { "sandbox", 0, 0, G_OPTION_ARG_FILENAME, &sandbox_file, "What tells a sandbox", "FILE" },
  { "answer", 0, 0, G_OPTION_ARG_INT, &answer_limit, "How long a service may take", "MILLISECONDS" },
  { "person", 0, 0, G_OPTION_ARG_INT, &person_limit, "How long a person may take", "MILLISECONDS" },
  { "cancel", 0, 0, G_OPTION_ARG_INT, &cancel_after, "Cancel after so long", "MILLISECONDS" },
  { "times", 0, 0, G_OPTION_ARG_INT, &times, "Do it so often", "N" },
  { NULL },
};

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static gboolean
store (const char    *id,
       GCancellable  *cancellable,
       HeraldSecret **secret,
       GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  guint8 bytes[HERALD_SECRET_SIZE];

  for (gsize i = 0; i < sizeof bytes; i++)
    {
      unsigned int byte;

      if (scanf ("%2x", &byte) != 1)
        g_error ("no secret on standard input");
      bytes[i] = (guint8) byte;
    }

  if (!is_async)
    return (*secret = herald_keyring_store_sync (id, bytes, cancellable, error)) != NULL;

  herald_keyring_store_async (id, bytes, cancellable, result_cb, &result);
  memset (bytes, 0, sizeof bytes);
  return (*secret = herald_keyring_store_finish (wait_for (&result), error)) != NULL;
}

static gboolean
lookup (const char    *id,
        GCancellable  *cancellable,
        HeraldSecret **secret,
        GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  if (!is_async)
    return (*secret = herald_keyring_lookup_sync (id, cancellable, error)) != NULL;

  herald_keyring_lookup_async (id, cancellable, result_cb, &result);
  return (*secret = herald_keyring_lookup_finish (wait_for (&result), error)) != NULL;
}

static gboolean
forget (const char    *id,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  if (!is_async)
    return herald_keyring_forget_sync (id, cancellable, error);

  herald_keyring_forget_async (id, cancellable, result_cb, &result);
  return herald_keyring_forget_finish (wait_for (&result), error);
}

static gboolean
run (const char    *command,
     const char    *id,
     GCancellable  *cancellable,
     HeraldSecret **secret,
     GError       **error)
{
  if (g_str_equal (command, "store"))
    return store (id, cancellable, secret, error);
  if (g_str_equal (command, "lookup"))
    return lookup (id, cancellable, secret, error);
  return forget (id, cancellable, error);
}

static void
print_outcome (const HeraldSecret *secret,
               const GError       *error)
{
  static const char *const names[] = { "absent", "locked", "refused", "not-found", "failed" };

  if (error == NULL)
    g_print ("ok");
  else if (error->domain == HERALD_KEYRING_ERROR)
    g_print ("%s %s", names[error->code], error->message);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_print ("cancelled");
  else
    g_print ("foreign %s", error->message);

  for (gsize i = 0; secret != NULL && i < sizeof secret->bytes; i++)
    g_print ("%s%02x", i == 0 ? " " : "", secret->bytes[i]);
  g_print ("\n");
}

/* Cancels from another thread, as a program with a window or a signal does. */
static gpointer
cancel_thread (gpointer data)
{
  g_usleep ((gulong) cancel_after * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GThread *canceller = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 3)
    return 2;

  herald_keyring_sandbox_file = sandbox_file != NULL ? sandbox_file : "";
  herald_keyring_limits.answer = answer_limit > 0 ? (guint) answer_limit : herald_keyring_limits.answer;
  herald_keyring_limits.person = person_limit > 0 ? (guint) person_limit : herald_keyring_limits.person;
  if (cancel_after == 0)
    g_cancellable_cancel (cancellable);
  else if (cancel_after > 0)
    canceller = g_thread_new ("cancel", cancel_thread, cancellable);

  for (int i = 0; i < times; i++)
    {
      g_autoptr(HeraldSecret) secret = NULL;
      g_autoptr(GError) error = NULL;

      run (argv[1], argv[2], cancellable, &secret, &error);
      print_outcome (secret, error);
    }

  if (canceller != NULL)
    g_thread_join (canceller);
  g_free (sandbox_file);
  return 0;
}
