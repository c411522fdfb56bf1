/* herald-unpack-mime.c: taking a MIME entity apart while it comes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-mime-library.h"
#include "herald-part.h"
#include "herald-text.h"
#include "herald-unpack-body.h"
#include "herald-unpack-decoder.h"
#include "herald-unpack-mime.h"

/* GMime keeps a stream that cannot seek in memory, and a hostile one could nest
 * parts without end. So the entity is split here, one level deep, and GMime reads
 * the headers of each part. */

#define MAX_HEADERS (64 * 1024)
#define MAX_BOUNDARY 200

typedef struct
{
  HeraldUnpackSource *source;
  HeraldUnpackFolder *folder;
  HeraldUnpackBody   *body;    /* NULL when there is one part alone */
  guint               n_parts;
} Mime;

/* Where the headers end, with the empty line; 0 when they do not. */
static gsize
find_headers_end (const guint8 *data,
                  gsize         length)
{
  gsize start = 0;

  for (;;)
    {
      const guint8 *feed = memchr (data + start, '\n', length - start);
      gsize end;

      if (feed == NULL)
        return 0;
      end = (gsize) (feed - data);
      if (end == start || (end == start + 1 && data[start] == '\r'))
        return end + 1;
      start = end + 1;
    }
}

static gboolean
is_header_line (const guint8 *line,
                gsize         length)
{
  gsize i = 0;

  if (length > 0 && (line[0] == ' ' || line[0] == '\t'))
    return TRUE;

  while (i < length && (g_ascii_isalnum (line[i]) || line[i] == '-'))
    i++;
  return i > 0 && i < length && line[i] == ':';
}

/**
 * herald_unpack_mime_recognise:
 * @data: how something begins
 * @length: the number of bytes
 *
 * Tells whether something begins like a MIME entity.
 *
 * That is: lines of headers alone, among them `Content-Type`, up to an empty line.
 *
 * Returns: %TRUE if it does
 */
gboolean
herald_unpack_mime_recognise (const guint8 *data,
                              gsize         length)
{
  static const char wanted[] = "content-type:";
  gsize end = find_headers_end (data, MIN (length, MAX_HEADERS));
  gboolean typed = FALSE;

  for (gsize start = 0; start < end;)
    {
      const guint8 *line = data + start;
      gsize n = (gsize) ((const guint8 *) memchr (line, '\n', end - start) - line);

      if (start + n + 1 == end)
        return typed;
      if (!is_header_line (line, n))
        return FALSE;
      typed = typed || (n >= strlen (wanted) &&
                        g_ascii_strncasecmp ((const char *) line, wanted, strlen (wanted)) == 0);
      start += n + 1;
    }

  return FALSE;
}

static gboolean
refuse (int          code,
        const char  *message,
        GError     **error)
{
  g_set_error_literal (error, HERALD_DOCUMENT_ERROR, code, message);
  return FALSE;
}

static GMimeObject *
parse_headers (const guint8 *data,
               gsize         length)
{
  g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer ((const char *) data, length);
  g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream (stream);

  return g_mime_parser_construct_part (parser, NULL);
}

static gboolean
read_headers (Mime         *self,
              GMimeObject **object,
              GError      **error)
{
  gsize available = 0;
  gsize end;
  const guint8 *data = herald_unpack_source_peek (self->source, MAX_HEADERS, &available, error);

  if (data == NULL)
    return FALSE;

  end = find_headers_end (data, MIN (available, MAX_HEADERS));
  if (end == 0 && available < MAX_HEADERS)
    return refuse (HERALD_DOCUMENT_ERROR_TRUNCATED, _("This message is cut off"), error);
  if (end > 0)
    *object = parse_headers (data, end);
  if (end == 0 || *object == NULL)
    return refuse (HERALD_DOCUMENT_ERROR_FORMAT,
                   _("A part of this message has headers that cannot be read"), error);

  herald_unpack_source_consume (self->source, end);
  return TRUE;
}

static const char *
get_file_name (GMimeObject *object)
{
  const char *name = NULL;

  if (GMIME_IS_PART (object))
    name = g_mime_part_get_filename (GMIME_PART (object));

  return name != NULL && *name != '\0' ? name : NULL;
}

/* A part of the report stands in the body; what is attached never passes for one. */
static char *
choose_name (Mime        *self,
             GMimeObject *object)
{
  static const char * const own[] = {
    HERALD_PART_JSON, HERALD_PART_MANIFEST, HERALD_PART_REPLY_KEY, HERALD_PART_PADDING, NULL
  };
  const char *disposition = g_mime_object_get_disposition (object);
  gboolean attached = disposition != NULL &&
                      g_ascii_strcasecmp (disposition, GMIME_DISPOSITION_ATTACHMENT) == 0;
  const char *name = get_file_name (object);

  if (name != NULL && !attached && g_strv_contains (own, name))
    return g_strdup (name);
  if (name == NULL && !attached && self->n_parts == 1 &&
      g_mime_content_type_is_type (g_mime_object_get_content_type (object), "text", "plain"))
    return g_strdup (HERALD_PART_TEXT);
  if (name == NULL)
    return g_strdup_printf (HERALD_PART_ATTACHMENTS "part-%u", self->n_parts);

  return g_strconcat (HERALD_PART_ATTACHMENTS, name, NULL);
}

static GMimeContentEncoding
get_encoding (GMimeObject *object)
{
  return GMIME_IS_PART (object) ? g_mime_part_get_content_encoding (GMIME_PART (object))
                                : GMIME_CONTENT_ENCODING_DEFAULT;
}

static void
tell_of_nesting (Mime        *self,
                 GMimeObject *object,
                 const char  *name)
{
  g_autofree char *shown = NULL;

  if (GMIME_IS_PART (object))
    return;

  shown = herald_text_show_hidden (name, FALSE);
  herald_unpack_result_add_finding (herald_unpack_folder_get_result (self->folder),
                                    /* TRANSLATORS: %s is the name of a file */
                                    _("“%s” is a message of its own and was kept unopened"),
                                    shown);
}

static gboolean
read_content (Mime                *self,
              HeraldUnpackDecoder *decoder,
              gboolean            *last,
              GError             **error)
{
  if (self->body != NULL)
    return herald_unpack_body_read (self->body, decoder, last, error);

  *last = TRUE;
  return herald_unpack_body_read_all (self->source, decoder, error);
}

static gboolean
unpack_part (Mime         *self,
             GMimeObject  *object,
             gboolean     *last,
             GError      **error)
{
  g_autofree char *name = NULL;
  g_autoptr(HeraldUnpackDecoder) decoder = NULL;

  self->n_parts++;
  name = choose_name (self, object);
  decoder = herald_unpack_decoder_new (self->folder, get_encoding (object),
                                       g_str_equal (name, HERALD_PART_TEXT));
  tell_of_nesting (self, object, name);

  return herald_unpack_folder_begin (self->folder, name, error) &&
         read_content (self, decoder, last, error) &&
         herald_unpack_decoder_end (decoder, error) &&
         herald_unpack_folder_end (self->folder, error);
}

static gboolean
unpack_parts (Mime    *self,
              GError **error)
{
  gboolean last = FALSE;

  if (!herald_unpack_body_read (self->body, NULL, &last, error))
    return FALSE;

  while (!last)
    {
      g_autoptr(GMimeObject) object = NULL;

      if (!read_headers (self, &object, error) || !unpack_part (self, object, &last, error))
        return FALSE;
    }

  return herald_unpack_source_drain (self->source, error);
}

static gboolean
unpack_root (Mime         *self,
             GMimeObject  *root,
             GError      **error)
{
  const char *boundary = g_mime_object_get_content_type_parameter (root, "boundary");
  GMimeContentType *type = g_mime_object_get_content_type (root);
  gboolean last = FALSE;
  gboolean good;

  if (!g_mime_content_type_is_type (type, "multipart", "*"))
    return unpack_part (self, root, &last, error);

  if (boundary == NULL || *boundary == '\0' || strlen (boundary) > MAX_BOUNDARY)
    return refuse (HERALD_DOCUMENT_ERROR_FORMAT,
                   _("This message does not say where its parts begin"), error);

  self->body = herald_unpack_body_new (self->source, boundary);
  good = unpack_parts (self, error);
  herald_unpack_body_free (self->body);

  return good;
}

/**
 * herald_unpack_mime:
 * @source: the entity
 * @folder: where its parts go
 * @error: return location for an error
 *
 * Unpacks a MIME entity as it comes.
 *
 * It does so one level deep: a multipart inside is kept as it is.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_unpack_mime (HeraldUnpackSource  *source,
                    HeraldUnpackFolder  *folder,
                    GError             **error)
{
  Mime self = { .source = source, .folder = folder };
  g_autoptr(GMimeObject) root = NULL;

  herald_mime_library_init ();

  return read_headers (&self, &root, error) && unpack_root (&self, root, error);
}
