/* herald-cli.c: what the commands have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-deliver.h"

#include "herald-cli.h"

static gboolean
is_dash (const char *path)
{
  return g_str_equal (path, "-");
}

static gboolean
is_case (const char *path)
{
  return g_str_has_prefix (path, HERALD_CLI_CASE_PREFIX);
}

/* “--” ends the options, and is no argument itself. GLib leaves it where an
 * argument stands before it. */
static void
take_separator (HeraldCli *cli)
{
  int at = 1;

  while (at < cli->argc && !g_str_equal (cli->argv[at], "--"))
    at++;
  if (at == cli->argc)
    return;

  cli->argc--;
  for (; at < cli->argc; at++)
    cli->argv[at] = cli->argv[at + 1];
}

/**
 * herald_cli_parse:
 * @cli: a run of the program
 * @options: (nullable): the command's own options
 * @min_arguments: how many arguments it needs
 * @max_arguments: how many it takes, or -1 for any number
 * @status: (out): the exit status, when the command is over
 *
 * Parses the options of a command, and leaves the arguments in @cli.
 *
 * Returns: %FALSE if the command is over: wrong usage, or help was asked for
 */
gboolean
herald_cli_parse (HeraldCli          *cli,
                  const GOptionEntry *options,
                  int                 min_arguments,
                  int                 max_arguments,
                  HeraldExit         *status)
{
  g_autofree char *usage = g_strconcat (cli->command->name, " ", cli->command->usage, NULL);
  g_autoptr(GOptionContext) context = g_option_context_new (usage);
  g_autofree char *prgname = g_strdup (g_get_prgname ());
  gboolean help = FALSE;
  GOptionEntry help_option[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL },
    { NULL },
  };
  g_autoptr(GError) error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _(cli->command->summary));
  g_option_context_set_help_enabled (context, FALSE);
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_option, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, &cli->argc, &cli->argv, &error))
    {
      *status = herald_cli_fail_usage (cli, error->message);
      return FALSE;
    }

  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      g_print ("%s", text);
      *status = HERALD_EXIT_DONE;
      return FALSE;
    }

  take_separator (cli);

  if (cli->argc - 1 < min_arguments || (max_arguments >= 0 && cli->argc - 1 > max_arguments))
    {
      *status = herald_cli_fail_usage (cli, _("this is not the right number of arguments"));
      return FALSE;
    }

  return TRUE;
}

/**
 * herald_cli_fail_usage:
 * @cli: a run of the program
 * @message: what is wrong, translated
 *
 * Says what is wrong with a command line, and how it should have been.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_fail_usage (HeraldCli  *cli,
                       const char *message)
{
  g_printerr ("herald-cli: %s\n", message);
  /* TRANSLATORS: the first %s is a command, the second its arguments; neither is translated */
  g_printerr (_("Usage: herald-cli %s %s"), cli->command->name, cli->command->usage);
  g_printerr ("\n");

  return HERALD_EXIT_USAGE;
}

static HeraldExit
status_of (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return HERALD_EXIT_INTERRUPTED;

  if (g_error_matches (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY) ||
      g_error_matches (error, HERALD_ROUTE_ERROR, HERALD_ROUTE_ERROR_NONE) ||
      g_error_matches (error, HERALD_ROUTE_ERROR, HERALD_ROUTE_ERROR_UNFIT) ||
      error->domain == HERALD_RECIPIENT_ERROR)
    return HERALD_EXIT_NOT_READY;

  if (g_error_matches (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE) ||
      g_error_matches (error, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_VALUE) ||
      g_error_matches (error, HERALD_ROUTE_ERROR, HERALD_ROUTE_ERROR_ADDRESS) ||
      g_error_matches (error, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_NO_CHANNEL) ||
      g_error_matches (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_UNKNOWN_FIELD) ||
      g_error_matches (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_NOT_FOUND))
    return HERALD_EXIT_USAGE;

  return HERALD_EXIT_INPUT;
}

/**
 * herald_cli_fail:
 * @error: (transfer full): what went wrong
 *
 * Says what went wrong.
 *
 * Returns: the exit status for it
 */
HeraldExit
herald_cli_fail (GError *error)
{
  g_autoptr(GError) owned = error;
  g_autofree char *shown = herald_text_show_hidden (error->message, FALSE);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_printerr ("herald-cli: %s\n", _("interrupted; nothing was written"));
  else
    g_printerr ("herald-cli: %s\n", shown);

  return status_of (error);
}

/**
 * herald_cli_fail_from:
 * @name: the file as the person named it
 * @error: (transfer full): what went wrong, in words that do not name it
 *
 * Says what went wrong with a file.
 *
 * Returns: the exit status for it
 */
HeraldExit
herald_cli_fail_from (const char *name,
                      GError     *error)
{
  g_prefix_error (&error, "%s: ", name);

  return herald_cli_fail (error);
}

/**
 * herald_cli_read:
 * @path: a file, or `-` for standard input
 * @max_size: how many bytes it may have
 * @error: return location for an error
 *
 * Reads a whole file.
 *
 * Returns: (transfer full): its content, or %NULL with an error that names it
 */
GBytes *
herald_cli_read (const char  *path,
                 gsize        max_size,
                 GError     **error)
{
  if (is_dash (path))
    return herald_file_read_fd (STDIN_FILENO, max_size, _("standard input"), error);

  return herald_file_read (path, max_size, error);
}

/**
 * herald_cli_read_text:
 * @max_size: how many bytes it may have
 * @error: return location for an error
 *
 * Reads text from standard input, without its one final line end.
 *
 * Returns: (transfer full): UTF-8 text, or %NULL with an error
 */
char *
herald_cli_read_text (gsize    max_size,
                      GError **error)
{
  g_autoptr(GBytes) bytes = herald_file_read_fd (STDIN_FILENO, max_size, _("standard input"), error);
  const char *data;
  gsize length;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);
  if (length > 0 && !g_utf8_validate_len (data, length, NULL))
    {
      g_set_error_literal (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_SYNTAX,
                           _("standard input: this is not UTF-8 text without NUL characters"));
      return NULL;
    }

  if (length > 0 && data[length - 1] == '\n')
    length--;
  if (length > 0 && data[length - 1] == '\r')
    length--;

  return g_strndup (data != NULL ? data : "", length);
}

/* Standard input as a file that can be read twice; what comes from there is
 * sealed, so that it may lie in a nameless file. */
static int
spool_input (GError **error)
{
  g_autoptr(HeraldFileWriter) writer = NULL;
  g_autofree char *name = g_strdup_printf ("herald-input-%08x", g_random_int ());
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  char buffer[64 * 1024];
  gssize n;
  int fd;

  writer = herald_file_writer_new (path, HERALD_FILE_WRITER_NONE, error);
  if (writer == NULL)
    return -1;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          herald_file_set_errno (error, errno, _("standard input"));
          return -1;
        }
      if (!herald_file_write_all (herald_file_writer_get_fd (writer), buffer, (gsize) n, error))
        return -1;
    }

  fd = fcntl (herald_file_writer_get_fd (writer), F_DUPFD_CLOEXEC, 0);
  if (fd < 0)
    herald_file_set_errno (error, errno, _("standard input"));
  else
    lseek (fd, 0, SEEK_SET);

  return fd;
}

/**
 * herald_cli_open:
 * @path: an envelope, or `-` for standard input
 * @error: return location for an error
 *
 * Opens an envelope as a file that can be read twice.
 *
 * Returns: a file descriptor that the caller closes, or -1 with an error
 */
int
herald_cli_open (const char  *path,
                 GError     **error)
{
  return is_dash (path) ? spool_input (error) : herald_file_open (path, NULL, error);
}

/**
 * herald_cli_write:
 * @path: a file, or `-` for standard output
 * @text: UTF-8 text
 *
 * Writes text to a private file, or to standard output.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_write (const char *path,
                  const char *text)
{
  GError *error = NULL;

  if (!is_dash (path))
    return herald_file_replace (path, text, strlen (text), HERALD_FILE_WRITER_NONE, &error)
             ? HERALD_EXIT_DONE : herald_cli_fail (error);

  if (herald_file_write_all (STDOUT_FILENO, text, strlen (text), &error))
    return HERALD_EXIT_DONE;

  return herald_cli_fail_from (_("standard output"), error);
}

/**
 * herald_cli_print_json:
 * @node: (transfer full): a value
 *
 * Prints JSON.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_print_json (JsonNode *node)
{
  g_autofree char *text = herald_json_write (node);

  json_node_unref (node);
  return herald_cli_write ("-", text);
}

/**
 * herald_cli_load:
 * @cli: a run of the program
 * @path: a report file, or `-` for standard input
 * @status: (out): the exit status, when the command is over
 *
 * Opens a report.
 *
 * Returns: %FALSE if it cannot be read, which was said
 */
gboolean
herald_cli_load (HeraldCli  *cli,
                 const char *path,
                 HeraldExit *status)
{
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;
  gboolean loaded;

  if (is_case (path))
    {
      if (!herald_cli_unlock (cli, status))
        return FALSE;
      loaded = herald_composer_open_case (cli->composer, path + strlen (HERALD_CLI_CASE_PREFIX), &error);
    }
  else if (is_dash (path))
    {
      bytes = herald_cli_read (path, HERALD_REPORT_MAX_SIZE, &error);
      loaded = bytes != NULL &&
               herald_composer_load_bytes (cli->composer, bytes, _("standard input"), ".", &error);
    }
  else
    loaded = herald_composer_load (cli->composer, path, &error);

  if (!loaded)
    *status = herald_cli_fail (error);

  return loaded;
}

/**
 * herald_cli_load_to_change:
 * @cli: a run of the program
 * @path: a report file, or `-` for standard input
 * @status: (out): the exit status, when the command is over
 *
 * Opens a report that will be saved again, when nobody else is changing it.
 *
 * The lock is held until the program ends.
 *
 * Returns: %FALSE if it cannot be read, which was said
 */
gboolean
herald_cli_load_to_change (HeraldCli  *cli,
                           const char *path,
                           HeraldExit *status)
{
  GError *error = NULL;

  if (!is_dash (path) && !is_case (path) && herald_file_lock (path, &error) < 0)
    {
      *status = herald_cli_fail (error);
      return FALSE;
    }

  return herald_cli_load (cli, path, status);
}

/**
 * herald_cli_save:
 * @cli: a run of the program, with a report
 * @path: where it came from
 *
 * Writes the report back.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_save (HeraldCli  *cli,
                 const char *path)
{
  GError *error = NULL;
  g_autofree char *text = herald_composer_write (cli->composer, &error);
  HeraldExit shown = herald_cli_output_end (HERALD_EXIT_DONE);

  /* What could not be shown was not agreed to. */
  if (shown != HERALD_EXIT_DONE)
    return shown;
  if (is_case (path))
    return herald_composer_write_case (cli->composer, &error) ? HERALD_EXIT_DONE : herald_cli_fail (error);
  if (text == NULL)
    return herald_cli_fail_from (path, error);

  return herald_cli_write (path, text);
}

/**
 * herald_cli_find_vendor:
 * @cli: a run of the program
 * @id: a vendor's id
 * @status: (out): the exit status, when the command is over
 *
 * Finds a vendor.
 *
 * Returns: (transfer none) (nullable): the vendor; %NULL if there is none,
 *   which was said
 */
HeraldVendor *
herald_cli_find_vendor (HeraldCli  *cli,
                        const char *id,
                        HeraldExit *status)
{
  HeraldVendorCatalog *vendors = herald_composer_get_vendors (cli->composer);
  HeraldVendor *vendor = herald_vendor_catalog_find (vendors, id);

  if (vendor == NULL)
    {
      /* TRANSLATORS: %s is a vendor's id as it was typed */
      g_printerr (_("herald-cli: No vendor “%s” is known; “herald-cli vendors” lists those that are"), id);
      g_printerr ("\n");
      *status = HERALD_EXIT_USAGE;
    }

  return vendor;
}
