/* herald-mime-part.c: a MIME part whose content is streamed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-mime-base64.h"
#include "herald-mime-part.h"
#include "herald-mime-sink.h"
#include "herald-part-reader.h"

/* GMime would hand an attachment on in pieces of 4 KiB, and look at every byte
 * of its base64 once more for bare line ends: a fifth of the speed. So GMime
 * makes the headers and the frame, and the content comes from here. */

/* RFC 5322, 2.1.1: the longest line, without its end. */
#define MAX_LINE 998
#define PADDING_LINE 76

typedef enum
{
  CONTENT_BASE64,
  CONTENT_LINES,
  CONTENT_PADDING,
} Content;

struct _HeraldMimePart
{
  GMimePart         parent_instance;
  Content           content;
  const HeraldPart *part;
  guint64           padding;
};

G_DEFINE_FINAL_TYPE (HeraldMimePart, herald_mime_part, GMIME_TYPE_PART)

static gboolean
write_base64 (HeraldMimePart *self,
              HeraldSink     *sink)
{
  g_autoptr(HeraldPartReader) reader = herald_part_reader_new (self->part);
  const gsize room = HERALD_MIME_BASE64_LINES * HERALD_MIME_BASE64_LINE_BYTES;
  g_autofree guint8 *bytes = g_malloc (room);
  g_autofree char *lines = g_malloc (HERALD_MIME_BASE64_LINES * HERALD_MIME_BASE64_LINE_CHARS);
  gboolean first = TRUE;

  for (;;)
    {
      g_autoptr(GError) error = NULL;
      gssize n = herald_part_reader_read (reader, bytes, room, &error);

      if (n < 0)
        herald_sink_fail (sink, g_steal_pointer (&error));
      if (n <= 0)
        return n == 0;
      if (!herald_sink_write (sink, lines,
                              herald_mime_base64_encode (bytes, (gsize) n, first, lines)))
        return FALSE;
      first = FALSE;
    }
}

static gboolean
write_lines (HeraldMimePart *self,
             HeraldSink     *sink)
{
  const char *line = herald_part_get_text (self->part);
  gboolean good = TRUE;

  while (good && *line != '\0')
    {
      const char *end = strchrnul (line, '\n');

      good = herald_sink_write (sink, line, (gsize) (end - line));
      if (good && *end == '\n')
        good = herald_sink_write (sink, "\r\n", 2);
      line = *end == '\n' ? end + 1 : end;
    }

  return good;
}

/* Lines of zeros, of any length in all: one byte short of a line, where there is
 * room for half a line end, the last line is one shorter. */
static gboolean
write_padding (HeraldMimePart *self,
               HeraldSink     *sink)
{
  char block[512 * (PADDING_LINE + 2)];
  const gsize line = PADDING_LINE + 2;
  guint64 left = self->padding;
  gsize rest;

  memset (block, '0', sizeof block);
  for (gsize i = PADDING_LINE; i < sizeof block; i += line)
    memcpy (block + i, "\r\n", 2);

  for (; left >= sizeof block; left -= sizeof block)
    if (!herald_sink_write (sink, block, sizeof block))
      return FALSE;

  rest = (gsize) left;
  if (rest % line == line - 1)
    memcpy (block + rest - 2, "\r\n", 2);

  return herald_sink_write (sink, block, rest);
}

static guint64
count_content (HeraldMimePart *self)
{
  guint64 size;

  if (self->content == CONTENT_PADDING)
    return self->padding;

  size = herald_part_get_size (self->part);
  if (self->content == CONTENT_BASE64)
    return herald_mime_base64_get_length (size);

  for (const char *p = herald_part_get_text (self->part); *p != '\0'; p++)
    size += *p == '\n';
  return size;
}

static gboolean
write_content (HeraldMimePart *self,
               HeraldSink     *sink)
{
  if (self->content == CONTENT_BASE64)
    return write_base64 (self, sink);
  if (self->content == CONTENT_LINES)
    return write_lines (self, sink);
  return write_padding (self, sink);
}

/* The part has no content of GMime's own, so that the parent writes the headers. */
static ssize_t
herald_mime_part_write_to_stream (GMimeObject        *object,
                                  GMimeFormatOptions *options,
                                  gboolean            content_only,
                                  GMimeStream        *stream)
{
  HeraldMimePart *self = HERALD_MIME_PART (object);
  HeraldSink *sink = herald_mime_sink_get_sink (HERALD_MIME_SINK (stream));
  guint64 start = herald_sink_get_length (sink);
  GMimeObjectClass *parent_class = GMIME_OBJECT_CLASS (herald_mime_part_parent_class);

  if (parent_class->write_to_stream (object, options, content_only, stream) < 0)
    return -1;

  if (herald_sink_is_measure (sink))
    herald_sink_skip (sink, count_content (self));
  else if (!write_content (self, sink))
    return -1;

  return (ssize_t) (herald_sink_get_length (sink) - start);
}

static void
herald_mime_part_class_init (HeraldMimePartClass *klass)
{
  GMIME_OBJECT_CLASS (klass)->write_to_stream = herald_mime_part_write_to_stream;
}

static void
herald_mime_part_init (HeraldMimePart *self)
{
}

/* RFC 2231 and UTF-8 always; GMime would pick the smallest charset there is. */
static void
pin_charset (GMimeParamList *params,
             const char     *name)
{
  GMimeParam *param = g_mime_param_list_get_parameter (params, name);

  g_mime_param_set_charset (param, "utf-8");
  g_mime_param_set_encoding_method (param, GMIME_PARAM_ENCODING_METHOD_RFC2231);
}

static void
set_name (GMimeObject *object,
          const char  *disposition,
          const char  *name)
{
  g_mime_object_set_disposition (object, disposition);
  g_mime_part_set_filename (GMIME_PART (object), name);
  pin_charset (g_mime_content_type_get_parameters (g_mime_object_get_content_type (object)),
               "name");
  pin_charset (g_mime_content_disposition_get_parameters (
                 g_mime_object_get_content_disposition (object)),
               "filename");
}

/* Messages and multiparts must not be base64 (RFC 2045, 6.4), and what is no
 * media type at all must not get into a header. */
static gboolean
is_plain_type (const char *media_type)
{
  static const char * const families[] = {
    "application/", "audio/", "font/", "image/", "model/", "text/", "video/", NULL
  };

  for (guint i = 0; families[i] != NULL; i++)
    {
      gsize length = strlen (families[i]);

      if (g_str_has_prefix (media_type, families[i]))
        return media_type[length] != '\0' &&
               strspn (media_type + length,
                       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_")
                 == strlen (media_type + length);
    }

  return FALSE;
}

static HeraldMimePart *
new_part (const char *media_type)
{
  HeraldMimePart *self = g_object_new (HERALD_TYPE_MIME_PART, NULL);
  g_autofree char *type = g_strdup (is_plain_type (media_type) ? media_type
                                                               : "application/octet-stream");
  char *slash = strchr (type, '/');
  g_autoptr(GMimeContentType) content_type = NULL;

  *slash = '\0';
  content_type = g_mime_content_type_new (type, slash + 1);
  g_mime_object_set_content_type (GMIME_OBJECT (self), content_type);

  return self;
}

/* Text that survives as lines of a mail: every line short enough, and no carriage
 * return that could not be told from a line end afterwards. */
static gboolean
fits_lines (const char *text)
{
  while (*text != '\0')
    {
      gsize length = strcspn (text, "\r\n");

      if (length > MAX_LINE || text[length] == '\r')
        return FALSE;
      text += length + (text[length] == '\n');
    }

  return TRUE;
}

static void
choose_encoding (HeraldMimePart *self)
{
  const char *text = herald_part_get_text (self->part);
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (self));
  GMimeContentEncoding encoding = GMIME_CONTENT_ENCODING_BASE64;

  if (text != NULL && g_mime_content_type_is_type (type, "text", "*"))
    {
      g_mime_object_set_content_type_parameter (GMIME_OBJECT (self), "charset", "utf-8");
      if (fits_lines (text))
        {
          self->content = CONTENT_LINES;
          encoding = g_str_is_ascii (text) ? GMIME_CONTENT_ENCODING_7BIT
                                           : GMIME_CONTENT_ENCODING_8BIT;
        }
    }

  g_mime_part_set_content_encoding (GMIME_PART (self), encoding);
}

/**
 * herald_mime_part_new:
 * @part: a part, which must outlive the result
 *
 * Makes the MIME part of a part.
 *
 * Text in memory of a `text/` type is written as lines, or as base64 where that
 * would change it; all else is base64. `report.txt` is the body and has no name;
 * the other parts of the report are `inline`, attachments are `attachment`.
 *
 * Returns: (transfer full): a MIME part
 */
GMimeObject *
herald_mime_part_new (const HeraldPart *part)
{
  HeraldMimePart *self = new_part (herald_part_get_media_type (part));
  const char *name = herald_part_get_name (part);

  self->part = part;
  choose_encoding (self);
  if (!g_str_equal (name, HERALD_PART_TEXT))
    set_name (GMIME_OBJECT (self),
              herald_part_is_attachment (part) ? GMIME_DISPOSITION_ATTACHMENT
                                               : GMIME_DISPOSITION_INLINE,
              herald_part_get_base_name (part));

  return GMIME_OBJECT (self);
}

/**
 * herald_mime_part_new_padding:
 *
 * Makes the part that hides the size of the others.
 *
 * Returns: (transfer full): a MIME part
 */
GMimeObject *
herald_mime_part_new_padding (void)
{
  HeraldMimePart *self = new_part ("application/octet-stream");

  self->content = CONTENT_PADDING;
  g_mime_part_set_content_encoding (GMIME_PART (self), GMIME_CONTENT_ENCODING_7BIT);
  set_name (GMIME_OBJECT (self), GMIME_DISPOSITION_INLINE, HERALD_PART_PADDING);

  return GMIME_OBJECT (self);
}

/**
 * herald_mime_part_set_padding:
 * @self: the part that hides the size of the others
 * @length: a number of bytes
 *
 * Says how many bytes of padding there are.
 */
void
herald_mime_part_set_padding (HeraldMimePart *self,
                              guint64         length)
{
  g_return_if_fail (HERALD_IS_MIME_PART (self));

  self->padding = length;
}
