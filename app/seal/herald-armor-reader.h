/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_ARMOR_READER_ERROR (herald_armor_reader_error_quark ())

typedef enum
{
  HERALD_ARMOR_READER_ERROR_NONE_FOUND, /* neither binary OpenPGP nor armor */
  HERALD_ARMOR_READER_ERROR_DAMAGED,    /* cut off, not base64, or a wrong checksum */
} HeraldArmorReaderError;

/* What the armor's first line calls its content; flags, since a file may hold
 * several blocks. */
typedef enum
{
  HERALD_ARMOR_CONTENT_UNNAMED     = 0,      /* binary: nobody said */
  HERALD_ARMOR_CONTENT_PUBLIC_KEY  = 1 << 0,
  HERALD_ARMOR_CONTENT_PRIVATE_KEY = 1 << 1,
  HERALD_ARMOR_CONTENT_MESSAGE     = 1 << 2,
  HERALD_ARMOR_CONTENT_SIGNATURE   = 1 << 3,
  HERALD_ARMOR_CONTENT_OTHER       = 1 << 4,
} HeraldArmorContent;

GQuark  herald_armor_reader_error_quark (void);

GBytes *herald_armor_read               (GBytes              *file,
                                         HeraldArmorContent  *content,
                                         GError             **error);

G_END_DECLS
