/* test-armor-reader.c: key files as people pass them around
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-armor-reader.h"

#define BEGIN "-----BEGIN PGP PUBLIC KEY BLOCK-----\n"
#define END   "-----END PGP PUBLIC KEY BLOCK-----\n"

/* "\xcd\x02hi" and its checksum, by gpg --enarmor. */
#define BODY "zQJoaQ==\n"
#define CRC  "=XC/u\n"

static const char packets[] = "\xcd\x02hi";

static GBytes *
read_text (const char          *text,
           HeraldArmorContent  *content,
           GError             **error)
{
  g_autoptr(GBytes) file = g_bytes_new (text, strlen (text));

  return herald_armor_read (file, content, error);
}

static void
assert_reads (const char         *text,
              const char         *expected,
              HeraldArmorContent  expected_content)
{
  HeraldArmorContent content;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = read_text (text, &content, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
  g_assert_cmpint (content, ==, expected_content);
}

static void
assert_damaged (const char *text,
                const char *place)
{
  HeraldArmorContent content;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = read_text (text, &content, &error);

  g_assert_null (bytes);
  g_assert_error (error, HERALD_ARMOR_READER_ERROR, HERALD_ARMOR_READER_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, place));
}

static void
test_passes_binary (void)
{
  assert_reads (packets, packets, HERALD_ARMOR_CONTENT_UNNAMED);

  /* Cut off in its body, but nothing else. */
  assert_reads ("\xcd\x09hi", "\xcd\x09hi", HERALD_ARMOR_CONTENT_UNNAMED);
}

static void
test_reads_armor (void)
{
  assert_reads (BEGIN "\n" BODY CRC END, packets, HERALD_ARMOR_CONTENT_PUBLIC_KEY);
  assert_reads (BEGIN "\n" BODY END, packets, HERALD_ARMOR_CONTENT_PUBLIC_KEY);
  assert_reads (BEGIN "Version: 1\nComment: a: b\n\n" BODY CRC END, packets, HERALD_ARMOR_CONTENT_PUBLIC_KEY);
  assert_reads (BEGIN BODY CRC END, packets, HERALD_ARMOR_CONTENT_PUBLIC_KEY);
  assert_reads (BEGIN "\nzQJo\naQ\n" CRC END, packets, HERALD_ARMOR_CONTENT_PUBLIC_KEY);
  assert_reads (BEGIN "\nzQ\n\nJo\naQ=\n=\n" CRC END, packets, HERALD_ARMOR_CONTENT_PUBLIC_KEY);
}

static void
test_reads_what_mail_makes_of_it (void)
{
  assert_reads ("On Monday you wrote:\r\n"
                "> -----BEGIN PGP PUBLIC KEY BLOCK-----\r\n>\r\n> zQJoaQ==\r\n> =XC/u\r\n"
                "> -----END PGP PUBLIC KEY BLOCK-----\r\n-- \r\nme\r\n",
                packets, HERALD_ARMOR_CONTENT_PUBLIC_KEY);
  assert_reads ("\t-----BEGIN PGP PUBLIC KEY BLOCK-----  \n\t \n\tzQJoaQ==  \n"
                "\t-----END PGP PUBLIC KEY BLOCK-----",
                packets, HERALD_ARMOR_CONTENT_PUBLIC_KEY);
  assert_reads ("\xef\xbb\xbf" BEGIN "\n" BODY CRC END, packets, HERALD_ARMOR_CONTENT_PUBLIC_KEY);
  assert_reads ("\xc5\xa0koda\n" BEGIN "\n" BODY CRC END, packets, HERALD_ARMOR_CONTENT_PUBLIC_KEY);
}

static void
test_joins_key_blocks_and_names_the_others (void)
{
  assert_reads (BEGIN "\n" BODY CRC END "\nand\n\n" BEGIN "\n" BODY CRC END,
                "\xcd\x02hi\xcd\x02hi", HERALD_ARMOR_CONTENT_PUBLIC_KEY);
  assert_reads (BEGIN "\n" BODY CRC END
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n" BODY "-----END PGP PRIVATE KEY BLOCK-----\n",
                "\xcd\x02hi\xcd\x02hi",
                HERALD_ARMOR_CONTENT_PUBLIC_KEY | HERALD_ARMOR_CONTENT_PRIVATE_KEY);
  assert_reads ("-----BEGIN PGP MESSAGE-----\n\n!\n-----END PGP MESSAGE-----\n", "",
                HERALD_ARMOR_CONTENT_MESSAGE);
  assert_reads ("-----BEGIN PGP SIGNATURE-----\n", "", HERALD_ARMOR_CONTENT_SIGNATURE);
  assert_reads ("-----BEGIN PGP SIGNED MESSAGE-----\n", "", HERALD_ARMOR_CONTENT_OTHER);
}

static void
test_names_the_place_of_damage (void)
{
  assert_damaged (BEGIN "\n" BODY CRC, "byte 53");
  assert_damaged (BEGIN "\n" BODY CRC "-----END PGP PUBLIC KEY BLOCK--", "byte 84");
  assert_damaged (BEGIN "\n" BODY "=XC/", "byte 51");
  assert_damaged (BEGIN "\n" BODY "=AAAA\n" END, "line 4");
  assert_damaged (BEGIN "\n" BODY "=A!AA\n" END, "line 4");
  assert_damaged (BEGIN "\n" BODY CRC BODY END, "Line 5");
  assert_damaged (BEGIN "\n" BODY CRC CRC END, "line 5");
  assert_damaged (BEGIN "\nzQJo!Q==\n" END, "Line 3");
  assert_damaged (BEGIN "\nz=Jo\n" END, "Line 3");
  assert_damaged (BEGIN "\nzQJoa\n" END, "Line 4");
  assert_damaged (BEGIN "\n" BODY BODY END, "Line 4");
  assert_damaged (BEGIN "\n" BODY BEGIN, "Line 4");
}

static void
test_finds_nothing_in_other_files (void)
{
  static const char * const texts[] = { "", "hello\n", "-----BEGIN CERTIFICATE-----\nAAAA\n", "\xff\xff\xff\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      HeraldArmorContent content;
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = read_text (texts[i], &content, &error);

      g_assert_null (bytes);
      g_assert_error (error, HERALD_ARMOR_READER_ERROR, HERALD_ARMOR_READER_ERROR_NONE_FOUND);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/seal/armor-reader/passes-binary", test_passes_binary);
  g_test_add_func ("/seal/armor-reader/reads-armor", test_reads_armor);
  g_test_add_func ("/seal/armor-reader/reads-what-mail-makes-of-it", test_reads_what_mail_makes_of_it);
  g_test_add_func ("/seal/armor-reader/joins-key-blocks-and-names-the-others",
                   test_joins_key_blocks_and_names_the_others);
  g_test_add_func ("/seal/armor-reader/names-the-place-of-damage", test_names_the_place_of_damage);
  g_test_add_func ("/seal/armor-reader/finds-nothing-in-other-files", test_finds_nothing_in_other_files);

  return g_test_run ();
}
