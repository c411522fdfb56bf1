/* herald-seal-plan.c: what sealing would be like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include "herald-composer-private.h"
#include "herald-padding.h"
#include "herald-seal-plan.h"

/* What stands around the parts, in bytes. These are estimates: what is sealed
 * is padded to a length that many others share, so that a little more or less
 * mostly makes no difference. */
#define MANIFEST_BYTES  200 /* for each part */
#define MEMBER_BYTES    160 /* for each part, in a ZIP file or a mail */
#define MESSAGE_BYTES   600 /* packets of OpenPGP around the container */
#define MAIL_BYTES      900 /* headers, and what a draft says in clear */

/**
 * herald_seal_plan_free:
 * @self: (transfer full): a plan
 *
 * Frees a plan.
 */
void
herald_seal_plan_free (HeraldSealPlan *self)
{
  g_clear_pointer (&self->key, herald_key_unref);
  g_free (self->why_no_key);
  g_free (self->key_date);
  g_free (self->key_from);
  g_free (self->address);
  g_free (self->address_from);
  for (guint i = 0; i < HERALD_ENVELOPE_N_FORMS; i++)
    g_free (self->why_not[i]);
  g_free (self);
}

/**
 * herald_envelope_form_get_name:
 * @form: a form
 *
 * Gives a file name for an envelope, which says nothing of what is in it.
 *
 * Returns: the name
 */
const char *
herald_envelope_form_get_name (HeraldEnvelopeForm form)
{
  switch (form)
    {
    case HERALD_ENVELOPE_ASC:
      return "report.asc";
    case HERALD_ENVELOPE_BUNDLE:
      return "report.zip.pgp";
    case HERALD_ENVELOPE_EML:
    case HERALD_ENVELOPE_DRAFT:
    default:
      return "report.eml";
    }
}

/* Four characters for three bytes, and an end for each line of @line bytes. */
static guint64
as_base64 (guint64 length,
           guint64 line)
{
  return (length + 2) / 3 * 4 + length / line * 2 + 2;
}

static void
estimate_sizes (HeraldSealPlan *self,
                HeraldComposer *composer)
{
  GPtrArray *attachments = herald_report_get_attachments (herald_composer_get_report (composer));
  g_autoptr(HeraldDocument) document = herald_composer_render (composer);
  g_autofree char *text = herald_document_to_text (document);
  g_autofree char *json = herald_document_to_json (document);
  guint64 parts = attachments->len + 4;
  guint64 data = strlen (json) + parts * MANIFEST_BYTES;
  guint64 around = parts * MEMBER_BYTES;
  guint64 files = 0, mail, bundle, alone;

  for (guint i = 0; i < attachments->len; i++)
    files += ((const HeraldAttachment *) g_ptr_array_index (attachments, i))->size;

  /* In a mail the text stands as it is, and all else in base64. */
  mail = herald_padme (strlen (text) + as_base64 (data + files, 57) + around) + MESSAGE_BYTES;
  bundle = herald_padme (strlen (text) + data + files + around) + MESSAGE_BYTES;
  alone = as_base64 (herald_padme (strlen (text)) + MESSAGE_BYTES, 48);

  self->sizes[HERALD_ENVELOPE_EML] = as_base64 (mail, 48) + MAIL_BYTES;
  self->sizes[HERALD_ENVELOPE_ASC] = alone;
  self->sizes[HERALD_ENVELOPE_BUNDLE] = bundle;
  self->sizes[HERALD_ENVELOPE_DRAFT] = (attachments->len > 0 ? as_base64 (bundle, 57) : alone) + MAIL_BYTES;
}

static char *
find_stop (HeraldReport       *report,
           HeraldConfirmed    *confirmed,
           HeraldEnvelopeForm  form)
{
  g_autoptr(GPtrArray) findings = herald_findings_new ();

  herald_composer_review_envelope (report, confirmed, form, findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      /* A key is what every form lacks, and is told of apart. */
      if (finding->severity == HERALD_SEVERITY_STOP && !g_str_equal (finding->kind, "key"))
        return g_strdup (finding->message);
    }

  return NULL;
}

static char *
to_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static void
look_up_address (HeraldSealPlan  *self,
                 HeraldVendor    *vendor,
                 HeraldConfirmed *confirmed)
{
  const HeraldChannel *channel = herald_vendor_find_channel (vendor, HERALD_CHANNEL_EMAIL);

  self->takes_mail = channel != NULL && channel->for_reports;
  self->address = to_text (self->takes_mail ? herald_confirmed_get_address (confirmed, channel) : NULL);
  self->address_from = to_text (herald_confirmed_get_from (confirmed, HERALD_CONFIRMED_ADDRESS));
}

static void
plan_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  HeraldComposer *composer = task_data;
  HeraldReport *report = herald_composer_get_report (composer);
  HeraldVendor *vendor = herald_report_get_vendor (report);
  g_autoptr(GError) why_no_key = NULL;
  GError *error = NULL;
  g_autoptr(HeraldConfirmed) confirmed = herald_composer_load_confirmed (composer, vendor, &error);
  HeraldSealPlan *self;

  if (confirmed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self = g_new0 (HeraldSealPlan, 1);
  self->key = herald_recipient_find (vendor, confirmed, &why_no_key);
  self->why_no_key = to_text (why_no_key != NULL ? why_no_key->message : NULL);
  self->key_is_shipped = self->key != NULL && herald_confirmed_get (confirmed, HERALD_CONFIRMED_KEY) == NULL;
  self->key_date = to_text (herald_confirmed_get_date (confirmed, HERALD_CONFIRMED_KEY));
  self->key_from = to_text (herald_confirmed_get_from (confirmed, HERALD_CONFIRMED_KEY));
  look_up_address (self, vendor, confirmed);
  for (guint form = 0; form < HERALD_ENVELOPE_N_FORMS; form++)
    self->why_not[form] = find_stop (report, confirmed, (HeraldEnvelopeForm) form);
  estimate_sizes (self, composer);

  g_task_return_pointer (task, self, (GDestroyNotify) herald_seal_plan_free);
}

/**
 * herald_composer_plan_seal_async:
 * @self: a composer with a report
 * @cancellable: (nullable): stops it
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Looks up whom the report would be sealed to, and how large it would be.
 *
 * Thread: the main thread; all that takes time happens in a worker.
 */
void
herald_composer_plan_seal_async (HeraldComposer      *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  HeraldComposer *copy = herald_composer_copy (self, &error);

  g_task_set_name (task, "herald_composer_plan_seal_async");
  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, copy, g_object_unref);
  g_task_run_in_thread (task, plan_thread);
}

/**
 * herald_composer_plan_seal_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_plan_seal_async().
 *
 * Returns: (transfer full): the plan, or %NULL with an error if what was
 *   confirmed is damaged
 */
HeraldSealPlan *
herald_composer_plan_seal_finish (HeraldComposer  *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
