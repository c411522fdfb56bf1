/* herald-settings.c: how the window looks and keeps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-settings.h"

static GSettings *
find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/**
 * herald_settings_get:
 *
 * Gives the settings of the window.
 *
 * A program that is run where it was built may have none: g_settings_new()
 * would end it.
 *
 * Returns: (transfer none) (nullable): the settings, %NULL without a schema
 */
GSettings *
herald_settings_get (void)
{
  static GSettings *settings;
  static gboolean looked;

  if (!looked)
    settings = find_settings ();
  looked = TRUE;

  return settings;
}

/**
 * herald_settings_get_keeping:
 *
 * Tells how the person chose to keep reports.
 *
 * Returns: the choice
 */
HeraldKeeping
herald_settings_get_keeping (void)
{
  GSettings *settings = herald_settings_get ();

  return settings != NULL ? (HeraldKeeping) g_settings_get_enum (settings, "keeping") : HERALD_KEEPING_ASK;
}

/**
 * herald_settings_set_keeping:
 * @keeping: the person's choice
 *
 * Remembers how the person chose to keep reports.
 */
void
herald_settings_set_keeping (HeraldKeeping keeping)
{
  GSettings *settings = herald_settings_get ();

  if (settings != NULL)
    g_settings_set_enum (settings, "keeping", (int) keeping);
}
