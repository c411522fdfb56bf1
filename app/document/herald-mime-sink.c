/* herald-mime-sink.c: a GMime stream that writes into a sink
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include "herald-mime-sink.h"

struct _HeraldMimeSink
{
  GMimeStream  parent_instance;
  HeraldSink  *sink;
};

G_DEFINE_FINAL_TYPE (HeraldMimeSink, herald_mime_sink, GMIME_TYPE_STREAM)

static ssize_t
herald_mime_sink_write (GMimeStream *stream,
                        const char  *data,
                        size_t       length)
{
  HeraldMimeSink *self = HERALD_MIME_SINK (stream);

  return herald_sink_write (self->sink, data, length) ? (ssize_t) length : -1;
}

static int
herald_mime_sink_flush (GMimeStream *stream)
{
  return 0;
}

static void
herald_mime_sink_class_init (HeraldMimeSinkClass *klass)
{
  GMimeStreamClass *stream_class = GMIME_STREAM_CLASS (klass);

  stream_class->write = herald_mime_sink_write;
  stream_class->flush = herald_mime_sink_flush;
}

static void
herald_mime_sink_init (HeraldMimeSink *self)
{
  g_mime_stream_construct (GMIME_STREAM (self), 0, -1);
}

/**
 * herald_mime_sink_new:
 * @sink: a sink, which must outlive the stream
 *
 * Makes a stream that can be written to and nothing else.
 *
 * Returns: (transfer full): a stream
 */
GMimeStream *
herald_mime_sink_new (HeraldSink *sink)
{
  HeraldMimeSink *self = g_object_new (HERALD_TYPE_MIME_SINK, NULL);

  self->sink = sink;
  return GMIME_STREAM (self);
}

/**
 * herald_mime_sink_get_sink:
 * @self: a stream
 *
 * Gives the sink behind a stream.
 *
 * Returns: (transfer none): a sink
 */
HeraldSink *
herald_mime_sink_get_sink (HeraldMimeSink *self)
{
  g_return_val_if_fail (HERALD_IS_MIME_SINK (self), NULL);

  return self->sink;
}
