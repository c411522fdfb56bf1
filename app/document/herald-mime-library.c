/* herald-mime-library.c: setting GMime up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include "herald-mime-library.h"

/**
 * herald_mime_library_init:
 *
 * Sets GMime up, once, for as long as the program runs.
 *
 * Thread: any.
 */
void
herald_mime_library_init (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      g_mime_init ();
      g_once_init_leave (&done, 1);
    }
}
