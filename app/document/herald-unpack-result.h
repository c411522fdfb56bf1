/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HERALD_UNPACK_TEXT,
  HERALD_UNPACK_MIME,
  HERALD_UNPACK_ZIP,
} HeraldUnpackForm;

typedef enum
{
  HERALD_UNPACK_MANIFEST_NONE,     /* there was none */
  HERALD_UNPACK_MANIFEST_MATCHES,  /* every part is as listed, none is unlisted */
  HERALD_UNPACK_MANIFEST_DIFFERS,
} HeraldUnpackManifest;

/**
 * HeraldUnpackedPart:
 * @name: the part's path below the folder, safe on every system
 * @size: its size in bytes
 * @sha256: its SHA-256, 64 lower-case hexadecimal digits
 *
 * A file that was unpacked.
 */
typedef struct
{
  char    *name;
  guint64  size;
  char    *sha256;
} HeraldUnpackedPart;

/**
 * HeraldUnpackResult:
 *
 * What came out of a container, and what was wrong with it.
 */
typedef struct _HeraldUnpackResult HeraldUnpackResult;

HeraldUnpackResult       *herald_unpack_result_new            (void);

void                      herald_unpack_result_set_form       (HeraldUnpackResult       *self,
                                                               HeraldUnpackForm          form);

void                      herald_unpack_result_set_manifest   (HeraldUnpackResult       *self,
                                                               HeraldUnpackManifest      manifest);

void                      herald_unpack_result_add_part       (HeraldUnpackResult       *self,
                                                               const char               *name,
                                                               guint64                   size,
                                                               const char               *sha256);

void                      herald_unpack_result_add_finding    (HeraldUnpackResult       *self,
                                                               const char               *format,
                                                               ...) G_GNUC_PRINTF (2, 3);

HeraldUnpackForm          herald_unpack_result_get_form       (const HeraldUnpackResult *self);

HeraldUnpackManifest      herald_unpack_result_get_manifest   (const HeraldUnpackResult *self);

guint                     herald_unpack_result_get_n_parts    (const HeraldUnpackResult *self);

const HeraldUnpackedPart *herald_unpack_result_get_part       (const HeraldUnpackResult *self,
                                                               guint                     index);

guint                     herald_unpack_result_get_n_findings (const HeraldUnpackResult *self);

const char               *herald_unpack_result_get_finding    (const HeraldUnpackResult *self,
                                                               guint                     index);

void                      herald_unpack_result_free           (HeraldUnpackResult       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldUnpackResult, herald_unpack_result_free)

G_END_DECLS
