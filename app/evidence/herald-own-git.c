/* herald-own-git.c: who the person is to git
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include "herald-own-sources.h"

#define MAX_CONFIG_SIZE (256 * 1024)

/* git-config(1): quotes may stand anywhere in a value, a backslash before what
 * they would end, and an unquoted # or ; begins a comment. */
static char *
read_git_value (const char *text)
{
  GString *value = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && (*p == '#' || *p == ';'))
        break;
      else if (*p == '\\' && p[1] != '\0')
        g_string_append_c (value, *++p);
      else
        g_string_append_c (value, *p);
    }

  return g_strstrip (g_string_free (value, FALSE));
}

static void
add_git_setting (HeraldOwnIdentity *identity,
                 const char        *section,
                 const char        *line)
{
  static const char * const people[] = { "user", "author", "committer", "github", "gitlab", NULL };
  const char *equals = strchr (line, '=');
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (equals == NULL || !g_strv_contains (people, section))
    return;

  name = g_ascii_strdown (line, equals - line);
  g_strstrip (name);
  value = read_git_value (equals + 1);

  if (g_str_equal (name, "name"))
    herald_own_identity_add_name (identity, HERALD_OWN_GIT_IDENTITY, value);
  else if (g_str_equal (name, "user") || g_str_equal (name, "email"))
    herald_own_identity_add_address (identity, HERALD_OWN_GIT_IDENTITY, value);
}

/* Includes are not followed: they may lead anywhere. */
static void
add_git_config (HeraldOwnIdentity           *identity,
                const HeraldEnvironmentRoot *root,
                const char                  *path)
{
  g_autofree char *text = herald_environment_root_read (root, path, MAX_CONFIG_SIZE);
  g_auto(GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_autofree char *section = g_strdup ("");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      const char *end = *line == '[' ? strchr (line, ']') : NULL;

      if (end != NULL)
        {
          g_free (section);
          section = g_ascii_strdown (line + 1, end - line - 1);
          g_strstrip (section);
          line = end + 1;
        }

      add_git_setting (identity, section, line);
    }
}

/**
 * herald_own_sources_add_git:
 * @identity: what is known so far
 * @root: (nullable): a machine
 *
 * Adds the names and addresses under which the person commits.
 *
 * They stand in git's files and variables; git itself is not run.
 */
void
herald_own_sources_add_git (HeraldOwnIdentity           *identity,
                            const HeraldEnvironmentRoot *root)
{
  static const char * const names[] = { "GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME" };
  static const char * const addresses[] = { "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL" };
  const char *home = herald_environment_root_get_home (root);
  const char *config = herald_environment_root_get_variable (root, "XDG_CONFIG_HOME");
  g_autofree char *own = home != NULL ? g_strconcat (home, "/.gitconfig", NULL) : NULL;
  g_autofree char *newer = config != NULL ? g_strconcat (config, "/git/config", NULL)
                           : home != NULL ? g_strconcat (home, "/.config/git/config", NULL)
                           : NULL;

  if (own != NULL)
    add_git_config (identity, root, own);
  if (newer != NULL)
    add_git_config (identity, root, newer);
  add_git_config (identity, root, "/etc/gitconfig");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = herald_environment_root_get_variable (root, names[i]);
      const char *address = herald_environment_root_get_variable (root, addresses[i]);

      if (name != NULL && g_utf8_validate (name, -1, NULL))
        herald_own_identity_add_name (identity, HERALD_OWN_GIT_IDENTITY, name);
      if (address != NULL && g_utf8_validate (address, -1, NULL))
        herald_own_identity_add_address (identity, HERALD_OWN_GIT_IDENTITY, address);
    }
}
