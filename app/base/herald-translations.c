/* herald-translations.c: the person's language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "herald-translations.h"

/**
 * herald_translations_init:
 *
 * Sets the program's locale, and finds its translations.
 *
 * They lie where Herald was installed, or where `TEXTDOMAINDIR` says, which is
 * gettext's own variable for a program that is not.
 *
 * Thread: the main thread, before there are others.
 */
void
herald_translations_init (void)
{
  const char *folder = g_getenv ("TEXTDOMAINDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
