/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-own-identity.h"

G_BEGIN_DECLS

HeraldOwnIdentity *fake_identity_new (void);

GBytes            *fake_utf16_new    (const char *text,
                                      gboolean    big,
                                      gboolean    mark);

G_END_DECLS
