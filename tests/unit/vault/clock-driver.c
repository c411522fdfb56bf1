/* clock-driver.c: says where promises stand, for the comparison with another calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "herald-promise-clock.h"

enum
{
  UNIT, COUNT, CONDITION, WEEKEND, ZONE, START, PROVEN, CONTACT, KEPT, ENDED, NOW,
  N_FIELDS
};

static HeraldUnit
read_unit (const char *word)
{
  static const char * const words[] = { "none", "hour", "day", "business-day", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], word))
        return (HeraldUnit) i;
    }

  g_error ("no unit: %s", word);
}

static gboolean
is_yes (const char *word)
{
  return g_str_equal (word, "yes");
}

/* One line holds the fields above, with a tab between them. */
static void
answer (char *line)
{
  g_auto(GStrv) fields = g_strsplit (g_strchomp (line), "\t", -1);
  HeraldPromise promise = { 0 };
  HeraldCalendar calendar = { 0 };
  HeraldPromiseTime time;

  g_assert_cmpuint (g_strv_length (fields), ==, N_FIELDS);
  promise.unit = read_unit (fields[UNIT]);
  promise.count = (guint) g_ascii_strtoull (fields[COUNT], NULL, 10);
  promise.if_contact_given = is_yes (fields[CONDITION]);
  calendar.weekend = (guint) g_ascii_strtoull (fields[WEEKEND], NULL, 10);
  calendar.zone = fields[ZONE];

  herald_promise_clock_read (&promise, &calendar,
                             &(HeraldPromiseFacts) {
                               .start = fields[START],
                               .is_proven = is_yes (fields[PROVEN]),
                               .contact_given = is_yes (fields[CONTACT]),
                               .kept = fields[KEPT],
                               .ended = fields[ENDED],
                               .now = fields[NOW],
                             }, &time);
  g_print ("%s\t%s\t%d\t%s\n", herald_promise_state_to_word (time.state), time.due, time.days,
           time.is_estimate ? "yes" : "no");
}

int
main (int    argc,
      char **argv)
{
  char line[1024];

  while (fgets (line, sizeof line, stdin) != NULL)
    answer (line);

  return 0;
}
