/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

gboolean herald_incoming_is_key (GFile       *file);

void     herald_incoming_import (HeraldDesk  *desk,
                                 GFile       *file);

void     herald_incoming_keep   (HeraldDesk  *desk,
                                 const char  *said,
                                 const char  *logged);

G_END_DECLS
