/* make-container.c: writes a container, for programs that read it back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <unistd.h>

#include "containers.h"
#include "herald-file.h"
#include "herald-hash.h"

/* Usage: make-container zip|mime [FILE…] >CONTAINER */

static void
add_file (GPtrArray  *parts,
          const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strconcat (HERALD_PART_ATTACHMENTS, base, NULL);
  g_autofree char *sha256 = NULL;
  guint64 size = 0;
  int fd = herald_file_open (path, &size, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (herald_hash_of_fd (fd, &sha256, NULL, NULL));
  g_ptr_array_add (parts,
                   herald_part_new_file (name, "application/octet-stream", fd, size, sha256));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GPtrArray) parts = containers_new_parts ();
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  g_assert_cmpint (argc, >=, 2);
  g_ptr_array_add (parts, herald_part_new_text ("report.txt", "text/plain",
                                                "Größe of the pump\n\nThe second line.\n"));
  g_ptr_array_add (parts, herald_part_new_text ("report.json", "application/json", "{}\n"));
  for (int i = 2; i < argc; i++)
    add_file (parts, argv[i]);
  containers_add_manifest (parts);

  if (containers_write (g_str_equal (argv[1], "zip") ? CONTAINERS_ZIP : CONTAINERS_MIME, parts,
                        STDOUT_FILENO, NULL, &error))
    return 0;

  g_printerr ("%s\n", error->message);
  return 1;
}
