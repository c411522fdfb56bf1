/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-vault.h"
#include "herald-composer.h"
#include "herald-confirmed-memory.h"
#include "herald-form-memory.h"
#include "herald-part.h"
#include "herald-reply-key.h"
#include "herald-seal-job.h"

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
  HeraldAutosave      *autosave; /* of the report; NULL without one, and in a copy */
  gboolean             is_keeping; /* a worker moves the report into the vault */
  guint                n_copying;  /* workers that read files of the report */
  char                *sealed_path;   /* the envelope that was made last of a kept report, or NULL */
  char                *sealed_sha256; /* of that envelope */

  HeraldConfirmedMemory *memory;    /* what was confirmed for an anonymous report */
  gboolean               is_for_memory; /* in a copy that confirms for one */
  gboolean               is_delivering; /* an envelope is on its way */
  char                  *delivering;    /* the id of that delivery, once it has one, or NULL */
  HeraldReplyKey        *reply_key;     /* that answers can be sealed to, without its secret part, or NULL */
  gboolean               is_reply_key_anonymous; /* whether it was made while the report was */
  HeraldFormMemory      *form_notes;    /* what was noted of forms since the program began */
};

gboolean    herald_composer_confirms_in_memory (HeraldComposer       *self);

void        herald_composer_take_report     (HeraldComposer          *self,
                                             HeraldReport            *report,
                                             HeraldCase              *kept);

HeraldComposer *herald_composer_copy        (HeraldComposer          *self,
                                             GError                 **error);

gboolean    herald_composer_end_case        (HeraldComposer          *self,
                                             GError                 **error);

HeraldReport *herald_composer_read_case     (HeraldComposer          *self,
                                             HeraldCase              *kept,
                                             GError                 **error);

gboolean    herald_composer_show_case       (HeraldComposer          *self,
                                             HeraldCase              *kept,
                                             GError                 **error);

void        herald_composer_forget_writer   (HeraldCase              *kept);

GPtrArray  *herald_composer_copy_attachments (HeraldReport           *report);

int         herald_composer_open_kept       (HeraldCase              *kept,
                                             const HeraldAttachment  *attachment,
                                             GError                 **error);

int         herald_composer_open_attachment (const HeraldAttachment  *attachment,
                                             gpointer                 composer,
                                             GError                 **error);

HeraldPart *herald_composer_make_part       (HeraldComposer          *self,
                                             const HeraldAttachment  *attachment,
                                             GError                 **error);

const HeraldReplyKey *herald_composer_find_reply_key (HeraldComposer *self);

void        herald_composer_load_reply_key  (HeraldComposer          *self);

gboolean    herald_composer_log_reply_key   (HeraldComposer          *self,
                                             HeraldCase              *kept,
                                             GError                 **error);

GBytes     *herald_composer_read_reply_secret (HeraldComposer        *self,
                                               GError               **error);

gboolean    herald_composer_load_form_note  (HeraldComposer          *self,
                                             HeraldVendor            *vendor,
                                             const HeraldChannel     *channel,
                                             HeraldFormNote         **note,
                                             GError                 **error);

GPtrArray  *herald_composer_review_content  (HeraldComposer          *self);

HeraldSealJob *herald_composer_make_seal_job (HeraldComposer         *self,
                                              HeraldEnvelopeForm      form,
                                              GError                **error);

GError     *herald_composer_say_not_ready   (GError                  *error);

HeraldComposer *herald_composer_copy_bare   (HeraldComposer          *self);

gboolean    herald_composer_refuse_delivering (GError               **error);

void        herald_composer_review_envelope (HeraldReport            *report,
                                             HeraldConfirmed         *confirmed,
                                             HeraldEnvelopeForm       form,
                                             GPtrArray               *findings);

G_END_DECLS
