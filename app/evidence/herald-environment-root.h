/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeraldEnvironmentRoot:
 * @prefix: a folder that stands for `/`, without a slash at its end
 * @variables: `NAME=value` strings, %NULL-terminated
 * @user_id: whose account it is
 *
 * A machine to look at; where one is asked for, %NULL means this machine.
 *
 * Tests make one up. Nothing outside of it is read then, except what no file
 * tells (the architecture).
 */
typedef struct
{
  const char         *prefix;
  const char * const *variables;
  guint               user_id;
} HeraldEnvironmentRoot;

char       *herald_environment_root_read         (const HeraldEnvironmentRoot *root,
                                                  const char                  *path,
                                                  gsize                        max_size);

char       *herald_environment_root_read_word    (const HeraldEnvironmentRoot *root,
                                                  const char                  *path);

char       *herald_environment_root_read_link    (const HeraldEnvironmentRoot *root,
                                                  const char                  *path);

char      **herald_environment_root_list         (const HeraldEnvironmentRoot *root,
                                                  const char                  *path,
                                                  guint                        max_names);

gboolean    herald_environment_root_exists       (const HeraldEnvironmentRoot *root,
                                                  const char                  *path);

char       *herald_environment_root_path         (const HeraldEnvironmentRoot *root,
                                                  const char                  *path);

const char *herald_environment_root_get_variable (const HeraldEnvironmentRoot *root,
                                                  const char                  *name);

const char *herald_environment_root_get_home     (const HeraldEnvironmentRoot *root);

guint       herald_environment_root_get_user_id  (const HeraldEnvironmentRoot *root);

gboolean    herald_environment_root_is_sandbox   (const HeraldEnvironmentRoot *root);

G_END_DECLS
