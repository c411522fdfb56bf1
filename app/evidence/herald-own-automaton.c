/* herald-own-automaton.c: finding many texts in one pass
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include "herald-own-automaton.h"

/* The automaton of Aho and Corasick (1975), as one table: from a state and a
 * byte to the next state. It looks for every literal in every encoding at once,
 * so a file needs no guess at its encoding, and may hold several. Bytes are
 * grouped into classes, upper and lower case in one, which keeps the table in
 * the processor's cache. */

#define STATE_FOUND 0x80000000u
#define NO_NEEDLE   G_MAXUINT

struct _HeraldOwnAutomaton
{
  GArray  *needles;     /* HeraldOwnNeedle */
  guint   *same_end;    /* for each needle, another that ends in its state */
  guint8   classes[256];
  guint    n_classes;
  guint    n_states;
  guint32 *table;       /* state * n_classes + class → state * n_classes, with STATE_FOUND */
  guint   *first;       /* for each state a needle that ends there */
  guint   *shorter;     /* for each state the next shorter one in which a needle ends */
};

static void
make_classes (HeraldOwnAutomaton *self)
{
  self->n_classes = 1;

  for (guint i = 0; i < self->needles->len; i++)
    {
      const HeraldOwnNeedle *needle = &g_array_index (self->needles, HeraldOwnNeedle, i);

      for (gsize j = 0; j < needle->length; j++)
        {
          guint8 byte = (guint8) g_ascii_tolower ((char) needle->bytes[j]);

          if (self->classes[byte] == 0)
            self->classes[byte] = (guint8) self->n_classes++;
        }
    }

  for (guint byte = 'A'; byte <= 'Z'; byte++)
    self->classes[byte] = self->classes[byte - 'A' + 'a'];
}

/* A tree of all needles; in it 0 means that there is no way on. */
static void
make_tree (HeraldOwnAutomaton *self)
{
  gsize max_states = 1;

  for (guint i = 0; i < self->needles->len; i++)
    max_states += g_array_index (self->needles, HeraldOwnNeedle, i).length;

  self->table = g_new0 (guint32, max_states * self->n_classes);
  self->first = g_new (guint, max_states);
  self->shorter = g_new0 (guint, max_states);
  self->same_end = g_new (guint, MAX (self->needles->len, 1));
  self->n_states = 1;
  self->first[0] = NO_NEEDLE;

  for (guint i = 0; i < self->needles->len; i++)
    {
      const HeraldOwnNeedle *needle = &g_array_index (self->needles, HeraldOwnNeedle, i);
      guint state = 0;

      for (gsize j = 0; j < needle->length; j++)
        {
          guint32 *next = &self->table[(gsize) state * self->n_classes + self->classes[needle->bytes[j]]];

          if (*next == 0)
            {
              *next = self->n_states;
              self->first[self->n_states++] = NO_NEEDLE;
            }
          state = *next;
        }

      self->same_end[i] = self->first[state];
      self->first[state] = i;
    }
}

/* Level by level: where the tree ends, go on as from the longest shorter state
 * that ends alike. */
static void
make_automaton (HeraldOwnAutomaton *self)
{
  g_autofree guint *queue = g_new (guint, self->n_states);
  g_autofree guint *fallback = g_new0 (guint, self->n_states);
  guint head = 0, tail = 0;

  for (guint c = 0; c < self->n_classes; c++)
    {
      if (self->table[c] != 0)
        queue[tail++] = self->table[c];
    }

  while (head < tail)
    {
      guint state = queue[head++];
      guint back = fallback[state];

      self->shorter[state] = self->first[back] != NO_NEEDLE ? back : self->shorter[back];

      for (guint c = 0; c < self->n_classes; c++)
        {
          guint32 *next = &self->table[(gsize) state * self->n_classes + c];
          guint32 other = self->table[(gsize) back * self->n_classes + c];

          if (*next == 0)
            *next = other;
          else
            {
              fallback[*next] = other;
              queue[tail++] = *next;
            }
        }
    }
}

static void
mark_found (HeraldOwnAutomaton *self)
{
  gsize size = (gsize) self->n_states * self->n_classes;

  for (gsize i = 0; i < size; i++)
    {
      guint32 state = self->table[i];
      gboolean found = self->first[state] != NO_NEEDLE || self->shorter[state] != 0;

      self->table[i] = state * self->n_classes | (found ? STATE_FOUND : 0);
    }
}

/**
 * herald_own_automaton_new:
 * @literals: (element-type HeraldOwnLiteral): what to look for; they outlive
 *   the automaton
 *
 * Makes an automaton that finds literals, and the anchors of all patterns.
 *
 * It finds them in UTF-8, Latin-1 and UTF-16 of both orders.
 *
 * Returns: (transfer full): an automaton
 */
HeraldOwnAutomaton *
herald_own_automaton_new (GPtrArray *literals)
{
  HeraldOwnAutomaton *self = g_new0 (HeraldOwnAutomaton, 1);

  self->needles = herald_own_needles_new (literals);
  make_classes (self);
  make_tree (self);
  make_automaton (self);
  mark_found (self);
  return self;
}

/**
 * herald_own_automaton_free:
 * @self: (transfer full): an automaton
 *
 * Frees an automaton.
 */
void
herald_own_automaton_free (HeraldOwnAutomaton *self)
{
  g_array_unref (self->needles);
  g_free (self->same_end);
  g_free (self->table);
  g_free (self->first);
  g_free (self->shorter);
  g_free (self);
}

static void
report_state (const HeraldOwnAutomaton *self,
              guint                     state,
              gsize                     end,
              HeraldOwnNeedleFunc       func,
              gpointer                  user_data)
{
  for (; state != 0; state = self->shorter[state])
    {
      for (guint i = self->first[state]; i != NO_NEEDLE; i = self->same_end[i])
        func (&g_array_index (self->needles, HeraldOwnNeedle, i), end, user_data);
    }
}

/**
 * herald_own_automaton_run:
 * @self: an automaton
 * @state: 0 at the beginning of a stream, then what the last call returned
 * @data: bytes
 * @start: where to begin in them
 * @end: where to stop
 * @func: called with each needle whose last byte was read
 * @user_data: for @func
 *
 * Reads on in a stream.
 *
 * Returns: the state for the next call
 */
guint32
herald_own_automaton_run (const HeraldOwnAutomaton *self,
                          guint32                   state,
                          const guint8             *data,
                          gsize                     start,
                          gsize                     end,
                          HeraldOwnNeedleFunc       func,
                          gpointer                  user_data)
{
  const guint32 *table = self->table;
  const guint8 *classes = self->classes;

  for (gsize at = start; at < end; at++)
    {
      state = table[state + classes[data[at]]];
      if (G_UNLIKELY ((state & STATE_FOUND) != 0))
        {
          state &= ~STATE_FOUND;
          report_state (self, state / self->n_classes, at + 1, func, user_data);
        }
    }

  return state;
}
