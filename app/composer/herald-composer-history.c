/* herald-composer-history.c: back and forth in what a kept report was like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include "herald-composer-private.h"
#include "herald-date.h"
#include "herald-report-codec.h"

/* What leads back when an earlier version that is anonymous was shown, and what
 * was written under a name since became anonymous with it. */
typedef gboolean (*WayBack) (HeraldCase  *kept,
                             const char  *earlier,
                             GError     **error);

static gboolean
way_of_redo (HeraldCase  *kept,
             const char  *earlier,
             GError     **error)
{
  return herald_case_undo (kept, error);
}

static gboolean
way_of_undo (HeraldCase  *kept,
             const char  *earlier,
             GError     **error)
{
  return herald_case_append (kept, earlier, error);
}

static HeraldReport *
read_json (HeraldComposer  *self,
           const char      *json,
           GError         **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return herald_report_read (bytes, self->vendors, error);
}

static gboolean
has_file (HeraldReport *report,
          const char   *path)
{
  GPtrArray *attachments = herald_report_get_attachments (report);

  for (guint i = 0; i < attachments->len; i++)
    {
      if (g_str_equal (((const HeraldAttachment *) g_ptr_array_index (attachments, i))->path, path))
        return TRUE;
    }

  return FALSE;
}

/* Files that the earlier version does not name go from the case with its history. */
static gboolean
keep_files_of (HeraldReport  *report,
               HeraldReport  *earlier,
               GError       **error)
{
  g_autoptr(GPtrArray) attachments = herald_composer_copy_attachments (report);

  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);

      if (!has_file (earlier, attachment->path) && !herald_report_detach (report, attachment->name, error))
        return FALSE;
    }

  return TRUE;
}

/* A report is anonymous again because an earlier version of it is: the case
 * forgets who wrote @later, and keeps the words. */
static gboolean
become_anonymous (HeraldComposer  *self,
                  const char      *earlier,
                  const char      *later,
                  WayBack          way_back,
                  GError         **error)
{
  g_autoptr(HeraldReport) before = read_json (self, earlier, error);
  g_autoptr(HeraldReport) after = before != NULL ? read_json (self, later, error) : NULL;
  g_autofree char *json = NULL;

  if (after == NULL)
    return FALSE;

  herald_report_turn_anonymous (after);
  if (!keep_files_of (after, before, error) || !herald_case_start_afresh (self->kept, earlier, error))
    return FALSE;

  json = herald_report_write (after);
  return g_str_equal (json, earlier) ||
         (herald_case_append (self->kept, json, error) && way_back (self->kept, earlier, error));
}

static gboolean
is_anonymous (HeraldComposer *self,
              const char     *json)
{
  g_autoptr(HeraldReport) report = read_json (self, json, NULL);

  return report != NULL && herald_report_get_anonymous (report);
}

/* The newest of the versions that were taken back. */
static char *
go_to_newest (HeraldCase  *kept,
              GError     **error)
{
  while (herald_case_can_redo (kept))
    {
      if (!herald_case_redo (kept, error))
        return NULL;
    }

  return herald_case_get_report_json (kept, error);
}

/* After a step: if it made the report anonymous, nothing shall say who wrote it. */
static gboolean
settle (HeraldComposer  *self,
        GError         **error)
{
  g_autofree char *json = NULL, *newest = NULL;

  if (herald_report_get_anonymous (self->report))
    return TRUE;

  json = herald_case_get_report_json (self->kept, error);
  if (json == NULL || !is_anonymous (self, json))
    return json != NULL;

  newest = go_to_newest (self->kept, error);
  return newest != NULL && become_anonymous (self, json, newest, way_of_redo, error);
}

typedef gboolean (*Step) (HeraldCase  *kept,
                          GError     **error);

/* Takes a step in the history, and shows where it led. */
static gboolean
take_step (HeraldComposer  *self,
           Step             step,
           GError         **error)
{
  if (!herald_autosave_flush (self->autosave, error) || !step (self->kept, error))
    return FALSE;
  if (settle (self, error))
    return herald_composer_show_case (self, self->kept, error);

  /* It got as far as that. */
  herald_composer_show_case (self, self->kept, NULL);
  return FALSE;
}

/**
 * herald_composer_undo:
 * @self: a composer with a report that is kept
 * @error: return location for an error
 *
 * Takes the last change back.
 *
 * The report in progress is a new object then. If that makes it anonymous, its
 * history forgets who wrote it; redoing brings the other words back.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_undo (HeraldComposer  *self,
                      GError         **error)
{
  return take_step (self, herald_case_undo, error);
}

/**
 * herald_composer_redo:
 * @self: a composer with a report that is kept
 * @error: return location for an error
 *
 * Makes a change again that was taken back.
 *
 * The report in progress is a new object then.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_redo (HeraldComposer  *self,
                      GError         **error)
{
  return take_step (self, herald_case_redo, error);
}

/**
 * herald_composer_return_to:
 * @self: a composer with a report that is kept
 * @version: the number of one of the case's versions
 * @error: return location for an error
 *
 * Returns to an earlier version, which can be undone in its turn.
 *
 * If that makes the report anonymous, its history forgets who wrote it; undoing
 * brings the other words back.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_return_to (HeraldComposer  *self,
                           guint64          version,
                           GError         **error)
{
  g_autofree char *json = NULL, *present = NULL;
  gboolean returned;

  if (!herald_autosave_flush (self->autosave, error))
    return FALSE;

  json = herald_case_get_version (self->kept, version, error);
  if (json == NULL)
    return FALSE;

  if (herald_report_get_anonymous (self->report) || !is_anonymous (self, json))
    returned = herald_case_return_to (self->kept, version, error);
  else
    {
      present = herald_report_write (self->report);
      returned = become_anonymous (self, json, present, way_of_undo, error);
    }

  return returned && herald_composer_show_case (self, self->kept, error);
}

/* Makes up for an interruption: an anonymous report whose history still knows
 * who wrote it was about to forget that. What cannot be written now is tried
 * again when the case is opened next. */
void
herald_composer_forget_writer (HeraldCase *kept)
{
  g_autoptr(GPtrArray) versions = herald_case_get_versions (kept);
  g_autofree char *json = NULL;
  gboolean is_anonymous = FALSE, knows_writer = FALSE;

  for (guint i = 0; i < versions->len; i++)
    {
      const HeraldCaseVersion *version = g_ptr_array_index (versions, i);
      gboolean is_date = herald_date_is_date (version->at);

      is_anonymous = is_anonymous || (version->is_current && is_date);
      knows_writer = knows_writer || !is_date;
    }

  json = is_anonymous && knows_writer ? herald_case_get_report_json (kept, NULL) : NULL;
  if (json != NULL)
    herald_case_start_afresh (kept, json, NULL);
}
