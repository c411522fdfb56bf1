/* herald-drop-reader.c: reading an answer, and no more than there may be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include "herald-drop-reader.h"

#define BLOCK_SIZE (16 * 1024)

struct _HeraldDropReader
{
  SoupMessage      *message;
  GInputStream     *stream;
  GByteArray       *received;
  gsize             max_size;
  goffset           announced; /* Content-Length; -1: none, -2: nonsense */
  GCancellable     *cancellable;
  HeraldDropRead    ended;
  gpointer          user_data;
  HeraldDropAnswer  answer;
};

/* A length that stands there twice is none that can be relied on. */
static goffset
read_length (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "Content-Length");
  guint64 length;

  if (text == NULL || soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED)
    return -1;

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &length, NULL) ? (goffset) length : -2;
}

/**
 * herald_drop_reader_new:
 * @message: a request whose answer has begun
 * @stream: the rest of it
 * @max_size: how many bytes are read
 *
 * Makes a reader.
 *
 * Returns: (transfer full): the reader
 */
HeraldDropReader *
herald_drop_reader_new (SoupMessage  *message,
                        GInputStream *stream,
                        gsize         max_size)
{
  HeraldDropReader *self = g_new0 (HeraldDropReader, 1);

  self->message = g_object_ref (message);
  self->stream = g_object_ref (stream);
  self->received = g_byte_array_new ();
  self->max_size = max_size;
  self->announced = read_length (soup_message_get_response_headers (message));

  return self;
}

/* However it ended: what has come is the answer. */
static void
end (HeraldDropReader *self,
     const GError     *error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  self->answer.status = soup_message_get_status (self->message);
  self->answer.content_type = soup_message_headers_get_one (headers, "Content-Type");
  self->answer.location = soup_message_headers_get_one (headers, "Location");
  self->answer.retry_after = soup_message_headers_get_one (headers, "Retry-After");
  self->answer.body = g_bytes_new (self->received->data, self->received->len);
  self->answer.is_whole = error == NULL && self->received->len <= self->max_size &&
                          (self->announced == -1 || self->announced == (goffset) self->received->len);
  self->ended (error, self->user_data);
}

static void read_more (HeraldDropReader *self);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  HeraldDropReader *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) block = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (block != NULL)
    g_byte_array_append (self->received, g_bytes_get_data (block, NULL), (guint) g_bytes_get_size (block));

  if (block == NULL || g_bytes_get_size (block) == 0 || self->received->len > self->max_size ||
      (goffset) self->received->len == self->announced)
    end (self, error);
  else
    read_more (self);
}

/* One byte more than there may be is enough to know; the end of what was
 * announced is the end, whether the server closes the connection or not. */
static void
read_more (HeraldDropReader *self)
{
  gsize wanted = MIN (BLOCK_SIZE, self->max_size + 1 - self->received->len);

  if (self->announced > 0)
    wanted = MIN (wanted, (gsize) (self->announced - (goffset) self->received->len));
  g_input_stream_read_bytes_async (self->stream, wanted, G_PRIORITY_DEFAULT, self->cancellable, read_cb, self);
}

/**
 * herald_drop_reader_start:
 * @self: a reader
 * @cancellable: stops it, and has the answer end there
 * @ended: told once when there is an answer, perhaps before this returns
 * @user_data: for @ended
 *
 * Begins to read.
 *
 * Thread: the main loop's.
 */
void
herald_drop_reader_start (HeraldDropReader *self,
                          GCancellable     *cancellable,
                          HeraldDropRead    ended,
                          gpointer          user_data)
{
  self->cancellable = g_object_ref (cancellable);
  self->ended = ended;
  self->user_data = user_data;

  if (self->announced == 0)
    end (self, NULL);
  else
    read_more (self);
}

/**
 * herald_drop_reader_get_answer:
 * @self: a reader that has ended
 *
 * Gives what was read.
 *
 * Returns: (transfer none): the answer
 */
const HeraldDropAnswer *
herald_drop_reader_get_answer (HeraldDropReader *self)
{
  return &self->answer;
}

/**
 * herald_drop_reader_free:
 * @self: (transfer full): a reader that has ended, or never started
 *
 * Frees a reader.
 */
void
herald_drop_reader_free (HeraldDropReader *self)
{
  g_clear_pointer (&self->answer.body, g_bytes_unref);
  g_byte_array_unref (self->received);
  g_clear_object (&self->cancellable);
  g_object_unref (self->stream);
  g_object_unref (self->message);
  g_free (self);
}
