/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-field.h"
#include "herald-field-catalog.h"

G_BEGIN_DECLS

#define HERALD_VENDOR_MAX_SIZE (256 * 1024)

/* The plain parts of a profile. All text is owned by the vendor, never %NULL
 * (empty where the profile says nothing), and valid as long as it lives. */

/* A sentence of the vendor's: a prerequisite, term, note, scope entry,
 * forbidden content, or what it does not cover. */
typedef struct
{
  char      *id;
  char      *title;       /* ours, short */
  char      *wording;     /* the vendor's own sentence, in the vendor's language */
  char      *explanation; /* ours */
  char      *source;
  gboolean   blocking;    /* prerequisites; terms always block */
  char     **parts;       /* short sentences that the wording consists of; may be empty */
  char      *unsure;      /* what to do when in doubt, or empty */
} HeraldRule;

typedef struct
{
  char *id;
  char *question;
  char *wording;
  char *source;
  char *advice;
} HeraldDiversion;

/* A value that the source may not state. */
typedef struct
{
  char *value;  /* or %NULL */
  char *source;
  char *note;
} HeraldStatement;

typedef struct
{
  char *id;
  char *title;
  char *url;    /* or empty */
  char *seen;   /* YYYY-MM-DD */
  char *note;   /* or empty */
} HeraldSource;

/* A page to read, opened on request only. */
typedef struct
{
  char            *id;
  HeraldStatement  url;
} HeraldLink;

typedef enum
{
  HERALD_ANONYMITY_ALLOWED,
  HERALD_ANONYMITY_SILENT,
  HERALD_ANONYMITY_REFUSED,
} HeraldAnonymity;

typedef enum
{
  HERALD_UNIT_NONE,
  HERALD_UNIT_HOUR,
  HERALD_UNIT_DAY,
  HERALD_UNIT_BUSINESS_DAY,
} HeraldUnit;

typedef struct
{
  char       *id;
  char       *title;
  char       *wording;
  char       *explanation;
  char       *source;
  guint       count;             /* with %HERALD_UNIT_NONE: no number was given */
  HeraldUnit  unit;
  gboolean    if_contact_given;
} HeraldPromise;

/* What the vendor's business days are. */
typedef struct
{
  guint  weekend; /* bit n for the weekday n of GDateWeekday: 1 << 1 is Monday */
  char  *zone;    /* a time zone's name, or empty: not stated */
  char  *note;
} HeraldCalendar;

typedef struct
{
  char **between;  /* "prerequisite:ID", "term:ID", "field:ID", … */
  char  *note;
} HeraldContradiction;

typedef enum
{
  HERALD_CHANNEL_EMAIL,
  HERALD_CHANNEL_FORM,
  HERALD_CHANNEL_HTTPS,
} HeraldChannelKind;

typedef enum
{
  HERALD_ENCRYPTION_REQUIRED,
  HERALD_ENCRYPTION_REQUESTED,
  HERALD_ENCRYPTION_NONE,
} HeraldEncryption;

typedef struct
{
  char *label;
  char *field;  /* a field's id, "document", or empty */
  guint max;    /* 0: not stated */
} HeraldFormEntry;

typedef struct
{
  char              *id;
  HeraldChannelKind  kind;
  gboolean           for_reports; /* else for questions only */
  char              *title;
  char              *wording;
  char              *source;      /* of the wording, or empty */
  char              *note;
  HeraldStatement    address;     /* e-mail address, form or endpoint */
  char              *subject;     /* e-mail: fixed subject, or empty */
  HeraldEncryption   encryption;  /* e-mail */
  char              *contract;    /* https */
  GPtrArray         *form;        /* (element-type HeraldFormEntry) or %NULL: not known */
} HeraldChannel;

typedef struct
{
  char *fingerprint; /* upper-case hexadecimal, full */
  char *source;
  char *url;         /* or empty */
  char *file;        /* name of a key file shipped with the profile, or empty */
} HeraldVendorKey;

/* A vendor's profile, merged with the field catalogue. Immutable,
 * reference-counted, usable from any thread. */
typedef struct _HeraldVendor HeraldVendor;

HeraldVendor        *herald_vendor_read               (GBytes              *bytes,
                                                       HeraldFieldCatalog  *catalog,
                                                       GError             **error);

HeraldVendor        *herald_vendor_ref                (HeraldVendor        *self);

void                 herald_vendor_unref              (HeraldVendor        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldVendor, herald_vendor_unref)

const char          *herald_vendor_get_id             (HeraldVendor        *self);
const char          *herald_vendor_get_name           (HeraldVendor        *self);
const char          *herald_vendor_get_language       (HeraldVendor        *self);
HeraldStrictness     herald_vendor_get_language_strictness (HeraldVendor   *self);
const HeraldRule    *herald_vendor_get_language_rule  (HeraldVendor        *self); /* wording, source */
HeraldAnonymity      herald_vendor_get_anonymity      (HeraldVendor        *self);
const char          *herald_vendor_get_anonymity_consequence (HeraldVendor *self);
const HeraldRule    *herald_vendor_get_anonymity_rule (HeraldVendor        *self); /* wording, source */

/* (element-type …): borrowed, in the profile's order, never %NULL */
GPtrArray           *herald_vendor_get_sources        (HeraldVendor        *self); /* HeraldSource */
GPtrArray           *herald_vendor_get_links          (HeraldVendor        *self); /* HeraldLink */
GPtrArray           *herald_vendor_get_scope_in       (HeraldVendor        *self); /* HeraldRule */
GPtrArray           *herald_vendor_get_scope_out      (HeraldVendor        *self); /* HeraldRule */
GPtrArray           *herald_vendor_get_not_for        (HeraldVendor        *self); /* HeraldRule: title, explanation */
GPtrArray           *herald_vendor_get_notes          (HeraldVendor        *self); /* HeraldRule */
GPtrArray           *herald_vendor_get_diversions     (HeraldVendor        *self); /* HeraldDiversion */
GPtrArray           *herald_vendor_get_prerequisites  (HeraldVendor        *self); /* HeraldRule */
GPtrArray           *herald_vendor_get_terms          (HeraldVendor        *self); /* HeraldRule */
GPtrArray           *herald_vendor_get_forbidden      (HeraldVendor        *self); /* HeraldRule */
GPtrArray           *herald_vendor_get_contradictions (HeraldVendor        *self); /* HeraldContradiction */
GPtrArray           *herald_vendor_get_promises       (HeraldVendor        *self); /* HeraldPromise */
GPtrArray           *herald_vendor_get_channels       (HeraldVendor        *self); /* HeraldChannel */
GPtrArray           *herald_vendor_get_keys           (HeraldVendor        *self); /* HeraldVendorKey */
GPtrArray           *herald_vendor_get_fields         (HeraldVendor        *self); /* HeraldField, the form */
const char * const  *herald_vendor_get_covers         (HeraldVendor        *self);
const char * const  *herald_vendor_get_shares_with    (HeraldVendor        *self);

/* Never %NULL: Saturday and Sunday, and no zone, where the profile says nothing. */
const HeraldCalendar *herald_vendor_get_calendar      (HeraldVendor        *self);

const HeraldField   *herald_vendor_find_field         (HeraldVendor        *self,
                                                       const char          *id);
const HeraldRule    *herald_vendor_find_rule          (HeraldVendor        *self,
                                                       const char          *id,
                                                       gboolean            *is_term);
const HeraldDiversion *herald_vendor_find_diversion   (HeraldVendor        *self,
                                                       const char          *id);
const HeraldChannel *herald_vendor_find_channel       (HeraldVendor        *self,
                                                       HeraldChannelKind    kind);

/* Limits: the profile's, or the program's own where it says nothing. */
guint64              herald_vendor_get_max_attachment_bytes (HeraldVendor  *self);
guint                herald_vendor_get_max_attachments (HeraldVendor       *self);

/* The words of a document in the vendor's language: the profile's own, or the
 * catalogue's. An unknown id is a bug. */
const char          *herald_vendor_get_word           (HeraldVendor        *self,
                                                       const char          *word);
const char          *herald_vendor_get_section_label  (HeraldVendor        *self,
                                                       const char          *section);

/* The profile as JSON, each field with its catalogue entry merged. */
JsonNode            *herald_vendor_to_json            (HeraldVendor        *self);

/* The file of one of the profile's shipped keys, or %NULL. */
GBytes              *herald_vendor_get_shipped_key    (HeraldVendor        *self);

G_END_DECLS
