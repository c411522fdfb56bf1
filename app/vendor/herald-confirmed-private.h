/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-confirmed.h"

G_BEGIN_DECLS

#define HERALD_CONFIRMED_N_ITEMS        (HERALD_CONFIRMED_LAST + 1)
#define HERALD_CONFIRMED_MAX_FILE       (1024 * 1024)
#define HERALD_CONFIRMED_MAX_FROM       2000
#define HERALD_CONFIRMED_FINGERPRINT    40

typedef struct
{
  char   *value;  /* NULL: nothing was confirmed */
  GBytes *file;
  char   *sha256; /* of @file */
  char   *date;
  char   *from;
} HeraldConfirmedValue;

struct _HeraldConfirmed
{
  HeraldVendor         *vendor;
  char                 *folder;
  char                 *path; /* of the JSON file */
  HeraldConfirmedValue  items[HERALD_CONFIRMED_N_ITEMS];
};

typedef struct
{
  const char *member;
  const char *value;  /* the member with the value, or NULL: the hash is the value */
  const char *suffix; /* of the file beside it, or NULL */
} HeraldConfirmedKind;

/* In the order of HeraldConfirmedItem. */
extern const HeraldConfirmedKind herald_confirmed_kinds[HERALD_CONFIRMED_N_ITEMS];

G_END_DECLS
