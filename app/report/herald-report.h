/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "herald-answer.h"
#include "herald-attachment.h"
#include "herald-vendor.h"

G_BEGIN_DECLS

#define HERALD_REPORT_ERROR (herald_report_error_quark ())

typedef enum
{
  HERALD_REPORT_ERROR_UNKNOWN_FIELD,
  HERALD_REPORT_ERROR_WRONG_ANSWER,
  HERALD_REPORT_ERROR_EXISTS,
  HERALD_REPORT_ERROR_NOT_FOUND,
  HERALD_REPORT_ERROR_TOO_MANY,
} HeraldReportError;

GQuark herald_report_error_quark (void);

#define HERALD_REPORT_MAX_SIZE          (4 * 1024 * 1024)
#define HERALD_REPORT_MAX_ATTACHMENTS   100
#define HERALD_REPORT_MAX_SUBSTITUTIONS 100
#define HERALD_REPORT_MAX_DECISIONS     500

typedef enum
{
  HERALD_DIVERSION_UNANSWERED,
  HERALD_DIVERSION_NO,
  HERALD_DIVERSION_YES,
} HeraldDiversionAnswer;

typedef struct
{
  char *rule;   /* the id of a prerequisite or term */
  char *sha256; /* of the wording that was attested to */
  char *at;     /* an instant in UTC; a date in an anonymous report */
} HeraldAttestation;

typedef struct
{
  char *find;
  char *replace;
} HeraldSubstitution;

typedef struct
{
  char *finding; /* the finding's id */
  char *reason;
} HeraldDecision;

#define HERALD_TYPE_REPORT (herald_report_get_type ())

/* Answers to a vendor's form, with all that belongs to them. Signal
 * "changed": after any change. */
G_DECLARE_FINAL_TYPE (HeraldReport, herald_report, HERALD, REPORT, GObject)

HeraldReport   *herald_report_new               (HeraldVendor           *vendor,
                                                 gboolean                anonymous);

HeraldVendor   *herald_report_get_vendor        (HeraldReport           *self);
const char     *herald_report_get_id            (HeraldReport           *self);
gboolean        herald_report_get_anonymous     (HeraldReport           *self);
void            herald_report_turn_anonymous    (HeraldReport           *self);
const char     *herald_report_get_language      (HeraldReport           *self);
const char     *herald_report_get_created       (HeraldReport           *self);

/* Answers as they were typed. */
JsonNode       *herald_report_get_answer        (HeraldReport           *self,
                                                 const char             *field);
gboolean        herald_report_set_answer        (HeraldReport           *self,
                                                 const char             *field,
                                                 JsonNode               *answer,
                                                 GError                **error);

/* Answers as others will see them, substitutions applied. */
JsonNode       *herald_report_dup_shown_answer  (HeraldReport           *self,
                                                 const char             *field);
char           *herald_report_substitute        (HeraldReport           *self,
                                                 const char             *text);

/* Whether a field's conditions hold. */
gboolean        herald_report_asks              (HeraldReport           *self,
                                                 const HeraldField      *field);

HeraldDiversionAnswer herald_report_get_diversion (HeraldReport         *self,
                                                   const char           *diversion);
gboolean        herald_report_set_diversion     (HeraldReport           *self,
                                                 const char             *diversion,
                                                 HeraldDiversionAnswer   answer,
                                                 GError                **error);

gboolean        herald_report_attest            (HeraldReport           *self,
                                                 const char             *rule,
                                                 GError                **error);
gboolean        herald_report_withdraw          (HeraldReport           *self,
                                                 const char             *rule);
/* The attestation to a rule's present wording, or %NULL. @outdated: one to an
 * earlier wording exists. */
const HeraldAttestation *herald_report_get_attestation (HeraldReport     *self,
                                                        const HeraldRule *rule,
                                                        gboolean         *outdated);

GPtrArray      *herald_report_get_attachments   (HeraldReport           *self); /* HeraldAttachment */
gboolean        herald_report_attach            (HeraldReport           *self,
                                                 HeraldAttachment       *attachment,
                                                 GError                **error);
gboolean        herald_report_detach            (HeraldReport           *self,
                                                 const char             *name,
                                                 GError                **error);
gboolean        herald_report_set_role          (HeraldReport           *self,
                                                 const char             *name,
                                                 const char             *role,
                                                 GError                **error);

GPtrArray      *herald_report_get_substitutions (HeraldReport           *self); /* HeraldSubstitution */
gboolean        herald_report_add_substitution  (HeraldReport           *self,
                                                 const char             *find,
                                                 const char             *replace,
                                                 GError                **error);
gboolean        herald_report_remove_substitution (HeraldReport         *self,
                                                   const char           *find);

GPtrArray      *herald_report_get_decisions     (HeraldReport           *self); /* HeraldDecision */
gboolean        herald_report_decide            (HeraldReport           *self,
                                                 const char             *finding,
                                                 const char             *reason,
                                                 GError                **error);

G_END_DECLS
