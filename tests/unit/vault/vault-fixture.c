/* vault-fixture.c: a vault in a folder of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "herald-folder.h"
#include "herald-json.h"
#include "vault-fixture.h"

static void
run (const char * const *argv)
{
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

void
remove_tree (const char *path)
{
  const char * const argv[] = { "rm", "-rf", "--", path, NULL };

  run (argv);
}

void
copy_tree (const char *from,
           const char *to)
{
  const char * const argv[] = { "cp", "-a", "--", from, to, NULL };

  run (argv);
}

HeraldSlotKey
cheap_passphrase (const char *passphrase)
{
  return (HeraldSlotKey) { .kind = HERALD_SLOT_PASSPHRASE, .passphrase = passphrase,
                           .passes = 1, .memory = 8192 };
}

/* In memory where that is possible: thousands of syncs take their time, and no
 * test here asks what a power cut leaves. */
void
vault_set_up (VaultFixture  *fixture,
              gconstpointer  data)
{
  const char *place = access ("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
  HeraldSlotKey key = cheap_passphrase (PASSPHRASE);
  g_autoptr(GError) error = NULL;

  fixture->root = g_build_filename (place, "herald-vault-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (fixture->root));
  fixture->folder = g_build_filename (fixture->root, "data", "vault", NULL);
  fixture->vault = herald_vault_new (fixture->folder);
  herald_vault_create (fixture->vault, &key, &error);
  g_assert_no_error (error);
}

void
vault_tear_down (VaultFixture  *fixture,
                 gconstpointer  data)
{
  g_clear_object (&fixture->vault);
  remove_tree (fixture->root);
  g_free (fixture->folder);
  g_free (fixture->root);
}

/* Another vault object on the same folder, as another process would have. */
HeraldVault *
vault_open_again (VaultFixture *fixture)
{
  HeraldVault *vault = herald_vault_new (fixture->folder);
  g_autoptr(GError) error = NULL;

  herald_vault_unlock_passphrase (vault, PASSPHRASE, &error);
  g_assert_no_error (error);
  return vault;
}

/* What the vault needs of a report: the rest is none of its business. */
char *
make_report (const char *title,
             const char *description)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *report = json_object_new ();
  JsonObject *answers = json_object_new ();

  json_object_set_string_member (answers, "vuln.title", title);
  json_object_set_string_member (answers, "vuln.description", description);
  json_object_set_string_member (report, "vendor", "practice");
  json_object_set_boolean_member (report, "anonymous", FALSE);
  json_object_set_object_member (report, "answers", answers);
  json_object_set_object_member (report, "diversions", json_object_new ());
  json_object_set_array_member (report, "attachments", json_array_new ());
  json_node_take_object (node, report);
  return herald_json_write (node);
}

HeraldCase *
vault_add_case (VaultFixture *fixture,
                const char   *title)
{
  g_autofree char *json = make_report (title, "");
  g_autoptr(GError) error = NULL;
  HeraldCase *made = herald_vault_new_case (fixture->vault, json, &error);

  g_assert_no_error (error);
  g_assert_nonnull (made);
  return made;
}

/* Closes a case and opens it again from what is on the disk. */
HeraldCase *
vault_reopen_case (VaultFixture  *fixture,
                   HeraldCase   **opened)
{
  g_autofree char *id = g_strdup (herald_case_get_id (*opened));
  g_autoptr(GError) error = NULL;

  g_clear_object (opened);
  *opened = herald_vault_open_case (fixture->vault, id, &error);
  g_assert_no_error (error);
  return *opened;
}

void
assert_report (HeraldCase *opened,
               const char *title,
               const char *description)
{
  g_autofree char *expected = make_report (title, description);
  g_autoptr(GError) error = NULL;
  g_autofree char *json = herald_case_get_report_json (opened, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (json, ==, expected);
}

void
set_text (HeraldCase *opened,
          const char *title,
          const char *description)
{
  g_autofree char *json = make_report (title, description);
  g_autoptr(GError) error = NULL;

  herald_case_append (opened, json, &error);
  g_assert_no_error (error);
}

char *
case_path (VaultFixture *fixture,
           HeraldCase   *opened,
           const char   *name)
{
  return g_build_filename (fixture->folder, "cases", herald_case_get_id (opened), name, NULL);
}

guint
count_names (const char *folder)
{
  g_autoptr(GPtrArray) names = herald_folder_list (folder);

  return names->len;
}

GBytes *
read_file (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

void
write_file (const char   *path,
            const guint8 *data,
            gsize         length)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, length), ==, (gssize) length);
  close (fd);
}

int
memory_file (const void *data,
             gsize       length)
{
  int fd = memfd_create ("attachment", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, length), ==, (gssize) length);
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  return fd;
}
