/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_COMPOSER_VIEW (herald_composer_view_get_type ())

/* The view of the report in progress. */
G_DECLARE_FINAL_TYPE (HeraldComposerView, herald_composer_view, HERALD, COMPOSER_VIEW, AdwBin)

GtkWidget *herald_composer_view_new (HeraldDesk *desk);

G_END_DECLS
