/* herald-key.c: the keys in a file, and whether a report can be sealed to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-armor-reader.h"
#include "herald-key-choice.h"
#include "herald-key-private.h"
#include "herald-text.h"

G_DEFINE_QUARK (herald-key-error-quark, herald_key_error)

static void
key_clear (HeraldKey *self)
{
  g_free (self->reason);
  g_free (self->fingerprint);
  g_free (self->subkey);
  g_ptr_array_unref (self->subkeys);
  g_strfreev (self->user_ids);
  g_ptr_array_unref (self->warnings);
  g_clear_pointer (&self->certificate, g_bytes_unref);
}

static char *
clean_user_id (const HeraldKeyPart *user_id)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) user_id->body, (gssize) user_id->body_length);

  return herald_text_show_hidden (text, FALSE);
}

/* Names that the owner has signed; a key without any is shown by the names it
 * claims, since it is refused anyway and people want to know which one it was. */
static char **
list_user_ids (const HeraldKeyParts   *parts,
               const HeraldKeyPrimary *primary)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_usable = primary->verdict == HERALD_KEY_VERDICT_USABLE;

  for (guint i = 0; i < parts->user_ids->len; i++)
    {
      g_autofree char *name = NULL;

      if (is_usable && g_ptr_array_index (primary->user_ids, i) == NULL)
        continue;

      name = clean_user_id (g_ptr_array_index (parts->user_ids, i));
      g_strv_builder_add (builder, name);
    }

  return g_strv_builder_end (builder);
}

/* gpg folds user ids of the same bytes into one. */
static guint
count_user_ids (const HeraldKeyParts   *parts,
                const HeraldKeyPrimary *primary)
{
  g_autoptr(GHashTable) different = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                            (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = 0; i < parts->user_ids->len; i++)
    {
      const HeraldKeyPart *user_id = g_ptr_array_index (parts->user_ids, i);

      if (g_ptr_array_index (primary->user_ids, i) != NULL)
        g_hash_table_add (different, g_bytes_new (user_id->body, user_id->body_length));
    }

  return g_hash_table_size (different);
}

static gint64
earlier (gint64 one,
         gint64 other)
{
  return one == 0 ? other : other == 0 ? one : MIN (one, other);
}

static HeraldKey *
key_new (const HeraldKeyParts *parts,
         gint64                now)
{
  HeraldKey *self = g_atomic_rc_box_new0 (HeraldKey);
  g_auto(HeraldKeyPrimary) primary = { 0 };
  g_auto(HeraldKeyChoice) choice = { 0 };
  const HeraldKeyMaterial *material = &parts->primary->material;

  herald_key_primary_judge (&primary, parts, now);
  herald_key_choice_make (&choice, parts, &primary, now);

  self->now = now;
  self->verdict = choice.verdict;
  self->reason = g_strdup (choice.reason != NULL ? choice.reason : "");
  self->fingerprint = g_strdup (material->fingerprint != NULL ? material->fingerprint : "");
  self->subkey = g_strdup (choice.chosen != NULL ? choice.chosen->fingerprint : "");
  self->created = material->created;
  self->expires = earlier (primary.expires, choice.subkey != NULL ? choice.subkey->expires : 0);
  self->user_ids = list_user_ids (parts, &primary);
  self->subkeys = g_ptr_array_new_with_free_func (g_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < parts->subkeys->len; i++)
    {
      const HeraldKeyPart *subkey = g_ptr_array_index (parts->subkeys, i);

      if (subkey->material.fingerprint != NULL)
        g_ptr_array_add (self->subkeys, g_strdup (subkey->material.fingerprint));
    }

  if (self->verdict == HERALD_KEY_VERDICT_USABLE)
    {
      self->n_user_ids = count_user_ids (parts, &primary);
      self->flags = herald_key_choice_warn (&choice, parts, &primary, self->expires, now, self->warnings);
      self->certificate = herald_key_choice_reduce (&choice, parts, &primary);
    }

  g_ptr_array_add (self->warnings, NULL);

  return self;
}

/* What went wrong with the armor, in the terms of key files. A private key that
 * is damaged is a private key before all. */
static void
take_armor_error (GError             *armor_error,
                  HeraldArmorContent  content,
                  GError            **error)
{
  if ((content & HERALD_ARMOR_CONTENT_PRIVATE_KEY) != 0)
    g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_DAMAGED,
                         _("This is a private key, and a damaged one; delete this copy, tell its owner, and ask for the public key"));
  else if (g_error_matches (armor_error, HERALD_ARMOR_READER_ERROR, HERALD_ARMOR_READER_ERROR_DAMAGED))
    g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_DAMAGED, armor_error->message);
  else
    g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_NOT_A_KEY, armor_error->message);
}

static gboolean
check_content (HeraldArmorContent   content,
               GError             **error)
{
  const char *message;

  if (content == HERALD_ARMOR_CONTENT_UNNAMED ||
      (content & (HERALD_ARMOR_CONTENT_PUBLIC_KEY | HERALD_ARMOR_CONTENT_PRIVATE_KEY)) != 0)
    return TRUE;

  if ((content & HERALD_ARMOR_CONTENT_MESSAGE) != 0)
    message = _("This file is an OpenPGP message, not a key");
  else if ((content & HERALD_ARMOR_CONTENT_SIGNATURE) != 0)
    message = _("This file holds a signature, but no key");
  else
    message = _("This file holds no OpenPGP key");

  g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_NOT_A_KEY, message);

  return FALSE;
}

/**
 * herald_key_read:
 * @file: a key file as it came, binary or armored
 * @now: Unix time at which the keys are to be judged
 * @error: return location for an error
 *
 * Reads every key in a file and judges it.
 *
 * A bounded reader walks the packets before anything else looks at them. What
 * they say is taken at its word until herald_key_verify() has had gpg check the
 * signatures. No network, no GnuPG home, no clock. Any thread. Source: RFC 9580;
 * what other programs make of each case was tried, and is in the tests.
 *
 * Returns: (transfer full) (element-type HeraldKey): at least one key, in the
 *   order of the file, usable or not; or %NULL with a %HERALD_KEY_ERROR
 */
GPtrArray *
herald_key_read (GBytes  *file,
                 gint64   now,
                 GError **error)
{
  g_autoptr(GBytes) packets = NULL;
  g_autoptr(GPtrArray) certificates = NULL;
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GError) armor_error = NULL;
  HeraldArmorContent content;

  g_return_val_if_fail (file != NULL, NULL);

  if (g_bytes_get_size (file) > HERALD_KEY_MAX_SIZE)
    {
      g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_TOO_LARGE,
                           _("This key file is larger than 1 MiB, which no honest key needs"));
      return NULL;
    }

  if (g_bytes_get_size (file) == 0)
    {
      g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_NOT_A_KEY, _("This key file is empty"));
      return NULL;
    }

  packets = herald_armor_read (file, &content, &armor_error);
  if (packets == NULL)
    {
      take_armor_error (armor_error, content, error);
      return NULL;
    }

  if (!check_content (content, error))
    return NULL;

  certificates = herald_key_parts_read (packets, error);
  if (certificates == NULL)
    return NULL;

  keys = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_key_unref);
  for (guint i = 0; i < certificates->len; i++)
    g_ptr_array_add (keys, key_new (g_ptr_array_index (certificates, i), now));

  return g_steal_pointer (&keys);
}

/**
 * herald_key_ref:
 * @self: a key
 *
 * Takes a reference. Any thread.
 *
 * Returns: (transfer full): @self
 */
HeraldKey *
herald_key_ref (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * herald_key_unref:
 * @self: (transfer full): a key
 *
 * Drops a reference. Any thread.
 */
void
herald_key_unref (HeraldKey *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) key_clear);
}

/**
 * herald_key_is_usable:
 * @self: a key
 *
 * Tells whether a report can be sealed to this key.
 *
 * Returns: whether it can
 */
gboolean
herald_key_is_usable (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->verdict == HERALD_KEY_VERDICT_USABLE;
}

/**
 * herald_key_get_verdict:
 * @self: a key
 *
 * Tells why a key can or cannot be used, for programs.
 *
 * Returns: the verdict
 */
HeraldKeyVerdict
herald_key_get_verdict (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, HERALD_KEY_VERDICT_MALFORMED);

  return self->verdict;
}

/**
 * herald_key_get_reason:
 * @self: a key
 *
 * Tells why a key cannot be used and what to do about it, for people.
 *
 * Returns: (transfer none): one sentence, translated; "" when it is usable
 */
const char *
herald_key_get_reason (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->reason;
}

/**
 * herald_key_get_fingerprint:
 * @self: a key
 *
 * Gives the fingerprint, computed from the bytes of the primary key.
 *
 * Returns: (transfer none): upper-case hexadecimal without spaces, 40 digits for
 *   version 4; "" where it cannot be told, which is never so for a usable key
 */
const char *
herald_key_get_fingerprint (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->fingerprint;
}

/**
 * herald_key_get_subkey:
 * @self: a key
 *
 * Gives the fingerprint of the one subkey that messages are encrypted to.
 *
 * It is the newest valid one, as gpg chooses, or the primary key where that
 * encrypts itself.
 *
 * Returns: (transfer none): upper-case hexadecimal; "" when the key is unusable
 */
const char *
herald_key_get_subkey (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->subkey;
}

/**
 * herald_key_has_subkey:
 * @self: a key
 * @fingerprint: upper-case hexadecimal
 *
 * Tells whether a fingerprint is that of any subkey of this key, usable or not.
 *
 * Returns: whether it is
 */
gboolean
herald_key_has_subkey (HeraldKey  *self,
                       const char *fingerprint)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (fingerprint != NULL, FALSE);

  return g_ptr_array_find_with_equal_func (self->subkeys, fingerprint, g_str_equal, NULL);
}

/**
 * herald_key_get_created:
 * @self: a key
 *
 * Tells when the primary key was made.
 *
 * Returns: Unix time
 */
gint64
herald_key_get_created (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->created;
}

/**
 * herald_key_get_expires:
 * @self: a key
 *
 * Tells when the primary key or the chosen subkey expires, whichever is earlier.
 *
 * Returns: Unix time, or 0 for never
 */
gint64
herald_key_get_expires (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expires;
}

/**
 * herald_key_get_user_ids:
 * @self: a key
 *
 * Gives the names that the owner put on the key, safe to show.
 *
 * Anybody can make a key with any name: they prove nothing.
 *
 * Returns: (transfer none) (array zero-terminated=1): UTF-8 texts of one line
 */
const char * const *
herald_key_get_user_ids (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->user_ids;
}

/**
 * herald_key_get_warnings:
 * @self: a key
 *
 * Gives what a person should know before using a usable key.
 *
 * Returns: (transfer none) (array zero-terminated=1): sentences, translated
 */
const char * const *
herald_key_get_warnings (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->warnings->pdata;
}

/**
 * herald_key_get_warning_flags:
 * @self: a key
 *
 * Gives the same as herald_key_get_warnings(), for programs.
 *
 * Returns: the warnings
 */
HeraldKeyWarnings
herald_key_get_warning_flags (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, HERALD_KEY_WARNING_NONE);

  return self->flags;
}

/**
 * herald_key_get_certificate:
 * @self: a key
 *
 * Gives the reduced certificate, which is what gpg gets to see.
 *
 * It holds the primary key, its newest signature over itself, the user ids with
 * the owner's newest signatures, and the one chosen subkey with the one that binds
 * it; so gpg cannot choose differently. Binary.
 *
 * Returns: (transfer full) (nullable): the certificate, or %NULL for an unusable key
 */
GBytes *
herald_key_get_certificate (HeraldKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->certificate != NULL ? g_bytes_ref (self->certificate) : NULL;
}
