/* herald-armor-decoder.c: an armored OpenPGP message, as it comes in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>

#include <gcrypt.h>
#include <glib/gi18n-lib.h>

#include "herald-armor-decoder.h"
#include "herald-hash.h"

/* Longer lines are not armor (RFC 9580, section 6.2.2 has 76 characters);
 * header lines may carry a comment. */
#define MAX_LINE 1024

#define BEGIN_LINE "-----BEGIN PGP MESSAGE-----"
#define END_LINE "-----END PGP MESSAGE-----"

typedef enum
{
  STATE_BEFORE,  /* any text, up to the first line of the armor */
  STATE_HEADERS, /* up to an empty line */
  STATE_BODY,
  STATE_PADDED,  /* the body has ended: checksum or last line */
  STATE_SUMMED,  /* only the last line may follow */
  STATE_AFTER,   /* only blank lines may follow */
} State;

struct _HeraldArmorDecoder
{
  State        state;
  guint        n_lines;
  GByteArray  *rest;      /* the beginning of a line whose end is yet to come */
  guint32      sextets;   /* the digits of a group that is not complete */
  guint        n_sextets;
  gcry_md_hd_t crc;
  gint8        values[256];
};

/**
 * herald_armor_decoder_new:
 *
 * Makes a decoder of one armored message (RFC 9580, section 6).
 *
 * Text before the armor is skipped. From its first line on nothing is
 * forgiven but the form of line ends and blanks at them; a missing checksum
 * is allowed, a wrong one is not. After the last line only blank ones may
 * follow.
 *
 * Returns: (transfer full): a decoder
 */
HeraldArmorDecoder *
herald_armor_decoder_new (void)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  HeraldArmorDecoder *self = g_new0 (HeraldArmorDecoder, 1);

  herald_hash_init ();
  if (gcry_md_open (&self->crc, GCRY_MD_CRC24_RFC2440, 0) != 0)
    g_error ("libgcrypt has no CRC-24");

  self->rest = g_byte_array_new ();
  memset (self->values, -1, sizeof self->values);
  for (gint8 i = 0; i < 64; i++)
    self->values[(guint8) digits[i]] = i;

  return self;
}

/**
 * herald_armor_decoder_free:
 * @self: (nullable): a decoder
 *
 * Frees a decoder.
 */
void
herald_armor_decoder_free (HeraldArmorDecoder *self)
{
  if (self == NULL)
    return;

  g_byte_array_unref (self->rest);
  gcry_md_close (self->crc);
  g_free (self);
}

static gboolean
refuse_line (HeraldArmorDecoder  *self,
             GError             **error)
{
  g_set_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_ARMOR,
               /* TRANSLATORS: %u is the number of a line */
               _("The armored message is damaged in line %u"), self->n_lines);
  return FALSE;
}

static void
put_octets (HeraldArmorDecoder *self,
            GByteArray         *binary,
            guint               n)
{
  guint8 octets[3] = { (guint8) (self->sextets >> 16),
                       (guint8) (self->sextets >> 8),
                       (guint8) self->sextets };

  g_byte_array_append (binary, octets, n);
}

/* What stands before the padding is no whole group: two digits hold one octet,
 * three hold two, and the bits left over are zero. */
static gboolean
end_group (HeraldArmorDecoder *self,
           GByteArray         *binary,
           guint               n_padding)
{
  guint left_over = self->n_sextets == 2 ? 0x0f : 0x03;

  if (self->n_sextets + n_padding != 4 || n_padding < 1 || n_padding > 2 ||
      (self->sextets & left_over) != 0)
    return FALSE;

  self->sextets <<= 6 * n_padding;
  put_octets (self, binary, 3 - n_padding);
  self->sextets = 0;
  self->n_sextets = 0;
  return TRUE;
}

static gsize
decode_groups (HeraldArmorDecoder *self,
               const guint8       *line,
               gsize               length,
               GByteArray         *binary)
{
  gsize n = 0;
  guint start = binary->len;
  guint8 *at;

  if (length < 4)
    return 0;

  g_byte_array_set_size (binary, start + (guint) (length / 4 * 3));
  at = binary->data + start;

  for (; n + 4 <= length; n += 4)
    {
      int a = self->values[line[n]], b = self->values[line[n + 1]];
      int c = self->values[line[n + 2]], d = self->values[line[n + 3]];

      if ((a | b | c | d) < 0)
        break;
      *at++ = (guint8) (a << 2 | b >> 4);
      *at++ = (guint8) (b << 4 | c >> 2);
      *at++ = (guint8) (c << 6 | d);
    }

  g_byte_array_set_size (binary, start + (guint) (n / 4 * 3));
  return n;
}

static gboolean
decode_body (HeraldArmorDecoder *self,
             const guint8       *line,
             gsize               length,
             GByteArray         *binary)
{
  gsize n = self->n_sextets == 0 ? decode_groups (self, line, length, binary) : 0;

  for (; n < length && line[n] != '='; n++)
    {
      int value = self->values[line[n]];

      if (value < 0)
        return FALSE;
      self->sextets = self->sextets << 6 | (guint32) value;
      if (++self->n_sextets < 4)
        continue;
      put_octets (self, binary, 3);
      self->sextets = 0;
      self->n_sextets = 0;
    }
  if (n == length)
    return TRUE;

  for (gsize i = n; i < length; i++)
    if (line[i] != '=')
      return FALSE;
  self->state = STATE_PADDED;
  return end_group (self, binary, (guint) (length - n));
}

static gboolean
check_sum (HeraldArmorDecoder *self,
           const guint8       *line)
{
  const guint8 *sum = gcry_md_read (self->crc, GCRY_MD_CRC24_RFC2440);
  guint32 stated = 0;

  for (guint i = 1; i < 5; i++)
    {
      int value = self->values[line[i]];

      if (value < 0)
        return FALSE;
      stated = stated << 6 | (guint32) value;
    }

  self->state = STATE_SUMMED;
  return stated == ((guint32) sum[0] << 16 | (guint32) sum[1] << 8 | sum[2]);
}

static gboolean
is_line (const guint8 *line,
         gsize         length,
         const char   *expected)
{
  return length == strlen (expected) && memcmp (line, expected, length) == 0;
}

static gboolean
is_header (const guint8 *line,
           gsize         length)
{
  const guint8 *colon = memchr (line, ':', length);

  return colon != NULL && colon > line;
}

/* A line of five characters with “=” in front is a checksum, for padding never
 * begins a line in which digits follow. */
static gboolean
take_line_within (HeraldArmorDecoder *self,
                  const guint8       *line,
                  gsize               length,
                  GByteArray         *binary)
{
  guint start = binary->len;
  gboolean good;

  if (is_line (line, length, END_LINE))
    {
      self->state = STATE_AFTER;
      return self->n_sextets == 0;
    }

  if (self->state == STATE_SUMMED || length == 0)
    return FALSE;
  if (length == 5 && line[0] == '=' && line[1] != '=')
    return self->n_sextets == 0 && check_sum (self, line);
  if (self->state == STATE_PADDED)
    return FALSE;

  good = decode_body (self, line, length, binary);
  if (binary->len > start)
    gcry_md_write (self->crc, binary->data + start, binary->len - start);
  return good;
}

static gboolean
take_line (HeraldArmorDecoder *self,
           const guint8       *line,
           gsize               length,
           GByteArray         *binary)
{
  while (length > 0 && strchr (" \t\r", line[length - 1]) != NULL && line[length - 1] != '\0')
    length--;
  self->n_lines++;

  switch (self->state)
    {
    case STATE_BEFORE:
      if (is_line (line, length, BEGIN_LINE))
        self->state = STATE_HEADERS;
      return TRUE;

    case STATE_HEADERS:
      if (length == 0)
        self->state = STATE_BODY;
      return length == 0 || is_header (line, length);

    case STATE_AFTER:
      return length == 0;

    case STATE_BODY:
    case STATE_PADDED:
    case STATE_SUMMED:
    default:
      return take_line_within (self, line, length, binary);
    }
}

/* The beginning of a line that goes on in the next block. Of text before the
 * armor as much is kept as shows that it is none. */
static gboolean
keep_rest (HeraldArmorDecoder *self,
           const guint8       *data,
           gsize               length)
{
  gsize room = MAX_LINE - self->rest->len;

  if (length > room && self->state != STATE_BEFORE)
    {
      self->n_lines++;
      return FALSE;
    }

  g_byte_array_append (self->rest, data, (guint) MIN (length, room));
  return TRUE;
}

/**
 * herald_armor_decoder_feed:
 * @self: a decoder
 * @data: the next part of the text, of any length
 * @length: its length
 * @binary: to which what it says is appended
 * @error: return location for an error
 *
 * Decodes a part.
 *
 * Returns: %FALSE with #HERALD_SEAL_ERROR_ARMOR if the armor is damaged
 */
gboolean
herald_armor_decoder_feed (HeraldArmorDecoder  *self,
                           const guint8        *data,
                           gsize                length,
                           GByteArray          *binary,
                           GError             **error)
{
  const guint8 *end = data + length;

  while (data < end)
    {
      const guint8 *line_end = memchr (data, '\n', (gsize) (end - data));
      gboolean good;

      if (line_end == NULL)
        return keep_rest (self, data, (gsize) (end - data)) || refuse_line (self, error);

      if (self->rest->len > 0)
        {
          if (!keep_rest (self, data, (gsize) (line_end - data)))
            return refuse_line (self, error);
          good = take_line (self, self->rest->data, self->rest->len, binary);
          g_byte_array_set_size (self->rest, 0);
        }
      else
        good = (line_end - data <= MAX_LINE || self->state == STATE_BEFORE)
               ? take_line (self, data, (gsize) (line_end - data), binary)
               : (self->n_lines++, FALSE);

      if (!good)
        return refuse_line (self, error);
      data = line_end + 1;
    }

  return TRUE;
}

/**
 * herald_armor_decoder_finish:
 * @self: a decoder
 * @binary: to which what is left is appended
 * @error: return location for an error
 *
 * Tells a decoder that the text has ended.
 *
 * Returns: %FALSE with #HERALD_SEAL_ERROR_MESSAGE if there was no armored
 *   message, #HERALD_SEAL_ERROR_ARMOR if it is not complete
 */
gboolean
herald_armor_decoder_finish (HeraldArmorDecoder  *self,
                             GByteArray          *binary,
                             GError             **error)
{
  static const guint8 line_end[] = "\n";

  if (self->rest->len > 0 &&
      !herald_armor_decoder_feed (self, line_end, 1, binary, error))
    return FALSE;

  if (self->state == STATE_BEFORE)
    {
      g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_MESSAGE,
                           _("This holds no OpenPGP message"));
      return FALSE;
    }
  if (self->state != STATE_AFTER)
    {
      g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_ARMOR,
                           _("The armored message ends too early"));
      return FALSE;
    }

  return TRUE;
}
