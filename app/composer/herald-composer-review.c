/* herald-composer-review.c: every room's findings, merged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-private.h"
#include "herald-date.h"
#include "herald-own-traces.h"
#include "herald-recipient.h"
#include "herald-review.h"

static void
take_all (GPtrArray *findings,
          GPtrArray *more)
{
  g_ptr_array_extend_and_steal (findings, more);
}

/* What a person does instead, where the vendor takes reports by a web form. */
static const char *
form_hint (HeraldVendor *vendor)
{
  GPtrArray *channels = herald_vendor_get_channels (vendor);

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      if (channel->for_reports && channel->kind != HERALD_CHANNEL_FORM)
        return NULL;
    }

  return _("its channel for reports is the form on its website");
}

static void
review_key (HeraldVendor    *vendor,
            HeraldConfirmed *confirmed,
            GPtrArray       *findings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldKey) key = herald_recipient_find (vendor, confirmed, &error);
  const char *hint = form_hint (vendor);
  char *message = NULL;

  if (key != NULL)
    return;

  if (hint != NULL)
    /* TRANSLATORS: the first %s says that no key is known, the second what the
     * vendor's channel is: “…; its channel for reports is …” */
    message = g_strdup_printf (_("%s; %s"), error->message, hint);

  herald_findings_take_new (findings, "key", HERALD_SEVERITY_STOP, "/vendor/keys",
                            message != NULL ? message : g_strdup (error->message));
}

/* What a channel lacks, apart from a key, which is told once for all. Forms
 * that are no mail need a key alone, so that a missing address only warns. */
static void
review_channel (const HeraldChannel *channel,
                HeraldConfirmed     *confirmed,
                gboolean             needs_mail,
                GPtrArray           *findings)
{
  g_autofree char *place = g_strconcat ("/vendor/channels/", channel->id, NULL);
  gboolean mail = channel->kind == HERALD_CHANNEL_EMAIL;
  const char *message;

  if (!channel->for_reports || herald_confirmed_get_address (confirmed, channel) != NULL)
    return;

  if (mail)
    message = _("The vendor’s e-mail address is not known yet; find it on their page and confirm it");
  else if (channel->kind == HERALD_CHANNEL_FORM)
    message = _("The address of the vendor’s web form is not known; open it from their page");
  else
    message = _("The vendor’s endpoint for reports is not known yet, so nothing can be submitted to it");

  herald_findings_take_new (findings, "channel",
                            mail && needs_mail ? HERALD_SEVERITY_STOP
                                               : mail ? HERALD_SEVERITY_WARN : HERALD_SEVERITY_NOTE,
                            place, g_strdup (message));
}

static void
review_vendor (HeraldVendor        *vendor,
               HeraldConfirmed     *confirmed,
               HeraldEnvelopeForm   form,
               GPtrArray           *findings)
{
  GPtrArray *channels = herald_vendor_get_channels (vendor);
  gboolean needs_mail = form == HERALD_ENVELOPE_EML || form == HERALD_ENVELOPE_DRAFT;
  gboolean has_mail = FALSE;

  review_key (vendor, confirmed, findings);
  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      review_channel (channel, confirmed, needs_mail, findings);
      has_mail = has_mail || (channel->for_reports && channel->kind == HERALD_CHANNEL_EMAIL);
    }

  if (needs_mail && !has_mail)
    herald_findings_take_new (findings, "channel", HERALD_SEVERITY_STOP, "/vendor/channels",
                              g_strdup (_("This vendor does not take reports by e-mail")));
}

static void
review_form (HeraldReport       *report,
             HeraldEnvelopeForm  form,
             GPtrArray          *findings)
{
  if (form == HERALD_ENVELOPE_ASC && herald_report_get_attachments (report)->len > 0)
    herald_findings_take_new (findings, "form", HERALD_SEVERITY_STOP, "/attachments",
                              g_strdup (_("The form “asc” holds text alone, and this report has attachments; choose “bundle”")));
}

/* What one form of envelope needs, apart from what the report says. */
void
herald_composer_review_envelope (HeraldReport       *report,
                                 HeraldConfirmed    *confirmed,
                                 HeraldEnvelopeForm  form,
                                 GPtrArray          *findings)
{
  review_form (report, form, findings);
  review_vendor (herald_report_get_vendor (report), confirmed, form, findings);
}

typedef struct
{
  HeraldOwnIdentity *identity;
  const char        *place;
  GPtrArray         *findings;
} TraceLook;

static void
look_at_text (const char *text,
              gpointer    data)
{
  TraceLook *look = data;

  herald_own_traces_review_text (look->identity, look->place, text, look->findings);
}

static void
review_traces (HeraldComposer *self,
               GPtrArray      *findings)
{
  g_autoptr(HeraldOwnIdentity) identity = herald_own_identity_collect (NULL);
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (self->report));
  GPtrArray *attachments = herald_report_get_attachments (self->report);

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);
      g_autofree char *place = g_strconcat ("/answers/", field->id, NULL);
      g_autoptr(JsonNode) answer = herald_report_dup_shown_answer (self->report, field->id);
      TraceLook look = { identity, place, findings };

      /* What stays out of the document was told of, and tells nobody anything. */
      if (herald_field_is_contact (field) || field->strictness == HERALD_STRICTNESS_FORBIDDEN ||
          !herald_report_asks (self->report, field))
        continue;

      herald_answer_foreach_text (answer, look_at_text, &look);
    }

  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);
      int fd = herald_composer_open_attachment (attachment, self, NULL);

      /* A file that cannot be read is told of by the review of attachments. */
      if (fd < 0)
        continue;
      if (!herald_own_traces_review_attachment (identity, attachment, fd, findings, NULL, NULL))
        g_debug ("An attachment could not be searched");
      close (fd);
    }
}

/* What stops the report, whichever way it goes: rule 8 holds for a form that a
 * person fills as it holds for an envelope. */
GPtrArray *
herald_composer_review_content (HeraldComposer *self)
{
  g_autofree char *today = herald_date_today_here ();
  GPtrArray *findings = herald_review_report (self->report, today);

  take_all (findings, herald_review_attachments (self->report, herald_composer_open_attachment, self));
  if (herald_report_get_anonymous (self->report))
    review_traces (self, findings);

  return findings;
}

/**
 * herald_composer_review_as:
 * @self: a composer with a report
 * @form: the form of the envelope that shall be made
 * @error: return location for an error
 *
 * Reviews the report in progress for one form of envelope.
 *
 * A mail needs the vendor's address too, and the text alone takes no
 * attachments.
 *
 * Returns: (transfer full) (element-type HeraldFinding): what was found, or
 *   %NULL with an error if it could not be reviewed
 */
GPtrArray *
herald_composer_review_as (HeraldComposer      *self,
                           HeraldEnvelopeForm   form,
                           GError             **error)
{
  HeraldVendor *vendor = herald_report_get_vendor (self->report);
  g_autoptr(HeraldConfirmed) confirmed = herald_composer_load_confirmed (self, vendor, error);
  g_autoptr(GPtrArray) findings = NULL;

  if (confirmed == NULL)
    return NULL;

  findings = herald_composer_review_content (self);
  herald_composer_review_envelope (self->report, confirmed, form, findings);
  herald_review_decide (self->report, findings);
  return g_steal_pointer (&findings);
}

/**
 * herald_composer_review:
 * @self: a composer with a report
 * @error: return location for an error
 *
 * Reviews the report in progress in every room.
 *
 * It is what a bundle needs, the form that takes every report.
 *
 * An anonymous report is searched for traces of the person who writes it, its
 * attachments too.
 *
 * Returns: (transfer full) (element-type HeraldFinding): what was found, or
 *   %NULL with an error if it could not be reviewed
 */
GPtrArray *
herald_composer_review (HeraldComposer  *self,
                        GError         **error)
{
  return herald_composer_review_as (self, HERALD_ENVELOPE_BUNDLE, error);
}

typedef struct
{
  HeraldComposer     *composer; /* a copy */
  HeraldEnvelopeForm  form;
} Review;

static void
review_free (gpointer data)
{
  Review *review = data;

  g_object_unref (review->composer);
  g_free (review);
}

static void
review_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Review *review = task_data;
  GError *error = NULL;
  GPtrArray *findings = herald_composer_review_as (review->composer, review->form, &error);

  if (findings != NULL)
    g_task_return_pointer (task, findings, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_review_async:
 * @self: a composer with a report
 * @form: the form of the envelope that shall be made
 * @cancellable: (nullable): stops it
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Reviews the report as it is now, in a worker.
 *
 * Later changes to the report do not reach the review.
 */
void
herald_composer_review_async (HeraldComposer      *self,
                              HeraldEnvelopeForm   form,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  HeraldComposer *copy = herald_composer_copy (self, &error);
  Review *review;

  g_task_set_name (task, "herald_composer_review_async");
  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  review = g_new0 (Review, 1);
  review->composer = copy;
  review->form = form;
  g_task_set_task_data (task, review, review_free);
  g_task_run_in_thread (task, review_thread);
}

/**
 * herald_composer_review_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_review_async().
 *
 * Returns: (transfer full) (element-type HeraldFinding): what was found, or
 *   %NULL with an error if it could not be reviewed
 */
GPtrArray *
herald_composer_review_finish (HeraldComposer  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
