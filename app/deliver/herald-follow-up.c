/* herald-follow-up.c: a secret with which somebody whom nobody knows gets answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-follow-up.h"
#include "herald-hash.h"

G_DEFINE_QUARK (herald-follow-up-error-quark, herald_follow_up_error)

/* Crockford's: no I, L, O and U, so that nothing looks like anything else. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* The server sees a key that is derived, and before that only its hash: who
 * reads the server cannot tell what the person wrote down. */
#define KEY_PREFIX "herald-follow-up/1:"

/**
 * herald_follow_up_new:
 * @error: return location for an error
 *
 * Makes a secret for one report, and for no other.
 *
 * Returns: (transfer full): the secret, or %NULL with an error
 */
char *
herald_follow_up_new (GError **error)
{
  guint8 random[HERALD_FOLLOW_UP_LENGTH];
  char *secret;

  if (getentropy (random, sizeof random) < 0)
    {
      g_set_error_literal (error, HERALD_FOLLOW_UP_ERROR, HERALD_FOLLOW_UP_ERROR_RANDOM,
                           _("The system has no random numbers for a follow-up secret"));
      return NULL;
    }

  secret = g_malloc0 (HERALD_FOLLOW_UP_LENGTH + 1);
  for (guint i = 0; i < HERALD_FOLLOW_UP_LENGTH; i++)
    secret[i] = alphabet[random[i] & 31];
  explicit_bzero (random, sizeof random);

  return secret;
}

/* What a letter or digit was meant to be; 0 for what cannot be one. */
static char
read_letter (char c)
{
  c = g_ascii_toupper (c);
  if (c == 'O')
    return '0';
  if (c == 'I' || c == 'L')
    return '1';

  return c != '\0' && strchr (alphabet, c) != NULL ? c : 0;
}

/* As many letters as there are, without what stands between them; -1 where
 * something else is among them, or more than @max. */
static int
read_letters (const char *text,
              char       *letters,
              int         max)
{
  int n = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      char c = read_letter (*p);

      if (*p == '-' || g_ascii_isspace (*p))
        continue;
      if (c == 0 || n == max)
        return -1;
      letters[n++] = c;
    }

  return n;
}

/**
 * herald_follow_up_read:
 * @text: what the person typed
 * @error: return location for an error
 *
 * Reads a secret, with or without its groups, in small letters or capitals.
 *
 * The letters O, I and L are taken for the digits that they look like.
 *
 * Returns: (transfer full): the secret, or %NULL with an error
 */
char *
herald_follow_up_read (const char  *text,
                       GError     **error)
{
  char *secret = g_malloc0 (HERALD_FOLLOW_UP_LENGTH + 1);

  if (read_letters (text, secret, HERALD_FOLLOW_UP_LENGTH) == HERALD_FOLLOW_UP_LENGTH)
    return secret;

  herald_follow_up_free (secret);
  g_set_error_literal (error, HERALD_FOLLOW_UP_ERROR, HERALD_FOLLOW_UP_ERROR_SECRET,
                       _("This is not a follow-up secret: it has four groups of five letters and digits"));
  return NULL;
}

/**
 * herald_follow_up_show:
 * @secret: a secret
 *
 * Writes a secret for a person, in groups such as `4F2KM-…`.
 *
 * Returns: (transfer full): the text; free it with herald_follow_up_free()
 */
char *
herald_follow_up_show (const char *secret)
{
  const gsize size = HERALD_FOLLOW_UP_LENGTH + HERALD_FOLLOW_UP_N_GROUPS;
  char *shown = g_malloc0 (size), *at = shown;

  g_return_val_if_fail (strlen (secret) == HERALD_FOLLOW_UP_LENGTH, shown);

  for (guint i = 0; i < HERALD_FOLLOW_UP_LENGTH; i++)
    {
      if (i > 0 && i % HERALD_FOLLOW_UP_GROUP_LENGTH == 0)
        *at++ = '-';
      *at++ = secret[i];
    }

  return shown;
}

/**
 * herald_follow_up_is_saved:
 * @secret: a secret
 * @last_group: what the person typed for its last group
 *
 * Tells whether the person can have saved a secret: nobody can give it back.
 *
 * Returns: %TRUE if the group is the right one
 */
gboolean
herald_follow_up_is_saved (const char *secret,
                           const char *last_group)
{
  char letters[HERALD_FOLLOW_UP_GROUP_LENGTH];
  gsize length = strlen (secret);

  g_return_val_if_fail (length == HERALD_FOLLOW_UP_LENGTH, FALSE);

  return read_letters (last_group, letters, HERALD_FOLLOW_UP_GROUP_LENGTH) == HERALD_FOLLOW_UP_GROUP_LENGTH &&
         memcmp (letters, secret + length - HERALD_FOLLOW_UP_GROUP_LENGTH, HERALD_FOLLOW_UP_GROUP_LENGTH) == 0;
}

/**
 * herald_follow_up_make_key:
 * @secret: a secret
 *
 * Derives what an endpoint is shown when it is asked for answers.
 *
 * The secret has 100 random bits, so that a plain hash is derivation enough.
 *
 * Returns: (transfer full): 64 lower-case hexadecimal digits; free them with
 *   herald_follow_up_free()
 */
char *
herald_follow_up_make_key (const char *secret)
{
  char *text = g_strconcat (KEY_PREFIX, secret, NULL);
  char *key = herald_hash_of_text (text);

  herald_follow_up_free (text);
  return key;
}

/**
 * herald_follow_up_hash_key:
 * @key: a key
 *
 * Hashes a key: what goes along with a report (`Report-Follow-Up`).
 *
 * Returns: (transfer full): the SHA-256 of the key's text, 64 lower-case
 *   hexadecimal digits
 */
char *
herald_follow_up_hash_key (const char *key)
{
  return herald_hash_of_text (key);
}

/**
 * herald_follow_up_free:
 * @secret: (nullable) (transfer full): a secret, what is shown of it, or a key
 *
 * Wipes a text and frees it.
 */
void
herald_follow_up_free (char *secret)
{
  if (secret == NULL)
    return;

  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
