/* test-own-review.c: findings about what tells who wrote a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "fake-identity.h"
#include "herald-own-traces.h"

static const HeraldFinding *
get (GPtrArray *findings,
     guint      i)
{
  g_assert_cmpuint (i, <, findings->len);
  return g_ptr_array_index (findings, i);
}

static void
test_review_text (void)
{
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autoptr(GPtrArray) findings = herald_findings_new ();

  herald_own_traces_review_text (identity, "/answers/product.name", "kimv kimv\nVandermeer KIMV", findings);

  /* The next text of the same answer. */
  herald_own_traces_review_text (identity, "/answers/product.name", "kimv", findings);

  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpstr (get (findings, 0)->kind, ==, "own-trace");
  g_assert_cmpstr (get (findings, 0)->id, ==, "own-trace:/answers/product.name:user-name");
  g_assert_cmpstr (get (findings, 0)->place, ==, "/answers/product.name");
  g_assert_cmpint (get (findings, 0)->severity, ==, HERALD_SEVERITY_STOP);
  g_assert_true (get (findings, 0)->decidable);
  g_assert_cmpstr (get (findings, 0)->message, ==,
                   "This answer can tell who you are: it holds your user name, in line 1");
  g_assert_cmpstr (get (findings, 1)->id, ==, "own-trace:/answers/product.name:real-name-2");
}

static void
test_ids_stay (void)
{
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autoptr(GPtrArray) before = herald_findings_new ();
  g_autoptr(GPtrArray) after = herald_findings_new ();

  herald_own_traces_review_text (identity, "/answers/vuln.description", "kimv", before);
  herald_own_traces_review_text (identity, "/answers/vuln.description", "More.\nMore.\nBy KIMV and kimv", after);

  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (get (before, 0)->id, ==, get (after, 0)->id);
  g_assert_cmpstr (get (before, 0)->message, !=, get (after, 0)->message);
}

static void
test_every_kind_has_a_sentence (void)
{
  g_autoptr(HeraldOwnIdentity) identity = herald_own_identity_new ();
  g_autoptr(GPtrArray) findings = herald_findings_new ();
  g_autoptr(GHashTable) messages = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GString) text = g_string_new ("/home/heron heron@egret:~$ /run/user/1000");

  for (int kind = 0; kind <= HERALD_OWN_SSH_IDENTITY; kind++)
    {
      g_autofree char *word = g_strdup_printf ("secretword%d", kind);

      herald_own_identity_add (identity, (HeraldOwnKind) kind, word);
      g_string_append_printf (text, " %s", word);
    }

  herald_own_traces_review_text (identity, "/answers/x", text->str, findings);
  g_assert_cmpuint (findings->len, ==, HERALD_OWN_N_KINDS);
  for (guint i = 0; i < findings->len; i++)
    {
      g_assert_true (g_hash_table_add (messages, get (findings, i)->message));
      g_assert_null (strstr (get (findings, i)->message, "secretword"));
      g_assert_null (strstr (get (findings, i)->id, "secretword"));
    }
}

typedef struct
{
  char             *folder;
  HeraldAttachment  attachment;
  int               fd;
} Folder;

static void
set_up (Folder     *folder,
        const char *name,
        const void *data,
        gssize      length)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  folder->folder = g_dir_make_tmp ("herald-traces-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder->folder, "file", NULL);
  g_file_set_contents (path, data, length, &error);
  g_assert_no_error (error);
  folder->fd = open (path, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (folder->fd, >=, 0);

  folder->attachment.path = (char *) "file";
  folder->attachment.name = (char *) name;
  folder->attachment.role = (char *) "log";
  folder->attachment.sha256 = (char *) "";
}

static void
tear_down (Folder *folder)
{
  g_autofree char *path = g_build_filename (folder->folder, "file", NULL);

  close (folder->fd);
  g_remove (path);
  g_rmdir (folder->folder);
  g_free (folder->folder);
}

static void
test_review_attachment (void)
{
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autoptr(GPtrArray) findings = herald_findings_new ();
  g_autoptr(GBytes) bytes = fake_utf16_new ("one\ntwo\nkimv\n", FALSE, TRUE);
  g_autoptr(GError) error = NULL;
  Folder folder;

  set_up (&folder, "vandermeer-log.txt", g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_assert_true (herald_own_traces_review_attachment (identity, &folder.attachment, folder.fd, findings,
                                                      NULL, &error));
  g_assert_no_error (error);
  tear_down (&folder);

  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpstr (get (findings, 0)->id, ==, "own-trace:/attachments/vandermeer-log.txt:name-real-name-2");
  g_assert_cmpstr (get (findings, 0)->message, ==,
                   "The name of this attachment can tell who you are: it holds your real name or a part of it");
  g_assert_cmpstr (get (findings, 1)->id, ==, "own-trace:/attachments/vandermeer-log.txt:user-name");
  g_assert_cmpstr (get (findings, 1)->place, ==, "/attachments/vandermeer-log.txt");
  g_assert_cmpstr (get (findings, 1)->message, ==,
                   "This attachment can tell who you are: it holds your user name, in line 3");
}

static void
test_review_binary_attachment (void)
{
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autoptr(GPtrArray) findings = herald_findings_new ();
  g_autoptr(GError) error = NULL;
  Folder folder;

  set_up (&folder, "core", "\0\n\0 kimv \0", 10);
  g_assert_true (herald_own_traces_review_attachment (identity, &folder.attachment, folder.fd, findings,
                                                      NULL, &error));
  g_assert_no_error (error);
  tear_down (&folder);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (get (findings, 0)->message, ==,
                   "This attachment can tell who you are: it holds your user name, 4 bytes from its start");
}

static void
test_cancelled (void)
{
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autoptr(GPtrArray) findings = herald_findings_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Folder folder;

  g_cancellable_cancel (cancellable);
  set_up (&folder, "log.txt", "kimv", 4);
  g_assert_false (herald_own_traces_review_attachment (identity, &folder.attachment, folder.fd, findings,
                                                       cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  tear_down (&folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evidence/own-review/stops-on-an-answer", test_review_text);
  g_test_add_func ("/evidence/own-review/keeps-its-ids", test_ids_stay);
  g_test_add_func ("/evidence/own-review/has-a-sentence-for-each-kind", test_every_kind_has_a_sentence);
  g_test_add_func ("/evidence/own-review/stops-on-an-attachment", test_review_attachment);
  g_test_add_func ("/evidence/own-review/has-no-lines-in-a-binary", test_review_binary_attachment);
  g_test_add_func ("/evidence/own-review/stops-when-cancelled", test_cancelled);

  return g_test_run ();
}
