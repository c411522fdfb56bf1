/* herald-vendor-reader-about.c: whom a profile is about, and in which words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-address.h"
#include "herald-vendor-reader.h"

#define MAX_NAMES    50
#define MAX_LINKS    20
#define MAX_WEEKEND  6
#define MAX_ZONE     64
#define MAX_LANGUAGE 35
#define MAX_WORDS    300
#define MAX_SECTIONS 50

/* A BCP 47 tag of a language and subtags of letters and digits. */
static gboolean
is_language (const char *text)
{
  g_auto(GStrv) tags = g_strsplit (text, "-", -1);

  if (strlen (text) > MAX_LANGUAGE || tags[0] == NULL)
    return FALSE;

  for (guint i = 0; tags[i] != NULL; i++)
    {
      gsize length = strlen (tags[i]);

      if (length < 2 || length > (i == 0 ? 3 : 8))
        return FALSE;
      for (const char *p = tags[i]; *p != '\0'; p++)
        {
          if (i == 0 ? !g_ascii_islower (*p) : !g_ascii_isalnum (*p))
            return FALSE;
        }
    }

  return TRUE;
}

static void
read_language (HeraldVendor          *self,
               HeraldDecoder         *decoder,
               const HeraldJsonValue *object)
{
  HeraldJsonValue tag;

  if (!herald_vendor_open (decoder, object, HERALD_NAMES ("tag", "strictness", "source"),
                           HERALD_NAMES ("wording", "lines")))
    return;

  tag = herald_json_member (object, "tag");
  self->language = herald_decoder_text (decoder, &tag, MAX_LANGUAGE, HERALD_DECODER_LINE);
  if (!is_language (self->language))
    herald_decoder_refuse (decoder, &tag, _("the tag of a language, such as “en”, was expected"));
  self->language_strictness = (HeraldStrictness) herald_decoder_choice (decoder, HERALD_MEMBER (object, "strictness"),
                                                                        HERALD_NAMES ("required", "requested", "optional"));
  self->language_rule = herald_vendor_read_rule (self, decoder, object);
}

static void
read_anonymity (HeraldVendor          *self,
                HeraldDecoder         *decoder,
                const HeraldJsonValue *object)
{
  if (!herald_vendor_open (decoder, object, HERALD_NAMES ("value", "source", "consequence"),
                           HERALD_NAMES ("wording", "lines")))
    return;

  self->anonymity = (HeraldAnonymity) herald_decoder_choice (decoder, HERALD_MEMBER (object, "value"),
                                                             HERALD_NAMES ("allowed", "silent", "refused"));
  self->anonymity_rule = herald_vendor_read_rule (self, decoder, object);
  g_free (self->anonymity_rule->explanation);
  self->anonymity_rule->explanation = herald_decoder_text (decoder, HERALD_MEMBER (object, "consequence"),
                                                           HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
}

static void
read_links (HeraldVendor          *self,
            HeraldDecoder         *decoder,
            const HeraldJsonValue *object)
{
  g_autoptr(GList) names = herald_decoder_names (decoder, object, 0, MAX_LINKS);
  HeraldTextCheck check = { herald_address_is_page, _("an address that begins with “https://” was expected") };

  for (GList *l = names; l != NULL; l = l->next)
    {
      HeraldJsonValue value = herald_json_member (object, l->data);
      HeraldLink *link;

      if (!herald_decoder_is_id (l->data))
        herald_decoder_refuse (decoder, &value, _("an id was expected as the member’s name"));

      link = g_new0 (HeraldLink, 1);
      link->id = g_strdup (l->data);
      if (JSON_NODE_HOLDS_OBJECT (value.node))
        link->url = herald_vendor_read_value (self, decoder, &value, check);
      else if (!JSON_NODE_HOLDS_NULL (value.node))
        link->url.value = herald_decoder_url (decoder, &value);
      if (link->url.source == NULL)
        link->url.source = g_strdup ("");
      if (link->url.note == NULL)
        link->url.note = g_strdup ("");
      g_ptr_array_add (self->links, link);
    }
}

/* A time zone's name, such as “Europe/Berlin”. */
static gboolean
is_zone (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr ("_+/-", *p) == NULL)
        return FALSE;
    }

  return *text != '\0';
}

/* The weekday with a word, numbered as in GDateWeekday. */
static guint
read_weekday (HeraldDecoder         *decoder,
              const HeraldJsonValue *value)
{
  return 1 + herald_decoder_choice (decoder, value,
                                    HERALD_NAMES ("monday", "tuesday", "wednesday", "thursday",
                                                  "friday", "saturday", "sunday"));
}

static void
read_weekend (HeraldVendor          *self,
              HeraldDecoder         *decoder,
              const HeraldJsonValue *weekend)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint length = herald_decoder_count (decoder, weekend, 0, MAX_WEEKEND);

  self->calendar.weekend = 0;
  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue *day = HERALD_ELEMENT (weekend, i);
      guint weekday = read_weekday (decoder, day);

      if (decoder->error != NULL)
        return;
      self->calendar.weekend |= 1u << weekday;
      herald_decoder_unique (decoder, day, seen, json_node_get_string (day->node));
    }
}

/* Most business days are Monday to Friday; what the promise clock makes of them
 * is an estimate in any case. */
static void
read_calendar (HeraldVendor          *self,
               HeraldDecoder         *decoder,
               const HeraldJsonValue *object)
{
  HeraldJsonValue weekend, zone;

  self->calendar.weekend = 1u << G_DATE_SATURDAY | 1u << G_DATE_SUNDAY;
  if (object->node == NULL ||
      !herald_decoder_open (decoder, object, HERALD_NAMES ("weekend", "zone"), HERALD_NAMES ("note")))
    return;

  weekend = herald_json_member (object, "weekend");
  read_weekend (self, decoder, &weekend);
  zone = herald_json_member (object, "zone");
  if (!herald_json_is_null (&zone))
    {
      self->calendar.zone = herald_decoder_text (decoder, &zone, MAX_ZONE, HERALD_DECODER_LINE);
      if (!is_zone (self->calendar.zone))
        herald_decoder_refuse (decoder, &zone, _("a time zone such as “Europe/Berlin” was expected"));
    }
  self->calendar.note = herald_decoder_text (decoder, HERALD_MEMBER (object, "note"),
                                             HERALD_DECODER_SENTENCE, HERALD_DECODER_LINES);
}

static void
read_words (HeraldVendor          *self,
            HeraldDecoder         *decoder,
            const HeraldJsonValue *object)
{
  g_autoptr(GList) names = herald_decoder_names (decoder, object, 0, MAX_WORDS);

  for (GList *l = names; l != NULL; l = l->next)
    {
      HeraldJsonValue value = herald_json_member (object, l->data);
      const char *english = herald_field_catalog_get_word (self->catalog, l->data);

      if (english == NULL)
        {
          herald_decoder_refuse (decoder, &value, _("no word of the document has this id"));
          return;
        }

      /* What is a heading in English, or a header of a mail, stays on one line. */
      g_hash_table_replace (self->words, g_strdup (l->data),
                            herald_decoder_text (decoder, &value, HERALD_DECODER_SENTENCE,
                                                 strchr (english, '\n') == NULL ? HERALD_DECODER_LINE
                                                                                : HERALD_DECODER_LINES));
    }
}

static void
read_sections (HeraldVendor          *self,
               HeraldDecoder         *decoder,
               const HeraldJsonValue *object)
{
  g_autoptr(GList) names = herald_decoder_names (decoder, object, 0, MAX_SECTIONS);

  for (GList *l = names; l != NULL; l = l->next)
    {
      HeraldJsonValue value = herald_json_member (object, l->data);

      if (herald_field_catalog_get_section_label (self->catalog, l->data) == NULL)
        {
          herald_decoder_refuse (decoder, &value, _("no section has this id"));
          return;
        }

      g_hash_table_replace (self->section_labels, g_strdup (l->data),
                            herald_decoder_text (decoder, &value, HERALD_DECODER_SHORT, HERALD_DECODER_LINE));
    }
}

/**
 * herald_vendor_read_about:
 * @self: a vendor whose sources have been read
 * @decoder: a decoder
 * @root: the profile
 *
 * Reads language, anonymity, names, links, calendar and words.
 */
void
herald_vendor_read_about (HeraldVendor          *self,
                          HeraldDecoder         *decoder,
                          const HeraldJsonValue *root)
{
  read_language (self, decoder, HERALD_MEMBER (root, "language"));
  read_anonymity (self, decoder, HERALD_MEMBER (root, "anonymity"));
  self->covers = herald_decoder_texts (decoder, HERALD_MEMBER (root, "covers"), 0, MAX_NAMES);
  self->shares_with = herald_decoder_texts (decoder, HERALD_MEMBER (root, "shares-with"), 0, MAX_NAMES);
  read_links (self, decoder, HERALD_MEMBER (root, "links"));
  read_calendar (self, decoder, HERALD_MEMBER (root, "calendar"));
  if (self->calendar.zone == NULL)
    self->calendar.zone = g_strdup ("");
  if (self->calendar.note == NULL)
    self->calendar.note = g_strdup ("");
  read_words (self, decoder, HERALD_MEMBER (root, "words"));
  read_sections (self, decoder, HERALD_MEMBER (root, "sections"));
}
