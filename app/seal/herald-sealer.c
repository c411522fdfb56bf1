/* herald-sealer.c: a stream in, an OpenPGP message out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <gpgme.h>

#include "herald-file.h"
#include "herald-literal.h"
#include "herald-pump.h"
#include "herald-sealer.h"

typedef struct
{
  const char            *recipient;
  gpgme_encrypt_flags_t  flags;
} Job;

/* GnuPG takes the key as a file. This one has no name and never touches a
 * disk, nobody can write to it any more, and it is gone with the program. */
static int
make_key_file (GBytes  *certificate,
               GError **error)
{
  int fd = memfd_create ("certificate", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    {
      herald_file_set_errno (error, errno, _("Memory for the vendor’s key"));
      return -1;
    }

  if (!herald_file_write_all (fd, g_bytes_get_data (certificate, NULL),
                              g_bytes_get_size (certificate), error))
    {
      close (fd);
      return -1;
    }

  fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
  return fd;
}

/* Gives the descriptor of a key's file, which stays open as long as the program:
 * a gpg whose work was cancelled opens the file whenever it gets there, and the
 * number must not lead it to another pipe by then. There is one for each key. */
static int
get_key_file (GBytes  *certificate,
              GError **error)
{
  static GMutex lock;
  static GHashTable *files = NULL;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);
  gpointer known;
  int fd;

  if (files == NULL)
    files = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  if (g_hash_table_lookup_extended (files, certificate, NULL, &known))
    return GPOINTER_TO_INT (known);

  fd = make_key_file (certificate, error);
  if (fd >= 0)
    g_hash_table_insert (files, g_bytes_ref (certificate), GINT_TO_POINTER (fd));

  return fd;
}

static void
set_engine_error (GError        **error,
                  gpgme_error_t   outcome)
{
  char reason[256] = "";

  switch (gpgme_err_code (outcome))
    {
    case GPG_ERR_UNUSABLE_PUBKEY:
    case GPG_ERR_INV_USER_ID:
    case GPG_ERR_NO_PUBKEY:
      g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_KEY,
                           _("GnuPG refuses to seal to this key"));
      return;

    case GPG_ERR_INV_ENGINE:
    case GPG_ERR_UNSUPPORTED_PROTOCOL:
    case GPG_ERR_ENGINE_TOO_OLD:
      g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_ENGINE,
                           _("GnuPG (gpg) is not installed here, or is too old"));
      return;

    default:
      gpgme_strerror_r (outcome, reason, sizeof reason);
      g_set_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_FAILED,
                   /* TRANSLATORS: %s is GnuPG's own reason, such as “General error” */
                   _("GnuPG could not seal the report: %s"), reason);
    }
}

static gpgme_error_t
start_encryption (gpgme_ctx_t   context,
                  gpgme_data_t  input,
                  gpgme_data_t  output,
                  gpointer      data)
{
  const Job *job = data;

  return gpgme_op_encrypt_ext_start (context, NULL, job->recipient, job->flags, input, output);
}

static gboolean
run_job (Job                     *job,
         const HeraldPumpStream  *stream,
         GCancellable            *cancellable,
         GError                 **error)
{
  gpgme_ctx_t context;
  gpgme_error_t outcome = gpgme_new (&context);
  gboolean success;

  if (outcome != 0)
    {
      set_engine_error (error, outcome);
      return FALSE;
    }

  success = herald_pump_run (context, stream, start_encryption, job, cancellable,
                             &outcome, error);
  gpgme_release (context);

  if (success && outcome != 0)
    {
      set_engine_error (error, outcome);
      return FALSE;
    }

  return success;
}

/**
 * herald_seal:
 * @certificate: the one key to seal to, binary, as herald_key_get_certificate ()
 *   gives it: vetted, and reduced to the subkey to use
 * @plaintext_fd: a file or a pipe, read to its end
 * @plaintext_size: how many bytes that must give, or %HERALD_SEAL_ANY_SIZE
 *   where it has a date
 * @message_fd: a file or a pipe
 * @flags: what else is wanted
 * @cancellable: (nullable): stops at once
 * @error: return location for an error
 *
 * Seals a stream to one key: one binary OpenPGP message, uncompressed,
 * integrity-protected, AES256, without a file name, and without a date where
 * the flags say so.
 *
 * Nothing touches a disk but what the descriptors lead to. Where it fails,
 * part of a message may have been written to @message_fd. An ordinary file
 * there is brought to the disk early; its owner still syncs it.
 *
 * Errors: #HERALD_SEAL_ERROR_LENGTH, #HERALD_SEAL_ERROR_KEY,
 * #HERALD_SEAL_ERROR_ENGINE, #HERALD_SEAL_ERROR_FAILED, #HERALD_FILE_ERROR
 * where a descriptor failed, #G_IO_ERROR_CANCELLED.
 *
 * Thread: a worker; herald_engine_init () comes first.
 *
 * Returns: %TRUE if the message is whole
 */
gboolean
herald_seal (GBytes           *certificate,
             int               plaintext_fd,
             guint64           plaintext_size,
             int               message_fd,
             HeraldSealFlags   flags,
             GCancellable     *cancellable,
             GError          **error)
{
  Job job = { NULL, GPGME_ENCRYPT_ALWAYS_TRUST | GPGME_ENCRYPT_NO_COMPRESS |
                    GPGME_ENCRYPT_NO_ENCRYPT_TO };
  HeraldPumpStream stream = {
    .input_fd = plaintext_fd,
    .output_fd = message_fd,
    .size = plaintext_size == HERALD_SEAL_ANY_SIZE ? HERALD_PUMP_ANY_SIZE : plaintext_size,
    .input_name = _("The report"),
    .output_name = _("The sealed message"),
  };
  g_autofree char *recipient = NULL;
  int key_fd;

  g_return_val_if_fail (certificate != NULL, FALSE);
  g_return_val_if_fail (plaintext_size != HERALD_SEAL_ANY_SIZE ||
                        (flags & HERALD_SEAL_DATE_ZERO) == 0, FALSE);
  g_return_val_if_fail (herald_engine_get_home () != NULL, FALSE);

  if ((flags & HERALD_SEAL_DATE_ZERO) != 0)
    {
      stream.frame = herald_literal_header;
      job.flags |= GPGME_ENCRYPT_WRAP;
    }

  key_fd = get_key_file (certificate, error);
  if (key_fd < 0)
    return FALSE;

  /* gpg is no child that inherits it, but the same person's. */
  recipient = g_strdup_printf ("--file\n/proc/%ld/fd/%d", (long) getpid (), key_fd);
  job.recipient = recipient;

  return run_job (&job, &stream, cancellable, error);
}
