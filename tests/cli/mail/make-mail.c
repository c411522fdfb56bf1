/* make-mail.c: makes mails around what stock gpg encrypted, for other programs to open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "herald-draft.h"
#include "herald-file.h"

/* Usage: make-mail eml|draft OUT TO FROM SUBJECT CERTIFICATE FILE
 *
 * eml: FILE is an attachment of the report, and goes inside.
 * draft: FILE is sealed, armored where its name ends in “asc”, and attached.
 */

static GBytes *
encrypt (const char *certificate,
         GBytes     *plain,
         gboolean    armored)
{
  const char *argv[] = {
    "gpg", "--batch", "--no-tty", "--quiet", "--trust-model", "always", "--compress-algo", "none",
    armored ? "--armor" : "--no-armor", "--recipient-file", certificate, "--encrypt", NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) gpg = NULL;
  GBytes *sealed = NULL;

  gpg = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (gpg, plain, NULL, &sealed, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (gpg));

  return sealed;
}

static GBytes *
give_line_ends (GBytes *armor)
{
  GString *text = g_string_new_len (g_bytes_get_data (armor, NULL), (gssize) g_bytes_get_size (armor));

  g_string_replace (text, "\n", "\r\n", 0);
  return g_string_free_to_bytes (text);
}

/* The entity that is sealed, as the document room writes it in its essentials. */
static GBytes *
make_entity (const HeraldMail *mail,
             GBytes           *attachment)
{
  const char * const *headers = herald_mail_get_protected_headers (mail);
  const char *boundary = herald_mail_get_boundary (mail);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (attachment, NULL),
                                             g_bytes_get_size (attachment));
  GString *entity = g_string_new (NULL);

  for (guint i = 0; headers[i] != NULL; i += 2)
    g_string_append_printf (entity, "%s: %s\r\n", headers[i], headers[i + 1]);

  g_string_append_printf (entity,
                          "Content-Type: multipart/mixed; boundary=\"%s\";\r\n"
                          " protected-headers=\"v1\"; hp=\"cipher\"\r\n"
                          "\r\n"
                          "--%s\r\n"
                          "Content-Type: text/plain; charset=utf-8\r\n"
                          "Content-Transfer-Encoding: quoted-printable\r\n"
                          "\r\n"
                          "Die Pumpe l=C3=A4uft weiter.\r\n"
                          "\r\n"
                          "--%s\r\n"
                          "Content-Type: application/octet-stream; name=\"poc.bin\"\r\n"
                          "Content-Disposition: attachment; filename=\"poc.bin\"\r\n"
                          "Content-Transfer-Encoding: base64\r\n"
                          "\r\n",
                          boundary, boundary, boundary);

  for (gsize at = 0, length = strlen (base64); at < length; at += 76)
    g_string_append_printf (entity, "%.76s\r\n", base64 + at);
  g_string_append_printf (entity, "\r\n--%s--\r\n", boundary);

  return g_string_free_to_bytes (entity);
}

static void
write_eml (const HeraldMail *mail,
           const char       *certificate,
           GBytes           *attachment,
           int               fd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) entity = make_entity (mail, attachment);
  g_autoptr (GBytes) sealed = encrypt (certificate, entity, TRUE);
  g_autoptr (GBytes) message = give_line_ends (sealed);

  herald_mail_write_start (mail, fd, &error);
  g_assert_no_error (error);
  herald_file_write_all (fd, g_bytes_get_data (message, NULL), g_bytes_get_size (message), &error);
  g_assert_no_error (error);
  herald_mail_write_end (mail, fd, &error);
  g_assert_no_error (error);
}

static void
write_draft (const HeraldMail *mail,
             const char       *certificate,
             const char       *name,
             GBytes           *content,
             int               fd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = encrypt (certificate, content, g_str_has_suffix (name, "asc"));
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *path = NULL;
  int file_fd = g_file_open_tmp (NULL, &path, &error);

  g_assert_no_error (error);
  unlink (path);
  herald_file_write_all (file_fd, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), &error);
  g_assert_no_error (error);
  lseek (file_fd, 0, SEEK_SET);

  herald_draft_write (mail, "Der Bericht ist angehängt und verschlüsselt.\n", base,
                      "application/pgp-encrypted", file_fd, fd, NULL, &error);
  g_assert_no_error (error);
  close (file_fd);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldMail) mail = NULL;
  g_autoptr (GBytes) content = NULL;
  int fd;

  g_assert_cmpint (argc, ==, 8);
  content = herald_file_read (argv[7], 64 * 1024 * 1024, &error);
  g_assert_no_error (error);
  mail = herald_mail_new (argv[3], argv[4], argv[5], NULL, argv[4][0] == '\0', &error);
  g_assert_no_error (error);
  fd = open (argv[2], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);

  if (g_str_equal (argv[1], "eml"))
    write_eml (mail, argv[6], content, fd);
  else
    write_draft (mail, argv[6], argv[7], content, fd);

  g_assert_cmpint (close (fd), ==, 0);
  return 0;
}
