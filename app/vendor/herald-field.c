/* herald-field.c: a field of a vendor's form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-field.h"
#include "herald-field-reader.h"

/**
 * herald_field_kind_to_word:
 * @kind: how an answer is given
 *
 * Gives the word of the data files for a kind.
 *
 * Returns: (transfer none): the word
 */
const char *
herald_field_kind_to_word (HeraldFieldKind kind)
{
  return herald_field_kinds[kind];
}

/**
 * herald_strictness_to_word:
 * @strictness: how much a vendor wants a field
 *
 * Gives the word of the data files for a strictness.
 *
 * Returns: (transfer none): the word
 */
const char *
herald_strictness_to_word (HeraldStrictness strictness)
{
  return herald_strictnesses[strictness];
}

/**
 * herald_strictness_to_label:
 * @strictness: how much a vendor wants a field
 *
 * Gives the word for people for a strictness.
 *
 * Returns: (transfer none): the word, translated
 */
const char *
herald_strictness_to_label (HeraldStrictness strictness)
{
  switch (strictness)
    {
    case HERALD_STRICTNESS_REQUIRED:
      return C_("strictness", "required");

    case HERALD_STRICTNESS_REQUESTED:
      return C_("strictness", "requested");

    case HERALD_STRICTNESS_OPTIONAL:
      return C_("strictness", "optional");

    case HERALD_STRICTNESS_FORBIDDEN:
      return C_("strictness", "not wanted");

    default:
      g_return_val_if_reached ("");
    }
}

/**
 * herald_field_is_contact:
 * @self: a field
 *
 * Tells whether an answer would say who the reporter is.
 *
 * Anonymous mode empties these fields.
 *
 * Returns: %TRUE for the fields of the section “contact”
 */
gboolean
herald_field_is_contact (const HeraldField *self)
{
  return g_str_equal (self->section, "contact");
}

/**
 * herald_field_is_list:
 * @self: a field
 *
 * Tells whether the answer is a list.
 *
 * Returns: %TRUE for links, people and parties
 */
gboolean
herald_field_is_list (const HeraldField *self)
{
  return self->kind == HERALD_FIELD_LINKS || self->kind == HERALD_FIELD_PEOPLE ||
         self->kind == HERALD_FIELD_PARTIES;
}

/**
 * herald_field_get_choice_label:
 * @self: a field
 * @choice: an id
 *
 * Gives what one of the choices is called, in the language of the data file.
 *
 * Returns: (transfer none) (nullable): the label, or %NULL for an id that is
 *   none of the choices
 */
const char *
herald_field_get_choice_label (const HeraldField *self,
                               const char        *choice)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const HeraldChoice *known = g_ptr_array_index (self->choices, i);

      if (g_str_equal (known->id, choice))
        return known->label;
    }

  return NULL;
}

static void
choice_free (HeraldChoice *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

static void
condition_free (HeraldCondition *self)
{
  g_free (self->field);
  g_strfreev (self->values);
  g_free (self);
}

/**
 * herald_choice_new:
 * @id: what a report holds
 * @label: what people read
 *
 * Makes a choice.
 *
 * Returns: (transfer full): the choice, for a list of herald_choices_new()
 */
HeraldChoice *
herald_choice_new (const char *id,
                   const char *label)
{
  HeraldChoice *self = g_new0 (HeraldChoice, 1);

  self->id = g_strdup (id);
  self->label = g_strdup (label);
  return self;
}

/**
 * herald_choices_new:
 *
 * Makes a list that owns its choices.
 *
 * Returns: (transfer full) (element-type HeraldChoice): an empty list
 */
GPtrArray *
herald_choices_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
}

/**
 * herald_conditions_new:
 *
 * Makes a list that owns its conditions.
 *
 * Returns: (transfer full) (element-type HeraldCondition): an empty list
 */
GPtrArray *
herald_conditions_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) condition_free);
}

static gpointer
copy_choice (gconstpointer source,
             gpointer      unused)
{
  const HeraldChoice *choice = source;

  return herald_choice_new (choice->id, choice->label);
}

static gpointer
copy_condition (gconstpointer source,
                gpointer      unused)
{
  const HeraldCondition *condition = source;
  HeraldCondition *copy = g_new0 (HeraldCondition, 1);

  copy->field = g_strdup (condition->field);
  copy->values = g_strdupv (condition->values);
  return copy;
}

/**
 * herald_field_copy:
 * @self: a field
 *
 * Copies a field with all it holds.
 *
 * Returns: (transfer full): the copy
 */
HeraldField *
herald_field_copy (const HeraldField *self)
{
  HeraldField *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->section = g_strdup (self->section);
  copy->label = g_strdup (self->label);
  copy->help = g_strdup (self->help);
  copy->choices = g_ptr_array_copy (self->choices, (GCopyFunc) copy_choice, NULL);
  copy->when = g_ptr_array_copy (self->when, (GCopyFunc) copy_condition, NULL);
  copy->wording = g_strdup (self->wording);
  copy->source = g_strdup (self->source);
  return copy;
}

/**
 * herald_field_free:
 * @self: (transfer full): a field
 *
 * Frees a field.
 */
void
herald_field_free (HeraldField *self)
{
  g_free (self->id);
  g_free (self->section);
  g_free (self->label);
  g_free (self->help);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->when);
  g_free (self->wording);
  g_free (self->source);
  g_free (self);
}
