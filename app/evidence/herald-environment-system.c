/* herald-environment-system.c: system, kernel, architecture, virtual machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>
#include <sys/utsname.h>

#include "herald-environment-sources.h"

#define MAX_OS_RELEASE_SIZE (64 * 1024)
#define MAX_CPUINFO_SIZE    (4 * 1024 * 1024)

/* In a Flatpak /etc/os-release describes the runtime; the host's own lies
 * elsewhere, or is out of sight. */
static char *
read_os_release (const HeraldEnvironmentRoot *root)
{
  static const char * const outside[] = { "/etc/os-release", "/usr/lib/os-release", NULL };
  static const char * const inside[] = { "/run/host/os-release", "/run/host/etc/os-release", NULL };
  const char * const *paths = herald_environment_root_is_sandbox (root) ? inside : outside;
  char *text = NULL;

  for (guint i = 0; text == NULL && paths[i] != NULL; i++)
    text = herald_environment_root_read (root, paths[i], MAX_OS_RELEASE_SIZE);

  return text;
}

/* os-release(5): NAME=value lines in which the value may be quoted as in a
 * shell; the last line of a name counts. */
static char *
get_os_release_value (const char *text,
                      const char *name)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  gsize length = strlen (name);

  for (guint i = g_strv_length (lines); i > 0; i--)
    {
      char *line = g_strstrip (lines[i - 1]);

      if (strncmp (line, name, length) == 0 && line[length] == '=')
        {
          char *value = g_shell_unquote (line + length + 1, NULL);

          if (value != NULL && *value == '\0')
            g_clear_pointer (&value, g_free);
          return value;
        }
    }

  return NULL;
}

/**
 * herald_environment_read_system:
 * @root: (nullable): a machine
 *
 * Reads the name of the operating system, such as “Debian GNU/Linux”.
 *
 * Returns: (nullable) (transfer full): its name
 */
char *
herald_environment_read_system (const HeraldEnvironmentRoot *root)
{
  g_autofree char *text = read_os_release (root);

  return text != NULL ? get_os_release_value (text, "NAME") : NULL;
}

/**
 * herald_environment_read_system_version:
 * @root: (nullable): a machine
 *
 * Reads the version of the operating system.
 *
 * One that counts no versions has a code name.
 *
 * Returns: (nullable) (transfer full): its version
 */
char *
herald_environment_read_system_version (const HeraldEnvironmentRoot *root)
{
  static const char * const names[] = { "VERSION_ID", "VERSION_CODENAME" };
  g_autofree char *text = read_os_release (root);
  char *version = NULL;

  if (text == NULL)
    return NULL;

  for (guint i = 0; version == NULL && i < G_N_ELEMENTS (names); i++)
    version = get_os_release_value (text, names[i]);

  return version;
}

/* A kernel that somebody built may carry that person's or machine's name
 * (CONFIG_LOCALVERSION). These are the words that distributions use. */
static gboolean
is_release_word (const char *word)
{
  static const char * const known[] = {
    "amd64", "arm64", "armmp", "i386", "aarch64", "x86_64", "i686", "ppc64el", "ppc64le", "riscv64",
    "s390x", "pae", "generic", "lowlatency", "cloud", "hardened", "lts", "rt", "realtime", "zen",
    "arch", "default", "desktop", "server", "kali", "parrot", "azure", "aws", "gcp", "gke", "oracle",
    "kvm", "oem", "raspi", "rpi", "rpt", "pve", "microsoft", "standard", "wsl", "gentoo", "dist",
    "manjaro", "bpo", "deb", "rc", "fc", "el", "mga", "vl", "hwe", "edge", "virt", "unsigned", "v",
    "nvidia", "tegra", "android", "gki", "liquorix", "xanmod", "cachyos", NULL
  };
  g_autofree char *letters = NULL;
  gsize length = strlen (word);

  if (length > 16)
    return FALSE;
  if (strspn (word, "0123456789") == length)
    return TRUE;

  /* Each may end in numbers of its own: fc39, arch1, WSL2, deb12u1. */
  if (g_strv_contains (known, word))
    return TRUE;
  letters = g_ascii_strdown (word, (gssize) (strcspn (word, "0123456789")));
  return g_strv_contains (known, letters) &&
         strspn (word + strlen (letters), "0123456789u") == length - strlen (letters);
}

static char *
reduce_release (const char *release)
{
  gsize end = strspn (release, "0123456789.");

  if (end == 0)
    return NULL;

  while (release[end] != '\0')
    {
      gsize separators = strspn (release + end, "-+._~");
      gsize length = strcspn (release + end + separators, "-+._~");
      g_autofree char *word = g_strndup (release + end + separators, length);

      /* x86_64 is one word. */
      if (g_str_has_prefix (release + end + separators, "x86_64"))
        length = strlen ("x86_64");
      else if (length > 0 && !is_release_word (word))
        break;
      if (separators + length == 0)
        break;
      end += separators + length;
    }

  while (end > 0 && strchr ("-+._~", release[end - 1]) != NULL)
    end--;
  return g_strndup (release, end);
}

/**
 * herald_environment_read_kernel:
 * @root: (nullable): a machine
 *
 * Reads the kernel's name and release, without a suffix of somebody's own.
 *
 * Returns: (nullable) (transfer full): such as “Linux 6.1.0-28-amd64”
 */
char *
herald_environment_read_kernel (const HeraldEnvironmentRoot *root)
{
  g_autofree char *release = herald_environment_root_read_word (root, "/proc/sys/kernel/osrelease");
  g_autofree char *reduced = NULL;
  struct utsname names;

  if (release == NULL && root == NULL && uname (&names) == 0)
    release = g_strdup (names.release);

  reduced = release != NULL ? reduce_release (release) : NULL;
  return reduced != NULL ? g_strconcat ("Linux ", reduced, NULL) : NULL;
}

/**
 * herald_environment_read_architecture:
 * @root: (nullable): a machine
 *
 * Reads the machine's architecture, such as “x86_64”.
 *
 * Returns: (nullable) (transfer full): its name
 */
char *
herald_environment_read_architecture (const HeraldEnvironmentRoot *root)
{
  char *architecture = herald_environment_root_read_word (root, "/proc/sys/kernel/arch");
  struct utsname names;

  if (architecture == NULL && uname (&names) == 0)
    architecture = g_strdup (names.machine);

  return architecture;
}

static gboolean
has_processor_flag (const char *cpuinfo,
                    const char *flag)
{
  const char *flags = strstr (cpuinfo, "\nflags\t");
  g_autofree char *line = NULL;
  g_auto(GStrv) words = NULL;

  if (flags == NULL)
    return FALSE;

  line = g_strndup (flags + 1, strcspn (flags + 1, "\n"));
  words = g_strsplit_set (line, " \t", -1);
  return g_strv_contains ((const char * const *) words, flag);
}

static gboolean
is_virtual_maker (const char *text)
{
  static const char * const makers[] = {
    "QEMU", "KVM", "VMware", "VMW", "innotek", "VirtualBox", "Xen", "Bochs", "Parallels", "BHYVE",
    "Amazon EC2", "Google Compute Engine", "OpenStack", "Virtual Machine", "Apple Virtualization",
  };

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      if (strstr (text, makers[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * herald_environment_read_virtual:
 * @root: (nullable): a machine
 *
 * Tells whether the machine is a virtual one.
 *
 * The maker's and the product's name are looked at for it and go no further.
 *
 * Returns: (nullable) (transfer full): “yes” or “no”
 */
char *
herald_environment_read_virtual (const HeraldEnvironmentRoot *root)
{
  g_autofree char *cpuinfo = herald_environment_root_read (root, "/proc/cpuinfo", MAX_CPUINFO_SIZE);
  g_autofree char *maker = herald_environment_root_read_word (root, "/sys/class/dmi/id/sys_vendor");
  g_autofree char *product = herald_environment_root_read_word (root, "/sys/class/dmi/id/product_name");
  g_autofree char *xen = herald_environment_root_read_word (root, "/proc/xen/capabilities");
  gboolean x86 = cpuinfo != NULL && strstr (cpuinfo, "\nflags\t") != NULL;

  /* The first domain of Xen is the machine itself. */
  if (xen != NULL && strstr (xen, "control_d") != NULL)
    return g_strdup ("no");

  if ((x86 && has_processor_flag (cpuinfo, "hypervisor")) ||
      (maker != NULL && is_virtual_maker (maker)) ||
      (product != NULL && is_virtual_maker (product)) ||
      herald_environment_root_exists (root, "/proc/device-tree/hypervisor") ||
      herald_environment_root_exists (root, "/sys/hypervisor/type"))
    return g_strdup ("yes");

  /* Other processors do not tell; their silence proves nothing. */
  return x86 || maker != NULL ? g_strdup ("no") : NULL;
}
