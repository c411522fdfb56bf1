/* herald-keyring-error.c: why a keyring does not help
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "herald-keyring-error.h"

G_DEFINE_QUARK (herald-keyring-error-quark, herald_keyring_error)

/**
 * herald_keyring_explain:
 * @code: why a keyring does not help
 *
 * Says what is wrong, and what to do next.
 *
 * Returns: a translated sentence
 */
const char *
herald_keyring_explain (HeraldKeyringError code)
{
  switch (code)
    {
    case HERALD_KEYRING_ERROR_ABSENT:
      return _("There is no keyring on this computer; use a passphrase for the vault, or start a keyring and try again");
    case HERALD_KEYRING_ERROR_LOCKED:
      return _("The keyring stayed locked; unlock it and try again, or use the vault’s passphrase");
    case HERALD_KEYRING_ERROR_REFUSED:
      return _("The keyring does not let Herald in; allow it there and try again, or use the vault’s passphrase");
    case HERALD_KEYRING_ERROR_NOT_FOUND:
      return _("The keyring has no key for this vault, perhaps because it was reset; open the vault with its passphrase");
    case HERALD_KEYRING_ERROR_FAILED:
    default:
      return _("The keyring failed; try again, or use the vault’s passphrase");
    }
}

/**
 * herald_keyring_refuse:
 * @error: return location for an error
 * @code: what is wrong
 *
 * Sets an error with the sentence that explains it.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
herald_keyring_refuse (GError             **error,
                       HeraldKeyringError   code)
{
  g_set_error_literal (error, HERALD_KEYRING_ERROR, (int) code, herald_keyring_explain (code));
  return FALSE;
}

static HeraldKeyringError
judge_dbus (int code)
{
  switch (code)
    {
    case G_DBUS_ERROR_ACCESS_DENIED:
    case G_DBUS_ERROR_AUTH_FAILED:
      return HERALD_KEYRING_ERROR_REFUSED;

    case G_DBUS_ERROR_NO_SERVER:
    case G_DBUS_ERROR_NO_NETWORK:
    case G_DBUS_ERROR_BAD_ADDRESS:
    case G_DBUS_ERROR_DISCONNECTED:
    case G_DBUS_ERROR_SERVICE_UNKNOWN:
    case G_DBUS_ERROR_NAME_HAS_NO_OWNER:
    case G_DBUS_ERROR_UNKNOWN_INTERFACE:
    case G_DBUS_ERROR_UNKNOWN_METHOD:
    case G_DBUS_ERROR_UNKNOWN_OBJECT:
    case G_DBUS_ERROR_SPAWN_EXEC_FAILED:
    case G_DBUS_ERROR_SPAWN_FORK_FAILED:
    case G_DBUS_ERROR_SPAWN_CHILD_EXITED:
    case G_DBUS_ERROR_SPAWN_CHILD_SIGNALED:
    case G_DBUS_ERROR_SPAWN_FAILED:
    case G_DBUS_ERROR_SPAWN_SETUP_FAILED:
    case G_DBUS_ERROR_SPAWN_CONFIG_INVALID:
    case G_DBUS_ERROR_SPAWN_SERVICE_INVALID:
    case G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND:
    case G_DBUS_ERROR_SPAWN_PERMISSIONS_INVALID:
    case G_DBUS_ERROR_SPAWN_FILE_INVALID:
      return HERALD_KEYRING_ERROR_ABSENT;

    default:
      return HERALD_KEYRING_ERROR_FAILED;
    }
}

static HeraldKeyringError
judge_io (int code)
{
  switch (code)
    {
    case G_IO_ERROR_PERMISSION_DENIED:
      return HERALD_KEYRING_ERROR_REFUSED;

    /* Nobody of ours cancelled, so the person at the prompt did. */
    case G_IO_ERROR_CANCELLED:
      return HERALD_KEYRING_ERROR_LOCKED;

    case G_IO_ERROR_CLOSED:
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_BROKEN_PIPE:
    case G_IO_ERROR_NOT_CONNECTED:
    case G_IO_ERROR_CONNECTION_REFUSED:
      return HERALD_KEYRING_ERROR_ABSENT;

    default:
      return HERALD_KEYRING_ERROR_FAILED;
    }
}

/* Errors of portals have names of their own. */
static gboolean
judge_remote (const GError       *foreign,
              HeraldKeyringError *code)
{
  g_autofree char *name = g_dbus_error_get_remote_error (foreign);

  if (g_strcmp0 (name, "org.freedesktop.portal.Error.NotAllowed") == 0)
    *code = HERALD_KEYRING_ERROR_REFUSED;
  else if (g_strcmp0 (name, "org.freedesktop.portal.Error.Cancelled") == 0)
    *code = HERALD_KEYRING_ERROR_LOCKED;
  else if (g_strcmp0 (name, "org.freedesktop.portal.Error.NotFound") == 0)
    *code = HERALD_KEYRING_ERROR_ABSENT;
  else
    return FALSE;

  return TRUE;
}

static HeraldKeyringError
judge (const GError *foreign)
{
  HeraldKeyringError code = HERALD_KEYRING_ERROR_FAILED;

  if (judge_remote (foreign, &code))
    return code;
  if (foreign->domain == G_DBUS_ERROR)
    return judge_dbus (foreign->code);
  if (foreign->domain == G_IO_ERROR)
    return judge_io (foreign->code);
  if (g_error_matches (foreign, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return HERALD_KEYRING_ERROR_LOCKED;

  return code;
}

/**
 * herald_keyring_translate:
 * @error: return location for an error
 * @foreign: (transfer full): what the bus or libsecret says
 *
 * Turns a foreign error into one of ours.
 *
 * What it says is dropped, since services put into it what they like.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
herald_keyring_translate (GError **error,
                          GError  *foreign)
{
  HeraldKeyringError code = judge (foreign);

  g_error_free (foreign);
  return herald_keyring_refuse (error, code);
}
