/* herald-fingerprint-view.c: two fingerprints, compared
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-fingerprint-view.h"
#include "herald-fingerprint.h"
#include "herald-wrap-layout.h"

#define GROUP_SPACING 6
#define GROUP_WIDTH   90

struct _HeraldFingerprintView
{
  AdwBin      parent_instance;

  gboolean    is_equal;

  GtkLabel   *own_title;
  AdwBin     *groups;
  GtkWidget  *result_box;
  GtkImage   *result_icon;
  GtkLabel   *result;
};

G_DEFINE_FINAL_TYPE (HeraldFingerprintView, herald_fingerprint_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_IS_EQUAL = 1,
} HeraldFingerprintViewProperty;

static GParamSpec *properties[PROP_IS_EQUAL + 1];

static void
set_equal (HeraldFingerprintView *self,
           gboolean               is_equal)
{
  if (self->is_equal == is_equal)
    return;

  self->is_equal = is_equal;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EQUAL]);
}

static void
herald_fingerprint_view_get_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  HeraldFingerprintView *self = HERALD_FINGERPRINT_VIEW (object);

  switch ((HeraldFingerprintViewProperty) property_id)
    {
    case PROP_IS_EQUAL:
      g_value_set_boolean (value, self->is_equal);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_fingerprint_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_FINGERPRINT_VIEW);

  G_OBJECT_CLASS (herald_fingerprint_view_parent_class)->dispose (object);
}

static void
herald_fingerprint_view_class_init (HeraldFingerprintViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_fingerprint_view_dispose;
  object_class->get_property = herald_fingerprint_view_get_property;

  properties[PROP_IS_EQUAL] =
    g_param_spec_boolean ("is-equal", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-fingerprint-view.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, HeraldFingerprintView, own_title);
  gtk_widget_class_bind_template_child (widget_class, HeraldFingerprintView, groups);
  gtk_widget_class_bind_template_child (widget_class, HeraldFingerprintView, result_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldFingerprintView, result_icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldFingerprintView, result);
}

static void
herald_fingerprint_view_init (HeraldFingerprintView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_fingerprint_dup_spoken:
 * @fingerprint: without spaces
 *
 * Gives a fingerprint for a screen reader: digit by digit, group by group.
 *
 * Returns: (transfer full): the text
 */
char *
herald_fingerprint_dup_spoken (const char *fingerprint)
{
  g_autoptr(GString) spoken = g_string_new (NULL);

  for (gsize i = 0; fingerprint[i] != '\0'; i++)
    {
      if (i > 0)
        g_string_append (spoken, i % 4 == 0 ? ", " : " ");
      g_string_append_c (spoken, fingerprint[i]);
    }

  return g_string_free (g_steal_pointer (&spoken), FALSE);
}

static GtkWidget *
new_group_label (const char *text,
                 const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "monospace");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

/* A group of the key's fingerprint; below it the person's, and how they compare. */
static void
add_group (GtkBox     *groups,
           gsize       number,
           const char *own,
           const char *pasted)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean differs = pasted != NULL && !g_str_equal (own, pasted);
  g_autofree char *index = g_strdup_printf ("%" G_GSIZE_FORMAT, number);
  GtkWidget *label = gtk_label_new (index);

  gtk_widget_add_css_class (label, "herald-group-number");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), new_group_label (own, NULL));
  if (pasted != NULL)
    {
      gtk_box_append (GTK_BOX (box), new_group_label (*pasted != '\0' ? pasted : "····", differs ? "error" : "dim-label"));
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (differs ? "dialog-warning-symbolic"
                                                                           : "object-select-symbolic"));
    }

  gtk_widget_add_css_class (box, differs ? "herald-group-differs" : "herald-group");
  gtk_box_append (groups, box);
}

static char *
dup_group (const char *fingerprint,
           gsize       group)
{
  gsize length = strlen (fingerprint);

  return group * 4 < length ? g_strndup (fingerprint + group * 4, 4) : g_strdup ("");
}

/* Which groups differ, counted from 1: “3, 7 and 9” is for people to find. */
static char *
show_groups (HeraldFingerprintView *self,
             const char            *own,
             const char            *pasted,
             guint                 *n_differ)
{
  g_autoptr(GString) numbers = g_string_new (NULL);
  gsize n = (MAX (strlen (own), pasted != NULL ? strlen (pasted) : 0) + 3) / 4;
  GtkWidget *groups = herald_wrap_layout_new_box (GROUP_SPACING, GROUP_WIDTH);

  /* Digits are read from left to right in every language. */
  gtk_widget_set_direction (groups, GTK_TEXT_DIR_LTR);
  adw_bin_set_child (self->groups, groups);

  *n_differ = 0;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *mine = dup_group (own, i);
      g_autofree char *theirs = pasted != NULL ? dup_group (pasted, i) : NULL;

      add_group (GTK_BOX (groups), i + 1, mine, theirs);
      if (theirs == NULL || g_str_equal (mine, theirs))
        continue;

      g_string_append_printf (numbers, *n_differ > 0 ? ", %u" : "%u", (guint) i + 1);
      (*n_differ)++;
    }

  return g_string_free (g_steal_pointer (&numbers), FALSE);
}

static void
show_result (HeraldFingerprintView *self,
             const char            *icon,
             const char            *style,
             const char            *text)
{
  static const char * const styles[] = { "success", "error", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->result_icon), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->result_icon), style);
  gtk_image_set_from_icon_name (self->result_icon, icon);
  gtk_label_set_text (self->result, text);
}

/**
 * herald_fingerprint_view_compare:
 * @self: a view
 * @key: a key
 * @pasted: what the person typed or pasted, in any spelling; may be empty
 *
 * Compares what the person has with the fingerprint of a key, and shows where
 * they differ.
 *
 * It never depends on colour: a sentence names the groups, and each carries a
 * sign of its own.
 */
void
herald_fingerprint_view_compare (HeraldFingerprintView *self,
                                 HeraldKey             *key,
                                 const char            *pasted)
{
  const char *own = herald_key_get_fingerprint (key);
  gboolean is_empty = *pasted == '\0';
  g_autoptr(GError) error = NULL;
  g_autofree char *parsed = is_empty ? NULL : herald_fingerprint_parse (pasted, &error);
  g_autofree char *spoken = herald_fingerprint_dup_spoken (own);
  g_autofree char *numbers = NULL, *text = NULL;
  HeraldFingerprintMatch match;
  guint n_differ;

  g_return_if_fail (HERALD_IS_FINGERPRINT_VIEW (self));

  match = parsed != NULL ? herald_fingerprint_compare (parsed, key, NULL) : HERALD_FINGERPRINT_DIFFERS;
  numbers = show_groups (self, own, match == HERALD_FINGERPRINT_SUBKEY ? NULL : parsed, &n_differ);
  gtk_label_set_text (self->own_title, parsed != NULL && match != HERALD_FINGERPRINT_SUBKEY
                                         ? _("Group by group: the key in the file above, what you have below")
                                         : _("Fingerprint of the key in the file"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->groups), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  if (is_empty)
    show_result (self, "dialog-information-symbolic", "dim-label",
                 _("Paste the fingerprint that you have; Herald compares the two."));
  else if (parsed == NULL)
    show_result (self, "dialog-warning-symbolic", "error", error->message);
  else if (match == HERALD_FINGERPRINT_EQUAL)
    show_result (self, "emblem-ok-symbolic", "success", _("All groups are the same: this is the key."));
  else if (match == HERALD_FINGERPRINT_SUBKEY)
    show_result (self, "dialog-warning-symbolic", "error",
                 _("What you have is the fingerprint of a subkey of this key, which is not enough. Ask for the one of the primary key."));
  else
    {
      /* TRANSLATORS: %s is a list of numbers, such as “3, 7”: groups of four digits, counted from 1 */
      text = g_strdup_printf (ngettext ("Group %s differs, so this is another key. Do not use it until the vendor has explained why.",
                                        "Groups %s differ, so this is another key. Do not use it until the vendor has explained why.",
                                        n_differ), numbers);
      show_result (self, "dialog-error-symbolic", "error", text);
    }

  set_equal (self, parsed != NULL && match == HERALD_FINGERPRINT_EQUAL);
}

/**
 * herald_fingerprint_view_is_equal:
 * @self: a view
 *
 * Tells whether the person has the whole fingerprint of the key.
 *
 * Returns: %TRUE on a full match alone
 */
gboolean
herald_fingerprint_view_is_equal (HeraldFingerprintView *self)
{
  g_return_val_if_fail (HERALD_IS_FINGERPRINT_VIEW (self), FALSE);

  return self->is_equal;
}
