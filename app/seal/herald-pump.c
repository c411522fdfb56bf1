/* herald-pump.c: one operation of GnuPG between two descriptors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <errno.h>
#include <poll.h>

#include <glib/gi18n-lib.h>

#include "herald-file.h"
#include "herald-lane.h"
#include "herald-loop.h"
#include "herald-pump.h"
#include "herald-write-back.h"

/* gpgme copies what it hands to gpg and takes back 64 KiB at a time, and
 * formats every byte of it for a debug log that is off, which costs as much as
 * the sealing. So gpgme starts gpg, reads its status and judges the outcome,
 * with Herald as its event loop; the bytes go past it, by splice () from
 * descriptor to pipe and from pipe to descriptor. gpgme sees only the first
 * block of the output, which tells Herald which pipe that is, and the end of
 * both. */

/* gpg 2.2 reads and writes 8 KiB at a time and would wake us for each; a pipe
 * that is neither full nor empty wakes nobody. So, once a stream is known to
 * be a long one, it is looked at only this often: at 1 GiB/s the pipes fill by
 * a fifth meanwhile. It saves a quarter of the processor's time. */
#define PACE_MICROSECONDS 200
#define PACE_AFTER (4 * 1024 * 1024)

typedef struct
{
  const HeraldPumpStream *stream;
  GCancellable           *cancellable;
  GError                 *error;       /* what went wrong on our side */
  HeraldLoop              loop;
  HeraldLoopChannel      *output;      /* what gpg writes to, once that is known */
  HeraldLane              in;
  HeraldLane              out;
  gsize                   header_left; /* bytes of a frame's header yet to go */
  guint64                 frame_left;  /* bytes of the input before the next header */
  guint64                 moved;       /* bytes of the input that gpg has */
  gboolean                wide;        /* no pipe on the way is a narrow one */
  HeraldWriteBack         write_back;
} Pump;

static void
fail_with_errno (Pump       *pump,
                 int         saved_errno,
                 const char *name)
{
  if (pump->error == NULL)
    herald_file_set_errno (&pump->error, saved_errno, name);
}

static void
fail_with_length (Pump *pump)
{
  g_set_error (&pump->error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_LENGTH,
               /* TRANSLATORS: %s names what is read, such as “The report” */
               _("%s is not as long as it was when the sealing began"),
               pump->stream->input_name);
}

static void
begin_frame (Pump *pump)
{
  guint8 header[HERALD_LITERAL_HEADER_SIZE];

  pump->frame_left = G_MAXUINT64;
  if (pump->stream->frame == NULL)
    return;

  pump->header_left = pump->stream->frame (pump->moved, pump->stream->size,
                                           header, &pump->frame_left);
  herald_lane_put (&pump->in, header, pump->header_left);
}

/* A longer input is stopped at once, a shorter one when it ends. */
static void
count_input (Pump  *pump,
             gsize  n)
{
  gsize header = MIN (n, pump->header_left);

  pump->header_left -= header;
  n -= header;
  if (pump->stream->size != HERALD_PUMP_ANY_SIZE && n > pump->stream->size - pump->moved)
    {
      fail_with_length (pump);
      return;
    }

  pump->moved += n;
  pump->frame_left -= n;
  if (pump->frame_left == 0 && pump->moved < pump->stream->size)
    begin_frame (pump);
}

static void
end_input (Pump *pump)
{
  if (pump->stream->size != HERALD_PUMP_ANY_SIZE && pump->moved != pump->stream->size)
    fail_with_length (pump);
  else
    herald_loop_call (&pump->loop, pump->loop.input);
}

static void
move_input (Pump *pump)
{
  /* Where nothing should follow, one byte more tells whether something does. */
  gssize n = herald_lane_move (&pump->in, pump->stream->input_fd, pump->loop.input->fd,
                               MAX (pump->frame_left, 1));

  if (n > 0)
    count_input (pump, (gsize) n);
  else if (n == 0)
    end_input (pump);
  else if (errno == EPIPE)
    herald_loop_call (&pump->loop, pump->loop.input); /* gpg is gone: its status says why */
  else if (errno != EAGAIN)
    fail_with_errno (pump, errno, pump->stream->input_name);
}

static void
move_output (Pump *pump)
{
  gssize n = herald_lane_move (&pump->out, pump->output->fd, pump->stream->output_fd,
                               HERALD_LANE_SIZE);

  if (n > 0)
    herald_write_back_advance (&pump->write_back, (gsize) n);
  else if (n == 0)
    herald_loop_call (&pump->loop, pump->output);
  else if (errno != EAGAIN)
    fail_with_errno (pump, errno, pump->stream->output_name);
}

/* Called by gpgme when it is told that its pipe to gpg is ready, which happens
 * when the input has ended. */
static gpgme_ssize_t
read_cb (void   *data,
         void   *buffer,
         size_t  size)
{
  return 0;
}

/* Called by gpgme with the first block that gpg gives back. */
static gpgme_ssize_t
write_cb (void       *data,
          const void *buffer,
          size_t      size)
{
  Pump *pump = data;

  pump->output = pump->loop.running;
  pump->wide = herald_lane_widen (pump->output->fd) && pump->wide;

  if (!herald_file_write_all (pump->stream->output_fd, buffer, size,
                              pump->error == NULL ? &pump->error : NULL))
    {
      g_prefix_error (&pump->error, "%s: ", pump->stream->output_name);
      errno = EIO;
      return -1;
    }

  herald_write_back_advance (&pump->write_back, size);
  return (gpgme_ssize_t) size;
}

/* What to wait for: gpgme's channels, the far end of each lane, and the person
 * who cancels. */
enum
{
  POLL_SOURCE = HERALD_LOOP_MAX_CHANNELS,
  POLL_TARGET,
  POLL_CANCEL,
  N_POLLS,
};

static gboolean
is_open (const HeraldLoopChannel *channel)
{
  return channel != NULL && channel->fd >= 0;
}

static void
fill_polls (Pump          *pump,
            struct pollfd *polls,
            int            cancel_fd)
{
  for (guint i = 0; i < HERALD_LOOP_MAX_CHANNELS; i++)
    {
      HeraldLoopChannel *channel = &pump->loop.channels[i];

      polls[i] = (struct pollfd) { channel->fd, channel->for_reading ? POLLIN : POLLOUT, 0 };
      if (channel == pump->loop.input && !pump->in.from_ready)
        polls[i].events = 0; /* only to hear that gpg is gone */
      if (channel == pump->output && pump->out.from_ready)
        polls[i].fd = -1;
    }

  polls[POLL_SOURCE] = (struct pollfd) { -1, POLLIN, 0 };
  if (is_open (pump->loop.input) && !pump->in.from_ready)
    polls[POLL_SOURCE].fd = pump->stream->input_fd;

  polls[POLL_TARGET] = (struct pollfd) { -1, POLLOUT, 0 };
  if (is_open (pump->output) && pump->out.from_ready)
    polls[POLL_TARGET].fd = pump->stream->output_fd;

  polls[POLL_CANCEL] = (struct pollfd) { cancel_fd, POLLIN, 0 };
}

static gboolean
goes_on (const Pump *pump)
{
  return !pump->loop.done && pump->error == NULL;
}

static void
serve_channel (Pump              *pump,
               HeraldLoopChannel *channel,
               short              events)
{
  if (!is_open (channel) || events == 0)
    return;

  if (channel == pump->output)
    pump->out.from_ready = TRUE;
  else if (channel == pump->loop.input && (events & (POLLERR | POLLNVAL)) == 0)
    pump->in.to_ready = TRUE;
  else
    herald_loop_call (&pump->loop, channel);
}

static void
serve_polls (Pump                *pump,
             const struct pollfd *polls)
{
  for (guint i = 0; i < HERALD_LOOP_MAX_CHANNELS && goes_on (pump); i++)
    serve_channel (pump, &pump->loop.channels[i], polls[i].revents);

  if (polls[POLL_SOURCE].revents != 0)
    pump->in.from_ready = TRUE;
  if (polls[POLL_TARGET].revents != 0)
    pump->out.to_ready = TRUE;

  if (goes_on (pump) && is_open (pump->output) &&
      pump->out.from_ready && pump->out.to_ready)
    move_output (pump);

  if (goes_on (pump) && is_open (pump->loop.input) &&
      pump->in.from_ready && pump->in.to_ready)
    move_input (pump);
}

static gboolean
should_pace (const Pump *pump)
{
  return pump->wide && pump->moved > PACE_AFTER && is_open (pump->loop.input) &&
         !(pump->in.from_ready && pump->in.to_ready);
}

static void
pump_until_done (Pump *pump)
{
  struct pollfd polls[N_POLLS];
  GPollFD cancel = { -1, 0, 0 };

  if (pump->cancellable != NULL)
    g_cancellable_make_pollfd (pump->cancellable, &cancel);

  while (goes_on (pump))
    {
      if (should_pace (pump))
        g_usleep (PACE_MICROSECONDS);
      fill_polls (pump, polls, cancel.fd);
      if (poll (polls, N_POLLS, -1) < 0)
        {
          if (errno != EINTR)
            fail_with_errno (pump, errno, pump->stream->input_name);
        }
      else if (!g_cancellable_set_error_if_cancelled (pump->cancellable, &pump->error))
        serve_polls (pump, polls);
    }

  if (cancel.fd >= 0)
    g_cancellable_release_fd (pump->cancellable);
}

static void
set_size_hint (const Pump   *pump,
               gpgme_data_t  input)
{
  g_autofree char *hint = g_strdup_printf ("%" G_GUINT64_FORMAT, pump->stream->size);

  if (pump->stream->size != HERALD_PUMP_ANY_SIZE)
    gpgme_data_set_flag (input, "size-hint", hint);
}

static gpgme_error_t
run (Pump            *pump,
     gpgme_ctx_t      context,
     HeraldPumpStart  start,
     gpointer         data)
{
  struct gpgme_data_cbs reader = { .read = read_cb };
  struct gpgme_data_cbs writer = { .write = write_cb };
  gpgme_data_t input = NULL, output = NULL;
  gpgme_error_t outcome;

  herald_loop_init (&pump->loop, context);

  outcome = gpgme_data_new_from_cbs (&input, &reader, pump);
  if (outcome == 0)
    outcome = gpgme_data_new_from_cbs (&output, &writer, pump);
  if (outcome == 0)
    {
      set_size_hint (pump, input);
      gpgme_data_set_flag (output, "io-buffer-size", "65536");
      outcome = start (context, input, output, data);
    }
  if (outcome == 0 && pump->loop.input == NULL)
    outcome = gpgme_error (GPG_ERR_INTERNAL);

  if (outcome == 0)
    {
      pump->wide = herald_lane_widen (pump->loop.input->fd) && pump->wide;
      pump_until_done (pump);
      outcome = pump->loop.outcome;
    }
  if (!pump->loop.done)
    gpgme_cancel (context);

  gpgme_data_release (input);
  gpgme_data_release (output);
  return outcome;
}

/**
 * herald_pump_run:
 * @context: a context of the caller's own, fresh
 * @stream: what goes through the operation
 * @start: starts the operation
 * @data: for @start
 * @cancellable: (nullable): stops at once, however slow the streams are
 * @outcome: (out): what gpgme says of the operation, 0 for success
 * @error: return location for an error
 *
 * Runs one operation of GnuPG over two descriptors, whatever their size.
 *
 * Memory is flat. Where it fails, part of the output may have been written.
 * Neither descriptor is closed; pipes among them are widened to 1 MiB. An
 * ordinary file is brought to the disk early; its owner still syncs it.
 *
 * Errors: #HERALD_FILE_ERROR where the input or the output failed,
 * #HERALD_SEAL_ERROR_LENGTH, #HERALD_SEAL_ERROR_ENGINE where gpg ended without
 * having reported the end of its work, #G_IO_ERROR_CANCELLED. What GnuPG
 * itself refused stands in @outcome, for the caller to put into words.
 *
 * Thread: a worker.
 *
 * Returns: %FALSE with an error; %TRUE where @outcome tells
 */
gboolean
herald_pump_run (gpgme_ctx_t              context,
                 const HeraldPumpStream  *stream,
                 HeraldPumpStart          start,
                 gpointer                 data,
                 GCancellable            *cancellable,
                 gpgme_error_t           *outcome,
                 GError                 **error)
{
  Pump pump = { .stream = stream, .cancellable = cancellable };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  herald_lane_init (&pump.in);
  herald_lane_init (&pump.out);
  pump.wide = herald_lane_widen (stream->input_fd) && herald_lane_widen (stream->output_fd);
  herald_write_back_init (&pump.write_back, stream->output_fd);
  begin_frame (&pump);

  *outcome = run (&pump, context, start, data);

  herald_lane_clear (&pump.in);
  herald_lane_clear (&pump.out);

  if (pump.error == NULL && *outcome == 0 && !pump.loop.ended)
    g_set_error_literal (&pump.error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_ENGINE,
                         _("GnuPG ended before its work was done"));
  if (pump.error != NULL)
    {
      g_propagate_error (error, pump.error);
      return FALSE;
    }

  return TRUE;
}
