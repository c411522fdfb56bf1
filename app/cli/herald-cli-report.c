/* herald-cli-report.c: the commands that change a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-cli.h"

/* Loads the report that the first argument names. */
static gboolean
begin (HeraldCli          *cli,
       const GOptionEntry *options,
       int                 min_arguments,
       int                 max_arguments,
       HeraldExit         *status)
{
  return herald_cli_parse (cli, options, min_arguments, max_arguments, status) &&
         herald_cli_load_to_change (cli, cli->argv[1], status);
}

/* Loads a report that standard input has something for. Nobody is kept from it
 * yet: they may be what standard input waits for. */
static gboolean
begin_to_read (HeraldCli          *cli,
               const GOptionEntry *options,
               int                 n_arguments,
               HeraldExit         *status)
{
  if (!herald_cli_parse (cli, options, n_arguments, n_arguments, status))
    return FALSE;

  if (g_str_equal (cli->argv[1], "-"))
    {
      *status = herald_cli_fail_usage (cli, _("standard input holds the answer, so FILE cannot be “-”"));
      return FALSE;
    }

  return herald_cli_load (cli, cli->argv[1], status);
}

/* Reads it, and loads the report again, as it is by then. */
static char *
read_text (HeraldCli   *cli,
           gsize        max_size,
           HeraldExit  *status)
{
  GError *error = NULL;
  g_autofree char *text = herald_cli_read_text (max_size, &error);

  if (text == NULL)
    {
      *status = herald_cli_fail (error);
      return NULL;
    }

  return herald_cli_load_to_change (cli, cli->argv[1], status) ? g_steal_pointer (&text) : NULL;
}

/* Saves after a change that succeeded, or says why it did not. Takes @error. */
static HeraldExit
end (HeraldCli *cli,
     gboolean   changed,
     GError    *error)
{
  return changed ? herald_cli_save (cli, cli->argv[1]) : herald_cli_fail (error);
}

/**
 * herald_cli_new:
 * @cli: a run of the program
 *
 * Runs the command `new`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_new (HeraldCli *cli)
{
  static gboolean anonymous;
  static char *out;
  static const GOptionEntry options[] = {
    { "anonymous", 0, 0, G_OPTION_ARG_NONE, &anonymous, N_("Keep out of it who writes it"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The report to make"), "FILE" },
    { NULL },
  };
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, options, 1, 1, &status))
    return status;
  if (out == NULL || *out == '\0')
    return herald_cli_fail_usage (cli, _("-o is missing"));
  if (!herald_composer_begin (cli->composer, cli->argv[1], anonymous, &error))
    return herald_cli_fail (error);

  if (g_str_equal (out, "-"))
    return herald_cli_save (cli, out);
  if (!herald_composer_save (cli->composer, out, HERALD_FILE_WRITER_NEW, &error))
    return herald_cli_fail (error);

  return HERALD_EXIT_DONE;
}

/* Makes an answer of standard input, and leaves the report ready for it. */
static JsonNode *
read_answer (HeraldCli   *cli,
             const char  *field_id,
             gboolean     unknown,
             HeraldExit  *status)
{
  HeraldReport *report = herald_composer_get_report (cli->composer);
  const HeraldField *field = herald_vendor_find_field (herald_report_get_vendor (report), field_id);
  g_autofree char *text = NULL;
  GError *error = NULL;
  JsonNode *answer;

  /* The report says what is wrong with a field that is not there. */
  if (unknown || field == NULL)
    return herald_cli_load_to_change (cli, cli->argv[1], status) ? herald_answer_new_unknown () : NULL;

  text = read_text (cli, HERALD_REPORT_MAX_SIZE, status);
  if (text == NULL)
    return NULL;

  answer = herald_answer_parse (field, text, &error);
  if (answer == NULL)
    *status = herald_cli_fail (error);

  return answer;
}

/**
 * herald_cli_set:
 * @cli: a run of the program
 *
 * Runs the command `set`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_set (HeraldCli *cli)
{
  static gboolean unknown;
  static const GOptionEntry options[] = {
    { "unknown", 0, 0, G_OPTION_ARG_NONE, &unknown, N_("Say that you do not know"), NULL },
    { NULL },
  };
  g_autoptr(JsonNode) answer = NULL;
  GError *error = NULL;
  HeraldExit status;
  gboolean answered;

  if (!begin_to_read (cli, options, 2, &status))
    return status;

  answer = read_answer (cli, cli->argv[2], unknown, &status);
  if (answer == NULL)
    return status;

  answered = herald_report_set_answer (herald_composer_get_report (cli->composer), cli->argv[2], answer, &error);
  return end (cli, answered, error);
}

/**
 * herald_cli_attach:
 * @cli: a run of the program
 *
 * Runs the command `attach`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_attach (HeraldCli *cli)
{
  static char *role, *name;
  static const GOptionEntry options[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, N_("What it is: poc, log, picture, capture or other"), "ROLE" },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, N_("What the vendor will call it"), "NAME" },
    { NULL },
  };
  GError *error = NULL;
  HeraldExit status;
  gboolean attached;

  if (!begin (cli, options, 2, 2, &status))
    return status;
  if (role != NULL && !herald_attachment_is_role (role))
    return herald_cli_fail_usage (cli, _("a role is poc, log, picture, capture or other"));

  attached = herald_composer_attach (cli->composer, cli->argv[2], name, role != NULL ? role : "other", &error);
  return end (cli, attached, error);
}

/**
 * herald_cli_detach:
 * @cli: a run of the program
 *
 * Runs the command `detach`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_detach (HeraldCli *cli)
{
  GError *error = NULL;
  HeraldExit status;
  gboolean detached;

  if (!begin (cli, NULL, 2, 2, &status))
    return status;

  detached = herald_report_detach (herald_composer_get_report (cli->composer), cli->argv[2], &error);
  return end (cli, detached, error);
}

/**
 * herald_cli_divert:
 * @cli: a run of the program
 *
 * Runs the command `divert`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_divert (HeraldCli *cli)
{
  HeraldReport *report;
  GError *error = NULL;
  HeraldExit status;
  gboolean yes, answered;

  if (!begin (cli, NULL, 3, 3, &status))
    return status;

  yes = g_str_equal (cli->argv[3], "yes");
  if (!yes && !g_str_equal (cli->argv[3], "no"))
    return herald_cli_fail_usage (cli, _("the answer is yes or no"));

  report = herald_composer_get_report (cli->composer);
  answered = herald_report_set_diversion (report, cli->argv[2],
                                          yes ? HERALD_DIVERSION_YES : HERALD_DIVERSION_NO, &error);
  return end (cli, answered, error);
}

/**
 * herald_cli_attest:
 * @cli: a run of the program
 *
 * Runs the command `attest`.
 *
 * Each wording is shown before it is agreed to, and none is if one of them is not
 * the vendor’s.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_attest (HeraldCli *cli)
{
  HeraldReport *report;
  HeraldVendor *vendor;
  GError *error = NULL;
  HeraldExit status;

  if (!begin (cli, NULL, 2, -1, &status))
    return status;

  report = herald_composer_get_report (cli->composer);
  vendor = herald_report_get_vendor (report);
  for (int i = 2; i < cli->argc; i++)
    {
      const HeraldRule *rule = herald_vendor_find_rule (vendor, cli->argv[i], NULL);

      if (!herald_report_attest (report, cli->argv[i], &error))
        return herald_cli_fail (error);
      g_print ("%s: “%s”\n", rule->id, rule->wording);
    }

  return herald_cli_save (cli, cli->argv[1]);
}

/**
 * herald_cli_substitute:
 * @cli: a run of the program
 *
 * Runs the command `substitute`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_substitute (HeraldCli *cli)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  GError *error = NULL;
  HeraldExit status;
  gboolean added;

  if (!begin_to_read (cli, NULL, 1, &status))
    return status;

  text = read_text (cli, 64 * 1024, &status);
  if (text == NULL)
    return status;

  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) != 2)
    {
      g_printerr ("herald-cli: %s\n",
                  _("standard input: two lines were expected, the word and its substitute"));
      return HERALD_EXIT_INPUT;
    }

  added = herald_report_add_substitution (herald_composer_get_report (cli->composer),
                                          g_strchomp (lines[0]), g_strchomp (lines[1]), &error);
  return end (cli, added, error);
}

static gboolean
can_decide (HeraldCli   *cli,
            const char  *id,
            HeraldExit  *status)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) findings = herald_composer_review (cli->composer, &error);

  if (findings == NULL)
    {
      *status = herald_cli_fail (error);
      return FALSE;
    }

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->id, id) && finding->decidable)
        return TRUE;
    }

  *status = herald_cli_fail_usage (cli, _("no finding of this report that can be decided on has this id"));
  return FALSE;
}

/**
 * herald_cli_decide:
 * @cli: a run of the program
 *
 * Runs the command `decide`.
 *
 * A reason settles only findings that leave a choice.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_decide (HeraldCli *cli)
{
  g_autofree char *reason = NULL;
  GError *error = NULL;
  HeraldExit status;
  gboolean decided;

  if (!begin_to_read (cli, NULL, 2, &status) || !can_decide (cli, cli->argv[2], &status))
    return status;

  reason = read_text (cli, 64 * 1024, &status);
  if (reason == NULL)
    return status;

  decided = herald_report_decide (herald_composer_get_report (cli->composer), cli->argv[2], reason, &error);
  return end (cli, decided, error);
}
