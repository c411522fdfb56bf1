/* test-mail-view.c: reading a mail back, also a hostile one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <sys/resource.h>

#include "herald-draft.h"
#include "herald-mail-view.h"
#include "mail-fixture.h"

#define ENCRYPTED(boundary) "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; " \
                            "boundary=" boundary "\r\n\r\n"
#define MIXED     "To: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
#define CONTROL   "--x\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n"
#define PART      "--x\r\nContent-Type: application/octet-stream; name=a.asc\r\n\r\n"
#define END       "\r\n--x--\r\n"

static HeraldMailView *
read_text (const char *text,
           gssize      length,
           GError    **error)
{
  int fd = fixture_file (text, length);
  HeraldMailView *view = herald_mail_read (fd, error);

  close (fd);
  return view;
}

static GString *
extract (int                   fd,
         const HeraldMailView *view)
{
  g_autoptr (GError) error = NULL;
  int message_fd = fixture_file ("", 0);
  GString *message;

  herald_mail_extract (view, fd, message_fd, NULL, &error);
  g_assert_no_error (error);
  message = fixture_read (message_fd);
  close (message_fd);
  return message;
}

static void
check_message (const char *text,
               const char *expected,
               gsize       length)
{
  g_autoptr (GError) error = NULL;
  int fd = fixture_file (text, -1);
  g_autoptr (HeraldMailView) view = herald_mail_read (fd, &error);
  g_autoptr (GString) message = NULL;

  g_assert_no_error (error);
  message = extract (fd, view);
  g_assert_cmpmem (message->str, message->len, expected, length);
  close (fd);
}

static void
check_fails (const char *text,
             gssize      length,
             int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (text, length, &error));
  g_assert_error (error, HERALD_MAIL_ERROR, code);
}

static void
test_reads_what_was_written (void)
{
  static const char * const headers[] = {
    "From", "me@reporter.example",
    "To", "psirt@vendor.example",
    "Subject", "Sicherheitslücke",
    "Date", "Sat, 21 Nov 2026 14:02:09 +0000",
    "Message-ID", "<" MESSAGE_ID "@random.invalid>",
    "MIME-Version", "1.0",
    "Content-Type", "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=\"" BOUNDARY "\"",
    NULL,
  };
  static const char * const names[] = { "encrypted.asc", NULL };
  g_autoptr (HeraldMail) mail = fixture_mail ("me@reporter.example", "s", "Sicherheitslücke", FALSE);
  g_autoptr (HeraldMailView) view = NULL;
  g_autoptr (GString) message = NULL;
  g_autoptr (GError) error = NULL;
  int fd = fixture_file ("", 0);

  herald_mail_write_start (mail, fd, NULL);
  herald_file_write_all (fd, ARMOR, strlen (ARMOR), NULL);
  herald_mail_write_end (mail, fd, NULL);

  view = herald_mail_read (fd, &error);
  g_assert_no_error (error);
  g_assert_cmpint (view->form, ==, HERALD_MAIL_FORM_EML);
  g_assert_cmpstrv (view->headers, headers);
  g_assert_cmpstrv (view->names, names);

  message = extract (fd, view);
  g_assert_cmpstr (message->str, ==, ARMOR);
  close (fd);
}

static void
check_draft (const char *name,
             const char *data,
             gsize       length)
{
  const char * const names[] = { name, NULL };
  g_autoptr (HeraldMail) mail = fixture_mail ("", "s", NULL, TRUE);
  g_autoptr (HeraldMailView) view = NULL;
  g_autoptr (GString) message = NULL;
  g_autoptr (GError) error = NULL;
  int file_fd = fixture_file (data, (gssize) length), fd = fixture_file ("", 0);

  herald_draft_write (mail, "Größe", name, "application/octet-stream", file_fd, fd, NULL, &error);
  g_assert_no_error (error);

  view = herald_mail_read (fd, &error);
  g_assert_no_error (error);
  g_assert_cmpint (view->form, ==, HERALD_MAIL_FORM_DRAFT);
  g_assert_cmpstrv (view->names, names);
  g_assert_cmpstr (view->headers[0], ==, "X-Unsent");

  message = extract (fd, view);
  g_assert_cmpmem (message->str, message->len, data, length);
  close (file_fd);
  close (fd);
}

static void
test_reads_a_draft (void)
{
  const gsize length = 1024 * 1024 + 1;
  g_autofree char *data = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    data[i] = (char) (i * 31 >> 2);
  data[0] = '\x85';

  check_draft ("report.asc", ARMOR, strlen (ARMOR));
  check_draft ("report.zip.pgp", data, length);
}

/* A mail store may keep mails with the line ends of its own system. */
static void
test_reads_unix_line_ends (void)
{
  g_auto (GStrv) lines = g_strsplit (ENCRYPTED ("x") CONTROL PART ARMOR END, "\r", -1);
  g_auto (GStrv) armor_lines = g_strsplit (ARMOR, "\r", -1);
  g_autofree char *text = g_strjoinv (NULL, lines);
  g_autofree char *armor = g_strjoinv (NULL, armor_lines);

  check_message (text, armor, strlen (armor));
}

static void
test_reads_what_a_relay_encoded (void)
{
  static const char armor[] = "-----BEGIN PGP MESSAGE-----\n\nhF4D\n=njUN\n-----END PGP MESSAGE-----\n";

  check_message (MIXED "--x\r\nContent-Type: application/octet-stream\r\n"
                 "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                 "-----BEGIN PGP MESSAGE-----\n\nhF=\n4D\n=3DnjUN\n-----END PGP MESSAGE-----\n" END,
                 armor, strlen (armor));
  check_message (MIXED "--x\r\ncontent-type: APPLICATION/PGP\r\n"
                 "content-transfer-encoding: BASE64\r\n\r\nhA==\r\n" END,
                 "\x84", 1);
}

static void
test_looks_past_other_parts (void)
{
  /* A picture, a text that begins with an umlaut, a part without headers, an
   * empty part, a longer boundary, and words before and after. */
  check_message (MIXED "preamble\r\n--xy\r\n"
                 "--x\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff\r\n"
                 "--x\r\n\r\n\xc3\x84nderung\r\n"
                 "--x \t\r\n--x\r\n"
                 PART "\r\n" ARMOR "--xy\r\n--x-y\r\n" END "epilogue\r\n--x\r\n",
                 "\r\n" ARMOR "--xy\r\n--x-y\r\n", strlen ("\r\n" ARMOR "--xy\r\n--x-y\r\n"));
}

static void
test_finds_a_boundary_anywhere (void)
{
  /* The delimiter falls on every place around the end of the first window. */
  for (gsize filling = 1024 * 1024 - 600; filling < 1024 * 1024; filling += 1)
    {
      g_autofree char *body = g_strnfill (filling, 'A');
      g_autofree char *text = g_strconcat (MIXED PART ARMOR, body, END, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldMailView) view = read_text (text, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (view->message_length, ==, strlen (ARMOR) + filling);
    }
}

static void
test_shows_what_is_hidden (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldMailView) view =
    read_text ("Subject: =?UTF-8?Q?a=E2=80=AEb=1B[2J=0D=0Ac?=\r\nX-Raw: \x1b]0;\xff\r\nTo: a\r\n\tb\r\n"
               "Content-Type: multipart/mixed; boundary=x\r\n\r\n"
               "--x\r\nContent-Type: application/octet-stream\r\n"
               "Content-Disposition: attachment; filename*=utf-8''..%2Fa%E2%80%AEb\r\n\r\n" ARMOR END, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (view->headers[1], ==, "a<U+202E>b<U+001B>[2J<U+000D><U+000A>c");
  g_assert_null (strpbrk (view->headers[3], "\x1b\xff"));
  g_assert_cmpstr (view->headers[5], ==, "a b");
  g_assert_cmpstr (view->names[0], ==, "../a<U+202E>b");
}

static void
test_refuses_what_is_no_mail (void)
{
  check_fails ("", 0, HERALD_MAIL_ERROR_NOT_A_MAIL);
  check_fails ("\r\n\r\n", -1, HERALD_MAIL_ERROR_NOT_A_MAIL);
  check_fails ("\x84\x5e\x03", -1, HERALD_MAIL_ERROR_NOT_A_MAIL);
  check_fails (ARMOR, -1, HERALD_MAIL_ERROR_NOT_A_MAIL);
  check_fails (" continued\r\n", -1, HERALD_MAIL_ERROR_NOT_A_MAIL);
  check_fails ("{ \"format\": 1 }\n", -1, HERALD_MAIL_ERROR_NOT_A_MAIL);
}

static void
test_refuses_a_mail_without_a_message (void)
{
  check_fails ("To: a\r\n\r\ntext\r\n", -1, HERALD_MAIL_ERROR_NO_MESSAGE);
  check_fails ("To: a\r\nContent-Type: text/html\r\n\r\ntext\r\n", -1, HERALD_MAIL_ERROR_NO_MESSAGE);
  check_fails (MIXED PART "text" END, -1, HERALD_MAIL_ERROR_NO_MESSAGE);
  check_fails (MIXED "\r\n--x--\r\n", -1, HERALD_MAIL_ERROR_NO_MESSAGE);
  check_fails (MIXED PART "-----BEGIN PGP PUBLIC KEY BLOCK-----\r\n\r\n" END, -1, HERALD_MAIL_ERROR_NO_MESSAGE);
  check_fails (ENCRYPTED ("x") CONTROL PART "text" END, -1, HERALD_MAIL_ERROR_NO_MESSAGE);
  check_fails (ENCRYPTED ("x") PART ARMOR PART ARMOR END, -1, HERALD_MAIL_ERROR_NO_MESSAGE);
  check_fails ("Content-Type: multipart/encrypted; protocol=\"application/pkcs7\"; boundary=x\r\n\r\n"
               CONTROL PART ARMOR END, -1, HERALD_MAIL_ERROR_NO_MESSAGE);
  check_fails ("Content-Type: multipart/encrypted; boundary=x\r\n\r\n" CONTROL PART ARMOR END, -1,
               HERALD_MAIL_ERROR_NO_MESSAGE);
}

static void
test_refuses_two_messages (void)
{
  check_fails (MIXED PART ARMOR PART ARMOR END, -1, HERALD_MAIL_ERROR_SEVERAL_MESSAGES);
  check_fails (ENCRYPTED ("x") CONTROL PART ARMOR PART ARMOR END, -1, HERALD_MAIL_ERROR_DAMAGED);
  check_fails (ENCRYPTED ("x") CONTROL END, -1, HERALD_MAIL_ERROR_DAMAGED);
}

static void
test_refuses_a_missing_boundary (void)
{
  g_autofree char *longest = g_strnfill (71, 'x');
  g_autofree char *text = g_strdup_printf ("Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s--\r\n",
                                           longest, longest);

  check_fails (text, -1, HERALD_MAIL_ERROR_DAMAGED);
  check_fails ("Content-Type: multipart/mixed\r\n\r\n" PART ARMOR END, -1, HERALD_MAIL_ERROR_DAMAGED);
  check_fails ("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n" PART ARMOR END, -1,
               HERALD_MAIL_ERROR_DAMAGED);
  check_fails ("Content-Type: multipart/mixed; boundary*=utf-8''a%0Ab\r\n\r\n", -1,
               HERALD_MAIL_ERROR_DAMAGED);
}

/* Wherever it is cut, it is refused, up to the end of the last delimiter. */
static void
test_refuses_a_mail_cut_off_anywhere (void)
{
  static const char text[] = ENCRYPTED ("x") CONTROL PART ARMOR END;
  const gsize whole = strlen (text) - strlen ("\r\n");

  for (gsize length = 0; length < whole; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldMailView) view = read_text (text, (gssize) length, &error);

      g_assert_null (view);
      g_assert_true (error->domain == HERALD_MAIL_ERROR);
    }

  check_message (ENCRYPTED ("x") CONTROL PART ARMOR "\r\n--x--", ARMOR, strlen (ARMOR));
}

static void
test_refuses_a_damaged_header (void)
{
  check_fails ("To: a\r\nno colon\r\n\r\n", -1, HERALD_MAIL_ERROR_DAMAGED);
  check_fails ("To: a\r\n: b\r\n\r\n", -1, HERALD_MAIL_ERROR_DAMAGED);
  check_fails ("To: a\0b\r\n\r\n", 10, HERALD_MAIL_ERROR_DAMAGED);
  check_fails ("Content-Type: text/plain\r\n" MIXED PART ARMOR END, -1, HERALD_MAIL_ERROR_DAMAGED);
  check_fails (MIXED "--x\r\nnonsense\r\n\r\n" END, -1, HERALD_MAIL_ERROR_NOT_A_MAIL);
}

static void
test_bounds_the_headers (void)
{
  g_autofree char *line = g_strnfill (10 * 1024 * 1024, 'a');
  g_autofree char *one = g_strconcat ("To: ", line, "\r\n\r\n", NULL);
  GString *many = g_string_new (NULL);

  for (int i = 0; i < 1000000; i++)
    g_string_append (many, "To: a@b.c\r\n");

  check_fails (one, -1, HERALD_MAIL_ERROR_LIMIT);
  check_fails (many->str, -1, HERALD_MAIL_ERROR_LIMIT);
  g_string_prepend (many, MIXED "--x\r\n");
  g_string_append (many, END);
  check_fails (many->str, -1, HERALD_MAIL_ERROR_LIMIT);
  g_string_free (many, TRUE);
}

static void
test_bounds_the_parts (void)
{
  GString *text = g_string_new (MIXED);

  for (int i = 0; i < 99; i++)
    g_string_append (text, "--x\r\n\r\n\r\n");
  g_string_append (text, PART ARMOR END);
  check_message (text->str, ARMOR, strlen (ARMOR));

  g_string_truncate (text, strlen (MIXED));
  for (int i = 0; i < 200000; i++)
    g_string_append (text, "--x\r\n\r\n\r\n");
  check_fails (text->str, (gssize) text->len, HERALD_MAIL_ERROR_LIMIT);
  g_string_free (text, TRUE);
}

static void
test_does_not_descend (void)
{
  GString *text = g_string_new ("To: a\r\n");

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i);
  g_string_append (text, "\r\n" ARMOR);
  for (int i = 999; i >= 0; i--)
    g_string_append_printf (text, "\r\n--b%d--\r\n", i);

  check_fails (text->str, (gssize) text->len, HERALD_MAIL_ERROR_NO_MESSAGE);
  g_string_free (text, TRUE);
}

static void
test_survives_a_huge_line (void)
{
  g_autofree char *line = g_strnfill (20 * 1024 * 1024, 'A');
  g_autofree char *text = g_strconcat (MIXED "--x\r\n\r\n", line, "\r\n" PART ARMOR END, NULL);

  check_message (text, ARMOR, strlen (ARMOR));
}

static void
test_carries_nul_bytes_in_a_body (void)
{
  static const char text[] = MIXED "--x\r\n\r\n\0\0\r\n" PART "\x84\0\0" END;
  g_autoptr (GError) error = NULL;
  int fd = fixture_file (text, sizeof text - 1);
  g_autoptr (HeraldMailView) view = herald_mail_read (fd, &error);
  g_autoptr (GString) message = NULL;

  g_assert_no_error (error);
  message = extract (fd, view);
  g_assert_cmpmem (message->str, message->len, "\x84\0\0", 3);
  close (fd);
}

static void
test_reads_regular_files_only (void)
{
  g_autoptr (GError) error = NULL;
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_null (herald_mail_read (fds[0], &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_A_FILE);
  close (fds[0]);
  close (fds[1]);
}

static glong
get_peak (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_maxrss;
}

/* A large mail, most of it a hole: it is read through, and memory stays. */
static void
test_is_flat_in_memory (void)
{
  static const char end[] = PART ARMOR END;
  const off_t size = (off_t) 600 * 1024 * 1024;
  const glong peak = get_peak ();
  g_autoptr (GError) error = NULL;
  int fd = fixture_file (MIXED "--x\r\n\r\n", -1);
  g_autoptr (HeraldMailView) view = NULL;
  g_autoptr (GString) message = NULL;

  g_assert_cmpint (pwrite (fd, "\r\n", 2, size), ==, 2);
  g_assert_cmpint (pwrite (fd, end, strlen (end), size + 2), ==, (int) strlen (end));

  view = herald_mail_read (fd, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (view->message_offset, >, size);
  message = extract (fd, view);
  g_assert_cmpstr (message->str, ==, ARMOR);
  g_assert_cmpint (get_peak () - peak, <, 16 * 1024);
  close (fd);
}

static void
test_extracts_until_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int fd = fixture_file (MIXED PART ARMOR END, -1), full = open ("/dev/full", O_WRONLY | O_CLOEXEC);
  g_autoptr (HeraldMailView) view = herald_mail_read (fd, &error);

  g_assert_no_error (error);
  g_assert_false (herald_mail_extract (view, fd, full, NULL, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NO_SPACE);
  g_clear_error (&error);

  g_assert_cmpint (ftruncate (fd, (off_t) view->message_offset), ==, 0);
  g_assert_false (herald_mail_extract (view, fd, full, NULL, &error));
  g_assert_error (error, HERALD_MAIL_ERROR, HERALD_MAIL_ERROR_DAMAGED);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_false (herald_mail_extract (view, fd, full, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fd);
  close (full);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* First, while the peak is still low. */
  g_test_add_func ("/deliver/mail-view/is-flat-in-memory", test_is_flat_in_memory);
  g_test_add_func ("/deliver/mail-view/reads-what-was-written", test_reads_what_was_written);
  g_test_add_func ("/deliver/mail-view/reads-a-draft", test_reads_a_draft);
  g_test_add_func ("/deliver/mail-view/reads-unix-line-ends", test_reads_unix_line_ends);
  g_test_add_func ("/deliver/mail-view/reads-what-a-relay-encoded", test_reads_what_a_relay_encoded);
  g_test_add_func ("/deliver/mail-view/looks-past-other-parts", test_looks_past_other_parts);
  g_test_add_func ("/deliver/mail-view/finds-a-boundary-anywhere", test_finds_a_boundary_anywhere);
  g_test_add_func ("/deliver/mail-view/shows-what-is-hidden", test_shows_what_is_hidden);
  g_test_add_func ("/deliver/mail-view/refuses-what-is-no-mail", test_refuses_what_is_no_mail);
  g_test_add_func ("/deliver/mail-view/refuses-a-mail-without-a-message",
                   test_refuses_a_mail_without_a_message);
  g_test_add_func ("/deliver/mail-view/refuses-two-messages", test_refuses_two_messages);
  g_test_add_func ("/deliver/mail-view/refuses-a-missing-boundary", test_refuses_a_missing_boundary);
  g_test_add_func ("/deliver/mail-view/refuses-a-mail-cut-off-anywhere",
                   test_refuses_a_mail_cut_off_anywhere);
  g_test_add_func ("/deliver/mail-view/refuses-a-damaged-header", test_refuses_a_damaged_header);
  g_test_add_func ("/deliver/mail-view/bounds-the-headers", test_bounds_the_headers);
  g_test_add_func ("/deliver/mail-view/bounds-the-parts", test_bounds_the_parts);
  g_test_add_func ("/deliver/mail-view/does-not-descend", test_does_not_descend);
  g_test_add_func ("/deliver/mail-view/survives-a-huge-line", test_survives_a_huge_line);
  g_test_add_func ("/deliver/mail-view/carries-nul-bytes-in-a-body", test_carries_nul_bytes_in_a_body);
  g_test_add_func ("/deliver/mail-view/reads-regular-files-only", test_reads_regular_files_only);
  g_test_add_func ("/deliver/mail-view/extracts-until-cancelled", test_extracts_until_cancelled);

  return g_test_run ();
}
