/* herald-cli-answers.c: asking for answers, and opening them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-cli-answers.h"
#include "herald-cli-passphrase.h"
#include "herald-cli-wait.h"
#include "herald-composer-deliver.h"
#include "herald-composer-follow-up.h"

#define MAX_SECRET 256

/**
 * herald_cli_ask_reply_passphrase:
 * @cli: a run of the program
 * @again: (nullable): asks for it a second time, when it is a new one
 * @error: return location for an error
 *
 * Gets the passphrase of a key for answers.
 *
 * It comes from the descriptor that was named, else from the terminal.
 *
 * Returns: (transfer full): the passphrase, or %NULL with an error
 */
char *
herald_cli_ask_reply_passphrase (HeraldCli   *cli,
                                 const char  *again,
                                 GError     **error)
{
  if (cli->passphrase_fd >= 0)
    return herald_cli_passphrase_read (cli->passphrase_fd, error);

  return herald_cli_passphrase_ask (_("Passphrase of the key for answers: "), again, error);
}

/* The secret part from a file, or NULL for the one that a case keeps, which is
 * opened. */
static gboolean
find_key (HeraldCli   *cli,
          const char  *key,
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

/**
 * herald_cli_read_answer:
 * @cli: a run of the program, with a file in the place of its second argument
 * @self: how to open it
 *
 * Opens one sealed answer, and prints it.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_read_answer (HeraldCli              *cli,
                        const HeraldCliAnswers *self)
{
  g_autoptr(GBytes) message = NULL, secret_key = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  HeraldExit status;
  char *passphrase;

  if (self->key == NULL)
    return herald_cli_fail_usage (cli, _("--key is missing"));

  message = herald_cli_read (cli->argv[2], HERALD_REPLY_MAX_MESSAGE, &error);
  if (message == NULL)
    return herald_cli_fail (error);
  if (!find_key (cli, self->key, &secret_key, &status))
    return status;

  passphrase = herald_cli_ask_reply_passphrase (cli, NULL, &error);
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
choose_route (const HeraldCliAnswers *self,
              HeraldRoute            *route,
              HeraldExit             *status)
{
  GError *error = NULL;

  *route = (HeraldRoute) { .kind = HERALD_ROUTE_DIRECT };
  if (self->proxy == NULL && !self->direct)
    {
      g_printerr ("herald-cli: %s\n",
                  _("Say which way to ask: --proxy with the address of Tor, or --direct, which shows the server this machine’s IP address"));
      *status = HERALD_EXIT_USAGE;
      return FALSE;
    }

  if (self->proxy == NULL || herald_route_parse (self->proxy, route, &error))
    return TRUE;

  *status = herald_cli_fail (error);
  return FALSE;
}

static GStrv
ask (HeraldCli               *cli,
     const HeraldCliAnswers  *self,
     HeraldVendor            *vendor,
     const HeraldRoute       *route,
     GError                 **error)
{
  g_auto(HeraldCliWait) wait;
  char *secret;

  herald_cli_wait_init (&wait);
  secret = read_secret (error);
  if (secret == NULL)
    return NULL;

  herald_composer_check_answers_async (cli->composer, vendor, secret, route, self->patience, wait.cancellable,
                                       herald_cli_wait_cb, &wait);
  herald_follow_up_free (secret);

  return herald_composer_check_answers_finish (cli->composer, herald_cli_wait_for_it (&wait), error);
}

/* Opens each of them in its place; what cannot be opened stays sealed, and why
 * is said. */
static HeraldExit
open_answers (HeraldCli              *cli,
              const HeraldCliAnswers *self,
              GStrv                   answers)
{
  g_autoptr(GBytes) secret_key = NULL;
  HeraldExit status = HERALD_EXIT_DONE;
  GError *error = NULL;
  char *passphrase;

  if (answers[0] == NULL)
    return HERALD_EXIT_DONE;
  if (!find_key (cli, self->key, &secret_key, &status))
    return status;

  passphrase = herald_cli_ask_reply_passphrase (cli, NULL, &error);
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
               gboolean   json,
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

/**
 * herald_cli_check_answers:
 * @cli: a run of the program, with a vendor in the place of its second argument
 * @self: which way to ask, and how to open what comes
 *
 * Asks a vendor's endpoint for answers, and prints them.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_check_answers (HeraldCli              *cli,
                          const HeraldCliAnswers *self)
{
  g_auto(GStrv) answers = NULL;
  HeraldExit status = HERALD_EXIT_DONE;
  GError *error = NULL;
  HeraldVendor *vendor;
  HeraldRoute route;

  if (self->proxy != NULL && self->direct)
    return herald_cli_fail_usage (cli, _("--proxy and --direct are two ways; choose one"));

  vendor = herald_cli_find_vendor (cli, cli->argv[2], &status);
  if (vendor == NULL || !choose_route (self, &route, &status))
    return status;

  answers = ask (cli, self, vendor, &route, &error);
  if (answers == NULL)
    return herald_cli_fail (error);
  if (self->key != NULL)
    status = open_answers (cli, self, answers);

  return print_answers (answers, self->json, status);
}
