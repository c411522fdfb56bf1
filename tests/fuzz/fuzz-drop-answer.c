/* fuzz-drop-answer.c: any bytes as what a vendor's server answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "herald-drop-answer.h"
#include "herald-text.h"

#define SHA256 "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
#define SIZE   1000

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Three lines for what HTTP says of an answer, and its body after them. */
static char *
take_line (const uint8_t **data,
           size_t         *size)
{
  const uint8_t *end = *size == 0 ? NULL : memchr (*data, '\n', *size);
  size_t length = end == NULL ? *size : (size_t) (end - *data);
  char *line = g_strndup ((const char *) *data, length);

  *data += end == NULL ? length : length + 1;
  *size -= end == NULL ? length : length + 1;
  return line;
}

static void
check_outcome (const HeraldDropOutcome *outcome,
               const HeraldDropAnswer  *answer,
               guint64                  sent)
{
  g_assert_cmpint (outcome->state, !=, HERALD_DELIVERY_READY);
  g_assert_cmpint (outcome->state, !=, HERALD_DELIVERY_SENDING);
  g_assert_true ((outcome->receipt != NULL) == (outcome->state == HERALD_DELIVERY_ACCEPTED));
  g_assert_true (g_utf8_validate (outcome->words, -1, NULL));
  g_assert_null (herald_text_find_hidden (outcome->words));
  g_assert_cmpint (g_utf8_strlen (outcome->words, -1), <=, HERALD_DELIVERY_MAX_WORDS);
  g_assert_cmpuint (outcome->retry_after, <=, 24 * 60 * 60);

  if (outcome->receipt != NULL)
    {
      const char *body = g_bytes_get_data (answer->body, NULL);

      g_assert_true (answer->status == 200 || answer->status == 201);
      g_assert_true (sent == SIZE || outcome->receipt->replayed);
      g_assert_nonnull (g_strstr_len (body, (gssize) g_bytes_get_size (answer->body), "sha256"));
    }
}

static void
check_messages (GStrv messages)
{
  for (guint i = 0; messages != NULL && messages[i] != NULL; i++)
    {
      g_assert_cmpuint (i, <, HERALD_DROP_MAX_MESSAGES);
      g_assert_true (g_str_is_ascii (messages[i]));
      g_assert_null (herald_text_find_hidden (messages[i]));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *status = take_line (&data, &size), *type = take_line (&data, &size);
  g_autofree char *other = take_line (&data, &size);
  g_autoptr(GBytes) body = g_bytes_new (data, size);
  HeraldDropAnswer answer = { .content_type = type, .location = other, .retry_after = other, .body = body, .is_whole = TRUE };
  static const guint64 sent[] = { 0, SIZE - 1, SIZE };
  g_auto(GStrv) messages = NULL;

  answer.status = (guint) g_ascii_strtoull (status, NULL, 10) % 1000;
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    {
      g_autoptr(HeraldDropOutcome) outcome = herald_drop_judge (&answer, SHA256, SIZE, sent[i]);

      check_outcome (outcome, &answer, sent[i]);
    }

  messages = herald_drop_read_messages (&answer);
  check_messages (messages);
  return 0;
}
