/* herald-engine.c: GnuPG, in a home of Herald's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gpgme.h>

#include "herald-engine.h"
#include "herald-file-writer.h"
#include "herald-file.h"
#include "herald-hash.h"

G_DEFINE_QUARK (herald-seal-error-quark, herald_seal_error)

#define MAX_CONFIGURATION_SIZE 4096

/* The person's gpg.conf never applies, and this is all that does: no daemon,
 * no keyring, no look-up, nothing that tells who or what made the message.
 * AES256 because GnuPG 2.2 takes 3DES for a key that states no preference. */
static const char configuration[] =
  "no-autostart\n"
  "no-keyring\n"
  "no-random-seed-file\n"
  "no-auto-key-locate\n"
  "cipher-algo AES256\n"
  "weak-digest SHA1\n"
  "no-encrypt-to\n"
  "no-comments\n"
  "no-emit-version\n";

/* Written once, by herald_engine_init (), before there are other threads. */
static char *engine_home = NULL;

/* Ours alone: a folder, no link, that nobody else owns or can enter. */
static gboolean
is_private_folder (const char *path)
{
  struct stat status;

  return lstat (path, &status) == 0 &&
         S_ISDIR (status.st_mode) &&
         status.st_uid == geteuid () &&
         (status.st_mode & 077) == 0;
}

static gboolean
make_private_folder (const char *path)
{
  return (g_mkdir (path, 0700) == 0 || errno == EEXIST) && is_private_folder (path);
}

/* Several programs of ours start at once: whoever finds the file as it should
 * be leaves it alone, and who does not replaces it in one step. */
static gboolean
write_configuration (const char  *home,
                     GError     **error)
{
  g_autofree char *path = g_build_filename (home, "gpg.conf", NULL);
  g_autoptr(GBytes) now = NULL;
  gsize length = strlen (configuration);
  struct stat status;

  if (lstat (path, &status) == 0 && S_ISREG (status.st_mode))
    now = herald_file_read (path, MAX_CONFIGURATION_SIZE, NULL);

  if (now != NULL &&
      g_bytes_get_size (now) == length &&
      memcmp (g_bytes_get_data (now, NULL), configuration, length) == 0)
    return TRUE;

  return herald_file_replace (path, configuration, length, HERALD_FILE_WRITER_NONE, error);
}

static char *
try_home (const char *parent)
{
  g_autofree char *folder = g_build_filename (parent, "herald", NULL);
  g_autofree char *home = g_build_filename (folder, "gnupg", NULL);

  if (!make_private_folder (folder) || !make_private_folder (home) ||
      !write_configuration (home, NULL))
    return NULL;

  return g_steal_pointer (&home);
}

/* Only a folder made for this one run is taken away at its end. */
static void
remove_passing_home (void)
{
  g_autofree char *path = g_build_filename (engine_home, "gpg.conf", NULL);

  g_unlink (path);
  g_rmdir (engine_home);
}

static char *
make_passing_home (GError **error)
{
  g_autofree char *home = g_dir_make_tmp ("herald-gnupg-XXXXXX", error);

  if (home == NULL)
    return NULL;

  if (!write_configuration (home, error))
    {
      g_rmdir (home);
      return NULL;
    }

  return g_steal_pointer (&home);
}

static char *
find_home (GError **error)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  const char *cache = g_get_user_cache_dir ();
  char *home = NULL;

  if (runtime != NULL && g_path_is_absolute (runtime) && is_private_folder (runtime))
    home = try_home (runtime);
  if (home == NULL && g_mkdir_with_parents (cache, 0700) == 0)
    home = try_home (cache);
  if (home != NULL)
    return home;

  engine_home = make_passing_home (error);
  if (engine_home != NULL)
    atexit (remove_passing_home);
  return engine_home;
}

/**
 * herald_engine_init:
 * @error: return location for an error
 *
 * Sets the OpenPGP engine up, once in the life of the program.
 *
 * The home holds a gpg.conf and nothing else. It lies in the runtime
 * directory, or else in the cache directory, or else in a temporary folder
 * that is removed at the end; each must be a real folder that nobody else can
 * enter. GNUPGHOME points to it from here on, so that no program started
 * from here reaches the person's own GnuPG.
 *
 * No program is run: that GnuPG is missing shows when something is sealed.
 *
 * Thread: the main thread, before there are others.
 *
 * Returns: %TRUE if messages can be sealed from here on
 */
gboolean
herald_engine_init (GError **error)
{
  if (engine_home != NULL)
    return TRUE;

  herald_hash_init ();

  engine_home = find_home (error);
  if (engine_home == NULL)
    {
      g_prefix_error (error, "%s: ", _("There is no private folder to work in"));
      return FALSE;
    }
  g_setenv ("GNUPGHOME", engine_home, TRUE);

  /* gpgconf would be run three times for what is known already. */
  if (gpgme_set_global_flag ("disable-gpgconf", "1") != 0 ||
      gpgme_check_version (GPGME_VERSION) == NULL)
    {
      g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_ENGINE,
                           _("The library that drives GnuPG (gpgme) is older than Herald needs"));
      return FALSE;
    }

  return TRUE;
}

static GThread *preparation = NULL;

static gpointer
ask_version (gpointer data)
{
  gpgme_engine_info_t info;

  /* The answer stays with gpgme; that there is none shows when it is needed. */
  gpgme_get_engine_info (&info);
  return NULL;
}

static void
end_preparation (void)
{
  g_thread_join (preparation);
}

/**
 * herald_engine_prepare:
 *
 * Has gpg say its version, which gpgme asks once before the first message,
 * while something else is done.
 *
 * Thread: the main thread, after herald_engine_init ().
 */
void
herald_engine_prepare (void)
{
  g_return_if_fail (engine_home != NULL);

  if (preparation != NULL)
    return;

  preparation = g_thread_new ("herald-engine", ask_version, NULL);
  atexit (end_preparation);
}

/**
 * herald_engine_get_home:
 *
 * Gets GnuPG's home, as herald_engine_init () chose it.
 *
 * Thread: any, after herald_engine_init ().
 *
 * Returns: (nullable): an absolute path, %NULL before
 */
const char *
herald_engine_get_home (void)
{
  return engine_home;
}
