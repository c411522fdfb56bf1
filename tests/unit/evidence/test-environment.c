/* test-environment.c: what is captured, and what never is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-root.h"
#include "herald-environment.h"

static GPtrArray *
capture (FakeRoot *fake,
         gboolean  anonymous)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *items = herald_environment_capture (&fake->root, anonymous, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (items);
  return items;
}

static const HeraldEnvironmentItem *
find (GPtrArray  *items,
      const char *item)
{
  for (guint i = 0; i < items->len; i++)
    {
      const HeraldEnvironmentItem *found = g_ptr_array_index (items, i);

      if (g_str_equal (found->item, item))
        return found;
    }

  return NULL;
}

static void
assert_value (FakeRoot   *fake,
              gboolean    anonymous,
              const char *item,
              const char *value)
{
  g_autoptr(GPtrArray) items = capture (fake, anonymous);
  const HeraldEnvironmentItem *found = find (items, item);

  g_assert_cmpstr (found != NULL ? found->value : NULL, ==, value);
}

static void
test_system (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(GPtrArray) items = capture (fake, FALSE);

  g_assert_cmpstr (find (items, "os")->value, ==, "Debian GNU/Linux");
  g_assert_cmpstr (find (items, "os")->field, ==, "env.os");
  g_assert_cmpstr (find (items, "os")->label, ==, "Operating system");
  g_assert_cmpstr (find (items, "os-version")->value, ==, "12");
  g_assert_cmpstr (find (items, "os-version")->field, ==, "env.os-version");
  g_assert_cmpstr (find (items, "kernel")->value, ==, "Linux 6.1.0-28-amd64");
  g_assert_cmpstr (find (items, "architecture")->value, ==, "x86_64");
}

static void
test_last_line_counts (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();

  fake_root_remove (fake, "/etc/os-release");
  fake_root_write (fake, "/usr/lib/os-release",
                   "NAME=Old\n# NAME=Comment\nNAME='New \\System'\nVERSION_CODENAME=sid\nVERSION_ID=\n");

  assert_value (fake, FALSE, "os", "New \\System");
  assert_value (fake, FALSE, "os-version", "sid");
}

static void
test_sandbox (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();

  fake_root_write (fake, "/.flatpak-info", "[Application]\n");
  fake_root_write (fake, "/var/lib/dpkg/status",
                   "Package: nmap\nStatus: install ok installed\nVersion: 7.93\n");
  fake_root_link (fake, "/etc/alternatives/x-www-browser", "/usr/bin/firefox-esr");

  /* The runtime is not the system. */
  assert_value (fake, FALSE, "os", NULL);
  assert_value (fake, FALSE, "tools", NULL);
  assert_value (fake, FALSE, "browser", NULL);

  fake_root_write (fake, "/run/host/os-release", "NAME=Fedora Linux\nNAME=\"Fedora Linux\"\nVERSION_ID=43\n");
  assert_value (fake, FALSE, "os", "Fedora Linux");
  assert_value (fake, FALSE, "os-version", "43");
}

static void
test_sandbox_without_network (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();

  fake_root_write (fake, "/.flatpak-info", "[Application]\n");
  fake_root_remove (fake, "/sys/class/net/enp3s0");
  fake_root_remove (fake, "/proc/net");

  assert_value (fake, FALSE, "network", NULL);
}

static void
test_kernel (void)
{
  static const struct
  {
    const char *release;
    const char *value;
  } cases[] = {
    { "6.1.0-28-amd64", "Linux 6.1.0-28-amd64" },
    { "5.15.0-91-generic", "Linux 5.15.0-91-generic" },
    { "6.5.6-300.fc39.x86_64", "Linux 6.5.6-300.fc39.x86_64" },
    { "6.6.1-arch1-1", "Linux 6.6.1-arch1-1" },
    { "5.15.90.1-microsoft-standard-WSL2", "Linux 5.15.90.1-microsoft-standard-WSL2" },
    { "6.1.21-v8+", "Linux 6.1.21-v8" },
    { "6.1.0-rc3-kims-laptop-amd64", "Linux 6.1.0-rc3" },
    { "6.9.0+", "Linux 6.9.0" },
    { "6.9.0-moorhen", "Linux 6.9.0" },
    { "6.9.0-generic-alice1", "Linux 6.9.0-generic" },
    { "strange", NULL },
    { "", NULL },
  };
  g_autoptr(FakeRoot) fake = fake_root_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fake_root_write (fake, "/proc/sys/kernel/osrelease", cases[i].release);
      assert_value (fake, FALSE, "kernel", cases[i].value);
    }
}

static void
test_virtual (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();

  assert_value (fake, FALSE, "virtual", "no");

  fake_root_write (fake, "/sys/class/dmi/id/product_name", "Standard PC (Q35 + ICH9, 2009)\n");
  fake_root_write (fake, "/sys/class/dmi/id/sys_vendor", "QEMU\n");
  assert_value (fake, FALSE, "virtual", "yes");

  fake_root_remove (fake, "/sys/class/dmi");
  fake_root_write (fake, "/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu hypervisor\n");
  assert_value (fake, FALSE, "virtual", "yes");

  fake_root_write (fake, "/proc/xen/capabilities", "control_d\n");
  assert_value (fake, FALSE, "virtual", "no");
  fake_root_remove (fake, "/proc/xen");

  /* Nothing tells on another processor without firmware tables. */
  fake_root_write (fake, "/proc/cpuinfo", "processor\t: 0\nFeatures\t: fp asimd\n");
  assert_value (fake, FALSE, "virtual", NULL);
}

static void
test_network (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();

  assert_value (fake, FALSE, "network",
                "Ethernet (1); IPv4: 10.20.30.0/24; IPv6: link-local; public address: no");
  assert_value (fake, TRUE, "network",
                "Ethernet (1); IPv4: 10.0.0.0/8; IPv6: link-local; public address: no");
}

static void
test_network_kinds (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  static const char * const plain[] = { "wlp2s0", "moorhen-br", "wg-kimv", "wwan0", "down0" };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autofree char *type = g_strdup_printf ("/sys/class/net/%s/type", plain[i]);
      g_autofree char *flags = g_strdup_printf ("/sys/class/net/%s/flags", plain[i]);

      fake_root_write (fake, type, g_str_equal (plain[i], "wg-kimv") ? "65534\n" : "1\n");
      fake_root_write (fake, flags, g_str_equal (plain[i], "down0") ? "0x1002\n" : "0x1003\n");
    }
  fake_root_make (fake, "/sys/class/net/wlp2s0/wireless");
  fake_root_make (fake, "/sys/class/net/wlp2s0/device");
  fake_root_write (fake, "/sys/class/net/wwan0/uevent", "DEVTYPE=wwan\nINTERFACE=wwan0\n");
  fake_root_write (fake, "/proc/net/fib_trie",
                   "|-- 203.0.113.77\n/32 host LOCAL\n|-- 192.168.5.9\n/32 host LOCAL\n"
                   "|-- 192.168.5.10\n/32 host LOCAL\n|-- 100.70.1.2\n/32 host LOCAL\n"
                   "|-- 172.31.4.5\n/32 host LOCAL\n|-- 169.254.3.4\n/32 host LOCAL\n");
  fake_root_write (fake, "/proc/net/if_inet6",
                   "20010db800000000000000000000beef 02 40 00 80   enp3s0\n"
                   "fd1234567890000000000000000000aa 02 40 00 80   enp3s0\nshort\n");

  assert_value (fake, FALSE, "network",
                "Ethernet (1), Wi-Fi (1), mobile (1), tunnel (1), virtual (1); "
                "IPv4: public, 192.168.5.0/24, 100.64.0.0/10, 172.31.4.0/24, 169.254.0.0/16; "
                "IPv6: public, unique local; public address: yes");
}

static void
test_no_network (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();

  fake_root_remove (fake, "/sys/class/net/enp3s0");
  fake_root_remove (fake, "/proc/net");
  assert_value (fake, FALSE, "network",
                "no interface but the loopback; IPv4: none; IPv6: none; public address: no");
}

static void
test_browser (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();

  assert_value (fake, FALSE, "browser", NULL);

  fake_root_write (fake, "/usr/share/applications/mimeinfo.cache",
                   "[MIME Cache]\nx-scheme-handler/https=chromium.desktop;firefox-esr.desktop;\n");
  fake_root_write (fake, "/var/lib/dpkg/status",
                   "Package: chromium\nStatus: install ok installed\nVersion: 131.0.6778.85-1~deb12u1\n");
  assert_value (fake, FALSE, "browser", "Chromium");
  assert_value (fake, FALSE, "browser-version", "131.0.6778.85");

  fake_root_link (fake, "/etc/alternatives/x-www-browser", "/usr/bin/firefox-esr");
  fake_root_write (fake, "/usr/lib/firefox-esr/application.ini",
                   "[App]\nVendor=Mozilla\nVersion=128.5.0\nBuildID=1\n");
  assert_value (fake, FALSE, "browser", "Firefox ESR");
  assert_value (fake, FALSE, "browser-version", "128.5.0");

  /* The person's own choice comes first, and a name that nobody knows is left out. */
  fake_root_write (fake, "/home/kimv/.config/mimeapps.list",
                   "[Default Applications]\nx-scheme-handler/https=kims-own.desktop;\n");
  assert_value (fake, FALSE, "browser", NULL);
  assert_value (fake, FALSE, "browser-version", NULL);
}

static void
test_tools (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();

  fake_root_write (fake, "/var/lib/dpkg/status",
                   "Package: nmap\nStatus: install ok installed\nPriority: optional\n"
                   "Description: a scanner\n Package: curl\nVersion: 7.93+dfsg1-1~kimv3\n\n"
                   "Package: openssl\nStatus: install ok installed\nVersion: 1:1.1.1n-0+deb11u5\n\n"
                   "Package: gdb\nStatus: deinstall ok config-files\nVersion: 13.1-3\n\n"
                   "Package: secret-tool-of-kimv\nStatus: install ok installed\nVersion: 1.0\n\n"
                   "Package: hydra\nStatus: install ok installed\nVersion: git2024\n\n"
                   "Package: tshark\nStatus: hold ok installed\nVersion: 4.0.17-0+deb12u1");

  assert_value (fake, FALSE, "tools", "nmap 7.93\nopenssl 1.1.1n\ntshark 4.0.17");
}

static void
test_clock (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();

  assert_value (fake, TRUE, "clock", NULL);

  /* A zone without summer time, three hours and a half from UTC. */
  fake_root_link (fake, "/etc/localtime", "/usr/share/zoneinfo/Asia/Kolkata");
  assert_value (fake, FALSE, "clock", "UTC+05:30");
  assert_value (fake, TRUE, "clock", NULL);

  fake_root_write (fake, "/run/systemd/timesync/synchronized", "");
  assert_value (fake, FALSE, "clock", "synchronised, UTC+05:30");
  assert_value (fake, TRUE, "clock", "synchronised");
}

static void
test_own_names_drop_a_value (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();

  fake_root_write (fake, "/etc/os-release", "NAME=\"Kimv's Linux\"\nVERSION_ID=\"12 on MOORHEN\"\n");
  assert_value (fake, FALSE, "os", NULL);
  assert_value (fake, FALSE, "os-version", NULL);

  fake_root_write (fake, "/etc/os-release", "NAME=\"Built by 5c:51:4f:0a:b1:c2\"\nVERSION_ID=12\n");
  assert_value (fake, FALSE, "os", NULL);
  assert_value (fake, FALSE, "os-version", "12");
}

static void
test_hostile_values (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autofree char *name = g_strnfill (201, 'a');
  g_autofree char *release = g_strdup_printf ("NAME=%s\nVERSION_ID=\"1\033[31m\"\n", name);

  fake_root_write (fake, "/etc/os-release", release);
  assert_value (fake, FALSE, "os", NULL);
  assert_value (fake, FALSE, "os-version", NULL);

  fake_root_remove (fake, "/etc/os-release");
  fake_root_make (fake, "/etc/os-release");
  assert_value (fake, FALSE, "os", NULL);
}

static void
test_empty_machine (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(GPtrArray) items = NULL;

  fake_root_remove (fake, "/etc");
  fake_root_remove (fake, "/sys");
  fake_root_remove (fake, "/proc");
  items = capture (fake, TRUE);

  /* Only what no file tells is left. */
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_nonnull (find (items, "architecture"));
}

static void
test_nothing_planted_shows (void)
{
  static const char * const planted[] = {
    "kimv", "Vandermeer", "moorhen", "/home", "10.20.30.47", "5c:51", "5e51", "0123456789abcdef", "enp3s0",
    "5550101", "Kolkata",
  };

  for (guint anonymous = 0; anonymous < 2; anonymous++)
    {
      g_autoptr(FakeRoot) fake = fake_root_new ();
      g_autoptr(GPtrArray) items = NULL;

      fake_root_link (fake, "/etc/localtime", "/usr/share/zoneinfo/Asia/Kolkata");
      items = capture (fake, (gboolean) anonymous);
      g_assert_cmpuint (items->len, >=, 6);

      for (guint i = 0; i < items->len; i++)
        {
          const HeraldEnvironmentItem *item = g_ptr_array_index (items, i);

          for (guint j = 0; j < G_N_ELEMENTS (planted); j++)
            g_assert_null (strstr (item->value, planted[j]));
        }
    }
}

static void
test_real_machine (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = herald_environment_capture (NULL, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (find (items, "kernel"));
  g_assert_nonnull (find (items, "architecture"));
}

static void
test_cancelled (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (herald_environment_capture (&fake->root, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evidence/environment/names-the-system", test_system);
  g_test_add_func ("/evidence/environment/takes-the-last-line-of-a-name", test_last_line_counts);
  g_test_add_func ("/evidence/environment/does-not-take-the-runtime-for-the-system", test_sandbox);
  g_test_add_func ("/evidence/environment/says-nothing-of-a-sandbox-without-network", test_sandbox_without_network);
  g_test_add_func ("/evidence/environment/drops-a-kernel-suffix-of-somebody", test_kernel);
  g_test_add_func ("/evidence/environment/tells-a-virtual-machine", test_virtual);
  g_test_add_func ("/evidence/environment/reduces-addresses-to-ranges", test_network);
  g_test_add_func ("/evidence/environment/counts-interfaces-without-their-names", test_network_kinds);
  g_test_add_func ("/evidence/environment/tells-that-there-is-no-network", test_no_network);
  g_test_add_func ("/evidence/environment/finds-the-browser-without-running-it", test_browser);
  g_test_add_func ("/evidence/environment/lists-known-tools-alone", test_tools);
  g_test_add_func ("/evidence/environment/keeps-the-zone-of-the-anonymous", test_clock);
  g_test_add_func ("/evidence/environment/drops-a-value-with-an-own-name", test_own_names_drop_a_value);
  g_test_add_func ("/evidence/environment/drops-hostile-values", test_hostile_values);
  g_test_add_func ("/evidence/environment/survives-an-empty-machine", test_empty_machine);
  g_test_add_func ("/evidence/environment/shows-nothing-planted", test_nothing_planted_shows);
  g_test_add_func ("/evidence/environment/reads-this-machine", test_real_machine);
  g_test_add_func ("/evidence/environment/stops-when-cancelled", test_cancelled);

  return g_test_run ();
}
