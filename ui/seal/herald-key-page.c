/* herald-key-page.c: where a vendor's key is compared and confirmed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-keys.h"
#include "herald-fingerprint-view.h"
#include "herald-fingerprint.h"
#include "herald-key-page.h"
#include "herald-key-row.h"
#include "herald-seal-plan.h"
#include "herald-style.h"

struct _HeraldKeyPage
{
  AdwWindow              parent_instance;

  HeraldDesk            *desk;
  HeraldVendor          *vendor;
  HeraldKeyFile         *file;     /* what was read last, or NULL */
  HeraldKey             *key;      /* what is compared with, or NULL */
  GCancellable          *reading;  /* the newest of them, or NULL */
  gboolean               is_confirming;

  AdwWindowTitle        *title;
  GtkWidget             *confirm_button;
  GtkLabel              *intro;
  GtkWidget             *known_group;
  AdwActionRow          *known_row;
  GtkWidget             *drop_area;
  GtkWidget             *choose_button;
  GtkSpinner            *spinner;
  GtkWidget             *refusal;
  GtkLabel              *refusal_label;
  GtkWidget             *choice_group;
  GtkListBox            *choice;
  GtkWidget             *verdict_group;
  GtkListBox            *facts;
  GtkWidget             *compare;
  GtkEditable           *pasted;
  HeraldFingerprintView *view;
  GtkEditable           *from;
  GtkLabel              *from_help;
};

G_DEFINE_FINAL_TYPE (HeraldKeyPage, herald_key_page, ADW_TYPE_WINDOW)

typedef enum
{
  SIGNAL_CONFIRMED,
} HeraldKeyPageSignal;

static guint signals[SIGNAL_CONFIRMED + 1];

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
update_confirm (HeraldKeyPage *self)
{
  gtk_widget_set_sensitive (self->confirm_button,
                            self->key != NULL && !self->is_confirming &&
                            herald_fingerprint_view_is_equal (self->view));
}

static void
compare_cb (HeraldKeyPage *self)
{
  if (self->key != NULL)
    herald_fingerprint_view_compare (self->view, self->key, gtk_editable_get_text (self->pasted));
  update_confirm (self);
}

/* What a key says of itself. */

static void
add_fact (HeraldKeyPage *self,
          const char    *icon,
          const char    *title,
          const char    *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *spoken = g_strconcat (title, ": ", text, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  if (icon != NULL)
    adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->facts, row);
}

static char *
format_date (gint64 time)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (time);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("?");
}

static void
show_facts (HeraldKeyPage *self)
{
  const char * const *user_ids = herald_key_get_user_ids (self->key);
  const char * const *warnings = herald_key_get_warnings (self->key);
  gboolean is_usable = herald_key_is_usable (self->key);
  g_autofree char *created = format_date (herald_key_get_created (self->key));
  g_autofree char *expires = NULL, *dates = NULL, *name = NULL;

  clear_list (self->facts);
  if (is_usable)
    add_fact (self, "emblem-ok-symbolic", _("It Can Be Used"),
              _("Reports can be sealed to this key. Whether it is the vendor’s, only the fingerprint tells."));
  else
    add_fact (self, "dialog-error-symbolic", _("It Cannot Be Used"), herald_key_get_reason (self->key));

  name = herald_text_show_hidden (user_ids[0] != NULL ? user_ids[0] : "", FALSE);
  if (*name != '\0')
    add_fact (self, NULL, _("Name on It, Which Proves Nothing"), name);

  expires = herald_key_get_expires (self->key) != 0 ? format_date (herald_key_get_expires (self->key)) : NULL;
  if (expires != NULL)
    /* TRANSLATORS: the first %s is the day on which a key was made, the second the one on which it expires */
    dates = g_strdup_printf (_("Made on %s, good until %s"), created, expires);
  else
    /* TRANSLATORS: %s is the day on which a key was made */
    dates = g_strdup_printf (_("Made on %s, without an end"), created);
  add_fact (self, NULL, _("Dates"), dates);

  for (guint i = 0; warnings[i] != NULL; i++)
    add_fact (self, "dialog-warning-symbolic", _("Good to Know"), warnings[i]);

  gtk_widget_set_visible (self->verdict_group, TRUE);
  gtk_widget_set_visible (self->compare, is_usable);
}

static void
show_key (HeraldKeyPage *self,
          HeraldKey     *key)
{
  g_clear_pointer (&self->key, herald_key_unref);
  self->key = herald_key_ref (key);

  show_facts (self);
  compare_cb (self);
}

static void
chosen_cb (HeraldKeyPage *self,
           HeraldKeyRow  *row)
{
  show_key (self, herald_key_row_get_key (row));
}

static void
show_choice (HeraldKeyPage *self)
{
  HeraldKeyRow *first = NULL;

  for (guint i = 0; i < self->file->keys->len; i++)
    {
      GtkWidget *row = herald_key_row_new (g_ptr_array_index (self->file->keys, i), first);

      if (first == NULL)
        first = HERALD_KEY_ROW (row);
      g_signal_connect_object (row, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->choice, row);
    }

  gtk_widget_set_visible (self->choice_group, TRUE);
}

static void
forget_file (HeraldKeyPage *self)
{
  clear_list (self->choice);
  clear_list (self->facts);
  gtk_widget_set_visible (self->refusal, FALSE);
  gtk_widget_set_visible (self->choice_group, FALSE);
  gtk_widget_set_visible (self->verdict_group, FALSE);
  gtk_widget_set_visible (self->compare, FALSE);
  g_clear_pointer (&self->key, herald_key_unref);
  g_clear_pointer (&self->file, herald_key_file_free);
  update_confirm (self);
}

static void
show_refusal (HeraldKeyPage *self,
              const char    *message)
{
  gtk_label_set_text (self->refusal_label, message);
  gtk_widget_set_visible (self->refusal, TRUE);
  gtk_widget_grab_focus (self->refusal);
}

static void
judged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldKeyPage) self = data;
  g_autoptr(GError) error = NULL;
  HeraldKeyFile *file = herald_composer_judge_finish (HERALD_COMPOSER (source), result, &error);

  /* Another file was chosen since, or the window is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->reading);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  if (file == NULL)
    {
      show_refusal (self, error->message);
      return;
    }

  self->file = file;
  if (file->keys->len > 1)
    show_choice (self);
  else
    show_key (self, g_ptr_array_index (file->keys, 0));
  gtk_widget_grab_focus (self->key != NULL && herald_key_is_usable (self->key) ? GTK_WIDGET (self->pasted)
                                                                               : self->choose_button);
}

/**
 * herald_key_page_read:
 * @self: a key page
 * @path: a key file
 *
 * Reads a key file and shows what is in it.
 */
void
herald_key_page_read (HeraldKeyPage *self,
                      const char    *path)
{
  g_return_if_fail (HERALD_IS_KEY_PAGE (self));
  g_return_if_fail (path != NULL);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  forget_file (self);

  self->reading = g_cancellable_new ();
  gtk_spinner_set_spinning (self->spinner, TRUE);
  herald_composer_judge_file_async (herald_desk_get_composer (self->desk), path, self->reading,
                                    judged_cb, g_object_ref (self));
}

static void
read_file (HeraldKeyPage *self,
           GFile         *file)
{
  const char *path = g_file_peek_path (file);

  if (path != NULL)
    herald_key_page_read (self, path);
  else
    show_refusal (self, _("This file does not lie on this computer; copy it here first."));
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  HeraldKeyPage *self = HERALD_KEY_PAGE (source);
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && self->desk != NULL)
    read_file (self, file);
}

static void
choose_cb (HeraldKeyPage *self)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("OpenPGP keys"));
  gtk_file_filter_add_suffix (filter, "asc");
  gtk_file_filter_add_suffix (filter, "gpg");
  gtk_file_filter_add_suffix (filter, "pgp");
  gtk_file_filter_add_suffix (filter, "key");
  gtk_file_filter_add_suffix (filter, "txt");
  herald_pick_file_async (GTK_WINDOW (self), _("Choose the Vendor’s Key"), filter, picked_cb, NULL);
}

static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            gpointer       data)
{
  read_file (data, g_value_get_object (value));
  return TRUE;
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HeraldKeyPage) self = data;
  g_autoptr(GError) error = NULL;
  gboolean is_kept = herald_composer_confirm_finish (HERALD_COMPOSER (source), result, &error);

  self->is_confirming = FALSE;
  if (self->desk == NULL)
    return;

  if (!is_kept)
    {
      update_confirm (self);
      show_refusal (self, error->message);
      return;
    }

  herald_desk_say (self->desk, _("The key is confirmed"));
  herald_desk_review (self->desk);
  g_signal_emit (self, signals[SIGNAL_CONFIRMED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
confirm_cb (HeraldKeyPage *self)
{
  if (!gtk_widget_get_sensitive (self->confirm_button))
    return;

  self->is_confirming = TRUE;
  update_confirm (self);
  herald_composer_confirm_key_async (herald_desk_get_composer (self->desk), self->vendor, self->file->file,
                                     gtk_editable_get_text (self->pasted), gtk_editable_get_text (self->from),
                                     confirmed_cb, g_object_ref (self));
}

/* What reports are sealed to now. */
static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldKeyPage) self = data;
  g_autoptr(HeraldSealPlan) plan = herald_composer_plan_seal_finish (HERALD_COMPOSER (source), result, NULL);
  g_autofree char *groups = NULL, *since = NULL, *spoken = NULL;

  if (plan == NULL || plan->key == NULL || self->desk == NULL)
    return;

  groups = herald_fingerprint_group (herald_key_get_fingerprint (plan->key));
  if (plan->key_is_shipped)
    since = g_strdup (_("Came with Herald, together with what is known of this vendor"));
  else if (*plan->key_from == '\0')
    /* TRANSLATORS: %s is a date */
    since = g_strdup_printf (_("Confirmed by you on %s"), plan->key_date);
  else
    /* TRANSLATORS: the first %s is a date, the second what the person noted of where it came from */
    since = g_strdup_printf (_("Confirmed by you on %s, from: %s"), plan->key_date, plan->key_from);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->known_row), groups);
  adw_action_row_set_subtitle (self->known_row, since);
  spoken = g_strconcat (groups, "\n", since, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->known_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_visible (self->known_group, TRUE);
}

static void
herald_key_page_dispose (GObject *object)
{
  HeraldKeyPage *self = HERALD_KEY_PAGE (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->key, herald_key_unref);
  g_clear_pointer (&self->file, herald_key_file_free);
  g_clear_pointer (&self->vendor, herald_vendor_unref);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_KEY_PAGE);

  G_OBJECT_CLASS (herald_key_page_parent_class)->dispose (object);
}

static void
herald_key_page_class_init (HeraldKeyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_key_page_dispose;

  signals[SIGNAL_CONFIRMED] =
    g_signal_new ("confirmed", HERALD_TYPE_KEY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HERALD_TYPE_FINGERPRINT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-key-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, intro);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, known_group);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, known_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, drop_area);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, refusal);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, choice_group);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, choice);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, verdict_group);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, facts);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, compare);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, pasted);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, view);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, from);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeyPage, from_help);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
herald_key_page_init (HeraldKeyPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  herald_style_load ("seal.css");
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * herald_key_page_present:
 * @parent: the window that it stands before
 * @desk: what the window works on; its report's vendor is the key's owner
 *
 * Lets the person compare and confirm a vendor's key.
 *
 * Returns: (transfer none): the page, which goes when it is closed
 */
HeraldKeyPage *
herald_key_page_present (GtkWindow  *parent,
                         HeraldDesk *desk)
{
  HeraldKeyPage *self;
  HeraldReport *report;
  const char *name;
  g_autofree char *intro = NULL;

  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);
  report = herald_desk_get_report (desk);
  g_return_val_if_fail (report != NULL, NULL);

  self = g_object_new (HERALD_TYPE_KEY_PAGE, "transient-for", parent, NULL);
  self->desk = g_object_ref (desk);
  self->vendor = herald_vendor_ref (herald_report_get_vendor (report));
  /* Whether what is confirmed may be written down goes for this report alone. */
  g_signal_connect_object (herald_desk_get_composer (desk), "replaced",
                           G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);

  name = herald_vendor_get_name (self->vendor);
  adw_window_title_set_subtitle (self->title, name);
  /* TRANSLATORS: %s is a vendor's name */
  intro = g_strdup_printf (_("A report is sealed with the vendor’s public key, so that nobody but %s can open it. Herald seals to no key whose fingerprint, the 40 digits that identify it, you have not compared."),
                           name);
  gtk_label_set_text (self->intro, intro);
  gtk_label_set_text (self->from_help,
                      herald_report_get_anonymous (report)
                        ? _("A few words, such as “read to me on the telephone”. Since the report is anonymous, they are written nowhere, and forgotten with the key when Herald ends.")
                        : _("A few words, such as “read to me on the telephone”. They are kept with the key on this computer, with today’s date, and are never sent."));

  herald_composer_plan_seal_async (herald_desk_get_composer (desk), NULL, planned_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));

  return self;
}
