/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"

G_BEGIN_DECLS

/**
 * HeraldDeliverEndpoint:
 * @endpoint: the address
 * @authority: (nullable): the authority that the person confirmed for it
 * @confirmed: whether the person supplied the address, and not the profile
 *
 * Where a vendor's reports go directly.
 */
typedef struct
{
  char     *endpoint;
  GBytes   *authority;
  gboolean  confirmed;
} HeraldDeliverEndpoint;

HeraldDeliverEndpoint *herald_deliver_endpoint_find (HeraldComposer         *composer,
                                                     HeraldVendor           *vendor,
                                                     GError                **error);

void                   herald_deliver_endpoint_free (HeraldDeliverEndpoint  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDeliverEndpoint, herald_deliver_endpoint_free)

G_END_DECLS
