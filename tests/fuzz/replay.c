/* replay.c: runs a fuzz target over its corpus, for builds without libFuzzer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <stdio.h>

#include <glib.h>

/* For each file: as it is, cut at so many places, and changed so many times.
 * The changes come from a generator with a fixed seed: what fails once fails
 * again. */
#define N_CUTS 128
#define N_CHANGES 256

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A copy of its own size, so that a sanitizer sees one byte too far. */
static void
run_copy (const char *data,
          gsize       size)
{
  g_autofree uint8_t *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy != NULL ? copy : (const uint8_t *) "", size);
}

static void
run_changed (GRand      *rand,
             const char *data,
             gsize       size)
{
  g_autofree char *copy = g_memdup2 (data, size);

  for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) size);

      if (g_rand_boolean (rand))
        copy[at] = (char) (copy[at] ^ (1 << g_rand_int_range (rand, 0, 8)));
      else
        copy[at] = data[g_rand_int_range (rand, 0, (gint32) size)];
    }

  run_copy (copy, size);
}

static void
run_file (const char *path)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  run_copy (data, size);
  if (size == 0)
    return;

  for (gsize i = 0; i < N_CUTS && i < size; i++)
    run_copy (data, size <= N_CUTS ? i : size * i / N_CUTS);
  for (int i = 0; i < N_CHANGES; i++)
    run_changed (rand, data, size);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GDir) folder = NULL;
  const char *name;
  guint n_files = 0;

  g_assert_cmpint (argc, ==, 2);
  run_copy ("", 0);

  folder = g_dir_open (argv[1], 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);

      run_file (path);
      n_files++;
    }

  printf ("%u files\n", n_files);
  return n_files > 0 ? 0 : 1;
}
