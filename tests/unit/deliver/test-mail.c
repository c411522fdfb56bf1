/* test-mail.c: the mail around a sealed report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>

#include "mail-fixture.h"

static GString *
write_mail (const HeraldMail *mail)
{
  g_autoptr (GError) error = NULL;
  int fd = fixture_file ("", 0);
  GString *text;

  herald_mail_write_start (mail, fd, &error);
  g_assert_no_error (error);
  herald_file_write_all (fd, ARMOR, strlen (ARMOR), &error);
  g_assert_no_error (error);
  herald_mail_write_end (mail, fd, &error);
  g_assert_no_error (error);

  text = fixture_read (fd);
  close (fd);
  return text;
}

#define BODY "MIME-Version: 1.0\r\n" \
             "Content-Type: multipart/encrypted;\r\n" \
             " protocol=\"application/pgp-encrypted\";\r\n" \
             " boundary=\"" BOUNDARY "\"\r\n" \
             "\r\n" \
             "--" BOUNDARY "\r\n" \
             "Content-Type: application/pgp-encrypted\r\n" \
             "\r\n" \
             "Version: 1\r\n" \
             "\r\n" \
             "--" BOUNDARY "\r\n" \
             "Content-Type: application/octet-stream; name=\"encrypted.asc\"\r\n" \
             "Content-Disposition: inline; filename=\"encrypted.asc\"\r\n" \
             "\r\n" \
             ARMOR \
             "\r\n" \
             "--" BOUNDARY "--\r\n"

static void
test_writes_these_bytes (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("me@reporter.example", "Lücke", NULL, FALSE);
  g_autoptr (GString) text = write_mail (mail);

  g_assert_cmpstr (text->str, ==,
                   "From: me@reporter.example\r\n"
                   "To: psirt@vendor.example\r\n"
                   "Subject: [...]\r\n"
                   "Date: Sat, 21 Nov 2026 14:02:09 +0000\r\n"
                   "Message-ID: <" MESSAGE_ID "@random.invalid>\r\n"
                   BODY);
  fixture_assert_crlf (text);
}

static void
test_anonymous_tells_the_day_alone (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "Lücke", NULL, TRUE);
  g_autoptr (GString) text = write_mail (mail);

  g_assert_cmpstr (text->str, ==,
                   "To: psirt@vendor.example\r\n"
                   "Subject: [...]\r\n"
                   "Date: Sat, 21 Nov 2026 00:00:00 +0000\r\n"
                   "Message-ID: <" MESSAGE_ID "@random.invalid>\r\n"
                   BODY);
}

static void
test_shows_the_fixed_subject (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "Lücke", "Sicherheitslücke gefunden", FALSE);
  g_autoptr (GString) text = write_mail (mail);

  g_assert_nonnull (strstr (text->str, "\r\nSubject: =?UTF-8?Q?Sicherheitsl=C3=BCcke_gefunden?=\r\n"));
}

static void
test_protects_the_headers (void)
{
  static const char * const expected[] = {
    "Subject", "=?UTF-8?Q?L=C3=BCcke?=",
    "From", "me@reporter.example",
    "To", "psirt@vendor.example",
    "Date", "Sat, 21 Nov 2026 14:02:09 +0000",
    "Message-ID", "<" MESSAGE_ID "@random.invalid>",
    "HP-Outer", "From: me@reporter.example",
    "HP-Outer", "To: psirt@vendor.example",
    "HP-Outer", "Subject: [...]",
    "HP-Outer", "Date: Sat, 21 Nov 2026 14:02:09 +0000",
    "HP-Outer", "Message-ID: <" MESSAGE_ID "@random.invalid>",
    NULL,
  };
  g_autoptr (HeraldMail) mail = fixture_mail ("me@reporter.example", "Lücke", NULL, FALSE);

  g_assert_cmpstrv (herald_mail_get_protected_headers (mail), expected);
  g_assert_cmpstr (herald_mail_get_boundary (mail), ==, INNER_BOUNDARY);
}

static void
test_protects_the_headers_of_an_anonymous_mail (void)
{
  static const char * const expected[] = {
    "Subject", "Title",
    "To", "psirt@vendor.example",
    "Date", "Sat, 21 Nov 2026 00:00:00 +0000",
    "Message-ID", "<" MESSAGE_ID "@random.invalid>",
    "HP-Outer", "To: psirt@vendor.example",
    "HP-Outer", "Subject: Report",
    "HP-Outer", "Date: Sat, 21 Nov 2026 00:00:00 +0000",
    "HP-Outer", "Message-ID: <" MESSAGE_ID "@random.invalid>",
    NULL,
  };
  g_autoptr (HeraldMail) mail = fixture_mail ("", "Title", "Report", TRUE);

  g_assert_cmpstrv (herald_mail_get_protected_headers (mail), expected);
}

/* What writes them folds between words, so no word may be too long for that. */
static void
test_protects_a_long_subject (void)
{
  const char *subject = "Lücke im Übertragungsprotokoll der Pumpe erlaubt das Überschreiben der Dosis";
  g_autoptr (HeraldMail) mail = fixture_mail ("", subject, subject, FALSE);
  const char * const *headers = herald_mail_get_protected_headers (mail);

  for (guint i = 0; headers[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (headers[i], " ", -1);

      g_assert_null (strpbrk (headers[i], "\r\n"));
      for (guint j = 0; words[j] != NULL; j++)
        g_assert_cmpuint (strlen (words[j]), <=, 75);
    }

  g_assert_true (g_str_has_prefix (headers[1], "=?UTF-8?Q?L=C3=BCcke_im_"));
}

static void
test_keeps_the_true_subject_inside (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("me@reporter.example", "Canary of the pump", NULL, FALSE);
  g_autoptr (GString) text = write_mail (mail);

  g_assert_null (strstr (text->str, "Canary"));
}

static void
check_refused (const char      *to,
               const char      *from,
               const char      *subject,
               const char      *outer_subject,
               gboolean         anonymous,
               HeraldMailError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (herald_mail_new (to, from, subject, outer_subject, anonymous, &error));
  g_assert_error (error, HERALD_MAIL_ERROR, (int) code);
  g_assert_null (strstr (error->message, "evil"));
}

static void
test_refuses_to_be_injected (void)
{
  const char *to = "psirt@vendor.example", *from = "me@reporter.example";

  check_refused ("psirt@vendor.example\r\nBcc: evil@evil.example", from, "s", NULL, FALSE,
                 HERALD_MAIL_ERROR_ADDRESS);
  check_refused ("psirt@vendor.example,evil@evil.example", from, "s", NULL, FALSE,
                 HERALD_MAIL_ERROR_ADDRESS);
  check_refused ("", from, "s", NULL, FALSE, HERALD_MAIL_ERROR_ADDRESS);
  check_refused (to, "me@reporter.example\nX-Evil: evil", "s", NULL, FALSE,
                 HERALD_MAIL_ERROR_ADDRESS);
  check_refused (to, "Evil <me@reporter.example>", "s", NULL, FALSE, HERALD_MAIL_ERROR_ADDRESS);
  check_refused (to, from, "s\r\nX-Evil: evil", NULL, FALSE, HERALD_MAIL_ERROR_HEADER);
  check_refused (to, from, "s\nevil", NULL, FALSE, HERALD_MAIL_ERROR_HEADER);
  check_refused (to, from, "s", "[...]\r\n\r\nevil", FALSE, HERALD_MAIL_ERROR_HEADER);
  check_refused (to, from, "evil\xff", NULL, FALSE, HERALD_MAIL_ERROR_HEADER);
  check_refused (to, from, "s", NULL, TRUE, HERALD_MAIL_ERROR_ADDRESS);
}

static void
test_no_two_share_a_mark (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (HeraldMail) mail = herald_mail_new ("psirt@vendor.example", "", "s", NULL, FALSE, NULL);
      const char *marks[] = { mail->marks.message_id, mail->marks.boundary, mail->marks.inner_boundary };

      for (gsize j = 0; j < G_N_ELEMENTS (marks); j++)
        {
          g_assert_cmpuint (strlen (marks[j]), ==, HERALD_MAIL_TOKEN_LENGTH);
          g_assert_cmpuint (strspn (marks[j], "0123456789abcdef"), ==, HERALD_MAIL_TOKEN_LENGTH);
          g_assert_true (g_hash_table_add (seen, g_strdup (marks[j])));
        }
    }
}

static void
test_carries_the_date_of_now (void)
{
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (HeraldMail) mail = herald_mail_new ("psirt@vendor.example", "", "s", NULL, FALSE, NULL);

  g_assert_cmpint (mail->marks.seconds, >=, before);
  g_assert_cmpint (mail->marks.seconds, <=, g_get_real_time () / G_USEC_PER_SEC);
}

static void
test_names_neither_program_nor_host (void)
{
  g_autoptr (HeraldMail) mail = herald_mail_new ("psirt@vendor.example", "", "s", NULL, FALSE, NULL);
  g_autoptr (GString) text = write_mail (mail);
  g_autofree char *lower = g_ascii_strdown (text->str, -1);
  static const char * const traces[] = { "x-unsent", "user-agent", "x-mailer", "herald", "linux" };

  for (gsize i = 0; i < G_N_ELEMENTS (traces); i++)
    g_assert_null (strstr (lower, traces[i]));
  if (strlen (g_get_host_name ()) > 3)
    g_assert_null (strstr (text->str, g_get_host_name ()));
}

static void
test_says_when_the_disk_is_full (void)
{
  g_autoptr (HeraldMail) mail = fixture_mail ("", "s", NULL, FALSE);
  g_autoptr (GError) error = NULL;
  int fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  g_assert_false (herald_mail_write_start (mail, fd, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_false (herald_mail_write_end (mail, fd, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NO_SPACE);
  close (fd);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "America/St_Johns", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deliver/mail/writes-these-bytes", test_writes_these_bytes);
  g_test_add_func ("/deliver/mail/anonymous-tells-the-day-alone", test_anonymous_tells_the_day_alone);
  g_test_add_func ("/deliver/mail/shows-the-fixed-subject", test_shows_the_fixed_subject);
  g_test_add_func ("/deliver/mail/protects-the-headers", test_protects_the_headers);
  g_test_add_func ("/deliver/mail/protects-the-headers-of-an-anonymous-mail",
                   test_protects_the_headers_of_an_anonymous_mail);
  g_test_add_func ("/deliver/mail/protects-a-long-subject", test_protects_a_long_subject);
  g_test_add_func ("/deliver/mail/keeps-the-true-subject-inside", test_keeps_the_true_subject_inside);
  g_test_add_func ("/deliver/mail/refuses-to-be-injected", test_refuses_to_be_injected);
  g_test_add_func ("/deliver/mail/no-two-share-a-mark", test_no_two_share_a_mark);
  g_test_add_func ("/deliver/mail/carries-the-date-of-now", test_carries_the_date_of_now);
  g_test_add_func ("/deliver/mail/names-neither-program-nor-host", test_names_neither_program_nor_host);
  g_test_add_func ("/deliver/mail/says-when-the-disk-is-full", test_says_when_the_disk_is_full);

  return g_test_run ();
}
