/* test-fingerprint.c: fingerprints as people pass them on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-fingerprint.h"

#define VERSION_4 "0123456789ABCDEF0123456789ABCDEF01234567"

static void
assert_parses (const char *text,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *fingerprint = herald_fingerprint_parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (fingerprint, ==, expected);
}

static void
assert_refuses (const char             *text,
                HeraldFingerprintError  code)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *fingerprint = herald_fingerprint_parse (text, &error);

  g_assert_error (error, HERALD_FINGERPRINT_ERROR, (int) code);
  g_assert_null (fingerprint);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static void
test_reads_what_people_paste (void)
{
  assert_parses (VERSION_4, VERSION_4);
  assert_parses ("0123456789abcdef0123456789abcdef01234567", VERSION_4);
  assert_parses ("0x" VERSION_4, VERSION_4);
  assert_parses ("0X" VERSION_4, VERSION_4);
  assert_parses ("openpgp4fpr:0123456789abcdef0123456789abcdef01234567", VERSION_4);
  assert_parses ("OPENPGP4FPR:" VERSION_4, VERSION_4);
  assert_parses ("Fingerprint: " VERSION_4 "\n", VERSION_4);
  assert_parses (" 0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567\r\n", VERSION_4);
  assert_parses ("01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67", VERSION_4);
  assert_parses ("0123\u00a04567 89AB\u200bCDEF 0123\u20104567 89AB-CDEF 0123\t4567", VERSION_4);
}

static void
test_takes_the_long_ones_of_newer_versions (void)
{
  assert_parses ("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                 "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF");
}

static void
test_refuses_short_ids (void)
{
  assert_refuses ("89ABCDEF", HERALD_FINGERPRINT_ERROR_SHORT);
  assert_refuses ("0x89ABCDEF", HERALD_FINGERPRINT_ERROR_SHORT);
  assert_refuses ("0123 4567 89AB CDEF", HERALD_FINGERPRINT_ERROR_SHORT);
}

static void
test_refuses_other_lengths (void)
{
  assert_refuses ("0123456789ABCDEF0123456789ABCDEF", HERALD_FINGERPRINT_ERROR_LENGTH);
  assert_refuses (VERSION_4 "8", HERALD_FINGERPRINT_ERROR_LENGTH);
  assert_refuses ("012345678", HERALD_FINGERPRINT_ERROR_LENGTH);
}

static void
test_refuses_garbage (void)
{
  g_autofree char *huge = g_strnfill (100000, 'A');

  assert_refuses ("", HERALD_FINGERPRINT_ERROR_GARBAGE);
  assert_refuses (" : - ", HERALD_FINGERPRINT_ERROR_GARBAGE);
  assert_refuses ("0x", HERALD_FINGERPRINT_ERROR_GARBAGE);
  assert_refuses ("security@example.org", HERALD_FINGERPRINT_ERROR_GARBAGE);
  assert_refuses ("0123456789ABCDEF0123456789ABCDEF0123456G", HERALD_FINGERPRINT_ERROR_GARBAGE);
  assert_refuses ("\xff\xfe", HERALD_FINGERPRINT_ERROR_GARBAGE);
  assert_refuses ("\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17", HERALD_FINGERPRINT_ERROR_GARBAGE);
  assert_refuses (huge, HERALD_FINGERPRINT_ERROR_GARBAGE);
}

static void
test_groups_in_fours (void)
{
  g_autofree char *groups = herald_fingerprint_group (VERSION_4);
  g_autofree char *none = herald_fingerprint_group ("");

  g_assert_cmpstr (groups, ==, "0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567");
  g_assert_cmpstr (none, ==, "");
}

/* A version 4 key of an unknown algorithm, and a subkey: enough for fingerprints. */
static HeraldKey *
make_key (void)
{
  static const guint8 packets[] = {
    0xc6, 0x06, 4, 0x65, 0, 0, 0, 99,
    0xce, 0x06, 4, 0x65, 0, 0, 1, 99,
  };
  g_autoptr(GBytes) file = g_bytes_new_static (packets, sizeof packets);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) keys = herald_key_read (file, G_MAXUINT32, &error);

  g_assert_no_error (error);

  return herald_key_ref (g_ptr_array_index (keys, 0));
}

static void
test_compares_with_a_key (void)
{
  /* SHA-1 of 0x99, the length 6 in two octets, and the body, by sha1sum. */
  static const char own[] = "BDC181A1CD1A924A7268ECC1B11177FE897D1DDC";
  static const char subkey[] = "575B9E82C567DCA70A32E6F8F4C0F54289425A38";
  g_autoptr(HeraldKey) key = make_key ();
  g_autofree char *changed = g_strdup (own);
  guint group = G_MAXUINT;

  g_assert_cmpint (herald_fingerprint_compare (own, key, NULL), ==, HERALD_FINGERPRINT_EQUAL);
  g_assert_cmpint (herald_fingerprint_compare (subkey, key, NULL), ==, HERALD_FINGERPRINT_SUBKEY);

  changed[13] = changed[13] == '0' ? '1' : '0';
  g_assert_cmpint (herald_fingerprint_compare (changed, key, &group), ==, HERALD_FINGERPRINT_DIFFERS);
  g_assert_cmpuint (group, ==, 3);

  changed[0] = changed[0] == '0' ? '1' : '0';
  g_assert_cmpint (herald_fingerprint_compare (changed, key, &group), ==, HERALD_FINGERPRINT_DIFFERS);
  g_assert_cmpuint (group, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/seal/fingerprint/reads-what-people-paste", test_reads_what_people_paste);
  g_test_add_func ("/seal/fingerprint/takes-the-long-ones-of-newer-versions",
                   test_takes_the_long_ones_of_newer_versions);
  g_test_add_func ("/seal/fingerprint/refuses-short-ids", test_refuses_short_ids);
  g_test_add_func ("/seal/fingerprint/refuses-other-lengths", test_refuses_other_lengths);
  g_test_add_func ("/seal/fingerprint/refuses-garbage", test_refuses_garbage);
  g_test_add_func ("/seal/fingerprint/groups-in-fours", test_groups_in_fours);
  g_test_add_func ("/seal/fingerprint/compares-with-a-key", test_compares_with_a_key);

  return g_test_run ();
}
