/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gpgme.h>

#include "herald-engine.h"
#include "herald-literal.h"

G_BEGIN_DECLS

/**
 * HeraldPumpStart:
 * @context: the context that was handed to herald_pump_run ()
 * @input: what GnuPG reads
 * @output: what GnuPG writes
 * @data: what was handed to herald_pump_run ()
 *
 * Starts an operation of gpgme, by one of its functions in `_start`.
 *
 * Returns: what that function returned
 */
typedef gpgme_error_t (*HeraldPumpStart) (gpgme_ctx_t   context,
                                          gpgme_data_t  input,
                                          gpgme_data_t  output,
                                          gpointer      data);

/**
 * HeraldPumpFrame:
 * @offset: how much of the input has gone before
 * @size: bytes of the input in all
 * @header: where to write
 * @length: (out): how much of the input follows before the next call
 *
 * Writes what goes before the input, or before the rest of it.
 *
 * Returns: the length of the header
 */
typedef gsize (*HeraldPumpFrame) (guint64  offset,
                                  guint64  size,
                                  guint8   header[HERALD_LITERAL_HEADER_SIZE],
                                  guint64 *length);

/**
 * HeraldPumpStream:
 * @input_fd: read to its end
 * @output_fd: where the result goes
 * @size: how many bytes @input_fd must give, or %HERALD_PUMP_ANY_SIZE
 * @frame: (nullable): what goes between the parts of an input of known size
 * @input_name: what an error calls the input, translated
 * @output_name: what an error calls the output, translated
 *
 * What is pumped through an operation.
 */
typedef struct
{
  int              input_fd;
  int              output_fd;
  guint64          size;
  HeraldPumpFrame  frame;
  const char      *input_name;
  const char      *output_name;
} HeraldPumpStream;

#define HERALD_PUMP_ANY_SIZE G_MAXUINT64

gboolean herald_pump_run (gpgme_ctx_t              context,
                          const HeraldPumpStream  *stream,
                          HeraldPumpStart          start,
                          gpointer                 data,
                          GCancellable            *cancellable,
                          gpgme_error_t           *outcome,
                          GError                 **error);

G_END_DECLS
