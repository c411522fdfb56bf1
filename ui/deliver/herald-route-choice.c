/* herald-route-choice.c: the way that a report takes to the vendor's server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-route-choice.h"
#include "herald-route-row.h"
#include "herald-text.h"
#include "herald-wrap.h"

/* What can be chosen. The first is there for anonymous reports alone, which go
 * nowhere by themselves until the person wants it. */
typedef enum
{
  WAY_EXPORT,
  WAY_DIRECT,
  WAY_TOR,
  WAY_TOR_BROWSER,
  WAY_OTHER,
} Way;

#define N_WAYS (WAY_OTHER + 1)

struct _HeraldRouteChoice
{
  AdwBin          parent_instance;

  HeraldDesk     *desk;
  char           *endpoint;     /* where it shall lead; empty at first */
  gboolean        is_anonymous;
  GCancellable   *looking;      /* while Tor is looked for, or NULL */
  Way             asked;        /* which is being looked for */
  gboolean        is_found;
  HeraldRouteRow *rows[N_WAYS];

  GtkListBox     *routes;
  GtkWidget      *proxy;
  GtkEditable    *proxy_entry;
  GtkLabel       *proxy_problem;
  GtkCheckButton *known;
  GtkWidget      *look_button;
  GtkLabel       *found;
};

G_DEFINE_FINAL_TYPE (HeraldRouteChoice, herald_route_choice, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHANGED,
} HeraldRouteChoiceSignal;

static guint signals[SIGNAL_CHANGED + 1];

static HeraldRoute
get_tor (Way way)
{
  HeraldRoute route = {
    .kind = HERALD_ROUTE_SOCKS5,
    .address = "127.0.0.1",
    .port = way == WAY_TOR ? HERALD_ROUTE_TOR : HERALD_ROUTE_TOR_BROWSER,
  };

  return route;
}

/* A scheme is not asked for: there is one only. */
static gboolean
get_proxy (HeraldRouteChoice  *self,
           HeraldRoute        *route,
           GError            **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->proxy_entry)));
  g_autofree char *uri = strstr (text, "://") != NULL ? g_strdup (text) : g_strconcat ("socks5://", text, NULL);

  return herald_route_parse (uri, route, error);
}

static void
show_proxy_problem (HeraldRouteChoice *self)
{
  gboolean is_empty = herald_text_is_blank (gtk_editable_get_text (self->proxy_entry));
  g_autoptr(GError) error = NULL;
  HeraldRoute route;
  gboolean is_wrong = !is_empty && !get_proxy (self, &route, &error);

  gtk_label_set_text (self->proxy_problem,
                      is_wrong ? _("This is no IP address with a port. Names are not looked up here, as that would tell where you want to go.") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->proxy_problem), is_wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->proxy_entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
changed_cb (HeraldRouteChoice *self)
{
  gtk_widget_set_visible (self->proxy, herald_route_row_is_chosen (self->rows[WAY_OTHER]));
  gtk_widget_set_visible (GTK_WIDGET (self->known),
                          self->is_anonymous && herald_route_row_is_chosen (self->rows[WAY_DIRECT]));
  show_proxy_problem (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What each way reveals. */

static void
show_routes (HeraldRouteChoice *self)
{
  const HeraldRoute direct = { .kind = HERALD_ROUTE_DIRECT };
  gboolean is_onion = herald_route_is_onion (self->endpoint);
  g_autofree char *straight = herald_route_describe (&direct, self->endpoint);

  herald_route_row_show (self->rows[WAY_EXPORT],
                         _("The sealed report is yours to carry, such as from another network. Save it on the step “Seal”. Nobody learns from where it comes."),
                         NULL);
  herald_route_row_show (self->rows[WAY_DIRECT], straight,
                         is_onion ? _("Not possible: this address is an onion service, which is reached through Tor alone.") : NULL);

  for (Way way = WAY_TOR; way <= WAY_TOR_BROWSER; way++)
    {
      HeraldRoute route = get_tor (way);
      g_autofree char *text = herald_route_describe (&route, self->endpoint);

      herald_route_row_show (self->rows[way], text, NULL);
    }

  herald_route_row_show (self->rows[WAY_OTHER],
                         _("The report goes through the proxy that you name and no other way. Unless it leads into Tor, whoever runs it sees both ends: your address and the server’s."),
                         NULL);
}

/* Looking for Tor, on a click only. */

static void
end_looking (HeraldRouteChoice *self,
             const char        *found)
{
  g_clear_object (&self->looking);
  gtk_label_set_text (self->found, found);
}

static void
note (HeraldRouteChoice *self,
      HeraldProbe        probe)
{
  const char *text = probe == HERALD_PROBE_TOR ? _("Tor answers there.")
                     : probe == HERALD_PROBE_OTHER ? _("Something answers there, and it is not Tor.")
                                                   : _("Nothing answers there.");

  herald_route_row_note (self->rows[self->asked], text);
  self->is_found |= probe == HERALD_PROBE_TOR;
}

static void look (HeraldRouteChoice *self);

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldRouteChoice) self = data;
  g_autoptr(GError) error = NULL;
  HeraldProbe probe = HERALD_PROBE_NOTHING;
  gboolean is_asked = herald_composer_probe_finish (HERALD_COMPOSER (source), result, &probe, &error);

  if (self->look_button == NULL)
    return;

  if (!is_asked)
    {
      end_looking (self, error->message);
      return;
    }

  note (self, probe);
  if (self->asked == WAY_TOR_BROWSER)
    {
      end_looking (self, self->is_found
                           ? _("Tor was found. Whether it is connected shows only when something is sent.")
                           : _("Tor was not found. Start Tor or Tor Browser, and look again."));
      return;
    }

  self->asked = WAY_TOR_BROWSER;
  look (self);
}

static void
look (HeraldRouteChoice *self)
{
  HeraldRoute route = get_tor (self->asked);

  herald_composer_probe_async (herald_desk_get_composer (self->desk), &route, self->looking,
                               probed_cb, g_object_ref (self));
}

static void
look_cb (HeraldRouteChoice *self)
{
  if (self->looking != NULL)
    return;

  self->looking = g_cancellable_new ();
  self->asked = WAY_TOR;
  self->is_found = FALSE;
  gtk_label_set_text (self->found, _("Looking…"));
  herald_route_row_note (self->rows[WAY_TOR], NULL);
  herald_route_row_note (self->rows[WAY_TOR_BROWSER], NULL);
  look (self);
}

static void
herald_route_choice_dispose (GObject *object)
{
  HeraldRouteChoice *self = HERALD_ROUTE_CHOICE (object);

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_ROUTE_CHOICE);

  G_OBJECT_CLASS (herald_route_choice_parent_class)->dispose (object);
}

static void
herald_route_choice_finalize (GObject *object)
{
  g_free (HERALD_ROUTE_CHOICE (object)->endpoint);

  G_OBJECT_CLASS (herald_route_choice_parent_class)->finalize (object);
}

static void
herald_route_choice_class_init (HeraldRouteChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_route_choice_dispose;
  object_class->finalize = herald_route_choice_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HERALD_TYPE_ROUTE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-route-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldRouteChoice, routes);
  gtk_widget_class_bind_template_child (widget_class, HeraldRouteChoice, proxy);
  gtk_widget_class_bind_template_child (widget_class, HeraldRouteChoice, proxy_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldRouteChoice, proxy_problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldRouteChoice, known);
  gtk_widget_class_bind_template_child (widget_class, HeraldRouteChoice, look_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldRouteChoice, found);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
}

static void
herald_route_choice_init (HeraldRouteChoice *self)
{
  const char * const titles[N_WAYS] = {
    [WAY_EXPORT] = _("Do Not Send It from Here"),
    [WAY_DIRECT] = _("Direct"),
    [WAY_TOR] = _("Tor"),
    [WAY_TOR_BROWSER] = _("Tor Browser, While It Runs"),
    [WAY_OTHER] = _("Another SOCKS5 Proxy"),
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  herald_wrap_button (GTK_WIDGET (self->known));
  self->endpoint = g_strdup ("");

  for (guint i = 0; i < N_WAYS; i++)
    {
      self->rows[i] = HERALD_ROUTE_ROW (herald_route_row_new (titles[i], i > 0 ? self->rows[0] : NULL));
      g_signal_connect_object (self->rows[i], "chosen", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->routes, GTK_WIDGET (self->rows[i]));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows[WAY_EXPORT]), FALSE);
}

/**
 * herald_route_choice_new:
 * @desk: what the window works on
 *
 * Makes a choice of which nothing is chosen.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_route_choice_new (HeraldDesk *desk)
{
  HeraldRouteChoice *self = g_object_new (HERALD_TYPE_ROUTE_CHOICE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * herald_route_choice_show:
 * @self: a choice
 * @endpoint: where the report shall go
 * @is_anonymous: whether nobody shall learn who wrote it
 *
 * Says what each way to a server reveals.
 *
 * An anonymous report goes nowhere until the person chooses otherwise.
 */
void
herald_route_choice_show (HeraldRouteChoice *self,
                          const char        *endpoint,
                          gboolean           is_anonymous)
{
  gboolean was_anonymous;

  g_return_if_fail (HERALD_IS_ROUTE_CHOICE (self));

  was_anonymous = self->is_anonymous;
  if (g_str_equal (endpoint, self->endpoint) && is_anonymous == was_anonymous)
    return;

  g_free (self->endpoint);
  self->endpoint = g_strdup (endpoint);
  self->is_anonymous = is_anonymous;
  show_routes (self);

  /* What was chosen for somebody with a name is not chosen for somebody without. */
  gtk_widget_set_visible (GTK_WIDGET (self->rows[WAY_EXPORT]), is_anonymous);
  if (is_anonymous && !was_anonymous)
    {
      gtk_check_button_set_active (self->known, FALSE);
      herald_route_row_set_chosen (self->rows[WAY_EXPORT], TRUE);
    }
  if (!is_anonymous)
    herald_route_row_set_chosen (self->rows[WAY_EXPORT], FALSE);
  changed_cb (self);
}

/**
 * herald_route_choice_get:
 * @self: a choice
 * @route: (out): the way
 * @error: return location for an error
 *
 * Gives the way that the person chose.
 *
 * Returns: %FALSE with an error that tells what is still to be done
 */
gboolean
herald_route_choice_get (HeraldRouteChoice  *self,
                         HeraldRoute        *route,
                         GError            **error)
{
  const HeraldRoute direct = { .kind = HERALD_ROUTE_DIRECT }, none = { 0 };

  g_return_val_if_fail (HERALD_IS_ROUTE_CHOICE (self), FALSE);

  *route = none;
  if (herald_route_row_is_chosen (self->rows[WAY_DIRECT]))
    *route = direct;
  else if (herald_route_row_is_chosen (self->rows[WAY_TOR]))
    *route = get_tor (WAY_TOR);
  else if (herald_route_row_is_chosen (self->rows[WAY_TOR_BROWSER]))
    *route = get_tor (WAY_TOR_BROWSER);
  else if (herald_route_row_is_chosen (self->rows[WAY_OTHER]) && !get_proxy (self, route, error))
    return FALSE;

  if (route->kind == HERALD_ROUTE_NONE)
    {
      g_set_error_literal (error, HERALD_ROUTE_ERROR, HERALD_ROUTE_ERROR_NONE, _("Choose first which way it goes."));
      return FALSE;
    }

  if (self->is_anonymous && route->kind == HERALD_ROUTE_DIRECT && !gtk_check_button_get_active (self->known))
    {
      g_set_error_literal (error, HERALD_ROUTE_ERROR, HERALD_ROUTE_ERROR_NONE,
                           _("The direct way is not anonymous. Tick that you know it, or choose another way."));
      return FALSE;
    }

  return herald_route_check (route, self->endpoint, error);
}

/**
 * herald_route_choice_focus:
 * @self: a choice
 *
 * Puts the focus on the ways.
 */
void
herald_route_choice_focus (HeraldRouteChoice *self)
{
  g_return_if_fail (HERALD_IS_ROUTE_CHOICE (self));

  gtk_widget_child_focus (GTK_WIDGET (self->routes), GTK_DIR_TAB_FORWARD);
}
