/* test-channel.c: whether a report can go a way, and if not, why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-confirmed.h"
#include "herald-vendor-catalog.h"
#include "profiles.h"

#define FINGERPRINT "0123456789ABCDEF0123456789ABCDEF01234567"

typedef struct
{
  HeraldVendor    *vendor;
  HeraldConfirmed *confirmed;
  char            *state;
} Fixture;

static HeraldConfirmed *
load (Fixture      *fixture,
      HeraldVendor *vendor)
{
  g_autoptr(GError) error = NULL;
  HeraldConfirmed *confirmed = herald_confirmed_load (fixture->state, vendor, &error);

  g_assert_no_error (error);
  g_assert_nonnull (confirmed);
  return confirmed;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->state = profiles_make_folder ();
  fixture->vendor = profiles_example ();
  fixture->confirmed = load (fixture, fixture->vendor);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_confirmed_free (fixture->confirmed);
  herald_vendor_unref (fixture->vendor);
  profiles_remove (fixture->state);
  g_free (fixture->state);
}

static void
confirm (HeraldConfirmed     *confirmed,
         HeraldConfirmedItem  item,
         const char          *value)
{
  g_autoptr(GBytes) file = item == HERALD_CONFIRMED_KEY ? g_bytes_new_static ("key", 3) : NULL;
  g_autoptr(GError) error = NULL;

  herald_confirmed_set (confirmed, item, value, file, "", &error);
  g_assert_no_error (error);
}

static void
assert_channel (HeraldVendor    *vendor,
                HeraldConfirmed *confirmed,
                guint            channel,
                const char      *expected)
{
  g_autofree char *why = NULL;
  gboolean ready = herald_channel_is_ready (g_ptr_array_index (herald_vendor_get_channels (vendor), channel),
                                            vendor, confirmed, &why);

  g_assert_cmpstr (why, ==, expected);
  g_assert_true (ready == (expected == NULL));
}

static void
test_email_needs_a_key (Fixture       *fixture,
                        gconstpointer  data)
{
  assert_channel (fixture->vendor, fixture->confirmed, 0,
                  "The vendor’s key is not known; it has to be supplied and confirmed first.");
  confirm (fixture->confirmed, HERALD_CONFIRMED_KEY, FINGERPRINT);
  assert_channel (fixture->vendor, fixture->confirmed, 0, NULL);
}

static void
test_form_needs_nothing_but_its_address (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr(GBytes) bytes = profiles_changed ("\"https://musterwerk.example/sicherheit/formular\", \"source\": \"page\"",
                                              "null, \"source\": \"page\", \"note\": \"x\"");
  g_autoptr(HeraldVendor) unknown = herald_vendor_read (bytes, herald_field_catalog_get_default (), NULL);
  g_autoptr(HeraldConfirmed) confirmed = load (fixture, unknown);

  assert_channel (fixture->vendor, fixture->confirmed, 1, NULL);
  assert_channel (unknown, confirmed, 1, "The address of the vendor’s form is not known.");
}

static void
test_drop_needs_endpoint_and_key (Fixture       *fixture,
                                  gconstpointer  data)
{
  assert_channel (fixture->vendor, fixture->confirmed, 2,
                  "The address for direct delivery and the vendor’s key are not known; "
                  "both have to be supplied and confirmed first.");
  confirm (fixture->confirmed, HERALD_CONFIRMED_ENDPOINT, "https://drop.example/");
  assert_channel (fixture->vendor, fixture->confirmed, 2,
                  "The vendor’s key is not known; it has to be supplied and confirmed first.");
  confirm (fixture->confirmed, HERALD_CONFIRMED_KEY, FINGERPRINT);
  assert_channel (fixture->vendor, fixture->confirmed, 2, NULL);
}

static void
test_questions_are_no_way_for_a_report (Fixture       *fixture,
                                        gconstpointer  data)
{
  confirm (fixture->confirmed, HERALD_CONFIRMED_ADDRESS, "psirt@vendor.example");
  confirm (fixture->confirmed, HERALD_CONFIRMED_KEY, FINGERPRINT);
  assert_channel (fixture->vendor, fixture->confirmed, 3,
                  "This address is for questions only; reports do not go there.");
  g_assert_null (herald_confirmed_get_address (fixture->confirmed,
                                               g_ptr_array_index (herald_vendor_get_channels (fixture->vendor), 3)));
}

static void
test_confirmed_comes_before_the_profile (Fixture       *fixture,
                                         gconstpointer  data)
{
  GPtrArray *channels = herald_vendor_get_channels (fixture->vendor);

  g_assert_cmpstr (herald_confirmed_get_address (fixture->confirmed, g_ptr_array_index (channels, 0)), ==,
                   "psirt@musterwerk.example");
  confirm (fixture->confirmed, HERALD_CONFIRMED_ADDRESS, "new@musterwerk.example");
  g_assert_cmpstr (herald_confirmed_get_address (fixture->confirmed, g_ptr_array_index (channels, 0)), ==,
                   "new@musterwerk.example");
  g_assert_cmpstr (herald_confirmed_get_address (fixture->confirmed, g_ptr_array_index (channels, 1)), ==,
                   "https://musterwerk.example/sicherheit/formular");
}

static void
test_tells_of_both_that_lack (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GBytes) bytes = profiles_changed ("\"psirt@musterwerk.example\"", "null");
  g_autoptr(HeraldVendor) vendor = herald_vendor_read (bytes, herald_field_catalog_get_default (), NULL);
  g_autoptr(HeraldConfirmed) confirmed = load (fixture, vendor);

  assert_channel (vendor, confirmed, 0, "The vendor’s e-mail address and key are not known; "
                                        "both have to be supplied and confirmed first.");
  confirm (confirmed, HERALD_CONFIRMED_KEY, FINGERPRINT);
  assert_channel (vendor, confirmed, 0, "The vendor’s e-mail address is not known; "
                                        "it has to be supplied and confirmed first.");
  confirm (confirmed, HERALD_CONFIRMED_ADDRESS, "a@b.example");
  assert_channel (vendor, confirmed, 0, NULL);
}

/* The first channel for reports of each shipped vendor, as it comes. */
static void
test_shipped_vendors_say_what_they_lack (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr(HeraldVendorCatalog) catalog = herald_vendor_catalog_new (NULL);
  HeraldVendor *practice = herald_vendor_catalog_find (catalog, "practice");
  HeraldVendor *baxter = herald_vendor_catalog_find (catalog, "baxter");
  HeraldVendor *fresenius = herald_vendor_catalog_find (catalog, "fresenius");
  g_autoptr(HeraldConfirmed) of_practice = load (fixture, practice);
  g_autoptr(HeraldConfirmed) of_baxter = load (fixture, baxter);
  g_autoptr(HeraldConfirmed) of_fresenius = load (fixture, fresenius);
  const HeraldChannel *email = herald_vendor_find_channel (fresenius, HERALD_CHANNEL_EMAIL);
  g_autofree char *why = NULL;

  assert_channel (practice, of_practice, 0, NULL);
  assert_channel (baxter, of_baxter, 0, "The vendor’s e-mail address and key are not known; "
                                        "both have to be supplied and confirmed first.");
  g_assert_false (herald_channel_is_ready (email, fresenius, of_fresenius, &why));
  g_assert_cmpstr (why, ==, "This address is for questions only; reports do not go there.");
  g_assert_true (herald_vendor_find_channel (fresenius, HERALD_CHANNEL_FORM)->for_reports);
}

#define ADD(path, func) g_test_add ("/vendor/channel/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("email-needs-a-key", test_email_needs_a_key);
  ADD ("form-needs-nothing-but-its-address", test_form_needs_nothing_but_its_address);
  ADD ("drop-needs-endpoint-and-key", test_drop_needs_endpoint_and_key);
  ADD ("questions-are-no-way-for-a-report", test_questions_are_no_way_for_a_report);
  ADD ("confirmed-comes-before-the-profile", test_confirmed_comes_before_the_profile);
  ADD ("tells-of-both-that-lack", test_tells_of_both_that_lack);
  ADD ("shipped-vendors-say-what-they-lack", test_shipped_vendors_say_what_they_lack);

  return g_test_run ();
}
