/* herald-data-text.c: what people read on the screen from data files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-data-text.h"

/**
 * herald_data_text:
 * @text: a label, help, title or explanation of a data file
 *
 * Translates a text of a data file for the screen.
 *
 * A vendor's own wording is never translated, and the document uses the words
 * of the data file; neither passes here.
 *
 * Thread: any.
 *
 * Returns: (transfer none): the translation, or @text where there is none
 */
const char *
herald_data_text (const char *text)
{
  /* An empty text would be translated to the header of the catalogue. */
  if (*text == '\0')
    return text;

  return g_dpgettext2 (GETTEXT_PACKAGE, HERALD_DATA_CONTEXT, text);
}
