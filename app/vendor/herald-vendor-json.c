/* herald-vendor-json.c: a profile for programs, with the catalogue merged in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include "herald-field-reader.h"
#include "herald-vendor-private.h"

static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonNode *
write_choices (const HeraldField *field)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < field->choices->len; i++)
    {
      const HeraldChoice *choice = g_ptr_array_index (field->choices, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", choice->id);
      json_object_set_string_member (object, "label", choice->label);
      json_array_add_object_element (array, object);
    }

  return take_array (array);
}

static gboolean
is_flag (HeraldVendor *vendor,
         const char   *id)
{
  const HeraldField *field = herald_vendor_find_field (vendor, id);

  if (field == NULL)
    field = herald_field_catalog_find (vendor->catalog, id);

  return field != NULL && field->kind == HERALD_FIELD_FLAG;
}

static JsonNode *
write_when (HeraldVendor      *vendor,
            const HeraldField *field)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < field->when->len; i++)
    {
      const HeraldCondition *condition = g_ptr_array_index (field->when, i);

      if (condition->values[1] != NULL)
        {
          JsonArray *values = json_array_new ();

          for (guint j = 0; condition->values[j] != NULL; j++)
            json_array_add_string_element (values, condition->values[j]);
          json_object_set_array_member (object, condition->field, values);
        }
      else if (is_flag (vendor, condition->field))
        json_object_set_boolean_member (object, condition->field, g_str_equal (condition->values[0], "true"));
      else
        json_object_set_string_member (object, condition->field, condition->values[0]);
    }

  return take_object (object);
}

/* A field as its definition would stand in a profile, with what the vendor
 * says about it. */
static JsonObject *
write_field (HeraldVendor      *vendor,
             const HeraldField *field,
             JsonObject        *original)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", field->id);
  json_object_set_string_member (object, "strictness", herald_strictness_to_word (field->strictness));
  if (*field->wording != '\0')
    {
      json_object_set_string_member (object, "wording", field->wording);
      json_object_set_string_member (object, "source", field->source);
    }
  if (json_object_has_member (original, "lines"))
    json_object_set_member (object, "lines", json_node_ref (json_object_get_member (original, "lines")));
  json_object_set_string_member (object, "section", field->section);
  json_object_set_string_member (object, "kind", herald_field_kind_to_word (field->kind));
  json_object_set_string_member (object, "label", field->label);
  json_object_set_string_member (object, "help", field->help);
  if (herald_field_kind_has_max (field->kind))
    json_object_set_int_member (object, "max", field->max);
  if (field->kind == HERALD_FIELD_CHOICE)
    json_object_set_member (object, "choices", write_choices (field));
  json_object_set_boolean_member (object, "unknown", field->unknown);
  if (field->past)
    json_object_set_boolean_member (object, "past", TRUE);
  if (field->nudge_days > 0)
    json_object_set_int_member (object, "nudge-days", field->nudge_days);
  if (field->when->len > 0)
    json_object_set_member (object, "when", write_when (vendor, field));

  return object;
}

static JsonNode *
write_fields (HeraldVendor *vendor)
{
  JsonArray *original = json_object_get_array_member (json_node_get_object (vendor->root), "fields");
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < vendor->fields->len; i++)
    json_array_add_object_element (array, write_field (vendor, g_ptr_array_index (vendor->fields, i),
                                                       json_array_get_object_element (original, i)));

  return take_array (array);
}

/**
 * herald_vendor_to_json:
 * @self: a vendor
 *
 * Gives the profile as JSON, each field with its catalogue entry merged.
 *
 * Everything else stands as in the profile's file; lengths of fields are the
 * ones that count.
 *
 * Thread: any.
 *
 * Returns: (transfer full): an object, to which members may be added
 */
JsonNode *
herald_vendor_to_json (HeraldVendor *self)
{
  JsonObject *profile = json_node_get_object (self->root);
  g_autoptr(GList) members = json_object_get_members (profile);
  JsonObject *object = json_object_new ();

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *name = l->data;

      json_object_set_member (object, name,
                              g_str_equal (name, "fields")
                                ? write_fields (self)
                                : json_node_ref (json_object_get_member (profile, name)));
    }

  return take_object (object);
}
