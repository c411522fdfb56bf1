/* herald-start-view.c: the view that the window opens with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-incoming.h"
#include "herald-keeping-page.h"
#include "herald-new-page.h"
#include "herald-rehearsal.h"
#include "herald-reports-page.h"
#include "herald-settings.h"
#include "herald-start-view.h"
#include "herald-unlock-page.h"

struct _HeraldStartView
{
  AdwBin             parent_instance;

  HeraldDesk        *desk;
  gboolean           goes_without; /* the reports that are kept, until the program ends */
  gboolean           was_open;     /* the vault, since the program began */

  GtkStack          *stack; /* of the pages that were shown so far */
};

G_DEFINE_FINAL_TYPE (HeraldStartView, herald_start_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
  PROP_PAGE,
} HeraldStartViewProperty;

static GParamSpec *properties[PROP_PAGE + 1];

static HeraldVault *
get_vault (HeraldStartView *self)
{
  return herald_composer_get_vault (herald_desk_get_composer (self->desk));
}

static const char *
find_page (HeraldStartView *self)
{
  HeraldVault *vault = get_vault (self);

  if (herald_vault_is_unlocked (vault) || self->goes_without)
    return "reports";
  if (herald_vault_exists (vault))
    return "unlock";

  return herald_settings_get_keeping () == HERALD_KEEPING_MEMORY ? "reports" : "keeping";
}

static void
done_cb (HeraldStartView *self)
{
  self->goes_without = !herald_vault_is_unlocked (get_vault (self));
  herald_start_view_refresh (self);
}

static void
without_cb (HeraldStartView *self)
{
  self->goes_without = TRUE;
  herald_start_view_refresh (self);
}

/* A report with a name is kept from its first letter; one without only when the
 * person says so. */
static void
begin (HeraldStartView *self,
       const char      *vendor,
       gboolean         anonymous)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  g_autoptr(GError) error = NULL;

  if (!herald_composer_begin (composer, vendor, anonymous, &error))
    herald_desk_say_error (self->desk, error);
  else if (!anonymous && herald_vault_is_unlocked (get_vault (self)))
    herald_incoming_keep (self->desk, NULL, NULL);
}

static void
chosen_cb (HeraldStartView *self,
           const char      *vendor,
           gboolean         anonymous)
{
  begin (self, vendor, anonymous);
}

static void
rehearse_cb (HeraldStartView *self)
{
  GPtrArray *vendors =
    herald_vendor_catalog_get_vendors (herald_composer_get_vendors (herald_desk_get_composer (self->desk)));

  for (guint i = 0; i < vendors->len; i++)
    {
      HeraldVendor *vendor = g_ptr_array_index (vendors, i);
      g_autoptr(GBytes) key = herald_rehearsal_find_key (vendor);

      if (key != NULL)
        {
          begin (self, herald_vendor_get_id (vendor), FALSE);
          return;
        }
    }
}

static void
herald_start_view_dispose (GObject *object)
{
  HeraldStartView *self = HERALD_START_VIEW (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_start_view_parent_class)->dispose (object);
}

static void
herald_start_view_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  HeraldStartView *self = HERALD_START_VIEW (object);

  switch ((HeraldStartViewProperty) property_id)
    {
    case PROP_PAGE:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->stack));
      break;
    case PROP_DESK:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_start_view_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  HeraldStartView *self = HERALD_START_VIEW (object);

  switch ((HeraldStartViewProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    case PROP_PAGE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_start_view_class_init (HeraldStartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_start_view_dispose;
  object_class->get_property = herald_start_view_get_property;
  object_class->set_property = herald_start_view_set_property;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] =
    g_param_spec_string ("page", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-start-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldStartView, stack);
}

static void
herald_start_view_init (HeraldStartView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A page is made when it is first shown: the window opens with one of them. */
static GtkWidget *
get_page (HeraldStartView *self,
          const char      *name)
{
  static const struct
  {
    const char  *name;
    GtkWidget *(*make) (HeraldDesk *desk);
  } pages[] = {
    { "keeping", herald_keeping_page_new },
    { "unlock", herald_unlock_page_new },
    { "reports", herald_reports_page_new },
    { "new", herald_new_page_new },
  };
  static const struct
  {
    const char *page;
    const char *signal;
    GCallback   callback;
  } signals[] = {
    { "keeping", "done", G_CALLBACK (done_cb) },
    { "unlock", "done", G_CALLBACK (done_cb) },
    { "unlock", "without", G_CALLBACK (without_cb) },
    { "reports", "rehearse", G_CALLBACK (rehearse_cb) },
    { "new", "chosen", G_CALLBACK (chosen_cb) },
    { "new", "back", G_CALLBACK (herald_start_view_refresh) },
  };
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  for (gsize i = 0; page == NULL && i < G_N_ELEMENTS (pages); i++)
    {
      if (!g_str_equal (pages[i].name, name))
        continue;

      page = pages[i].make (self->desk);
      gtk_stack_add_named (self->stack, page, name);
      for (gsize j = 0; j < G_N_ELEMENTS (signals); j++)
        {
          if (g_str_equal (signals[j].page, name))
            g_signal_connect_object (page, signals[j].signal, signals[j].callback, self, G_CONNECT_SWAPPED);
        }
    }

  return page;
}

/* The reports, or NULL if they were never shown. */
static HeraldReportsPage *
get_reports (HeraldStartView *self)
{
  return (HeraldReportsPage *) gtk_stack_get_child_by_name (self->stack, "reports");
}

static gboolean
is_blank (HeraldStartView *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "blank");
}

static void
show_page (HeraldStartView *self,
           const char      *name)
{
  GtkWidget *page = get_page (self, name);

  gtk_stack_set_visible_child_full (self->stack, name,
                                    is_blank (self) ? GTK_STACK_TRANSITION_TYPE_NONE : GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_widget_grab_focus (page);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/**
 * herald_start_view_new:
 * @desk: what the window works on
 *
 * Makes the view that the window opens with.
 *
 * It shows a header bar alone until herald_start_view_refresh().
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_start_view_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_START_VIEW, "desk", desk, NULL);
}

/**
 * herald_start_view_refresh:
 * @self: the view
 *
 * Shows what the state of the vault asks for: choosing, unlocking or the reports.
 */
void
herald_start_view_refresh (HeraldStartView *self)
{
  const char *page;

  g_return_if_fail (HERALD_IS_START_VIEW (self));

  page = find_page (self);
  show_page (self, page);

  if (g_str_equal (page, "unlock"))
    herald_unlock_page_begin (HERALD_UNLOCK_PAGE (get_page (self, page)), !self->was_open);
  else if (g_str_equal (page, "reports"))
    herald_reports_page_refresh (get_reports (self));

  if (herald_vault_is_unlocked (get_vault (self)))
    {
      self->was_open = TRUE;
      self->goes_without = FALSE;
    }
}

/**
 * herald_start_view_show_new:
 * @self: the view
 *
 * Asks for whom a new report is.
 */
void
herald_start_view_show_new (HeraldStartView *self)
{
  g_return_if_fail (HERALD_IS_START_VIEW (self));

  if (herald_start_view_is_ready (self))
    show_page (self, "new");
}

/**
 * herald_start_view_show_keeping:
 * @self: the view
 *
 * Asks how reports shall be kept, or opens those that are.
 */
void
herald_start_view_show_keeping (HeraldStartView *self)
{
  g_return_if_fail (HERALD_IS_START_VIEW (self));

  self->goes_without = FALSE;
  if (herald_vault_exists (get_vault (self)))
    herald_start_view_refresh (self);
  else
    show_page (self, "keeping");
}

/**
 * herald_start_view_search:
 * @self: the view
 *
 * Lets the person look for a report.
 */
void
herald_start_view_search (HeraldStartView *self)
{
  g_return_if_fail (HERALD_IS_START_VIEW (self));

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "reports"))
    herald_reports_page_search (get_reports (self));
}

/**
 * herald_start_view_undo:
 * @self: the view
 *
 * Has a report back that was just deleted.
 *
 * Returns: %FALSE if there is none that can be had back
 */
gboolean
herald_start_view_undo (HeraldStartView *self)
{
  g_return_val_if_fail (HERALD_IS_START_VIEW (self), FALSE);

  return get_reports (self) != NULL && herald_reports_page_undo (get_reports (self));
}

/**
 * herald_start_view_settle:
 * @self: the view
 *
 * Deletes at once what was deleted and can still be had back.
 *
 * Waits for the disk: for when the window closes, or the vault is locked.
 */
void
herald_start_view_settle (HeraldStartView *self)
{
  g_return_if_fail (HERALD_IS_START_VIEW (self));

  if (get_reports (self) != NULL)
    herald_reports_page_settle (get_reports (self));
}

/**
 * herald_start_view_is_ready:
 * @self: the view
 *
 * Tells whether a report can be begun or opened.
 *
 * Returns: %FALSE while the person is asked how reports are kept, or to unlock
 */
gboolean
herald_start_view_is_ready (HeraldStartView *self)
{
  g_return_val_if_fail (HERALD_IS_START_VIEW (self), FALSE);

  return g_str_equal (find_page (self), "reports");
}
