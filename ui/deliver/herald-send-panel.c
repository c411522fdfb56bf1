/* herald-send-panel.c: what is chosen before something is sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-answers-panel.h"
#include "herald-delivery-card.h"
#include "herald-route-choice.h"
#include "herald-send-panel.h"
#include "herald-sent-state.h"
#include "herald-wrap.h"

struct _HeraldSendPanel
{
  AdwBin              parent_instance;

  HeraldDesk         *desk;
  HeraldRouteChoice  *routes;
  HeraldAnswersPanel *answers;

  GtkBox             *ways;
  GtkWidget          *send_box;
  GtkButton          *send_button;
  GtkLabel           *why_not;
  GtkWidget          *problem;
  GtkLabel           *problem_label;
};

G_DEFINE_FINAL_TYPE (HeraldSendPanel, herald_send_panel, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_SEND,
  SIGNAL_CHANGED,
} HeraldSendPanelSignal;

static guint signals[SIGNAL_CHANGED + 1];

/* What is still to be done, or NULL. */
static char *
say_why_not (HeraldSendPanel *self)
{
  g_autoptr(GError) error = NULL;
  HeraldRoute route;

  if (herald_sent_state_is_stopped (self->desk))
    return g_strdup (_("Something stops this report, so it cannot be sealed and sent yet. The review shows what."));
  if (!herald_route_choice_get (self->routes, &route, &error))
    return g_strdup (error->message);
  if (!herald_answers_panel_is_ready (self->answers))
    return g_strdup (_("Show first that you have saved the follow-up secret: enter its last group."));

  return NULL;
}

static void
update (HeraldSendPanel *self)
{
  g_autofree char *why_not = say_why_not (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->send_button), why_not == NULL);
  gtk_label_set_text (self->why_not, why_not != NULL ? why_not
                                     : _("The report is sealed as it is now, the envelope is kept, and that is what is sent, once."));
}

static void
changed_cb (HeraldSendPanel *self)
{
  herald_send_panel_say (self, "");
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
send_cb (HeraldSendPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_SEND], 0);
}

static void
show_button (HeraldSendPanel *self,
             const char      *endpoint)
{
  g_autofree char *host = herald_delivery_card_dup_host (endpoint);
  /* TRANSLATORS: a button; %s is the name of a server */
  g_autofree char *label = g_strdup_printf (_("Send to %s"), host);

  gtk_button_set_label (self->send_button, label);
  herald_wrap_button (GTK_WIDGET (self->send_button));
}

static void
herald_send_panel_dispose (GObject *object)
{
  HeraldSendPanel *self = HERALD_SEND_PANEL (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_SEND_PANEL);

  G_OBJECT_CLASS (herald_send_panel_parent_class)->dispose (object);
}

static void
herald_send_panel_class_init (HeraldSendPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_send_panel_dispose;

  signals[SIGNAL_SEND] =
    g_signal_new ("send", HERALD_TYPE_SEND_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HERALD_TYPE_SEND_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-send-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldSendPanel, ways);
  gtk_widget_class_bind_template_child (widget_class, HeraldSendPanel, send_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldSendPanel, send_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldSendPanel, why_not);
  gtk_widget_class_bind_template_child (widget_class, HeraldSendPanel, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldSendPanel, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
herald_send_panel_init (HeraldSendPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_send_panel_new:
 * @desk: a desk with a report
 *
 * Makes a panel on which nothing is chosen.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_send_panel_new (HeraldDesk *desk)
{
  HeraldSendPanel *self = g_object_new (HERALD_TYPE_SEND_PANEL, NULL);

  self->desk = g_object_ref (desk);
  self->routes = HERALD_ROUTE_CHOICE (herald_route_choice_new (desk));
  self->answers = HERALD_ANSWERS_PANEL (herald_answers_panel_new (desk));
  gtk_box_append (self->ways, GTK_WIDGET (self->routes));
  gtk_box_append (self->ways, GTK_WIDGET (self->answers));
  g_signal_connect_object (self->routes, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->answers, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * herald_send_panel_show:
 * @self: a panel
 * @plan: (nullable): what could be sent; %NULL while that is not known
 * @other: (nullable): where an envelope could be sent again
 * @is_sending: whether something is on its way
 *
 * Shows what can be chosen.
 *
 * An envelope that was kept can be sent again wherever it went before, also
 * where no report could go any more.
 */
void
herald_send_panel_show (HeraldSendPanel         *self,
                        const HeraldDeliverPlan *plan,
                        const char              *other,
                        gboolean                 is_sending)
{
  gboolean is_ready = plan != NULL && plan->ready;
  const char *endpoint = is_ready ? plan->endpoint : other;

  g_return_if_fail (HERALD_IS_SEND_PANEL (self));

  if (herald_desk_get_report (self->desk) == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->ways), plan != NULL && endpoint != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->ways), !is_sending);
  gtk_widget_set_visible (GTK_WIDGET (self->answers), is_ready);
  gtk_widget_set_visible (self->send_box, is_ready && !is_sending);
  if (plan != NULL && endpoint != NULL)
    {
      herald_route_choice_show (self->routes, endpoint, plan->anonymous);
      show_button (self, endpoint);
    }
  herald_answers_panel_refresh (self->answers);
  update (self);
}

/**
 * herald_send_panel_is_ready:
 * @self: a panel
 *
 * Tells whether all is chosen that sending needs.
 *
 * Returns: %FALSE while something is still to be done
 */
gboolean
herald_send_panel_is_ready (HeraldSendPanel *self)
{
  g_autofree char *why_not = NULL;

  g_return_val_if_fail (HERALD_IS_SEND_PANEL (self), FALSE);

  why_not = say_why_not (self);
  return why_not == NULL;
}

/**
 * herald_send_panel_get_route:
 * @self: a panel
 * @route: (out): the way
 * @error: return location for an error
 *
 * Gives the way that the person chose.
 *
 * Returns: %FALSE with an error that tells what is still to be done
 */
gboolean
herald_send_panel_get_route (HeraldSendPanel  *self,
                             HeraldRoute      *route,
                             GError          **error)
{
  g_return_val_if_fail (HERALD_IS_SEND_PANEL (self), FALSE);

  return herald_route_choice_get (self->routes, route, error);
}

/**
 * herald_send_panel_dup_hash:
 * @self: a panel
 *
 * Gives what goes along with the report of the follow-up secret.
 *
 * Returns: (transfer full) (nullable): a SHA-256, 64 lower-case hexadecimal
 *   digits; %NULL without a secret
 */
char *
herald_send_panel_dup_hash (HeraldSendPanel *self)
{
  g_return_val_if_fail (HERALD_IS_SEND_PANEL (self), NULL);

  return herald_answers_panel_dup_hash (self->answers);
}

/**
 * herald_send_panel_say:
 * @self: a panel
 * @text: why nothing was sent, plain text; empty to take it away
 *
 * Tells why nothing was sent.
 */
void
herald_send_panel_say (HeraldSendPanel *self,
                       const char      *text)
{
  g_return_if_fail (HERALD_IS_SEND_PANEL (self));

  gtk_label_set_text (self->problem_label, text);
  gtk_widget_set_visible (self->problem, *text != '\0');
}

/**
 * herald_send_panel_fail:
 * @self: a panel
 * @text: why nothing was sent, plain text
 *
 * Tells why nothing was sent, and puts the focus on it.
 */
void
herald_send_panel_fail (HeraldSendPanel *self,
                        const char      *text)
{
  g_return_if_fail (HERALD_IS_SEND_PANEL (self));

  herald_send_panel_say (self, text);
  gtk_widget_grab_focus (self->problem);
}

/**
 * herald_send_panel_ask_route:
 * @self: a panel
 * @text: what is still to be done
 *
 * Leads the person to the choice of a way.
 */
void
herald_send_panel_ask_route (HeraldSendPanel *self,
                             const char      *text)
{
  g_return_if_fail (HERALD_IS_SEND_PANEL (self));

  herald_send_panel_say (self, text);
  herald_route_choice_focus (self->routes);
}
