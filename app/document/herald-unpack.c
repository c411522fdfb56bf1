/* herald-unpack.c: the vendor's side of a container
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-part.h"
#include "herald-unpack-folder.h"
#include "herald-unpack-mime.h"
#include "herald-unpack-source.h"
#include "herald-unpack-zip.h"
#include "herald-unpack.h"

#define KIBIBYTE G_GUINT64_CONSTANT (1024)
#define GIBIBYTE (KIBIBYTE * KIBIBYTE * KIBIBYTE)

/* How much is looked at to tell what something is. */
#define HEAD_SIZE (64 * 1024)

static const HeraldUnpackLimits default_limits = {
  .max_parts = 200,
  .max_part_bytes = 16 * GIBIBYTE,
  .max_total_bytes = 64 * GIBIBYTE,
  .max_ratio = 100,
};

/* A report as text alone is small, and looked at as a whole. */
static gboolean
unpack_text (HeraldUnpackSource  *source,
             HeraldUnpackFolder  *folder,
             GError             **error)
{
  gsize length = 0;
  const char *text =
    (const char *) herald_unpack_source_peek (source, HERALD_UNPACK_SOURCE_WINDOW, &length, error);

  if (text == NULL)
    return FALSE;
  if (length == HERALD_UNPACK_SOURCE_WINDOW)
    {
      g_set_error_literal (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_TOO_LARGE,
                           _("This is no container, and too long for a text"));
      return FALSE;
    }
  if (length == 0 || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error_literal (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_FORMAT,
                           _("This is neither a message nor a ZIP archive nor a text"));
      return FALSE;
    }

  /* The line ends at the end are padding. */
  while (length > 1 && text[length - 1] == '\n' && text[length - 2] == '\n')
    length--;

  return herald_unpack_folder_begin (folder, HERALD_PART_TEXT, error) &&
         herald_unpack_folder_write (folder, text, length, error) &&
         herald_unpack_folder_end (folder, error);
}

static gboolean
recognise (HeraldUnpackSource  *source,
           HeraldUnpackForm    *form,
           GError             **error)
{
  gsize length = 0;
  const guint8 *head = herald_unpack_source_peek (source, HEAD_SIZE, &length, error);

  if (head == NULL)
    return FALSE;

  if (length >= 4 && memcmp (head, "PK\003\004", 4) == 0)
    *form = HERALD_UNPACK_ZIP;
  else if (herald_unpack_mime_recognise (head, length))
    *form = HERALD_UNPACK_MIME;
  else
    *form = HERALD_UNPACK_TEXT;

  return TRUE;
}

static gboolean
unpack_form (HeraldUnpackForm           form,
             HeraldUnpackSource        *source,
             HeraldUnpackFolder        *folder,
             const HeraldUnpackLimits  *limits,
             GError                   **error)
{
  if (form == HERALD_UNPACK_TEXT)
    return unpack_text (source, folder, error);
  if (form == HERALD_UNPACK_ZIP)
    return herald_unpack_zip (source, folder, limits, error);
  return herald_unpack_mime (source, folder, error);
}

/**
 * herald_unpack:
 * @fd: a container as a stream, which stays the caller's; read to its end on success
 * @folder: an existing, empty folder that is closed to others (0700)
 * @limits: (nullable): bounds; %NULL for 200 parts, 16 GiB a part, 64 GiB in all
 * @result: (out) (transfer full): what came out and what is wrong with it
 * @error: return location for an error
 *
 * Takes a container apart: a ZIP archive, a MIME entity or a plain text.
 *
 * The files are made with 0600, and all lie in @folder or its `attachments`: what a
 * container calls them is made safe first. Nothing is kept of a container that is
 * refused. Text alone is at most 512 KiB. Manifest and parts are compared; what
 * differs is a finding and no error.
 *
 * Thread: any, with nobody else in @folder. Memory does not grow with the parts.
 *
 * Returns: %TRUE if all was unpacked; %FALSE with a #HeraldDocumentError,
 *   #HeraldFileError or #GIOErrorEnum
 */
gboolean
herald_unpack (int                         fd,
               const char                 *folder,
               const HeraldUnpackLimits   *limits,
               HeraldUnpackResult        **result,
               GError                    **error)
{
  g_autoptr(HeraldUnpackResult) told = herald_unpack_result_new ();
  g_autoptr(HeraldUnpackSource) source = NULL;
  g_autoptr(HeraldUnpackFolder) target = NULL;
  HeraldUnpackForm form = HERALD_UNPACK_TEXT;

  g_return_val_if_fail (fd >= 0 && folder != NULL && result != NULL, FALSE);

  if (limits == NULL)
    limits = &default_limits;

  source = herald_unpack_source_new (fd);
  target = herald_unpack_folder_new (folder, limits, told, error);
  if (target == NULL || !recognise (source, &form, error))
    return FALSE;

  if (!unpack_form (form, source, target, limits, error))
    {
      herald_unpack_folder_abandon (target);
      return FALSE;
    }

  herald_unpack_result_set_form (told, form);
  if (form != HERALD_UNPACK_TEXT)
    herald_unpack_folder_compare (target);
  *result = g_steal_pointer (&told);
  return TRUE;
}
