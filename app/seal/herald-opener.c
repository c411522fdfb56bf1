/* herald-opener.c: the vendor's side: an OpenPGP message in, a stream out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <gpgme.h>

#include "herald-agent.h"
#include "herald-opener.h"
#include "herald-pump.h"

#define MAX_KEY_SIZE (1024 * 1024)

static gboolean
refuse (int           code,
        const char   *reason,
        GError      **error)
{
  g_set_error_literal (error, HERALD_SEAL_ERROR, code, reason);
  return FALSE;
}

static gboolean
fail (gpgme_error_t   outcome,
      GError        **error)
{
  char reason[256] = "";

  gpgme_strerror_r (outcome, reason, sizeof reason);
  g_set_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_FAILED,
               /* TRANSLATORS: %s is GnuPG's own reason, such as “General error” */
               _("GnuPG could not open the message: %s"), reason);
  return FALSE;
}

static void
cancel_cb (GCancellable *cancellable,
           gpointer      context)
{
  gpgme_cancel_async (context);
}

/* A key file is small, so this is over before anybody cancels it; but it is
 * still asked. */
static gpgme_error_t
run_import (gpgme_ctx_t   context,
            GBytes       *key,
            GCancellable *cancellable)
{
  gpgme_data_t data;
  gpgme_error_t outcome;
  gulong handler = 0;

  outcome = gpgme_data_new_from_mem (&data, g_bytes_get_data (key, NULL),
                                     g_bytes_get_size (key), 0);
  if (outcome != 0)
    return outcome;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancel_cb), context, NULL);
  outcome = gpgme_op_import (context, data);
  g_cancellable_disconnect (cancellable, handler);

  gpgme_data_release (data);
  return outcome;
}

static gboolean
import_key (gpgme_ctx_t    context,
            GBytes        *key,
            GCancellable  *cancellable,
            GError       **error)
{
  gpgme_error_t outcome;
  gpgme_import_result_t result;

  if (g_bytes_get_size (key) == 0 || g_bytes_get_size (key) > MAX_KEY_SIZE)
    return refuse (HERALD_SEAL_ERROR_KEY, _("This is not the file of a secret key"), error);

  outcome = run_import (context, key, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  result = outcome == 0 ? gpgme_op_import_result (context) : NULL;
  if (result == NULL || result->secret_read == 0)
    return refuse (HERALD_SEAL_ERROR_KEY, _("This file holds no secret key that GnuPG can use"),
                   error);

  return TRUE;
}

static gpgme_error_t
start_decryption (gpgme_ctx_t   context,
                  gpgme_data_t  input,
                  gpgme_data_t  output,
                  gpointer      data)
{
  return gpgme_op_decrypt_start (context, input, output);
}

static gboolean
check_outcome (gpgme_error_t   outcome,
               GError        **error)
{
  switch (gpgme_err_code (outcome))
    {
    case GPG_ERR_NO_ERROR:
      return TRUE;

    case GPG_ERR_CANCELED:
    case GPG_ERR_FULLY_CANCELED:
    case GPG_ERR_NO_PIN_ENTRY:
    case GPG_ERR_BAD_PASSPHRASE:
      return refuse (HERALD_SEAL_ERROR_PASSPHRASE,
                     _("The secret key has a passphrase: give one without, "
                       "or open the message with GnuPG"), error);

    case GPG_ERR_NO_SECKEY:
      return refuse (HERALD_SEAL_ERROR_RECIPIENT, _("The message is not sealed to this key"),
                     error);

    case GPG_ERR_NO_DATA:
      return refuse (HERALD_SEAL_ERROR_MESSAGE,
                     _("This is no sealed OpenPGP message, or only the beginning of one"), error);

    case GPG_ERR_DECRYPT_FAILED:
    case GPG_ERR_BAD_DATA:
    case GPG_ERR_INV_PACKET:
    case GPG_ERR_TRUNCATED:
    case GPG_ERR_EOF:
    case GPG_ERR_CHECKSUM:
    case GPG_ERR_BAD_SIGNATURE:
      return refuse (HERALD_SEAL_ERROR_MESSAGE,
                     _("The sealed message is damaged: do not use what came out of it"), error);

    default:
      return fail (outcome, error);
    }
}

static gboolean
open_in_home (const char    *home,
              GBytes        *key,
              int            message_fd,
              int            plaintext_fd,
              GCancellable  *cancellable,
              GError       **error)
{
  const HeraldPumpStream stream = {
    .input_fd = message_fd,
    .output_fd = plaintext_fd,
    .size = HERALD_PUMP_ANY_SIZE,
    .input_name = _("The sealed message"),
    .output_name = _("The opened message"),
  };
  gpgme_ctx_t context;
  gpgme_error_t outcome = gpgme_new (&context);
  gboolean success;

  if (outcome != 0)
    return fail (outcome, error);

  outcome = gpgme_ctx_set_engine_info (context, GPGME_PROTOCOL_OpenPGP, NULL, home);
  gpgme_set_pinentry_mode (context, GPGME_PINENTRY_MODE_CANCEL);

  success = outcome == 0 || fail (outcome, error);
  success = success &&
            import_key (context, key, cancellable, error) &&
            herald_pump_run (context, &stream, start_decryption, NULL, cancellable,
                             &outcome, error) &&
            check_outcome (outcome, error);

  gpgme_release (context);
  return success;
}

/**
 * herald_open_message:
 * @secret_key_file: a secret key as GnuPG exports it, armored or not, without
 *   a passphrase
 * @message_fd: a file or a pipe: one OpenPGP message, armored or not, read to
 *   its end
 * @plaintext_fd: a file or a pipe
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Opens a message the way a vendor does, with GnuPG in a home that exists for
 * this one message. The home and its agent are gone when this returns.
 *
 * What was written to @plaintext_fd must not be used where it fails: that a
 * message was tampered with shows only at its end.
 *
 * Errors: #HERALD_SEAL_ERROR_KEY, #HERALD_SEAL_ERROR_PASSPHRASE,
 * #HERALD_SEAL_ERROR_RECIPIENT, #HERALD_SEAL_ERROR_MESSAGE,
 * #HERALD_SEAL_ERROR_ENGINE, #HERALD_SEAL_ERROR_FAILED, #HERALD_FILE_ERROR
 * where a descriptor failed, #G_IO_ERROR_CANCELLED.
 *
 * Thread: a worker; herald_engine_init () comes first.
 *
 * Returns: %TRUE if the message is whole and untouched
 */
gboolean
herald_open_message (GBytes        *secret_key_file,
                     int            message_fd,
                     int            plaintext_fd,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(HeraldAgent) agent = NULL;

  g_return_val_if_fail (secret_key_file != NULL, FALSE);
  g_return_val_if_fail (herald_engine_get_home () != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  agent = herald_agent_new (error);

  return agent != NULL &&
         open_in_home (herald_agent_get_home (agent), secret_key_file,
                       message_fd, plaintext_fd, cancellable, error);
}
