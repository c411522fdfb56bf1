/* herald-list-row.c: a field that is answered with a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-field-row-private.h"
#include "herald-list-entry.h"
#include "herald-list-row.h"

struct _HeraldListRow
{
  HeraldFieldRow  parent_instance;

  GtkBox         *entries; /* its children are HeraldListEntry */
  GtkWidget      *add;
  guint           n_entries;
};

G_DEFINE_FINAL_TYPE (HeraldListRow, herald_list_row, HERALD_TYPE_FIELD_ROW)

static HeraldFieldKind
get_kind (HeraldListRow *self)
{
  return herald_field_row_get_field (HERALD_FIELD_ROW (self))->kind;
}

/* The entries are numbered as they stand. */
static void
update_entries (HeraldListRow *self)
{
  const char *label = herald_field_frame_get_label (herald_field_row_get_frame (HERALD_FIELD_ROW (self)));

  self->n_entries = 0;
  for (GtkWidget *entry = gtk_widget_get_first_child (GTK_WIDGET (self->entries)); entry != NULL;
       entry = gtk_widget_get_next_sibling (entry))
    herald_list_entry_name (HERALD_LIST_ENTRY (entry), label, ++self->n_entries);

  gtk_widget_set_visible (GTK_WIDGET (self->entries), self->n_entries > 0);
  gtk_widget_set_sensitive (self->add, self->n_entries < HERALD_FIELD_MAX_ENTRIES);
}

static void
grab_near (HeraldListRow *self,
           GtkWidget     *entry)
{
  if (entry != NULL)
    herald_list_entry_grab (HERALD_LIST_ENTRY (entry));
  else
    gtk_widget_grab_focus (self->add);
}

static const char *
removed_sentence (HeraldFieldKind kind)
{
  switch (kind)
    {
    case HERALD_FIELD_PEOPLE:
      return _("Person removed");

    case HERALD_FIELD_PARTIES:
      return _("Party removed");

    default:
      return _("Link removed");
    }
}

static void
remove_cb (HeraldListRow   *self,
           HeraldListEntry *entry)
{
  HeraldFieldRow *row = HERALD_FIELD_ROW (self);
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (entry));
  g_autofree char *problem = NULL;
  g_autoptr(JsonNode) node = herald_list_entry_read (entry, &problem);

  grab_near (self, next != NULL ? next : gtk_widget_get_prev_sibling (GTK_WIDGET (entry)));
  gtk_box_remove (self->entries, GTK_WIDGET (entry));
  update_entries (self);

  herald_field_row_edited (row);
  herald_field_row_flush (row);
  if (node != NULL)
    herald_desk_offer_undo (herald_field_row_get_desk (row), removed_sentence (get_kind (self)));
}

static HeraldListEntry *
append_entry (HeraldListRow *self)
{
  GtkWidget *entry = herald_list_entry_new (get_kind (self));

  g_signal_connect_object (entry, "changed", G_CALLBACK (herald_field_row_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->entries, entry);

  return HERALD_LIST_ENTRY (entry);
}

static void
add_cb (HeraldListRow *self)
{
  HeraldListEntry *entry = append_entry (self);

  update_entries (self);
  herald_list_entry_grab (entry);
}

static void
herald_list_row_load (HeraldFieldRow *row,
                      JsonNode       *answer)
{
  HeraldListRow *self = HERALD_LIST_ROW (row);
  JsonArray *array = json_node_get_array (answer);
  GtkWidget *entry = gtk_widget_get_first_child (GTK_WIDGET (self->entries));

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (entry == NULL)
        entry = GTK_WIDGET (append_entry (self));
      herald_list_entry_load (HERALD_LIST_ENTRY (entry), json_array_get_element (array, i));
      entry = gtk_widget_get_next_sibling (entry);
    }

  while (entry != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (entry);

      gtk_box_remove (self->entries, entry);
      entry = next;
    }

  update_entries (self);
}

/* A list that was pasted into one link becomes as many as it has room for. */
static void
split_links (HeraldListRow *self)
{
  for (GtkWidget *entry = gtk_widget_get_first_child (GTK_WIDGET (self->entries)); entry != NULL;
       entry = gtk_widget_get_next_sibling (entry))
    {
      g_auto(GStrv) links = NULL;
      GtkWidget *before = entry;

      if (self->n_entries < HERALD_FIELD_MAX_ENTRIES)
        links = herald_list_entry_split (HERALD_LIST_ENTRY (entry));
      for (guint i = 0; links != NULL && links[i] != NULL; i++)
        {
          g_autoptr(JsonNode) link = herald_answer_new_text (links[i]);
          HeraldListEntry *added = append_entry (self);

          herald_list_entry_load (added, link);
          gtk_box_reorder_child_after (self->entries, GTK_WIDGET (added), before);
          before = GTK_WIDGET (added);
        }
      if (links != NULL)
        update_entries (self);
    }
}

static JsonNode *
herald_list_row_read (HeraldFieldRow  *row,
                      char           **problem)
{
  g_autoptr(JsonArray) array = json_array_new ();

  split_links (HERALD_LIST_ROW (row));
  for (GtkWidget *entry = gtk_widget_get_first_child (GTK_WIDGET (HERALD_LIST_ROW (row)->entries)); entry != NULL;
       entry = gtk_widget_get_next_sibling (entry))
    {
      JsonNode *node = herald_list_entry_read (HERALD_LIST_ENTRY (entry), problem);

      if (node != NULL)
        json_array_add_element (array, node);
    }

  return json_node_init_array (json_node_alloc (), array);
}

static void
herald_list_row_tidy (HeraldFieldRow *row)
{
  for (GtkWidget *entry = gtk_widget_get_first_child (GTK_WIDGET (HERALD_LIST_ROW (row)->entries)); entry != NULL;
       entry = gtk_widget_get_next_sibling (entry))
    herald_list_entry_tidy (HERALD_LIST_ENTRY (entry));
}

static const char *
add_label (HeraldFieldKind kind)
{
  switch (kind)
    {
    case HERALD_FIELD_PEOPLE:
      return _("Add Person");

    case HERALD_FIELD_PARTIES:
      return _("Add Party");

    default:
      return _("Add Link");
    }
}

static GtkWidget *
new_add_button (HeraldListRow *self,
                const char    *field)
{
  const char *label = add_label (get_kind (self));
  /* TRANSLATORS: the first %s is the label of a field of a form, the second a
   * button, such as “Add Link”; this is what a screen reader says */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), field, label);
  GtkWidget *button = gtk_button_new (), *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (label));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
herald_list_row_constructed (GObject *object)
{
  HeraldListRow *self = HERALD_LIST_ROW (object);
  HeraldFieldFrame *frame;
  GtkWidget *box;

  G_OBJECT_CLASS (herald_list_row_parent_class)->constructed (object);

  frame = herald_field_row_get_frame (HERALD_FIELD_ROW (self));
  box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                      "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 9, NULL);
  self->entries = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  self->add = new_add_button (self, herald_field_frame_get_label (frame));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entries));
  gtk_box_append (GTK_BOX (box), self->add);
  update_entries (self);

  herald_field_frame_set_control (frame, box, box);
}

static void
herald_list_row_class_init (HeraldListRowClass *klass)
{
  HeraldFieldRowClass *row_class = HERALD_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = herald_list_row_constructed;

  row_class->load = herald_list_row_load;
  row_class->read = herald_list_row_read;
  row_class->tidy = herald_list_row_tidy;
}

static void
herald_list_row_init (HeraldListRow *self)
{
}
