/* herald-composer-named.c: a report that says again who writes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-named.h"
#include "herald-composer-private.h"
#include "herald-report-codec.h"

/* A date of an anonymous report, as an instant of that day: nothing says which. */
static void
lengthen (JsonObject *object,
          const char *member)
{
  g_autofree char *instant = g_strconcat (json_object_get_string_member (object, member), "T00:00:00Z", NULL);

  json_object_set_string_member (object, member, instant);
}

static char *
write_named (HeraldReport *report)
{
  g_autofree char *text = herald_report_write (report);
  g_autoptr(JsonNode) node = json_from_string (text, NULL);
  JsonObject *root = json_node_get_object (node);
  JsonArray *attestations = json_object_get_array_member (root, "attestations");

  json_object_set_boolean_member (root, "anonymous", FALSE);
  lengthen (root, "created");
  for (guint i = 0; i < json_array_get_length (attestations); i++)
    lengthen (json_array_get_object_element (attestations, i), "at");

  return json_to_string (node, FALSE);
}

/**
 * herald_composer_turn_named:
 * @self: a composer with an anonymous report
 * @error: return location for an error
 *
 * Lets the report in progress say who writes it.
 *
 * What was taken out of it when it became anonymous does not come back. The
 * report in progress is a new object then; where it is kept stays as it was.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_turn_named (HeraldComposer  *self,
                            GError         **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  HeraldReport *report;

  g_return_val_if_fail (HERALD_IS_COMPOSER (self), FALSE);
  g_return_val_if_fail (herald_report_get_anonymous (self->report), FALSE);

  if (!herald_autosave_flush (self->autosave, error))
    return FALSE;

  text = write_named (self->report);
  bytes = g_bytes_new_static (text, strlen (text));
  report = herald_report_read (bytes, self->vendors, error);
  if (report == NULL)
    return FALSE;

  herald_composer_take_report (self, report, self->kept != NULL ? g_object_ref (self->kept) : NULL);
  return TRUE;
}

/**
 * herald_composer_has_content:
 * @self: a composer
 *
 * Tells whether something would be lost with the report in progress.
 *
 * Returns: %FALSE without a report, or when nothing was put into it
 */
gboolean
herald_composer_has_content (HeraldComposer *self)
{
  GPtrArray *fields;

  g_return_val_if_fail (HERALD_IS_COMPOSER (self), FALSE);

  if (self->report == NULL)
    return FALSE;
  if (herald_report_get_attachments (self->report)->len > 0 ||
      herald_report_get_substitutions (self->report)->len > 0)
    return TRUE;

  fields = herald_vendor_get_fields (herald_report_get_vendor (self->report));
  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      if (!herald_answer_is_empty (herald_report_get_answer (self->report, field->id)))
        return TRUE;
    }

  return FALSE;
}
