/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-mime-library.h"
#include "herald-sink.h"

G_BEGIN_DECLS

#define HERALD_TYPE_MIME_SINK (herald_mime_sink_get_type ())

/**
 * HeraldMimeSink:
 *
 * A GMime stream that writes into a #HeraldSink.
 */
G_DECLARE_FINAL_TYPE (HeraldMimeSink, herald_mime_sink, HERALD, MIME_SINK, GMimeStream)

GMimeStream *herald_mime_sink_new      (HeraldSink     *sink);

HeraldSink  *herald_mime_sink_get_sink (HeraldMimeSink *self);

G_END_DECLS
