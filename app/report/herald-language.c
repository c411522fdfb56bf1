/* herald-language.c: what language a text looks like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include <string.h>

#include "herald-language.h"

/* The commonest function words tell languages of the Latin script apart in a
 * paragraph; other scripts tell themselves. That is enough for a nudge, and
 * nothing more is made of it. */

#define LEAST_WORDS   25
#define LEAST_HITS    5
#define LEAST_LETTERS 20

/* Longer than any word that is looked for. */
#define WORD_SIZE 16

static const struct
{
  const char *tag;
  const char *words;
} languages[] = {
  { "en", "the and of to is that with for this was are it by an from be not as can which when" },
  { "de", "der die und das ist nicht mit ein eine von zu den auf für dem des im wird sich auch bei wenn" },
  { "fr", "le la les et des est une un dans pour que qui sur avec pas du au par ce cette sont" },
  { "es", "el la los las y de que en un una es por con para no se del al como este" },
  { "it", "il la che di e un una per con non del della sono si da nel gli le questo quando" },
  { "pt", "o a os as que de e do da em um uma para com não por no na se como" },
  { "nl", "de het een en van is dat niet met voor op zijn wordt door ook aan bij als die te" },
  { "pl", "i w nie na do jest się z że to o po przez dla od jak przy który" },
};

/* Of the other scripts only those that name a language by themselves. */
static const struct
{
  GUnicodeScript  script;
  const char     *tag;
} scripts[] = {
  { G_UNICODE_SCRIPT_HIRAGANA, "ja" },
  { G_UNICODE_SCRIPT_HANGUL, "ko" },
  { G_UNICODE_SCRIPT_HAN, "zh" },
  { G_UNICODE_SCRIPT_CYRILLIC, "ru" },
  { G_UNICODE_SCRIPT_GREEK, "el" },
  { G_UNICODE_SCRIPT_ARABIC, "ar" },
  { G_UNICODE_SCRIPT_HEBREW, "he" },
};

typedef struct
{
  guint n_letters;
  guint in_script[G_N_ELEMENTS (scripts)];
  guint n_words;
  guint in_language[G_N_ELEMENTS (languages)];
} Count;

/* Each word with a bit for every language that has it. */
static GHashTable *
make_dictionary (void)
{
  GHashTable *dictionary = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char **words = g_strsplit (languages[i].words, " ", -1);

      for (guint j = 0; words[j] != NULL; j++)
        {
          guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (dictionary, words[j]));

          g_hash_table_replace (dictionary, words[j], GUINT_TO_POINTER (mask | 1u << i));
        }
    }

  return dictionary;
}

static void
count_letter (Count    *count,
              gunichar  c)
{
  count->n_letters++;
  if (c < 0x80)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    count->in_script[i] += g_unichar_get_script (c) == scripts[i].script;
}

static void
count_word (Count      *count,
            GHashTable *dictionary,
            const char *word)
{
  guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (dictionary, word));

  count->n_words++;
  for (guint i = 0; mask != 0; i++, mask >>= 1)
    count->in_language[i] += mask & 1;
}

/* One walk, since a report may be a megabyte of prose: a word is a run of letters. */
static void
count_text (Count      *count,
            const char *text)
{
  g_autoptr(GHashTable) dictionary = make_dictionary ();
  char word[WORD_SIZE + 6];
  gsize length = 0;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        {
          count_letter (count, c);
          if (length < WORD_SIZE)
            length += (gsize) g_unichar_to_utf8 (g_unichar_tolower (c), word + length);
        }
      else if (length > 0)
        {
          word[length] = '\0';
          count_word (count, dictionary, word);
          length = 0;
        }

      if (c == '\0')
        break;
    }
}

static const char *
guess_by_script (const Count *count)
{
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      guint n = count->in_script[i];

      if (n > LEAST_LETTERS && n * 3 > count->n_letters)
        return scripts[i].tag;
    }

  return NULL;
}

static const char *
guess_by_words (const Count *count)
{
  guint best = 0, second = 0;

  for (guint i = 1; i < G_N_ELEMENTS (languages); i++)
    {
      if (count->in_language[i] > count->in_language[best])
        best = i;
    }
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (i != best)
        second = MAX (second, count->in_language[i]);
    }

  if (count->n_words < LEAST_WORDS ||
      count->in_language[best] < LEAST_HITS ||
      count->in_language[best] < second * 3 / 2)
    return NULL;

  return languages[best].tag;
}

/**
 * herald_language_guess:
 * @text: UTF-8 text
 *
 * Guesses the language of a paragraph.
 *
 * Returns: (transfer full) (nullable): a language tag such as `de`, or %NULL
 *   when the text is too short or too mixed to tell
 */
char *
herald_language_guess (const char *text)
{
  Count count = { 0 };
  const char *tag;

  count_text (&count, text);
  tag = guess_by_script (&count);

  return g_strdup (tag != NULL ? tag : guess_by_words (&count));
}

/**
 * herald_language_same:
 * @tag: a language tag such as `en-GB`
 * @other: another one
 *
 * Tells whether two tags name the same language, whatever the region.
 *
 * Returns: %TRUE if they do
 */
gboolean
herald_language_same (const char *tag,
                      const char *other)
{
  gsize length = strcspn (tag, "-");

  return length == strcspn (other, "-") && g_ascii_strncasecmp (tag, other, length) == 0;
}
