/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-key.h"

G_BEGIN_DECLS

#define HERALD_FINGERPRINT_ERROR (herald_fingerprint_error_quark ())

typedef enum
{
  HERALD_FINGERPRINT_ERROR_SHORT,   /* 8 or 16 digits: a key id, which proves nothing */
  HERALD_FINGERPRINT_ERROR_LENGTH,  /* hexadecimal, but not as long as any fingerprint */
  HERALD_FINGERPRINT_ERROR_GARBAGE, /* empty, or not hexadecimal */
} HeraldFingerprintError;

typedef enum
{
  HERALD_FINGERPRINT_EQUAL,
  HERALD_FINGERPRINT_SUBKEY, /* it is a subkey's: not the key's, so not enough */
  HERALD_FINGERPRINT_DIFFERS,
} HeraldFingerprintMatch;

GQuark                 herald_fingerprint_error_quark (void);

char                  *herald_fingerprint_parse       (const char  *text,
                                                       GError     **error);

char                  *herald_fingerprint_group       (const char  *fingerprint);

HeraldFingerprintMatch herald_fingerprint_compare     (const char  *fingerprint,
                                                       HeraldKey   *key,
                                                       guint       *group);

G_END_DECLS
