/* herald-mime.c: the container of a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include "herald-mime-library.h"
#include "herald-mime-part.h"
#include "herald-mime-sink.h"
#include "herald-mime.h"
#include "herald-padding.h"
#include "herald-sink.h"
#include "herald-text.h"

typedef struct
{
  GMimeObject    *root;
  HeraldMimePart *padding;
  guint64         size;
} Entity;

/* No value begins a line of its own, or hides anything from whoever reads it. */
static char *
clean_value (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t' || herald_text_is_hidden (c))
        c = ' ';
      g_string_append_unichar (clean, c);
    }

  return g_string_free (clean, FALSE);
}

static void
set_headers (GMimeObject        *root,
             const char * const *headers)
{
  for (guint i = 0; headers != NULL && headers[i] != NULL; i += 2)
    {
      g_autofree char *value = clean_value (headers[i + 1]);

      g_mime_object_append_header (root, headers[i], value, "utf-8");
    }
}

/* RFC 9788 says hp="cipher"; Thunderbird wants its older mark beside it. GMime
 * would leave the quotes out, which readers that only look for the words miss. */
static GMimeObject *
new_root (const char * const *headers,
          const char         *boundary)
{
  GMimeObject *root = GMIME_OBJECT (g_mime_multipart_new_with_subtype ("mixed"));
  GMimeHeaderList *list = g_mime_object_get_header_list (root);
  g_autofree char *type =
    g_strdup_printf (" multipart/mixed; boundary=\"%s\";\r\n"
                     " protected-headers=\"v1\"; hp=\"cipher\"\r\n", boundary);

  g_mime_header_set_raw_value (g_mime_header_list_get_header_at (list, 0), type);
  set_headers (root, headers);

  return root;
}

static void
write_entity (Entity     *entity,
              HeraldSink *sink)
{
  g_autoptr(GMimeStream) stream = herald_mime_sink_new (sink);
  GMimeFormatOptions *options = g_mime_format_options_new ();

  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_object_write_to_stream (entity->root, options, stream);
  g_mime_format_options_free (options);
}

static guint64
measure (Entity *entity)
{
  g_autoptr(HeraldSink) sink = herald_sink_new_measure ();

  write_entity (entity, sink);
  return herald_sink_get_length (sink);
}

static void
entity_init (Entity             *entity,
             GPtrArray          *parts,
             const char * const *headers,
             const char         *boundary)
{
  g_autoptr(GMimeObject) padding = NULL;
  guint64 bare;

  herald_mime_library_init ();

  entity->root = new_root (headers, boundary);
  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr(GMimeObject) part = herald_mime_part_new (g_ptr_array_index (parts, i));

      g_mime_multipart_add (GMIME_MULTIPART (entity->root), part);
    }
  padding = herald_mime_part_new_padding ();
  g_mime_multipart_add (GMIME_MULTIPART (entity->root), padding);
  entity->padding = HERALD_MIME_PART (padding);

  bare = measure (entity);
  entity->size = herald_padme (bare);
  herald_mime_part_set_padding (entity->padding, entity->size - bare);
}

/**
 * herald_mime_get_size:
 * @parts: (element-type HeraldPart): the parts, in their order, without padding
 * @headers: (nullable): as for herald_mime_write()
 * @boundary: as for herald_mime_write()
 *
 * Computes the size of what herald_mime_write() will write, padding and all.
 *
 * No file is read.
 *
 * Returns: a number of bytes
 */
guint64
herald_mime_get_size (GPtrArray          *parts,
                      const char * const *headers,
                      const char         *boundary)
{
  Entity entity;

  g_return_val_if_fail (parts != NULL && boundary != NULL, 0);

  entity_init (&entity, parts, headers, boundary);
  g_object_unref (entity.root);

  return entity.size;
}

/**
 * herald_mime_write:
 * @parts: (element-type HeraldPart): the parts, in their order, without padding
 * @headers: (nullable): protected headers: name, value, name, value, %NULL; UTF-8
 * @boundary: 1 to 70 characters from `A-Za-z0-9-`, not to be guessed by whoever
 *   made the parts
 * @fd: a file or pipe, open for writing, which stays the caller's
 * @cancellable: (nullable): stops the writing at any moment
 * @error: return location for an error
 *
 * Writes a MIME entity, with CRLF line ends: `multipart/mixed`, the last part
 * padding.
 *
 * The text of a `text/` part is written with CRLF line ends and read back with
 * LF, so that its SHA-256 is that of the text given. A header's value can bring
 * no line of its own: what is not to be seen in it becomes a space. The same
 * arguments give the same bytes.
 *
 * Thread: any; @parts are only read. Memory does not grow with the parts.
 *
 * Source: RFC 2045, 2046, 2231; RFC 9788 for the protected headers.
 *
 * Returns: %TRUE on success; %FALSE with %HERALD_DOCUMENT_ERROR_CHANGED,
 *   %G_IO_ERROR_CANCELLED or another error
 */
gboolean
herald_mime_write (GPtrArray           *parts,
                   const char * const  *headers,
                   const char          *boundary,
                   int                  fd,
                   GCancellable        *cancellable,
                   GError             **error)
{
  g_autoptr(HeraldSink) sink = NULL;
  Entity entity;

  g_return_val_if_fail (parts != NULL && boundary != NULL && fd >= 0, FALSE);

  entity_init (&entity, parts, headers, boundary);
  sink = herald_sink_new (fd, cancellable);
  write_entity (&entity, sink);
  g_object_unref (entity.root);

  return herald_sink_finish (sink, entity.size, error);
}
