/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Files in memory, and a mail whose marks are known. */

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "herald-file.h"
#include "herald-mail-private.h"

#define BOUNDARY       "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define INNER_BOUNDARY "cccccccccccccccccccccccccccccccc"
#define MESSAGE_ID     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

#define ARMOR "-----BEGIN PGP MESSAGE-----\r\n" \
              "\r\n" \
              "hF4D\r\n" \
              "=njUN\r\n" \
              "-----END PGP MESSAGE-----\r\n"

static inline int
fixture_file (const char *data,
              gssize      length)
{
  g_autoptr (GError) error = NULL;
  int fd = memfd_create ("mail", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  herald_file_write_all (fd, data, length < 0 ? strlen (data) : (gsize) length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  return fd;
}

static inline GString *
fixture_read (int fd)
{
  g_autofree char *buffer = g_malloc (65536);
  GString *text = g_string_new (NULL);
  gssize n;
  off_t offset = 0;

  while ((n = pread (fd, buffer, 65536, offset)) > 0)
    {
      g_string_append_len (text, buffer, n);
      offset += n;
    }

  g_assert_cmpint (n, ==, 0);
  return text;
}

static inline HeraldMail *
fixture_mail (const char *from,
              const char *subject,
              const char *outer_subject,
              gboolean    anonymous)
{
  /* 2026-11-21T14:02:09Z */
  static const HeraldMailMarks marks = { 1795269729, MESSAGE_ID, BOUNDARY, INNER_BOUNDARY };
  g_autoptr (GError) error = NULL;
  HeraldMail *mail = herald_mail_new_with_marks ("psirt@vendor.example", from, subject,
                                                 outer_subject, anonymous, &marks, &error);

  g_assert_no_error (error);
  return mail;
}

/* Every line ends in CRLF, and nothing else is a CR or LF. */
static inline void
fixture_assert_crlf (const GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    {
      if (text->str[i] == '\n')
        g_assert_true (i > 0 && text->str[i - 1] == '\r');
      if (text->str[i] == '\r')
        g_assert_cmpint (text->str[i + 1], ==, '\n');
    }
}
