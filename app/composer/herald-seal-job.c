/* herald-seal-job.c: from a report to an envelope
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-address.h"
#include "herald-armor.h"
#include "herald-composer.h"
#include "herald-date.h"
#include "herald-document.h"
#include "herald-draft.h"
#include "herald-file.h"
#include "herald-hash-stage.h"
#include "herald-mail.h"
#include "herald-manifest.h"
#include "herald-mime.h"
#include "herald-padding.h"
#include "herald-pipeline.h"
#include "herald-seal-job.h"
#include "herald-sealer.h"
#include "herald-text.h"
#include "herald-unpack.h"
#include "herald-zip.h"

struct _HeraldSealJob
{
  HeraldEnvelopeForm  form;
  gboolean            anonymous;
  gboolean            text_alone;   /* no container: the armored text */
  HeraldKey          *recipient;
  GPtrArray          *parts;        /* HeraldPart */
  char               *text;         /* the report's text, padded, for the text alone */
  HeraldMail         *mail;         /* eml and draft */
  char               *body;         /* what a draft says in clear */
  char               *file_name;    /* what a draft calls its attachment */
  HeraldHash         *hash;         /* of the envelope, where it is asked for */
};

/* The stages. */

static gboolean
write_container (int            in,
                 int            out,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  HeraldSealJob *self = data;

  if (self->text_alone)
    return herald_file_write_all (out, self->text, strlen (self->text), error);
  if (self->form == HERALD_ENVELOPE_EML)
    return herald_mime_write (self->parts, herald_mail_get_protected_headers (self->mail),
                              herald_mail_get_boundary (self->mail), out, cancellable, error);

  return herald_zip_write (self->parts, out, cancellable, error);
}

static guint64
container_size (HeraldSealJob *self)
{
  if (self->text_alone)
    return strlen (self->text);
  if (self->form == HERALD_ENVELOPE_EML)
    return herald_mime_get_size (self->parts, herald_mail_get_protected_headers (self->mail),
                                 herald_mail_get_boundary (self->mail));

  return herald_zip_get_size (self->parts);
}

/* The size goes into a packet of our own where there is to be no date. Elsewhere
 * gpg starts at once, while the container is still being reckoned; that one knows
 * itself whether it came to its end. */
static guint64
announced_size (HeraldSealJob *self)
{
  return self->anonymous ? container_size (self) : HERALD_SEAL_ANY_SIZE;
}

static gboolean
seal (int            in,
      int            out,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  HeraldSealJob *self = data;

  return herald_seal (herald_key_get_certificate (self->recipient), in, announced_size (self), out,
                      self->anonymous ? HERALD_SEAL_DATE_ZERO : HERALD_SEAL_NONE,
                      cancellable, error);
}

static gboolean
armor (int            in,
       int            out,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  return herald_armor_write (in, out, cancellable, error);
}

static gboolean
write_draft (int            in,
             int            out,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  HeraldSealJob *self = data;

  return herald_draft_write (self->mail, self->body, self->file_name,
                             self->text_alone ? "text/plain" : "application/octet-stream",
                             in, out, cancellable, error);
}

static gboolean
run_stages (HeraldSealJob  *self,
            int             fd,
            GCancellable   *cancellable,
            GError        **error)
{
  HeraldStage stages[5];
  guint n = 0;

  stages[n++] = (HeraldStage) { write_container, self };
  stages[n++] = (HeraldStage) { seal, self };
  if (self->form == HERALD_ENVELOPE_EML || self->text_alone)
    stages[n++] = (HeraldStage) { armor, self };
  if (self->form == HERALD_ENVELOPE_DRAFT)
    stages[n++] = (HeraldStage) { write_draft, self };
  if (self->hash != NULL)
    stages[n++] = (HeraldStage) { herald_hash_stage_run, self->hash };

  return herald_pipeline_run (stages, n, -1, fd, cancellable, error);
}

/* What stands around the message in a mail does not go through the stages. */
static gboolean
hash_rest (HeraldSealJob  *self,
           int             fd,
           goffset         from,
           GError        **error)
{
  return self->hash == NULL || herald_hash_stage_read (self->hash, fd, from, error);
}

static gboolean
write_mail_start (HeraldSealJob  *self,
                  int             fd,
                  GError        **error)
{
  return self->form != HERALD_ENVELOPE_EML ||
         (herald_mail_write_start (self->mail, fd, error) && hash_rest (self, fd, 0, error));
}

static gboolean
write_mail_end (HeraldSealJob  *self,
                int             fd,
                GError        **error)
{
  struct stat status;

  if (self->form != HERALD_ENVELOPE_EML)
    return TRUE;
  if (fstat (fd, &status) < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  return herald_mail_write_end (self->mail, fd, error) && hash_rest (self, fd, status.st_size, error);
}

/**
 * herald_seal_job_want_sha256:
 * @self: a job that has not run
 *
 * Asks for the hash of the envelope: while it is made, that costs hardly any time.
 */
void
herald_seal_job_want_sha256 (HeraldSealJob *self)
{
  self->hash = herald_hash_new ();
}

/**
 * herald_seal_job_run:
 * @self: a job
 * @fd: an empty file that can be read back
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Seals, and reads back what was sealed.
 *
 * Thread: a worker; runs gpg.
 *
 * Returns: %TRUE if @fd holds a whole envelope for the recipient alone
 */
gboolean
herald_seal_job_run (HeraldSealJob  *self,
                     int             fd,
                     GCancellable   *cancellable,
                     GError        **error)
{
  return write_mail_start (self, fd, error) &&
         run_stages (self, fd, cancellable, error) &&
         write_mail_end (self, fd, error) &&
         herald_envelope_check (fd, herald_key_get_subkey (self->recipient), error);
}

/**
 * herald_seal_job_finish_sha256:
 * @self: a job that has run, and was asked for the hash before
 *
 * Gives the SHA-256 of the envelope.
 *
 * Returns: (transfer full): 64 lower-case hexadecimal digits
 */
char *
herald_seal_job_finish_sha256 (HeraldSealJob *self)
{
  return herald_hash_finish (self->hash);
}

/* Making the job. */

static void
make_parts (HeraldSealJob        *self,
            HeraldDocument       *document,
            GPtrArray            *attachments,
            const HeraldReplyKey *reply_key)
{
  g_autofree char *text = herald_document_to_text (document);
  g_autofree char *json = herald_document_to_json (document);
  g_autofree char *manifest = NULL;

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_part_free);
  g_ptr_array_add (self->parts, herald_part_new_text (HERALD_PART_TEXT, "text/plain", text));
  g_ptr_array_add (self->parts, herald_part_new_text (HERALD_PART_JSON, "application/json", json));
  if (reply_key != NULL)
    g_ptr_array_add (self->parts, herald_part_new_text (HERALD_PART_REPLY_KEY, "application/pgp-keys",
                                                        reply_key->public_key));
  g_ptr_array_extend_and_steal (self->parts, g_ptr_array_ref (attachments));

  /* It lists the parts behind it as well. */
  manifest = herald_manifest_write (self->parts);
  g_ptr_array_insert (self->parts, 2,
                      herald_part_new_text (HERALD_PART_MANIFEST, "application/json", manifest));
}

/* The text alone, with the key behind it. */
static gboolean
take_text (HeraldSealJob         *self,
           HeraldDocument        *document,
           const HeraldReplyKey  *reply_key,
           GError               **error)
{
  g_autofree char *text = herald_document_to_text (document);
  g_autofree char *whole = reply_key == NULL ? g_strdup (text)
                                             : g_strconcat (text, "\n\n", reply_key->public_key, NULL);

  self->text = herald_pad_text (whole);
  if (strlen (self->text) <= HERALD_UNPACK_MAX_TEXT)
    return TRUE;

  g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                       _("The document is too long to be sealed as text alone; choose “bundle”"));
  return FALSE;
}

/* The reporter's own address, where one was given that can be answered. */
static const char *
sender (HeraldReport *report)
{
  JsonNode *answer = herald_report_get_answer (report, "contact.email");
  const char *address = answer != NULL ? herald_answer_get_text (answer) : "";

  return !herald_report_get_anonymous (report) && herald_address_is_mailbox (address) ? address : "";
}

static char *
make_body (HeraldVendor *vendor,
           HeraldKey    *recipient)
{
  g_autofree char *key = herald_text_replace (herald_vendor_get_word (vendor, "mail.fingerprint"),
                                              "{fingerprint}",
                                              herald_key_get_fingerprint (recipient));

  return g_strdup_printf ("%s\n%s\n", herald_vendor_get_word (vendor, "mail.body"), key);
}

static gboolean
make_mail (HeraldSealJob   *self,
           HeraldReport    *report,
           HeraldDocument  *document,
           const char      *address,
           const char      *subject,
           GError         **error)
{
  HeraldVendor *vendor = herald_report_get_vendor (report);
  const char *neutral = self->form == HERALD_ENVELOPE_DRAFT
                          ? herald_vendor_get_word (vendor, "mail.subject") : NULL;

  self->mail = herald_mail_new (address, sender (report), herald_document_get_title (document),
                                *subject != '\0' ? subject : neutral, self->anonymous, error);
  if (self->mail == NULL)
    return FALSE;

  self->body = make_body (vendor, self->recipient);
  self->file_name = g_strdup (self->text_alone ? "report.asc" : "report.zip.pgp");
  return TRUE;
}

/**
 * herald_seal_job_new:
 * @report: a report that is ready
 * @attachments: (element-type HeraldPart): its attachments, taken out of the
 *   list
 * @recipient: the key to seal to
 * @address: the vendor's e-mail address; empty for forms that are no mail
 * @subject: the subject that the vendor asks for, or empty
 * @form: what to make
 * @reply_key: (nullable): the key for answers, whose public part goes along
 * @error: return location for an error
 *
 * Takes a copy of all that sealing needs.
 *
 * Returns: (transfer full): a job, or %NULL with an error
 */
HeraldSealJob *
herald_seal_job_new (HeraldReport          *report,
                     GPtrArray             *attachments,
                     HeraldKey             *recipient,
                     const char            *address,
                     const char            *subject,
                     HeraldEnvelopeForm     form,
                     const HeraldReplyKey  *reply_key,
                     GError               **error)
{
  g_autoptr(HeraldSealJob) self = g_new0 (HeraldSealJob, 1);
  g_autofree char *today = herald_date_today ();
  g_autoptr(HeraldDocument) document = herald_document_new (report, today);

  herald_document_set_reply_key (document, reply_key != NULL ? reply_key->fingerprint : NULL);
  self->form = form;
  self->anonymous = herald_report_get_anonymous (report);
  self->recipient = herald_key_ref (recipient);
  self->text_alone = form == HERALD_ENVELOPE_ASC ||
                     (form == HERALD_ENVELOPE_DRAFT && attachments->len == 0);

  if (!self->text_alone)
    make_parts (self, document, attachments, reply_key);
  else if (!take_text (self, document, reply_key, error))
    return NULL;

  if ((form == HERALD_ENVELOPE_EML || form == HERALD_ENVELOPE_DRAFT) &&
      !make_mail (self, report, document, address, subject, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * herald_seal_job_free:
 * @self: (transfer full): a job
 *
 * Frees a job and closes its files.
 */
void
herald_seal_job_free (HeraldSealJob *self)
{
  g_clear_pointer (&self->recipient, herald_key_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->mail, herald_mail_free);
  g_clear_pointer (&self->hash, herald_hash_free);
  g_free (self->text);
  g_free (self->body);
  g_free (self->file_name);
  g_free (self);
}
