/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads @in to its end, or makes the data up, and writes to @out; -1 where the
 * pipeline has no such end. The descriptors stay the pipeline's. */
typedef gboolean (*HeraldStageFunc) (int            in,
                                     int            out,
                                     gpointer       data,
                                     GCancellable  *cancellable,
                                     GError       **error);

typedef struct
{
  HeraldStageFunc func;
  gpointer        data;
} HeraldStage;

gboolean herald_pipeline_run (const HeraldStage  *stages,
                              guint               n_stages,
                              int                 in,
                              int                 out,
                              GCancellable       *cancellable,
                              GError            **error);

G_END_DECLS
