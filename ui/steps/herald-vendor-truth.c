/* herald-vendor-truth.c: what is known of a vendor, and what is not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-channel-row.h"
#include "herald-data-text.h"
#include "herald-link-row.h"
#include "herald-quote.h"
#include "herald-vendor-truth.h"

struct _HeraldVendorTruth
{
  AdwBin           parent_instance;

  HeraldDesk      *desk;
  HeraldVendor    *vendor;    /* or NULL */
  HeraldConfirmed *confirmed; /* what is shown, or NULL as long as nothing was read */
  char            *shown;     /* the same, as text to compare with */
  gboolean         is_loading;
  gboolean         has_failed;
  gboolean         is_outdated; /* another vendor, or news, came while it was read */

  GHashTable      *channels;  /* id → row, borrowed from the page */
  GtkWidget       *anonymity;
};

G_DEFINE_FINAL_TYPE (HeraldVendorTruth, herald_vendor_truth, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_LOADED,
} HeraldVendorTruthSignal;

static guint signals[SIGNAL_LOADED + 1];

/* What a thread reads. Only the main thread lets the composer go. */
typedef struct
{
  HeraldComposer *composer;
  HeraldVendor   *vendor;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  herald_vendor_unref (job->vendor);
  g_free (job);
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  HeraldConfirmed *confirmed = herald_composer_load_confirmed (job->composer, job->vendor, &error);

  if (confirmed != NULL)
    g_task_return_pointer (task, confirmed, (GDestroyNotify) herald_confirmed_free);
  else
    g_task_return_error (task, error);
}

static AdwPreferencesGroup *
add_group (GtkBox     *box,
           const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  gtk_box_append (box, GTK_WIDGET (group));

  return group;
}

static void
add_channels (HeraldVendorTruth *self,
              GtkBox            *box)
{
  GPtrArray *channels = herald_vendor_get_channels (self->vendor);
  AdwPreferencesGroup *group = add_group (box, _("Where Your Report Goes"));

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);
      GtkWidget *row = herald_channel_row_new (self->vendor, channel, self->confirmed);

      g_hash_table_insert (self->channels, g_strdup (channel->id), row);
      adw_preferences_group_add (group, row);
    }
  adw_preferences_group_add (group, herald_channel_key_row_new (self->vendor, self->confirmed));
}

static void
add_anonymity (HeraldVendorTruth *self,
               GtkBox            *box)
{
  static const char * const titles[] = {
    [HERALD_ANONYMITY_ALLOWED] = N_("The vendor takes anonymous reports"),
    [HERALD_ANONYMITY_SILENT] = N_("The vendor does not say whether it takes anonymous reports"),
    [HERALD_ANONYMITY_REFUSED] = N_("The vendor does not take anonymous reports"),
  };
  const HeraldRule *rule = herald_vendor_get_anonymity_rule (self->vendor);

  self->anonymity = herald_quote_row_new (self->vendor, _(titles[herald_vendor_get_anonymity (self->vendor)]), rule->wording,
                                          herald_vendor_get_anonymity_consequence (self->vendor), rule->source);
  adw_preferences_group_add (add_group (box, _("Anonymous Reports")), self->anonymity);
}

static AdwExpanderRow *
add_expander (AdwPreferencesGroup *group,
              const char          *title,
              const char          *subtitle)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (group, row);

  return ADW_EXPANDER_ROW (row);
}

static void
add_promises (HeraldVendorTruth   *self,
              AdwPreferencesGroup *group)
{
  GPtrArray *promises = herald_vendor_get_promises (self->vendor);
  AdwExpanderRow *row;

  if (promises->len == 0)
    return;

  row = add_expander (group, _("What They Promise"), _("In their own words"));
  for (guint i = 0; i < promises->len; i++)
    {
      const HeraldPromise *promise = g_ptr_array_index (promises, i);

      adw_expander_row_add_row (row, herald_quote_row_new (self->vendor, promise->title, promise->wording,
                                                           promise->explanation, promise->source));
    }
}

static void
add_sharing (HeraldVendorTruth   *self,
             AdwPreferencesGroup *group)
{
  const char * const *names = herald_vendor_get_shares_with (self->vendor);
  AdwExpanderRow *row;

  if (names[0] == NULL)
    return;

  row = add_expander (group, _("May Share It With"), _("Who else may come to read what you report"));
  for (gsize i = 0; names[i] != NULL; i++)
    adw_expander_row_add_row (row, herald_quote_row_new (self->vendor, "", "", names[i], ""));
}

static void
add_notes (HeraldVendorTruth   *self,
           AdwPreferencesGroup *group)
{
  GPtrArray *notes = herald_vendor_get_notes (self->vendor);
  AdwExpanderRow *row;

  if (notes->len == 0)
    return;

  row = add_expander (group, _("More from Their Page"), _("Good to know"));
  for (guint i = 0; i < notes->len; i++)
    {
      const HeraldRule *note = g_ptr_array_index (notes, i);

      adw_expander_row_add_row (row, herald_quote_row_new (self->vendor, note->title, note->wording,
                                                           note->explanation, note->source));
    }
}

static void
add_links (HeraldVendorTruth   *self,
           AdwPreferencesGroup *group)
{
  GPtrArray *links = herald_vendor_get_links (self->vendor);
  AdwExpanderRow *row;

  if (links->len == 0)
    return;

  row = add_expander (group, _("Their Pages"), _("Advisories, privacy, contact"));
  for (guint i = 0; i < links->len; i++)
    adw_expander_row_add_row (row, herald_link_row_new (self->vendor, g_ptr_array_index (links, i)));
}

static void
add_sources (HeraldVendorTruth   *self,
             AdwPreferencesGroup *group)
{
  GPtrArray *sources = herald_vendor_get_sources (self->vendor);
  AdwExpanderRow *row = add_expander (group, _("Sources"), _("Where all this was read, and when"));

  for (guint i = 0; i < sources->len; i++)
    {
      const HeraldSource *source = g_ptr_array_index (sources, i);
      const char *address = *source->url != '\0' ? source->url : _("Its address is not known");
      /* TRANSLATORS: %s is a date */
      g_autofree char *seen = g_strdup_printf (_("Read on %s."), source->seen);
      g_autofree char *text = g_strjoin ("\n", address, seen, *source->note != '\0' ? herald_data_text (source->note) : NULL, NULL);

      adw_expander_row_add_row (row, herald_quote_row_new (self->vendor, source->title, "", text, ""));
    }
}

static void
show_truth (HeraldVendorTruth *self)
{
  GtkBox *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 24, NULL);
  AdwPreferencesGroup *more;

  g_hash_table_remove_all (self->channels);
  add_channels (self, box);
  add_anonymity (self, box);
  more = add_group (box, _("What Else They Say"));
  add_promises (self, more);
  add_sharing (self, more);
  add_notes (self, more);
  add_links (self, more);
  add_sources (self, more);

  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (box));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldVendorTruth) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldConfirmed) confirmed = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(JsonNode) json = NULL;
  g_autofree char *text = NULL;

  g_object_unref (((Job *) g_task_get_task_data (G_TASK (result)))->composer);
  self->is_loading = FALSE;
  if (self->desk == NULL)
    return;

  if (self->is_outdated)
    {
      herald_vendor_truth_refresh (self);
      return;
    }

  if (confirmed == NULL)
    {
      /* It is read again after every review. */
      if (!self->has_failed)
        herald_desk_say_error (self->desk, error);
      self->has_failed = TRUE;
      return;
    }

  self->has_failed = FALSE;

  json = herald_confirmed_to_json (confirmed);
  text = json_to_string (json, FALSE);
  if (g_strcmp0 (text, self->shown) != 0)
    {
      g_clear_pointer (&self->confirmed, herald_confirmed_free);
      self->confirmed = g_steal_pointer (&confirmed);
      g_free (self->shown);
      self->shown = g_steal_pointer (&text);
      show_truth (self);
    }

  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static void
herald_vendor_truth_dispose (GObject *object)
{
  HeraldVendorTruth *self = HERALD_VENDOR_TRUTH (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_vendor_truth_parent_class)->dispose (object);
}

static void
herald_vendor_truth_finalize (GObject *object)
{
  HeraldVendorTruth *self = HERALD_VENDOR_TRUTH (object);

  g_clear_pointer (&self->vendor, herald_vendor_unref);
  g_clear_pointer (&self->confirmed, herald_confirmed_free);
  g_free (self->shown);
  g_hash_table_unref (self->channels);

  G_OBJECT_CLASS (herald_vendor_truth_parent_class)->finalize (object);
}

static void
herald_vendor_truth_class_init (HeraldVendorTruthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_vendor_truth_dispose;
  object_class->finalize = herald_vendor_truth_finalize;

  signals[SIGNAL_LOADED] =
    g_signal_new ("loaded", HERALD_TYPE_VENDOR_TRUTH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_vendor_truth_init (HeraldVendorTruth *self)
{
  self->channels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * herald_vendor_truth_new:
 * @desk: what the window works on
 *
 * Makes a view of what is known of a vendor.
 *
 * Returns: (transfer floating): the widget, empty yet
 */
GtkWidget *
herald_vendor_truth_new (HeraldDesk *desk)
{
  HeraldVendorTruth *self;

  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  self = g_object_new (HERALD_TYPE_VENDOR_TRUTH, NULL);
  self->desk = g_object_ref (desk);

  return GTK_WIDGET (self);
}

/**
 * herald_vendor_truth_head_new:
 * @vendor: a vendor
 *
 * Makes the heading of a page about a vendor.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_vendor_truth_head_new (HeraldVendor *vendor)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *name = herald_quote_label_new (herald_vendor_get_name (vendor), "title-1");
  g_autofree char *names = g_strjoinv (", ", (char **) herald_vendor_get_covers (vendor));
  /* TRANSLATORS: %s is a list of names of companies and brands */
  g_autofree char *covers = g_strdup_printf (_("Covers %s"), names);

  gtk_box_append (GTK_BOX (head), name);
  if (*names != '\0' && !g_str_equal (names, herald_vendor_get_name (vendor)))
    gtk_box_append (GTK_BOX (head), herald_quote_label_new (covers, "dim-label"));

  return head;
}

/**
 * herald_vendor_truth_set_vendor:
 * @self: a view
 * @vendor: a vendor
 *
 * Shows another vendor, as soon as what was confirmed for it is read.
 */
void
herald_vendor_truth_set_vendor (HeraldVendorTruth *self,
                                HeraldVendor      *vendor)
{
  g_return_if_fail (HERALD_IS_VENDOR_TRUTH (self));
  g_return_if_fail (vendor != NULL);

  if (self->vendor == vendor)
    return;

  g_clear_pointer (&self->vendor, herald_vendor_unref);
  self->vendor = herald_vendor_ref (vendor);
  g_clear_pointer (&self->confirmed, herald_confirmed_free);
  g_clear_pointer (&self->shown, g_free);
  herald_vendor_truth_refresh (self);
}

/**
 * herald_vendor_truth_refresh:
 * @self: a view
 *
 * Reads again what the person confirmed, in a worker.
 */
void
herald_vendor_truth_refresh (HeraldVendorTruth *self)
{
  GTask *task;
  Job *job;

  g_return_if_fail (HERALD_IS_VENDOR_TRUTH (self));

  self->is_outdated = self->is_loading;
  if (self->is_loading || self->vendor == NULL)
    return;

  self->is_loading = TRUE;
  job = g_new0 (Job, 1);
  job->composer = g_object_ref (herald_desk_get_composer (self->desk));
  job->vendor = herald_vendor_ref (self->vendor);

  task = g_task_new (NULL, NULL, loaded_cb, g_object_ref (self));
  g_task_set_source_tag (task, herald_vendor_truth_refresh);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, load_thread);
  g_object_unref (task);
}

/**
 * herald_vendor_truth_get_confirmed:
 * @self: a view
 *
 * Gives what the person confirmed for the vendor.
 *
 * Returns: (transfer none) (nullable): the values, %NULL before they are read
 */
HeraldConfirmed *
herald_vendor_truth_get_confirmed (HeraldVendorTruth *self)
{
  g_return_val_if_fail (HERALD_IS_VENDOR_TRUTH (self), NULL);

  return self->confirmed;
}

/**
 * herald_vendor_truth_show_channel:
 * @self: a view
 * @channel: a channel's id
 *
 * Puts the focus on what is known of a channel.
 *
 * Returns: %FALSE if it is not shown
 */
gboolean
herald_vendor_truth_show_channel (HeraldVendorTruth *self,
                                  const char        *channel)
{
  GtkWidget *row = g_hash_table_lookup (self->channels, channel);

  return row != NULL && gtk_widget_grab_focus (row);
}

/**
 * herald_vendor_truth_show_anonymity:
 * @self: a view
 *
 * Puts the focus on what is known of anonymous reports.
 *
 * Returns: %FALSE if it is not shown
 */
gboolean
herald_vendor_truth_show_anonymity (HeraldVendorTruth *self)
{
  return self->anonymity != NULL && gtk_widget_grab_focus (self->anonymity);
}
