/* herald-evidence-step.c: the files that go with a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-attachment-row.h"
#include "herald-compat.h"
#include "herald-evidence-step.h"
#include "herald-style.h"
#include "herald-substitution-list.h"
#include "herald-text.h"

#define NO_LIMIT (G_GUINT64_CONSTANT (1) << 40)

struct _HeraldEvidenceStep
{
  HeraldStep              parent_instance;

  HeraldSubstitutionList *substitutions;
  char                   *report;    /* the id of the report that files are added to */
  char                   *shown;     /* what the list shows, as text to compare with */
  GQueue                  waiting;   /* (element-type GFile) to be added */
  GCancellable           *adding;    /* while a file is added, or NULL */

  GtkLabel               *limits;
  GtkListBox             *list;
  GtkBox                 *adding_box;
  GtkLabel               *adding_label;
  GtkProgressBar         *progress;
  GtkBox                 *drop;
  GtkButton              *add_button;
  GtkBox                 *words;
};

G_DEFINE_FINAL_TYPE (HeraldEvidenceStep, herald_evidence_step, HERALD_TYPE_STEP)

static void add_next (HeraldEvidenceStep *self);

static HeraldReport *
get_report (HeraldEvidenceStep *self)
{
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));

  return desk == NULL ? NULL : herald_desk_get_report (desk);
}

/* A worker may hold the step longer than its report is in progress. */
static gboolean
is_same_report (HeraldEvidenceStep *self)
{
  HeraldReport *report = get_report (self);

  return report != NULL && g_str_equal (herald_report_get_id (report), self->report);
}

/* What a file most likely is for, by its name; the person can say otherwise. */
static const char *
guess_role (const char *name)
{
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  if (g_content_type_is_a (type, "image/*"))
    return "picture";
  if (g_str_has_suffix (name, ".pcap") || g_str_has_suffix (name, ".pcapng") || g_content_type_is_a (type, "application/vnd.tcpdump.pcap"))
    return "capture";
  if (g_str_has_suffix (name, ".log") || g_content_type_equals (type, "text/plain"))
    return "log";
  if (g_content_type_is_a (type, "application/x-executable") || g_content_type_is_a (type, "text/plain"))
    return "poc";

  return "other";
}

static void
stop_adding (HeraldEvidenceStep *self)
{
  g_queue_clear_full (&self->waiting, g_object_unref);
  if (self->adding != NULL)
    g_cancellable_cancel (self->adding);
}

static void
cancel_cb (HeraldEvidenceStep *self)
{
  stop_adding (self);
}

static void
progress_cb (goffset  done,
             goffset  total,
             gpointer data)
{
  HeraldEvidenceStep *self = data;

  if (herald_step_get_desk (HERALD_STEP (self)) != NULL && total > 0)
    gtk_progress_bar_set_fraction (self->progress, CLAMP ((double) done / (double) total, 0.0, 1.0));
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldEvidenceStep) self = data;
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));
  g_autoptr(GError) error = NULL;

  herald_composer_attach_finish (HERALD_COMPOSER (object), result, &error);
  g_clear_object (&self->adding);
  if (desk == NULL || !is_same_report (self))
    return;

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    herald_desk_say_error (desk, error);
  add_next (self);
}

/* What was chosen for one report is not for the next. */
static void
replaced_cb (HeraldEvidenceStep *self)
{
  if (!is_same_report (self))
    stop_adding (self);
}

static void
add_file (HeraldEvidenceStep *self,
          GFile              *file)
{
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));
  const char *path = g_file_peek_path (file);
  g_autofree char *name = path == NULL ? NULL : g_path_get_basename (path);
  g_autofree char *shown = NULL, *text = NULL;
  g_autoptr(GError) error = NULL;

  if (path == NULL || !g_utf8_validate (name, -1, NULL))
    {
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("Only files on this machine, with a name that can be read, can be added"));
      herald_desk_say_error (desk, error);
      add_next (self);
      return;
    }

  shown = herald_text_show_hidden (name, FALSE);
  /* TRANSLATORS: %s is the name of a file */
  text = g_strdup_printf (_("Adding “%s”…"), shown);
  gtk_label_set_label (self->adding_label, text);
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->adding = g_cancellable_new ();
  herald_composer_attach_async (herald_desk_get_composer (desk), path, NULL, guess_role (name), self->adding,
                                progress_cb, self, added_cb, g_object_ref (self));
}

/* One after the other, so that they stand in the order in which they came. */
static void
add_next (HeraldEvidenceStep *self)
{
  g_autoptr(GFile) file = NULL;

  if (self->adding != NULL)
    return;

  file = g_queue_pop_head (&self->waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->adding_box), file != NULL);
  if (file != NULL)
    add_file (self, file);
}

static void
picked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldEvidenceStep) self = data;
  g_autoptr(GListModel) files = herald_pick_finish (result);

  if (files != NULL)
    herald_evidence_step_add (self, files);
}

static void
pick_cb (HeraldEvidenceStep *self)
{
  herald_pick_files_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Add Files"),
                           picked_cb, g_object_ref (self));
}

static gboolean
drop_cb (HeraldEvidenceStep *self,
         const GValue       *value)
{
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  herald_evidence_step_add (self, G_LIST_MODEL (files));

  return g_list_model_get_n_items (G_LIST_MODEL (files)) > 0;
}

/* The program's own limits are so wide that only a vendor's are worth a word. */
static char *
say_limits (HeraldVendor *vendor)
{
  guint max = herald_vendor_get_max_attachments (vendor);
  guint64 bytes = herald_vendor_get_max_attachment_bytes (vendor);
  g_autofree char *size = g_format_size_full (bytes, G_FORMAT_SIZE_IEC_UNITS);

  if (bytes >= NO_LIMIT && max >= HERALD_REPORT_MAX_ATTACHMENTS)
    return g_strdup (_("The vendor states no limit."));
  if (bytes >= NO_LIMIT)
    /* TRANSLATORS: %u is the largest number of files */
    return g_strdup_printf (ngettext ("At most %u file goes with the report.",
                                      "At most %u files go with the report.", max), max);

  /* TRANSLATORS: %u is the largest number of files, %s the largest size of each */
  return g_strdup_printf (ngettext ("At most %u file goes with the report, of up to %s.",
                                    "At most %u files go with the report, each of up to %s.", max),
                          max, size);
}

static void
show_limits (HeraldEvidenceStep *self)
{
  g_autofree char *limits = say_limits (herald_report_get_vendor (get_report (self)));
  g_autofree char *text = g_strconcat (_("Whatever shows the problem: a proof of concept, logs, pictures, network captures. They are sealed together with the report."),
                                       " ", limits, NULL);

  gtk_label_set_label (self->limits, text);
}

static char *
describe (GPtrArray *attachments)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);

      g_string_append_printf (text, "%s/%s/%" G_GUINT64_FORMAT "\n", attachment->name, attachment->role, attachment->size);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Which row has the focus, so that one at its place gets it. */
static int
find_focus (HeraldEvidenceStep *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  GtkWidget *row = focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list))
                     ? NULL : GTK_IS_LIST_BOX_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);

  return row == NULL ? -1 : gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

static void
show_attachments (HeraldEvidenceStep *self)
{
  GPtrArray *attachments = herald_report_get_attachments (get_report (self));
  g_autofree char *text = describe (attachments);
  int focus = find_focus (self);
  GtkListBoxRow *row;

  if (g_strcmp0 (self->shown, text) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < attachments->len; i++)
    gtk_list_box_append (self->list, herald_attachment_row_new (herald_step_get_desk (HERALD_STEP (self)),
                                                                g_ptr_array_index (attachments, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), attachments->len > 0);

  if (focus >= 0 && attachments->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, MIN (focus, (int) attachments->len - 1))));
  else if (focus >= 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}

static gboolean
has_stop (HeraldEvidenceStep *self)
{
  GPtrArray *findings = herald_desk_get_findings (herald_step_get_desk (HERALD_STEP (self)));

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == HERALD_SEVERITY_STOP && g_str_has_prefix (finding->place, "/attachments"))
        return TRUE;
    }

  return FALSE;
}

static void
herald_evidence_step_refresh (HeraldStep *step)
{
  HeraldEvidenceStep *self = HERALD_EVIDENCE_STEP (step);
  HeraldReport *report = get_report (self);

  show_limits (self);
  show_attachments (self);
  herald_substitution_list_refresh (self->substitutions);

  herald_step_set_state (step,
                         has_stop (self) ? HERALD_STEP_ATTENTION
                         : herald_report_get_attachments (report)->len + herald_report_get_substitutions (report)->len > 0
                           ? HERALD_STEP_COMPLETE : HERALD_STEP_UNTOUCHED);
}

static gboolean
herald_evidence_step_show_place (HeraldStep *step,
                                 const char *place)
{
  HeraldEvidenceStep *self = HERALD_EVIDENCE_STEP (step);
  GtkListBoxRow *row;

  if (g_str_has_prefix (place, "/substitutions"))
    return herald_substitution_list_focus (self->substitutions);
  if (!g_str_equal (place, "/attachments") && !g_str_has_prefix (place, "/attachments/"))
    return FALSE;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_has_prefix (place, "/attachments/") &&
        g_str_equal (herald_attachment_row_get_name (HERALD_ATTACHMENT_ROW (row)), place + strlen ("/attachments/")))
      {
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return TRUE;
      }

  gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
  return TRUE;
}

static void
herald_evidence_step_constructed (GObject *object)
{
  HeraldEvidenceStep *self = HERALD_EVIDENCE_STEP (object);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  G_OBJECT_CLASS (herald_evidence_step_parent_class)->constructed (object);

  herald_step_set_title (HERALD_STEP (self), _("Evidence"));
  self->report = g_strdup (herald_report_get_id (get_report (self)));
  g_signal_connect_object (herald_step_get_desk (HERALD_STEP (self)), "report-replaced",
                           G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  self->substitutions = HERALD_SUBSTITUTION_LIST (herald_substitution_list_new (herald_step_get_desk (HERALD_STEP (self))));
  gtk_box_append (self->words, GTK_WIDGET (self->substitutions));

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
herald_evidence_step_dispose (GObject *object)
{
  HeraldEvidenceStep *self = HERALD_EVIDENCE_STEP (object);

  stop_adding (self);

  G_OBJECT_CLASS (herald_evidence_step_parent_class)->dispose (object);
}

static void
herald_evidence_step_finalize (GObject *object)
{
  HeraldEvidenceStep *self = HERALD_EVIDENCE_STEP (object);

  g_clear_object (&self->adding);
  g_free (self->report);
  g_free (self->shown);

  G_OBJECT_CLASS (herald_evidence_step_parent_class)->finalize (object);
}

static void
herald_evidence_step_class_init (HeraldEvidenceStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeraldStepClass *step_class = HERALD_STEP_CLASS (klass);

  object_class->constructed = herald_evidence_step_constructed;
  object_class->dispose = herald_evidence_step_dispose;
  object_class->finalize = herald_evidence_step_finalize;
  step_class->refresh = herald_evidence_step_refresh;
  step_class->show_place = herald_evidence_step_show_place;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-evidence-step.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldEvidenceStep, limits);
  gtk_widget_class_bind_template_child (widget_class, HeraldEvidenceStep, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldEvidenceStep, adding_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldEvidenceStep, adding_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldEvidenceStep, progress);
  gtk_widget_class_bind_template_child (widget_class, HeraldEvidenceStep, drop);
  gtk_widget_class_bind_template_child (widget_class, HeraldEvidenceStep, add_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldEvidenceStep, words);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, pick_cb);

  herald_style_load ("steps.css");
}

static void
herald_evidence_step_init (HeraldEvidenceStep *self)
{
  g_queue_init (&self->waiting);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_evidence_step_new:
 * @desk: a desk with a report
 *
 * Makes the step for the files that go with the report.
 *
 * Returns: (transfer floating): the widget
 */
HeraldStep *
herald_evidence_step_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_EVIDENCE_STEP, "desk", desk, NULL);
}

/**
 * herald_evidence_step_add:
 * @self: a step
 * @files: (element-type GFile): files
 *
 * Adds files to the report, one after the other, in a worker.
 *
 * Once another report has taken its place, nothing is added any more.
 */
void
herald_evidence_step_add (HeraldEvidenceStep *self,
                          GListModel         *files)
{
  g_return_if_fail (HERALD_IS_EVIDENCE_STEP (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  if (!is_same_report (self))
    return;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_queue_push_tail (&self->waiting, g_list_model_get_item (files, i));

  add_next (self);
}
