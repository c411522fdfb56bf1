/* main.c: herald-cli, Herald without a screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <signal.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-cli.h"

const HeraldCommand herald_cli_commands[] = {
  { "vendors", "[--json]", N_("Lists the vendors"), herald_cli_vendors },
  { "vendor", "ID [--json]", N_("Shows a vendor’s rules, fields, promises, channels and keys"), herald_cli_vendor },
  { "new", "ID [--anonymous] -o FILE", N_("Begins a report"), herald_cli_new },
  { "set", "FILE FIELD [--unknown]", N_("Answers a field with standard input"), herald_cli_set },
  { "attach", "FILE PATH [--role ROLE] [--name NAME]", N_("Adds an attachment"), herald_cli_attach },
  { "detach", "FILE NAME", N_("Removes an attachment"), herald_cli_detach },
  { "environment", "[--json] | FILE ITEM… | FILE --all", N_("Shows what could be captured of this machine, or takes it over"), herald_cli_environment },
  { "divert", "FILE DIVERSION yes|no", N_("Answers a question that the vendor asks first"), herald_cli_divert },
  { "attest", "FILE RULE…", N_("Shows rules in the vendor’s words, and confirms them"), herald_cli_attest },
  { "substitute", "FILE", N_("Puts another word in the place of one, from standard input"), herald_cli_substitute },
  { "decide", "FILE FINDING", N_("Keeps what a finding is about, for the reason on standard input"), herald_cli_decide },
  { "review", "FILE [--json]", N_("Shows what is missing or must not be sent"), herald_cli_review },
  { "render", "FILE [--as text|markdown|json] [-o OUT]", N_("Shows the document, in clear"), herald_cli_render },
  { "key", "FILE [--json]", N_("Judges the keys in a file"), herald_cli_key },
  { "confirm", "ID --key FILE --fingerprint FPR | --address ADDR | --endpoint URL [--ca FILE]", N_("Supplies what a vendor’s profile lacks"), herald_cli_confirm },
  { "seal", "FILE --as eml|asc|bundle|draft -o OUT", N_("Reviews and encrypts a report"), herald_cli_seal },
  { "courier", "FILE [--json]", N_("Shows what to carry over into a vendor’s form, field by field"), herald_cli_courier },
  { "submit", "FILE -o ENVELOPE [--proxy socks5://ADDRESS:PORT|--direct] [--json] | --retry ENVELOPE", N_("Seals a report, keeps it, and delivers it to the vendor’s endpoint"), herald_cli_submit },
  { "follow-up", "new | key FILE [-o SECRET-KEY-FILE] | check VENDOR --proxy socks5://ADDRESS:PORT|--direct [--key SECRET-KEY-FILE] [--json] | read MESSAGE --key SECRET-KEY-FILE", N_("Makes what an anonymous reporter gets answers with, asks for them, and opens them"), herald_cli_follow_up },
  { "vault", "create --keep keyring|passphrase | passphrase | keyring | slots | remove SLOT", N_("Makes the vault, or changes what opens it"), herald_cli_vault },
  { "cases", "[--json]", N_("Lists the reports in the vault"), herald_cli_cases },
  { "case", "COMMAND [ID] …", N_("Does something with a report in the vault"), herald_cli_case },
  { "inspect", "ENVELOPE [--json]", N_("Shows what others can see of an envelope"), herald_cli_inspect },
  { "open", "ENVELOPE --key SECRET-KEY-FILE -o DIRECTORY", N_("Opens an envelope as the vendor does"), herald_cli_open_envelope },
  { NULL },
};

static void
print_help (void)
{
  g_print ("%s\n\n%s\n\n%s\n",
           _("Usage: herald-cli COMMAND [ARGUMENTS] [--state DIR]"),
           _("Writes a vulnerability report that its vendor can act on and nobody else can read. Nothing but “submit” and “follow-up” uses the network."),
           _("Commands:"));

  for (const HeraldCommand *command = herald_cli_commands; command->name != NULL; command++)
    g_print ("  %-12s %s\n", command->name, _(command->summary));

  g_print ("\n%s\n%s\n",
           _("“herald-cli COMMAND --help” tells more. “-” stands for standard input or output where a file is named."),
           _("Exit status: 0 done, 1 not ready or a check found something, 2 wrong usage, 3 input refused or output not written; of “submit” also 4 refused, 5 unknown: may have been accepted, 6 not delivered."));
}

static const HeraldCommand *
find_command (const char *name)
{
  for (const HeraldCommand *command = herald_cli_commands; command->name != NULL; command++)
    {
      if (g_str_equal (command->name, name))
        return command;
    }

  return NULL;
}

/* Takes an option that every command knows, and its value, out of the
 * arguments, wherever it stands. */
static gboolean
take_option (GPtrArray   *arguments,
             const char  *option,
             char       **value)
{
  gsize length = strlen (option);

  for (guint i = 0; i + 1 < arguments->len; i++)
    {
      const char *argument = g_ptr_array_index (arguments, i);

      if (g_str_equal (argument, "--"))
        break;
      if (!g_str_has_prefix (argument, option) ||
          (argument[length] != '=' && argument[length] != '\0'))
        continue;

      g_free (*value);
      if (argument[length] == '=')
        *value = g_strdup (argument + length + 1);
      else if (i + 2 < arguments->len)
        {
          *value = g_strdup (g_ptr_array_index (arguments, i + 1));
          g_ptr_array_remove_index (arguments, i + 1);
        }
      else
        *value = NULL;

      g_ptr_array_remove_index (arguments, i--);
      if (*value == NULL || **value == '\0')
        return FALSE;
    }

  return TRUE;
}

static HeraldExit
run (GPtrArray  *arguments,
     const char *state,
     int         passphrase_fd)
{
  HeraldCli cli = { 0 };
  HeraldExit status;
  const char *name = arguments->len > 2 ? g_ptr_array_index (arguments, 1) : NULL;

  if (name == NULL || g_str_equal (name, "--help") || g_str_equal (name, "-h") || g_str_equal (name, "help"))
    {
      print_help ();
      return name == NULL ? HERALD_EXIT_USAGE : HERALD_EXIT_DONE;
    }

  if (g_str_equal (name, "--version"))
    {
      g_print ("herald-cli %s\n", PACKAGE_VERSION);
      return HERALD_EXIT_DONE;
    }

  cli.command = find_command (name);
  if (cli.command == NULL)
    {
      /* TRANSLATORS: %s is a word that was typed in the place of a command */
      g_printerr (_("herald-cli: “%s” is not a command; “herald-cli --help” lists them"), name);
      g_printerr ("\n");
      return HERALD_EXIT_USAGE;
    }

  cli.composer = herald_composer_new (state);
  cli.passphrase_fd = passphrase_fd;
  cli.argc = (int) arguments->len - 2;
  cli.argv = (char **) arguments->pdata + 1;
  status = cli.command->run (&cli);
  g_object_unref (cli.composer);

  return status;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *state = NULL, *passphrase = NULL;
  guint64 passphrase_fd = 0;

  herald_translations_init ();
  g_set_prgname ("herald-cli");
  herald_cli_output_init ();

  /* A pipe that nobody reads any more is an error like any other, and so is a
   * file that may not grow. */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);

  for (int i = 0; i <= argc; i++)
    g_ptr_array_add (arguments, argv[i]);

  if (!take_option (arguments, "--state", &state))
    {
      g_printerr ("%s\n", _("herald-cli: --state needs the name of a folder"));
      return HERALD_EXIT_USAGE;
    }

  if (!take_option (arguments, "--passphrase-fd", &passphrase) ||
      (passphrase != NULL && !g_ascii_string_to_unsigned (passphrase, 10, 0, G_MAXINT, &passphrase_fd, NULL)))
    {
      g_printerr ("%s\n", _("herald-cli: --passphrase-fd needs the number of an open file"));
      return HERALD_EXIT_USAGE;
    }

  return herald_cli_output_end (run (arguments, state, passphrase != NULL ? (int) passphrase_fd : -1));
}
