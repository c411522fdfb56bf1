/* herald-vendor-find.c: finding one thing that a vendor's profile says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include "herald-data.h"
#include "herald-vendor-private.h"

/**
 * herald_vendor_find_field:
 * @self: a vendor
 * @id: a field's id
 *
 * Finds a field of the form.
 *
 * Returns: (transfer none) (nullable): the field, or %NULL where the form has
 *   no such field
 */
const HeraldField *
herald_vendor_find_field (HeraldVendor *self,
                          const char   *id)
{
  return g_hash_table_lookup (self->fields_by_id, id);
}

static const HeraldRule *
find_rule (GPtrArray  *rules,
           const char *id)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const HeraldRule *rule = g_ptr_array_index (rules, i);

      if (g_str_equal (rule->id, id))
        return rule;
    }

  return NULL;
}

/**
 * herald_vendor_find_rule:
 * @self: a vendor
 * @id: a rule's id
 * @is_term: (out) (optional): whether it is a term, not a prerequisite
 *
 * Finds a prerequisite or term, whose ids differ.
 *
 * Returns: (transfer none) (nullable): the rule, or %NULL
 */
const HeraldRule *
herald_vendor_find_rule (HeraldVendor *self,
                         const char   *id,
                         gboolean     *is_term)
{
  const HeraldRule *prerequisite = find_rule (self->prerequisites, id);
  const HeraldRule *term = find_rule (self->terms, id);

  if (is_term != NULL)
    *is_term = term != NULL;

  return prerequisite != NULL ? prerequisite : term;
}

/**
 * herald_vendor_find_diversion:
 * @self: a vendor
 * @id: a diversion's id
 *
 * Finds a diversion.
 *
 * Returns: (transfer none) (nullable): the diversion, or %NULL
 */
const HeraldDiversion *
herald_vendor_find_diversion (HeraldVendor *self,
                              const char   *id)
{
  for (guint i = 0; i < self->diversions->len; i++)
    {
      const HeraldDiversion *diversion = g_ptr_array_index (self->diversions, i);

      if (g_str_equal (diversion->id, id))
        return diversion;
    }

  return NULL;
}

/**
 * herald_vendor_find_channel:
 * @self: a vendor
 * @kind: a way to deliver
 *
 * Finds the vendor's preferred channel of a kind.
 *
 * One for reports comes before one that is for questions only.
 *
 * Returns: (transfer none) (nullable): the channel, or %NULL
 */
const HeraldChannel *
herald_vendor_find_channel (HeraldVendor      *self,
                            HeraldChannelKind  kind)
{
  const HeraldChannel *found = NULL;

  for (guint i = 0; i < self->channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (self->channels, i);

      if (channel->kind == kind && (found == NULL || (channel->for_reports && !found->for_reports)))
        found = channel;
    }

  return found;
}

/**
 * herald_vendor_get_word:
 * @self: a vendor
 * @word: the id of a word of the catalogue
 *
 * Gives one of the fixed words of a document, in the vendor's language.
 *
 * Returns: (transfer none): the profile's word, or the catalogue's
 */
const char *
herald_vendor_get_word (HeraldVendor *self,
                        const char   *word)
{
  const char *label = g_hash_table_lookup (self->words, word);

  if (label == NULL)
    label = herald_field_catalog_get_word (self->catalog, word);
  g_return_val_if_fail (label != NULL, word);

  return label;
}

/**
 * herald_vendor_get_section_label:
 * @self: a vendor
 * @section: the id of a section of the catalogue
 *
 * Gives the heading of a section, in the vendor's language.
 *
 * Returns: (transfer none): the profile's heading, or the catalogue's
 */
const char *
herald_vendor_get_section_label (HeraldVendor *self,
                                 const char   *section)
{
  const char *label = g_hash_table_lookup (self->section_labels, section);

  if (label == NULL)
    label = herald_field_catalog_get_section_label (self->catalog, section);
  g_return_val_if_fail (label != NULL, section);

  return label;
}

/**
 * herald_vendor_get_shipped_key:
 * @self: a vendor
 *
 * Gives the key file that is compiled in together with the profile, and so
 * counts as confirmed.
 *
 * A profile of the person's own never has one, whatever it says.
 *
 * Returns: (transfer full) (nullable): the file's content, or %NULL
 */
GBytes *
herald_vendor_get_shipped_key (HeraldVendor *self)
{
  for (guint i = 0; self->shipped && i < self->keys->len; i++)
    {
      const HeraldVendorKey *key = g_ptr_array_index (self->keys, i);
      g_autofree char *name = g_strconcat ("keys/", key->file, NULL);

      if (*key->file != '\0')
        return herald_data_lookup (name);
    }

  return NULL;
}
