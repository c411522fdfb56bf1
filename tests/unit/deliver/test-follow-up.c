/* test-follow-up.c: a secret with which somebody whom nobody knows gets answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-follow-up.h"

#define SECRET "4F2KM0ABCDEFGHJKMNPQ"
#define SHOWN  "4F2KM-0ABCD-EFGHJ-KMNPQ"

#define ALPHABET "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

static void
test_is_random (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint counts[128] = { 0 };

  for (guint i = 0; i < 3200; i++)
    {
      char *secret = herald_follow_up_new (NULL);

      g_assert_cmpuint (strlen (secret), ==, HERALD_FOLLOW_UP_LENGTH);
      g_assert_cmpuint (strspn (secret, ALPHABET), ==, HERALD_FOLLOW_UP_LENGTH);
      for (const char *p = secret; *p != '\0'; p++)
        counts[(guchar) *p]++;
      g_assert_true (g_hash_table_add (seen, secret));
    }

  /* 2,000 of each are expected; ten standard deviations are 440. */
  for (const char *p = ALPHABET; *p != '\0'; p++)
    {
      g_assert_cmpuint (counts[(guchar) *p], >, 1560);
      g_assert_cmpuint (counts[(guchar) *p], <, 2440);
    }
}

static void
test_reads_what_is_shown (void)
{
  static const char * const texts[] = {
    SHOWN, SECRET, "4f2km-0abcd-efghj-kmnpq", " 4F2KM 0ABCD EFGHJ KMNPQ\n", "4F2KM-OABCD-EFGHJ-KMNPQ",
    "4-F-2-K-M0ABCDEFGHJKMNPQ",
  };
  g_autofree char *shown = herald_follow_up_show (SECRET);

  g_assert_cmpstr (shown, ==, SHOWN);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *secret = herald_follow_up_read (texts[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (secret, ==, SECRET);
    }
}

static void
test_takes_look_alikes (void)
{
  g_autofree char *secret = herald_follow_up_read ("iIlLo-O0000-11111-ABCDE", NULL);

  g_assert_cmpstr (secret, ==, "11110000001111" "1ABCDE");
}

static void
test_refuses_others (void)
{
  static const char * const texts[] = {
    "", "4F2KM", "4F2KM-0ABCD-EFGHJ-KMNP", "4F2KM-0ABCD-EFGHJ-KMNPQR", "4F2KM-0ABCD-EFGHJ-KMNPU",
    "4F2KM-0ABCD-EFGHJ-KMNP\xc3\x9c", "4F2KM.0ABCD.EFGHJ.KMNPQ", "4F2KM\0010ABCDEFGHJKMNPQ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (herald_follow_up_read (texts[i], &error));
      g_assert_error (error, HERALD_FOLLOW_UP_ERROR, HERALD_FOLLOW_UP_ERROR_SECRET);
      if (*texts[i] != '\0')
        g_assert_null (strstr (error->message, texts[i]));
    }
}

static void
test_knows_last_group (void)
{
  g_assert_true (herald_follow_up_is_saved (SECRET, "KMNPQ"));
  g_assert_true (herald_follow_up_is_saved (SECRET, " kmn-pq "));
  g_assert_false (herald_follow_up_is_saved (SECRET, ""));
  g_assert_false (herald_follow_up_is_saved (SECRET, "KMNP"));
  g_assert_false (herald_follow_up_is_saved (SECRET, "KMNPR"));
  g_assert_false (herald_follow_up_is_saved (SECRET, "4F2KM"));
  g_assert_false (herald_follow_up_is_saved (SECRET, SECRET));
}

/* Reckoned with sha256sum: what is sent must never change. */
static void
test_derives_key (void)
{
  g_autofree char *key = herald_follow_up_make_key (SECRET);
  g_autofree char *hash = herald_follow_up_hash_key (key);

  g_assert_cmpstr (key, ==, "e98496c1c9f12db135a21701046fde31b5f8367751e1119dc7123449813d2ea9");
  g_assert_cmpstr (hash, ==, "3b9a298277a1e67ce3be91a67e9042e392fa1ec5c667ed558b97cbbc6879bac9");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deliver/follow-up/is-random", test_is_random);
  g_test_add_func ("/deliver/follow-up/reads-what-is-shown", test_reads_what_is_shown);
  g_test_add_func ("/deliver/follow-up/takes-letters-for-the-digits-they-look-like", test_takes_look_alikes);
  g_test_add_func ("/deliver/follow-up/refuses-what-is-no-secret", test_refuses_others);
  g_test_add_func ("/deliver/follow-up/knows-whether-it-was-saved", test_knows_last_group);
  g_test_add_func ("/deliver/follow-up/derives-the-key-that-is-sent", test_derives_key);

  return g_test_run ();
}
