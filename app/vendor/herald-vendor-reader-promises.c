/* herald-vendor-reader-promises.c: what a profile promises, and where it contradicts itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-vendor-reader.h"

#define MAX_PROMISES       50
#define MAX_DAYS           3650
#define MAX_CONTRADICTIONS 20
#define MAX_BETWEEN        8

static void
read_within (HeraldDecoder         *decoder,
             const HeraldJsonValue *object,
             HeraldPromise         *promise)
{
  /* In the order of HeraldUnit, without its first. */
  static const char * const units[] = { "hour", "day", "business-day", NULL };

  if (object->node == NULL || !herald_decoder_open (decoder, object, HERALD_NAMES ("count", "unit"), NULL))
    return;

  promise->count = (guint) herald_decoder_number (decoder, HERALD_MEMBER (object, "count"), 1, MAX_DAYS);
  promise->unit = (HeraldUnit) (HERALD_UNIT_HOUR + herald_decoder_choice (decoder, HERALD_MEMBER (object, "unit"), units));
}

/**
 * herald_vendor_read_promises:
 * @self: a vendor whose sources have been read
 * @decoder: a decoder
 * @root: the profile
 *
 * Reads what the vendor says it will do.
 */
void
herald_vendor_read_promises (HeraldVendor          *self,
                             HeraldDecoder         *decoder,
                             const HeraldJsonValue *root)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HeraldJsonValue array = herald_json_member (root, "promises");
  guint length = herald_decoder_count (decoder, &array, 0, MAX_PROMISES);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (&array, i);
      HeraldPromise *promise;

      if (!herald_vendor_open (decoder, &object, HERALD_NAMES ("id", "wording", "source"),
                               HERALD_NAMES ("title", "explanation", "within", "if", "lines")))
        return;

      promise = g_new0 (HeraldPromise, 1);
      promise->id = herald_decoder_id (decoder, HERALD_MEMBER (&object, "id"));
      promise->title = herald_decoder_text (decoder, HERALD_MEMBER (&object, "title"),
                                            HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
      promise->wording = herald_decoder_text (decoder, HERALD_MEMBER (&object, "wording"),
                                              HERALD_DECODER_WORDING, HERALD_DECODER_LINES);
      promise->explanation = herald_decoder_text (decoder, HERALD_MEMBER (&object, "explanation"),
                                                  HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
      promise->source = herald_vendor_read_source (self, decoder, &object);
      read_within (decoder, HERALD_MEMBER (&object, "within"), promise);
      herald_decoder_choice (decoder, HERALD_MEMBER (&object, "if"), HERALD_NAMES ("contact-given"));
      promise->if_contact_given = HERALD_MEMBER (&object, "if")->node != NULL;
      g_ptr_array_add (self->promises, promise);
      herald_decoder_unique (decoder, HERALD_MEMBER (&object, "id"), seen, promise->id);
    }
}

/* All these records begin with their id. */
static gboolean
has_id (GPtrArray  *records,
        const char *id)
{
  for (guint i = 0; i < records->len; i++)
    {
      if (g_str_equal (*(char **) g_ptr_array_index (records, i), id))
        return TRUE;
    }

  return FALSE;
}

/* Whether a contradiction's “kind:id” stands in the profile. */
static gboolean
is_stated (HeraldVendor *self,
           const char   *reference)
{
  const struct
  {
    const char *kind;
    GPtrArray  *records;
  } kinds[] = {
    { "prerequisite:", self->prerequisites },
    { "term:", self->terms },
    { "promise:", self->promises },
    { "forbidden:", self->forbidden },
    { "note:", self->notes },
    { "channel:", self->channels },
    { "diversion:", self->diversions },
    { "field:", self->fields },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_has_prefix (reference, kinds[i].kind))
        return has_id (kinds[i].records, reference + strlen (kinds[i].kind));
    }

  return g_str_equal (reference, "language") || g_str_equal (reference, "anonymity");
}

static void
read_between (HeraldVendor          *self,
              HeraldDecoder         *decoder,
              const HeraldJsonValue *array,
              HeraldContradiction   *contradiction)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  contradiction->between = herald_decoder_texts (decoder, array, 2, MAX_BETWEEN);
  for (guint i = 0; decoder->error == NULL && contradiction->between[i] != NULL; i++)
    {
      HeraldJsonValue *value = HERALD_ELEMENT (array, i);

      if (!is_stated (self, contradiction->between[i]))
        herald_decoder_refuse (decoder, value, _("the kind and id of something in this profile was expected, "
                                                 "such as “term:ID”"));
      herald_decoder_unique (decoder, value, seen, contradiction->between[i]);
    }
}

/**
 * herald_vendor_read_contradictions:
 * @self: a vendor of which all else has been read
 * @decoder: a decoder
 * @root: the profile
 *
 * Reads where the vendor's statements pull in different directions.
 */
void
herald_vendor_read_contradictions (HeraldVendor          *self,
                                   HeraldDecoder         *decoder,
                                   const HeraldJsonValue *root)
{
  HeraldJsonValue array = herald_json_member (root, "contradictions");
  guint length = herald_decoder_count (decoder, &array, 0, MAX_CONTRADICTIONS);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (&array, i);
      HeraldContradiction *contradiction;

      if (!herald_vendor_open (decoder, &object, HERALD_NAMES ("between", "note"), HERALD_NAMES ("lines")))
        return;

      contradiction = g_new0 (HeraldContradiction, 1);
      read_between (self, decoder, HERALD_MEMBER (&object, "between"), contradiction);
      contradiction->note = herald_decoder_text (decoder, HERALD_MEMBER (&object, "note"),
                                                 HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
      g_ptr_array_add (self->contradictions, contradiction);
    }
}
