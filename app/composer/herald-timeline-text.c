/* herald-timeline-text.c: a timeline as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-log-kind.h"
#include "herald-text.h"
#include "herald-timeline.h"

#define INDENT "            " /* as wide as a date and two spaces */

/* Lines that stand below a date; what cannot be seen is shown. */
static void
put_below (GString    *out,
           const char *text)
{
  g_autofree char *shown = herald_text_show_hidden (text, TRUE);
  g_auto(GStrv) lines = g_strsplit (g_strchomp (shown), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "%s%s\n", lines[i][0] != '\0' ? INDENT : "", lines[i]);
}

static void
put_head (GString    *out,
          const char *date,
          const char *text)
{
  g_autofree char *shown = herald_text_show_hidden (text, FALSE);

  g_string_append_printf (out, "%-10s  %s\n", date, shown);
}

static const char *
name_source (const char *source)
{
  if (g_str_equal (source, HERALD_LOG_ME))
    return _("by the reporter");
  if (g_str_equal (source, HERALD_LOG_VENDOR))
    return _("from the vendor");
  if (g_str_equal (source, HERALD_LOG_SERVER))
    return _("from the vendor’s server");

  return source;
}

static void
put_file (GString                  *out,
          const HeraldTimelineItem *item)
{
  g_autofree char *size = g_format_size_full (item->file->size, G_FORMAT_SIZE_LONG_FORMAT);
  g_autofree char *line = g_strdup_printf ("%s, %s, SHA-256 %s", item->file_name, size, item->file->sha256);

  put_below (out, line);
}

static void
put_entry (GString                  *out,
           const HeraldTimelineItem *item)
{
  g_autofree char *head = g_strdup_printf ("%s (%s)", item->title, name_source (item->source));

  put_head (out, item->date, head);
  if (item->reference[0] != '\0')
    put_below (out, item->reference);
  if (item->words[0] != '\0')
    put_below (out, item->words);
  if (item->file != NULL)
    put_file (out, item);
}

static void
put_promise (GString                  *out,
             const HeraldTimelineItem *item)
{
  g_autofree char *status = item->is_estimate
                            /* TRANSLATORS: %s says how a promise stands, such as “5 days left” */
                            ? g_strdup_printf (_("%s (an estimate)"), item->status)
                            : g_strdup (item->status);

  put_head (out, item->date, item->title);
  put_below (out, status);
  if (item->basis[0] != '\0')
    put_below (out, item->basis);
  if (item->words[0] != '\0')
    {
      g_autofree char *quoted = g_strdup_printf ("“%s”", item->words);

      put_below (out, quoted);
    }
}

static void
put_items (GString              *out,
           const HeraldTimeline *self,
           HeraldTimelineKind    kind,
           const char           *heading)
{
  g_string_append_printf (out, "\n%s\n\n", heading);
  for (guint i = 0; i < self->items->len; i++)
    {
      const HeraldTimelineItem *item = g_ptr_array_index (self->items, i);

      if (item->kind != kind)
        continue;
      if (kind == HERALD_TIMELINE_ENTRY)
        put_entry (out, item);
      else
        put_promise (out, item);
    }
}

static void
put_fact (GString    *out,
          const char *name,
          const char *value)
{
  g_autofree char *shown = herald_text_show_hidden (value, FALSE);

  if (value[0] != '\0')
    g_string_append_printf (out, "%s: %s\n", name, shown);
}

/**
 * herald_timeline_to_text:
 * @self: a timeline
 *
 * Writes a timeline for people, in the language of the screen.
 *
 * It says nothing of the report but whom it went to, and what was written into
 * the log.
 *
 * Returns: (transfer full): the text
 */
char *
herald_timeline_to_text (const HeraldTimeline *self)
{
  GString *out = g_string_new (NULL);

  put_fact (out, _("Vendor"), self->vendor);
  put_fact (out, _("State"), self->state_title);
  put_fact (out, _("Receipt"), self->receipt);
  put_fact (out, _("As of"), self->today);
  put_items (out, self, HERALD_TIMELINE_ENTRY, _("What happened"));
  put_items (out, self, HERALD_TIMELINE_PROMISE, _("What was promised"));
  g_string_append_printf (out, "\n%s\n", self->next_words);

  return g_string_free (out, FALSE);
}
