/* herald-vendor-facts.c: what a vendor's profile says, one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include "herald-vendor-private.h"

/* A vendor does not change, so all that is given here is borrowed and may be
 * read from any thread while a reference is held. */

/**
 * herald_vendor_get_id:
 * @self: a vendor
 *
 * Gives the vendor's name for programs.
 *
 * Returns: (transfer none): the id
 */
const char *
herald_vendor_get_id (HeraldVendor *self)
{
  return self->id;
}

/**
 * herald_vendor_get_name:
 * @self: a vendor
 *
 * Gives the vendor's name for people.
 *
 * Returns: (transfer none): the name
 */
const char *
herald_vendor_get_name (HeraldVendor *self)
{
  return self->name;
}

/**
 * herald_vendor_get_language:
 * @self: a vendor
 *
 * Gives the language that a report is written in.
 *
 * Returns: (transfer none): a BCP 47 tag
 */
const char *
herald_vendor_get_language (HeraldVendor *self)
{
  return self->language;
}

/**
 * herald_vendor_get_language_strictness:
 * @self: a vendor
 *
 * Tells how much the vendor wants that language.
 *
 * Returns: the strictness, never forbidden
 */
HeraldStrictness
herald_vendor_get_language_strictness (HeraldVendor *self)
{
  return self->language_strictness;
}

/**
 * herald_vendor_get_language_rule:
 * @self: a vendor
 *
 * Gives what the vendor says about the language.
 *
 * Returns: (transfer none): a rule with wording and source alone
 */
const HeraldRule *
herald_vendor_get_language_rule (HeraldVendor *self)
{
  return self->language_rule;
}

/**
 * herald_vendor_get_anonymity:
 * @self: a vendor
 *
 * Tells whether a report may be anonymous.
 *
 * Returns: what the source says
 */
HeraldAnonymity
herald_vendor_get_anonymity (HeraldVendor *self)
{
  return self->anonymity;
}

/**
 * herald_vendor_get_anonymity_consequence:
 * @self: a vendor
 *
 * Tells what follows for a person who stays anonymous.
 *
 * Returns: (transfer none): a sentence of ours
 */
const char *
herald_vendor_get_anonymity_consequence (HeraldVendor *self)
{
  return self->anonymity_rule->explanation;
}

/**
 * herald_vendor_get_anonymity_rule:
 * @self: a vendor
 *
 * Gives what the vendor says about anonymous reports.
 *
 * Returns: (transfer none): a rule with wording, source and, as explanation,
 *   the consequence
 */
const HeraldRule *
herald_vendor_get_anonymity_rule (HeraldVendor *self)
{
  return self->anonymity_rule;
}

/**
 * herald_vendor_get_sources:
 * @self: a vendor
 *
 * Gives the sources.
 *
 * Returns: (transfer none) (element-type HeraldSource): in the profile's order
 */
GPtrArray *
herald_vendor_get_sources (HeraldVendor *self)
{
  return self->sources;
}

/**
 * herald_vendor_get_links:
 * @self: a vendor
 *
 * Gives pages to read.
 *
 * Returns: (transfer none) (element-type HeraldLink): in the profile's order
 */
GPtrArray *
herald_vendor_get_links (HeraldVendor *self)
{
  return self->links;
}

/**
 * herald_vendor_get_scope_in:
 * @self: a vendor
 *
 * Gives what the vendor takes reports about.
 *
 * Returns: (transfer none) (element-type HeraldRule): in the profile's order
 */
GPtrArray *
herald_vendor_get_scope_in (HeraldVendor *self)
{
  return self->scope_in;
}

/**
 * herald_vendor_get_scope_out:
 * @self: a vendor
 *
 * Gives what the vendor takes no reports about.
 *
 * Returns: (transfer none) (element-type HeraldRule): in the profile's order
 */
GPtrArray *
herald_vendor_get_scope_out (HeraldVendor *self)
{
  return self->scope_out;
}

/**
 * herald_vendor_get_not_for:
 * @self: a vendor
 *
 * Gives names that are easily taken for this vendor: title and explanation.
 *
 * Returns: (transfer none) (element-type HeraldRule): in the profile's order
 */
GPtrArray *
herald_vendor_get_not_for (HeraldVendor *self)
{
  return self->not_for;
}

/**
 * herald_vendor_get_notes:
 * @self: a vendor
 *
 * Gives other statements that a reporter may want to read.
 *
 * Returns: (transfer none) (element-type HeraldRule): in the profile's order
 */
GPtrArray *
herald_vendor_get_notes (HeraldVendor *self)
{
  return self->notes;
}

/**
 * herald_vendor_get_diversions:
 * @self: a vendor
 *
 * Gives questions whether something else has to be reported elsewhere first.
 *
 * Returns: (transfer none) (element-type HeraldDiversion): in the profile's order
 */
GPtrArray *
herald_vendor_get_diversions (HeraldVendor *self)
{
  return self->diversions;
}

/**
 * herald_vendor_get_prerequisites:
 * @self: a vendor
 *
 * Gives the rules that the reporter attests to.
 *
 * Returns: (transfer none) (element-type HeraldRule): in the profile's order
 */
GPtrArray *
herald_vendor_get_prerequisites (HeraldVendor *self)
{
  return self->prerequisites;
}

/**
 * herald_vendor_get_terms:
 * @self: a vendor
 *
 * Gives the consequences that the reporter accepts.
 *
 * Returns: (transfer none) (element-type HeraldRule): in the profile's order
 */
GPtrArray *
herald_vendor_get_terms (HeraldVendor *self)
{
  return self->terms;
}

/**
 * herald_vendor_get_forbidden:
 * @self: a vendor
 *
 * Gives what must not be in a report.
 *
 * Returns: (transfer none) (element-type HeraldRule): in the profile's order
 */
GPtrArray *
herald_vendor_get_forbidden (HeraldVendor *self)
{
  return self->forbidden;
}

/**
 * herald_vendor_get_contradictions:
 * @self: a vendor
 *
 * Gives where the vendor's statements pull in different directions.
 *
 * Returns: (transfer none) (element-type HeraldContradiction): in the profile's order
 */
GPtrArray *
herald_vendor_get_contradictions (HeraldVendor *self)
{
  return self->contradictions;
}

/**
 * herald_vendor_get_promises:
 * @self: a vendor
 *
 * Gives what the vendor says it will do.
 *
 * Returns: (transfer none) (element-type HeraldPromise): in the profile's order
 */
GPtrArray *
herald_vendor_get_promises (HeraldVendor *self)
{
  return self->promises;
}

/**
 * herald_vendor_get_channels:
 * @self: a vendor
 *
 * Gives ways to reach the vendor, the preferred one first.
 *
 * Returns: (transfer none) (element-type HeraldChannel): in the profile's order
 */
GPtrArray *
herald_vendor_get_channels (HeraldVendor *self)
{
  return self->channels;
}

/**
 * herald_vendor_get_keys:
 * @self: a vendor
 *
 * Gives OpenPGP keys that a source states.
 *
 * Returns: (transfer none) (element-type HeraldVendorKey): in the profile's order
 */
GPtrArray *
herald_vendor_get_keys (HeraldVendor *self)
{
  return self->keys;
}

/**
 * herald_vendor_get_fields:
 * @self: a vendor
 *
 * Gives the form.
 *
 * Returns: (transfer none) (element-type HeraldField): in the profile's order
 */
GPtrArray *
herald_vendor_get_fields (HeraldVendor *self)
{
  return self->fields;
}

/**
 * herald_vendor_get_covers:
 * @self: a vendor
 *
 * Gives the brands that this vendor takes reports for.
 *
 * Returns: (transfer none): names
 */
const char * const *
herald_vendor_get_covers (HeraldVendor *self)
{
  return (const char * const *) self->covers;
}

/**
 * herald_vendor_get_calendar:
 * @self: a vendor
 *
 * Gives what the vendor's business days are.
 *
 * Returns: (transfer none): the calendar; Saturday and Sunday, and no zone, where
 *   the profile says nothing
 */
const HeraldCalendar *
herald_vendor_get_calendar (HeraldVendor *self)
{
  return &self->calendar;
}

/**
 * herald_vendor_get_shares_with:
 * @self: a vendor
 *
 * Gives the bodies that the vendor may pass a report on to.
 *
 * Returns: (transfer none): names
 */
const char * const *
herald_vendor_get_shares_with (HeraldVendor *self)
{
  return (const char * const *) self->shares_with;
}

/**
 * herald_vendor_get_max_attachment_bytes:
 * @self: a vendor
 *
 * Gives how large one attachment may be.
 *
 * Returns: bytes: the vendor's limit, or the program's own
 */
guint64
herald_vendor_get_max_attachment_bytes (HeraldVendor *self)
{
  return self->max_attachment_bytes;
}

/**
 * herald_vendor_get_max_attachments:
 * @self: a vendor
 *
 * Gives how many attachments a report may have.
 *
 * Returns: their number: the vendor's limit, or the program's own
 */
guint
herald_vendor_get_max_attachments (HeraldVendor *self)
{
  return self->max_attachments;
}
