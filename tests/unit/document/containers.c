/* containers.c: parts, containers and folders to test with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "containers.h"
#include "herald-hash.h"
#include "herald-manifest.h"
#include "herald-mime.h"
#include "herald-zip.h"

static const char * const headers[] = {
  "Subject", "The pump stops",
  "To", "security@vendor.example",
  "HP-Outer", "Subject: [...]",
  NULL
};

int
containers_open_bytes (const void *data,
                       gsize       length)
{
  int fd = memfd_create ("container", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  for (gsize at = 0; at < length;)
    {
      gssize n = write (fd, (const char *) data + at, length - at);

      g_assert_cmpint (n, >, 0);
      at += (gsize) n;
    }
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);

  return fd;
}

HeraldPart *
containers_file_part (const char *name,
                      const void *data,
                      gsize       length)
{
  g_autofree char *sha256 = herald_hash_of_data (data, length);

  return herald_part_new_file (name, "application/octet-stream",
                               containers_open_bytes (data, length), length, sha256);
}

GPtrArray *
containers_new_parts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) herald_part_free);
}

/* Every kind of content: text with and without accents, bytes of each value, nothing
 * at all, and a name that no alphabet of one byte has. */
GPtrArray *
containers_sample (void)
{
  GPtrArray *parts = containers_new_parts ();
  guint8 bytes[100000];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i * i >> 3);

  g_ptr_array_add (parts, herald_part_new_text ("report.txt", "text/plain",
                                                "Größe\n\nTwo lines, and no last one"));
  g_ptr_array_add (parts, herald_part_new_text ("report.json", "application/json", "{}\n"));
  g_ptr_array_add (parts, containers_file_part ("attachments/пример 1.bin", bytes, sizeof bytes));
  g_ptr_array_add (parts, containers_file_part ("attachments/report.json", "mine", 4));
  g_ptr_array_add (parts, containers_file_part ("attachments/empty", "", 0));
  containers_add_manifest (parts);

  return parts;
}

void
containers_add_manifest (GPtrArray *parts)
{
  g_autofree char *manifest = herald_manifest_write (parts);

  g_ptr_array_insert (parts, MIN (2, (int) parts->len),
                      herald_part_new_text ("manifest.json", "application/json", manifest));
}

guint64
containers_get_size (ContainersForm  form,
                     GPtrArray      *parts)
{
  return form == CONTAINERS_ZIP ? herald_zip_get_size (parts)
                                : herald_mime_get_size (parts, headers, CONTAINERS_BOUNDARY);
}

gboolean
containers_write (ContainersForm   form,
                  GPtrArray       *parts,
                  int              fd,
                  GCancellable    *cancellable,
                  GError         **error)
{
  if (form == CONTAINERS_ZIP)
    return herald_zip_write (parts, fd, cancellable, error);
  return herald_mime_write (parts, headers, CONTAINERS_BOUNDARY, fd, cancellable, error);
}

GBytes *
containers_make (ContainersForm  form,
                 GPtrArray      *parts)
{
  int fd = containers_open_bytes (NULL, 0);
  g_autoptr(GError) error = NULL;
  GBytes *bytes;

  containers_write (form, parts, fd, NULL, &error);
  g_assert_no_error (error);
  bytes = containers_read_back (fd);
  close (fd);

  return bytes;
}

GBytes *
containers_read_back (int fd)
{
  gsize length = (gsize) lseek (fd, 0, SEEK_END);
  guint8 *data = g_malloc (length + 1);

  g_assert_cmpint (pread (fd, data, length, 0), ==, (gssize) length);

  return g_bytes_new_take (data, length);
}

char *
containers_new_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("herald-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
containers_remove (const char *folder)
{
  g_autoptr(GDir) listing = g_dir_open (folder, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        containers_remove (path);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* How many entries a folder has, those of its folders with them. */
guint
containers_count (const char *folder)
{
  g_autoptr(GDir) listing = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n++;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += containers_count (path);
    }

  return n;
}

char *
containers_read_file (const char *folder,
                      const char *name,
                      gsize      *length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, length, &error);
  g_assert_no_error (error);
  return content;
}

gboolean
containers_has_finding (HeraldUnpackResult *result,
                        const char         *piece)
{
  for (guint i = 0; i < herald_unpack_result_get_n_findings (result); i++)
    if (strstr (herald_unpack_result_get_finding (result, i), piece) != NULL)
      return TRUE;

  return FALSE;
}
