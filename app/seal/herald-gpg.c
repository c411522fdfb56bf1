/* herald-gpg.c: one run of gpg over little data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "herald-file.h"
#include "herald-gpg.h"

#define PASSPHRASE_FD 3

/* It fits into a pipe, so that nobody waits for gpg to read it. */
#define MAX_PASSPHRASE 1024

/* gpgme has the same, but gives no passphrase to an export. */
static const char * const always[] = {
  "--batch", "--no-tty", "--quiet", "--no-autostart", "--no-auto-key-locate", "--status-fd", "2",
  "--pinentry-mode", "loopback",
};

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_ENGINE, _("GnuPG (gpg) cannot be run"));
  return FALSE;
}

/* The end of a pipe in which the passphrase waits to be read; -1 on error. */
static int
fill_pipe (const char  *passphrase,
           GError     **error)
{
  int ends[2];
  gboolean filled;

  if (strlen (passphrase) > MAX_PASSPHRASE || strpbrk (passphrase, "\r\n") != NULL)
    {
      g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_PASSPHRASE,
                           _("A passphrase is one line of at most 1,024 bytes"));
      return -1;
    }

  if (!g_unix_open_pipe (ends, FD_CLOEXEC, error))
    return -1;

  filled = herald_file_write_all (ends[1], passphrase, strlen (passphrase), error) &&
           herald_file_write_all (ends[1], "\n", 1, error);
  close (ends[1]);
  if (filled)
    return ends[0];

  close (ends[0]);
  return -1;
}

static GSubprocess *
start (const HeraldGpgRun  *run,
       GError             **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GPtrArray) command = g_ptr_array_new ();
  g_autoptr(GError) local_error = NULL;
  GSubprocess *process;
  int passphrase = -1;

  g_ptr_array_add (command, (gpointer) "gpg");
  g_ptr_array_add (command, (gpointer) "--homedir");
  g_ptr_array_add (command, (gpointer) run->home);
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_ptr_array_add (command, (gpointer) always[i]);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  if (run->passphrase != NULL)
    {
      passphrase = fill_pipe (run->passphrase, error);
      if (passphrase < 0)
        return NULL;
      g_subprocess_launcher_take_fd (launcher, passphrase, PASSPHRASE_FD);
      g_ptr_array_add (command, (gpointer) "--passphrase-fd");
      g_ptr_array_add (command, (gpointer) G_STRINGIFY (PASSPHRASE_FD));
    }

  for (guint i = 0; run->arguments[i] != NULL; i++)
    g_ptr_array_add (command, (gpointer) run->arguments[i]);
  g_ptr_array_add (command, NULL);

  process = g_subprocess_launcher_spawnv (launcher, (const char * const *) command->pdata, &local_error);
  if (process == NULL)
    fail (error);

  return process;
}

/**
 * herald_gpg_run:
 * @run: what to run
 * @status: (out): what gpg reported, a line for each thing (its `doc/DETAILS`)
 * @success: (out): whether gpg itself says that all went well
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Runs gpg to its end.
 *
 * What it writes is held in memory: whoever runs it has it bounded, as with
 * `--max-output`.
 *
 * Thread: a worker.
 *
 * Returns: (transfer full): what gpg wrote, or %NULL with an error if it did
 *   not run to its end
 */
GBytes *
herald_gpg_run (const HeraldGpgRun  *run,
                char               **status,
                gboolean            *success,
                GCancellable        *cancellable,
                GError             **error)
{
  g_autoptr(GSubprocess) process = start (run, error);
  g_autoptr(GBytes) output = NULL;
  g_autoptr(GBytes) reports = NULL;
  g_autoptr(GBytes) input = run->input != NULL ? g_bytes_ref (run->input) : g_bytes_new (NULL, 0);

  *status = NULL;
  *success = FALSE;
  if (process == NULL)
    return NULL;

  if (!g_subprocess_communicate (process, input, cancellable, &output, &reports, error))
    {
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, NULL);
      return NULL;
    }

  *status = g_strndup (g_bytes_get_data (reports, NULL), g_bytes_get_size (reports));
  *success = g_subprocess_get_successful (process);

  return g_steal_pointer (&output);
}

/* What stands behind a keyword, or NULL where gpg did not report it. */
static char **
find_words (const char *status,
            const char *keyword)
{
  g_autofree char *start = g_strconcat ("[GNUPG:] ", keyword, NULL);
  g_auto(GStrv) lines = g_strsplit (status, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], start) && strchr (" ", lines[i][strlen (start)]) != NULL)
        return g_strsplit (g_strchug (lines[i] + strlen (start)), " ", -1);
    }

  return NULL;
}

/**
 * herald_gpg_has:
 * @status: what gpg reported
 * @keyword: such as `DECRYPTION_OKAY`
 *
 * Tells whether gpg reported something.
 *
 * Returns: %TRUE if it did
 */
gboolean
herald_gpg_has (const char *status,
                const char *keyword)
{
  g_auto(GStrv) words = find_words (status, keyword);

  return words != NULL;
}

/**
 * herald_gpg_count:
 * @status: what gpg reported
 * @keyword: such as `IMPORT_RES`
 * @word: which of the words behind it, from 0
 *
 * Gets a number that gpg reported.
 *
 * Returns: the number; 0 where there is none
 */
guint64
herald_gpg_count (const char *status,
                  const char *keyword,
                  guint       word)
{
  g_auto(GStrv) words = find_words (status, keyword);

  return words != NULL && g_strv_length (words) > word ? g_ascii_strtoull (words[word], NULL, 10) : 0;
}
