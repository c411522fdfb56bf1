/* herald-render.c: what stands in a document for people, block by block
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-render-private.h"
#include "herald-text.h"

static void
block_free (HeraldBlock *block)
{
  g_free (block->label);
  g_free (block->text);
  g_free (block);
}

/* No blocks yet. */
GPtrArray *
herald_render_blocks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
}

/* Puts a block behind the others. */
void
herald_render_add (HeraldRendering *self,
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

/* One of the document's fixed words, in the vendor's language. */
const char *
herald_render_get_word (HeraldRendering *self,
                        const char      *word)
{
  return herald_vendor_get_word (self->document->vendor, word);
}

/* A line whose label is one of the fixed words. */
static void
add_line (HeraldRendering *self,
          HeraldBlockKind  kind,
          const char      *word,
          const char      *text)
{
  herald_render_add (self, kind, herald_render_get_word (self, word), text);
}

/* Whether the reporter can be answered, and how. */
static void
add_reply (HeraldRendering *self)
{
  const char *key = self->document->reply_key;

  if (self->document->anonymous)
    add_line (self, HERALD_BLOCK_FACT, "document.anonymous",
              herald_render_get_word (self, key != NULL ? "document.no-name" : "document.no-reply"));
  if (key != NULL)
    add_line (self, HERALD_BLOCK_FACT, "document.reply-key", key);
}

static void
add_head (HeraldRendering *self)
{
  HeraldDocument *document = self->document;
  g_autofree char *language = herald_document_dup_language (document);

  herald_render_add (self, HERALD_BLOCK_TITLE, "", document->title);
  add_line (self, HERALD_BLOCK_FACT, "document.vendor", herald_vendor_get_name (document->vendor));
  add_line (self, HERALD_BLOCK_FACT, "document.language", language);
  add_line (self, HERALD_BLOCK_FACT, "document.date", document->date);
  add_line (self, HERALD_BLOCK_FACT, "document.reference", document->reference);
  add_reply (self);
  herald_render_add (self, HERALD_BLOCK_PARAGRAPH, "", herald_render_get_word (self, "document.times"));
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

/* What the vendor asked for, in its order: each of its sentences stands once
 * over the fields in a row that came of it. */
static void
add_asked (HeraldRendering *self)
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
        herald_render_add (self, HERALD_BLOCK_PART, "", herald_render_get_word (self, "document.asked"));
      any = TRUE;

      if (diary)
        {
          herald_render_add_diary_wordings (self);
          herald_render_add_diary (self);
          told = TRUE;
          wording = "";
          continue;
        }

      if (*field->field->wording != '\0' && !g_str_equal (field->field->wording, wording))
        herald_render_add (self, HERALD_BLOCK_QUOTE, "", field->field->wording);
      wording = field->field->wording;
      herald_render_add_field (self, field);
    }
}

static void
add_further_section (HeraldRendering *self,
                     const char      *section,
                     gboolean        *any)
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
        herald_render_add (self, HERALD_BLOCK_PART, "", herald_render_get_word (self, "document.further"));
      if (!opened)
        herald_render_add (self, HERALD_BLOCK_SECTION, "",
                           herald_vendor_get_section_label (self->document->vendor, section));
      *any = opened = TRUE;

      if (diary)
        herald_render_add_diary (self);
      else
        herald_render_add_field (self, field);
      told = told || diary;
    }
}

static void
add_further (HeraldRendering *self)
{
  g_autoptr(GPtrArray) sections = herald_document_list_sections (self->document);
  gboolean any = FALSE;

  for (guint i = 0; i < sections->len; i++)
    add_further_section (self, g_ptr_array_index (sections, i), &any);
}

static void
add_diversions (HeraldRendering *self)
{
  static const char * const answers[] = { "answer.none", "answer.no", "answer.yes" };
  GPtrArray *diversions = self->document->diversions;

  if (diversions->len > 0)
    herald_render_add (self, HERALD_BLOCK_PART, "", herald_render_get_word (self, "document.diversions"));

  for (guint i = 0; i < diversions->len; i++)
    {
      const HeraldDocumentDiversion *diversion = g_ptr_array_index (diversions, i);

      herald_render_add (self, HERALD_BLOCK_FACT, diversion->diversion->question,
           herald_render_get_word (self, answers[diversion->answer]));
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
add_rules (HeraldRendering *self,
           gboolean         terms,
           const char      *heading,
           const char      *word)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->document->rules->len; i++)
    {
      const HeraldDocumentRule *rule = g_ptr_array_index (self->document->rules, i);
      g_autofree char *when = NULL, *status = NULL;

      if (rule->term != terms)
        continue;
      if (!any)
        herald_render_add (self, HERALD_BLOCK_PART, "", herald_render_get_word (self, heading));
      any = TRUE;

      if (rule->at != NULL)
        {
          when = describe_instant (rule->at);
          status = herald_text_replace (herald_render_get_word (self, word), "{date}", when);
        }
      herald_render_add (self, HERALD_BLOCK_QUOTE, "", rule->rule->wording);
      herald_render_add (self, HERALD_BLOCK_STATUS, "",
                         status != NULL ? status : herald_render_get_word (self, terms ? "term.open" : "rule.open"));
    }
}

static void
add_attachments (HeraldRendering *self)
{
  GPtrArray *attachments = self->document->attachments;

  herald_render_add (self, HERALD_BLOCK_PART, "", herald_render_get_word (self, "document.attachments"));
  if (attachments->len == 0)
    herald_render_add (self, HERALD_BLOCK_PARAGRAPH, "",
                       herald_render_get_word (self, "document.no-attachments"));

  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autofree char *role = g_strconcat ("role.", attachment->role, NULL);
      g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT " %s", attachment->size,
                                               herald_render_get_word (self, "attachment.bytes"));

      add_line (self, HERALD_BLOCK_ITEM, "attachment.name", attachment->name);
      add_line (self, HERALD_BLOCK_DETAIL, "attachment.role", herald_render_get_word (self, role));
      add_line (self, HERALD_BLOCK_DETAIL, "attachment.size", size);
      add_line (self, HERALD_BLOCK_DETAIL, "attachment.sha256", attachment->sha256);
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
  HeraldRendering self = { document, herald_render_blocks_new () };

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
