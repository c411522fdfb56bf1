/* herald-own-ssh.c: who the person is to SSH
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include "herald-own-sources.h"

#define MAX_KEY_SIZE  (64 * 1024)
#define MAX_SSH_FILES 200

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
      herald_own_identity_add_address (identity, HERALD_OWN_SSH_IDENTITY, words[i]);
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
