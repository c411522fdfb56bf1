/* herald-key-warnings.c: what to know before using a usable key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-key-choice.h"

#define GOOD_RSA_BITS 3072
#define SOON          (30 * G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND)

typedef struct
{
  const HeraldKeyChoice  *choice;
  const HeraldKeyParts   *parts;
  const HeraldKeyPrimary *primary;
  HeraldKeyWarnings       flags;
  GPtrArray              *sentences;
} Report;

static void
warn (Report            *report,
      HeraldKeyWarnings  flag,
      char              *sentence)
{
  report->flags |= flag;
  g_ptr_array_add (report->sentences, sentence);
}

static const HeraldKeySubkey *
get_subkey (const Report *report,
            guint         i)
{
  return &g_array_index (report->choice->subkeys, HeraldKeySubkey, i);
}

static gboolean
is_short (const HeraldKeyMaterial *key)
{
  /* Algorithms 1 to 3 are RSA. */
  return key->algorithm <= 3 && key->bits < GOOD_RSA_BITS;
}

static void
warn_of_short_rsa (Report *report)
{
  const HeraldKeyMaterial *primary = &report->parts->primary->material;
  const HeraldKeyMaterial *chosen = report->choice->chosen;
  g_autofree char *name = NULL;

  if (!is_short (primary) && !is_short (chosen))
    return;

  name = herald_key_material_describe (is_short (chosen) ? chosen : primary);
  warn (report, HERALD_KEY_WARNING_SHORT_RSA,
        /* TRANSLATORS: the placeholder is an algorithm and size, “RSA-2048” */
        g_strdup_printf (_("This key is %s, which is advised against after 2030; at least 3072 bits are better"), name));
}

static void
warn_of_expiry (Report *report,
                gint64  expires,
                gint64  now)
{
  g_autofree char *date = NULL;

  if (expires == 0 || expires - now > SOON)
    return;

  date = herald_key_format_date (expires);
  warn (report, HERALD_KEY_WARNING_EXPIRES_SOON,
        /* TRANSLATORS: the placeholder is a date */
        g_strdup_printf (_("This key expires on %s"), date));
}

static void
warn_of_older (Report *report)
{
  const HeraldKeySubkey *newest = NULL;
  g_autofree char *date = NULL;

  for (guint i = 0; i < report->choice->subkeys->len; i++)
    {
      const HeraldKeySubkey *subkey = get_subkey (report, i);
      gboolean counts = subkey->verdict == HERALD_KEY_VERDICT_SUBKEY_EXPIRED ||
                        subkey->verdict == HERALD_KEY_VERDICT_WEAK ||
                        subkey->verdict == HERALD_KEY_VERDICT_DIGEST;

      if (counts && subkey->is_for_encryption &&
          (report->choice->subkey == NULL ||
           subkey->part->material.created > report->choice->subkey->part->material.created) &&
          (newest == NULL || subkey->part->material.created > newest->part->material.created))
        newest = subkey;
    }

  if (newest == NULL)
    return;

  if (newest->verdict == HERALD_KEY_VERDICT_SUBKEY_EXPIRED)
    {
      date = herald_key_format_date (newest->expires);
      warn (report, HERALD_KEY_WARNING_OLDER_SUBKEY,
            /* TRANSLATORS: the placeholder is a date */
            g_strdup_printf (_("An older part of this key is used, since its newest encryption subkey expired on %s"), date));
    }
  else
    {
      warn (report, HERALD_KEY_WARNING_OLDER_SUBKEY,
            g_strdup (_("An older part of this key is used, since its newest encryption subkey is too weak or signed in an unsafe way")));
    }
}

static void
warn_of_several (Report *report)
{
  guint n_usable = report->primary->encrypts ? 1 : 0;

  for (guint i = 0; i < report->choice->subkeys->len; i++)
    if (get_subkey (report, i)->verdict == HERALD_KEY_VERDICT_USABLE &&
        get_subkey (report, i)->is_for_encryption)
      n_usable++;

  if (n_usable > 1)
    warn (report, HERALD_KEY_WARNING_SEVERAL,
          g_strdup (_("This key has more than one encryption subkey; Herald uses the newest, other programs may use another one or all of them")));
}

static void
warn_of_ignored (Report *report)
{
  for (guint i = 0; i < report->choice->subkeys->len; i++)
    {
      const HeraldKeySubkey *subkey = get_subkey (report, i);
      g_autofree char *name = NULL;

      if (!subkey->is_for_encryption ||
          (subkey->verdict != HERALD_KEY_VERDICT_ALGORITHM && subkey->verdict != HERALD_KEY_VERDICT_VERSION))
        continue;

      name = herald_key_material_describe (&subkey->part->material);
      warn (report, HERALD_KEY_WARNING_IGNORED_SUBKEY,
            /* TRANSLATORS: the placeholder is an algorithm, “ElGamal-2048” */
            g_strdup_printf (_("This key also has a subkey for %s, which Herald leaves alone"), name));
      return;
    }
}

static void
warn_of_ciphers (Report *report)
{
  if (report->primary->direct != NULL && report->primary->direct->lists_aes256)
    return;

  for (guint i = 0; i < report->primary->user_ids->len; i++)
    {
      const HeraldKeySignature *signature = g_ptr_array_index (report->primary->user_ids, i);

      if (signature != NULL && signature->lists_aes256)
        return;
    }

  warn (report, HERALD_KEY_WARNING_NO_CIPHERS,
        g_strdup (_("This key does not list AES-256; Herald uses it all the same, and every current program opens it")));
}

static void
warn_of_curve (Report *report)
{
  const HeraldKeyMaterial *primary = &report->parts->primary->material;
  const HeraldKeyMaterial *chosen = report->choice->chosen;
  const HeraldKeyMaterial *key = chosen->needs_note ? chosen : primary;

  if (key->needs_note)
    warn (report, HERALD_KEY_WARNING_CURVE,
          /* TRANSLATORS: the placeholder is the name of a curve, “brainpoolP256r1” */
          g_strdup_printf (_("This key uses the curve %s: GnuPG and RNP open what is sealed to it, Sequoia (sq) mostly does not"), key->curve));
}

static void
warn_of_extra (Report *report)
{
  for (guint i = 0; i < report->choice->subkeys->len; i++)
    {
      const HeraldKeySubkey *subkey = get_subkey (report, i);

      if (subkey->binding == NULL || !subkey->binding->wants_extra)
        continue;

      warn (report, HERALD_KEY_WARNING_EXTRA_SUBKEY,
            g_strdup (_("This key asks that messages be sealed to a second subkey as well, which Herald does not do")));
      return;
    }
}

/**
 * herald_key_choice_warn:
 * @self: a choice that was made
 * @parts: the certificate
 * @primary: the judgement on its primary key
 * @expires: when the first of key and subkey expires, or 0
 * @now: Unix time
 * @sentences: (element-type utf8): to which the warnings are added
 *
 * Tells what a person should know before using a usable key.
 *
 * Returns: the same as flags
 */
HeraldKeyWarnings
herald_key_choice_warn (const HeraldKeyChoice  *self,
                        const HeraldKeyParts   *parts,
                        const HeraldKeyPrimary *primary,
                        gint64                  expires,
                        gint64                  now,
                        GPtrArray              *sentences)
{
  Report report = { self, parts, primary, HERALD_KEY_WARNING_NONE, sentences };

  warn_of_short_rsa (&report);
  warn_of_expiry (&report, expires, now);
  warn_of_older (&report);
  warn_of_several (&report);
  warn_of_ignored (&report);
  warn_of_ciphers (&report);
  warn_of_curve (&report);
  warn_of_extra (&report);

  return report.flags;
}
