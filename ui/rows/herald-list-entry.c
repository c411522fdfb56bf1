/* herald-list-entry.c: one link, person or party
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-date-entry.h"
#include "herald-drop-down.h"
#include "herald-entry.h"
#include "herald-list-entry.h"
#include "herald-wrap-layout.h"

#define MAX_PARTS 4

/* Two parts of a card stand beside each other where there is room for this. */
#define PART_WIDTH 240

/* The members of an entry, as the format of reports has them. Of those with
 * words to choose from one always is chosen: at first the last. */
typedef struct
{
  const char *member;   /* empty: the entry is a text and no object */
  const char *label;
  gboolean    is_date;
  gboolean    is_kind;
  gboolean    is_needed; /* the format has it also where it is empty */
} Part;

static const Part link_parts[] = {
  { .member = "", .label = NULL },
  { NULL },
};

static const Part person_parts[] = {
  { .member = "name", .label = NC_("person", "Name"), .is_needed = TRUE },
  { .member = "organization", .label = NC_("person", "Organization") },
  { .member = "email", .label = NC_("person", "E-mail address") },
  { .member = "phone", .label = NC_("person", "Telephone number") },
  { NULL },
};

static const Part party_parts[] = {
  { .member = "party", .label = NC_("party", "Name"), .is_needed = TRUE },
  { .member = "kind", .label = NC_("party", "Kind"), .is_kind = TRUE },
  { .member = "date", .label = NC_("party", "Date"), .is_date = TRUE },
  { .member = "shared", .label = NC_("party", "What is shared") },
  { NULL },
};

static const struct { const char *word, *label; } kinds[] = {
  { "regulator", NC_("party", "A regulator") },
  { "coordinator", NC_("party", "A coordinator, such as a CERT") },
  { "vendor", NC_("party", "A vendor") },
  { "customer", NC_("party", "A customer") },
  { "other", NC_("party", "Somebody else") },
};

struct _HeraldListEntry
{
  AdwBin      parent_instance;

  const Part *parts;
  const char *context;          /* of the labels, for gettext */
  GtkWidget  *inputs[MAX_PARTS];
  GtkLabel   *title;            /* or NULL: links have none */
  GtkWidget  *remove;
  gboolean    is_loading;
};

G_DEFINE_FINAL_TYPE (HeraldListEntry, herald_list_entry, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_REMOVE,
} HeraldListEntrySignal;

static guint signals[SIGNAL_REMOVE + 1];

static void
changed_cb (HeraldListEntry *self)
{
  if (!self->is_loading)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remove_cb (HeraldListEntry *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static GtkWidget *
new_kinds (void)
{
  GtkStringList *items = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (items, g_dpgettext2 (GETTEXT_PACKAGE, "party", kinds[i].label));

  return herald_drop_down_new (items);
}

static GtkWidget *
new_input (HeraldListEntry *self,
           const Part      *part)
{
  GtkWidget *input;

  if (part->is_kind)
    {
      input = new_kinds ();
      gtk_drop_down_set_selected (GTK_DROP_DOWN (input), G_N_ELEMENTS (kinds) - 1);
      g_signal_connect_object (input, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  else if (part->is_date)
    {
      input = herald_date_entry_new ();
      g_signal_connect_object (herald_date_entry_get_entry (HERALD_DATE_ENTRY (input)), "changed",
                               G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  else
    {
      input = herald_entry_new ();
      g_signal_connect_object (input, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }

  return input;
}

static GtkWidget *
new_part (HeraldListEntry *self,
          guint            index)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (g_dpgettext2 (GETTEXT_PACKAGE, self->context, self->parts[index].label));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->inputs[index]);

  return box;
}

/* A link is its entry, with the button beside it. */
static void
build_line (HeraldListEntry *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (line), self->inputs[0]);
  gtk_box_append (GTK_BOX (line), self->remove);
  adw_bin_set_child (ADW_BIN (self), line);
}

/* People and parties have several parts, on a card with a title. */
static void
build_card (HeraldListEntry *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *parts = herald_wrap_layout_new_box (12, PART_WIDTH);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), self->remove);
  gtk_box_append (GTK_BOX (card), head);
  for (guint i = 0; self->parts[i].member != NULL; i++)
    gtk_box_append (GTK_BOX (parts), new_part (self, i));
  gtk_box_append (GTK_BOX (card), parts);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "entry-card");
  adw_bin_set_child (ADW_BIN (self), card);
}

static void
herald_list_entry_class_init (HeraldListEntryClass *klass)
{
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HERALD_TYPE_LIST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] =
    g_signal_new ("remove", HERALD_TYPE_LIST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_list_entry_init (HeraldListEntry *self)
{
  self->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_tooltip_text (self->remove, _("Remove"));
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "flat");
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
}

/**
 * herald_list_entry_new:
 * @kind: links, people or parties
 *
 * Makes an empty entry of a list.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_list_entry_new (HeraldFieldKind kind)
{
  HeraldListEntry *self = g_object_new (HERALD_TYPE_LIST_ENTRY, NULL);

  self->context = kind == HERALD_FIELD_PEOPLE ? "person" : "party";
  self->parts = kind == HERALD_FIELD_LINKS ? link_parts :
                kind == HERALD_FIELD_PEOPLE ? person_parts : party_parts;
  for (guint i = 0; self->parts[i].member != NULL; i++)
    self->inputs[i] = new_input (self, &self->parts[i]);

  if (kind == HERALD_FIELD_LINKS)
    build_line (self);
  else
    build_card (self);

  return GTK_WIDGET (self);
}

static void
name_input (GtkWidget  *input,
            const char *name)
{
  if (GTK_IS_DROP_DOWN (input))
    herald_drop_down_name (GTK_DROP_DOWN (input), name);
  else if (HERALD_IS_DATE_ENTRY (input))
    herald_date_entry_name (HERALD_DATE_ENTRY (input), name);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * herald_list_entry_name:
 * @self: an entry
 * @field: the label of the field, plain text
 * @number: which entry of the list it is, from 1
 *
 * Says which entry it is, above it and to those who cannot see it.
 */
void
herald_list_entry_name (HeraldListEntry *self,
                        const char      *field,
                        guint            number)
{
  g_autofree char *title = NULL, *name = NULL, *remove = NULL;

  g_return_if_fail (HERALD_IS_LIST_ENTRY (self));

  if (self->parts == person_parts)
    /* TRANSLATORS: %u is the number of a person in a list */
    title = g_strdup_printf (_("Person %u"), number);
  else if (self->parts == party_parts)
    /* TRANSLATORS: %u is the number of a party in a list of those who know */
    title = g_strdup_printf (_("Party %u"), number);
  else
    /* TRANSLATORS: %u is the number of a link in a list */
    title = g_strdup_printf (_("Link %u"), number);

  if (self->title != NULL)
    gtk_label_set_label (self->title, title);

  /* TRANSLATORS: the first %s is the label of a field of a form, the second
   * one entry in its list, such as “Link 2”; this is what a screen reader says */
  name = g_strdup_printf (_("%s, %s"), field, title);
  for (guint i = 0; self->parts[i].member != NULL; i++)
    {
      g_autofree char *part = NULL;

      if (self->parts[i].label != NULL)
        /* TRANSLATORS: the first %s is an entry of a list, such as “People to
         * credit, Person 2”, the second a part of it, such as “Name” */
        part = g_strdup_printf (_("%s: %s"), name, g_dpgettext2 (GETTEXT_PACKAGE, self->context, self->parts[i].label));
      name_input (self->inputs[i], part != NULL ? part : name);
    }

  /* TRANSLATORS: %s is an entry of a list, such as “URLs, Link 2”; this is what
   * a screen reader says at a button */
  remove = g_strdup_printf (_("Remove %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
}

static void
load_input (GtkWidget  *input,
            const char *text)
{
  if (GTK_IS_DROP_DOWN (input))
    {
      guint selected = G_N_ELEMENTS (kinds) - 1;

      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          if (g_str_equal (kinds[i].word, text))
            selected = i;
        }
      gtk_drop_down_set_selected (GTK_DROP_DOWN (input), selected);
    }
  else if (HERALD_IS_DATE_ENTRY (input))
    herald_date_entry_load (HERALD_DATE_ENTRY (input), text);
  else
    herald_entry_set_text (GTK_ENTRY (input), text);
}

/**
 * herald_list_entry_load:
 * @self: an entry
 * @node: a link's text, or an object
 *
 * Shows an entry of an answer.
 */
void
herald_list_entry_load (HeraldListEntry *self,
                        JsonNode        *node)
{
  g_return_if_fail (HERALD_IS_LIST_ENTRY (self));

  self->is_loading = TRUE;
  for (guint i = 0; self->parts[i].member != NULL; i++)
    {
      const char *text = JSON_NODE_HOLDS_OBJECT (node)
                           ? json_object_get_string_member_with_default (json_node_get_object (node), self->parts[i].member, "")
                           : json_node_get_string (node);

      load_input (self->inputs[i], text);
    }
  self->is_loading = FALSE;
}

/* The text of an input; of a date that is none, nothing. */
static char *
read_input (GtkWidget  *input,
            char      **problem)
{
  char *date;

  if (GTK_IS_DROP_DOWN (input))
    return g_strdup (kinds[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (input)), G_N_ELEMENTS (kinds) - 1)].word);
  if (!HERALD_IS_DATE_ENTRY (input))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (input)));

  date = herald_date_entry_read (HERALD_DATE_ENTRY (input), *problem == NULL ? problem : NULL);
  return date != NULL ? date : g_strdup ("");
}

static JsonNode *
read_text (HeraldListEntry *self)
{
  g_autofree char *text = herald_entry_dup_text (GTK_ENTRY (self->inputs[0]));

  return *text != '\0' ? json_node_init_string (json_node_alloc (), text) : NULL;
}

/**
 * herald_list_entry_read:
 * @self: an entry
 * @problem: (out): set to a sentence, unless it is set, where something that
 *   was typed is not in what is returned
 *
 * Gives what was typed, as an entry of an answer.
 *
 * Returns: (transfer full) (nullable): a node, or %NULL where nothing was typed
 */
JsonNode *
herald_list_entry_read (HeraldListEntry  *self,
                        char            **problem)
{
  g_autoptr(JsonObject) object = NULL;
  gboolean is_empty = TRUE;

  g_return_val_if_fail (HERALD_IS_LIST_ENTRY (self), NULL);

  if (self->parts == link_parts)
    return read_text (self);

  object = json_object_new ();
  for (guint i = 0; self->parts[i].member != NULL; i++)
    {
      const Part *part = &self->parts[i];
      g_autofree char *before = g_strdup (*problem), *text = read_input (self->inputs[i], problem);

      if (*text != '\0' || part->is_needed)
        json_object_set_string_member (object, part->member, text);
      if ((*text != '\0' && !part->is_kind) || g_strcmp0 (before, *problem) != 0)
        is_empty = FALSE;
    }

  return is_empty ? NULL : json_node_init_object (json_node_alloc (), object);
}

/**
 * herald_list_entry_split:
 * @self: an entry
 *
 * Takes out what was pasted after a link, where that is nothing but links.
 *
 * Returns: (transfer full) (nullable): the links, or %NULL for nothing
 */
char **
herald_list_entry_split (HeraldListEntry *self)
{
  g_autoptr(GStrvBuilder) rest = g_strv_builder_new ();
  g_auto(GStrv) words = NULL;
  const char *first = NULL;
  guint n_links = 0;

  g_return_val_if_fail (HERALD_IS_LIST_ENTRY (self), NULL);

  if (self->parts != link_parts)
    return NULL;

  words = g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (self->inputs[0])), " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (strstr (words[i], "://") == NULL)
        return NULL;
      if (n_links++ == 0)
        first = words[i];
      else
        g_strv_builder_add (rest, words[i]);
    }

  if (n_links < 2)
    return NULL;

  herald_entry_set_text (GTK_ENTRY (self->inputs[0]), first);
  return g_strv_builder_end (rest);
}

/**
 * herald_list_entry_tidy:
 * @self: an entry
 *
 * Writes what was typed in the usual form.
 */
void
herald_list_entry_tidy (HeraldListEntry *self)
{
  g_return_if_fail (HERALD_IS_LIST_ENTRY (self));

  for (guint i = 0; self->parts[i].member != NULL; i++)
    {
      if (HERALD_IS_DATE_ENTRY (self->inputs[i]))
        herald_date_entry_tidy (HERALD_DATE_ENTRY (self->inputs[i]));
    }
}

/**
 * herald_list_entry_grab:
 * @self: an entry
 *
 * Puts the focus on its first part.
 */
void
herald_list_entry_grab (HeraldListEntry *self)
{
  g_return_if_fail (HERALD_IS_LIST_ENTRY (self));

  gtk_widget_grab_focus (self->inputs[0]);
}
