/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-report.h"

G_BEGIN_DECLS

/* Seen by the files of the report and by its codec, which fills one member by
 * member. */
struct _HeraldReport
{
  GObject       parent_instance;

  HeraldVendor *vendor;
  char         *id;
  char         *language;
  char         *created;
  gboolean      anonymous;
  GHashTable   *answers;       /* field id → JsonNode; borrowed keys of the vendor's */
  GHashTable   *diversions;    /* diversion id → HeraldDiversionAnswer */
  GPtrArray    *attestations;  /* HeraldAttestation */
  GPtrArray    *attachments;   /* HeraldAttachment */
  GPtrArray    *substitutions; /* HeraldSubstitution */
  GPtrArray    *decisions;     /* HeraldDecision */
};

HeraldReport *herald_report_new_empty        (HeraldVendor  *vendor,
                                              gboolean       anonymous);

void          herald_report_changed          (HeraldReport  *self);

char         *herald_report_dup_now          (HeraldReport  *self);

void          herald_report_take_attestation (HeraldReport  *self,
                                              char          *rule,
                                              char          *sha256,
                                              char          *at);

G_END_DECLS
