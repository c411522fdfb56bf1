/* fuzz-drop-request.c: any bytes as a line to herald-drop, and as one from it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "herald-drop-event.h"
#include "herald-drop-request.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What was read goes into headers, and by this way alone. */
static void
check_request (const HeraldDropRequest *request)
{
  g_autofree char *line = herald_drop_request_write (request), *second = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (line, strlen (line));
  g_autoptr(HeraldDropRequest) again = herald_drop_request_read (bytes, NULL);

  g_assert_cmpint (request->route.kind, !=, HERALD_ROUTE_NONE);
  if (request->mode != HERALD_DROP_PROBE)
    g_assert_true (herald_route_check (&request->route, request->endpoint, NULL));
  if (request->mode == HERALD_DROP_SUBMIT)
    g_assert_cmpuint (strspn (request->key, "0123456789abcdef"), ==, 32);
  if (request->mode == HERALD_DROP_ANSWERS)
    g_assert_true (herald_drop_is_secret (request->secret));

  g_assert_nonnull (again);
  second = herald_drop_request_write (again);
  g_assert_cmpstr (line, ==, second);
}

static void
check_event (const HeraldDropEvent *event)
{
  g_autofree char *line = herald_drop_event_write (event), *second = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (line, strlen (line));
  g_autoptr(HeraldDropEvent) again = herald_drop_event_read (bytes, NULL);

  g_assert_true ((event->kind == HERALD_DROP_ENDED) == (event->outcome != NULL));
  g_assert_nonnull (again);
  second = herald_drop_event_write (again);
  g_assert_cmpstr (line, ==, second);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDropRequest) request = herald_drop_request_read (bytes, &error);
  g_autoptr(HeraldDropEvent) event = herald_drop_event_read (bytes, NULL);

  if (request != NULL)
    check_request (request);
  else
    g_assert_nonnull (error);
  if (event != NULL)
    check_event (event);

  return 0;
}
