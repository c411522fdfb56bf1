/* herald-desk.c: what every page is handed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-desk.h"

/* Long enough that a person who types is not reviewed at every letter. */
#define REVIEW_DELAY_MS 400

struct _HeraldDesk
{
  GObject         parent_instance;

  HeraldComposer *composer;
  HeraldReport   *report;     /* whose changes are listened to, or NULL */
  GSignalGroup   *autosave;   /* of the report */
  GPtrArray      *findings;   /* (element-type HeraldFinding) */
  guint           news;       /* an idle source, or 0 */
  gboolean        is_replaced;

  guint           timer;      /* until the next review, or 0 */
  GCancellable   *reviewing;  /* the review that runs, or NULL */
  gboolean        is_outdated; /* the report changed while it ran */
};

G_DEFINE_FINAL_TYPE (HeraldDesk, herald_desk, G_TYPE_OBJECT)

typedef enum
{
  PROP_COMPOSER = 1,
  PROP_FINDINGS,
} HeraldDeskProperty;

static GParamSpec *properties[PROP_FINDINGS + 1];

typedef enum
{
  SIGNAL_REPORT_CHANGED,
  SIGNAL_REPORT_REPLACED,
  SIGNAL_SAVING_CHANGED,
  SIGNAL_TOAST,
  SIGNAL_GO_TO,
} HeraldDeskSignal;

static guint signals[SIGNAL_GO_TO + 1];

static void queue_review (HeraldDesk *self);

static void
set_findings (HeraldDesk *self,
              GPtrArray  *findings)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINDINGS]);
}

static void
reviewed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HeraldDesk) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) findings = herald_composer_review_finish (HERALD_COMPOSER (object), result, &error);
  gboolean is_cancelled = g_cancellable_is_cancelled (self->reviewing);

  g_clear_object (&self->reviewing);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    herald_desk_say_error (self, error);
  /* Pages that nobody looks at wait for it to read the report again. */
  if (!is_cancelled)
    set_findings (self, findings != NULL ? g_steal_pointer (&findings) : g_ptr_array_ref (self->findings));

  if (self->is_outdated)
    queue_review (self);
}

/**
 * herald_desk_review:
 * @self: a desk with a report
 *
 * Reviews the report now rather than soon.
 *
 * It runs in a worker; property "findings" changes when it has ended.
 */
void
herald_desk_review (HeraldDesk *self)
{
  g_return_if_fail (HERALD_IS_DESK (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  self->is_outdated = self->reviewing != NULL;

  if (self->is_outdated || self->report == NULL)
    return;

  self->reviewing = g_cancellable_new ();
  herald_composer_review_async (self->composer, HERALD_ENVELOPE_BUNDLE, self->reviewing,
                                reviewed_cb, g_object_ref (self));
}

static gboolean
review_cb (gpointer data)
{
  HeraldDesk *self = data;

  self->timer = 0;
  herald_desk_review (self);

  return G_SOURCE_REMOVE;
}

static void
queue_review (HeraldDesk *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (REVIEW_DELAY_MS, review_cb, self);
}

static gboolean
tell_cb (gpointer data)
{
  g_autoptr(HeraldDesk) self = g_object_ref (data);
  HeraldDeskSignal news = self->is_replaced ? SIGNAL_REPORT_REPLACED : SIGNAL_REPORT_CHANGED;

  self->news = 0;
  self->is_replaced = FALSE;
  g_signal_emit (self, signals[news], 0);

  /* What was said of a report goes with it. */
  if (self->report == NULL && self->findings->len > 0)
    set_findings (self, herald_findings_new ());

  return G_SOURCE_REMOVE;
}

/* Many answers can change in one turn of the main loop. */
static void
queue_news (HeraldDesk *self)
{
  if (self->news == 0)
    self->news = g_idle_add (tell_cb, self);
  queue_review (self);
}

static void
saving_cb (HeraldDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVING_CHANGED], 0);
}

static void
replaced_cb (HeraldDesk *self)
{
  if (self->report != NULL)
    g_signal_handlers_disconnect_by_func (self->report, queue_news, self);
  g_set_object (&self->report, herald_composer_get_report (self->composer));
  if (self->report != NULL)
    g_signal_connect_object (self->report, "changed", G_CALLBACK (queue_news), self, G_CONNECT_SWAPPED);

  if (self->reviewing != NULL)
    g_cancellable_cancel (self->reviewing);

  self->is_replaced = TRUE;
  queue_news (self);

  /* Each report has an autosave of its own. */
  g_signal_group_set_target (self->autosave, herald_composer_get_autosave (self->composer));
  saving_cb (self);
}

static void
herald_desk_constructed (GObject *object)
{
  HeraldDesk *self = HERALD_DESK (object);

  G_OBJECT_CLASS (herald_desk_parent_class)->constructed (object);

  g_signal_connect_object (self->composer, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  if (herald_composer_get_report (self->composer) != NULL)
    replaced_cb (self);
}

static void
herald_desk_dispose (GObject *object)
{
  HeraldDesk *self = HERALD_DESK (object);

  g_clear_handle_id (&self->news, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->autosave);
  g_clear_object (&self->report);
  g_clear_object (&self->composer);

  G_OBJECT_CLASS (herald_desk_parent_class)->dispose (object);
}

static void
herald_desk_finalize (GObject *object)
{
  HeraldDesk *self = HERALD_DESK (object);

  g_clear_object (&self->reviewing);
  g_ptr_array_unref (self->findings);

  G_OBJECT_CLASS (herald_desk_parent_class)->finalize (object);
}

static void
herald_desk_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  HeraldDesk *self = HERALD_DESK (object);

  switch ((HeraldDeskProperty) property_id)
    {
    case PROP_COMPOSER:
      g_value_set_object (value, self->composer);
      break;
    case PROP_FINDINGS:
      g_value_set_boxed (value, self->findings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_desk_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  HeraldDesk *self = HERALD_DESK (object);

  switch ((HeraldDeskProperty) property_id)
    {
    case PROP_COMPOSER:
      self->composer = g_value_dup_object (value);
      break;
    case PROP_FINDINGS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_desk_class_init (HeraldDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = herald_desk_constructed;
  object_class->dispose = herald_desk_dispose;
  object_class->finalize = herald_desk_finalize;
  object_class->get_property = herald_desk_get_property;
  object_class->set_property = herald_desk_set_property;

  properties[PROP_COMPOSER] =
    g_param_spec_object ("composer", NULL, NULL, HERALD_TYPE_COMPOSER,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FINDINGS] =
    g_param_spec_boxed ("findings", NULL, NULL, G_TYPE_PTR_ARRAY,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_REPORT_CHANGED] =
    g_signal_new ("report-changed", HERALD_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REPORT_REPLACED] =
    g_signal_new ("report-replaced", HERALD_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAVING_CHANGED] =
    g_signal_new ("saving-changed", HERALD_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOAST] =
    g_signal_new ("toast", HERALD_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);
  signals[SIGNAL_GO_TO] =
    g_signal_new ("go-to", HERALD_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
herald_desk_init (HeraldDesk *self)
{
  self->findings = herald_findings_new ();
  self->autosave = g_signal_group_new (HERALD_TYPE_AUTOSAVE);
  g_signal_group_connect_swapped (self->autosave, "notify::state", G_CALLBACK (saving_cb), self);
  g_signal_group_connect_swapped (self->autosave, "notify::problem", G_CALLBACK (saving_cb), self);
}

/**
 * herald_desk_new:
 * @composer: what the window works with
 *
 * Makes a desk.
 *
 * Returns: (transfer full): a desk
 */
HeraldDesk *
herald_desk_new (HeraldComposer *composer)
{
  g_return_val_if_fail (HERALD_IS_COMPOSER (composer), NULL);

  return g_object_new (HERALD_TYPE_DESK, "composer", composer, NULL);
}

/**
 * herald_desk_get_composer:
 * @self: a desk
 *
 * Gives the composer.
 *
 * Returns: (transfer none): the composer
 */
HeraldComposer *
herald_desk_get_composer (HeraldDesk *self)
{
  g_return_val_if_fail (HERALD_IS_DESK (self), NULL);

  return self->composer;
}

/**
 * herald_desk_get_report:
 * @self: a desk
 *
 * Gives the report in progress.
 *
 * Returns: (transfer none) (nullable): the report, %NULL without one
 */
HeraldReport *
herald_desk_get_report (HeraldDesk *self)
{
  g_return_val_if_fail (HERALD_IS_DESK (self), NULL);

  return herald_composer_get_report (self->composer);
}

/**
 * herald_desk_get_findings:
 * @self: a desk
 *
 * Gives what the newest review found; a change since may not be in it yet.
 *
 * Returns: (transfer none) (element-type HeraldFinding): the findings
 */
GPtrArray *
herald_desk_get_findings (HeraldDesk *self)
{
  g_return_val_if_fail (HERALD_IS_DESK (self), NULL);

  return self->findings;
}

/**
 * herald_desk_go_to:
 * @self: a desk
 * @place: of a finding, such as `/answers/product.name`
 *
 * Leads to a place of the report.
 */
void
herald_desk_go_to (HeraldDesk *self,
                   const char *place)
{
  g_return_if_fail (HERALD_IS_DESK (self));
  g_return_if_fail (place != NULL);

  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, place);
}

/**
 * herald_desk_reread:
 * @self: a desk
 *
 * Has every page read all of the report again, which has changed as a whole.
 */
void
herald_desk_reread (HeraldDesk *self)
{
  g_return_if_fail (HERALD_IS_DESK (self));

  self->is_replaced = TRUE;
  queue_news (self);
}

/**
 * herald_desk_show_toast:
 * @self: a desk
 * @toast: (transfer full): what to show
 *
 * Shows a toast that somebody wants to hear of again.
 */
void
herald_desk_show_toast (HeraldDesk *self,
                        AdwToast   *toast)
{
  g_return_if_fail (HERALD_IS_DESK (self));
  g_return_if_fail (ADW_IS_TOAST (toast));

  g_signal_emit (self, signals[SIGNAL_TOAST], 0, toast);
  g_object_unref (toast);
}

/* A toast's title is markup, and what is said may hold the name of a file. */
static AdwToast *
new_toast (const char *text)
{
  g_autofree char *shown = herald_text_show_hidden (text, TRUE);
  g_autofree char *title = g_markup_escape_text (shown, -1);

  return adw_toast_new (title);
}

/**
 * herald_desk_say:
 * @self: a desk
 * @text: a translated sentence, plain text
 *
 * Tells the person that something was done.
 */
void
herald_desk_say (HeraldDesk *self,
                 const char *text)
{
  g_return_if_fail (HERALD_IS_DESK (self));
  g_return_if_fail (text != NULL);

  herald_desk_show_toast (self, new_toast (text));
}

/**
 * herald_desk_say_error:
 * @self: a desk
 * @error: why something could not be done
 *
 * Tells the person why something could not be done, until it is dismissed.
 */
void
herald_desk_say_error (HeraldDesk   *self,
                       const GError *error)
{
  AdwToast *toast;

  g_return_if_fail (HERALD_IS_DESK (self));
  g_return_if_fail (error != NULL);

  toast = new_toast (error->message);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  herald_desk_show_toast (self, toast);
}

/**
 * herald_desk_offer:
 * @self: a desk
 * @text: a translated sentence, plain text
 * @label: a translated verb
 * @detailed_action: what the verb does, such as `win.undo`
 *
 * Tells the person that something was done, and offers what follows from it.
 */
void
herald_desk_offer (HeraldDesk *self,
                   const char *text,
                   const char *label,
                   const char *detailed_action)
{
  AdwToast *toast;

  g_return_if_fail (HERALD_IS_DESK (self));
  g_return_if_fail (text != NULL && label != NULL && detailed_action != NULL);

  toast = new_toast (text);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_detailed_action_name (toast, detailed_action);
  herald_desk_show_toast (self, toast);
}

/**
 * herald_desk_offer_undo:
 * @self: a desk
 * @text: a translated sentence that says what was changed, plain text
 *
 * Tells the person what was changed in the report, and offers to undo it.
 */
void
herald_desk_offer_undo (HeraldDesk *self,
                        const char *text)
{
  herald_desk_offer (self, text, _("_Undo"), "win.undo");
}
