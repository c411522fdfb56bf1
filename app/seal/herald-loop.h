/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <gpgme.h>

G_BEGIN_DECLS

#define HERALD_LOOP_MAX_CHANNELS 8

/**
 * HeraldLoopChannel:
 * @fd: a descriptor that gpgme wants to be called for; -1 where the place is free
 * @for_reading: whether it waits for something to read, or for room to write
 *
 * One of gpgme's descriptors.
 */
typedef struct
{
  int            fd;
  gboolean       for_reading;
  gpgme_io_cb_t  callback;
  void          *callback_data;
} HeraldLoopChannel;

/**
 * HeraldLoop:
 * @channels: what gpgme waits for
 * @input: (nullable): the pipe that gpg reads its input from
 * @running: (nullable): the channel that is being called
 * @done: whether the operation is over
 * @ended: whether gpg reported the end of its work
 * @outcome: what gpgme says of the operation, once it is over
 *
 * Herald as the event loop of one operation of gpgme.
 *
 * It lives in its owner's memory, and outlives the operation.
 */
typedef struct
{
  HeraldLoopChannel  channels[HERALD_LOOP_MAX_CHANNELS];
  HeraldLoopChannel *input;
  HeraldLoopChannel *running;
  gboolean           done;
  gboolean           ended;
  gpgme_error_t      outcome;
} HeraldLoop;

void herald_loop_init (HeraldLoop         *self,
                       gpgme_ctx_t         context);

void herald_loop_call (HeraldLoop         *self,
                       HeraldLoopChannel  *channel);

G_END_DECLS
