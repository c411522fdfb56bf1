/* herald-date-entry.c: a date, typed or picked in a calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n.h>

#include "herald-composer.h"
#include "herald-date-entry.h"
#include "herald-entry.h"

struct _HeraldDateEntry
{
  AdwBin         parent_instance;

  GtkEntry      *entry;
  GtkMenuButton *button;
  GtkCalendar   *calendar;   /* or NULL, until it is opened */
  int            month;      /* that the calendar showed last: year * 12 + month */
  gboolean       is_loading;
};

G_DEFINE_FINAL_TYPE (HeraldDateEntry, herald_date_entry, ADW_TYPE_BIN)

static int
month_of (GDateTime *date)
{
  return g_date_time_get_year (date) * 12 + g_date_time_get_month (date);
}

/* What is a date is for the report to say. */
static gboolean
is_date (const char *text)
{
  HeraldField field = { .id = (char *) "date", .kind = HERALD_FIELD_DATE };
  g_autoptr(JsonNode) answer = herald_answer_parse (&field, text, NULL);

  return answer != NULL;
}

/* The year comes first: 02.03. means one day here and another one there. */
static char *
parse (const char *text)
{
  g_autofree char *date = NULL;
  int year, month, day, end = 0;
  char first, second;

  if (sscanf (text, "%4d%c%2d%c%2d%n", &year, &first, &month, &second, &day, &end) < 5 || text[end] != '\0' ||
      first != second || strchr ("-./", first) == NULL)
    return NULL;

  date = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  return is_date (date) ? g_steal_pointer (&date) : NULL;
}

/* Leafing through the months moves the day along; a day of the month that is
 * shown is picked, and then nothing is left to do here. */
static void
day_selected_cb (HeraldDateEntry *self)
{
  g_autoptr(GDateTime) date = NULL;
  g_autofree char *text = NULL;
  gboolean is_picked;

  if (self->is_loading)
    return;

  date = gtk_calendar_get_date (self->calendar);
  is_picked = month_of (date) == self->month;
  self->month = month_of (date);

  text = g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (date), g_date_time_get_month (date),
                          g_date_time_get_day_of_month (date));
  herald_entry_set_text (self->entry, text);
  if (!is_picked)
    return;

  gtk_menu_button_popdown (self->button);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
show_cb (HeraldDateEntry *self)
{
  g_autofree char *text = herald_date_entry_read (self, NULL);
  g_autoptr(GDateTime) date = NULL;
  int year, month, day;

  if (text != NULL && sscanf (text, "%4d-%2d-%2d", &year, &month, &day) == 3)
    date = g_date_time_new_utc (year, month, day, 12, 0, 0);
  else
    date = g_date_time_new_now_utc ();

  self->is_loading = TRUE;
  gtk_calendar_select_day (self->calendar, date);
  self->is_loading = FALSE;
  self->month = month_of (date);
}

/* A calendar is many widgets; most are never opened. */
static void
create_popup (GtkMenuButton *button,
              gpointer       data)
{
  HeraldDateEntry *self = HERALD_DATE_ENTRY (data);
  GtkWidget *popover;

  if (self->calendar != NULL)
    return;

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self, G_CONNECT_SWAPPED);

  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  g_signal_connect_object (popover, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

static void
herald_date_entry_class_init (HeraldDateEntryClass *klass)
{
}

static void
herald_date_entry_init (HeraldDateEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->entry = GTK_ENTRY (herald_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _("YYYY-MM-DD"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Calendar"));
  gtk_menu_button_set_create_popup_func (self->button, create_popup, self, NULL);

  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * herald_date_entry_new:
 *
 * Makes an entry for a date.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_date_entry_new (void)
{
  return g_object_new (HERALD_TYPE_DATE_ENTRY, NULL);
}

/**
 * herald_date_entry_get_entry:
 * @self: a date entry
 *
 * Gives what is typed into, which tells of changes.
 *
 * Returns: (transfer none): the entry
 */
GtkEntry *
herald_date_entry_get_entry (HeraldDateEntry *self)
{
  g_return_val_if_fail (HERALD_IS_DATE_ENTRY (self), NULL);

  return self->entry;
}

/**
 * herald_date_entry_name:
 * @self: a date entry
 * @label: what the date is of, plain text
 *
 * Says what the date is of to those who cannot see it.
 */
void
herald_date_entry_name (HeraldDateEntry *self,
                        const char      *label)
{
  /* TRANSLATORS: %s is what a date is of; this is what a screen reader says at
   * a button that opens a calendar */
  g_autofree char *name = g_strdup_printf (_("Calendar: %s"), label);

  g_return_if_fail (HERALD_IS_DATE_ENTRY (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * herald_date_entry_load:
 * @self: a date entry
 * @date: `YYYY-MM-DD`, or empty
 *
 * Shows a date.
 */
void
herald_date_entry_load (HeraldDateEntry *self,
                        const char      *date)
{
  g_return_if_fail (HERALD_IS_DATE_ENTRY (self));

  herald_entry_set_text (self->entry, date);
}

/**
 * herald_date_entry_read:
 * @self: a date entry
 * @problem: (out) (optional) (nullable): a sentence, where there is no date
 *
 * Gives the date that was typed.
 *
 * Returns: (transfer full) (nullable): `YYYY-MM-DD` or empty, or %NULL while
 *   it is neither
 */
char *
herald_date_entry_read (HeraldDateEntry  *self,
                        char            **problem)
{
  g_autofree char *text = NULL;
  char *date;

  g_return_val_if_fail (HERALD_IS_DATE_ENTRY (self), NULL);

  text = herald_entry_dup_text (self->entry);
  if (*text == '\0')
    return g_steal_pointer (&text);

  date = parse (text);
  if (date == NULL && problem != NULL)
    *problem = g_strdup (_("Not in the report yet: a date is a day of the calendar, such as 2026-11-21"));

  return date;
}

/**
 * herald_date_entry_tidy:
 * @self: a date entry
 *
 * Writes the date that was typed in the usual form.
 */
void
herald_date_entry_tidy (HeraldDateEntry *self)
{
  g_autofree char *date = NULL;

  g_return_if_fail (HERALD_IS_DATE_ENTRY (self));

  date = herald_date_entry_read (self, NULL);
  if (date != NULL)
    herald_entry_set_text (self->entry, date);
}
