/* test-mime.c: the container of a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "containers.h"
#include "herald-mime-base64.h"
#include "herald-mime.h"
#include "herald-padding.h"

static char *
make_text (GPtrArray          *parts,
           const char * const *headers)
{
  int fd = containers_open_bytes (NULL, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  herald_mime_write (parts, headers, CONTAINERS_BOUNDARY, fd, NULL, &error);
  g_assert_no_error (error);
  bytes = containers_read_back (fd);
  close (fd);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
make_text_part (const char *media_type,
                const char *text)
{
  g_autoptr(GPtrArray) parts = containers_new_parts ();

  g_ptr_array_add (parts, herald_part_new_text ("report.txt", media_type, text));
  return make_text (parts, NULL);
}

static void
assert_size_is_exact (GPtrArray *parts)
{
  g_autoptr(GBytes) entity = containers_make (CONTAINERS_MIME, parts);
  guint64 size = containers_get_size (CONTAINERS_MIME, parts);

  g_assert_cmpuint (g_bytes_get_size (entity), ==, size);
  g_assert_cmpuint (herald_padme (size), ==, size);
}

static void
test_has_the_size_that_was_computed (void)
{
  g_autoptr(GPtrArray) none = containers_new_parts ();
  g_autoptr(GPtrArray) sample = containers_sample ();

  assert_size_is_exact (none);
  assert_size_is_exact (sample);
}

/* Attachments of each length around lines of base64, and of its buffer, and with them
 * each length of the last line of the padding. */
static void
test_pads_at_every_length (void)
{
  const gsize buffer = HERALD_MIME_BASE64_LINES * HERALD_MIME_BASE64_LINE_BYTES;
  g_autofree char *bytes = g_strnfill (buffer + 200, 'x');

  for (gsize length = 0; length < 200; length++)
    {
      g_autoptr(GPtrArray) small = containers_new_parts ();

      g_ptr_array_add (small, containers_file_part ("attachments/a", bytes, length));
      assert_size_is_exact (small);
    }

  for (gsize length = buffer - 2; length < buffer + 3; length++)
    {
      g_autoptr(GPtrArray) large = containers_new_parts ();

      g_ptr_array_add (large, containers_file_part ("attachments/a", bytes, length));
      assert_size_is_exact (large);
    }
}

static void
test_has_only_whole_line_ends (void)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GBytes) entity = containers_make (CONTAINERS_MIME, parts);
  gsize size;
  const char *data = g_bytes_get_data (entity, &size);

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] == '\n')
        g_assert_true (i > 0 && data[i - 1] == '\r');
      if (data[i] == '\r')
        g_assert_true (i + 1 < size && data[i + 1] == '\n');
    }
}

static void
test_marks_its_headers_as_protected (void)
{
  static const char * const headers[] = {
    "Subject", "Überlauf", "To", "Jörg <a@vendor.example>",
    "HP-Outer", "Subject: [...]", NULL
  };
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autofree char *text = make_text (parts, headers);
  const char *body = strstr (text, "\r\n\r\n");

  *strstr (text, "\r\n\r\n") = '\0';
  g_assert_nonnull (body);
  g_assert_nonnull (strstr (text, "protected-headers=\"v1\"; hp=\"cipher\""));
  g_assert_nonnull (strstr (text, "boundary=\"" CONTAINERS_BOUNDARY "\""));
  g_assert_nonnull (strstr (text, "\r\nSubject: =?UTF-8?"));
  g_assert_nonnull (strstr (text, "<a@vendor.example>"));
  g_assert_nonnull (strstr (text, "\r\nHP-Outer: Subject: [...]"));
  g_assert_null (strstr (text, "X-Mailer"));
  g_assert_null (strstr (text, "User-Agent"));
  g_assert_true (g_str_is_ascii (text));
}

static void
test_lets_no_value_begin_a_line (void)
{
  static const char * const headers[] = {
    "Subject", "one\r\nBcc: two@example.org\n\nthree\u202e\x01", NULL
  };
  g_autoptr(GPtrArray) parts = containers_new_parts ();
  g_autofree char *text = make_text (parts, headers);

  g_assert_null (strstr (text, "\nBcc:"));
  g_assert_nonnull (strstr (text, "one  Bcc: two@example.org  three"));
  g_assert_null (strchr (text, '\x01'));
}

static void
test_writes_text_as_lines_where_it_can (void)
{
  g_autofree char *long_line = g_strnfill (999, 'x');
  g_autofree char *ascii = make_text_part ("text/plain", "a\nb\n");
  g_autofree char *accents = make_text_part ("text/plain", "é\n");
  g_autofree char *returns = make_text_part ("text/plain", "a\rb\n");
  g_autofree char *too_long = make_text_part ("text/plain", long_line);

  g_assert_nonnull (strstr (ascii, "Encoding: 7bit\r\n\r\na\r\nb\r\n\r\n--"));
  g_assert_nonnull (strstr (accents, "Encoding: 8bit\r\n\r\né\r\n\r\n--"));
  g_assert_nonnull (strstr (returns, "Encoding: base64\r\n\r\nYQ1iCg==\r\n--"));
  g_assert_nonnull (strstr (too_long, "Encoding: base64\r\n\r\neHh4"));
}

static void
test_takes_no_media_type_that_is_none (void)
{
  static const char * const types[] = {
    "multipart/mixed", "message/rfc822", "text", "text/", "a/b; c=d", "text/plain\r\nX: y", ""
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *text = make_text_part (types[i], "x");

      g_assert_nonnull (strstr (text, "--" CONTAINERS_BOUNDARY
                                "\r\nContent-Type: application/octet-stream\r\n"));
    }
}

static void
test_is_the_same_in_every_locale (void)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GBytes) first = containers_make (CONTAINERS_MIME, parts);
  g_autoptr(GBytes) again = NULL;

  g_assert_nonnull (setlocale (LC_ALL, "C"));
  again = containers_make (CONTAINERS_MIME, parts);
  g_assert_true (g_bytes_equal (first, again));
}

/* Against GLib's own base64, at each place where a buffer may end. */
static void
test_encodes_base64_as_others_do (void)
{
  guint8 bytes[300];
  char lines[(G_N_ELEMENTS (bytes) / HERALD_MIME_BASE64_LINE_BYTES + 1) * HERALD_MIME_BASE64_LINE_CHARS];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (255 - i * 7);

  for (gsize length = 0; length <= sizeof bytes; length++)
    {
      g_autofree char *expected = g_base64_encode (bytes, length);
      g_autoptr(GString) joined = g_string_new (NULL);
      gsize first = MIN (length, 2 * HERALD_MIME_BASE64_LINE_BYTES);
      gsize n = herald_mime_base64_encode (bytes, first, TRUE, lines);

      g_string_append_len (joined, lines, (gssize) n);
      n = herald_mime_base64_encode (bytes + first, length - first, first == 0, lines);
      g_string_append_len (joined, lines, (gssize) n);

      g_assert_cmpuint (joined->len, ==, herald_mime_base64_get_length (length));
      g_string_replace (joined, "\r\n", "", 0);
      g_assert_cmpstr (joined->str, ==, expected);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/mime/has-the-size-that-was-computed",
                   test_has_the_size_that_was_computed);
  g_test_add_func ("/document/mime/pads-at-every-length", test_pads_at_every_length);
  g_test_add_func ("/document/mime/has-only-whole-line-ends", test_has_only_whole_line_ends);
  g_test_add_func ("/document/mime/marks-its-headers-as-protected",
                   test_marks_its_headers_as_protected);
  g_test_add_func ("/document/mime/lets-no-value-begin-a-line", test_lets_no_value_begin_a_line);
  g_test_add_func ("/document/mime/writes-text-as-lines-where-it-can",
                   test_writes_text_as_lines_where_it_can);
  g_test_add_func ("/document/mime/takes-no-media-type-that-is-none",
                   test_takes_no_media_type_that_is_none);
  g_test_add_func ("/document/mime/is-the-same-in-every-locale", test_is_the_same_in_every_locale);
  g_test_add_func ("/document/mime/encodes-base64-as-others-do", test_encodes_base64_as_others_do);

  return g_test_run ();
}
