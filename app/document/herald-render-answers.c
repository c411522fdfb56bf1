/* herald-render-answers.c: each answer of a document as a text of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-render-private.h"
#include "herald-text.h"

/**
 * herald_document_text_free:
 * @self: (transfer full): a text
 *
 * Frees a text.
 */
void
herald_document_text_free (HeraldDocumentText *self)
{
  g_free (self->field);
  g_free (self->section);
  g_free (self->label);
  g_free (self->text);
  g_free (self);
}

static void
append_block (GString           *out,
              const HeraldBlock *block)
{
  if (block->kind == HERALD_BLOCK_LABEL)
    return;

  if (out->len > 0)
    g_string_append_c (out, '\n');
  if (*block->label != '\0' && block->kind != HERALD_BLOCK_FACT)
    g_string_append_printf (out, "%s: ", block->label);
  g_string_append (out, block->text);
}

static char *
make_text (HeraldDocument            *document,
           const HeraldDocumentField *field)
{
  g_autoptr(GPtrArray) blocks = herald_render_blocks_new ();
  HeraldRendering rendering = { document, blocks };
  g_autoptr(GString) out = g_string_new (NULL);

  if (field->answer == NULL)
    return g_strdup ("");

  herald_render_add_field (&rendering, field);
  for (guint i = 0; i < blocks->len; i++)
    append_block (out, g_ptr_array_index (blocks, i));

  while (out->len > 0 && out->str[out->len - 1] == '\n')
    g_string_truncate (out, out->len - 1);

  return herald_text_show_hidden (out->str, TRUE);
}

/**
 * herald_document_list_texts:
 * @self: a document
 *
 * Gives each answer as a text of its own, for forms with a field for each.
 *
 * The texts are not wrapped and not indented. They come section by section, and
 * in each in the vendor's order; what was not answered is among them, empty.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type HeraldDocumentText): the texts
 */
GPtrArray *
herald_document_list_texts (HeraldDocument *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_text_free);
  g_autoptr(GPtrArray) sections = herald_document_list_sections (self);

  for (guint i = 0; i < sections->len; i++)
    for (guint j = 0; j < self->fields->len; j++)
      {
        const HeraldDocumentField *field = g_ptr_array_index (self->fields, j);
        HeraldDocumentText *text;

        if (!g_str_equal (field->field->section, g_ptr_array_index (sections, i)))
          continue;

        text = g_new0 (HeraldDocumentText, 1);
        text->field = g_strdup (field->field->id);
        text->section = g_strdup (herald_vendor_get_section_label (self->vendor, field->field->section));
        text->label = g_strdup (field->field->label);
        text->text = make_text (self, field);
        g_ptr_array_add (texts, text);
      }

  return texts;
}
