/* herald-own-account.c: who the person is to the system
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "herald-own-sources.h"

#define MAX_TABLE_SIZE (1024 * 1024)

enum { PASSWD_NAME, PASSWD_PASSWORD, PASSWD_UID, PASSWD_GID, PASSWD_GECOS, PASSWD_HOME, N_PASSWD };

static void
add_home (HeraldOwnIdentity *identity,
          const char        *path)
{
  g_autofree char *home = g_strdup (path);
  g_autofree char *name = NULL;

  while (strlen (home) > 1 && g_str_has_suffix (home, "/"))
    home[strlen (home) - 1] = '\0';

  /* The homes of root and of services are the same everywhere. */
  name = g_path_get_basename (home);
  if (!g_path_is_absolute (home) || strlen (name) < 2 || herald_own_identity_is_common (name) ||
      g_str_equal (home, "/nonexistent"))
    return;

  herald_own_identity_add (identity, HERALD_OWN_HOME_FOLDER, home);
  if (g_str_has_prefix (home, "/home/"))
    herald_own_identity_add (identity, HERALD_OWN_USER_NAME, name);
}

/* Full name, and then office and telephones, of which a short one is only a
 * number like any other. */
static void
add_gecos (HeraldOwnIdentity *identity,
           const char        *gecos)
{
  g_auto(GStrv) fields = g_strsplit (gecos, ",", -1);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      if (i == 0)
        herald_own_identity_add_name (identity, HERALD_OWN_REAL_NAME, fields[i]);
      else if (strlen (fields[i]) >= 5)
        herald_own_identity_add (identity, HERALD_OWN_REAL_NAME, fields[i]);
    }
}

static gboolean
add_passwd_line (HeraldOwnIdentity           *identity,
                 const HeraldEnvironmentRoot *root)
{
  g_autofree char *passwd = herald_environment_root_read (root, "/etc/passwd", MAX_TABLE_SIZE);
  g_autofree char *user_id = g_strdup_printf ("%u", herald_environment_root_get_user_id (root));
  g_auto(GStrv) lines = g_strsplit (passwd != NULL ? passwd : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], ":", -1);

      if (g_strv_length (fields) < N_PASSWD || !g_str_equal (fields[PASSWD_UID], user_id))
        continue;

      herald_own_identity_add (identity, HERALD_OWN_USER_NAME, fields[PASSWD_NAME]);
      add_home (identity, fields[PASSWD_HOME]);
      if (!g_str_equal (fields[PASSWD_NAME], "root"))
        add_gecos (identity, fields[PASSWD_GECOS]);
      return TRUE;
    }

  return FALSE;
}

/* Accounts of a directory service; asked only where the file does not know,
 * because the answer may come over a network. */
static void
add_directory_account (HeraldOwnIdentity *identity)
{
  struct passwd entry, *found = NULL;
  char buffer[16 * 1024];

  if (getpwuid_r (getuid (), &entry, buffer, sizeof buffer, &found) != 0 || found == NULL)
    return;

  if (found->pw_name != NULL && g_utf8_validate (found->pw_name, -1, NULL))
    herald_own_identity_add (identity, HERALD_OWN_USER_NAME, found->pw_name);
  if (found->pw_dir != NULL && g_utf8_validate (found->pw_dir, -1, NULL))
    add_home (identity, found->pw_dir);
  if (found->pw_gecos != NULL && g_utf8_validate (found->pw_gecos, -1, NULL))
    add_gecos (identity, found->pw_gecos);
}

static void
add_variables (HeraldOwnIdentity           *identity,
               const HeraldEnvironmentRoot *root)
{
  static const struct
  {
    const char *name;
    HeraldOwnKind kind;
  } variables[] = {
    { "USER", HERALD_OWN_USER_NAME },
    { "LOGNAME", HERALD_OWN_USER_NAME },
    { "SUDO_USER", HERALD_OWN_USER_NAME },
    { "HOME", HERALD_OWN_HOME_FOLDER },
    { "EMAIL", HERALD_OWN_EMAIL },
    { "DEBEMAIL", HERALD_OWN_EMAIL },
    { "DEBFULLNAME", HERALD_OWN_REAL_NAME },
    { "HOSTNAME", HERALD_OWN_HOST_NAME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = herald_environment_root_get_variable (root, variables[i].name);

      if (value == NULL || !g_utf8_validate (value, -1, NULL))
        continue;

      if (variables[i].kind == HERALD_OWN_HOME_FOLDER)
        add_home (identity, value);
      else if (variables[i].kind == HERALD_OWN_EMAIL)
        herald_own_identity_add_address (identity, HERALD_OWN_EMAIL, value);
      else if (variables[i].kind == HERALD_OWN_REAL_NAME)
        herald_own_identity_add_name (identity, HERALD_OWN_REAL_NAME, value);
      else
        herald_own_identity_add (identity, variables[i].kind, value);
    }
}

/**
 * herald_own_sources_add_account:
 * @identity: what is known so far
 * @root: (nullable): a machine
 *
 * Adds user name, real name and its parts, home folder and e-mail address.
 */
void
herald_own_sources_add_account (HeraldOwnIdentity           *identity,
                                const HeraldEnvironmentRoot *root)
{
  if (!add_passwd_line (identity, root) && root == NULL)
    add_directory_account (identity);

  add_variables (identity, root);
}
