/* herald-vault-error.c: what can go wrong with a vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include "herald-vault-error.h"

G_DEFINE_QUARK (herald-vault-error-quark, herald_vault_error)
