/* fuzz-key.c: any bytes as a key file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "herald-fingerprint.h"
#include "herald-key.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define NOW G_GINT64_CONSTANT (1780272000) /* when the keys of the corpus are good */

static void
check_texts (const char * const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_assert_true (g_utf8_validate (texts[i], -1, NULL));
      g_assert_null (strpbrk (texts[i], "\n\r\t\033"));
    }
}

/* What the reader hands to gpg must read as the one same key, and reduce to
 * itself: or gpg and we would be talking of two keys. */
static void
check_usable (HeraldKey *key)
{
  g_autoptr(GBytes) certificate = herald_key_get_certificate (key), again = NULL;
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *fingerprint = NULL;
  HeraldKey *reduced;

  g_assert_nonnull (certificate);
  keys = herald_key_read (certificate, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 1);

  reduced = g_ptr_array_index (keys, 0);
  g_assert_true (herald_key_is_usable (reduced));
  g_assert_cmpstr (herald_key_get_fingerprint (reduced), ==, herald_key_get_fingerprint (key));
  g_assert_cmpstr (herald_key_get_subkey (reduced), ==, herald_key_get_subkey (key));
  g_assert_cmpint (herald_key_get_expires (reduced), ==, herald_key_get_expires (key));
  g_assert_true (herald_key_get_expires (key) == 0 || herald_key_get_expires (key) > NOW);

  again = herald_key_get_certificate (reduced);
  g_assert_true (g_bytes_equal (certificate, again));

  fingerprint = herald_fingerprint_parse (herald_key_get_fingerprint (key), &error);
  g_assert_no_error (error);
  g_assert_cmpint (herald_fingerprint_compare (fingerprint, key, NULL), ==, HERALD_FINGERPRINT_EQUAL);
}

static void
check_fingerprint (const uint8_t *data,
                   size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *fingerprint = herald_fingerprint_parse (text, NULL);

  g_assert_true (fingerprint == NULL || strlen (fingerprint) == 40 || strlen (fingerprint) == 64);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GError) error = NULL;

  check_fingerprint (data, size);

  keys = herald_key_read (bytes, NOW, &error);
  if (keys == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == HERALD_KEY_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, >, 0);

  for (guint i = 0; i < keys->len; i++)
    {
      HeraldKey *key = g_ptr_array_index (keys, i);

      check_texts (herald_key_get_user_ids (key));
      check_texts (herald_key_get_warnings (key));
      g_assert_true (g_utf8_validate (herald_key_get_reason (key), -1, NULL));
      g_assert_cmpint (herald_key_is_usable (key), ==, herald_key_get_reason (key)[0] == '\0');

      if (herald_key_is_usable (key))
        check_usable (key);
    }

  return 0;
}
