/* herald-timeline-row.c: one point of a timeline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-text.h"
#include "herald-timeline-row.h"

struct _HeraldTimelineRow
{
  GtkListBoxRow parent_instance;

  GtkImage     *mark;
  GtkLabel     *date;
  GtkLabel     *title;
  GtkLabel     *status;
  GtkLabel     *words;
  GtkLabel     *basis;
};

G_DEFINE_FINAL_TYPE (HeraldTimelineRow, herald_timeline_row, GTK_TYPE_LIST_BOX_ROW)

/* How a point looks; what it means is said in words beside it. */
typedef struct
{
  const char *icon;
  const char *style;
} Look;

static Look
look_of_promise (HeraldPromiseState state)
{
  switch (state)
    {
    case HERALD_PROMISE_OVERDUE:
      return (Look) { "dialog-warning-symbolic", "warning" };
    case HERALD_PROMISE_KEPT:
      return (Look) { "emblem-ok-symbolic", "success" };
    case HERALD_PROMISE_RUNNING:
    case HERALD_PROMISE_DUE_TODAY:
      return (Look) { "alarm-symbolic", "accent" };
    case HERALD_PROMISE_UNTIMED:
    case HERALD_PROMISE_NOT_OWED:
    case HERALD_PROMISE_WAITING:
    case HERALD_PROMISE_ENDED:
      break;
    }

  return (Look) { "content-loading-symbolic", "dim-label" };
}

static Look
look_of_entry (const HeraldTimelineItem *item)
{
  static const struct
  {
    const char *name; /* of a kind, or of who says so */
    const char *icon;
  } icons[] = {
    { "created", "document-save-symbolic" },
    { "imported", "document-save-symbolic" },
    { "sealed", "changes-prevent-symbolic" },
    { "exported", "document-send-symbolic" },
    { "sent", "document-send-symbolic" },
    { "follow-up", "document-send-symbolic" },
    { "vendor", "mail-unread-symbolic" },
    { "server", "network-server-symbolic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      if (g_str_equal (icons[i].name, item->id) || g_str_equal (icons[i].name, item->source))
        return (Look) { icons[i].icon, NULL };
    }

  return (Look) { "document-edit-symbolic", NULL };
}

/* Text of a vendor or a server may hold anything. */
static void
say (GtkLabel   *label,
     const char *text)
{
  g_autofree char *shown = text == NULL ? NULL : herald_text_show_hidden (text, TRUE);

  gtk_label_set_text (label, shown != NULL ? shown : "");
  gtk_widget_set_visible (GTK_WIDGET (label), shown != NULL && !herald_text_is_blank (shown));
}

/* What a screen reader says for all of the row. */
static void
name_row (HeraldTimelineRow *self)
{
  GtkLabel *labels[] = { self->date, self->title, self->status, self->words, self->basis };
  g_autoptr(GString) name = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (!gtk_widget_get_visible (GTK_WIDGET (labels[i])))
        continue;

      if (name->len > 0)
        g_string_append (name, ". ");
      g_string_append (name, gtk_label_get_text (labels[i]));
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
}

static char *
describe_basis (const HeraldTimelineItem *item)
{
  if (item->kind == HERALD_TIMELINE_PROMISE)
    return g_strdup (item->basis);
  if (item->file != NULL && *item->file_name != '\0')
    /* TRANSLATORS: %s is the name of a file that is kept with an entry of the log */
    return g_strdup_printf (_("With the file “%s”"), item->file_name);

  return NULL;
}

static char *
describe_date (const HeraldTimelineItem *item)
{
  if (*item->date == '\0')
    return item->kind == HERALD_TIMELINE_PROMISE ? g_strdup (_("No date")) : NULL;
  if (item->kind != HERALD_TIMELINE_PROMISE)
    return g_strdup (item->date);

  return g_strdup_printf (item->is_estimate
                            /* TRANSLATORS: %s is a date; it may be a little wrong */
                            ? _("By %s (estimate)")
                            /* TRANSLATORS: %s is a date */
                            : _("By %s"),
                          item->date);
}

static char *
describe_status (const HeraldTimelineItem *item)
{
  if (*item->reference != '\0')
    /* TRANSLATORS: %s is what the vendor calls the report, such as a number */
    return g_strdup_printf (_("Their reference: %s"), item->reference);

  return g_strdup (item->status);
}

static void
set_look (HeraldTimelineRow *self,
          Look               look)
{
  gtk_image_set_from_icon_name (self->mark, look.icon);
  if (look.style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->mark), look.style);
}

static void
herald_timeline_row_class_init (HeraldTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldTimelineRow, mark);
  gtk_widget_class_bind_template_child (widget_class, HeraldTimelineRow, date);
  gtk_widget_class_bind_template_child (widget_class, HeraldTimelineRow, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldTimelineRow, status);
  gtk_widget_class_bind_template_child (widget_class, HeraldTimelineRow, words);
  gtk_widget_class_bind_template_child (widget_class, HeraldTimelineRow, basis);
}

static void
herald_timeline_row_init (HeraldTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_timeline_row_new:
 * @item: what happened, or was promised
 *
 * Makes the row of one point.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
herald_timeline_row_new (const HeraldTimelineItem *item)
{
  HeraldTimelineRow *self = g_object_new (HERALD_TYPE_TIMELINE_ROW, NULL);
  g_autofree char *date = describe_date (item);
  g_autofree char *status = describe_status (item);
  g_autofree char *basis = describe_basis (item);

  set_look (self, item->kind == HERALD_TIMELINE_PROMISE ? look_of_promise (item->promise_state) : look_of_entry (item));
  say (self->date, date);
  say (self->title, item->title);
  say (self->status, status);
  say (self->words, item->words);
  say (self->basis, basis);
  name_row (self);

  return GTK_WIDGET (self);
}

/**
 * herald_timeline_row_new_today:
 * @today: the date, `YYYY-MM-DD`
 *
 * Makes the row between what was and what is to come.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
herald_timeline_row_new_today (const char *today)
{
  HeraldTimelineRow *self = g_object_new (HERALD_TYPE_TIMELINE_ROW, NULL);
  /* TRANSLATORS: %s is the date of today */
  g_autofree char *words = g_strdup_printf (_("Today, %s"), today);

  set_look (self, (Look) { "media-record-symbolic", "accent" });
  say (self->date, NULL);
  say (self->title, words);
  say (self->status, NULL);
  say (self->words, NULL);
  say (self->basis, NULL);
  name_row (self);

  return GTK_WIDGET (self);
}
