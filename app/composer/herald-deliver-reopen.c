/* herald-deliver-reopen.c: a kept envelope that is to be sent again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-private.h"
#include "herald-deliver-job.h"
#include "herald-delivery-file.h"
#include "herald-hash.h"
#include "herald-log-kind.h"

/* What is not larger is read in no time. */
#define ALWAYS_READ (16 * 1024 * 1024)

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY, message);
  return FALSE;
}

static HeraldDelivery *
find_in_case (HeraldDeliverJob  *self,
              GError           **error)
{
  g_autoptr(GPtrArray) log = herald_case_log_get (self->composer->kept);

  for (guint i = log->len; i > 0; i--)
    {
      g_autoptr(HeraldDelivery) delivery = herald_log_read_delivery (g_ptr_array_index (log, i - 1));

      if (delivery != NULL && g_str_equal (delivery->id, self->id))
        return g_steal_pointer (&delivery);
    }

  refuse (error, _("The case has no delivery of this id"));
  return NULL;
}

/* Whether an envelope need not be read again to know that it is the same. */
static gboolean
is_untouched (HeraldDeliverJob *self,
              guint64           size)
{
  return size > ALWAYS_READ && size == self->delivery->size && self->path != NULL &&
         herald_delivery_file_is_older (self->fd, self->path);
}

/* The very bytes, or none. */
static gboolean
check_bytes (HeraldDeliverJob  *self,
             GError           **error)
{
  g_autofree char *sha256 = NULL;
  guint64 size;

  if (!herald_deliver_job_get_size (self, &size, error))
    return FALSE;
  if (is_untouched (self, size))
    return TRUE;
  if (lseek (self->fd, 0, SEEK_SET) != 0 || !herald_hash_of_fd (self->fd, &sha256, NULL, error))
    return FALSE;
  if (g_str_equal (sha256, self->delivery->sha256) && size == self->delivery->size)
    return TRUE;

  g_set_error_literal (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED,
                       _("The envelope is not the one that was sent before; seal the report anew"));
  return FALSE;
}

static gboolean
open_in_case (HeraldDeliverJob  *self,
              GCancellable      *cancellable,
              GError           **error)
{
  self->delivery = find_in_case (self, error);
  if (self->delivery == NULL)
    return FALSE;

  if (self->delivery->blob[0] == '\0')
    return refuse (error, _("The envelope of this delivery is a file, and is sent again from there"));

  return herald_deliver_job_open_passing (self, error) &&
         herald_case_copy_blob (self->composer->kept, self->delivery->blob, self->fd, cancellable, error) &&
         check_bytes (self, error);
}

static gboolean
open_file (HeraldDeliverJob  *self,
           GError           **error)
{
  if (!herald_deliver_job_lock_envelope (self, error))
    return FALSE;

  self->delivery = herald_delivery_file_read (self->path, error);
  return self->delivery != NULL && check_bytes (self, error);
}

/* A journal is a file that anybody may have written: what it says about where
 * to goes by what the person confirmed. */
static gboolean
check_endpoint (HeraldDeliverJob  *self,
                GError           **error)
{
  HeraldVendor *vendor = herald_vendor_catalog_find (self->vendors, self->delivery->vendor);

  if (vendor == NULL)
    return refuse (error, _("The vendor of this delivery is not known here"));
  if (!herald_deliver_job_find_endpoint (self, vendor, error))
    return FALSE;
  if (!g_str_equal (self->endpoint->endpoint, self->delivery->endpoint))
    return refuse (error, _("The vendor’s address for direct delivery is another one now than that of this delivery; seal and submit the report anew"));

  return TRUE;
}

/**
 * herald_deliver_job_reopen:
 * @self: a job with the path of an envelope, or the id of a delivery
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Prepares to send a kept envelope again: the same bytes with the same key.
 *
 * One that was accepted is not sent again, and stays as it is.
 *
 * Thread: a worker.
 *
 * Returns: %TRUE when all is on the disk; %FALSE with an error, and nothing
 *   may be sent
 */
gboolean
herald_deliver_job_reopen (HeraldDeliverJob  *self,
                           GCancellable      *cancellable,
                           GError           **error)
{
  if (!(self->path != NULL ? open_file (self, error) : open_in_case (self, cancellable, error)))
    return FALSE;

  herald_delivery_interrupt (self->delivery);
  if (self->delivery->state == HERALD_DELIVERY_ACCEPTED)
    return TRUE;
  if (!check_endpoint (self, error))
    return FALSE;

  herald_delivery_begin (self->delivery, self->route.kind);
  return herald_deliver_job_write (self, error);
}
