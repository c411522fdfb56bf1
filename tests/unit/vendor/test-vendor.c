/* test-vendor.c: what a profile says, merged with the catalogue
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "profiles.h"

typedef struct
{
  HeraldVendor *vendor;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->vendor = profiles_example ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_vendor_unref (fixture->vendor);
}

static void
test_says_who_it_is (Fixture       *fixture,
                     gconstpointer  data)
{
  HeraldVendor *vendor = fixture->vendor;
  const HeraldSource *source = g_ptr_array_index (herald_vendor_get_sources (vendor), 1);
  const HeraldRule *not_for = g_ptr_array_index (herald_vendor_get_not_for (vendor), 0);

  g_assert_cmpstr (herald_vendor_get_id (vendor), ==, "musterwerk");
  g_assert_cmpstr (herald_vendor_get_name (vendor), ==, "Musterwerk Medizintechnik");
  g_assert_cmpstr (herald_vendor_get_covers (vendor)[1], ==, "Musterwerk Dialyse");
  g_assert_null (herald_vendor_get_covers (vendor)[2]);
  g_assert_cmpstr (herald_vendor_get_shares_with (vendor)[0], ==, "Bundesamt für Beispiele");
  g_assert_cmpstr (not_for->title, ==, "Musterwerk Immobilien");
  g_assert_cmpstr (not_for->explanation, ==, "A separate company with an address of its own.");
  g_assert_cmpstr (not_for->source, ==, "page");
  g_assert_cmpstr (source->id, ==, "letter");
  g_assert_cmpstr (source->url, ==, "");
  g_assert_cmpstr (source->seen, ==, "2026-11-20");
  g_assert_cmpstr (source->note, ==, "Read on paper.");
}

static void
test_says_language_and_anonymity (Fixture       *fixture,
                                  gconstpointer  data)
{
  HeraldVendor *vendor = fixture->vendor;

  g_assert_cmpstr (herald_vendor_get_language (vendor), ==, "de");
  g_assert_cmpint (herald_vendor_get_language_strictness (vendor), ==, HERALD_STRICTNESS_REQUESTED);
  g_assert_cmpstr (herald_vendor_get_language_rule (vendor)->wording, ==, "Bitte schreiben Sie auf Deutsch.");
  g_assert_cmpstr (herald_vendor_get_language_rule (vendor)->source, ==, "page");
  g_assert_cmpint (herald_vendor_get_anonymity (vendor), ==, HERALD_ANONYMITY_ALLOWED);
  g_assert_cmpstr (herald_vendor_get_anonymity_consequence (vendor), ==, "No answer can reach you.");
  g_assert_cmpstr (herald_vendor_get_anonymity_rule (vendor)->wording, ==, "Sie müssen Ihren Namen nicht nennen.");
}

static void
test_keeps_links_that_nobody_states (Fixture       *fixture,
                                     gconstpointer  data)
{
  GPtrArray *links = herald_vendor_get_links (fixture->vendor);
  const HeraldLink *advisories = g_ptr_array_index (links, 0);
  const HeraldLink *privacy = g_ptr_array_index (links, 1);
  const HeraldLink *contact = g_ptr_array_index (links, 2);

  g_assert_cmpstr (advisories->id, ==, "advisories");
  g_assert_cmpstr (advisories->url.value, ==, "https://musterwerk.example/hinweise");
  g_assert_cmpstr (advisories->url.source, ==, "");
  g_assert_null (privacy->url.value);
  g_assert_null (contact->url.value);
  g_assert_cmpstr (contact->url.source, ==, "letter");
  g_assert_cmpstr (contact->url.note, ==, "The letter names the page but does not print its address.");
}

static void
test_holds_the_rules (Fixture       *fixture,
                      gconstpointer  data)
{
  HeraldVendor *vendor = fixture->vendor;
  const HeraldRule *rule;
  gboolean is_term;

  rule = herald_vendor_find_rule (vendor, "no-patients", &is_term);
  g_assert_false (is_term);
  g_assert_true (rule->blocking);
  g_assert_cmpstr (rule->title, ==, "No devices in use");
  g_assert_cmpstr (rule->wording, ==, "Prüfen Sie niemals Geräte, die an Patienten angeschlossen sind.");
  g_assert_cmpstr (rule->parts[1], ==, "Not ready for the next patient");
  g_assert_null (rule->parts[2]);
  g_assert_cmpstr (rule->unsure, ==, "Ask the manufacturer before you test.");

  rule = herald_vendor_find_rule (vendor, "quietly", NULL);
  g_assert_false (rule->blocking);
  g_assert_null (rule->parts[0]);
  g_assert_cmpstr (rule->unsure, ==, "");

  rule = herald_vendor_find_rule (vendor, "no-pay", &is_term);
  g_assert_true (is_term);
  g_assert_true (rule->blocking);
  g_assert_null (herald_vendor_find_rule (vendor, "incident", &is_term));
  g_assert_false (is_term);

  rule = g_ptr_array_index (herald_vendor_get_scope_in (vendor), 0);
  g_assert_cmpstr (rule->wording, ==, "Alle Geräte der Reihe Muster.");
  g_assert_cmpstr (rule->id, ==, "");
  rule = g_ptr_array_index (herald_vendor_get_scope_out (vendor), 0);
  g_assert_cmpstr (rule->wording, ==, "Keine Fragen zur Bedienung.");
  rule = g_ptr_array_index (herald_vendor_get_forbidden (vendor), 0);
  g_assert_cmpstr (rule->id, ==, "personal-data");
  rule = g_ptr_array_index (herald_vendor_get_notes (vendor), 0);
  g_assert_cmpstr (rule->id, ==, "welcome");
  g_assert_cmpuint (herald_vendor_get_prerequisites (vendor)->len, ==, 2);
  g_assert_cmpuint (herald_vendor_get_terms (vendor)->len, ==, 1);
}

static void
test_holds_diversions_promises_and_contradictions (Fixture       *fixture,
                                                   gconstpointer  data)
{
  HeraldVendor *vendor = fixture->vendor;
  const HeraldDiversion *diversion = herald_vendor_find_diversion (vendor, "incident");
  const HeraldPromise *acknowledge = g_ptr_array_index (herald_vendor_get_promises (vendor), 0);
  const HeraldPromise *fix = g_ptr_array_index (herald_vendor_get_promises (vendor), 1);
  const HeraldContradiction *contradiction = g_ptr_array_index (herald_vendor_get_contradictions (vendor), 0);

  g_assert_cmpuint (herald_vendor_get_diversions (vendor)->len, ==, 1);
  g_assert_cmpstr (diversion->question, ==, "Was somebody harmed?");
  g_assert_null (herald_vendor_find_diversion (vendor, "no-pay"));
  g_assert_cmpuint (acknowledge->count, ==, 5);
  g_assert_cmpint (acknowledge->unit, ==, HERALD_UNIT_BUSINESS_DAY);
  g_assert_true (acknowledge->if_contact_given);
  g_assert_cmpint (fix->unit, ==, HERALD_UNIT_NONE);
  g_assert_false (fix->if_contact_given);
  g_assert_cmpstr (fix->title, ==, "");
  g_assert_cmpstr (contradiction->between[1], ==, "field:disclosure.plan");
  g_assert_null (contradiction->between[2]);
}

static void
test_merges_fields_with_the_catalogue (Fixture       *fixture,
                                       gconstpointer  data)
{
  const HeraldField *known = herald_field_catalog_find (herald_field_catalog_get_default (), "product.name");
  const HeraldField *field = herald_vendor_find_field (fixture->vendor, "product.name");

  g_assert_true (field->catalogued);
  g_assert_cmpstr (field->label, ==, "Gerät");
  g_assert_cmpstr (field->help, ==, "Wie es auf dem Typenschild steht.");
  g_assert_cmpstr (field->section, ==, known->section);
  g_assert_cmpint (field->strictness, ==, HERALD_STRICTNESS_REQUIRED);
  g_assert_cmpstr (field->wording, ==, "Um welches Gerät geht es?");
  g_assert_cmpuint (field->max, ==, 60); /* the catalogue says 200, the field 80, the limits 60 */

  field = herald_vendor_find_field (fixture->vendor, "exploited");
  g_assert_cmpstr (herald_field_get_choice_label (field, "suspected"), ==, "Vermutlich");
  g_assert_cmpuint (field->choices->len, ==, 3);

  known = herald_field_catalog_find (herald_field_catalog_get_default (), "contact.email");
  field = herald_vendor_find_field (fixture->vendor, "contact.email");
  g_assert_cmpstr (field->help, ==, known->help);
  g_assert_cmpuint (field->max, ==, known->max);
  g_assert_cmpstr (field->wording, ==, "");
  g_assert_cmpstr (field->source, ==, "");
  g_assert_cmpint (field->strictness, ==, HERALD_STRICTNESS_OPTIONAL);
  g_assert_null (herald_vendor_find_field (fixture->vendor, "product.version"));
}

static void
test_never_raises_the_catalogues_bound (void)
{
  g_autoptr(GBytes) bytes = profiles_changed ("\"max\": 80", "\"max\": 100000");
  g_autoptr(GBytes) limits = profiles_changed ("\"limits\": { \"attachment-bytes\": 10485760, \"attachments\": 5, "
                                               "\"fields\": { \"product.name\": 60 } }", "\"limits\": {}");
  g_autoptr(HeraldVendor) raised = herald_vendor_read (bytes, herald_field_catalog_get_default (), NULL);
  g_autoptr(HeraldVendor) unlimited = herald_vendor_read (limits, herald_field_catalog_get_default (), NULL);

  g_assert_cmpuint (herald_vendor_find_field (raised, "product.name")->max, ==, 60);
  g_assert_cmpuint (herald_vendor_find_field (unlimited, "product.name")->max, ==, 80);
  g_assert_cmpuint (herald_vendor_get_max_attachment_bytes (unlimited), ==, G_GUINT64_CONSTANT (1) << 40);
  g_assert_cmpuint (herald_vendor_get_max_attachments (unlimited), ==, 100);
}

static void
test_has_fields_of_its_own (Fixture       *fixture,
                            gconstpointer  data)
{
  const HeraldField *fluid = herald_vendor_find_field (fixture->vendor, "musterwerk.fluid");
  const HeraldField *batch = herald_vendor_find_field (fixture->vendor, "musterwerk.batch");
  const HeraldField *opened_on = herald_vendor_find_field (fixture->vendor, "musterwerk.opened-on");
  const HeraldCondition *condition = g_ptr_array_index (batch->when, 0);

  g_assert_false (fluid->catalogued);
  g_assert_true (fluid->unknown);
  g_assert_cmpstr (herald_field_get_choice_label (fluid, "acid"), ==, "Säure");
  g_assert_cmpstr (condition->field, ==, "musterwerk.fluid");
  g_assert_cmpstr (condition->values[1], ==, "base");
  condition = g_ptr_array_index (opened_on->when, 0);
  g_assert_cmpstr (condition->values[0], ==, "true");
  g_assert_cmpuint (herald_vendor_get_fields (fixture->vendor)->len, ==, 9);
}

static void
test_holds_channels (Fixture       *fixture,
                     gconstpointer  data)
{
  HeraldVendor *vendor = fixture->vendor;
  const HeraldChannel *mail = herald_vendor_find_channel (vendor, HERALD_CHANNEL_EMAIL);
  const HeraldChannel *site = herald_vendor_find_channel (vendor, HERALD_CHANNEL_FORM);
  const HeraldChannel *drop = herald_vendor_find_channel (vendor, HERALD_CHANNEL_HTTPS);
  const HeraldChannel *ask = g_ptr_array_index (herald_vendor_get_channels (vendor), 3);
  const HeraldFormEntry *entry;

  g_assert_cmpstr (mail->id, ==, "mail");
  g_assert_true (mail->for_reports);
  g_assert_cmpstr (mail->address.value, ==, "psirt@musterwerk.example");
  g_assert_cmpstr (mail->subject, ==, "Schwachstelle");
  g_assert_cmpint (mail->encryption, ==, HERALD_ENCRYPTION_REQUESTED);
  g_assert_cmpstr (mail->source, ==, "page");
  g_assert_null (mail->form);

  g_assert_cmpuint (site->form->len, ==, 3);
  entry = g_ptr_array_index (site->form, 0);
  g_assert_cmpstr (entry->field, ==, "product.name");
  g_assert_cmpuint (entry->max, ==, 60);
  entry = g_ptr_array_index (site->form, 2);
  g_assert_cmpstr (entry->label, ==, "Anrede");
  g_assert_cmpstr (entry->field, ==, "");
  g_assert_cmpuint (entry->max, ==, 0);

  g_assert_null (drop->address.value);
  g_assert_cmpstr (drop->address.note, ==, "The letter announces it for next year.");
  g_assert_cmpstr (drop->contract, ==, "encrypted-report-drop/1");
  g_assert_false (ask->for_reports);
  g_assert_cmpint (ask->encryption, ==, HERALD_ENCRYPTION_NONE);
  g_assert_cmpstr (ask->subject, ==, "");
}

static void
test_prefers_the_channel_for_reports (void)
{
  g_autoptr(GBytes) bytes = profiles_changed ("\"kind\": \"email\", \"purpose\": \"report\"",
                                              "\"kind\": \"email\", \"purpose\": \"questions\"");
  g_autoptr(GBytes) swapped = profiles_changed ("\"id\": \"ask\", \"kind\": \"email\", \"purpose\": \"questions\"",
                                                "\"id\": \"ask\", \"kind\": \"email\", \"purpose\": \"report\"");
  g_autoptr(HeraldVendor) questions = herald_vendor_read (bytes, herald_field_catalog_get_default (), NULL);
  g_autoptr(HeraldVendor) both = herald_vendor_read (swapped, herald_field_catalog_get_default (), NULL);

  g_assert_cmpstr (herald_vendor_find_channel (questions, HERALD_CHANNEL_EMAIL)->id, ==, "mail");
  g_assert_false (herald_vendor_find_channel (questions, HERALD_CHANNEL_EMAIL)->for_reports);
  g_assert_cmpstr (herald_vendor_find_channel (both, HERALD_CHANNEL_EMAIL)->id, ==, "mail");
}

static void
test_holds_keys_and_limits (Fixture       *fixture,
                            gconstpointer  data)
{
  const HeraldVendorKey *key = g_ptr_array_index (herald_vendor_get_keys (fixture->vendor), 1);

  g_assert_cmpstr (key->fingerprint, ==, "89ABCDEF0123456789ABCDEF0123456789ABCDEF");
  g_assert_cmpstr (key->url, ==, "");
  g_assert_cmpstr (key->file, ==, "");
  g_assert_cmpuint (herald_vendor_get_max_attachment_bytes (fixture->vendor), ==, 10485760);
  g_assert_cmpuint (herald_vendor_get_max_attachments (fixture->vendor), ==, 5);
}

/* Read from bytes it is anybody's, whatever file it names. */
static void
test_has_no_shipped_key_of_its_own_accord (void)
{
  g_autoptr(GBytes) bytes = profiles_changed ("musterwerk.asc", "practice.asc");
  g_autoptr(HeraldVendor) vendor = herald_vendor_read (bytes, herald_field_catalog_get_default (), NULL);

  g_assert_nonnull (vendor);
  g_assert_null (herald_vendor_get_shipped_key (vendor));
}

static void
test_speaks_the_vendors_language (Fixture       *fixture,
                                  gconstpointer  data)
{
  HeraldFieldCatalog *catalog = herald_field_catalog_get_default ();

  g_assert_cmpstr (herald_vendor_get_word (fixture->vendor, "document.title"), ==, "Meldung einer Schwachstelle");
  g_assert_cmpstr (herald_vendor_get_word (fixture->vendor, "document.date"), ==,
                   herald_field_catalog_get_word (catalog, "document.date"));
  g_assert_cmpstr (herald_vendor_get_section_label (fixture->vendor, "contact"), ==, "Kontakt");
  g_assert_cmpstr (herald_vendor_get_section_label (fixture->vendor, "tester"), ==,
                   herald_field_catalog_get_section_label (catalog, "tester"));
}

static void
test_unknown_word_is_a_bug (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr(HeraldVendor) vendor = profiles_example ();

      herald_vendor_get_word (vendor, "no.such-word");
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*label != NULL*");
}

static JsonObject *
find_written_field (JsonNode   *node,
                    const char *id)
{
  JsonArray *fields = json_object_get_array_member (json_node_get_object (node), "fields");

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_str_equal (json_object_get_string_member (field, "id"), id))
        return field;
    }

  g_assert_not_reached ();
}

static void
test_writes_the_catalogue_into_its_fields (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr(JsonNode) node = herald_vendor_to_json (fixture->vendor);
  JsonObject *root = json_node_get_object (node);
  JsonObject *name = find_written_field (node, "product.name");
  JsonObject *exploited = find_written_field (node, "exploited");
  JsonObject *batch = find_written_field (node, "musterwerk.batch");
  JsonObject *opened_on = find_written_field (node, "musterwerk.opened-on");

  g_assert_cmpstr (json_object_get_string_member (root, "id"), ==, "musterwerk");
  g_assert_true (json_object_has_member (root, "calendar"));
  g_assert_cmpstr (json_object_get_string_member (name, "section"), ==, "product");
  g_assert_cmpstr (json_object_get_string_member (name, "kind"), ==, "line");
  g_assert_cmpstr (json_object_get_string_member (name, "strictness"), ==, "required");
  g_assert_cmpint (json_object_get_int_member (name, "max"), ==, 60);
  g_assert_cmpstr (json_object_get_string_member (name, "source"), ==, "page");
  g_assert_true (json_object_has_member (name, "lines"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (exploited, "choices")), ==, 3);
  g_assert_false (json_object_has_member (exploited, "max"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (
                      json_object_get_object_member (batch, "when"), "musterwerk.fluid")), ==, 2);
  g_assert_true (json_object_get_boolean_member (json_object_get_object_member (opened_on, "when"),
                                                 "musterwerk.opened"));
}

static void
test_written_profile_takes_members (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(JsonNode) node = herald_vendor_to_json (fixture->vendor);
  g_autoptr(JsonNode) again = NULL;

  json_object_set_object_member (json_node_get_object (node), "confirmed", json_object_new ());
  again = herald_vendor_to_json (fixture->vendor);
  g_assert_false (json_object_has_member (json_node_get_object (again), "confirmed"));
}

static void
test_knows_the_business_days (void)
{
  const guint usual = 1u << G_DATE_SATURDAY | 1u << G_DATE_SUNDAY;
  g_autoptr(HeraldVendor) stated = profiles_shipped ("practice"), silent = profiles_shipped ("baxter");
  g_autoptr(GBytes) text = profiles_changed ("\"saturday\", \"sunday\"", "\"friday\", \"saturday\"");
  g_autoptr(HeraldVendor) other = herald_vendor_read (text, herald_field_catalog_get_default (), NULL);

  g_assert_cmpuint (herald_vendor_get_calendar (stated)->weekend, ==, usual);
  g_assert_cmpstr (herald_vendor_get_calendar (stated)->zone, ==, "Europe/Berlin");
  g_assert_cmpuint (herald_vendor_get_calendar (other)->weekend, ==, 1u << G_DATE_FRIDAY | 1u << G_DATE_SATURDAY);

  /* Where nothing is stated, the usual is an estimate. */
  g_assert_cmpuint (herald_vendor_get_calendar (silent)->weekend, ==, usual);
  g_assert_cmpstr (herald_vendor_get_calendar (silent)->zone, ==, "");
  g_assert_cmpstr (herald_vendor_get_calendar (silent)->note, ==, "");
}

#define ADD(path, func) g_test_add ("/vendor/vendor/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("says-who-it-is", test_says_who_it_is);
  ADD ("says-language-and-anonymity", test_says_language_and_anonymity);
  ADD ("keeps-links-that-nobody-states", test_keeps_links_that_nobody_states);
  ADD ("holds-the-rules", test_holds_the_rules);
  ADD ("holds-diversions-promises-and-contradictions", test_holds_diversions_promises_and_contradictions);
  g_test_add_func ("/vendor/vendor/knows-the-business-days", test_knows_the_business_days);
  ADD ("merges-fields-with-the-catalogue", test_merges_fields_with_the_catalogue);
  g_test_add_func ("/vendor/vendor/never-raises-the-catalogues-bound", test_never_raises_the_catalogues_bound);
  ADD ("has-fields-of-its-own", test_has_fields_of_its_own);
  ADD ("holds-channels", test_holds_channels);
  g_test_add_func ("/vendor/vendor/prefers-the-channel-for-reports", test_prefers_the_channel_for_reports);
  ADD ("holds-keys-and-limits", test_holds_keys_and_limits);
  g_test_add_func ("/vendor/vendor/has-no-shipped-key-of-its-own-accord", test_has_no_shipped_key_of_its_own_accord);
  ADD ("speaks-the-vendors-language", test_speaks_the_vendors_language);
  g_test_add_func ("/vendor/vendor/unknown-word-is-a-bug", test_unknown_word_is_a_bug);
  ADD ("writes-the-catalogue-into-its-fields", test_writes_the_catalogue_into_its_fields);
  ADD ("written-profile-takes-members", test_written_profile_takes_members);

  return g_test_run ();
}
