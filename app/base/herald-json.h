/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define HERALD_JSON_ERROR (herald_json_error_quark ())

typedef enum
{
  HERALD_JSON_ERROR_TOO_LARGE,
  HERALD_JSON_ERROR_SYNTAX,
  HERALD_JSON_ERROR_CONTENT,
  HERALD_JSON_ERROR_VERSION,
} HeraldJsonError;

GQuark    herald_json_error_quark     (void);

/**
 * HeraldJsonValue:
 * @node: (nullable): the value, or %NULL where a member is absent
 * @parent: (nullable): the object or array that holds it
 * @member: (nullable): its name in an object
 * @element: its index in an array
 *
 * A value and the place it stands in.
 *
 * It lives on the stack of its reader and borrows everything; the chain of
 * parents spells out the place (RFC 6901) only when there is an error to tell.
 */
typedef struct _HeraldJsonValue HeraldJsonValue;

struct _HeraldJsonValue
{
  JsonNode              *node;
  const HeraldJsonValue *parent;
  const char            *member;
  guint                  element;
};

gboolean        herald_json_check     (const char              *data,
                                       gsize                    length,
                                       GError                 **error);

JsonNode       *herald_json_parse     (GBytes                  *bytes,
                                       gsize                    max_size,
                                       GError                 **error);

HeraldJsonValue herald_json_root      (JsonNode                *node);

HeraldJsonValue herald_json_member    (const HeraldJsonValue   *object,
                                       const char              *name);

HeraldJsonValue herald_json_element   (const HeraldJsonValue   *array,
                                       guint                    element);

gboolean        herald_json_is_null   (const HeraldJsonValue   *value);

guint           herald_json_length    (const HeraldJsonValue   *array);

char           *herald_json_place     (const HeraldJsonValue   *value);

void            herald_json_refuse    (const HeraldJsonValue   *value,
                                       const char              *expected,
                                       GError                 **error);

gboolean        herald_json_expect_format (const HeraldJsonValue   *root,
                                           const char              *format,
                                           int                      version,
                                           GError                 **error);

gboolean        herald_json_expect_object (const HeraldJsonValue   *value,
                                           const char * const      *required,
                                           const char * const      *optional,
                                           GError                 **error);

gboolean        herald_json_expect_array  (const HeraldJsonValue   *value,
                                           guint                    max_length,
                                           GError                 **error);

const char     *herald_json_get_string    (const HeraldJsonValue   *value,
                                           gsize                    max_chars,
                                           GError                 **error);

gboolean        herald_json_get_boolean   (const HeraldJsonValue   *value,
                                           gboolean                *boolean,
                                           GError                 **error);

gboolean        herald_json_get_integer   (const HeraldJsonValue   *value,
                                           gint64                   minimum,
                                           gint64                   maximum,
                                           gint64                  *integer,
                                           GError                 **error);

gboolean        herald_json_get_choice    (const HeraldJsonValue   *value,
                                           const char * const      *choices,
                                           int                     *choice,
                                           GError                 **error);

char           *herald_json_write         (JsonNode                *node);

G_END_DECLS
