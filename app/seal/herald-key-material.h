/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_KEY_ID_SIZE 8

typedef enum
{
  HERALD_KEY_STRENGTH_GOOD,
  HERALD_KEY_STRENGTH_MALFORMED,   /* the numbers do not fill the packet, or make no sense */
  HERALD_KEY_STRENGTH_UNSUPPORTED, /* an algorithm or curve that is unknown or refused */
  HERALD_KEY_STRENGTH_WEAK,        /* RSA below 2048 bits */
} HeraldKeyStrength;

/**
 * HeraldKeyMaterial:
 * @version: of the packet
 * @created: Unix time
 * @algorithm: its number in the registry
 * @bits: size of the modulus, prime or curve; 0 where unknown
 * @can_encrypt: whether the algorithm is for encryption
 * @strength: whether it is good enough to rely on
 * @needs_note: whether its curve is one that not every program opens
 * @curve: (nullable): name of the curve
 * @id: the key id, from the fingerprint
 * @fingerprint: (nullable): upper-case hexadecimal; %NULL where it cannot be told
 *
 * What one key packet holds, primary key or subkey.
 */
typedef struct
{
  guint8             version;
  gint64             created;
  guint8             algorithm;
  guint              bits;
  gboolean           can_encrypt;
  HeraldKeyStrength  strength;
  gboolean           needs_note;
  const char        *curve;
  guint8             id[HERALD_KEY_ID_SIZE];
  char              *fingerprint;
} HeraldKeyMaterial;

void  herald_key_material_read     (HeraldKeyMaterial       *self,
                                    const guint8            *body,
                                    gsize                    length,
                                    gboolean                 is_secret);

char *herald_key_material_describe (const HeraldKeyMaterial *self);

void  herald_key_material_clear    (HeraldKeyMaterial       *self);

G_END_DECLS
