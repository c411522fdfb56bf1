/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-environment-root.h"

G_BEGIN_DECLS

/**
 * HeraldEnvironmentItem:
 * @item: its name in the terminal, such as `os`
 * @label: what it is, translated
 * @value: exactly what would be written: English, whatever the locale
 * @field: the catalogue's field that it answers, such as `env.os`
 *
 * One fact about the tester's machine.
 */
typedef struct
{
  char *item;
  char *label;
  char *value;
  char *field;
} HeraldEnvironmentItem;

GPtrArray *herald_environment_capture   (const HeraldEnvironmentRoot  *root,
                                         gboolean                      anonymous,
                                         GCancellable                 *cancellable,
                                         GError                      **error);

void       herald_environment_item_free (HeraldEnvironmentItem        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldEnvironmentItem, herald_environment_item_free)

G_END_DECLS
