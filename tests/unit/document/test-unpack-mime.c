/* test-unpack-mime.c: messages that mean harm
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "unpacking.h"

static void
test_keeps_what_is_nested_unopened (Unpacking     *fixture,
                                    gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=n%u.\n\n--n%u.\n", i, i);
  for (guint i = 1000; i > 0; i--)
    g_string_append_printf (text, "\n--n%u.--\n", i - 1);

  g_assert_true (unpacking_try_text (fixture, text->str));
  unpacking_assert_all_safe (fixture);
  g_assert_cmpuint (herald_unpack_result_get_n_parts (fixture->result), ==, 1);
  g_assert_true (containers_has_finding (fixture->result, "kept unopened"));
}

static void
test_refuses_ten_thousand_parts (Unpacking     *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("Content-Type: multipart/mixed; boundary=b\n\n");

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "--b\n\nx\n");
  g_string_append (text, "--b--\n");

  g_assert_false (unpacking_try_text (fixture, text->str));
  unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_refuses_broken_messages (Unpacking     *fixture,
                              gconstpointer  data)
{
  g_autofree char *blank = g_strnfill (100000, ' ');
  g_autofree char *endless = g_strdup_printf ("Content-Type: multipart/mixed; boundary=b\n\n--b\n"
                                              "X:%s\n\nx\n--b--\n", blank);
  const struct { const char *text; HeraldDocumentError code; } cases[] = {
    { "Content-Type: multipart/mixed\n\n--b\n\nx\n--b--\n", HERALD_DOCUMENT_ERROR_FORMAT },
    { "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nx\n----\n",
      HERALD_DOCUMENT_ERROR_FORMAT },
    { "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n", HERALD_DOCUMENT_ERROR_TRUNCATED },
    { "Content-Type: multipart/mixed; boundary=b\n\n--b\nX: y", HERALD_DOCUMENT_ERROR_TRUNCATED },
    { "Content-Type: multipart/mixed; boundary=b\n\nno part", HERALD_DOCUMENT_ERROR_TRUNCATED },
    { endless, HERALD_DOCUMENT_ERROR_FORMAT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (unpacking_try_text (fixture, cases[i].text));
      unpacking_assert_refused (fixture, cases[i].code);
    }
}

static void
test_ends_a_part_at_its_boundary_alone (Unpacking     *fixture,
                                        gconstpointer  data)
{
  g_assert_true (unpacking_try_text (fixture,
                                     "Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n"
                                     "--b \t\r\nContent-Type: text/plain\r\n\r\n"
                                     "x --b\r\n--bb\r\n --b\r\n--b x\r\n--b--x\r\n\r\n"
                                     "--b\r\nContent-Disposition: attachment; filename=\"../manifest.json\""
                                     "\r\nContent-Transfer-Encoding: base64\r\n\r\nZXZpbA==\r\n"
                                     "--b--\r\n--b\r\n\r\nafter the end\r\n--b--"));
  unpacking_assert_content (fixture, "report.txt", "x --b\n--bb\n --b\n--b x\n--b--x\n");
  unpacking_assert_content (fixture, "attachments/manifest.json", "evil");
  g_assert_cmpuint (herald_unpack_result_get_n_parts (fixture->result), ==, 2);
  unpacking_assert_manifest (fixture, HERALD_UNPACK_MANIFEST_NONE);
}

/* Wherever in the window the boundary falls, and a carriage return before it. */
static void
test_finds_a_boundary_where_the_window_ends (Unpacking     *fixture,
                                             gconstpointer  data)
{
  static const char head[] = "Content-Type: multipart/mixed; boundary=bbbbbbbb\r\n\r\n"
                             "--bbbbbbbb\r\nContent-Type: text/plain\r\n\r\n";
  const gsize window = 512 * 1024;

  for (gsize length = window - sizeof head - 24; length < window - sizeof head + 4; length++)
    {
      g_autofree char *body = g_strnfill (length - 2, 'x');
      g_autofree char *text = g_strconcat (head, body, "\r\n", "\r\n--bbbbbbbb--\r\n", NULL);
      const HeraldUnpackedPart *part;

      g_assert_true (unpacking_try_text (fixture, text));
      part = herald_unpack_result_get_part (fixture->result, 0);
      g_assert_cmpstr (part->name, ==, "report.txt");
      g_assert_cmpuint (part->size, ==, length - 1);
      unpacking_empty (fixture);
    }
}

static void
test_joins_lines_where_the_window_ends (Unpacking     *fixture,
                                        gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("Content-Type: text/plain\n\n");
  gsize n_lines = 0;

  for (; text->len < 1200 * 1024; n_lines++)
    g_string_append (text, "\r\r\n");
  g_string_append (text, "\r");

  g_assert_true (unpacking_try_text (fixture, text->str));
  g_assert_cmpuint (herald_unpack_result_get_part (fixture->result, 0)->size, ==, 2 * n_lines + 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  unpacking_add ("/document/unpack/mime/keeps-what-is-nested-unopened", 0,
                 test_keeps_what_is_nested_unopened);
  unpacking_add ("/document/unpack/mime/refuses-ten-thousand-parts", 0,
                 test_refuses_ten_thousand_parts);
  unpacking_add ("/document/unpack/mime/refuses-broken-messages", 0, test_refuses_broken_messages);
  unpacking_add ("/document/unpack/mime/ends-a-part-at-its-boundary-alone", 0,
                 test_ends_a_part_at_its_boundary_alone);
  unpacking_add ("/document/unpack/mime/finds-a-boundary-where-the-window-ends", 0,
                 test_finds_a_boundary_where_the_window_ends);
  unpacking_add ("/document/unpack/mime/joins-lines-where-the-window-ends", 0,
                 test_joins_lines_where_the_window_ends);

  return g_test_run ();
}
