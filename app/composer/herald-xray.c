/* herald-xray.c: an envelope, outside and inside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "herald-composer-private.h"
#include "herald-file.h"
#include "herald-part.h"
#include "herald-xray.h"

/* As many lines as stand on the part of a letter that one sees. */
#define OPENING_LINES 18

static void
part_free (HeraldXrayPart *part)
{
  g_free (part->name);
  g_free (part);
}

static void
add_part (HeraldXray *self,
          const char *name,
          guint64     size)
{
  HeraldXrayPart *part = g_new0 (HeraldXrayPart, 1);

  part->name = g_strdup (name);
  part->size = size;
  g_ptr_array_add (self->inside, part);
}

/**
 * herald_xray_free:
 * @self: (transfer full): an envelope
 *
 * Frees what is known of an envelope.
 */
void
herald_xray_free (HeraldXray *self)
{
  g_free (self->vendor);
  g_free (self->title);
  g_free (self->opening);
  g_clear_pointer (&self->document, herald_document_free);
  g_ptr_array_unref (self->inside);
  g_clear_pointer (&self->outside, herald_envelope_view_free);
  g_free (self);
}

/**
 * herald_composer_new_xray:
 * @self: a composer with a report
 * @form: the form of the envelope that is about to be made
 *
 * Takes down what is about to be sealed, so that it can be shown afterwards.
 *
 * Returns: (transfer full): the envelope, not looked at yet
 */
HeraldXray *
herald_composer_new_xray (HeraldComposer     *self,
                          HeraldEnvelopeForm  form)
{
  HeraldReport *report = herald_composer_get_report (self);
  GPtrArray *attachments = herald_report_get_attachments (report);
  HeraldXray *xray = g_new0 (HeraldXray, 1);
  gboolean is_mail = form == HERALD_ENVELOPE_EML;

  xray->form = form;
  xray->vendor = g_strdup (herald_vendor_get_name (herald_report_get_vendor (report)));
  xray->document = herald_composer_render (self);
  xray->title = g_strdup (is_mail ? herald_document_get_title (xray->document) : "");
  xray->is_anonymous = herald_report_get_anonymous (report);
  xray->inside = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);

  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autofree char *name = g_strconcat (HERALD_PART_ATTACHMENTS, attachment->name, NULL);

      add_part (xray, name, attachment->size);
    }

  return xray;
}

typedef struct
{
  HeraldXray *xray;
  char       *path;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_clear_pointer (&look->xray, herald_xray_free);
  g_free (look->path);
  g_free (look);
}

static char *
first_lines (const char *text)
{
  const char *end = text;

  for (guint i = 0; i < OPENING_LINES && end != NULL; i++)
    end = strchr (end + (i > 0), '\n');

  return g_strchomp (end != NULL ? g_strndup (text, (gsize) (end - text)) : g_strdup (text));
}

/* What the vendor finds, in the order in which it lies there: the report
 * itself stands before its attachments. */
static void
list_inside (HeraldXray *self)
{
  g_autofree char *text = herald_document_to_text (self->document);
  g_autoptr(GPtrArray) files = g_steal_pointer (&self->inside);
  gboolean is_text_alone = self->form == HERALD_ENVELOPE_ASC ||
                           (self->form == HERALD_ENVELOPE_DRAFT && files->len == 0);

  self->opening = first_lines (text);
  self->inside = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  add_part (self, HERALD_PART_TEXT, strlen (text));
  if (!is_text_alone)
    {
      g_autofree char *json = herald_document_to_json (self->document);

      add_part (self, HERALD_PART_JSON, strlen (json));
      add_part (self, HERALD_PART_MANIFEST, 0);
    }
  g_ptr_array_extend_and_steal (self->inside, g_steal_pointer (&files));
  add_part (self, HERALD_PART_PADDING, 0);
}

static void
look_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Look *look = task_data;
  GError *error = NULL;
  int fd = herald_file_open (look->path, NULL, &error);

  if (fd >= 0)
    {
      look->xray->outside = herald_envelope_inspect (fd, FALSE, &error);
      close (fd);
    }
  if (look->xray->outside == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  list_inside (look->xray);
  g_task_return_pointer (task, g_steal_pointer (&look->xray), (GDestroyNotify) herald_xray_free);
}

/**
 * herald_xray_look_async:
 * @self: (transfer full): an envelope that was made meanwhile
 * @path: where it stands
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Reads an envelope back, to tell what others can see of it, in a worker.
 *
 * Thread: the main thread.
 */
void
herald_xray_look_async (HeraldXray          *self,
                        const char          *path,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Look *look = g_new0 (Look, 1);

  look->xray = self;
  look->path = g_strdup (path);
  g_task_set_name (task, "herald_xray_look_async");
  g_task_set_task_data (task, look, look_free);
  g_task_run_in_thread (task, look_thread);
}

/**
 * herald_xray_look_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_xray_look_async().
 *
 * Returns: (transfer full): the envelope, or %NULL with an error if it cannot be
 *   read back
 */
HeraldXray *
herald_xray_look_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
