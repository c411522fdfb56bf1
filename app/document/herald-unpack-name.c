/* herald-unpack-name.c: file names that are safe to unpack
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-part.h"
#include "herald-text.h"
#include "herald-unpack-name.h"

#define MAX_BYTES 120
#define FALLBACK "part"

static const char *
find_last_step (const char *name)
{
  const char *step = name;

  for (const char *p = name; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      step = p + 1;

  return step;
}

static gboolean
is_welcome (gunichar character)
{
  if (character == '\n' || character == '\t' || herald_text_is_hidden (character))
    return FALSE;

  return character >= 0x80 || strchr ("<>:\"|?*", (int) character) == NULL;
}

static char *
replace_unwelcome (const char *step)
{
  g_autofree char *valid = g_utf8_make_valid (step, -1);
  GString *safe = g_string_new (NULL);

  for (const char *p = valid; *p != '\0' && safe->len < MAX_BYTES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (safe, is_welcome (c) ? c : '_');
    }

  return g_string_free (safe, FALSE);
}

/**
 * herald_unpack_name_make_safe:
 * @name: a name from a container, of whatever bytes
 *
 * Makes a name safe to unpack.
 *
 * A part of the report keeps its own, all else lies below `attachments/` and nowhere
 * deeper.
 *
 * What is not welcome in a file name (see herald_text_is_file_name()) becomes
 * `_`, and folders are left out.
 *
 * Returns: (transfer full): a path relative to the folder
 */
char *
herald_unpack_name_make_safe (const char *name)
{
  static const char * const own[] = {
    HERALD_PART_TEXT, HERALD_PART_JSON, HERALD_PART_MANIFEST, HERALD_PART_REPLY_KEY, NULL
  };
  g_autofree char *safe = NULL;
  gsize length;

  if (g_strv_contains (own, name))
    return g_strdup (name);

  safe = replace_unwelcome (find_last_step (name));
  length = strlen (safe);
  if (length > 0 && strchr (".- ", safe[0]) != NULL)
    safe[0] = '_';
  if (length > 0 && strchr (". ", safe[length - 1]) != NULL)
    safe[length - 1] = '_';

  return g_strconcat (HERALD_PART_ATTACHMENTS,
                      herald_text_is_file_name (safe) ? safe : FALLBACK, NULL);
}

/**
 * herald_unpack_name_number:
 * @name: a safe path that is taken
 * @number: a number from 2
 *
 * Makes another name of one: `attachments/poc.py` becomes `attachments/poc-2.py`.
 *
 * Returns: (transfer full): a path that is safe as well
 */
char *
herald_unpack_name_number (const char *name,
                           guint       number)
{
  const char *base = find_last_step (name);
  const char *dot = strrchr (base, '.');
  gsize stem = dot != NULL && dot != base ? (gsize) (dot - base) : strlen (base);

  return g_strdup_printf (HERALD_PART_ATTACHMENTS "%.*s-%u%s",
                          (int) stem, base, number, base + stem);
}
