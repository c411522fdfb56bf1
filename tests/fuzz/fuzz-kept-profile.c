/* fuzz-kept-profile.c: any text as a vendor's promises as they were, and what they come to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "herald-kept-profile.h"
#include "herald-promise-clock.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Whatever a profile promises, its dates can be counted. */
static void
judge (HeraldVendor        *vendor,
       const HeraldPromise *promise,
       const char          *start)
{
  HeraldPromiseFacts facts = { start, TRUE, TRUE, "", "", "2026-11-22T12:00:00Z" };
  HeraldPromiseTime time;

  herald_promise_clock_read (promise, herald_vendor_get_calendar (vendor), &facts, &time);
  g_assert_nonnull (herald_promise_state_to_word (time.state));
  g_assert_true (strlen (time.due) == 0 || strcmp (time.due, "2026-11-21") >= 0);
  g_assert_true ((time.due[0] != '\0') == (promise->unit != HERALD_UNIT_NONE));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(HeraldKeptProfile) profile = herald_kept_profile_read (text);
  GPtrArray *promises;

  if (profile == NULL)
    return 0;

  promises = herald_vendor_get_promises (profile->vendor);
  for (guint i = 0; i < promises->len; i++)
    {
      judge (profile->vendor, g_ptr_array_index (promises, i), "2026-11-22");
      judge (profile->vendor, g_ptr_array_index (promises, i), "2026-11-22T11:00:00Z");
    }

  return 0;
}
