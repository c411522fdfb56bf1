/* herald-edit-text.c: what differs between two texts of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include "herald-edit.h"
#include "herald-json.h"

/* Whoever types changes one answer at a time, and a report is saved every two
 * seconds: parsing all of it took longer than writing the edit to a good disk.
 * In the texts that herald_json_write() writes every answer but a list stands
 * on a line of its own, four spaces from the left, below the line of the
 * answers, two spaces from the left; no string holds the end of a line. So
 * where two texts differ in such lines only, these lines are all that has to
 * be parsed. */

#define ANSWERS_LINE "  \"answers\" : {\n"
#define ANSWER_START "    \""
#define NAME_END     "\" : "

typedef struct
{
  const char *at;
  gsize       length; /* whole lines, with their ends */
} Lines;

/* The lines in which two texts differ. */
static gboolean
find_lines (const char *before,
            const char *after,
            Lines      *old,
            Lines      *new)
{
  gsize old_length = strlen (before), new_length = strlen (after), start = 0, end = 0;
  gsize shorter = MIN (old_length, new_length);

  while (start < shorter && before[start] == after[start])
    start++;
  while (start > 0 && before[start - 1] != '\n')
    start--;

  while (end < shorter - start && before[old_length - end - 1] == after[new_length - end - 1])
    end++;
  while (end > 0 && before[old_length - end - 1] != '\n')
    end--;

  *old = (Lines) { before + start, old_length - end - start };
  *new = (Lines) { after + start, new_length - end - start };
  return old->length > 0 && new->length > 0 &&
         old->at[old->length - 1] == '\n' && new->at[new->length - 1] == '\n';
}

/* Whether lines stand among the answers: going back, the first line that is
 * not as far from the left is the one that begins them. */
static gboolean
are_among_answers (const char *text,
                   const char *line)
{
  while (line > text)
    {
      const char *previous = line - 1;

      while (previous > text && previous[-1] != '\n')
        previous--;
      if (!g_str_has_prefix (previous, "    "))
        return g_str_has_prefix (previous, ANSWERS_LINE);
      line = previous;
    }

  return FALSE;
}

/* Takes the first line off, if it is an answer that ends on it. */
static gboolean
take_answer (Lines *lines,
             gsize *name_length,
             gsize *length)
{
  const char *end = memchr (lines->at, '\n', lines->length);
  const char *name = lines->at + strlen (ANSWER_START), *name_end;

  if (end == NULL || !g_str_has_prefix (lines->at, ANSWER_START))
    return FALSE;

  name_end = strstr (name, NAME_END);
  if (name_end == NULL || name_end > end || memchr (name, '\\', (gsize) (name_end - name)) != NULL)
    return FALSE;
  if (name_end[strlen (NAME_END)] == '[' || name_end[strlen (NAME_END)] == '{')
    return FALSE;

  *name_length = (gsize) (name_end - lines->at);
  *length = (gsize) (end - lines->at) + 1;
  return TRUE;
}

static gboolean
ends_with_comma (const Lines *lines,
                 gsize        length)
{
  return length >= 2 && lines->at[length - 2] == ',';
}

/* How many answers both are, if they are the same ones in the same order. */
static guint
count_same_answers (Lines old,
                    Lines new)
{
  guint n_answers = 0;

  while (old.length > 0 && new.length > 0)
    {
      gsize old_name, new_name, old_length, new_length;

      if (!take_answer (&old, &old_name, &old_length) || !take_answer (&new, &new_name, &new_length) ||
          old_name != new_name || memcmp (old.at, new.at, old_name) != 0 ||
          ends_with_comma (&old, old_length) != ends_with_comma (&new, new_length))
        return 0;

      old = (Lines) { old.at + old_length, old.length - old_length };
      new = (Lines) { new.at + new_length, new.length - new_length };
      n_answers++;
    }

  return old.length == 0 && new.length == 0 ? n_answers : 0;
}

static JsonNode *
parse_lines (const Lines *lines)
{
  gsize length = lines->length - 1;
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (ends_with_comma (lines, lines->length))
    length--;

  text = g_strdup_printf ("{%.*s}", (int) length, lines->at);
  bytes = g_bytes_new_static (text, strlen (text));
  return herald_json_parse (bytes, length + 2, NULL);
}

/**
 * herald_edit_diff_text:
 * @before: a report as herald_json_write() wrote it
 * @after: the same report later, as it was written
 *
 * Tells what differs, if it is answers on lines of their own and nothing else.
 *
 * Returns: (transfer full) (nullable): the edit that herald_edit_diff() would
 *   give, or %NULL when it is not as simple as that, or @after is no JSON
 */
JsonNode *
herald_edit_diff_text (const char *before,
                       const char *after)
{
  Lines old, new;
  g_autoptr(JsonNode) set = NULL;
  JsonObject *answers, *edit;
  guint n_answers;

  if (!find_lines (before, after, &old, &new) || new.length > G_MAXINT / 2)
    return NULL;

  n_answers = count_same_answers (old, new);
  if (n_answers == 0 || !are_among_answers (before, old.at))
    return NULL;

  /* A line may hold more than it seems to. */
  set = parse_lines (&new);
  if (set == NULL || json_object_get_size (json_node_get_object (set)) != n_answers)
    return NULL;

  answers = json_object_new ();
  json_object_set_member (answers, "set", g_steal_pointer (&set));
  edit = json_object_new ();
  json_object_set_object_member (edit, "answers", answers);
  return herald_edit_make_node (edit);
}
