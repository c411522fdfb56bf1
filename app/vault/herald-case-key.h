/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-secret.h"

G_BEGIN_DECLS

#define HERALD_CASE_KEY_SIZE 88

GBytes       *herald_case_key_wrap   (const HeraldSecret  *case_key,
                                      const HeraldSecret  *vault_key,
                                      const guint8        *vault_id,
                                      const guint8        *case_id);

HeraldSecret *herald_case_key_unwrap (GBytes              *bytes,
                                      const HeraldSecret  *vault_key,
                                      const guint8        *vault_id,
                                      const guint8        *case_id,
                                      GError             **error);

G_END_DECLS
