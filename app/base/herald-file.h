/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HERALD_FILE_ERROR (herald_file_error_quark ())

typedef enum
{
  HERALD_FILE_ERROR_NOT_FOUND,
  HERALD_FILE_ERROR_NOT_A_FILE,
  HERALD_FILE_ERROR_TOO_LARGE,
  HERALD_FILE_ERROR_EXISTS,
  HERALD_FILE_ERROR_NO_SPACE,
  HERALD_FILE_ERROR_FAILED,
} HeraldFileError;

GQuark    herald_file_error_quark (void);

void      herald_file_set_errno   (GError       **error,
                                   int            saved_errno,
                                   const char    *name);

int       herald_file_open        (const char    *path,
                                   guint64       *size,
                                   GError       **error);

int       herald_file_open_inside (const char    *folder,
                                   const char    *path,
                                   guint64       *size,
                                   GError       **error);

int       herald_file_lock        (const char    *path,
                                   GError       **error);

GBytes   *herald_file_read        (const char    *path,
                                   gsize          max_size,
                                   GError       **error);

GBytes   *herald_file_read_fd     (int            fd,
                                   gsize          max_size,
                                   const char    *name,
                                   GError       **error);

gboolean  herald_file_write_all   (int            fd,
                                   const void    *data,
                                   gsize          length,
                                   GError       **error);

gboolean  herald_file_make_folder (const char    *path,
                                   GError       **error);

G_END_DECLS
