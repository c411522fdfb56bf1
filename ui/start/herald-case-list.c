/* herald-case-list.c: the cases of a list of reports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-case-list.h"

/* As many as are made into rows at once: a list of widgets is for few. */
#define ROWS_AT_ONCE 100

struct _HeraldCaseList
{
  GObject             parent_instance;

  GListStore         *cases; /* HeraldCaseItem */
  GtkFilter          *filter;
  GtkFilterListModel *found;
  GtkSliceListModel  *shown;
  char               *words; /* that are looked for, casefolded */
  GHashTable         *out;   /* ids of cases that can still be had back */
};

G_DEFINE_FINAL_TYPE (HeraldCaseList, herald_case_list, G_TYPE_OBJECT)

static gboolean
matches (gpointer item,
         gpointer data)
{
  HeraldCaseList *self = data;

  return !herald_case_list_is_out (self, herald_case_item_get_id (item)) &&
         herald_case_item_matches (item, self->words);
}

static void
filter_again (HeraldCaseList *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static int
compare_changed (gconstpointer one,
                 gconstpointer other)
{
  const HeraldCaseSummary *first = *(const HeraldCaseSummary * const *) one;
  const HeraldCaseSummary *second = *(const HeraldCaseSummary * const *) other;

  return strcmp (second->changed, first->changed);
}

static void
herald_case_list_finalize (GObject *object)
{
  HeraldCaseList *self = HERALD_CASE_LIST (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->cases);
  g_hash_table_unref (self->out);
  g_free (self->words);

  G_OBJECT_CLASS (herald_case_list_parent_class)->finalize (object);
}

static void
herald_case_list_class_init (HeraldCaseListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_case_list_finalize;
}

static void
herald_case_list_init (HeraldCaseList *self)
{
  self->words = g_strdup ("");
  self->out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cases = g_list_store_new (HERALD_TYPE_CASE_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->cases)), g_object_ref (self->filter));
  self->shown = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->found)), 0, ROWS_AT_ONCE);
}

/**
 * herald_case_list_new:
 *
 * Makes a list without cases.
 *
 * Returns: (transfer full): the list
 */
HeraldCaseList *
herald_case_list_new (void)
{
  return g_object_new (HERALD_TYPE_CASE_LIST, NULL);
}

/**
 * herald_case_list_get_shown:
 * @self: a list
 *
 * Gives the cases that are shown.
 *
 * Returns: (transfer none): a list of #HeraldCaseItem
 */
GListModel *
herald_case_list_get_shown (HeraldCaseList *self)
{
  g_return_val_if_fail (HERALD_IS_CASE_LIST (self), NULL);

  return G_LIST_MODEL (self->shown);
}

/**
 * herald_case_list_set_cases:
 * @self: a list
 * @cases: (nullable) (element-type HeraldCaseSummary): the cases, which are
 *   sorted; %NULL for none
 * @vendors: where the names of their vendors are looked up
 *
 * Takes the cases that there are in the place of those that there were.
 */
void
herald_case_list_set_cases (HeraldCaseList      *self,
                            GPtrArray           *cases,
                            HeraldVendorCatalog *vendors)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (HERALD_IS_CASE_LIST (self));

  if (cases != NULL)
    g_ptr_array_sort (cases, compare_changed);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    g_ptr_array_add (items, herald_case_item_new (g_ptr_array_index (cases, i), vendors));

  g_list_store_splice (self->cases, 0, g_list_model_get_n_items (G_LIST_MODEL (self->cases)), items->pdata, items->len);
}

/**
 * herald_case_list_set_words:
 * @self: a list
 * @words: what the person looks for; "" for everything
 *
 * Looks for cases.
 */
void
herald_case_list_set_words (HeraldCaseList *self,
                            const char     *words)
{
  g_return_if_fail (HERALD_IS_CASE_LIST (self));

  g_free (self->words);
  self->words = g_utf8_casefold (words, -1);
  gtk_slice_list_model_set_size (self->shown, ROWS_AT_ONCE);
  filter_again (self);
}

/**
 * herald_case_list_show_more:
 * @self: a list
 *
 * Shows more of the cases that were found.
 */
void
herald_case_list_show_more (HeraldCaseList *self)
{
  g_return_if_fail (HERALD_IS_CASE_LIST (self));

  gtk_slice_list_model_set_size (self->shown, gtk_slice_list_model_get_size (self->shown) + ROWS_AT_ONCE);
}

/**
 * herald_case_list_has_more:
 * @self: a list
 *
 * Tells whether more cases were found than are shown.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_case_list_has_more (HeraldCaseList *self)
{
  g_return_val_if_fail (HERALD_IS_CASE_LIST (self), FALSE);

  return g_list_model_get_n_items (G_LIST_MODEL (self->found)) >
         g_list_model_get_n_items (G_LIST_MODEL (self->shown));
}

/**
 * herald_case_list_is_empty:
 * @self: a list
 *
 * Tells whether there is nothing to look for.
 *
 * Returns: %TRUE if there is no case that is not on its way out
 */
gboolean
herald_case_list_is_empty (HeraldCaseList *self)
{
  g_return_val_if_fail (HERALD_IS_CASE_LIST (self), TRUE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cases)); i++)
    {
      g_autoptr(HeraldCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->cases), i);

      if (!herald_case_list_is_out (self, herald_case_item_get_id (item)))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_case_list_find:
 * @self: a list
 * @id: a case's id
 *
 * Finds a case, shown or not.
 *
 * Returns: (transfer none) (nullable): the case
 */
HeraldCaseItem *
herald_case_list_find (HeraldCaseList *self,
                       const char     *id)
{
  g_return_val_if_fail (HERALD_IS_CASE_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cases)); i++)
    {
      g_autoptr(HeraldCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->cases), i);

      /* The list holds it too. */
      if (g_str_equal (herald_case_item_get_id (item), id))
        return item;
    }

  return NULL;
}

/**
 * herald_case_list_take_out:
 * @self: a list
 * @id: a case's id
 *
 * Takes a case out of what is shown, for as long as it can be had back.
 */
void
herald_case_list_take_out (HeraldCaseList *self,
                           const char     *id)
{
  g_return_if_fail (HERALD_IS_CASE_LIST (self));
  g_return_if_fail (id != NULL);

  g_hash_table_add (self->out, g_strdup (id));
  filter_again (self);
}

/**
 * herald_case_list_put_back:
 * @self: a list
 * @id: a case's id
 *
 * Shows a case again that was taken out.
 */
void
herald_case_list_put_back (HeraldCaseList *self,
                           const char     *id)
{
  g_return_if_fail (HERALD_IS_CASE_LIST (self));
  g_return_if_fail (id != NULL);

  if (g_hash_table_remove (self->out, id))
    filter_again (self);
}

/**
 * herald_case_list_is_out:
 * @self: a list
 * @id: a case's id
 *
 * Tells whether a case was taken out.
 *
 * Returns: %TRUE if it was, and was not put back
 */
gboolean
herald_case_list_is_out (HeraldCaseList *self,
                         const char     *id)
{
  g_return_val_if_fail (HERALD_IS_CASE_LIST (self), FALSE);

  return g_hash_table_contains (self->out, id);
}

/**
 * herald_case_list_steal_out:
 * @self: a list
 *
 * Gives the cases that were taken out, and that cannot be had back any more.
 *
 * Returns: (transfer full): their ids
 */
GStrv
herald_case_list_steal_out (HeraldCaseList *self)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (HERALD_IS_CASE_LIST (self), NULL);

  g_hash_table_iter_init (&iter, self->out);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_ptr_array_add (ids, id);
      g_hash_table_iter_steal (&iter);
    }

  g_ptr_array_add (ids, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}
