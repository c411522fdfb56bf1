/* herald-own-addresses.c: addresses of the person's machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include "herald-interfaces.h"
#include "herald-own-sources.h"

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
 * Adds the addresses of the machine's interfaces.
 *
 * Each is added in all the ways in which programs write it.
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
