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

#define LEAST_WORDS 25
#define LEAST_HITS  5

typedef struct
{
  const char *tag;
  const char *words;  /* between spaces */
} Language;

static const Language languages[] = {
  { "en", " the and of to is that with for this was are it by an from be not as can which when " },
  { "de", " der die und das ist nicht mit ein eine von zu den auf für dem des im wird sich auch bei wenn " },
  { "fr", " le la les et des est une un dans pour que qui sur avec pas du au par ce cette sont " },
  { "es", " el la los las y de que en un una es por con para no se del al como este " },
  { "it", " il la che di e un una per con non del della sono si da nel gli le questo quando " },
  { "pt", " o a os as que de e do da em um uma para com não por no na se como " },
  { "nl", " de het een en van is dat niet met voor op zijn wordt door ook aan bij als die te " },
  { "pl", " i w nie na do jest się z że to o po przez dla od jak przy który " },
};

static gboolean
is_word_of (const Language *language,
            const char     *word)
{
  g_autofree char *spaced = g_strconcat (" ", word, " ", NULL);

  return strstr (language->words, spaced) != NULL;
}

static guint
count_letters (const char    *text,
               GUnicodeScript script)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n += g_unichar_isalpha (c) &&
           (script == G_UNICODE_SCRIPT_COMMON || g_unichar_get_script (c) == script);
    }

  return n;
}

/* Of the other scripts only those that name a language by themselves. */
static const char *
guess_by_script (const char *text)
{
  static const struct { GUnicodeScript script; const char *tag; } scripts[] = {
    { G_UNICODE_SCRIPT_HIRAGANA, "ja" },
    { G_UNICODE_SCRIPT_HANGUL, "ko" },
    { G_UNICODE_SCRIPT_HAN, "zh" },
    { G_UNICODE_SCRIPT_CYRILLIC, "ru" },
    { G_UNICODE_SCRIPT_GREEK, "el" },
    { G_UNICODE_SCRIPT_ARABIC, "ar" },
    { G_UNICODE_SCRIPT_HEBREW, "he" },
  };
  guint all = count_letters (text, G_UNICODE_SCRIPT_COMMON);

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      guint n = count_letters (text, scripts[i].script);

      if (n > 20 && n * 3 > all)
        return scripts[i].tag;
    }

  return NULL;
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
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto(GStrv) words = g_strsplit_set (lower, " \t\r\n.,;:!?()[]{}\"'“”„»«/", -1);
  guint hits[G_N_ELEMENTS (languages)] = { 0 }, n_words = 0, best = 0, second = 0;
  const char *script = guess_by_script (text);

  if (script != NULL)
    return g_strdup (script);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      n_words++;
      for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
        hits[j] += is_word_of (&languages[j], words[i]);
    }

  for (guint j = 1; j < G_N_ELEMENTS (languages); j++)
    {
      if (hits[j] > hits[best])
        best = j;
    }
  for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
    {
      if (j != best)
        second = MAX (second, hits[j]);
    }

  if (n_words < LEAST_WORDS || hits[best] < LEAST_HITS || hits[best] < second * 3 / 2)
    return NULL;

  return g_strdup (languages[best].tag);
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
