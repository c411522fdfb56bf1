/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-armor-decoder.h"

G_BEGIN_DECLS

/**
 * HeraldMessageSource:
 * @armored: whether the file is text; known once something was read
 * @n_read: bytes read from the file, armor included
 *
 * The bytes of a message, from a file or pipe, armored or not, through a
 * window of bounded size.
 *
 * It lives on its reader's stack; the other fields are its own.
 */
typedef struct
{
  gboolean            armored;
  guint64             n_read;
  int                 fd;
  gboolean            ended;
  HeraldArmorDecoder *decoder;
  GByteArray         *window;
  gsize               at;
} HeraldMessageSource;

void          herald_message_source_init  (HeraldMessageSource  *self,
                                           int                   fd);

void          herald_message_source_clear (HeraldMessageSource  *self);

const guint8 *herald_message_source_peek  (HeraldMessageSource  *self,
                                           gsize                 wanted,
                                           gsize                *length,
                                           GError              **error);

gboolean      herald_message_source_skip  (HeraldMessageSource  *self,
                                           guint64               n,
                                           gboolean             *whole,
                                           GError              **error);

G_END_DECLS
