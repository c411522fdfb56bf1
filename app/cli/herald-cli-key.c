/* herald-cli-key.c: the verdict on key files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-cli.h"

static char *
date_of (gint64 seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time == NULL ? g_strdup ("") : g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (time),
                                                         g_date_time_get_month (time),
                                                         g_date_time_get_day_of_month (time));
}

static JsonArray *
texts_to_json (const char * const *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);

  return array;
}

static JsonObject *
key_to_json (HeraldKey *key)
{
  JsonObject *object = json_object_new ();
  g_autofree char *created = date_of (herald_key_get_created (key));

  json_object_set_boolean_member (object, "usable", herald_key_is_usable (key));
  json_object_set_string_member (object, "fingerprint", herald_key_get_fingerprint (key));
  json_object_set_string_member (object, "reason", herald_key_get_reason (key));
  json_object_set_string_member (object, "subkey", herald_key_get_subkey (key));
  json_object_set_string_member (object, "created", created);
  if (herald_key_get_expires (key) == 0)
    json_object_set_null_member (object, "expires");
  else
    {
      g_autofree char *expires = date_of (herald_key_get_expires (key));

      json_object_set_string_member (object, "expires", expires);
    }
  json_object_set_array_member (object, "user_ids", texts_to_json (herald_key_get_user_ids (key)));
  json_object_set_array_member (object, "warnings", texts_to_json (herald_key_get_warnings (key)));

  return object;
}

static void
print_key (HeraldKey *key)
{
  g_autofree char *created = date_of (herald_key_get_created (key));
  g_autofree char *expires = date_of (herald_key_get_expires (key));
  g_autofree char *grouped = herald_fingerprint_group (herald_key_get_fingerprint (key));
  const char * const *user_ids = herald_key_get_user_ids (key);
  const char * const *warnings = herald_key_get_warnings (key);

  g_print ("%s\n", grouped);
  for (guint i = 0; user_ids[i] != NULL; i++)
    g_print ("  %s\n", user_ids[i]);

  if (!herald_key_is_usable (key))
    g_print ("  %s\n", herald_key_get_reason (key));
  else if (herald_key_get_expires (key) == 0)
    /* TRANSLATORS: %s is a date */
    g_print (_("  Usable; made on %s, does not expire\n"), created);
  else
    /* TRANSLATORS: both %s are dates */
    g_print (_("  Usable; made on %s, expires on %s\n"), created, expires);

  for (guint i = 0; warnings[i] != NULL; i++)
    g_print ("  %s\n", warnings[i]);
}

/**
 * herald_cli_key:
 * @cli: a run of the program
 *
 * Runs the command `key`.
 *
 * What looks usable is verified by gpg.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_key (HeraldCli *cli)
{
  static gboolean json;
  static const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, for programs"), NULL },
    { NULL },
  };
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(GBytes) file = NULL;
  GError *error = NULL;
  HeraldExit status;
  gboolean usable = FALSE;

  if (!herald_cli_parse (cli, options, 1, 1, &status))
    return status;

  file = herald_cli_read (cli->argv[1], HERALD_KEY_MAX_SIZE, &error);
  if (file == NULL)
    return herald_cli_fail (error);

  keys = herald_composer_judge_keys (file, &error);
  if (keys == NULL)
    return herald_cli_fail_from (cli->argv[1], error);

  for (guint i = 0; i < keys->len; i++)
    {
      HeraldKey *key = g_ptr_array_index (keys, i);

      usable = usable || herald_key_is_usable (key);
      if (json)
        json_array_add_object_element (array, key_to_json (key));
      else
        print_key (key);
    }

  if (json)
    {
      status = herald_cli_print_json (json_node_init_array (json_node_alloc (), array));
      if (status != HERALD_EXIT_DONE)
        return status;
    }

  return usable ? HERALD_EXIT_DONE : HERALD_EXIT_NOT_READY;
}
