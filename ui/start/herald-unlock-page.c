/* herald-unlock-page.c: opens the reports that are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-menu.h"
#include "herald-spinner.h"
#include "herald-start-page.h"
#include "herald-unlock-page.h"
#include "herald-wrap.h"

struct _HeraldUnlockPage
{
  AdwBin         parent_instance;

  HeraldDesk    *desk;
  GCancellable  *cancellable;
  gboolean       is_busy;

  GtkWidget     *passphrase_box;
  GtkLabel      *passphrase_label;
  GtkEditable   *passphrase_entry;
  GtkWidget     *problem_box;
  GtkLabel      *problem_label;
  GtkWidget     *unlock_button;
  GtkWidget     *keyring_button;
  GtkWidget     *without_button;
  HeraldSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (HeraldUnlockPage, herald_unlock_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
} HeraldUnlockPageProperty;

static GParamSpec *properties[PROP_DESK + 1];

typedef enum
{
  SIGNAL_DONE,
  SIGNAL_WITHOUT,
} HeraldUnlockPageSignal;

static guint signals[SIGNAL_WITHOUT + 1];

static void
show_problem (HeraldUnlockPage *self,
              const char       *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_box, problem != NULL);
}

static void
changed_cb (HeraldUnlockPage *self)
{
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->passphrase_entry), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_widget_remove_css_class (GTK_WIDGET (self->passphrase_entry), "error");
  show_problem (self, NULL);
}

static void
set_busy (HeraldUnlockPage *self,
          gboolean          is_busy)
{
  self->is_busy = is_busy;
  herald_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_sensitive (self->unlock_button, !is_busy);
  gtk_widget_set_sensitive (self->keyring_button, !is_busy);
  gtk_widget_set_sensitive (self->without_button, !is_busy);
}

/* What is wrong with a passphrase is the entry's; what is wrong with a keyring
 * is nobody's here. */
static void
fail (HeraldUnlockPage *self,
      const GError     *error)
{
  show_problem (self, error->message);

  if (g_error_matches (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_WRONG_PASSPHRASE))
    {
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->passphrase_entry),
                                   GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                                   -1);
      gtk_widget_add_css_class (GTK_WIDGET (self->passphrase_entry), "error");
      gtk_editable_select_region (self->passphrase_entry, 0, -1);
    }

  gtk_widget_grab_focus (gtk_widget_get_visible (self->passphrase_box) ? GTK_WIDGET (self->passphrase_entry)
                                                                       : self->keyring_button);
}

static void
unlocked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HeraldUnlockPage) self = data;
  g_autoptr(GError) error = NULL;
  gboolean unlocked = herald_composer_vault_finish (HERALD_COMPOSER (object), result, &error);

  if (self->desk == NULL)
    return;

  set_busy (self, FALSE);
  if (!unlocked)
    {
      fail (self, error);
      return;
    }

  gtk_editable_set_text (self->passphrase_entry, "");
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
unlock (HeraldUnlockPage *self,
        const char       *passphrase)
{
  if (self->is_busy)
    return;

  show_problem (self, NULL);
  set_busy (self, TRUE);
  herald_composer_unlock_async (herald_desk_get_composer (self->desk), passphrase, self->cancellable,
                                unlocked_cb, g_object_ref (self));
}

static void
unlock_cb (HeraldUnlockPage *self)
{
  const char *passphrase = gtk_editable_get_text (self->passphrase_entry);

  if (*passphrase != '\0')
    unlock (self, passphrase);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_entry));
}

static void
ask_keyring_cb (HeraldUnlockPage *self)
{
  unlock (self, NULL);
}

static void
without_cb (HeraldUnlockPage *self)
{
  gtk_editable_set_text (self->passphrase_entry, "");
  g_signal_emit (self, signals[SIGNAL_WITHOUT], 0);
}

static void
herald_unlock_page_dispose (GObject *object)
{
  HeraldUnlockPage *self = HERALD_UNLOCK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_unlock_page_parent_class)->dispose (object);
}

static void
herald_unlock_page_finalize (GObject *object)
{
  HeraldUnlockPage *self = HERALD_UNLOCK_PAGE (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (herald_unlock_page_parent_class)->finalize (object);
}

static gboolean
herald_unlock_page_grab_focus (GtkWidget *widget)
{
  HeraldUnlockPage *self = HERALD_UNLOCK_PAGE (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->passphrase_box) ? GTK_WIDGET (self->passphrase_entry)
                                                                              : self->keyring_button);
}

static void
herald_unlock_page_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  HeraldUnlockPage *self = HERALD_UNLOCK_PAGE (object);

  switch ((HeraldUnlockPageProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_unlock_page_class_init (HeraldUnlockPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_unlock_page_dispose;
  object_class->finalize = herald_unlock_page_finalize;
  object_class->set_property = herald_unlock_page_set_property;
  widget_class->focus = herald_start_page_focus;
  widget_class->grab_focus = herald_unlock_page_grab_focus;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_DONE] =
    g_signal_new ("done", HERALD_TYPE_UNLOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_WITHOUT] =
    g_signal_new ("without", HERALD_TYPE_UNLOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HERALD_TYPE_MENU);
  g_type_ensure (HERALD_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-unlock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldUnlockPage, passphrase_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldUnlockPage, passphrase_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldUnlockPage, passphrase_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldUnlockPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldUnlockPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldUnlockPage, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldUnlockPage, keyring_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldUnlockPage, without_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldUnlockPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_keyring_cb);
  gtk_widget_class_bind_template_callback (widget_class, without_cb);
}

static void
herald_unlock_page_init (HeraldUnlockPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  herald_wrap_button (self->keyring_button);
  herald_wrap_button (self->without_button);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->passphrase_entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->passphrase_label, NULL,
                                  -1);
}

/**
 * herald_unlock_page_new:
 * @desk: what the window works on
 *
 * Makes the page that opens the reports that are kept.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_unlock_page_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_UNLOCK_PAGE, "desk", desk, NULL);
}

/**
 * herald_unlock_page_begin:
 * @self: the page, which the person sees
 * @ask_keyring: whether the keyring is asked at once, if it opens this vault
 *
 * Offers the ways into the vault, and begins with the first.
 *
 * A vault that was locked on purpose is not opened unasked.
 */
void
herald_unlock_page_begin (HeraldUnlockPage *self,
                          gboolean          ask_keyring)
{
  HeraldComposer *composer;
  gboolean has_keyring, has_passphrase;

  g_return_if_fail (HERALD_IS_UNLOCK_PAGE (self));

  composer = herald_desk_get_composer (self->desk);
  has_keyring = herald_composer_has_slot (composer, HERALD_SLOT_SECRET);
  /* A vault whose header cannot be read says why when it is tried. */
  has_passphrase = herald_composer_has_slot (composer, HERALD_SLOT_PASSPHRASE) || !has_keyring;

  gtk_widget_set_visible (self->passphrase_box, has_passphrase);
  gtk_widget_set_visible (self->unlock_button, has_passphrase);
  gtk_widget_set_visible (self->keyring_button, has_keyring);
  if (has_passphrase)
    gtk_widget_remove_css_class (self->keyring_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->keyring_button, "suggested-action");

  show_problem (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (has_keyring && ask_keyring)
    unlock (self, NULL);
}
