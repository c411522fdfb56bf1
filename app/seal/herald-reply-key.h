/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-engine.h"

G_BEGIN_DECLS

/* More than any answer that a person reads needs. */
#define HERALD_REPLY_MAX_KEY     65536
#define HERALD_REPLY_MAX_MESSAGE 4194304
#define HERALD_REPLY_MAX_TEXT    4194304

/**
 * HeraldReplyKey:
 * @fingerprint: 40 upper-case hexadecimal digits
 * @expires: the day on which it expires, `YYYY-MM-DD`
 * @public_key: the certificate, armored
 * @secret_key: the secret key, armored, protected with the person's passphrase
 *
 * A key for the answers to one report, and never for another.
 */
typedef struct
{
  char   *fingerprint;
  char   *expires;
  char   *public_key;
  GBytes *secret_key;
} HeraldReplyKey;

HeraldReplyKey *herald_reply_key_make (const char      *passphrase,
                                       GCancellable    *cancellable,
                                       GError         **error);

HeraldReplyKey *herald_reply_key_copy_public (const HeraldReplyKey *self);

void            herald_reply_key_free (HeraldReplyKey  *self);

GBytes         *herald_reply_key_open (GBytes          *secret_key,
                                       const char      *passphrase,
                                       GBytes          *message,
                                       GCancellable    *cancellable,
                                       GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldReplyKey, herald_reply_key_free)

G_END_DECLS
