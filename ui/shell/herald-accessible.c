/* herald-accessible.c: what GTK before 4.10 tells screen readers wrongly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <gtk/gtk.h>

#include "herald-accessible.h"

/* By its address our own handlers are known. */
static char mend_token;

/* GTK 4.8 offers a screen reader every page of a stack, also those that are
 * not shown. A page that was shown and is not any longer says so itself. */
static void
set_hidden (GtkWidget *widget,
            gboolean   is_hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, is_hidden, -1);
}

/* A name as it is spoken, without the mark of its mnemonic. */
static char *
drop_mnemonic (const char *label)
{
  GString *spoken = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p++)
    {
      if (p[0] == '_' && p[1] != '\0')
        p++;
      g_string_append_c (spoken, *p);
    }

  return g_string_free (spoken, FALSE);
}

/* Whether a widget's name is nothing but its label with the mark. */
static gboolean
is_named (GtkWidget  *widget,
          const char *label)
{
  g_autofree char *difference = NULL;

  /* There is no other way to read what was set; and nothing is with GTK_A11Y=none. */
  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;

  difference = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);

  return difference == NULL;
}

/* A button calls itself by its label with the mark and then by its child, “_Seal
 * Seal”; a check button by its label with the mark, “I _agree”. */
static void
mend_label_cb (GtkWidget *widget)
{
  const char *label;
  g_autofree char *spoken = NULL;

  label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                                 : gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
  if (label == NULL || !is_named (widget, label))
    return;

  spoken = drop_mnemonic (label);
  if (GTK_IS_BUTTON (widget))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
mend_name (GtkWidget *widget)
{
  if ((GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget))) ||
      (GTK_IS_CHECK_BUTTON (widget) && gtk_check_button_get_use_underline (GTK_CHECK_BUTTON (widget))))
    {
      mend_label_cb (widget);
      g_signal_handlers_disconnect_matched (widget, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, &mend_token);
      g_signal_connect (widget, "notify::label", G_CALLBACK (mend_label_cb), &mend_token);
    }
  /* What takes the focus of a drop-down is a button inside it, which has no name
   * unless somebody gave it one. */
  else if (GTK_IS_TOGGLE_BUTTON (widget) && GTK_IS_DROP_DOWN (gtk_widget_get_parent (widget)) &&
           !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    {
      gtk_accessible_update_relation (GTK_ACCESSIBLE (widget),
                                      GTK_ACCESSIBLE_RELATION_LABELLED_BY, gtk_widget_get_parent (widget), NULL,
                                      -1);
    }
}

static gboolean
mapped_cb (GSignalInvocationHint *hint,
           guint                  n_values,
           const GValue          *values,
           gpointer               data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  set_hidden (widget, FALSE);
  mend_name (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_child_visible (child))
        set_hidden (child, TRUE);
    }

  return TRUE;
}

static gboolean
unmapped_cb (GSignalInvocationHint *hint,
             guint                  n_values,
             const GValue          *values,
             gpointer               data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  /* Where the parent goes too, it speaks for all that is in it. */
  if (parent != NULL && gtk_widget_get_mapped (parent) && !gtk_widget_get_child_visible (widget))
    set_hidden (widget, TRUE);

  return TRUE;
}

/**
 * herald_accessible_mend:
 *
 * Makes the toolkit tell screen readers what is shown, and by its name.
 *
 * Newer toolkits do so themselves. Call it once, before there is a widget.
 */
void
herald_accessible_mend (void)
{
  g_autoptr(GTypeClass) klass = NULL;

  if (gtk_get_major_version () > 4 || gtk_get_minor_version () >= 10)
    return;

  /* The signals are there once the class is. */
  klass = g_type_class_ref (GTK_TYPE_WIDGET);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, unmapped_cb, NULL, NULL);
}
