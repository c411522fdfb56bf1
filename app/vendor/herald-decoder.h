/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-json.h"

G_BEGIN_DECLS

/* How many characters the texts of a data file may have. */
#define HERALD_DECODER_SHORT    200
#define HERALD_DECODER_SENTENCE 2000
#define HERALD_DECODER_WORDING  4000

typedef enum
{
  HERALD_DECODER_LINES = 0,      /* text of any number of lines */
  HERALD_DECODER_LINE  = 1 << 0, /* no line end and no tab */
  HERALD_DECODER_EMPTY = 1 << 1, /* may say nothing */
} HeraldDecoderFlags;

/* Reads the texts, ids and numbers of a data file. The first error stays, and
 * what is read after it is empty, so that a reader of ten members need not
 * ask ten times. It lives on its reader's stack. */
typedef struct
{
  GError *error;
} HeraldDecoder;

/* A %NULL-terminated list of names. */
#define HERALD_NAMES(...) ((const char * const[]) { __VA_ARGS__, NULL })

/* A pointer to a member of an object; lives as long as the block. */
#define HERALD_MEMBER(object, name) ((HeraldJsonValue[]) { herald_json_member ((object), (name)) })

/* A pointer to an element of an array; lives as long as the block. */
#define HERALD_ELEMENT(array, element) ((HeraldJsonValue[]) { herald_json_element ((array), (element)) })

gboolean   herald_decoder_open   (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value,
                                  const char * const      *required,
                                  const char * const      *optional);

gboolean   herald_decoder_refuse (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value,
                                  const char              *expected);

guint      herald_decoder_count  (HeraldDecoder           *self,
                                  const HeraldJsonValue   *array,
                                  guint                    min_length,
                                  guint                    max_length);

GList     *herald_decoder_names  (HeraldDecoder           *self,
                                  const HeraldJsonValue   *object,
                                  guint                    min_length,
                                  guint                    max_length);

char      *herald_decoder_text   (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value,
                                  gsize                    max_chars,
                                  HeraldDecoderFlags       flags);

char     **herald_decoder_texts  (HeraldDecoder           *self,
                                  const HeraldJsonValue   *array,
                                  guint                    min_length,
                                  guint                    max_length);

char      *herald_decoder_id     (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value);

char      *herald_decoder_path   (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value);

char      *herald_decoder_date   (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value);

char      *herald_decoder_url    (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value);

char      *herald_decoder_hex    (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value,
                                  gsize                    length,
                                  gboolean                 upper_case);

gboolean   herald_decoder_truth  (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value);

gint64     herald_decoder_number (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value,
                                  gint64                   minimum,
                                  gint64                   maximum);

int        herald_decoder_choice (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value,
                                  const char * const      *choices);

gboolean   herald_decoder_unique (HeraldDecoder           *self,
                                  const HeraldJsonValue   *value,
                                  GHashTable              *seen,
                                  const char              *text);

gboolean   herald_decoder_is_id   (const char             *text);

gboolean   herald_decoder_is_path (const char             *text);

G_END_DECLS
