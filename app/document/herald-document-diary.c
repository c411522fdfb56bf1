/* herald-document-diary.c: what became of the tested device, told in sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-document-private.h"
#include "herald-text.h"

#define DIARY_PREFIX "dut."

/* The order in which the story is told: a sentence may begin with “it” only
 * once it was said what the device is. */
static const char * const story[] = {
  "origin", "clinical-use", "last-clinical-use", "restored", "must-not-return", "network", "notes", NULL
};

/* Whether a field is one of those that the diary tells. */
gboolean
herald_document_is_diary (const HeraldDocumentField *field)
{
  return g_str_has_prefix (field->field->id, DIARY_PREFIX) &&
         g_strv_contains (story, field->field->id + strlen (DIARY_PREFIX));
}

/* The part of a word's id that says which answer it tells; NULL where the
 * answer is put into the sentence. */
static const char *
find_variant (const HeraldDocumentField *field)
{
  if (herald_answer_is_unknown (field->answer))
    return "unknown";
  if (field->field->kind == HERALD_FIELD_FLAG)
    return json_node_get_boolean (field->answer) ? "yes" : "no";
  if (field->field->kind == HERALD_FIELD_CHOICE)
    return herald_answer_get_text (field->answer);

  return NULL;
}

/* What the reporter wrote, with a full stop where the next sentence would run
 * into it. */
static char *
close_sentence (const char *text)
{
  g_autofree char *closed = g_strstrip (g_strdup (text));
  const char *last = g_utf8_find_prev_char (closed, closed + strlen (closed));

  if (last != NULL && (g_unichar_isalnum (g_utf8_get_char (last)) || *last == ')'))
    return g_strconcat (closed, ".", NULL);

  return g_steal_pointer (&closed);
}

/* The sentence for an answer. NULL where there is none, and for text of several
 * lines, which would not survive in a paragraph. */
char *
herald_document_dup_diary_sentence (HeraldDocument            *self,
                                    const HeraldDocumentField *field)
{
  const char *variant, *word;
  g_autofree char *id = NULL, *text = NULL;

  if (field->answer == NULL || !herald_document_is_diary (field))
    return NULL;

  variant = find_variant (field);
  id = g_strconcat ("diary.", field->field->id + strlen (DIARY_PREFIX),
                    variant != NULL ? "." : NULL, variant, NULL);
  word = herald_document_find_word (self, id);
  if (word == NULL || variant != NULL)
    return g_strdup (word);

  if (field->field->kind == HERALD_FIELD_DATE)
    return herald_text_replace (word, "{date}", herald_answer_get_text (field->answer));

  text = close_sentence (herald_answer_get_text (field->answer));
  if (strchr (text, '\n') != NULL)
    return NULL;

  return herald_text_replace (word, "{text}", text);
}

/* The whole story in one paragraph; NULL where nothing can be told. */
char *
herald_document_dup_diary (HeraldDocument *self)
{
  g_autoptr(GString) diary = g_string_new (NULL);

  for (guint i = 0; story[i] != NULL; i++)
    {
      g_autofree char *id = g_strconcat (DIARY_PREFIX, story[i], NULL);
      const HeraldDocumentField *field = herald_document_find_field (self, id);
      g_autofree char *sentence = field == NULL ? NULL : herald_document_dup_diary_sentence (self, field);

      if (sentence == NULL)
        continue;
      if (diary->len > 0)
        g_string_append_c (diary, ' ');
      g_string_append (diary, sentence);
    }

  return diary->len == 0 ? NULL : g_string_free (g_steal_pointer (&diary), FALSE);
}
