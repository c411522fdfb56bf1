/* test-key.c: reading, judging and verifying one key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "herald-key.h"

/* The key is made on 2024-03-01 and lasts a hundred days, its subkey fifty. */
#define MADE         G_GINT64_CONSTANT (1709294400)
#define DAY          G_GINT64_CONSTANT (86400)
#define SUBKEY_ENDS  (MADE + 50 * DAY)
#define KEY_ENDS     (MADE + 100 * DAY)

typedef struct
{
  char   *folder;  /* HOME, GNUPGHOME and TMPDIR are in it */
  char   *home;
  char   *temporary;
  char   *path;    /* PATH as it was */
  GBytes *file;
} Fixture;

static GBytes *
run (const char * const *arguments)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) output = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return g_steal_pointer (&output);
}

#define GPG "gpg", "--batch", "--quiet", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", "", \
            "--faked-system-time", "20240301T120000!"

static void
make_key (Fixture *fixture)
{
  g_autoptr(GBytes) made = NULL;
  g_autoptr(GBytes) listed = NULL;
  g_autoptr(GBytes) added = NULL;
  g_auto(GStrv) fields = NULL;
  const char *fingerprint;

  made = run ((const char *[]) { GPG, "--quick-gen-key", "Vendor \u202egro.elpmaxe\u202c", "ed25519", "cert",
                                 "20240609T120000", NULL });
  listed = run ((const char *[]) { GPG, "--with-colons", "--list-keys", NULL });
  fingerprint = strstr (g_bytes_get_data (listed, NULL), "\nfpr:");
  fields = g_strsplit (fingerprint, ":", 11);
  added = run ((const char *[]) { GPG, "--quick-add-key", fields[9], "cv25519", "encr", "20240420T120000", NULL });
  fixture->file = run ((const char *[]) { GPG, "--export", NULL });
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *gnupg = NULL;

  fixture->folder = g_dir_make_tmp ("hk-XXXXXX", &error);
  g_assert_no_error (error);
  gnupg = g_build_filename (fixture->folder, "g", NULL);
  fixture->home = g_build_filename (fixture->folder, "h", NULL);
  fixture->temporary = g_build_filename (fixture->folder, "t", NULL);
  fixture->path = g_strdup (g_getenv ("PATH"));
  g_assert_cmpint (g_mkdir (gnupg, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->home, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->temporary, 0700), ==, 0);

  g_setenv ("GNUPGHOME", gnupg, TRUE);
  g_setenv ("HOME", fixture->home, TRUE);
  make_key (fixture);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GBytes) killed = NULL;
  g_autoptr(GBytes) removed = NULL;

  g_setenv ("PATH", fixture->path, TRUE);
  killed = run ((const char *[]) { "gpgconf", "--kill", "all", NULL });
  removed = run ((const char *[]) { "rm", "-rf", fixture->folder, NULL });

  g_free (fixture->folder);
  g_free (fixture->home);
  g_free (fixture->temporary);
  g_free (fixture->path);
  g_bytes_unref (fixture->file);
}

static HeraldKey *
read_one (GBytes *file,
          gint64  now)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) keys = herald_key_read (file, now, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 1);

  return herald_key_ref (g_ptr_array_index (keys, 0));
}

static void
assert_is_empty (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) folder = g_dir_open (path, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_dir_read_name (folder), ==, NULL);
}

static void
test_tells_what_is_in_it (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(HeraldKey) key = read_one (fixture->file, MADE + DAY);

  g_assert_true (herald_key_is_usable (key));
  g_assert_cmpstr (herald_key_get_reason (key), ==, "");
  g_assert_cmpint (herald_key_get_created (key), ==, MADE);
  g_assert_cmpint (herald_key_get_expires (key), ==, SUBKEY_ENDS);
  g_assert_true (herald_key_has_subkey (key, herald_key_get_subkey (key)));
  g_assert_false (herald_key_has_subkey (key, herald_key_get_fingerprint (key)));
}

static void
test_shows_hidden_characters_of_names (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr(HeraldKey) key = read_one (fixture->file, MADE);

  g_assert_cmpstr (herald_key_get_user_ids (key)[0], ==, "Vendor <U+202E>gro.elpmaxe<U+202C>");
  g_assert_null (herald_key_get_user_ids (key)[1]);
}

/* The clock is the caller's; every limit is on the second. */
static void
test_goes_by_the_instant_it_is_given (Fixture       *fixture,
                                      gconstpointer  data)
{
  static const struct
  {
    gint64            now;
    HeraldKeyVerdict  verdict;
    const char       *date;
  } instants[] = {
    { MADE - 1, HERALD_KEY_VERDICT_FUTURE, "2024-03-01" },
    { MADE, HERALD_KEY_VERDICT_USABLE, NULL },
    { SUBKEY_ENDS - 1, HERALD_KEY_VERDICT_USABLE, NULL },
    { SUBKEY_ENDS, HERALD_KEY_VERDICT_SUBKEY_EXPIRED, "2024-04-20" },
    { KEY_ENDS - 1, HERALD_KEY_VERDICT_SUBKEY_EXPIRED, "2024-04-20" },
    { KEY_ENDS, HERALD_KEY_VERDICT_EXPIRED, "2024-06-09" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autoptr(HeraldKey) key = read_one (fixture->file, instants[i].now);
      g_autoptr(GError) error = NULL;

      g_assert_true (herald_key_verify (key, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (herald_key_get_verdict (key), ==, instants[i].verdict);
      if (instants[i].date != NULL)
        g_assert_nonnull (strstr (herald_key_get_reason (key), instants[i].date));
    }
}

static void
test_warns_of_a_near_end (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(HeraldKey) early = read_one (fixture->file, SUBKEY_ENDS - 31 * DAY);
  g_autoptr(HeraldKey) late = read_one (fixture->file, SUBKEY_ENDS - 30 * DAY);

  g_assert_cmpint (herald_key_get_warning_flags (early), ==, HERALD_KEY_WARNING_NONE);
  g_assert_null (herald_key_get_warnings (early)[0]);
  g_assert_cmpint (herald_key_get_warning_flags (late), ==, HERALD_KEY_WARNING_EXPIRES_SOON);
  g_assert_nonnull (strstr (herald_key_get_warnings (late)[0], "2024-04-20"));
}

/* One bit of the signature that binds the subkey, which only gpg can miss. */
static GBytes *
forge (GBytes *file)
{
  gsize length = g_bytes_get_size (file);
  guint8 *data = g_memdup2 (g_bytes_get_data (file, NULL), length);

  data[length - 5] ^= 1;

  return g_bytes_new_take (data, length);
}

static void
test_has_gpg_find_a_forged_subkey (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(GBytes) forged = forge (fixture->file);
  g_autoptr(HeraldKey) key = read_one (forged, MADE + 40 * DAY);
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_key_is_usable (key));
  g_assert_true (herald_key_verify (key, NULL, &error));
  g_assert_no_error (error);

  g_assert_cmpint (herald_key_get_verdict (key), ==, HERALD_KEY_VERDICT_SIGNATURE);
  g_assert_nonnull (strstr (herald_key_get_reason (key), "gpg"));
  g_assert_cmpstr (herald_key_get_subkey (key), ==, "");
  g_assert_null (herald_key_get_certificate (key));
  g_assert_null (herald_key_get_warnings (key)[0]);
  g_assert_cmpint (herald_key_get_warning_flags (key), ==, HERALD_KEY_WARNING_NONE);

  /* Asking again changes nothing. */
  g_assert_true (herald_key_verify (key, NULL, NULL));
  g_assert_cmpint (herald_key_get_verdict (key), ==, HERALD_KEY_VERDICT_SIGNATURE);
}

/* TMPDIR is set for the whole program, in main (), since GLib reads it once. */
static void
test_verifying_leaves_nothing_behind (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr(HeraldKey) key = read_one (fixture->file, MADE + DAY);
  g_autoptr(GBytes) before = run ((const char *[]) { "ls", "-A", g_get_tmp_dir (), NULL });
  g_autoptr(GBytes) after = NULL;

  g_assert_true (herald_key_verify (key, NULL, NULL));
  g_assert_true (herald_key_is_usable (key));

  after = run ((const char *[]) { "ls", "-A", g_get_tmp_dir (), NULL });
  g_assert_true (g_bytes_equal (before, after));
  assert_is_empty (fixture->home);
}

static void
test_survives_a_missing_gpg (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(HeraldKey) key = read_one (fixture->file, MADE + DAY);
  g_autoptr(GError) error = NULL;

  g_setenv ("PATH", fixture->temporary, TRUE);

  g_assert_false (herald_key_verify (key, NULL, &error));
  g_assert_error (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_ENGINE);
}

static void
write_script (Fixture    *fixture,
              const char *text)
{
  g_autofree char *path = g_build_filename (fixture->temporary, "gpg", NULL);
  g_autofree char *both = g_strdup_printf ("%s:%s", fixture->temporary, fixture->path);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  g_setenv ("PATH", both, TRUE);
}

static void
test_does_not_believe_a_broken_gpg (Fixture       *fixture,
                                    gconstpointer  data)
{
  static const char * const scripts[] = {
    "#!/bin/sh\nexit 2\n",
    "#!/bin/sh\nexit 0\n",
    "#!/bin/sh\necho garbage\n",
    "#!/bin/sh\necho pub:\necho fpr:::::::::0123:\necho sub:-::::::::::e:\necho fpr:::::::::4567:\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr(HeraldKey) key = read_one (fixture->file, MADE + DAY);

      write_script (fixture, scripts[i]);
      g_assert_true (herald_key_verify (key, NULL, NULL));
      g_assert_cmpint (herald_key_get_verdict (key), ==, HERALD_KEY_VERDICT_SIGNATURE);
    }
}

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_can_be_cancelled (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(HeraldKey) key = read_one (fixture->file, MADE + DAY);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GThread *thread;

  /* It never ends by itself. */
  write_script (fixture, "#!/bin/sh\nexec tail -f /dev/null\n");
  thread = g_thread_new ("cancel", cancel_thread, cancellable);

  g_assert_false (herald_key_verify (key, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (herald_key_is_usable (key));
  g_thread_join (thread);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *template = g_strdup ("/tmp/hk-XXXXXX");
  int status;

  g_test_init (&argc, &argv, NULL);

  /* Of our own, or what other programs put there in the meantime would count;
   * short, or the socket of gpg-agent has no room in its path. */
  folder = g_strdup (g_mkdtemp (template));
  g_assert_nonnull (folder);
  g_setenv ("TMPDIR", folder, TRUE);

#define ADD(path, function) g_test_add ("/seal/key/" path, Fixture, NULL, setup, function, teardown)
  ADD ("tells-what-is-in-it", test_tells_what_is_in_it);
  ADD ("shows-hidden-characters-of-names", test_shows_hidden_characters_of_names);
  ADD ("goes-by-the-instant-it-is-given", test_goes_by_the_instant_it_is_given);
  ADD ("warns-of-a-near-end", test_warns_of_a_near_end);
  ADD ("has-gpg-find-a-forged-subkey", test_has_gpg_find_a_forged_subkey);
  ADD ("verifying-leaves-nothing-behind", test_verifying_leaves_nothing_behind);
  ADD ("survives-a-missing-gpg", test_survives_a_missing_gpg);
  ADD ("does-not-believe-a-broken-gpg", test_does_not_believe_a_broken_gpg);
  ADD ("can-be-cancelled", test_can_be_cancelled);
#undef ADD

  status = g_test_run ();
  g_rmdir (folder);

  return status;
}
