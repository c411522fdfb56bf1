/* herald-history-window.c: the earlier versions of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-composer-versions.h"
#include "herald-history-window.h"
#include "herald-place.h"
#include "herald-spinner.h"

/* As many versions as are shown, and changes of each as are named. */
#define MAX_VERSIONS 300
#define MAX_CHANGES  3

struct _HeraldHistoryWindow
{
  AdwWindow        parent_instance;

  HeraldDesk      *desk;
  GCancellable    *reading;  /* the version that is read, or NULL */
  guint64          version;  /* that is shown */

  AdwLeaflet      *leaflet;
  GtkWidget       *text_page;
  GtkListBox      *list;
  AdwWindowTitle  *version_title;
  GtkTextBuffer   *buffer;
  GtkWidget       *return_button;
  HeraldSpinner   *spinner;
};

G_DEFINE_FINAL_TYPE (HeraldHistoryWindow, herald_history_window, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_DESK = 1,
} HeraldHistoryWindowProperty;

static GParamSpec *properties[PROP_DESK + 1];

/* When a version was written, on the clock of the person; a day if that is all
 * that is known. */
static char *
describe_time (const char *at)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601 (at, NULL);
  g_autoptr(GDateTime) local = moment != NULL ? g_date_time_to_local (moment) : NULL;

  return local != NULL ? g_date_time_format (local, "%x %X") : g_strdup (at);
}

static gboolean
holds (GPtrArray  *words,
       const char *word)
{
  return g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL);
}

/* What differs from the version before, by the names of the fields. */
static char *
describe_changes (HeraldReport            *report,
                  const HeraldCaseVersion *version)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint n_changed = 0;

  for (guint i = 0; version->changed != NULL && version->changed[i] != NULL; i++)
    {
      g_autofree char *word = herald_place_describe (report, version->changed[i]);

      if (word == NULL || holds (words, word))
        continue;
      if (words->len < MAX_CHANGES)
        g_ptr_array_add (words, g_steal_pointer (&word));
      n_changed++;
    }

  if (version->changed == NULL || version->changed[0] == NULL)
    return g_strdup (_("The beginning"));
  if (words->len == 0)
    return g_strdup (_("Other changes"));
  if (n_changed > words->len)
    g_ptr_array_add (words, g_strdup ("…"));

  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_row (HeraldReport            *report,
          const HeraldCaseVersion *version)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *time = describe_time (version->at);
  g_autofree char *changes = describe_changes (report, version);
  g_autofree char *title = version->is_current ? g_strdup_printf ("%s · %s", time, _("now")) : g_strdup (time);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, changes);
  GtkWidget *changes_label = make_label (changes, "caption");

  gtk_widget_add_css_class (changes_label, "dim-label");
  gtk_box_append (GTK_BOX (box), make_label (title, "numeric"));
  gtk_box_append (GTK_BOX (box), changes_label);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  g_object_set_data_full (G_OBJECT (row), "version", g_memdup2 (&version->seq, sizeof version->seq), g_free);
  g_object_set_data_full (G_OBJECT (row), "title", g_steal_pointer (&title), g_free);
  g_object_set_data (G_OBJECT (row), "is-current", GINT_TO_POINTER (version->is_current));

  return row;
}

static void
list_versions (HeraldHistoryWindow *self)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  g_autoptr(GPtrArray) versions = herald_case_get_versions (herald_composer_get_case (composer));
  GtkWidget *current = NULL;

  for (guint i = 0; i < MIN (versions->len, MAX_VERSIONS); i++)
    {
      const HeraldCaseVersion *version = g_ptr_array_index (versions, versions->len - 1 - i);
      GtkWidget *row = make_row (herald_desk_get_report (self->desk), version);

      gtk_list_box_append (self->list, row);
      if (current == NULL || version->is_current)
        current = row;
    }

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (current));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldHistoryWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = herald_composer_read_version_finish (HERALD_COMPOSER (object), result, &error);
  g_autofree char *shown = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->desk == NULL)
    return;

  herald_spinner_set_spinning (self->spinner, FALSE);
  g_clear_object (&self->reading);
  shown = herald_text_show_hidden (text != NULL ? text : error->message, TRUE);
  gtk_text_buffer_set_text (self->buffer, shown, -1);
  gtk_widget_set_sensitive (self->return_button, text != NULL &&
                            !GPOINTER_TO_INT (g_object_get_data (G_OBJECT (gtk_list_box_get_selected_row (self->list)),
                                                                 "is-current")));
}

static void
row_selected_cb (HeraldHistoryWindow *self,
                 GtkListBoxRow       *row)
{
  if (row == NULL)
    return;

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  self->version = *(guint64 *) g_object_get_data (G_OBJECT (row), "version");

  adw_window_title_set_title (self->version_title, g_object_get_data (G_OBJECT (row), "title"));
  gtk_widget_set_sensitive (self->return_button, FALSE);
  herald_spinner_set_spinning (self->spinner, TRUE);
  herald_composer_read_version_async (herald_desk_get_composer (self->desk), self->version, self->reading,
                                      read_cb, g_object_ref (self));
}

static void
row_activated_cb (HeraldHistoryWindow *self,
                  GtkListBoxRow       *row)
{
  adw_leaflet_set_visible_child (self->leaflet, self->text_page);
}

static void
back_cb (HeraldHistoryWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
return_cb (HeraldHistoryWindow *self)
{
  g_autoptr(HeraldDesk) desk = g_object_ref (self->desk);
  g_autoptr(GError) error = NULL;
  gboolean was_anonymous = herald_report_get_anonymous (herald_desk_get_report (desk));
  gboolean returned = herald_composer_return_to (herald_desk_get_composer (desk), self->version, &error);

  gtk_window_destroy (GTK_WINDOW (self));
  if (returned && !was_anonymous && herald_report_get_anonymous (herald_desk_get_report (desk)))
    herald_desk_offer_undo (desk, _("Anonymous again: who writes it is forgotten"));
  else if (returned)
    herald_desk_offer_undo (desk, _("Returned to an earlier version"));
  else
    herald_desk_say_error (desk, error);
}

/* Another report than the one whose versions these are, or none. */
static void
replaced_cb (HeraldHistoryWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
herald_history_window_constructed (GObject *object)
{
  HeraldHistoryWindow *self = HERALD_HISTORY_WINDOW (object);

  G_OBJECT_CLASS (herald_history_window_parent_class)->constructed (object);

  g_signal_connect_object (herald_desk_get_composer (self->desk), "replaced",
                           G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  list_versions (self);
}

static void
herald_history_window_dispose (GObject *object)
{
  HeraldHistoryWindow *self = HERALD_HISTORY_WINDOW (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_history_window_parent_class)->dispose (object);
}

static void
herald_history_window_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  HeraldHistoryWindow *self = HERALD_HISTORY_WINDOW (object);

  switch ((HeraldHistoryWindowProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_history_window_class_init (HeraldHistoryWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = herald_history_window_constructed;
  object_class->dispose = herald_history_window_dispose;
  object_class->set_property = herald_history_window_set_property;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (HERALD_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/heraldreport/Herald/ui/herald-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryWindow, text_page);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryWindow, version_title);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryWindow, buffer);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryWindow, return_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryWindow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, return_cb);
}

static void
herald_history_window_init (HeraldHistoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_history_window_present:
 * @parent: the window that asks
 * @desk: what it works on, with a report that is kept
 *
 * Shows the earlier versions of the report in progress.
 *
 * Returns: (transfer none): the window, owned by the toolkit
 */
GtkWidget *
herald_history_window_present (GtkWindow  *parent,
                               HeraldDesk *desk)
{
  HeraldHistoryWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);
  g_return_val_if_fail (herald_composer_get_case (herald_desk_get_composer (desk)) != NULL, NULL);

  /* What was typed last is a version too. */
  herald_composer_write_case (herald_desk_get_composer (desk), NULL);

  self = g_object_new (HERALD_TYPE_HISTORY_WINDOW, "desk", desk, "transient-for", parent, NULL);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
