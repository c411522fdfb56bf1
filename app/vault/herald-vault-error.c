/* herald-vault-error.c: what can go wrong with a vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include "herald-file.h"
#include "herald-vault-error.h"

G_DEFINE_QUARK (herald-vault-error-quark, herald_vault_error)

/**
 * herald_vault_refuse:
 * @error: return location for an error
 * @code: what is wrong
 * @message: the same as a sentence, translated
 *
 * Sets an error.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
herald_vault_refuse (GError           **error,
                     HeraldVaultError   code,
                     const char        *message)
{
  g_set_error_literal (error, HERALD_VAULT_ERROR, (int) code, message);
  return FALSE;
}

/**
 * herald_vault_fail_errno:
 * @error: return location for an error
 * @saved_errno: what a system call left in errno
 * @name: the file or folder
 *
 * Turns a failed system call into an error of the vault.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
herald_vault_fail_errno (GError     **error,
                         int          saved_errno,
                         const char  *name)
{
  herald_file_set_errno (error, saved_errno, name);
  return herald_vault_fail_file (error);
}

/**
 * herald_vault_fail_file:
 * @error: (nullable): where a function of base has left an error
 *
 * Turns an error about a file into one of the vault, with the same message.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
herald_vault_fail_file (GError **error)
{
  HeraldVaultError code = HERALD_VAULT_ERROR_FAILED;

  if (error == NULL || *error == NULL || (*error)->domain != HERALD_FILE_ERROR)
    return FALSE;

  if ((*error)->code == HERALD_FILE_ERROR_NO_SPACE)
    code = HERALD_VAULT_ERROR_NO_SPACE;
  else if ((*error)->code == HERALD_FILE_ERROR_NOT_FOUND)
    code = HERALD_VAULT_ERROR_NOT_FOUND;
  else if ((*error)->code == HERALD_FILE_ERROR_TOO_LARGE)
    code = HERALD_VAULT_ERROR_TOO_LARGE;

  (*error)->domain = HERALD_VAULT_ERROR;
  (*error)->code = (int) code;
  return FALSE;
}
