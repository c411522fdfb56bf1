/* herald-environment-network.c: what kind of network, and no more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include "herald-environment-sources.h"
#include "herald-interfaces.h"

/* Everything that is written here is made of our own words and numbers; no
 * name that somebody chose can pass. */

#define MAX_RANGES 8

/* How many interfaces of each kind are switched on. */
static char *
describe_interfaces (const HeraldEnvironmentRoot *root)
{
  static const struct
  {
    HeraldInterfaceKind kind;
    const char *name;
  } kinds[] = {
    { HERALD_INTERFACE_ETHERNET, "Ethernet" },
    { HERALD_INTERFACE_WIFI, "Wi-Fi" },
    { HERALD_INTERFACE_MOBILE, "mobile" },
    { HERALD_INTERFACE_TUNNEL, "tunnel" },
    { HERALD_INTERFACE_VIRTUAL, "virtual" },
  };
  g_autoptr(GPtrArray) interfaces = herald_interfaces_list (root);
  GString *text = g_string_new (NULL);

  if (interfaces->len == 0)
    {
      g_string_free (text, TRUE);
      return NULL;
    }

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      guint count = 0;

      for (guint j = 0; j < interfaces->len; j++)
        {
          const HeraldInterface *interface = g_ptr_array_index (interfaces, j);

          if (interface->up && interface->kind == kinds[i].kind)
            count++;
        }

      if (count > 0)
        g_string_append_printf (text, "%s%s (%u)", text->len > 0 ? ", " : "", kinds[i].name, count);
    }

  if (text->len == 0)
    g_string_append (text, "no interface but the loopback");
  return g_string_free (text, FALSE);
}

static gboolean
lies_in (const guint8 *address,
         guint8        first,
         guint8        mask,
         guint8        second)
{
  return address[0] == first && (address[1] & mask) == second;
}

/* A private address is reduced to its /24, or, for somebody who wants to stay
 * unknown, to the block that half the world shares (RFC 1918, 3927, 6598). */
static char *
describe_ipv4 (GInetAddress *address,
               gboolean      anonymous)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);
  const char *block = lies_in (bytes, 10, 0, 0) ? "10.0.0.0/8"
                      : lies_in (bytes, 172, 0xf0, 16) ? "172.16.0.0/12"
                      : lies_in (bytes, 192, 0xff, 168) ? "192.168.0.0/16"
                      : NULL;

  if (lies_in (bytes, 169, 0xff, 254))
    return g_strdup ("169.254.0.0/16");
  if (lies_in (bytes, 100, 0xc0, 64))
    return g_strdup ("100.64.0.0/10");
  if (block == NULL)
    return g_strdup ("public");
  if (anonymous)
    return g_strdup (block);

  return g_strdup_printf ("%u.%u.%u.0/24", bytes[0], bytes[1], bytes[2]);
}

/* The prefix of a unique local address is random, which makes it a name. */
static char *
describe_ipv6 (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_is_link_local (address))
    return g_strdup ("link-local");
  if ((bytes[0] & 0xfe) == 0xfc)
    return g_strdup ("unique local");

  return g_strdup ("public");
}

static char *
describe_family (GPtrArray     *addresses,
                 GSocketFamily  family,
                 gboolean       anonymous,
                 gboolean      *has_public)
{
  g_autoptr(GPtrArray) ranges = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < addresses->len; i++)
    {
      GInetAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *range = NULL;

      if (g_inet_address_get_family (address) != family)
        continue;

      range = family == G_SOCKET_FAMILY_IPV4 ? describe_ipv4 (address, anonymous) : describe_ipv6 (address);
      *has_public = *has_public || g_str_equal (range, "public");
      if (ranges->len < MAX_RANGES &&
          !g_ptr_array_find_with_equal_func (ranges, range, g_str_equal, NULL))
        g_ptr_array_add (ranges, g_steal_pointer (&range));
    }

  if (ranges->len == 0)
    return g_strdup ("none");

  g_ptr_array_add (ranges, NULL);
  return g_strjoinv (", ", (char **) ranges->pdata);
}

/**
 * herald_environment_read_network:
 * @root: (nullable): a machine
 * @anonymous: whether private ranges are reduced further
 *
 * Describes the kinds of network interfaces and the ranges of addresses.
 *
 * Public addresses, hardware addresses and names of interfaces or networks
 * never show; a public address is only said to exist.
 *
 * Returns: (nullable) (transfer full): such as “Ethernet (1); IPv4:
 *   192.168.1.0/24; IPv6: link-local; public address: no”
 */
char *
herald_environment_read_network (const HeraldEnvironmentRoot *root,
                                 gboolean                     anonymous)
{
  g_autoptr(GPtrArray) addresses = herald_interfaces_list_addresses (root);
  g_autofree char *interfaces = describe_interfaces (root);
  g_autofree char *ipv4 = NULL;
  g_autofree char *ipv6 = NULL;
  gboolean has_public = FALSE;

  /* A sandbox without network shows its own loopback, which says nothing about
   * the machine; without /proc and /sys there is nothing to see at all. */
  if (addresses->len == 0 && (interfaces == NULL || herald_environment_root_is_sandbox (root)))
    return NULL;

  ipv4 = describe_family (addresses, G_SOCKET_FAMILY_IPV4, anonymous, &has_public);
  ipv6 = describe_family (addresses, G_SOCKET_FAMILY_IPV6, anonymous, &has_public);

  return g_strdup_printf ("%s%sIPv4: %s; IPv6: %s; public address: %s",
                          interfaces != NULL ? interfaces : "",
                          interfaces != NULL ? "; " : "",
                          ipv4, ipv6, has_public ? "yes" : "no");
}
