/* herald-composer-confirm.c: what the person supplies for a vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-keys.h"
#include "herald-composer-private.h"
#include "herald-file.h"
#include "herald-recipient.h"

/**
 * herald_composer_load_confirmed:
 * @self: a composer
 * @vendor: a vendor
 * @error: return location for an error
 *
 * Gives what the person confirmed for a vendor: what was written, and what is in memory only.
 *
 * Returns: (transfer full): the values, perhaps none; %NULL with an error if
 *   they are damaged
 */
HeraldConfirmed *
herald_composer_load_confirmed (HeraldComposer  *self,
                                HeraldVendor    *vendor,
                                GError         **error)
{
  g_autoptr(HeraldConfirmed) confirmed = herald_confirmed_load (self->state, vendor, error);

  if (confirmed == NULL || !herald_confirmed_memory_apply (self->memory, vendor, confirmed, error))
    return NULL;

  return g_steal_pointer (&confirmed);
}

/* Nothing of an anonymous report is written unless the person asked for it;
 * whom it goes to, least of all. */
gboolean
herald_composer_confirms_in_memory (HeraldComposer *self)
{
  return self->is_for_memory || (self->report != NULL && herald_report_get_anonymous (self->report));
}

static gboolean
remember (HeraldComposer       *self,
          HeraldVendor         *vendor,
          HeraldConfirmedItem   item,
          const char           *value,
          GBytes               *file,
          const char           *from,
          GError              **error)
{
  g_autoptr(HeraldConfirmed) confirmed = herald_composer_load_confirmed (self, vendor, error);

  if (confirmed == NULL || !herald_confirmed_set (confirmed, item, value, file, from, error))
    return FALSE;

  herald_confirmed_memory_add (self->memory, vendor, item, value, file, from);
  return TRUE;
}

/* Two programs that add a value each would lose one of them: what the other had
 * read before is what it writes. A folder that cannot be locked is no error. */
static int
lock_state (HeraldComposer  *self,
            GError         **error)
{
  int fd;

  if (!herald_file_make_folder (self->state, error))
    return -1;

  fd = open (self->state, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    herald_file_set_errno (error, errno, self->state);
  while (fd >= 0 && flock (fd, LOCK_EX) < 0 && errno == EINTR)
    ;

  return fd;
}

/**
 * herald_composer_confirm_from:
 * @self: a composer
 * @vendor: a vendor
 * @item: what is supplied
 * @value: (nullable): what it is, as herald_confirmed_set() takes it
 * @file: (nullable): the certificate
 * @from: where the person has it from, one line
 * @error: return location for an error
 *
 * Keeps a value, and where it came from.
 *
 * While the report in progress is anonymous it is kept in memory only, and is
 * gone when the program ends; that goes for all that is confirmed.
 *
 * That a file is a usable key with that fingerprint is for the caller to know.
 *
 * Thread: any; writes files.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_confirm_from (HeraldComposer       *self,
                              HeraldVendor         *vendor,
                              HeraldConfirmedItem   item,
                              const char           *value,
                              GBytes               *file,
                              const char           *from,
                              GError              **error)
{
  g_autoptr(HeraldConfirmed) confirmed = NULL;
  gboolean kept;
  int lock;

  if (herald_composer_confirms_in_memory (self))
    return remember (self, vendor, item, value, file, from, error);

  lock = lock_state (self, error);
  if (lock < 0)
    return FALSE;

  confirmed = herald_confirmed_load (self->state, vendor, error);
  kept = confirmed != NULL &&
         herald_confirmed_set (confirmed, item, value, file, from, error) &&
         herald_confirmed_save (confirmed, error);
  close (lock);
  if (kept)
    herald_confirmed_memory_forget (self->memory, vendor, item);

  return kept;
}

static gboolean
keep (HeraldComposer       *self,
      HeraldVendor         *vendor,
      HeraldConfirmedItem   item,
      const char           *value,
      GBytes               *file,
      GError              **error)
{
  return herald_composer_confirm_from (self, vendor, item, value, file, _("confirmed by you"), error);
}

/**
 * herald_composer_confirm_key:
 * @self: a composer
 * @vendor: a vendor
 * @file: the content of a key file
 * @fingerprint: the full fingerprint that the person has from elsewhere
 * @error: return location for an error
 *
 * Keeps a vendor's key, if it has that fingerprint and can be used.
 *
 * Thread: runs gpg; a worker.
 *
 * Returns: %FALSE with an error that tells why not
 */
gboolean
herald_composer_confirm_key (HeraldComposer  *self,
                             HeraldVendor    *vendor,
                             GBytes          *file,
                             const char      *fingerprint,
                             GError         **error)
{
  g_autoptr(HeraldKey) key = herald_recipient_choose (file, fingerprint, error);

  if (key == NULL)
    return FALSE;

  return keep (self, vendor, HERALD_CONFIRMED_KEY, herald_key_get_fingerprint (key),
               herald_key_get_certificate (key), error);
}

/**
 * herald_composer_confirm_value:
 * @self: a composer
 * @vendor: a vendor
 * @item: the address or the endpoint
 * @value: what it is
 * @error: return location for an error
 *
 * Keeps a value that a vendor's profile lacks.
 *
 * Returns: %FALSE with an error if the vendor has no such channel, or the value
 *   is not of its kind
 */
gboolean
herald_composer_confirm_value (HeraldComposer       *self,
                               HeraldVendor         *vendor,
                               HeraldConfirmedItem   item,
                               const char           *value,
                               GError              **error)
{
  return keep (self, vendor, item, value, NULL, error);
}

/**
 * herald_composer_confirm_authority:
 * @self: a composer
 * @vendor: a vendor
 * @file: a certificate, PEM
 * @error: return location for an error
 *
 * Keeps the certificate authority of a vendor's endpoint.
 *
 * Returns: %FALSE with an error if it is no certificate
 */
gboolean
herald_composer_confirm_authority (HeraldComposer  *self,
                                   HeraldVendor    *vendor,
                                   GBytes          *file,
                                   GError         **error)
{
  gsize length;
  const char *data = g_bytes_get_data (file, &length);
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_pem (data != NULL ? data : "",
                                                                           (gssize) length, error);

  return certificate != NULL && keep (self, vendor, HERALD_CONFIRMED_CA, NULL, file, error);
}

/**
 * herald_composer_judge_keys:
 * @file: the content of a key file
 * @error: return location for an error
 *
 * Judges every key in a file, as of now, and has gpg verify those that look
 * usable.
 *
 * Thread: runs gpg; a worker.
 *
 * Returns: (transfer full) (element-type HeraldKey): the keys, or %NULL with an
 *   error if it is no key file
 */
GPtrArray *
herald_composer_judge_keys (GBytes  *file,
                            GError **error)
{
  g_autoptr(GPtrArray) keys = herald_key_read (file, g_get_real_time () / G_USEC_PER_SEC, error);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      HeraldKey *key = g_ptr_array_index (keys, i);

      if (herald_key_is_usable (key) && !herald_key_verify (key, NULL, error))
        return NULL;
    }

  return g_steal_pointer (&keys);
}
