/* herald-own-host.c: names and id of the person's machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "herald-own-sources.h"

#define MAX_TABLE_SIZE (1024 * 1024)

/* The name up to the first dot, the whole, and what follows the dot, unless
 * that is what every router gives out. */
static void
add_host_name (HeraldOwnIdentity *identity,
               const char        *name)
{
  static const char * const common_domains[] = {
    "local", "localdomain", "lan", "home", "internal", "intranet", "fritz.box", "home.arpa", "domain",
    "localhost", "example.com", "example.org", "lxd", "docker.internal", NULL
  };
  g_autofree char *host = g_strndup (name, strcspn (name, "."));
  const char *dot = strchr (name, '.');

  herald_own_identity_add (identity, HERALD_OWN_HOST_NAME, host);
  if (dot == NULL || dot[1] == '\0' || g_strv_contains (common_domains, dot + 1))
    return;

  herald_own_identity_add (identity, HERALD_OWN_HOST_NAME, name);
  herald_own_identity_add (identity, HERALD_OWN_HOST_NAME, dot + 1);
}

/* Debian keeps the whole name of the machine beside 127.0.1.1. */
static void
add_aliases (HeraldOwnIdentity           *identity,
             const HeraldEnvironmentRoot *root,
             const char                  *host)
{
  g_autofree char *hosts = herald_environment_root_read (root, "/etc/hosts", MAX_TABLE_SIZE);
  g_auto(GStrv) lines = g_strsplit (hosts != NULL ? hosts : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) words = NULL;

      lines[i][strcspn (lines[i], "#")] = '\0';
      words = g_strsplit_set (lines[i], " \t\r", -1);
      if (!g_strv_contains ((const char * const *) words, host))
        continue;

      for (guint j = 1; words[j] != NULL; j++)
        {
          if (*words[j] != '\0' && !g_str_has_prefix (words[j], "localhost") &&
              !g_str_has_prefix (words[j], "ip6-"))
            add_host_name (identity, words[j]);
        }
    }
}

static void
add_machine_id (HeraldOwnIdentity           *identity,
                const HeraldEnvironmentRoot *root,
                const char                  *path)
{
  g_autofree char *id = herald_environment_root_read_word (root, path);
  g_autofree char *grouped = NULL;
  guint ordinal;

  if (id == NULL || strlen (id) != 32 || strspn (id, "0123456789abcdef") != 32)
    return;

  ordinal = herald_own_identity_next_ordinal (identity, HERALD_OWN_MACHINE_ID);
  grouped = g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%s", id, id + 8, id + 12, id + 16, id + 20);
  herald_own_identity_add_variant (identity, HERALD_OWN_MACHINE_ID, HERALD_OWN_BOUND_WORD, ordinal, id);
  herald_own_identity_add_variant (identity, HERALD_OWN_MACHINE_ID, HERALD_OWN_BOUND_WORD, ordinal, grouped);
}

/**
 * herald_own_sources_add_host:
 * @identity: what is known so far
 * @root: (nullable): a machine
 *
 * Adds the machine's names, without asking a name server, and its id.
 */
void
herald_own_sources_add_host (HeraldOwnIdentity           *identity,
                             const HeraldEnvironmentRoot *root)
{
  static const char * const files[] = { "/proc/sys/kernel/hostname", "/etc/hostname" };
  g_autofree char *info = herald_environment_root_read (root, "/etc/machine-info", MAX_TABLE_SIZE);
  const char *pretty = info != NULL ? strstr (info, "PRETTY_HOSTNAME=") : NULL;
  char name[256] = "";

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *host = herald_environment_root_read_word (root, files[i]);

      if (host == NULL || *host == '\0')
        continue;
      add_host_name (identity, host);
      add_aliases (identity, root, host);
    }

  /* A sandbox may hide the file; the system call stays. */
  if (root == NULL && gethostname (name, sizeof name - 1) == 0 && g_utf8_validate (name, -1, NULL))
    add_host_name (identity, name);

  if (pretty != NULL)
    {
      g_autofree char *quoted = g_strndup (pretty + strlen ("PRETTY_HOSTNAME="),
                                           strcspn (pretty + strlen ("PRETTY_HOSTNAME="), "\r\n"));
      g_autofree char *value = g_shell_unquote (quoted, NULL);

      if (value != NULL)
        herald_own_identity_add (identity, HERALD_OWN_HOST_NAME, value);
    }

  add_machine_id (identity, root, "/etc/machine-id");
  add_machine_id (identity, root, "/var/lib/dbus/machine-id");
}
