/* herald-key-verify.c: gpg looks at the signatures of a key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "herald-file.h"
#include "herald-key-private.h"

#define TIME_LIMIT 10 /* seconds; what passes our limits takes a hundredth of one */

/* Fields of a record, counted from 0 (doc/DETAILS in GnuPG). */
enum
{
  FIELD_RECORD       = 0,
  FIELD_VALIDITY     = 1,
  FIELD_CREATED      = 5,
  FIELD_EXPIRES      = 6,
  FIELD_FINGERPRINT  = 9,
  FIELD_CAPABILITIES = 11,
};

typedef struct
{
  GSubprocess  *process;
  GMainLoop    *loop;
  GAsyncResult *result;
  gboolean      is_late;
} Run;

/* A subprocess is used, not gpgme, because a subprocess can be killed. */
static void
communicated_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  Run *run = data;

  run->result = g_object_ref (result);
  g_main_loop_quit (run->loop);
}

static gboolean
late_cb (gpointer data)
{
  Run *run = data;

  run->is_late = TRUE;
  g_subprocess_force_exit (run->process);

  return G_SOURCE_REMOVE;
}

static char *
make_home (GError **error)
{
  g_autofree char *home = g_dir_make_tmp ("herald-key-XXXXXX", NULL);

  if (home == NULL)
    g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_ENGINE,
                         _("GnuPG cannot be asked about this key, since no folder for it can be made in the temporary directory"));

  return g_steal_pointer (&home);
}

/* gpg makes files in it, never folders with anything in them. */
static void
remove_home (const char *home)
{
  g_autoptr(GDir) folder = g_dir_open (home, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (home, name, NULL);

      g_remove (path);
    }

  g_rmdir (home);
}

/* The certificate goes in through memory: no name on the command line, no file,
 * and no pipe that breaks when gpg ends early. */
static int
open_certificate (GBytes  *certificate,
                  GError **error)
{
  gsize length;
  const void *data = g_bytes_get_data (certificate, &length);
  int fd = memfd_create ("certificate", MFD_CLOEXEC);

  if (fd >= 0 && herald_file_write_all (fd, data, length, NULL) && lseek (fd, 0, SEEK_SET) == 0)
    return fd;

  if (fd >= 0)
    close (fd);

  g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_ENGINE,
                       _("GnuPG cannot be asked about this key, since memory is short"));

  return -1;
}

static GSubprocess *
start (HeraldKey   *self,
       const char  *home,
       GError     **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT "!", self->now);
  const char * const arguments[] = {
    "gpg", "--homedir", home, "--no-options", "--batch", "--no-tty", "--no-autostart",
    "--faked-system-time", now, /* the instant that we judged by ourselves */
    "--with-colons", "--show-keys", NULL,
  };
  int fd = open_certificate (self->certificate, error);

  if (fd < 0)
    return NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "GNUPGHOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "LANGUAGE");

  process = g_subprocess_launcher_spawnv (launcher, arguments, NULL);
  if (process == NULL)
    g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_ENGINE,
                         _("GnuPG cannot be started; install the program “gpg”"));

  return g_steal_pointer (&process);
}

/* What gpg wrote, or NULL with @error. */
static GBytes *
wait_for_output (GSubprocess   *process,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr(GSource) limit = g_timeout_source_new_seconds (TIME_LIMIT);
  g_autoptr(GBytes) output = NULL;
  g_autoptr(GError) local_error = NULL;
  Run run = { process, loop, NULL, FALSE };

  g_main_context_push_thread_default (context);
  g_source_set_callback (limit, late_cb, &run, NULL);
  g_source_attach (limit, context);

  g_subprocess_communicate_async (process, NULL, cancellable, communicated_cb, &run);
  g_main_loop_run (loop);

  if (!g_subprocess_communicate_finish (process, run.result, &output, NULL, &local_error))
    g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);

  g_source_destroy (limit);
  g_main_context_pop_thread_default (context);
  g_clear_object (&run.result);

  if (run.is_late)
    {
      g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_ENGINE,
                           _("GnuPG did not finish checking this key within ten seconds"));
      return NULL;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&output);
}

static gboolean
is_valid (char **record)
{
  /* invalid, disabled, revoked, expired, never to be trusted */
  return strchr ("idren", record[FIELD_VALIDITY][0]) == NULL || record[FIELD_VALIDITY][0] == '\0';
}

static gint64
earlier (gint64 one,
         gint64 other)
{
  return one == 0 ? other : other == 0 ? one : MIN (one, other);
}

/* Whether gpg lists all that the reduced certificate holds: it leaves out what
 * no good signature of the primary key stands under; GnuPG 2.4 as Debian 13 has
 * it lists such a user id, but without the date of a signature. A forged signature over the
 * key itself it does not count, so when the key expires must agree too. */
static gboolean
lists_everything (HeraldKey  *self,
                  const char *output)
{
  g_auto(GStrv) lines = g_strsplit (output, "\n", -1);
  const char *wanted = NULL;   /* what the next fingerprint must be */
  gboolean has_primary = FALSE;
  gboolean has_chosen = FALSE;
  gboolean can_encrypt = FALSE;
  gint64 expires = 0;
  guint n_user_ids = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) record = g_strsplit (lines[i], ":", -1);
      const char *kind = record[FIELD_RECORD];

      if (g_strv_length (record) <= FIELD_FINGERPRINT)
        continue;

      if (g_str_equal (kind, "uid") && is_valid (record) && record[FIELD_CREATED][0] != '\0')
        n_user_ids++;

      if (g_str_equal (kind, "pub") || g_str_equal (kind, "sub"))
        {
          gboolean is_complete = g_strv_length (record) > FIELD_CAPABILITIES;

          wanted = !is_complete || !is_valid (record) ? NULL
                   : kind[0] == 'p' ? self->fingerprint : self->subkey;
          expires = earlier (expires, g_ascii_strtoll (record[FIELD_EXPIRES], NULL, 10));
          can_encrypt = is_complete && strchr (record[FIELD_CAPABILITIES], 'e') != NULL;
        }

      if (g_str_equal (kind, "fpr") && wanted != NULL)
        {
          const char *fingerprint = record[FIELD_FINGERPRINT];

          if (!g_str_equal (fingerprint, wanted))
            return FALSE;

          has_primary |= g_str_equal (fingerprint, self->fingerprint);
          has_chosen |= g_str_equal (fingerprint, self->subkey) && can_encrypt;
          wanted = NULL;
        }
    }

  return has_primary && has_chosen && n_user_ids == self->n_user_ids && expires == self->expires;
}

static void
refuse (HeraldKey *self)
{
  self->verdict = HERALD_KEY_VERDICT_SIGNATURE;
  g_free (self->reason);
  self->reason = g_strdup (_("gpg could not verify the owner’s signatures in this key, so somebody may have changed it; get it from the vendor again"));
  g_free (self->subkey);
  self->subkey = g_strdup ("");
  self->flags = HERALD_KEY_WARNING_NONE;
  g_ptr_array_set_size (self->warnings, 0);
  g_ptr_array_add (self->warnings, NULL);
  g_clear_pointer (&self->certificate, g_bytes_unref);
}

/**
 * herald_key_verify:
 * @self: a key
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Has gpg verify the signatures that a usable key rests on.
 *
 * gpg gets the reduced certificate and nothing else, in a throw-away home, starts
 * no daemon and is killed after ten seconds. Where a signature is forged the key
 * becomes unusable, with %HERALD_KEY_VERDICT_SIGNATURE; so do this before the
 * verdict is shown. A key that is unusable already is left as it is. Blocks for
 * some milliseconds; one thread at a time for one key.
 *
 * Returns: %TRUE when gpg gave an answer, whichever; %FALSE with a
 *   %HERALD_KEY_ERROR_ENGINE, or %G_IO_ERROR_CANCELLED
 */
gboolean
herald_key_verify (HeraldKey     *self,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GBytes) output = NULL;
  g_autofree char *home = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->verdict != HERALD_KEY_VERDICT_USABLE)
    return TRUE;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  home = make_home (error);
  if (home == NULL)
    return FALSE;

  process = start (self, home, error);
  if (process != NULL)
    output = wait_for_output (process, cancellable, error);

  remove_home (home);

  if (output == NULL)
    return FALSE;

  text = g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output));
  if (!g_subprocess_get_successful (process) || text == NULL || !lists_everything (self, text))
    refuse (self);

  return TRUE;
}
