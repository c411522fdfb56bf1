/* test-own-identity.c: the texts by which the person can be known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-root.h"
#include "herald-own-identity.h"

static const HeraldOwnLiteral *
find (HeraldOwnIdentity *identity,
      const char        *text)
{
  GPtrArray *literals = herald_own_identity_get_literals (identity);

  for (guint i = 0; i < literals->len; i++)
    {
      const HeraldOwnLiteral *literal = g_ptr_array_index (literals, i);

      if (g_str_equal (literal->text, text))
        return literal;
    }

  return NULL;
}

static void
assert_known (HeraldOwnIdentity *identity,
              HeraldOwnKind      kind,
              const char        *text)
{
  const HeraldOwnLiteral *literal = find (identity, text);

  if (literal == NULL)
    g_error ("“%s” is not known", text);
  g_assert_cmpint (literal->kind, ==, kind);
}

static void
assert_unknown (HeraldOwnIdentity *identity,
                const char        *text)
{
  if (find (identity, text) != NULL)
    g_error ("“%s” is taken for a trace", text);
}

static void
test_account (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(HeraldOwnIdentity) identity = NULL;

  fake_root_set (fake, "EMAIL", "kv@vandermeer-lab.net");
  identity = herald_own_identity_collect (&fake->root);

  assert_known (identity, HERALD_OWN_USER_NAME, "kimv");
  assert_known (identity, HERALD_OWN_HOME_FOLDER, "/home/kimv");
  assert_known (identity, HERALD_OWN_REAL_NAME, "Kim Vandermeer");
  assert_known (identity, HERALD_OWN_REAL_NAME, "Kim");
  assert_known (identity, HERALD_OWN_REAL_NAME, "Vandermeer");
  assert_known (identity, HERALD_OWN_REAL_NAME, "+31 20 5550101");
  assert_known (identity, HERALD_OWN_EMAIL, "kv@vandermeer-lab.net");
  assert_unknown (identity, "kv");
  assert_unknown (identity, "Somebody");
}

static void
test_host (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(HeraldOwnIdentity) identity = NULL;

  fake_root_write (fake, "/etc/machine-info", "PRETTY_HOSTNAME=\"Kim's Moorhen\"\nCHASSIS=laptop\n");
  identity = herald_own_identity_collect (&fake->root);

  assert_known (identity, HERALD_OWN_HOST_NAME, "moorhen");
  assert_known (identity, HERALD_OWN_HOST_NAME, "moorhen.vandermeer-lab.net");
  assert_known (identity, HERALD_OWN_HOST_NAME, "vandermeer-lab.net");
  assert_known (identity, HERALD_OWN_HOST_NAME, "Kim's Moorhen");
  assert_known (identity, HERALD_OWN_MACHINE_ID, "0123456789abcdef0123456789abcdef");
  assert_known (identity, HERALD_OWN_MACHINE_ID, "01234567-89ab-cdef-0123-456789abcdef");
  g_assert_cmpuint (find (identity, "01234567-89ab-cdef-0123-456789abcdef")->ordinal, ==, 1);
  assert_unknown (identity, "printer");
  assert_unknown (identity, "localhost");
}

static void
test_addresses (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(HeraldOwnIdentity) identity = herald_own_identity_collect (&fake->root);

  assert_known (identity, HERALD_OWN_ADDRESS, "10.20.30.47");
  assert_known (identity, HERALD_OWN_ADDRESS, "fe80::5e51:4fff:fe0a:b1c2");
  assert_known (identity, HERALD_OWN_ADDRESS, "fe80:0000:0000:0000:5e51:4fff:fe0a:b1c2");
  assert_known (identity, HERALD_OWN_ADDRESS, "fe80:0:0:0:5e51:4fff:fe0a:b1c2");
  assert_known (identity, HERALD_OWN_HARDWARE_ADDRESS, "5c:51:4f:0a:b1:c2");
  assert_known (identity, HERALD_OWN_HARDWARE_ADDRESS, "5c-51-4f-0a-b1-c2");
  assert_known (identity, HERALD_OWN_HARDWARE_ADDRESS, "5c51.4f0a.b1c2");
  assert_known (identity, HERALD_OWN_HARDWARE_ADDRESS, "5c514f0ab1c2");
  assert_unknown (identity, "127.0.0.1");
  assert_unknown (identity, "10.20.30.0");
  assert_unknown (identity, "10.20.30.255");
  assert_unknown (identity, "::1");
  assert_unknown (identity, "00:00:00:00:00:00");
}

static void
test_common_addresses (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(HeraldOwnIdentity) identity = NULL;

  fake_root_write (fake, "/proc/net/fib_trie", "|-- 172.17.0.1\n/32 host LOCAL\n");
  identity = herald_own_identity_collect (&fake->root);

  assert_unknown (identity, "172.17.0.1");
}

static void
test_git (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(HeraldOwnIdentity) identity = NULL;

  fake_root_write (fake, "/home/kimv/.gitconfig",
                   "[core]\n\tname = not-a-person\n[include]\n\tpath = /etc/secret\n"
                   "[User]\n\tName = \"K. \\\"Quill\\\" Oystercatcher\" ; me\n\temail = quill@example.org # work\n"
                   "[alias] name = st\n[github] user = quillbird\n[user \"x\"]\nname = sub\n");
  fake_root_write (fake, "/home/kimv/.config/git/config", "[author]\nemail=12345@users.example.org\n");
  fake_root_set (fake, "GIT_AUTHOR_NAME", "Night Heron");
  fake_root_set (fake, "GIT_AUTHOR_EMAIL", "heronmail@example.org");
  identity = herald_own_identity_collect (&fake->root);

  assert_known (identity, HERALD_OWN_GIT_IDENTITY, "K. \"Quill\" Oystercatcher");
  assert_known (identity, HERALD_OWN_GIT_IDENTITY, "Oystercatcher");
  assert_known (identity, HERALD_OWN_GIT_IDENTITY, "quill@example.org");
  assert_known (identity, HERALD_OWN_GIT_IDENTITY, "quill");
  assert_known (identity, HERALD_OWN_GIT_IDENTITY, "quillbird");
  assert_known (identity, HERALD_OWN_GIT_IDENTITY, "12345@users.example.org");
  assert_known (identity, HERALD_OWN_GIT_IDENTITY, "Night Heron");
  assert_known (identity, HERALD_OWN_GIT_IDENTITY, "heronmail");
  assert_unknown (identity, "12345");
  assert_unknown (identity, "not-a-person");
  assert_unknown (identity, "st");
  assert_unknown (identity, "sub");
}

static void
test_ssh (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(HeraldOwnIdentity) identity = NULL;

  fake_root_write (fake, "/home/kimv/.ssh/id_ed25519.pub", "ssh-ed25519 AAAAC3 dunlin@godwit\n");
  fake_root_write (fake, "/home/kimv/.ssh/other.pub",
                   "ssh-rsa AAAAB3 work key of plover@mail.example\n\nssh-rsa AAAAB4\n");
  fake_root_write (fake, "/home/kimv/.ssh/id_ed25519", "ssh-rsa SECRET whimbrel@snipe\n");
  identity = herald_own_identity_collect (&fake->root);

  assert_known (identity, HERALD_OWN_SSH_IDENTITY, "dunlin@godwit");
  assert_known (identity, HERALD_OWN_SSH_IDENTITY, "dunlin");
  assert_known (identity, HERALD_OWN_SSH_IDENTITY, "godwit");
  assert_known (identity, HERALD_OWN_SSH_IDENTITY, "work key of plover@mail.example");
  assert_known (identity, HERALD_OWN_SSH_IDENTITY, "plover@mail.example");
  assert_known (identity, HERALD_OWN_SSH_IDENTITY, "plover");
  assert_unknown (identity, "key");
  assert_unknown (identity, "mail.example");
  assert_unknown (identity, "whimbrel");
}

static void
test_false_alarms (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(HeraldOwnIdentity) identity = NULL;

  fake_root_write (fake, "/etc/passwd", "root:x:1007:0:root of the machine:/root:/bin/sh\n");
  fake_root_write (fake, "/proc/sys/kernel/hostname", "Debian\n");
  fake_root_write (fake, "/etc/hostname", "x\n");
  fake_root_write (fake, "/etc/hosts", "127.0.0.1 localhost\n127.0.1.1 debian.fritz.box Debian\n");
  fake_root_set (fake, "USER", "root");
  fake_root_set (fake, "LOGNAME", "k");
  fake_root_set (fake, "HOME", "/root");
  fake_root_set (fake, "DEBFULLNAME", "Jo van der Li");
  identity = herald_own_identity_collect (&fake->root);

  assert_unknown (identity, "root");
  assert_unknown (identity, "/root");
  assert_unknown (identity, "machine");
  assert_unknown (identity, "Debian");
  assert_unknown (identity, "debian.fritz.box");
  assert_unknown (identity, "x");
  assert_unknown (identity, "k");
  assert_unknown (identity, "Jo");
  assert_unknown (identity, "van");
  assert_unknown (identity, "Li");
  assert_known (identity, HERALD_OWN_REAL_NAME, "Jo van der Li");
}

static void
test_once (void)
{
  g_autoptr(HeraldOwnIdentity) identity = herald_own_identity_new ();

  herald_own_identity_add (identity, HERALD_OWN_USER_NAME, "heron");
  herald_own_identity_add (identity, HERALD_OWN_REAL_NAME, " Heron ");
  herald_own_identity_add (identity, HERALD_OWN_REAL_NAME, "山田");
  herald_own_identity_add (identity, HERALD_OWN_REAL_NAME, "");

  g_assert_cmpuint (herald_own_identity_get_literals (identity)->len, ==, 2);
  assert_known (identity, HERALD_OWN_USER_NAME, "heron");
  assert_known (identity, HERALD_OWN_REAL_NAME, "山田");
}

static void
test_short_names (void)
{
  g_autoptr(HeraldOwnIdentity) identity = herald_own_identity_new ();

  herald_own_identity_add_name (identity, HERALD_OWN_REAL_NAME, "Will de Marksman May");
  g_assert_true (find (identity, "Will")->capital);
  g_assert_true (find (identity, "May")->capital);
  g_assert_false (find (identity, "Marksman")->capital);
  g_assert_false (find (identity, "Will de Marksman May")->capital);

  herald_own_identity_add (identity, HERALD_OWN_USER_NAME, "will");
  g_assert_false (find (identity, "Will")->capital);
}

static void
test_hostile_files (void)
{
  g_autoptr(FakeRoot) fake = fake_root_new ();
  g_autoptr(HeraldOwnIdentity) identity = NULL;
  g_autofree char *long_name = g_strnfill (5000, 'q');

  fake_root_write (fake, "/proc/sys/kernel/hostname", "\xff\xfe\xfa");
  fake_root_write (fake, "/etc/hostname", long_name);
  fake_root_write (fake, "/etc/machine-id", "uninitialized\n");
  fake_root_write (fake, "/etc/passwd", ":::\nkimv:x:1007\n\n");
  fake_root_write (fake, "/home/kimv/.gitconfig", "[user\nname\n[user]\nname = \"\\\nemail\n=\n");
  fake_root_make (fake, "/home/kimv/.ssh/folder.pub");
  identity = herald_own_identity_collect (&fake->root);

  assert_known (identity, HERALD_OWN_USER_NAME, "kimv");
  assert_unknown (identity, long_name);
}

static void
test_this_machine (void)
{
  g_autoptr(HeraldOwnIdentity) identity = herald_own_identity_collect (NULL);

  g_assert_nonnull (herald_own_identity_get_literals (identity));
  assert_unknown (identity, "root");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evidence/own-identity/knows-the-account", test_account);
  g_test_add_func ("/evidence/own-identity/knows-the-host", test_host);
  g_test_add_func ("/evidence/own-identity/knows-addresses-in-every-form", test_addresses);
  g_test_add_func ("/evidence/own-identity/leaves-out-addresses-that-all-have", test_common_addresses);
  g_test_add_func ("/evidence/own-identity/reads-git-without-running-it", test_git);
  g_test_add_func ("/evidence/own-identity/reads-comments-of-public-keys", test_ssh);
  g_test_add_func ("/evidence/own-identity/leaves-out-what-tells-nothing", test_false_alarms);
  g_test_add_func ("/evidence/own-identity/knows-a-thing-once", test_once);
  g_test_add_func ("/evidence/own-identity/asks-a-capital-of-short-names", test_short_names);
  g_test_add_func ("/evidence/own-identity/survives-hostile-files", test_hostile_files);
  g_test_add_func ("/evidence/own-identity/reads-this-machine", test_this_machine);

  return g_test_run ();
}
