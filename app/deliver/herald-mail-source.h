/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A mail in a file, read at places and never moved along. */
typedef struct
{
  int     fd;
  guint64 size;
} HeraldMailSource;

/* A line that parts two parts. */
typedef struct
{
  guint64  before; /* where the part before it ends, without its line end */
  guint64  after;  /* where the line after it begins */
  gboolean last;
} HeraldMailDelimiter;

gboolean  herald_mail_source_open           (HeraldMailSource        *self,
                                             int                      fd,
                                             GError                 **error);

gssize    herald_mail_source_read           (const HeraldMailSource  *self,
                                             guint64                  offset,
                                             void                    *buffer,
                                             gsize                    length,
                                             GError                 **error);

gboolean  herald_mail_source_find_delimiter (const HeraldMailSource  *self,
                                             const char              *boundary,
                                             guint64                  from,
                                             HeraldMailDelimiter     *delimiter,
                                             GError                 **error);

G_END_DECLS
