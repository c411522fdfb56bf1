/* herald-mail.c: the mail around a sealed report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include <glib/gi18n-lib.h>

#include "herald-address.h"
#include "herald-file.h"
#include "herald-text.h"

#include "herald-header.h"
#include "herald-mail-private.h"

#define SECONDS_PER_DAY (24 * 60 * 60)

/* Three dots in brackets are what RFC 9788 §3.2.1 puts in the place of a
 * subject that stays inside. */
#define HIDDEN_SUBJECT "[...]"

G_DEFINE_QUARK (herald-mail-error-quark, herald_mail_error)

/* 128 bits of the system's randomness in hexadecimal: nothing about the
 * machine, the time or the process can be read from it. */
static gboolean
make_token (char     token[HERALD_MAIL_TOKEN_LENGTH + 1],
            GError **error)
{
  guint8 bytes[HERALD_MAIL_TOKEN_LENGTH / 2];

  /* Requests of up to 256 bytes are never cut short (getrandom(2)). */
  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    {
      g_set_error_literal (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED,
                           _("The system gives no random numbers"));
      return FALSE;
    }

  for (gsize i = 0; i < sizeof bytes; i++)
    g_snprintf (token + 2 * i, 3, "%02x", bytes[i]);

  return TRUE;
}

static void
add (GPtrArray  *headers,
     const char *name,
     char       *value)
{
  g_ptr_array_add (headers, g_strdup (name));
  g_ptr_array_add (headers, value);
}

static void
add_outer_headers (HeraldMail *self)
{
  if (self->from[0] != '\0')
    add (self->outer, "From", g_strdup (self->from));
  add (self->outer, "To", g_strdup (self->to));
  add (self->outer, "Subject", g_strdup (self->outer_subject));
  add (self->outer, "Date", herald_header_date (self->marks.seconds));
  add (self->outer, "Message-ID", g_strdup_printf ("<%s@random.invalid>", self->marks.message_id));
}

/* Encodes a text for a header that somebody else folds. */
static char *
encode_unfolded (const char *name,
                 const char *text)
{
  g_autofree char *folded = herald_header_encode (name, text);

  return herald_text_replace (folded, "\r\n ", " ");
}

/* RFC 9788 §2.2: the payload has the true headers, and for each header outside
 * a copy that says what it was, so that a change on the way shows. */
static void
add_protected_headers (HeraldMail *self,
                       const char *subject,
                       const char *outer_subject)
{
  GPtrArray *outer = self->outer;

  add (self->protected, "Subject", encode_unfolded ("Subject", subject));
  for (guint i = 0; i < outer->len; i += 2)
    if (!g_str_equal (outer->pdata[i], "Subject"))
      add (self->protected, outer->pdata[i], g_strdup (outer->pdata[i + 1]));

  for (guint i = 0; i < outer->len; i += 2)
    {
      const char *name = outer->pdata[i];
      g_autofree char *value = g_strdup (outer->pdata[i + 1]);

      /* An encoded word must leave room for the longer name. */
      if (g_str_equal (name, "Subject"))
        {
          g_free (value);
          value = encode_unfolded ("HP-Outer: Subject", outer_subject);
        }
      add (self->protected, "HP-Outer", g_strdup_printf ("%s: %s", name, value));
    }

  g_ptr_array_add (self->protected, NULL);
}

static gboolean
check (const char  *to,
       const char  *from,
       const char  *subject,
       const char  *outer_subject,
       gboolean     anonymous,
       GError     **error)
{
  if (!herald_address_is_mailbox (to))
    g_set_error_literal (error, HERALD_MAIL_ERROR, HERALD_MAIL_ERROR_ADDRESS,
                         _("The vendor’s address is not a plain mail address such as name@example.org"));
  else if (from[0] != '\0' && !herald_address_is_mailbox (from))
    g_set_error_literal (error, HERALD_MAIL_ERROR, HERALD_MAIL_ERROR_ADDRESS,
                         _("Your address is not a plain mail address such as name@example.org"));
  else if (from[0] != '\0' && anonymous)
    g_set_error_literal (error, HERALD_MAIL_ERROR, HERALD_MAIL_ERROR_ADDRESS,
                         _("An anonymous mail cannot carry the sender’s address"));
  else if (!herald_header_is_text (subject) || !herald_header_is_text (outer_subject))
    g_set_error_literal (error, HERALD_MAIL_ERROR, HERALD_MAIL_ERROR_HEADER,
                         _("The subject holds a line break or another control character"));
  else
    return TRUE;

  return FALSE;
}

/* Makes a mail with given marks, for tests that compare bytes; see
 * herald_mail_new(). */
HeraldMail *
herald_mail_new_with_marks (const char             *to,
                            const char             *from,
                            const char             *subject,
                            const char             *outer_subject,
                            gboolean                anonymous,
                            const HeraldMailMarks  *marks,
                            GError                **error)
{
  HeraldMail *self;

  if (outer_subject == NULL)
    outer_subject = HIDDEN_SUBJECT;
  if (!check (to, from, subject, outer_subject, anonymous, error))
    return NULL;

  self = g_new0 (HeraldMail, 1);
  self->to = g_strdup (to);
  self->from = g_strdup (from);
  self->outer_subject = herald_header_encode ("Subject", outer_subject);
  self->outer = g_ptr_array_new_with_free_func (g_free);
  self->protected = g_ptr_array_new_with_free_func (g_free);
  self->marks = *marks;
  if (anonymous)
    self->marks.seconds -= self->marks.seconds % SECONDS_PER_DAY;

  add_outer_headers (self);
  add_protected_headers (self, subject, outer_subject);
  return self;
}

/**
 * herald_mail_new:
 * @to: the vendor's address
 * @from: the reporter's address, or `""` for a mail without one
 * @subject: the true subject, which stays inside
 * @outer_subject: (nullable): the subject that everybody sees; %NULL for `[...]`
 * @anonymous: whether the mail must not tell the time of day
 * @error: return location for an error
 *
 * Makes the headers and boundaries of a mail to a vendor, with the date of now.
 *
 * Dates are in UTC, at midnight if @anonymous. The message id and the
 * boundaries are random and name no host.
 *
 * Without @from there is no From header at all. RFC 5322 wants one, but the
 * only other choice, the vendor's own address, is what a forger would write:
 * a receiver that checks SPF or DMARC rejects it. Mail programs open a mail
 * without From, and the server or program that submits it puts in the one it
 * sends as (`msmtp --auto-from`), which is the truth.
 *
 * Returns: (transfer full): the mail, or %NULL with HERALD_MAIL_ERROR_ADDRESS
 *   or HERALD_MAIL_ERROR_HEADER; the message quotes neither
 */
HeraldMail *
herald_mail_new (const char  *to,
                 const char  *from,
                 const char  *subject,
                 const char  *outer_subject,
                 gboolean     anonymous,
                 GError     **error)
{
  HeraldMailMarks marks = { .seconds = g_get_real_time () / G_USEC_PER_SEC };

  g_return_val_if_fail (to != NULL, NULL);
  g_return_val_if_fail (from != NULL, NULL);
  g_return_val_if_fail (subject != NULL, NULL);

  if (!make_token (marks.message_id, error) ||
      !make_token (marks.boundary, error) ||
      !make_token (marks.inner_boundary, error))
    return NULL;

  return herald_mail_new_with_marks (to, from, subject, outer_subject, anonymous, &marks, error);
}

/**
 * herald_mail_free:
 * @self: (transfer full) (nullable): a mail
 *
 * Frees a mail.
 */
void
herald_mail_free (HeraldMail *self)
{
  if (self == NULL)
    return;

  g_free (self->to);
  g_free (self->from);
  g_free (self->outer_subject);
  g_ptr_array_unref (self->outer);
  g_ptr_array_unref (self->protected);
  g_free (self);
}

/**
 * herald_mail_get_protected_headers:
 * @self: a mail
 *
 * Gets the headers for the root of the sealed MIME entity (RFC 9788).
 *
 * The true ones come first, then an HP-Outer copy of each that stands outside.
 * The values are ASCII, encoded by RFC 2047, and on one line: whoever writes
 * them folds them at their spaces.
 *
 * Returns: (transfer none) (array zero-terminated=1): name, value, name, value
 */
const char * const *
herald_mail_get_protected_headers (const HeraldMail *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->protected->pdata;
}

/**
 * herald_mail_get_boundary:
 * @self: a mail
 *
 * Gets a boundary for the sealed MIME entity; the one outside is another.
 *
 * Returns: (transfer none): 32 hexadecimal digits
 */
const char *
herald_mail_get_boundary (const HeraldMail *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->marks.inner_boundary;
}

/**
 * herald_mail_write_start:
 * @self: a mail
 * @fd: where to
 * @error: return location for an error
 *
 * Writes a PGP/MIME mail up to the place of the armored message (RFC 3156 §4).
 *
 * Every line ends in CRLF, and so must those of the message. There is no
 * X-Unsent: a mail program would open it as a draft in clear, or lose it.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_mail_write_start (const HeraldMail  *self,
                         int                fd,
                         GError           **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (fd >= 0, FALSE);

  for (guint i = 0; i < self->outer->len; i += 2)
    g_string_append_printf (text, "%s: %s\r\n",
                            (char *) self->outer->pdata[i], (char *) self->outer->pdata[i + 1]);

  g_string_append_printf (text,
                          "MIME-Version: 1.0\r\n"
                          "Content-Type: multipart/encrypted;\r\n"
                          " protocol=\"application/pgp-encrypted\";\r\n"
                          " boundary=\"%s\"\r\n"
                          "\r\n"
                          "--%s\r\n"
                          "Content-Type: application/pgp-encrypted\r\n"
                          "\r\n"
                          "Version: 1\r\n"
                          "\r\n"
                          "--%s\r\n"
                          "Content-Type: application/octet-stream; name=\"encrypted.asc\"\r\n"
                          "Content-Disposition: inline; filename=\"encrypted.asc\"\r\n"
                          "\r\n",
                          self->marks.boundary, self->marks.boundary, self->marks.boundary);

  return herald_file_write_all (fd, text->str, text->len, error);
}

/**
 * herald_mail_write_end:
 * @self: a mail
 * @fd: where to
 * @error: return location for an error
 *
 * Writes what follows the armored message.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_mail_write_end (const HeraldMail  *self,
                       int                fd,
                       GError           **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (fd >= 0, FALSE);

  text = g_strdup_printf ("\r\n--%s--\r\n", self->marks.boundary);
  return herald_file_write_all (fd, text, strlen (text), error);
}
