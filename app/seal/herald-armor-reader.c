/* herald-armor-reader.c: key files as people pass them around, made binary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>

#include <gcrypt.h>
#include <glib/gi18n-lib.h>

#include "herald-armor-reader.h"
#include "herald-hash.h"
#include "herald-packet.h"

#define CRC_SIZE 3

typedef struct
{
  const char *at;
  const char *end;
  guint       number;  /* of the line read last, from 1 */
} Lines;

typedef struct
{
  guint8  *data;       /* as large as the file, so it never moves */
  gsize    length;
  gsize    start;      /* of the present block in @data */
  guint32  bits;       /* digits not yet written */
  guint    n_digits;   /* 0 to 3 of them */
  gboolean padded;     /* nothing may follow but the checksum */
  gboolean checked;    /* nothing may follow but the end */
} Block;

typedef enum
{
  OUTSIDE,
  IN_HEADERS,
  IN_BODY,
} Place;

G_DEFINE_QUARK (herald-armor-reader-error-quark, herald_armor_reader_error)

static void
block_free (Block *block)
{
  /* It may have been a private key. */
  explicit_bzero (block->data, block->length);
  g_free (block->data);
  g_free (block);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Block, block_free)

static void
lines_begin (Lines      *lines,
             const char *text,
             gsize       size)
{
  static const char mark[] = "\xef\xbb\xbf"; /* which Windows puts before UTF-8 */
  gboolean is_marked = size >= 3 && memcmp (text, mark, 3) == 0;

  if (text == NULL)
    text = "";

  *lines = (Lines) { text + (is_marked ? 3 : 0), text + size, 0 };
}

/* The next line without what mail programs put around it: quote marks, indents,
 * the dash of a clear-signed message, trailing space. */
static gboolean
lines_next (Lines       *lines,
            const char **line,
            gsize       *length)
{
  const char *start = lines->at;
  const char *end;

  if (start >= lines->end)
    return FALSE;

  for (end = start; end < lines->end && *end != '\n' && *end != '\r'; end++)
    ;

  lines->number++;
  lines->at = end;
  if (lines->at < lines->end)
    lines->at += lines->end - end >= 2 && end[0] == '\r' && end[1] == '\n' ? 2 : 1;

  while (start < end && (*start == ' ' || *start == '\t' || *start == '>'))
    start++;
  while (end > start && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  if (end - start > 7 && memcmp (start, "- -----", 7) == 0)
    start += 2;

  *line = start;
  *length = (gsize) (end - start);

  return TRUE;
}

/* Whether the file ends with the line read last, and before the end of that. */
static gboolean
lines_are_cut (const Lines *lines)
{
  return lines->at == lines->end && lines->end[-1] != '\n' && lines->end[-1] != '\r';
}

static gboolean
starts_with (const char *line,
             gsize       length,
             const char *start)
{
  gsize wanted = strlen (start);

  return length >= wanted && memcmp (line, start, wanted) == 0;
}

static gboolean
read_begin (const char         *line,
            gsize               length,
            HeraldArmorContent *content)
{
  static const struct
  {
    const char         *line;
    HeraldArmorContent  content;
  } names[] = {
    { "-----BEGIN PGP PUBLIC KEY BLOCK-----", HERALD_ARMOR_CONTENT_PUBLIC_KEY },
    { "-----BEGIN PGP PRIVATE KEY BLOCK-----", HERALD_ARMOR_CONTENT_PRIVATE_KEY },
    { "-----BEGIN PGP SECRET KEY BLOCK-----", HERALD_ARMOR_CONTENT_PRIVATE_KEY },
    { "-----BEGIN PGP MESSAGE", HERALD_ARMOR_CONTENT_MESSAGE },
    { "-----BEGIN PGP SIGNATURE-----", HERALD_ARMOR_CONTENT_SIGNATURE },
    { "-----BEGIN PGP ", HERALD_ARMOR_CONTENT_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (starts_with (line, length, names[i].line))
      {
        *content = names[i].content;
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_end (const char *line,
        gsize       length)
{
  return starts_with (line, length, "-----END PGP ") &&
         length > 18 && memcmp (line + length - 5, "-----", 5) == 0;
}

static int
digit_value (char digit)
{
  if (digit >= 'A' && digit <= 'Z')
    return digit - 'A';
  if (digit >= 'a' && digit <= 'z')
    return digit - 'a' + 26;
  if (digit >= '0' && digit <= '9')
    return digit - '0' + 52;

  return digit == '+' ? 62 : digit == '/' ? 63 : -1;
}

static void
block_begin (Block *block)
{
  block->start = block->length;
  block->bits = 0;
  block->n_digits = 0;
  block->padded = FALSE;
  block->checked = FALSE;
}

static gboolean
block_add (Block      *block,
           const char *line,
           gsize       length)
{
  if (block->checked)
    return length == 0;

  for (gsize i = 0; i < length; i++)
    {
      int value = digit_value (line[i]);

      if (line[i] == '=' && block->n_digits >= 2 && i + 2 >= length)
        {
          block->padded = TRUE;
          continue;
        }

      if (value < 0 || block->padded)
        return FALSE;

      block->bits = block->bits << 6 | (guint) value;
      if (++block->n_digits == 4)
        {
          block->data[block->length++] = (guint8) (block->bits >> 16);
          block->data[block->length++] = (guint8) (block->bits >> 8);
          block->data[block->length++] = (guint8) block->bits;
          block->n_digits = 0;
        }
    }

  return TRUE;
}

/* Writes the bytes of a last group that is not full; one digit alone is not
 * even one byte. */
static gboolean
block_flush (Block *block)
{
  guint32 bits = block->bits;

  if (block->n_digits == 1)
    return FALSE;

  if (block->n_digits == 2)
    block->data[block->length++] = (guint8) (bits >> 4);

  if (block->n_digits == 3)
    {
      block->data[block->length++] = (guint8) (bits >> 10);
      block->data[block->length++] = (guint8) (bits >> 2);
    }

  block->n_digits = 0;

  return TRUE;
}

/* @line is "=" and four digits. */
static gboolean
block_check (Block      *block,
             const char *line)
{
  guint8 computed[CRC_SIZE];
  guint32 stated = 0;

  if (block->checked || !block_flush (block))
    return FALSE;

  for (guint i = 1; i <= 4; i++)
    {
      int value = digit_value (line[i]);

      if (value < 0)
        return FALSE;

      stated = stated << 6 | (guint) value;
    }

  block->checked = TRUE;
  gcry_md_hash_buffer (GCRY_MD_CRC24_RFC2440, computed,
                       block->data + block->start, block->length - block->start);

  return stated == ((guint32) computed[0] << 16 | (guint32) computed[1] << 8 | computed[2]);
}

/* What one line inside a block does; FALSE with @error when it may not stand there. */
static gboolean
read_body_line (Block       *block,
                Place       *place,
                const char  *line,
                gsize        length,
                guint        number,
                GError     **error)
{
  if (is_end (line, length))
    {
      if (block_flush (block))
        {
          *place = OUTSIDE;
          return TRUE;
        }
    }
  else if (length == 5 && line[0] == '=')
    {
      if (block_check (block, line))
        return TRUE;

      g_set_error (error, HERALD_ARMOR_READER_ERROR, HERALD_ARMOR_READER_ERROR_DAMAGED,
                   /* TRANSLATORS: the placeholder is the number of a line */
                   _("The checksum in line %u does not fit the text before it, so this file was changed or damaged"),
                   number);
      return FALSE;
    }
  else if (block_add (block, line, length))
    {
      return TRUE;
    }

  g_set_error (error, HERALD_ARMOR_READER_ERROR, HERALD_ARMOR_READER_ERROR_DAMAGED,
               /* TRANSLATORS: the placeholder is the number of a line */
               _("Line %u is damaged: it cannot stand inside an armored key"),
               number);

  return FALSE;
}

static GBytes *
read_blocks (const char          *text,
             gsize                size,
             HeraldArmorContent  *content,
             GError             **error)
{
  g_autoptr(Block) block = g_new0 (Block, 1);
  Lines lines;
  Place place = OUTSIDE;
  const char *line;
  gsize length;
  GBytes *packets;
  g_autoptr(GError) line_error = NULL;

  block->data = g_malloc (size + 1);
  lines_begin (&lines, text, size);

  while (lines_next (&lines, &line, &length))
    {
      if (place == OUTSIDE)
        {
          HeraldArmorContent named;

          if (!read_begin (line, length, &named))
            continue;

          *content |= named;
          if ((named & (HERALD_ARMOR_CONTENT_PUBLIC_KEY | HERALD_ARMOR_CONTENT_PRIVATE_KEY)) == 0)
            continue;

          block_begin (block);
          place = IN_HEADERS;
          continue;
        }

      /* Where the empty line after the headers is lost, base64 has no colon. */
      if (place == IN_HEADERS)
        {
          if (length > 0 && memchr (line, ':', length) != NULL)
            continue;

          place = IN_BODY;
        }

      if (!read_body_line (block, &place, line, length, lines.number, &line_error))
        break;
    }

  /* What is wrong in half a line is that the other half is missing. */
  if (line_error != NULL && !lines_are_cut (&lines))
    {
      g_propagate_error (error, g_steal_pointer (&line_error));
      return NULL;
    }

  if (place != OUTSIDE)
    {
      g_set_error (error, HERALD_ARMOR_READER_ERROR, HERALD_ARMOR_READER_ERROR_DAMAGED,
                   /* TRANSLATORS: the placeholder is a number of bytes */
                   _("This file is cut off: it ends at byte %u without the END line of the key"),
                   (guint) size);
      return NULL;
    }

  if (*content == 0)
    {
      g_set_error_literal (error, HERALD_ARMOR_READER_ERROR, HERALD_ARMOR_READER_ERROR_NONE_FOUND,
                           _("This file holds no OpenPGP key"));
      return NULL;
    }

  packets = g_bytes_new_with_free_func (block->data, block->length, (GDestroyNotify) block_free, block);
  block = NULL;

  return packets;
}

static gboolean
is_whole_packets (const guint8 *data,
                  gsize         size)
{
  HeraldPacketStatus status;
  HeraldPacket packet;
  gsize offset = 0;

  do
    status = herald_packet_read (data, size, &offset, &packet);
  while (status == HERALD_PACKET_OK);

  return status == HERALD_PACKET_END && size > 0;
}

static gboolean
begins_like_packet (const guint8 *data,
                    gsize         size)
{
  HeraldPacket packet;
  HeraldPacketStatus status;

  status = herald_packet_read_header (data, size, 0, HERALD_PACKET_FLAGS_ALLOW_PARTIAL, &packet);

  return (status == HERALD_PACKET_OK || status == HERALD_PACKET_TRUNCATED) &&
         packet.tag <= HERALD_PACKET_PADDING;
}

/**
 * herald_armor_read:
 * @file: a key file as it came
 * @content: (out): what the armor calls itself, unnamed where there is none
 * @error: return location for an error
 *
 * Makes the bytes of a key file binary.
 *
 * Binary files pass as they are. Armor is found between any other text, with any
 * line ends, quoted or indented by a mail program, with or without the empty
 * line after its headers; the key blocks of a file are joined, other blocks only
 * noted in @content. The bytes are bounded by @file and wiped when freed, since
 * they may be a private key. Any thread. Source: RFC 9580, section 6.
 *
 * Returns: (transfer full): the packets; empty when there are only other blocks;
 *   or %NULL with a %HERALD_ARMOR_READER_ERROR
 */
GBytes *
herald_armor_read (GBytes              *file,
                   HeraldArmorContent  *content,
                   GError             **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) packets = NULL;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (content != NULL, NULL);

  herald_hash_init ();

  *content = HERALD_ARMOR_CONTENT_UNNAMED;
  data = g_bytes_get_data (file, &size);

  /* Letters with accents begin like packets too, so the first byte does not
   * tell: what reads to its end as packets is binary, and so is what has no
   * armor in it. */
  if (is_whole_packets (data, size))
    return g_bytes_ref (file);

  packets = read_blocks ((const char *) data, size, content, &local_error);

  if (g_error_matches (local_error, HERALD_ARMOR_READER_ERROR, HERALD_ARMOR_READER_ERROR_NONE_FOUND) &&
      begins_like_packet (data, size))
    return g_bytes_ref (file);

  if (packets == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return g_steal_pointer (&packets);
}
