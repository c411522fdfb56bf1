/* herald-drop-request.c: what the program that touches the network is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-decoder.h"
#include "herald-hash.h"

#include "herald-delivery.h"
#include "herald-drop-request.h"

#define ID_LENGTH      32
#define MAX_URL        2048
#define MAX_AUTHORITY  (1024 * 1024)
#define MIN_SECRET     16
#define MAX_SECRET     128
#define MAX_PATIENCE   (60 * 60 * 1000)

static const char * const modes[] = {
  [HERALD_DROP_SUBMIT] = "submit",
  [HERALD_DROP_ANSWERS] = "answers",
  [HERALD_DROP_PROBE] = "probe",
  NULL
};

static const HeraldDropPatience direct_patience = { 30 * 1000, 15 * 1000, 30 * 1000, 60 * 1000 };
static const HeraldDropPatience tor_patience = { 60 * 1000, 15 * 1000, 60 * 1000, 120 * 1000 };

/**
 * herald_drop_request_new:
 * @mode: what to do
 * @route: which way
 * @endpoint: where to; "" for a probe
 *
 * Makes a request with the usual patience for its route.
 *
 * Returns: (transfer full): the request, whose other members are empty
 */
HeraldDropRequest *
herald_drop_request_new (HeraldDropMode     mode,
                         const HeraldRoute *route,
                         const char        *endpoint)
{
  HeraldDropRequest *self = g_new0 (HeraldDropRequest, 1);

  self->mode = mode;
  self->route = *route;
  self->patience = route->kind == HERALD_ROUTE_SOCKS5 ? tor_patience : direct_patience;
  self->endpoint = g_strdup (endpoint);
  self->authority = g_strdup ("");
  self->pins = g_new0 (char *, 1);
  self->key = g_strdup ("");
  self->sha256 = g_strdup ("");
  self->follow_up = g_strdup ("");
  self->secret = g_strdup ("");

  return self;
}

/**
 * herald_drop_request_free:
 * @self: (transfer full): a request
 *
 * Frees a request, and wipes the secret in it.
 */
void
herald_drop_request_free (HeraldDropRequest *self)
{
  g_free (self->endpoint);
  g_free (self->authority);
  g_strfreev (self->pins);
  g_free (self->key);
  g_free (self->sha256);
  g_free (self->follow_up);
  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self);
}

/**
 * herald_drop_request_set_authority:
 * @self: a request
 * @file: (nullable): certificates, PEM, perhaps with words around them
 *
 * Says who alone vouches for the server; without, those whom the system trusts.
 *
 * Of the file only the certificates go along. One without any vouches for
 * nobody, and does not become one that is not there.
 */
void
herald_drop_request_set_authority (HeraldDropRequest *self,
                                   GBytes            *file)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  GString *blocks = g_string_new (NULL);
  gboolean inside = FALSE;

  if (file != NULL)
    text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      inside = inside || g_str_equal (line, "-----BEGIN CERTIFICATE-----");
      if (inside && g_str_is_ascii (line))
        g_string_append_printf (blocks, "%s\n", line);
      inside = inside && !g_str_equal (line, "-----END CERTIFICATE-----");
    }
  if (file != NULL && blocks->len == 0)
    g_string_append (blocks, "none\n");

  g_free (self->authority);
  self->authority = g_string_free (blocks, FALSE);
}

/**
 * herald_drop_is_secret:
 * @text: a text
 *
 * Tells whether a text can be a follow-up secret.
 *
 * It goes into a header as it is, so it is 16 to 128 letters, digits and hyphens.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_drop_is_secret (const char *text)
{
  gsize length = strlen (text);

  if (length < MIN_SECRET || length > MAX_SECRET)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-')
      return FALSE;

  return TRUE;
}

/**
 * herald_drop_patience_parse:
 * @text: four numbers of milliseconds with commas between: to connect, until
 *   the server wants the envelope, without progress, for the answer
 * @patience: (out): how long to wait for what
 *
 * Reads deadlines other than the usual ones, for tests.
 *
 * Returns: %FALSE if it is something else
 */
gboolean
herald_drop_patience_parse (const char         *text,
                            HeraldDropPatience *patience)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);
  guint64 numbers[4];

  if (g_strv_length (words) != G_N_ELEMENTS (numbers))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!g_ascii_string_to_unsigned (words[i], 10, 1, MAX_PATIENCE, &numbers[i], NULL))
      return FALSE;

  patience->connect = (guint) numbers[0];
  patience->proceed = (guint) numbers[1];
  patience->stall = (guint) numbers[2];
  patience->answer = (guint) numbers[3];
  return TRUE;
}

static void
read_route (HeraldDecoder         *decoder,
            const HeraldJsonValue *value,
            HeraldRoute           *route)
{
  g_autofree char *text = herald_decoder_text (decoder, value, HERALD_DECODER_SHORT, HERALD_DECODER_LINE);

  if (decoder->error != NULL)
    return;
  if (g_str_equal (text, herald_route_get_word (HERALD_ROUTE_DIRECT)))
    route->kind = HERALD_ROUTE_DIRECT;
  else
    herald_route_parse (text, route, &decoder->error);
}

static void
read_patience (HeraldDecoder         *decoder,
               const HeraldJsonValue *array,
               HeraldDropPatience    *patience)
{
  guint *numbers[] = { &patience->connect, &patience->proceed, &patience->stall, &patience->answer };

  if (herald_decoder_count (decoder, array, G_N_ELEMENTS (numbers), G_N_ELEMENTS (numbers)) == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    *numbers[i] = (guint) herald_decoder_number (decoder, HERALD_ELEMENT (array, i), 1, MAX_PATIENCE);
}

static void
read_server (HeraldDecoder         *decoder,
             const HeraldJsonValue *root,
             HeraldDropRequest     *self)
{
  HeraldJsonValue pins = herald_json_member (root, "pins");
  guint n = herald_decoder_count (decoder, &pins, 0, HERALD_DELIVERY_MAX_PINS);

  self->endpoint = herald_decoder_text (decoder, HERALD_MEMBER (root, "endpoint"), MAX_URL, HERALD_DECODER_LINE);
  self->authority = herald_decoder_text (decoder, HERALD_MEMBER (root, "authority"), MAX_AUTHORITY,
                                         HERALD_DECODER_EMPTY);
  self->pins = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->pins[i] = herald_decoder_hex (decoder, HERALD_ELEMENT (&pins, i), HERALD_HASH_HEX_LENGTH, FALSE);

  if (decoder->error == NULL)
    herald_route_check (&self->route, self->endpoint, &decoder->error);
}

static void
read_envelope (HeraldDecoder         *decoder,
               const HeraldJsonValue *root,
               HeraldDropRequest     *self)
{
  HeraldJsonValue follow_up = herald_json_member (root, "follow-up");

  self->key = herald_decoder_hex (decoder, HERALD_MEMBER (root, "key"), ID_LENGTH, FALSE);
  self->sha256 = herald_decoder_hex (decoder, HERALD_MEMBER (root, "sha256"), HERALD_HASH_HEX_LENGTH, FALSE);
  self->size = (guint64) herald_decoder_number (decoder, HERALD_MEMBER (root, "size"), 1, G_MAXINT64);
  self->follow_up = follow_up.node == NULL ? g_strdup ("")
                      : herald_decoder_hex (decoder, &follow_up, HERALD_HASH_HEX_LENGTH, FALSE);
}

static void
read_secret (HeraldDecoder         *decoder,
             const HeraldJsonValue *root,
             HeraldDropRequest     *self)
{
  HeraldJsonValue value = herald_json_member (root, "secret");

  self->secret = herald_decoder_text (decoder, &value, MAX_SECRET, HERALD_DECODER_LINE);
  if (decoder->error == NULL && !herald_drop_is_secret (self->secret))
    herald_decoder_refuse (decoder, &value, _("16 to 128 letters, digits and hyphens were expected"));
}

static void
read_members (HeraldDecoder         *decoder,
              const HeraldJsonValue *root,
              HeraldDropRequest     *self)
{
  read_route (decoder, HERALD_MEMBER (root, "route"), &self->route);
  read_patience (decoder, HERALD_MEMBER (root, "patience"), &self->patience);

  switch (self->mode)
    {
    case HERALD_DROP_SUBMIT:
      read_server (decoder, root, self);
      read_envelope (decoder, root, self);
      break;

    case HERALD_DROP_ANSWERS:
      read_server (decoder, root, self);
      read_secret (decoder, root, self);
      break;

    case HERALD_DROP_PROBE:
    default:
      if (decoder->error == NULL && self->route.kind != HERALD_ROUTE_SOCKS5)
        herald_decoder_refuse (decoder, HERALD_MEMBER (root, "route"), _("the address of a proxy was expected"));
      break;
    }
}

/* The members of each mode, all of which must be there. */
static const char * const *
members_of (HeraldDropMode mode)
{
  static const char * const submit[] = {
    "format", "version", "mode", "route", "patience", "endpoint", "authority", "pins", "key", "sha256", "size", NULL
  };
  static const char * const answers[] = {
    "format", "version", "mode", "route", "patience", "endpoint", "authority", "pins", "secret", NULL
  };
  static const char * const probe[] = { "format", "version", "mode", "route", "patience", NULL };

  switch (mode)
    {
    case HERALD_DROP_SUBMIT:
      return submit;

    case HERALD_DROP_ANSWERS:
      return answers;

    case HERALD_DROP_PROBE:
    default:
      return probe;
    }
}

/**
 * herald_drop_request_read:
 * @bytes: a request as JSON
 * @error: return location for an error
 *
 * Reads a request, and checks that its endpoint can be reached its way.
 *
 * Returns: (transfer full): the request, or %NULL with a #HeraldJsonError or a
 *   #HeraldRouteError
 */
HeraldDropRequest *
herald_drop_request_read (GBytes  *bytes,
                          GError **error)
{
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_DROP_MAX_REQUEST, error);
  HeraldJsonValue root = herald_json_root (node);
  g_autoptr(HeraldDropRequest) self = NULL;
  HeraldDecoder decoder = { NULL };

  if (node == NULL || !herald_json_expect_format (&root, "herald-drop", 1, error))
    return NULL;

  self = g_new0 (HeraldDropRequest, 1);
  self->mode = herald_decoder_choice (&decoder, HERALD_MEMBER (&root, "mode"), modes);
  if (herald_decoder_open (&decoder, &root, members_of (self->mode),
                           self->mode == HERALD_DROP_SUBMIT ? HERALD_NAMES ("follow-up") : NULL))
    read_members (&decoder, &root, self);

  if (decoder.error != NULL)
    {
      g_propagate_error (error, decoder.error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static char *
name_route (const HeraldRoute *route)
{
  if (route->kind == HERALD_ROUTE_DIRECT)
    return g_strdup (herald_route_get_word (route->kind));

  return g_strdup_printf (strchr (route->address, ':') != NULL ? "socks5://[%s]:%u" : "socks5://%s:%u",
                          route->address, (guint) route->port);
}

static void
write_server (JsonObject              *object,
              const HeraldDropRequest *self)
{
  JsonArray *pins = json_array_new ();

  for (guint i = 0; self->pins[i] != NULL; i++)
    json_array_add_string_element (pins, self->pins[i]);

  json_object_set_string_member (object, "endpoint", self->endpoint);
  json_object_set_string_member (object, "authority", self->authority);
  json_object_set_array_member (object, "pins", pins);
}

static void
write_envelope (JsonObject              *object,
                const HeraldDropRequest *self)
{
  json_object_set_string_member (object, "key", self->key);
  json_object_set_string_member (object, "sha256", self->sha256);
  json_object_set_int_member (object, "size", (gint64) self->size);
  if (self->follow_up[0] != '\0')
    json_object_set_string_member (object, "follow-up", self->follow_up);
}

/**
 * herald_drop_request_write:
 * @self: a request
 *
 * Writes a request as one line of JSON.
 *
 * Returns: (transfer full): the JSON, with a line end
 */
char *
herald_drop_request_write (const HeraldDropRequest *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *route = name_route (&self->route), *text = NULL;
  JsonArray *patience = json_array_new ();

  json_array_add_int_element (patience, self->patience.connect);
  json_array_add_int_element (patience, self->patience.proceed);
  json_array_add_int_element (patience, self->patience.stall);
  json_array_add_int_element (patience, self->patience.answer);

  json_object_set_string_member (object, "format", "herald-drop");
  json_object_set_int_member (object, "version", 1);
  json_object_set_string_member (object, "mode", modes[self->mode]);
  json_object_set_string_member (object, "route", route);
  json_object_set_array_member (object, "patience", patience);
  if (self->mode != HERALD_DROP_PROBE)
    write_server (object, self);
  if (self->mode == HERALD_DROP_SUBMIT)
    write_envelope (object, self);
  if (self->mode == HERALD_DROP_ANSWERS)
    json_object_set_string_member (object, "secret", self->secret);

  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  return g_strconcat (text, "\n", NULL);
}
