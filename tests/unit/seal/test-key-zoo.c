/* test-key-zoo.c: a zoo of good and bad keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "herald-key.h"
#include "herald-packet.h"

#define MAX_MICROSECONDS G_USEC_PER_SEC

static const char plaintext[] = "A report about a pump.\n";

static const char * const verdicts[] = {
  [HERALD_KEY_VERDICT_USABLE] = "usable",
  [HERALD_KEY_VERDICT_PRIVATE] = "private",
  [HERALD_KEY_VERDICT_VERSION] = "version",
  [HERALD_KEY_VERDICT_MALFORMED] = "malformed",
  [HERALD_KEY_VERDICT_REVOKED] = "revoked",
  [HERALD_KEY_VERDICT_ALGORITHM] = "algorithm",
  [HERALD_KEY_VERDICT_WEAK] = "weak",
  [HERALD_KEY_VERDICT_FUTURE] = "future",
  [HERALD_KEY_VERDICT_UNSIGNED] = "unsigned",
  [HERALD_KEY_VERDICT_NAMELESS] = "nameless",
  [HERALD_KEY_VERDICT_DIGEST] = "digest",
  [HERALD_KEY_VERDICT_EXPIRED] = "expired",
  [HERALD_KEY_VERDICT_NO_ENCRYPTION] = "no-encryption",
  [HERALD_KEY_VERDICT_SUBKEY_EXPIRED] = "subkey-expired",
  [HERALD_KEY_VERDICT_SUBKEY_REVOKED] = "subkey-revoked",
  [HERALD_KEY_VERDICT_SUBKEY_FUTURE] = "subkey-future",
  [HERALD_KEY_VERDICT_SIGNATURE] = "signature",
};

static const char * const errors[] = {
  [HERALD_KEY_ERROR_NOT_A_KEY] = "not-a-key",
  [HERALD_KEY_ERROR_TOO_LARGE] = "too-large",
  [HERALD_KEY_ERROR_LIMITS] = "limits",
  [HERALD_KEY_ERROR_DAMAGED] = "damaged",
  [HERALD_KEY_ERROR_ENGINE] = "engine",
};

/* In alphabetic order, as the zoo lists them. */
static const struct
{
  HeraldKeyWarnings  flag;
  const char        *name;
} warnings[] = {
  { HERALD_KEY_WARNING_CURVE, "curve" },
  { HERALD_KEY_WARNING_EXPIRES_SOON, "expires-soon" },
  { HERALD_KEY_WARNING_EXTRA_SUBKEY, "extra-subkey" },
  { HERALD_KEY_WARNING_IGNORED_SUBKEY, "ignored-subkey" },
  { HERALD_KEY_WARNING_NO_CIPHERS, "no-ciphers" },
  { HERALD_KEY_WARNING_OLDER_SUBKEY, "older-subkey" },
  { HERALD_KEY_WARNING_SEVERAL, "several" },
  { HERALD_KEY_WARNING_SHORT_RSA, "short-rsa" },
};

typedef struct
{
  char   *home;     /* for one program, thrown away */
  char   *message;
  GBytes *certificate;
} Fixture;

static char *
zoo_path (const char *file)
{
  return g_build_filename (g_getenv ("HERALD_KEY_ZOO"), file, NULL);
}

static GBytes *
load (const char *file)
{
  g_autofree char *path = zoo_path (file);
  g_autoptr(GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, length);
}

static char *
join_array (JsonObject *entry,
            const char *member)
{
  JsonArray *array = json_object_get_array_member (entry, member);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (text, "%s ", json_array_get_string_element (array, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gint64
judged_at (JsonObject *entry)
{
  if (json_object_has_member (entry, "wall"))
    return g_get_real_time () / G_USEC_PER_SEC;

  return json_object_get_int_member (entry, "now");
}

/* Checks what holds of every key, whatever the verdict; names it. */
static const char *
check_key (HeraldKey *key)
{
  g_autoptr(GBytes) certificate = herald_key_get_certificate (key);
  gboolean is_usable = herald_key_is_usable (key);

  g_assert_cmpint (is_usable, ==, certificate != NULL);
  g_assert_cmpint (is_usable, ==, herald_key_get_reason (key)[0] == '\0');
  g_assert_cmpint (is_usable, ==, herald_key_get_subkey (key)[0] != '\0');

  if (is_usable)
    {
      g_assert_cmpuint (strlen (herald_key_get_fingerprint (key)), ==, 40);
      g_assert_cmpuint (strlen (herald_key_get_subkey (key)), ==, 40);
    }
  else
    {
      g_assert_null (herald_key_get_warnings (key)[0]);
    }

  for (guint i = 0; herald_key_get_user_ids (key)[i] != NULL; i++)
    {
      g_assert_true (g_utf8_validate (herald_key_get_user_ids (key)[i], -1, NULL));
      g_assert_null (strchr (herald_key_get_user_ids (key)[i], '\033'));
    }

  return verdicts[herald_key_get_verdict (key)];
}

static char *
name_warnings (HeraldKey *key)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    if ((herald_key_get_warning_flags (key) & warnings[i].flag) != 0)
      {
        g_string_append_printf (text, "%s ", warnings[i].name);
        n++;
      }

  g_assert_cmpuint (g_strv_length ((char **) herald_key_get_warnings (key)), ==, n);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_truncated (GBytes *file,
                 gint64  now,
                 gsize   step)
{
  for (gsize length = 0; length < g_bytes_get_size (file); length += step)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (file, 0, length);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) keys = herald_key_read (part, now, &error);

      if (keys != NULL)
        {
          g_assert_false (herald_key_is_usable (g_ptr_array_index (keys, 0)));
          continue;
        }

      g_assert_true (g_error_matches (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_DAMAGED) ||
                     g_error_matches (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_NOT_A_KEY));
      if (error->code == HERALD_KEY_ERROR_DAMAGED)
        g_assert_nonnull (strstr (error->message, "byte"));
    }
}

static void
check_verdicts (JsonObject *entry,
                GPtrArray  *keys)
{
  g_autoptr(GString) said = g_string_new (NULL);
  g_autofree char *expected = join_array (entry, "verdicts");
  g_autofree char *expected_warnings = join_array (entry, "warnings");
  g_autofree char *warned = NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (herald_key_verify (g_ptr_array_index (keys, i), NULL, &error));
      g_assert_no_error (error);
      g_string_append_printf (said, "%s ", check_key (g_ptr_array_index (keys, i)));
    }

  g_assert_cmpstr (said->str, ==, expected);

  /* Keys of other programs are only asked to be usable. */
  warned = name_warnings (g_ptr_array_index (keys, 0));
  if (keys->len == 1 && !json_object_has_member (entry, "wall"))
    g_assert_cmpstr (warned, ==, expected_warnings);
}

static void
test_judges (gconstpointer data)
{
  JsonObject *entry = (JsonObject *) data;
  g_autoptr(GBytes) file = load (json_object_get_string_member (entry, "file"));
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GError) error = NULL;
  gint64 now = judged_at (entry);
  gint64 start = g_get_monotonic_time ();

  keys = herald_key_read (file, now, &error);

  if (json_object_get_null_member (entry, "error"))
    {
      g_assert_no_error (error);
      check_verdicts (entry, keys);
    }
  else
    {
      g_assert_null (keys);
      g_assert_true (error->domain == HERALD_KEY_ERROR);
      g_assert_cmpstr (errors[error->code], ==, json_object_get_string_member (entry, "error"));
    }

  g_assert_cmpint (g_get_monotonic_time () - start, <, MAX_MICROSECONDS);

  if (json_object_has_member (entry, "truncate"))
    check_truncated (file, now, (gsize) json_object_get_int_member (entry, "truncate"));
}

/* Runs one program in the fixture's home; what it writes, or NULL if it fails. */
static GBytes *
run (Fixture            *fixture,
     const char * const *arguments,
     GBytes             *input)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) output = NULL;

  launcher = g_subprocess_launcher_new ((input != NULL ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0) |
                                        G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (launcher, "HOME", fixture->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "GNUPGHOME", fixture->home, TRUE);

  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);

  return g_subprocess_get_successful (process) ? g_steal_pointer (&output) : NULL;
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->home = g_dir_make_tmp ("hz-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->message = g_build_filename (fixture->home, "message", NULL);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GBytes) killed = run (fixture, (const char *[]) { "gpgconf", "--kill", "all", NULL }, NULL);
  g_autoptr(GBytes) removed = run (fixture, (const char *[]) { "rm", "-rf", fixture->home, NULL }, NULL);

  g_assert_nonnull (removed);
  g_clear_pointer (&fixture->home, g_free);
  g_clear_pointer (&fixture->message, g_free);
}

/* Encrypts to the reduced certificate with the clock set to when it was judged,
 * and checks that the message is for the one chosen subkey. */
static void
encrypt (Fixture    *fixture,
         HeraldKey  *key,
         gint64      now)
{
  g_autoptr(GBytes) certificate = herald_key_get_certificate (key);
  g_autoptr(GBytes) input = g_bytes_new_static (plaintext, strlen (plaintext));
  g_autoptr(GBytes) message = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->home, "certificate", NULL);
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT "!", now);
  g_autofree char *id = NULL;
  const guint8 *data;
  HeraldPacket packet;
  gsize length;

  g_file_set_contents (path, g_bytes_get_data (certificate, NULL), (gssize) g_bytes_get_size (certificate), &error);
  g_assert_no_error (error);

  message = run (fixture,
                 (const char *[]) { "gpg", "--batch", "--no-tty", "--no-options", "--no-autostart", "--no-keyring",
                                    "--cipher-algo", "AES256", "--faked-system-time", at,
                                    "--compress-algo", "none", "-e", "-f", path, NULL },
                 input);
  g_assert_nonnull (message);

  data = g_bytes_get_data (message, &length);
  g_file_set_contents (fixture->message, (const char *) data, (gssize) length, &error);
  g_assert_no_error (error);

  g_assert_cmpint (herald_packet_read_header (data, length, 0, HERALD_PACKET_FLAGS_NONE, &packet), ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.tag, ==, HERALD_PACKET_PKESK);
  data += packet.header_length;
  id = g_strdup_printf ("%02X%02X%02X%02X%02X%02X%02X%02X",
                        data[1], data[2], data[3], data[4], data[5], data[6], data[7], data[8]);
  g_assert_true (g_str_has_suffix (herald_key_get_subkey (key), id));
}

/* @sq is how this sq is told the key of the recipient. */
static GBytes *
open_with (Fixture    *fixture,
           const char *program,
           const char *sq,
           const char *secret)
{
  g_autoptr(GBytes) imported = NULL;

  if (g_str_equal (program, "sq"))
    return run (fixture, (const char *[]) { "sq", "decrypt", sq, secret, fixture->message, NULL }, NULL);

  if (g_str_equal (program, "rnp"))
    return run (fixture,
                (const char *[]) { "rnp", "--keyfile", secret, "--password", "", "--decrypt", "--output", "-",
                                   fixture->message, NULL },
                NULL);

  imported = run (fixture, (const char *[]) { "gpg", "--batch", "--no-tty", "--import", secret, NULL }, NULL);
  g_assert_nonnull (imported);

  return run (fixture, (const char *[]) { "gpg", "--batch", "--no-tty", "--decrypt", fixture->message, NULL }, NULL);
}

static void
test_opens (Fixture       *fixture,
            gconstpointer  data)
{
  JsonObject *entry = (JsonObject *) data;
  g_autoptr(GBytes) file = load (json_object_get_string_member (entry, "file"));
  g_autofree char *secret = zoo_path (json_object_get_string_member (entry, "secret"));
  JsonArray *programs = json_object_get_array_member (entry, "opens");
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GError) error = NULL;

  keys = herald_key_read (file, judged_at (entry), &error);
  g_assert_no_error (error);
  encrypt (fixture, g_ptr_array_index (keys, 0), judged_at (entry));

  for (guint i = 0; i < json_array_get_length (programs); i++)
    {
      const char *program = json_array_get_string_element (programs, i);
      g_autoptr(GBytes) opened = open_with (fixture, program,
                                            json_object_get_string_member (entry, "sq"), secret);

      if (opened == NULL)
        g_error ("%s does not open what is sealed to %s", program, json_object_get_string_member (entry, "file"));

      g_assert_cmpmem (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened), plaintext, strlen (plaintext));
    }
}

/* The reduced certificate is a key file like any other, and says the same. */
static void
test_reduces (gconstpointer data)
{
  JsonObject *entry = (JsonObject *) data;
  g_autoptr(GBytes) file = load (json_object_get_string_member (entry, "file"));
  g_autoptr(GPtrArray) keys = herald_key_read (file, judged_at (entry), NULL);
  HeraldKey *key = g_ptr_array_index (keys, 0);
  g_autoptr(GBytes) certificate = herald_key_get_certificate (key);
  g_autoptr(GPtrArray) again = herald_key_read (certificate, judged_at (entry), NULL);
  HeraldKey *reduced = g_ptr_array_index (again, 0);
  g_autoptr(GBytes) twice = NULL;

  g_assert_cmpuint (again->len, ==, 1);
  g_assert_true (herald_key_is_usable (reduced));
  g_assert_cmpstr (herald_key_get_fingerprint (reduced), ==, herald_key_get_fingerprint (key));
  g_assert_cmpstr (herald_key_get_subkey (reduced), ==, herald_key_get_subkey (key));
  g_assert_cmpint (herald_key_get_expires (reduced), ==, herald_key_get_expires (key));

  twice = herald_key_get_certificate (reduced);
  g_assert_true (g_bytes_equal (certificate, twice));
}

static void
add_tests (JsonObject *entry)
{
  const char *file = json_object_get_string_member (entry, "file");
  g_autofree char *judges = g_strdup_printf ("/seal/key/zoo/judges-%s", file);

  g_test_add_data_func (judges, entry, test_judges);

  if (json_object_has_member (entry, "secret"))
    {
      g_autofree char *opens = g_strdup_printf ("/seal/key/zoo/message-opens-%s", file);
      g_autofree char *reduces = g_strdup_printf ("/seal/key/zoo/reduces-%s", file);

      g_test_add (opens, Fixture, entry, setup, test_opens, teardown);
      g_test_add_data_func (reduces, entry, test_reduces);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GBytes) index = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *zoo;
  JsonArray *entries;

  g_test_init (&argc, &argv, NULL);

  index = load ("zoo.json");
  json_parser_load_from_data (parser, g_bytes_get_data (index, NULL), (gssize) g_bytes_get_size (index), &error);
  g_assert_no_error (error);

  zoo = json_node_get_object (json_parser_get_root (parser));
  entries = json_object_get_array_member (zoo, "keys");
  g_assert_cmpuint (json_array_get_length (entries), >, 0);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      json_object_set_int_member (entry, "now", json_object_get_int_member (zoo, "now"));
      json_object_set_string_member (entry, "sq", json_object_get_string_member (zoo, "sq"));
      add_tests (entry);
    }

  return g_test_run ();
}
