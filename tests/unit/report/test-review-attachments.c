/* test-review-attachments.c: the review of a report's files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-review.h"
#include "practice.h"

typedef struct
{
  char         *folder;
  HeraldReport *report;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("herald-XXXXXX", NULL);
  fixture->report = practice_report ("practice", FALSE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", fixture->folder);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_assert_finalize_object (fixture->report);
  g_free (fixture->folder);
}

static void
attach (Fixture    *fixture,
        const char *name,
        const char *data,
        gsize       length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  HeraldAttachment *attachment;

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  attachment = herald_attachment_new (fixture->folder, name, name, "log", NULL);
  g_assert_nonnull (attachment);
  g_assert_true (herald_report_attach (fixture->report, attachment, NULL));
}

static int
open_cb (const HeraldAttachment  *attachment,
         gpointer                 data,
         GError                 **error)
{
  return herald_attachment_open (attachment, data, error);
}

static void
assert_kinds (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(GPtrArray) findings = herald_review_attachments (fixture->report, open_cb, fixture->folder);
  g_autoptr(GString) kinds = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (kinds, "%s%s:%s", i > 0 ? " " : "", finding->kind,
                              herald_severity_to_word (finding->severity));
    }

  g_assert_cmpstr (kinds->str, ==, expected);
}

static void
test_good (Fixture       *fixture,
           gconstpointer  data)
{
  attach (fixture, "a.log", "one\n", 4);
  assert_kinds (fixture, "");
}

static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.log", NULL);

  attach (fixture, "a.log", "one\n", 4);
  g_assert_true (g_file_set_contents (path, "another\n", -1, NULL));
  assert_kinds (fixture, "attachment:stop");
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_kinds (fixture, "attachment:stop");
}

static void
test_outside (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.log", NULL);
  HeraldAttachment *attachment;

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
  attachment = herald_attachment_new ("/", path, "a.log", "log", NULL);
  g_assert_true (herald_report_attach (fixture->report, attachment, NULL));
  assert_kinds (fixture, "outside:warn");
}

static void
test_substituted (Fixture       *fixture,
                  gconstpointer  data)
{
  const char *encoding = data;
  g_autofree char *filler = g_strnfill (256 * 1024 - 5, 'x');
  g_autofree char *text = g_strconcat (filler, "hospital", filler, NULL);
  gsize length;
  g_autofree char *encoded = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);

  attach (fixture, "a.log", encoded, length);
  assert_kinds (fixture, "");
  g_assert_true (herald_report_add_substitution (fixture->report, "hospital", "H1", NULL));
  assert_kinds (fixture, "substituted:stop");
}

static void
test_decidable (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;
  const HeraldFinding *finding;

  attach (fixture, "a.log", "hospital", 8);
  g_assert_true (herald_report_add_substitution (fixture->report, "hospital", "H1", NULL));
  findings = herald_review_attachments (fixture->report, open_cb, fixture->folder);
  finding = g_ptr_array_index (findings, 0);
  g_assert_null (strstr (finding->id, "hospital"));
  g_assert_null (strstr (finding->message, "hospital"));
  g_assert_true (herald_report_decide (fixture->report, finding->id, "It is public", NULL));
  herald_review_decide (fixture->report, findings);
  g_assert_cmpint (finding->severity, ==, HERALD_SEVERITY_NOTE);
}

#define ADD(path, func, data) g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/report/review/attachments/lets-good-ones-go", test_good, NULL);
  ADD ("/report/review/attachments/notices-changes", test_changed, NULL);
  ADD ("/report/review/attachments/tells-of-those-outside", test_outside, NULL);
  ADD ("/report/review/attachments/finds-substituted-text/utf-8", test_substituted, "UTF-8");
  ADD ("/report/review/attachments/finds-substituted-text/utf-16le", test_substituted, "UTF-16LE");
  ADD ("/report/review/attachments/finds-substituted-text/utf-16be", test_substituted, "UTF-16BE");
  ADD ("/report/review/attachments/leaves-substituted-text-to-decide-on", test_decidable, NULL);
  return g_test_run ();
}
