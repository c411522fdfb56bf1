/* fake-root.c: a machine made of files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "fake-root.h"

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) folder = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    folder = g_dir_open (path, 0, NULL);

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      remove_tree (inside);
    }

  g_remove (path);
}

static char *
prepare (FakeRoot   *self,
         const char *path)
{
  char *full_path = g_strconcat (self->folder, path, NULL);
  g_autofree char *above = g_path_get_dirname (full_path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  return full_path;
}

void
fake_root_write (FakeRoot   *self,
                 const char *path,
                 const char *text)
{
  g_autofree char *full_path = prepare (self, path);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (full_path, text, -1, &error);
  g_assert_no_error (error);
}

void
fake_root_make (FakeRoot   *self,
                const char *path)
{
  g_autofree char *full_path = prepare (self, path);

  g_assert_cmpint (g_mkdir_with_parents (full_path, 0700), ==, 0);
}

void
fake_root_link (FakeRoot   *self,
                const char *path,
                const char *target)
{
  g_autofree char *full_path = prepare (self, path);

  g_assert_cmpint (symlink (target, full_path), ==, 0);
}

void
fake_root_remove (FakeRoot   *self,
                  const char *path)
{
  g_autofree char *full_path = prepare (self, path);

  remove_tree (full_path);
}

void
fake_root_set (FakeRoot   *self,
               const char *name,
               const char *value)
{
  self->variables = g_environ_setenv (self->variables, name, value, TRUE);
  self->root.variables = (const char * const *) self->variables;
}

FakeRoot *
fake_root_new (void)
{
  FakeRoot *self = g_new0 (FakeRoot, 1);
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("herald-root-XXXXXX", &error);
  g_assert_no_error (error);
  self->root.prefix = self->folder;
  self->root.user_id = 1007;

  fake_root_set (self, "HOME", "/home/kimv");
  fake_root_set (self, "USER", "kimv");

  fake_root_write (self, "/etc/os-release",
                   "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n"
                   "NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nBUILD_ID=moorhen-7\n");
  fake_root_write (self, "/proc/sys/kernel/osrelease", "6.1.0-28-amd64\n");
  fake_root_write (self, "/proc/sys/kernel/arch", "x86_64\n");
  fake_root_write (self, "/proc/sys/kernel/hostname", "moorhen\n");
  fake_root_write (self, "/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vme sse2\nbugs\t\t:\n");
  fake_root_write (self, "/etc/hostname", "moorhen\n");
  fake_root_write (self, "/etc/hosts",
                   "127.0.0.1 localhost\n127.0.1.1\tmoorhen.vandermeer-lab.net moorhen # own\n"
                   "10.9.8.7 printer\n");
  fake_root_write (self, "/etc/machine-id", "0123456789abcdef0123456789abcdef\n");
  fake_root_write (self, "/etc/passwd",
                   "root:x:0:0:root:/root:/bin/bash\n"
                   "kimv:x:1007:1007:Kim Vandermeer,Room 12,+31 20 5550101,,:/home/kimv:/bin/bash\n"
                   "other:x:1008:1008:Somebody Else:/home/other:/bin/bash\n");

  fake_root_write (self, "/sys/class/net/lo/type", "772\n");
  fake_root_write (self, "/sys/class/net/lo/flags", "0x9\n");
  fake_root_write (self, "/sys/class/net/lo/address", "00:00:00:00:00:00\n");
  fake_root_write (self, "/sys/class/net/enp3s0/type", "1\n");
  fake_root_write (self, "/sys/class/net/enp3s0/flags", "0x1003\n");
  fake_root_write (self, "/sys/class/net/enp3s0/address", "5c:51:4f:0a:b1:c2\n");
  fake_root_make (self, "/sys/class/net/enp3s0/device");
  fake_root_write (self, "/proc/net/fib_trie",
                   "Main:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 10.20.30.0\n        /24 link UNICAST\n"
                   "     |-- 10.20.30.47\n        /32 host LOCAL\n"
                   "Local:\n     |-- 10.20.30.47\n        /32 host LOCAL\n"
                   "     |-- 127.0.0.1\n        /32 host LOCAL\n"
                   "     |-- 10.20.30.255\n        /32 link BROADCAST\n");
  fake_root_write (self, "/proc/net/if_inet6",
                   "00000000000000000000000000000001 01 80 10 80       lo\n"
                   "fe800000000000005e514ffffe0ab1c2 02 40 20 80   enp3s0\n");
  return self;
}

void
fake_root_free (FakeRoot *self)
{
  remove_tree (self->folder);
  g_free (self->folder);
  g_strfreev (self->variables);
  g_free (self);
}
