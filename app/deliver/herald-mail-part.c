/* herald-mail-part.c: the headers of a mail or of one of its parts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-text.h"

#include "herald-mail-part.h"

/* GMime decodes words, parameters and names here. It is not given the file:
 * its parser descends into every part and looks at every line, while the
 * message can only be in an outermost part. */

#define MAX_HEADERS (64 * 1024)

/* The headers that say what a part is. Two answers would let two readers see
 * two different mails. */
static const char * const single[] = {
  "Content-Type",
  "Content-Transfer-Encoding",
  "Content-Disposition",
};

static GMimeParserOptions *
get_options (void)
{
  static gsize options = 0;

  if (g_once_init_enter (&options))
    {
      g_mime_init ();
      g_once_init_leave (&options, GPOINTER_TO_SIZE (g_mime_parser_options_new ()));
    }

  return GSIZE_TO_POINTER (options);
}

static gboolean
fail (GError          **error,
      HeraldMailError   code,
      const char       *message)
{
  g_set_error_literal (error, HERALD_MAIL_ERROR, code, message);
  return FALSE;
}

/* Takes one line of the header block, without its line end. */
static gboolean
add_line (GPtrArray   *headers,
          const char  *line,
          gsize        length,
          GError     **error)
{
  gsize name = 0;
  char *value;

  if (memchr (line, '\0', length) != NULL)
    return fail (error, HERALD_MAIL_ERROR_DAMAGED, _("A header of this mail holds a NUL byte"));

  if (line[0] == ' ' || line[0] == '\t')
    {
      if (headers->len == 0)
        return fail (error, HERALD_MAIL_ERROR_NOT_A_MAIL, _("This is not a mail: it does not begin with a header"));

      g_string_append_len (g_ptr_array_index (headers, headers->len - 1), line, (gssize) length);
      return TRUE;
    }

  while (name < length && line[name] > ' ' && line[name] < 0x7f && line[name] != ':')
    name++;
  if (name == 0 || name == length || line[name] != ':')
    return headers->len == 0
      ? fail (error, HERALD_MAIL_ERROR_NOT_A_MAIL, _("This is not a mail: it does not begin with a header"))
      : fail (error, HERALD_MAIL_ERROR_DAMAGED, _("A header of this mail has no name"));

  value = g_strndup (line + name + 1, length - name - 1);
  g_ptr_array_add (headers, g_string_new_len (line, (gssize) name));
  g_ptr_array_add (headers, g_string_new (g_strchug (value)));
  g_free (value);
  return TRUE;
}

/* Walks the header block up to its empty line, or to the end of the part: a
 * part may lack a body. */
static gboolean
read_lines (GPtrArray  *headers,
            const char *block,
            gsize       length,
            gsize      *body,
            GError    **error)
{
  gsize at = 0;

  while (at < length)
    {
      const char *line = block + at, *end = memchr (line, '\n', length - at);
      gsize n = end != NULL ? (gsize) (end - line) : length - at;

      at += end != NULL ? n + 1 : n;
      if (n > 0 && line[n - 1] == '\r')
        n--;
      if (n == 0)
        break;
      if (!add_line (headers, line, n, error))
        return FALSE;
    }

  *body = at;
  return TRUE;
}

static gboolean
check_single (GStrv    headers,
              GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      guint n = 0;

      for (guint j = 0; headers[j] != NULL; j += 2)
        if (g_ascii_strcasecmp (headers[j], single[i]) == 0)
          n++;
      if (n > 1)
        {
          g_set_error (error, HERALD_MAIL_ERROR, HERALD_MAIL_ERROR_DAMAGED,
                       /* TRANSLATORS: %s is the name of a mail header, such as “Content-Type” */
                       _("The header “%s” of this mail is there twice"), single[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static const char *
find_header (const HeraldMailPart *self,
             const char           *name)
{
  for (guint i = 0; self->headers[i] != NULL; i += 2)
    if (g_ascii_strcasecmp (self->headers[i], name) == 0)
      return self->headers[i + 1];

  return NULL;
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static GStrv
steal_strings (GPtrArray *strings)
{
  GStrv array = g_new0 (char *, strings->len + 1);

  for (guint i = 0; i < strings->len; i++)
    array[i] = g_strdup (((GString *) strings->pdata[i])->str);

  return array;
}

/**
 * herald_mail_part_read:
 * @self: (out caller-allocates): the part; clear it after success
 * @source: the mail
 * @start: where the part begins
 * @end: where it ends
 * @error: return location for an error
 *
 * Reads the headers of a mail or of one of its parts, at most 64 KiB of them.
 *
 * Lines may end in CRLF or LF, for mail programs keep mails as they like.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_mail_part_read (HeraldMailPart          *self,
                       const HeraldMailSource  *source,
                       guint64                  start,
                       guint64                  end,
                       GError                 **error)
{
  g_autoptr (GPtrArray) headers = g_ptr_array_new_with_free_func (free_string);
  g_autofree char *block = g_malloc (MAX_HEADERS);
  gssize length;
  gsize body;

  length = herald_mail_source_read (source, start, block, MIN (end - start, MAX_HEADERS), error);
  if (length < 0 || !read_lines (headers, block, (gsize) length, &body, error))
    return FALSE;
  if (body == MAX_HEADERS)
    return fail (error, HERALD_MAIL_ERROR_LIMIT, _("The headers of this mail are larger than 64 KiB"));

  self->headers = steal_strings (headers);
  self->body = start + body;
  self->end = end;

  if (check_single (self->headers, error))
    return TRUE;

  herald_mail_part_clear (self);
  return FALSE;
}

/**
 * herald_mail_part_clear:
 * @self: a part
 *
 * Frees what a part holds.
 */
void
herald_mail_part_clear (HeraldMailPart *self)
{
  g_clear_pointer (&self->headers, g_strfreev);
}

/**
 * herald_mail_part_get_type:
 * @self: a part
 *
 * Gets what kind of part it is; plain text if it does not say (RFC 2045 §5.2).
 *
 * Returns: (transfer full): its content type
 */
GMimeContentType *
herald_mail_part_get_type (const HeraldMailPart *self)
{
  const char *value = find_header (self, "Content-Type");

  return g_mime_content_type_parse (get_options (), value != NULL ? value : "text/plain");
}

/**
 * herald_mail_part_get_encoding:
 * @self: a part
 *
 * Gets how its body is encoded for transfer; an unknown way counts as none.
 *
 * Returns: the encoding
 */
HeraldMailEncoding
herald_mail_part_get_encoding (const HeraldMailPart *self)
{
  const char *value = find_header (self, "Content-Transfer-Encoding");
  g_autofree char *name = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  if (name != NULL && g_ascii_strcasecmp (name, "base64") == 0)
    return HERALD_MAIL_ENCODING_BASE64;
  if (name != NULL && g_ascii_strcasecmp (name, "quoted-printable") == 0)
    return HERALD_MAIL_ENCODING_QUOTED_PRINTABLE;

  return HERALD_MAIL_ENCODING_NONE;
}

/**
 * herald_mail_part_get_name:
 * @self: a part
 *
 * Gets the file name that a part gives itself, in whichever of the two places.
 *
 * Returns: (transfer full) (nullable): the name, safe to show and to nothing
 *   else, or %NULL
 */
char *
herald_mail_part_get_name (const HeraldMailPart *self)
{
  const char *value = find_header (self, "Content-Disposition"), *name = NULL;
  g_autoptr (GMimeContentDisposition) disposition = NULL;
  g_autoptr (GMimeContentType) type = herald_mail_part_get_type (self);

  if (value != NULL)
    {
      disposition = g_mime_content_disposition_parse (get_options (), value);
      name = g_mime_content_disposition_get_parameter (disposition, "filename");
    }
  if (name == NULL)
    name = g_mime_content_type_get_parameter (type, "name");

  return name != NULL ? herald_text_show_hidden (name, FALSE) : NULL;
}

/**
 * herald_mail_part_get_shown:
 * @self: a part
 *
 * Gets the headers as a person reads them.
 *
 * Encoded words are decoded, and what could mislead the eye is made visible.
 *
 * Returns: (transfer full): name, value, name, value, …
 */
GStrv
herald_mail_part_get_shown (const HeraldMailPart *self)
{
  GStrv shown = g_strdupv (self->headers);

  for (guint i = 0; shown[i] != NULL; i += 2)
    {
      g_autofree char *value = g_strdelimit (shown[i + 1], "\t", ' ');
      g_autofree char *decoded = g_mime_utils_header_decode_text (get_options (), value);

      shown[i + 1] = herald_text_show_hidden (decoded, FALSE);
    }

  return shown;
}
