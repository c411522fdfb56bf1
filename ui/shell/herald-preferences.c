/* herald-preferences.c: when reports are locked, and what opens them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-preferences.h"
#include "herald-settings.h"

struct _HeraldPreferences
{
  AdwPreferencesWindow  parent_instance;

  HeraldDesk           *desk;

  GtkWidget            *lock_group;
  GtkSwitch            *screen_switch;
  GtkAdjustment        *minutes;
  GtkWidget            *ways_group;
  AdwActionRow         *keyring_row;
  GtkWidget            *keyring_button;
  AdwExpanderRow       *passphrase_row;
  GtkLabel             *first_label;
  GtkEditable          *first_entry;
  GtkLabel             *second_label;
  GtkEditable          *second_entry;
  GtkLabel             *problem_label;
  GtkWidget            *passphrase_button;
};

G_DEFINE_FINAL_TYPE (HeraldPreferences, herald_preferences, ADW_TYPE_PREFERENCES_WINDOW)

typedef enum
{
  PROP_DESK = 1,
} HeraldPreferencesProperty;

static GParamSpec *properties[PROP_DESK + 1];

static void
say (HeraldPreferences *self,
     const char        *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (title));
}

static void
show_problem (HeraldPreferences *self,
              const char        *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

static void
changed_cb (HeraldPreferences *self)
{
  show_problem (self, NULL);
}

/* What opens the vault can be changed only while it is open. */
static void
show_ways (HeraldPreferences *self)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  gboolean has_keyring = herald_composer_has_slot (composer, HERALD_SLOT_SECRET);
  gboolean has_passphrase = herald_composer_has_slot (composer, HERALD_SLOT_PASSPHRASE);

  gtk_widget_set_visible (self->ways_group, herald_vault_is_unlocked (herald_composer_get_vault (composer)));
  gtk_widget_set_visible (self->keyring_button, !has_keyring);
  adw_action_row_set_subtitle (self->keyring_row,
                               has_keyring ? _("Opens the reports when you are logged in")
                                           : _("Could open the reports when you are logged in"));
  adw_expander_row_set_subtitle (self->passphrase_row,
                                 has_passphrase ? _("Opens the reports; you can change it")
                                                : _("None yet; it opens the reports if the keyring is lost"));
}

static void
way_set_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldPreferences) self = data;
  g_autoptr(GError) error = NULL;
  gboolean set = herald_composer_vault_finish (HERALD_COMPOSER (object), result, &error);

  if (self->desk == NULL)
    return;

  gtk_widget_set_sensitive (self->ways_group, TRUE);
  gtk_editable_set_text (self->first_entry, "");
  gtk_editable_set_text (self->second_entry, "");
  if (set)
    adw_expander_row_set_expanded (self->passphrase_row, FALSE);
  say (self, set ? _("This opens the reports from now on") : error->message);
  show_ways (self);
}

static void
set_way (HeraldPreferences *self,
         const char        *passphrase)
{
  gtk_widget_set_sensitive (self->ways_group, FALSE);
  herald_composer_set_way_in_async (herald_desk_get_composer (self->desk), passphrase, NULL,
                                    way_set_cb, g_object_ref (self));
}

static void
add_keyring_cb (HeraldPreferences *self)
{
  set_way (self, NULL);
}

static void
set_passphrase_cb (HeraldPreferences *self)
{
  const char *first = gtk_editable_get_text (self->first_entry);
  const char *second = gtk_editable_get_text (self->second_entry);

  if (*first == '\0')
    {
      show_problem (self, _("Type a passphrase first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->first_entry));
    }
  else if (!g_str_equal (first, second))
    {
      show_problem (self, _("The two are not the same. Type the passphrase again."));
      gtk_widget_grab_focus (GTK_WIDGET (self->second_entry));
    }
  else
    set_way (self, first);
}

static void
herald_preferences_constructed (GObject *object)
{
  HeraldPreferences *self = HERALD_PREFERENCES (object);
  GSettings *settings = herald_settings_get ();

  G_OBJECT_CLASS (herald_preferences_parent_class)->constructed (object);

  gtk_widget_set_visible (self->lock_group, settings != NULL);
  if (settings != NULL)
    {
      g_settings_bind (settings, "lock-with-screen", self->screen_switch, "active", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (settings, "idle-lock-minutes", self->minutes, "value", G_SETTINGS_BIND_DEFAULT);
    }
  show_ways (self);
}

static void
herald_preferences_dispose (GObject *object)
{
  HeraldPreferences *self = HERALD_PREFERENCES (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_preferences_parent_class)->dispose (object);
}

static void
herald_preferences_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  HeraldPreferences *self = HERALD_PREFERENCES (object);

  switch ((HeraldPreferencesProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_preferences_class_init (HeraldPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = herald_preferences_constructed;
  object_class->dispose = herald_preferences_dispose;
  object_class->set_property = herald_preferences_set_property;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, lock_group);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, screen_switch);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, minutes);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, ways_group);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, keyring_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, first_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, first_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, second_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, second_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreferences, passphrase_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_keyring_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_passphrase_cb);
}

static void
herald_preferences_init (HeraldPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->first_entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->first_label, NULL,
                                  -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->second_entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->second_label, NULL,
                                  -1);
}

/**
 * herald_preferences_present:
 * @parent: the window that asks
 * @desk: what it works on
 *
 * Shows when reports are locked, and what opens them.
 *
 * Returns: (transfer none): the window, owned by the toolkit
 */
GtkWidget *
herald_preferences_present (GtkWindow  *parent,
                            HeraldDesk *desk)
{
  GtkWidget *window;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  window = g_object_new (HERALD_TYPE_PREFERENCES, "desk", desk, "transient-for", parent, NULL);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}
