/* herald-substitution-list.c: the words that are replaced in every answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-substitution-list.h"
#include "herald-text.h"

struct _HeraldSubstitutionList
{
  AdwBin      parent_instance;

  HeraldDesk *desk;
  char       *shown; /* what the list shows, as text to compare with */

  GtkListBox *list;
  GtkEntry   *find_entry;
  GtkEntry   *replace_entry;
  GtkBox     *problem;
  GtkLabel   *problem_label;
  GtkButton  *add_button;
};

G_DEFINE_FINAL_TYPE (HeraldSubstitutionList, herald_substitution_list, ADW_TYPE_BIN)

static void
set_problem (HeraldSubstitutionList *self,
             const char             *problem)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->find_entry), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
changed_cb (HeraldSubstitutionList *self)
{
  set_problem (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button),
                            !herald_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->find_entry))));
}

static void
next_cb (HeraldSubstitutionList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->replace_entry));
}

static void
add_cb (HeraldSubstitutionList *self)
{
  HeraldReport *report = herald_desk_get_report (self->desk);
  const char *find = gtk_editable_get_text (GTK_EDITABLE (self->find_entry));
  g_autoptr(GError) error = NULL;

  if (report == NULL || herald_text_is_blank (find))
    return;

  if (!herald_report_add_substitution (report, find, gtk_editable_get_text (GTK_EDITABLE (self->replace_entry)), &error))
    {
      set_problem (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  gtk_editable_set_text (GTK_EDITABLE (self->replace_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
}

static void
remove_cb (HeraldSubstitutionList *self,
           GtkWidget              *button)
{
  HeraldReport *report = herald_desk_get_report (self->desk);
  const char *find = g_object_get_data (G_OBJECT (button), "herald-find");

  if (report != NULL && herald_report_remove_substitution (report, find))
    herald_desk_offer_undo (self->desk, _("The word is not replaced any more"));
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
}

static GtkWidget *
row_new (HeraldSubstitutionList   *self,
         const HeraldSubstitution *substitution)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *find = herald_text_show_hidden (substitution->find, FALSE);
  g_autofree char *replace = herald_text_show_hidden (substitution->replace, FALSE);
  /* TRANSLATORS: %s is what the vendor reads in the place of a word */
  g_autofree char *subtitle = *replace != '\0' ? g_strdup_printf (_("Replaced by “%s”"), replace)
                                               : g_strdup (_("Left out"));
  /* TRANSLATORS: read aloud: the first %s is a word, the second what happens
   * to it, such as “Replaced by …” */
  g_autofree char *label = g_strdup_printf (_("%s: %s"), find, subtitle);
  /* TRANSLATORS: %s is a word that was replaced */
  g_autofree char *verb = g_strdup_printf (_("Show “%s” again"), find);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), find);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  g_object_set_data_full (G_OBJECT (button), "herald-find", g_strdup (substitution->find), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, verb, -1);
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static char *
describe (GPtrArray *substitutions)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < substitutions->len; i++)
    {
      const HeraldSubstitution *substitution = g_ptr_array_index (substitutions, i);

      g_string_append_printf (text, "%s\n%s\n", substitution->find, substitution->replace);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
herald_substitution_list_dispose (GObject *object)
{
  HeraldSubstitutionList *self = HERALD_SUBSTITUTION_LIST (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_substitution_list_parent_class)->dispose (object);
}

static void
herald_substitution_list_finalize (GObject *object)
{
  HeraldSubstitutionList *self = HERALD_SUBSTITUTION_LIST (object);

  g_free (self->shown);

  G_OBJECT_CLASS (herald_substitution_list_parent_class)->finalize (object);
}

static void
herald_substitution_list_class_init (HeraldSubstitutionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_substitution_list_dispose;
  object_class->finalize = herald_substitution_list_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/heraldreport/Herald/ui/herald-substitution-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldSubstitutionList, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldSubstitutionList, find_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldSubstitutionList, replace_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldSubstitutionList, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldSubstitutionList, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldSubstitutionList, add_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
herald_substitution_list_init (HeraldSubstitutionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  changed_cb (self);
}

/**
 * herald_substitution_list_new:
 * @desk: a desk with a report
 *
 * Makes an editor of the words that are replaced.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_substitution_list_new (HeraldDesk *desk)
{
  HeraldSubstitutionList *self;

  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  self = g_object_new (HERALD_TYPE_SUBSTITUTION_LIST, NULL);
  self->desk = g_object_ref (desk);

  return GTK_WIDGET (self);
}

/**
 * herald_substitution_list_refresh:
 * @self: an editor
 *
 * Shows the report's substitutions as they are now.
 */
void
herald_substitution_list_refresh (HeraldSubstitutionList *self)
{
  GPtrArray *substitutions;
  g_autofree char *text = NULL;
  GtkListBoxRow *row;

  g_return_if_fail (HERALD_IS_SUBSTITUTION_LIST (self));

  substitutions = herald_report_get_substitutions (herald_desk_get_report (self->desk));
  text = describe (substitutions);
  if (g_strcmp0 (text, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < substitutions->len; i++)
    gtk_list_box_append (self->list, row_new (self, g_ptr_array_index (substitutions, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), substitutions->len > 0);
}

/**
 * herald_substitution_list_focus:
 * @self: an editor
 *
 * Puts the focus on where a word is typed.
 *
 * Returns: %FALSE if it cannot have the focus
 */
gboolean
herald_substitution_list_focus (HeraldSubstitutionList *self)
{
  g_return_val_if_fail (HERALD_IS_SUBSTITUTION_LIST (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
}
