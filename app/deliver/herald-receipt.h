/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_RECEIPT_MAX_SIZE (64 * 1024)
#define HERALD_RECEIPT_MAX_ID   100

#define HERALD_RECEIPT_ERROR (herald_receipt_error_quark ())

typedef enum
{
  HERALD_RECEIPT_ERROR_DAMAGED, /* no receipt, or not all of one */
  HERALD_RECEIPT_ERROR_OTHER,   /* one of another envelope */
} HeraldReceiptError;

/**
 * HeraldReceipt:
 * @id: what the server calls it: 1 to 100 printable ASCII characters
 * @received_on: the day, `YYYY-MM-DD`
 * @ack_by: the day by which the vendor will answer, or ""
 * @replayed: whether the server had the envelope already
 *
 * What the vendor's server answered when it had stored an envelope. It says
 * that bytes were stored, not that anybody has read them.
 */
typedef struct
{
  char     *id;
  char     *received_on;
  char     *ack_by;
  gboolean  replayed;
} HeraldReceipt;

GQuark         herald_receipt_error_quark (void);

HeraldReceipt *herald_receipt_read        (GBytes               *bytes,
                                           const char           *sha256,
                                           guint64               size,
                                           GError              **error);

gboolean       herald_receipt_is_id       (const char           *text);

HeraldReceipt *herald_receipt_copy        (const HeraldReceipt  *self);

void           herald_receipt_free        (HeraldReceipt        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldReceipt, herald_receipt_free)

G_END_DECLS
