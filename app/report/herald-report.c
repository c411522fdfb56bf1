/* herald-report.c: answers to a vendor's form, and all that belongs to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-date.h"
#include "herald-report-private.h"
#include "herald-text.h"

G_DEFINE_QUARK (herald-report-error-quark, herald_report_error)

G_DEFINE_FINAL_TYPE (HeraldReport, herald_report, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
attestation_free (HeraldAttestation *attestation)
{
  g_free (attestation->rule);
  g_free (attestation->sha256);
  g_free (attestation->at);
  g_free (attestation);
}

static void
substitution_free (HeraldSubstitution *substitution)
{
  g_free (substitution->find);
  g_free (substitution->replace);
  g_free (substitution);
}

static void
decision_free (HeraldDecision *decision)
{
  g_free (decision->finding);
  g_free (decision->reason);
  g_free (decision);
}

static void
herald_report_finalize (GObject *object)
{
  HeraldReport *self = HERALD_REPORT (object);

  g_clear_pointer (&self->vendor, herald_vendor_unref);
  g_free (self->id);
  g_free (self->language);
  g_free (self->created);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->diversions);
  g_ptr_array_unref (self->attestations);
  g_ptr_array_unref (self->attachments);
  g_ptr_array_unref (self->substitutions);
  g_ptr_array_unref (self->decisions);

  G_OBJECT_CLASS (herald_report_parent_class)->finalize (object);
}

static void
herald_report_class_init (HeraldReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_report_finalize;

  /**
   * HeraldReport::changed:
   *
   * Emitted after any change.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_report_init (HeraldReport *self)
{
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) json_node_unref);
  self->diversions = g_hash_table_new (g_str_hash, g_str_equal);
  self->attestations = g_ptr_array_new_with_free_func ((GDestroyNotify) attestation_free);
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_attachment_free);
  self->substitutions = g_ptr_array_new_with_free_func ((GDestroyNotify) substitution_free);
  self->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) decision_free);
}

/* Tells those who watch. */
void
herald_report_changed (HeraldReport *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* In an anonymous report every time is a date. */
char *
herald_report_dup_now (HeraldReport *self)
{
  return self->anonymous ? herald_date_today () : herald_date_now ();
}

/* Made for the codec: a report without identity in which every field of the
 * vendor's form is present and empty. */
HeraldReport *
herald_report_new_empty (HeraldVendor *vendor,
                         gboolean      anonymous)
{
  HeraldReport *self = g_object_new (HERALD_TYPE_REPORT, NULL);
  GPtrArray *fields = herald_vendor_get_fields (vendor);

  self->vendor = herald_vendor_ref (vendor);
  self->anonymous = anonymous;
  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      g_hash_table_insert (self->answers, field->id, herald_answer_new_empty (field));
    }

  return self;
}

static char *
make_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return herald_text_replace (uuid, "-", "");
}

/**
 * herald_report_new:
 * @vendor: who will receive it
 * @anonymous: whether it shall hold nothing of the person who writes it
 *
 * Makes a report with every field of the vendor's form present and empty.
 *
 * It is in the vendor's language, and begins now.
 *
 * Returns: (transfer full): a report
 */
HeraldReport *
herald_report_new (HeraldVendor *vendor,
                   gboolean      anonymous)
{
  HeraldReport *self = herald_report_new_empty (vendor, anonymous);

  self->id = make_id ();
  self->language = g_strdup (herald_vendor_get_language (vendor));
  self->created = herald_report_dup_now (self);
  return self;
}

/**
 * herald_report_get_vendor:
 * @self: a report
 *
 * Gives the profile of who will receive it.
 *
 * Returns: (transfer none): the vendor's profile
 */
HeraldVendor *
herald_report_get_vendor (HeraldReport *self)
{
  return self->vendor;
}

/**
 * herald_report_get_id:
 * @self: a report
 *
 * Gives its random name.
 *
 * Returns: 32 hexadecimal digits that mean nothing
 */
const char *
herald_report_get_id (HeraldReport *self)
{
  return self->id;
}

/**
 * herald_report_get_anonymous:
 * @self: a report
 *
 * Tells whether it shall hold nothing of its writer.
 *
 * Returns: whether it shall hold nothing of the person who writes it
 */
gboolean
herald_report_get_anonymous (HeraldReport *self)
{
  return self->anonymous;
}

/* The day of an instant, in its place. */
static void
cut_to_date (char *moment)
{
  if (strlen (moment) > strlen ("2026-11-21"))
    moment[strlen ("2026-11-21")] = '\0';
}

/**
 * herald_report_turn_anonymous:
 * @self: a report
 *
 * Takes out of a report who writes it.
 *
 * Contact answers are emptied, and times become dates. What a journal or a
 * file holds of it from before is for their owners to remove.
 */
void
herald_report_turn_anonymous (HeraldReport *self)
{
  GPtrArray *fields = herald_vendor_get_fields (self->vendor);

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      if (herald_field_is_contact (field))
        g_hash_table_insert (self->answers, field->id, herald_answer_new_empty (field));
    }

  cut_to_date (self->created);
  for (guint i = 0; i < self->attestations->len; i++)
    cut_to_date (((HeraldAttestation *) g_ptr_array_index (self->attestations, i))->at);

  self->anonymous = TRUE;
  herald_report_changed (self);
}

/**
 * herald_report_get_language:
 * @self: a report
 *
 * Gives the language that it is written in.
 *
 * Returns: the language that it is written in, a BCP 47 tag such as `en`
 */
const char *
herald_report_get_language (HeraldReport *self)
{
  return self->language;
}

/**
 * herald_report_get_created:
 * @self: a report
 *
 * Gives when it was begun.
 *
 * Returns: when it was begun: an instant in UTC, or a date if it is anonymous
 */
const char *
herald_report_get_created (HeraldReport *self)
{
  return self->created;
}

/**
 * herald_report_get_answer:
 * @self: a report
 * @field: the id of a field of its vendor's form
 *
 * Gives an answer as it was typed.
 *
 * Returns: (transfer none): the answer; %NULL if the form has no such field
 */
JsonNode *
herald_report_get_answer (HeraldReport *self,
                          const char   *field)
{
  return g_hash_table_lookup (self->answers, field);
}

/**
 * herald_report_set_answer:
 * @self: a report
 * @field: the id of a field
 * @answer: an answer of that field's kind
 * @error: return location for an error
 *
 * Answers a field.
 *
 * Returns: %FALSE with an error if the form has no such field, or the answer
 *   is not of its kind
 */
gboolean
herald_report_set_answer (HeraldReport  *self,
                          const char    *field,
                          JsonNode      *answer,
                          GError       **error)
{
  const HeraldField *entry = herald_vendor_find_field (self->vendor, field);
  HeraldJsonValue answers = { 0 };
  HeraldJsonValue value = { .node = answer, .parent = &answers, .member = field };
  JsonNode *checked;

  if (entry == NULL)
    {
      g_set_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_UNKNOWN_FIELD,
                   /* TRANSLATORS: the first %s is a field's id, such as
                    * “product.name”, the second a vendor's name */
                   _("“%s” is not a field of the form of %s"),
                   field, herald_vendor_get_name (self->vendor));
      return FALSE;
    }

  checked = herald_answer_read (&value, entry, error);
  if (checked == NULL)
    return FALSE;

  if (json_node_equal (checked, g_hash_table_lookup (self->answers, field)))
    {
      json_node_unref (checked);
      return TRUE;
    }

  g_hash_table_insert (self->answers, entry->id, checked);
  herald_report_changed (self);
  return TRUE;
}

/* All conditions have to hold, so each field on the way is looked at once, however
 * many ways lead to it. */
static gboolean
conditions_hold (HeraldReport      *self,
                 const HeraldField *field,
                 GHashTable        *seen)
{
  for (guint i = 0; i < field->when->len; i++)
    {
      const HeraldCondition *condition = g_ptr_array_index (field->when, i);
      const HeraldField *other = herald_vendor_find_field (self->vendor, condition->field);

      if (other == NULL ||
          !herald_answer_matches (herald_report_get_answer (self, condition->field),
                                  (const char * const *) condition->values))
        return FALSE;
      if (g_hash_table_add (seen, (gpointer) other) && !conditions_hold (self, other, seen))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_report_asks:
 * @self: a report
 * @field: a field of its vendor's form
 *
 * Tells whether a field's conditions hold, so that it is asked for.
 *
 * A condition on a field that is itself not asked for does not hold.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_report_asks (HeraldReport      *self,
                    const HeraldField *field)
{
  g_autoptr(GHashTable) seen = NULL;

  if (field->when->len == 0)
    return TRUE;

  seen = g_hash_table_new (NULL, NULL);
  return conditions_hold (self, field, seen);
}
