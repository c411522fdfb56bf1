/* herald-own-scanner.c: own traces in a stream of bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include "herald-own-automaton.h"
#include "herald-own-pattern.h"
#include "herald-own-scanner.h"

/* What is fed is copied into a buffer, and the buffer is read when it is full:
 * so the size of the pieces changes nothing. Nothing is judged before REACH
 * bytes behind it are there, and 2 × REACH bytes stay behind for what looks
 * back. */

#define BUFFER_SIZE (128 * 1024)
#define REACH       512

G_STATIC_ASSERT (HERALD_OWN_MAX_NEEDLE <= REACH);
G_STATIC_ASSERT (HERALD_OWN_PATTERN_REACH + 16 <= REACH);

struct _HeraldOwnScanner
{
  const HeraldOwnAutomaton *automaton;
  HeraldOwnTraceFunc        func;
  gpointer                  user_data;

  guint8                   *buffer;
  gsize                     fill;
  gsize                     read;    /* how much of the buffer the automaton has read */
  guint64                   base;    /* where the buffer begins in the stream */
  guint32                   state;

  GArray                   *pending; /* traces in no order, not yet told */
  guint64                   told_end;

  guint64                   counted; /* up to where lines have been counted */
  guint64                   line_ends;
  gboolean                  binary;  /* a zero byte has been seen up to there */
};

/* A pending trace keeps, as its line, whether it is UTF-16: only there zero
 * bytes are no sign that lines mean nothing. */
enum { IN_BYTES, IN_UTF16 };

/**
 * herald_own_scanner_new:
 * @identity: what to look for; it outlives the scanner
 * @func: called with each trace, in their order, none overlapping another
 * @user_data: for @func
 *
 * Makes a scanner for one stream.
 *
 * Returns: (transfer full): a scanner
 */
HeraldOwnScanner *
herald_own_scanner_new (HeraldOwnIdentity  *identity,
                        HeraldOwnTraceFunc  func,
                        gpointer            user_data)
{
  HeraldOwnScanner *self = g_new0 (HeraldOwnScanner, 1);

  self->automaton = herald_own_identity_get_automaton (identity);
  self->func = func;
  self->user_data = user_data;
  self->buffer = g_malloc (BUFFER_SIZE);
  self->pending = g_array_new (FALSE, FALSE, sizeof (HeraldOwnTrace));
  return self;
}

/**
 * herald_own_scanner_free:
 * @self: (transfer full): a scanner
 *
 * Frees a scanner.
 */
void
herald_own_scanner_free (HeraldOwnScanner *self)
{
  g_free (self->buffer);
  g_array_unref (self->pending);
  g_free (self);
}

/* The automaton takes all bytes for ASCII letters, those of UTF-16 too. */
static gboolean
is_really (const HeraldOwnNeedle *needle,
           const guint8          *data)
{
  gsize high = needle->encoding == HERALD_OWN_UTF16_LE ? 1 : 0;

  if (needle->encoding == HERALD_OWN_BYTES)
    return TRUE;

  for (gsize i = 0; i < needle->length; i += 2)
    {
      if (data[i + high] != needle->bytes[i + high])
        return FALSE;
      if (data[i + high] != 0 && data[i + 1 - high] != needle->bytes[i + 1 - high])
        return FALSE;
    }

  return TRUE;
}

static gboolean
begins_with_a_capital (const HeraldOwnView *view,
                       gsize                at)
{
  return g_unichar_isupper (herald_own_view_next (view, &at));
}

static void
needle_cb (const HeraldOwnNeedle *needle,
           gsize                  needle_end,
           gpointer               data)
{
  HeraldOwnScanner *self = data;
  HeraldOwnView view = { .data = self->buffer, .length = self->fill, .encoding = needle->encoding };
  gsize start = needle_end - needle->length, end = needle_end;
  HeraldOwnTrace trace = { .line = needle->encoding == HERALD_OWN_BYTES ? IN_BYTES : IN_UTF16 };

  if (!is_really (needle, self->buffer + start))
    return;
  /* Text of the other order looks the same one byte later. */
  if (needle->encoding == HERALD_OWN_UTF16_BE && (self->base + start) % 2 != 0)
    return;

  if (needle->literal != NULL)
    {
      if (!herald_own_view_is_bounded (&view, needle->literal->bound, start, end) ||
          (needle->literal->capital && !begins_with_a_capital (&view, start)))
        return;
      trace.kind = needle->literal->kind;
      trace.ordinal = needle->literal->ordinal;
    }
  else
    {
      if (!herald_own_pattern_match (needle->pattern, &view, start, end, &start, &end))
        return;
      trace.kind = herald_own_pattern_get_kind (needle->pattern);
      trace.ordinal = 1;
    }

  trace.offset = self->base + start;
  trace.length = end - start;
  g_array_append_val (self->pending, trace);
}

static void
count_lines (HeraldOwnScanner *self,
             guint64           until)
{
  const guint8 *data = self->buffer + (self->counted - self->base);
  gsize length = (gsize) (until - self->counted);
  gsize line_ends = 0, zeros = 0;

  for (gsize i = 0; i < length; i++)
    {
      line_ends += data[i] == '\n';
      zeros += data[i] == 0;
    }

  self->line_ends += line_ends;
  self->binary = self->binary || zeros > 0;
  self->counted = until;
}

static int
compare_traces (gconstpointer a,
                gconstpointer b)
{
  const HeraldOwnTrace *one = a, *other = b;

  if (one->offset != other->offset)
    return one->offset < other->offset ? -1 : 1;
  if (one->length != other->length)
    return one->length > other->length ? -1 : 1;
  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;

  return (one->ordinal > other->ordinal) - (one->ordinal < other->ordinal);
}

/* Of traces that overlap the first is told, of those that begin at one place
 * the longest. */
static void
tell (HeraldOwnScanner *self,
      guint64           until)
{
  guint done = 0;

  g_array_sort (self->pending, compare_traces);

  for (; done < self->pending->len; done++)
    {
      HeraldOwnTrace trace = g_array_index (self->pending, HeraldOwnTrace, done);
      gboolean utf16 = trace.line == IN_UTF16;

      if (trace.offset >= until)
        break;
      if (trace.offset < self->told_end)
        continue;

      count_lines (self, trace.offset);
      trace.line = self->binary && !utf16 ? 0 : self->line_ends + 1;
      self->told_end = trace.offset + trace.length;
      self->func (&trace, self->user_data);
    }

  g_array_remove_range (self->pending, 0, done);
}

static void
read_buffer (HeraldOwnScanner *self,
             gboolean          last)
{
  gsize end = last ? self->fill : self->fill - REACH;
  gsize keep;

  self->state = herald_own_automaton_run (self->automaton, self->state, self->buffer, self->read, end,
                                          needle_cb, self);
  self->read = end;

  keep = end > 2 * REACH ? end - 2 * REACH : 0;
  tell (self, last ? G_MAXUINT64 : self->base + keep);

  if (!last)
    {
      count_lines (self, MAX (self->counted, self->base + keep));
      self->fill -= keep;
      self->read -= keep;
      self->base += keep;
      memmove (self->buffer, self->buffer + keep, self->fill);
    }
}

/**
 * herald_own_scanner_feed:
 * @self: a scanner
 * @data: the next bytes of the stream
 * @length: their number, of which nothing depends
 *
 * Reads on.
 */
void
herald_own_scanner_feed (HeraldOwnScanner *self,
                         const void       *data,
                         gsize             length)
{
  const guint8 *bytes = data;

  while (length > 0)
    {
      gsize part = MIN (length, BUFFER_SIZE - self->fill);

      memcpy (self->buffer + self->fill, bytes, part);
      self->fill += part;
      bytes += part;
      length -= part;

      if (self->fill == BUFFER_SIZE)
        read_buffer (self, FALSE);
    }
}

/**
 * herald_own_scanner_finish:
 * @self: a scanner
 *
 * Reads what is left at the end of the stream; nothing is fed after it.
 */
void
herald_own_scanner_finish (HeraldOwnScanner *self)
{
  read_buffer (self, TRUE);
}
