/* main.c: herald, the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-application.h"
#include "herald-composer-vault.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(GApplication) application = NULL;

  /* Before anything that is typed or decrypted can be in memory. */
  herald_vault_protect_process ();

  herald_translations_init ();

  application = herald_application_new ();

  return g_application_run (application, argc, argv);
}
