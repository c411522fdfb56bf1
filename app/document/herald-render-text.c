/* herald-render-text.c: a document as plain text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-render.h"
#include "herald-text.h"

#define MAX_COLUMNS 76
#define INDENT      "    "

/* How wide a text is in a fixed-width font, whatever the locale. */
static guint
count_columns (const char *text)
{
  guint columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      columns += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }

  return columns;
}

/* A line behind a prefix; an empty one has no space at its end. */
static void
append_line (GString    *out,
             const char *prefix,
             const char *text,
             gsize       length)
{
  gsize start = out->len;

  g_string_append (out, prefix);
  while (length == 0 && out->len > start && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_len (out, text, (gssize) length);
  g_string_append_c (out, '\n');
}

/* Where a line that may have so many columns ends: at its last space, or
 * between two wide characters. A longer word stays whole. */
static const char *
find_line_end (const char *text,
               guint       max_columns)
{
  const char *end = NULL;
  guint columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean wide = g_unichar_iswide (c);

      if (p > text && (c == ' ' || (wide && !g_unichar_ispunct (c))))
        end = p;

      columns += g_unichar_iszerowidth (c) ? 0 : wide ? 2 : 1;
      if (columns > max_columns && end != NULL)
        return end;
    }

  return text + strlen (text);
}

static void
append_wrapped (GString    *out,
                const char *text,
                const char *first,
                const char *rest)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  const char *prefix = first;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *at = lines[i];

      do
        {
          const char *end = find_line_end (at, MAX_COLUMNS - count_columns (prefix));

          gsize length = (gsize) (end - at);

          while (length > 0 && at[length - 1] == ' ')
            length--;
          append_line (out, prefix, at, length);
          at = end + strspn (end, " ");
          prefix = rest;
        }
      while (*at != '\0');
    }
}

/* Lines as they are, those after the first behind a prefix of their own;
 * nothing is cut but the line ends at the very end. */
static void
append_lines (GString    *out,
              const char *text,
              const char *first,
              const char *rest)
{
  g_autofree char *trimmed = g_strdup (text);
  gsize length = strlen (trimmed);
  g_auto(GStrv) lines = NULL;

  while (length > 0 && trimmed[length - 1] == '\n')
    trimmed[--length] = '\0';

  lines = g_strsplit (trimmed, "\n", -1);
  if (lines[0] == NULL)
    append_line (out, first, "", 0);
  for (guint i = 0; lines[i] != NULL; i++)
    append_line (out, i == 0 ? first : rest, lines[i], strlen (lines[i]));
}

static void
append_heading (GString    *out,
                const char *text,
                char        underline)
{
  append_wrapped (out, text, "", "");
  for (guint i = MIN (count_columns (text), MAX_COLUMNS); i > 0; i--)
    g_string_append_c (out, underline);
  g_string_append_c (out, '\n');
}

/* A question needs no colon. */
static char *
make_lead (const char *label)
{
  if (*label == '\0')
    return g_strdup ("");

  return g_strconcat (label, g_str_has_suffix (label, "?") || g_str_has_suffix (label, ":") ? " " : ": ", NULL);
}

static void
append_fact (GString    *out,
             const char *label,
             const char *text)
{
  g_autofree char *lead = make_lead (label);
  g_autofree char *line = g_strconcat (lead, text, NULL);

  if (strchr (text, '\n') == NULL && count_columns (line) <= MAX_COLUMNS)
    {
      append_line (out, "", line, strlen (line));
      return;
    }

  append_wrapped (out, lead, "", "");
  append_lines (out, text, INDENT, INDENT);
}

static void
append_entry (GString    *out,
              const char *mark,
              const char *label,
              const char *text)
{
  g_autofree char *lead = make_lead (label);
  g_autofree char *first = g_strconcat (mark, lead, NULL);

  append_lines (out, text, first, INDENT);
}

/* How many empty lines stand over a block. */
static guint
count_gap (HeraldBlockKind above,
           HeraldBlockKind kind)
{
  switch (kind)
    {
    case HERALD_BLOCK_PART:
      return 2;

    case HERALD_BLOCK_FACT:
      return above == HERALD_BLOCK_FACT ? 0 : 1;

    case HERALD_BLOCK_ITEM:
      return above == HERALD_BLOCK_LABEL || above == HERALD_BLOCK_ITEM ? 0 : 1;

    case HERALD_BLOCK_STATUS:
    case HERALD_BLOCK_STORY:
    case HERALD_BLOCK_PROSE:
    case HERALD_BLOCK_CODE:
    case HERALD_BLOCK_DETAIL:
      return 0;

    case HERALD_BLOCK_TITLE:
    case HERALD_BLOCK_SECTION:
    case HERALD_BLOCK_PARAGRAPH:
    case HERALD_BLOCK_QUOTE:
    case HERALD_BLOCK_LABEL:
    default:
      return 1;
    }
}

static void
append_block (GString           *out,
              const HeraldBlock *block)
{
  gboolean line = block->kind <= HERALD_BLOCK_SECTION;
  g_autofree char *label = herald_text_show_hidden (block->label, FALSE);
  g_autofree char *text = herald_text_show_hidden (block->text, !line);
  g_autofree char *lead = NULL;

  switch (block->kind)
    {
    case HERALD_BLOCK_TITLE:
    case HERALD_BLOCK_PART:
    case HERALD_BLOCK_SECTION:
      append_heading (out, text, "=-~"[block->kind - HERALD_BLOCK_TITLE]);
      break;

    case HERALD_BLOCK_QUOTE:
      append_wrapped (out, text, "> ", "> ");
      break;

    case HERALD_BLOCK_STATUS:
    case HERALD_BLOCK_STORY:
      append_wrapped (out, text, INDENT, INDENT);
      break;

    case HERALD_BLOCK_FACT:
      append_fact (out, label, text);
      break;

    case HERALD_BLOCK_LABEL:
      lead = make_lead (label);
      append_wrapped (out, lead, "", "");
      break;

    case HERALD_BLOCK_PROSE:
    case HERALD_BLOCK_CODE:
      append_lines (out, text, INDENT, INDENT);
      break;

    case HERALD_BLOCK_ITEM:
      append_entry (out, "- ", label, text);
      break;

    case HERALD_BLOCK_DETAIL:
      append_entry (out, "  ", label, text);
      break;

    case HERALD_BLOCK_PARAGRAPH:
    default:
      append_wrapped (out, text, "", "");
      break;
    }
}

/**
 * herald_render_text:
 * @blocks: (element-type HeraldBlock): what stands in a document
 *
 * Writes blocks as plain text; see herald_document_to_text().
 *
 * What somebody answered stands behind a label or an indent, so that no answer
 * can pass for a heading or for a sentence of the vendor's.
 *
 * Thread: any.
 *
 * Returns: (transfer full): UTF-8 text
 */
char *
herald_render_text (GPtrArray *blocks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (blocks, i);
      const HeraldBlock *above = i == 0 ? NULL : g_ptr_array_index (blocks, i - 1);

      for (guint gap = above == NULL ? 0 : count_gap (above->kind, block->kind); gap > 0; gap--)
        g_string_append_c (out, '\n');
      append_block (out, block);
    }

  return g_string_free (out, FALSE);
}
