/* test-confirmed.c: values that the person supplied and confirmed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-confirmed.h"
#include "herald-date.h"
#include "herald-file.h"
#include "herald-hash.h"
#include "profiles.h"

#define FINGERPRINT "0123456789ABCDEF0123456789ABCDEF01234567"

typedef struct
{
  HeraldVendor    *vendor;
  HeraldConfirmed *confirmed;
  char            *state;
  char            *record;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->state = profiles_make_folder ();
  fixture->record = g_build_filename (fixture->state, "confirmed", "musterwerk.json", NULL);
  fixture->vendor = profiles_example ();
  fixture->confirmed = herald_confirmed_load (fixture->state, fixture->vendor, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->confirmed, herald_confirmed_free);
  herald_vendor_unref (fixture->vendor);
  profiles_remove (fixture->state);
  g_free (fixture->record);
  g_free (fixture->state);
}

static void
confirm (HeraldConfirmed     *confirmed,
         HeraldConfirmedItem  item,
         const char          *value,
         const char          *file)
{
  g_autoptr(GBytes) bytes = file != NULL ? g_bytes_new (file, strlen (file)) : NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_confirmed_set (confirmed, item, value, bytes, "from the page", &error));
  g_assert_no_error (error);
}

static void
save (HeraldConfirmed *confirmed)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_confirmed_save (confirmed, &error));
  g_assert_no_error (error);
}

static HeraldConfirmed *
load_again (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  HeraldConfirmed *confirmed = herald_confirmed_load (fixture->state, fixture->vendor, &error);

  g_assert_no_error (error);
  g_assert_nonnull (confirmed);
  return confirmed;
}

static void
confirm_all (Fixture *fixture)
{
  confirm (fixture->confirmed, HERALD_CONFIRMED_ADDRESS, "psirt@vendor.example", NULL);
  confirm (fixture->confirmed, HERALD_CONFIRMED_ENDPOINT, "https://drop.example/", NULL);
  confirm (fixture->confirmed, HERALD_CONFIRMED_KEY, FINGERPRINT, "the key");
  confirm (fixture->confirmed, HERALD_CONFIRMED_CA, NULL, "the certificate");
}

/* The file beside the record that holds this. */
static char *
path_of_file (Fixture    *fixture,
              const char *content,
              const char *suffix)
{
  g_autofree char *sha256 = herald_hash_of_text (content);
  g_autofree char *name = g_strdup_printf ("musterwerk.%.16s.%s", sha256, suffix);

  return g_build_filename (fixture->state, "confirmed", name, NULL);
}

static void
test_begins_with_nothing (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(JsonNode) node = herald_confirmed_to_json (fixture->confirmed);
  g_autofree char *folder = g_path_get_dirname (fixture->record);

  for (int i = 0; i <= HERALD_CONFIRMED_LAST; i++)
    {
      g_assert_null (herald_confirmed_get (fixture->confirmed, (HeraldConfirmedItem) i));
      g_assert_null (herald_confirmed_get_date (fixture->confirmed, (HeraldConfirmedItem) i));
      g_assert_null (herald_confirmed_get_from (fixture->confirmed, (HeraldConfirmedItem) i));
      g_assert_null (herald_confirmed_get_file (fixture->confirmed, (HeraldConfirmedItem) i));
    }
  g_assert_cmpuint (json_object_get_size (json_node_get_object (node)), ==, 0);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_keeps_what_was_confirmed (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *today = herald_date_today ();
  g_autofree char *sha256 = herald_hash_of_text ("the certificate");
  g_autoptr(HeraldConfirmed) again = NULL;
  g_autoptr(JsonNode) first = NULL, second = NULL;
  GBytes *key;

  confirm_all (fixture);
  save (fixture->confirmed);
  again = load_again (fixture);

  g_assert_cmpstr (herald_confirmed_get (again, HERALD_CONFIRMED_ADDRESS), ==, "psirt@vendor.example");
  g_assert_cmpstr (herald_confirmed_get (again, HERALD_CONFIRMED_ENDPOINT), ==, "https://drop.example/");
  g_assert_cmpstr (herald_confirmed_get (again, HERALD_CONFIRMED_KEY), ==, FINGERPRINT);
  g_assert_cmpstr (herald_confirmed_get (again, HERALD_CONFIRMED_CA), ==, sha256);
  g_assert_cmpstr (herald_confirmed_get_date (again, HERALD_CONFIRMED_KEY), ==, today);
  g_assert_cmpstr (herald_confirmed_get_from (again, HERALD_CONFIRMED_KEY), ==, "from the page");
  key = herald_confirmed_get_file (again, HERALD_CONFIRMED_KEY);
  g_assert_cmpmem (g_bytes_get_data (key, NULL), g_bytes_get_size (key), "the key", 7);
  g_assert_null (herald_confirmed_get_file (again, HERALD_CONFIRMED_ADDRESS));

  first = herald_confirmed_to_json (fixture->confirmed);
  second = herald_confirmed_to_json (again);
  g_assert_true (json_node_equal (first, second));
}

static void
test_is_for_the_person_alone (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->record);
  g_autofree char *key = path_of_file (fixture, "the key", "key");
  GStatBuf status;

  confirm_all (fixture);
  save (fixture->confirmed);

  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (fixture->record, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (key, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_refuses_values_that_are_none (Fixture       *fixture,
                                   gconstpointer  data)
{
  const struct
  {
    HeraldConfirmedItem  item;
    const char          *value;
    const char          *file;
    const char          *message;
  } bad[] = {
    { HERALD_CONFIRMED_ADDRESS, "Vendor <a@b.example>", NULL, "This is not one plain e-mail address" },
    { HERALD_CONFIRMED_ENDPOINT, "http://drop.example/", NULL,
      "This is not an address that begins with “https://”, without name, password and fragment" },
    { HERALD_CONFIRMED_KEY, "89ABCDEF01234567", "the key",
      "This is not a full fingerprint of 40 hexadecimal digits" },
    { HERALD_CONFIRMED_KEY, "0123456789abcdef0123456789abcdef01234567", "the key",
      "This is not a full fingerprint of 40 hexadecimal digits" },
    { HERALD_CONFIRMED_KEY, FINGERPRINT, "", "This file is empty, or larger than 1 MiB" },
    { HERALD_CONFIRMED_CA, NULL, "", "This file is empty, or larger than 1 MiB" },
  };

  confirm_all (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *before = g_strdup (herald_confirmed_get (fixture->confirmed, bad[i].item));
      g_autoptr(GBytes) file = bad[i].file != NULL ? g_bytes_new (bad[i].file, strlen (bad[i].file)) : NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (herald_confirmed_set (fixture->confirmed, bad[i].item, bad[i].value, file, "", &error));
      g_assert_error (error, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, bad[i].message);
      g_assert_cmpstr (herald_confirmed_get (fixture->confirmed, bad[i].item), ==, before);
    }
}

static void
test_refuses_what_no_channel_needs (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(HeraldVendor) form_only = profiles_shipped ("fresenius");
  g_autoptr(HeraldConfirmed) confirmed = herald_confirmed_load (fixture->state, form_only, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_confirmed_set (confirmed, HERALD_CONFIRMED_ADDRESS, "a@b.example", NULL, "", &error));
  g_assert_error (error, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_NO_CHANNEL);
  g_assert_true (g_str_has_suffix (error->message, "takes no reports by e-mail, so there is no address to confirm"));
  g_clear_error (&error);

  g_assert_false (herald_confirmed_set (confirmed, HERALD_CONFIRMED_ENDPOINT, "https://b.example/", NULL, "", &error));
  g_assert_error (error, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_NO_CHANNEL);
  confirm (confirmed, HERALD_CONFIRMED_KEY, FINGERPRINT, "the key");
}

static void
test_shows_where_from_safely (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *longest = g_strnfill (2001, 'a');
  g_autoptr(HeraldConfirmed) again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_confirmed_set (fixture->confirmed, HERALD_CONFIRMED_ADDRESS, "a@b.example", NULL,
                                       "one\ntwo\xe2\x80\xae\xff", NULL));
  save (fixture->confirmed);
  again = load_again (fixture);
  g_assert_cmpstr (herald_confirmed_get_from (again, HERALD_CONFIRMED_ADDRESS), ==,
                   "one<U+000A>two<U+202E>\xef\xbf\xbd");

  g_assert_false (herald_confirmed_set (again, HERALD_CONFIRMED_ADDRESS, "a@b.example", NULL, longest, &error));
  g_assert_error (error, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_VALUE);
}

static void
test_a_new_key_takes_the_olds_place (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autofree char *old = path_of_file (fixture, "the key", "key");
  g_autofree char *new = path_of_file (fixture, "the other key", "key");
  g_autofree char *certificate = path_of_file (fixture, "the certificate", "ca");
  g_autofree char *other = g_build_filename (fixture->state, "confirmed", "other.0123456789abcdef.key", NULL);
  g_autoptr(HeraldConfirmed) again = NULL;

  confirm_all (fixture);
  save (fixture->confirmed);
  g_assert_true (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (other, "another vendor's", -1, NULL));

  confirm (fixture->confirmed, HERALD_CONFIRMED_KEY, FINGERPRINT, "the other key");
  save (fixture->confirmed);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (certificate, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  again = load_again (fixture);
}

/* A program that was killed between file and record left the file behind. */
static void
test_survives_a_kill_in_between (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *left = path_of_file (fixture, "never recorded", "key");
  g_autoptr(HeraldConfirmed) again = NULL;

  confirm_all (fixture);
  save (fixture->confirmed);
  g_assert_true (g_file_set_contents (left, "never recorded", -1, NULL));

  again = load_again (fixture);
  g_assert_cmpstr (herald_confirmed_get (again, HERALD_CONFIRMED_KEY), ==, FINGERPRINT);
  save (again);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
}

static void
test_last_writer_wins_whole (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(HeraldConfirmed) other = load_again (fixture);
  g_autoptr(HeraldConfirmed) again = NULL;

  confirm (fixture->confirmed, HERALD_CONFIRMED_KEY, FINGERPRINT, "the key");
  confirm (other, HERALD_CONFIRMED_KEY, "89ABCDEF0123456789ABCDEF0123456789ABCDEF", "the other key");
  save (fixture->confirmed);
  save (other);
  again = load_again (fixture);
  g_assert_cmpstr (herald_confirmed_get (again, HERALD_CONFIRMED_KEY), ==, "89ABCDEF0123456789ABCDEF0123456789ABCDEF");
  g_assert_cmpuint (g_bytes_get_size (herald_confirmed_get_file (again, HERALD_CONFIRMED_KEY)), ==, 13);
}

/* Confirms a key of its own again and again, and reads what stands there. */
static gpointer
confirm_often (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *file = g_strdup_printf ("the key of %p", (void *) g_thread_self ());

  for (int i = 0; i < 10; i++)
    {
      g_autoptr(HeraldConfirmed) confirmed = load_again (fixture);

      confirm (confirmed, HERALD_CONFIRMED_KEY, FINGERPRINT, file);
      save (confirmed);
    }

  return NULL;
}

static void
test_record_and_file_stay_together (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->record);
  g_autoptr(HeraldConfirmed) again = NULL;
  g_autoptr(GDir) files = NULL;
  GThread *threads[4];
  guint n_files = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("confirms", confirm_often, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  again = load_again (fixture);
  g_assert_nonnull (herald_confirmed_get (again, HERALD_CONFIRMED_KEY));
  for (files = g_dir_open (folder, 0, NULL); g_dir_read_name (files) != NULL; n_files++)
    continue;
  g_assert_cmpuint (n_files, ==, 2);
}

static void
assert_load_fails (Fixture    *fixture,
                   GQuark      domain,
                   int         code,
                   const char *message)
{
  g_autoptr(GError) error = NULL;
  HeraldConfirmed *confirmed = herald_confirmed_load (fixture->state, fixture->vendor, &error);

  g_assert_null (confirmed);
  g_assert_error (error, domain, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_refuses_a_file_that_was_changed (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *path = path_of_file (fixture, "the key", "key");
  g_autofree char *message = g_strdup_printf ("%s: this is not the file that was confirmed; remove it and %s, "
                                              "and confirm again", path, fixture->record);
  g_autofree char *missing = g_strdup_printf ("%s: No such file or directory", path);

  confirm_all (fixture);
  save (fixture->confirmed);
  g_assert_true (g_file_set_contents (path, "not the key", -1, NULL));
  assert_load_fails (fixture, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_CHANGED, message);

  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_load_fails (fixture, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_FOUND, missing);
}

static void
write_record (Fixture    *fixture,
              const char *text)
{
  g_autofree char *folder = g_path_get_dirname (fixture->record);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->record, text, -1, NULL));
}

static void
test_refuses_a_record_that_is_wrong (Fixture       *fixture,
                                     gconstpointer  data)
{
#define HEAD "{\"format\":\"herald-confirmed\",\"version\":1,\"vendor\":\"musterwerk\""
#define WHEN "\"date\":\"2026-11-21\",\"from\":\"\""
  static const struct
  {
    const char *text;
    const char *reason;
  } bad[] = {
    { "", "line 1, column 1: the file ends too early" },
    { "[]", "/: an object was expected" },
    { "{\"format\":\"herald-vendor\"}", "/format: the format “herald-confirmed” was expected" },
    { "{\"format\":\"herald-confirmed\",\"version\":1,\"vendor\":\"other\"}",
      "/vendor: the id of the vendor after whom the file is named was expected" },
    { HEAD ",\"stranger\":1}", "/stranger: this member is not known" },
    { HEAD ",\"address\":null}", "/address: an object was expected" },
    { HEAD ",\"address\":{\"value\":\"x\"," WHEN "}}", "/address/value: one plain e-mail address was expected" },
    { HEAD ",\"address\":{\"value\":\"a@b.c\",\"date\":\"today\",\"from\":\"\"}}",
      "/address/date: a date such as “2026-11-21” was expected" },
    { HEAD ",\"address\":{\"value\":\"a@b.c\",\"date\":\"2026-11-21\",\"from\":\"a\\nb\"}}",
      "/address/from: a text of one line was expected" },
    { HEAD ",\"endpoint\":{\"value\":\"http://x\"," WHEN "}}",
      "/endpoint/value: an address that begins with “https://”, without name or fragment, was expected" },
    { HEAD ",\"key\":{\"fingerprint\":\"ABC\",\"sha256\":\"\"," WHEN "}}",
      "/key/sha256: 64 hexadecimal digits were expected" },
    { HEAD ",\"ca\":{\"sha256\":\"../../etc/passwd\"," WHEN "}}", "/ca/sha256: 64 hexadecimal digits were expected" },
    { HEAD ",\"ca\":{\"value\":\"x\"," WHEN "}}", "/ca/value: this member is not known" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *message = g_strdup_printf ("%s: %s", fixture->record, bad[i].reason);
      g_autoptr(GError) error = NULL;

      write_record (fixture, bad[i].text);
      g_assert_null (herald_confirmed_load (fixture->state, fixture->vendor, &error));
      g_assert_cmpstr (error->message, ==, message);
      g_assert_true (error->domain == HERALD_JSON_ERROR);
    }
}

/* All of the record is good, and the files that it names hold “0” and “1”. */
static void
test_reads_the_example (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GBytes) example = profiles_load ("data/schema/confirmed.example.json");
  g_autofree char *text = g_strndup (g_bytes_get_data (example, NULL), g_bytes_get_size (example));
  g_autofree char *key = path_of_file (fixture, "0", "key");
  g_autofree char *ca = path_of_file (fixture, "1", "ca");
  g_autoptr(HeraldConfirmed) confirmed = NULL;

  write_record (fixture, text);
  g_assert_true (g_file_set_contents (key, "0", -1, NULL));
  g_assert_true (g_file_set_contents (ca, "1", -1, NULL));
  confirmed = load_again (fixture);
  g_assert_cmpstr (herald_confirmed_get_from (confirmed, HERALD_CONFIRMED_ADDRESS), ==, "Read out on the telephone");
}

static void
test_says_where_it_cannot_write (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->record);
  g_autoptr(GError) error = NULL;

  confirm_all (fixture);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_false (herald_confirmed_save (fixture->confirmed, &error));
  g_assert_true (error->domain == HERALD_FILE_ERROR);
  g_assert_true (g_str_has_prefix (error->message, folder));
}

#define ADD(path, func) g_test_add ("/vendor/confirmed/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("begins-with-nothing", test_begins_with_nothing);
  ADD ("keeps-what-was-confirmed", test_keeps_what_was_confirmed);
  ADD ("is-for-the-person-alone", test_is_for_the_person_alone);
  ADD ("refuses-values-that-are-none", test_refuses_values_that_are_none);
  ADD ("refuses-what-no-channel-needs", test_refuses_what_no_channel_needs);
  ADD ("shows-where-from-safely", test_shows_where_from_safely);
  ADD ("a-new-key-takes-the-olds-place", test_a_new_key_takes_the_olds_place);
  ADD ("survives-a-kill-in-between", test_survives_a_kill_in_between);
  ADD ("last-writer-wins-whole", test_last_writer_wins_whole);
  ADD ("record-and-file-stay-together", test_record_and_file_stay_together);
  ADD ("refuses-a-file-that-was-changed", test_refuses_a_file_that_was_changed);
  ADD ("refuses-a-record-that-is-wrong", test_refuses_a_record_that_is_wrong);
  ADD ("reads-the-example", test_reads_the_example);
  ADD ("says-where-it-cannot-write", test_says_where_it_cannot_write);

  return g_test_run ();
}
