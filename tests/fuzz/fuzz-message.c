/* fuzz-message.c: any bytes as an OpenPGP message, and as its armor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "herald-armor.h"
#include "herald-message.h"

#define SUBKEY "E4CB42EDD026B28148DC7DF8476741333CDC05A0"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static int
make_file (const void *data,
           gsize       size)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  return fd;
}

static GBytes *
read_file (int fd)
{
  gsize size = (gsize) lseek (fd, 0, SEEK_END);
  guint8 *data = g_malloc (size + 1);

  g_assert_cmpint (pread (fd, data, size, 0), ==, (gssize) size);
  return g_bytes_new_take (data, size);
}

static void
assert_ours (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == HERALD_SEAL_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static HeraldMessage *
inspect (const void *data,
         gsize       size,
         gboolean    whole)
{
  g_autoptr(GError) error = NULL;
  int fd = make_file (data, size);
  HeraldMessage *message = herald_message_inspect (fd, whole, &error);

  close (fd);
  if (message == NULL)
    assert_ours (error);
  else
    g_assert_no_error (error);

  return message;
}

static void
assert_alike (HeraldMessage *one,
              HeraldMessage *other)
{
  g_assert_true (g_strv_equal (herald_message_get_recipients (one),
                               herald_message_get_recipients (other)));
  g_assert_cmpuint (herald_message_get_n_hidden (one), ==, herald_message_get_n_hidden (other));
  g_assert_cmpuint (herald_message_get_n_passphrases (one), ==,
                    herald_message_get_n_passphrases (other));
  g_assert_cmpstr (herald_message_get_protection (one), ==, herald_message_get_protection (other));
  g_assert_true (herald_message_check (one, SUBKEY, NULL) ==
                 herald_message_check (other, SUBKEY, NULL));
}

static GBytes *
convert (const void  *data,
         gsize        size,
         gboolean   (*function) (int, int, GCancellable *, GError **))
{
  g_autoptr(GError) error = NULL;
  int in = make_file (data, size), out = make_file (NULL, 0);
  GBytes *result = NULL;

  if (function (in, out, NULL, &error))
    result = read_file (out);
  else
    assert_ours (error);

  close (in);
  close (out);
  return result;
}

/* What the whole message shows, its beginning shows too; what text shows, its
 * binary form shows too; and what armor says, new armor says again. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(HeraldMessage) beginning = inspect (data, size, FALSE);
  g_autoptr(HeraldMessage) whole = inspect (data, size, TRUE);
  g_autoptr(GBytes) binary = convert (data, size, herald_armor_decode);
  gsize length;
  const guint8 *octets;

  if (whole != NULL)
    {
      g_assert_nonnull (beginning);
      g_assert_cmpuint (herald_message_get_size (whole), ==, size);
      assert_alike (whole, beginning);
    }

  if (binary == NULL)
    return 0;

  octets = g_bytes_get_data (binary, &length);
  if (length > 0 && octets[0] >= 0x80 && data[0] < 0x80)
    {
      g_autoptr(HeraldMessage) bare = inspect (octets, length, TRUE);

      g_assert_true ((bare != NULL) == (whole != NULL && herald_message_is_armored (whole)));
      if (bare != NULL)
        assert_alike (bare, whole);
    }

  {
    g_autoptr(GBytes) armored = convert (octets, length, herald_armor_write);
    g_autoptr(GBytes) again = convert (g_bytes_get_data (armored, NULL),
                                       g_bytes_get_size (armored), herald_armor_decode);

    g_assert_true (g_bytes_equal (again, binary));
  }

  return 0;
}
