/* herald-armor.c: OpenPGP messages as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <gcrypt.h>
#include <glib/gi18n-lib.h>

#include "herald-armor-decoder.h"
#include "herald-armor.h"
#include "herald-base64.h"
#include "herald-file.h"
#include "herald-hash.h"
#include "herald-lane.h"
#include "herald-write-back.h"

/* 48 octets make a line of 64 digits and its end. */
#define LINE_OCTETS 48
#define LINE_CHARACTERS 66
#define BLOCK_LINES 4096
#define BLOCK_SIZE (BLOCK_LINES * LINE_OCTETS)

#define FIRST_LINES "-----BEGIN PGP MESSAGE-----\r\n\r\n"
#define LAST_LINE "-----END PGP MESSAGE-----\r\n"
#define CHECKSUM_CHARACTERS 7

typedef struct
{
  guint8 block[BLOCK_SIZE];
  char   text[sizeof FIRST_LINES + BLOCK_LINES * LINE_CHARACTERS +
              CHECKSUM_CHARACTERS + sizeof LAST_LINE]; /* all of it, where it is one block */
} Encoder;

static char *
put_block (const Encoder *encoder,
           char          *at,
           gsize          length)
{
  for (gsize done = 0; done < length; done += LINE_OCTETS)
    {
      at = herald_base64_encode (encoder->block + done, MIN (LINE_OCTETS, length - done), at);
      at = mempcpy (at, "\r\n", 2);
    }

  return at;
}

static char *
put_end (char         *at,
         gcry_md_hd_t  crc)
{
  *at++ = '=';
  at = herald_base64_encode (gcry_md_read (crc, GCRY_MD_CRC24_RFC2440), 3, at);
  return g_stpcpy (at, "\r\n" LAST_LINE);
}

/* Waits for something to read, or for the person to cancel. */
static gboolean
wait_for (int            fd,
          GCancellable  *cancellable,
          GError       **error)
{
  GPollFD polls[2] = { { fd, G_IO_IN, 0 }, { -1, G_IO_IN, 0 } };
  gboolean watched = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &polls[1]);

  while (g_poll (polls, watched ? 2 : 1, -1) < 0 && errno == EINTR)
    continue;

  if (watched)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Reads until the buffer is full or nothing more comes: -1 with an error. */
static gssize
read_block (int            fd,
            guint8        *buffer,
            gsize          size,
            GCancellable  *cancellable,
            GError       **error)
{
  gsize length = 0;

  while (length < size)
    {
      gssize n;

      if (!wait_for (fd, cancellable, error))
        return -1;
      n = read (fd, buffer + length, size - length);
      if (n == 0)
        break;
      if (n > 0)
        length += (gsize) n;
      else if (errno != EINTR && errno != EAGAIN)
        {
          herald_file_set_errno (error, errno, _("The sealed message"));
          return -1;
        }
    }

  return (gssize) length;
}

static gboolean
write_block (int               fd,
             const void       *data,
             gsize             length,
             HeraldWriteBack  *write_back,
             GError          **error)
{
  if (!herald_file_write_all (fd, data, length, error))
    {
      g_prefix_error (error, "%s: ", _("The sealed message"));
      return FALSE;
    }

  herald_write_back_advance (write_back, length);
  return TRUE;
}

static gboolean
write_armor (Encoder       *encoder,
             gcry_md_hd_t   crc,
             int            binary_fd,
             int            armored_fd,
             GCancellable  *cancellable,
             GError       **error)
{
  HeraldWriteBack write_back;
  char *at = g_stpcpy (encoder->text, FIRST_LINES);
  gboolean last = FALSE;

  herald_write_back_init (&write_back, armored_fd);

  while (!last)
    {
      gssize length = read_block (binary_fd, encoder->block, BLOCK_SIZE, cancellable, error);

      if (length < 0)
        return FALSE;

      last = length < BLOCK_SIZE;
      gcry_md_write (crc, encoder->block, (gsize) length);
      at = put_block (encoder, at, (gsize) length);
      if (last)
        at = put_end (at, crc);
      if (!write_block (armored_fd, encoder->text, (gsize) (at - encoder->text),
                        &write_back, error))
        return FALSE;
      at = encoder->text;
    }

  return TRUE;
}

/**
 * herald_armor_write:
 * @binary_fd: a file or a pipe, read to its end
 * @armored_fd: a file or a pipe
 * @cancellable: (nullable): stops it while it waits for input
 * @error: return location for an error
 *
 * Armors one OpenPGP message (RFC 9580, section 6): CRLF, 64 digits a line, a
 * checksum, no header lines.
 *
 * gpg 2.2 takes five times as long for it, ends its lines with LF alone, and
 * would tell what the person's configuration says. Where it fails, part of
 * the text may have been written.
 *
 * A write to a pipe that nobody reads waits until its other end is closed.
 *
 * Errors: #HERALD_FILE_ERROR, #G_IO_ERROR_CANCELLED.
 *
 * Thread: a worker.
 *
 * Returns: %TRUE if the text is whole
 */
gboolean
herald_armor_write (int            binary_fd,
                    int            armored_fd,
                    GCancellable  *cancellable,
                    GError       **error)
{
  Encoder *encoder;
  gcry_md_hd_t crc;
  gboolean success;

  herald_hash_init ();
  if (gcry_md_open (&crc, GCRY_MD_CRC24_RFC2440, 0) != 0)
    g_error ("libgcrypt has no CRC-24");

  herald_lane_widen (binary_fd);
  herald_lane_widen (armored_fd);
  encoder = g_new (Encoder, 1);
  success = write_armor (encoder, crc, binary_fd, armored_fd, cancellable, error);

  g_free (encoder);
  gcry_md_close (crc);
  return success;
}

/**
 * herald_armor_decode:
 * @armored_fd: a file or a pipe, read to its end
 * @binary_fd: a file or a pipe
 * @cancellable: (nullable): stops it while it waits for input
 * @error: return location for an error
 *
 * Takes the armor off one OpenPGP message.
 *
 * See herald_armor_decoder_new () for what is accepted. Where it fails, part
 * of the message may have been written.
 *
 * Errors: #HERALD_SEAL_ERROR_ARMOR, #HERALD_SEAL_ERROR_MESSAGE,
 * #HERALD_FILE_ERROR, #G_IO_ERROR_CANCELLED.
 *
 * Thread: a worker.
 *
 * Returns: %TRUE if the message is whole
 */
gboolean
herald_armor_decode (int            armored_fd,
                     int            binary_fd,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(HeraldArmorDecoder) decoder = herald_armor_decoder_new ();
  g_autoptr(GByteArray) binary = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  HeraldWriteBack write_back;
  gssize length;

  herald_write_back_init (&write_back, binary_fd);

  do
    {
      length = read_block (armored_fd, block, BLOCK_SIZE, cancellable, error);
      if (length < 0 ||
          !herald_armor_decoder_feed (decoder, block, (gsize) length, binary, error) ||
          (length == 0 && !herald_armor_decoder_finish (decoder, binary, error)) ||
          !write_block (binary_fd, binary->data, binary->len, &write_back, error))
        return FALSE;
      g_byte_array_set_size (binary, 0);
    }
  while (length > 0);

  return TRUE;
}
