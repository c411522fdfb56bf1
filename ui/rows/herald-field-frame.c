/* herald-field-frame.c: what stands around the control of a field
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-data-text.h"
#include "herald-field-frame.h"
#include "herald-style.h"
#include "herald-text.h"

/* The last fifth of the room is counted. */
#define COUNTED_FROM(max) ((max) - (max) / 5)

struct _HeraldFieldFrame
{
  AdwBin             parent_instance;

  HeraldField       *field;
  char              *label;    /* translated, for the screen */
  GtkWidget         *control;
  GtkWidget         *target;   /* what takes the focus in it */
  guint              n_chars;

  GtkLabel          *name;
  GtkLabel          *strictness;
  AdwBin            *holder;
  GtkCheckButton    *unknown;
  GtkInscription    *counter;  /* changes with each letter, and has nothing laid out again */
  GtkLabel          *excess;
  HeraldProblemList *problems;
  GtkLabel          *help;
  GtkWidget         *disclosure;
  GtkLabel          *wording;
};

G_DEFINE_FINAL_TYPE (HeraldFieldFrame, herald_field_frame, ADW_TYPE_BIN)

typedef enum
{
  PROP_FIELD = 1,
  PROP_UNKNOWN,
} HeraldFieldFrameProperty;

static GParamSpec *properties[PROP_UNKNOWN + 1];

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

/* A list of choices has a choice of its own for it. */
static gboolean
has_check (HeraldFieldFrame *self)
{
  return self->field->unknown && self->field->kind != HERALD_FIELD_CHOICE;
}

static void
unknown_cb (HeraldFieldFrame *self,
            GtkCheckButton   *button)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->holder), !gtk_check_button_get_active (button));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNKNOWN]);
}

static void
show_wording (HeraldFieldFrame *self)
{
  g_autofree char *wording = herald_text_show_hidden (self->field->wording, FALSE);
  /* TRANSLATORS: the quotation marks around a vendor's own sentence, which is
   * never translated */
  g_autofree char *quote = g_strdup_printf (_("“%s”"), wording);

  gtk_label_set_label (self->wording, quote);
  gtk_widget_set_visible (self->disclosure, *wording != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->disclosure),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("In the vendor’s words"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->label,
                                  -1);
}

static void
show_unknown (HeraldFieldFrame *self)
{
  g_autofree char *label = NULL;

  /* TRANSLATORS: %s is the label of a field of a form; a screen reader says
   * it at a box to tick */
  label = g_strdup_printf (_("I don’t know: %s"), self->label);
  gtk_widget_set_visible (GTK_WIDGET (self->unknown), has_check (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unknown), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
herald_field_frame_constructed (GObject *object)
{
  HeraldFieldFrame *self = HERALD_FIELD_FRAME (object);
  gboolean is_wanted = self->field->strictness != HERALD_STRICTNESS_FORBIDDEN;
  g_autofree char *help = herald_text_show_hidden (herald_data_text (self->field->help), FALSE);

  G_OBJECT_CLASS (herald_field_frame_parent_class)->constructed (object);

  self->label = herald_text_show_hidden (herald_data_text (self->field->label), FALSE);
  show_text (self->name, self->label);
  show_text (self->strictness, herald_strictness_to_label (self->field->strictness));
  if (self->field->strictness != HERALD_STRICTNESS_REQUIRED)
    gtk_widget_add_css_class (GTK_WIDGET (self->strictness), "dim-label");
  show_text (self->help, is_wanted ? help : _("The vendor asks not to be sent this; leave it out."));
  show_unknown (self);
  show_wording (self);
}

static void
herald_field_frame_finalize (GObject *object)
{
  HeraldFieldFrame *self = HERALD_FIELD_FRAME (object);

  g_clear_pointer (&self->field, herald_field_free);
  g_free (self->label);

  G_OBJECT_CLASS (herald_field_frame_parent_class)->finalize (object);
}

static void
herald_field_frame_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  HeraldFieldFrame *self = HERALD_FIELD_FRAME (object);

  switch ((HeraldFieldFrameProperty) property_id)
    {
    case PROP_UNKNOWN:
      g_value_set_boolean (value, herald_field_frame_get_unknown (self));
      break;
    case PROP_FIELD:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_field_frame_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  HeraldFieldFrame *self = HERALD_FIELD_FRAME (object);

  switch ((HeraldFieldFrameProperty) property_id)
    {
    case PROP_FIELD:
      self->field = herald_field_copy (g_value_get_pointer (value));
      break;
    case PROP_UNKNOWN:
      herald_field_frame_set_unknown (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* What a screen reader speaks of in a control: itself, or the button in a
 * drop-down list, which has the focus. */
static GtkAccessible *
get_spoken (GtkWidget *target)
{
  return GTK_ACCESSIBLE (GTK_IS_DROP_DOWN (target) ? gtk_widget_get_first_child (target) : target);
}

static void
herald_field_frame_class_init (HeraldFieldFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = herald_field_frame_constructed;
  object_class->finalize = herald_field_frame_finalize;
  object_class->get_property = herald_field_frame_get_property;
  object_class->set_property = herald_field_frame_set_property;

  properties[PROP_FIELD] =
    g_param_spec_pointer ("field", NULL, NULL,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNKNOWN] =
    g_param_spec_boolean ("unknown", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (HERALD_TYPE_PROBLEM_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-field-frame.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldFieldFrame, name);
  gtk_widget_class_bind_template_child (widget_class, HeraldFieldFrame, strictness);
  gtk_widget_class_bind_template_child (widget_class, HeraldFieldFrame, holder);
  gtk_widget_class_bind_template_child (widget_class, HeraldFieldFrame, unknown);
  gtk_widget_class_bind_template_child (widget_class, HeraldFieldFrame, counter);
  gtk_widget_class_bind_template_child (widget_class, HeraldFieldFrame, excess);
  gtk_widget_class_bind_template_child (widget_class, HeraldFieldFrame, problems);
  gtk_widget_class_bind_template_child (widget_class, HeraldFieldFrame, help);
  gtk_widget_class_bind_template_child (widget_class, HeraldFieldFrame, disclosure);
  gtk_widget_class_bind_template_child (widget_class, HeraldFieldFrame, wording);
  gtk_widget_class_bind_template_callback (widget_class, unknown_cb);

  herald_style_load ("rows.css");
}

static void
herald_field_frame_init (HeraldFieldFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_field_frame_new:
 * @field: a field, which is copied
 *
 * Makes a frame without a control.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_field_frame_new (const HeraldField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  return g_object_new (HERALD_TYPE_FIELD_FRAME, "field", field, NULL);
}

/**
 * herald_field_frame_get_label:
 * @self: a frame
 *
 * Gives the field's label as the screen shows it.
 *
 * Returns: (transfer none): plain text, translated
 */
const char *
herald_field_frame_get_label (HeraldFieldFrame *self)
{
  g_return_val_if_fail (HERALD_IS_FIELD_FRAME (self), NULL);

  return self->label;
}

/**
 * herald_field_frame_set_control:
 * @self: a frame without a control
 * @control: what is put into it
 * @target: @control or what takes the focus in it; it gets the field's name
 *
 * Puts the control of the field into its place.
 */
void
herald_field_frame_set_control (HeraldFieldFrame *self,
                                GtkWidget        *control,
                                GtkWidget        *target)
{
  g_return_if_fail (HERALD_IS_FIELD_FRAME (self));
  g_return_if_fail (self->control == NULL);

  self->control = control;
  self->target = target;
  adw_bin_set_child (self->holder, control);
  if (!GTK_IS_DROP_DOWN (target))
    gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
  gtk_accessible_update_property (get_spoken (target),
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED, self->field->strictness == HERALD_STRICTNESS_REQUIRED,
                                  -1);
  herald_field_frame_describe (self);
}

/**
 * herald_field_frame_grab:
 * @self: a frame with a control
 *
 * Puts the focus on the control.
 */
void
herald_field_frame_grab (HeraldFieldFrame *self)
{
  g_return_if_fail (HERALD_IS_FIELD_FRAME (self));

  /* Where the person said that they do not know, that is what to change. */
  if (herald_field_frame_get_unknown (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->unknown));
  else if (!gtk_widget_grab_focus (self->target) && gtk_widget_get_focus_child (self->target) == NULL)
    gtk_widget_child_focus (self->target, GTK_DIR_TAB_FORWARD);
}

/**
 * herald_field_frame_show_control:
 * @self: a frame
 * @is_shown: whether there is a control
 *
 * Shows the control, or the help alone.
 */
void
herald_field_frame_show_control (HeraldFieldFrame *self,
                                 gboolean          is_shown)
{
  g_return_if_fail (HERALD_IS_FIELD_FRAME (self));

  gtk_widget_set_visible (GTK_WIDGET (self->holder), is_shown);
}

/**
 * herald_field_frame_get_unknown:
 * @self: a frame
 *
 * Tells whether the person says that they do not know.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_field_frame_get_unknown (HeraldFieldFrame *self)
{
  g_return_val_if_fail (HERALD_IS_FIELD_FRAME (self), FALSE);

  return has_check (self) && gtk_check_button_get_active (self->unknown);
}

/**
 * herald_field_frame_set_unknown:
 * @self: a frame
 * @is_unknown: whether the person does not know
 *
 * Sets or takes away the tick at “I don’t know”.
 */
void
herald_field_frame_set_unknown (HeraldFieldFrame *self,
                                gboolean          is_unknown)
{
  g_return_if_fail (HERALD_IS_FIELD_FRAME (self));

  gtk_check_button_set_active (self->unknown, has_check (self) && is_unknown);
}

/**
 * herald_field_frame_is_over:
 * @self: a frame
 *
 * Tells whether the text is longer than the field allows.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_field_frame_is_over (HeraldFieldFrame *self)
{
  g_return_val_if_fail (HERALD_IS_FIELD_FRAME (self), FALSE);

  return self->field->max > 0 && self->n_chars > self->field->max;
}

/**
 * herald_field_frame_count:
 * @self: a frame
 * @n_chars: how long the text is now
 *
 * Shows how many characters are left, once they grow few.
 */
void
herald_field_frame_count (HeraldFieldFrame *self,
                          guint             n_chars)
{
  gboolean was_over = herald_field_frame_is_over (self), is_over;
  g_autofree char *left = NULL, *excess = NULL;
  guint max;

  g_return_if_fail (HERALD_IS_FIELD_FRAME (self));

  max = self->field->max;
  self->n_chars = n_chars;
  is_over = herald_field_frame_is_over (self);
  if (is_over)
    /* TRANSLATORS: %u is a number of characters */
    excess = g_strdup_printf (ngettext ("%u character too many; nothing has been cut off",
                                        "%u characters too many; nothing has been cut off", n_chars - max),
                              n_chars - max);
  else if (max > 0 && n_chars >= COUNTED_FROM (max))
    /* TRANSLATORS: %u is a number of characters */
    left = g_strdup_printf (ngettext ("%u character left", "%u characters left", max - n_chars), max - n_chars);

  gtk_inscription_set_text (self->counter, left);
  gtk_widget_set_visible (GTK_WIDGET (self->counter), left != NULL);
  show_text (self->excess, excess != NULL ? excess : "");
  if (is_over != was_over)
    herald_field_frame_describe (self);
}

/**
 * herald_field_frame_get_problems:
 * @self: a frame
 *
 * Gives the list of what is wrong.
 *
 * Returns: (transfer none): the list; a change takes herald_field_frame_describe()
 */
HeraldProblemList *
herald_field_frame_get_problems (HeraldFieldFrame *self)
{
  g_return_val_if_fail (HERALD_IS_FIELD_FRAME (self), NULL);

  return self->problems;
}

/* Only what is typed into: a coloured button would say that it is dangerous. */
static void
mark (GtkWidget *control,
      gboolean   is_wrong)
{
  if (is_wrong && g_str_equal (gtk_widget_get_css_name (control), "entry"))
    gtk_widget_add_css_class (control, "error");
  else
    gtk_widget_remove_css_class (control, "error");
}

/**
 * herald_field_frame_describe:
 * @self: a frame with a control
 *
 * Tells those who cannot see it what stands around the control.
 *
 * A screen reader speaks the control alone: it gets the rest as a description.
 */
void
herald_field_frame_describe (HeraldFieldFrame *self)
{
  g_autoptr(GString) description = g_string_new (NULL);
  g_autofree char *problems = NULL;
  const char *parts[4];
  gboolean is_wrong;

  g_return_if_fail (HERALD_IS_FIELD_FRAME (self));

  problems = herald_problem_list_dup_text (self->problems);
  parts[0] = gtk_label_get_label (self->strictness);
  parts[1] = gtk_label_get_label (self->help);
  parts[2] = gtk_label_get_label (self->excess);
  parts[3] = problems;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (*parts[i] != '\0')
        g_string_append_printf (description, description->len > 0 ? "\n%s" : "%s", parts[i]);
    }

  is_wrong = herald_problem_list_has_stop (self->problems) || herald_field_frame_is_over (self);
  mark (self->control, is_wrong);
  mark (self->target, is_wrong);

  gtk_accessible_update_property (get_spoken (self->target),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description->str,
                                  -1);
  gtk_accessible_update_state (get_spoken (self->target),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
