/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"

G_BEGIN_DECLS

gboolean herald_composer_turn_named  (HeraldComposer  *self,
                                      GError         **error);

gboolean herald_composer_has_content (HeraldComposer  *self);

G_END_DECLS
