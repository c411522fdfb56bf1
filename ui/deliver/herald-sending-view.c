/* herald-sending-view.c: how far a delivery is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-sending-view.h"

#define PULSE_MS 120

/* Whatever was sent, it is not delivered: the bar never fills. */
#define FULLEST 0.95

struct _HeraldSendingView
{
  AdwBin          parent_instance;

  guint           pulse;  /* a timer, or 0 */

  GtkLabel       *heading;
  GtkLabel       *phase;
  GtkProgressBar *progress;
  GtkWidget      *cancel_button;
};

G_DEFINE_FINAL_TYPE (HeraldSendingView, herald_sending_view, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CANCEL,
} HeraldSendingViewSignal;

static guint signals[SIGNAL_CANCEL + 1];

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (HERALD_SENDING_VIEW (data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
set_pulsing (HeraldSendingView *self,
             gboolean           is_pulsing)
{
  if (!is_pulsing)
    g_clear_handle_id (&self->pulse, g_source_remove);
  else if (self->pulse == 0)
    self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
}

static void
show_phase (HeraldSendingView *self,
            const char        *text)
{
  gtk_label_set_text (self->phase, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (self->heading),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
cancel_cb (HeraldSendingView *self)
{
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  show_phase (self, _("Cancelling…"));
  g_signal_emit (self, signals[SIGNAL_CANCEL], 0);
}

static char *
say_sending (guint64 done,
             guint64 total)
{
  g_autofree char *left = g_format_size (done), *all = g_format_size (total);

  /* TRANSLATORS: both %s are sizes, such as “1.2 MB” */
  return g_strdup_printf (_("Sending… %s of %s have left this computer"), left, all);
}

static void
herald_sending_view_dispose (GObject *object)
{
  HeraldSendingView *self = HERALD_SENDING_VIEW (object);

  set_pulsing (self, FALSE);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_SENDING_VIEW);

  G_OBJECT_CLASS (herald_sending_view_parent_class)->dispose (object);
}

static void
herald_sending_view_class_init (HeraldSendingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_sending_view_dispose;

  signals[SIGNAL_CANCEL] =
    g_signal_new ("cancel", HERALD_TYPE_SENDING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-sending-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldSendingView, heading);
  gtk_widget_class_bind_template_child (widget_class, HeraldSendingView, phase);
  gtk_widget_class_bind_template_child (widget_class, HeraldSendingView, progress);
  gtk_widget_class_bind_template_child (widget_class, HeraldSendingView, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
herald_sending_view_init (HeraldSendingView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_sending_view_new:
 *
 * Makes a view of a delivery.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_sending_view_new (void)
{
  return g_object_new (HERALD_TYPE_SENDING_VIEW, NULL);
}

/**
 * herald_sending_view_start:
 * @self: a view
 * @host: where it goes
 *
 * Begins to show another delivery, and puts the focus on it.
 *
 * It is not on what cancels it: who pressed a key twice to send does not want that.
 */
void
herald_sending_view_start (HeraldSendingView *self,
                           const char        *host)
{
  /* TRANSLATORS: %s is the name of a server */
  g_autofree char *heading = g_strdup_printf (_("To %s"), host);

  g_return_if_fail (HERALD_IS_SENDING_VIEW (self));

  gtk_label_set_text (self->heading, heading);
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  herald_sending_view_tell (self, HERALD_DELIVER_SEALING, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * herald_sending_view_tell:
 * @self: a view
 * @phase: what is being done
 * @done: while sending, the bytes that left
 * @total: the size of the envelope; 0 while it is not known
 *
 * Shows how far the delivery is.
 */
void
herald_sending_view_tell (HeraldSendingView  *self,
                          HeraldDeliverPhase  phase,
                          guint64             done,
                          guint64             total)
{
  static const char * const phases[] = {
    [HERALD_DELIVER_SEALING] = N_("Sealing and keeping the envelope…"),
    [HERALD_DELIVER_CONNECTING] = N_("Connecting…"),
    [HERALD_DELIVER_SENDING] = N_("Sending…"),
    [HERALD_DELIVER_WAITING] = N_("Waiting for the receipt…"),
    [HERALD_DELIVER_KEEPING] = N_("Writing down what came of it…"),
  };
  gboolean is_sending = phase == HERALD_DELIVER_SENDING && total > 0;
  g_autofree char *text = is_sending ? say_sending (done, total) : g_strdup (_(phases[phase]));

  g_return_if_fail (HERALD_IS_SENDING_VIEW (self));

  set_pulsing (self, !is_sending);
  if (is_sending)
    gtk_progress_bar_set_fraction (self->progress, FULLEST * (double) done / (double) total);

  /* After a cancel only the end is told. */
  if (phase == HERALD_DELIVER_KEEPING)
    gtk_widget_set_sensitive (self->cancel_button, FALSE);
  else if (!gtk_widget_get_sensitive (self->cancel_button))
    return;

  show_phase (self, text);
}

/**
 * herald_sending_view_stop:
 * @self: a view
 *
 * Stops showing that something goes on.
 */
void
herald_sending_view_stop (HeraldSendingView *self)
{
  g_return_if_fail (HERALD_IS_SENDING_VIEW (self));

  set_pulsing (self, FALSE);
}
