/* newer-toolkit.c: what newer libraries warn of in themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib.h>

/* Since 4.18, GTK warns of whoever measures a widget for less room than it needs;
 * libadwaita does, in its leaflets and message dialogs. GTK 4.24 wants a locale for
 * tests that not every system has, and miscounts its frames. */
static const char * const known[] = {
  "Trying to measure ", "Failed to set locale to ", "gdk_frame_timings_submitted() called on submitted frame"
};

/* In a test every warning is fatal, unless it never gets to GLib's own writer. */
static GLogWriterOutput
write_cb (GLogLevelFlags   level,
          const GLogField *fields,
          gsize            n_fields,
          gpointer         data)
{
  const char *message = "";

  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0)
      message = fields[i].value;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (level & G_LOG_LEVEL_WARNING && g_str_has_prefix (message, known[i]))
      return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, data);
}

static void __attribute__ ((constructor))
install (void)
{
  g_log_set_writer_func (write_cb, NULL, NULL);
}
