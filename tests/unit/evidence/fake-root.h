/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-environment-root.h"

G_BEGIN_DECLS

/* A machine in a temporary folder. Its user is Kim Vandermeer, kimv, on the
 * host moorhen: words that no ordinary text has. */
typedef struct
{
  HeraldEnvironmentRoot  root;
  char                  *folder;
  char                 **variables;
} FakeRoot;

FakeRoot *fake_root_new      (void);

void      fake_root_free     (FakeRoot   *self);

void      fake_root_write    (FakeRoot   *self,
                              const char *path,
                              const char *text);

void      fake_root_make     (FakeRoot   *self,
                              const char *path);

void      fake_root_link     (FakeRoot   *self,
                              const char *path,
                              const char *target);

void      fake_root_remove   (FakeRoot   *self,
                              const char *path);

void      fake_root_set      (FakeRoot   *self,
                              const char *name,
                              const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeRoot, fake_root_free)

G_END_DECLS
