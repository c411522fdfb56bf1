/* herald-key-primary.c: what a primary key says about itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-key-primary.h"

#define MAY_ENCRYPT 0x0c /* key flags: communications, storage */

static void
refuse (HeraldKeyPrimary *self,
        HeraldKeyVerdict  verdict,
        char             *reason)
{
  self->verdict = verdict;
  self->reason = reason;
}

static const HeraldKeySignature *
get_signature (const HeraldKeyPart *part,
               guint                i)
{
  return &g_array_index (part->signatures, HeraldKeySignature, i);
}

static gboolean
refuse_version (HeraldKeyPrimary        *self,
                const HeraldKeyMaterial *key)
{
  switch (key->version)
    {
    case 4:
      return FALSE;

    case 2:
    case 3:
      refuse (self, HERALD_KEY_VERDICT_VERSION,
              /* TRANSLATORS: the placeholder is the number of a version */
              g_strdup_printf (_("This is a version %u key from the 1990s, which can be forged; ask the vendor for a version 4 key"),
                               key->version));
      return TRUE;

    case 5:
      refuse (self, HERALD_KEY_VERDICT_VERSION,
              g_strdup (_("This is a version 5 key (LibrePGP), which not every vendor’s program can use; ask the vendor for a version 4 key")));
      return TRUE;

    case 6:
      refuse (self, HERALD_KEY_VERDICT_VERSION,
              g_strdup (_("This is a version 6 key (RFC 9580), which GnuPG does not know; ask the vendor for a version 4 key")));
      return TRUE;

    default:
      refuse (self, HERALD_KEY_VERDICT_VERSION,
              /* TRANSLATORS: the placeholder is the number of a version */
              g_strdup_printf (_("This is a version %u key, which Herald does not know; ask the vendor for a version 4 key"),
                               key->version));
      return TRUE;
    }
}

static gboolean
refuse_strength (HeraldKeyPrimary        *self,
                 const HeraldKeyMaterial *key)
{
  g_autofree char *name = NULL;

  if (key->strength == HERALD_KEY_STRENGTH_GOOD)
    return FALSE;

  name = herald_key_material_describe (key);

  if (key->strength == HERALD_KEY_STRENGTH_MALFORMED)
    refuse (self, HERALD_KEY_VERDICT_MALFORMED,
            g_strdup (_("The numbers of this key make no sense, so the file is damaged; get it from the vendor again")));
  else if (key->strength == HERALD_KEY_STRENGTH_WEAK)
    refuse (self, HERALD_KEY_VERDICT_WEAK,
            /* TRANSLATORS: the placeholder is an algorithm and size, “RSA-1024” */
            g_strdup_printf (_("The primary key is %s, too short to be safe; ask the vendor for a key of at least 3072 bits"), name));
  else
    refuse (self, HERALD_KEY_VERDICT_ALGORITHM,
            /* TRANSLATORS: the placeholder is an algorithm and size, “DSA-1024” */
            g_strdup_printf (_("The primary key is %s, which not every program can use; ask the vendor for an RSA or Ed25519 key"), name));

  return TRUE;
}

/* A revocation that names another key as its maker counts where the key itself
 * has given that other key the right. */
static gboolean
is_revoked_by_other (const HeraldKeyParts *parts,
                     const HeraldKeyPart  *part)
{
  for (guint i = 0; i < part->signatures->len; i++)
    {
      const HeraldKeySignature *signature = get_signature (part, i);

      if (signature->has_revoker &&
          herald_key_signature_is_by (signature, parts->primary->material.id) &&
          herald_key_is_revoked_by (parts->primary, HERALD_KEY_SIGNATURE_REVOKES_KEY, signature->revoker))
        return TRUE;
    }

  return FALSE;
}

static gboolean
refuse_revoked (HeraldKeyPrimary     *self,
                const HeraldKeyParts *parts)
{
  const HeraldKeyPart *primary = parts->primary;
  gboolean is_revoked;

  is_revoked = herald_key_is_revoked_by (primary, HERALD_KEY_SIGNATURE_REVOKES_KEY, primary->material.id) ||
               is_revoked_by_other (parts, primary);

  for (guint i = 0; i < parts->user_ids->len && !is_revoked; i++)
    is_revoked = is_revoked_by_other (parts, g_ptr_array_index (parts->user_ids, i));

  if (is_revoked)
    refuse (self, HERALD_KEY_VERDICT_REVOKED,
            g_strdup (_("The owner has revoked this key; ask the vendor for the one that replaces it")));

  return is_revoked;
}

static gboolean
has_later_revocation (const HeraldKeyPart      *user_id,
                      const HeraldKeyMaterial  *primary,
                      const HeraldKeySignature *certification)
{
  for (guint i = 0; i < user_id->signatures->len; i++)
    {
      const HeraldKeySignature *signature = get_signature (user_id, i);

      if (signature->type == HERALD_KEY_SIGNATURE_REVOKES_USER_ID &&
          herald_key_signature_is_by (signature, primary->id) &&
          (!signature->is_readable || signature->created >= certification->created))
        return TRUE;
    }

  return FALSE;
}

/* Collects the signatures to rely on; says in @unsafe what was seen and left out. */
static void
collect_signatures (HeraldKeyPrimary          *self,
                    const HeraldKeyParts      *parts,
                    gint64                     now,
                    const HeraldKeySignature **unsafe)
{
  const HeraldKeyMaterial *key = &parts->primary->material;

  self->direct = herald_key_newest_signature (parts->primary, key, HERALD_KEY_SIGNATURE_DIRECT,
                                              HERALD_KEY_SIGNATURE_DIRECT, now);
  if (self->direct != NULL && !herald_key_signature_is_safe (self->direct))
    {
      *unsafe = self->direct;
      self->direct = NULL;
    }

  for (guint i = 0; i < parts->user_ids->len; i++)
    {
      const HeraldKeyPart *user_id = g_ptr_array_index (parts->user_ids, i);
      const HeraldKeySignature *newest;

      newest = herald_key_newest_signature (user_id, key, HERALD_KEY_SIGNATURE_USER_ID,
                                            HERALD_KEY_SIGNATURE_USER_ID_LAST, now);

      if (newest != NULL && has_later_revocation (user_id, key, newest))
        newest = NULL;

      if (newest != NULL && !herald_key_signature_is_safe (newest))
        {
          *unsafe = newest;
          newest = NULL;
        }

      g_ptr_array_add (self->user_ids, (gpointer) newest);
    }
}

static gboolean
is_signed_after (const HeraldKeyPart     *part,
                 const HeraldKeyMaterial *key,
                 guint8                   first_type,
                 guint8                   last_type,
                 gint64                   now)
{
  const HeraldKeySignature *newest;

  newest = herald_key_newest_signature (part, key, first_type, last_type, G_MAXINT64);

  return newest != NULL && newest->created > now;
}

static gboolean
has_future_signature (const HeraldKeyParts *parts,
                      gint64                now)
{
  const HeraldKeyMaterial *key = &parts->primary->material;

  if (is_signed_after (parts->primary, key, HERALD_KEY_SIGNATURE_DIRECT, HERALD_KEY_SIGNATURE_DIRECT, now))
    return TRUE;

  for (guint i = 0; i < parts->user_ids->len; i++)
    if (is_signed_after (g_ptr_array_index (parts->user_ids, i), key, HERALD_KEY_SIGNATURE_USER_ID,
                         HERALD_KEY_SIGNATURE_USER_ID_LAST, now))
      return TRUE;

  return FALSE;
}

static gboolean
refuse_unsigned (HeraldKeyPrimary         *self,
                 const HeraldKeyParts     *parts,
                 const HeraldKeySignature *unsafe,
                 gint64                    now)
{
  g_autofree char *date = NULL;

  for (guint i = 0; i < self->user_ids->len; i++)
    if (g_ptr_array_index (self->user_ids, i) != NULL)
      return FALSE;

  if (self->direct != NULL)
    {
      refuse (self, HERALD_KEY_VERDICT_NAMELESS,
              g_strdup (_("No name that its owner has signed is on this key, and GnuPG refuses such keys; ask the vendor for a copy with a user id")));
    }
  else if (unsafe != NULL)
    {
      date = herald_key_format_date (unsafe->created);
      refuse (self, HERALD_KEY_VERDICT_DIGEST,
              /* TRANSLATORS: the first placeholder is a hash algorithm, the second a date */
              g_strdup_printf (_("The owner signed this key over %s on %s, which can be forged and is refused elsewhere too; ask the vendor to sign it anew"),
                               herald_key_signature_describe_digest (unsafe), date));
    }
  else if (has_future_signature (parts, now))
    {
      refuse (self, HERALD_KEY_VERDICT_FUTURE,
              g_strdup (_("The owner’s signatures on this key lie in the future; check this computer’s clock")));
    }
  else
    {
      refuse (self, HERALD_KEY_VERDICT_UNSIGNED,
              g_strdup (_("No valid signature of its owner is on this key, so nobody vouches for its name or date; get it from the vendor again")));
    }

  return TRUE;
}

/* As gpg does it: the key's own signature goes before those over user ids, and
 * of these the newest that says anything. */
static void
read_expiry_and_flags (HeraldKeyPrimary        *self,
                       const HeraldKeyMaterial *key)
{
  const HeraldKeySignature *expiry = NULL;
  const HeraldKeySignature *flags = NULL;

  for (guint i = 0; i < self->user_ids->len; i++)
    {
      const HeraldKeySignature *signature = g_ptr_array_index (self->user_ids, i);

      if (signature == NULL)
        continue;
      if (signature->key_lasts != 0 && (expiry == NULL || signature->created > expiry->created))
        expiry = signature;
      if (signature->has_flags && (flags == NULL || signature->created > flags->created))
        flags = signature;
    }

  if (self->direct != NULL && self->direct->key_lasts != 0)
    expiry = self->direct;
  if (self->direct != NULL && self->direct->has_flags)
    flags = self->direct;

  self->expires = expiry != NULL ? key->created + expiry->key_lasts : 0;
  self->encrypts = key->can_encrypt && (flags == NULL || (flags->flags & MAY_ENCRYPT) != 0);
}

/**
 * herald_key_newest_signature:
 * @part: a component of a certificate
 * @primary: the certificate's primary key
 * @first_type: the signature types that are wanted,
 * @last_type: up to this one
 * @now: Unix time
 *
 * Finds the newest signature by the primary key that holds at an instant.
 *
 * Of two of the same second the later one in the file counts, as with gpg.
 *
 * Returns: (transfer none) (nullable): the signature
 */
const HeraldKeySignature *
herald_key_newest_signature (const HeraldKeyPart     *part,
                             const HeraldKeyMaterial *primary,
                             guint8                   first_type,
                             guint8                   last_type,
                             gint64                   now)
{
  const HeraldKeySignature *newest = NULL;

  for (guint i = 0; i < part->signatures->len; i++)
    {
      const HeraldKeySignature *signature = get_signature (part, i);

      if (!signature->is_readable || signature->type < first_type || signature->type > last_type ||
          !herald_key_signature_is_by (signature, primary->id))
        continue;

      if (signature->created < primary->created || signature->created > now ||
          (signature->lasts != 0 && signature->created + signature->lasts <= now))
        continue;

      if (newest == NULL || signature->created >= newest->created)
        newest = signature;
    }

  return newest;
}

/**
 * herald_key_is_revoked_by:
 * @part: a component of a certificate
 * @type: a type of revocation
 * @id: a key id
 *
 * Tells whether a component carries a revocation that names this key as its maker.
 *
 * Whatever its date and whether or not it can be read: a forged one does no more
 * than have the key refused.
 *
 * Returns: whether there is one
 */
gboolean
herald_key_is_revoked_by (const HeraldKeyPart *part,
                          guint8               type,
                          const guint8        *id)
{
  for (guint i = 0; i < part->signatures->len; i++)
    if (get_signature (part, i)->type == type &&
        herald_key_signature_is_by (get_signature (part, i), id))
      return TRUE;

  return FALSE;
}

/**
 * herald_key_format_date:
 * @time: Unix time
 *
 * Writes an instant as a date, in UTC.
 *
 * Returns: (transfer full): “2026-11-21”
 */
char *
herald_key_format_date (gint64 time)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (time);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("?");
}

/**
 * herald_key_primary_judge:
 * @self: (out caller-allocates): the judgement
 * @parts: a certificate
 * @now: Unix time
 *
 * Judges a primary key by what its packets say.
 *
 * Signatures are taken at their word; gpg verifies them afterwards. Any thread.
 */
void
herald_key_primary_judge (HeraldKeyPrimary     *self,
                          const HeraldKeyParts *parts,
                          gint64                now)
{
  const HeraldKeyMaterial *key = &parts->primary->material;
  const HeraldKeySignature *unsafe = NULL;
  g_autofree char *date = NULL;

  *self = (HeraldKeyPrimary) { .verdict = HERALD_KEY_VERDICT_USABLE };
  self->user_ids = g_ptr_array_new ();

  if (parts->is_private)
    {
      refuse (self, HERALD_KEY_VERDICT_PRIVATE,
              g_strdup (_("This is a private key, which belongs to its owner alone; delete this copy, tell the owner, and ask for the public key")));
      return;
    }

  if (refuse_version (self, key) || refuse_strength (self, key) || refuse_revoked (self, parts))
    return;

  date = herald_key_format_date (key->created);
  if (key->created > now)
    {
      refuse (self, HERALD_KEY_VERDICT_FUTURE,
              /* TRANSLATORS: the placeholder is a date */
              g_strdup_printf (_("This key was made on %s, which lies in the future; check this computer’s clock"), date));
      return;
    }

  collect_signatures (self, parts, now, &unsafe);
  if (refuse_unsigned (self, parts, unsafe, now))
    return;

  read_expiry_and_flags (self, key);
  if (self->expires != 0 && self->expires <= now)
    {
      g_autofree char *expired = herald_key_format_date (self->expires);

      refuse (self, HERALD_KEY_VERDICT_EXPIRED,
              /* TRANSLATORS: the placeholder is a date */
              g_strdup_printf (_("This key expired on %s; ask the vendor for a renewed key"), expired));
    }
}

/**
 * herald_key_primary_clear:
 * @self: a judgement
 *
 * Frees what is inside.
 */
void
herald_key_primary_clear (HeraldKeyPrimary *self)
{
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->user_ids, g_ptr_array_unref);
}
