/* herald-own-pattern.c: home folders, shell prompts, runtime folders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include "herald-own-pattern.h"

#define MAX_NAME_CHARS  48
#define MAX_HOST_CHARS  64
#define MAX_PATH_CHARS  96
#define MAX_BACKSLASHES 16 /* in bytes */

typedef enum
{
  FOLDER_UNIX,
  FOLDER_WINDOWS,
  RUNTIME,
  PROMPT,
} Form;

static const struct
{
  const char    *anchor;
  Form           form;
  HeraldOwnKind  kind;
} patterns[] = {
  { "/home/", FOLDER_UNIX, HERALD_OWN_USER_FOLDER },
  { "/Users/", FOLDER_UNIX, HERALD_OWN_USER_FOLDER },
  { "\\Users\\", FOLDER_WINDOWS, HERALD_OWN_USER_FOLDER },
  { ":/Users/", FOLDER_WINDOWS, HERALD_OWN_USER_FOLDER },
  { "/run/user/", RUNTIME, HERALD_OWN_RUNTIME_FOLDER },
  { "@", PROMPT, HERALD_OWN_SHELL_PROMPT },
};

/**
 * herald_own_pattern_count:
 *
 * Counts the patterns.
 *
 * Returns: their number
 */
guint
herald_own_pattern_count (void)
{
  return G_N_ELEMENTS (patterns);
}

/**
 * herald_own_pattern_get_anchor:
 * @pattern: a pattern
 *
 * Gives the text that every match of a pattern holds.
 *
 * Returns: ASCII text, in whatever case
 */
const char *
herald_own_pattern_get_anchor (guint pattern)
{
  return patterns[pattern].anchor;
}

/**
 * herald_own_pattern_get_kind:
 * @pattern: a pattern
 *
 * Tells what a match of a pattern shows.
 *
 * Returns: a kind
 */
HeraldOwnKind
herald_own_pattern_get_kind (guint pattern)
{
  return patterns[pattern].kind;
}

static gboolean
is_name_char (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || c == '.' || c == '_' || c == '-';

  return c != HERALD_OWN_NO_CHAR && g_unichar_isalnum (c);
}

/* Reads a user's name; it has two characters or more, begins with a letter or
 * an underscore, and is not one that half the world has. */
static gboolean
read_name (const HeraldOwnView *view,
           gsize               *at)
{
  g_autoptr(GString) name = g_string_new (NULL);
  gsize end = *at, next = *at;
  gunichar c;

  for (guint i = 0; i < MAX_NAME_CHARS && is_name_char (c = herald_own_view_next (view, &next)); i++)
    {
      g_string_append_unichar (name, c);
      /* A dot at its end is that of the sentence. */
      if (c != '.')
        end = next;
    }

  while (name->len > 0 && name->str[name->len - 1] == '.')
    g_string_truncate (name, name->len - 1);
  if (name->len < 2 || g_ascii_isdigit (*name->str) || *name->str == '-' || *name->str == '.' ||
      herald_own_identity_is_common (name->str))
    return FALSE;

  *at = end;
  return TRUE;
}

/* In “GET /home/start” there is no folder of anybody's. */
static gboolean
is_request (const HeraldOwnView *view,
            gsize                at)
{
  gunichar letters = 0;

  if (herald_own_view_previous (view, &at) != ' ')
    return FALSE;

  for (guint i = 0; i < 3; i++)
    letters |= (herald_own_view_previous (view, &at) & 0x7f) << (8 * i);

  return letters == ('G' << 16 | 'E' << 8 | 'T') || letters == ('O' << 16 | 'S' << 8 | 'T') ||
         letters == ('E' << 16 | 'A' << 8 | 'D') || letters == ('P' << 16 | 'U' << 8 | 'T');
}

/* “/home/NAME” where a path may begin; the case counts here. */
static gboolean
match_unix_folder (const HeraldOwnView *view,
                   gsize                anchor_start,
                   gsize                anchor_end,
                   gsize               *end)
{
  gsize at = anchor_start;
  gunichar before = herald_own_view_previous (view, &at);
  gunichar first;

  if (is_name_char (before) || is_request (view, anchor_start))
    return FALSE;

  at = anchor_start;
  herald_own_view_next (view, &at);
  first = herald_own_view_next (view, &at);
  if (first != 'h' && first != 'U')
    return FALSE;

  *end = anchor_end;
  return read_name (view, end);
}

/* “C:\Users\NAME”, with as many backslashes as strings of programs need, or
 * with slashes. */
static gboolean
match_windows_folder (const HeraldOwnView *view,
                      gsize                anchor_start,
                      gsize                anchor_end,
                      gsize               *start,
                      gsize               *end)
{
  gsize at = anchor_start, next = anchor_end;
  gunichar c;

  herald_own_view_next (view, &at);
  do
    c = herald_own_view_previous (view, &at);
  while (c == '\\' && at + MAX_BACKSLASHES > anchor_start);

  *start = at;
  if (c != ':')
    return FALSE;
  c = herald_own_view_previous (view, start);
  if (c >= 0x80 || !g_ascii_isalpha ((char) c))
    return FALSE;

  do
    *end = next;
  while (herald_own_view_next (view, &next) == '\\' && next < anchor_end + MAX_BACKSLASHES);

  return read_name (view, end);
}

static gboolean
match_runtime_folder (const HeraldOwnView *view,
                      gsize                anchor_end,
                      gsize               *end)
{
  gsize next = anchor_end;
  guint digits = 0;

  *end = anchor_end;
  for (gunichar c = herald_own_view_next (view, &next);
       c < 0x80 && g_ascii_isdigit ((char) c) && digits < 10;
       c = herald_own_view_next (view, &next))
    {
      *end = next;
      digits++;
    }

  /* Below 1000 are the system's own. */
  return digits >= 4;
}

/* Behind “user@host” comes “:~/folder$ ”, or within brackets “ folder]$ ”; the
 * mark may be that of root. */
static gboolean
match_prompt_end (const HeraldOwnView *view,
                  gboolean             bracket,
                  gsize               *end)
{
  gunichar c = herald_own_view_next (view, end);
  gunichar closing;

  if (c != (gunichar) (bracket ? ' ' : ':'))
    return FALSE;

  c = herald_own_view_next (view, end);
  if (!bracket && c != '~' && c != '/')
    return FALSE;

  for (guint i = 0; i < MAX_PATH_CHARS; i++)
    {
      if (c == HERALD_OWN_NO_CHAR || c < 0x20 || c == '"' || c == '<')
        return FALSE;
      closing = c;
      c = herald_own_view_next (view, end);
      if (c == '$' || c == '#')
        return !bracket || closing == ']';
    }

  return FALSE;
}

static gboolean
match_prompt (const HeraldOwnView *view,
              gsize                anchor_start,
              gsize                anchor_end,
              gsize               *start,
              gsize               *end)
{
  gsize previous = anchor_start, next = anchor_end, name;
  guint chars = 0;
  gunichar c;

  *start = anchor_start;
  while (is_name_char (c = herald_own_view_previous (view, &previous)) && chars++ < MAX_NAME_CHARS)
    *start = previous;
  if (chars == 0 || chars > MAX_NAME_CHARS)
    return FALSE;

  *end = anchor_end;
  for (chars = 0; is_name_char (herald_own_view_next (view, &next)) && chars < MAX_HOST_CHARS; chars++)
    *end = next;
  if (chars == 0)
    return FALSE;

  name = *start;
  return match_prompt_end (view, c == '[', end) && read_name (view, &name) && name == anchor_start;
}

/**
 * herald_own_pattern_match:
 * @pattern: a pattern
 * @view: a text
 * @anchor_start: where its anchor begins
 * @anchor_end: where its anchor ends
 * @start: (out): where the match begins
 * @end: (out): where the match ends
 *
 * Reads what stands around an anchor.
 *
 * Returns: %TRUE if it shows a user whose name tells something
 */
gboolean
herald_own_pattern_match (guint                pattern,
                          const HeraldOwnView *view,
                          gsize                anchor_start,
                          gsize                anchor_end,
                          gsize               *start,
                          gsize               *end)
{
  *start = anchor_start;

  switch (patterns[pattern].form)
    {
    case FOLDER_UNIX:
      return match_unix_folder (view, anchor_start, anchor_end, end);

    case FOLDER_WINDOWS:
      return match_windows_folder (view, anchor_start, anchor_end, start, end);

    case RUNTIME:
      return match_runtime_folder (view, anchor_end, end);

    case PROMPT:
    default:
      return match_prompt (view, anchor_start, anchor_end, start, end);
    }
}
