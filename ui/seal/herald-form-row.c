/* herald-form-row.c: a form that an envelope can have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-form-row.h"

struct _HeraldFormRow
{
  AdwActionRow        parent_instance;

  HeraldEnvelopeForm  form;
  GtkCheckButton     *check;
};

G_DEFINE_FINAL_TYPE (HeraldFormRow, herald_form_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  SIGNAL_CHOSEN,
} HeraldFormRowSignal;

static guint signals[SIGNAL_CHOSEN + 1];

/* In the order of HeraldEnvelopeForm: what it is, and when to use it. */
static const struct
{
  const char *title;
  const char *use;
} forms[] = {
  [HERALD_ENVELOPE_EML] = {
    N_("Sealed E-Mail"),
    N_("A whole message, subject and files included (.eml), for people who can send or store one as it is"),
  },
  [HERALD_ENVELOPE_ASC] = {
    N_("Sealed Text"),
    N_("The report alone, as text (.asc), for pasting into a web form or a ticket"),
  },
  [HERALD_ENVELOPE_BUNDLE] = {
    N_("Sealed Bundle"),
    N_("Report and files in one file (.zip.pgp), for uploads and for anything large"),
  },
  [HERALD_ENVELOPE_DRAFT] = {
    N_("Draft for Your Mail Program"),
    N_("An ordinary message with the sealed report attached (.eml), which you open there and send"),
  },
};

static void
toggled_cb (HeraldFormRow *self)
{
  if (gtk_check_button_get_active (self->check))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
herald_form_row_class_init (HeraldFormRowClass *klass)
{
  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", HERALD_TYPE_FORM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_form_row_init (HeraldFormRow *self)
{
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);

  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
}

/**
 * herald_form_row_new:
 * @form: a form
 * @group: (nullable): a row of which only one can be chosen together with this
 *
 * Makes a row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
herald_form_row_new (HeraldEnvelopeForm  form,
                     HeraldFormRow      *group)
{
  HeraldFormRow *self = g_object_new (HERALD_TYPE_FORM_ROW, NULL);
  const char *title = _(forms[form].title);

  self->form = form;
  if (group != NULL)
    gtk_check_button_set_group (self->check, group->check);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  herald_form_row_set_facts (self, NULL, 0);

  return GTK_WIDGET (self);
}

/**
 * herald_form_row_get_form:
 * @self: a row
 *
 * Gives the form in the row.
 *
 * Returns: the form
 */
HeraldEnvelopeForm
herald_form_row_get_form (HeraldFormRow *self)
{
  g_return_val_if_fail (HERALD_IS_FORM_ROW (self), HERALD_ENVELOPE_BUNDLE);

  return self->form;
}

/**
 * herald_form_row_set_facts:
 * @self: a row
 * @why_not: (nullable): why the form cannot be had, a translated sentence
 * @size: about how many bytes the envelope will have; 0 where not known yet
 *
 * Tells whether a form can be had, and how large it will be.
 *
 * A form that cannot be had says why, and cannot be chosen.
 */
void
herald_form_row_set_facts (HeraldFormRow *self,
                           const char    *why_not,
                           guint64        size)
{
  g_autofree char *bytes = g_format_size (size);
  g_autofree char *subtitle = NULL, *spoken = NULL;

  g_return_if_fail (HERALD_IS_FORM_ROW (self));

  if (why_not != NULL)
    subtitle = g_strdup (why_not);
  else if (size > 0)
    /* TRANSLATORS: the first %s says what a form is for, the second is a size, such as “35 kB” */
    subtitle = g_strdup_printf (_("%s\nAbout %s"), _(forms[self->form].use), bytes);
  else
    subtitle = g_strdup (_(forms[self->form].use));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), why_not == NULL);

  spoken = g_strjoin (". ", _(forms[self->form].title), subtitle, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * herald_form_row_is_chosen:
 * @self: a row
 *
 * Tells whether the person chose this form.
 *
 * Returns: %TRUE if so, and it can be had
 */
gboolean
herald_form_row_is_chosen (HeraldFormRow *self)
{
  g_return_val_if_fail (HERALD_IS_FORM_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

/**
 * herald_form_row_choose:
 * @self: a row
 *
 * Chooses this form in the person's place.
 */
void
herald_form_row_choose (HeraldFormRow *self)
{
  g_return_if_fail (HERALD_IS_FORM_ROW (self));

  gtk_check_button_set_active (self->check, TRUE);
}
