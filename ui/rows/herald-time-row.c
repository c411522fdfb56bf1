/* herald-time-row.c: a field that is answered with a time of day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "herald-drop-down.h"
#include "herald-entry.h"
#include "herald-field-row-private.h"
#include "herald-time-row.h"
#include "herald-wrap-layout.h"

#define DAY (24 * 60)

/* The offsets from UTC that are in use somewhere, in minutes; UTC itself comes
 * before them. None is chosen for the person: it would be where they are. */
static const int used[] = {
  -720, -660, -600, -570, -540, -480, -420, -360, -300, -240, -210, -180, -150, -120, -60, 60,
  120, 180, 210, 240, 270, 300, 330, 345, 360, 390, 420, 480, 525, 540, 570, 600, 630, 660, 720,
  765, 780, 825, 840,
};

struct _HeraldTimeRow
{
  HeraldFieldRow  parent_instance;

  GtkEntry       *entry;
  GtkDropDown    *list;
  GtkLabel       *utc;
  GArray         *offsets; /* (element-type int): of all but the first item of the list */
};

G_DEFINE_FINAL_TYPE (HeraldTimeRow, herald_time_row, HERALD_TYPE_FIELD_ROW)

static void
add_offset (HeraldTimeRow *self,
            GtkStringList *items,
            int            offset)
{
  g_array_append_val (self->offsets, offset);
  if (offset == 0)
    gtk_string_list_append (items, "UTC");
  else
    gtk_string_list_take (items, g_strdup_printf ("UTC%s%02d:%02d", offset < 0 ? "−" : "+",
                                                  abs (offset) / 60, abs (offset) % 60));
}

/* Which item of the list it is; one that no place on earth has is added. */
static guint
find_offset (HeraldTimeRow *self,
             int            offset)
{
  for (guint i = 0; i < self->offsets->len; i++)
    {
      if (g_array_index (self->offsets, int, i) == offset)
        return i + 1;
    }

  add_offset (self, GTK_STRING_LIST (gtk_drop_down_get_model (self->list)), offset);
  return self->offsets->len;
}

static int
read_minutes (const char *text)
{
  return ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
}

/* Takes a time with its offset apart, as the report has it. */
static void
show_time (HeraldTimeRow *self,
           const char    *time)
{
  g_autofree char *clock = g_strndup (time, 5);
  int offset = 0;

  if (time[5] != 'Z')
    offset = (time[5] == '-' ? -1 : 1) * read_minutes (time + 6);

  herald_entry_set_text (self->entry, clock);
  gtk_drop_down_set_selected (self->list, find_offset (self, offset));
}

/* Minutes from midnight, or -1. */
static int
read_clock (const char *text)
{
  int hour, minute, end = 0;
  char between;

  if (sscanf (text, "%2d%c%2d%n", &hour, &between, &minute, &end) < 3 || text[end] != '\0' ||
      strchr (":.", between) == NULL || end < 4 || text[end - 2] == between ||
      hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return -1;

  return hour * 60 + minute;
}

/* %FALSE while there is no offset. */
static gboolean
read_offset (HeraldTimeRow *self,
             int           *offset)
{
  guint selected = gtk_drop_down_get_selected (self->list);

  if (selected == 0 || selected > self->offsets->len)
    return FALSE;

  *offset = g_array_index (self->offsets, int, selected - 1);
  return TRUE;
}

static void
show_utc (HeraldTimeRow *self)
{
  g_autofree char *text = herald_entry_dup_text (self->entry), *clock = NULL, *words = NULL;
  int minutes = read_clock (text), offset, utc = 0;
  gboolean is_known = minutes >= 0 && read_offset (self, &offset) && offset != 0;

  if (is_known)
    {
      utc = minutes - offset;
      clock = g_strdup_printf ("%02d:%02d", (utc + DAY) % DAY / 60, (utc + DAY) % DAY % 60);
      if (utc < 0)
        /* TRANSLATORS: %s is a time of day, such as 23:30 */
        words = g_strdup_printf (_("= %s UTC on the day before"), clock);
      else if (utc >= DAY)
        /* TRANSLATORS: %s is a time of day, such as 00:30 */
        words = g_strdup_printf (_("= %s UTC on the day after"), clock);
      else
        /* TRANSLATORS: %s is a time of day, such as 12:05 */
        words = g_strdup_printf (_("= %s UTC"), clock);
    }

  gtk_label_set_label (self->utc, is_known ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->utc), is_known);
}

static void
changed_cb (HeraldTimeRow *self)
{
  g_autofree char *text = herald_entry_dup_text (self->entry);
  g_autoptr(JsonNode) answer = herald_answer_parse (herald_field_row_get_field (HERALD_FIELD_ROW (self)), text, NULL);

  /* A whole time was pasted. */
  if (answer != NULL && *text != '\0')
    show_time (self, text);

  show_utc (self);
  herald_field_row_edited (HERALD_FIELD_ROW (self));
}

static void
herald_time_row_load (HeraldFieldRow *row,
                      JsonNode       *answer)
{
  HeraldTimeRow *self = HERALD_TIME_ROW (row);
  const char *text = herald_answer_get_text (answer);

  if (*text != '\0')
    {
      show_time (self, text);
      return;
    }

  herald_entry_set_text (self->entry, "");
  gtk_drop_down_set_selected (self->list, 0);
}

static JsonNode *
herald_time_row_read (HeraldFieldRow  *row,
                      char           **problem)
{
  HeraldTimeRow *self = HERALD_TIME_ROW (row);
  g_autofree char *text = herald_entry_dup_text (self->entry), *time = NULL;
  int minutes = read_clock (text), offset = 0;

  if (*text == '\0')
    return herald_answer_new_empty (herald_field_row_get_field (row));

  if (minutes < 0)
    *problem = g_strdup (_("Not in the report yet: a time has hours and minutes, such as 14:05"));
  else if (!read_offset (self, &offset))
    *problem = g_strdup (_("Not in the report yet: choose the offset from UTC beside it"));
  if (*problem != NULL)
    return NULL;

  if (offset == 0)
    time = g_strdup_printf ("%02d:%02dZ", minutes / 60, minutes % 60);
  else
    time = g_strdup_printf ("%02d:%02d%c%02d:%02d", minutes / 60, minutes % 60, offset < 0 ? '-' : '+',
                            abs (offset) / 60, abs (offset) % 60);

  return herald_answer_new_text (time);
}

static void
herald_time_row_tidy (HeraldFieldRow *row)
{
  HeraldTimeRow *self = HERALD_TIME_ROW (row);
  g_autofree char *text = herald_entry_dup_text (self->entry), *clock = NULL;
  int minutes = read_clock (text);

  if (minutes < 0)
    return;

  clock = g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
  herald_entry_set_text (self->entry, clock);
}

static void
set_up_list (HeraldTimeRow *self,
             const char    *label)
{
  GtkStringList *items = gtk_string_list_new (NULL);
  /* TRANSLATORS: %s is the label of a field of a form that asks for a time; a
   * screen reader says it at a list of offsets */
  g_autofree char *name = g_strdup_printf (_("Offset from UTC: %s"), label);

  gtk_string_list_append (items, _("Choose an offset"));
  add_offset (self, items, 0);
  for (guint i = 0; i < G_N_ELEMENTS (used); i++)
    add_offset (self, items, used[i]);

  self->list = GTK_DROP_DOWN (herald_drop_down_new (items));
  herald_drop_down_name (self->list, name);
}

static void
herald_time_row_constructed (GObject *object)
{
  HeraldTimeRow *self = HERALD_TIME_ROW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = herald_wrap_layout_new_box (6, 0);
  HeraldFieldFrame *frame;

  G_OBJECT_CLASS (herald_time_row_parent_class)->constructed (object);

  frame = herald_field_row_get_frame (HERALD_FIELD_ROW (self));
  self->entry = GTK_ENTRY (herald_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _("hh:mm"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  set_up_list (self, herald_field_frame_get_label (frame));
  self->utc = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->utc, 0);
  gtk_label_set_wrap (self->utc, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->utc), "numeric");
  gtk_widget_set_visible (GTK_WIDGET (self->utc), FALSE);

  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->utc));

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  herald_field_frame_set_control (frame, box, GTK_WIDGET (self->entry));
}

static void
herald_time_row_finalize (GObject *object)
{
  g_array_unref (HERALD_TIME_ROW (object)->offsets);

  G_OBJECT_CLASS (herald_time_row_parent_class)->finalize (object);
}

static void
herald_time_row_class_init (HeraldTimeRowClass *klass)
{
  HeraldFieldRowClass *row_class = HERALD_FIELD_ROW_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = herald_time_row_constructed;
  object_class->finalize = herald_time_row_finalize;

  row_class->load = herald_time_row_load;
  row_class->read = herald_time_row_read;
  row_class->tidy = herald_time_row_tidy;
}

static void
herald_time_row_init (HeraldTimeRow *self)
{
  self->offsets = g_array_new (FALSE, FALSE, sizeof (int));
}
