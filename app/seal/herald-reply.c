/* herald-reply.c: an answer that was sealed to a reply key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <gpg-error.h>

#include "herald-agent.h"
#include "herald-gpg.h"
#include "herald-reply-key.h"

/* The word of IMPORT_RES that counts the secret keys in the file. */
#define SECRET_KEYS_READ 9

/* The word of ERROR that says what it was. */
#define ERROR_CODE 1

static gboolean
refuse (int           code,
        const char   *message,
        GError      **error)
{
  g_set_error_literal (error, HERALD_SEAL_ERROR, code, message);
  return FALSE;
}

static gboolean
import (const char    *home,
        GBytes        *secret_key,
        GCancellable  *cancellable,
        GError       **error)
{
  static const char * const arguments[] = { "--import", NULL };
  HeraldGpgRun run = { home, arguments, NULL, secret_key };
  g_autofree char *status = NULL;
  g_autoptr(GBytes) output = NULL;
  gboolean success;

  if (g_bytes_get_size (secret_key) == 0 || g_bytes_get_size (secret_key) > HERALD_REPLY_MAX_KEY)
    return refuse (HERALD_SEAL_ERROR_KEY, _("This is not the file of a secret key"), error);

  output = herald_gpg_run (&run, &status, &success, cancellable, error);
  if (output == NULL)
    return FALSE;

  return (success && herald_gpg_count (status, "IMPORT_RES", SECRET_KEYS_READ) > 0) ||
         refuse (HERALD_SEAL_ERROR_KEY, _("This file holds no secret key that GnuPG can use"), error);
}

/* Whether gpg has the secret key that a message names, when it could use none:
 * GnuPG 2.4 says why; 2.2 knew the key that the message names, or knew none. */
static gboolean
has_secret_key (const char *status)
{
  if (herald_gpg_has (status, "ERROR"))
    return gpg_err_code ((gpg_error_t) herald_gpg_count (status, "ERROR", ERROR_CODE)) != GPG_ERR_NO_SECKEY;

  return herald_gpg_has (status, "KEY_CONSIDERED");
}

/* Why nothing came out of a message, or less than all. */
static gboolean
explain (const char  *status,
         GError     **error)
{
  if (herald_gpg_has (status, "DECRYPTION_OKAY"))
    return refuse (HERALD_SEAL_ERROR_LENGTH, _("The answer is larger than Herald shows"), error);
  if (herald_gpg_has (status, "NODATA"))
    return refuse (HERALD_SEAL_ERROR_MESSAGE, _("This is no sealed OpenPGP message, or only the beginning of one"),
                   error);

  if (herald_gpg_has (status, "ENC_TO") && !herald_gpg_has (status, "DECRYPTION_KEY"))
    return has_secret_key (status)
             ? refuse (HERALD_SEAL_ERROR_PASSPHRASE, _("The passphrase does not open this key"), error)
             : refuse (HERALD_SEAL_ERROR_RECIPIENT, _("The message is not sealed to this key"), error);

  return refuse (HERALD_SEAL_ERROR_MESSAGE, _("The sealed message is damaged: do not use what came out of it"), error);
}

static GBytes *
decrypt (const char    *home,
         const char    *passphrase,
         GBytes        *message,
         GCancellable  *cancellable,
         GError       **error)
{
  static const char * const arguments[] = {
    "--max-output", G_STRINGIFY (HERALD_REPLY_MAX_TEXT), "--decrypt", NULL
  };
  HeraldGpgRun run = { home, arguments, passphrase, message };
  g_autofree char *status = NULL;
  g_autoptr(GBytes) output = NULL;
  gboolean success;

  output = herald_gpg_run (&run, &status, &success, cancellable, error);
  if (output == NULL)
    return NULL;

  if (!success || !herald_gpg_has (status, "DECRYPTION_OKAY"))
    {
      explain (status, error);
      return NULL;
    }

  return g_steal_pointer (&output);
}

/**
 * herald_reply_key_open:
 * @secret_key: the secret part of a reply key
 * @passphrase: what protects it
 * @message: an OpenPGP message, armored or not
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Opens an answer in memory, bounded by %HERALD_REPLY_MAX_MESSAGE and %HERALD_REPLY_MAX_TEXT.
 *
 * GnuPG does it in a home that exists for this alone. Nothing is written of the
 * answer, and nothing at all comes of one that was tampered with.
 *
 * Errors: #HERALD_SEAL_ERROR_KEY, #HERALD_SEAL_ERROR_PASSPHRASE,
 * #HERALD_SEAL_ERROR_RECIPIENT, #HERALD_SEAL_ERROR_MESSAGE,
 * #HERALD_SEAL_ERROR_LENGTH, #HERALD_SEAL_ERROR_ENGINE, #G_IO_ERROR_CANCELLED.
 *
 * Thread: a worker; herald_engine_init () comes first.
 *
 * Returns: (transfer full): what it says, of whatever encoding; %NULL with an error
 */
GBytes *
herald_reply_key_open (GBytes        *secret_key,
                       const char    *passphrase,
                       GBytes        *message,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(HeraldAgent) agent = NULL;

  g_return_val_if_fail (passphrase != NULL, NULL);
  g_return_val_if_fail (herald_engine_get_home () != NULL, NULL);

  if (g_bytes_get_size (message) > HERALD_REPLY_MAX_MESSAGE)
    {
      refuse (HERALD_SEAL_ERROR_LENGTH, _("The answer is larger than Herald shows"), error);
      return NULL;
    }

  agent = herald_agent_new (error);
  if (agent == NULL || !import (herald_agent_get_home (agent), secret_key, cancellable, error))
    return NULL;

  return decrypt (herald_agent_get_home (agent), passphrase, message, cancellable, error);
}
