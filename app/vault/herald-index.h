/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-case-summary.h"
#include "herald-secret.h"

G_BEGIN_DECLS

#define HERALD_INDEX_MAX_SIZE (64 * 1024 * 1024)

/**
 * HeraldIndexEntry:
 * @summary: what the list shows of a case
 * @number: the number of the journal that it was made from
 * @size: the size of that journal's file
 *
 * A line of the index, which holds as long as the journal has not changed.
 */
typedef struct
{
  HeraldCaseSummary *summary;
  guint64            number;
  guint64            size;
} HeraldIndexEntry;

void        herald_index_entry_free (HeraldIndexEntry    *self);

GHashTable *herald_index_new        (void);

GHashTable *herald_index_read       (GBytes              *bytes,
                                     const HeraldSecret  *vault_key,
                                     const guint8        *vault_id);

GBytes     *herald_index_write      (GHashTable          *index,
                                     const HeraldSecret  *vault_key,
                                     const guint8        *vault_id);

G_END_DECLS
