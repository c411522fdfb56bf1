/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_PRACTICE_PAGE (herald_practice_page_get_type ())

/* An envelope as a practice vendor sees it, opened with the practice key. */
G_DECLARE_FINAL_TYPE (HeraldPracticePage, herald_practice_page, HERALD, PRACTICE_PAGE, AdwWindow)

HeraldPracticePage *herald_practice_page_present (GtkWindow  *parent,
                                                  HeraldDesk *desk,
                                                  const char *path);

G_END_DECLS
