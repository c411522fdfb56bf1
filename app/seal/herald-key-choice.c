/* herald-key-choice.c: which part of a key messages are encrypted to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-key-choice.h"

static const HeraldKeySubkey *
get_subkey (const HeraldKeyChoice *self,
            guint                  i)
{
  return &g_array_index (self->subkeys, HeraldKeySubkey, i);
}

static gint64
made (const HeraldKeySubkey *subkey)
{
  return subkey->part->material.created;
}

/* The newest valid one; the first in the file of two of the same second. gpg
 * does just that (finish_lookup() in getkey.c). */
static const HeraldKeySubkey *
find_newest_usable (const HeraldKeyChoice *self)
{
  const HeraldKeySubkey *newest = NULL;

  for (guint i = 0; i < self->subkeys->len; i++)
    {
      const HeraldKeySubkey *subkey = get_subkey (self, i);

      if (subkey->verdict == HERALD_KEY_VERDICT_USABLE && subkey->is_for_encryption &&
          (newest == NULL || made (subkey) > made (newest)))
        newest = subkey;
    }

  return newest;
}

/* Whose reason to tell when none is usable: the newest one's, but anybody can
 * add a subkey that is not bound. */
static const HeraldKeySubkey *
find_newest_unusable (const HeraldKeyChoice *self)
{
  const HeraldKeySubkey *newest = NULL;

  for (guint i = 0; i < self->subkeys->len; i++)
    {
      const HeraldKeySubkey *subkey = get_subkey (self, i);
      gboolean is_better;

      if (!subkey->is_for_encryption)
        continue;

      is_better = newest == NULL || (newest->binding == NULL && subkey->binding != NULL) ||
                  ((newest->binding == NULL || subkey->binding != NULL) && made (subkey) > made (newest));
      if (is_better)
        newest = subkey;
    }

  return newest;
}

static void
refuse (HeraldKeyChoice *self)
{
  const HeraldKeySubkey *subkey = find_newest_unusable (self);

  if (subkey != NULL)
    {
      self->verdict = subkey->verdict;
      self->reason = herald_key_subkey_describe (subkey);
    }
  else
    {
      self->verdict = HERALD_KEY_VERDICT_NO_ENCRYPTION;
      self->reason = g_strdup (_("This key can only sign: it has no encryption subkey; ask the vendor for a key that messages can be encrypted to"));
    }
}

/**
 * herald_key_choice_make:
 * @self: (out caller-allocates): the choice
 * @parts: a certificate; must outlive @self
 * @primary: the judgement on its primary key
 * @now: Unix time
 *
 * Chooses what to encrypt to, or says why there is nothing. Any thread.
 */
void
herald_key_choice_make (HeraldKeyChoice        *self,
                        const HeraldKeyParts   *parts,
                        const HeraldKeyPrimary *primary,
                        gint64                  now)
{
  *self = (HeraldKeyChoice) { .verdict = primary->verdict };
  self->subkeys = g_array_new (FALSE, FALSE, sizeof (HeraldKeySubkey));

  if (primary->verdict != HERALD_KEY_VERDICT_USABLE)
    {
      self->reason = g_strdup (primary->reason);
      return;
    }

  for (guint i = 0; i < parts->subkeys->len; i++)
    {
      HeraldKeySubkey subkey;

      herald_key_subkey_judge (&subkey, g_ptr_array_index (parts->subkeys, i),
                               &parts->primary->material, now);
      g_array_append_val (self->subkeys, subkey);
    }

  self->subkey = find_newest_usable (self);

  if (self->subkey != NULL)
    self->chosen = &self->subkey->part->material;
  else if (primary->encrypts)
    self->chosen = &parts->primary->material;
  else
    refuse (self);
}

static void
append_part (GByteArray               *bytes,
             const HeraldKeyPart      *part,
             const HeraldKeySignature *signature)
{
  g_byte_array_append (bytes, part->packet, (guint) part->packet_length);

  if (signature != NULL)
    g_byte_array_append (bytes, signature->packet, (guint) signature->packet_length);
}

/**
 * herald_key_choice_reduce:
 * @self: a choice that was made
 * @parts: the certificate
 * @primary: the judgement on its primary key
 *
 * Writes the certificate with nothing in it but what the choice rests on.
 *
 * Returns: (transfer full): packets
 */
GBytes *
herald_key_choice_reduce (const HeraldKeyChoice  *self,
                          const HeraldKeyParts   *parts,
                          const HeraldKeyPrimary *primary)
{
  GByteArray *bytes = g_byte_array_new ();

  append_part (bytes, parts->primary, primary->direct);

  for (guint i = 0; i < parts->user_ids->len; i++)
    if (g_ptr_array_index (primary->user_ids, i) != NULL)
      append_part (bytes, g_ptr_array_index (parts->user_ids, i), g_ptr_array_index (primary->user_ids, i));

  if (self->subkey != NULL)
    append_part (bytes, self->subkey->part, self->subkey->binding);

  return g_byte_array_free_to_bytes (bytes);
}

/**
 * herald_key_choice_clear:
 * @self: a choice
 *
 * Frees what is inside.
 */
void
herald_key_choice_clear (HeraldKeyChoice *self)
{
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->subkeys, g_array_unref);
}
