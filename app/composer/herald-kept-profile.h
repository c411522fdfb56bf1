/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-report.h"

G_BEGIN_DECLS

/* What a vendor promised when a report was sealed: it stands in the log of the
 * case, so that a profile that changes later changes nothing about it. */

#define HERALD_KEPT_PROFILE_KIND "profile" /* of such an entry */

/**
 * HeraldKeptProfile:
 * @vendor: who promised what; of the profile no more than that
 * @contact_given: whether the report told the vendor whom to answer
 *
 * A vendor's promises as they were.
 */
typedef struct
{
  HeraldVendor *vendor;
  gboolean      contact_given;
} HeraldKeptProfile;

HeraldKeptProfile *herald_kept_profile_new   (HeraldReport      *report);

HeraldKeptProfile *herald_kept_profile_read  (const char        *text);

char              *herald_kept_profile_write (HeraldReport      *report);

void               herald_kept_profile_free  (HeraldKeptProfile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKeptProfile, herald_kept_profile_free)

G_END_DECLS
