/* herald-log-line.c: what an entry of a case's log says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include "herald-case.h"
#include "herald-date.h"
#include "herald-log-line.h"

#define ME        "me"
#define EXPORTED  "exported"
#define MAX_PLAIN 4096 /* bytes of detail in the plain form */

/* Kinds that say by themselves how far a case is. */
static const char * const states[] = {
  "sealed", EXPORTED, "sending", "unknown", "delivered", "acknowledged", "triaged", "fix", "disclosed",
  "closed", NULL
};

/**
 * herald_log_line_new:
 * @kind: what happened
 * @detail: more of it, or ""
 *
 * Makes a line about something that just happened here.
 *
 * Returns: (transfer full): the line
 */
HeraldLogLine *
herald_log_line_new (const char *kind,
                     const char *detail)
{
  HeraldLogLine *self = g_new0 (HeraldLogLine, 1);

  self->kind = g_strdup (kind);
  self->source = g_strdup (ME);
  self->date = g_strdup ("");
  self->state = g_strdup ("");
  self->promise = g_strdup ("");
  self->detail = g_strdup (detail);
  self->file_name = g_strdup ("");
  return self;
}

/**
 * herald_log_line_copy:
 * @self: a line
 *
 * Copies a line.
 *
 * Returns: (transfer full): the copy
 */
HeraldLogLine *
herald_log_line_copy (const HeraldLogLine *self)
{
  HeraldLogLine *copy = g_memdup2 (self, sizeof *self);

  copy->kind = g_strdup (self->kind);
  copy->source = g_strdup (self->source);
  copy->date = g_strdup (self->date);
  copy->state = g_strdup (self->state);
  copy->promise = g_strdup (self->promise);
  copy->detail = g_strdup (self->detail);
  copy->file_name = g_strdup (self->file_name);
  return copy;
}

/**
 * herald_log_line_free:
 * @self: (transfer full): a line
 *
 * Frees a line.
 */
void
herald_log_line_free (HeraldLogLine *self)
{
  g_free (self->kind);
  g_free (self->source);
  g_free (self->date);
  g_free (self->state);
  g_free (self->promise);
  g_free (self->detail);
  g_free (self->file_name);
  g_free (self);
}

static gboolean
is_word (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= HERALD_LOG_LINE_MAX_WORD &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static gboolean
is_word_or_empty (const char *text)
{
  return text[0] == '\0' || is_word (text);
}

/**
 * herald_log_line_is_valid:
 * @self: a line
 *
 * Tells whether a line can stand in a journal.
 *
 * Words that this program does not know are fine: a newer one may have written them.
 *
 * Returns: %TRUE if all of it is there, UTF-8 and within its bounds
 */
gboolean
herald_log_line_is_valid (const HeraldLogLine *self)
{
  return self->kind != NULL && is_word (self->kind) &&
         self->source != NULL && is_word (self->source) &&
         self->date != NULL && (self->date[0] == '\0' || herald_date_is_date (self->date)) &&
         self->state != NULL && is_word_or_empty (self->state) &&
         self->promise != NULL && is_word_or_empty (self->promise) &&
         self->file_name != NULL && strlen (self->file_name) <= HERALD_CASE_MAX_FILE_NAME &&
         g_utf8_validate (self->file_name, -1, NULL) &&
         self->detail != NULL && strlen (self->detail) <= HERALD_CASE_MAX_DETAIL &&
         g_utf8_validate (self->detail, -1, NULL);
}

/**
 * herald_log_line_is_plain:
 * @self: a line
 *
 * Tells whether a line says no more than the plain form holds.
 *
 * Returns: %TRUE if herald_log_line_write_plain() can write it
 */
gboolean
herald_log_line_is_plain (const HeraldLogLine *self)
{
  return g_str_equal (self->source, ME) && self->date[0] == '\0' && self->state[0] == '\0' &&
         self->promise[0] == '\0' && !self->has_file && strlen (self->detail) <= MAX_PLAIN;
}

/* The line, if it can stand there. Takes @self. */
static HeraldLogLine *
check (HeraldLogLine     *self,
       const HeraldBytes *left)
{
  if (!left->is_short && left->length == 0 && herald_log_line_is_valid (self))
    return self;

  herald_log_line_free (self);
  return NULL;
}

/**
 * herald_log_line_read_plain:
 * @left: the payload of a record, after its time
 *
 * Reads a line of a log record. Format: FORMAT.md, “payloads”.
 *
 * Returns: (transfer full) (nullable): the line, or %NULL if it makes no sense
 */
HeraldLogLine *
herald_log_line_read_plain (HeraldBytes *left)
{
  HeraldLogLine *self = herald_log_line_new (NULL, NULL);

  self->kind = herald_bytes_take_flat (left);
  if (left->length <= MAX_PLAIN)
    self->detail = herald_bytes_take_text (left, left->length);
  return check (self, left);
}

static void
read_file (HeraldLogLine *self,
           HeraldBytes   *left)
{
  const guint8 *n_files = herald_bytes_take (left, 1);
  const guint8 *id;

  if (n_files == NULL || *n_files > 1)
    {
      left->is_short = TRUE;
      return;
    }

  self->has_file = *n_files == 1;
  if (!self->has_file)
    return;

  id = herald_bytes_take (left, sizeof self->file);
  if (id != NULL)
    memcpy (self->file, id, sizeof self->file);
  g_free (self->file_name);
  self->file_name = herald_bytes_take_flat (left);
}

/**
 * herald_log_line_read:
 * @left: the payload of a record, after its time
 *
 * Reads a line of an entry record. Format: FORMAT.md, “payloads”.
 *
 * Returns: (transfer full) (nullable): the line, or %NULL if it makes no sense
 */
HeraldLogLine *
herald_log_line_read (HeraldBytes *left)
{
  HeraldLogLine *self = g_new0 (HeraldLogLine, 1);

  self->kind = herald_bytes_take_flat (left);
  self->source = herald_bytes_take_flat (left);
  self->date = herald_bytes_take_flat (left);
  self->state = herald_bytes_take_flat (left);
  self->promise = herald_bytes_take_flat (left);
  self->file_name = g_strdup ("");
  read_file (self, left);
  if (left->length <= HERALD_CASE_MAX_DETAIL)
    self->detail = herald_bytes_take_text (left, left->length);
  return check (self, left);
}

/**
 * herald_log_line_write_plain:
 * @self: a plain line
 * @array: where it goes
 *
 * Writes what herald_log_line_read_plain() reads.
 */
void
herald_log_line_write_plain (const HeraldLogLine *self,
                             GByteArray          *array)
{
  herald_bytes_put_flat (array, self->kind);
  herald_bytes_put (array, self->detail, strlen (self->detail));
}

/**
 * herald_log_line_write:
 * @self: a line
 * @array: where it goes
 *
 * Writes what herald_log_line_read() reads.
 */
void
herald_log_line_write (const HeraldLogLine *self,
                       GByteArray          *array)
{
  herald_bytes_put_flat (array, self->kind);
  herald_bytes_put_flat (array, self->source);
  herald_bytes_put_flat (array, self->date);
  herald_bytes_put_flat (array, self->state);
  herald_bytes_put_flat (array, self->promise);
  herald_bytes_put_8 (array, self->has_file ? 1 : 0);
  if (self->has_file)
    {
      herald_bytes_put (array, self->file, sizeof self->file);
      herald_bytes_put_flat (array, self->file_name);
    }
  herald_bytes_put (array, self->detail, strlen (self->detail));
}

/**
 * herald_log_line_drop_file:
 * @self: a line
 *
 * Makes a line forget its file.
 */
void
herald_log_line_drop_file (HeraldLogLine *self)
{
  self->has_file = FALSE;
  g_free (self->file_name);
  self->file_name = g_strdup ("");
}

/**
 * herald_log_line_get_state:
 * @self: a line
 *
 * Tells how far a line brought the case.
 *
 * An export counts with the hash of the envelope that went out; without, it is
 * one of the report in clear, which leads nowhere.
 *
 * Returns: the line's own state, or the one that its kind stands for, or ""
 */
const char *
herald_log_line_get_state (const HeraldLogLine *self)
{
  if (self->state[0] != '\0')
    return self->state;
  if (!g_strv_contains (states, self->kind) || (g_str_equal (self->kind, EXPORTED) && self->detail[0] == '\0'))
    return "";

  return self->kind;
}
