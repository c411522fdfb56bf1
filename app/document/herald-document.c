/* herald-document.c: what a report says, in the vendor’s order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-date.h"
#include "herald-document-private.h"
#include "herald-text.h"

#define REFERENCE_LENGTH  8
#define MAX_PRODUCT_CHARS 100

static void
field_free (HeraldDocumentField *field)
{
  g_clear_pointer (&field->answer, json_node_unref);
  g_free (field->utc);
  g_free (field);
}

static void
rule_free (HeraldDocumentRule *rule)
{
  g_free (rule->at);
  g_free (rule);
}

/* Whether a document may show a field at all: the vendor wants it, its
 * conditions hold, and it does not say who an anonymous reporter is. */
static gboolean
is_shown (HeraldReport      *report,
          const HeraldField *field)
{
  if (field->strictness == HERALD_STRICTNESS_FORBIDDEN)
    return FALSE;
  if (herald_report_get_anonymous (report) && herald_field_is_contact (field))
    return FALSE;

  return herald_report_asks (report, field);
}

static void
take_fields (HeraldDocument *self,
             HeraldReport   *report)
{
  GPtrArray *fields = herald_vendor_get_fields (self->vendor);

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);
      HeraldDocumentField *shown;

      if (!is_shown (report, field))
        continue;

      shown = g_new0 (HeraldDocumentField, 1);
      shown->field = field;
      shown->asked = field->strictness != HERALD_STRICTNESS_OPTIONAL;
      shown->answer = herald_document_read_answer (report, field);
      g_ptr_array_add (self->fields, shown);
    }

  herald_document_place_times (self->fields);
}

static void
take_rules (HeraldDocument *self,
            HeraldReport   *report,
            GPtrArray      *rules,
            gboolean        terms)
{
  for (guint i = 0; i < rules->len; i++)
    {
      HeraldDocumentRule *shown = g_new0 (HeraldDocumentRule, 1);
      const HeraldAttestation *attestation;

      shown->rule = g_ptr_array_index (rules, i);
      shown->term = terms;
      attestation = herald_report_get_attestation (report, shown->rule, NULL);
      if (attestation != NULL && self->anonymous)
        shown->at = g_strndup (attestation->at, strlen ("YYYY-MM-DD"));
      else if (attestation != NULL)
        shown->at = g_strdup (attestation->at);
      g_ptr_array_add (self->rules, shown);
    }
}

static void
take_diversions (HeraldDocument *self,
                 HeraldReport   *report)
{
  GPtrArray *diversions = herald_vendor_get_diversions (self->vendor);

  for (guint i = 0; i < diversions->len; i++)
    {
      HeraldDocumentDiversion *shown = g_new0 (HeraldDocumentDiversion, 1);

      shown->diversion = g_ptr_array_index (diversions, i);
      shown->answer = herald_report_get_diversion (report, shown->diversion->id);
      g_ptr_array_add (self->diversions, shown);
    }
}

static void
take_attachments (HeraldDocument *self,
                  HeraldReport   *report)
{
  GPtrArray *attachments = herald_report_get_attachments (report);

  for (guint i = 0; i < attachments->len; i++)
    {
      HeraldAttachment *shown = herald_attachment_copy (g_ptr_array_index (attachments, i));

      /* Where it lies on this machine is nobody's business. */
      g_free (shown->path);
      shown->path = g_strdup ("");
      g_ptr_array_add (self->attachments, shown);
    }
}

static char *
make_title (HeraldDocument *self)
{
  const char *title = herald_vendor_get_word (self->vendor, "document.title");
  const HeraldDocumentField *product = herald_document_find_field (self, "product.name");
  g_autofree char *shown = NULL, *name = NULL;

  if (product == NULL || product->answer == NULL || herald_answer_is_unknown (product->answer))
    return g_strdup_printf ("%s (%s)", title, self->reference);

  shown = herald_text_show_hidden (herald_answer_get_text (product->answer), FALSE);
  g_strstrip (shown);
  if (g_utf8_strlen (shown, -1) <= MAX_PRODUCT_CHARS)
    return g_strdup_printf ("%s: %s (%s)", title, shown, self->reference);

  name = g_utf8_substring (shown, 0, MAX_PRODUCT_CHARS - 1);
  return g_strdup_printf ("%s: %s… (%s)", title, name, self->reference);
}

/**
 * herald_document_new:
 * @report: a report
 * @date: the day on which the document is written, `YYYY-MM-DD`, in UTC
 *
 * Takes from a report what its vendor may read.
 *
 * Substitutions are applied; forbidden fields, fields whose conditions do not
 * hold, and in an anonymous report everything of the section “contact” are
 * left out, whatever they hold. The words are the vendor's: neither the
 * screen's language nor locale, time zone, user or host have a part in it.
 *
 * The document keeps nothing of the report, so that it can be used in another
 * thread while the report changes.
 *
 * Returns: (transfer full): a document
 */
HeraldDocument *
herald_document_new (HeraldReport *report,
                     const char   *date)
{
  HeraldDocument *self;

  g_return_val_if_fail (HERALD_IS_REPORT (report), NULL);
  g_return_val_if_fail (date != NULL && herald_date_is_date (date), NULL);

  self = g_new0 (HeraldDocument, 1);
  self->vendor = herald_vendor_ref (herald_report_get_vendor (report));
  self->reference = g_strndup (herald_report_get_id (report), REFERENCE_LENGTH);
  self->date = g_strdup (date);
  self->language = g_strdup (herald_report_get_language (report));
  self->anonymous = herald_report_get_anonymous (report);
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  self->diversions = g_ptr_array_new_with_free_func (g_free);
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_attachment_free);

  take_fields (self, report);
  take_rules (self, report, herald_vendor_get_prerequisites (self->vendor), FALSE);
  take_rules (self, report, herald_vendor_get_terms (self->vendor), TRUE);
  take_diversions (self, report);
  take_attachments (self, report);
  self->title = make_title (self);

  return self;
}

/**
 * herald_document_free:
 * @self: (transfer full): a document
 *
 * Frees a document.
 */
void
herald_document_free (HeraldDocument *self)
{
  herald_vendor_unref (self->vendor);
  g_free (self->title);
  g_free (self->reference);
  g_free (self->date);
  g_free (self->language);
  g_free (self->reply_key);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->diversions);
  g_ptr_array_unref (self->attachments);
  g_free (self);
}

/**
 * herald_document_set_reply_key:
 * @self: a document that nobody uses yet
 * @fingerprint: (nullable): 40 hexadecimal digits, or %NULL for none
 *
 * Says to which key of the reporter's an answer can be sealed.
 *
 * The key itself comes with the document, as the part %HERALD_PART_REPLY_KEY or
 * behind the text.
 */
void
herald_document_set_reply_key (HeraldDocument *self,
                               const char     *fingerprint)
{
  g_return_if_fail (self != NULL && self->reply_key == NULL);

  self->reply_key = g_strdup (fingerprint);
}

/**
 * herald_document_get_title:
 * @self: a document
 *
 * Gives one line that says what the document is, in the vendor's language, such
 * as “Vulnerability report: Rehearsal Pump 3 (8d0f3c5b)”.
 *
 * It names the product, so it belongs inside of the envelope.
 *
 * Returns: (transfer none): UTF-8 text without line ends and hidden characters
 */
const char *
herald_document_get_title (HeraldDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

/**
 * herald_document_get_reference:
 * @self: a document
 *
 * Gives the short name of the report, which means nothing.
 *
 * Returns: (transfer none): eight hexadecimal digits
 */
const char *
herald_document_get_reference (HeraldDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reference;
}

/* The field with an id, or NULL where the document does not show it. */
const HeraldDocumentField *
herald_document_find_field (HeraldDocument *self,
                            const char     *id)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const HeraldDocumentField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->field->id, id))
        return field;
    }

  return NULL;
}

static void
add_section (GPtrArray  *sections,
             const char *section)
{
  if (!g_ptr_array_find_with_equal_func (sections, section, g_str_equal, NULL))
    g_ptr_array_add (sections, (char *) section);
}

/* The ids of the sections, in the catalogue's order; borrowed. */
GPtrArray *
herald_document_list_sections (HeraldDocument *self)
{
  HeraldFieldCatalog *catalog = herald_field_catalog_get_default ();
  const char * const *known = herald_field_catalog_get_sections (catalog);
  GPtrArray *sections = g_ptr_array_new ();

  for (guint i = 0; known[i] != NULL; i++)
    g_ptr_array_add (sections, (char *) known[i]);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const HeraldDocumentField *field = g_ptr_array_index (self->fields, i);

      add_section (sections, field->field->section);
    }

  return sections;
}

/* A word that need not exist: NULL where the catalogue has none of that id. */
const char *
herald_document_find_word (HeraldDocument *self,
                           const char     *word)
{
  if (herald_field_catalog_get_word (herald_field_catalog_get_default (), word) == NULL)
    return NULL;

  return herald_vendor_get_word (self->vendor, word);
}

/* The name of the report's language in the vendor's: “English”, or with a tag
 * that says more than the name “English (en-GB)”, or the tag alone. */
char *
herald_document_dup_language (HeraldDocument *self)
{
  gsize length = strcspn (self->language, "-");
  g_autofree char *lower = g_ascii_strdown (self->language, (gssize) length);
  g_autofree char *word = g_strconcat ("language.", lower, NULL);
  const char *name = herald_document_find_word (self, word);

  if (name == NULL)
    return g_strdup (self->language);
  if (self->language[length] == '\0')
    return g_strdup (name);

  return g_strdup_printf ("%s (%s)", name, self->language);
}
