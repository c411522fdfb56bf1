/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-vendor.h"

G_BEGIN_DECLS

#define HERALD_CONFIRMED_ERROR (herald_confirmed_error_quark ())

typedef enum
{
  HERALD_CONFIRMED_ERROR_VALUE,      /* what was supplied is not acceptable */
  HERALD_CONFIRMED_ERROR_NO_CHANNEL, /* the vendor has no channel that would need it */
  HERALD_CONFIRMED_ERROR_CHANGED,    /* a file is not the one that was confirmed */
} HeraldConfirmedError;

typedef enum
{
  HERALD_CONFIRMED_ADDRESS,
  HERALD_CONFIRMED_ENDPOINT,
  HERALD_CONFIRMED_KEY,
  HERALD_CONFIRMED_CA,
  HERALD_CONFIRMED_LAST = HERALD_CONFIRMED_CA,
} HeraldConfirmedItem;

/* What the person supplied and confirmed for one vendor, kept apart from the
 * profile: STATE/confirmed/ID.json with, beside it, ID.HASH.key and ID.HASH.ca,
 * HASH being the beginning of the file's SHA-256. Each value carries its date
 * and where it came from. */
typedef struct _HeraldConfirmed HeraldConfirmed;

GQuark           herald_confirmed_error_quark (void);

HeraldConfirmed *herald_confirmed_load      (const char           *state,
                                             HeraldVendor         *vendor,
                                             GError              **error);

gboolean         herald_confirmed_save      (HeraldConfirmed      *self,
                                             GError              **error);

void             herald_confirmed_free      (HeraldConfirmed      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldConfirmed, herald_confirmed_free)

/* Address and endpoint: the value. Key: the full fingerprint. CA: its file's
 * SHA-256. %NULL where nothing was confirmed. */
const char      *herald_confirmed_get       (HeraldConfirmed      *self,
                                             HeraldConfirmedItem   item);
const char      *herald_confirmed_get_date  (HeraldConfirmed      *self,
                                             HeraldConfirmedItem   item);
const char      *herald_confirmed_get_from  (HeraldConfirmed      *self,
                                             HeraldConfirmedItem   item);

/* The reduced certificate, or the CA certificate. */
GBytes          *herald_confirmed_get_file  (HeraldConfirmed      *self,
                                             HeraldConfirmedItem   item);

gboolean         herald_confirmed_set       (HeraldConfirmed      *self,
                                             HeraldConfirmedItem   item,
                                             const char           *value,
                                             GBytes               *file,
                                             const char           *from,
                                             GError              **error);

JsonNode        *herald_confirmed_to_json   (HeraldConfirmed      *self);

/* The value of a channel: the person's confirmed one, else the profile's. */
const char      *herald_confirmed_get_address (HeraldConfirmed      *self,
                                               const HeraldChannel  *channel);

/* Whether a report can go that way, and if not, one sentence why. */
gboolean         herald_channel_is_ready    (const HeraldChannel  *channel,
                                             HeraldVendor         *vendor,
                                             HeraldConfirmed      *confirmed,
                                             char                **why);

G_END_DECLS
