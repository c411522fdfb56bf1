/* herald-cli-courier.c: a report, for a form that a person fills
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-cli.h"
#include "herald-composer-courier.h"

/* In the order of HeraldCourierKind and HeraldCourierOrder. */
static const char * const kinds[] = { "copy", "person", "rest" };
static const char * const orders[] = { "profile", "note", "report" };

static void
set_text_or_null (JsonObject *object,
                  const char *member,
                  const char *text)
{
  if (*text != '\0')
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static JsonNode *
plan_to_json (const HeraldCourierPlan *plan)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < plan->items->len; i++)
    {
      const HeraldCourierItem *item = g_ptr_array_index (plan->items, i);
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "kind", kinds[item->kind]);
      json_object_set_string_member (member, "group", item->group);
      json_object_set_string_member (member, "label", item->label);
      set_text_or_null (member, "field", item->field);
      json_object_set_string_member (member, "text", item->text);
      json_object_set_int_member (member, "length", item->length);
      if (item->max > 0)
        json_object_set_int_member (member, "max", item->max);
      else
        json_object_set_null_member (member, "max");
      json_object_set_boolean_member (member, "over", item->is_over);
      json_array_add_object_element (items, member);
    }

  json_object_set_string_member (object, "channel", plan->channel);
  set_text_or_null (object, "address", plan->address);
  json_object_set_string_member (object, "page-title", plan->page_title);
  set_text_or_null (object, "page", plan->page);
  json_object_set_string_member (object, "order", orders[plan->order]);
  json_object_set_array_member (object, "items", items);

  return json_node_init_object (json_node_alloc (), object);
}

static void
print_where (const HeraldCourierPlan *plan)
{
  if (*plan->address != '\0')
    /* TRANSLATORS: %s is the address of a web page */
    g_print (_("The form: %s\n"), plan->address);
  else
    /* TRANSLATORS: the first %s is the title of a web page, the second its address, which may be empty */
    g_print (_("The address of the form is not known; look on the vendor’s page “%s” %s\n"), plan->page_title, plan->page);

  if (plan->order == HERALD_COURIER_ORDER_REPORT)
    g_print ("%s\n", _("The fields of the form are not known, so this is the order of the report."));
  if (plan->note != NULL && *plan->note->remark != '\0')
    /* TRANSLATORS: %s is what the person wrote */
    g_print (_("Your remark: %s\n"), plan->note->remark);
}

/* How long a text is, and whether the form takes it. */
static char *
describe_length (const HeraldCourierItem *item)
{
  if (item->is_over)
    /* TRANSLATORS: the first %u is how many characters a text has, the second how many the form takes */
    return g_strdup_printf (_("%u of %u characters: too long for the form"), item->length, item->max);
  if (item->max > 0)
    /* TRANSLATORS: the first %u is how many characters a text has, the second how many the form takes */
    return g_strdup_printf (_("%u of %u characters"), item->length, item->max);

  /* TRANSLATORS: %u is how many characters a text has */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u character", "%u characters", item->length),
                          item->length);
}

static void
print_item (const HeraldCourierItem *item,
            guint                    number)
{
  g_autofree char *length = describe_length (item);

  if (*item->group != '\0')
    g_print ("\n# %s\n", item->group);

  if (item->kind == HERALD_COURIER_PERSON)
    g_print ("\n%u. %s\n%s\n", number, item->label, _("(for you to do in the form)"));
  else if (*item->text == '\0')
    g_print ("\n%u. %s\n%s\n", number, item->label, _("(the report has no answer)"));
  else
    g_print ("\n%u. %s (%s)\n%s\n", number, item->label, length, item->text);
}

static void
print_plan (const HeraldCourierPlan *plan)
{
  gboolean rest = FALSE;

  print_where (plan);
  for (guint i = 0; i < plan->items->len; i++)
    {
      const HeraldCourierItem *item = g_ptr_array_index (plan->items, i);

      if (item->kind == HERALD_COURIER_REST && !rest)
        g_print ("\n%s\n", _("The form has no field of its own for these:"));
      rest = rest || item->kind == HERALD_COURIER_REST;
      print_item (item, i + 1);
    }
}

/* Each thing that stops the report on a line of its own, as “seal” says them. */
static HeraldExit
fail (GError *error)
{
  g_auto(GStrv) lines = NULL;

  if (!g_error_matches (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY))
    return herald_cli_fail (error);

  lines = g_strsplit (error->message, "\n", -1);
  g_error_free (error);
  for (guint i = 0; lines[i] != NULL; i++)
    g_printerr ("herald-cli: %s\n", lines[i]);

  return HERALD_EXIT_NOT_READY;
}

/**
 * herald_cli_courier:
 * @cli: a run of the program
 *
 * Runs the command `courier`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_courier (HeraldCli *cli)
{
  static gboolean json;
  static const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, for programs"), NULL },
    { NULL },
  };
  g_autoptr(HeraldCourierPlan) plan = NULL;
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, options, 1, 1, &status))
    return status;
  if (!herald_cli_load (cli, cli->argv[1], &status))
    return status;

  plan = herald_composer_plan_courier (cli->composer, &error);
  if (plan == NULL)
    return fail (error);
  if (json)
    return herald_cli_print_json (plan_to_json (plan));

  print_plan (plan);
  return HERALD_EXIT_DONE;
}
