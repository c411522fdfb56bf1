/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>

G_BEGIN_DECLS

/* Which of libarchive's functions Herald calls, without their archive_. */
#define HERALD_ARCHIVE_FUNCTIONS(FUNCTION) \
  FUNCTION (entry_filetype)                \
  FUNCTION (entry_free)                    \
  FUNCTION (entry_hardlink)                \
  FUNCTION (entry_is_encrypted)            \
  FUNCTION (entry_new)                     \
  FUNCTION (entry_pathname)                \
  FUNCTION (entry_set_filetype)            \
  FUNCTION (entry_set_pathname)            \
  FUNCTION (entry_set_perm)                \
  FUNCTION (entry_set_size)                \
  FUNCTION (error_string)                  \
  FUNCTION (format_name)                   \
  FUNCTION (read_data_block)               \
  FUNCTION (read_free)                     \
  FUNCTION (read_new)                      \
  FUNCTION (read_next_header)              \
  FUNCTION (read_open)                     \
  FUNCTION (read_support_format_zip_streamable) \
  FUNCTION (set_error)                     \
  FUNCTION (write_close)                   \
  FUNCTION (write_data)                    \
  FUNCTION (write_free)                    \
  FUNCTION (write_header)                  \
  FUNCTION (write_new)                     \
  FUNCTION (write_open2)                   \
  FUNCTION (write_set_bytes_per_block)     \
  FUNCTION (write_set_format_option)       \
  FUNCTION (write_set_format_zip)          \
  FUNCTION (write_zip_set_compression_store)

/* libarchive itself, each function with the type that its header gives it. */
typedef struct
{
#define HERALD_ARCHIVE_MEMBER(name) __typeof__ (archive_##name) *name;
  HERALD_ARCHIVE_FUNCTIONS (HERALD_ARCHIVE_MEMBER)
#undef HERALD_ARCHIVE_MEMBER
} HeraldArchive;

const HeraldArchive *herald_archive_load (GError **error);

G_END_DECLS
