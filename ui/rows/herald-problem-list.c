/* herald-problem-list.c: what is wrong with an answer, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include "herald-problem-list.h"

typedef struct
{
  HeraldSeverity  severity;
  char           *message;
} Problem;

struct _HeraldProblemList
{
  AdwBin     parent_instance;

  GPtrArray *shown;  /* (element-type Problem) */
  GPtrArray *coming; /* since herald_problem_list_begin (), or NULL */
};

G_DEFINE_FINAL_TYPE (HeraldProblemList, herald_problem_list, ADW_TYPE_BIN)

static void
problem_free (Problem *self)
{
  g_free (self->message);
  g_free (self);
}

static GPtrArray *
new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
}

static gboolean
problem_equal (gconstpointer one,
               gconstpointer other)
{
  const Problem *a = one, *b = other;

  return a->severity == b->severity && g_str_equal (a->message, b->message);
}

static gboolean
is_same (GPtrArray *one,
         GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;

  for (guint i = 0; i < one->len; i++)
    {
      if (!problem_equal (g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
        return FALSE;
    }

  return TRUE;
}

/* Never told by colour alone: the sentence says what it is, and its picture
 * how bad. */
static GtkWidget *
new_line (const Problem *problem)
{
  static const struct { const char *icon, *class; } looks[] = {
    [HERALD_SEVERITY_STOP] = { "dialog-error-symbolic", "error" },
    [HERALD_SEVERITY_WARN] = { "dialog-warning-symbolic", "warning" },
    [HERALD_SEVERITY_NOTE] = { "dialog-information-symbolic", "dim-label" },
  };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", looks[problem->severity].icon, "valign", GTK_ALIGN_START, NULL);
  GtkWidget *label = gtk_label_new (problem->message);

  gtk_widget_add_css_class (line, looks[problem->severity].class);
  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

static void
herald_problem_list_finalize (GObject *object)
{
  HeraldProblemList *self = HERALD_PROBLEM_LIST (object);

  g_ptr_array_unref (self->shown);
  g_clear_pointer (&self->coming, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_problem_list_parent_class)->finalize (object);
}

static void
herald_problem_list_class_init (HeraldProblemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_problem_list_finalize;
}

static void
herald_problem_list_init (HeraldProblemList *self)
{
  self->shown = new_problems ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * herald_problem_list_begin:
 * @self: a list
 *
 * Begins to tell what is wrong now.
 */
void
herald_problem_list_begin (HeraldProblemList *self)
{
  g_return_if_fail (HERALD_IS_PROBLEM_LIST (self));

  g_clear_pointer (&self->coming, g_ptr_array_unref);
  self->coming = new_problems ();
}

/**
 * herald_problem_list_add:
 * @self: a list
 * @severity: how bad it is
 * @message: a translated sentence, plain text
 *
 * Tells one thing that is wrong, after herald_problem_list_begin().
 */
void
herald_problem_list_add (HeraldProblemList *self,
                         HeraldSeverity     severity,
                         const char        *message)
{
  Problem *problem;

  g_return_if_fail (HERALD_IS_PROBLEM_LIST (self));
  g_return_if_fail (self->coming != NULL);

  problem = g_new0 (Problem, 1);
  problem->severity = severity;
  problem->message = g_strdup (message);
  g_ptr_array_add (self->coming, problem);
}

static gboolean
is_about (const HeraldFinding *finding,
          const char          *field)
{
  const char *rest = finding->place;

  if (!g_str_has_prefix (rest, "/answers/"))
    return FALSE;

  rest += strlen ("/answers/");
  if (!g_str_has_prefix (rest, field))
    return FALSE;

  rest += strlen (field);
  return *rest == '\0' || *rest == '/';
}

/**
 * herald_problem_list_add_findings:
 * @self: a list
 * @findings: (element-type HeraldFinding): what the review found
 * @field: the id of a field
 * @except: (nullable): a kind of finding that is told elsewhere
 *
 * Tells what the review found in the answer to a field.
 */
void
herald_problem_list_add_findings (HeraldProblemList *self,
                                  GPtrArray         *findings,
                                  const char        *field,
                                  const char        *except)
{
  g_return_if_fail (HERALD_IS_PROBLEM_LIST (self));
  g_return_if_fail (findings != NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      if (is_about (finding, field) && g_strcmp0 (finding->kind, except) != 0)
        herald_problem_list_add (self, finding->severity, finding->message);
    }
}

/**
 * herald_problem_list_end:
 * @self: a list
 *
 * Shows what was told since herald_problem_list_begin().
 *
 * Returns: whether it is something else than before
 */
gboolean
herald_problem_list_end (HeraldProblemList *self)
{
  g_autoptr(GPtrArray) coming = NULL;
  GtkWidget *box;

  g_return_val_if_fail (HERALD_IS_PROBLEM_LIST (self), FALSE);
  g_return_val_if_fail (self->coming != NULL, FALSE);

  coming = g_steal_pointer (&self->coming);
  if (is_same (coming, self->shown))
    return FALSE;

  g_ptr_array_unref (self->shown);
  self->shown = g_steal_pointer (&coming);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  for (guint i = 0; i < self->shown->len; i++)
    gtk_box_append (GTK_BOX (box), new_line (g_ptr_array_index (self->shown, i)));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), self->shown->len > 0);

  return TRUE;
}

/**
 * herald_problem_list_has_stop:
 * @self: a list
 *
 * Tells whether something that is shown stops the sealing.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_problem_list_has_stop (HeraldProblemList *self)
{
  g_return_val_if_fail (HERALD_IS_PROBLEM_LIST (self), FALSE);

  for (guint i = 0; i < self->shown->len; i++)
    {
      const Problem *problem = g_ptr_array_index (self->shown, i);

      if (problem->severity == HERALD_SEVERITY_STOP)
        return TRUE;
    }

  return FALSE;
}

/**
 * herald_problem_list_dup_text:
 * @self: a list
 *
 * Gives what is shown as one text, for people who cannot see it.
 *
 * Returns: (transfer full): sentences, one a line; may be empty
 */
char *
herald_problem_list_dup_text (HeraldProblemList *self)
{
  GString *text;

  g_return_val_if_fail (HERALD_IS_PROBLEM_LIST (self), NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < self->shown->len; i++)
    {
      const Problem *problem = g_ptr_array_index (self->shown, i);

      g_string_append_printf (text, i > 0 ? "\n%s" : "%s", problem->message);
    }

  return g_string_free (text, FALSE);
}
