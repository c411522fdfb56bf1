/* test-render.c: blocks as plain text and as Markdown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-render.h"

typedef char *(*Form) (GPtrArray *blocks);

static char *
render (Form             form,
        HeraldBlockKind  kind,
        const char      *label,
        const char      *text)
{
  g_autoptr(GPtrArray) blocks = g_ptr_array_new ();
  HeraldBlock block = { kind, (char *) label, (char *) text };

  g_ptr_array_add (blocks, &block);
  return form (blocks);
}

static void
assert_text (HeraldBlockKind  kind,
             const char      *label,
             const char      *text,
             const char      *expected)
{
  g_autofree char *rendered = render (herald_render_text, kind, label, text);

  g_assert_cmpstr (rendered, ==, expected);
}

static void
assert_markdown (HeraldBlockKind  kind,
                 const char      *label,
                 const char      *text,
                 const char      *expected)
{
  g_autofree char *rendered = render (herald_render_markdown, kind, label, text);

  g_assert_cmpstr (rendered, ==, expected);
}

static void
test_wraps_own_words (void)
{
  assert_text (HERALD_BLOCK_QUOTE, "",
               "one two three four five six seven eight nine ten eleven twelve thirteen  fourteen",
               "> one two three four five six seven eight nine ten eleven twelve thirteen\n"
               "> fourteen\n");
  assert_text (HERALD_BLOCK_QUOTE, "", "first\n\nsecond", "> first\n>\n> second\n");
}

static void
test_counts_wide_characters_twice (void)
{
  g_autoptr(GString) wide = g_string_new (NULL), expected = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    {
      g_string_append (wide, "漢");
      g_string_append (expected, i == 38 ? "\n漢" : "漢");
    }
  g_string_append_c (expected, '\n');

  assert_text (HERALD_BLOCK_PARAGRAPH, "", wide->str, expected->str);
  assert_text (HERALD_BLOCK_PART, "", "漢字", "漢字\n----\n");
}

static void
test_leaves_a_long_word_whole (void)
{
  g_autofree char *word = g_strnfill (100, 'x');
  g_autofree char *text = g_strconcat ("a ", word, " b", NULL);
  g_autofree char *expected = g_strconcat ("a\n", word, "\nb\n", NULL);

  assert_text (HERALD_BLOCK_PARAGRAPH, "", text, expected);
}

static void
test_moves_a_long_fact_below_its_label (void)
{
  g_autofree char *value = g_strnfill (72, 'x');
  g_autofree char *expected = g_strconcat ("Label:\n    ", value, "\n", NULL);

  assert_text (HERALD_BLOCK_FACT, "Label", "value", "Label: value\n");
  assert_text (HERALD_BLOCK_FACT, "Is it?", "No", "Is it? No\n");
  assert_text (HERALD_BLOCK_FACT, "Label", value, expected);
  assert_text (HERALD_BLOCK_FACT, "Label", "a\nb", "Label:\n    a\n    b\n");
}

static void
test_indents_the_lines_of_an_entry (void)
{
  assert_text (HERALD_BLOCK_ITEM, "", "a\n- b", "- a\n    - b\n");
  assert_text (HERALD_BLOCK_DETAIL, "Kind", "a\n\nb", "  Kind: a\n\n    b\n");
}

static void
test_escapes_what_markdown_reads (void)
{
  static const struct { const char *text, *escaped; } cases[] = {
    { "plain text, (with) 1.2 - 3: 12:05!", "plain text, (with) 1.2 - 3: 12:05!" },
    { "*a* _b_ `c` <d> [e](f) &g; h\\", "\\*a\\* \\_b\\_ \\`c\\` \\<d\\> \\[e\\](f) \\&g; h\\\\" },
    { "# a", "\\# a" },
    { "- a", "\\- a" },
    { "+ a", "\\+ a" },
    { "+49 30", "+49 30" },
    { "1. a", "1\\. a" },
    { "2) a", "2\\) a" },
    { "3.", "3\\." },
    { "3.11.2", "3.11.2" },
    { "===", "\\===" },
    { "    a", "\302\240\302\240\302\240\302\240a" },
    { "\ta", "\302\240\302\240\302\240\302\240a" },
    { "https://a.example www.a.example", "https\\://a.example www\\.a.example" },
    { "a\342\200\256b", "a\\<U+202E\\>b" },
    { "a  \nb", "a\\\nb" },
    { "a\n \n\nb", "a\n\nb" },
    { "\n\na\n\n", "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected = g_strconcat (cases[i].escaped, "\n", NULL);

      assert_markdown (HERALD_BLOCK_PROSE, "", cases[i].text, expected);
    }
}

static void
test_keeps_lines_where_they_belong (void)
{
  assert_markdown (HERALD_BLOCK_QUOTE, "", "a\nb\n\nc", "> a\\\n> b\n>\n> c\n");
  assert_markdown (HERALD_BLOCK_FACT, "L", "a\nb", "- **L:** a\\\n  b\n");
  assert_markdown (HERALD_BLOCK_DETAIL, "L*", "a\n\nb", "  - **L\\*:** a\n\n    b\n");
  assert_markdown (HERALD_BLOCK_TITLE, "", "a\nb #", "# a\\<U+000A\\>b \\#\n");
}

static void
test_fences_are_longer_than_what_they_hold (void)
{
  assert_markdown (HERALD_BLOCK_CODE, "", "a", "```\na\n```\n");
  assert_markdown (HERALD_BLOCK_CODE, "", "``` `````\n", "``````\n``` `````\n``````\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/render/wraps-own-words", test_wraps_own_words);
  g_test_add_func ("/document/render/counts-wide-characters-twice", test_counts_wide_characters_twice);
  g_test_add_func ("/document/render/leaves-a-long-word-whole", test_leaves_a_long_word_whole);
  g_test_add_func ("/document/render/moves-a-long-fact-below-its-label", test_moves_a_long_fact_below_its_label);
  g_test_add_func ("/document/render/indents-the-lines-of-an-entry", test_indents_the_lines_of_an_entry);
  g_test_add_func ("/document/render/escapes-what-markdown-reads", test_escapes_what_markdown_reads);
  g_test_add_func ("/document/render/keeps-lines-where-they-belong", test_keeps_lines_where_they_belong);
  g_test_add_func ("/document/render/fences-are-longer-than-what-they-hold", test_fences_are_longer_than_what_they_hold);

  return g_test_run ();
}
