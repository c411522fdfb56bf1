/* herald-reports-page.c: the reports that are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-banner.h"
#include "herald-case-list.h"
#include "herald-case-row.h"
#include "herald-export.h"
#include "herald-menu.h"
#include "herald-reports-page.h"
#include "herald-spinner.h"
#include "herald-start-page.h"
#include "herald-unreadable.h"
#include "herald-wrap.h"

struct _HeraldReportsPage
{
  AdwBin             parent_instance;

  HeraldDesk        *desk;
  GCancellable      *cancellable;
  HeraldCaseList    *cases;
  AdwToast          *toast;       /* of what was deleted last, or NULL */

  HeraldBanner      *banner;
  GtkSearchBar      *search_bar;
  GtkWidget         *search_button;
  GtkEditable       *search_entry;
  GtkStack          *stack;
  HeraldSpinner     *spinner;
  GtkListBox        *list;
  GtkWidget         *more_button;
  GtkWidget         *write_button;
  GtkWidget         *rehearse_button;
};

G_DEFINE_FINAL_TYPE (HeraldReportsPage, herald_reports_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
} HeraldReportsPageProperty;

static GParamSpec *properties[PROP_DESK + 1];

typedef enum
{
  SIGNAL_REHEARSE,
} HeraldReportsPageSignal;

static guint signals[SIGNAL_REHEARSE + 1];

static GtkWindow *
get_window (HeraldReportsPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
show_right_page (HeraldReportsPage *self)
{
  gboolean is_empty = herald_case_list_is_empty (self->cases);
  gboolean has_found = g_list_model_get_n_items (herald_case_list_get_shown (self->cases)) > 0;

  gtk_widget_set_visible (self->search_button, !is_empty);
  gtk_widget_set_visible (self->more_button, herald_case_list_has_more (self->cases));
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : has_found ? "list" : "nothing");

  /* While the list was read there was nothing to put the focus on. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
search_changed_cb (HeraldReportsPage *self)
{
  herald_case_list_set_words (self->cases, gtk_editable_get_text (self->search_entry));
  show_right_page (self);
}

static void
more_cb (HeraldReportsPage *self)
{
  herald_case_list_show_more (self->cases);
  show_right_page (self);
}

static void
open_case (HeraldReportsPage *self,
           HeraldCaseItem    *item)
{
  g_autoptr(GError) error = NULL;

  if (!herald_case_item_is_readable (item))
    herald_unreadable_show (get_window (self), self->desk, item);
  else if (!herald_composer_open_case (herald_desk_get_composer (self->desk), herald_case_item_get_id (item), &error))
    herald_desk_say_error (self->desk, error);
}

static void
row_activated_cb (HeraldReportsPage *self,
                  HeraldCaseRow     *row)
{
  open_case (self, herald_case_row_get_item (row));
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeraldReportsPage *self = HERALD_REPORTS_PAGE (widget);
  HeraldCaseItem *item = herald_case_list_find (self->cases, g_variant_get_string (parameter, NULL));

  if (item != NULL)
    open_case (self, item);
}

static void
duplicated_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(HeraldReportsPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = herald_composer_duplicate_finish (HERALD_COMPOSER (object), result, &error);

  if (self->desk == NULL)
    return;

  if (id == NULL)
    herald_desk_say_error (self->desk, error);
  else
    herald_desk_say (self->desk, _("Report duplicated"));
  herald_reports_page_refresh (self);
}

static void
duplicate_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  HeraldReportsPage *self = HERALD_REPORTS_PAGE (widget);

  herald_composer_duplicate_async (herald_desk_get_composer (self->desk), g_variant_get_string (parameter, NULL),
                                   self->cancellable, duplicated_cb, g_object_ref (self));
}

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldReportsPage) self = data;
  g_autoptr(GError) error = NULL;

  if (!herald_composer_delete_case_finish (HERALD_COMPOSER (object), result, &error) && self->desk != NULL)
    herald_desk_say_error (self->desk, error);
  if (self->desk != NULL)
    herald_reports_page_refresh (self);
}

/* The toast has gone, and nobody wanted the report back. */
static void
dismissed_cb (HeraldReportsPage *self,
              AdwToast          *toast)
{
  const char *id = g_object_get_data (G_OBJECT (toast), "case");

  if (self->toast == toast)
    g_clear_object (&self->toast);
  if (self->desk != NULL && herald_case_list_is_out (self->cases, id))
    herald_composer_delete_case_async (herald_desk_get_composer (self->desk), id, deleted_cb, g_object_ref (self));
}

static void
have_back_cb (HeraldReportsPage *self,
              AdwToast          *toast)
{
  herald_case_list_put_back (self->cases, g_object_get_data (G_OBJECT (toast), "case"));
  show_right_page (self);
}

static void
delete_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeraldReportsPage *self = HERALD_REPORTS_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  AdwToast *toast = adw_toast_new (_("Report deleted"));

  herald_case_list_take_out (self->cases, id);
  show_right_page (self);

  g_object_set_data_full (G_OBJECT (toast), "case", g_strdup (id), g_free);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (have_back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->toast, toast);
  herald_desk_show_toast (self->desk, toast);
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeraldReportsPage *self = HERALD_REPORTS_PAGE (widget);

  herald_export_ask (get_window (self), self->desk, g_variant_get_string (parameter, NULL));
}

static void
rehearse_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REHEARSE], 0);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldReportsPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) cases = herald_composer_list_cases_finish (HERALD_COMPOSER (object), result, &error);

  if (self->desk == NULL)
    return;

  herald_spinner_set_spinning (self->spinner, FALSE);
  if (cases != NULL)
    herald_case_list_set_cases (self->cases, cases, herald_composer_get_vendors (HERALD_COMPOSER (object)));
  else if (!g_error_matches (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_LOCKED))
    herald_desk_say_error (self->desk, error);
  show_right_page (self);
}

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  return herald_case_row_new (item);
}

static void
herald_reports_page_dispose (GObject *object)
{
  HeraldReportsPage *self = HERALD_REPORTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->toast);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_reports_page_parent_class)->dispose (object);
}

static void
herald_reports_page_finalize (GObject *object)
{
  HeraldReportsPage *self = HERALD_REPORTS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->cases);

  G_OBJECT_CLASS (herald_reports_page_parent_class)->finalize (object);
}

static gboolean
herald_reports_page_grab_focus (GtkWidget *widget)
{
  HeraldReportsPage *self = HERALD_REPORTS_PAGE (widget);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "empty"))
    return gtk_widget_grab_focus (self->write_button);

  return gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
herald_reports_page_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  HeraldReportsPage *self = HERALD_REPORTS_PAGE (object);

  switch ((HeraldReportsPageProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_reports_page_class_init (HeraldReportsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_reports_page_dispose;
  object_class->finalize = herald_reports_page_finalize;
  object_class->set_property = herald_reports_page_set_property;
  widget_class->focus = herald_start_page_focus;
  widget_class->grab_focus = herald_reports_page_grab_focus;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_REHEARSE] =
    g_signal_new ("rehearse", HERALD_TYPE_REPORTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HERALD_TYPE_BANNER);
  g_type_ensure (HERALD_TYPE_MENU);
  g_type_ensure (HERALD_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldReportsPage, banner);
  gtk_widget_class_bind_template_child (widget_class, HeraldReportsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HeraldReportsPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldReportsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldReportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldReportsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, HeraldReportsPage, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldReportsPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldReportsPage, write_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldReportsPage, rehearse_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);

  gtk_widget_class_install_action (widget_class, "reports.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "reports.duplicate", "s", duplicate_cb);
  gtk_widget_class_install_action (widget_class, "reports.export", "s", export_cb);
  gtk_widget_class_install_action (widget_class, "reports.delete", "s", delete_cb);
  gtk_widget_class_install_action (widget_class, "reports.rehearse", NULL, rehearse_cb);
}

static void
herald_reports_page_init (HeraldReportsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->cases = herald_case_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_object_set (gtk_editable_get_delegate (self->search_entry),
                "input-hints", GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK,
                NULL);
  gtk_list_box_bind_model (self->list, herald_case_list_get_shown (self->cases), make_row, NULL, NULL);
  herald_wrap_button (self->write_button);
  herald_wrap_button (self->rehearse_button);
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}

/**
 * herald_reports_page_new:
 * @desk: what the window works on
 *
 * Makes the page of the reports that are kept.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_reports_page_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_REPORTS_PAGE, "desk", desk, NULL);
}

/**
 * herald_reports_page_refresh:
 * @self: the page
 *
 * Reads again which reports are kept.
 */
void
herald_reports_page_refresh (HeraldReportsPage *self)
{
  HeraldVault *vault;
  gboolean is_open;

  g_return_if_fail (HERALD_IS_REPORTS_PAGE (self));

  vault = herald_composer_get_vault (herald_desk_get_composer (self->desk));
  is_open = herald_vault_is_unlocked (vault);

  herald_banner_set (self->banner, _("Nothing is kept: a report is gone when it is closed."), _("_Keep Reports…"),
                     "win.keep-reports");
  herald_banner_set_revealed (self->banner, !is_open);
  if (!is_open)
    {
      herald_case_list_set_cases (self->cases, NULL, NULL);
      show_right_page (self);
      return;
    }

  herald_spinner_set_spinning (self->spinner, TRUE);
  herald_composer_list_cases_async (herald_desk_get_composer (self->desk), self->cancellable,
                                    listed_cb, g_object_ref (self));
}

/**
 * herald_reports_page_search:
 * @self: the page, which the person sees
 *
 * Lets the person type what to look for.
 */
void
herald_reports_page_search (HeraldReportsPage *self)
{
  g_return_if_fail (HERALD_IS_REPORTS_PAGE (self));

  if (!gtk_widget_get_visible (self->search_button))
    return;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * herald_reports_page_undo:
 * @self: the page
 *
 * Has a report back that was just deleted.
 *
 * Returns: %FALSE if there is none that can be had back
 */
gboolean
herald_reports_page_undo (HeraldReportsPage *self)
{
  g_return_val_if_fail (HERALD_IS_REPORTS_PAGE (self), FALSE);

  if (self->toast == NULL)
    return FALSE;

  have_back_cb (self, self->toast);
  adw_toast_dismiss (self->toast);
  return TRUE;
}

/**
 * herald_reports_page_settle:
 * @self: the page
 *
 * Deletes at once what was deleted and can still be had back.
 *
 * For when nobody can ask for it any more; waits for the disk.
 */
void
herald_reports_page_settle (HeraldReportsPage *self)
{
  HeraldVault *vault;
  g_auto(GStrv) ids = NULL;

  g_return_if_fail (HERALD_IS_REPORTS_PAGE (self));

  vault = herald_composer_get_vault (herald_desk_get_composer (self->desk));
  ids = herald_case_list_steal_out (self->cases);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;

      if (herald_vault_is_unlocked (vault) && !herald_vault_delete_case (vault, ids[i], &error))
        g_warning ("%s", error->message);
    }
}
