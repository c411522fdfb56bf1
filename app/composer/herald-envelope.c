/* herald-envelope.c: looking at an envelope from outside
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

#include "herald-envelope.h"
#include "herald-envelope-private.h"
#include "herald-message.h"
#include "herald-pipeline.h"

static const char * const form_words[] = { "eml", "asc", "bundle", "draft" };

/**
 * herald_envelope_form_to_word:
 * @form: a form
 *
 * Gives the word for a form in commands and `--json` output.
 *
 * Returns: `eml`, `asc`, `bundle` or `draft`
 */
const char *
herald_envelope_form_to_word (HeraldEnvelopeForm form)
{
  return form_words[form];
}

/**
 * herald_envelope_form_from_word:
 * @word: a word
 * @form: (out): the form that it names
 *
 * Reads the word for a form.
 *
 * Returns: %FALSE if it names none
 */
gboolean
herald_envelope_form_from_word (const char         *word,
                                HeraldEnvelopeForm *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (form_words); i++)
    {
      if (g_str_equal (form_words[i], word))
        {
          *form = (HeraldEnvelopeForm) i;
          return TRUE;
        }
    }

  return FALSE;
}

/* Tells a bare message from a mail, whose reader says the rest. */
gboolean
herald_envelope_is_message (int                  fd,
                            HeraldEnvelopeForm  *form)
{
  static const char armor[] = "-----BEGIN PGP MESSAGE-----";
  char start[sizeof armor] = "";
  gssize n = pread (fd, start, sizeof start - 1, 0);

  if (n < 1)
    return FALSE;

  /* Every OpenPGP packet begins with a byte that no mail has (RFC 4880, 4.2). */
  if (start[0] & 0x80)
    *form = HERALD_ENVELOPE_BUNDLE;
  else if (g_str_equal (start, armor))
    *form = HERALD_ENVELOPE_ASC;
  else
    return FALSE;

  return TRUE;
}

typedef struct
{
  const HeraldMailView *mail;
  int                   fd;
} Extraction;

static gboolean
extract (int            in,
         int            out,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Extraction *extraction = data;

  return herald_mail_extract (extraction->mail, extraction->fd, out, cancellable, error);
}

typedef struct
{
  HeraldMessage *message;
  gboolean       whole;
} Inspection;

static gboolean
inspect (int            in,
         int            out,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Inspection *inspection = data;
  char drain[4096];

  inspection->message = herald_message_inspect (in, inspection->whole, error);
  if (inspection->message == NULL)
    return FALSE;

  /* When the first packets are enough, the rest need not come through. */
  if (!inspection->whole)
    return TRUE;
  while (read (in, drain, sizeof drain) > 0)
    ;

  return TRUE;
}

/* The message inside a mail. Where only its beginning is wanted, the stage
 * before meets a closed pipe, which is then no failure. */
static HeraldMessage *
inspect_mail (const HeraldMailView  *mail,
              int                    fd,
              gboolean               whole,
              GError               **error)
{
  Extraction extraction = { mail, fd };
  Inspection inspection = { NULL, whole };
  const HeraldStage stages[] = { { extract, &extraction }, { inspect, &inspection } };
  g_autoptr(GError) local_error = NULL;

  if (herald_pipeline_run (stages, G_N_ELEMENTS (stages), -1, -1, NULL, &local_error) ||
      (inspection.message != NULL && !whole))
    return inspection.message;

  g_clear_pointer (&inspection.message, herald_message_free);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* The message of an envelope of any form, and the mail around it if there is one. */
static HeraldMessage *
read_message (int                  fd,
              gboolean             whole,
              HeraldEnvelopeForm  *form,
              HeraldMailView     **mail,
              GError             **error)
{
  if (herald_envelope_is_message (fd, form))
    {
      lseek (fd, 0, SEEK_SET);
      return herald_message_inspect (fd, whole, error);
    }

  *mail = herald_mail_read (fd, error);
  if (*mail == NULL)
    return NULL;

  *form = (*mail)->form == HERALD_MAIL_FORM_EML ? HERALD_ENVELOPE_EML : HERALD_ENVELOPE_DRAFT;
  return inspect_mail (*mail, fd, whole, error);
}

static HeraldEnvelopeView *
make_view (int                    fd,
           HeraldEnvelopeForm     form,
           const HeraldMailView  *mail,
           const HeraldMessage   *message)
{
  static const char * const none[] = { NULL };
  HeraldEnvelopeView *view = g_new0 (HeraldEnvelopeView, 1);
  g_autoptr(GStrvBuilder) recipients = g_strv_builder_new ();
  struct stat status;

  if (fstat (fd, &status) == 0)
    view->size = (guint64) status.st_size;
  view->form = form;
  view->headers = g_strdupv (mail != NULL ? mail->headers : (GStrv) none);
  view->names = g_strdupv (mail != NULL ? mail->names : (GStrv) none);
  view->protection = g_strdup (herald_message_get_protection (message));

  g_strv_builder_addv (recipients, (const char **) herald_message_get_recipients (message));
  for (guint i = 0; i < herald_message_get_n_hidden (message); i++)
    g_strv_builder_add (recipients, "0000000000000000");
  view->recipients = g_strv_builder_end (recipients);

  return view;
}

/**
 * herald_envelope_inspect:
 * @fd: an ordinary file that can be read from its start
 * @whole: whether to walk to the end; otherwise the first packets are enough
 * @error: return location for an error
 *
 * Tells what others can see of an envelope of any form.
 *
 * The file may come from anywhere.
 *
 * Thread: reads a file; a worker.
 *
 * Returns: (transfer full): the view, or %NULL with an error that says what
 *   the file is not
 */
HeraldEnvelopeView *
herald_envelope_inspect (int        fd,
                         gboolean   whole,
                         GError   **error)
{
  g_autoptr(HeraldMailView) mail = NULL;
  HeraldEnvelopeForm form;
  g_autoptr(HeraldMessage) message = read_message (fd, whole, &form, &mail, error);

  if (message == NULL)
    return NULL;

  return make_view (fd, form, mail, message);
}

/**
 * herald_envelope_check:
 * @fd: an envelope that was just written
 * @subkey: the full fingerprint of the subkey that it shall be sealed to
 * @error: return location for an error
 *
 * Reads an envelope of our own back.
 *
 * It must be sealed to that subkey and to nobody else, and guarded against
 * changes.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_envelope_check (int          fd,
                       const char  *subkey,
                       GError     **error)
{
  g_autoptr(HeraldMailView) mail = NULL;
  HeraldEnvelopeForm form;
  g_autoptr(HeraldMessage) message = read_message (fd, FALSE, &form, &mail, error);

  return message != NULL && herald_message_check (message, subkey, error);
}

/**
 * herald_envelope_view_free:
 * @self: (transfer full): a view
 *
 * Frees a view.
 */
void
herald_envelope_view_free (HeraldEnvelopeView *self)
{
  g_strfreev (self->recipients);
  g_strfreev (self->headers);
  g_strfreev (self->names);
  g_free (self->protection);
  g_free (self);
}
