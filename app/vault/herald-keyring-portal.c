/* herald-keyring-portal.c: the secret of a vault from the Secret portal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "herald-file-writer.h"
#include "herald-file.h"
#include "herald-keyring-backend.h"

#define PORTAL_NAME    "org.freedesktop.portal.Desktop"
#define PORTAL_PATH    "/org/freedesktop/portal/desktop"
#define PORTAL_SECRET  "org.freedesktop.portal.Secret"
#define PORTAL_REQUEST "org.freedesktop.portal.Request"

#define MIN_MASTER_SIZE 16
#define MAX_MASTER_SIZE 4096
#define MAX_TOKEN_SIZE  4096

/* Exactly crypto_generichash_blake2b_PERSONALBYTES. */
static const guint8 purpose[] = { 'H', 'e', 'r', 'a', 'l', 'd', '-', 'k', 'e', 'y', 'r', 'i', 'n', 'g', '-', '1' };

/* What the portal gives: a secret through a pipe, and an answer on the bus. */
typedef struct
{
  int                fd;
  guint8            *master;
  gsize              length;
  gboolean           is_read;
  GHashTable        *answers;     /* of requests, by their path */
  char              *request;     /* ours, once it is known */
  HeraldKeyringStep *for_answer;
  HeraldKeyringStep *for_end;
} Retrieval;

static void
retrieval_clear (Retrieval *self)
{
  if (self->fd >= 0)
    close (self->fd);
  sodium_free (self->master);
  g_hash_table_unref (self->answers);
  g_free (self->request);
  herald_keyring_step_unref (self->for_answer);
  herald_keyring_step_unref (self->for_end);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Retrieval, retrieval_clear)

/* One byte more than may come, so that too many are seen. */
static void
retrieval_init (Retrieval *self)
{
  if (sodium_init () < 0)
    g_error ("libsodium does not start");

  self->fd = -1;
  self->master = sodium_malloc (MAX_MASTER_SIZE + 1);
  if (self->master == NULL)
    g_error ("there is no memory for a key");
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  self->for_answer = herald_keyring_step_new ();
  self->for_end = herald_keyring_step_new ();
  g_signal_connect_swapped (self->for_answer->cancellable, "cancelled",
                            G_CALLBACK (herald_keyring_step_end), self->for_answer);
  g_signal_connect_swapped (self->for_end->cancellable, "cancelled",
                            G_CALLBACK (herald_keyring_step_end), self->for_end);
}

static char *
token_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "herald", "keyring-token", NULL);
}

/* The portal may want to be reminded of what it gave out before. */
static char *
read_token (void)
{
  g_autofree char *path = token_path ();
  g_autoptr(GBytes) file = herald_file_read (path, MAX_TOKEN_SIZE, NULL);
  gsize length = 0;
  const char *text = file != NULL ? g_bytes_get_data (file, &length) : NULL;

  return length > 0 && g_utf8_validate (text, (gssize) length, NULL) ? g_strndup (text, length) : NULL;
}

static gboolean
write_token (const char  *token,
             GError     **error)
{
  g_autofree char *path = token_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  if (herald_file_make_folder (folder, NULL) &&
      herald_file_replace (path, token, strlen (token), HERALD_FILE_WRITER_NONE, NULL))
    return TRUE;

  g_set_error_literal (error, HERALD_KEYRING_ERROR, HERALD_KEYRING_ERROR_FAILED,
                       _("What the keyring wants to be shown next time cannot be written; make room on the disk, or use a passphrase for the vault"));
  return FALSE;
}

static void
answered_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  Retrieval *self = user_data;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;

  g_hash_table_replace (self->answers, g_strdup (path), g_variant_ref (parameters));
  if (g_strcmp0 (self->request, path) == 0)
    herald_keyring_step_end (self->for_answer);
}

static gboolean
readable_cb (int          fd,
             GIOCondition condition,
             gpointer     user_data)
{
  Retrieval *self = user_data;
  gssize n = read (fd, self->master + self->length, MAX_MASTER_SIZE + 1 - self->length);

  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return G_SOURCE_CONTINUE;

  self->length += (gsize) MAX (n, 0);
  if (n > 0 && self->length <= MAX_MASTER_SIZE)
    return G_SOURCE_CONTINUE;

  self->is_read = n == 0;
  herald_keyring_step_end (self->for_end);
  return G_SOURCE_REMOVE;
}

/* Hands the portal one end of a pipe; the other one is ours. */
static GUnixFDList *
make_pipe (Retrieval  *self,
           GError    **error)
{
  g_autoptr(GUnixFDList) list = g_unix_fd_list_new ();
  int ends[2];
  int index;

  if (!g_unix_open_pipe (ends, FD_CLOEXEC, NULL))
    {
      herald_keyring_refuse (error, HERALD_KEYRING_ERROR_FAILED);
      return NULL;
    }

  self->fd = ends[0];
  index = g_unix_fd_list_append (list, ends[1], NULL);
  close (ends[1]);
  if (index < 0 || !g_unix_set_fd_nonblocking (self->fd, TRUE, NULL))
    {
      herald_keyring_refuse (error, HERALD_KEYRING_ERROR_FAILED);
      return NULL;
    }
  return g_steal_pointer (&list);
}

static gboolean
call_portal (HeraldKeyringRun  *run,
             GDBusConnection   *bus,
             Retrieval         *self,
             const char        *token,
             GError           **error)
{
  g_autoptr(HeraldKeyringStep) step = herald_keyring_step_new ();
  g_autoptr(GUnixFDList) list = make_pipe (self, error);
  g_autoptr(GVariant) reply = NULL;
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  GError *foreign = NULL;

  if (list == NULL)
    return FALSE;
  if (token != NULL)
    g_variant_dict_insert (&options, "token", "s", token);

  g_dbus_connection_call_with_unix_fd_list (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_SECRET, "RetrieveSecret",
                                            g_variant_new ("(h@a{sv})", 0, g_variant_dict_end (&options)),
                                            G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE,
                                            (int) herald_keyring_limits.answer, list, step->cancellable,
                                            herald_keyring_step_cb, herald_keyring_step_ref (step));
  /* Without our copy the pipe ends when the portal's copy is closed. */
  g_clear_object (&list);
  if (!herald_keyring_run_wait (run, step, HERALD_KEYRING_SERVICE, error))
    return FALSE;

  reply = g_dbus_connection_call_with_unix_fd_list_finish (bus, NULL, step->result, &foreign);
  if (reply == NULL)
    return herald_keyring_translate (error, foreign);

  g_variant_get (reply, "(o)", &self->request);
  return TRUE;
}

static gboolean
judge_answer (Retrieval  *self,
              GVariant   *answer,
              char      **token,
              GError    **error)
{
  g_autoptr(GVariant) results = NULL;
  guint32 response;

  g_variant_get (answer, "(u@a{sv})", &response, &results);
  if (response == 1)
    return herald_keyring_refuse (error, HERALD_KEYRING_ERROR_LOCKED);
  if (response != 0)
    return herald_keyring_refuse (error, HERALD_KEYRING_ERROR_FAILED);

  g_variant_lookup (results, "token", "s", token);
  return TRUE;
}

/* The portal answers once it has written all, after a person has unlocked the
 * keyring, perhaps. */
static gboolean
retrieve (HeraldKeyringRun  *run,
          GDBusConnection   *bus,
          Retrieval         *self,
          char             **token,
          GError           **error)
{
  g_autoptr(GSource) source = NULL;
  gboolean is_good;

  if (!call_portal (run, bus, self, *token, error))
    return FALSE;

  source = g_unix_fd_source_new (self->fd, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_callback (source, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (source, run->context);

  if (g_hash_table_contains (self->answers, self->request))
    herald_keyring_step_end (self->for_answer);
  g_clear_pointer (token, g_free);

  is_good = herald_keyring_run_wait (run, self->for_answer, HERALD_KEYRING_PERSON, error) &&
            judge_answer (self, g_hash_table_lookup (self->answers, self->request), token, error) &&
            herald_keyring_run_wait (run, self->for_end, HERALD_KEYRING_SERVICE, error);
  g_source_destroy (source);

  if (!g_hash_table_contains (self->answers, self->request))
    g_dbus_connection_call (bus, PORTAL_NAME, self->request, PORTAL_REQUEST, "Close", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  if (is_good && (!self->is_read || self->length < MIN_MASTER_SIZE))
    return herald_keyring_refuse (error, HERALD_KEYRING_ERROR_FAILED);
  return is_good;
}

/* BLAKE2b-256 of what the portal gave, with the vault's id as salt and the
 * purpose as personalization (RFC 7693, 2.5): the portal's documentation wants
 * its secret to be expanded, and two vaults are to have two keys. */
static HeraldSecret *
expand (const Retrieval *self,
        const char      *vault_id)
{
  HeraldSecret *secret = herald_secret_new_random ();
  guint8 id[HERALD_ID_SIZE];

  G_STATIC_ASSERT (sizeof purpose == crypto_generichash_blake2b_PERSONALBYTES);
  G_STATIC_ASSERT (sizeof id == crypto_generichash_blake2b_SALTBYTES);

  herald_id_read (vault_id, id);
  crypto_generichash_blake2b_salt_personal (secret->bytes, sizeof secret->bytes,
                                            self->master, self->length, NULL, 0, id, purpose);
  return secret;
}

/**
 * herald_keyring_portal_lookup:
 * @run: a use of a keyring
 * @vault_id: the vault's id
 * @is_first: whether a vault is about to rely on it
 * @error: return location for an error
 *
 * Makes the secret of a vault from the one that the portal has for Herald.
 *
 * A token that comes with it is kept for the next time; where that fails, a
 * vault that would rely on it is told so, and one that already does is opened.
 *
 * Returns: (transfer full): the secret, or %NULL with an error
 */
HeraldSecret *
herald_keyring_portal_lookup (HeraldKeyringRun  *run,
                              const char        *vault_id,
                              gboolean           is_first,
                              GError           **error)
{
  g_auto(Retrieval) self = { 0 };
  GDBusConnection *bus;
  g_autofree char *known = read_token ();
  g_autofree char *token = g_strdup (known);
  guint subscription;
  gboolean is_good;

  retrieval_init (&self);
  bus = herald_keyring_run_connect (run, error);
  if (bus == NULL)
    return NULL;

  /* Before the call, since the answer may overtake the reply with its path. */
  subscription = g_dbus_connection_signal_subscribe (bus, PORTAL_NAME, PORTAL_REQUEST, "Response",
                                                     NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                     answered_cb, &self, NULL);
  is_good = retrieve (run, bus, &self, &token, error);
  g_dbus_connection_signal_unsubscribe (bus, subscription);

  if (!is_good ||
      (token != NULL && g_strcmp0 (token, known) != 0 && !write_token (token, is_first ? error : NULL) && is_first))
    return NULL;

  return expand (&self, vault_id);
}
