/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HERALD_DOCUMENT_ERROR (herald_document_error_quark ())

/**
 * HeraldDocumentError:
 * @HERALD_DOCUMENT_ERROR_CHANGED: a file is no longer what it was when added
 * @HERALD_DOCUMENT_ERROR_FORMAT: not a container, or one beyond understanding
 * @HERALD_DOCUMENT_ERROR_TRUNCATED: a container that ends too early
 * @HERALD_DOCUMENT_ERROR_TOO_LARGE: more parts or bytes than are accepted
 * @HERALD_DOCUMENT_ERROR_UNSAFE: a thing that must not be unpacked
 * @HERALD_DOCUMENT_ERROR_FOLDER: a folder that cannot be unpacked into
 * @HERALD_DOCUMENT_ERROR_FAILED: a library failed
 *
 * What can go wrong with a document and its container.
 */
typedef enum
{
  HERALD_DOCUMENT_ERROR_CHANGED,
  HERALD_DOCUMENT_ERROR_FORMAT,
  HERALD_DOCUMENT_ERROR_TRUNCATED,
  HERALD_DOCUMENT_ERROR_TOO_LARGE,
  HERALD_DOCUMENT_ERROR_UNSAFE,
  HERALD_DOCUMENT_ERROR_FOLDER,
  HERALD_DOCUMENT_ERROR_FAILED,
} HeraldDocumentError;

/* Names of parts, as they stand inside a container. */
#define HERALD_PART_TEXT "report.txt"
#define HERALD_PART_JSON "report.json"
#define HERALD_PART_MANIFEST "manifest.json"
#define HERALD_PART_REPLY_KEY "reply-key.asc"
#define HERALD_PART_PADDING "padding"
#define HERALD_PART_ATTACHMENTS "attachments/"

/**
 * HeraldPart:
 *
 * One part of a container: a name, and text in memory, an open file, or a stream.
 *
 * It does not change once made, and may be read by several threads.
 */
typedef struct _HeraldPart HeraldPart;

/* Opens a stream at its start: a descriptor that the caller closes, or -1 with
 * an error. Called from the thread that writes the container. */
typedef int (*HeraldPartOpener)         (gpointer          data,
                                         GError          **error);

GQuark      herald_document_error_quark (void);

HeraldPart *herald_part_new_text        (const char       *name,
                                         const char       *media_type,
                                         const char       *text);

HeraldPart *herald_part_new_file        (const char       *name,
                                         const char       *media_type,
                                         int               fd,
                                         guint64           size,
                                         const char       *sha256);
HeraldPart *herald_part_new_stream      (const char       *name,
                                         const char       *media_type,
                                         HeraldPartOpener  opener,
                                         gpointer          data,
                                         GDestroyNotify    free_data,
                                         guint64           size,
                                         const char       *sha256);

void        herald_part_free            (HeraldPart       *self);

const char *herald_part_get_name        (const HeraldPart *self);

const char *herald_part_get_base_name   (const HeraldPart *self);

gboolean    herald_part_is_attachment   (const HeraldPart *self);

const char *herald_part_get_media_type  (const HeraldPart *self);

const char *herald_part_get_text        (const HeraldPart *self);

int         herald_part_get_fd          (const HeraldPart *self);
int         herald_part_open_stream     (const HeraldPart *self,
                                         GError          **error);

guint64     herald_part_get_size        (const HeraldPart *self);

const char *herald_part_get_sha256      (const HeraldPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPart, herald_part_free)

G_END_DECLS
