/* herald-keep-banner.c: what to do about a report that is not safe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-banner.h"
#include "herald-keep-banner.h"

struct _HeraldKeepBanner
{
  AdwBin        parent_instance;

  HeraldDesk   *desk;

  HeraldBanner *banner;
};

G_DEFINE_FINAL_TYPE (HeraldKeepBanner, herald_keep_banner, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
} HeraldKeepBannerProperty;

static GParamSpec *properties[PROP_DESK + 1];

static void
update (HeraldKeepBanner *self)
{
  HeraldAutosave *autosave = herald_composer_get_autosave (herald_desk_get_composer (self->desk));
  HeraldAutosaveState state = autosave != NULL ? herald_autosave_get_state (autosave) : HERALD_AUTOSAVE_SAVED;

  if (state == HERALD_AUTOSAVE_FAILING)
    {
      g_autofree char *title =
        g_strdup_printf (
          /* TRANSLATORS: %s is a sentence without a full stop that says what went wrong, such as “The disk is full” */
          _("Not saved: %s. What you typed is in memory, and Herald keeps trying. Make room, or export the report."),
          herald_autosave_get_problem (autosave));

      herald_banner_set (self->banner, title, _("_Try Again"), "win.save");
    }
  else if (state == HERALD_AUTOSAVE_MEMORY)
    herald_banner_set (self->banner, _("This report is in memory only: it is gone when it is closed."),
                       _("_Keep It…"), "win.keep");

  herald_banner_set_revealed (self->banner, state == HERALD_AUTOSAVE_FAILING || state == HERALD_AUTOSAVE_MEMORY);
}

static void
herald_keep_banner_constructed (GObject *object)
{
  HeraldKeepBanner *self = HERALD_KEEP_BANNER (object);

  G_OBJECT_CLASS (herald_keep_banner_parent_class)->constructed (object);

  g_signal_connect_object (self->desk, "saving-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
herald_keep_banner_dispose (GObject *object)
{
  HeraldKeepBanner *self = HERALD_KEEP_BANNER (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_keep_banner_parent_class)->dispose (object);
}

static void
herald_keep_banner_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  HeraldKeepBanner *self = HERALD_KEEP_BANNER (object);

  switch ((HeraldKeepBannerProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_keep_banner_class_init (HeraldKeepBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = herald_keep_banner_constructed;
  object_class->dispose = herald_keep_banner_dispose;
  object_class->set_property = herald_keep_banner_set_property;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

}

static void
herald_keep_banner_init (HeraldKeepBanner *self)
{
  self->banner = HERALD_BANNER (herald_banner_new ("", NULL, NULL));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

/**
 * herald_keep_banner_new:
 * @desk: what the window works on
 *
 * Makes a banner that says what to do about a report that is not safe.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_keep_banner_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_KEEP_BANNER, "desk", desk, NULL);
}
