/* herald-part.c: one part of a container
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "herald-hash.h"
#include "herald-part.h"

struct _HeraldPart
{
  char    *name;
  char    *media_type;
  char    *text;
  int      fd;
  guint64  size;
  char    *sha256;

  HeraldPartOpener opener; /* of a stream */
  gpointer         data;
  GDestroyNotify   free_data;
};

G_DEFINE_QUARK (herald-document-error-quark, herald_document_error)

/**
 * herald_part_new_text:
 * @name: the name inside the container
 * @media_type: its type, such as `text/plain`
 * @text: UTF-8 text
 *
 * Makes a part of a text, which is copied.
 *
 * Returns: (transfer full): a part
 */
HeraldPart *
herald_part_new_text (const char *name,
                      const char *media_type,
                      const char *text)
{
  HeraldPart *self = NULL;

  g_return_val_if_fail (name != NULL && media_type != NULL && text != NULL, NULL);

  self = g_new0 (HeraldPart, 1);
  self->name = g_strdup (name);
  self->media_type = g_strdup (media_type);
  self->text = g_strdup (text);
  self->fd = -1;
  self->size = strlen (text);
  self->sha256 = herald_hash_of_text (text);

  return self;
}

/**
 * herald_part_new_file:
 * @name: the name inside the container
 * @media_type: its type, such as `application/octet-stream`
 * @fd: (transfer full): an ordinary file, open for reading
 * @size: the size in bytes that it must still have when it is written
 * @sha256: the SHA-256 that it must still have, in 64 hexadecimal digits
 *
 * Makes a part of a file, which is read only when the container is written.
 *
 * The file's own offset is neither used nor moved.
 *
 * Returns: (transfer full): a part, which closes @fd when it is freed
 */
HeraldPart *
herald_part_new_file (const char *name,
                      const char *media_type,
                      int         fd,
                      guint64     size,
                      const char *sha256)
{
  HeraldPart *self = NULL;

  g_return_val_if_fail (name != NULL && media_type != NULL && sha256 != NULL, NULL);
  g_return_val_if_fail (fd >= 0 && size <= G_MAXINT64, NULL);

  self = g_new0 (HeraldPart, 1);
  self->name = g_strdup (name);
  self->media_type = g_strdup (media_type);
  self->fd = fd;
  self->size = size;
  self->sha256 = g_strdup (sha256);

  return self;
}

/**
 * herald_part_new_stream:
 * @name: the name inside the container
 * @media_type: its type, such as `application/octet-stream`
 * @opener: opens the stream when the container is written
 * @data: (transfer full): for @opener
 * @free_data: frees @data
 * @size: the size in bytes that it must have
 * @sha256: the SHA-256 that it must have, in 64 hexadecimal digits
 *
 * Makes a part of something that can only be read from front to back.
 *
 * Returns: (transfer full): a part
 */
HeraldPart *
herald_part_new_stream (const char       *name,
                        const char       *media_type,
                        HeraldPartOpener  opener,
                        gpointer          data,
                        GDestroyNotify    free_data,
                        guint64           size,
                        const char       *sha256)
{
  HeraldPart *self = NULL;

  g_return_val_if_fail (name != NULL && media_type != NULL && sha256 != NULL, NULL);
  g_return_val_if_fail (opener != NULL && size <= G_MAXINT64, NULL);

  self = g_new0 (HeraldPart, 1);
  self->name = g_strdup (name);
  self->media_type = g_strdup (media_type);
  self->fd = -1;
  self->size = size;
  self->sha256 = g_strdup (sha256);
  self->opener = opener;
  self->data = data;
  self->free_data = free_data;

  return self;
}

/**
 * herald_part_open_stream:
 * @self: a part that is a stream
 * @error: return location for an error
 *
 * Opens a stream at its start.
 *
 * Returns: a descriptor that the caller closes, or -1 with an error
 */
int
herald_part_open_stream (const HeraldPart  *self,
                         GError           **error)
{
  g_return_val_if_fail (self != NULL && self->opener != NULL, -1);

  return self->opener (self->data, error);
}

/**
 * herald_part_free:
 * @self: (transfer full) (nullable): a part
 *
 * Frees a part and closes its file.
 */
void
herald_part_free (HeraldPart *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self->text);
  g_free (self->sha256);
  g_free (self);
}

/**
 * herald_part_get_name:
 * @self: a part
 *
 * Gives the name inside the container, such as `attachments/poc.py`.
 *
 * Returns: (transfer none): a name
 */
const char *
herald_part_get_name (const HeraldPart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * herald_part_get_base_name:
 * @self: a part
 *
 * Gives the name without its folder, such as `poc.py`.
 *
 * Returns: (transfer none): a name
 */
const char *
herald_part_get_base_name (const HeraldPart *self)
{
  const char *slash;

  g_return_val_if_fail (self != NULL, NULL);

  slash = strrchr (self->name, '/');
  return slash != NULL ? slash + 1 : self->name;
}

/**
 * herald_part_is_attachment:
 * @self: a part
 *
 * Tells whether a part lies below `attachments/`.
 *
 * Returns: %TRUE if it does
 */
gboolean
herald_part_is_attachment (const HeraldPart *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_has_prefix (self->name, HERALD_PART_ATTACHMENTS);
}

/**
 * herald_part_get_media_type:
 * @self: a part
 *
 * Gives the media type, as it was given.
 *
 * Returns: (transfer none): a media type
 */
const char *
herald_part_get_media_type (const HeraldPart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->media_type;
}

/**
 * herald_part_get_text:
 * @self: a part
 *
 * Gives the text of a part in memory.
 *
 * Returns: (transfer none) (nullable): UTF-8 text, or %NULL for a file
 */
const char *
herald_part_get_text (const HeraldPart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * herald_part_get_fd:
 * @self: a part
 *
 * Gives the file of a part.
 *
 * Returns: a file descriptor that stays the part's, or -1 for a text
 */
int
herald_part_get_fd (const HeraldPart *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->fd;
}

/**
 * herald_part_get_size:
 * @self: a part
 *
 * Gives the size that the part has, or must have.
 *
 * Returns: a number of bytes
 */
guint64
herald_part_get_size (const HeraldPart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

/**
 * herald_part_get_sha256:
 * @self: a part
 *
 * Gives the SHA-256 that the part has, or must have.
 *
 * Returns: (transfer none): 64 hexadecimal digits
 */
const char *
herald_part_get_sha256 (const HeraldPart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sha256;
}
