/* herald-environment-browser.c: the browser and its version, without running it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include "herald-environment-sources.h"

#define MAX_LIST_SIZE (1024 * 1024)

/* A browser is known by its desktop file or its program. One that is not in
 * this list has a name that somebody may have made up, and is left to be typed. */
static const struct
{
  const char *id;      /* of its desktop file, without the suffix, or of its program */
  const char *name;
  const char *package; /* Debian's */
  const char *folder;  /* where its application.ini lies */
} browsers[] = {
  { "firefox-esr", "Firefox ESR", "firefox-esr", "/usr/lib/firefox-esr" },
  { "firefox", "Firefox", "firefox", "/usr/lib/firefox" },
  { "firefox_firefox", "Firefox", NULL, "/snap/firefox/current/usr/lib/firefox" },
  { "org.mozilla.firefox", "Firefox", NULL,
    "/var/lib/flatpak/app/org.mozilla.firefox/current/active/files/lib/firefox" },
  { "librewolf", "LibreWolf", "librewolf", "/usr/share/librewolf" },
  { "torbrowser", "Tor Browser", NULL, NULL },
  { "chromium", "Chromium", "chromium", NULL },
  { "chromium-browser", "Chromium", "chromium-browser", NULL },
  { "org.chromium.Chromium", "Chromium", NULL, NULL },
  { "google-chrome", "Google Chrome", "google-chrome-stable", NULL },
  { "google-chrome-stable", "Google Chrome", "google-chrome-stable", NULL },
  { "brave-browser", "Brave", "brave-browser", NULL },
  { "microsoft-edge", "Microsoft Edge", "microsoft-edge-stable", NULL },
  { "microsoft-edge-stable", "Microsoft Edge", "microsoft-edge-stable", NULL },
  { "vivaldi-stable", "Vivaldi", "vivaldi-stable", NULL },
  { "opera", "Opera", "opera-stable", NULL },
  { "org.gnome.Epiphany", "GNOME Web", "epiphany-browser", NULL },
  { "epiphany-browser", "GNOME Web", "epiphany-browser", NULL },
  { "org.kde.falkon", "Falkon", "falkon", NULL },
  { "org.kde.konqueror", "Konqueror", "konqueror", NULL },
  { "org.qutebrowser.qutebrowser", "qutebrowser", "qutebrowser", NULL },
};

static int
find_browser (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (browsers); i++)
    {
      if (g_str_equal (browsers[i].id, id))
        return (int) i;
    }

  return -1;
}

static char *
get_from_list (const HeraldEnvironmentRoot *root,
               const char                  *path,
               const char                  *group)
{
  g_autofree char *text = herald_environment_root_read (root, path, MAX_LIST_SIZE);
  g_autoptr(GKeyFile) list = g_key_file_new ();
  g_auto(GStrv) ids = NULL;

  if (text == NULL || !g_key_file_load_from_data (list, text, strlen (text), G_KEY_FILE_NONE, NULL))
    return NULL;

  ids = g_key_file_get_string_list (list, group, "x-scheme-handler/https", NULL, NULL);
  if (ids == NULL || ids[0] == NULL)
    return NULL;

  if (g_str_has_suffix (ids[0], ".desktop"))
    ids[0][strlen (ids[0]) - strlen (".desktop")] = '\0';
  return g_strdup (ids[0]);
}

/* The person's choice, the administrator's, the system's, and last what there
 * is: the order of the MIME applications specification and of GIO. */
static char *
get_default_id (const HeraldEnvironmentRoot *root)
{
  const char *home = herald_environment_root_get_home (root);
  const char *config = herald_environment_root_get_variable (root, "XDG_CONFIG_HOME");
  g_autofree char *own = config != NULL ? g_strconcat (config, "/mimeapps.list", NULL)
                         : home != NULL ? g_strconcat (home, "/.config/mimeapps.list", NULL)
                         : NULL;
  const char *lists[] = {
    own,
    "/etc/xdg/mimeapps.list",
    "/usr/local/share/applications/mimeapps.list",
    "/usr/share/applications/mimeapps.list",
  };
  g_autofree char *program = NULL;
  char *id = NULL;

  for (guint i = 0; id == NULL && i < G_N_ELEMENTS (lists); i++)
    {
      if (lists[i] != NULL)
        id = get_from_list (root, lists[i], "Default Applications");
    }
  if (id != NULL)
    return id;

  program = herald_environment_root_read_link (root, "/etc/alternatives/x-www-browser");
  if (program != NULL)
    return g_path_get_basename (program);

  return get_from_list (root, "/usr/share/applications/mimeinfo.cache", "MIME Cache");
}

static char *
read_version (const HeraldEnvironmentRoot *root,
              GHashTable                  *packages,
              int                          browser)
{
  const char *packaged = NULL;

  if (browsers[browser].folder != NULL)
    {
      g_autofree char *path = g_strconcat (browsers[browser].folder, "/application.ini", NULL);
      g_autofree char *text = herald_environment_root_read (root, path, MAX_LIST_SIZE);
      g_autoptr(GKeyFile) application = g_key_file_new ();
      g_autofree char *version = NULL;

      if (text != NULL &&
          g_key_file_load_from_data (application, text, strlen (text), G_KEY_FILE_NONE, NULL))
        version = g_key_file_get_string (application, "App", "Version", NULL);
      if (version != NULL)
        return herald_environment_reduce_version (version);
    }

  if (browsers[browser].package != NULL)
    packaged = g_hash_table_lookup (packages, browsers[browser].package);
  return packaged != NULL ? herald_environment_reduce_version (packaged) : NULL;
}

/**
 * herald_environment_read_browser:
 * @root: (nullable): a machine
 * @packages: what is installed
 * @version: (out) (nullable) (transfer full): its version
 *
 * Reads which browser opens a link.
 *
 * From inside a sandbox the browsers of the machine cannot be seen.
 *
 * Returns: (nullable) (transfer full): its name
 */
char *
herald_environment_read_browser (const HeraldEnvironmentRoot  *root,
                                 GHashTable                   *packages,
                                 char                        **version)
{
  g_autofree char *id = NULL;
  int browser;

  *version = NULL;
  if (herald_environment_root_is_sandbox (root))
    return NULL;

  id = get_default_id (root);
  browser = id != NULL ? find_browser (id) : -1;
  if (browser < 0)
    return NULL;

  *version = read_version (root, packages, browser);
  return g_strdup (browsers[browser].name);
}
