/* herald-composer-courier.c: the report in progress, for a form that a person fills
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-courier.h"
#include "herald-composer-private.h"

/**
 * herald_courier_plan_free:
 * @self: (transfer full): a plan
 *
 * Frees a plan.
 */
void
herald_courier_plan_free (HeraldCourierPlan *self)
{
  g_free (self->channel);
  g_free (self->title);
  g_free (self->wording);
  g_free (self->advice);
  g_free (self->address);
  g_free (self->page_title);
  g_free (self->page);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->note, herald_form_note_free);
  g_free (self);
}

static const HeraldChannel *
find_form (HeraldVendor  *vendor,
           GError       **error)
{
  GPtrArray *channels = herald_vendor_get_channels (vendor);

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      if (channel->kind == HERALD_CHANNEL_FORM && channel->for_reports)
        return channel;
    }

  g_set_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
               /* TRANSLATORS: %s is a vendor's name */
               _("%s takes no reports by a form on the web"), herald_vendor_get_name (vendor));
  return NULL;
}

/* Rule 8: while something stops the report, nothing of it is carried over. */
static gboolean
check_ready (HeraldComposer  *self,
             GError         **error)
{
  g_autoptr(GPtrArray) findings = herald_composer_review_content (self);
  g_autoptr(GPtrArray) stops = g_ptr_array_new ();
  g_autofree char *message = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == HERALD_SEVERITY_STOP)
        g_ptr_array_add (stops, finding->message);
    }

  if (stops->len == 0)
    return TRUE;

  g_ptr_array_add (stops, NULL);
  message = g_strjoinv ("\n", (char **) stops->pdata);
  g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY, message);
  return FALSE;
}

static GPtrArray *
list_answers (HeraldDocument *document)
{
  g_autoptr(GPtrArray) texts = herald_document_list_texts (document);
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_courier_answer_free);

  for (guint i = 0; i < texts->len; i++)
    {
      const HeraldDocumentText *text = g_ptr_array_index (texts, i);

      g_ptr_array_add (answers, herald_courier_answer_new (text->field, text->section, text->label, text->text));
    }

  return answers;
}

static void
take_items (HeraldCourierPlan   *plan,
            HeraldComposer      *self,
            const HeraldChannel *channel)
{
  g_autoptr(HeraldDocument) document = herald_composer_render (self);
  g_autoptr(GPtrArray) answers = list_answers (document);
  g_autofree char *text = herald_document_to_text (document);
  HeraldVendor *vendor = herald_report_get_vendor (self->report);

  if (channel->form != NULL)
    plan->order = HERALD_COURIER_ORDER_PROFILE;
  else if (plan->note != NULL && plan->note->form->len > 0)
    plan->order = HERALD_COURIER_ORDER_NOTE;
  else
    plan->order = HERALD_COURIER_ORDER_REPORT;

  if (plan->order == HERALD_COURIER_ORDER_REPORT)
    plan->items = herald_courier_follow_report (answers, herald_vendor_get_word (vendor, "document.title"), text);
  else
    plan->items = herald_courier_follow_form (plan->order == HERALD_COURIER_ORDER_PROFILE ? channel->form
                                                                                          : plan->note->form,
                                              answers, text);
}

/* Where the vendor's own words on the form stand: the form is linked there. */
static void
take_page (HeraldCourierPlan   *plan,
           HeraldVendor        *vendor,
           const HeraldChannel *channel)
{
  GPtrArray *sources = herald_vendor_get_sources (vendor);
  const char *id = *channel->source != '\0' ? channel->source : channel->address.source;
  const HeraldSource *page = NULL;

  for (guint i = 0; i < sources->len && page == NULL; i++)
    {
      const HeraldSource *source = g_ptr_array_index (sources, i);

      page = g_strcmp0 (source->id, id) == 0 ? source : NULL;
    }

  plan->page_title = g_strdup (page != NULL ? page->title : "");
  plan->page = g_strdup (page != NULL ? page->url : "");
}

static void
take_address (HeraldCourierPlan   *plan,
              const HeraldChannel *channel)
{
  const char *noted = plan->note != NULL ? plan->note->address : "";

  plan->is_noted = channel->address.value == NULL && *noted != '\0';
  plan->address = g_strdup (channel->address.value != NULL ? channel->address.value : noted);
}

/**
 * herald_composer_plan_courier:
 * @self: a composer with a report
 * @error: return location for an error
 *
 * Makes what a person carries over into the vendor's form of the report in progress.
 *
 * The texts are those of the document: substitutions are applied, and headings
 * are in the vendor's language.
 *
 * Thread: any; reads files.
 *
 * Returns: (transfer full): the plan; %NULL with %HERALD_COMPOSER_ERROR_NOT_READY
 *   where the vendor has no form or something stops the report, each thing that
 *   does in a line of its own
 */
HeraldCourierPlan *
herald_composer_plan_courier (HeraldComposer  *self,
                              GError         **error)
{
  HeraldVendor *vendor = herald_report_get_vendor (self->report);
  const HeraldChannel *channel = find_form (vendor, error);
  g_autoptr(HeraldFormNote) note = NULL;
  HeraldCourierPlan *plan;

  if (channel == NULL || !check_ready (self, error) ||
      !herald_composer_load_form_note (self, vendor, channel, &note, error))
    return NULL;

  plan = g_new0 (HeraldCourierPlan, 1);
  plan->channel = g_strdup (channel->id);
  plan->title = g_strdup (channel->title);
  plan->wording = g_strdup (channel->wording);
  plan->advice = g_strdup (channel->note);
  plan->note = g_steal_pointer (&note);
  take_address (plan, channel);
  take_page (plan, vendor, channel);
  take_items (plan, self, channel);

  return plan;
}

static void
plan_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  HeraldCourierPlan *plan = herald_composer_plan_courier (task_data, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) herald_courier_plan_free);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_plan_courier_async:
 * @self: a composer with a report
 * @cancellable: (nullable): stops it
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_plan_courier() does, in a worker.
 *
 * Later changes to the report do not reach the plan.
 *
 * Thread: the main thread.
 */
void
herald_composer_plan_courier_async (HeraldComposer      *self,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  HeraldComposer *copy = herald_composer_copy (self, &error);

  g_task_set_name (task, "herald_composer_plan_courier_async");
  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, copy, g_object_unref);
  g_task_run_in_thread (task, plan_thread);
}

/**
 * herald_composer_plan_courier_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_plan_courier_async().
 *
 * Returns: (transfer full): the plan, or %NULL with an error
 */
HeraldCourierPlan *
herald_composer_plan_courier_finish (HeraldComposer  *self,
                                     GAsyncResult    *result,
                                     GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
