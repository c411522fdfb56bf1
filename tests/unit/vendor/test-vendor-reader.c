/* test-vendor-reader.c: profiles that must be refused, and where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "profiles.h"

/* Expects that the example with one piece replaced is refused with this message. */
static void
assert_refused (const char *find,
                const char *replace,
                const char *message)
{
  g_autoptr(GBytes) bytes = profiles_changed (find, replace);
  g_autoptr(GError) error = NULL;
  HeraldVendor *vendor = herald_vendor_read (bytes, herald_field_catalog_get_default (), &error);

  g_assert_null (vendor);
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_taken (const char *find,
              const char *replace)
{
  g_autoptr(GBytes) bytes = profiles_changed (find, replace);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVendor) vendor = herald_vendor_read (bytes, herald_field_catalog_get_default (), &error);

  g_assert_no_error (error);
  g_assert_nonnull (vendor);
}

static void
test_names_the_place (void)
{
  assert_refused ("\"strictness\": \"optional\", \"label\": \"E-Mail\"", "\"strictness\": \"maybe\"",
                  "/fields/7/strictness: one of these was expected: required, requested, optional, forbidden");
  assert_refused ("\"blocking\": true", "\"blocking\": \"yes\"",
                  "/prerequisites/0/blocking: true or false was expected");
  assert_refused ("\"blocking\": true,", "", "/prerequisites/0/blocking: this member is missing");
  assert_refused ("\"count\": 5", "\"count\": 5.5",
                  "/promises/0/within/count: a whole number from 1 to 3650 was expected");
  assert_refused ("\"count\": 5", "\"count\": 5, \"colour\": 1",
                  "/promises/0/within/colour: this member is not known");
  assert_refused ("\"kind\": \"https\"", "\"kind\": \"gopher\"",
                  "/channels/2/kind: one of these was expected: email, form, https");
  assert_refused ("\"seen\": \"2026-11-20\"", "\"seen\": \"2026-02-30\"",
                  "/sources/letter/seen: a date such as “2026-11-21” was expected");
}

static void
test_refuses_references_that_lead_nowhere (void)
{
  assert_refused ("\"Keine Fragen zur Bedienung.\", \"source\": \"page\"", "\"x\", \"source\": \"telephone\"",
                  "/scope/out/0/source: the name of a source of this profile was expected");
  assert_refused ("prerequisite:quietly", "prerequisite:loudly",
                  "/contradictions/0/between/0: the kind and id of something in this profile was expected, "
                  "such as “term:ID”");
  assert_refused ("field:disclosure.plan", "field:product.version",
                  "/contradictions/0/between/1: the kind and id of something in this profile was expected, "
                  "such as “term:ID”");
  assert_refused ("{ \"musterwerk.fluid\": \"acid\" }", "{ \"musterwerk.fluid\": \"wine\" }",
                  "/fields/4/when/musterwerk.fluid: an answer that this field can have was expected");
  assert_refused ("{ \"musterwerk.fluid\": \"acid\" }", "{ \"musterwerk.wine\": \"acid\" }",
                  "/fields/4/when/musterwerk.wine: no field has this id");
  assert_refused ("{ \"product.name\": 60 }", "{ \"product.version\": 60 }",
                  "/limits/fields/product.version: no field has this id");
  assert_refused ("\"field\": \"product.name\"", "\"field\": \"product.version\"",
                  "/channels/1/fields/0/field: the id of a field of this profile, or “document”, was expected");
  assert_refused ("\"document.title\": \"Meldung", "\"document.heading\": \"Meldung",
                  "/words/document.heading: no word of the document has this id");
  assert_refused ("\"product\": \"Gerät\"", "\"kitchen\": \"Gerät\"", "/sections/kitchen: no section has this id");
  assert_refused ("\"section\": \"device\"", "\"section\": \"kitchen\"",
                  "/fields/2/section: the id of a section was expected");
}

static void
test_takes_every_kind_of_reference (void)
{
  assert_taken ("[ \"prerequisite:quietly\", \"field:disclosure.plan\" ]",
                "[ \"term:no-pay\", \"promise:fix\", \"forbidden:personal-data\", \"note:welcome\", \"channel:ask\", "
                "\"diversion:incident\", \"language\", \"anonymity\" ]");
  assert_taken ("{ \"musterwerk.fluid\": \"acid\" }", "{ \"target.kind\": \"web\" }");
  assert_taken ("{ \"musterwerk.fluid\": \"acid\" }", "{ \"product.name\": \"any text\" }");
}

static void
test_refuses_what_stands_twice (void)
{
  assert_refused ("\"id\": \"no-pay\"", "\"id\": \"quietly\"", "/terms/0/id: “quietly” stands there twice");
  assert_refused ("\"id\": \"exploited\"", "\"id\": \"product.name\"",
                  "/fields/1/choices: a field of this kind has no such member");
  assert_refused ("\"id\": \"contact.email\"", "\"id\": \"disclosure.plan\"",
                  "/fields/7/id: “disclosure.plan” stands there twice");
  assert_refused ("\"id\": \"fix\"", "\"id\": \"acknowledge\"", "/promises/1/id: “acknowledge” stands there twice");
  assert_refused ("\"id\": \"ask\"", "\"id\": \"mail\"", "/channels/3/id: “mail” stands there twice");
  assert_refused ("89ABCDEF0123456789ABCDEF0123456789ABCDEF", "0123456789ABCDEF0123456789ABCDEF01234567",
                  "/keys/1/fingerprint: “0123456789ABCDEF0123456789ABCDEF01234567” stands there twice");
  assert_refused ("[ \"X-1\" ]", "[ \"X-1\", \"X-1\" ]", "/language/lines/1: “X-1” stands there twice");
  assert_refused ("\"saturday\", \"sunday\"", "\"sunday\", \"sunday\"",
                  "/calendar/weekend/1: “sunday” stands there twice");
  assert_refused ("\"id\": \"base\", \"label\": \"Base\"", "\"id\": \"acid\", \"label\": \"Base\"",
                  "/fields/2/choices/1/id: “acid” stands there twice");
}

static void
test_refuses_hidden_characters (void)
{
  assert_refused ("\"name\": \"Musterwerk Medizintechnik\"", "\"name\": \"Muster\u202ewerk\"",
                  "/name: a text without the hidden character U+202E was expected");
  assert_refused ("Bitte keine Patientendaten.", "Bitte\\u0007",
                  "/forbidden/0/wording: a text without the hidden character U+0007 was expected");
  assert_refused ("\"Säure\"", "\"S\u200bäure\"",
                  "/fields/2/choices/0/label: a text without the hidden character U+200B was expected");
  assert_refused ("Bundesamt für Beispiele", "Bundes\u00adamt",
                  "/shares-with/0: a text without the hidden character U+00AD was expected");
  assert_taken ("Bitte keine Patientendaten.", "Bitte keine\\nPatientendaten. <b>&amp;</b>");
}

/* Headings, labels and a mail's subject stand on one line. */
static void
test_refuses_lines_in_headings (void)
{
  assert_refused ("\"subject\": \"Schwachstelle\"", "\"subject\": \"S\\nBcc: a@b.c\"",
                  "/channels/0/subject: a text of one line was expected");
  assert_refused ("\"subject\": \"Schwachstelle\"", "\"subject\": \"S\\r\\nBcc: a@b.c\"",
                  "/channels/0/subject: a text of one line was expected");
  assert_refused ("\"Meldung einer Schwachstelle\"", "\"Meldung\\neiner\"",
                  "/words/document.title: a text of one line was expected");
  assert_refused ("\"label\": \"Charge\"", "\"label\": \"Cha\\trge\"",
                  "/fields/3/label: a text of one line was expected");
  assert_refused ("\"label\": \"Charge\"", "\"label\": \" \"",
                  "/fields/3/label: a text that is not empty was expected");
}

static void
test_refuses_addresses_that_are_none (void)
{
  assert_refused ("psirt@musterwerk.example", "PSIRT <psirt@musterwerk.example>",
                  "/channels/0/address/value: one plain e-mail address was expected");
  assert_refused ("https://musterwerk.example/sicherheit/formular", "javascript:alert(1)",
                  "/channels/1/url/value: an address that begins with “https://” was expected");
  assert_refused ("\"value\": null, \"source\": \"letter\", \"note\": \"The letter announces it for next year.\"",
                  "\"value\": \"http://musterwerk.example/\", \"source\": \"letter\"",
                  "/channels/2/endpoint/value: an address that begins with “https://”, without name or fragment, "
                  "was expected");
  assert_refused ("https://musterwerk.example/hinweise", "https://user:word@musterwerk.example/",
                  "/links/advisories: an address that begins with “https://” was expected");
  assert_refused ("\"file\": \"musterwerk.asc\"", "\"file\": \"../musterwerk.asc\"",
                  "/keys/0/file: the name of a key file was expected, such as “name.asc”");
  assert_refused ("0123456789ABCDEF0123456789ABCDEF01234567", "89ABCDEF01234567",
                  "/keys/0/fingerprint: 40 hexadecimal digits were expected");
}

static void
test_wants_a_reason_for_what_is_unknown (void)
{
  assert_refused (", \"note\": \"Masked in the source.\"", "",
                  "/channels/3/address/note: a note is missing that says why there is no value");
  assert_refused ("\"wording\": \"Wird die Schwachstelle ausgenutzt?\", ", "",
                  "/fields/1/wording: a wording and its source stand together");
}

static void
test_overrides_only_what_it_may (void)
{
  assert_refused ("\"label\": \"Ausgenutzt?\"", "\"label\": \"Ausgenutzt?\", \"section\": \"product\"",
                  "/fields/1/section: this member is not known");
  assert_refused ("{ \"id\": \"suspected\", \"label\": \"Vermutlich\" }", "{ \"id\": \"guess\", \"label\": \"Geraten\" }",
                  "/fields/1/choices/1/id: the field has no choice with this id");
  assert_taken ("{ \"id\": \"suspected\", \"label\": \"Vermutlich\" },", "");
  assert_refused ("\"label\": \"Ausgenutzt?\"", "\"label\": \"Ausgenutzt?\", \"max\": 5",
                  "/fields/1/max: a field of this kind has no such member");
  assert_refused ("\"kind\": \"line\", \"label\": \"Charge\"", "\"label\": \"Charge\"",
                  "/fields/3/kind: this member is missing");
}

static void
test_refuses_fields_that_wait_for_each_other (void)
{
  assert_refused ("\"when\": { \"musterwerk.fluid\": \"acid\" }", "\"when\": { \"musterwerk.opened-on\": \"x\" }",
                  "/fields/4/when: this field depends on itself");
}

static void
test_tells_a_newer_version_apart (void)
{
  g_autoptr(GBytes) bytes = profiles_changed ("\"version\": 1", "\"version\": 2, \"new\": true");
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_vendor_read (bytes, herald_field_catalog_get_default (), &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_VERSION);
}

static void
test_refuses_every_beginning_of_a_profile (void)
{
  g_autoptr(GBytes) example = profiles_load ("data/schema/vendor.example.json");
  gsize length = g_bytes_get_size (example);

  /* All but the last brace and line end. */
  for (gsize i = 0; i + 2 < length; i++)
    {
      g_autoptr(GBytes) beginning = g_bytes_new_from_bytes (example, 0, i);
      g_autoptr(GError) error = NULL;

      g_assert_null (herald_vendor_read (beginning, herald_field_catalog_get_default (), &error));
      g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_SYNTAX);
    }
}

static void
test_refuses_nesting_without_end (void)
{
  g_autofree char *text = g_strnfill (100000, '[');
  g_autoptr(GBytes) bytes = g_bytes_new (text, 100000);
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_vendor_read (bytes, herald_field_catalog_get_default (), &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_SYNTAX);
}

static void
test_refuses_more_than_256_kib (void)
{
  g_autofree char *space = g_strnfill (HERALD_VENDOR_MAX_SIZE, ' ');
  g_autofree char *text = g_strconcat ("{", space, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_vendor_read (bytes, herald_field_catalog_get_default (), &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_TOO_LARGE);
}

static void
test_bounds_every_list (void)
{
  g_autoptr(GString) covers = g_string_new ("\"covers\": [ \"0\"");
  g_autoptr(GString) words = g_string_new ("\"links\": { \"x\": null");

  for (int i = 0; i < 50; i++)
    g_string_append_printf (covers, ", \"%d\"", i);
  for (int i = 0; i < 20; i++)
    g_string_append_printf (words, ", \"x%d\": null", i);
  g_string_append_c (words, ',');

  assert_refused ("\"covers\": [ \"Musterwerk\"", covers->str, "/covers: a list of at most 50 entries was expected");
  assert_refused ("\"links\": {", words->str, "/links: at most 20 entries were expected");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vendor/reader/names-the-place", test_names_the_place);
  g_test_add_func ("/vendor/reader/refuses-references-that-lead-nowhere", test_refuses_references_that_lead_nowhere);
  g_test_add_func ("/vendor/reader/takes-every-kind-of-reference", test_takes_every_kind_of_reference);
  g_test_add_func ("/vendor/reader/refuses-what-stands-twice", test_refuses_what_stands_twice);
  g_test_add_func ("/vendor/reader/refuses-hidden-characters", test_refuses_hidden_characters);
  g_test_add_func ("/vendor/reader/refuses-lines-in-headings", test_refuses_lines_in_headings);
  g_test_add_func ("/vendor/reader/refuses-addresses-that-are-none", test_refuses_addresses_that_are_none);
  g_test_add_func ("/vendor/reader/wants-a-reason-for-what-is-unknown", test_wants_a_reason_for_what_is_unknown);
  g_test_add_func ("/vendor/reader/overrides-only-what-it-may", test_overrides_only_what_it_may);
  g_test_add_func ("/vendor/reader/refuses-fields-that-wait-for-each-other",
                   test_refuses_fields_that_wait_for_each_other);
  g_test_add_func ("/vendor/reader/tells-a-newer-version-apart", test_tells_a_newer_version_apart);
  g_test_add_func ("/vendor/reader/refuses-every-beginning-of-a-profile", test_refuses_every_beginning_of_a_profile);
  g_test_add_func ("/vendor/reader/refuses-nesting-without-end", test_refuses_nesting_without_end);
  g_test_add_func ("/vendor/reader/refuses-more-than-256-kib", test_refuses_more_than_256_kib);
  g_test_add_func ("/vendor/reader/bounds-every-list", test_bounds_every_list);

  return g_test_run ();
}
