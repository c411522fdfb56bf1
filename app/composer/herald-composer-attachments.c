/* herald-composer-attachments.c: where the attachments of the report in progress lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include "herald-composer-private.h"

/* A path as a report keeps it: relative where the file lies below the report. */
static char *
path_from_folder (const char *folder,
                  const char *path)
{
  g_autofree char *base = g_canonicalize_filename (folder, NULL);
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  gsize length = strlen (base);

  if (g_str_equal (base, "/"))
    return g_strdup (full + 1);
  if (g_str_has_prefix (full, base) && full[length] == '/')
    return g_strdup (full + length + 1);

  return g_steal_pointer (&full);
}

/**
 * herald_composer_attach:
 * @self: a composer with a report that was loaded
 * @path: a file
 * @name: (nullable): what the vendor will call it; %NULL for its own name
 * @role: what it is for, one of %HERALD_ATTACHMENT_ROLES
 * @error: return location for an error
 *
 * Adds an attachment to the report in progress.
 *
 * Thread: reads the file to take down its hash.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_attach (HeraldComposer  *self,
                        const char      *path,
                        const char      *name,
                        const char      *role,
                        GError         **error)
{
  g_autofree char *relative = NULL;
  g_autofree char *base = g_path_get_basename (path);
  HeraldAttachment *attachment;

  if (self->kept != NULL)
    return herald_composer_attach_to_case (self, path, name != NULL ? name : base, role, error);

  relative = path_from_folder (self->folder, path);
  attachment = herald_attachment_new (self->folder, relative, name != NULL ? name : base, role, error);

  return attachment != NULL && herald_report_attach (self->report, attachment, error);
}

/* A HeraldAttachmentOpener for the attachments of the report in progress. */
int
herald_composer_open_attachment (const HeraldAttachment  *attachment,
                                 gpointer                 composer,
                                 GError                 **error)
{
  HeraldComposer *self = composer;

  if (self->kept != NULL)
    return herald_composer_open_kept (self->kept, attachment, error);

  return herald_attachment_open (attachment, self->folder, error);
}

/* An attachment in a case, for a thread that knows nothing else. */
typedef struct
{
  HeraldCase       *kept;
  HeraldAttachment *attachment;
} Kept;

static Kept *
kept_new (HeraldCase             *kept,
          const HeraldAttachment *attachment)
{
  Kept *self = g_new0 (Kept, 1);

  self->kept = g_object_ref (kept);
  self->attachment = herald_attachment_copy (attachment);
  return self;
}

static void
kept_free (gpointer data)
{
  Kept *self = data;

  g_object_unref (self->kept);
  herald_attachment_free (self->attachment);
  g_free (self);
}

static int
open_stream (gpointer   data,
             GError   **error)
{
  Kept *self = data;

  return herald_composer_open_kept (self->kept, self->attachment, error);
}

/* An attachment of the report in progress as a part of a container. */
HeraldPart *
herald_composer_make_part (HeraldComposer          *self,
                           const HeraldAttachment  *attachment,
                           GError                 **error)
{
  g_autofree char *name = g_strconcat (HERALD_PART_ATTACHMENTS, attachment->name, NULL);
  int fd;

  if (self->kept != NULL)
    return herald_part_new_stream (name, "application/octet-stream", open_stream,
                                   kept_new (self->kept, attachment), kept_free,
                                   attachment->size, attachment->sha256);

  fd = herald_attachment_open (attachment, self->folder, error);
  if (fd < 0)
    return NULL;

  return herald_part_new_file (name, "application/octet-stream", fd,
                               attachment->size, attachment->sha256);
}
