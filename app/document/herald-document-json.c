/* herald-document-json.c: the document for programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-document-private.h"
#include "herald-text.h"

#define DOCUMENT_FORMAT  "herald-document"
#define DOCUMENT_VERSION 1

static JsonNode *
take_array (JsonArray *array)
{
  return json_node_init_array (json_node_alloc (), array);
}

/* A reporter may have typed any tag; the format wants one of two or three
 * small letters with subtags of two to eight characters. */
static char *
make_language (HeraldDocument *self)
{
  g_auto(GStrv) subtags = g_strsplit (self->language, "-", -1);
  gboolean good = subtags[0] != NULL;

  for (guint i = 0; good && subtags[i] != NULL; i++)
    {
      gsize length = strlen (subtags[i]);

      good = length >= 2 && length <= (i == 0 ? 3 : 8);
      for (const char *p = subtags[i]; good && *p != '\0'; p++)
        good = i == 0 ? g_ascii_isalpha (*p) : g_ascii_isalnum (*p);
    }

  if (!good)
    return g_strdup (herald_vendor_get_language (self->vendor));

  for (char *p = subtags[0]; *p != '\0'; p++)
    *p = g_ascii_tolower (*p);

  return g_strjoinv ("-", subtags);
}

static JsonObject *
make_field (const HeraldDocumentField *field)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", field->field->id);
  json_object_set_string_member (object, "label", field->field->label);
  json_object_set_string_member (object, "kind", herald_field_kind_to_word (field->field->kind));

  if (herald_answer_is_unknown (field->answer))
    {
      json_object_set_boolean_member (object, "unknown", TRUE);
      return object;
    }

  if (field->utc != NULL)
    json_object_set_string_member (object, "value", field->utc);
  else
    json_object_set_member (object, "value", json_node_copy (field->answer));

  if (field->field->kind == HERALD_FIELD_CHOICE)
    json_object_set_string_member (object, "text",
                                   herald_field_get_choice_label (field->field,
                                                                  herald_answer_get_text (field->answer)));

  return object;
}

static JsonArray *
make_section_fields (HeraldDocument *self,
                     const char     *section)
{
  JsonArray *fields = json_array_new ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      const HeraldDocumentField *field = g_ptr_array_index (self->fields, i);

      if (field->answer != NULL && g_str_equal (field->field->section, section))
        json_array_add_object_element (fields, make_field (field));
    }

  return fields;
}

static JsonNode *
make_sections (HeraldDocument *self)
{
  g_autoptr(GPtrArray) ids = herald_document_list_sections (self);
  g_autoptr(JsonArray) sections = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autoptr(JsonArray) fields = make_section_fields (self, id);
      JsonObject *section;

      if (json_array_get_length (fields) == 0)
        continue;

      section = json_object_new ();
      json_object_set_string_member (section, "id", id);
      json_object_set_string_member (section, "label", herald_vendor_get_section_label (self->vendor, id));
      json_object_set_member (section, "fields", take_array (fields));
      json_array_add_object_element (sections, section);
    }

  return take_array (sections);
}

static JsonNode *
make_rules (HeraldDocument *self)
{
  g_autoptr(JsonArray) rules = json_array_new ();

  for (guint i = 0; i < self->rules->len; i++)
    {
      const HeraldDocumentRule *rule = g_ptr_array_index (self->rules, i);
      JsonObject *object;

      if (rule->at == NULL)
        continue;

      object = json_object_new ();
      json_object_set_string_member (object, "id", rule->rule->id);
      json_object_set_string_member (object, "kind", rule->term ? "term" : "prerequisite");
      json_object_set_string_member (object, "wording", rule->rule->wording);
      json_object_set_string_member (object, "at", rule->at);
      json_array_add_object_element (rules, object);
    }

  return take_array (rules);
}

static JsonNode *
make_diversions (HeraldDocument *self)
{
  g_autoptr(JsonArray) diversions = json_array_new ();

  for (guint i = 0; i < self->diversions->len; i++)
    {
      const HeraldDocumentDiversion *diversion = g_ptr_array_index (self->diversions, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", diversion->diversion->id);
      json_object_set_string_member (object, "question", diversion->diversion->question);
      if (diversion->answer == HERALD_DIVERSION_UNANSWERED)
        json_object_set_null_member (object, "answer");
      else
        json_object_set_boolean_member (object, "answer", diversion->answer == HERALD_DIVERSION_YES);
      json_array_add_object_element (diversions, object);
    }

  return take_array (diversions);
}

static JsonNode *
make_attachments (HeraldDocument *self)
{
  g_autoptr(JsonArray) attachments = json_array_new ();

  for (guint i = 0; i < self->attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (self->attachments, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", attachment->name);
      json_object_set_string_member (object, "role", attachment->role);
      json_object_set_int_member (object, "size", (gint64) attachment->size);
      json_object_set_string_member (object, "sha256", attachment->sha256);
      json_array_add_object_element (attachments, object);
    }

  return take_array (attachments);
}

/* Writes hidden characters as JSON escapes. The writer has escaped the ASCII
 * ones already, so the others can only stand in strings. */
static char *
escape_hidden (const char *json)
{
  GString *escaped = g_string_sized_new (strlen (json));

  for (const char *p = json; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!herald_text_is_hidden (c))
        g_string_append_unichar (escaped, c);
      else if (c < 0x10000)
        g_string_append_printf (escaped, "\\u%04x", c);
      else
        g_string_append_printf (escaped, "\\u%04x\\u%04x", 0xd7c0 + (c >> 10), 0xdc00 + (c & 0x3ff));
    }

  return g_string_free (escaped, FALSE);
}

/**
 * herald_document_to_json:
 * @self: a document
 *
 * Writes a document for programs: `herald-document`, version 1.
 *
 * It holds the answered fields alone, with line ends as line feeds and times,
 * with the dates beside them, in UTC. Hidden characters stay what they are,
 * since a payload must come out as it went in, but are written as escapes
 * (`\u202e`), so that nobody who reads the file itself is misled.
 *
 * Thread: any.
 *
 * Returns: (transfer full): JSON as in data/schema/document.schema.json
 */
char *
herald_document_to_json (HeraldDocument *self)
{
  g_autoptr(JsonObject) root = json_object_new (), vendor = json_object_new ();
  g_autoptr(JsonNode) node = json_node_alloc ();
  g_autofree char *language = NULL, *json = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  language = make_language (self);
  json_object_set_string_member (vendor, "id", herald_vendor_get_id (self->vendor));
  json_object_set_string_member (vendor, "name", herald_vendor_get_name (self->vendor));

  json_object_set_string_member (root, "format", DOCUMENT_FORMAT);
  json_object_set_int_member (root, "version", DOCUMENT_VERSION);
  json_object_set_object_member (root, "vendor", json_object_ref (vendor));
  json_object_set_string_member (root, "language", language);
  json_object_set_string_member (root, "date", self->date);
  json_object_set_string_member (root, "reference", self->reference);
  json_object_set_boolean_member (root, "anonymous", self->anonymous);
  if (self->reply_key != NULL)
    json_object_set_string_member (root, "reply-key", self->reply_key);
  json_object_set_member (root, "sections", make_sections (self));
  json_object_set_member (root, "rules", make_rules (self));
  json_object_set_member (root, "diversions", make_diversions (self));
  json_object_set_member (root, "attachments", make_attachments (self));
  json_node_init_object (node, root);

  json = herald_json_write (node);
  return escape_hidden (json);
}
