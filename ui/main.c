/* main.c: herald, the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "herald-application.h"
#include "herald-composer-vault.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(GApplication) application = NULL;

  /* Before anything that is typed or decrypted can be in memory. */
  herald_vault_protect_process ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = herald_application_new ();

  return g_application_run (application, argc, argv);
}
