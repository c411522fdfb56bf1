/* herald-diversion-row.c: a question whose answer may lead elsewhere first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-data-text.h"
#include "herald-diversion-row.h"
#include "herald-quote.h"

struct _HeraldDiversionRow
{
  AdwPreferencesRow      parent_instance;

  HeraldDesk            *desk;
  HeraldVendor          *vendor; /* keeps the diversion */
  const HeraldDiversion *diversion;
  gboolean               is_refreshing;

  GtkBox                *body;
  GtkBox                *answers;
  GtkCheckButton        *no_button;
  GtkCheckButton        *yes_button;
  GtkBox                *advice;
  GtkLabel              *advice_label;
};

G_DEFINE_FINAL_TYPE (HeraldDiversionRow, herald_diversion_row, ADW_TYPE_PREFERENCES_ROW)

/* One of the two goes off before the other goes on. */
static void
toggled_cb (HeraldDiversionRow *self,
            GtkCheckButton     *button)
{
  HeraldReport *report = herald_desk_get_report (self->desk);
  g_autoptr(GError) error = NULL;

  if (self->is_refreshing || report == NULL || !gtk_check_button_get_active (button))
    return;

  if (!herald_report_set_diversion (report, self->diversion->id,
                                    button == self->yes_button ? HERALD_DIVERSION_YES : HERALD_DIVERSION_NO, &error))
    herald_desk_say_error (self->desk, error);
}

static void
fill (HeraldDiversionRow *self)
{
  const char *question = herald_data_text (self->diversion->question);
  const char *advice = herald_data_text (self->diversion->advice);

  gtk_box_append (self->body, herald_quote_label_new (question, "heading"));
  herald_quote_append (self->body, self->vendor, self->diversion->wording, "", self->diversion->source);
  gtk_label_set_label (self->advice_label, advice);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->answers), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->no_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->yes_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question, -1);
}

static void
herald_diversion_row_dispose (GObject *object)
{
  HeraldDiversionRow *self = HERALD_DIVERSION_ROW (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_diversion_row_parent_class)->dispose (object);
}

static void
herald_diversion_row_finalize (GObject *object)
{
  HeraldDiversionRow *self = HERALD_DIVERSION_ROW (object);

  g_clear_pointer (&self->vendor, herald_vendor_unref);

  G_OBJECT_CLASS (herald_diversion_row_parent_class)->finalize (object);
}

static void
herald_diversion_row_class_init (HeraldDiversionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_diversion_row_dispose;
  object_class->finalize = herald_diversion_row_finalize;
  widget_class->focus = herald_quote_row_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-diversion-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldDiversionRow, body);
  gtk_widget_class_bind_template_child (widget_class, HeraldDiversionRow, answers);
  gtk_widget_class_bind_template_child (widget_class, HeraldDiversionRow, no_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldDiversionRow, yes_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldDiversionRow, advice);
  gtk_widget_class_bind_template_child (widget_class, HeraldDiversionRow, advice_label);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
herald_diversion_row_init (HeraldDiversionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_diversion_row_new:
 * @desk: a desk with a report
 * @diversion: the id of a diversion of its vendor
 *
 * Makes the row of a diversion's question.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_diversion_row_new (HeraldDesk *desk,
                          const char *diversion)
{
  HeraldDiversionRow *self = g_object_new (HERALD_TYPE_DIVERSION_ROW, NULL);

  self->desk = g_object_ref (desk);
  self->vendor = herald_vendor_ref (herald_report_get_vendor (herald_desk_get_report (desk)));
  self->diversion = herald_vendor_find_diversion (self->vendor, diversion);
  fill (self);
  herald_diversion_row_refresh (self);

  return GTK_WIDGET (self);
}

/**
 * herald_diversion_row_get_diversion:
 * @self: a row
 *
 * Names the row's diversion.
 *
 * Returns: (transfer none): its id
 */
const char *
herald_diversion_row_get_diversion (HeraldDiversionRow *self)
{
  g_return_val_if_fail (HERALD_IS_DIVERSION_ROW (self), NULL);

  return self->diversion->id;
}

/**
 * herald_diversion_row_refresh:
 * @self: a row
 *
 * Shows what was answered, and where to go instead.
 */
void
herald_diversion_row_refresh (HeraldDiversionRow *self)
{
  HeraldDiversionAnswer answer;

  g_return_if_fail (HERALD_IS_DIVERSION_ROW (self));

  answer = herald_diversion_row_get_answer (self);
  self->is_refreshing = TRUE;
  gtk_check_button_set_active (self->no_button, answer == HERALD_DIVERSION_NO);
  gtk_check_button_set_active (self->yes_button, answer == HERALD_DIVERSION_YES);
  self->is_refreshing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->advice), answer == HERALD_DIVERSION_YES);
}

/**
 * herald_diversion_row_get_answer:
 * @self: a row
 *
 * Tells what was answered.
 *
 * Returns: the answer
 */
HeraldDiversionAnswer
herald_diversion_row_get_answer (HeraldDiversionRow *self)
{
  g_return_val_if_fail (HERALD_IS_DIVERSION_ROW (self), HERALD_DIVERSION_UNANSWERED);

  return herald_report_get_diversion (herald_desk_get_report (self->desk), self->diversion->id);
}

/**
 * herald_diversion_row_focus:
 * @self: a row
 *
 * Puts the focus on the answer.
 *
 * Returns: %FALSE if it cannot have the focus
 */
gboolean
herald_diversion_row_focus (HeraldDiversionRow *self)
{
  g_return_val_if_fail (HERALD_IS_DIVERSION_ROW (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (herald_diversion_row_get_answer (self) == HERALD_DIVERSION_YES
                                            ? self->yes_button : self->no_button));
}
