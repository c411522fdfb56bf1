/* test-draft.c: an unsent mail with a sealed report attached
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>

#include "herald-draft.h"
#include "mail-fixture.h"

static GString *
write_draft (const HeraldMail *mail,
             const char       *text,
             const char       *name,
             const char       *data,
             gssize            length)
{
  g_autoptr (GError) error = NULL;
  int file_fd = fixture_file (data, length), fd = fixture_file ("", 0);
  GString *draft;

  herald_draft_write (mail, text, name, "application/octet-stream", file_fd, fd, NULL, &error);
  g_assert_no_error (error);

  draft = fixture_read (fd);
  close (file_fd);
  close (fd);
  return draft;
}

#define HEAD "To: psirt@vendor.example\r\n" \
             "Subject: [...]\r\n" \
             "MIME-Version: 1.0\r\n" \
             "Content-Type: multipart/mixed; boundary=\"" BOUNDARY "\"\r\n" \
             "\r\n" \
             "--" BOUNDARY "\r\n" \
             "Content-Type: text/plain; charset=utf-8\r\n" \
             "Content-Transfer-Encoding: quoted-printable\r\n" \
             "\r\n"

static void
test_attaches_an_armored_report (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("me@reporter.example", "Lücke", NULL, FALSE);
  g_autoptr (GString) draft = write_draft (mail, "The report is attached.\n", "report.asc", ARMOR, -1);

  g_assert_cmpstr (draft->str, ==,
                   "X-Unsent: 1\r\n"
                   "From: me@reporter.example\r\n"
                   HEAD
                   "The report is attached.\r\n"
                   "\r\n"
                   "--" BOUNDARY "\r\n"
                   "Content-Type: application/octet-stream;\r\n"
                   " name=\"report.asc\"\r\n"
                   "Content-Disposition: attachment;\r\n"
                   " filename=\"report.asc\"\r\n"
                   "Content-Transfer-Encoding: 7bit\r\n"
                   "\r\n"
                   ARMOR
                   "\r\n"
                   "--" BOUNDARY "--\r\n");
  fixture_assert_crlf (draft);
}

static void
test_gives_an_armor_its_line_ends (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "s", NULL, FALSE);
  g_auto (GStrv) lines = g_strsplit (ARMOR, "\r", -1);
  g_autofree char *unix_armor = g_strjoinv (NULL, lines);
  g_autoptr (GString) draft = write_draft (mail, "text", "report.asc", unix_armor, -1);

  g_assert_nonnull (strstr (draft->str, "\r\n\r\n" ARMOR "\r\n--" BOUNDARY "--\r\n"));
  fixture_assert_crlf (draft);
}

static void
test_attaches_a_binary_report (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "s", NULL, TRUE);
  g_autoptr (GString) draft = write_draft (mail, "text", "report.zip.pgp", "\x84\x00\xff", 3);

  g_assert_nonnull (strstr (draft->str,
                            "Content-Transfer-Encoding: base64\r\n"
                            "\r\n"
                            "hAD/\r\n"
                            "\r\n"
                            "--" BOUNDARY "--\r\n"));
  g_assert_null (strstr (draft->str, "From:"));
  g_assert_null (strstr (draft->str, "Date:"));
  fixture_assert_crlf (draft);
}

/* More than several buffers, with a last one that is not full. */
static void
test_streams_a_large_report (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "s", NULL, FALSE);
  const gsize length = 3 * 1024 * 1024 + 7;
  g_autofree char *data = g_malloc (length);
  g_autoptr (GString) draft = NULL;
  g_autofree guchar *decoded = NULL;
  char *start, *end;
  gsize n;

  for (gsize i = 0; i < length; i++)
    data[i] = (char) (i * 167 >> 3);
  data[0] = '\x84';

  draft = write_draft (mail, "text", "report.zip.pgp", data, (gssize) length);
  fixture_assert_crlf (draft);
  start = strstr (draft->str, "base64\r\n\r\n") + strlen ("base64\r\n\r\n");
  end = strstr (start, "\r\n--" BOUNDARY);
  *end = '\0';
  decoded = g_base64_decode (start, &n);
  g_assert_cmpmem (decoded, n, data, length);
}

static void
test_quotes_the_text (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "s", NULL, FALSE);
  g_autoptr (GString) draft = write_draft (mail, "Grüße\r\n--" BOUNDARY "--\na=b\n", "report.asc", ARMOR, -1);

  g_assert_nonnull (strstr (draft->str, "Gr=C3=BC=C3=9Fe\r\n"));
  g_assert_nonnull (strstr (draft->str, "\r\na=3Db\r\n"));
  fixture_assert_crlf (draft);
}

static void
test_accepts_an_empty_file (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "s", NULL, FALSE);
  g_autoptr (GString) draft = write_draft (mail, "", "report.zip.pgp", "", 0);

  g_assert_true (g_str_has_suffix (draft->str, "base64\r\n\r\n\r\n--" BOUNDARY "--\r\n"));
}

static void
check_refused (const char *name,
               const char *data,
               gsize       length,
               int         code)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "s", NULL, FALSE);
  g_autoptr (GError) error = NULL;
  int file_fd = fixture_file (data, (gssize) length), fd = fixture_file ("", 0);

  g_assert_false (herald_draft_write (mail, "text", name, "application/octet-stream",
                                      file_fd, fd, NULL, &error));
  g_assert_error (error, HERALD_MAIL_ERROR, code);
  close (file_fd);
  close (fd);
}

static void
test_refuses_a_name_with_more_in_it (void)
{
  static const char * const names[] = {
    "", "../report.asc", "a\"; x=\"b", "a\r\nX-Evil: 1", "Bericht-ä.asc", ".report", "a\\b", "a/b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    check_refused (names[i], ARMOR, strlen (ARMOR), HERALD_MAIL_ERROR_HEADER);
}

static void
test_refuses_a_spoiled_armor (void)
{
  static const char eight_bit[] = ARMOR "\xff";
  static const char nul[] = ARMOR "\0";
  static const char bare_cr[] = ARMOR "a\rb\n";
  static const char last_cr[] = ARMOR "a\r";
  g_autofree char *line = g_strnfill (999, 'A');
  g_autofree char *long_line = g_strconcat (ARMOR, line, "\n", NULL);

  check_refused ("report.asc", eight_bit, sizeof eight_bit - 1, HERALD_MAIL_ERROR_DAMAGED);
  check_refused ("report.asc", nul, sizeof nul, HERALD_MAIL_ERROR_DAMAGED);
  check_refused ("report.asc", bare_cr, sizeof bare_cr - 1, HERALD_MAIL_ERROR_DAMAGED);
  check_refused ("report.asc", last_cr, sizeof last_cr - 1, HERALD_MAIL_ERROR_DAMAGED);
  check_refused ("report.asc", long_line, strlen (long_line), HERALD_MAIL_ERROR_DAMAGED);
}

static void
test_stops_when_cancelled (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "s", NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int file_fd = fixture_file (ARMOR, -1), fd = fixture_file ("", 0);
  g_autoptr (GString) draft = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (herald_draft_write (mail, "text", "report.asc", "text/plain", file_fd, fd,
                                      cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  draft = fixture_read (fd);
  g_assert_cmpuint (draft->len, ==, 0);
  close (file_fd);
  close (fd);
}

static void
test_says_why_it_cannot_read_or_write (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "s", NULL, FALSE);
  g_autoptr (GError) error = NULL;
  int folder = open ("/", O_RDONLY | O_CLOEXEC), full = open ("/dev/full", O_WRONLY | O_CLOEXEC);
  int file_fd = fixture_file (ARMOR, -1);

  g_assert_false (herald_draft_write (mail, "text", "report.asc", "text/plain", folder, full,
                                      NULL, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_false (herald_draft_write (mail, "text", "report.asc", "text/plain", file_fd, full,
                                      NULL, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NO_SPACE);
  close (folder);
  close (full);
  close (file_fd);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deliver/draft/attaches-an-armored-report", test_attaches_an_armored_report);
  g_test_add_func ("/deliver/draft/gives-an-armor-its-line-ends", test_gives_an_armor_its_line_ends);
  g_test_add_func ("/deliver/draft/attaches-a-binary-report", test_attaches_a_binary_report);
  g_test_add_func ("/deliver/draft/streams-a-large-report", test_streams_a_large_report);
  g_test_add_func ("/deliver/draft/quotes-the-text", test_quotes_the_text);
  g_test_add_func ("/deliver/draft/accepts-an-empty-file", test_accepts_an_empty_file);
  g_test_add_func ("/deliver/draft/refuses-a-name-with-more-in-it", test_refuses_a_name_with_more_in_it);
  g_test_add_func ("/deliver/draft/refuses-a-spoiled-armor", test_refuses_a_spoiled_armor);
  g_test_add_func ("/deliver/draft/stops-when-cancelled", test_stops_when_cancelled);
  g_test_add_func ("/deliver/draft/says-why-it-cannot-read-or-write", test_says_why_it_cannot_read_or_write);

  return g_test_run ();
}
