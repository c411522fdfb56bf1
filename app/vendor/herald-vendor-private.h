/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-vendor.h"

G_BEGIN_DECLS

/* What a report may hold where the vendor says nothing; see report.schema.json. */
#define HERALD_VENDOR_MAX_ATTACHMENT_BYTES (G_GUINT64_CONSTANT (1) << 40)
#define HERALD_VENDOR_MAX_ATTACHMENTS      100

struct _HeraldVendor
{
  JsonNode           *root;    /* as it was read */
  HeraldFieldCatalog *catalog;
  gboolean            shipped; /* compiled in, so that its key file is what it says */

  char               *id;
  char               *name;
  char               *language;
  HeraldStrictness    language_strictness;
  HeraldRule         *language_rule;
  HeraldAnonymity     anonymity;
  HeraldRule         *anonymity_rule; /* explanation: the consequence */

  GPtrArray          *sources;
  GPtrArray          *links;
  GPtrArray          *scope_in;
  GPtrArray          *scope_out;
  GPtrArray          *not_for;
  GPtrArray          *notes;
  GPtrArray          *diversions;
  GPtrArray          *prerequisites;
  GPtrArray          *terms;
  GPtrArray          *forbidden;
  GPtrArray          *contradictions;
  GPtrArray          *promises;
  HeraldCalendar      calendar;
  GPtrArray          *channels;
  GPtrArray          *keys;
  GPtrArray          *fields;
  GHashTable         *fields_by_id; /* borrows from @fields */
  char              **covers;
  char              **shares_with;
  GHashTable         *words;
  GHashTable         *section_labels;
  guint64             max_attachment_bytes;
  guint               max_attachments;
};

HeraldVendor *herald_vendor_new         (JsonNode            *root,
                                         HeraldFieldCatalog  *catalog);

void          herald_vendor_set_shipped (HeraldVendor        *self);

void          herald_form_entry_free    (HeraldFormEntry     *entry);

G_END_DECLS
