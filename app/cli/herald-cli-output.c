/* herald-cli-output.c: what people read on standard output and standard error
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-cli.h"

/* The first reason why standard output did not take all, or NULL. */
static GError *failure = NULL;

/* Vendors, reports, keys and envelopes come from anywhere, and a terminal obeys
 * what it is sent; so nothing reaches one that cannot be seen. */
static gboolean
write_shown (int          fd,
             const char  *text,
             GError     **error)
{
  g_autofree char *shown = herald_text_show_hidden (text, TRUE);
  g_autofree char *local = NULL;
  const char *charset;

  if (!g_get_console_charset (&charset))
    local = g_convert_with_fallback (shown, -1, charset, "UTF-8", "?", NULL, NULL, NULL);

  if (local == NULL)
    local = g_steal_pointer (&shown);

  return herald_file_write_all (fd, local, strlen (local), error);
}

static void
print_cb (const char *text)
{
  if (failure == NULL)
    write_shown (STDOUT_FILENO, text, &failure);
}

static void
print_error_cb (const char *text)
{
  write_shown (STDERR_FILENO, text, NULL);
}

/* A file of ours that took the number of a closed standard stream would be sent
 * what is meant for people. What stands in its place fails like a closed one:
 * input cannot be read, output cannot be written. */
static void
fill_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    {
      if (fcntl (fd, F_GETFD) < 0 && errno == EBADF &&
          open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
        _exit (HERALD_EXIT_INPUT);
    }
}

/**
 * herald_cli_output_init:
 *
 * Makes what is printed safe to show, and notices when it cannot be written.
 *
 * Called before anything is opened.
 */
void
herald_cli_output_init (void)
{
  fill_standard_streams ();
  g_set_print_handler (print_cb);
  g_set_printerr_handler (print_error_cb);
}

/**
 * herald_cli_output_end:
 * @status: the exit status, if all that was printed has been written
 *
 * Says once why what was printed could not be written.
 *
 * Returns: @status, or the one for an output that cannot be written
 */
HeraldExit
herald_cli_output_end (HeraldExit status)
{
  if (failure == NULL)
    return status;

  return herald_cli_fail_from (_("standard output"), g_steal_pointer (&failure));
}
