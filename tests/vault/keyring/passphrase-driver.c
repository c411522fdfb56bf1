/* passphrase-driver.c: reads a passphrase as herald-cli does
 *
 * Usage: passphrase-driver ask|new|handled|ignored|FD…
 *
 * Prints each passphrase after “got ”, or the error's code and message. With
 * `handled` the program handles SIGTERM itself, with `ignored` it ignores SIGHUP.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include <gio/gio.h>

#include "herald-cli-passphrase.h"

static void
ignore_cb (int number)
{
}

static int
print_outcome (char   *passphrase,
               GError *error)
{
  if (passphrase != NULL)
    printf ("got %s\n", passphrase);
  else if (error->domain == HERALD_CLI_PASSPHRASE_ERROR)
    printf ("error %d %s\n", error->code, error->message);
  else
    printf ("%s\n", g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? "cancelled" : "foreign");

  herald_cli_passphrase_free (passphrase);
  g_clear_error (&error);
  return passphrase == NULL;
}

int
main (int    argc,
      char **argv)
{
  int status = 0;

  for (int i = 1; i < argc; i++)
    {
      GError *error = NULL;
      gboolean is_new = g_str_equal (argv[i], "new");
      char *passphrase;

      if (g_str_equal (argv[i], "handled"))
        signal (SIGTERM, ignore_cb);
      else if (g_str_equal (argv[i], "ignored"))
        signal (SIGHUP, SIG_IGN);

      if (g_ascii_isdigit (*argv[i]))
        passphrase = herald_cli_passphrase_read (atoi (argv[i]), &error);
      else
        passphrase = herald_cli_passphrase_ask ("Passphrase: ", is_new ? "Again: " : NULL, &error);
      status |= print_outcome (passphrase, error);
    }

  return status;
}
