/* test-address.c: what is one e-mail address, an endpoint or a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "herald-address.h"

static void
test_takes_plain_mailboxes (void)
{
  static const char * const good[] = {
    "psirt@vendor.example", "a@b.c", "product.security+report@mail.vendor.example", "o'neil@vendor.example",
    "x_y~z{}|`^=?/*&%$#!-@vendor.example", "1@2.3", "a@xn--bcher-kva.example", "a@b-c.example",
  };
  g_autofree char *local = g_strnfill (64, 'a');
  g_autofree char *longest = g_strconcat (local, "@vendor.example", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (herald_address_is_mailbox (good[i]));
  g_assert_true (herald_address_is_mailbox (longest));
}

static void
test_refuses_whatever_else_a_header_may_hold (void)
{
  static const char * const bad[] = {
    "", "@", "a", "a@", "@b.c", "a@b", "a@b.", "a@.b", "a@b..c", "a.@b.c", ".a@b.c", "a..b@c.d",
    "Name <a@b.c>", "<a@b.c>", "a@b.c, d@e.f", "a@b.c;d@e.f", "a@b.c ", " a@b.c", "a b@c.d", "a@b c.d",
    "a@b.c\r\nBcc: d@e.f", "a@b.c\n", "a\t@b.c", "\"a b\"@c.d", "a(comment)@b.c", "a@[192.0.2.1]", "a@b@c.d",
    "a@-b.c", "a@b-.c", "a@b_c.d", "ä@b.c", "a@ä.c", "a@b.c\xff", "mailto:a@b.c?subject=x", "a\\@b.c",
  };
  g_autofree char *local = g_strnfill (65, 'a');
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *long_local = g_strconcat (local, "@b.c", NULL);
  g_autofree char *long_label = g_strconcat ("a@", label, ".c", NULL);
  g_autoptr(GString) long_domain = g_string_new ("a@");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (herald_address_is_mailbox (bad[i]));
  g_assert_false (herald_address_is_mailbox (long_local));
  g_assert_false (herald_address_is_mailbox (long_label));

  while (long_domain->len < 252)
    g_string_append (long_domain, "b.");
  g_string_append_c (long_domain, 'c');
  g_assert_true (herald_address_is_mailbox (long_domain->str));
  g_string_append (long_domain, ".cc");
  g_assert_false (herald_address_is_mailbox (long_domain->str));
}

static void
test_takes_endpoints (void)
{
  static const char * const good[] = {
    "https://vendor.example/drop", "https://vendor.example", "https://vendor.example:8443/a/b?c=d",
    "HTTPS://vendor.example/", "https://192.0.2.1/", "https://[2001:db8::1]:444/x", "https://v.example/%7Ea",
    "http://abcdefghijklmnop.onion/drop", "https://abcdefghijklmnop.onion/", "http://sub.abcdefghijklmnop.onion:8080/",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (herald_address_is_endpoint (good[i]));
}

static void
test_refuses_endpoints_that_leak_or_mislead (void)
{
  static const char * const bad[] = {
    "", "https:", "https://", "https:///path", "vendor.example/drop", "//vendor.example/", "/drop",
    "http://vendor.example/", "ftp://vendor.example/", "file:///etc/passwd", "javascript:alert(1)",
    "https://user@vendor.example/", "https://user:word@vendor.example/", "https://:word@vendor.example/",
    "https://@vendor.example/", "https://vendor.example/#part", "https://vendor.example/#",
    "https://vendor.example/a b", " https://vendor.example/", "https://vendor.example/\n", "https://ven dor.example/",
    "https://vendor.example\\@other.example/", ("https://vendor.example/\xe2\x80\xae" "gpj"), "https://vendör.example/",
    "https://vendor.example/\xff", "https://vendor.example:99999/", "https://vendor.example:x/", "https://[::1/",
    "http://onion/", "http://vendor.example/.onion", "http://x.onion.vendor.example/", "http://.onion/",
    "https://vendor.example/\"<>",
  };
  g_autofree char *path = g_strnfill (2048, 'a');
  g_autofree char *longer = g_strconcat ("https://v.example/", path, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      if (herald_address_is_endpoint (bad[i]))
        g_test_message ("taken: %s", bad[i]);
      g_assert_false (herald_address_is_endpoint (bad[i]));
    }
  g_assert_false (herald_address_is_endpoint (longer));
  longer[2048] = '\0';
  g_assert_true (herald_address_is_endpoint (longer));
}

static void
test_takes_pages_that_a_browser_opens (void)
{
  g_assert_true (herald_address_is_page ("https://vendor.example/security#report"));
  g_assert_true (herald_address_is_page ("http://vendor.example/"));
  g_assert_true (herald_address_is_page ("https://vendor.example/möglich"));
  g_assert_false (herald_address_is_page ("ftp://vendor.example/"));
  g_assert_false (herald_address_is_page ("javascript://vendor.example/%0aalert(1)"));
  g_assert_false (herald_address_is_page ("https://user@vendor.example/"));
  g_assert_false (herald_address_is_page ("https://vendor.example/a b"));
  g_assert_false (herald_address_is_page ("https://vendor.example/\xc2\xa0"));
  g_assert_false (herald_address_is_page ("https://vendor.example/\xe2\x80\x8b"));
  g_assert_false (herald_address_is_page ("vendor.example"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vendor/address/takes-plain-mailboxes", test_takes_plain_mailboxes);
  g_test_add_func ("/vendor/address/refuses-whatever-else-a-header-may-hold",
                   test_refuses_whatever_else_a_header_may_hold);
  g_test_add_func ("/vendor/address/takes-endpoints", test_takes_endpoints);
  g_test_add_func ("/vendor/address/refuses-endpoints-that-leak-or-mislead",
                   test_refuses_endpoints_that_leak_or_mislead);
  g_test_add_func ("/vendor/address/takes-pages-that-a-browser-opens", test_takes_pages_that_a_browser_opens);

  return g_test_run ();
}
