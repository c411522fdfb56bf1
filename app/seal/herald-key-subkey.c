/* herald-key-subkey.c: what a primary key says about a subkey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-key-primary.h"
#include "herald-key-subkey.h"

#define MAY_ENCRYPT 0x0c /* key flags: communications, storage */

/* The first thing that is wrong with it. */
static HeraldKeyVerdict
judge (const HeraldKeySubkey   *self,
       const HeraldKeyMaterial *primary,
       gboolean                 has_future_binding,
       gint64                   now)
{
  const HeraldKeyMaterial *key = &self->part->material;

  if (key->version != 4)
    return HERALD_KEY_VERDICT_VERSION;
  if (key->strength == HERALD_KEY_STRENGTH_MALFORMED)
    return HERALD_KEY_VERDICT_MALFORMED;
  if (herald_key_is_revoked_by (self->part, HERALD_KEY_SIGNATURE_REVOKES_SUBKEY, primary->id))
    return HERALD_KEY_VERDICT_SUBKEY_REVOKED;
  if (key->created > now || (self->binding == NULL && has_future_binding))
    return HERALD_KEY_VERDICT_SUBKEY_FUTURE;
  if (self->binding == NULL)
    return HERALD_KEY_VERDICT_UNSIGNED;
  if (key->strength == HERALD_KEY_STRENGTH_UNSUPPORTED)
    return HERALD_KEY_VERDICT_ALGORITHM;
  if (key->strength == HERALD_KEY_STRENGTH_WEAK)
    return HERALD_KEY_VERDICT_WEAK;
  if (self->expires != 0 && self->expires <= now)
    return HERALD_KEY_VERDICT_SUBKEY_EXPIRED;
  if (!herald_key_signature_is_safe (self->binding))
    return HERALD_KEY_VERDICT_DIGEST;

  return HERALD_KEY_VERDICT_USABLE;
}

/**
 * herald_key_subkey_judge:
 * @self: (out caller-allocates): the judgement
 * @part: a subkey of a certificate
 * @primary: the certificate's primary key
 * @now: Unix time
 *
 * Judges a subkey by what its packets say.
 *
 * Signatures are taken at their word; gpg verifies them afterwards. Any thread.
 */
void
herald_key_subkey_judge (HeraldKeySubkey         *self,
                         const HeraldKeyPart     *part,
                         const HeraldKeyMaterial *primary,
                         gint64                   now)
{
  const HeraldKeySignature *latest;

  *self = (HeraldKeySubkey) { .part = part };

  latest = herald_key_newest_signature (part, primary, HERALD_KEY_SIGNATURE_SUBKEY,
                                        HERALD_KEY_SIGNATURE_SUBKEY, G_MAXINT64);
  self->binding = herald_key_newest_signature (part, primary, HERALD_KEY_SIGNATURE_SUBKEY,
                                               HERALD_KEY_SIGNATURE_SUBKEY, now);

  if (self->binding != NULL && self->binding->key_lasts != 0)
    self->expires = part->material.created + self->binding->key_lasts;

  self->is_for_encryption = part->material.can_encrypt &&
                            (self->binding == NULL || !self->binding->has_flags ||
                             (self->binding->flags & MAY_ENCRYPT) != 0);

  self->verdict = judge (self, primary, latest != NULL, now);
}

/**
 * herald_key_subkey_describe:
 * @self: an unusable subkey
 *
 * Says why messages cannot be encrypted to a subkey, and what to do.
 *
 * Returns: (transfer full): one sentence, translated
 */
char *
herald_key_subkey_describe (const HeraldKeySubkey *self)
{
  const HeraldKeyMaterial *key = &self->part->material;
  g_autofree char *name = herald_key_material_describe (key);
  g_autofree char *date = NULL;

  switch (self->verdict)
    {
    case HERALD_KEY_VERDICT_VERSION:
      /* TRANSLATORS: the placeholder is the number of a version */
      return g_strdup_printf (_("The encryption subkey is of version %u, which does not fit its primary key; ask the vendor for a version 4 key"),
                              key->version);

    case HERALD_KEY_VERDICT_MALFORMED:
      return g_strdup (_("The numbers of the encryption subkey make no sense, so the file is damaged; get it from the vendor again"));

    case HERALD_KEY_VERDICT_SUBKEY_REVOKED:
      return g_strdup (_("The owner has revoked the encryption subkey; ask the vendor for a current copy of the key"));

    case HERALD_KEY_VERDICT_SUBKEY_FUTURE:
      date = herald_key_format_date (key->created);
      /* TRANSLATORS: the placeholder is a date */
      return g_strdup_printf (_("The encryption subkey, made on %s, is valid only in the future; check this computer’s clock"), date);

    case HERALD_KEY_VERDICT_UNSIGNED:
      return g_strdup (_("No valid signature of the owner binds the encryption subkey to this key, so anybody could have added it; get the key from the vendor again"));

    case HERALD_KEY_VERDICT_WEAK:
      /* TRANSLATORS: the placeholder is an algorithm and size, “RSA-1024” */
      return g_strdup_printf (_("The encryption subkey is %s, too short to be safe; ask the vendor for a key of at least 3072 bits"), name);

    case HERALD_KEY_VERDICT_SUBKEY_EXPIRED:
      date = herald_key_format_date (self->expires);
      /* TRANSLATORS: the placeholder is a date */
      return g_strdup_printf (_("The encryption subkey expired on %s; ask the vendor for a renewed key"), date);

    case HERALD_KEY_VERDICT_DIGEST:
      date = herald_key_format_date (self->binding->created);
      /* TRANSLATORS: the first placeholder is a hash algorithm, the second a date */
      return g_strdup_printf (_("The encryption subkey was bound to this key over %s on %s, which can be forged and is refused elsewhere too; ask the vendor to sign it anew"),
                              herald_key_signature_describe_digest (self->binding), date);

    default:
      /* TRANSLATORS: the placeholder is an algorithm and size, “ElGamal-2048” */
      return g_strdup_printf (_("The encryption subkey is %s, which not every program can use; ask the vendor for an RSA or Curve25519 key"), name);
    }
}
