/* herald-drop-messages.c: what the vendor answered to whoever knows the secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include "herald-decoder.h"
#include "herald-text.h"

#include "herald-drop-answer.h"

#define MAX_MESSAGE   (1024 * 1024)
#define MESSAGE_START "-----BEGIN PGP MESSAGE-----"

/* One armored message with line ends as they are here. */
static char *
read_message (const HeraldJsonValue *value)
{
  const char *text = herald_json_get_string (value, MAX_MESSAGE, NULL);
  g_autofree char *lines = NULL;

  if (text == NULL || !g_str_is_ascii (text))
    return NULL;

  lines = herald_text_replace (text, "\r\n", "\n");
  if (herald_text_find_hidden (lines) != NULL || !g_str_has_prefix (g_strchug (lines), MESSAGE_START))
    return NULL;

  return g_steal_pointer (&lines);
}

/**
 * herald_drop_read_messages:
 * @answer: what the server answered to a follow-up secret
 *
 * Reads the messages that a server has for whoever knows the secret.
 *
 * They are armored OpenPGP messages by their looks: ASCII, without hidden
 * characters, at most 100. Opening them is somebody else's affair.
 *
 * Returns: (transfer full) (nullable): the messages, perhaps none; %NULL if it
 *   is no such answer
 */
GStrv
herald_drop_read_messages (const HeraldDropAnswer *answer)
{
  g_autoptr(JsonNode) node = NULL;
  g_auto(GStrv) messages = NULL;
  HeraldJsonValue root, array;

  if (answer->status != 200 || !answer->is_whole || !herald_drop_answer_has_type (answer, "application/json"))
    return NULL;

  node = herald_json_parse (answer->body, HERALD_DROP_MAX_ANSWERS, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  root = herald_json_root (node);
  array = herald_json_member (&root, "messages");
  if (!herald_json_expect_array (&array, HERALD_DROP_MAX_MESSAGES, NULL))
    return NULL;

  messages = g_new0 (char *, herald_json_length (&array) + 1);
  for (guint i = 0; i < herald_json_length (&array); i++)
    {
      messages[i] = read_message (HERALD_ELEMENT (&array, i));
      if (messages[i] == NULL)
        return NULL;
    }

  return g_steal_pointer (&messages);
}
