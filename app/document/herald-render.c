/* herald-render.c: what stands in a document for people, block by block
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-document-private.h"
#include "herald-render.h"
#include "herald-text.h"

typedef struct
{
  HeraldDocument *document;
  GPtrArray      *blocks;
} Rendering;

static void
block_free (HeraldBlock *block)
{
  g_free (block->label);
  g_free (block->text);
  g_free (block);
}

static void
add (Rendering       *self,
     HeraldBlockKind  kind,
     const char      *label,
     const char      *text)
{
  HeraldBlock *block = g_new0 (HeraldBlock, 1);

  block->kind = kind;
  block->label = g_strdup (label);
  block->text = g_strdup (text);
  g_ptr_array_add (self->blocks, block);
}

static const char *
get_word (Rendering  *self,
          const char *word)
{
  return herald_vendor_get_word (self->document->vendor, word);
}

static void
add_fact (Rendering  *self,
          const char *word,
          const char *text)
{
  add (self, HERALD_BLOCK_FACT, get_word (self, word), text);
}

static void
add_head (Rendering *self)
{
  HeraldDocument *document = self->document;
  g_autofree char *language = herald_document_dup_language (document);

  add (self, HERALD_BLOCK_TITLE, "", document->title);
  add_fact (self, "document.vendor", herald_vendor_get_name (document->vendor));
  add_fact (self, "document.language", language);
  add_fact (self, "document.date", document->date);
  add_fact (self, "document.reference", document->reference);
  if (document->anonymous)
    add_fact (self, "document.anonymous", get_word (self, "document.no-reply"));
  add (self, HERALD_BLOCK_PARAGRAPH, "", get_word (self, "document.times"));
}

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
describe_answer (Rendering                 *self,
                 const HeraldDocumentField *field)
{
  const char *text;

  if (field->answer == NULL)
    return g_strdup (get_word (self, "answer.none"));
  if (herald_answer_is_unknown (field->answer))
    return g_strdup (get_word (self, "answer.unknown"));

  text = herald_answer_get_text (field->answer);
  switch (field->field->kind)
    {
    case HERALD_FIELD_FLAG:
      return g_strdup (get_word (self, json_node_get_boolean (field->answer) ? "answer.yes" : "answer.no"));

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
add_member (Rendering  *self,
            JsonObject *entry,
            const char *prefix,
            const char *member,
            gboolean   *first)
{
  const char *text = json_object_get_string_member_with_default (entry, member, "");
  g_autofree char *label = g_strconcat (prefix, ".", member, NULL), *kind = NULL;

  if (herald_text_is_blank (text))
    return;

  if (g_str_equal (member, "kind"))
    {
      kind = g_strconcat ("party-kind.", text, NULL);
      text = get_word (self, kind);
    }

  add (self, *first ? HERALD_BLOCK_ITEM : HERALD_BLOCK_DETAIL, get_word (self, label), text);
  *first = FALSE;
}

static void
add_list (Rendering                 *self,
          const HeraldDocumentField *field)
{
  static const char * const person[] = { "name", "organization", "email", "phone", NULL };
  static const char * const party[] = { "party", "kind", "date", "shared", NULL };
  gboolean people = field->field->kind == HERALD_FIELD_PEOPLE;
  const char * const *members = people ? person : party;
  JsonArray *entries = json_node_get_array (field->answer);

  add (self, HERALD_BLOCK_LABEL, field->field->label, "");
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      gboolean first = TRUE;

      if (field->field->kind == HERALD_FIELD_LINKS)
        {
          add (self, HERALD_BLOCK_ITEM, "", json_array_get_string_element (entries, i));
          continue;
        }

      for (guint j = 0; members[j] != NULL; j++)
        add_member (self, json_array_get_object_element (entries, i), people ? "person" : "party",
                    members[j], &first);
    }
}

static void
add_field (Rendering                 *self,
           const HeraldDocumentField *field)
{
  gboolean given = field->answer != NULL && !herald_answer_is_unknown (field->answer);
  g_autofree char *line = NULL;

  if (given && herald_field_is_list (field->field))
    {
      add_list (self, field);
      return;
    }

  if (given && (field->field->kind == HERALD_FIELD_PROSE || field->field->kind == HERALD_FIELD_CODE))
    {
      add (self, HERALD_BLOCK_LABEL, field->field->label, "");
      add (self, field->field->kind == HERALD_FIELD_CODE ? HERALD_BLOCK_CODE : HERALD_BLOCK_PROSE, "",
           herald_answer_get_text (field->answer));
      return;
    }

  line = describe_answer (self, field);
  add (self, HERALD_BLOCK_FACT, field->field->label, line);
}

static gboolean
asks_for_diary (HeraldDocument *document)
{
  for (guint i = 0; i < document->fields->len; i++)
    {
      const HeraldDocumentField *field = g_ptr_array_index (document->fields, i);

      if (field->asked && herald_document_is_diary (field))
        return TRUE;
    }

  return FALSE;
}

/* The device diary in one place: the story, then what no sentence tells. */
static void
add_diary (Rendering *self)
{
  g_autofree char *story = herald_document_dup_diary (self->document);

  if (story != NULL)
    {
      add (self, HERALD_BLOCK_LABEL, get_word (self, "document.device"), "");
      add (self, HERALD_BLOCK_STORY, "", story);
    }

  for (guint i = 0; i < self->document->fields->len; i++)
    {
      const HeraldDocumentField *field = g_ptr_array_index (self->document->fields, i);
      g_autofree char *sentence = herald_document_dup_diary_sentence (self->document, field);

      if (herald_document_is_diary (field) && sentence == NULL && (field->asked || field->answer != NULL))
        add_field (self, field);
    }
}

/* What the vendor said when it asked for the diary, each sentence once. */
static void
add_diary_wordings (Rendering *self)
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
    add (self, HERALD_BLOCK_QUOTE, "", wordings->str);
}

/* What the vendor asked for, in its order: each of its sentences stands once
 * over the fields in a row that came of it. */
static void
add_asked (Rendering *self)
{
  const char *wording = "";
  gboolean any = FALSE, told = FALSE;

  for (guint i = 0; i < self->document->fields->len; i++)
    {
      const HeraldDocumentField *field = g_ptr_array_index (self->document->fields, i);
      gboolean diary = herald_document_is_diary (field);

      if (!field->asked || (diary && told))
        continue;
      if (!any)
        add (self, HERALD_BLOCK_PART, "", get_word (self, "document.asked"));
      any = TRUE;

      if (diary)
        {
          add_diary_wordings (self);
          add_diary (self);
          told = TRUE;
          wording = "";
          continue;
        }

      if (*field->field->wording != '\0' && !g_str_equal (field->field->wording, wording))
        add (self, HERALD_BLOCK_QUOTE, "", field->field->wording);
      wording = field->field->wording;
      add_field (self, field);
    }
}

static void
add_further_section (Rendering  *self,
                     const char *section,
                     gboolean   *any)
{
  gboolean opened = FALSE, told = asks_for_diary (self->document);

  for (guint i = 0; i < self->document->fields->len; i++)
    {
      const HeraldDocumentField *field = g_ptr_array_index (self->document->fields, i);
      gboolean diary = herald_document_is_diary (field);

      if (field->asked || field->answer == NULL || (diary && told) ||
          !g_str_equal (field->field->section, section))
        continue;

      if (!*any)
        add (self, HERALD_BLOCK_PART, "", get_word (self, "document.further"));
      if (!opened)
        add (self, HERALD_BLOCK_SECTION, "", herald_vendor_get_section_label (self->document->vendor, section));
      *any = opened = TRUE;

      if (diary)
        add_diary (self);
      else
        add_field (self, field);
      told = told || diary;
    }
}

static void
add_further (Rendering *self)
{
  g_autoptr(GPtrArray) sections = herald_document_list_sections (self->document);
  gboolean any = FALSE;

  for (guint i = 0; i < sections->len; i++)
    add_further_section (self, g_ptr_array_index (sections, i), &any);
}

static void
add_diversions (Rendering *self)
{
  static const char * const answers[] = { "answer.none", "answer.no", "answer.yes" };
  GPtrArray *diversions = self->document->diversions;

  if (diversions->len > 0)
    add (self, HERALD_BLOCK_PART, "", get_word (self, "document.diversions"));

  for (guint i = 0; i < diversions->len; i++)
    {
      const HeraldDocumentDiversion *diversion = g_ptr_array_index (diversions, i);

      add (self, HERALD_BLOCK_FACT, diversion->diversion->question,
           get_word (self, answers[diversion->answer]));
    }
}

/* An instant as people read it: `2026-11-21 12:01:00 UTC`; a date as it is. */
static char *
describe_instant (const char *at)
{
  if (strlen (at) < strlen ("YYYY-MM-DDThh:mm:ssZ"))
    return g_strdup (at);

  return g_strdup_printf ("%.10s %.8s UTC", at, at + strlen ("YYYY-MM-DDT"));
}

static void
add_rules (Rendering  *self,
           gboolean    terms,
           const char *heading,
           const char *word)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->document->rules->len; i++)
    {
      const HeraldDocumentRule *rule = g_ptr_array_index (self->document->rules, i);
      g_autofree char *when = NULL, *status = NULL;

      if (rule->term != terms)
        continue;
      if (!any)
        add (self, HERALD_BLOCK_PART, "", get_word (self, heading));
      any = TRUE;

      if (rule->at != NULL)
        {
          when = describe_instant (rule->at);
          status = herald_text_replace (get_word (self, word), "{date}", when);
        }
      add (self, HERALD_BLOCK_QUOTE, "", rule->rule->wording);
      add (self, HERALD_BLOCK_STATUS, "", status != NULL ? status : get_word (self, "rule.open"));
    }
}

static void
add_attachments (Rendering *self)
{
  GPtrArray *attachments = self->document->attachments;

  add (self, HERALD_BLOCK_PART, "", get_word (self, "document.attachments"));
  if (attachments->len == 0)
    add (self, HERALD_BLOCK_PARAGRAPH, "", get_word (self, "document.no-attachments"));

  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autofree char *role = g_strconcat ("role.", attachment->role, NULL);
      g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT " %s", attachment->size,
                                               get_word (self, "attachment.bytes"));

      add (self, HERALD_BLOCK_ITEM, get_word (self, "attachment.name"), attachment->name);
      add (self, HERALD_BLOCK_DETAIL, get_word (self, "attachment.role"), get_word (self, role));
      add (self, HERALD_BLOCK_DETAIL, get_word (self, "attachment.size"), size);
      add (self, HERALD_BLOCK_DETAIL, get_word (self, "attachment.sha256"), attachment->sha256);
    }
}

/**
 * herald_render_blocks:
 * @document: a document
 *
 * Lays out a document for people: what the vendor asked for, then the rest,
 * then the questions, rules, terms and attachments.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type HeraldBlock): the blocks
 */
GPtrArray *
herald_render_blocks (HeraldDocument *document)
{
  Rendering self = { document, g_ptr_array_new_with_free_func ((GDestroyNotify) block_free) };

  add_head (&self);
  add_asked (&self);
  add_further (&self);
  add_diversions (&self);
  add_rules (&self, FALSE, "document.rules", "rule.attested");
  add_rules (&self, TRUE, "document.terms", "rule.accepted");
  add_attachments (&self);

  return self.blocks;
}

/**
 * herald_document_to_text:
 * @self: a document
 *
 * Writes a document as plain text.
 *
 * It reads in any mail program: the document's own lines have at most 76
 * columns, answers keep their lines and stand indented, the vendor's sentences
 * stand as quotes. Hidden characters are shown as `<U+202E>`.
 *
 * Thread: any.
 *
 * Returns: (transfer full): UTF-8 text with a final line end
 */
char *
herald_document_to_text (HeraldDocument *self)
{
  g_autoptr(GPtrArray) blocks = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  blocks = herald_render_blocks (self);
  return herald_render_text (blocks);
}

/**
 * herald_document_to_markdown:
 * @self: a document
 *
 * Writes a document as Markdown (CommonMark 0.30).
 *
 * What the vendor and the reporter wrote is text in it, whatever it looks
 * like, and code is fenced.
 *
 * Thread: any.
 *
 * Returns: (transfer full): UTF-8 text with a final line end
 */
char *
herald_document_to_markdown (HeraldDocument *self)
{
  g_autoptr(GPtrArray) blocks = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  blocks = herald_render_blocks (self);
  return herald_render_markdown (blocks);
}
