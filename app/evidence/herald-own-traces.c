/* herald-own-traces.c: what in a report tells who wrote it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-file.h"
#include "herald-own-traces.h"

#define READ_SIZE (64 * 1024)

static void
append_trace_cb (const HeraldOwnTrace *trace,
                 gpointer              user_data)
{
  g_array_append_vals (user_data, trace, 1);
}

/**
 * herald_own_traces_find_in_text:
 * @identity: who the person is
 * @text: UTF-8 text
 *
 * Finds what tells who the person is.
 *
 * Whole words count, in whatever case (apport's rule); of what overlaps only
 * the first and longest is told.
 *
 * Returns: (transfer full) (element-type HeraldOwnTrace): traces, in the order
 *   of the text
 */
GArray *
herald_own_traces_find_in_text (HeraldOwnIdentity *identity,
                                const char        *text)
{
  GArray *traces = g_array_new (FALSE, FALSE, sizeof (HeraldOwnTrace));
  g_autoptr(HeraldOwnScanner) scanner = herald_own_scanner_new (identity, append_trace_cb, traces);

  herald_own_scanner_feed (scanner, text, strlen (text));
  herald_own_scanner_finish (scanner);
  return traces;
}

/**
 * herald_own_traces_scan_fd:
 * @identity: who the person is
 * @fd: an open file, read from where it stands to its end
 * @func: called with each trace, in the order of the file
 * @user_data: for @func
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Finds what tells who the person is in a file of any size.
 *
 * The file may be UTF-8, Latin-1 or UTF-16, or a mixture of them. Archives and
 * compressed files are searched as the bytes that they are. Memory does not
 * grow with the file.
 *
 * Thread: any; it takes time with the size.
 *
 * Returns: %TRUE when all of it was read; errors are #HeraldFileError, without
 *   a name
 */
gboolean
herald_own_traces_scan_fd (HeraldOwnIdentity   *identity,
                           int                  fd,
                           HeraldOwnTraceFunc   func,
                           gpointer             user_data,
                           GCancellable        *cancellable,
                           GError             **error)
{
  g_autoptr(HeraldOwnScanner) scanner = herald_own_scanner_new (identity, func, user_data);
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);

  for (;;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      n = read (fd, buffer, READ_SIZE);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error_literal (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED, g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        break;
      herald_own_scanner_feed (scanner, buffer, (gsize) n);
    }

  herald_own_scanner_finish (scanner);
  return TRUE;
}

/* What each kind is called: the word in the finding's id, and in the sentence. */
static const struct
{
  const char *word;
  const char *name;
} kinds[HERALD_OWN_N_KINDS] = {
  [HERALD_OWN_HOME_FOLDER] = { "home-folder", N_("your home folder") },
  [HERALD_OWN_EMAIL] = { "email", N_("your e-mail address") },
  [HERALD_OWN_MACHINE_ID] = { "machine-id", N_("the id of your machine") },
  [HERALD_OWN_HARDWARE_ADDRESS] = { "hardware-address", N_("a hardware address of your machine") },
  [HERALD_OWN_ADDRESS] = { "address", N_("a network address of your machine") },
  [HERALD_OWN_HOST_NAME] = { "host-name", N_("the name of your machine") },
  [HERALD_OWN_USER_NAME] = { "user-name", N_("your user name") },
  [HERALD_OWN_REAL_NAME] = { "real-name", N_("your real name or a part of it") },
  [HERALD_OWN_GIT_IDENTITY] = { "git-identity", N_("the name or address of your git commits") },
  [HERALD_OWN_SSH_IDENTITY] = { "ssh-identity", N_("the comment of one of your SSH keys") },
  [HERALD_OWN_USER_FOLDER] = { "user-folder", N_("the home folder of a user") },
  [HERALD_OWN_SHELL_PROMPT] = { "shell-prompt", N_("a shell prompt with a user and a machine") },
  [HERALD_OWN_RUNTIME_FOLDER] = { "runtime-folder", N_("a runtime folder with a user’s number") },
};

typedef struct
{
  HeraldOwnIdentity *identity;
  GPtrArray         *findings;
  GHashTable        *seen;       /* kinds and ordinals, so that a log full of one name is read fast */
  const char        *place;
  gboolean           attachment;
} Review;

static char *
write_message (const Review         *review,
               const HeraldOwnTrace *trace)
{
  g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, trace->line);
  const char *name = _(kinds[trace->kind].name);

  if (!review->attachment)
    /* TRANSLATORS: the first %s is such as “your user name”, the second a line’s number */
    return g_strdup_printf (_("This answer can tell who you are: it holds %s, in line %s"), name, line);
  if (trace->line > 0)
    /* TRANSLATORS: the first %s is such as “your user name”, the second a line’s number */
    return g_strdup_printf (_("This attachment can tell who you are: it holds %s, in line %s"), name, line);

  g_free (line);
  line = g_strdup_printf ("%" G_GUINT64_FORMAT, trace->offset);
  /* TRANSLATORS: the first %s is such as “your user name”, the second a number of bytes */
  return g_strdup_printf (_("This attachment can tell who you are: it holds %s, %s bytes from its start"),
                          name, line);
}

static gboolean
is_told (GPtrArray  *findings,
         const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    {
      if (g_str_equal (((const HeraldFinding *) g_ptr_array_index (findings, i))->id, id))
        return TRUE;
    }

  return FALSE;
}

/* One finding for each thing at each place, however often it stands there; its
 * id neither moves with the text nor tells what was found. */
static void
add_finding (Review               *review,
             const HeraldOwnTrace *trace,
             const char           *prefix,
             const char           *message)
{
  g_autofree char *tag = trace->ordinal > 1
    ? g_strdup_printf ("%s%s-%u", prefix, kinds[trace->kind].word, trace->ordinal)
    : g_strconcat (prefix, kinds[trace->kind].word, NULL);
  g_autoptr(HeraldFinding) finding = herald_finding_new_decidable ("own-trace", HERALD_SEVERITY_STOP,
                                                                   review->place, tag, message);

  if (!is_told (review->findings, finding->id))
    g_ptr_array_add (review->findings, g_steal_pointer (&finding));
}

static void
review_trace_cb (const HeraldOwnTrace *trace,
                 gpointer              user_data)
{
  Review *review = user_data;
  g_autofree char *message = NULL;

  if (!g_hash_table_add (review->seen, GUINT_TO_POINTER (trace->ordinal * HERALD_OWN_N_KINDS + trace->kind)))
    return;

  message = write_message (review, trace);
  add_finding (review, trace, "", message);
}

/**
 * herald_own_traces_review_text:
 * @identity: who the person is
 * @place: a place in the report, such as `/answers/product.name`
 * @text: what is shown there, substitutions applied
 * @findings: (element-type HeraldFinding): where to add what is found
 *
 * Adds a finding for each thing in an answer that tells who the person is.
 *
 * It stops the sealing, until a substitution takes it out of the text or a
 * decision keeps it. What @findings has already is not added again, so an
 * answer of several texts may be given piece by piece. For anonymous reports.
 */
void
herald_own_traces_review_text (HeraldOwnIdentity *identity,
                               const char        *place,
                               const char        *text,
                               GPtrArray         *findings)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  Review review = { .identity = identity, .findings = findings, .seen = seen, .place = place };
  g_autoptr(GArray) traces = herald_own_traces_find_in_text (identity, text);

  for (guint i = 0; i < traces->len; i++)
    review_trace_cb (&g_array_index (traces, HeraldOwnTrace, i), &review);
}

static void
review_name (Review     *review,
             const char *name)
{
  g_autoptr(GArray) traces = herald_own_traces_find_in_text (review->identity, name);

  for (guint i = 0; i < traces->len; i++)
    {
      const HeraldOwnTrace *trace = &g_array_index (traces, HeraldOwnTrace, i);
      /* TRANSLATORS: %s is such as “your user name” */
      g_autofree char *message = g_strdup_printf (_("The name of this attachment can tell who you are: it holds %s"),
                                                  _(kinds[trace->kind].name));

      add_finding (review, trace, "name-", message);
    }
}

/**
 * herald_own_traces_review_attachment:
 * @identity: who the person is
 * @attachment: an attachment
 * @fd: its content, at its start; stays open
 * @findings: (element-type HeraldFinding): where to add what is found
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Adds a finding for each thing in an attachment, and in its name, that tells
 * who the person is.
 *
 * It stops the sealing, until the attachment is replaced or a decision keeps
 * it. For anonymous reports.
 *
 * Thread: any; it takes time with the size of the file.
 *
 * Returns: %TRUE when the whole file was searched; otherwise @findings has
 *   what was found before
 */
gboolean
herald_own_traces_review_attachment (HeraldOwnIdentity       *identity,
                                     const HeraldAttachment  *attachment,
                                     int                      fd,
                                     GPtrArray               *findings,
                                     GCancellable            *cancellable,
                                     GError                 **error)
{
  g_autofree char *place = g_strconcat ("/attachments/", attachment->name, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  Review review = {
    .identity = identity,
    .findings = findings,
    .seen = seen,
    .place = place,
    .attachment = TRUE,
  };
  gboolean complete;

  review_name (&review, attachment->name);
  complete = herald_own_traces_scan_fd (identity, fd, review_trace_cb, &review, cancellable, error);
  if (!complete)
    g_prefix_error (error, "%s: ", attachment->name);
  return complete;
}
