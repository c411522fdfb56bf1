/* herald-vendor.c: a vendor's profile, merged with the field catalogue
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

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
  g_free (self->calendar.zone);
  g_free (self->calendar.note);
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
