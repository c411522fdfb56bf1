/* herald-cli-review.c: what is missing, and what would be said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-cli.h"

static JsonNode *
findings_to_json (GPtrArray *findings)
{
  g_autoptr(JsonArray) array = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", finding->id);
      json_object_set_string_member (object, "kind", finding->kind);
      json_object_set_string_member (object, "severity", herald_severity_to_word (finding->severity));
      json_object_set_string_member (object, "place", finding->place);
      json_object_set_string_member (object, "message", finding->message);
      json_array_add_object_element (array, object);
    }

  return json_node_init_array (json_node_alloc (), array);
}

/**
 * herald_cli_print_findings:
 * @findings: (element-type HeraldFinding): what was found
 * @least: the least severity to print
 *
 * Prints findings, the gravest first.
 *
 * Those that can be decided on show their id, by which `decide` calls them.
 */
void
herald_cli_print_findings (GPtrArray      *findings,
                           HeraldSeverity  least)
{
  for (int severity = HERALD_SEVERITY_STOP; severity <= (int) least; severity++)
    {
      for (guint i = 0; i < findings->len; i++)
        {
          const HeraldFinding *finding = g_ptr_array_index (findings, i);

          if ((int) finding->severity != severity)
            continue;

          g_print ("%-5s %s\n      %s\n", herald_severity_to_word (finding->severity),
                   finding->message, finding->decidable ? finding->id : finding->place);
        }
    }
}

/**
 * herald_cli_review:
 * @cli: a run of the program
 *
 * Runs the command `review`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_review (HeraldCli *cli)
{
  static gboolean json;
  static const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, for programs"), NULL },
    { NULL },
  };
  g_autoptr(GPtrArray) findings = NULL;
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, options, 1, 1, &status) || !herald_cli_load (cli, cli->argv[1], &status))
    return status;

  findings = herald_composer_review (cli->composer, &error);
  if (findings == NULL)
    return herald_cli_fail (error);

  if (json)
    {
      status = herald_cli_print_json (findings_to_json (findings));
      if (status != HERALD_EXIT_DONE)
        return status;
    }
  else if (findings->len == 0)
    g_print ("%s\n", _("Nothing was found that keeps this report from being sealed."));
  else
    herald_cli_print_findings (findings, HERALD_SEVERITY_NOTE);

  return herald_findings_has_stop (findings) ? HERALD_EXIT_NOT_READY : HERALD_EXIT_DONE;
}

/**
 * herald_cli_render:
 * @cli: a run of the program
 *
 * Runs the command `render`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_render (HeraldCli *cli)
{
  static char *form, *out;
  static const GOptionEntry options[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &form, N_("text, markdown or json"), "FORM" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Where to write it, in clear"), "OUT" },
    { NULL },
  };
  g_autoptr(HeraldDocument) document = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, options, 1, 1, &status))
    return status;
  if (form != NULL && !g_str_equal (form, "text") && !g_str_equal (form, "markdown") && !g_str_equal (form, "json"))
    return herald_cli_fail_usage (cli, _("--as is text, markdown or json"));
  if (!herald_cli_load (cli, cli->argv[1], &status))
    return status;
  if (out != NULL && !g_str_equal (out, "-") && !herald_composer_check_output (cli->composer, out, &error))
    return herald_cli_fail (error);

  document = herald_composer_render (cli->composer);
  if (form == NULL || g_str_equal (form, "text"))
    text = herald_document_to_text (document);
  else if (g_str_equal (form, "markdown"))
    text = herald_document_to_markdown (document);
  else
    text = herald_document_to_json (document);

  return herald_cli_write (out != NULL ? out : "-", text);
}
