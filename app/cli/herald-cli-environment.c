/* herald-cli-environment.c: facts about this machine, on request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-cli.h"

static gboolean json, all, anonymous;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, for programs"), NULL },
  { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_("Take over every item that the vendor’s form asks for"), NULL },
  { "anonymous", 0, 0, G_OPTION_ARG_NONE, &anonymous, N_("Show what an anonymous report would get"), NULL },
  { NULL },
};

/* Further lines of a value stand below its first. */
static char *
indent (const char *value)
{
  g_auto(GStrv) lines = g_strsplit (value, "\n", -1);

  return g_strjoinv ("\n                 ", lines);
}

static HeraldExit
print_items (GPtrArray *items)
{
  g_autoptr(JsonArray) array = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const HeraldEnvironmentItem *item = g_ptr_array_index (items, i);
      JsonObject *object;

      if (!json)
        {
          g_autofree char *value = indent (item->value);

          g_print ("%-16s %s: %s\n", item->item, item->label, value);
          continue;
        }

      object = json_object_new ();
      json_object_set_string_member (object, "item", item->item);
      json_object_set_string_member (object, "label", item->label);
      json_object_set_string_member (object, "value", item->value);
      json_object_set_string_member (object, "field", item->field);
      json_array_add_object_element (array, object);
    }

  return json ? herald_cli_print_json (json_node_init_array (json_node_alloc (), array))
              : HERALD_EXIT_DONE;
}

static const HeraldEnvironmentItem *
find_item (GPtrArray  *items,
           const char *name)
{
  for (guint i = 0; i < items->len; i++)
    {
      const HeraldEnvironmentItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->item, name))
        return item;
    }

  return NULL;
}

static HeraldExit
take_over (HeraldCli                   *cli,
           const HeraldEnvironmentItem *item)
{
  GError *error = NULL;

  if (!herald_composer_take_over (cli->composer, item, &error))
    return herald_cli_fail (error);

  g_print ("%s: %s\n", herald_composer_find_field_for (cli->composer, item)->id, item->value);
  return HERALD_EXIT_DONE;
}

static HeraldExit
take_over_all (HeraldCli *cli,
               GPtrArray *items)
{
  HeraldExit status = HERALD_EXIT_DONE;

  for (guint i = 0; i < items->len && status == HERALD_EXIT_DONE; i++)
    {
      const HeraldEnvironmentItem *item = g_ptr_array_index (items, i);

      if (herald_composer_find_field_for (cli->composer, item) != NULL)
        status = take_over (cli, item);
    }

  return status;
}

static HeraldExit
take_over_named (HeraldCli *cli,
                 GPtrArray *items)
{
  HeraldExit status = HERALD_EXIT_DONE;

  for (int i = 2; i < cli->argc && status == HERALD_EXIT_DONE; i++)
    {
      const HeraldEnvironmentItem *item = find_item (items, cli->argv[i]);

      if (item == NULL)
        return herald_cli_fail_usage (cli, _("no such item can be captured here; “herald-cli environment” lists them"));
      status = take_over (cli, item);
    }

  return status;
}

/**
 * herald_cli_environment:
 * @cli: a run of the program
 *
 * Runs the command `environment`: prints, or takes over into a report.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_environment (HeraldCli *cli)
{
  g_autoptr(GPtrArray) items = NULL;
  GError *error = NULL;
  HeraldExit status;
  gboolean into_report;

  if (!herald_cli_parse (cli, options, 0, -1, &status))
    return status;

  into_report = cli->argc > 1;
  if (into_report && (all == (cli->argc > 2) || json))
    return herald_cli_fail_usage (cli, _("name the items to take over, or say --all"));
  if (!into_report && all)
    return herald_cli_fail_usage (cli, _("--all needs a report to take the items over into"));
  if (into_report && !herald_cli_load_to_change (cli, cli->argv[1], &status))
    return status;

  if (into_report)
    anonymous = herald_report_get_anonymous (herald_composer_get_report (cli->composer));
  items = herald_composer_capture (anonymous, &error);
  if (items == NULL)
    return herald_cli_fail (error);
  if (!into_report)
    return print_items (items);

  status = all ? take_over_all (cli, items) : take_over_named (cli, items);
  return status == HERALD_EXIT_DONE ? herald_cli_save (cli, cli->argv[1]) : status;
}
