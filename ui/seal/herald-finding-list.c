/* herald-finding-list.c: findings of one severity
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-finding-list.h"
#include "herald-finding-row.h"

struct _HeraldFindingList
{
  AdwBin          parent_instance;

  HeraldDesk     *desk;
  HeraldSeverity  severity;
  guint           n_rows;

  GtkLabel       *heading;
  GtkLabel       *help;
  GtkListBox     *list;
};

G_DEFINE_FINAL_TYPE (HeraldFindingList, herald_finding_list, ADW_TYPE_BIN)

static void
row_activated_cb (HeraldFindingList *self,
                  GtkListBoxRow     *row)
{
  herald_desk_go_to (self->desk, herald_finding_row_get_place (HERALD_FINDING_ROW (row)));
}

static void
herald_finding_list_dispose (GObject *object)
{
  HeraldFindingList *self = HERALD_FINDING_LIST (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_FINDING_LIST);

  G_OBJECT_CLASS (herald_finding_list_parent_class)->dispose (object);
}

static void
herald_finding_list_class_init (HeraldFindingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_finding_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-finding-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingList, heading);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingList, help);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingList, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
herald_finding_list_init (HeraldFindingList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_finding_list_new:
 * @desk: what the window works on
 * @severity: of the findings that it shows
 *
 * Makes an empty list.
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
herald_finding_list_new (HeraldDesk     *desk,
                         HeraldSeverity  severity)
{
  HeraldFindingList *self = g_object_new (HERALD_TYPE_FINDING_LIST, NULL);

  self->desk = g_object_ref (desk);
  self->severity = severity;
  gtk_label_set_text (self->help,
                      severity == HERALD_SEVERITY_STOP ? _("No envelope can be made while any of this stands.")
                      : severity == HERALD_SEVERITY_WARN ? _("None of this stops it. Look at each once, and decide.")
                                                         : _("Good to know; there is nothing to do."));

  return GTK_WIDGET (self);
}

static void
show_heading (HeraldFindingList *self)
{
  g_autofree char *text = NULL;

  switch (self->severity)
    {
    case HERALD_SEVERITY_STOP:
      /* TRANSLATORS: %u is the number of problems that must be solved first */
      text = g_strdup_printf (ngettext ("%u thing stops it", "%u things stop it", self->n_rows), self->n_rows);
      break;
    case HERALD_SEVERITY_WARN:
      /* TRANSLATORS: %u is the number of warnings */
      text = g_strdup_printf (ngettext ("%u thing to look at", "%u things to look at", self->n_rows), self->n_rows);
      break;
    case HERALD_SEVERITY_NOTE:
    default:
      /* TRANSLATORS: %u is the number of remarks */
      text = g_strdup_printf (ngettext ("%u note", "%u notes", self->n_rows), self->n_rows);
    }

  gtk_label_set_text (self->heading, text);
}

/* The row with a finding's key, from @index on. */
static GtkListBoxRow *
find_row (HeraldFindingList *self,
          int                index,
          const char        *key)
{
  GtkListBoxRow *row;

  for (; (row = gtk_list_box_get_row_at_index (self->list, index)) != NULL; index++)
    {
      if (g_strcmp0 (herald_finding_row_get_key (HERALD_FINDING_ROW (row)), key) == 0)
        return row;
    }

  return NULL;
}

static gboolean
is_still_found (HeraldFindingList *self,
                GPtrArray         *findings,
                HeraldFindingRow  *row)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *key = herald_finding_dup_key (finding);

      if (finding->severity == self->severity && g_strcmp0 (key, herald_finding_row_get_key (row)) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A row that goes takes the focus with it, unless its neighbour has it before. */
static void
remove_row (HeraldFindingList *self,
            GtkListBoxRow     *row)
{
  int index = gtk_list_box_row_get_index (row);
  GtkListBoxRow *neighbour = gtk_list_box_get_row_at_index (self->list, index + 1);

  if (neighbour == NULL && index > 0)
    neighbour = gtk_list_box_get_row_at_index (self->list, index - 1);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == GTK_WIDGET (row) && neighbour != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (neighbour));

  gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
remove_outdated (HeraldFindingList *self,
                 GPtrArray         *findings)
{
  GtkListBoxRow *row;
  int index = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, index)) != NULL)
    {
      if (is_still_found (self, findings, HERALD_FINDING_ROW (row)))
        index++;
      else
        remove_row (self, row);
    }
}

/**
 * herald_finding_list_show:
 * @self: a list
 * @findings: (element-type HeraldFinding): all that was found
 *
 * Shows those findings that are of the list's severity.
 *
 * A row whose finding still stands stays as it is, with what is typed in it.
 */
void
herald_finding_list_show (HeraldFindingList *self,
                          GPtrArray         *findings)
{
  g_return_if_fail (HERALD_IS_FINDING_LIST (self));

  remove_outdated (self, findings);

  self->n_rows = 0;
  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *key = NULL;
      GtkListBoxRow *row;

      if (finding->severity != self->severity)
        continue;

      key = herald_finding_dup_key (finding);
      row = find_row (self, (int) self->n_rows, key);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (herald_finding_row_new (self->desk));
          gtk_list_box_insert (self->list, GTK_WIDGET (row), (int) self->n_rows);
        }
      herald_finding_row_set_finding (HERALD_FINDING_ROW (row), finding);
      self->n_rows++;
    }

  show_heading (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_rows > 0);
}

/**
 * herald_finding_list_get_n_rows:
 * @self: a list
 *
 * Counts the findings in the list.
 *
 * Returns: how many there are
 */
guint
herald_finding_list_get_n_rows (HeraldFindingList *self)
{
  g_return_val_if_fail (HERALD_IS_FINDING_LIST (self), 0);

  return self->n_rows;
}

/**
 * herald_finding_list_focus_first:
 * @self: a list
 *
 * Puts the focus on the first finding.
 *
 * Returns: %FALSE if there is none
 */
gboolean
herald_finding_list_focus_first (HeraldFindingList *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (HERALD_IS_FINDING_LIST (self), FALSE);

  row = gtk_list_box_get_row_at_index (self->list, 0);
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}
