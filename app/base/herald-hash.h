/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_HASH_HEX_LENGTH 64

typedef struct _HeraldHash HeraldHash;

void        herald_hash_init       (void);

HeraldHash *herald_hash_new        (void);

void        herald_hash_add        (HeraldHash   *self,
                                    const void   *data,
                                    gsize         length);

char       *herald_hash_finish     (HeraldHash   *self);

void        herald_hash_free       (HeraldHash   *self);

char       *herald_hash_of_data    (const void   *data,
                                    gsize         length);

char       *herald_hash_of_text    (const char   *text);

gboolean    herald_hash_of_fd      (int           fd,
                                    char        **sha256,
                                    guint64      *size,
                                    GError      **error);

gboolean    herald_hash_is_valid   (const char   *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldHash, herald_hash_free)

G_END_DECLS
