/* herald-reply-key.c: a key for the answers to one report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-agent.h"
#include "herald-gpg.h"
#include "herald-key.h"
#include "herald-reply-key.h"

#define NAME_BYTES 8

/* 365 days, in seconds from the creation: a date would be reckoned from now,
 * and tell the time of the day. */
#define LIFETIME 31536000

/* Version 4 with Ed25519 and X25519, which every OpenPGP program of today opens
 * answers with. Nothing in it tells who made it or when, but for the day. */
static const char parameters[] =
  "Key-Type: EDDSA\n"
  "Key-Curve: ed25519\n"
  "Key-Usage: cert\n"
  "Subkey-Type: ECDH\n"
  "Subkey-Curve: cv25519\n"
  "Subkey-Usage: encrypt\n"
  "Name-Real: report-%s\n"
  "Creation-Date: %sT000000\n"
  "Expire-Date: seconds=" G_STRINGIFY (LIFETIME) "\n"
  "Preferences: AES256 AES192 AES SHA512 SHA384 SHA256 Uncompressed MDC\n"
  "%%ask-passphrase\n"
  "%%commit\n";

/**
 * herald_reply_key_free:
 * @self: (transfer full): a key
 *
 * Frees a key.
 */
void
herald_reply_key_free (HeraldReplyKey *self)
{
  g_free (self->fingerprint);
  g_free (self->expires);
  g_free (self->public_key);
  g_clear_pointer (&self->secret_key, g_bytes_unref);
  g_free (self);
}

/**
 * herald_reply_key_copy_public:
 * @self: a key
 *
 * Copies what anybody may know of a key.
 *
 * Returns: (transfer full): another one, without its secret part
 */
HeraldReplyKey *
herald_reply_key_copy_public (const HeraldReplyKey *self)
{
  HeraldReplyKey *copy = g_new0 (HeraldReplyKey, 1);

  copy->fingerprint = g_strdup (self->fingerprint);
  copy->expires = g_strdup (self->expires);
  copy->public_key = g_strdup (self->public_key);

  return copy;
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_FAILED,
                       _("GnuPG could not make a key for answers"));
  return FALSE;
}

static char *
make_name (GError **error)
{
  guint8 random[NAME_BYTES];
  GString *name;

  if (getentropy (random, sizeof random) < 0)
    {
      fail (error);
      return NULL;
    }

  name = g_string_new (NULL);
  for (guint i = 0; i < NAME_BYTES; i++)
    g_string_append_printf (name, "%02x", random[i]);

  return g_string_free (name, FALSE);
}

static gboolean
generate (const char    *home,
          const char    *passphrase,
          GDateTime     *today,
          GCancellable  *cancellable,
          GError       **error)
{
  static const char * const arguments[] = { "--generate-key", NULL };
  HeraldGpgRun run = { home, arguments, passphrase, NULL };
  g_autofree char *name = make_name (error);
  g_autofree char *day = g_date_time_format (today, "%Y%m%d");
  g_autofree char *text = NULL, *status = NULL;
  g_autoptr(GBytes) input = NULL;
  g_autoptr(GBytes) output = NULL;
  gboolean success;

  if (name == NULL)
    return FALSE;

  text = g_strdup_printf (parameters, name, day);
  input = g_bytes_new_static (text, strlen (text));
  run.input = input;
  output = herald_gpg_run (&run, &status, &success, cancellable, error);
  if (output == NULL)
    return FALSE;

  return (success && herald_gpg_has (status, "KEY_CREATED")) || fail (error);
}

/* The only key of the home, which needs no name. */
static GBytes *
export (const char    *home,
        const char    *what,
        const char    *passphrase,
        GCancellable  *cancellable,
        GError       **error)
{
  const char *arguments[] = { "--armor", "--export-options", "export-minimal", what, NULL };
  HeraldGpgRun run = { home, arguments, passphrase, NULL };
  g_autofree char *status = NULL;
  g_autoptr(GBytes) output = NULL;
  gboolean success;

  output = herald_gpg_run (&run, &status, &success, cancellable, error);
  if (output == NULL)
    return NULL;

  if (!success || g_bytes_get_size (output) == 0)
    {
      fail (error);
      return NULL;
    }

  return g_steal_pointer (&output);
}

/* What was made passes the same reader as any vendor's key. */
static gboolean
take_public_key (HeraldReplyKey  *self,
                 GBytes          *file,
                 GError         **error)
{
  g_autoptr(GPtrArray) keys = herald_key_read (file, g_get_real_time () / G_USEC_PER_SEC, error);
  HeraldKey *key;

  if (keys == NULL)
    return FALSE;

  key = keys->len == 1 ? g_ptr_array_index (keys, 0) : NULL;
  if (key == NULL || !herald_key_is_usable (key))
    return fail (error);

  self->fingerprint = g_strdup (herald_key_get_fingerprint (key));
  self->public_key = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  return TRUE;
}

static gboolean
make (HeraldReplyKey  *self,
      const char      *home,
      const char      *passphrase,
      GCancellable    *cancellable,
      GError         **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) end = g_date_time_add_days (now, LIFETIME / (24 * 60 * 60));
  g_autoptr(GBytes) file = NULL;

  if (!generate (home, passphrase, now, cancellable, error))
    return FALSE;

  file = export (home, "--export", NULL, cancellable, error);
  if (file == NULL || !take_public_key (self, file, error))
    return FALSE;

  self->expires = g_date_time_format (end, "%Y-%m-%d");
  self->secret_key = export (home, "--export-secret-keys", passphrase, cancellable, error);
  return self->secret_key != NULL;
}

/**
 * herald_reply_key_make:
 * @passphrase: what protects the secret part: UTF-8, one line, not empty
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Makes a fresh key for the answers to one report, to be used for no other.
 *
 * Its user id is random, its creation the day in UTC, and it expires after 365
 * days. GnuPG makes it in a home that exists for this alone and is gone when
 * this returns; where the program is killed, the next one removes it.
 *
 * Errors: #HERALD_SEAL_ERROR_ENGINE, #HERALD_SEAL_ERROR_PASSPHRASE,
 * #HERALD_SEAL_ERROR_FAILED, #G_IO_ERROR_CANCELLED.
 *
 * Thread: a worker; herald_engine_init () comes first.
 *
 * Returns: (transfer full): the key, or %NULL with an error
 */
HeraldReplyKey *
herald_reply_key_make (const char    *passphrase,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(HeraldReplyKey) self = g_new0 (HeraldReplyKey, 1);
  g_autoptr(HeraldAgent) agent = NULL;

  g_return_val_if_fail (passphrase != NULL && *passphrase != '\0', NULL);
  g_return_val_if_fail (herald_engine_get_home () != NULL, NULL);

  agent = herald_agent_new (error);
  if (agent == NULL || !make (self, herald_agent_get_home (agent), passphrase, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}
