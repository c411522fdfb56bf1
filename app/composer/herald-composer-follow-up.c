/* herald-composer-follow-up.c: a key for the answers to the report in progress
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-follow-up.h"
#include "herald-composer-private.h"
#include "herald-date.h"
#include "herald-log-kind.h"

#define SECRET_NAME "reply-key-secret.asc"

/* An entry's detail: for which of the two the key was made, then the key. */
#define NAMED     "named\n"
#define ANONYMOUS "anonymous\n"

typedef struct
{
  HeraldComposer *composer;   /* a copy */
  char           *passphrase;
  char           *path;       /* where the secret part goes, or NULL: into the case */
  HeraldReplyKey *key;        /* once it is made */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->composer);
  herald_follow_up_free (making->passphrase);
  g_free (making->path);
  g_clear_pointer (&making->key, herald_reply_key_free);
  g_free (making);
}

/* The public part alone, as it comes from a file or from the log. */
static HeraldReplyKey *
read_public (GBytes  *file,
             GError **error)
{
  g_autoptr(GPtrArray) keys = herald_key_read (file, g_get_real_time () / G_USEC_PER_SEC, error);
  HeraldReplyKey *self;

  if (keys == NULL)
    return NULL;

  if (keys->len != 1 || !herald_key_is_usable (g_ptr_array_index (keys, 0)))
    {
      g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE,
                           _("A key for answers is one public key that can be sealed to"));
      return NULL;
    }

  self = g_new0 (HeraldReplyKey, 1);
  self->fingerprint = g_strdup (herald_key_get_fingerprint (g_ptr_array_index (keys, 0)));
  self->expires = g_strdup ("");
  self->public_key = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  return self;
}

/* A key that was made under a name is none for an anonymous report: whoever has
 * both reports could tell who wrote the second. */
const HeraldReplyKey *
herald_composer_find_reply_key (HeraldComposer *self)
{
  gboolean anonymous = herald_report_get_anonymous (self->report);

  return self->is_reply_key_anonymous == anonymous ? self->reply_key : NULL;
}

static void
take_key (HeraldComposer *self,
          HeraldReplyKey *key,
          gboolean        anonymous)
{
  g_clear_pointer (&self->reply_key, herald_reply_key_free);
  self->reply_key = key;
  self->is_reply_key_anonymous = anonymous;
}

/* The last key that was made for a kept report, or NULL. */
static const HeraldCaseEntry *
find_entry (GPtrArray *log)
{
  for (guint i = log->len; i > 0; i--)
    {
      const HeraldCaseEntry *entry = g_ptr_array_index (log, i - 1);

      if (g_str_equal (entry->kind, HERALD_LOG_KIND_REPLY_KEY))
        return entry;
    }

  return NULL;
}

/* Another report is in progress: with the key that its case remembers, or none. */
void
herald_composer_load_reply_key (HeraldComposer *self)
{
  g_autoptr(GPtrArray) log = self->kept != NULL ? herald_case_log_get (self->kept) : NULL;
  const HeraldCaseEntry *entry = log != NULL ? find_entry (log) : NULL;
  const char *key = entry != NULL ? strchr (entry->detail, '\n') : NULL;
  g_autoptr(GBytes) file = key != NULL ? g_bytes_new (key + 1, strlen (key + 1)) : NULL;

  take_key (self, file != NULL ? read_public (file, NULL) : NULL,
            entry != NULL && g_str_has_prefix (entry->detail, ANONYMOUS));
}

static HeraldCaseEntry *
make_entry (const char *public_key,
            gboolean    anonymous)
{
  HeraldCaseEntry *entry = g_new0 (HeraldCaseEntry, 1);

  entry->kind = g_strdup (HERALD_LOG_KIND_REPLY_KEY);
  entry->source = g_strdup (HERALD_LOG_ME);
  entry->date = herald_date_today ();
  entry->state = g_strdup ("");
  entry->promise = g_strdup ("");
  entry->detail = g_strconcat (anonymous ? ANONYMOUS : NAMED, public_key, NULL);

  return entry;
}

/* A report that was in memory comes into a case, and its key with it. */
gboolean
herald_composer_log_reply_key (HeraldComposer  *self,
                               HeraldCase      *kept,
                               GError         **error)
{
  g_autoptr(HeraldCaseEntry) entry = NULL;

  if (self->reply_key == NULL)
    return TRUE;

  entry = make_entry (self->reply_key->public_key, self->is_reply_key_anonymous);
  return herald_case_log_add_entry (kept, entry, error);
}

static gboolean
write_secret (Making           *making,
              HeraldCaseEntry  *entry,
              GCancellable     *cancellable,
              GError          **error)
{
  gsize size;
  const void *data = g_bytes_get_data (making->key->secret_key, &size);
  gboolean written;
  int fd;

  if (making->path != NULL)
    return herald_composer_check_output (making->composer, making->path, error) &&
           herald_file_replace (making->path, data, size, HERALD_FILE_WRITER_NONE, error);

  fd = memfd_create ("herald-reply-key", MFD_CLOEXEC);
  if (fd < 0)
    {
      herald_file_set_errno (error, errno, _("the key for answers"));
      return FALSE;
    }

  written = herald_file_write_all (fd, data, size, error) && lseek (fd, 0, SEEK_SET) == 0;
  entry->file = written ? herald_case_add_blob (making->composer->kept, fd, cancellable, error) : NULL;
  entry->file_name = g_strdup (SECRET_NAME);
  close (fd);
  return entry->file != NULL;
}

static gboolean
keep_key (Making        *making,
          GCancellable  *cancellable,
          GError       **error)
{
  HeraldCase *kept = making->composer->kept;
  g_autoptr(HeraldCaseEntry) entry =
    make_entry (making->key->public_key, herald_report_get_anonymous (making->composer->report));

  return write_secret (making, entry, cancellable, error) &&
         (kept == NULL || herald_case_log_add_entry (kept, entry, error));
}

static void
make_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Making *making = task_data;
  GError *error = NULL;

  making->key = herald_reply_key_make (making->passphrase, cancellable, &error);
  if (making->key != NULL && keep_key (making, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_make_reply_key_async:
 * @self: a composer with a report
 * @passphrase: what protects the secret part: UTF-8, one line, not empty
 * @path: (nullable): where the secret part goes; %NULL for the case that the
 *   report is kept in
 * @cancellable: (nullable): stops it
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Makes a fresh key for the answers to the report in progress.
 *
 * From then on its public part is in what is sealed of the report, and the case
 * remembers it. It is not in there once the report becomes anonymous.
 *
 * Thread: the main thread; all that takes time happens in a worker.
 */
void
herald_composer_make_reply_key_async (HeraldComposer      *self,
                                      const char          *passphrase,
                                      const char          *path,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  HeraldComposer *copy;
  Making *making;

  g_return_if_fail (path != NULL || self->kept != NULL);

  g_task_set_name (task, "herald_composer_make_reply_key_async");
  g_task_set_check_cancellable (task, FALSE);
  copy = herald_engine_init (&error) ? herald_composer_copy (self, &error) : NULL;
  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  making = g_new0 (Making, 1);
  making->composer = copy;
  making->passphrase = g_strdup (passphrase);
  making->path = g_strdup (path);
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, make_thread);
}

/**
 * herald_composer_make_reply_key_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_make_reply_key_async().
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_make_reply_key_finish (HeraldComposer  *self,
                                       GAsyncResult    *result,
                                       GError         **error)
{
  Making *making;
  HeraldReport *report;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  /* Another report may be in progress by now; the key is not for that one. */
  making = g_task_get_task_data (G_TASK (result));
  report = making->composer->report;
  if (self->report != NULL && g_str_equal (herald_report_get_id (self->report), herald_report_get_id (report)))
    take_key (self, g_steal_pointer (&making->key), herald_report_get_anonymous (report));

  return TRUE;
}

/**
 * herald_composer_set_reply_key:
 * @self: a composer with a report
 * @file: (nullable): a public key that was made before for this report alone;
 *   %NULL for none
 * @error: return location for an error
 *
 * Takes a key for answers, whose secret part the person has.
 *
 * Returns: %FALSE with an error if it is not one usable public key
 */
gboolean
herald_composer_set_reply_key (HeraldComposer  *self,
                               GBytes          *file,
                               GError         **error)
{
  HeraldReplyKey *key = file != NULL ? read_public (file, error) : NULL;

  if (file != NULL && key == NULL)
    return FALSE;

  take_key (self, key, herald_report_get_anonymous (self->report));
  return TRUE;
}

/**
 * herald_composer_get_reply_key:
 * @self: a composer with a report
 *
 * Gets the fingerprint of the key that answers to the report can be sealed to.
 *
 * Returns: (transfer none) (nullable): 40 upper-case hexadecimal digits; %NULL
 *   if there is none
 */
const char *
herald_composer_get_reply_key (HeraldComposer *self)
{
  const HeraldReplyKey *key = herald_composer_find_reply_key (self);

  return key != NULL ? key->fingerprint : NULL;
}

/**
 * herald_composer_get_reply_key_text:
 * @self: a composer with a report
 *
 * Gets the key that answers to the report can be sealed to.
 *
 * Returns: (transfer none) (nullable): an armored public key; %NULL if there is none
 */
const char *
herald_composer_get_reply_key_text (HeraldComposer *self)
{
  const HeraldReplyKey *key = herald_composer_find_reply_key (self);

  return key != NULL ? key->public_key : NULL;
}

/* Reads the secret part that the case keeps. */
GBytes *
herald_composer_read_reply_secret (HeraldComposer  *self,
                                   GError         **error)
{
  g_autoptr(GPtrArray) log = self->kept != NULL ? herald_case_log_get (self->kept) : NULL;
  const HeraldCaseEntry *entry = log != NULL ? find_entry (log) : NULL;
  GBytes *secret;
  int fd;

  if (entry == NULL || entry->file == NULL)
    {
      g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                           _("The case keeps no key for answers; name the file that you kept"));
      return NULL;
    }

  fd = herald_case_open_blob (self->kept, entry->file->id, error);
  if (fd < 0)
    return NULL;

  secret = herald_file_read_fd (fd, HERALD_REPLY_MAX_KEY, entry->file_name, error);
  close (fd);
  return secret;
}
