/* herald-cli-submit.c: delivering a report to the vendor's endpoint
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-deliver.h"
#include "herald-composer-follow-up.h"

#include "herald-cli-wait.h"
#include "herald-cli.h"

#define MAX_SECRET 256

static char *as, *out, *retry, *proxy, *patience, *reply_key;
static char **pins;
static gboolean direct, follow_up, json;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The envelope to make, which is kept"), "ENVELOPE" },
  { "as", 0, 0, G_OPTION_ARG_STRING, &as, N_("bundle, or asc for a report without attachments"), "FORM" },
  { "retry", 0, 0, G_OPTION_ARG_FILENAME, &retry, N_("Send a kept envelope again: the same bytes with the same key"), "ENVELOPE" },
  { "proxy", 0, 0, G_OPTION_ARG_STRING, &proxy, N_("Go through this proxy, such as Tor, and no other way"), "socks5://ADDRESS:PORT" },
  { "direct", 0, 0, G_OPTION_ARG_NONE, &direct, N_("Go straight to the vendor’s server, which learns this machine’s IP address"), NULL },
  { "pin", 0, 0, G_OPTION_ARG_STRING_ARRAY, &pins, N_("SHA-256 of the server’s public key; several may be given"), "SHA256" },
  { "follow-up", 0, 0, G_OPTION_ARG_NONE, &follow_up, N_("Read a follow-up secret from standard input, and send its hash along"), NULL },
  { "reply-key", 0, 0, G_OPTION_ARG_FILENAME, &reply_key, N_("A public key that answers can be sealed to, which goes along"), "PUBLIC-KEY-FILE" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, for programs"), NULL },
  { "patience", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &patience, NULL, NULL },
  { NULL },
};

/* What is not chosen is the way straight to the server, but not for everybody. */
static const char *
find_objection (gboolean        anonymous,
                HeraldRouteKind before)
{
  if (proxy != NULL || direct)
    return NULL;
  if (anonymous)
    return _("This report is anonymous, so it is not sent that way unless --direct says so. Choose --proxy with the address of Tor, or seal it and carry it there another way.");
  if (before == HERALD_ROUTE_SOCKS5)
    return _("The attempt before went through a proxy, so this one does not go that way unless --direct says so. Choose --proxy again.");

  return NULL;
}

/* Where it goes and what that tells whom, before it does. An anonymous report
 * goes nowhere unless the way is the person's own choice, and nothing that went
 * through a proxy goes without one by itself. */
static gboolean
choose_route (gboolean          anonymous,
              HeraldRouteKind   before,
              const char       *endpoint,
              HeraldRoute      *route,
              HeraldExit       *status)
{
  GError *error = NULL;
  g_autofree char *words = NULL;
  const char *objection = find_objection (anonymous, before);

  *route = (HeraldRoute) { .kind = HERALD_ROUTE_DIRECT };
  if (proxy != NULL && !herald_route_parse (proxy, route, &error))
    {
      *status = herald_cli_fail (error);
      return FALSE;
    }

  words = herald_route_describe (route, endpoint);
  if (objection != NULL)
    {
      g_printerr ("herald-cli: %s\n", words);
      g_printerr ("herald-cli: %s\n", objection);
      *status = HERALD_EXIT_NOT_READY;
      return FALSE;
    }

  if (!herald_route_check (route, endpoint, &error))
    {
      *status = herald_cli_fail (error);
      return FALSE;
    }

  g_printerr ("herald-cli: %s\n", words);
  return TRUE;
}

static void
progress_cb (HeraldDeliverPhase phase,
             guint64            done,
             guint64            total,
             gpointer           data)
{
  HeraldDeliverPhase *last = data;

  if (phase == *last || !isatty (STDERR_FILENO))
    return;

  *last = phase;
  switch (phase)
    {
    case HERALD_DELIVER_SEALING:
      g_printerr ("%s\n", _("Sealing…"));
      break;

    case HERALD_DELIVER_CONNECTING:
      g_printerr ("%s\n", _("Connecting…"));
      break;

    case HERALD_DELIVER_SENDING:
      g_printerr ("%s\n", _("Sending…"));
      break;

    case HERALD_DELIVER_WAITING:
      g_printerr ("%s\n", _("Waiting for the receipt…"));
      break;

    case HERALD_DELIVER_KEEPING:
    default:
      break;
    }
}

static HeraldExit
exit_of (const HeraldDelivery *delivery)
{
  switch (delivery->state)
    {
    case HERALD_DELIVERY_ACCEPTED:
      return HERALD_EXIT_DONE;

    case HERALD_DELIVERY_REFUSED:
      return HERALD_EXIT_REFUSED;

    case HERALD_DELIVERY_NOT_DELIVERED:
      return HERALD_EXIT_NOT_DELIVERED;

    case HERALD_DELIVERY_READY:
    case HERALD_DELIVERY_SENDING:
    case HERALD_DELIVERY_UNKNOWN:
    default:
      return HERALD_EXIT_UNKNOWN;
    }
}

/* How to send it again, where that makes sense. */
static void
print_retry (const HeraldDelivery *delivery,
             const char           *place)
{
  if (delivery->state != HERALD_DELIVERY_UNKNOWN && delivery->state != HERALD_DELIVERY_NOT_DELIVERED)
    return;

  /* TRANSLATORS: %s is a file, or the name of a case */
  g_print (_("To send it again: herald-cli submit --retry %s"), place);
  g_print ("\n");
}

/* What it came to, once and for all, whatever else goes wrong. */
static HeraldExit
tell (const HeraldDelivery *delivery,
      const char           *place,
      const char           *warning)
{
  g_autofree char *text = NULL;

  if (warning != NULL)
    {
      g_printerr ("herald-cli: %s\n", warning);
      g_printerr ("herald-cli: %s\n", _("What the delivery came to could not be written down."));
    }

  if (json)
    {
      g_autofree char *line = herald_delivery_write (delivery);
      HeraldExit status = herald_cli_print_json (json_from_string (line, NULL));

      return status != HERALD_EXIT_DONE ? status : exit_of (delivery);
    }

  text = herald_delivery_describe (delivery);
  g_print ("%s\n", herald_delivery_get_title (delivery));
  if (text[0] != '\0')
    g_print ("%s\n", text);
  print_retry (delivery, place);

  return exit_of (delivery);
}

/* SHA-256 of what the person keeps, which is not kept here. */
static char *
read_follow_up (GError **error)
{
  g_autofree char *text = herald_cli_read_text (MAX_SECRET, error);
  char *secret = text == NULL ? NULL : herald_follow_up_read (text, error);
  char *key, *hash;

  if (text != NULL)
    explicit_bzero (text, strlen (text));
  if (secret == NULL)
    return NULL;

  key = herald_follow_up_make_key (secret);
  hash = herald_follow_up_hash_key (key);
  herald_follow_up_free (key);
  herald_follow_up_free (secret);
  return hash;
}

static HeraldDeliverPlan *
make_plan (HeraldCli      *cli,
           HeraldCliWait  *wait,
           GError        **error)
{
  HeraldDeliverPlan *plan;

  herald_composer_plan_delivery_async (cli->composer, NULL, herald_cli_wait_cb, wait);
  plan = herald_composer_plan_delivery_finish (cli->composer, herald_cli_wait_for_it (wait), error);
  if (plan != NULL && !plan->ready)
    {
      g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY, plan->why);
      g_clear_pointer (&plan, herald_deliver_plan_free);
    }

  return plan;
}

static HeraldExit
submit (HeraldCli        *cli,
        HeraldSubmission *submission)
{
  g_auto(HeraldCliWait) wait;
  g_autoptr(HeraldDeliverPlan) plan = NULL;
  g_autoptr(HeraldDelivery) delivery = NULL;
  g_autofree char *warning = NULL;
  HeraldDeliverPhase phase = HERALD_DELIVER_KEEPING;
  GError *error = NULL;
  HeraldExit status;

  herald_cli_wait_init (&wait);
  plan = make_plan (cli, &wait, &error);
  if (plan == NULL)
    return herald_cli_fail (error);
  if (!choose_route (plan->anonymous, HERALD_ROUTE_NONE, plan->endpoint, &submission->route, &status))
    return status;

  herald_composer_submit_async (cli->composer, submission, wait.cancellable, progress_cb, &phase,
                                herald_cli_wait_cb, &wait);
  delivery = herald_composer_deliver_finish (cli->composer, herald_cli_wait_for_it (&wait), &warning, &error);
  if (delivery == NULL)
    return herald_cli_fail_to_seal (cli, submission->form, error);

  return tell (delivery, out != NULL ? out : cli->argv[1], warning);
}

static HeraldExit
submit_report (HeraldCli *cli)
{
  HeraldSubmission submission = { .form = HERALD_ENVELOPE_BUNDLE, .pins = (const char * const *) pins,
                                  .patience = patience };
  g_autofree char *hash = NULL;
  GError *error = NULL;
  HeraldExit status;
  gboolean is_kept;

  if (as != NULL && (!herald_envelope_form_from_word (as, &submission.form) ||
                     (submission.form != HERALD_ENVELOPE_BUNDLE && submission.form != HERALD_ENVELOPE_ASC)))
    return herald_cli_fail_usage (cli, _("--as is bundle or asc"));

  is_kept = g_str_has_prefix (cli->argv[1], HERALD_CLI_CASE_PREFIX);
  if (is_kept && out != NULL)
    return herald_cli_fail_usage (cli, _("the case keeps the envelope itself, so there is no -o"));
  if (!is_kept && (out == NULL || *out == '\0' || g_str_equal (out, "-")))
    return herald_cli_fail_usage (cli, _("-o is missing: the envelope has to be kept in a file"));

  if (follow_up)
    {
      hash = read_follow_up (&error);
      if (hash == NULL)
        return herald_cli_fail_from (_("standard input"), error);
    }

  herald_composer_prepare_seal ();
  if (!herald_cli_load (cli, cli->argv[1], &status) || !herald_cli_take_reply_key (cli, reply_key, &status))
    return status;

  submission.path = out;
  submission.follow_up = hash;
  return submit (cli, &submission);
}

/* The delivery to send again: of a file its own, of a case the last one. */
static HeraldDelivery *
find_delivery (HeraldCli      *cli,
               HeraldCliWait  *wait,
               gboolean        is_kept,
               GError        **error)
{
  g_autoptr(GPtrArray) deliveries = NULL;

  if (is_kept)
    herald_composer_list_deliveries_async (cli->composer, NULL, herald_cli_wait_cb, wait);
  else
    herald_composer_read_delivery_async (cli->composer, retry, NULL, herald_cli_wait_cb, wait);
  deliveries = herald_composer_list_deliveries_finish (cli->composer, herald_cli_wait_for_it (wait), error);
  if (deliveries == NULL)
    return NULL;

  if (deliveries->len == 0)
    {
      g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                           _("Nothing of this case was submitted yet"));
      return NULL;
    }

  return herald_delivery_copy (g_ptr_array_index (deliveries, 0));
}

static HeraldExit
retry_delivery (HeraldCli *cli,
                gboolean   is_kept)
{
  g_auto(HeraldCliWait) wait;
  g_autoptr(HeraldDelivery) before = NULL, delivery = NULL;
  g_autofree char *warning = NULL;
  HeraldDeliverPhase phase = HERALD_DELIVER_SEALING;
  HeraldRoute route;
  GError *error = NULL;
  HeraldExit status;

  herald_cli_wait_init (&wait);
  before = find_delivery (cli, &wait, is_kept, &error);
  if (before == NULL)
    return herald_cli_fail (error);
  if (before->state == HERALD_DELIVERY_ACCEPTED)
    return tell (before, retry, NULL);
  if (!choose_route (before->anonymous, before->route, before->endpoint, &route, &status))
    return status;

  herald_composer_retry_async (cli->composer, is_kept ? before->id : NULL, is_kept ? NULL : retry, &route, patience,
                               wait.cancellable, progress_cb, &phase, herald_cli_wait_cb, &wait);
  delivery = herald_composer_deliver_finish (cli->composer, herald_cli_wait_for_it (&wait), &warning, &error);
  if (delivery == NULL)
    return herald_cli_fail (error);

  return tell (delivery, retry, warning);
}

static HeraldExit
submit_again (HeraldCli *cli)
{
  gboolean is_kept = g_str_has_prefix (retry, HERALD_CLI_CASE_PREFIX);
  HeraldExit status;

  if (cli->argc > 1 || out != NULL || as != NULL || pins != NULL || follow_up || reply_key != NULL)
    return herald_cli_fail_usage (cli, _("--retry sends a kept envelope as it is, so only the way can be chosen"));
  if (is_kept && !herald_cli_load (cli, retry, &status))
    return status;

  return retry_delivery (cli, is_kept);
}

static gboolean
are_pins (void)
{
  guint n = pins == NULL ? 0 : g_strv_length (pins);

  for (guint i = 0; i < n; i++)
    if (strlen (pins[i]) != 64 || strspn (pins[i], "0123456789abcdef") != 64)
      return FALSE;

  return n <= HERALD_DELIVERY_MAX_PINS;
}

/**
 * herald_cli_submit:
 * @cli: a run of the program
 *
 * Runs the command `submit`.
 *
 * Returns: the exit status, which says how the delivery ended
 */
HeraldExit
herald_cli_submit (HeraldCli *cli)
{
  HeraldExit status;

  if (!herald_cli_parse (cli, options, 0, 1, &status))
    return status;
  if (proxy != NULL && direct)
    return herald_cli_fail_usage (cli, _("--proxy and --direct are two ways; choose one"));
  if (!are_pins ())
    return herald_cli_fail_usage (cli, _("--pin is a SHA-256 of 64 small hexadecimal digits, at most four times"));
  if (retry != NULL)
    return submit_again (cli);
  if (cli->argc < 2)
    return herald_cli_fail_usage (cli, _("say which report to submit, or --retry"));

  return submit_report (cli);
}
