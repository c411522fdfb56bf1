/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-environment-root.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_INTERFACE_LOOPBACK,
  HERALD_INTERFACE_ETHERNET,
  HERALD_INTERFACE_WIFI,
  HERALD_INTERFACE_MOBILE,
  HERALD_INTERFACE_TUNNEL,
  HERALD_INTERFACE_VIRTUAL,
} HeraldInterfaceKind;

/**
 * HeraldInterface:
 * @kind: what it is
 * @up: whether it is switched on
 * @hardware_address: its hardware address, or an empty text
 *
 * A network interface; its name, which anybody may choose, is not kept.
 */
typedef struct
{
  HeraldInterfaceKind  kind;
  gboolean             up;
  char                *hardware_address;
} HeraldInterface;

GPtrArray *herald_interfaces_list           (const HeraldEnvironmentRoot *root);

GPtrArray *herald_interfaces_list_addresses (const HeraldEnvironmentRoot *root);

G_END_DECLS
