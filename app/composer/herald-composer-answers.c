/* herald-composer-answers.c: answers that were sealed to the reply key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include "herald-composer-follow-up.h"
#include "herald-composer-private.h"

typedef struct
{
  HeraldComposer *composer;   /* bare, with its case */
  GBytes         *secret_key; /* or NULL: the case has it */
  char           *passphrase;
  GBytes         *message;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->composer);
  g_clear_pointer (&reading->secret_key, g_bytes_unref);
  herald_follow_up_free (reading->passphrase);
  g_bytes_unref (reading->message);
  g_free (reading);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Reading *reading = task_data;
  g_autoptr(GBytes) secret = NULL;
  g_autoptr(GBytes) opened = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  secret = reading->secret_key != NULL ? g_bytes_ref (reading->secret_key)
                                       : herald_composer_read_reply_secret (reading->composer, &error);
  if (secret != NULL)
    opened = herald_reply_key_open (secret, reading->passphrase, reading->message, cancellable, &error);
  if (opened == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  text = g_utf8_make_valid (g_bytes_get_data (opened, NULL) != NULL ? g_bytes_get_data (opened, NULL) : "",
                            (gssize) g_bytes_get_size (opened));
  g_task_return_pointer (task, herald_text_show_hidden (text, TRUE), g_free);
}

/**
 * herald_composer_read_answer_async:
 * @self: a composer
 * @secret_key: (nullable): the secret part of the reply key, as it was kept in a
 *   file; %NULL for the one that the case in progress keeps
 * @passphrase: what protects it
 * @message: one sealed answer, armored or not
 * @cancellable: (nullable): stops it
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Opens an answer, in memory alone.
 *
 * Thread: the main thread; gpg runs in a worker.
 */
void
herald_composer_read_answer_async (HeraldComposer      *self,
                                   GBytes              *secret_key,
                                   const char          *passphrase,
                                   GBytes              *message,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  Reading *reading;

  g_task_set_name (task, "herald_composer_read_answer_async");
  if (!herald_engine_init (&error))
    {
      g_task_return_error (task, error);
      return;
    }

  reading = g_new0 (Reading, 1);
  reading->composer = g_object_new (HERALD_TYPE_COMPOSER, NULL);
  g_set_object (&reading->composer->kept, self->kept);
  reading->secret_key = secret_key != NULL ? g_bytes_ref (secret_key) : NULL;
  reading->passphrase = g_strdup (passphrase);
  reading->message = g_bytes_ref (message);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * herald_composer_read_answer_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_read_answer_async().
 *
 * Returns: (transfer full): what the vendor answers: UTF-8 text in which nothing
 *   is hidden; %NULL with an error
 */
char *
herald_composer_read_answer_finish (HeraldComposer  *self,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
