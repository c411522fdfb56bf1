/* fuzz-mail.c: any bytes as a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "herald-file.h"
#include "herald-mail-view.h"
#include "herald-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_shown (GStrv texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_assert_true (g_utf8_validate (texts[i], -1, NULL));
      g_assert_null (herald_text_find_hidden (texts[i]));
      g_assert_null (strpbrk (texts[i], "\n\t"));
    }
}

/* What is shown is safe to show, and the message lies inside the mail; what
 * comes out of it is never longer than what is in there. */
static void
check_view (const HeraldMailView *view,
            int                   fd,
            size_t                size)
{
  g_autoptr (GError) error = NULL;
  int message_fd = memfd_create ("message", MFD_CLOEXEC);

  check_shown (view->headers);
  check_shown (view->names);
  g_assert_cmpuint (g_strv_length (view->headers) % 2, ==, 0);
  g_assert_cmpuint (view->message_offset, <=, size);
  g_assert_cmpuint (view->message_length, <=, size - view->message_offset);

  herald_mail_extract (view, fd, message_fd, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint ((guint64) lseek (message_fd, 0, SEEK_END), <=, view->message_length);
  close (message_fd);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldMailView) view = NULL;
  int fd = memfd_create ("mail", MFD_CLOEXEC);

  herald_file_write_all (fd, data, size, &error);
  g_assert_no_error (error);

  view = herald_mail_read (fd, &error);
  if (view == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == HERALD_MAIL_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  else
    {
      g_assert_no_error (error);
      check_view (view, fd, size);
    }

  close (fd);
  return 0;
}
