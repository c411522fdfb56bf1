/* herald-field-reader.c: the definition of a field, in the catalogue or a profile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-field-reader.h"

#define MAX_CHOICES    50
#define MAX_CONDITIONS 8
#define MAX_VALUES     20
#define MAX_NUDGE_DAYS 3650

/* In the order of HeraldFieldKind. */
const char * const herald_field_kinds[] =
{
  "line", "prose", "code", "date", "time", "choice", "flag", "version", "links", "people", "parties", NULL
};

/* In the order of HeraldStrictness. */
const char * const herald_strictnesses[] = { "required", "requested", "optional", "forbidden", NULL };

/**
 * herald_field_kind_has_max:
 * @kind: how an answer is given
 *
 * Tells whether fields of a kind hold text whose length a data file bounds.
 *
 * Returns: %TRUE if they do
 */
gboolean
herald_field_kind_has_max (HeraldFieldKind kind)
{
  return kind != HERALD_FIELD_DATE && kind != HERALD_FIELD_TIME && kind != HERALD_FIELD_CHOICE &&
         kind != HERALD_FIELD_FLAG;
}

/**
 * herald_field_read_choices:
 * @decoder: a decoder
 * @value: a member “choices”, which may be absent
 *
 * Reads the choices of a field.
 *
 * Returns: (transfer full) (element-type HeraldChoice): the choices; none
 *   where they are absent or wrong
 */
GPtrArray *
herald_field_read_choices (HeraldDecoder         *decoder,
                           const HeraldJsonValue *value)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *choices = herald_choices_new ();
  guint length = herald_decoder_count (decoder, value, 2, MAX_CHOICES);

  for (guint i = 0; i < length; i++)
    {
      HeraldJsonValue object = herald_json_element (value, i);
      g_autofree char *id = NULL, *label = NULL;

      if (!herald_decoder_open (decoder, &object, HERALD_NAMES ("id", "label"), NULL))
        break;

      id = herald_decoder_id (decoder, HERALD_MEMBER (&object, "id"));
      label = herald_decoder_text (decoder, HERALD_MEMBER (&object, "label"), HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
      herald_decoder_unique (decoder, HERALD_MEMBER (&object, "id"), seen, id);
      g_ptr_array_add (choices, herald_choice_new (id, label));
    }

  return choices;
}

/* One answer of a condition; a flag's becomes the text “true” or “false”. */
static char *
read_value (HeraldDecoder         *decoder,
            const HeraldJsonValue *value)
{
  if (value->node != NULL && JSON_NODE_HOLDS_VALUE (value->node) &&
      json_node_get_value_type (value->node) == G_TYPE_BOOLEAN)
    return g_strdup (herald_decoder_truth (decoder, value) ? "true" : "false");

  return herald_decoder_text (decoder, value, HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
}

static char **
read_values (HeraldDecoder         *decoder,
             const HeraldJsonValue *value)
{
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();

  if (JSON_NODE_HOLDS_ARRAY (value->node))
    {
      guint length = herald_decoder_count (decoder, value, 1, MAX_VALUES);

      for (guint i = 0; i < length; i++)
        {
          g_autofree char *text = herald_decoder_text (decoder, HERALD_ELEMENT (value, i),
                                                       HERALD_DECODER_SHORT, HERALD_DECODER_LINE);

          g_strv_builder_add (values, text);
        }
    }
  else
    {
      g_autofree char *text = read_value (decoder, value);

      g_strv_builder_add (values, text);
    }

  return g_strv_builder_end (values);
}

static GPtrArray *
read_when (HeraldDecoder         *decoder,
           const HeraldJsonValue *value)
{
  g_autoptr(GList) names = herald_decoder_names (decoder, value, 1, MAX_CONDITIONS);
  GPtrArray *when = herald_conditions_new ();

  for (GList *l = names; l != NULL; l = l->next)
    {
      HeraldJsonValue member = herald_json_member (value, l->data);
      HeraldCondition *condition;

      if (!herald_decoder_is_path (l->data))
        {
          herald_decoder_refuse (decoder, &member, _("the id of a field was expected as the member’s name"));
          break;
        }

      condition = g_new0 (HeraldCondition, 1);
      condition->field = g_strdup (l->data);
      condition->values = read_values (decoder, &member);
      g_ptr_array_add (when, condition);
    }

  return when;
}

/* A text has a bound, a choice has choices, dates lie in the past or not, and
 * nothing else has any of these. */
static void
check_kind (HeraldDecoder         *decoder,
            const HeraldJsonValue *object,
            HeraldFieldKind        kind)
{
  HeraldJsonValue max = herald_json_member (object, "max");
  HeraldJsonValue choices = herald_json_member (object, "choices");
  HeraldJsonValue past = herald_json_member (object, "past");
  HeraldJsonValue nudge = herald_json_member (object, "nudge-days");
  gboolean has_dates = kind == HERALD_FIELD_DATE || kind == HERALD_FIELD_PARTIES;
  gboolean has_max = herald_field_kind_has_max (kind);
  gboolean has_choices = kind == HERALD_FIELD_CHOICE;

  if ((max.node != NULL) != has_max)
    herald_decoder_refuse (decoder, &max, has_max ? _("this member is missing")
                                                  : _("a field of this kind has no such member"));
  if (past.node != NULL && !has_dates)
    herald_decoder_refuse (decoder, &past, _("a field of this kind has no such member"));
  if (nudge.node != NULL && kind != HERALD_FIELD_DATE)
    herald_decoder_refuse (decoder, &nudge, _("a field of this kind has no such member"));
  if ((choices.node != NULL) != has_choices)
    herald_decoder_refuse (decoder, &choices, has_choices ? _("this member is missing")
                                                          : _("a field of this kind has no such member"));
}

/**
 * herald_field_read:
 * @decoder: a decoder
 * @object: an object that has no unknown members and all that a definition needs
 *
 * Reads the definition of a field: all but what a vendor says about it.
 *
 * Returns: (transfer full): the field, of no use after an error
 */
HeraldField *
herald_field_read (HeraldDecoder         *decoder,
                   const HeraldJsonValue *object)
{
  HeraldField *self = g_new0 (HeraldField, 1);

  self->id = herald_decoder_path (decoder, HERALD_MEMBER (object, "id"));
  self->section = herald_decoder_id (decoder, HERALD_MEMBER (object, "section"));
  self->kind = (HeraldFieldKind) herald_decoder_choice (decoder, HERALD_MEMBER (object, "kind"), herald_field_kinds);
  self->label = herald_decoder_text (decoder, HERALD_MEMBER (object, "label"), HERALD_DECODER_SHORT, HERALD_DECODER_LINE);
  self->help = herald_decoder_text (decoder, HERALD_MEMBER (object, "help"), HERALD_DECODER_SENTENCE, HERALD_DECODER_EMPTY);
  check_kind (decoder, object, self->kind);
  self->max = (guint) herald_decoder_number (decoder, HERALD_MEMBER (object, "max"), 1, HERALD_FIELD_MAX_CHARS);
  self->choices = herald_field_read_choices (decoder, HERALD_MEMBER (object, "choices"));
  self->unknown = herald_decoder_truth (decoder, HERALD_MEMBER (object, "unknown"));
  self->when = read_when (decoder, HERALD_MEMBER (object, "when"));
  self->past = herald_decoder_truth (decoder, HERALD_MEMBER (object, "past"));
  self->nudge_days = (guint) herald_decoder_number (decoder, HERALD_MEMBER (object, "nudge-days"), 1, MAX_NUDGE_DAYS);
  self->strictness = HERALD_STRICTNESS_OPTIONAL;
  self->wording = g_strdup ("");
  self->source = g_strdup ("");
  return self;
}

/* Whether an answer of a condition can ever be given to a field. */
static gboolean
can_be_answered (const HeraldField     *field,
                 const HeraldJsonValue *place,
                 const char            *value)
{
  gboolean truth = JSON_NODE_HOLDS_VALUE (place->node) &&
                   json_node_get_value_type (place->node) == G_TYPE_BOOLEAN;

  if (field->kind == HERALD_FIELD_FLAG || truth)
    return field->kind == HERALD_FIELD_FLAG && truth;
  if (field->kind == HERALD_FIELD_CHOICE)
    return herald_field_get_choice_label (field, value) != NULL;

  return !herald_field_is_list (field);
}

/**
 * herald_field_check_when:
 * @decoder: a decoder
 * @object: the definition of @self
 * @self: a field
 * @find: finds the fields that conditions may name
 * @data: for @find
 *
 * Checks that the conditions of a field name answers that can be given.
 *
 * Returns: %TRUE if there is no error until now
 */
gboolean
herald_field_check_when (HeraldDecoder         *decoder,
                         const HeraldJsonValue *object,
                         const HeraldField     *self,
                         HeraldFieldFinder      find,
                         gpointer               data)
{
  for (guint i = 0; decoder->error == NULL && i < self->when->len; i++)
    {
      const HeraldCondition *condition = g_ptr_array_index (self->when, i);
      HeraldJsonValue *when = HERALD_MEMBER (object, "when");
      HeraldJsonValue *place = HERALD_MEMBER (when, condition->field);
      const HeraldField *field = find (data, condition->field);

      if (field == NULL)
        return herald_decoder_refuse (decoder, place, _("no field has this id"));

      for (guint j = 0; condition->values[j] != NULL; j++)
        {
          if (!can_be_answered (field, place, condition->values[j]))
            return herald_decoder_refuse (decoder, place, _("an answer that this field can have was expected"));
        }
    }

  return decoder->error == NULL;
}

static gboolean
leads_back (const HeraldField *self,
            GHashTable        *seen,
            const HeraldField *start,
            HeraldFieldFinder  find,
            gpointer           data)
{
  for (guint i = 0; i < self->when->len; i++)
    {
      const HeraldCondition *condition = g_ptr_array_index (self->when, i);
      const HeraldField *next = find (data, condition->field);

      if (next == NULL)
        continue;
      if (next == start)
        return TRUE;
      if (g_hash_table_add (seen, (gpointer) next) && leads_back (next, seen, start, find, data))
        return TRUE;
    }

  return FALSE;
}

/**
 * herald_field_check_circle:
 * @decoder: a decoder
 * @object: the definition of @self
 * @self: a field
 * @find: finds the fields that conditions may name
 * @data: for @find
 *
 * Checks that a field does not depend on itself, which no form could show.
 *
 * Returns: %TRUE if there is no error until now
 */
gboolean
herald_field_check_circle (HeraldDecoder         *decoder,
                           const HeraldJsonValue *object,
                           const HeraldField     *self,
                           HeraldFieldFinder      find,
                           gpointer               data)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (decoder->error != NULL)
    return FALSE;
  if (leads_back (self, seen, self, find, data))
    return herald_decoder_refuse (decoder, HERALD_MEMBER (object, "when"), _("this field depends on itself"));

  return TRUE;
}
