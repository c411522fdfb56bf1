/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_VAULT_ERROR (herald_vault_error_quark ())

/**
 * HeraldVaultError:
 * @HERALD_VAULT_ERROR_FAILED: the system refused something
 * @HERALD_VAULT_ERROR_NOT_FOUND: there is no such vault, case, version or blob
 * @HERALD_VAULT_ERROR_EXISTS: there is a vault already
 * @HERALD_VAULT_ERROR_LOCKED: the vault is locked, or the case was closed
 * @HERALD_VAULT_ERROR_WRONG_PASSPHRASE: no slot opens with this passphrase
 * @HERALD_VAULT_ERROR_WRONG_SECRET: no slot opens with this secret
 * @HERALD_VAULT_ERROR_NO_SLOT: there is no slot of this kind, or with this id
 * @HERALD_VAULT_ERROR_LAST_SLOT: the only slot cannot be removed
 * @HERALD_VAULT_ERROR_TOO_MANY: there is no room for another slot
 * @HERALD_VAULT_ERROR_NEWER: a newer Herald wrote this
 * @HERALD_VAULT_ERROR_DAMAGED: this cannot be read, and is kept as it is
 * @HERALD_VAULT_ERROR_BUSY: another process has it open
 * @HERALD_VAULT_ERROR_NO_SPACE: the disk is full
 * @HERALD_VAULT_ERROR_TOO_LARGE: more than the vault takes
 * @HERALD_VAULT_ERROR_INVALID: this is no report, or no log entry
 *
 * What can go wrong with a vault and its cases.
 */
typedef enum
{
  HERALD_VAULT_ERROR_FAILED,
  HERALD_VAULT_ERROR_NOT_FOUND,
  HERALD_VAULT_ERROR_EXISTS,
  HERALD_VAULT_ERROR_LOCKED,
  HERALD_VAULT_ERROR_WRONG_PASSPHRASE,
  HERALD_VAULT_ERROR_WRONG_SECRET,
  HERALD_VAULT_ERROR_NO_SLOT,
  HERALD_VAULT_ERROR_LAST_SLOT,
  HERALD_VAULT_ERROR_TOO_MANY,
  HERALD_VAULT_ERROR_NEWER,
  HERALD_VAULT_ERROR_DAMAGED,
  HERALD_VAULT_ERROR_BUSY,
  HERALD_VAULT_ERROR_NO_SPACE,
  HERALD_VAULT_ERROR_TOO_LARGE,
  HERALD_VAULT_ERROR_INVALID,
} HeraldVaultError;

GQuark   herald_vault_error_quark (void);

gboolean herald_vault_refuse      (GError           **error,
                                   HeraldVaultError   code,
                                   const char        *message);

gboolean herald_vault_fail_errno  (GError           **error,
                                   int                saved_errno,
                                   const char        *name);

gboolean herald_vault_fail_file   (GError           **error);

G_END_DECLS
