/* herald-cli-follow-up.c: answers to a report whose writer nobody knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-cli-answers.h"
#include "herald-cli-passphrase.h"
#include "herald-cli-wait.h"
#include "herald-composer-follow-up.h"

#define ATTEMPTS 3

static char *key, *out, *proxy, *patience;
static gboolean direct, json;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The file for the secret part of the key"), "SECRET-KEY-FILE" },
  { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, N_("The secret part of the key for answers, or the case that keeps it"), "SECRET-KEY-FILE" },
  { "proxy", 0, 0, G_OPTION_ARG_STRING, &proxy, N_("Go through this proxy, such as Tor, and no other way"), "socks5://ADDRESS:PORT" },
  { "direct", 0, 0, G_OPTION_ARG_NONE, &direct, N_("Go straight to the vendor’s server, which learns this machine’s IP address"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, for programs"), NULL },
  { "patience", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &patience, NULL, NULL },
  { NULL },
};

/* Who cannot type the last group does not have the secret. Without a terminal
 * there is nobody to ask. */
static HeraldExit
ask_whether_saved (const char *secret)
{
  char line[64];

  if (!isatty (STDIN_FILENO) || !isatty (STDOUT_FILENO))
    return HERALD_EXIT_DONE;

  for (guint i = 0; i < ATTEMPTS; i++)
    {
      g_print ("%s", _("Write it down, then type its last group here: "));
      fflush (stdout);
      if (fgets (line, sizeof line, stdin) == NULL)
        break;
      if (herald_follow_up_is_saved (secret, line))
        return HERALD_EXIT_DONE;
    }

  g_printerr ("herald-cli: %s\n", _("That is not its last group; do not use this secret, and make another one"));
  return HERALD_EXIT_NOT_READY;
}

static HeraldExit
make_secret (HeraldCli *cli)
{
  GError *error = NULL;
  char *secret = herald_follow_up_new (&error);
  char *shown = secret != NULL ? herald_follow_up_show (secret) : NULL;
  HeraldExit status;

  if (secret == NULL)
    return herald_cli_fail (error);

  g_print ("%s\n", shown);
  g_printerr ("herald-cli: %s\n",
              _("This is shown once and kept nowhere. Nobody can notify you: who has it can ask for answers, and who loses it cannot."));
  status = ask_whether_saved (secret);
  herald_follow_up_free (shown);
  herald_follow_up_free (secret);

  return status;
}

static HeraldExit
make_key (HeraldCli *cli)
{
  g_auto(HeraldCliWait) wait;
  gboolean is_kept = g_str_has_prefix (cli->argv[2], HERALD_CLI_CASE_PREFIX);
  GError *error = NULL;
  HeraldExit status;
  char *passphrase;

  herald_cli_wait_init (&wait);
  if (!is_kept && (out == NULL || *out == '\0' || g_str_equal (out, "-")))
    return herald_cli_fail_usage (cli, _("-o is missing: the secret part has to be kept in a file"));
  if (!herald_cli_load (cli, cli->argv[2], &status))
    return status;

  passphrase = herald_cli_ask_reply_passphrase (cli, _("The same again: "), &error);
  if (passphrase == NULL)
    return herald_cli_fail (error);

  herald_composer_make_reply_key_async (cli->composer, passphrase, out, wait.cancellable, herald_cli_wait_cb, &wait);
  herald_cli_passphrase_free (passphrase);
  if (!herald_composer_make_reply_key_finish (cli->composer, herald_cli_wait_for_it (&wait), &error))
    return herald_cli_fail (error);

  return herald_cli_write ("-", herald_composer_get_reply_key_text (cli->composer));
}

typedef struct
{
  const char *name;
  int         n_arguments;
  HeraldExit (*run) (HeraldCli *cli);
} Action;

static HeraldExit
check (HeraldCli *cli)
{
  HeraldCliAnswers answers = { key, proxy, patience, direct, json };

  return herald_cli_check_answers (cli, &answers);
}

static HeraldExit
read_answer (HeraldCli *cli)
{
  HeraldCliAnswers answers = { .key = key };

  return herald_cli_read_answer (cli, &answers);
}

static const Action actions[] = {
  { "new", 0, make_secret },
  { "key", 1, make_key },
  { "check", 1, check },
  { "read", 1, read_answer },
};

/**
 * herald_cli_follow_up:
 * @cli: a run of the program
 *
 * Runs the command `follow-up`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_follow_up (HeraldCli *cli)
{
  HeraldExit status;

  if (!herald_cli_parse (cli, options, 1, 2, &status))
    return status;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (!g_str_equal (cli->argv[1], actions[i].name))
        continue;
      if (cli->argc - 2 != actions[i].n_arguments)
        return herald_cli_fail_usage (cli, _("this is not the right number of arguments"));

      return actions[i].run (cli);
    }

  return herald_cli_fail_usage (cli, _("say new, key, check or read"));
}

/**
 * herald_cli_take_reply_key:
 * @cli: a run of the program, with a report
 * @path: (nullable): the file of a public key that answers can be sealed to
 * @status: (out): the exit status, when the command is over
 *
 * Puts a key for answers into what will be sealed.
 *
 * Returns: %FALSE if it cannot be used, which was said
 */
gboolean
herald_cli_take_reply_key (HeraldCli  *cli,
                           const char *path,
                           HeraldExit *status)
{
  GError *error = NULL;
  g_autoptr(GBytes) file = NULL;

  if (path == NULL)
    return TRUE;

  file = herald_cli_read (path, HERALD_REPLY_MAX_KEY, &error);
  if (file == NULL)
    {
      *status = herald_cli_fail (error);
      return FALSE;
    }
  if (herald_composer_set_reply_key (cli->composer, file, &error))
    return TRUE;

  *status = herald_cli_fail_from (path, error);
  return FALSE;
}
