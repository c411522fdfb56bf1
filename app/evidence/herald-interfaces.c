/* herald-interfaces.c: network interfaces and their addresses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <linux/if.h>
#include <linux/if_arp.h>
#include <string.h>

#include "herald-interfaces.h"

/* getifaddrs() opens a netlink socket. The same facts stand in files, and a
 * program that opens no socket needs no excuse. */

#define MAX_INTERFACES 512
#define MAX_TABLE_SIZE (1024 * 1024)

static void
herald_interface_free (HeraldInterface *self)
{
  g_free (self->hardware_address);
  g_free (self);
}

static char *
read_attribute (const HeraldEnvironmentRoot *root,
                const char                  *folder,
                const char                  *attribute)
{
  g_autofree char *path = g_strconcat (folder, "/", attribute, NULL);

  return herald_environment_root_read_word (root, path);
}

static gboolean
has_attribute (const HeraldEnvironmentRoot *root,
               const char                  *folder,
               const char                  *attribute)
{
  g_autofree char *path = g_strconcat (folder, "/", attribute, NULL);

  return herald_environment_root_exists (root, path);
}

static HeraldInterfaceKind
read_kind (const HeraldEnvironmentRoot *root,
           const char                  *folder,
           guint64                      type)
{
  g_autofree char *event = read_attribute (root, folder, "uevent");
  const char *device = event != NULL ? strstr (event, "DEVTYPE=") : NULL;

  if (type == ARPHRD_LOOPBACK)
    return HERALD_INTERFACE_LOOPBACK;

  if (has_attribute (root, folder, "wireless") || has_attribute (root, folder, "phy80211") ||
      (device != NULL && g_str_has_prefix (device, "DEVTYPE=wlan")))
    return HERALD_INTERFACE_WIFI;

  if (type == ARPHRD_RAWIP || (device != NULL && g_str_has_prefix (device, "DEVTYPE=wwan")))
    return HERALD_INTERFACE_MOBILE;

  if (type == ARPHRD_NONE || type == ARPHRD_PPP || type == ARPHRD_TUNNEL || type == ARPHRD_TUNNEL6 ||
      type == ARPHRD_SIT || type == ARPHRD_IPGRE || has_attribute (root, folder, "tun_flags"))
    return HERALD_INTERFACE_TUNNEL;

  return has_attribute (root, folder, "device") ? HERALD_INTERFACE_ETHERNET : HERALD_INTERFACE_VIRTUAL;
}

/**
 * herald_interfaces_list:
 * @root: (nullable): a machine
 *
 * Lists the machine's network interfaces, from what the kernel shows as files.
 *
 * Returns: (transfer full) (element-type HeraldInterface): interfaces
 */
GPtrArray *
herald_interfaces_list (const HeraldEnvironmentRoot *root)
{
  GPtrArray *interfaces = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_interface_free);
  g_auto(GStrv) names = herald_environment_root_list (root, "/sys/class/net", MAX_INTERFACES);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *folder = g_strconcat ("/sys/class/net/", names[i], NULL);
      g_autofree char *type = read_attribute (root, folder, "type");
      g_autofree char *flags = read_attribute (root, folder, "flags");
      g_autofree char *address = read_attribute (root, folder, "address");
      HeraldInterface *interface;

      if (type == NULL)
        continue;

      interface = g_new0 (HeraldInterface, 1);
      interface->kind = read_kind (root, folder, g_ascii_strtoull (type, NULL, 10));
      interface->up = flags != NULL && (g_ascii_strtoull (flags, NULL, 16) & IFF_UP) != 0;
      interface->hardware_address = address != NULL ? g_steal_pointer (&address) : g_strdup ("");
      g_ptr_array_add (interfaces, interface);
    }

  return interfaces;
}

static void
add_address (GPtrArray    *addresses,
             GInetAddress *address)
{
  if (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address) ||
      g_ptr_array_find_with_equal_func (addresses, address, (GEqualFunc) g_inet_address_equal, NULL))
    g_object_unref (address);
  else
    g_ptr_array_add (addresses, address);
}

/* A trie drawn as text: an address, and below it “/32 host LOCAL” where it is
 * one of the machine's own. */
static void
add_ipv4_addresses (const HeraldEnvironmentRoot *root,
                    GPtrArray                   *addresses)
{
  g_autofree char *trie = herald_environment_root_read (root, "/proc/net/fib_trie", MAX_TABLE_SIZE);
  g_auto(GStrv) lines = g_strsplit (trie != NULL ? trie : "", "\n", -1);
  const char *last = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *leaf = strstr (lines[i], "|-- ");

      if (leaf != NULL)
        last = leaf + strlen ("|-- ");
      else if (last != NULL && strstr (lines[i], "/32 host LOCAL") != NULL)
        {
          g_autoptr(GInetAddress) address = g_inet_address_new_from_string (last);

          if (address != NULL)
            add_address (addresses, g_steal_pointer (&address));
        }
    }
}

static void
add_ipv6_addresses (const HeraldEnvironmentRoot *root,
                    GPtrArray                   *addresses)
{
  g_autofree char *table = herald_environment_root_read (root, "/proc/net/if_inet6", MAX_TABLE_SIZE);
  g_auto(GStrv) lines = g_strsplit (table != NULL ? table : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint8 bytes[16];
      guint n = 0;

      while (n < 16 && g_ascii_isxdigit (lines[i][2 * n]) && g_ascii_isxdigit (lines[i][2 * n + 1]))
        {
          bytes[n] = (guint8) (g_ascii_xdigit_value (lines[i][2 * n]) << 4 |
                               g_ascii_xdigit_value (lines[i][2 * n + 1]));
          n++;
        }

      if (n == 16)
        add_address (addresses, g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6));
    }
}

/**
 * herald_interfaces_list_addresses:
 * @root: (nullable): a machine
 *
 * Lists the machine's own addresses, each once, without the loopback ones.
 *
 * Returns: (transfer full) (element-type GInetAddress): addresses, those of
 *   IPv4 first
 */
GPtrArray *
herald_interfaces_list_addresses (const HeraldEnvironmentRoot *root)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_object_unref);

  add_ipv4_addresses (root, addresses);
  add_ipv6_addresses (root, addresses);
  return addresses;
}
