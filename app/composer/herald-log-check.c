/* herald-log-check.c: what may go into the log of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-log.h"
#include "herald-composer-private.h"
#include "herald-date.h"
#include "herald-text.h"

static gboolean
refuse (const char  *message,
        GError     **error)
{
  g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE, message);
  return FALSE;
}

/* The day on which the case began, or the report, if that was before. */
static char *
find_beginning (HeraldComposer *self)
{
  g_autoptr(GPtrArray) log = herald_case_log_get (self->kept);
  const HeraldCaseEntry *first = log->len > 0 ? g_ptr_array_index (log, 0) : NULL;
  const char *created = herald_report_get_created (self->report);

  return g_strdup (first != NULL && g_strcmp0 (first->at, created) < 0 ? first->at : created);
}

/* A day begins earlier or later where the person is than in UTC. */
static gboolean
check_date (HeraldComposer  *self,
            const char      *date,
            GError         **error)
{
  g_autofree char *today = herald_date_today ();
  g_autofree char *beginning = NULL;
  int days;

  if (date[0] == '\0')
    return TRUE;
  if (!herald_date_is_date (date))
    return refuse (_("A date such as 2026-11-21 was expected"), error);

  if (!herald_date_days_between (today, date, &days) || days > 1)
    return refuse (_("This date lies in the future; the log tells what has happened"), error);

  beginning = find_beginning (self);
  if (herald_date_days_between (beginning, date, &days) && days < -1)
    return refuse (_("This date lies before the report was begun"), error);

  return TRUE;
}

static gboolean
check_source (const char  *source,
              GError     **error)
{
  static const char * const sources[] = { HERALD_LOG_ME, HERALD_LOG_SERVER, HERALD_LOG_VENDOR, NULL };

  return g_strv_contains (sources, source) ||
         refuse (_("An entry of the log comes from “me”, “vendor” or “server”"), error);
}

static gboolean
check_promise (HeraldComposer        *self,
               const HeraldNewEntry  *entry,
               GError               **error)
{
  g_autoptr(HeraldTimeline) timeline = NULL;

  if (entry->promise[0] == '\0')
    return !g_str_equal (entry->kind, "kept") || refuse (_("Say which promise was kept"), error);

  timeline = herald_composer_get_timeline (self);
  for (guint i = 0; i < timeline->items->len; i++)
    {
      const HeraldTimelineItem *item = g_ptr_array_index (timeline->items, i);

      if (item->kind == HERALD_TIMELINE_PROMISE && g_str_equal (item->id, entry->promise))
        return TRUE;
    }

  return refuse (_("The vendor made no such promise"), error);
}

static gboolean
check_words (const HeraldNewEntry  *entry,
             GError               **error)
{
  if (!g_utf8_validate (entry->words, -1, NULL) || !g_utf8_validate (entry->reference, -1, NULL))
    return refuse (_("This is no text in UTF-8"), error);
  if (g_utf8_strlen (entry->words, -1) > HERALD_LOG_MAX_WORDS ||
      strlen (entry->words) > HERALD_CASE_MAX_DETAIL - HERALD_LOG_MAX_REFERENCE * 4 - 1)
    return refuse (_("This is too much for one entry of the log; add a file instead"), error);

  if (entry->reference[0] == '\0')
    return TRUE;
  if (!herald_log_kind_has_reference (entry->kind))
    return refuse (_("Only with a receipt or an acknowledgement there is something that the vendor calls the report"), error);
  if (g_utf8_strlen (entry->reference, -1) > HERALD_LOG_MAX_REFERENCE ||
      strchr (entry->reference, '\n') != NULL || herald_text_find_hidden (entry->reference) != NULL)
    return refuse (_("What the vendor calls the report is one line of at most 100 characters"), error);

  return TRUE;
}

/**
 * herald_composer_check_entry:
 * @self: a composer with a report that is kept
 * @entry: what happened
 * @error: return location for an error
 *
 * Tells whether something may go into the log of the case.
 *
 * Its date is a real one, at most a day after today in UTC and not before the
 * report was begun; its promise is one of the vendor’s. The file is not looked at.
 *
 * Returns: %FALSE with %HERALD_COMPOSER_ERROR_WRONG_VALUE
 */
gboolean
herald_composer_check_entry (HeraldComposer        *self,
                             const HeraldNewEntry  *entry,
                             GError               **error)
{
  g_return_val_if_fail (HERALD_IS_COMPOSER (self) && self->kept != NULL, FALSE);

  if (!g_strv_contains (herald_log_kinds (), entry->kind))
    return refuse (_("This is nothing that the log of a case knows"), error);

  return check_date (self, entry->date, error) && check_source (entry->source, error) &&
         check_words (entry, error) && check_promise (self, entry, error);
}
