/* composer-fixture.c: a home, reports and keys for the tests of the composer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "composer-fixture.h"
#include "herald-engine.h"

static char *folder = NULL;

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

static void
make_folder (const char *variable,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_no_errno (g_mkdir (path, 0700));
  g_setenv (variable, path, TRUE);
}

/**
 * composer_fixture_set_up:
 *
 * Begins a test program.
 *
 * GnuPG's home is chosen once in the life of a program, so the runtime
 * directory is the same for all its tests; sockets lie in it, whose paths have
 * to be short.
 */
void
composer_fixture_set_up (int    *argc,
                         char ***argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  folder = g_dir_make_tmp ("hc-XXXXXX", NULL);
  g_assert_nonnull (folder);
  make_folder ("HOME", "home");
  make_folder ("XDG_RUNTIME_DIR", "run");
  g_unsetenv ("GNUPGHOME");
}

/**
 * composer_fixture_run:
 *
 * Runs the tests and takes everything away.
 *
 * Returns: the exit status
 */
int
composer_fixture_run (void)
{
  int status = g_test_run ();

  remove_tree (folder);
  g_clear_pointer (&folder, g_free);
  return status;
}

/**
 * composer_fixture_path:
 *
 * Gives a path in this test's folder to work in, which is made.
 */
char *
composer_fixture_path (const char *name)
{
  g_autofree char *work = g_build_filename (g_get_user_data_dir (), "work", NULL);

  g_assert_no_errno (g_mkdir_with_parents (work, 0700));
  return g_build_filename (work, name, NULL);
}

char *
composer_fixture_state (void)
{
  return g_build_filename (g_get_user_data_dir (), "herald", NULL);
}

char *
composer_fixture_write (const char *name,
                        GBytes     *content)
{
  char *path = composer_fixture_path (name);
  g_autofree char *parent = g_path_get_dirname (path);
  GError *error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (parent, 0700));
  g_file_set_contents (path, g_bytes_get_data (content, NULL), (gssize) g_bytes_get_size (content), &error);
  g_assert_no_error (error);

  return path;
}

GBytes *
composer_fixture_read (const char *path)
{
  GError *error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (content, length);
}

/**
 * composer_fixture_list:
 *
 * Names all that lies in a folder, in alphabetic order, with spaces between;
 * empty where there is no folder.
 */
char *
composer_fixture_list (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr(GList) names = NULL;
  GString *list = g_string_new (NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    names = g_list_insert_sorted (names, g_strdup (name), (GCompareFunc) g_strcmp0);

  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (list, l == names ? "%s" : " %s", (char *) l->data);
  g_list_foreach (names, (GFunc) (void (*) (void)) g_free, NULL);

  return g_string_free (list, FALSE);
}

guint
composer_fixture_mode (const char *path)
{
  struct stat status;

  g_assert_no_errno (lstat (path, &status));
  return status.st_mode & 0777;
}

guint
composer_fixture_count_fds (void)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

GBytes *
composer_fixture_noise (gsize length)
{
  guint8 *data = g_malloc (length + 1);
  guint64 state = 88172645463325252u;

  for (gsize i = 0; i < length; i++)
    {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      data[i] = (guint8) (state >> 32);
    }

  return g_bytes_new_take (data, length);
}

GBytes *
composer_fixture_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* In a test, and not before: GLib leaks a folder that it is asked for earlier. */
static void
init_engine (void)
{
  GError *error = NULL;

  herald_engine_init (&error);
  g_assert_no_error (error);
}

GBytes *
composer_fixture_practice_key (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "data", "practice", name, NULL);

  init_engine ();
  return composer_fixture_read (path);
}

GBytes *
composer_fixture_zoo_key (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("HERALD_KEY_ZOO"), name, NULL);

  init_engine ();
  return composer_fixture_read (path);
}

/**
 * composer_fixture_fingerprint:
 *
 * Gives the fingerprint of a key in a file of the zoo.
 */
char *
composer_fixture_fingerprint (const char *zoo_key,
                              guint       index)
{
  g_autoptr(GBytes) file = composer_fixture_zoo_key (zoo_key);
  GError *error = NULL;
  g_autoptr(GPtrArray) keys = herald_key_read (file, g_get_real_time () / G_USEC_PER_SEC, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (index, <, keys->len);
  return g_strdup (herald_key_get_fingerprint (g_ptr_array_index (keys, index)));
}

HeraldVendor *
composer_fixture_vendor (HeraldComposer *composer,
                         const char     *id)
{
  HeraldVendor *vendor = herald_vendor_catalog_find (herald_composer_get_vendors (composer), id);

  g_assert_nonnull (vendor);
  return vendor;
}

/**
 * composer_fixture_begin:
 *
 * Makes a composer with an empty report that lies in the folder to work in.
 */
HeraldComposer *
composer_fixture_begin (const char *vendor,
                        gboolean    anonymous)
{
  HeraldComposer *composer = herald_composer_new (NULL);
  g_autofree char *work = composer_fixture_path ("");
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;

  init_engine ();
  herald_composer_begin (composer, vendor, anonymous, &error);
  g_assert_no_error (error);

  text = herald_composer_write (composer, &error);
  g_assert_no_error (error);
  bytes = composer_fixture_text (text);
  herald_composer_load_bytes (composer, bytes, "report.herald.json", work, &error);
  g_assert_no_error (error);

  return composer;
}

static void
clear_contact (HeraldReport *report)
{
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);
      g_autoptr(JsonNode) empty = herald_answer_new_empty (field);

      if (herald_field_is_contact (field))
        g_assert_true (herald_report_set_answer (report, field->id, empty, NULL));
    }
}

/**
 * composer_fixture_ready:
 *
 * Makes a composer with a report for the practice vendor that nothing stops.
 */
HeraldComposer *
composer_fixture_ready (gboolean anonymous)
{
  HeraldComposer *composer = composer_fixture_begin ("practice", anonymous);
  HeraldReport *report = herald_composer_get_report (composer);

  practice_fill (report);
  practice_fill (report); /* again, for the conditions that hold now */
  if (anonymous)
    clear_contact (report);

  return composer;
}

void
composer_fixture_attach (HeraldComposer *composer,
                         const char     *name,
                         GBytes         *content)
{
  g_autofree char *path = composer_fixture_write (name, content);
  GError *error = NULL;

  herald_composer_attach (composer, path, NULL, "poc", &error);
  g_assert_no_error (error);
}

static void
take_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  GAsyncResult **taken = data;

  *taken = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
composer_fixture_seal (HeraldComposer      *composer,
                       HeraldEnvelopeForm   form,
                       const char          *path,
                       GCancellable        *cancellable,
                       GError             **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_composer_seal_async (composer, form, path, cancellable, take_result_cb, &result);
  wait_for (&result);

  return herald_composer_seal_finish (composer, result, error);
}

HeraldOpened *
composer_fixture_open (const char    *path,
                       GBytes        *secret_key,
                       const char    *target,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_no_errno (fd);
  herald_envelope_open_async (fd, secret_key, target, cancellable, take_result_cb, &result);
  close (fd);
  wait_for (&result);

  return herald_envelope_open_finish (result, error);
}

/**
 * composer_fixture_envelope:
 *
 * Makes an envelope for the practice vendor.
 *
 * Returns: its path
 */
char *
composer_fixture_envelope (HeraldEnvelopeForm form,
                           gboolean           with_attachment)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (FALSE);
  char *path = composer_fixture_path ("envelope");
  GError *error = NULL;

  if (with_attachment)
    {
      g_autoptr(GBytes) content = composer_fixture_noise (100000);

      composer_fixture_attach (composer, "poc.bin", content);
    }

  composer_fixture_seal (composer, form, path, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/**
 * composer_fixture_recipient:
 *
 * Gives the practice vendor's key.
 */
HeraldKey *
composer_fixture_recipient (void)
{
  g_autoptr(GBytes) file = composer_fixture_practice_key ("practice.asc");
  g_autoptr(GPtrArray) keys = herald_key_read (file, g_get_real_time () / G_USEC_PER_SEC, NULL);

  return herald_key_ref (g_ptr_array_index (keys, 0));
}
