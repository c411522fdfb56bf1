/* herald-place.c: a report's places in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-data-text.h"
#include "herald-place.h"
#include "herald-text.h"

/**
 * herald_place_find_field:
 * @vendor: whose form the report answers
 * @place: of a finding, such as `/answers/web.urls` or `/answers/web.urls/2`
 *
 * Finds the field that a finding is about.
 *
 * Returns: (transfer none) (nullable): the field, or %NULL if the place is
 *   none of an answer
 */
const HeraldField *
herald_place_find_field (HeraldVendor *vendor,
                         const char   *place)
{
  g_auto(GStrv) names = g_strsplit (place, "/", 4);

  if (g_strv_length (names) < 3 || *names[0] != '\0' || !g_str_equal (names[1], "answers"))
    return NULL;

  return herald_vendor_find_field (vendor, names[2]);
}

static char *
describe_answer (HeraldVendor *vendor,
                 const char   *place)
{
  const HeraldField *field = herald_place_find_field (vendor, place);
  g_autofree char *words = NULL;

  if (field == NULL)
    return NULL;

  /* TRANSLATORS: the first %s is a section of the vendor's form, the second a field in it */
  words = g_strdup_printf (_("%s › %s"), herald_data_text (herald_vendor_get_section_label (vendor, field->section)),
                           herald_data_text (field->label));
  return herald_text_show_hidden (words, FALSE);
}

static char *
describe_rule (HeraldVendor *vendor,
               const char   *id)
{
  gboolean is_term;
  const HeraldRule *rule = herald_vendor_find_rule (vendor, id, &is_term);

  return rule != NULL ? herald_text_show_hidden (herald_data_text (rule->title), FALSE) : NULL;
}

static char *
describe_diversion (HeraldVendor *vendor,
                    const char   *id)
{
  const HeraldDiversion *diversion = herald_vendor_find_diversion (vendor, id);

  return diversion != NULL ? herald_text_show_hidden (herald_data_text (diversion->question), FALSE) : NULL;
}

static char *
describe_attachment (HeraldVendor *vendor,
                     const char   *name)
{
  g_autofree char *shown = herald_text_show_hidden (name, FALSE);

  /* TRANSLATORS: %s is the name of a file */
  return g_strdup_printf (_("Attachment “%s”"), shown);
}

static char *
describe_channel (HeraldVendor *vendor,
                  const char   *id)
{
  GPtrArray *channels = herald_vendor_get_channels (vendor);

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      if (g_str_equal (channel->id, id))
        return herald_text_show_hidden (herald_data_text (channel->title), FALSE);
    }

  return NULL;
}

/**
 * herald_place_describe:
 * @report: a report
 * @place: of a finding in it, such as `/answers/product.name`
 *
 * Says in words where a finding is.
 *
 * Returns: (transfer full): the label of the field, the title of the rule, the
 *   name of the attachment, … for the screen; plain text without hidden
 *   characters
 */
char *
herald_place_describe (HeraldReport *report,
                       const char   *place)
{
  static const struct
  {
    const char *prefix;
    char     *(*describe) (HeraldVendor *vendor, const char *name);
  } folders[] = {
    { "/attestations/", describe_rule },
    { "/diversions/", describe_diversion },
    { "/attachments/", describe_attachment },
    { "/vendor/channels/", describe_channel },
  };
  static const struct
  {
    const char *place;
    const char *words;
  } places[] = {
    { "/language", N_("Language of the report") },
    { "/anonymous", N_("Anonymous or named") },
    { "/attachments", N_("Attachments") },
    { "/vendor/keys", N_("The vendor’s key") },
    { "/vendor/channels", N_("Ways to the vendor") },
  };
  HeraldVendor *vendor = herald_report_get_vendor (report);
  char *words = describe_answer (vendor, place);

  for (guint i = 0; words == NULL && i < G_N_ELEMENTS (folders); i++)
    {
      if (g_str_has_prefix (place, folders[i].prefix))
        words = folders[i].describe (vendor, place + strlen (folders[i].prefix));
    }
  for (guint i = 0; words == NULL && i < G_N_ELEMENTS (places); i++)
    {
      if (g_str_equal (place, places[i].place))
        words = g_strdup (_(places[i].words));
    }

  /* A title may be empty. */
  if (words != NULL && *words != '\0')
    return words;

  g_free (words);
  return g_strdup (_("The report as a whole"));
}
