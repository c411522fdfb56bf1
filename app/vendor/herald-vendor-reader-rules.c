/* herald-vendor-reader-rules.c: what a profile lets the vendor say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include "herald-vendor-reader.h"

#define MAX_PARTS 10
#define MAX_RULES 50
#define MAX_TERMS 20

/**
 * herald_vendor_read_rule:
 * @self: a vendor whose sources have been read
 * @decoder: a decoder
 * @object: an object without unknown members
 *
 * Reads a statement of the vendor: what its object has of a rule's members.
 *
 * Returns: (transfer full): the rule, empty where the object says nothing
 */
HeraldRule *
herald_vendor_read_rule (HeraldVendor          *self,
                         HeraldDecoder         *decoder,
                         const HeraldJsonValue *object)
{
  HeraldRule *rule = g_new0 (HeraldRule, 1);

  rule->id = herald_decoder_id (decoder, HERALD_MEMBER (object, "id"));
  rule->title = herald_decoder_text (decoder, HERALD_MEMBER (object, "title"), HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
  rule->wording = herald_decoder_text (decoder, HERALD_MEMBER (object, "wording"), HERALD_DECODER_WORDING, HERALD_DECODER_LINES);
  rule->explanation = herald_decoder_text (decoder, HERALD_MEMBER (object, "explanation"),
                                           HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
  rule->source = herald_vendor_read_source (self, decoder, object);
  rule->blocking = herald_decoder_truth (decoder, HERALD_MEMBER (object, "blocking"));
  rule->parts = herald_decoder_texts (decoder, HERALD_MEMBER (object, "parts"), 1, MAX_PARTS);
  rule->unsure = herald_decoder_text (decoder, HERALD_MEMBER (object, "unsure"),
                                      HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
  return rule;
}

/* Reads a list of rules. Where @seen is given they have ids, unlike the ones
 * seen so far. */
static void
read_rules (HeraldVendor          *self,
            HeraldDecoder         *decoder,
            const HeraldJsonValue *array,
            guint                  max_length,
            const char * const    *required,
            const char * const    *optional,
            GHashTable            *seen,
            GPtrArray             *rules)
{
  guint length = herald_decoder_count (decoder, array, 0, max_length);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (array, i);
      HeraldRule *rule;

      if (!herald_vendor_open (decoder, &object, required, optional))
        return;

      rule = herald_vendor_read_rule (self, decoder, &object);
      g_ptr_array_add (rules, rule);
      if (seen != NULL)
        herald_decoder_unique (decoder, HERALD_MEMBER (&object, "id"), seen, rule->id);
    }
}

static void
read_scope (HeraldVendor          *self,
            HeraldDecoder         *decoder,
            const HeraldJsonValue *scope)
{
  const char * const *required = HERALD_NAMES ("wording", "source");
  const char * const *optional = HERALD_NAMES ("lines");

  if (!herald_decoder_open (decoder, scope, HERALD_NAMES ("in", "out"), NULL))
    return;

  read_rules (self, decoder, HERALD_MEMBER (scope, "in"), MAX_RULES, required, optional, NULL, self->scope_in);
  read_rules (self, decoder, HERALD_MEMBER (scope, "out"), MAX_RULES, required, optional, NULL, self->scope_out);
}

static void
read_not_for (HeraldVendor          *self,
              HeraldDecoder         *decoder,
              const HeraldJsonValue *array)
{
  guint length = herald_decoder_count (decoder, array, 0, MAX_RULES);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (array, i);
      HeraldRule *rule;

      if (!herald_vendor_open (decoder, &object, HERALD_NAMES ("name", "note"), HERALD_NAMES ("source", "lines")))
        return;

      rule = herald_vendor_read_rule (self, decoder, &object);
      g_free (rule->title);
      g_free (rule->explanation);
      rule->title = herald_decoder_text (decoder, HERALD_MEMBER (&object, "name"), HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
      rule->explanation = herald_decoder_text (decoder, HERALD_MEMBER (&object, "note"),
                                               HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
      g_ptr_array_add (self->not_for, rule);
    }
}

static void
read_diversions (HeraldVendor          *self,
                 HeraldDecoder         *decoder,
                 const HeraldJsonValue *array)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint length = herald_decoder_count (decoder, array, 0, MAX_TERMS);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (array, i);
      HeraldDiversion *diversion;

      if (!herald_vendor_open (decoder, &object, HERALD_NAMES ("id", "question", "wording", "source", "advice"),
                               HERALD_NAMES ("lines")))
        return;

      diversion = g_new0 (HeraldDiversion, 1);
      diversion->id = herald_decoder_id (decoder, HERALD_MEMBER (&object, "id"));
      diversion->question = herald_decoder_text (decoder, HERALD_MEMBER (&object, "question"),
                                                 HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
      diversion->wording = herald_decoder_text (decoder, HERALD_MEMBER (&object, "wording"),
                                                HERALD_DECODER_WORDING, HERALD_DECODER_LINES);
      diversion->source = herald_vendor_read_source (self, decoder, &object);
      diversion->advice = herald_decoder_text (decoder, HERALD_MEMBER (&object, "advice"),
                                               HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
      g_ptr_array_add (self->diversions, diversion);
      herald_decoder_unique (decoder, HERALD_MEMBER (&object, "id"), seen, diversion->id);
    }
}

/**
 * herald_vendor_read_rules:
 * @self: a vendor whose sources have been read
 * @decoder: a decoder
 * @root: the profile
 *
 * Reads scope, prerequisites, terms, forbidden content, notes and diversions.
 */
void
herald_vendor_read_rules (HeraldVendor          *self,
                          HeraldDecoder         *decoder,
                          const HeraldJsonValue *root)
{
  /* A prerequisite and a term share their ids: both are attested to. */
  g_autoptr(GHashTable) attested = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) forbidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  read_scope (self, decoder, HERALD_MEMBER (root, "scope"));
  read_not_for (self, decoder, HERALD_MEMBER (root, "not-for"));
  read_diversions (self, decoder, HERALD_MEMBER (root, "diversions"));
  read_rules (self, decoder, HERALD_MEMBER (root, "prerequisites"), MAX_RULES,
              HERALD_NAMES ("id", "title", "wording", "explanation", "source", "blocking"),
              HERALD_NAMES ("parts", "unsure", "lines"), attested, self->prerequisites);
  read_rules (self, decoder, HERALD_MEMBER (root, "terms"), MAX_TERMS,
              HERALD_NAMES ("id", "title", "wording", "source"),
              HERALD_NAMES ("explanation", "lines"), attested, self->terms);
  read_rules (self, decoder, HERALD_MEMBER (root, "forbidden"), MAX_TERMS,
              HERALD_NAMES ("id", "wording", "source"),
              HERALD_NAMES ("title", "explanation", "lines"), forbidden, self->forbidden);
  read_rules (self, decoder, HERALD_MEMBER (root, "notes"), MAX_RULES,
              HERALD_NAMES ("id", "title", "wording", "source"),
              HERALD_NAMES ("explanation", "lines"), notes, self->notes);

  for (guint i = 0; i < self->terms->len; i++)
    ((HeraldRule *) g_ptr_array_index (self->terms, i))->blocking = TRUE;
}
