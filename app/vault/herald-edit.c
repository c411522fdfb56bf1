/* herald-edit.c: what differs between two reports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include "herald-edit.h"

/* An edit is a JSON object: "set" holds members with their new values, "unset"
 * the names of members that are gone. The members of a report that are objects
 * of many small values have an edit of their own, under their own name. */

static const char * const nested[] = { "answers", "diversions", NULL };

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
is_nested (JsonObject *before,
           JsonObject *after,
           const char *name)
{
  return g_strv_contains (nested, name) &&
         get_object (before, name) != NULL && get_object (after, name) != NULL;
}

static gboolean
values_are_equal (JsonNode *one,
                  JsonNode *other);

static gboolean
arrays_are_equal (JsonArray *one,
                  JsonArray *other)
{
  guint length = json_array_get_length (one);

  if (length != json_array_get_length (other))
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      if (!values_are_equal (json_array_get_element (one, i), json_array_get_element (other, i)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
objects_are_equal (JsonObject *one,
                   JsonObject *other)
{
  JsonObjectIter left, right;
  const char *left_name, *right_name;
  JsonNode *left_value, *right_value;

  if (json_object_get_size (one) != json_object_get_size (other))
    return FALSE;

  json_object_iter_init_ordered (&left, one);
  json_object_iter_init_ordered (&right, other);
  while (json_object_iter_next_ordered (&left, &left_name, &left_value) &&
         json_object_iter_next_ordered (&right, &right_name, &right_value))
    {
      if (!g_str_equal (left_name, right_name) || !values_are_equal (left_value, right_value))
        return FALSE;
    }

  return TRUE;
}

/* Unlike json_node_equal(), minds the order of members: what is equal is
 * written as the same text. */
static gboolean
values_are_equal (JsonNode *one,
                  JsonNode *other)
{
  if (json_node_get_node_type (one) != json_node_get_node_type (other))
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (one))
    return objects_are_equal (json_node_get_object (one), json_node_get_object (other));
  if (JSON_NODE_HOLDS_ARRAY (one))
    return arrays_are_equal (json_node_get_array (one), json_node_get_array (other));

  if (json_node_get_value_type (one) == G_TYPE_STRING && json_node_get_value_type (other) == G_TYPE_STRING)
    return g_str_equal (json_node_get_string (one), json_node_get_string (other));
  return json_node_equal (one, other);
}

static JsonArray *
list_missing (JsonObject *before,
              JsonObject *after)
{
  g_autoptr(JsonArray) missing = json_array_new ();
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init_ordered (&iter, before);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      if (!json_object_has_member (after, name))
        json_array_add_string_element (missing, name);
    }

  return json_array_get_length (missing) > 0 ? g_steal_pointer (&missing) : NULL;
}

static JsonObject *
diff_objects (JsonObject *before,
              JsonObject *after,
              gboolean    is_report)
{
  g_autoptr(JsonObject) edit = json_object_new ();
  g_autoptr(JsonObject) set = json_object_new ();
  JsonArray *missing;
  JsonObjectIter iter, old_iter;
  const char *name, *old_name;
  JsonNode *value, *old;
  gboolean in_step = TRUE;

  /* Mostly the same members stand in both, in the same order: then nothing has
   * to be looked up. */
  json_object_iter_init_ordered (&iter, after);
  json_object_iter_init_ordered (&old_iter, before);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      in_step = in_step && json_object_iter_next_ordered (&old_iter, &old_name, &old) &&
                g_str_equal (old_name, name);
      if (!in_step)
        old = json_object_get_member (before, name);

      if (is_report && is_nested (before, after, name))
        {
          JsonObject *inner = diff_objects (get_object (before, name), get_object (after, name), FALSE);

          if (inner != NULL)
            json_object_set_object_member (edit, name, inner);
        }
      else if (old == NULL || !values_are_equal (old, value))
        json_object_set_member (set, name, json_node_copy (value));
    }

  missing = in_step && json_object_get_size (before) == json_object_get_size (after)
            ? NULL : list_missing (before, after);
  if (json_object_get_size (set) > 0)
    json_object_set_object_member (edit, "set", g_steal_pointer (&set));
  if (missing != NULL)
    json_object_set_array_member (edit, "unset", missing);

  return json_object_get_size (edit) > 0 ? g_steal_pointer (&edit) : NULL;
}

/**
 * herald_edit_make_node:
 * @object: (transfer full): an object
 *
 * Puts an object into a node.
 *
 * Returns: (transfer full): the node
 */
JsonNode *
herald_edit_make_node (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

/**
 * herald_edit_diff:
 * @before: a report as JSON
 * @after: the same report later
 *
 * Tells what differs: for each answer and diversion, and whole members else.
 *
 * The order of the members of the report, its answers and its diversions is no
 * difference; herald_edit_has_same_order() tells of it.
 *
 * Returns: (transfer full): an edit that herald_edit_apply() takes, or %NULL
 *   when nothing differs; it shares values with @after
 */
JsonNode *
herald_edit_diff (JsonObject *before,
                  JsonObject *after)
{
  JsonObject *edit = diff_objects (before, after, TRUE);

  return edit != NULL ? herald_edit_make_node (edit) : NULL;
}

static gboolean
names_are_equal (JsonObject *one,
                 JsonObject *other)
{
  JsonObjectIter left, right;
  const char *left_name, *right_name;

  if (json_object_get_size (one) != json_object_get_size (other))
    return FALSE;

  json_object_iter_init_ordered (&left, one);
  json_object_iter_init_ordered (&right, other);
  while (json_object_iter_next_ordered (&left, &left_name, NULL) &&
         json_object_iter_next_ordered (&right, &right_name, NULL))
    {
      if (!g_str_equal (left_name, right_name))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_edit_has_same_order:
 * @one: a report as JSON
 * @other: another one
 *
 * Tells whether two reports have the same members in the same order.
 *
 * Where herald_edit_diff() finds nothing either, they are written as the same
 * text.
 *
 * Returns: %FALSE if members of the report, its answers or its diversions differ
 */
gboolean
herald_edit_has_same_order (JsonObject *one,
                            JsonObject *other)
{
  if (!names_are_equal (one, other))
    return FALSE;

  for (guint i = 0; nested[i] != NULL; i++)
    {
      JsonObject *left = get_object (one, nested[i]), *right = get_object (other, nested[i]);

      if (left != NULL && right != NULL ? !names_are_equal (left, right) : left != right)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_list_of_names (JsonNode *node)
{
  JsonArray *names = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      if (json_node_get_value_type (json_array_get_element (names, i)) != G_TYPE_STRING)
        return FALSE;
    }

  return names != NULL;
}

static gboolean
is_valid_object (JsonObject *edit,
                 gboolean    is_report)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, edit);
  while (json_object_iter_next (&iter, &name, &value))
    {
      gboolean is_valid;

      if (g_str_equal (name, "set"))
        is_valid = JSON_NODE_HOLDS_OBJECT (value);
      else if (g_str_equal (name, "unset"))
        is_valid = is_list_of_names (value);
      else
        is_valid = is_report && g_strv_contains (nested, name) && JSON_NODE_HOLDS_OBJECT (value) &&
                   is_valid_object (json_node_get_object (value), FALSE);

      if (!is_valid)
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_edit_is_valid:
 * @edit: any JSON that has passed the gate
 *
 * Tells whether something is an edit.
 *
 * Returns: %FALSE if it cannot be applied
 */
gboolean
herald_edit_is_valid (JsonNode *edit)
{
  return JSON_NODE_HOLDS_OBJECT (edit) && is_valid_object (json_node_get_object (edit), TRUE);
}

static JsonObject *
copy_members (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, json_node_copy (value));

  return copy;
}

/**
 * herald_edit_copy:
 * @report: a report as JSON
 *
 * Copies as much of a report as edits change in place.
 *
 * Returns: (transfer full): a report that shares all values with @report
 */
JsonObject *
herald_edit_copy (JsonObject *report)
{
  JsonObject *copy = copy_members (report);

  for (guint i = 0; nested[i] != NULL; i++)
    {
      JsonObject *inner = get_object (report, nested[i]);

      if (inner != NULL)
        json_object_set_object_member (copy, nested[i], copy_members (inner));
    }

  return copy;
}

static void
apply_object (JsonObject *object,
              JsonObject *edit)
{
  JsonObject *set = get_object (edit, "set");
  JsonNode *unset = json_object_get_member (edit, "unset");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (unset != NULL)
    {
      JsonArray *names = json_node_get_array (unset);

      for (guint i = 0; i < json_array_get_length (names); i++)
        json_object_remove_member (object, json_array_get_string_element (names, i));
    }

  if (set == NULL)
    return;

  json_object_iter_init_ordered (&iter, set);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (object, name, json_node_copy (value));
}

/**
 * herald_edit_apply_here:
 * @report: a report as JSON, from herald_edit_copy()
 * @edit: a valid edit
 *
 * Changes a report.
 */
void
herald_edit_apply_here (JsonObject *report,
                        JsonNode   *edit)
{
  JsonObject *object = json_node_get_object (edit);

  apply_object (report, object);

  for (guint i = 0; nested[i] != NULL; i++)
    {
      JsonObject *inner = get_object (object, nested[i]);

      if (inner == NULL)
        continue;
      if (get_object (report, nested[i]) == NULL)
        json_object_set_object_member (report, nested[i], json_object_new ());
      apply_object (get_object (report, nested[i]), inner);
    }
}

/**
 * herald_edit_apply:
 * @before: a report as JSON, which stays as it is
 * @edit: a valid edit
 *
 * Gives the report that an edit leads to.
 *
 * Members keep their order, new ones come last.
 *
 * Returns: (transfer full): the report; it shares values with @before
 */
JsonObject *
herald_edit_apply (JsonObject *before,
                   JsonNode   *edit)
{
  JsonObject *after = herald_edit_copy (before);

  herald_edit_apply_here (after, edit);
  return after;
}

static void
add_place (GStrvBuilder *builder,
           const char   *prefix,
           const char   *name)
{
  g_autoptr(GString) step = g_string_new (name);
  g_autofree char *place = NULL;

  g_string_replace (step, "~", "~0", 0);
  g_string_replace (step, "/", "~1", 0);
  place = g_strconcat (prefix, "/", step->str, NULL);
  g_strv_builder_add (builder, place);
}

static void
add_places (GStrvBuilder *builder,
            JsonObject   *edit,
            const char   *prefix)
{
  JsonObject *set = get_object (edit, "set");
  JsonNode *unset = json_object_get_member (edit, "unset");
  JsonArray *names = unset != NULL ? json_node_get_array (unset) : NULL;
  JsonObjectIter iter;
  const char *name;

  if (set != NULL)
    {
      json_object_iter_init_ordered (&iter, set);
      while (json_object_iter_next_ordered (&iter, &name, NULL))
        add_place (builder, prefix, name);
    }
  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    add_place (builder, prefix, json_array_get_string_element (names, i));
}

/**
 * herald_edit_get_places:
 * @edit: (nullable): a valid edit
 *
 * Lists what an edit changes.
 *
 * Returns: (transfer full): JSON pointers (RFC 6901) such as `/answers/vuln.title`
 */
GStrv
herald_edit_get_places (JsonNode *edit)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (edit != NULL)
    {
      JsonObject *object = json_node_get_object (edit);

      add_places (builder, object, "");
      for (guint i = 0; nested[i] != NULL; i++)
        {
          g_autofree char *prefix = g_strconcat ("/", nested[i], NULL);

          if (get_object (object, nested[i]) != NULL)
            add_places (builder, get_object (object, nested[i]), prefix);
        }
    }

  return g_strv_builder_end (builder);
}
