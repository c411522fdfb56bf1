/* fake-identity.c: somebody to be found, and texts to find them in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-identity.h"

HeraldOwnIdentity *
fake_identity_new (void)
{
  HeraldOwnIdentity *identity = herald_own_identity_new ();

  herald_own_identity_add (identity, HERALD_OWN_HOME_FOLDER, "/home/kimv");
  herald_own_identity_add (identity, HERALD_OWN_HOST_NAME, "moorhen");
  herald_own_identity_add (identity, HERALD_OWN_USER_NAME, "kimv");
  herald_own_identity_add (identity, HERALD_OWN_REAL_NAME, "Kim Vandermeer");
  herald_own_identity_add (identity, HERALD_OWN_REAL_NAME, "Vandermeer");
  herald_own_identity_add (identity, HERALD_OWN_REAL_NAME, "Müßig");
  herald_own_identity_add (identity, HERALD_OWN_REAL_NAME, "山田");
  herald_own_identity_add_name (identity, HERALD_OWN_GIT_IDENTITY, "Will Ödön");
  herald_own_identity_add_variant (identity, HERALD_OWN_ADDRESS, HERALD_OWN_BOUND_IPV4, 1, "10.20.30.47");
  herald_own_identity_add_variant (identity, HERALD_OWN_ADDRESS, HERALD_OWN_BOUND_HEX, 2, "fe80::5e51:4fff:fe0a:b1c2");
  herald_own_identity_add_variant (identity, HERALD_OWN_HARDWARE_ADDRESS, HERALD_OWN_BOUND_HEX, 1,
                                   "5c:51:4f:0a:b1:c2");
  return identity;
}

GBytes *
fake_utf16_new (const char *text,
                gboolean    big,
                gboolean    mark)
{
  g_autofree gunichar2 *units = NULL;
  GByteArray *bytes = g_byte_array_new ();
  g_autofree char *marked = g_strconcat (mark ? "\xef\xbb\xbf" : "", text, NULL);
  glong n;

  units = g_utf8_to_utf16 (marked, -1, NULL, &n, NULL);
  for (glong i = 0; i < n; i++)
    {
      guint8 low = (guint8) (units[i] & 0xff), high = (guint8) (units[i] >> 8);

      g_byte_array_append (bytes, big ? &high : &low, 1);
      g_byte_array_append (bytes, big ? &low : &high, 1);
    }

  return g_byte_array_free_to_bytes (bytes);
}
