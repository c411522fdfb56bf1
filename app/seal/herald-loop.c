/* herald-loop.c: Herald as gpgme's event loop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include "herald-loop.h"

static gpgme_error_t
add_channel_cb (void           *data,
                int             fd,
                int             direction,
                gpgme_io_cb_t   callback,
                void           *callback_data,
                void          **tag)
{
  HeraldLoop *self = data;

  for (guint i = 0; i < HERALD_LOOP_MAX_CHANNELS; i++)
    {
      HeraldLoopChannel *channel = &self->channels[i];

      if (channel->fd >= 0)
        continue;

      *channel = (HeraldLoopChannel) { fd, direction == 1, callback, callback_data };
      *tag = channel;
      if (!channel->for_reading)
        self->input = channel;
      return 0;
    }

  return gpgme_error (GPG_ERR_RESOURCE_LIMIT);
}

static void
remove_channel_cb (void *tag)
{
  HeraldLoopChannel *channel = tag;

  channel->fd = -1;
}

static void
event_cb (void             *data,
          gpgme_event_io_t  type,
          void             *type_data)
{
  HeraldLoop *self = data;

  if (type == GPGME_EVENT_DONE)
    {
      gpgme_io_event_done_data_t done = type_data;

      self->outcome = done->err != 0 ? done->err : done->op_err;
      self->done = TRUE;
    }
}

/* gpgme does not mind when gpg is killed halfway; this tells. */
static gpgme_error_t
status_cb (void       *data,
           const char *keyword,
           const char *arguments)
{
  HeraldLoop *self = data;

  if (g_strcmp0 (keyword, "END_ENCRYPTION") == 0 || g_strcmp0 (keyword, "END_DECRYPTION") == 0)
    self->ended = TRUE;
  return 0;
}

/**
 * herald_loop_init:
 * @self: uninitialised memory
 * @context: a context, before its operation starts
 *
 * Makes a loop and hands it to a context.
 */
void
herald_loop_init (HeraldLoop  *self,
                  gpgme_ctx_t  context)
{
  struct gpgme_io_cbs callbacks = { add_channel_cb, self, remove_channel_cb, event_cb, self };

  *self = (HeraldLoop) { .done = FALSE };
  for (guint i = 0; i < HERALD_LOOP_MAX_CHANNELS; i++)
    self->channels[i].fd = -1;

  gpgme_set_io_cbs (context, &callbacks);
  gpgme_set_ctx_flag (context, "full-status", "1");
  gpgme_set_status_cb (context, status_cb, self);
}

/**
 * herald_loop_call:
 * @self: a loop
 * @channel: one of its channels, which is ready
 *
 * Lets gpgme do what it waits to do, which may close channels.
 */
void
herald_loop_call (HeraldLoop        *self,
                  HeraldLoopChannel *channel)
{
  self->running = channel;
  channel->callback (channel->callback_data, channel->fd);
  self->running = NULL;
}
