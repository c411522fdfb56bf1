/* herald-decoder.c: the members, numbers and choices of a data file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-decoder.h"

/**
 * herald_decoder_open:
 * @self: a decoder
 * @value: a value
 * @required: names of the members that must be there
 * @optional: (nullable): names of those that may be
 *
 * Begins to read an object, which has these members and no others.
 *
 * Returns: %TRUE if its members can be read
 */
gboolean
herald_decoder_open (HeraldDecoder         *self,
                     const HeraldJsonValue *value,
                     const char * const    *required,
                     const char * const    *optional)
{
  if (self->error != NULL)
    return FALSE;

  return herald_json_expect_object (value, required, optional, &self->error);
}

/**
 * herald_decoder_refuse:
 * @self: a decoder
 * @value: the value that is wrong
 * @expected: what it should have been, as half a sentence, translated
 *
 * Keeps an error, unless there was one before.
 *
 * Returns: %FALSE, for its caller to return
 */
gboolean
herald_decoder_refuse (HeraldDecoder         *self,
                       const HeraldJsonValue *value,
                       const char            *expected)
{
  if (self->error == NULL)
    herald_json_refuse (value, expected, &self->error);

  return FALSE;
}

static void
refuse_few (HeraldDecoder         *self,
            const HeraldJsonValue *value,
            guint                  min_length)
{
  g_autofree char *expected = g_strdup_printf (
    /* TRANSLATORS: %u is the least number of entries that a list must have */
    ngettext ("at least %u entry was expected", "at least %u entries were expected", min_length), min_length);

  herald_decoder_refuse (self, value, expected);
}

/**
 * herald_decoder_count:
 * @self: a decoder
 * @array: a value that may be absent
 * @min_length: how many elements it must have
 * @max_length: how many it may have
 *
 * Begins to read a list.
 *
 * Returns: the number of its elements; 0 where it is absent or wrong
 */
guint
herald_decoder_count (HeraldDecoder         *self,
                      const HeraldJsonValue *array,
                      guint                  min_length,
                      guint                  max_length)
{
  if (self->error != NULL || array->node == NULL ||
      !herald_json_expect_array (array, max_length, &self->error))
    return 0;

  if (herald_json_length (array) < min_length)
    {
      refuse_few (self, array, min_length);
      return 0;
    }

  return herald_json_length (array);
}

/**
 * herald_decoder_names:
 * @self: a decoder
 * @object: a value that may be absent
 * @min_length: how many members it must have
 * @max_length: how many it may have
 *
 * Begins to read an object whose members are called as they like.
 *
 * Returns: (transfer container): their names in order, owned by the object;
 *   empty where it is absent or wrong
 */
GList *
herald_decoder_names (HeraldDecoder         *self,
                      const HeraldJsonValue *object,
                      guint                  min_length,
                      guint                  max_length)
{
  g_autoptr(GList) names = NULL;
  guint length;

  if (self->error != NULL || object->node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      herald_decoder_refuse (self, object, _("an object was expected"));
      return NULL;
    }

  names = json_object_get_members (json_node_get_object (object->node));
  length = g_list_length (names);
  if (length < min_length)
    {
      refuse_few (self, object, min_length);
      return NULL;
    }
  if (length > max_length)
    {
      g_autofree char *expected = g_strdup_printf (
        /* TRANSLATORS: %u is the largest number of members that an object may have */
        ngettext ("at most %u entry was expected", "at most %u entries were expected", max_length), max_length);

      herald_decoder_refuse (self, object, expected);
      return NULL;
    }

  return g_steal_pointer (&names);
}

/**
 * herald_decoder_truth:
 * @self: a decoder
 * @value: a value that may be absent
 *
 * Reads `true` or `false`.
 *
 * Returns: the truth; %FALSE where it is absent or wrong
 */
gboolean
herald_decoder_truth (HeraldDecoder         *self,
                      const HeraldJsonValue *value)
{
  gboolean truth = FALSE;

  if (self->error == NULL && value->node != NULL)
    herald_json_get_boolean (value, &truth, &self->error);

  return truth;
}

/**
 * herald_decoder_number:
 * @self: a decoder
 * @value: a value that may be absent
 * @minimum: the least it may be
 * @maximum: the most it may be
 *
 * Reads a whole number.
 *
 * Returns: the number; 0 where it is absent or wrong
 */
gint64
herald_decoder_number (HeraldDecoder         *self,
                       const HeraldJsonValue *value,
                       gint64                 minimum,
                       gint64                 maximum)
{
  gint64 number = 0;

  if (self->error == NULL && value->node != NULL)
    herald_json_get_integer (value, minimum, maximum, &number, &self->error);

  return number;
}

/**
 * herald_decoder_choice:
 * @self: a decoder
 * @value: a value that may be absent
 * @choices: words
 *
 * Reads one of some words.
 *
 * Returns: the index of the word; 0 where it is absent or wrong
 */
int
herald_decoder_choice (HeraldDecoder         *self,
                       const HeraldJsonValue *value,
                       const char * const    *choices)
{
  int choice = 0;

  if (self->error == NULL && value->node != NULL)
    herald_json_get_choice (value, choices, &choice, &self->error);

  return choice;
}

/**
 * herald_decoder_unique:
 * @self: a decoder
 * @value: where @text stands
 * @seen: (element-type utf8 utf8): the texts so far, to which a copy is added
 * @text: an id or word
 *
 * Refuses what stands there for the second time.
 *
 * Returns: %TRUE if there was no error until now
 */
gboolean
herald_decoder_unique (HeraldDecoder         *self,
                       const HeraldJsonValue *value,
                       GHashTable            *seen,
                       const char            *text)
{
  if (self->error != NULL)
    return FALSE;

  if (!g_hash_table_add (seen, g_strdup (text)))
    {
      g_autofree char *expected = g_strdup_printf (
        /* TRANSLATORS: %s is an id, such as “product.name” */
        _("“%s” stands there twice"), text);

      return herald_decoder_refuse (self, value, expected);
    }

  return TRUE;
}
