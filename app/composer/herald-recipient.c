/* herald-recipient.c: the key that a report is sealed to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-fingerprint.h"
#include "herald-recipient.h"

G_DEFINE_QUARK (herald-recipient-error-quark, herald_recipient_error)

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static HeraldKey *
find_by_fingerprint (GPtrArray  *keys,
                     const char *fingerprint)
{
  for (guint i = 0; i < keys->len; i++)
    {
      HeraldKey *key = g_ptr_array_index (keys, i);

      if (g_str_equal (herald_key_get_fingerprint (key), fingerprint))
        return key;
    }

  return NULL;
}

static HeraldKey *
require_usable (HeraldKey  *key,
                GError    **error)
{
  if (herald_key_is_usable (key))
    return herald_key_ref (key);

  g_set_error_literal (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_UNUSABLE,
                       herald_key_get_reason (key));
  return NULL;
}

static HeraldKey *
read_known (GBytes      *file,
            const char  *fingerprint,
            GError     **error)
{
  g_autoptr(GPtrArray) keys = herald_key_read (file, now (), error);
  HeraldKey *key;

  if (keys == NULL)
    return NULL;

  key = find_by_fingerprint (keys, fingerprint);
  if (key == NULL)
    {
      g_set_error_literal (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_FINGERPRINT,
                           _("The key file that is kept for this vendor holds another key than the one that was confirmed"));
      return NULL;
    }

  return require_usable (key, error);
}

static const char *
shipped_fingerprint (HeraldVendor *vendor)
{
  GPtrArray *keys = herald_vendor_get_keys (vendor);

  for (guint i = 0; i < keys->len; i++)
    {
      const HeraldVendorKey *key = g_ptr_array_index (keys, i);

      if (*key->file != '\0')
        return key->fingerprint;
    }

  return NULL;
}

/**
 * herald_recipient_find:
 * @vendor: a vendor
 * @confirmed: what the person confirmed for it
 * @error: return location for an error
 *
 * Finds the key to seal to.
 *
 * It is the one that the person confirmed, else one that is shipped with the
 * profile. Its verdict is made anew, by today's date.
 *
 * Returns: (transfer full): a usable key, or %NULL with an error that tells why
 *   there is none
 */
HeraldKey *
herald_recipient_find (HeraldVendor     *vendor,
                       HeraldConfirmed  *confirmed,
                       GError          **error)
{
  const char *fingerprint = herald_confirmed_get (confirmed, HERALD_CONFIRMED_KEY);
  g_autoptr(GBytes) shipped = NULL;

  if (fingerprint != NULL)
    return read_known (herald_confirmed_get_file (confirmed, HERALD_CONFIRMED_KEY),
                       fingerprint, error);

  shipped = herald_vendor_get_shipped_key (vendor);
  if (shipped != NULL)
    return read_known (shipped, shipped_fingerprint (vendor), error);

  g_set_error (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_NO_KEY,
               /* TRANSLATORS: %s is a vendor's name */
               _("No key of %s is known, so nothing can be sealed to them"),
               herald_vendor_get_name (vendor));
  return NULL;
}

static void
refuse_fingerprint (GPtrArray   *keys,
                    const char  *fingerprint,
                    GError     **error)
{
  guint group = 0;

  for (guint i = 0; i < keys->len; i++)
    {
      if (herald_key_has_subkey (g_ptr_array_index (keys, i), fingerprint))
        {
          g_set_error_literal (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_FINGERPRINT,
                               _("This is the fingerprint of a subkey; compare the one of the primary key"));
          return;
        }
    }

  if (keys->len > 1)
    {
      g_set_error_literal (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_FINGERPRINT,
                           _("None of the keys in the file has this fingerprint"));
      return;
    }

  herald_fingerprint_compare (fingerprint, g_ptr_array_index (keys, 0), &group);
  g_set_error (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_FINGERPRINT,
               /* TRANSLATORS: %u is the number of a group of four digits, counted from 1 */
               _("The key in the file has another fingerprint: the first difference is in group %u"),
               group + 1);
}

/**
 * herald_recipient_choose:
 * @file: the content of a key file
 * @fingerprint: the full fingerprint that the person has, in any spelling
 * @error: return location for an error
 *
 * Chooses the key of a file that has a given fingerprint, and has gpg verify
 * its signatures.
 *
 * Thread: runs gpg; a worker.
 *
 * Returns: (transfer full): a usable key, or %NULL with an error
 */
HeraldKey *
herald_recipient_choose (GBytes      *file,
                         const char  *fingerprint,
                         GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autofree char *wanted = herald_fingerprint_parse (fingerprint, &local_error);
  g_autoptr(GPtrArray) keys = NULL;
  HeraldKey *key;

  if (wanted == NULL)
    {
      g_set_error_literal (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_FINGERPRINT,
                           local_error->message);
      return NULL;
    }

  keys = herald_key_read (file, now (), error);
  if (keys == NULL)
    return NULL;

  key = find_by_fingerprint (keys, wanted);
  if (key == NULL)
    {
      refuse_fingerprint (keys, wanted, error);
      return NULL;
    }

  if (herald_key_is_usable (key) && !herald_key_verify (key, NULL, error))
    return NULL;

  return require_usable (key, error);
}
