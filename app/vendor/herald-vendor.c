/* herald-vendor.c: a vendor's profile, merged with the field catalogue
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include "herald-data.h"
#include "herald-vendor-private.h"

#define NEW_LIST(destroy) g_ptr_array_new_with_free_func ((GDestroyNotify) (destroy))

static void
source_free (HeraldSource *source)
{
  g_free (source->id);
  g_free (source->title);
  g_free (source->url);
  g_free (source->seen);
  g_free (source->note);
  g_free (source);
}

static void
statement_clear (HeraldStatement *statement)
{
  g_free (statement->value);
  g_free (statement->source);
  g_free (statement->note);
}

static void
link_free (HeraldLink *link)
{
  g_free (link->id);
  statement_clear (&link->url);
  g_free (link);
}

static void
rule_free (HeraldRule *rule)
{
  g_free (rule->id);
  g_free (rule->title);
  g_free (rule->wording);
  g_free (rule->explanation);
  g_free (rule->source);
  g_strfreev (rule->parts);
  g_free (rule->unsure);
  g_free (rule);
}

static void
diversion_free (HeraldDiversion *diversion)
{
  g_free (diversion->id);
  g_free (diversion->question);
  g_free (diversion->wording);
  g_free (diversion->source);
  g_free (diversion->advice);
  g_free (diversion);
}

static void
contradiction_free (HeraldContradiction *contradiction)
{
  g_strfreev (contradiction->between);
  g_free (contradiction->note);
  g_free (contradiction);
}

static void
promise_free (HeraldPromise *promise)
{
  g_free (promise->id);
  g_free (promise->title);
  g_free (promise->wording);
  g_free (promise->explanation);
  g_free (promise->source);
  g_free (promise);
}

/**
 * herald_form_entry_free:
 * @entry: (transfer full): a field of a web form
 *
 * Frees a field of a web form.
 */
void
herald_form_entry_free (HeraldFormEntry *entry)
{
  g_free (entry->label);
  g_free (entry->field);
  g_free (entry);
}

static void
channel_free (HeraldChannel *channel)
{
  g_free (channel->id);
  g_free (channel->title);
  g_free (channel->wording);
  g_free (channel->source);
  g_free (channel->note);
  statement_clear (&channel->address);
  g_free (channel->subject);
  g_free (channel->contract);
  g_clear_pointer (&channel->form, g_ptr_array_unref);
  g_free (channel);
}

static void
key_free (HeraldVendorKey *key)
{
  g_free (key->fingerprint);
  g_free (key->source);
  g_free (key->url);
  g_free (key->file);
  g_free (key);
}

static void
vendor_clear (HeraldVendor *self)
{
  json_node_unref (self->root);
  herald_field_catalog_unref (self->catalog);
  g_free (self->id);
  g_free (self->name);
  g_free (self->language);
  g_clear_pointer (&self->language_rule, rule_free);
  g_clear_pointer (&self->anonymity_rule, rule_free);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->scope_in);
  g_ptr_array_unref (self->scope_out);
  g_ptr_array_unref (self->not_for);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->diversions);
  g_ptr_array_unref (self->prerequisites);
  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->forbidden);
  g_ptr_array_unref (self->contradictions);
  g_ptr_array_unref (self->promises);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->keys);
  g_hash_table_unref (self->fields_by_id);
  g_ptr_array_unref (self->fields);
  g_strfreev (self->covers);
  g_strfreev (self->shares_with);
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->section_labels);
}

/**
 * herald_vendor_new:
 * @root: the profile
 * @catalog: the fields that it may ask for
 *
 * Makes a vendor that says nothing yet, for its reader to fill.
 *
 * Returns: (transfer full): the vendor
 */
HeraldVendor *
herald_vendor_new (JsonNode           *root,
                   HeraldFieldCatalog *catalog)
{
  HeraldVendor *self = g_atomic_rc_box_new0 (HeraldVendor);

  self->root = json_node_ref (root);
  self->catalog = herald_field_catalog_ref (catalog);
  self->sources = NEW_LIST (source_free);
  self->links = NEW_LIST (link_free);
  self->scope_in = NEW_LIST (rule_free);
  self->scope_out = NEW_LIST (rule_free);
  self->not_for = NEW_LIST (rule_free);
  self->notes = NEW_LIST (rule_free);
  self->diversions = NEW_LIST (diversion_free);
  self->prerequisites = NEW_LIST (rule_free);
  self->terms = NEW_LIST (rule_free);
  self->forbidden = NEW_LIST (rule_free);
  self->contradictions = NEW_LIST (contradiction_free);
  self->promises = NEW_LIST (promise_free);
  self->channels = NEW_LIST (channel_free);
  self->keys = NEW_LIST (key_free);
  self->fields = NEW_LIST (herald_field_free);
  self->fields_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->section_labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->max_attachment_bytes = HERALD_VENDOR_MAX_ATTACHMENT_BYTES;
  self->max_attachments = HERALD_VENDOR_MAX_ATTACHMENTS;
  return self;
}

/**
 * herald_vendor_set_shipped:
 * @self: a vendor that nobody else holds yet
 *
 * Says that the profile is compiled into the program.
 */
void
herald_vendor_set_shipped (HeraldVendor *self)
{
  self->shipped = TRUE;
}

/**
 * herald_vendor_ref:
 * @self: a vendor
 *
 * Takes a reference.
 *
 * Thread: any.
 *
 * Returns: (transfer full): @self
 */
HeraldVendor *
herald_vendor_ref (HeraldVendor *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * herald_vendor_unref:
 * @self: (transfer full): a vendor
 *
 * Gives a reference back.
 *
 * Thread: any.
 */
void
herald_vendor_unref (HeraldVendor *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) vendor_clear);
}

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
