/* test-route.c: the ways that a report can take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-route.h"

#define ONION "7nsgo4ziq2tjcxdemlkvhbaeyrf7nsgo4ziq2tjcxdemlkvhbaeyrfad.onion"

static void
test_takes_ip_addresses (void)
{
  static const struct { const char *text, *address; guint16 port; } good[] = {
    { "socks5://127.0.0.1:9050", "127.0.0.1", 9050 },
    { "socks5://127.0.0.2:1", "127.0.0.2", 1 },
    { "socks5://[::1]:9150", "::1", 9150 },
    { "socks5://10.152.152.10:65535", "10.152.152.10", 65535 },
    { "socks5://[0:0:0:0:0:0:0:1]:9150", "::1", 9150 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      HeraldRoute route = { 0 };
      g_autoptr(GError) error = NULL;

      g_assert_true (herald_route_parse (good[i].text, &route, &error));
      g_assert_no_error (error);
      g_assert_cmpint (route.kind, ==, HERALD_ROUTE_SOCKS5);
      g_assert_cmpstr (route.address, ==, good[i].address);
      g_assert_cmpuint (route.port, ==, good[i].port);
    }
}

/* Each of these makes the library look names up itself, or go without a proxy. */
static void
test_refuses_all_else (void)
{
  static const char * const bad[] = {
    "", "tor", "direct", "127.0.0.1:9050", "socks://127.0.0.1:9050", "socks4://127.0.0.1:9050",
    "socks4a://127.0.0.1:9050", "socks5h://127.0.0.1:9050", "SOCKS5://127.0.0.1:9050", "http://127.0.0.1:9050",
    "socks5://localhost:9050", "socks5://tor.example:9050", "socks5://127.0.0.1", "socks5://127.0.0.1:",
    "socks5://127.0.0.1:0", "socks5://127.0.0.1:65536", "socks5://127.0.0.1:9050/", "socks5://127.0.0.1:+9050",
    "socks5://127.0.0.1:9050 ", " socks5://127.0.0.1:9050", "socks5://me@127.0.0.1:9050",
    "socks5://me:secret@127.0.0.1:9050", "socks5://::1:9050", "socks5://[::1]", "socks5://[]:9050",
    "socks5://[127.0.0.1:9050", "socks5://127.1:9050", "socks5://2130706433:9050", "socks5://0x7f.0.0.1:9050",
    "socks5://0.0.0.0:9050", "socks5://[::]:9050", "socks5://224.0.0.1:9050", "socks5://127.0.0.1:9050#x",
    "socks5://[fe80::1%25lo]:9050", "socks5:/127.0.0.1:9050", "socks5://127.0.0.1\n:9050",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      HeraldRoute route = { 0 };
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (herald_route_parse (bad[i], &route, &error));
      g_assert_error (error, HERALD_ROUTE_ERROR, HERALD_ROUTE_ERROR_ADDRESS);
      g_assert_cmpint (route.kind, ==, HERALD_ROUTE_NONE);
    }
}

static void
check (HeraldRouteKind  kind,
       const char      *endpoint,
       int              code)
{
  HeraldRoute route = { 0 };
  g_autoptr(GError) error = NULL;

  if (kind == HERALD_ROUTE_SOCKS5)
    g_assert_true (herald_route_parse ("socks5://127.0.0.1:9050", &route, NULL));
  route.kind = kind;

  g_test_message ("%d %s", kind, endpoint);
  g_assert_cmpint (herald_route_check (&route, endpoint, &error), ==, code < 0);
  if (code >= 0)
    g_assert_error (error, HERALD_ROUTE_ERROR, code);
}

static void
test_an_onion_needs_a_proxy (void)
{
  check (HERALD_ROUTE_DIRECT, "https://psirt.example/drop", -1);
  check (HERALD_ROUTE_SOCKS5, "https://psirt.example/drop", -1);
  check (HERALD_ROUTE_SOCKS5, "http://" ONION "/drop", -1);
  check (HERALD_ROUTE_SOCKS5, "https://" ONION "/drop", -1);
  check (HERALD_ROUTE_DIRECT, "http://" ONION "/drop", HERALD_ROUTE_ERROR_UNFIT);
  check (HERALD_ROUTE_DIRECT, "https://" ONION "/drop", HERALD_ROUTE_ERROR_UNFIT);
  check (HERALD_ROUTE_DIRECT, "https://A.ONION/drop", HERALD_ROUTE_ERROR_UNFIT);
  check (HERALD_ROUTE_DIRECT, "https://a.onion./drop", HERALD_ROUTE_ERROR_UNFIT);
}

static void
test_http_is_for_onions (void)
{
  check (HERALD_ROUTE_DIRECT, "http://psirt.example/drop", HERALD_ROUTE_ERROR_UNFIT);
  check (HERALD_ROUTE_SOCKS5, "http://psirt.example/drop", HERALD_ROUTE_ERROR_UNFIT);
  check (HERALD_ROUTE_SOCKS5, "http://onion/drop", HERALD_ROUTE_ERROR_UNFIT);
  check (HERALD_ROUTE_SOCKS5, "http://evil.example/.onion", HERALD_ROUTE_ERROR_UNFIT);
  check (HERALD_ROUTE_DIRECT, "file:///etc/passwd", HERALD_ROUTE_ERROR_UNFIT);
  check (HERALD_ROUTE_DIRECT, "https://me:secret@psirt.example/drop", HERALD_ROUTE_ERROR_UNFIT);
}

static void
test_nothing_chosen_goes_nowhere (void)
{
  HeraldRoute route = { .kind = HERALD_ROUTE_SOCKS5 };
  g_autoptr(GError) error = NULL;

  check (HERALD_ROUTE_NONE, "https://psirt.example/drop", HERALD_ROUTE_ERROR_NONE);

  g_assert_false (herald_route_check (&route, "https://psirt.example/drop", &error));
  g_assert_error (error, HERALD_ROUTE_ERROR, HERALD_ROUTE_ERROR_ADDRESS);
  g_clear_error (&error);

  g_strlcpy (route.address, "localhost", sizeof route.address);
  route.port = 9050;
  g_assert_false (herald_route_check (&route, "https://psirt.example/drop", &error));
  g_assert_error (error, HERALD_ROUTE_ERROR, HERALD_ROUTE_ERROR_ADDRESS);
}

static void
test_each_request_has_its_own_credentials (void)
{
  HeraldRoute route = { 0 };
  g_autofree char *one = NULL, *other = NULL;
  g_autoptr(GRegex) shape = g_regex_new ("^socks5://[0-9a-f]{32}:[0-9a-f]{32}@\\[::1\\]:9050$", 0, 0, NULL);

  g_assert_true (herald_route_parse ("socks5://[::1]:9050", &route, NULL));
  one = herald_route_make_proxy (&route);
  other = herald_route_make_proxy (&route);
  g_assert_cmpstr (one, !=, other);
  g_assert_true (g_regex_match (shape, one, 0, NULL));
  g_assert_true (g_regex_match (shape, other, 0, NULL));
}

static void
test_says_who_learns_what (void)
{
  HeraldRoute direct = { .kind = HERALD_ROUTE_DIRECT }, tor = { 0 };
  g_autofree char *straight = herald_route_describe (&direct, "https://psirt.example/drop"), *through = NULL;

  g_assert_true (herald_route_parse ("socks5://127.0.0.1:9050", &tor, NULL));
  through = herald_route_describe (&tor, "https://psirt.example/drop");
  g_assert_nonnull (strstr (straight, "psirt.example"));
  g_assert_nonnull (strstr (straight, "IP address"));
  g_assert_nonnull (strstr (through, "127.0.0.1"));
  g_assert_nonnull (strstr (through, "9050"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deliver/route/takes-ip-addresses", test_takes_ip_addresses);
  g_test_add_func ("/deliver/route/refuses-all-else", test_refuses_all_else);
  g_test_add_func ("/deliver/route/an-onion-needs-a-proxy", test_an_onion_needs_a_proxy);
  g_test_add_func ("/deliver/route/http-is-for-onions", test_http_is_for_onions);
  g_test_add_func ("/deliver/route/nothing-chosen-goes-nowhere", test_nothing_chosen_goes_nowhere);
  g_test_add_func ("/deliver/route/each-request-has-its-own-credentials", test_each_request_has_its_own_credentials);
  g_test_add_func ("/deliver/route/says-who-learns-what", test_says_who_learns_what);

  return g_test_run ();
}
