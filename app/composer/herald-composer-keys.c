/* herald-composer-keys.c: judging and confirming keys without waiting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-composer-keys.h"
#include "herald-composer-private.h"
#include "herald-file.h"

typedef struct
{
  HeraldComposer      *composer; /* a copy, without a report */
  HeraldVendor        *vendor;
  HeraldConfirmedItem  item;
  char                *path;
  GBytes              *file;
  char                *value;
  char                *from;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->composer);
  g_clear_pointer (&work->vendor, herald_vendor_unref);
  g_clear_pointer (&work->file, g_bytes_unref);
  g_free (work->path);
  g_free (work->value);
  g_free (work->from);
  g_free (work);
}

/**
 * herald_key_file_free:
 * @self: (transfer full): a key file
 *
 * Frees what is known of a key file.
 */
void
herald_key_file_free (HeraldKeyFile *self)
{
  g_bytes_unref (self->file);
  g_ptr_array_unref (self->keys);
  g_free (self);
}

static void
judge_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Work *work = task_data;
  g_autoptr(GPtrArray) keys = NULL;
  HeraldKeyFile *judged;
  GError *error = NULL;

  /* One byte more than a key may have, so that it is the judge who says that
   * it is too large. */
  if (work->file == NULL)
    work->file = herald_file_read (work->path, HERALD_KEY_MAX_SIZE + 1, &error);
  if (work->file != NULL)
    keys = herald_composer_judge_keys (work->file, &error);
  if (keys == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  judged = g_new0 (HeraldKeyFile, 1);
  judged->file = g_bytes_ref (work->file);
  judged->keys = g_steal_pointer (&keys);
  g_task_return_pointer (task, judged, (GDestroyNotify) herald_key_file_free);
}

static void
judge (HeraldComposer      *self,
       Work                *work,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_name (task, "herald_composer_judge_async");
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, judge_thread);
}

/**
 * herald_composer_judge_file_async:
 * @self: a composer
 * @path: a key file
 * @cancellable: (nullable): makes that nobody waits for it any more
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Reads a key file and judges every key in it, in a worker.
 *
 * Thread: the main thread.
 */
void
herald_composer_judge_file_async (HeraldComposer      *self,
                                  const char          *path,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (path);
  judge (self, work, cancellable, callback, user_data);
}

/**
 * herald_composer_judge_bytes_async:
 * @self: a composer
 * @file: the content of a key file
 * @cancellable: (nullable): makes that nobody waits for it any more
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Judges every key of a file that was read or pasted, in a worker.
 *
 * Thread: the main thread.
 */
void
herald_composer_judge_bytes_async (HeraldComposer      *self,
                                   GBytes              *file,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  Work *work = g_new0 (Work, 1);

  work->file = g_bytes_ref (file);
  judge (self, work, cancellable, callback, user_data);
}

/**
 * herald_composer_judge_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_judge_file_async() and its sister.
 *
 * Returns: (transfer full): the keys, or %NULL with an error if it is no key
 *   file, or could not be read
 */
HeraldKeyFile *
herald_composer_judge_finish (HeraldComposer  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
confirm_key (const Work  *work,
             GError     **error)
{
  g_autoptr(HeraldKey) key = herald_recipient_choose (work->file, work->value, error);

  return key != NULL &&
         herald_composer_confirm_from (work->composer, work->vendor, HERALD_CONFIRMED_KEY,
                                       herald_key_get_fingerprint (key), herald_key_get_certificate (key),
                                       work->from, error);
}

static void
confirm_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;
  gboolean good;

  if (work->item == HERALD_CONFIRMED_KEY)
    good = confirm_key (work, &error);
  else
    good = herald_composer_confirm_from (work->composer, work->vendor, work->item, work->value, NULL,
                                         work->from, &error);

  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @file. */
static void
confirm (HeraldComposer      *self,
         HeraldVendor        *vendor,
         HeraldConfirmedItem  item,
         GBytes              *file,
         const char          *value,
         const char          *from,
         GAsyncReadyCallback  callback,
         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->composer = g_object_new (HERALD_TYPE_COMPOSER, NULL);
  work->composer->state = g_strdup (self->state);
  work->composer->is_for_memory = herald_composer_confirms_in_memory (self);
  g_clear_pointer (&work->composer->memory, herald_confirmed_memory_unref);
  work->composer->memory = herald_confirmed_memory_ref (self->memory);
  work->vendor = herald_vendor_ref (vendor);
  work->item = item;
  work->file = file;
  work->value = g_strdup (value);
  work->from = g_strdup (from);

  g_task_set_name (task, "herald_composer_confirm_async");
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, confirm_thread);
}

/**
 * herald_composer_confirm_key_async:
 * @self: a composer
 * @vendor: a vendor
 * @file: the content of a key file
 * @fingerprint: the full fingerprint that the person has from elsewhere
 * @from: where the person has it from, one line; may be empty
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Keeps a vendor's key, if it has that fingerprint and can be used, in a worker.
 *
 * Thread: the main thread.
 */
void
herald_composer_confirm_key_async (HeraldComposer      *self,
                                   HeraldVendor        *vendor,
                                   GBytes              *file,
                                   const char          *fingerprint,
                                   const char          *from,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  confirm (self, vendor, HERALD_CONFIRMED_KEY, g_bytes_ref (file), fingerprint, from, callback, user_data);
}

/**
 * herald_composer_confirm_address_async:
 * @self: a composer
 * @vendor: a vendor
 * @address: its e-mail address for reports
 * @from: where the person has it from, one line; may be empty
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Keeps a vendor's e-mail address, in a worker.
 *
 * Thread: the main thread.
 */
void
herald_composer_confirm_address_async (HeraldComposer      *self,
                                       HeraldVendor        *vendor,
                                       const char          *address,
                                       const char          *from,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  confirm (self, vendor, HERALD_CONFIRMED_ADDRESS, NULL, address, from, callback, user_data);
}

/**
 * herald_composer_confirm_value_async:
 * @self: a composer
 * @vendor: a vendor
 * @item: the address or the endpoint
 * @value: what it is
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_confirm_value() does, in a worker.
 *
 * Whether it is written or remembered follows from the report in progress now,
 * whatever becomes of that meanwhile.
 *
 * Thread: the main thread.
 */
void
herald_composer_confirm_value_async (HeraldComposer      *self,
                                     HeraldVendor        *vendor,
                                     HeraldConfirmedItem  item,
                                     const char          *value,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  confirm (self, vendor, item, NULL, value, _("confirmed by you"), callback, user_data);
}

/**
 * herald_composer_confirm_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_confirm_key_async() and its sisters.
 *
 * Returns: %FALSE with an error that tells why the value was not kept
 */
gboolean
herald_composer_confirm_finish (HeraldComposer  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
