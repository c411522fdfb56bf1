/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-key.h"

G_BEGIN_DECLS

#define HERALD_TYPE_FINGERPRINT_VIEW (herald_fingerprint_view_get_type ())

/* A key's fingerprint beside the one that the person has, compared by machine.
 * Property "is-equal". */
G_DECLARE_FINAL_TYPE (HeraldFingerprintView, herald_fingerprint_view, HERALD, FINGERPRINT_VIEW, AdwBin)

void     herald_fingerprint_view_compare  (HeraldFingerprintView *self,
                                           HeraldKey             *key,
                                           const char            *pasted);

gboolean herald_fingerprint_view_is_equal (HeraldFingerprintView *self);

char    *herald_fingerprint_dup_spoken    (const char            *fingerprint);

G_END_DECLS
