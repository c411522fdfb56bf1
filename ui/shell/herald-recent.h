/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The toolkit's own file chooser writes what was chosen into the list of recent
 * files, where everybody can read it. */

void herald_recent_forget (GListModel *files);

void herald_recent_settle (void);

G_END_DECLS
