/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-envelope.h"
#include "herald-mail-view.h"

G_BEGIN_DECLS

gboolean herald_envelope_is_message (int                  fd,
                                     HeraldEnvelopeForm  *form);

G_END_DECLS
