/* herald-render-markdown.c: a document as Markdown, in which no answer is markup
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-render.h"
#include "herald-text.h"

#define NO_BREAK_SPACE "\302\240"

/* Punctuation that begins or ends something wherever it stands: CommonMark's
 * own, and that of tables, footnotes, formulas and attributes elsewhere. */
#define SPECIAL "\\`*_[]<>&~|$^{}#"

/* What begins a list, a heading's underline or a table's rule at the head of
 * a line; `+` only before a space. */
#define LEADING "-=:"

/* Whether what follows would make a link in programs that look for addresses:
 * `scheme:…`, and `www.`. */
static gboolean
begins_link (const char *text,
             const char *p)
{
  if (*p == ':')
    return p > text && g_ascii_isalpha (p[-1]) && p[1] != '\0' && p[1] != ' ';

  return *p == '.' && p - text >= 3 && g_ascii_strncasecmp (p - 3, "www", 3) == 0;
}

static gboolean
ends_mark (const char *p)
{
  return *p == '\0' || *p == ' ' || *p == '\t';
}

/* What makes an entry of a list of a line: a plus, or the character behind a
 * number; NULL where nothing does. */
static const char *
find_list_mark (const char *line)
{
  const char *mark = line + strspn (line, "0123456789");
  gboolean makes_list = mark == line ? *mark == '+' : *mark == '.' || *mark == ')';

  return makes_list && ends_mark (mark + 1) ? mark : NULL;
}

/* A line of text that stands at the head of a line or behind some. Spaces that
 * begin it would make code of it, so they become ones that do not break. */
static void
append_escaped_line (GString    *out,
                     const char *line)
{
  const char *text = line + strspn (line, " \t");
  const char *mark = find_list_mark (text);

  for (const char *p = line; p < text; p++)
    g_string_append (out, *p == '\t' ? NO_BREAK_SPACE NO_BREAK_SPACE NO_BREAK_SPACE NO_BREAK_SPACE
                                     : NO_BREAK_SPACE);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr (SPECIAL, *p) != NULL || (p == text && strchr (LEADING, *p) != NULL) ||
          p == mark || begins_link (text, p))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static char *
dup_without_end (const char *line)
{
  return g_strchomp (g_strdup (line));
}

static gboolean
is_empty_line (const char *line)
{
  return line[strspn (line, " \t")] == '\0';
}

/* Lines of prose: they stay lines, and an empty one ends a paragraph. Each but
 * the first begins with a prefix that keeps it where it belongs. */
static void
append_lines (GString    *out,
              const char *text,
              const char *prefix)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_empty = 0;
  gboolean any = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = dup_without_end (lines[i]);

      if (is_empty_line (line))
        {
          n_empty++;
          continue;
        }

      if (any && n_empty > 0)
        {
          g_string_append_c (out, '\n');
          g_string_append (out, prefix);
          while (out->str[out->len - 1] == ' ')
            g_string_truncate (out, out->len - 1);
          g_string_append_c (out, '\n');
        }
      else if (any)
        g_string_append (out, "\\\n");

      if (any)
        g_string_append (out, prefix);
      append_escaped_line (out, line);
      any = TRUE;
      n_empty = 0;
    }
}

static gsize
count_longest_run (const char *text,
                   char        character)
{
  gsize longest = 0, run = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      run = *p == character ? run + 1 : 0;
      longest = MAX (longest, run);
    }

  return longest;
}

static void
append_fence (GString *out,
              gsize    length)
{
  for (gsize i = 0; i < length; i++)
    g_string_append_c (out, '`');
  g_string_append_c (out, '\n');
}

/* Code as it is, in a fence that it cannot close. */
static void
append_code (GString    *out,
             const char *text)
{
  gsize length = MAX (3, count_longest_run (text, '`') + 1);

  append_fence (out, length);
  g_string_append (out, text);
  if (!g_str_has_suffix (text, "\n"))
    g_string_append_c (out, '\n');
  append_fence (out, length);
}

static void
append_label (GString    *out,
              const char *label)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (label));
  gboolean closed = g_str_has_suffix (trimmed, "?") || g_str_has_suffix (trimmed, ":");

  if (*trimmed == '\0')
    return;

  g_string_append (out, "**");
  append_escaped_line (out, trimmed);
  g_string_append (out, closed ? "**" : ":**");
}

static void
append_entry (GString    *out,
              const char *mark,
              const char *label,
              const char *text,
              const char *prefix)
{
  g_string_append (out, mark);
  append_label (out, label);
  if (*label != '\0')
    g_string_append_c (out, ' ');
  append_lines (out, text, prefix);
  g_string_append_c (out, '\n');
}

static void
append_text (GString    *out,
             const char *mark,
             const char *text,
             const char *prefix)
{
  g_string_append (out, mark);
  append_lines (out, text, prefix);
  g_string_append_c (out, '\n');
}

/* Facts and entries of one list stand close; everything else is set off. */
static gboolean
is_close (HeraldBlockKind above,
          HeraldBlockKind kind)
{
  if (kind == HERALD_BLOCK_FACT)
    return above == HERALD_BLOCK_FACT;
  if (kind == HERALD_BLOCK_ITEM)
    return above == HERALD_BLOCK_ITEM || above == HERALD_BLOCK_DETAIL;

  return kind == HERALD_BLOCK_DETAIL;
}

/* Lists of facts and of entries have marks of their own, so that one below the
 * other does not become one list. */
static void
append_block (GString           *out,
              const HeraldBlock *block)
{
  gboolean line = block->kind <= HERALD_BLOCK_SECTION;
  g_autofree char *label = herald_text_show_hidden (block->label, FALSE);
  g_autofree char *text = herald_text_show_hidden (block->text, !line);

  switch (block->kind)
    {
    case HERALD_BLOCK_TITLE:
      append_text (out, "# ", text, "");
      break;

    case HERALD_BLOCK_PART:
      append_text (out, "## ", text, "");
      break;

    case HERALD_BLOCK_SECTION:
      append_text (out, "### ", text, "");
      break;

    case HERALD_BLOCK_QUOTE:
      append_text (out, "> ", text, "> ");
      break;

    case HERALD_BLOCK_FACT:
      append_entry (out, "- ", label, text, "  ");
      break;

    case HERALD_BLOCK_ITEM:
      append_entry (out, "* ", label, text, "  ");
      break;

    case HERALD_BLOCK_DETAIL:
      append_entry (out, "  - ", label, text, "    ");
      break;

    case HERALD_BLOCK_LABEL:
      append_label (out, label);
      g_string_append_c (out, '\n');
      break;

    case HERALD_BLOCK_CODE:
      append_code (out, text);
      break;

    case HERALD_BLOCK_PARAGRAPH:
    case HERALD_BLOCK_STATUS:
    case HERALD_BLOCK_STORY:
    case HERALD_BLOCK_PROSE:
    default:
      append_text (out, "", text, "");
      break;
    }
}

/**
 * herald_render_markdown:
 * @blocks: (element-type HeraldBlock): what stands in a document
 *
 * Writes blocks as Markdown; see herald_document_to_markdown().
 *
 * Thread: any.
 *
 * Returns: (transfer full): UTF-8 text
 */
char *
herald_render_markdown (GPtrArray *blocks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (blocks, i);
      const HeraldBlock *above = i == 0 ? NULL : g_ptr_array_index (blocks, i - 1);

      if (above != NULL && !is_close (above->kind, block->kind))
        g_string_append_c (out, '\n');
      append_block (out, block);
    }

  return g_string_free (out, FALSE);
}
