/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "herald-drop-answer.h"

G_BEGIN_DECLS

/* Reads an answer whose headers are there, and never more of it than it may have. */
typedef struct _HeraldDropReader HeraldDropReader;

/* Told when there is no more; @error: %NULL, or why not. */
typedef void (*HeraldDropRead) (const GError *error,
                                gpointer      user_data);

HeraldDropReader       *herald_drop_reader_new        (SoupMessage        *message,
                                                       GInputStream       *stream,
                                                       gsize               max_size);

void                    herald_drop_reader_start      (HeraldDropReader   *self,
                                                       GCancellable       *cancellable,
                                                       HeraldDropRead      ended,
                                                       gpointer            user_data);

const HeraldDropAnswer *herald_drop_reader_get_answer (HeraldDropReader   *self);

void                    herald_drop_reader_free       (HeraldDropReader   *self);

G_END_DECLS
