/* herald-xray-view.c: an envelope, outside and inside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-pair.h"
#include "herald-style.h"
#include "herald-xray-inside.h"
#include "herald-xray-outside.h"
#include "herald-xray-view.h"

struct _HeraldXrayView
{
  AdwBin             parent_instance;

  HeraldXrayOutside *outside;
  HeraldXrayInside  *inside;
  GtkLabel          *remainder;

  GtkBox            *box;
  GtkLabel          *summary;
};

G_DEFINE_FINAL_TYPE (HeraldXrayView, herald_xray_view, ADW_TYPE_BIN)

static void
herald_xray_view_dispose (GObject *object)
{
  /* The bin is to let its child go before the template does. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_XRAY_VIEW);

  G_OBJECT_CLASS (herald_xray_view_parent_class)->dispose (object);
}

static void
herald_xray_view_class_init (HeraldXrayViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_xray_view_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-xray-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldXrayView, box);
  gtk_widget_class_bind_template_child (widget_class, HeraldXrayView, summary);
}

static void
herald_xray_view_init (HeraldXrayView *self)
{
  GtkWidget *badge = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  herald_style_load ("seal.css");
  gtk_widget_init_template (GTK_WIDGET (self));

  self->outside = HERALD_XRAY_OUTSIDE (herald_xray_outside_new ());
  self->inside = HERALD_XRAY_INSIDE (herald_xray_inside_new ());
  gtk_widget_add_css_class (badge, "herald-seal");
  gtk_widget_set_can_target (badge, FALSE);
  gtk_box_append (self->box, herald_pair_new (GTK_WIDGET (self->outside), GTK_WIDGET (self->inside), badge));

  self->remainder = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->remainder, TRUE);
  gtk_label_set_xalign (self->remainder, 0);
  gtk_box_append (self->box, GTK_WIDGET (self->remainder));
}

/**
 * herald_xray_view_new:
 *
 * Makes a view without an envelope.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_xray_view_new (void)
{
  return g_object_new (HERALD_TYPE_XRAY_VIEW, NULL);
}

/**
 * herald_xray_view_show:
 * @self: a view
 * @xray: an envelope that was looked at
 *
 * Shows an envelope, outside and inside.
 */
void
herald_xray_view_show (HeraldXrayView   *self,
                       const HeraldXray *xray)
{
  g_autofree char *summary = NULL;

  g_return_if_fail (HERALD_IS_XRAY_VIEW (self));
  g_return_if_fail (xray->outside != NULL);

  /* TRANSLATORS: %s is a vendor's name */
  summary = g_strdup_printf (xray->is_anonymous
                               /* TRANSLATORS: %s is a vendor's name */
                               ? _("Read back from the finished envelope. The report is anonymous: Herald put nothing of you on either side. Only %s can open it.")
                               /* TRANSLATORS: %s is a vendor's name */
                               : _("Read back from the finished envelope. Everybody on the way sees its outside. Only %s can open it."),
                             xray->vendor);
  gtk_label_set_text (self->summary, summary);

  gtk_label_set_text (self->remainder,
                      xray->is_anonymous
                        ? _("What no envelope hides: when you send it, from which network address, and from which account. Choose a way to send it that does not tell who you are.")
                        : _("What no envelope hides: when you send it, from which network address, and from which account. An anonymous report would show no sender, and the day without the time."));

  herald_xray_outside_show (self->outside, xray);
  herald_xray_inside_show (self->inside, xray);
}
