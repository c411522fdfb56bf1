/* herald-keeping-page.c: how reports shall be kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-keeping-page.h"
#include "herald-menu.h"
#include "herald-settings.h"
#include "herald-spinner.h"
#include "herald-start-page.h"
#include "herald-wrap.h"

/* Letters from which on a passphrase is called good, and strong. */
#define GOOD_LENGTH   12
#define STRONG_LENGTH 20

struct _HeraldKeepingPage
{
  AdwBin            parent_instance;

  HeraldDesk       *desk;
  GCancellable     *cancellable;
  gboolean          is_busy;

  GtkListBox       *ways;
  AdwActionRow     *keyring_row;
  AdwActionRow     *passphrase_row;
  AdwActionRow     *memory_row;
  GtkCheckButton   *keyring_check;
  GtkCheckButton   *passphrase_check;
  GtkCheckButton   *memory_check;
  GtkCheckButton   *recovery_check;
  GtkWidget        *passphrase_box;
  GtkLabel         *first_label;
  GtkEditable      *first_entry;
  GtkLabel         *second_label;
  GtkEditable      *second_entry;
  GtkLabel         *strength_label;
  GtkWidget        *problem_box;
  GtkLabel         *problem_label;
  GtkButton        *choose_button;
  HeraldSpinner    *spinner;
};

G_DEFINE_FINAL_TYPE (HeraldKeepingPage, herald_keeping_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
} HeraldKeepingPageProperty;

static GParamSpec *properties[PROP_DESK + 1];
static guint done_signal;

static HeraldKeeping
get_choice (HeraldKeepingPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->ways);

  if (row == GTK_LIST_BOX_ROW (self->memory_row))
    return HERALD_KEEPING_MEMORY;

  return row == GTK_LIST_BOX_ROW (self->passphrase_row) ? HERALD_KEEPING_PASSPHRASE : HERALD_KEEPING_KEYRING;
}

static gboolean
wants_passphrase (HeraldKeepingPage *self)
{
  HeraldKeeping choice = get_choice (self);

  return choice == HERALD_KEEPING_PASSPHRASE ||
         (choice == HERALD_KEEPING_KEYRING && gtk_check_button_get_active (self->recovery_check));
}

static void
show_problem (HeraldKeepingPage *self,
              const char        *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_box, problem != NULL);
}

/* An entry that is at fault is said to be so, and gets the focus. */
static void
blame (HeraldKeepingPage *self,
       GtkEditable       *entry,
       const char        *problem)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  show_problem (self, problem);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static void
absolve (GtkEditable *entry)
{
  gtk_accessible_reset_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
}

static const char *
rate (const char *passphrase)
{
  glong length = g_utf8_strlen (passphrase, -1);

  if (length == 0)
    return _("Several words together are easy to remember and hard to guess.");
  if (length < GOOD_LENGTH)
    return _("Short: a fast computer may guess it. Add a word or two.");

  return length < STRONG_LENGTH ? _("Good.") : _("Strong.");
}

static void
passphrase_changed_cb (HeraldKeepingPage *self)
{
  gtk_label_set_text (self->strength_label, rate (gtk_editable_get_text (self->first_entry)));
  absolve (self->first_entry);
  absolve (self->second_entry);
  show_problem (self, NULL);
}

static void
first_activate_cb (HeraldKeepingPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->second_entry));
}

/* Of the rows only the chosen one can have the focus: in a list of GTK 4.8, Tab
 * would go through all of them, and choose each on its way. */
static void
rove (HeraldKeepingPage *self)
{
  GtkWidget *chosen = GTK_WIDGET (gtk_list_box_get_selected_row (self->ways));
  AdwActionRow *rows[] = { self->keyring_row, self->passphrase_row, self->memory_row };

  gtk_widget_set_focusable (chosen, TRUE);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->ways)) != NULL)
    gtk_widget_grab_focus (chosen);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_focusable (GTK_WIDGET (rows[i]), GTK_WIDGET (rows[i]) == chosen);
}

static void
choice_changed_cb (HeraldKeepingPage *self)
{
  HeraldKeeping choice;

  /* When the page goes, its rows go one after the other. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  choice = get_choice (self);

  /* There is always a choice. */
  if (gtk_list_box_get_selected_row (self->ways) == NULL)
    {
      gtk_list_box_select_row (self->ways, GTK_LIST_BOX_ROW (self->keyring_row));
      return;
    }

  rove (self);
  gtk_check_button_set_active (choice == HERALD_KEEPING_KEYRING ? self->keyring_check
                               : choice == HERALD_KEEPING_PASSPHRASE ? self->passphrase_check
                                                                     : self->memory_check, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->recovery_check), choice == HERALD_KEEPING_KEYRING);
  gtk_widget_set_visible (self->passphrase_box, wants_passphrase (self));
  gtk_button_set_label (self->choose_button,
                        choice == HERALD_KEEPING_KEYRING ? _("_Use the Keyring")
                        : choice == HERALD_KEEPING_PASSPHRASE ? _("_Use This Passphrase")
                                                              : _("_Keep in Memory Only"));
  herald_wrap_button (GTK_WIDGET (self->choose_button));
  show_problem (self, NULL);
}

static void
set_busy (HeraldKeepingPage *self,
          gboolean           is_busy)
{
  self->is_busy = is_busy;
  herald_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose_button), !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->ways), !is_busy);
  gtk_widget_set_sensitive (self->passphrase_box, !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->recovery_check), !is_busy);
}

static void
finish (HeraldKeepingPage *self)
{
  set_busy (self, FALSE);
  herald_settings_set_keeping (get_choice (self));
  gtk_editable_set_text (self->first_entry, "");
  gtk_editable_set_text (self->second_entry, "");
  g_signal_emit (self, done_signal, 0);
}

/* A keyring that cannot help leaves the passphrase, which needs nobody. */
static void
fail (HeraldKeepingPage *self,
      const GError      *error)
{
  set_busy (self, FALSE);

  if (error->domain == HERALD_KEYRING_ERROR)
    {
      gtk_list_box_select_row (self->ways, GTK_LIST_BOX_ROW (self->passphrase_row));
      gtk_widget_grab_focus (GTK_WIDGET (self->first_entry));
    }
  show_problem (self, error->message);
}

static void
recovery_added_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(HeraldKeepingPage) self = data;
  g_autoptr(GError) error = NULL;

  /* The vault is there and open: what is missing can be added in the Preferences. */
  if (!herald_composer_vault_finish (HERALD_COMPOSER (object), result, &error) && self->desk != NULL)
    herald_desk_say_error (self->desk, error);
  if (self->desk != NULL)
    finish (self);
}

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldKeepingPage) self = data;
  HeraldComposer *composer = HERALD_COMPOSER (object);
  g_autoptr(GError) error = NULL;
  gboolean created = herald_composer_vault_finish (composer, result, &error);

  if (self->desk == NULL)
    return;

  if (!created)
    fail (self, error);
  else if (get_choice (self) == HERALD_KEEPING_KEYRING && wants_passphrase (self))
    herald_composer_set_way_in_async (composer, gtk_editable_get_text (self->first_entry), self->cancellable,
                                      recovery_added_cb, g_object_ref (self));
  else
    finish (self);
}

static gboolean
check_passphrase (HeraldKeepingPage *self)
{
  const char *first = gtk_editable_get_text (self->first_entry);
  const char *second = gtk_editable_get_text (self->second_entry);

  if (!wants_passphrase (self))
    return TRUE;

  if (*first == '\0')
    {
      blame (self, self->first_entry, _("Type a passphrase first."));
      return FALSE;
    }
  if (!g_str_equal (first, second))
    {
      blame (self, self->second_entry, _("The two are not the same. Type the passphrase again."));
      return FALSE;
    }

  return TRUE;
}

static void
choose_cb (HeraldKeepingPage *self)
{
  HeraldKeeping choice = get_choice (self);

  if (self->is_busy || !check_passphrase (self))
    return;

  show_problem (self, NULL);
  if (choice == HERALD_KEEPING_MEMORY)
    {
      finish (self);
      return;
    }

  set_busy (self, TRUE);
  herald_composer_create_vault_async (herald_desk_get_composer (self->desk),
                                      choice == HERALD_KEEPING_PASSPHRASE ? gtk_editable_get_text (self->first_entry)
                                                                          : NULL,
                                      self->cancellable, created_cb, g_object_ref (self));
}

/* GTK 4.8 gives a row of a list no name of its own. */
static void
name_row (AdwActionRow *row)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, adw_action_row_get_subtitle (row),
                                  -1);
}

static void
herald_keeping_page_dispose (GObject *object)
{
  HeraldKeepingPage *self = HERALD_KEEPING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_keeping_page_parent_class)->dispose (object);
}

static void
herald_keeping_page_finalize (GObject *object)
{
  HeraldKeepingPage *self = HERALD_KEEPING_PAGE (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (herald_keeping_page_parent_class)->finalize (object);
}

static gboolean
herald_keeping_page_grab_focus (GtkWidget *widget)
{
  HeraldKeepingPage *self = HERALD_KEEPING_PAGE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->ways)));
}

static void
herald_keeping_page_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  HeraldKeepingPage *self = HERALD_KEEPING_PAGE (object);

  switch ((HeraldKeepingPageProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_keeping_page_class_init (HeraldKeepingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_keeping_page_dispose;
  object_class->finalize = herald_keeping_page_finalize;
  object_class->set_property = herald_keeping_page_set_property;
  widget_class->focus = herald_start_page_focus;
  widget_class->grab_focus = herald_keeping_page_grab_focus;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  done_signal = g_signal_new ("done", HERALD_TYPE_KEEPING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);

  g_type_ensure (HERALD_TYPE_MENU);
  g_type_ensure (HERALD_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-keeping-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, ways);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, memory_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, keyring_check);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, passphrase_check);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, memory_check);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, recovery_check);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, passphrase_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, first_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, first_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, second_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, second_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, strength_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldKeepingPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
herald_keeping_page_init (HeraldKeepingPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->first_entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->first_label, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->strength_label, NULL,
                                  -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->second_entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->second_label, NULL,
                                  -1);
  herald_wrap_button (GTK_WIDGET (self->recovery_check));
  name_row (self->keyring_row);
  name_row (self->passphrase_row);
  name_row (self->memory_row);
  gtk_list_box_select_row (self->ways, GTK_LIST_BOX_ROW (self->keyring_row));
  passphrase_changed_cb (self);
}

/**
 * herald_keeping_page_new:
 * @desk: what the window works on
 *
 * Makes the page that asks how reports shall be kept.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_keeping_page_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_KEEPING_PAGE, "desk", desk, NULL);
}
