/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The gettext context of everything that comes from data files. */
#define HERALD_DATA_CONTEXT "data"

const char *herald_data_text (const char *text);

G_END_DECLS
