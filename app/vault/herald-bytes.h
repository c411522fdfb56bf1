/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeraldBytes:
 * @at: what comes next
 * @length: how many bytes are left
 * @is_short: whether more was asked for than there was
 *
 * Bytes that are read from front to back; it borrows them.
 */
typedef struct
{
  const guint8 *at;
  gsize         length;
  gboolean      is_short;
} HeraldBytes;

const guint8 *herald_bytes_take      (HeraldBytes *self,
                                      gsize        length);

guint32       herald_bytes_take_32   (HeraldBytes *self);

guint64       herald_bytes_take_64   (HeraldBytes *self);

char         *herald_bytes_take_text (HeraldBytes *self,
                                      gsize        length);

char         *herald_bytes_take_flat (HeraldBytes *self);

void          herald_bytes_put       (GByteArray  *array,
                                      const void  *data,
                                      gsize        length);

void          herald_bytes_put_8     (GByteArray  *array,
                                      guint8       value);

void          herald_bytes_put_32    (GByteArray  *array,
                                      guint32      value);

void          herald_bytes_put_64    (GByteArray  *array,
                                      guint64      value);

void          herald_bytes_put_flat  (GByteArray  *array,
                                      const char  *text);

G_END_DECLS
