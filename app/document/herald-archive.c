/* herald-archive.c: libarchive, when it is needed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <dlfcn.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-archive.h"
#include "herald-part.h"

/* libarchive brings libraries for XML, Unicode and C++ along. To bind them takes a
 * sixth of the time in which a small report is sealed, and only a bundle needs
 * them: so it is loaded for one, while gpg starts. */

/* The name has stood for the same interface since libarchive 3.0. */
#define LIBRARY "libarchive.so.13"

static gboolean
find (void       *library,
      const char *name,
      void       *function)
{
  void *symbol = dlsym (library, name);

  memcpy (function, &symbol, sizeof symbol);
  return symbol != NULL;
}

/* Once for good: nothing unloads it. */
static gpointer
load (gpointer data)
{
  static HeraldArchive archive;
  void *library = dlopen (LIBRARY, RTLD_LAZY | RTLD_LOCAL);
  gboolean complete = library != NULL;

#define FIND(name) complete = complete && find (library, "archive_" #name, &archive.name);
  HERALD_ARCHIVE_FUNCTIONS (FIND)
#undef FIND

  return complete ? &archive : NULL;
}

/**
 * herald_archive_load:
 * @error: return location for an error
 *
 * Loads libarchive, the first time that it is called.
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its functions, or %NULL with
 *   %HERALD_DOCUMENT_ERROR_FAILED
 */
const HeraldArchive *
herald_archive_load (GError **error)
{
  static GOnce once = G_ONCE_INIT;
  const HeraldArchive *archive = g_once (&once, load, NULL);

  if (archive == NULL)
    g_set_error_literal (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_FAILED,
                         _("The library for ZIP archives (libarchive) is not installed here, or is another than Herald needs"));

  return archive;
}
