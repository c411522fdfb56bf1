/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-vault.h"
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

  HeraldVault         *vault;    /* made when it is first asked for */
  HeraldCase          *kept;     /* that the report is kept in, or NULL */
  HeraldAutosave      *autosave; /* while it is */
};

void        herald_composer_take_report     (HeraldComposer          *self,
                                             HeraldReport            *report);

HeraldComposer *herald_composer_copy        (HeraldComposer          *self,
                                             GError                 **error);

void        herald_composer_take_case       (HeraldComposer          *self,
                                             HeraldCase              *kept);

void        herald_composer_leave_case      (HeraldComposer          *self);

int         herald_composer_open_kept       (HeraldCase              *kept,
                                             const HeraldAttachment  *attachment,
                                             GError                 **error);

gboolean    herald_composer_attach_to_case  (HeraldComposer          *self,
                                             const char              *path,
                                             const char              *name,
                                             const char              *role,
                                             GError                 **error);

int         herald_composer_open_attachment (const HeraldAttachment  *attachment,
                                             gpointer                 composer,
                                             GError                 **error);

HeraldPart *herald_composer_make_part       (HeraldComposer          *self,
                                             const HeraldAttachment  *attachment,
                                             GError                 **error);

G_END_DECLS
