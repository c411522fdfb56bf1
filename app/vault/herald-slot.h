/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_SLOT_SECRET_SIZE 32
#define HERALD_SLOT_MAX         8

typedef enum
{
  HERALD_SLOT_PASSPHRASE = 1, /* Argon2id of a passphrase */
  HERALD_SLOT_SECRET     = 2, /* a random secret that a keyring keeps */
} HeraldSlotKind;

/**
 * HeraldSlot:
 * @kind: what opens it
 * @id: 32 lower-case hexadecimal digits
 *
 * One of the ways into a vault.
 */
typedef struct
{
  HeraldSlotKind  kind;
  char           *id;
} HeraldSlot;

/**
 * HeraldSlotKey:
 * @kind: what the slot will open with
 * @passphrase: (nullable): UTF-8, not empty, for %HERALD_SLOT_PASSPHRASE
 * @secret: (nullable): %HERALD_SLOT_SECRET_SIZE random bytes, for %HERALD_SLOT_SECRET
 * @passes: how often Argon2id goes over its memory; 0 for the usual 3
 * @memory: how many bytes Argon2id takes; 0 for the usual 256 MiB
 *
 * What a new slot is made from; it borrows everything.
 */
typedef struct
{
  HeraldSlotKind  kind;
  const char     *passphrase;
  const guint8   *secret;
  guint64         passes;
  guint64         memory;
} HeraldSlotKey;

void herald_slot_free (HeraldSlot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSlot, herald_slot_free)

G_END_DECLS
