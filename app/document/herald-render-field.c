/* herald-render-field.c: how the answer to a field stands in a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include "herald-render-private.h"
#include "herald-text.h"

/* A time as it was given and in UTC. Where the reporter is anonymous the zone
 * would say where they are, so UTC stands alone. */
static char *
describe_time (HeraldDocument            *document,
               const HeraldDocumentField *time)
{
  const char *day = time->day == NULL ? "" : time->day->utc;
  g_autofree char *utc = g_strdup_printf ("%s%s%.5s UTC", day, *day == '\0' ? "" : " ", time->utc);

  if (document->anonymous)
    return g_steal_pointer (&utc);

  return g_strdup_printf ("%s (%s)", herald_answer_get_text (time->answer), utc);
}

/* The one line that answers a field. */
static char *
describe_answer (HeraldRendering           *self,
                 const HeraldDocumentField *field)
{
  const char *text;

  if (field->answer == NULL)
    return g_strdup (herald_render_get_word (self, "answer.none"));
  if (herald_answer_is_unknown (field->answer))
    return g_strdup (herald_render_get_word (self, "answer.unknown"));

  text = herald_answer_get_text (field->answer);
  switch (field->field->kind)
    {
    case HERALD_FIELD_FLAG:
      return g_strdup (herald_render_get_word (self, json_node_get_boolean (field->answer) ? "answer.yes"
                                                                                         : "answer.no"));

    case HERALD_FIELD_CHOICE:
      return g_strdup (herald_field_get_choice_label (field->field, text));

    case HERALD_FIELD_TIME:
      return describe_time (self->document, field);

    case HERALD_FIELD_DATE:
      return g_strdup (self->document->anonymous && field->utc != NULL ? field->utc : text);

    default:
      return g_strdup (text);
    }
}

/* A member of a person or a party. */
static void
add_member (HeraldRendering *self,
            JsonObject      *entry,
            const char      *prefix,
            const char      *member,
            gboolean        *first)
{
  const char *text = json_object_get_string_member_with_default (entry, member, "");
  g_autofree char *label = g_strconcat (prefix, ".", member, NULL), *kind = NULL;

  if (herald_text_is_blank (text))
    return;

  if (g_str_equal (member, "kind"))
    {
      kind = g_strconcat ("party-kind.", text, NULL);
      text = herald_render_get_word (self, kind);
    }

  herald_render_add (self, *first ? HERALD_BLOCK_ITEM : HERALD_BLOCK_DETAIL,
                     herald_render_get_word (self, label), text);
  *first = FALSE;
}

static void
add_list (HeraldRendering           *self,
          const HeraldDocumentField *field)
{
  static const char * const person[] = { "name", "organization", "email", "phone", NULL };
  static const char * const party[] = { "party", "kind", "date", "shared", NULL };
  gboolean people = field->field->kind == HERALD_FIELD_PEOPLE;
  const char * const *members = people ? person : party;
  JsonArray *entries = json_node_get_array (field->answer);

  herald_render_add (self, HERALD_BLOCK_LABEL, field->field->label, "");
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      gboolean first = TRUE;

      if (field->field->kind == HERALD_FIELD_LINKS)
        {
          herald_render_add (self, HERALD_BLOCK_ITEM, "", json_array_get_string_element (entries, i));
          continue;
        }

      for (guint j = 0; members[j] != NULL; j++)
        add_member (self, json_array_get_object_element (entries, i), people ? "person" : "party",
                    members[j], &first);
    }
}

/* A field, answered or not. */
void
herald_render_add_field (HeraldRendering           *self,
                         const HeraldDocumentField *field)
{
  HeraldFieldKind kind = field->field->kind;
  gboolean given = field->answer != NULL && !herald_answer_is_unknown (field->answer);
  g_autofree char *line = NULL;

  if (given && herald_field_is_list (field->field))
    {
      add_list (self, field);
      return;
    }

  if (given && (kind == HERALD_FIELD_PROSE || kind == HERALD_FIELD_CODE))
    {
      herald_render_add (self, HERALD_BLOCK_LABEL, field->field->label, "");
      herald_render_add (self, kind == HERALD_FIELD_CODE ? HERALD_BLOCK_CODE : HERALD_BLOCK_PROSE, "",
                         herald_answer_get_text (field->answer));
      return;
    }

  line = describe_answer (self, field);
  herald_render_add (self, HERALD_BLOCK_FACT, field->field->label, line);
}

/* What the vendor said when it asked for the diary, each sentence once. */
void
herald_render_add_diary_wordings (HeraldRendering *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GString) wordings = g_string_new (NULL);

  for (guint i = 0; i < self->document->fields->len; i++)
    {
      const HeraldDocumentField *field = g_ptr_array_index (self->document->fields, i);
      const char *wording = field->field->wording;

      if (!field->asked || !herald_document_is_diary (field) || *wording == '\0' ||
          !g_hash_table_add (seen, (char *) wording))
        continue;
      if (wordings->len > 0)
        g_string_append_c (wordings, '\n');
      g_string_append (wordings, wording);
    }

  if (wordings->len > 0)
    herald_render_add (self, HERALD_BLOCK_QUOTE, "", wordings->str);
}

/* The device diary in one place: the story, then what no sentence tells. */
void
herald_render_add_diary (HeraldRendering *self)
{
  g_autofree char *story = herald_document_dup_diary (self->document);

  if (story != NULL)
    {
      herald_render_add (self, HERALD_BLOCK_LABEL, herald_render_get_word (self, "document.device"), "");
      herald_render_add (self, HERALD_BLOCK_STORY, "", story);
    }

  for (guint i = 0; i < self->document->fields->len; i++)
    {
      const HeraldDocumentField *field = g_ptr_array_index (self->document->fields, i);
      g_autofree char *sentence = herald_document_dup_diary_sentence (self->document, field);

      if (herald_document_is_diary (field) && sentence == NULL && (field->asked || field->answer != NULL))
        herald_render_add_field (self, field);
    }
}
