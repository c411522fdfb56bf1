/* test-review.c: every room's findings, merged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "composer-fixture.h"

/* A severity that no finding has. */
#define NOTHING -1

static void
assert_finding (HeraldComposer     *composer,
                HeraldEnvelopeForm  form,
                const char         *kind,
                const char         *place,
                int                 severity)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) findings = herald_composer_review_as (composer, form, &error);
  const HeraldFinding *finding;

  g_assert_no_error (error);
  finding = practice_find (findings, kind, place);
  g_test_message ("%s: %s", herald_envelope_form_to_word (form), finding != NULL ? finding->message : "nothing");
  g_assert_cmpint (finding != NULL ? (int) finding->severity : NOTHING, ==, severity);
}

static void
assert_by_form (const char *vendor,
                const char *kind,
                const char *place,
                const int  *severities)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin (vendor, FALSE);

  for (guint form = 0; form <= HERALD_ENVELOPE_DRAFT; form++)
    assert_finding (composer, form, kind, place, severities[form]);
}

static void
test_practice_is_ready (void)
{
  for (guint anonymous = 0; anonymous < 2; anonymous++)
    {
      g_autoptr(HeraldComposer) composer = composer_fixture_ready ((gboolean) anonymous);

      for (guint form = 0; form <= HERALD_ENVELOPE_DRAFT; form++)
        {
          GError *error = NULL;
          g_autoptr(GPtrArray) findings = herald_composer_review_as (composer, form, &error);

          g_assert_no_error (error);
          for (guint i = 0; i < findings->len; i++)
            g_test_message ("%s", ((HeraldFinding *) g_ptr_array_index (findings, i))->message);
          g_assert_false (herald_findings_has_stop (findings));
        }
    }
}

/* A mail needs an address, which only the person can supply; what is no mail
 * does without. In the order of the forms: eml, asc, bundle, draft. */
static void
test_address (void)
{
  static const int unknown[] = {
    HERALD_SEVERITY_STOP, HERALD_SEVERITY_WARN, HERALD_SEVERITY_WARN, HERALD_SEVERITY_STOP,
  };
  static const int known[] = { NOTHING, NOTHING, NOTHING, NOTHING };
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  GError *error = NULL;

  assert_by_form ("baxter", "channel", "/vendor/channels/mail", unknown);
  assert_by_form ("baxter", "channel", "/vendor/channels/questions", known);
  herald_composer_confirm_value (composer, composer_fixture_vendor (composer, "baxter"),
                                 HERALD_CONFIRMED_ADDRESS, "psirt@baxter.example", &error);
  g_assert_no_error (error);
  assert_by_form ("baxter", "channel", "/vendor/channels/mail", known);
}

static void
test_no_mail (void)
{
  static const int no_mail[] = { HERALD_SEVERITY_STOP, NOTHING, NOTHING, HERALD_SEVERITY_STOP };
  static const int no_url[] = {
    HERALD_SEVERITY_NOTE, HERALD_SEVERITY_NOTE, HERALD_SEVERITY_NOTE, HERALD_SEVERITY_NOTE,
  };

  assert_by_form ("fresenius", "channel", "/vendor/channels", no_mail);
  assert_by_form ("fresenius", "channel", "/vendor/channels/form", no_url);
}

static void
test_no_endpoint (void)
{
  static const int note[] = {
    HERALD_SEVERITY_NOTE, HERALD_SEVERITY_NOTE, HERALD_SEVERITY_NOTE, HERALD_SEVERITY_NOTE,
  };

  assert_by_form ("practice", "channel", "/vendor/channels/drop", note);
}

static void
test_key (void)
{
  static const int stop[] = {
    HERALD_SEVERITY_STOP, HERALD_SEVERITY_STOP, HERALD_SEVERITY_STOP, HERALD_SEVERITY_STOP,
  };
  static const int nothing[] = { NOTHING, NOTHING, NOTHING, NOTHING };
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  g_autoptr(GBytes) file = composer_fixture_zoo_key ("ed25519.pgp");
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);
  GError *error = NULL;

  assert_by_form ("baxter", "key", "/vendor/keys", stop);
  assert_by_form ("practice", "key", "/vendor/keys", nothing);
  herald_composer_confirm_key (composer, composer_fixture_vendor (composer, "baxter"), file, fingerprint, &error);
  g_assert_no_error (error);
  assert_by_form ("baxter", "key", "/vendor/keys", nothing);
}

/* Where only a form takes reports, the way on is told with the missing key. */
static void
test_key_hint (void)
{
  static const struct
  {
    const char *vendor;
    gboolean    hint;
  } vendors[] = { { "fresenius", TRUE }, { "baxter", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (vendors); i++)
    {
      g_autoptr(HeraldComposer) composer = composer_fixture_begin (vendors[i].vendor, FALSE);
      g_autoptr(GPtrArray) findings = herald_composer_review (composer, NULL);
      const HeraldFinding *finding = practice_find (findings, "key", "/vendor/keys");

      g_assert_cmpint (strstr (finding->message, "form on its website") != NULL, ==, vendors[i].hint);
    }
}

static void
test_text_alone_takes_no_attachment (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (FALSE);
  g_autoptr(GBytes) content = composer_fixture_text ("log");

  assert_finding (composer, HERALD_ENVELOPE_ASC, "form", "/attachments", NOTHING);
  composer_fixture_attach (composer, "device.log", content);
  assert_finding (composer, HERALD_ENVELOPE_ASC, "form", "/attachments", HERALD_SEVERITY_STOP);
  assert_finding (composer, HERALD_ENVELOPE_EML, "form", "/attachments", NOTHING);
  assert_finding (composer, HERALD_ENVELOPE_BUNDLE, "form", "/attachments", NOTHING);
  assert_finding (composer, HERALD_ENVELOPE_DRAFT, "form", "/attachments", NOTHING);
}

static void
test_missing_attachment (void)
{
  for (guint anonymous = 0; anonymous < 2; anonymous++)
    {
      g_autoptr(HeraldComposer) composer = composer_fixture_ready ((gboolean) anonymous);
      g_autoptr(GBytes) content = composer_fixture_text ("log");
      g_autofree char *path = composer_fixture_path ("device.log");

      composer_fixture_attach (composer, "device.log", content);
      assert_finding (composer, HERALD_ENVELOPE_BUNDLE, "attachment", "/attachments/device.log", NOTHING);
      g_assert_no_errno (g_unlink (path));
      assert_finding (composer, HERALD_ENVELOPE_BUNDLE, "attachment", "/attachments/device.log",
                      HERALD_SEVERITY_STOP);
    }
}

static guint
count_traces (HeraldComposer *composer,
              const char     *place)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) findings = herald_composer_review (composer, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      n += g_str_equal (finding->kind, "own-trace") && g_str_equal (finding->place, place);
    }

  return n;
}

/* Whoever wants to stay unknown is told of what gives them away, in answers
 * and in files; nobody else is. */
static void
test_own_traces (void)
{
  for (guint anonymous = 0; anonymous < 2; anonymous++)
    {
      g_autoptr(HeraldComposer) composer = composer_fixture_ready ((gboolean) anonymous);
      g_autoptr(GBytes) content = composer_fixture_text ("Traceback: /home/somebody/poc.py\n");

      practice_answer (herald_composer_get_report (composer), "vuln.description", "See /home/somebody/notes");
      composer_fixture_attach (composer, "device.log", content);
      g_assert_cmpuint (count_traces (composer, "/answers/vuln.description"), ==, anonymous);
      g_assert_cmpuint (count_traces (composer, "/attachments/device.log"), ==, anonymous);
      g_assert_cmpuint (count_traces (composer, "/answers/vuln.impact"), ==, 0);
    }
}

/* What a substitution takes out is not there any more. */
static void
test_substituted_trace (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (TRUE);
  HeraldReport *report = herald_composer_get_report (composer);

  practice_answer (report, "vuln.description", "See /home/somebody/notes");
  g_assert_cmpuint (count_traces (composer, "/answers/vuln.description"), ==, 1);
  g_assert_true (herald_report_add_substitution (report, "/home/somebody", "FOLDER-1", NULL));
  g_assert_cmpuint (count_traces (composer, "/answers/vuln.description"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/review/finds-nothing-that-stops-a-whole-report", test_practice_is_ready);
  g_test_add_func ("/composer/review/asks-for-the-address-of-a-mail", test_address);
  g_test_add_func ("/composer/review/tells-that-there-is-no-mail", test_no_mail);
  g_test_add_func ("/composer/review/notes-an-unknown-endpoint", test_no_endpoint);
  g_test_add_func ("/composer/review/asks-for-a-key", test_key);
  g_test_add_func ("/composer/review/tells-the-way-without-a-key", test_key_hint);
  g_test_add_func ("/composer/review/takes-no-attachment-in-text-alone", test_text_alone_takes_no_attachment);
  g_test_add_func ("/composer/review/tells-of-a-missing-attachment", test_missing_attachment);
  g_test_add_func ("/composer/review/tells-of-own-traces", test_own_traces);
  g_test_add_func ("/composer/review/sees-what-others-will-see", test_substituted_trace);

  return composer_fixture_run ();
}
