/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-confirmed.h"
#include "herald-key.h"
#include "herald-vendor.h"

G_BEGIN_DECLS

#define HERALD_RECIPIENT_ERROR (herald_recipient_error_quark ())

typedef enum
{
  HERALD_RECIPIENT_ERROR_NO_KEY,      /* none is known for the vendor */
  HERALD_RECIPIENT_ERROR_UNUSABLE,    /* the one that is known cannot work */
  HERALD_RECIPIENT_ERROR_FINGERPRINT, /* it is not what the person has */
} HeraldRecipientError;

GQuark     herald_recipient_error_quark (void);

HeraldKey *herald_recipient_find        (HeraldVendor     *vendor,
                                         HeraldConfirmed  *confirmed,
                                         GError          **error);

HeraldKey *herald_recipient_choose      (GBytes           *file,
                                         const char       *fingerprint,
                                         GError          **error);

G_END_DECLS
