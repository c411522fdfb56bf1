/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"

G_BEGIN_DECLS

#define HERALD_ENVELOPE_N_FORMS (HERALD_ENVELOPE_DRAFT + 1)

/**
 * HeraldSealPlan:
 * @key: (nullable): what is sealed to
 * @why_no_key: a translated sentence, where there is none; else empty
 * @key_is_shipped: whether the key came with the vendor's profile
 * @key_date: when the person confirmed the key, `YYYY-MM-DD`; else empty
 * @key_from: where the person has the key from; else empty
 * @takes_mail: whether the vendor takes reports by e-mail
 * @address: the vendor's e-mail address for reports; empty where not known
 * @address_from: where the person has it from; else empty
 * @why_not: for each form a translated sentence that says what it lacks, or
 *   %NULL
 * @sizes: for each form about how many bytes the envelope will have
 *
 * What sealing the report in progress would be like, short of a review.
 */
typedef struct
{
  HeraldKey *key;
  char      *why_no_key;
  gboolean   key_is_shipped;
  char      *key_date;
  char      *key_from;
  gboolean   takes_mail;
  char      *address;
  char      *address_from;
  char      *why_not[HERALD_ENVELOPE_N_FORMS];
  guint64    sizes[HERALD_ENVELOPE_N_FORMS];
} HeraldSealPlan;

void            herald_composer_plan_seal_async  (HeraldComposer       *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);

HeraldSealPlan *herald_composer_plan_seal_finish (HeraldComposer       *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

void            herald_seal_plan_free            (HeraldSealPlan       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSealPlan, herald_seal_plan_free)

const char     *herald_envelope_form_get_name    (HeraldEnvelopeForm    form);

G_END_DECLS
