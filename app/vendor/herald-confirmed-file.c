/* herald-confirmed-file.c: confirmed values, as they are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "herald-address.h"
#include "herald-confirmed-private.h"
#include "herald-decoder.h"
#include "herald-file.h"
#include "herald-file-writer.h"
#include "herald-hash.h"

#define MAX_SIZE     (64 * 1024)
#define HASH_IN_NAME 16

/* A file is named after what it holds, so a record and the file that it names
 * cannot be taken apart, not even by a kill in between: until the record is
 * replaced, the old file stands beside the new one. */
static char *
make_file_name (HeraldConfirmed *self,
                guint            item)
{
  return g_strdup_printf ("%s.%.*s.%s", herald_vendor_get_id (self->vendor), HASH_IN_NAME,
                          self->items[item].sha256, herald_confirmed_kinds[item].suffix);
}

/* Keeps one program from removing a file that another has just named, or reads
 * at this moment. Where locks are not to be had it goes without. The lock ends
 * with the descriptor. */
static int
lock_folder (const char *folder,
             int         operation)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  while (fd >= 0 && flock (fd, operation) < 0 && errno == EINTR)
    continue;

  return fd;
}

static void
unlock_folder (int fd)
{
  if (fd >= 0)
    close (fd);
}

static gboolean
read_file (HeraldConfirmed  *self,
           guint             item,
           GError          **error)
{
  g_autofree char *name = make_file_name (self, item);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GBytes) file = herald_file_read (path, HERALD_CONFIRMED_MAX_FILE, error);
  g_autofree char *sha256 = NULL;

  if (file == NULL)
    return FALSE;

  sha256 = herald_hash_of_data (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  if (!g_str_equal (sha256, self->items[item].sha256))
    {
      g_set_error (error, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_CHANGED,
                   /* TRANSLATORS: the first %s is a file, the second another */
                   _("%s: this is not the file that was confirmed; remove it and %s, and confirm again"),
                   path, self->path);
      return FALSE;
    }

  self->items[item].file = g_steal_pointer (&file);
  return TRUE;
}

static void
read_value (HeraldConfirmed       *self,
            HeraldDecoder         *decoder,
            const HeraldJsonValue *object,
            guint                  item)
{
  const HeraldConfirmedKind *kind = &herald_confirmed_kinds[item];
  HeraldConfirmedValue *kept = &self->items[item];
  const char * const *required = HERALD_NAMES ("date", "from", kind->value != NULL ? kind->value : "sha256",
                                               kind->suffix != NULL ? "sha256" : NULL);
  HeraldJsonValue value;

  if (object->node == NULL || !herald_decoder_open (decoder, object, required, NULL))
    return;

  if (kind->suffix != NULL)
    kept->sha256 = herald_decoder_hex (decoder, HERALD_MEMBER (object, "sha256"), HERALD_HASH_HEX_LENGTH, FALSE);
  kept->date = herald_decoder_date (decoder, HERALD_MEMBER (object, "date"));
  kept->from = herald_decoder_text (decoder, HERALD_MEMBER (object, "from"), HERALD_CONFIRMED_MAX_FROM,
                                    HERALD_DECODER_EMPTY | HERALD_DECODER_LINE);
  if (kind->value == NULL)
    {
      kept->value = g_strdup (kept->sha256);
      return;
    }

  value = herald_json_member (object, kind->value);
  if (item == HERALD_CONFIRMED_KEY)
    kept->value = herald_decoder_hex (decoder, &value, HERALD_CONFIRMED_FINGERPRINT, TRUE);
  else
    kept->value = herald_decoder_text (decoder, &value, HERALD_DECODER_WORDING, HERALD_DECODER_LINE);

  if (item == HERALD_CONFIRMED_ADDRESS && !herald_address_is_mailbox (kept->value))
    herald_decoder_refuse (decoder, &value, _("one plain e-mail address was expected"));
  if (item == HERALD_CONFIRMED_ENDPOINT && !herald_address_is_endpoint (kept->value))
    herald_decoder_refuse (decoder, &value,
                           _("an address that begins with “https://”, without name or fragment, was expected"));
}

static gboolean
read_record (HeraldConfirmed  *self,
             GBytes           *bytes,
             GError          **error)
{
  g_autoptr(JsonNode) node = herald_json_parse (bytes, MAX_SIZE, error);
  g_autofree char *id = NULL;
  HeraldJsonValue root = herald_json_root (node);
  HeraldDecoder decoder = { NULL };

  if (node == NULL || !herald_json_expect_format (&root, "herald-confirmed", 1, error))
    return FALSE;

  if (herald_decoder_open (&decoder, &root, HERALD_NAMES ("format", "version", "vendor"),
                           HERALD_NAMES ("address", "endpoint", "key", "ca")))
    {
      id = herald_decoder_id (&decoder, HERALD_MEMBER (&root, "vendor"));
      if (!g_str_equal (id, herald_vendor_get_id (self->vendor)))
        herald_decoder_refuse (&decoder, HERALD_MEMBER (&root, "vendor"),
                               _("the id of the vendor after whom the file is named was expected"));
      for (guint i = 0; i < HERALD_CONFIRMED_N_ITEMS; i++)
        read_value (self, &decoder, HERALD_MEMBER (&root, herald_confirmed_kinds[i].member), i);
    }

  if (decoder.error != NULL)
    g_propagate_error (error, decoder.error);

  return decoder.error == NULL;
}

static gboolean
read_all (HeraldConfirmed  *self,
          GError          **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) bytes = herald_file_read (self->path, MAX_SIZE, &local_error);

  if (bytes == NULL)
    {
      if (g_error_matches (local_error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_FOUND))
        return TRUE;

      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!read_record (self, bytes, error))
    {
      g_prefix_error (error, "%s: ", self->path);
      return FALSE;
    }

  for (guint i = 0; i < HERALD_CONFIRMED_N_ITEMS; i++)
    {
      if (self->items[i].sha256 != NULL && !read_file (self, i, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_confirmed_load:
 * @state: the folder where the program keeps what it remembers
 * @vendor: a vendor
 * @error: return location for an error
 *
 * Reads what the person confirmed for a vendor.
 *
 * Where nothing was confirmed yet, nothing need exist, and nothing is made. A
 * key or CA file that is not the one that was confirmed is refused.
 *
 * Returns: (transfer full): the values, or %NULL with an error that names the
 *   file
 */
HeraldConfirmed *
herald_confirmed_load (const char    *state,
                       HeraldVendor  *vendor,
                       GError       **error)
{
  g_autoptr(HeraldConfirmed) self = g_new0 (HeraldConfirmed, 1);
  g_autofree char *name = g_strconcat (herald_vendor_get_id (vendor), ".json", NULL);
  gboolean good;
  int lock;

  self->vendor = herald_vendor_ref (vendor);
  self->folder = g_build_filename (state, "confirmed", NULL);
  self->path = g_build_filename (self->folder, name, NULL);

  lock = lock_folder (self->folder, LOCK_SH);
  good = read_all (self, error);
  unlock_folder (lock);

  return good ? g_steal_pointer (&self) : NULL;
}

static gboolean
write_files (HeraldConfirmed  *self,
             GError          **error)
{
  for (guint i = 0; i < HERALD_CONFIRMED_N_ITEMS; i++)
    {
      g_autofree char *name = NULL, *path = NULL;
      GBytes *file = self->items[i].file;

      if (file == NULL)
        continue;

      name = make_file_name (self, i);
      path = g_build_filename (self->folder, name, NULL);
      if (!herald_file_replace (path, g_bytes_get_data (file, NULL), g_bytes_get_size (file),
                                HERALD_FILE_WRITER_NONE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_record (HeraldConfirmed  *self,
              GError          **error)
{
  g_autoptr(JsonNode) values = herald_confirmed_to_json (self);
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(GList) members = json_object_get_members (json_node_get_object (values));
  g_autofree char *text = NULL;
  JsonObject *record = json_object_new ();

  json_object_set_string_member (record, "format", "herald-confirmed");
  json_object_set_int_member (record, "version", 1);
  json_object_set_string_member (record, "vendor", herald_vendor_get_id (self->vendor));
  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (record, l->data, json_object_dup_member (json_node_get_object (values), l->data));
  json_node_take_object (root, record);

  text = herald_json_write (root);
  return herald_file_replace (self->path, text, strlen (text), HERALD_FILE_WRITER_NONE, error);
}

/* Whether a name is one of this vendor's files beside the record: its id, the
 * beginning of a hash, a suffix. No other vendor's can be, for ids have no dot. */
static gboolean
is_own_file (HeraldConfirmed *self,
             const char      *name)
{
  g_auto(GStrv) parts = g_strsplit (name, ".", -1);

  return g_strv_length (parts) == 3 && g_str_equal (parts[0], herald_vendor_get_id (self->vendor)) &&
         strlen (parts[1]) == HASH_IN_NAME && strspn (parts[1], "0123456789abcdef") == HASH_IN_NAME &&
         (g_str_equal (parts[2], "key") || g_str_equal (parts[2], "ca"));
}

/* Removes what the record no longer names; what stays behind harms nobody. */
static void
remove_old_files (HeraldConfirmed *self)
{
  g_autoptr(GDir) folder = g_dir_open (self->folder, 0, NULL);
  g_autoptr(GPtrArray) old = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      gboolean named = FALSE;

      for (guint i = 0; i < HERALD_CONFIRMED_N_ITEMS; i++)
        {
          g_autofree char *current = self->items[i].file != NULL ? make_file_name (self, i) : NULL;

          named = named || g_strcmp0 (current, name) == 0;
        }
      if (!named && is_own_file (self, name))
        g_ptr_array_add (old, g_build_filename (self->folder, name, NULL));
    }

  for (guint i = 0; i < old->len; i++)
    g_unlink (g_ptr_array_index (old, i));
}

/**
 * herald_confirmed_save:
 * @self: confirmed values
 * @error: return location for an error
 *
 * Keeps confirmed values, in files that only the person can read.
 *
 * Whoever saves last wins, whole.
 *
 * Returns: %TRUE on success; otherwise what was kept before still holds
 */
gboolean
herald_confirmed_save (HeraldConfirmed  *self,
                       GError          **error)
{
  gboolean good;
  int lock;

  if (!herald_file_make_folder (self->folder, error))
    return FALSE;

  lock = lock_folder (self->folder, LOCK_EX);
  good = write_files (self, error) && write_record (self, error);
  if (good)
    remove_old_files (self);
  unlock_folder (lock);

  return good;
}
