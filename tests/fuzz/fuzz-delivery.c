/* fuzz-delivery.c: any bytes as the journal of a delivery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "herald-address.h"
#include "herald-delivery.h"
#include "herald-hash.h"
#include "herald-json.h"
#include "herald-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What a delivery that was read promises to who sends it again, or shows it. */
static void
check_delivery (HeraldDelivery *delivery)
{
  g_autofree char *line = herald_delivery_write (delivery), *second = NULL, *words = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (line, strlen (line));
  g_autoptr(HeraldDelivery) again = herald_delivery_read (bytes, NULL);

  g_assert_true (herald_address_is_endpoint (delivery->endpoint));
  g_assert_true (herald_hash_is_valid (delivery->sha256));
  g_assert_cmpuint (strlen (delivery->key), ==, 32);
  g_assert_cmpuint (strspn (delivery->key, "0123456789abcdef"), ==, 32);
  g_assert_true ((delivery->receipt != NULL) == (delivery->state == HERALD_DELIVERY_ACCEPTED));
  g_assert_null (herald_text_find_hidden (delivery->words));

  g_assert_nonnull (again);
  second = herald_delivery_write (again);
  g_assert_cmpstr (line, ==, second);

  herald_delivery_interrupt (delivery);
  g_assert_cmpint (delivery->state, !=, HERALD_DELIVERY_SENDING);
  words = herald_delivery_describe (delivery);
  g_assert_true (g_utf8_validate (words, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDelivery) delivery = herald_delivery_read (bytes, &error);

  if (delivery != NULL)
    check_delivery (delivery);
  else
    g_assert_true (error->domain == HERALD_JSON_ERROR);

  return 0;
}
