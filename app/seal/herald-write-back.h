/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeraldWriteBack:
 *
 * A file that is being written, whose pages go to the disk early.
 *
 * It lives on its writer's stack; its fields are its own.
 */
typedef struct
{
  int     fd;      /* -1 where it makes no sense */
  guint64 written;
  guint64 started;
} HeraldWriteBack;

void herald_write_back_init    (HeraldWriteBack *self,
                                int              fd);

void herald_write_back_advance (HeraldWriteBack *self,
                                gsize            length);

G_END_DECLS
