/* test-delivery-file.c: the journal beside an envelope
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "composer-fixture.h"
#include "herald-delivery-file.h"

#define SHA256 "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"

/* The clock of a file system stands still for some milliseconds at a time. */
#define PATIENCE (5 * G_USEC_PER_SEC)

typedef struct
{
  char           *path;
  HeraldDelivery *delivery;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GBytes) content = composer_fixture_text ("an envelope");

  fixture->path = composer_fixture_write ("envelope", content);
  fixture->delivery = herald_delivery_new ("practice", FALSE, "https://psirt.practice.example/drop", "bundle",
                                           SHA256, 11);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_delivery_free (fixture->delivery);
  g_free (fixture->path);
}

static void
write_journal (Fixture *fixture)
{
  g_assert_true (herald_delivery_file_write (fixture->path, fixture->delivery, HERALD_FILE_WRITER_NONE, NULL));
}

static gboolean
is_older (Fixture *fixture)
{
  int fd = open (fixture->path, O_RDONLY | O_CLOEXEC);
  gboolean older = herald_delivery_file_is_older (fd, fixture->path);

  close (fd);
  return older;
}

static void
test_tells_what_was_touched (Fixture       *fixture,
                             gconstpointer  data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  g_assert_false (is_older (fixture));
  do
    write_journal (fixture);
  while (!is_older (fixture) && g_get_monotonic_time () < end);
  g_assert_true (is_older (fixture));

  /* Any change counts, and a time that was set back does not. */
  do
    {
      g_assert_cmpint (chmod (fixture->path, 0640), ==, 0);
      g_assert_cmpint (utimensat (AT_FDCWD, fixture->path, (struct timespec[]) { { 0 }, { 0 } }, 0), ==, 0);
    }
  while (is_older (fixture) && g_get_monotonic_time () < end);
  g_assert_false (is_older (fixture));
}

static void
test_is_read_back (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(HeraldDelivery) again = NULL;

  write_journal (fixture);
  again = herald_delivery_file_read (fixture->path, NULL);
  g_assert_cmpstr (again->key, ==, fixture->delivery->key);
}

static void
test_is_named_when_it_is_damaged (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(GBytes) content = composer_fixture_text ("{");
  g_autofree char *journal = composer_fixture_write ("envelope.delivery", content);
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_delivery_file_read (fixture->path, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_SYNTAX);
  g_assert_nonnull (g_strstr_len (error->message, -1, journal));
}

static void
test_tells_who_sends (Fixture       *fixture,
                      gconstpointer  data)
{
  gboolean is_busy;
  int first = herald_delivery_file_lock (fixture->path, &is_busy, NULL), second, third;

  g_assert_false (is_busy);
  second = herald_delivery_file_lock (fixture->path, &is_busy, NULL);
  g_assert_true (is_busy);
  close (second);
  close (first);

  third = herald_delivery_file_lock (fixture->path, &is_busy, NULL);
  g_assert_false (is_busy);
  close (third);
}

static void
test_keeps_links_too (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *other = composer_fixture_path ("other"), *journal = composer_fixture_path ("other.delivery");

  g_assert_true (herald_delivery_file_is_new (other, NULL));
  g_assert_cmpint (symlink ("/nonexistent/journal", journal), ==, 0);
  g_assert_false (herald_delivery_file_is_new (other, NULL));
  g_assert_false (herald_delivery_file_is_new (fixture->path, NULL));
}

#define TEST(name, function) \
  g_test_add ("/composer/delivery-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

  TEST ("tells-what-was-touched", test_tells_what_was_touched);
  TEST ("is-read-back", test_is_read_back);
  TEST ("is-named-when-it-is-damaged", test_is_named_when_it_is_damaged);
  TEST ("tells-who-sends", test_tells_who_sends);
  TEST ("keeps-links-too", test_keeps_links_too);

  return composer_fixture_run ();
}
