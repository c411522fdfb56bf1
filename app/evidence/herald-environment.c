/* herald-environment.c: an allow-list of facts about the tester's machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-environment.h"
#include "herald-environment-sources.h"
#include "herald-own-identity.h"
#include "herald-own-traces.h"
#include "herald-text.h"

#define MAX_VALUE_LENGTH 200 /* characters */

typedef enum
{
  ITEM_SYSTEM,
  ITEM_SYSTEM_VERSION,
  ITEM_KERNEL,
  ITEM_ARCHITECTURE,
  ITEM_VIRTUAL,
  ITEM_NETWORK,
  ITEM_BROWSER,
  ITEM_BROWSER_VERSION,
  ITEM_TOOLS,
  ITEM_CLOCK,
  N_ITEMS
} Item;

/* The whole of what can ever be captured. */
static const struct
{
  const char *item;
  const char *label;
  const char *field;
} items[N_ITEMS] = {
  [ITEM_SYSTEM] = { "os", N_("Operating system"), "env.os" },
  [ITEM_SYSTEM_VERSION] = { "os-version", N_("Version of the operating system"), "env.os-version" },
  [ITEM_KERNEL] = { "kernel", N_("Kernel"), "env.kernel" },
  [ITEM_ARCHITECTURE] = { "architecture", N_("Architecture"), "env.architecture" },
  [ITEM_VIRTUAL] = { "virtual", N_("Virtual machine"), "env.virtual" },
  [ITEM_NETWORK] = { "network", N_("Network configuration"), "env.network" },
  [ITEM_BROWSER] = { "browser", N_("Browser"), "env.browser" },
  [ITEM_BROWSER_VERSION] = { "browser-version", N_("Version of the browser"), "env.browser-version" },
  [ITEM_TOOLS] = { "tools", N_("Tools with their versions"), "env.tools" },
  [ITEM_CLOCK] = { "clock", N_("Clock"), "env.clock" },
};

typedef struct
{
  const HeraldEnvironmentRoot *root;
  gboolean                     anonymous;
  HeraldOwnIdentity           *identity;
  GHashTable                  *packages;
  GPtrArray                   *captured;
} Capture;

/**
 * herald_environment_item_free:
 * @self: an item
 *
 * Frees an item.
 */
void
herald_environment_item_free (HeraldEnvironmentItem *self)
{
  g_free (self->item);
  g_free (self->label);
  g_free (self->value);
  g_free (self->field);
  g_free (self);
}

/* A value in which the person's own name or machine stands does not pass: it
 * is better typed than told by accident. */
static gboolean
is_clean (const Capture *capture,
          const char    *value)
{
  g_autoptr(GArray) traces = NULL;

  if (herald_text_is_blank (value) || herald_text_find_hidden (value) != NULL ||
      strchr (value, '\n') != NULL || strchr (value, '\t') != NULL ||
      g_utf8_strlen (value, -1) > MAX_VALUE_LENGTH)
    return FALSE;

  traces = herald_own_traces_find_in_text (capture->identity, value);
  return traces->len == 0;
}

static void
add_value (Capture    *capture,
           Item        item,
           const char *value)
{
  HeraldEnvironmentItem *captured = g_new0 (HeraldEnvironmentItem, 1);

  captured->item = g_strdup (items[item].item);
  captured->label = g_strdup (_(items[item].label));
  captured->value = g_strdup (value);
  captured->field = g_strdup (items[item].field);
  g_ptr_array_add (capture->captured, captured);
}

static void
take (Capture *capture,
      Item     item,
      char    *value)
{
  if (value != NULL && is_clean (capture, value))
    add_value (capture, item, value);

  g_free (value);
}

static void
take_browser (Capture *capture)
{
  char *version = NULL;
  char *name = herald_environment_read_browser (capture->root, capture->packages, &version);

  take (capture, ITEM_BROWSER, name);
  take (capture, ITEM_BROWSER_VERSION, version);
}

/* One tool in each line, as the catalogue asks. */
static void
take_tools (Capture *capture)
{
  g_autoptr(GPtrArray) tools = herald_environment_read_tools (capture->packages);
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < tools->len; i++)
    {
      const char *tool = g_ptr_array_index (tools, i);

      if (is_clean (capture, tool))
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", tool);
    }

  if (lines->len > 0)
    add_value (capture, ITEM_TOOLS, lines->str);
}

static void
take_item (Capture *capture,
           Item     item)
{
  const HeraldEnvironmentRoot *root = capture->root;

  switch (item)
    {
    case ITEM_SYSTEM:
      take (capture, item, herald_environment_read_system (root));
      break;

    case ITEM_SYSTEM_VERSION:
      take (capture, item, herald_environment_read_system_version (root));
      break;

    case ITEM_KERNEL:
      take (capture, item, herald_environment_read_kernel (root));
      break;

    case ITEM_ARCHITECTURE:
      take (capture, item, herald_environment_read_architecture (root));
      break;

    case ITEM_VIRTUAL:
      take (capture, item, herald_environment_read_virtual (root));
      break;

    case ITEM_NETWORK:
      take (capture, item, herald_environment_read_network (root, capture->anonymous));
      break;

    case ITEM_BROWSER:
      take_browser (capture);
      break;

    case ITEM_TOOLS:
      take_tools (capture);
      break;

    case ITEM_CLOCK:
      take (capture, item, herald_environment_read_clock (root, capture->anonymous));
      break;

    case ITEM_BROWSER_VERSION: /* comes with the browser */
    case N_ITEMS:
    default:
      break;
    }
}

/**
 * herald_environment_capture:
 * @root: (nullable): the machine to look at; %NULL for this one
 * @anonymous: whether the time zone and private ranges stay out
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Reads the facts about the tester's machine that a report may name.
 *
 * It is the only function that does, and nothing calls it unasked. It reads
 * files and starts no program, asks no daemon and opens no socket. A fact that
 * cannot be seen, as in a sandbox, or whose value holds something of the
 * person's own, is absent. The user, the host, hardware and public addresses,
 * names of networks, the machine's id and serial numbers are never in a value.
 *
 * Thread: any; it may read some megabytes, so not the main one.
 *
 * Returns: (transfer full) (element-type HeraldEnvironmentItem): the items in
 *   the order of the form, or %NULL when it was cancelled
 */
GPtrArray *
herald_environment_capture (const HeraldEnvironmentRoot  *root,
                            gboolean                      anonymous,
                            GCancellable                 *cancellable,
                            GError                      **error)
{
  g_autoptr(HeraldOwnIdentity) identity = herald_own_identity_collect (root);
  g_autoptr(GHashTable) packages = herald_environment_read_packages (root);
  g_autoptr(GPtrArray) captured = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_environment_item_free);
  Capture capture = {
    .root = root,
    .anonymous = anonymous,
    .identity = identity,
    .packages = packages,
    .captured = captured,
  };

  for (guint i = 0; i < N_ITEMS; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      take_item (&capture, (Item) i);
    }

  return g_steal_pointer (&captured);
}
