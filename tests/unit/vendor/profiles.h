/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-vendor.h"

G_BEGIN_DECLS

/* A file of the project, by its path from the root. */
GBytes       *profiles_load      (const char *path);

/* The profile of data/schema/vendor.example.json, or a shipped one. */
HeraldVendor *profiles_example   (void);

HeraldVendor *profiles_shipped   (const char *id);

/* The example as text, with one piece of text replaced. */
GBytes       *profiles_changed   (const char *find,
                                  const char *replace);

/* A new folder below the test's own temporary one. */
char         *profiles_make_folder  (void);

/* Removes a folder with all that is in it. */
void          profiles_remove       (const char *path);

G_END_DECLS
