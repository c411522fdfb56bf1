/* herald-field-catalog.c: the fields, sections and words that every form is made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-data.h"
#include "herald-field-catalog.h"
#include "herald-field-reader.h"

#define MAX_SIZE     (256 * 1024)
#define MAX_SECTIONS 50
#define MAX_WORDS    300
#define MAX_FIELDS   300
#define MAX_NOTE     500

struct _HeraldFieldCatalog
{
  GPtrArray  *sections; /* ids, NULL-terminated */
  GHashTable *labels;   /* of sections, by id */
  GHashTable *words;    /* by id */
  GHashTable *fields;   /* HeraldField, by id */
};

static GHashTable *
new_texts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
read_sections (HeraldFieldCatalog    *self,
               HeraldDecoder         *decoder,
               const HeraldJsonValue *array)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint length = herald_decoder_count (decoder, array, 1, MAX_SECTIONS);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (array, i);
      char *id;

      if (!herald_decoder_open (decoder, &object, HERALD_NAMES ("id", "label"), NULL))
        return;

      id = herald_decoder_id (decoder, HERALD_MEMBER (&object, "id"));
      herald_decoder_unique (decoder, HERALD_MEMBER (&object, "id"), seen, id);
      g_ptr_array_add (self->sections, id);
      g_hash_table_replace (self->labels, g_strdup (id),
                            herald_decoder_text (decoder, HERALD_MEMBER (&object, "label"),
                                                 HERALD_DECODER_SHORT, HERALD_DECODER_LINE));
    }
}

static void
read_words (HeraldFieldCatalog    *self,
            HeraldDecoder         *decoder,
            const HeraldJsonValue *array)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint length = herald_decoder_count (decoder, array, 0, MAX_WORDS);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (array, i);
      g_autofree char *note = NULL;
      char *id;

      if (!herald_decoder_open (decoder, &object, HERALD_NAMES ("id", "label"), HERALD_NAMES ("note")))
        return;

      id = herald_decoder_path (decoder, HERALD_MEMBER (&object, "id"));
      note = herald_decoder_text (decoder, HERALD_MEMBER (&object, "note"), MAX_NOTE, HERALD_DECODER_EMPTY);
      herald_decoder_unique (decoder, HERALD_MEMBER (&object, "id"), seen, id);
      g_hash_table_replace (self->words, id,
                            herald_decoder_text (decoder, HERALD_MEMBER (&object, "label"),
                                                 HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES));
    }
}

static const HeraldField *
find_field (gpointer    data,
            const char *id)
{
  return herald_field_catalog_find (data, id);
}

static void
read_fields (HeraldFieldCatalog    *self,
             HeraldDecoder         *decoder,
             const HeraldJsonValue *array)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) fields = g_ptr_array_new ();
  guint length = herald_decoder_count (decoder, array, 1, MAX_FIELDS);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (array, i);
      HeraldField *field;

      if (!herald_decoder_open (decoder, &object, HERALD_NAMES ("id", "section", "kind", "label", "help"),
                                HERALD_NAMES ("max", "choices", "unknown", "when", "past", "nudge-days")))
        return;

      field = herald_field_read (decoder, &object);
      field->catalogued = TRUE;
      if (herald_field_catalog_get_section_label (self, field->section) == NULL)
        herald_decoder_refuse (decoder, HERALD_MEMBER (&object, "section"), _("the id of a section was expected"));
      if (!herald_decoder_unique (decoder, HERALD_MEMBER (&object, "id"), seen, field->id))
        {
          herald_field_free (field);
          return;
        }
      g_ptr_array_add (fields, field);
      g_hash_table_replace (self->fields, field->id, field);
    }

  /* Conditions may name fields that stand further down. */
  for (guint i = 0; i < fields->len; i++)
    {
      HeraldJsonValue object = herald_json_element (array, i);

      herald_field_check_when (decoder, &object, g_ptr_array_index (fields, i), find_field, self);
      herald_field_check_circle (decoder, &object, g_ptr_array_index (fields, i), find_field, self);
    }
}

static void
free_catalog (HeraldFieldCatalog *self)
{
  g_ptr_array_unref (self->sections);
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->fields);
}

/**
 * herald_field_catalog_read:
 * @bytes: the content of a file in the format of `fields.schema.json`
 * @error: return location for an error
 *
 * Reads a field catalogue.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the catalogue, or %NULL with a #HeraldJsonError
 *   that names the place
 */
HeraldFieldCatalog *
herald_field_catalog_read (GBytes  *bytes,
                           GError **error)
{
  g_autoptr(JsonNode) node = herald_json_parse (bytes, MAX_SIZE, error);
  g_autoptr(HeraldFieldCatalog) self = NULL;
  HeraldJsonValue root = herald_json_root (node);
  HeraldDecoder decoder = { NULL };

  if (node == NULL || !herald_json_expect_format (&root, "herald-fields", 1, error))
    return NULL;

  self = g_atomic_rc_box_new0 (HeraldFieldCatalog);
  self->sections = g_ptr_array_new_with_free_func (g_free);
  self->labels = new_texts ();
  self->words = new_texts ();
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) herald_field_free);

  if (herald_decoder_open (&decoder, &root, HERALD_NAMES ("format", "version", "sections", "words", "fields"), NULL))
    {
      read_sections (self, &decoder, HERALD_MEMBER (&root, "sections"));
      read_words (self, &decoder, HERALD_MEMBER (&root, "words"));
      read_fields (self, &decoder, HERALD_MEMBER (&root, "fields"));
    }
  g_ptr_array_add (self->sections, NULL);

  if (decoder.error != NULL)
    {
      g_propagate_error (error, decoder.error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * herald_field_catalog_get_default:
 *
 * Gives the catalogue that is compiled into the program.
 *
 * Thread: any.
 *
 * Returns: (transfer none): the catalogue
 */
HeraldFieldCatalog *
herald_field_catalog_get_default (void)
{
  static HeraldFieldCatalog *catalog = NULL;
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      g_autoptr(GBytes) bytes = herald_data_lookup ("fields.json");
      g_autoptr(GError) error = NULL;

      /* Without it there is no form at all; a test reads the file as it is shipped. */
      catalog = bytes != NULL ? herald_field_catalog_read (bytes, &error) : NULL;
      if (catalog == NULL)
        g_error ("fields.json: %s", error != NULL ? error->message : "it is missing");
      g_once_init_leave (&done, 1);
    }

  return catalog;
}

/**
 * herald_field_catalog_find:
 * @self: a catalogue
 * @id: a field's id
 *
 * Finds a field.
 *
 * Returns: (transfer none) (nullable): the field, or %NULL
 */
const HeraldField *
herald_field_catalog_find (HeraldFieldCatalog *self,
                           const char         *id)
{
  return g_hash_table_lookup (self->fields, id);
}

/**
 * herald_field_catalog_get_sections:
 * @self: a catalogue
 *
 * Gives the ids of the sections, in the order of a form.
 *
 * Returns: (transfer none): the ids
 */
const char * const *
herald_field_catalog_get_sections (HeraldFieldCatalog *self)
{
  return (const char * const *) self->sections->pdata;
}

/**
 * herald_field_catalog_get_section_label:
 * @self: a catalogue
 * @section: an id
 *
 * Gives the heading of a section, in English.
 *
 * Returns: (transfer none) (nullable): the heading, or %NULL for an unknown id
 */
const char *
herald_field_catalog_get_section_label (HeraldFieldCatalog *self,
                                        const char         *section)
{
  return g_hash_table_lookup (self->labels, section);
}

/**
 * herald_field_catalog_get_word:
 * @self: a catalogue
 * @word: an id
 *
 * Gives one of the fixed words of a document, in English.
 *
 * Returns: (transfer none) (nullable): the word, or %NULL for an unknown id
 */
const char *
herald_field_catalog_get_word (HeraldFieldCatalog *self,
                               const char         *word)
{
  return g_hash_table_lookup (self->words, word);
}

/**
 * herald_field_catalog_ref:
 * @self: a catalogue
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
HeraldFieldCatalog *
herald_field_catalog_ref (HeraldFieldCatalog *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * herald_field_catalog_unref:
 * @self: (transfer full): a catalogue
 *
 * Gives a reference back.
 */
void
herald_field_catalog_unref (HeraldFieldCatalog *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) free_catalog);
}
