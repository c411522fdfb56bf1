/* herald-attachment.c: a file that goes with a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-attachment.h"
#include "herald-file.h"
#include "herald-hash.h"
#include "herald-text.h"

#define MAX_PATH_CHARS 4096

static const char * const roles[] = HERALD_ATTACHMENT_ROLES;

/**
 * herald_attachment_is_role:
 * @role: a word
 *
 * Tells whether a word names what an attachment is for.
 *
 * Returns: %TRUE for `poc`, `log`, `picture`, `capture` and `other`
 */
gboolean
herald_attachment_is_role (const char *role)
{
  return g_strv_contains (roles, role);
}

static HeraldAttachment *
new_attachment (const char *path,
                const char *name,
                const char *role)
{
  HeraldAttachment *self = g_new0 (HeraldAttachment, 1);

  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->role = g_strdup (role);
  return self;
}

static gboolean
check_name (const char  *name,
            GError     **error)
{
  if (herald_text_is_file_name (name))
    return TRUE;

  g_set_error_literal (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT,
                       _("This name cannot be used for an attachment; choose another with --name"));
  return FALSE;
}

/**
 * herald_attachment_new:
 * @folder: the report's folder
 * @path: the file: relative to @folder, or absolute
 * @name: what the vendor will call it
 * @role: one of %HERALD_ATTACHMENT_ROLES
 * @error: return location for an error
 *
 * Looks at a file and takes down its size and hash.
 *
 * It reads the whole file, in time with its size and with flat memory.
 *
 * Returns: (transfer full): an attachment, or %NULL with a #HeraldFileError or
 *   #HeraldJsonError
 */
HeraldAttachment *
herald_attachment_new (const char  *folder,
                       const char  *path,
                       const char  *name,
                       const char  *role,
                       GError     **error)
{
  g_autoptr(HeraldAttachment) self = new_attachment (path, name, role);
  gboolean good;
  int fd;

  g_return_val_if_fail (herald_attachment_is_role (role), NULL);

  if (!check_name (name, error))
    return NULL;

  /* A report with it could not be read again. */
  if (!g_utf8_validate (path, -1, NULL) || g_utf8_strlen (path, -1) > MAX_PATH_CHARS)
    {
      g_set_error_literal (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT,
                           _("The path of this file is not UTF-8 text, or too long, so a report cannot name it; rename the file or its folder"));
      return NULL;
    }

  fd = herald_attachment_open (self, folder, error);
  if (fd < 0)
    return NULL;

  good = herald_hash_of_fd (fd, &self->sha256, &self->size, error);
  close (fd);
  if (!good)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * herald_attachment_new_known:
 * @path: where the content lies
 * @name: what the vendor will call it
 * @role: one of %HERALD_ATTACHMENT_ROLES
 * @size: in bytes
 * @sha256: 64 lower-case hexadecimal digits
 * @error: return location for an error
 *
 * Describes an attachment whose content was looked at elsewhere.
 *
 * Returns: (transfer full): an attachment, or %NULL with a #HeraldJsonError if
 *   it cannot have that name
 */
HeraldAttachment *
herald_attachment_new_known (const char  *path,
                             const char  *name,
                             const char  *role,
                             guint64      size,
                             const char  *sha256,
                             GError     **error)
{
  HeraldAttachment *self;

  g_return_val_if_fail (herald_attachment_is_role (role) && herald_hash_is_valid (sha256), NULL);

  if (!check_name (name, error))
    return NULL;

  self = new_attachment (path, name, role);
  self->size = size;
  self->sha256 = g_strdup (sha256);
  return self;
}

/**
 * herald_attachment_read:
 * @value: a value from a report file
 * @error: return location for an error
 *
 * Reads an attachment's description; the file itself is not looked at.
 *
 * Returns: (transfer full): an attachment, or %NULL with an error that names
 *   the place
 */
HeraldAttachment *
herald_attachment_read (const HeraldJsonValue  *value,
                        GError                **error)
{
  static const char * const members[] = { "path", "name", "role", "size", "sha256", NULL };
  g_autoptr(HeraldAttachment) self = NULL;
  HeraldJsonValue path, name, role, size, sha256;
  gint64 bytes;
  int role_index;

  if (!herald_json_expect_object (value, members, NULL, error))
    return NULL;

  path = herald_json_member (value, "path");
  name = herald_json_member (value, "name");
  role = herald_json_member (value, "role");
  size = herald_json_member (value, "size");
  sha256 = herald_json_member (value, "sha256");
  if (herald_json_get_string (&path, MAX_PATH_CHARS, error) == NULL ||
      herald_json_get_string (&name, MAX_PATH_CHARS, error) == NULL ||
      !herald_json_get_choice (&role, roles, &role_index, error) ||
      !herald_json_get_integer (&size, 0, G_MAXINT64, &bytes, error) ||
      herald_json_get_string (&sha256, HERALD_HASH_HEX_LENGTH, error) == NULL)
    return NULL;

  self = new_attachment (json_node_get_string (path.node), json_node_get_string (name.node),
                         roles[role_index]);
  self->size = (guint64) bytes;
  self->sha256 = json_node_dup_string (sha256.node);

  if (*self->path == '\0')
    herald_json_refuse (&path, _("a path was expected"), error);
  else if (!herald_text_is_file_name (self->name))
    herald_json_refuse (&name, _("a plain file name was expected"), error);
  else if (!herald_hash_is_valid (self->sha256))
    herald_json_refuse (&sha256, _("a SHA-256 of 64 lower-case digits was expected"), error);
  else
    return g_steal_pointer (&self);

  return NULL;
}

/**
 * herald_attachment_copy:
 * @self: an attachment
 *
 * Copies an attachment's description.
 *
 * Returns: (transfer full): a copy
 */
HeraldAttachment *
herald_attachment_copy (const HeraldAttachment *self)
{
  HeraldAttachment *copy = new_attachment (self->path, self->name, self->role);

  copy->size = self->size;
  copy->sha256 = g_strdup (self->sha256);
  return copy;
}

/**
 * herald_attachment_free:
 * @self: (transfer full): an attachment
 *
 * Frees an attachment's description.
 */
void
herald_attachment_free (HeraldAttachment *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self->role);
  g_free (self->sha256);
  g_free (self);
}

/**
 * herald_attachment_open:
 * @self: an attachment
 * @folder: the report's folder
 * @error: return location for an error
 *
 * Opens an attachment's file.
 *
 * A relative path stays inside @folder and passes no link, so that a report
 * that came from somebody else cannot carry off a file.
 *
 * Returns: a file descriptor that the caller closes, or -1 with a
 *   #HeraldFileError
 */
int
herald_attachment_open (const HeraldAttachment  *self,
                        const char              *folder,
                        GError                 **error)
{
  if (g_path_is_absolute (self->path))
    return herald_file_open (self->path, NULL, error);

  return herald_file_open_inside (folder, self->path, NULL, error);
}
