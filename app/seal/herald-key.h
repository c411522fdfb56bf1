/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a key file may hold. The limits are for the whole file and are held
 * before anything is computed: gpg needs half a minute for 100,000 user ids. */
#define HERALD_KEY_MAX_SIZE       (1024 * 1024)
#define HERALD_KEY_MAX_KEYS       50
#define HERALD_KEY_MAX_USER_IDS   200
#define HERALD_KEY_MAX_SUBKEYS    50
#define HERALD_KEY_MAX_SIGNATURES 2000
#define HERALD_KEY_MAX_USER_ID    2048

#define HERALD_KEY_ERROR (herald_key_error_quark ())

typedef enum
{
  HERALD_KEY_ERROR_NOT_A_KEY, /* empty, something else, or no OpenPGP at all */
  HERALD_KEY_ERROR_TOO_LARGE, /* more than HERALD_KEY_MAX_SIZE bytes */
  HERALD_KEY_ERROR_LIMITS,    /* too many of something, or packed in a way no key is */
  HERALD_KEY_ERROR_DAMAGED,   /* cut off, or broken armor */
  HERALD_KEY_ERROR_ENGINE,    /* GnuPG could not be asked */
} HeraldKeyError;

/* Why a key can or cannot be used; herald_key_get_reason () is the sentence. */
typedef enum
{
  HERALD_KEY_VERDICT_USABLE,
  HERALD_KEY_VERDICT_PRIVATE,        /* a private key, given by mistake */
  HERALD_KEY_VERDICT_VERSION,        /* not version 4 */
  HERALD_KEY_VERDICT_MALFORMED,      /* its numbers make no sense */
  HERALD_KEY_VERDICT_REVOKED,
  HERALD_KEY_VERDICT_ALGORITHM,      /* unknown, or one that is refused */
  HERALD_KEY_VERDICT_WEAK,           /* RSA below 2048 bits, primary or subkey */
  HERALD_KEY_VERDICT_FUTURE,         /* made after now */
  HERALD_KEY_VERDICT_UNSIGNED,       /* the primary key has not signed what it must */
  HERALD_KEY_VERDICT_NAMELESS,       /* without a user id, which gpg insists on */
  HERALD_KEY_VERDICT_DIGEST,         /* signed over SHA-1 or worse */
  HERALD_KEY_VERDICT_EXPIRED,
  HERALD_KEY_VERDICT_NO_ENCRYPTION,  /* nothing in it is for encryption */
  HERALD_KEY_VERDICT_SUBKEY_EXPIRED, /* all its encryption subkeys are … */
  HERALD_KEY_VERDICT_SUBKEY_REVOKED,
  HERALD_KEY_VERDICT_SUBKEY_FUTURE,
  HERALD_KEY_VERDICT_SIGNATURE,      /* gpg could not verify a signature */
} HeraldKeyVerdict;

/* What a person should know about a usable key; herald_key_get_warnings () are
 * the sentences, in this order. */
typedef enum
{
  HERALD_KEY_WARNING_NONE           = 0,
  HERALD_KEY_WARNING_SHORT_RSA      = 1 << 0, /* RSA of 2048 to 3071 bits */
  HERALD_KEY_WARNING_EXPIRES_SOON   = 1 << 1, /* within 30 days */
  HERALD_KEY_WARNING_OLDER_SUBKEY   = 1 << 2, /* the newest encryption subkey is unusable */
  HERALD_KEY_WARNING_SEVERAL        = 1 << 3, /* other programs may pick another subkey */
  HERALD_KEY_WARNING_IGNORED_SUBKEY = 1 << 4, /* a subkey of an unknown or refused algorithm */
  HERALD_KEY_WARNING_NO_CIPHERS     = 1 << 5, /* does not list AES-256 */
  HERALD_KEY_WARNING_CURVE          = 1 << 6, /* a curve that Sequoia does not open */
  HERALD_KEY_WARNING_EXTRA_SUBKEY   = 1 << 7, /* asks for a second recipient (ADSK) */
} HeraldKeyWarnings;

typedef struct _HeraldKey HeraldKey;

GQuark              herald_key_error_quark       (void);

GPtrArray          *herald_key_read              (GBytes        *file,
                                                  gint64         now,
                                                  GError       **error);

HeraldKey          *herald_key_ref               (HeraldKey     *self);

void                herald_key_unref             (HeraldKey     *self);

gboolean            herald_key_verify            (HeraldKey     *self,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

gboolean            herald_key_is_usable         (HeraldKey     *self);

HeraldKeyVerdict    herald_key_get_verdict       (HeraldKey     *self);

const char         *herald_key_get_reason        (HeraldKey     *self);

const char         *herald_key_get_fingerprint   (HeraldKey     *self);

const char         *herald_key_get_subkey        (HeraldKey     *self);

gboolean            herald_key_has_subkey        (HeraldKey     *self,
                                                  const char    *fingerprint);

gint64              herald_key_get_created       (HeraldKey     *self);

gint64              herald_key_get_expires       (HeraldKey     *self);

const char * const *herald_key_get_user_ids      (HeraldKey     *self);

const char * const *herald_key_get_warnings      (HeraldKey     *self);

HeraldKeyWarnings   herald_key_get_warning_flags (HeraldKey     *self);

GBytes             *herald_key_get_certificate   (HeraldKey     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKey, herald_key_unref)

G_END_DECLS
