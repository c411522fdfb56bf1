/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-confirmed.h"
#include "herald-data-text.h"
#include "herald-document.h"
#include "herald-envelope.h"
#include "herald-environment.h"
#include "herald-file-writer.h"
#include "herald-file.h"
#include "herald-finding.h"
#include "herald-fingerprint.h"
#include "herald-json.h"
#include "herald-key.h"
#include "herald-recipient.h"
#include "herald-report.h"
#include "herald-text.h"
#include "herald-translations.h"
#include "herald-vendor-catalog.h"

G_BEGIN_DECLS

#define HERALD_COMPOSER_ERROR (herald_composer_error_quark ())

typedef enum
{
  HERALD_COMPOSER_ERROR_NOT_READY,   /* the review found what stops it */
  HERALD_COMPOSER_ERROR_WRONG_VALUE, /* a value that cannot be meant */
  HERALD_COMPOSER_ERROR_TOO_LARGE,   /* more than a report file can hold */
} HeraldComposerError;

GQuark herald_composer_error_quark (void);

#define HERALD_TYPE_COMPOSER (herald_composer_get_type ())

/* The one object that knows all rooms: a report in progress, its vendor, and
 * what the person confirmed for that vendor. Signal "replaced": another report
 * is in progress, or none. */
G_DECLARE_FINAL_TYPE (HeraldComposer, herald_composer, HERALD, COMPOSER, GObject)

HeraldComposer      *herald_composer_new              (const char              *state);

HeraldVendorCatalog *herald_composer_get_vendors      (HeraldComposer          *self);

/* The report in progress. */
gboolean             herald_composer_begin            (HeraldComposer          *self,
                                                       const char              *vendor,
                                                       gboolean                 anonymous,
                                                       GError                 **error);

gboolean             herald_composer_load             (HeraldComposer          *self,
                                                       const char              *path,
                                                       GError                 **error);

gboolean             herald_composer_load_bytes       (HeraldComposer          *self,
                                                       GBytes                  *bytes,
                                                       const char              *name,
                                                       const char              *folder,
                                                       GError                 **error);

char                *herald_composer_write            (HeraldComposer          *self,
                                                       GError                 **error);

gboolean             herald_composer_save             (HeraldComposer          *self,
                                                       const char              *path,
                                                       HeraldFileWriterFlags    flags,
                                                       GError                 **error);

HeraldReport        *herald_composer_get_report       (HeraldComposer          *self);

gboolean             herald_composer_attach           (HeraldComposer          *self,
                                                       const char              *path,
                                                       const char              *name,
                                                       const char              *role,
                                                       GError                 **error);

void                 herald_composer_attach_async     (HeraldComposer          *self,
                                                       const char              *path,
                                                       const char              *name,
                                                       const char              *role,
                                                       GCancellable            *cancellable,
                                                       GFileProgressCallback    progress,
                                                       gpointer                 progress_data,
                                                       GAsyncReadyCallback      callback,
                                                       gpointer                 user_data);

gboolean             herald_composer_attach_finish    (HeraldComposer          *self,
                                                       GAsyncResult            *result,
                                                       GError                 **error);

gboolean             herald_composer_check_output     (HeraldComposer          *self,
                                                       const char              *path,
                                                       GError                 **error);

GPtrArray           *herald_composer_review           (HeraldComposer          *self,
                                                       GError                 **error);

GPtrArray           *herald_composer_review_as        (HeraldComposer          *self,
                                                       HeraldEnvelopeForm       form,
                                                       GError                 **error);

void                 herald_composer_review_async     (HeraldComposer          *self,
                                                       HeraldEnvelopeForm       form,
                                                       GCancellable            *cancellable,
                                                       GAsyncReadyCallback      callback,
                                                       gpointer                 user_data);

GPtrArray           *herald_composer_review_finish    (HeraldComposer          *self,
                                                       GAsyncResult            *result,
                                                       GError                 **error);

HeraldDocument      *herald_composer_render           (HeraldComposer          *self);

GPtrArray           *herald_composer_capture          (gboolean                 anonymous,
                                                       GError                 **error);

const HeraldField   *herald_composer_find_field_for   (HeraldComposer          *self,
                                                       const HeraldEnvironmentItem *item);

gboolean             herald_composer_take_over        (HeraldComposer          *self,
                                                       const HeraldEnvironmentItem *item,
                                                       GError                 **error);

void                 herald_composer_prepare_seal     (void);

void                 herald_composer_seal_async       (HeraldComposer          *self,
                                                       HeraldEnvelopeForm       form,
                                                       const char              *path,
                                                       GCancellable            *cancellable,
                                                       GAsyncReadyCallback      callback,
                                                       gpointer                 user_data);

gboolean             herald_composer_seal_finish      (HeraldComposer          *self,
                                                       GAsyncResult            *result,
                                                       GError                 **error);

/* What the person supplies and confirms for a vendor. */
HeraldConfirmed     *herald_composer_load_confirmed   (HeraldComposer          *self,
                                                       HeraldVendor            *vendor,
                                                       GError                 **error);

gboolean             herald_composer_confirm_key      (HeraldComposer          *self,
                                                       HeraldVendor            *vendor,
                                                       GBytes                  *file,
                                                       const char              *fingerprint,
                                                       GError                 **error);

gboolean             herald_composer_confirm_value    (HeraldComposer          *self,
                                                       HeraldVendor            *vendor,
                                                       HeraldConfirmedItem      item,
                                                       const char              *value,
                                                       GError                 **error);

gboolean             herald_composer_confirm_authority (HeraldComposer         *self,
                                                        HeraldVendor           *vendor,
                                                        GBytes                 *file,
                                                        GError                **error);

GPtrArray           *herald_composer_judge_keys       (GBytes                  *file,
                                                       GError                 **error);

G_END_DECLS
