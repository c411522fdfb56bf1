/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"
#include "herald-part.h"

G_BEGIN_DECLS

struct _HeraldComposer
{
  GObject              parent_instance;

  char                *state;
  HeraldVendorCatalog *vendors;
  HeraldReport        *report;  /* or NULL */
  char                *path;    /* where the report was loaded from, or NULL */
  char                *folder;  /* that the report lies in; paths are relative to it */
};

int         herald_composer_open_attachment (const HeraldAttachment  *attachment,
                                             gpointer                 composer,
                                             GError                 **error);

HeraldPart *herald_composer_make_part       (HeraldComposer          *self,
                                             const HeraldAttachment  *attachment,
                                             GError                 **error);

G_END_DECLS
