/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "containers.h"

G_BEGIN_DECLS

/* A fixture: an empty folder, and what became of the last container. */
typedef struct
{
  char               *folder;
  HeraldUnpackResult *result;
  GError             *error;
} Unpacking;

typedef void (*UnpackingTest) (Unpacking *, gconstpointer);

void      unpacking_add             (const char               *path,
                                     int                       data,
                                     UnpackingTest             test);

gboolean  unpacking_try_with        (Unpacking                *fixture,
                                     const void               *data,
                                     gsize                     length,
                                     const HeraldUnpackLimits *limits);

gboolean  unpacking_try             (Unpacking                *fixture,
                                     GBytes                   *bytes);

gboolean  unpacking_try_text        (Unpacking                *fixture,
                                     const char               *text);

void      unpacking_empty           (Unpacking                *fixture);

void      unpacking_assert_refused  (Unpacking                *fixture,
                                     HeraldDocumentError       code);

void      unpacking_assert_manifest (Unpacking                *fixture,
                                     HeraldUnpackManifest      manifest);

void      unpacking_assert_all_safe (Unpacking                *fixture);

void      unpacking_assert_content  (Unpacking                *fixture,
                                     const char               *name,
                                     const char               *expected);

G_END_DECLS
