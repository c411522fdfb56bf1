/* herald-cli-case.c: reports that are kept in the vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-cli.h"

/* How the place of an answer begins. */
#define ANSWERS "/answers/"

static JsonNode *
summary_to_json (const HeraldCaseSummary *summary)
{
  g_autoptr(JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "id", summary->id);
  json_object_set_string_member (object, "title", summary->title);
  json_object_set_string_member (object, "vendor", summary->vendor);
  json_object_set_string_member (object, "state", summary->state);
  json_object_set_boolean_member (object, "anonymous", summary->anonymous);
  json_object_set_string_member (object, "changed", summary->changed);
  json_object_set_boolean_member (object, "readable", summary->is_readable);
  json_object_set_string_member (object, "problem", summary->problem);

  return json_node_init_object (json_node_alloc (), object);
}

static void
print_summary (const HeraldCaseSummary *summary)
{
  if (summary->is_readable)
    g_print ("%s  %-12s %-10s %s\n", summary->id, summary->state, summary->vendor, summary->title);
  else
    /* TRANSLATORS: the first %s is a case's id, the second says what is wrong with it */
    g_print (_("%s  cannot be read: %s\n"), summary->id, summary->problem);
}

/**
 * herald_cli_cases:
 * @cli: a run of the program
 *
 * Runs the command `cases`.
 *
 * A case that cannot be read is listed as such.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_cases (HeraldCli *cli)
{
  static gboolean json;
  static const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, for programs"), NULL },
    { NULL },
  };
  g_autoptr(GPtrArray) cases = NULL;
  g_autoptr(JsonArray) array = json_array_new ();
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, options, 0, 0, &status) || !herald_cli_unlock (cli, &status))
    return status;

  cases = herald_vault_list (herald_composer_get_vault (cli->composer), &error);
  if (cases == NULL)
    return herald_cli_fail (error);

  for (guint i = 0; i < cases->len; i++)
    {
      const HeraldCaseSummary *summary = g_ptr_array_index (cases, i);

      if (json)
        json_array_add_element (array, summary_to_json (summary));
      else
        print_summary (summary);
    }

  return json ? herald_cli_print_json (json_node_init_array (json_node_alloc (), array))
              : HERALD_EXIT_DONE;
}

static HeraldExit
print_new_case (HeraldCli *cli)
{
  g_print ("%s\n", herald_case_get_id (herald_composer_get_case (cli->composer)));

  return HERALD_EXIT_DONE;
}

static HeraldExit
new_case (HeraldCli *cli)
{
  static gboolean anonymous;
  static const GOptionEntry options[] = {
    { "anonymous", 0, 0, G_OPTION_ARG_NONE, &anonymous, N_("Keep out of it who writes it"), NULL },
    { NULL },
  };
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, options, 1, 1, &status) || !herald_cli_unlock (cli, &status))
    return status;
  if (!herald_composer_begin (cli->composer, cli->argv[1], anonymous, &error) ||
      !herald_composer_keep (cli->composer, &error))
    return herald_cli_fail (error);

  return print_new_case (cli);
}

static HeraldExit
import_case (HeraldCli *cli)
{
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, NULL, 1, 1, &status) || !herald_cli_unlock (cli, &status))
    return status;
  if (!herald_composer_import (cli->composer, cli->argv[1], &error))
    return herald_cli_fail (error);

  return print_new_case (cli);
}

static HeraldExit
export_case (HeraldCli *cli)
{
  static char *out;
  static const GOptionEntry options[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The report to make, in clear"), "FILE" },
    { NULL },
  };
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, options, 1, 1, &status))
    return status;
  if (out == NULL)
    return herald_cli_fail_usage (cli, _("-o is missing"));
  if (!herald_cli_load (cli, cli->argv[1], &status))
    return status;
  if (!herald_composer_export (cli->composer, out, &error))
    return herald_cli_fail (error);

  g_printerr ("herald-cli: %s\n", _("This file and its attachments are in clear."));
  return HERALD_EXIT_DONE;
}

static const char *
case_id (HeraldCli *cli)
{
  return cli->argv[1] + strlen (HERALD_CLI_CASE_PREFIX);
}

static HeraldExit
check_case (HeraldCli *cli)
{
  GError *error = NULL;
  HeraldExit status;
  g_auto(GStrv) problems = NULL;

  if (!herald_cli_parse (cli, NULL, 1, 1, &status) || !herald_cli_unlock (cli, &status))
    return status;

  problems = herald_vault_check_case (herald_composer_get_vault (cli->composer), case_id (cli), &error);
  if (problems == NULL)
    return herald_cli_fail (error);

  for (guint i = 0; problems[i] != NULL; i++)
    g_print ("%s\n", problems[i]);

  return problems[0] == NULL ? HERALD_EXIT_DONE : HERALD_EXIT_NOT_READY;
}

static HeraldExit
delete_case (HeraldCli *cli)
{
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, NULL, 1, 1, &status) || !herald_cli_unlock (cli, &status))
    return status;
  if (!herald_vault_delete_case (herald_composer_get_vault (cli->composer), case_id (cli), &error))
    return herald_cli_fail (error);

  g_printerr ("herald-cli: %s\n",
              _("The case’s key is destroyed. What a backup or the disk itself still holds of its encrypted files cannot be promised away."));
  return HERALD_EXIT_DONE;
}

typedef gboolean (*Step) (HeraldComposer  *composer,
                          GError         **error);

static HeraldExit
take_step (HeraldCli *cli,
           Step       step)
{
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, NULL, 1, 1, &status) || !herald_cli_load (cli, cli->argv[1], &status))
    return status;

  return step (cli->composer, &error) ? HERALD_EXIT_DONE : herald_cli_fail (error);
}

static HeraldExit
undo_case (HeraldCli *cli)
{
  return take_step (cli, herald_composer_undo);
}

static HeraldExit
redo_case (HeraldCli *cli)
{
  return take_step (cli, herald_composer_redo);
}

/* What a version changed, as places of a report: an answer by its field alone. */
static char *
describe_changes (const HeraldCaseVersion *version)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; version->changed[i] != NULL; i++)
    {
      const char *place = version->changed[i];

      g_ptr_array_add (words, (gpointer) (g_str_has_prefix (place, ANSWERS) ? place + strlen (ANSWERS) : place + 1));
    }
  g_ptr_array_add (words, NULL);

  return g_strjoinv (", ", (char **) words->pdata);
}

static JsonNode *
version_to_json (const HeraldCaseVersion *version)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *changed = json_array_new ();

  for (guint i = 0; version->changed[i] != NULL; i++)
    json_array_add_string_element (changed, version->changed[i]);
  json_object_set_int_member (object, "version", (gint64) version->seq);
  json_object_set_string_member (object, "at", version->at);
  json_object_set_array_member (object, "changed", changed);
  json_object_set_boolean_member (object, "current", version->is_current);

  return json_node_init_object (json_node_alloc (), object);
}

static HeraldExit
list_versions (HeraldCli *cli)
{
  static gboolean json;
  static const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, for programs"), NULL },
    { NULL },
  };
  g_autoptr(GPtrArray) versions = NULL;
  g_autoptr(JsonArray) array = json_array_new ();
  HeraldExit status;

  if (!herald_cli_parse (cli, options, 1, 1, &status) || !herald_cli_load (cli, cli->argv[1], &status))
    return status;

  versions = herald_case_get_versions (herald_composer_get_case (cli->composer));
  for (guint i = 0; i < versions->len; i++)
    {
      const HeraldCaseVersion *version = g_ptr_array_index (versions, i);
      g_autofree char *changes = describe_changes (version);

      if (json)
        json_array_add_element (array, version_to_json (version));
      else
        g_print ("%c %6" G_GUINT64_FORMAT "  %-20s  %s\n", version->is_current ? '*' : ' ', version->seq,
                 version->at, changes);
    }

  return json ? herald_cli_print_json (json_node_init_array (json_node_alloc (), array))
              : HERALD_EXIT_DONE;
}

static HeraldExit
return_case (HeraldCli *cli)
{
  GError *error = NULL;
  HeraldExit status;
  guint64 version;

  if (!herald_cli_parse (cli, NULL, 2, 2, &status))
    return status;
  if (!g_ascii_string_to_unsigned (cli->argv[2], 10, 1, G_MAXUINT64, &version, NULL))
    return herald_cli_fail_usage (cli, _("a version is a number; “herald-cli case versions” lists them"));
  if (!herald_cli_load (cli, cli->argv[1], &status))
    return status;

  return herald_composer_return_to (cli->composer, version, &error) ? HERALD_EXIT_DONE : herald_cli_fail (error);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static HeraldExit
duplicate_case (HeraldCli *cli)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *id = NULL;
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, NULL, 1, 1, &status) || !herald_cli_unlock (cli, &status))
    return status;

  herald_composer_duplicate_async (cli->composer, case_id (cli), NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  id = herald_composer_duplicate_finish (cli->composer, result, &error);
  if (id == NULL)
    return herald_cli_fail (error);

  g_print ("%s\n", id);
  return HERALD_EXIT_DONE;
}

static HeraldExit
turn_case_anonymous (HeraldCli *cli)
{
  return take_step (cli, herald_composer_turn_anonymous);
}

/* Commands of `case` alone. All others that take a report work on a case too. */
static const HeraldCommand commands[] = {
  { "new", "VENDOR [--anonymous]", N_("Begins a report in the vault, and prints its id"), new_case },
  { "import", "FILE", N_("Keeps a copy of a report file in the vault"), import_case },
  { "duplicate", "ID", N_("Makes a second report like one, and prints its id"), duplicate_case },
  { "export", "ID -o FILE", N_("Writes a kept report to a file, in clear"), export_case },
  { "log", "ID [--json] [--text|--ics -o FILE] [--add KIND [--date DATE] [--source SOURCE] [--promise PROMISE] "
    "[--reference] [--file FILE]]", N_("Shows what happened when and what was promised, or adds to it"),
    herald_cli_case_log },
  { "reminder", "ID [-o FILE [--own-words]]", N_("Writes or seals a calm question to the vendor"),
    herald_cli_case_reminder },
  { "check", "ID", N_("Verifies everything in a case"), check_case },
  { "delete", "ID", N_("Destroys a case’s key, then its files"), delete_case },
  { "undo", "ID", N_("Takes the last change back"), undo_case },
  { "redo", "ID", N_("Makes a change again"), redo_case },
  { "versions", "ID [--json]", N_("Lists the earlier versions of a report"), list_versions },
  { "return", "ID VERSION", N_("Returns to an earlier version"), return_case },
  { "anonymous", "ID", N_("Takes out who writes it, and the history"), turn_case_anonymous },
  { NULL },
};

static const char * const shared[] = {
  "set", "attach", "detach", "environment", "divert", "attest", "substitute", "decide",
  "review", "render", "seal", "courier", "submit", NULL
};

static const HeraldCommand *
find_command (const char *name)
{
  for (const HeraldCommand *command = commands; command->name != NULL; command++)
    {
      if (g_str_equal (command->name, name))
        return command;
    }

  for (const HeraldCommand *command = herald_cli_commands; command->name != NULL; command++)
    {
      if (g_str_equal (command->name, name) && g_strv_contains (shared, name))
        return command;
    }

  return NULL;
}

static HeraldExit
print_commands (void)
{
  for (const HeraldCommand *command = commands; command->name != NULL; command++)
    g_print ("  case %-10s %-22s %s\n", command->name, command->usage, _(command->summary));
  for (guint i = 0; shared[i] != NULL; i++)
    g_print ("  case %s ID …\n", shared[i]);
  g_print ("\n%s\n", _("“herald-cli case COMMAND --help” tells more."));

  return HERALD_EXIT_DONE;
}

/* An id in the place of a file names a case. */
static gboolean
takes_id (const HeraldCommand *command)
{
  return !g_str_equal (command->name, "new") && !g_str_equal (command->name, "import");
}

/**
 * herald_cli_case:
 * @cli: a run of the program
 *
 * Runs the command `case`: another command, on a case in the place of a file.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_case (HeraldCli *cli)
{
  const HeraldCommand *command;
  g_autofree char *path = NULL;

  if (cli->argc < 2)
    return herald_cli_fail_usage (cli, _("say what to do with the case"));
  if (g_str_equal (cli->argv[1], "--help") || g_str_equal (cli->argv[1], "-h"))
    return print_commands ();

  command = find_command (cli->argv[1]);
  if (command == NULL)
    return herald_cli_fail_usage (cli, _("this is nothing that can be done with a case; “herald-cli case --help” lists what can"));

  cli->command = command;
  cli->argv++;
  cli->argc--;
  if (cli->argc > 1 && takes_id (cli->command) && cli->argv[1][0] != '-')
    {
      path = g_strconcat (HERALD_CLI_CASE_PREFIX, cli->argv[1], NULL);
      cli->argv[1] = path;
    }

  return cli->command->run (cli);
}
