/* fuzz-unpack.c: any bytes as a container for the vendor's side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "herald-part.h"
#include "herald-text.h"
#include "herald-unpack.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const HeraldUnpackLimits limits = {
  .max_parts = 40,
  .max_part_bytes = 1024 * 1024,
  .max_total_bytes = 2 * 1024 * 1024,
  .max_ratio = 20,
};

static int
open_bytes (const uint8_t *data,
            size_t         size)
{
  int fd = memfd_create ("container", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, size);
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);

  return fd;
}

/* Each part is a plain file, as large as was said, under a safe name; each finding
 * can be shown. */
static void
check_result (HeraldUnpackResult *result,
              const char         *folder)
{
  for (guint i = 0; i < herald_unpack_result_get_n_parts (result); i++)
    {
      const HeraldUnpackedPart *part = herald_unpack_result_get_part (result, i);
      g_autofree char *path = g_build_filename (folder, part->name, NULL);
      g_autofree char *base = g_path_get_basename (part->name);
      struct stat status;

      g_assert_true (herald_text_is_file_name (base));
      g_assert_true (g_str_equal (part->name, base) ||
                     g_str_has_prefix (part->name, HERALD_PART_ATTACHMENTS));
      g_assert_cmpint (lstat (path, &status), ==, 0);
      g_assert_true (S_ISREG (status.st_mode));
      g_assert_cmpuint ((guint64) status.st_size, ==, part->size);
      g_assert_cmpint (unlink (path), ==, 0);
    }

  for (guint i = 0; i < herald_unpack_result_get_n_findings (result); i++)
    {
      const char *finding = herald_unpack_result_get_finding (result, i);

      g_assert_true (g_utf8_validate (finding, -1, NULL));
      g_assert_null (herald_text_find_hidden (finding));
    }
}

/* Whatever came, nothing lies in the folder afterwards but what the result names. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *folder = g_dir_make_tmp ("herald-unpack-XXXXXX", NULL);
  g_autofree char *attachments = g_build_filename (folder, "attachments", NULL);
  g_autoptr(HeraldUnpackResult) result = NULL;
  g_autoptr(GError) error = NULL;
  int fd = open_bytes (data, size);

  if (herald_unpack (fd, folder, &limits, &result, &error))
    {
      g_assert_no_error (error);
      check_result (result, folder);
      (void) g_rmdir (attachments);
    }
  else
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }

  g_assert_cmpint (g_rmdir (folder), ==, 0);
  close (fd);
  return 0;
}
