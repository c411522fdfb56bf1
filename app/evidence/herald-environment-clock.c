/* herald-environment-clock.c: whether the clock is right, and its zone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <sys/timex.h>

#include "herald-environment-sources.h"

typedef enum
{
  CLOCK_UNKNOWN,
  CLOCK_FREE,
  CLOCK_SYNCHRONISED,
} Clock;

static Clock
read_state (const HeraldEnvironmentRoot *root)
{
  struct timex state = { .modes = 0 };

  if (herald_environment_root_exists (root, "/run/systemd/timesync/synchronized"))
    return CLOCK_SYNCHRONISED;

  /* No file tells what the kernel knows (adjtimex(2), which changes nothing
   * with modes 0). */
  if (root != NULL || adjtimex (&state) < 0)
    return CLOCK_UNKNOWN;

  return (state.status & STA_UNSYNC) != 0 ? CLOCK_FREE : CLOCK_SYNCHRONISED;
}

static GTimeZone *
get_zone (const HeraldEnvironmentRoot *root)
{
  g_autofree char *path = NULL;

  if (root == NULL)
    return g_time_zone_new_local ();

  path = herald_environment_root_path (root, "/etc/localtime");
  return g_time_zone_new_identifier (path);
}

/* The offset and not the zone's name, which says where somebody lives. */
static char *
read_offset (const HeraldEnvironmentRoot *root)
{
  g_autoptr(GTimeZone) zone = get_zone (root);
  g_autoptr(GDateTime) now = NULL;
  int minutes;

  if (zone == NULL)
    return NULL;

  now = g_date_time_new_now (zone);
  minutes = (int) (g_date_time_get_utc_offset (now) / G_TIME_SPAN_MINUTE);
  if (minutes == 0)
    return g_strdup ("UTC");

  return g_strdup_printf ("UTC%c%02d:%02d", minutes < 0 ? '-' : '+', ABS (minutes) / 60, ABS (minutes) % 60);
}

/**
 * herald_environment_read_clock:
 * @root: (nullable): a machine
 * @anonymous: whether the zone stays out
 *
 * Reads whether the clock is kept right, and its offset from UTC today.
 *
 * Returns: (nullable) (transfer full): such as “synchronised, UTC+01:00”
 */
char *
herald_environment_read_clock (const HeraldEnvironmentRoot *root,
                               gboolean                     anonymous)
{
  Clock state = read_state (root);
  g_autofree char *offset = anonymous ? NULL : read_offset (root);
  const char *synchronised = state == CLOCK_SYNCHRONISED ? "synchronised"
                             : state == CLOCK_FREE ? "not synchronised"
                             : NULL;

  if (synchronised != NULL && offset != NULL)
    return g_strconcat (synchronised, ", ", offset, NULL);

  return synchronised != NULL ? g_strdup (synchronised) : g_steal_pointer (&offset);
}
