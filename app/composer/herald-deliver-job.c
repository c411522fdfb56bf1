/* herald-deliver-job.c: what has to be on the disk before the first byte goes, and after the last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "herald-composer-log.h"
#include "herald-composer-private.h"
#include "herald-deliver-job.h"
#include "herald-delivery-file.h"
#include "herald-seal-job.h"

/**
 * herald_deliver_job_new:
 * @composer: (transfer full): a copy
 * @vendors: the vendors that are known; they outlive the job
 * @route: which way
 * @patience: (nullable): other deadlines, for tests
 * @error: return location for an error
 *
 * Makes a job that has nothing to do yet.
 *
 * Returns: (transfer full): the job, or %NULL with
 *   %HERALD_COMPOSER_ERROR_WRONG_VALUE
 */
HeraldDeliverJob *
herald_deliver_job_new (HeraldComposer      *composer,
                        HeraldVendorCatalog *vendors,
                        const HeraldRoute   *route,
                        const char          *patience,
                        GError             **error)
{
  HeraldDropPatience other = { 0 };
  HeraldDeliverJob *self;

  if (patience != NULL && !herald_drop_patience_parse (patience, &other))
    {
      g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE,
                           _("Deadlines are four numbers of milliseconds with commas between"));
      g_object_unref (composer);
      return NULL;
    }

  self = g_new0 (HeraldDeliverJob, 1);

  self->composer = composer;
  self->vendors = vendors;
  self->route = *route;
  self->patience = other;
  self->follow_up = g_strdup ("");
  self->pins = g_new0 (char *, 1);
  self->fd = -1;

  return self;
}

/**
 * herald_deliver_job_free:
 * @self: (transfer full): a job
 *
 * Frees a job, and lets others send the envelope.
 */
void
herald_deliver_job_free (HeraldDeliverJob *self)
{
  g_object_unref (self->composer);
  g_free (self->path);
  g_free (self->id);
  g_free (self->told);
  g_free (self->follow_up);
  g_strfreev (self->pins);
  g_clear_pointer (&self->endpoint, herald_deliver_endpoint_free);
  g_clear_pointer (&self->delivery, herald_delivery_free);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

/**
 * herald_deliver_job_open_passing:
 * @self: a job
 * @error: return location for an error
 *
 * Opens a place for an envelope of a case on its way: sealed, and without a name.
 *
 * Returns: %TRUE if the job has it now; %FALSE with an error
 */
gboolean
herald_deliver_job_open_passing (HeraldDeliverJob  *self,
                                 GError           **error)
{
  g_autofree char *folder = g_build_filename (self->composer->state, "vault", NULL);
  g_autofree char *name = g_build_filename (folder, "passing-XXXXXX", NULL);
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);

  /* Not every file system has files without names. */
  if (fd < 0)
    {
      fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
      if (fd >= 0)
        g_unlink (name);
    }

  if (fd < 0)
    herald_file_set_errno (error, errno, folder);
  self->fd = fd;
  return fd >= 0;
}

/**
 * herald_deliver_job_find_endpoint:
 * @self: a job
 * @vendor: whose endpoint
 * @error: return location for an error
 *
 * Finds where it goes, and checks the way before anything is made.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_deliver_job_find_endpoint (HeraldDeliverJob  *self,
                                  HeraldVendor      *vendor,
                                  GError           **error)
{
  self->endpoint = herald_deliver_endpoint_find (self->composer, vendor, error);

  if (self->endpoint == NULL)
    return FALSE;

  if (self->told != NULL && !g_str_equal (self->told, self->endpoint->endpoint))
    {
      g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                           _("Another address for direct delivery was confirmed meanwhile. Look at it, and send again."));
      return FALSE;
    }

  return herald_route_check (&self->route, self->endpoint->endpoint, error);
}

static char *
seal_into (HeraldDeliverJob  *self,
           int                fd,
           GCancellable      *cancellable,
           GError           **error)
{
  g_autoptr(HeraldSealJob) job = herald_composer_make_seal_job (self->composer, self->form, error);

  if (job == NULL)
    return NULL;

  herald_seal_job_want_sha256 (job);
  if (!herald_seal_job_run (job, fd, cancellable, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return herald_seal_job_finish_sha256 (job);
}

/**
 * herald_deliver_job_lock_envelope:
 * @self: a job with the path of an envelope
 * @error: return location for an error
 *
 * Opens an envelope that is a file, and keeps others from sending it.
 *
 * Returns: %FALSE with an error, also where somebody sends it
 */
gboolean
herald_deliver_job_lock_envelope (HeraldDeliverJob  *self,
                                  GError           **error)
{
  gboolean is_busy;

  self->fd = herald_delivery_file_lock (self->path, &is_busy, error);
  if (self->fd < 0 || !is_busy)
    return self->fd >= 0;

  g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                       _("This envelope is being sent at this moment"));
  return FALSE;
}

/* Returns the hash of an envelope that stands at its place, and is locked. */
static char *
seal_to_file (HeraldDeliverJob  *self,
              GCancellable      *cancellable,
              GError           **error)
{
  g_autoptr(HeraldFileWriter) writer = NULL;
  g_autofree char *sha256 = NULL;

  if (!herald_composer_check_output (self->composer, self->path, error) ||
      !herald_delivery_file_is_new (self->path, error))
    return NULL;

  writer = herald_file_writer_new (self->path, HERALD_FILE_WRITER_NEW, error);
  if (writer == NULL)
    return NULL;

  sha256 = seal_into (self, herald_file_writer_get_fd (writer), cancellable, error);
  if (sha256 == NULL || !herald_file_writer_commit (writer, error) || !herald_deliver_job_lock_envelope (self, error))
    return NULL;

  return g_steal_pointer (&sha256);
}

/* Returns the hash of an envelope that lies in the case. */
static char *
seal_to_case (HeraldDeliverJob  *self,
              char             **blob,
              GCancellable      *cancellable,
              GError           **error)
{
  g_autofree char *sha256 = NULL;
  g_autoptr(HeraldCaseBlob) kept = NULL;

  if (!herald_deliver_job_open_passing (self, error))
    return NULL;

  sha256 = seal_into (self, self->fd, cancellable, error);
  if (sha256 == NULL)
    return NULL;

  if (lseek (self->fd, 0, SEEK_SET) != 0)
    {
      herald_file_set_errno (error, errno, _("the envelope"));
      return NULL;
    }

  kept = herald_case_add_blob (self->composer->kept, self->fd, cancellable, error);
  if (kept == NULL || !herald_composer_note_sealed (self->composer, sha256, error))
    return NULL;

  *blob = g_strdup (kept->id);
  return g_steal_pointer (&sha256);
}

/**
 * herald_deliver_job_get_size:
 * @self: a job that has its envelope
 * @size: (out): its size in bytes
 * @error: return location for an error
 *
 * Tells how large the envelope is.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_deliver_job_get_size (HeraldDeliverJob  *self,
                             guint64           *size,
                             GError           **error)
{
  struct stat status;

  if (fstat (self->fd, &status) != 0)
    {
      herald_file_set_errno (error, errno, _("the envelope"));
      return FALSE;
    }

  *size = (guint64) status.st_size;
  return TRUE;
}

/* An envelope that no journal tells about was never sent, and would be in the
 * way of the next attempt. */
static void
forget_envelope (HeraldDeliverJob *self)
{
  g_autoptr(HeraldDelivery) kept = self->path == NULL ? NULL : herald_delivery_file_read (self->path, NULL);

  if (self->path != NULL && kept == NULL)
    g_unlink (self->path);
}

/**
 * herald_deliver_job_seal:
 * @self: a job
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Seals the report, keeps the envelope, and writes down that it is being sent.
 *
 * Thread: a worker; the last step of it waits for the disk, and after that a
 * crash at any moment reads as “unknown”.
 *
 * Returns: %TRUE when all is on the disk; %FALSE with an error, and nothing
 *   may be sent
 */
gboolean
herald_deliver_job_seal (HeraldDeliverJob  *self,
                         GCancellable      *cancellable,
                         GError           **error)
{
  HeraldReport *report = self->composer->report;
  HeraldVendor *vendor = herald_report_get_vendor (report);
  g_autofree char *sha256 = NULL, *blob = NULL;
  guint64 size;

  if (!herald_deliver_job_find_endpoint (self, vendor, error))
    return FALSE;

  sha256 = self->path != NULL ? seal_to_file (self, cancellable, error)
                              : seal_to_case (self, &blob, cancellable, error);
  if (sha256 == NULL || !herald_deliver_job_get_size (self, &size, error))
    return FALSE;

  self->delivery = herald_delivery_new (herald_vendor_get_id (vendor), herald_report_get_anonymous (report),
                                        self->endpoint->endpoint, herald_envelope_form_to_word (self->form),
                                        sha256, size);
  g_free (self->delivery->follow_up);
  self->delivery->follow_up = g_strdup (self->follow_up);
  g_strfreev (self->delivery->pins);
  self->delivery->pins = g_strdupv (self->pins);
  if (blob != NULL)
    {
      g_free (self->delivery->blob);
      self->delivery->blob = g_steal_pointer (&blob);
    }

  herald_delivery_begin (self->delivery, self->route.kind);
  if (herald_deliver_job_write (self, error))
    return TRUE;

  forget_envelope (self);
  return FALSE;
}

/**
 * herald_deliver_job_write:
 * @self: a job whose delivery is prepared
 * @error: return location for an error
 *
 * Writes down how the delivery stands, durably.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_deliver_job_write (HeraldDeliverJob  *self,
                          GError           **error)
{
  if (self->path != NULL)
    return herald_delivery_file_write (self->path, self->delivery, HERALD_FILE_WRITER_NONE, error);

  return herald_composer_log_delivery (self->composer->kept, self->delivery, error);
}

/**
 * herald_deliver_job_make_request:
 * @self: a job whose delivery is prepared
 *
 * Makes what the program is told that touches the network.
 *
 * Returns: (transfer full): the request
 */
HeraldDropRequest *
herald_deliver_job_make_request (HeraldDeliverJob *self)
{
  HeraldDropRequest *request = herald_drop_request_new (HERALD_DROP_SUBMIT, &self->route, self->delivery->endpoint);

  herald_drop_request_set_authority (request, self->endpoint->authority);
  g_strfreev (request->pins);
  request->pins = g_strdupv (self->delivery->pins);
  g_free (request->key);
  request->key = g_strdup (self->delivery->key);
  g_free (request->sha256);
  request->sha256 = g_strdup (self->delivery->sha256);
  request->size = self->delivery->size;
  g_free (request->follow_up);
  request->follow_up = g_strdup (self->delivery->follow_up);

  if (self->patience.connect != 0)
    request->patience = self->patience;

  return request;
}
