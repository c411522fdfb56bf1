/* herald-kept-profile.c: what a vendor promised when a report was sealed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include "herald-answer.h"
#include "herald-json.h"
#include "herald-kept-profile.h"

/* What a profile has to have besides, and what nobody asks of this one. */
#define REST \
  "{ \"scope\": { \"in\": [], \"out\": [] }, \"diversions\": [], \"prerequisites\": [], \"terms\": []," \
  "  \"forbidden\": [], \"keys\": []," \
  "  \"fields\": [ { \"id\": \"vuln.title\", \"strictness\": \"optional\" } ] }"

/* What is kept. */
static const char * const members[] = {
  "format", "version", "id", "name", "language", "sources", "anonymity", "promises", "calendar", "words",
  "sections", NULL
};

/**
 * herald_kept_profile_free:
 * @self: (transfer full): promises as they were
 *
 * Frees promises.
 */
void
herald_kept_profile_free (HeraldKeptProfile *self)
{
  g_clear_pointer (&self->vendor, herald_vendor_unref);
  g_free (self);
}

/* A name alone is nobody to answer to. */
static gboolean
is_way_back (const HeraldField *field)
{
  return herald_field_is_contact (field) && field->kind != HERALD_FIELD_FLAG &&
         !g_str_equal (field->id, "contact.name") && !g_str_equal (field->id, "contact.organization");
}

static gboolean
is_given (JsonNode *answer)
{
  return answer != NULL && !herald_answer_is_empty (answer) && !herald_answer_is_unknown (answer) &&
         !herald_answer_is_blank (answer);
}

static gboolean
gives_contact (HeraldReport *report)
{
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));

  for (guint i = 0; i < fields->len && !herald_report_get_anonymous (report); i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      if (is_way_back (field) && is_given (herald_report_get_answer (report, field->id)))
        return TRUE;
    }

  return FALSE;
}

/**
 * herald_kept_profile_new:
 * @report: a report
 *
 * Takes a vendor's promises as they are now.
 *
 * Returns: (transfer full): the promises
 */
HeraldKeptProfile *
herald_kept_profile_new (HeraldReport *report)
{
  HeraldKeptProfile *self = g_new0 (HeraldKeptProfile, 1);

  self->vendor = herald_vendor_ref (herald_report_get_vendor (report));
  self->contact_given = gives_contact (report);
  return self;
}

/* A profile has at least one channel, and each names a source. */
static JsonNode *
make_channels (HeraldVendor *vendor)
{
  const HeraldSource *source = g_ptr_array_index (herald_vendor_get_sources (vendor), 0);
  g_autofree char *text = g_strdup_printf (
    "[ { \"id\": \"none\", \"kind\": \"email\", \"purpose\": \"questions\", \"subject\": null,"
    "    \"encryption\": \"none\", \"address\": { \"value\": null, \"source\": \"%s\", \"note\": \"-\" } } ]",
    source->id);

  return json_from_string (text, NULL);
}

static JsonNode *
make_profile (HeraldVendor *vendor)
{
  g_autoptr(JsonNode) whole = herald_vendor_to_json (vendor);
  JsonNode *node = json_from_string (REST, NULL);
  JsonObject *from = json_node_get_object (whole), *profile = json_node_get_object (node);

  for (guint i = 0; members[i] != NULL; i++)
    {
      if (json_object_has_member (from, members[i]))
        json_object_set_member (profile, members[i], json_node_ref (json_object_get_member (from, members[i])));
    }
  json_object_set_member (profile, "channels", make_channels (vendor));

  return node;
}

/**
 * herald_kept_profile_write:
 * @report: a report
 *
 * Writes a vendor's promises as they are now.
 *
 * Returns: (transfer full): what herald_kept_profile_read() reads
 */
char *
herald_kept_profile_write (HeraldReport *report)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "contact-given", gives_contact (report));
  json_object_set_member (object, "profile", make_profile (herald_report_get_vendor (report)));
  json_node_take_object (node, object);
  return herald_json_write (node);
}

static HeraldVendor *
read_vendor (const HeraldJsonValue *value)
{
  char *text = JSON_NODE_HOLDS_OBJECT (value->node) ? herald_json_write (value->node) : g_strdup ("");
  g_autoptr(GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return herald_vendor_read (bytes, herald_field_catalog_get_default (), NULL);
}

/**
 * herald_kept_profile_read:
 * @text: the detail of an entry of the kind %HERALD_KEPT_PROFILE_KIND
 *
 * Reads a vendor's promises as they were.
 *
 * It is read by the reader of profiles, after the strict gate.
 *
 * Returns: (transfer full) (nullable): the promises, or %NULL if they make no
 *   sense, perhaps because a newer Herald wrote them
 */
HeraldKeptProfile *
herald_kept_profile_read (const char *text)
{
  static const char * const required[] = { "contact-given", "profile", NULL };
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_VENDOR_MAX_SIZE, NULL);
  g_autoptr(HeraldKeptProfile) self = g_new0 (HeraldKeptProfile, 1);
  HeraldJsonValue root, contact, profile;

  if (node == NULL)
    return NULL;

  root = herald_json_root (node);
  if (!herald_json_expect_object (&root, required, NULL, NULL))
    return NULL;

  contact = herald_json_member (&root, "contact-given");
  profile = herald_json_member (&root, "profile");
  if (!herald_json_get_boolean (&contact, &self->contact_given, NULL))
    return NULL;

  self->vendor = read_vendor (&profile);
  return self->vendor != NULL ? g_steal_pointer (&self) : NULL;
}
