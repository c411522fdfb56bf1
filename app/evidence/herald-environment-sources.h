/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-environment-root.h"

G_BEGIN_DECLS

/* Where the values of herald-environment.c come from. Each function reads one
 * fact and returns it in English, or NULL where it cannot be seen. */

char       *herald_environment_read_system          (const HeraldEnvironmentRoot *root);

char       *herald_environment_read_system_version  (const HeraldEnvironmentRoot *root);

char       *herald_environment_read_kernel          (const HeraldEnvironmentRoot *root);

char       *herald_environment_read_architecture    (const HeraldEnvironmentRoot *root);

char       *herald_environment_read_virtual         (const HeraldEnvironmentRoot *root);

char       *herald_environment_read_network         (const HeraldEnvironmentRoot *root,
                                                     gboolean                     anonymous);

char       *herald_environment_read_browser         (const HeraldEnvironmentRoot *root,
                                                     GHashTable                  *packages,
                                                     char                       **version);

GPtrArray  *herald_environment_read_tools           (GHashTable                  *packages);

GHashTable *herald_environment_read_packages        (const HeraldEnvironmentRoot *root);

char       *herald_environment_reduce_version       (const char                  *version);

char       *herald_environment_read_clock           (const HeraldEnvironmentRoot *root,
                                                     gboolean                     anonymous);

G_END_DECLS
