/* herald-address.c: whether a text is an e-mail address, an endpoint or a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "herald-address.h"
#include "herald-text.h"

#define MAX_MAILBOX 254
#define MAX_LOCAL   64
#define MAX_LABEL   63
#define MAX_URL     2048

/* Atoms of printable ASCII, with single dots between them. */
static gboolean
is_dot_atom (const char *text,
             gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '.')
        {
          if (i == 0 || i + 1 == length || text[i - 1] == '.')
            return FALSE;
        }
      else if (!g_ascii_isalnum (text[i]) && (text[i] == '\0' || strchr ("!#$%&'*+-/=?^_`{|}~", text[i]) == NULL))
        return FALSE;
    }

  return length > 0 && length <= MAX_LOCAL;
}

static gboolean
is_domain (const char *text)
{
  g_auto(GStrv) labels = g_strsplit (text, ".", -1);

  if (g_strv_length (labels) < 2)
    return FALSE;

  for (guint i = 0; labels[i] != NULL; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > MAX_LABEL || labels[i][0] == '-' || labels[i][length - 1] == '-')
        return FALSE;
      for (gsize j = 0; j < length; j++)
        {
          if (!g_ascii_isalnum (labels[i][j]) && labels[i][j] != '-')
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * herald_address_is_mailbox:
 * @text: a text
 *
 * Tells whether a text is one plain e-mail address and nothing else.
 *
 * It is an addr-spec (RFC 5322, 3.4.1) of ASCII characters whose local part is
 * a dot-atom and whose domain has at least two labels: no name, comment, quoted
 * part, literal or white space, and at most 254 bytes. So it can be written
 * into a header as it is.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_address_is_mailbox (const char *text)
{
  const char *at;

  g_return_val_if_fail (text != NULL, FALSE);

  at = strchr (text, '@');
  return at != NULL && strlen (text) <= MAX_MAILBOX && is_dot_atom (text, (gsize) (at - text)) &&
         is_domain (at + 1);
}

static GUri *
parse_url (const char *text)
{
  g_autoptr(GUri) uri = NULL;

  if (strlen (text) > MAX_URL || !g_utf8_validate (text, -1, NULL) || herald_text_find_hidden (text) != NULL)
    return NULL;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isspace (g_utf8_get_char (p)) || *p == '\\')
        return NULL;
    }

  uri = g_uri_parse (text, G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      g_uri_get_userinfo (uri) != NULL)
    return NULL;

  return g_steal_pointer (&uri);
}

/* An onion service is authenticated by its name alone. */
static gboolean
is_onion (const char *host)
{
  return g_str_has_suffix (host, ".onion") && strlen (host) > strlen (".onion");
}

/**
 * herald_address_is_endpoint:
 * @text: a text
 *
 * Tells whether a text is an address to which a report can be sent.
 *
 * It is an absolute `https` address of ASCII characters with a host, without
 * user name, password and fragment, and at most 2048 bytes. For an onion
 * service `http` will do.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_address_is_endpoint (const char *text)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  uri = g_str_is_ascii (text) ? parse_url (text) : NULL;
  if (uri == NULL || g_uri_get_fragment (uri) != NULL || strpbrk (text, "\"<>^`{|}") != NULL)
    return FALSE;

  return g_str_equal (g_uri_get_scheme (uri), "https") ||
         (g_str_equal (g_uri_get_scheme (uri), "http") && is_onion (g_uri_get_host (uri)));
}

/**
 * herald_address_is_page:
 * @text: a text
 *
 * Tells whether a text is the address of a page that a browser can open.
 *
 * It is an absolute `https` or `http` address with a host, without user name,
 * password, white space and hidden characters, and at most 2048 bytes.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_address_is_page (const char *text)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  uri = parse_url (text);
  return uri != NULL && (g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http"));
}
