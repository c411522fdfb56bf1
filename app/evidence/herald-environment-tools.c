/* herald-environment-tools.c: installed tools and their versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include "herald-environment-sources.h"

#define MAX_STATUS_SIZE (64 * 1024 * 1024)

/* What testers of devices use, and what a vendor needs to know to see the same
 * thing. Everything else that is installed is nobody's business. */
static const struct
{
  const char *package;
  const char *name;
} tools[] = {
  { "aircrack-ng", "aircrack-ng" },
  { "apktool", "apktool" },
  { "binwalk", "binwalk" },
  { "burpsuite", "Burp Suite" },
  { "curl", "curl" },
  { "dcmtk", "dcmtk" },
  { "ettercap-common", "ettercap" },
  { "ffuf", "ffuf" },
  { "flashrom", "flashrom" },
  { "frida-tools", "frida-tools" },
  { "gdb", "gdb" },
  { "ghidra", "Ghidra" },
  { "gobuster", "gobuster" },
  { "hashcat", "hashcat" },
  { "hydra", "hydra" },
  { "john", "john" },
  { "metasploit-framework", "Metasploit" },
  { "mitmproxy", "mitmproxy" },
  { "ncat", "ncat" },
  { "nikto", "nikto" },
  { "nmap", "nmap" },
  { "openocd", "openocd" },
  { "openssl", "openssl" },
  { "python3", "python3" },
  { "python3-scapy", "scapy" },
  { "radare2", "radare2" },
  { "rizin", "rizin" },
  { "sqlmap", "sqlmap" },
  { "sslscan", "sslscan" },
  { "tcpdump", "tcpdump" },
  { "testssl.sh", "testssl.sh" },
  { "tshark", "tshark" },
  { "wireshark", "wireshark" },
  { "zaproxy", "ZAP" },
};

/**
 * herald_environment_reduce_version:
 * @version: a version of a Debian package
 *
 * Reduces a package's version to that of its makers.
 *
 * The rest may be the name of a person or a machine that built it.
 *
 * Returns: (nullable) (transfer full): such as “7.93”, or %NULL where it does
 *   not begin with a number
 */
char *
herald_environment_reduce_version (const char *version)
{
  const char *colon = strchr (version, ':');
  const char *start = colon != NULL ? colon + 1 : version;
  gsize length = strspn (start, "0123456789.");

  if (length == 0 || !g_ascii_isdigit (*start))
    return NULL;

  /* One letter belongs to it where it stands alone, as in 1.1.1n or 9.2p1. */
  if (g_ascii_isalpha (start[length]) && !g_ascii_isalpha (start[length + 1]))
    length += 1 + strspn (start + length + 1, "0123456789");
  while (length > 0 && start[length - 1] == '.')
    length--;

  return g_strndup (start, length);
}

static void
take_paragraph (GHashTable *packages,
                const char *text,
                const char *end)
{
  g_autofree char *name = NULL;
  g_autofree char *version = NULL;
  gboolean installed = FALSE;

  for (const char *line = text; line < end;)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));
      gsize length = (gsize) ((next != NULL ? next : end) - line);

      if (length > 9 && memcmp (line, "Package: ", 9) == 0)
        {
          g_free (name);
          name = g_strndup (line + 9, length - 9);
        }
      else if (length > 9 && memcmp (line, "Version: ", 9) == 0)
        {
          g_free (version);
          version = g_strndup (line + 9, length - 9);
        }
      else if (length > 8 && memcmp (line, "Status: ", 8) == 0)
        installed = length > 18 && memcmp (line + length - 10, " installed", 10) == 0;

      line += length + 1;
    }

  if (installed && name != NULL && version != NULL)
    g_hash_table_insert (packages, g_steal_pointer (&name), g_steal_pointer (&version));
}

/**
 * herald_environment_read_packages:
 * @root: (nullable): a machine
 *
 * Reads which packages are installed, from dpkg's own list.
 *
 * It stays inside this room: of all these names only those that
 * herald_environment_read_tools() and herald_environment_read_browser() know
 * are ever shown.
 *
 * Returns: (transfer full) (element-type utf8 utf8): versions by package name;
 *   empty where there is no such list, or in a sandbox
 */
GHashTable *
herald_environment_read_packages (const HeraldEnvironmentRoot *root)
{
  GHashTable *packages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *status = NULL;

  if (!herald_environment_root_is_sandbox (root))
    status = herald_environment_root_read (root, "/var/lib/dpkg/status", MAX_STATUS_SIZE);

  for (const char *at = status; at != NULL && *at != '\0';)
    {
      const char *end = strstr (at, "\n\n");

      take_paragraph (packages, at, end != NULL ? end : at + strlen (at));
      at = end != NULL ? end + 2 : NULL;
    }

  return packages;
}

/**
 * herald_environment_read_tools:
 * @packages: what is installed
 *
 * Picks the tools that testers use.
 *
 * Returns: (transfer full) (element-type utf8): such as “nmap 7.93”
 */
GPtrArray *
herald_environment_read_tools (GHashTable *packages)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      const char *version = g_hash_table_lookup (packages, tools[i].package);
      g_autofree char *reduced = version != NULL ? herald_environment_reduce_version (version) : NULL;

      if (reduced != NULL)
        g_ptr_array_add (found, g_strdup_printf ("%s %s", tools[i].name, reduced));
    }

  return found;
}
