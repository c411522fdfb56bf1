/* herald-contradiction-row.c: sentences of a vendor that do not agree, side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-contradiction-row.h"
#include "herald-data-text.h"
#include "herald-quote.h"

/* One side: what we call it on the screen, its own words, and where they were read. */
typedef struct
{
  const char *title;
  const char *wording;
  const char *source;
} Side;

static gboolean
find_side (HeraldVendor *vendor,
           const char   *reference,
           Side         *side)
{
  const char *id = strchr (reference, ':');
  const HeraldRule *rule = id == NULL ? NULL : herald_vendor_find_rule (vendor, id + 1, NULL);
  const HeraldField *field = id == NULL ? NULL : herald_vendor_find_field (vendor, id + 1);

  if (g_str_has_prefix (reference, "field:") && field != NULL)
    *side = (Side) { herald_data_text (field->label), field->wording, field->source };
  else if (rule != NULL)
    *side = (Side) { herald_data_text (rule->title), rule->wording, rule->source };
  else if (g_str_equal (reference, "anonymity"))
    {
      rule = herald_vendor_get_anonymity_rule (vendor);
      *side = (Side) { _("Anonymous reports"), rule->wording, rule->source };
    }
  else
    return FALSE;

  return TRUE;
}

static GtkWidget *
side_new (HeraldVendor *vendor,
          const Side   *side)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));

  gtk_box_append (box, herald_quote_label_new (side->title, "heading"));
  herald_quote_append (box, vendor, side->wording, "", side->source);

  /* Two of them stand beside each other where there is room for both. */
  for (GtkWidget *label = gtk_widget_get_first_child (GTK_WIDGET (box)); label != NULL;
       label = gtk_widget_get_next_sibling (label))
    {
      gtk_label_set_width_chars (GTK_LABEL (label), 14);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
    }

  return GTK_WIDGET (box);
}

static GtkWidget *
sides_new (HeraldVendor               *vendor,
           const HeraldContradiction  *contradiction,
           GString                    *spoken)
{
  GtkFlowBox *flow = g_object_new (GTK_TYPE_FLOW_BOX,
                                   "selection-mode", GTK_SELECTION_NONE,
                                   "homogeneous", TRUE,
                                   "min-children-per-line", 1,
                                   "max-children-per-line", 3,
                                   "column-spacing", 12,
                                   "row-spacing", 12,
                                   "can-focus", FALSE,
                                   NULL);

  for (gsize i = 0; contradiction->between[i] != NULL; i++)
    {
      Side side;
      GtkWidget *child;
      g_autofree char *text = NULL;

      if (!find_side (vendor, contradiction->between[i], &side))
        continue;

      child = side_new (vendor, &side);
      text = herald_quote_dup_spoken (GTK_BOX (child));
      g_string_append_printf (spoken, "%s\n", text);
      gtk_flow_box_insert (flow, child, -1);
      /* There is nothing to choose: the row says all of it. */
      gtk_widget_set_focusable (gtk_widget_get_parent (child), FALSE);
    }

  return GTK_WIDGET (flow);
}

/**
 * herald_contradiction_row_new:
 * @vendor: a vendor
 * @contradiction: one of its contradictions
 *
 * Makes a row that shows sentences of a vendor which do not agree.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_contradiction_row_new (HeraldVendor              *vendor,
                              const HeraldContradiction *contradiction)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkBox *box = herald_quote_box_new ();
  const char *note = herald_data_text (contradiction->note);
  g_autoptr(GString) spoken = g_string_new (NULL);

  gtk_box_append (box, sides_new (vendor, contradiction, spoken));
  gtk_box_append (box, herald_quote_label_new (note, NULL));
  g_string_append (spoken, note);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (box));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);

  return row;
}
