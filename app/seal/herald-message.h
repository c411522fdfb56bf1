/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-engine.h"

G_BEGIN_DECLS

typedef struct _HeraldMessage HeraldMessage;

HeraldMessage      *herald_message_inspect        (int                   fd,
                                                   gboolean              whole,
                                                   GError              **error);

const char * const *herald_message_get_recipients (const HeraldMessage  *self);

guint               herald_message_get_n_hidden   (const HeraldMessage  *self);

guint               herald_message_get_n_passphrases (const HeraldMessage *self);

const char         *herald_message_get_protection (const HeraldMessage  *self);

guint64             herald_message_get_size       (const HeraldMessage  *self);

gboolean            herald_message_is_armored     (const HeraldMessage  *self);

gboolean            herald_message_check          (const HeraldMessage  *self,
                                                   const char           *subkey_fingerprint,
                                                   GError              **error);

void                herald_message_free           (HeraldMessage        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldMessage, herald_message_free)

G_END_DECLS
