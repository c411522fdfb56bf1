/* herald-sealed-view.c: an envelope that was made, and what follows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-practice-page.h"
#include "herald-rehearsal.h"
#include "herald-sealed-view.h"
#include "herald-wrap-box.h"
#include "herald-xray-view.h"

struct _HeraldSealedView
{
  AdwBin          parent_instance;

  HeraldDesk     *desk;
  GFile          *file;

  GtkWidget      *outdated;
  HeraldXrayView *xray;
  GtkLabel       *where;
  GtkBox         *actions;
  GtkWidget      *open_button;
  GtkWidget      *practice_button;
};

G_DEFINE_FINAL_TYPE (HeraldSealedView, herald_sealed_view, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_AGAIN,
} HeraldSealedViewSignal;

static guint signals[SIGNAL_AGAIN + 1];

static GtkWindow *
get_window (HeraldSealedView *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
open_cb (HeraldSealedView *self)
{
  g_autofree char *uri = g_file_get_uri (self->file);

  herald_open_uri (get_window (self), uri);
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldSealedView) self = data;
  g_autoptr(GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr(GFile) folder = g_file_get_parent (self->file);
  g_autofree char *uri = g_file_get_uri (folder);

  /* Without a file manager that can point at a file, the folder must do. */
  if (answer == NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    herald_open_uri (get_window (self), uri);
}

/* The interface of the file managers:
 * freedesktop.org/wiki/Specifications/file-manager-interface. */
static void
show_in_folder_cb (HeraldSealedView *self)
{
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  g_autofree char *uri = g_file_get_uri (self->file);
  const char * const uris[] = { uri, NULL };

  if (bus == NULL)
    return;

  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", uris, ""),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb, g_object_ref (self));
}

static void
practice_cb (HeraldSealedView *self)
{
  herald_practice_page_present (get_window (self), self->desk, g_file_peek_path (self->file));
}

static void
again_cb (HeraldSealedView *self)
{
  g_signal_emit (self, signals[SIGNAL_AGAIN], 0);
}

static void
herald_sealed_view_dispose (GObject *object)
{
  HeraldSealedView *self = HERALD_SEALED_VIEW (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_SEALED_VIEW);

  G_OBJECT_CLASS (herald_sealed_view_parent_class)->dispose (object);
}

static void
herald_sealed_view_finalize (GObject *object)
{
  HeraldSealedView *self = HERALD_SEALED_VIEW (object);

  g_clear_object (&self->file);

  G_OBJECT_CLASS (herald_sealed_view_parent_class)->finalize (object);
}

static gboolean
herald_sealed_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HERALD_SEALED_VIEW (widget)->xray));
}

static void
herald_sealed_view_class_init (HeraldSealedViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_sealed_view_dispose;
  object_class->finalize = herald_sealed_view_finalize;
  widget_class->grab_focus = herald_sealed_view_grab_focus;

  signals[SIGNAL_AGAIN] =
    g_signal_new ("again", HERALD_TYPE_SEALED_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HERALD_TYPE_XRAY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-sealed-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldSealedView, outdated);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealedView, xray);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealedView, where);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealedView, actions);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealedView, open_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealedView, practice_button);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_in_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, practice_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
herald_sealed_view_init (HeraldSealedView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  herald_wrap_box_adopt (self->actions);
}

/**
 * herald_sealed_view_new:
 * @desk: what the window works on
 *
 * Makes a view without an envelope.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_sealed_view_new (HeraldDesk *desk)
{
  HeraldSealedView *self = g_object_new (HERALD_TYPE_SEALED_VIEW, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * herald_sealed_view_show:
 * @self: a view
 * @xray: an envelope that was looked at
 * @path: where it stands
 *
 * Shows an envelope that was made.
 */
void
herald_sealed_view_show (HeraldSealedView *self,
                         const HeraldXray *xray,
                         const char       *path)
{
  HeraldVendor *vendor = herald_report_get_vendor (herald_desk_get_report (self->desk));
  g_autoptr(GBytes) secret = herald_rehearsal_find_key (vendor);
  g_autofree char *base = g_filename_display_basename (path);
  g_autofree char *name = herald_text_show_hidden (base, FALSE);
  g_autofree char *where = NULL;

  g_return_if_fail (HERALD_IS_SEALED_VIEW (self));

  g_clear_object (&self->file);
  self->file = g_file_new_for_path (path);

  /* TRANSLATORS: %s is the name of a file */
  where = g_strdup_printf (_("The envelope is saved as “%s”. Nothing was sent: how it gets to the vendor is up to you."), name);
  gtk_label_set_text (self->where, where);
  gtk_widget_set_visible (self->open_button, xray->form == HERALD_ENVELOPE_DRAFT);
  gtk_widget_set_visible (self->practice_button, secret != NULL);
  herald_sealed_view_set_outdated (self, FALSE);
  herald_xray_view_show (self->xray, xray);
}

/**
 * herald_sealed_view_set_outdated:
 * @self: a view
 * @is_outdated: whether the report was changed since it was sealed
 *
 * Says whether the envelope still holds the report as it is.
 */
void
herald_sealed_view_set_outdated (HeraldSealedView *self,
                                 gboolean          is_outdated)
{
  g_return_if_fail (HERALD_IS_SEALED_VIEW (self));

  gtk_widget_set_visible (self->outdated, is_outdated);
}
