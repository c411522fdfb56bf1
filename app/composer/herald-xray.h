/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"

G_BEGIN_DECLS

/**
 * HeraldXrayPart:
 * @name: as the vendor will see it
 * @size: in bytes; 0 where it does not matter: the manifest, the padding
 *
 * One thing inside an envelope.
 */
typedef struct
{
  char    *name;
  guint64  size;
} HeraldXrayPart;

/**
 * HeraldXray:
 * @form: what the envelope is
 * @vendor: the vendor's name
 * @title: the subject that only the vendor reads, for mails; else empty
 * @is_anonymous: whether the report is
 * @document: what is said in it
 * @opening: how the report begins, a few lines, once it was looked at
 * @inside: (element-type HeraldXrayPart): what only the vendor can read
 * @outside: (nullable): what everybody can see; %NULL before it was looked at
 *
 * An envelope, outside and inside.
 */
typedef struct
{
  HeraldEnvelopeForm  form;
  char               *vendor;
  char               *title;
  gboolean            is_anonymous;
  HeraldDocument     *document;
  char               *opening;
  GPtrArray          *inside;
  HeraldEnvelopeView *outside;
} HeraldXray;

HeraldXray *herald_composer_new_xray (HeraldComposer       *self,
                                      HeraldEnvelopeForm    form);

void        herald_xray_look_async   (HeraldXray           *self,
                                      const char           *path,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);

HeraldXray *herald_xray_look_finish  (GAsyncResult         *result,
                                      GError              **error);

void        herald_xray_free         (HeraldXray           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldXray, herald_xray_free)

G_END_DECLS
