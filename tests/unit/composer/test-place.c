/* test-place.c: places in words, and how full a report is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "composer-fixture.h"
#include "herald-meter.h"
#include "herald-place.h"

static void
assert_words (HeraldReport *report,
              const char   *place,
              const char   *words)
{
  g_autofree char *described = herald_place_describe (report, place);

  g_assert_cmpstr (described, ==, words);
}

static void
test_describes_places (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  HeraldReport *report = herald_composer_get_report (composer);
  HeraldVendor *vendor = herald_report_get_vendor (report);
  const HeraldRule *rule = g_ptr_array_index (herald_vendor_get_prerequisites (vendor), 0);
  const HeraldDiversion *diversion = g_ptr_array_index (herald_vendor_get_diversions (vendor), 0);
  g_autofree char *attestation = g_strconcat ("/attestations/", rule->id, NULL);
  g_autofree char *question = g_strconcat ("/diversions/", diversion->id, NULL);
  g_autofree char *product = herald_place_describe (report, "/answers/product.name");

  g_assert_true (g_str_has_suffix (product, " › Product name"));
  assert_words (report, attestation, rule->title);
  assert_words (report, question, diversion->question);
  g_assert_true (herald_place_find_field (vendor, "/answers/web.urls/2") == herald_vendor_find_field (vendor, "web.urls"));
  assert_words (report, "/attachments/poc.py", "Attachment “poc.py”");
  assert_words (report, "/attachments/a\xe2\x80\xae" "b", "Attachment “a<U+202E>b”");
  assert_words (report, "/attachments", "Attachments");
  assert_words (report, "/vendor/keys", "The vendor’s key");
  assert_words (report, "/language", "Language of the report");
}

static void
test_describes_what_it_does_not_know (void)
{
  static const char * const places[] = {
    "", "/", "/answers/", "/answers/nothing", "/attestations/nothing", "/diversions/nothing", "/vendor/channels/nothing",
  };
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    assert_words (herald_composer_get_report (composer), places[i], "The report as a whole");
}

static void
test_describes_every_finding (void)
{
  static const char * const vendors[] = { "practice", "baxter", "fresenius" };

  for (guint i = 0; i < G_N_ELEMENTS (vendors); i++)
    {
      g_autoptr(HeraldComposer) composer = composer_fixture_begin (vendors[i], FALSE);
      GError *error = NULL;
      g_autoptr(GPtrArray) findings = herald_composer_review_as (composer, HERALD_ENVELOPE_EML, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < findings->len; j++)
        {
          const HeraldFinding *finding = g_ptr_array_index (findings, j);
          g_autofree char *words = herald_place_describe (herald_composer_get_report (composer), finding->place);

          g_test_message ("%s: %s", finding->place, words);
          g_assert_cmpstr (words, !=, "The report as a whole");
        }
    }
}

static void
test_measures_what_is_answered (void)
{
  g_autoptr(HeraldComposer) empty = composer_fixture_begin ("practice", FALSE);
  g_autoptr(HeraldComposer) full = composer_fixture_ready (FALSE);
  HeraldReport *report = herald_composer_get_report (empty);
  HeraldMeter before, after;

  herald_meter_read (report, &before);
  g_assert_cmpuint (before.n_required, >, 0);
  g_assert_cmpuint (before.n_requested, >, 0);

  practice_answer (report, "product.name", "Rehearsal Pump 3");
  herald_meter_read (report, &after);
  g_assert_cmpuint (after.n_required_answered, ==, before.n_required_answered + 1);
  g_assert_cmpuint (after.n_required, ==, before.n_required);

  /* White space is no answer. */
  practice_answer (report, "product.name", "  ");
  herald_meter_read (report, &after);
  g_assert_cmpuint (after.n_required_answered, ==, before.n_required_answered);

  herald_meter_read (herald_composer_get_report (full), &after);
  g_assert_cmpuint (after.n_required_answered, ==, after.n_required);
}

static void
test_asks_nobody_for_contact (void)
{
  g_autoptr(HeraldComposer) named = composer_fixture_begin ("practice", FALSE);
  g_autoptr(HeraldComposer) anonymous = composer_fixture_begin ("practice", TRUE);
  HeraldMeter with, without;

  herald_meter_read (herald_composer_get_report (named), &with);
  herald_meter_read (herald_composer_get_report (anonymous), &without);
  g_assert_cmpuint (without.n_required + without.n_requested, <, with.n_required + with.n_requested);
}

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/place/describes-places", test_describes_places);
  g_test_add_func ("/composer/place/describes-what-it-does-not-know", test_describes_what_it_does_not_know);
  g_test_add_func ("/composer/place/describes-every-finding", test_describes_every_finding);
  g_test_add_func ("/composer/meter/measures-what-is-answered", test_measures_what_is_answered);
  g_test_add_func ("/composer/meter/asks-nobody-for-contact", test_asks_nobody_for_contact);

  return composer_fixture_run ();
}
