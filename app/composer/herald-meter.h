/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-report.h"

G_BEGIN_DECLS

/**
 * HeraldMeter:
 * @n_required: how many fields the vendor insists on, of those that are asked
 * @n_required_answered: how many of them have an answer
 * @n_requested: how many more the vendor asks for
 * @n_requested_answered: how many of those have an answer
 *
 * How much of what a vendor asked for a report answers.
 */
typedef struct
{
  guint n_required;
  guint n_required_answered;
  guint n_requested;
  guint n_requested_answered;
} HeraldMeter;

void herald_meter_read (HeraldReport  *report,
                        HeraldMeter   *meter);

G_END_DECLS
