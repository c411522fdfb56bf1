/* herald-own-accounts.c: who the person is to git and SSH
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include "herald-own-sources.h"

#define MAX_CONFIG_SIZE (256 * 1024)
#define MAX_KEY_SIZE    (64 * 1024)
#define MAX_SSH_FILES   200

static void
add_git_name (HeraldOwnIdentity *identity,
              const char        *name)
{
  g_auto(GStrv) parts = g_strsplit (name, " ", -1);

  herald_own_identity_add (identity, HERALD_OWN_GIT_IDENTITY, name);
  for (guint i = 0; parts[i] != NULL; i++)
    herald_own_identity_add (identity, HERALD_OWN_GIT_IDENTITY, parts[i]);
}

/* What stands before the @ names the person; what stands behind it may be a
 * mail service that half the world uses. */
static void
add_address (HeraldOwnIdentity *identity,
             HeraldOwnKind      kind,
             const char        *address)
{
  g_autofree char *mailbox = g_strndup (address, strcspn (address, "@"));

  herald_own_identity_add (identity, kind, address);
  if (strspn (mailbox, "0123456789") < strlen (mailbox))
    herald_own_identity_add (identity, kind, mailbox);
}

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
    add_git_name (identity, value);
  else if (g_str_equal (name, "user") || g_str_equal (name, "email"))
    add_address (identity, HERALD_OWN_GIT_IDENTITY, value);
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
 * Adds the names and addresses under which the person commits, from git's
 * files and variables; git itself is not run.
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
        add_git_name (identity, name);
      if (address != NULL && g_utf8_validate (address, -1, NULL))
        add_address (identity, HERALD_OWN_GIT_IDENTITY, address);
    }
}

/* A comment is most often user@host, and may be anything: its words are looked
 * for alone only where they are a user and a host. */
static void
add_key_comment (HeraldOwnIdentity *identity,
                 const char        *comment)
{
  g_auto(GStrv) words = g_strsplit (comment, " ", -1);

  herald_own_identity_add (identity, HERALD_OWN_SSH_IDENTITY, comment);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *at = strchr (words[i], '@');

      if (at == NULL)
        continue;
      add_address (identity, HERALD_OWN_SSH_IDENTITY, words[i]);
      if (strchr (at + 1, '.') == NULL)
        herald_own_identity_add (identity, HERALD_OWN_SSH_IDENTITY, at + 1);
    }
}

/* “TYPE BASE64 COMMENT”. Secret keys are never opened. */
static void
add_key_comments (HeraldOwnIdentity           *identity,
                  const HeraldEnvironmentRoot *root,
                  const char                  *path)
{
  g_autofree char *text = herald_environment_root_read (root, path, MAX_KEY_SIZE);
  g_auto(GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (g_strstrip (lines[i]), " ", 3);

      if (g_strv_length (parts) == 3)
        add_key_comment (identity, parts[2]);
    }
}

/**
 * herald_own_sources_add_ssh:
 * @identity: what is known so far
 * @root: (nullable): a machine
 *
 * Adds the comments of the person's public SSH keys.
 */
void
herald_own_sources_add_ssh (HeraldOwnIdentity           *identity,
                            const HeraldEnvironmentRoot *root)
{
  const char *home = herald_environment_root_get_home (root);
  g_autofree char *folder = home != NULL ? g_strconcat (home, "/.ssh", NULL) : NULL;
  g_auto(GStrv) names = NULL;

  if (folder == NULL)
    return;

  names = herald_environment_root_list (root, folder, MAX_SSH_FILES);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (folder, "/", names[i], NULL);

      if (g_str_has_suffix (names[i], ".pub"))
        add_key_comments (identity, root, path);
    }
}
