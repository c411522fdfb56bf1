/* herald-anonymous-button.c: whether a report says who writes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-anonymous-button.h"
#include "herald-compat.h"
#include "herald-composer-named.h"

struct _HeraldAnonymousButton
{
  AdwBin      parent_instance;

  HeraldDesk *desk;

  GtkButton  *button;
  GtkImage   *image;
  GtkLabel   *label;
};

G_DEFINE_FINAL_TYPE (HeraldAnonymousButton, herald_anonymous_button, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
} HeraldAnonymousButtonProperty;

static GParamSpec *properties[PROP_DESK + 1];

static void
turn_anonymous_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(HeraldDesk) desk = data;
  HeraldReport *report = herald_desk_get_report (desk);
  g_autoptr(GError) error = NULL;

  if (!herald_ask_finish (result) || report == NULL || herald_report_get_anonymous (report))
    return;

  if (herald_composer_turn_anonymous (herald_desk_get_composer (desk), &error))
    herald_desk_say (desk, _("The report is anonymous"));
  else
    herald_desk_say_error (desk, error);
  herald_desk_reread (desk);
}

static void
turn_named_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(HeraldDesk) desk = data;
  HeraldReport *report = herald_desk_get_report (desk);
  g_autoptr(GError) error = NULL;

  if (!herald_ask_finish (result) || report == NULL || !herald_report_get_anonymous (report))
    return;

  if (herald_composer_turn_named (herald_desk_get_composer (desk), &error))
    herald_desk_say (desk, _("The report is not anonymous any more"));
  else
    herald_desk_say_error (desk, error);
}

/**
 * herald_anonymous_ask:
 * @parent: the window that asks
 * @desk: what it works on
 *
 * Says what it means to turn the report in progress anonymous, or back, and does it.
 */
void
herald_anonymous_ask (GtkWindow  *parent,
                      HeraldDesk *desk)
{
  HeraldReport *report;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (HERALD_IS_DESK (desk));

  report = herald_desk_get_report (desk);
  if (report == NULL)
    return;

  if (herald_report_get_anonymous (report))
    herald_ask_async (parent, _("Put a Name to This Report?"),
                      _("From now on it can hold who you are, and times to the second. "
                        "What was removed from it does not come back.\n\n"
                        "If somebody has seen it anonymously, they can tell that both come from the same person."),
                      _("_Not Anonymous"), TRUE, turn_named_cb, g_object_ref (desk));
  else
    herald_ask_async (parent, _("Make This Report Anonymous?"),
                      _("Name, address and other contact answers are removed: from the report, from Undo, "
                        "and from its earlier versions. This cannot be undone.\n\n"
                        "Times become days, nothing is signed, and what you confirm about the vendor from now on "
                        "is forgotten when Herald ends.\n\n"
                        "Herald cannot hide how you write, nor where you send the report from."),
                      _("_Make Anonymous"), TRUE, turn_anonymous_cb, g_object_ref (desk));
}

static void
clicked_cb (HeraldAnonymousButton *self)
{
  herald_anonymous_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->desk);
}

static void
update (HeraldAnonymousButton *self)
{
  HeraldReport *report = herald_desk_get_report (self->desk);
  gboolean is_anonymous = report != NULL && herald_report_get_anonymous (report);
  const char *word = is_anonymous ? _("Anonymous") : _("Named");

  /* With each letter that is typed a report changes, and a picture that is set
   * again has the whole window laid out again. */
  if (g_str_equal (gtk_label_get_text (self->label), word))
    return;

  gtk_image_set_from_icon_name (self->image, is_anonymous ? "view-conceal-symbolic" : "avatar-default-symbolic");
  gtk_label_set_text (self->label, word);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               is_anonymous ? _("This report is anonymous. Change that…")
                                            : _("This report can say who you are. Change that…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_widget_get_tooltip_text (GTK_WIDGET (self->button)),
                                  -1);
}

static void
herald_anonymous_button_constructed (GObject *object)
{
  HeraldAnonymousButton *self = HERALD_ANONYMOUS_BUTTON (object);

  G_OBJECT_CLASS (herald_anonymous_button_parent_class)->constructed (object);

  g_signal_connect_object (self->desk, "report-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "report-replaced", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
herald_anonymous_button_dispose (GObject *object)
{
  HeraldAnonymousButton *self = HERALD_ANONYMOUS_BUTTON (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_anonymous_button_parent_class)->dispose (object);
}

static void
herald_anonymous_button_set_property (GObject      *object,
                                      guint         property_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  HeraldAnonymousButton *self = HERALD_ANONYMOUS_BUTTON (object);

  switch ((HeraldAnonymousButtonProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_anonymous_button_class_init (HeraldAnonymousButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = herald_anonymous_button_constructed;
  object_class->dispose = herald_anonymous_button_dispose;
  object_class->set_property = herald_anonymous_button_set_property;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
herald_anonymous_button_init (HeraldAnonymousButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = GTK_BUTTON (gtk_button_new ());
  self->image = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->image));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_button_set_child (self->button, box);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}

/**
 * herald_anonymous_button_new:
 * @desk: what the window works on
 *
 * Makes a button that shows whether the report in progress is anonymous.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_anonymous_button_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_ANONYMOUS_BUTTON, "desk", desk, NULL);
}
