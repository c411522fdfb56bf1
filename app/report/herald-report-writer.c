/* herald-report-writer.c: writing reports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include "herald-report-codec.h"
#include "herald-report-private.h"

static JsonObject *
write_answers (HeraldReport *report)
{
  JsonObject *object = json_object_new ();
  GPtrArray *fields = herald_vendor_get_fields (report->vendor);

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      json_object_set_member (object, field->id,
                              json_node_copy (herald_report_get_answer (report, field->id)));
    }

  return object;
}

static JsonObject *
write_diversions (HeraldReport *report)
{
  JsonObject *object = json_object_new ();
  GPtrArray *diversions = herald_vendor_get_diversions (report->vendor);

  for (guint i = 0; i < diversions->len; i++)
    {
      const HeraldDiversion *diversion = g_ptr_array_index (diversions, i);
      HeraldDiversionAnswer answer = herald_report_get_diversion (report, diversion->id);

      if (answer == HERALD_DIVERSION_UNANSWERED)
        json_object_set_null_member (object, diversion->id);
      else
        json_object_set_boolean_member (object, diversion->id, answer == HERALD_DIVERSION_YES);
    }

  return object;
}

static JsonArray *
write_attestations (HeraldReport *report)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->attestations->len; i++)
    {
      const HeraldAttestation *attestation = g_ptr_array_index (report->attestations, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", attestation->rule);
      json_object_set_string_member (object, "sha256", attestation->sha256);
      json_object_set_string_member (object, "at", attestation->at);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
write_attachments (HeraldReport *report)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (report->attachments, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "path", attachment->path);
      json_object_set_string_member (object, "name", attachment->name);
      json_object_set_string_member (object, "role", attachment->role);
      json_object_set_int_member (object, "size", (gint64) attachment->size);
      json_object_set_string_member (object, "sha256", attachment->sha256);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
write_substitutions (HeraldReport *report)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->substitutions->len; i++)
    {
      const HeraldSubstitution *substitution = g_ptr_array_index (report->substitutions, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "find", substitution->find);
      json_object_set_string_member (object, "replace", substitution->replace);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
write_decisions (HeraldReport *report)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->decisions->len; i++)
    {
      const HeraldDecision *decision = g_ptr_array_index (report->decisions, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "finding", decision->finding);
      json_object_set_string_member (object, "choice", "keep");
      json_object_set_string_member (object, "reason", decision->reason);
      json_array_add_object_element (array, object);
    }

  return array;
}

/**
 * herald_report_write:
 * @report: a report
 *
 * Writes a report as the file format that herald_report_read() reads.
 *
 * Returns: (transfer full): UTF-8 text
 */
char *
herald_report_write (HeraldReport *report)
{
  g_autoptr(JsonNode) root = json_node_alloc ();
  g_autoptr(JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "format", HERALD_REPORT_FORMAT);
  json_object_set_int_member (object, "version", HERALD_REPORT_VERSION);
  json_object_set_string_member (object, "id", report->id);
  json_object_set_string_member (object, "vendor", herald_vendor_get_id (report->vendor));
  json_object_set_boolean_member (object, "anonymous", report->anonymous);
  json_object_set_string_member (object, "language", report->language);
  json_object_set_string_member (object, "created", report->created);
  json_object_set_object_member (object, "answers", write_answers (report));
  json_object_set_object_member (object, "diversions", write_diversions (report));
  json_object_set_array_member (object, "attestations", write_attestations (report));
  json_object_set_array_member (object, "attachments", write_attachments (report));
  json_object_set_array_member (object, "substitutions", write_substitutions (report));
  json_object_set_array_member (object, "decisions", write_decisions (report));

  json_node_init_object (root, object);
  return herald_json_write (root);
}
