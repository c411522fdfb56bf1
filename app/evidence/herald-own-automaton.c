/* herald-own-automaton.c: finding many texts in one pass
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include "herald-own-automaton.h"
#include "herald-own-pattern.h"

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
add_needle (HeraldOwnAutomaton     *self,
            const void             *bytes,
            gsize                   length,
            HeraldOwnEncoding       encoding,
            const HeraldOwnLiteral *literal,
            guint                   pattern)
{
  HeraldOwnNeedle needle = {
    .length = length,
    .encoding = encoding,
    .literal = literal,
    .pattern = pattern,
  };

  if (length == 0 || length > HERALD_OWN_MAX_NEEDLE)
    return;

  needle.bytes = g_memdup2 (bytes, length);
  g_array_append_val (self->needles, needle);
}

static void
add_utf16 (HeraldOwnAutomaton     *self,
           const char             *text,
           const HeraldOwnLiteral *literal,
           guint                   pattern)
{
  glong n_units;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n_units, NULL);
  g_autofree guint8 *bytes = g_malloc (2 * (gsize) n_units + 1);

  for (glong i = 0; i < n_units; i++)
    {
      bytes[2 * i] = (guint8) (units[i] & 0xff);
      bytes[2 * i + 1] = (guint8) (units[i] >> 8);
    }
  add_needle (self, bytes, 2 * (gsize) n_units, HERALD_OWN_UTF16_LE, literal, pattern);

  for (glong i = 0; i < n_units; i++)
    {
      bytes[2 * i] = (guint8) (units[i] >> 8);
      bytes[2 * i + 1] = (guint8) (units[i] & 0xff);
    }
  add_needle (self, bytes, 2 * (gsize) n_units, HERALD_OWN_UTF16_BE, literal, pattern);
}

static void
add_latin1 (HeraldOwnAutomaton     *self,
            const char             *text,
            const HeraldOwnLiteral *literal)
{
  g_autoptr(GString) latin = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0xff)
        return;
      g_string_append_c (latin, (char) c);
    }

  add_needle (self, latin->str, latin->len, HERALD_OWN_BYTES, literal, 0);
}

static void
add_text (HeraldOwnAutomaton     *self,
          const char             *text,
          const HeraldOwnLiteral *literal,
          guint                   pattern)
{
  add_needle (self, text, strlen (text), HERALD_OWN_BYTES, literal, pattern);
  add_utf16 (self, text, literal, pattern);
  if (!g_str_is_ascii (text))
    add_latin1 (self, text, literal);
}

/* Capitals letter by letter; g_utf8_strup() makes “SS” of “ß”, as few do. */
static char *
to_capitals (const char *text)
{
  GString *capitals = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (capitals, g_unichar_toupper (g_utf8_get_char (p)));

  return g_string_free (capitals, FALSE);
}

/* ASCII letters are folded by the classes; others are looked for as they are,
 * all small and all capital, composed and decomposed. */
static void
add_literal (HeraldOwnAutomaton     *self,
             const HeraldOwnLiteral *literal)
{
  g_autofree char *lower = NULL;
  g_autofree char *upper = NULL;
  g_autofree char *capitals = NULL;
  const char *texts[4];
  g_autoptr(GHashTable) added = NULL;

  if (g_str_is_ascii (literal->text))
    {
      add_text (self, literal->text, literal, 0);
      return;
    }

  lower = g_utf8_strdown (literal->text, -1);
  upper = g_utf8_strup (literal->text, -1);
  capitals = to_capitals (literal->text);
  texts[0] = literal->text;
  texts[1] = lower;
  texts[2] = upper;
  texts[3] = capitals;
  added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char *composed = g_utf8_normalize (texts[i], -1, G_NORMALIZE_DEFAULT_COMPOSE);
      char *decomposed = g_utf8_normalize (texts[i], -1, G_NORMALIZE_DEFAULT);

      if (g_hash_table_add (added, composed))
        add_text (self, composed, literal, 0);
      if (g_hash_table_add (added, decomposed))
        add_text (self, decomposed, literal, 0);
    }
}

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
 * Makes an automaton that finds literals, and the anchors of all patterns, in
 * UTF-8, Latin-1 and UTF-16 of both orders.
 *
 * Returns: (transfer full): an automaton
 */
HeraldOwnAutomaton *
herald_own_automaton_new (GPtrArray *literals)
{
  HeraldOwnAutomaton *self = g_new0 (HeraldOwnAutomaton, 1);

  self->needles = g_array_new (FALSE, FALSE, sizeof (HeraldOwnNeedle));
  for (guint i = 0; i < literals->len; i++)
    add_literal (self, g_ptr_array_index (literals, i));
  for (guint i = 0; i < herald_own_pattern_count (); i++)
    add_text (self, herald_own_pattern_get_anchor (i), NULL, i);

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
  for (guint i = 0; i < self->needles->len; i++)
    g_free (g_array_index (self->needles, HeraldOwnNeedle, i).bytes);

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
