/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <gcrypt.h>
#include <sodium.h>

G_BEGIN_DECLS

#define HERALD_BLOB_STREAM_HEAD_SIZE crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define HERALD_BLOB_STREAM_TAG_SIZE  crypto_secretstream_xchacha20poly1305_ABYTES

/**
 * HeraldBlobStream:
 * @state: where libsodium's stream stands
 * @cipher: (nullable): libgcrypt's, which does the bulk of it
 *
 * A stream of libsodium's (crypto_secretstream_xchacha20poly1305).
 */
typedef struct
{
  crypto_secretstream_xchacha20poly1305_state state;
  gcry_cipher_hd_t cipher;
} HeraldBlobStream;

void     herald_blob_stream_begin_writing (HeraldBlobStream *self,
                                           guint8           *head,
                                           const guint8     *key);

gboolean herald_blob_stream_begin_reading (HeraldBlobStream *self,
                                           const guint8     *head,
                                           const guint8     *key);

void     herald_blob_stream_seal          (HeraldBlobStream *self,
                                           guint8           *sealed,
                                           const guint8     *plain,
                                           gsize             length,
                                           const guint8     *bound,
                                           gsize             bound_length,
                                           gboolean          is_last);

gboolean herald_blob_stream_open          (HeraldBlobStream *self,
                                           guint8           *plain,
                                           gboolean         *is_last,
                                           const guint8     *sealed,
                                           gsize             length,
                                           const guint8     *bound,
                                           gsize             bound_length);

void     herald_blob_stream_clear         (HeraldBlobStream *self);

G_END_DECLS
