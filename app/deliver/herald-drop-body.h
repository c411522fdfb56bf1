/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Told before the first byte is handed out; %FALSE keeps it back. */
typedef gboolean (*HeraldDropBodyFirst) (gpointer user_data);

#define HERALD_TYPE_DROP_BODY (herald_drop_body_get_type ())

/* The envelope as a request's body: as many bytes of a file as were announced,
 * and an account of how many were handed out. */
G_DECLARE_FINAL_TYPE (HeraldDropBody, herald_drop_body, HERALD, DROP_BODY, GInputStream)

HeraldDropBody *herald_drop_body_new       (int                   fd,
                                            guint64               size,
                                            HeraldDropBodyFirst   first,
                                            gpointer              user_data);

guint64         herald_drop_body_get_given (HeraldDropBody       *self);

gboolean        herald_drop_body_is_broken (HeraldDropBody       *self);

G_END_DECLS
