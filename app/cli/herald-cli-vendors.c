/* herald-cli-vendors.c: the commands about vendors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-cli.h"

static const char * const channel_words[] = { "email", "form", "https" };

static gboolean json;

static const GOptionEntry json_options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, for programs"), NULL },
  { NULL },
};

static JsonNode *
channel_to_json (const HeraldChannel *channel,
                 HeraldVendor        *vendor,
                 HeraldConfirmed     *confirmed)
{
  JsonNode *node = json_node_alloc ();
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *why = NULL;
  gboolean ready = herald_channel_is_ready (channel, vendor, confirmed, &why);

  json_object_set_string_member (object, "id", channel->id);
  json_object_set_string_member (object, "kind", channel_words[channel->kind]);
  json_object_set_string_member (object, "purpose", channel->for_reports ? "report" : "questions");
  json_object_set_boolean_member (object, "ready", ready);
  json_object_set_string_member (object, "why", why != NULL ? why : "");

  return json_node_init_object (node, object);
}

static JsonNode *
vendor_to_json (HeraldVendor    *vendor,
                HeraldConfirmed *confirmed)
{
  JsonNode *node = json_node_alloc ();
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *channels = json_array_new ();
  GPtrArray *list = herald_vendor_get_channels (vendor);

  for (guint i = 0; i < list->len; i++)
    json_array_add_element (channels, channel_to_json (g_ptr_array_index (list, i), vendor, confirmed));

  json_object_set_string_member (object, "id", herald_vendor_get_id (vendor));
  json_object_set_string_member (object, "name", herald_vendor_get_name (vendor));
  json_object_set_array_member (object, "channels", channels);

  return json_node_init_object (node, object);
}

static void
print_channel (const HeraldChannel *channel,
               HeraldVendor        *vendor,
               HeraldConfirmed     *confirmed)
{
  g_autofree char *why = NULL;
  const char *address = herald_confirmed_get_address (confirmed, channel);
  gboolean ready = herald_channel_is_ready (channel, vendor, confirmed, &why);

  g_print ("  %-12s %-6s %s\n", channel->id, channel_words[channel->kind],
           ready ? _("ready") : why);
  if (address != NULL)
    g_print ("  %-12s %-6s %s\n", "", "", address);
}

static HeraldExit
list_vendor (HeraldCli    *cli,
             HeraldVendor *vendor,
             JsonArray    *array)
{
  GError *error = NULL;
  g_autoptr(HeraldConfirmed) confirmed = herald_composer_load_confirmed (cli->composer, vendor, &error);
  GPtrArray *channels = herald_vendor_get_channels (vendor);

  if (confirmed == NULL)
    return herald_cli_fail (error);

  if (json)
    {
      json_array_add_element (array, vendor_to_json (vendor, confirmed));
      return HERALD_EXIT_DONE;
    }

  g_print ("%-12s %s\n", herald_vendor_get_id (vendor), herald_vendor_get_name (vendor));
  for (guint i = 0; i < channels->len; i++)
    print_channel (g_ptr_array_index (channels, i), vendor, confirmed);

  return HERALD_EXIT_DONE;
}

/**
 * herald_cli_vendors:
 * @cli: a run of the program
 *
 * Runs the command `vendors`.
 *
 * A profile that cannot be read is told of, and the rest is listed.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_vendors (HeraldCli *cli)
{
  HeraldVendorCatalog *catalog = herald_composer_get_vendors (cli->composer);
  const char * const *problems = herald_vendor_catalog_get_problems (catalog);
  GPtrArray *vendors = herald_vendor_catalog_get_vendors (catalog);
  g_autoptr(JsonArray) array = json_array_new ();
  HeraldExit status = HERALD_EXIT_DONE;
  HeraldExit listed = HERALD_EXIT_DONE;

  if (!herald_cli_parse (cli, json_options, 0, 0, &status))
    return status;

  for (guint i = 0; i < vendors->len; i++)
    {
      listed = list_vendor (cli, g_ptr_array_index (vendors, i), array);
      status = MAX (status, listed);
    }

  for (guint i = 0; problems[i] != NULL; i++)
    {
      g_printerr ("herald-cli: %s\n", problems[i]);
      status = HERALD_EXIT_INPUT;
    }

  if (json)
    listed = herald_cli_print_json (json_node_init_array (json_node_alloc (), array));

  return MAX (status, listed);
}

static void
print_heading (const char *heading,
               guint       length)
{
  if (length > 0)
    g_print ("\n%s\n", heading);
}

static void
print_quote (const char *wording,
             const char *source)
{
  if (*wording == '\0')
    return;

  if (*source != '\0')
    g_print ("      “%s” [%s]\n", wording, source);
  else
    g_print ("      “%s”\n", wording);
}

static void
print_rules (const char *heading,
             GPtrArray  *rules)
{
  print_heading (heading, rules->len);

  for (guint i = 0; i < rules->len; i++)
    {
      const HeraldRule *rule = g_ptr_array_index (rules, i);
      const char *title = herald_data_text (rule->title);
      const char *explanation = herald_data_text (rule->explanation);

      if (*rule->id != '\0' || *title != '\0')
        g_print ("  %s%s%s%s\n", rule->id, *rule->id != '\0' && *title != '\0' ? ": " : "", title,
                 rule->blocking ? _(" (blocking)") : "");
      print_quote (rule->wording, rule->source);
      if (*explanation != '\0')
        g_print ("      %s\n", explanation);
      if (*rule->unsure != '\0')
        g_print ("      %s\n", herald_data_text (rule->unsure));
    }
}

static void
print_diversions (GPtrArray *diversions)
{
  print_heading (_("Questions that come first"), diversions->len);

  for (guint i = 0; i < diversions->len; i++)
    {
      const HeraldDiversion *diversion = g_ptr_array_index (diversions, i);

      g_print ("  %s: %s\n", diversion->id, herald_data_text (diversion->question));
      print_quote (diversion->wording, diversion->source);
      g_print ("      %s\n", herald_data_text (diversion->advice));
    }
}

static void
print_contradictions (GPtrArray *contradictions)
{
  print_heading (_("Where the vendor contradicts itself"), contradictions->len);

  for (guint i = 0; i < contradictions->len; i++)
    {
      const HeraldContradiction *contradiction = g_ptr_array_index (contradictions, i);
      g_autofree char *between = g_strjoinv (", ", contradiction->between);

      g_print ("  %s\n      %s\n", between, herald_data_text (contradiction->note));
    }
}

static void
print_fields (GPtrArray *fields)
{
  print_heading (_("Fields"), fields->len);

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      g_print ("  %-28s %-10s %-8s %s\n", field->id, herald_strictness_to_word (field->strictness),
               herald_field_kind_to_word (field->kind), herald_data_text (field->label));
      print_quote (field->wording, field->source);
    }
}

static void
print_promises (GPtrArray *promises)
{
  print_heading (_("What they promise"), promises->len);

  for (guint i = 0; i < promises->len; i++)
    {
      const HeraldPromise *promise = g_ptr_array_index (promises, i);

      g_print ("  %s%s\n", promise->id,
               promise->if_contact_given ? _(" (only if you give contact data)") : "");
      print_quote (promise->wording, promise->source);
    }
}

static void
print_keys (HeraldVendor    *vendor,
            HeraldConfirmed *confirmed)
{
  GPtrArray *keys = herald_vendor_get_keys (vendor);
  const char *own = herald_confirmed_get (confirmed, HERALD_CONFIRMED_KEY);

  g_print ("\n%s\n", _("Keys"));
  if (own != NULL)
    /* TRANSLATORS: the first %s is a fingerprint, the second a date */
    g_print (_("  %s, confirmed by you on %s\n"), own,
             herald_confirmed_get_date (confirmed, HERALD_CONFIRMED_KEY));
  else if (keys->len == 0)
    g_print ("  %s\n", _("none is known"));

  for (guint i = 0; i < keys->len; i++)
    {
      const HeraldVendorKey *key = g_ptr_array_index (keys, i);

      g_print ("  %s [%s]\n", key->fingerprint, key->source);
    }
}

static void
print_sources (GPtrArray *sources)
{
  print_heading (_("Sources"), sources->len);

  for (guint i = 0; i < sources->len; i++)
    {
      const HeraldSource *source = g_ptr_array_index (sources, i);

      /* TRANSLATORS: an id in brackets, a title, an address, and the date on which it was read */
      g_print (_("  [%s] %s %s (seen %s)\n"), source->id, source->title, source->url, source->seen);
    }
}

static void
print_vendor (HeraldVendor    *vendor,
              HeraldConfirmed *confirmed)
{
  GPtrArray *channels = herald_vendor_get_channels (vendor);

  g_print ("%s (%s)\n", herald_vendor_get_name (vendor), herald_vendor_get_id (vendor));
  /* TRANSLATORS: the first %s is a language tag such as “en”, the second a word such as “required” */
  g_print (_("Language of reports: %s, %s\n"), herald_vendor_get_language (vendor),
           herald_strictness_to_word (herald_vendor_get_language_strictness (vendor)));
  g_print ("%s\n", herald_data_text (herald_vendor_get_anonymity_consequence (vendor)));

  print_rules (_("What it is for"), herald_vendor_get_scope_in (vendor));
  print_rules (_("What it is not for"), herald_vendor_get_scope_out (vendor));
  print_rules (_("Others with a page of their own"), herald_vendor_get_not_for (vendor));
  print_diversions (herald_vendor_get_diversions (vendor));
  print_rules (_("Rules to confirm"), herald_vendor_get_prerequisites (vendor));
  print_rules (_("Terms to accept"), herald_vendor_get_terms (vendor));
  print_rules (_("What must not be in a report"), herald_vendor_get_forbidden (vendor));
  print_contradictions (herald_vendor_get_contradictions (vendor));
  print_fields (herald_vendor_get_fields (vendor));
  print_promises (herald_vendor_get_promises (vendor));
  print_heading (_("Channels"), channels->len);
  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      print_channel (channel, vendor, confirmed);
      print_quote (channel->wording, channel->address.source);
      if (*channel->address.note != '\0')
        g_print ("      %s\n", herald_data_text (channel->address.note));
    }
  print_keys (vendor, confirmed);
  print_rules (_("Good to know"), herald_vendor_get_notes (vendor));
  print_sources (herald_vendor_get_sources (vendor));
}

/**
 * herald_cli_vendor:
 * @cli: a run of the program
 *
 * Runs the command `vendor`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_vendor (HeraldCli *cli)
{
  HeraldExit status;
  HeraldVendor *vendor;
  g_autoptr(HeraldConfirmed) confirmed = NULL;
  GError *error = NULL;
  JsonNode *node;

  if (!herald_cli_parse (cli, json_options, 1, 1, &status))
    return status;

  vendor = herald_cli_find_vendor (cli, cli->argv[1], &status);
  if (vendor == NULL)
    return status;

  confirmed = herald_composer_load_confirmed (cli->composer, vendor, &error);
  if (confirmed == NULL)
    return herald_cli_fail (error);

  if (!json)
    {
      print_vendor (vendor, confirmed);
      return HERALD_EXIT_DONE;
    }

  node = herald_vendor_to_json (vendor);
  json_object_set_member (json_node_get_object (node), "confirmed",
                          herald_confirmed_to_json (confirmed));
  return herald_cli_print_json (node);
}
