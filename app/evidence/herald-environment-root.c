/* herald-environment-root.c: the machine that is looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-environment-root.h"
#include "herald-file.h"

#define MAX_WORD_SIZE 4096

/**
 * herald_environment_root_path:
 * @root: (nullable): a machine
 * @path: an absolute path on it
 *
 * Gives the path under which a file of the machine is found.
 *
 * Returns: (transfer full): a path
 */
char *
herald_environment_root_path (const HeraldEnvironmentRoot *root,
                              const char                  *path)
{
  return g_strconcat (root != NULL ? root->prefix : "", path, NULL);
}

/**
 * herald_environment_root_read:
 * @root: (nullable): a machine
 * @path: an absolute path on it
 * @max_size: how many bytes the file may have
 *
 * Reads an ordinary file.
 *
 * That a file is missing, locked or too large is no error here: what cannot be
 * seen is left to the person to type.
 *
 * Returns: (nullable) (transfer full): its content, up to the first NUL, made
 *   valid UTF-8
 */
char *
herald_environment_root_read (const HeraldEnvironmentRoot *root,
                              const char                  *path,
                              gsize                        max_size)
{
  g_autofree char *full_path = herald_environment_root_path (root, path);
  g_autoptr(GBytes) bytes = herald_file_read (full_path, max_size, NULL);
  const char *data;
  gsize length;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    return g_strdup ("");

  return g_utf8_make_valid (data, (gssize) strnlen (data, length));
}

/**
 * herald_environment_root_read_word:
 * @root: (nullable): a machine
 * @path: an absolute path on it
 *
 * Reads a short file, such as those of the kernel, without space around it.
 *
 * Returns: (nullable) (transfer full): its content
 */
char *
herald_environment_root_read_word (const HeraldEnvironmentRoot *root,
                                   const char                  *path)
{
  char *word = herald_environment_root_read (root, path, MAX_WORD_SIZE);

  return word != NULL ? g_strstrip (word) : NULL;
}

/**
 * herald_environment_root_read_link:
 * @root: (nullable): a machine
 * @path: an absolute path on it
 *
 * Reads where a symbolic link points, without going there.
 *
 * Returns: (nullable) (transfer full): its target
 */
char *
herald_environment_root_read_link (const HeraldEnvironmentRoot *root,
                                   const char                  *path)
{
  g_autofree char *full_path = herald_environment_root_path (root, path);

  return g_file_read_link (full_path, NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * herald_environment_root_list:
 * @root: (nullable): a machine
 * @path: an absolute path on it
 * @max_names: how many names to read at most
 *
 * Lists a folder, in the order of the names' bytes.
 *
 * Returns: (transfer full): names, empty where there is no such folder
 */
char **
herald_environment_root_list (const HeraldEnvironmentRoot *root,
                              const char                  *path,
                              guint                        max_names)
{
  g_autofree char *full_path = herald_environment_root_path (root, path);
  g_autoptr(GDir) folder = g_dir_open (full_path, 0, NULL);
  GPtrArray *names = g_ptr_array_new ();
  const char *name;

  while (folder != NULL && names->len < max_names && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * herald_environment_root_exists:
 * @root: (nullable): a machine
 * @path: an absolute path on it
 *
 * Tells whether the machine has a file or folder.
 *
 * Returns: %TRUE if it has
 */
gboolean
herald_environment_root_exists (const HeraldEnvironmentRoot *root,
                                const char                  *path)
{
  g_autofree char *full_path = herald_environment_root_path (root, path);

  return g_access (full_path, F_OK) == 0;
}

/**
 * herald_environment_root_get_variable:
 * @root: (nullable): a machine
 * @name: a variable's name
 *
 * Looks up an environment variable.
 *
 * Returns: (nullable): its value; an empty one counts as none
 */
const char *
herald_environment_root_get_variable (const HeraldEnvironmentRoot *root,
                                      const char                  *name)
{
  const char *value = NULL;

  if (root == NULL)
    value = g_getenv (name);
  else if (root->variables != NULL)
    value = g_environ_getenv ((char **) root->variables, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * herald_environment_root_get_home:
 * @root: (nullable): a machine
 *
 * Tells where the person's own files lie.
 *
 * Returns: (nullable): the home folder
 */
const char *
herald_environment_root_get_home (const HeraldEnvironmentRoot *root)
{
  return root != NULL ? herald_environment_root_get_variable (root, "HOME") : g_get_home_dir ();
}

/**
 * herald_environment_root_get_user_id:
 * @root: (nullable): a machine
 *
 * Tells whose account it is.
 *
 * Returns: a numeric user id
 */
guint
herald_environment_root_get_user_id (const HeraldEnvironmentRoot *root)
{
  return root != NULL ? root->user_id : getuid ();
}

/**
 * herald_environment_root_is_sandbox:
 * @root: (nullable): a machine
 *
 * Tells whether this is the inside of a Flatpak or a snap.
 *
 * It shows its own runtime where the machine would be expected.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_environment_root_is_sandbox (const HeraldEnvironmentRoot *root)
{
  return herald_environment_root_exists (root, "/.flatpak-info") ||
         herald_environment_root_get_variable (root, "SNAP") != NULL;
}
