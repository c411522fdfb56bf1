/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HERALD_KEYRING_ERROR (herald_keyring_error_quark ())

/**
 * HeraldKeyringError:
 * @HERALD_KEYRING_ERROR_ABSENT: there is no keyring, or no session bus
 * @HERALD_KEYRING_ERROR_LOCKED: it is locked, and was not unlocked
 * @HERALD_KEYRING_ERROR_REFUSED: it does not let Herald in
 * @HERALD_KEYRING_ERROR_NOT_FOUND: it works, and has nothing for this vault
 * @HERALD_KEYRING_ERROR_FAILED: anything else, such as no answer in time
 *
 * Why a keyring does not help; the message says what to do then.
 */
typedef enum
{
  HERALD_KEYRING_ERROR_ABSENT,
  HERALD_KEYRING_ERROR_LOCKED,
  HERALD_KEYRING_ERROR_REFUSED,
  HERALD_KEYRING_ERROR_NOT_FOUND,
  HERALD_KEYRING_ERROR_FAILED,
} HeraldKeyringError;

GQuark      herald_keyring_error_quark (void);

const char *herald_keyring_explain     (HeraldKeyringError   code);

gboolean    herald_keyring_refuse      (GError             **error,
                                        HeraldKeyringError   code);

gboolean    herald_keyring_translate   (GError             **error,
                                        GError              *foreign);

G_END_DECLS
