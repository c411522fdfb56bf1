/* herald-hash.c: SHA-256 through libgcrypt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <gcrypt.h>

#include "herald-file.h"
#include "herald-hash.h"

/* GLib's SHA-256 is five times slower on attachments of any size. */

struct _HeraldHash
{
  gcry_md_hd_t handle;
};

/**
 * herald_hash_init:
 *
 * Sets libgcrypt up, once.
 *
 * Called by everything here, and by whoever uses libgcrypt directly. Only
 * public data is hashed, so no locked memory is wanted.
 *
 * Thread: any.
 */
void
herald_hash_init (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      if (!gcry_control (GCRYCTL_INITIALIZATION_FINISHED_P))
        {
          gcry_check_version (NULL);
          gcry_control (GCRYCTL_DISABLE_SECMEM, 0);
          gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);
        }
      g_once_init_leave (&done, 1);
    }
}

/**
 * herald_hash_new:
 *
 * Begins a SHA-256 (FIPS 180-4).
 *
 * Returns: (transfer full): a hash
 */
HeraldHash *
herald_hash_new (void)
{
  HeraldHash *self = g_new0 (HeraldHash, 1);

  herald_hash_init ();
  if (gcry_md_open (&self->handle, GCRY_MD_SHA256, 0) != 0)
    g_error ("libgcrypt has no SHA-256");

  return self;
}

/**
 * herald_hash_add:
 * @self: a hash
 * @data: bytes
 * @length: their number
 *
 * Adds bytes.
 */
void
herald_hash_add (HeraldHash *self,
                 const void *data,
                 gsize       length)
{
  gcry_md_write (self->handle, data, length);
}

/**
 * herald_hash_finish:
 * @self: a hash, which takes no more bytes afterwards
 *
 * Gives the digest.
 *
 * Returns: (transfer full): 64 lower-case hexadecimal digits
 */
char *
herald_hash_finish (HeraldHash *self)
{
  const guint8 *digest = gcry_md_read (self->handle, GCRY_MD_SHA256);
  GString *text = g_string_sized_new (HERALD_HASH_HEX_LENGTH + 1);

  for (guint i = 0; i < 32; i++)
    g_string_append_printf (text, "%02x", digest[i]);

  return g_string_free (text, FALSE);
}

/**
 * herald_hash_free:
 * @self: (transfer full): a hash
 *
 * Frees a hash.
 */
void
herald_hash_free (HeraldHash *self)
{
  gcry_md_close (self->handle);
  g_free (self);
}

/**
 * herald_hash_of_data:
 * @data: bytes
 * @length: their number
 *
 * Hashes bytes in memory.
 *
 * Returns: (transfer full): 64 lower-case hexadecimal digits
 */
char *
herald_hash_of_data (const void *data,
                     gsize       length)
{
  g_autoptr(HeraldHash) hash = herald_hash_new ();

  herald_hash_add (hash, data, length);
  return herald_hash_finish (hash);
}

/**
 * herald_hash_of_text:
 * @text: UTF-8 text
 *
 * Hashes a text, without its final NUL.
 *
 * Returns: (transfer full): 64 lower-case hexadecimal digits
 */
char *
herald_hash_of_text (const char *text)
{
  return herald_hash_of_data (text, strlen (text));
}

/**
 * herald_hash_of_fd:
 * @fd: an open file, read from where it stands to its end
 * @sha256: (out) (transfer full): 64 lower-case hexadecimal digits
 * @size: (out) (optional): how many bytes there were
 * @error: return location for an error, which names no file
 *
 * Hashes a stream with flat memory.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_hash_of_fd (int       fd,
                   char    **sha256,
                   guint64  *size,
                   GError  **error)
{
  g_autoptr(HeraldHash) hash = herald_hash_new ();
  const gsize buffer_size = 256 * 1024;
  g_autofree guint8 *buffer = g_malloc (buffer_size);
  guint64 total = 0;

  for (;;)
    {
      gssize n = read (fd, buffer, buffer_size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error_literal (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED,
                               g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        break;
      herald_hash_add (hash, buffer, (gsize) n);
      total += (guint64) n;
    }

  *sha256 = herald_hash_finish (hash);
  if (size != NULL)
    *size = total;
  return TRUE;
}

/**
 * herald_hash_is_valid:
 * @text: a text
 *
 * Tells whether a text is a SHA-256 as it is written here.
 *
 * Returns: %TRUE for 64 lower-case hexadecimal digits
 */
gboolean
herald_hash_is_valid (const char *text)
{
  return strlen (text) == HERALD_HASH_HEX_LENGTH &&
         strspn (text, "0123456789abcdef") == HERALD_HASH_HEX_LENGTH;
}
