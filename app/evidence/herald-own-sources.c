/* herald-own-sources.c: account, host and addresses of the person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "herald-interfaces.h"
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

static void
add_name (HeraldOwnIdentity *identity,
          HeraldOwnKind      kind,
          const char        *name)
{
  g_auto(GStrv) parts = g_strsplit_set (name, " \t.", -1);

  herald_own_identity_add (identity, kind, name);
  for (guint i = 0; parts[i] != NULL; i++)
    herald_own_identity_add (identity, kind, parts[i]);
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
        add_name (identity, HERALD_OWN_REAL_NAME, fields[i]);
      else if (strlen (fields[i]) >= 5)
        herald_own_identity_add (identity, HERALD_OWN_REAL_NAME, fields[i]);
    }
}

static void
add_email (HeraldOwnIdentity *identity,
           const char        *address)
{
  const char *at = strchr (address, '@');
  g_autofree char *mailbox = NULL;

  herald_own_identity_add (identity, HERALD_OWN_EMAIL, address);
  if (at == NULL)
    return;

  mailbox = g_strndup (address, (gsize) (at - address));
  if (strspn (mailbox, "0123456789") < strlen (mailbox))
    herald_own_identity_add (identity, HERALD_OWN_EMAIL, mailbox);
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
        add_email (identity, value);
      else if (variables[i].kind == HERALD_OWN_REAL_NAME)
        add_name (identity, HERALD_OWN_REAL_NAME, value);
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

/* What virtual machines and containers give out to everybody. */
static gboolean
is_common_address (const char *address)
{
  static const char * const common[] = {
    "10.0.2.15", "10.0.2.2", "172.17.0.1", "172.17.0.2", "192.168.56.1", "192.168.122.1", NULL
  };

  return g_strv_contains (common, address);
}

static void
add_address (HeraldOwnIdentity *identity,
             GInetAddress      *address)
{
  g_autofree char *text = g_inet_address_to_string (address);
  const guint8 *b = g_inet_address_to_bytes (address);
  guint ordinal = herald_own_identity_next_ordinal (identity, HERALD_OWN_ADDRESS);
  g_autofree char *full = NULL;
  g_autofree char *groups = NULL;

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    {
      if (!is_common_address (text))
        herald_own_identity_add_variant (identity, HERALD_OWN_ADDRESS, HERALD_OWN_BOUND_IPV4, ordinal, text);
      return;
    }

  full = g_strdup_printf ("%02x%02x:%02x%02x:%02x%02x:%02x%02x:%02x%02x:%02x%02x:%02x%02x:%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7],
                          b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
  groups = g_strdup_printf ("%x:%x:%x:%x:%x:%x:%x:%x",
                            b[0] << 8 | b[1], b[2] << 8 | b[3], b[4] << 8 | b[5], b[6] << 8 | b[7],
                            b[8] << 8 | b[9], b[10] << 8 | b[11], b[12] << 8 | b[13], b[14] << 8 | b[15]);
  herald_own_identity_add_variant (identity, HERALD_OWN_ADDRESS, HERALD_OWN_BOUND_HEX, ordinal, text);
  herald_own_identity_add_variant (identity, HERALD_OWN_ADDRESS, HERALD_OWN_BOUND_HEX, ordinal, full);
  herald_own_identity_add_variant (identity, HERALD_OWN_ADDRESS, HERALD_OWN_BOUND_HEX, ordinal, groups);
}

static void
add_hardware_address (HeraldOwnIdentity *identity,
                      const char        *address)
{
  guint ordinal = herald_own_identity_next_ordinal (identity, HERALD_OWN_HARDWARE_ADDRESS);
  g_auto(GStrv) bytes = g_strsplit (address, ":", -1);
  g_autofree char *plain = g_strjoinv ("", bytes);
  g_autofree char *dashes = NULL;
  g_autofree char *dots = NULL;

  if (g_strv_length (bytes) != 6 || strlen (plain) != 12 || strspn (plain, "0") == 12 || strspn (plain, "f") == 12)
    return;

  dashes = g_strjoinv ("-", bytes);
  dots = g_strdup_printf ("%.4s.%.4s.%s", plain, plain + 4, plain + 8);
  herald_own_identity_add_variant (identity, HERALD_OWN_HARDWARE_ADDRESS, HERALD_OWN_BOUND_HEX, ordinal, address);
  herald_own_identity_add_variant (identity, HERALD_OWN_HARDWARE_ADDRESS, HERALD_OWN_BOUND_HEX, ordinal, dashes);
  herald_own_identity_add_variant (identity, HERALD_OWN_HARDWARE_ADDRESS, HERALD_OWN_BOUND_HEX, ordinal, dots);
  herald_own_identity_add_variant (identity, HERALD_OWN_HARDWARE_ADDRESS, HERALD_OWN_BOUND_HEX, ordinal, plain);
}

/**
 * herald_own_sources_add_addresses:
 * @identity: what is known so far
 * @root: (nullable): a machine
 *
 * Adds the addresses of the machine's interfaces, in each of the ways in which
 * programs write them.
 */
void
herald_own_sources_add_addresses (HeraldOwnIdentity           *identity,
                                  const HeraldEnvironmentRoot *root)
{
  g_autoptr(GPtrArray) addresses = herald_interfaces_list_addresses (root);
  g_autoptr(GPtrArray) interfaces = herald_interfaces_list (root);

  for (guint i = 0; i < addresses->len; i++)
    add_address (identity, g_ptr_array_index (addresses, i));

  for (guint i = 0; i < interfaces->len; i++)
    add_hardware_address (identity, ((HeraldInterface *) g_ptr_array_index (interfaces, i))->hardware_address);
}
