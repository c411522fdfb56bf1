/* herald-new-page.c: where a report begins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-menu.h"
#include "herald-new-page.h"
#include "herald-start-page.h"
#include "herald-vendor-chooser.h"

struct _HeraldNewPage
{
  AdwBin               parent_instance;

  HeraldDesk          *desk;

  GtkBox              *box;
  HeraldVendorChooser *chooser;
};

G_DEFINE_FINAL_TYPE (HeraldNewPage, herald_new_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
} HeraldNewPageProperty;

static GParamSpec *properties[PROP_DESK + 1];

typedef enum
{
  SIGNAL_CHOSEN,
  SIGNAL_BACK,
} HeraldNewPageSignal;

static guint signals[SIGNAL_BACK + 1];

static void
back_cb (HeraldNewPage *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
chosen_cb (HeraldNewPage *self,
           const char    *vendor,
           gboolean       anonymous)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, vendor, anonymous);
}

static void
herald_new_page_constructed (GObject *object)
{
  HeraldNewPage *self = HERALD_NEW_PAGE (object);
  G_OBJECT_CLASS (herald_new_page_parent_class)->constructed (object);

  self->chooser = HERALD_VENDOR_CHOOSER (herald_vendor_chooser_new (self->desk));
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->chooser), TRUE);
  gtk_box_append (self->box, GTK_WIDGET (self->chooser));
}

static void
herald_new_page_dispose (GObject *object)
{
  HeraldNewPage *self = HERALD_NEW_PAGE (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_new_page_parent_class)->dispose (object);
}

static gboolean
herald_new_page_grab_focus (GtkWidget *widget)
{
  HeraldNewPage *self = HERALD_NEW_PAGE (widget);

  return herald_vendor_chooser_search (self->chooser);
}

static void
herald_new_page_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  HeraldNewPage *self = HERALD_NEW_PAGE (object);

  switch ((HeraldNewPageProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_new_page_class_init (HeraldNewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = herald_new_page_constructed;
  object_class->dispose = herald_new_page_dispose;
  object_class->set_property = herald_new_page_set_property;
  widget_class->focus = herald_start_page_focus;
  widget_class->grab_focus = herald_new_page_grab_focus;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", HERALD_TYPE_NEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SIGNAL_BACK] =
    g_signal_new ("back", HERALD_TYPE_NEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HERALD_TYPE_MENU);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-new-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldNewPage, box);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
herald_new_page_init (HeraldNewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_new_page_new:
 * @desk: what the window works on
 *
 * Makes the page that asks for whom a new report is.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_new_page_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_NEW_PAGE, "desk", desk, NULL);
}
