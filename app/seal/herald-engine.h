/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_SEAL_ERROR (herald_seal_error_quark ())

typedef enum
{
  HERALD_SEAL_ERROR_ENGINE,     /* GnuPG is missing, too old or broke down */
  HERALD_SEAL_ERROR_KEY,        /* GnuPG refuses the key */
  HERALD_SEAL_ERROR_LENGTH,     /* the plaintext was not as long as announced */
  HERALD_SEAL_ERROR_ARMOR,      /* damaged armor */
  HERALD_SEAL_ERROR_MESSAGE,    /* no OpenPGP message, or a damaged one */
  HERALD_SEAL_ERROR_RECIPIENT,  /* not sealed to whom it should be, or not to this key */
  HERALD_SEAL_ERROR_PASSPHRASE, /* the secret key asks for a passphrase */
  HERALD_SEAL_ERROR_FAILED,
} HeraldSealError;

GQuark      herald_seal_error_quark (void);

gboolean    herald_engine_init      (GError **error);

void        herald_engine_prepare   (void);

const char *herald_engine_get_home  (void);

G_END_DECLS
