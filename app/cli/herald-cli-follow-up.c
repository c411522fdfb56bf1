/* herald-cli-follow-up.c: answers to a report whose writer nobody knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-cli-passphrase.h"
#include "herald-cli-wait.h"
#include "herald-cli.h"
#include "herald-composer-deliver.h"
#include "herald-composer-follow-up.h"

#define MAX_SECRET 256
#define ATTEMPTS   3

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

static char *
get_passphrase (HeraldCli   *cli,
                const char  *again,
                GError     **error)
{
  if (cli->passphrase_fd >= 0)
    return herald_cli_passphrase_read (cli->passphrase_fd, error);

  return herald_cli_passphrase_ask (_("Passphrase of the key for answers: "), again, error);
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

  passphrase = get_passphrase (cli, _("The same again: "), &error);
  if (passphrase == NULL)
    return herald_cli_fail (error);

  herald_composer_make_reply_key_async (cli->composer, passphrase, out, wait.cancellable, herald_cli_wait_cb, &wait);
  herald_cli_passphrase_free (passphrase);
  if (!herald_composer_make_reply_key_finish (cli->composer, herald_cli_wait_for_it (&wait), &error))
    return herald_cli_fail (error);

  return herald_cli_write ("-", herald_composer_get_reply_key_text (cli->composer));
}

/* The secret part from a file, or NULL for the one that a case keeps, which is
 * opened. */
static gboolean
find_key (HeraldCli   *cli,
          GBytes     **secret_key,
          HeraldExit  *status)
{
  GError *error = NULL;

  *secret_key = NULL;
  if (g_str_has_prefix (key, HERALD_CLI_CASE_PREFIX))
    return herald_cli_load (cli, key, status);

  *secret_key = herald_cli_read (key, HERALD_REPLY_MAX_KEY, &error);
  if (*secret_key == NULL)
    *status = herald_cli_fail (error);

  return *secret_key != NULL;
}

static char *
open_answer (HeraldCli    *cli,
             GBytes       *secret_key,
             const char   *passphrase,
             GBytes       *message,
             GError      **error)
{
  g_auto(HeraldCliWait) wait;

  herald_cli_wait_init (&wait);
  herald_composer_read_answer_async (cli->composer, secret_key, passphrase, message, wait.cancellable,
                                     herald_cli_wait_cb, &wait);

  return herald_composer_read_answer_finish (cli->composer, herald_cli_wait_for_it (&wait), error);
}

static HeraldExit
read_message (HeraldCli *cli)
{
  g_autoptr(GBytes) message = NULL, secret_key = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  HeraldExit status;
  char *passphrase;

  if (key == NULL)
    return herald_cli_fail_usage (cli, _("--key is missing"));

  message = herald_cli_read (cli->argv[2], HERALD_REPLY_MAX_MESSAGE, &error);
  if (message == NULL)
    return herald_cli_fail (error);
  if (!find_key (cli, &secret_key, &status))
    return status;

  passphrase = get_passphrase (cli, NULL, &error);
  if (passphrase == NULL)
    return herald_cli_fail (error);

  text = open_answer (cli, secret_key, passphrase, message, &error);
  herald_cli_passphrase_free (passphrase);
  if (text == NULL)
    return herald_cli_fail_from (cli->argv[2], error);

  g_print ("%s\n", text);
  return HERALD_EXIT_DONE;
}

/* What is asked with: derived from what the person typed. */
static char *
read_secret (GError **error)
{
  char *text = herald_cli_read_text (MAX_SECRET, error);
  char *secret = text != NULL ? herald_follow_up_read (text, error) : NULL;
  char *derived = secret != NULL ? herald_follow_up_make_key (secret) : NULL;

  herald_follow_up_free (text);
  herald_follow_up_free (secret);
  return derived;
}

/* Whoever asks with a secret does not want to be known, so the way is theirs to
 * choose, each time. */
static gboolean
choose_route (HeraldRoute *route,
              HeraldExit  *status)
{
  GError *error = NULL;

  *route = (HeraldRoute) { .kind = HERALD_ROUTE_DIRECT };
  if (proxy == NULL && !direct)
    {
      g_printerr ("herald-cli: %s\n",
                  _("Say which way to ask: --proxy with the address of Tor, or --direct, which shows the server this machine’s IP address"));
      *status = HERALD_EXIT_USAGE;
      return FALSE;
    }

  if (proxy == NULL || herald_route_parse (proxy, route, &error))
    return TRUE;

  *status = herald_cli_fail (error);
  return FALSE;
}

static GStrv
ask (HeraldCli          *cli,
     HeraldVendor       *vendor,
     const HeraldRoute  *route,
     GError            **error)
{
  g_auto(HeraldCliWait) wait;
  char *secret;

  herald_cli_wait_init (&wait);
  secret = read_secret (error);
  if (secret == NULL)
    return NULL;

  herald_composer_check_answers_async (cli->composer, vendor, secret, route, patience, wait.cancellable,
                                       herald_cli_wait_cb, &wait);
  herald_follow_up_free (secret);

  return herald_composer_check_answers_finish (cli->composer, herald_cli_wait_for_it (&wait), error);
}

/* Opens each of them in its place; what cannot be opened stays sealed, and why
 * is said. */
static HeraldExit
open_answers (HeraldCli *cli,
              GStrv      answers)
{
  g_autoptr(GBytes) secret_key = NULL;
  HeraldExit status = HERALD_EXIT_DONE;
  GError *error = NULL;
  char *passphrase;

  if (answers[0] == NULL)
    return HERALD_EXIT_DONE;
  if (!find_key (cli, &secret_key, &status))
    return status;

  passphrase = get_passphrase (cli, NULL, &error);
  if (passphrase == NULL)
    return herald_cli_fail (error);

  for (guint i = 0; answers[i] != NULL; i++)
    {
      g_autoptr(GBytes) message = g_bytes_new (answers[i], strlen (answers[i]));
      char *text = open_answer (cli, secret_key, passphrase, message, &error);

      if (text == NULL)
        {
          herald_cli_fail (g_steal_pointer (&error));
          status = HERALD_EXIT_NOT_READY;
          continue;
        }
      g_free (answers[i]);
      answers[i] = text;
    }

  herald_cli_passphrase_free (passphrase);
  return status;
}

static HeraldExit
print_answers (GStrv      answers,
               HeraldExit status)
{
  g_autoptr(JsonArray) array = json_array_new ();
  guint n = g_strv_length (answers);
  HeraldExit printed;

  if (json)
    {
      for (guint i = 0; i < n; i++)
        json_array_add_string_element (array, answers[i]);
      printed = herald_cli_print_json (json_node_init_array (json_node_alloc (), array));
      return printed != HERALD_EXIT_DONE ? printed : status;
    }

  if (n == 0)
    g_print ("%s\n", _("There is no answer yet."));
  for (guint i = 0; i < n; i++)
    {
      /* TRANSLATORS: the first %u is a number, the second how many there are */
      g_print (_("Answer %u of %u"), i + 1, n);
      g_print ("\n\n%s\n%s", answers[i], i + 1 < n ? "\n" : "");
    }

  return status;
}

static HeraldExit
check (HeraldCli *cli)
{
  g_auto(GStrv) answers = NULL;
  HeraldExit status = HERALD_EXIT_DONE;
  GError *error = NULL;
  HeraldVendor *vendor;
  HeraldRoute route;

  if (proxy != NULL && direct)
    return herald_cli_fail_usage (cli, _("--proxy and --direct are two ways; choose one"));

  vendor = herald_cli_find_vendor (cli, cli->argv[2], &status);
  if (vendor == NULL || !choose_route (&route, &status))
    return status;

  answers = ask (cli, vendor, &route, &error);
  if (answers == NULL)
    return herald_cli_fail (error);
  if (key != NULL)
    status = open_answers (cli, answers);

  return print_answers (answers, status);
}

typedef struct
{
  const char *name;
  int         n_arguments;
  HeraldExit (*run) (HeraldCli *cli);
} Action;

static const Action actions[] = {
  { "new", 0, make_secret },
  { "key", 1, make_key },
  { "check", 1, check },
  { "read", 1, read_message },
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
