/* fuzz-vault-header.c: any bytes as the small files of a vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-case-key.h"
#include "herald-index.h"
#include "herald-vault-header.h"

#define PASSPHRASE "fuzz"

/* What a slot of the corpus costs; more takes too long here. */
#define MAX_MEMORY 65536

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
try_slots (const HeraldVaultHeader *header)
{
  const guint8 secret[HERALD_SLOT_SECRET_SIZE] = { 1 };
  HeraldSlotKey key = { .passphrase = PASSPHRASE, .secret = secret };

  for (guint i = 0; i < header->n_slots; i++)
    {
      g_autoptr(HeraldSecret) vault_key = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_cmpuint (header->slots[i].memory, <=, 1 << 30);
      g_assert_cmpuint (header->slots[i].passes, <=, 10);
      if (header->slots[i].memory > MAX_MEMORY)
        continue;

      key.kind = (HeraldSlotKind) header->slots[i].kind;
      vault_key = herald_header_slot_open (&header->slots[i], header->vault_id, &key, &error);
      g_assert_true ((vault_key == NULL) == (error != NULL));
    }
}

/* A header that is read is written as it was, but for its end. */
static void
try_header (GBytes             *bytes,
            const HeraldSecret *key)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) written = NULL;
  HeraldVaultHeader header, again;
  gsize size = g_bytes_get_size (bytes);

  if (!herald_vault_header_read (&header, bytes, &error))
    {
      g_assert_nonnull (error);
      return;
    }

  try_slots (&header);
  herald_vault_header_is_authentic (&header, key);
  written = herald_vault_header_write (&header, key);
  g_assert_cmpuint (g_bytes_get_size (written), ==, size);
  g_assert_cmpmem (g_bytes_get_data (written, NULL), size - 32, g_bytes_get_data (bytes, NULL), size - 32);
  g_assert_true (herald_vault_header_read (&again, written, NULL));
  g_assert_true (herald_vault_header_is_authentic (&again, key));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const guint8 zeros[HERALD_SECRET_SIZE] = { 0 };
  g_autoptr(HeraldSecret) key = herald_secret_new (zeros);
  g_autoptr(HeraldSecret) case_key = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(GHashTable) index = NULL;

  try_header (bytes, key);
  case_key = herald_case_key_unwrap (bytes, key, zeros, zeros, NULL);
  index = herald_index_read (bytes, key, zeros);

  return 0;
}
