/* herald-finding-row.c: something that the review found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-finding-row.h"
#include "herald-place.h"
#include "herald-wrap-box.h"

struct _HeraldFindingRow
{
  GtkListBoxRow  parent_instance;

  HeraldDesk    *desk;
  char          *key;   /* tells it from the other findings */
  char          *id;
  char          *at;    /* the finding's place */

  GtkImage      *icon;
  GtkLabel      *message;
  GtkLabel      *place;
  GtkLabel      *reason;
  GtkBox        *actions;
  GtkBox        *reason_buttons;
  GtkBox        *substitute_buttons;
  GtkButton     *keep_button;
  GtkWidget     *substitute_button;
  GtkWidget     *reason_editor;
  GtkEditable   *reason_entry;
  GtkWidget     *reason_done;
  GtkWidget     *substitute_editor;
  GtkEditable   *find_entry;
  GtkEditable   *replace_entry;
  GtkWidget     *substitute_done;
};

G_DEFINE_FINAL_TYPE (HeraldFindingRow, herald_finding_row, GTK_TYPE_LIST_BOX_ROW)

static const HeraldDecision *
find_decision (HeraldFindingRow *self)
{
  GPtrArray *decisions = herald_report_get_decisions (herald_desk_get_report (self->desk));

  for (guint i = 0; i < decisions->len; i++)
    {
      const HeraldDecision *decision = g_ptr_array_index (decisions, i);

      if (g_str_equal (decision->finding, self->id))
        return decision;
    }

  return NULL;
}

static void
close_editors (HeraldFindingRow *self)
{
  gtk_widget_set_visible (self->reason_editor, FALSE);
  gtk_widget_set_visible (self->substitute_editor, FALSE);
}

static void
edit_reason_cb (HeraldFindingRow *self)
{
  const HeraldDecision *decision = find_decision (self);

  close_editors (self);
  gtk_editable_set_text (self->reason_entry, decision != NULL ? decision->reason : "");
  gtk_widget_set_visible (self->reason_editor, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
}

static void
edit_substitution_cb (HeraldFindingRow *self)
{
  close_editors (self);
  gtk_widget_set_visible (self->substitute_editor, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
}

/* What was typed goes; the focus returns to where it came from. */
static void
cancel_cb (HeraldFindingRow *self)
{
  gboolean is_reason = gtk_widget_get_visible (self->reason_editor);

  close_editors (self);
  gtk_editable_set_text (self->reason_entry, "");
  gtk_editable_set_text (self->find_entry, "");
  gtk_editable_set_text (self->replace_entry, "");
  gtk_widget_grab_focus (is_reason ? GTK_WIDGET (self->keep_button) : self->substitute_button);
}

static gboolean
is_filled (GtkEditable *entry)
{
  return !herald_text_is_blank (gtk_editable_get_text (entry));
}

static void
reason_changed_cb (HeraldFindingRow *self)
{
  gtk_widget_set_sensitive (self->reason_done, is_filled (self->reason_entry));
}

static void
substitution_changed_cb (HeraldFindingRow *self)
{
  gtk_widget_set_sensitive (self->substitute_done,
                            is_filled (self->find_entry) && is_filled (self->replace_entry));
}

static void
keep_cb (HeraldFindingRow *self)
{
  g_autoptr(GError) error = NULL;

  if (!is_filled (self->reason_entry))
    return;

  if (herald_report_decide (herald_desk_get_report (self->desk), self->id,
                            gtk_editable_get_text (self->reason_entry), &error))
    {
      cancel_cb (self);
      herald_desk_offer_undo (self->desk, _("Your reason is noted"));
    }
  else
    herald_desk_say_error (self->desk, error);
}

static void
substitute_cb (HeraldFindingRow *self)
{
  g_autoptr(GError) error = NULL;

  if (!is_filled (self->find_entry) || !is_filled (self->replace_entry))
    return;

  if (herald_report_add_substitution (herald_desk_get_report (self->desk),
                                      gtk_editable_get_text (self->find_entry),
                                      gtk_editable_get_text (self->replace_entry), &error))
    {
      cancel_cb (self);
      herald_desk_offer_undo (self->desk, _("The text is replaced wherever it is shown"));
    }
  else
    herald_desk_say_error (self->desk, error);
}

static void
herald_finding_row_dispose (GObject *object)
{
  HeraldFindingRow *self = HERALD_FINDING_ROW (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_FINDING_ROW);

  G_OBJECT_CLASS (herald_finding_row_parent_class)->dispose (object);
}

static void
herald_finding_row_finalize (GObject *object)
{
  HeraldFindingRow *self = HERALD_FINDING_ROW (object);

  g_free (self->key);
  g_free (self->id);
  g_free (self->at);

  G_OBJECT_CLASS (herald_finding_row_parent_class)->finalize (object);
}

static void
herald_finding_row_class_init (HeraldFindingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_finding_row_dispose;
  object_class->finalize = herald_finding_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, message);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, place);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, reason);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, actions);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, reason_buttons);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, substitute_buttons);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, keep_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, substitute_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, reason_editor);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, reason_done);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, substitute_editor);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, find_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, replace_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldFindingRow, substitute_done);
  gtk_widget_class_bind_template_callback (widget_class, edit_reason_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_substitution_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, substitution_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, substitute_cb);
}

static void
herald_finding_row_init (HeraldFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  herald_wrap_box_adopt (self->actions);
  herald_wrap_box_adopt (self->reason_buttons);
  herald_wrap_box_adopt (self->substitute_buttons);
}

/**
 * herald_finding_row_new:
 * @desk: what the window works on
 *
 * Makes a row without a finding.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
herald_finding_row_new (HeraldDesk *desk)
{
  HeraldFindingRow *self = g_object_new (HERALD_TYPE_FINDING_ROW, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * herald_finding_dup_key:
 * @finding: a finding
 *
 * Gives what tells a finding from others, even at the same place.
 *
 * Returns: (transfer full): the key
 */
char *
herald_finding_dup_key (const HeraldFinding *finding)
{
  return g_strdup_printf ("%s\n%s", finding->id, finding->message);
}

/**
 * herald_finding_row_get_key:
 * @self: a row
 *
 * Gives the key of the finding in the row.
 *
 * Returns: (transfer none) (nullable): as herald_finding_dup_key() makes it
 */
const char *
herald_finding_row_get_key (HeraldFindingRow *self)
{
  g_return_val_if_fail (HERALD_IS_FINDING_ROW (self), NULL);

  return self->key;
}

/**
 * herald_finding_row_get_place:
 * @self: a row
 *
 * Gives the place of the finding in the row.
 *
 * Returns: (transfer none) (nullable): such as `/answers/product.name`
 */
const char *
herald_finding_row_get_place (HeraldFindingRow *self)
{
  g_return_val_if_fail (HERALD_IS_FINDING_ROW (self), NULL);

  return self->at;
}

static void
show_severity (HeraldFindingRow *self,
               HeraldSeverity    severity)
{
  static const char * const icons[] = {
    [HERALD_SEVERITY_STOP] = "dialog-error-symbolic",
    [HERALD_SEVERITY_WARN] = "dialog-warning-symbolic",
    [HERALD_SEVERITY_NOTE] = "dialog-information-symbolic",
  };

  gtk_image_set_from_icon_name (self->icon, icons[severity]);
}

static void
show_decision (HeraldFindingRow    *self,
               const HeraldFinding *finding)
{
  const HeraldDecision *decision = finding->decidable ? find_decision (self) : NULL;
  gboolean is_replaceable = g_str_equal (finding->kind, "own-trace") &&
                            g_str_has_prefix (finding->place, "/answers/");
  g_autofree char *shown = NULL, *kept = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->actions), finding->decidable);
  gtk_widget_set_visible (self->substitute_button, is_replaceable && decision == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), decision != NULL);
  gtk_button_set_label (self->keep_button, decision != NULL ? _("_Change the Reason…") : _("_Keep It, Because…"));
  if (decision == NULL)
    return;

  shown = herald_text_show_hidden (decision->reason, FALSE);
  /* TRANSLATORS: %s is the reason that the person gave */
  kept = g_strdup_printf (_("You keep it, because: %s"), shown);
  gtk_label_set_text (self->reason, kept);
}

/**
 * herald_finding_row_set_finding:
 * @self: a row
 * @finding: what it shows from now on
 *
 * Shows a finding.
 *
 * What the person types in the row stays.
 */
void
herald_finding_row_set_finding (HeraldFindingRow    *self,
                                const HeraldFinding *finding)
{
  g_autofree char *place = NULL, *label = NULL;

  g_return_if_fail (HERALD_IS_FINDING_ROW (self));
  g_return_if_fail (finding != NULL);

  g_free (self->key);
  g_free (self->id);
  g_free (self->at);
  self->key = herald_finding_dup_key (finding);
  self->id = g_strdup (finding->id);
  self->at = g_strdup (finding->place);

  place = herald_place_describe (herald_desk_get_report (self->desk), finding->place);
  gtk_label_set_text (self->message, finding->message);
  gtk_label_set_text (self->place, place);
  show_severity (self, finding->severity);
  show_decision (self, finding);

  /* TRANSLATORS: what a screen reader says of a finding: the first %s is what
   * was found, the second where */
  label = g_strdup_printf (_("%s: %s"), finding->message, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
