/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_ID_SIZE     16
#define HERALD_SECRET_SIZE 32

/**
 * HeraldSecret:
 * @bytes: the key
 *
 * A key in memory that is locked, guarded at both ends, and wiped when freed.
 */
typedef struct
{
  guint8 bytes[HERALD_SECRET_SIZE];
} HeraldSecret;

HeraldSecret *herald_secret_new        (const guint8        *bytes);

HeraldSecret *herald_secret_new_random (void);

HeraldSecret *herald_secret_derive     (const HeraldSecret  *self,
                                        const guint8        *id,
                                        const char          *context);

void          herald_secret_free       (HeraldSecret        *self);

void          herald_id_make           (guint8              *id);

char         *herald_id_write          (const guint8        *id);

gboolean      herald_id_read           (const char          *text,
                                        guint8              *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSecret, herald_secret_free)

G_END_DECLS
