/* herald-report-files.c: attachments, and what is put in the place of words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-report-private.h"
#include "herald-text.h"

#define MAX_SUBSTITUTION_CHARS 1000

/**
 * herald_report_get_attachments:
 * @self: a report
 *
 * Lists its attachments.
 *
 * Returns: (transfer none) (element-type HeraldAttachment): its attachments,
 *   in the order in which they were added
 */
GPtrArray *
herald_report_get_attachments (HeraldReport *self)
{
  return self->attachments;
}

static gboolean
find_attachment (HeraldReport *self,
                 const char   *name,
                 guint        *index)
{
  for (guint i = 0; i < self->attachments->len; i++)
    {
      const HeraldAttachment *entry = g_ptr_array_index (self->attachments, i);

      /* Names are told apart as a system that ignores case would. */
      if (g_ascii_strcasecmp (entry->name, name) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * herald_report_attach:
 * @self: a report
 * @attachment: (transfer full): an attachment
 * @error: return location for an error
 *
 * Adds an attachment under a name that no other one has.
 *
 * Returns: %FALSE with an error if the name is taken, or there are too many
 */
gboolean
herald_report_attach (HeraldReport      *self,
                      HeraldAttachment  *attachment,
                      GError           **error)
{
  g_autoptr(HeraldAttachment) owned = attachment;
  guint index;

  if (find_attachment (self, attachment->name, &index))
    {
      g_set_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_EXISTS,
                   /* TRANSLATORS: %s is the name of an attachment */
                   _("There is an attachment named “%s” already"), attachment->name);
      return FALSE;
    }

  if (self->attachments->len >= HERALD_REPORT_MAX_ATTACHMENTS)
    {
      g_set_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_TOO_MANY,
                   /* TRANSLATORS: %d is the largest number of attachments */
                   _("A report can have at most %d attachments"), HERALD_REPORT_MAX_ATTACHMENTS);
      return FALSE;
    }

  g_ptr_array_add (self->attachments, g_steal_pointer (&owned));
  herald_report_changed (self);
  return TRUE;
}

/* What was decided about a file is not decided about the next one of its name. */
static void
forget_decisions (HeraldReport *self,
                  const char   *name)
{
  g_autofree char *place = g_strconcat (":/attachments/", name, ":", NULL);

  for (guint i = self->decisions->len; i > 0; i--)
    {
      const HeraldDecision *decision = g_ptr_array_index (self->decisions, i - 1);

      if (strstr (decision->finding, place) != NULL)
        g_ptr_array_remove_index (self->decisions, i - 1);
    }
}

/**
 * herald_report_detach:
 * @self: a report
 * @name: an attachment's name
 * @error: return location for an error
 *
 * Removes an attachment from a report; the file stays where it is.
 *
 * What was decided about it is forgotten.
 *
 * Returns: %FALSE with an error if there is none of that name
 */
gboolean
herald_report_detach (HeraldReport  *self,
                      const char    *name,
                      GError       **error)
{
  guint index;

  if (!find_attachment (self, name, &index))
    {
      g_set_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_NOT_FOUND,
                   /* TRANSLATORS: %s is the name of an attachment */
                   _("There is no attachment named “%s”"), name);
      return FALSE;
    }

  forget_decisions (self, ((HeraldAttachment *) g_ptr_array_index (self->attachments, index))->name);
  g_ptr_array_remove_index (self->attachments, index);
  herald_report_changed (self);
  return TRUE;
}

/**
 * herald_report_set_role:
 * @self: a report
 * @name: an attachment's name
 * @role: what it is for, one of %HERALD_ATTACHMENT_ROLES
 * @error: return location for an error
 *
 * Says what an attachment is for; it keeps its place among the others.
 *
 * Returns: %FALSE with an error if there is none of that name
 */
gboolean
herald_report_set_role (HeraldReport  *self,
                        const char    *name,
                        const char    *role,
                        GError       **error)
{
  const HeraldAttachment *old;
  HeraldAttachment *new;
  guint index;

  if (!find_attachment (self, name, &index))
    {
      g_set_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_NOT_FOUND,
                   /* TRANSLATORS: %s is the name of an attachment */
                   _("There is no attachment named “%s”"), name);
      return FALSE;
    }

  old = g_ptr_array_index (self->attachments, index);
  if (g_str_equal (old->role, role))
    return TRUE;

  new = herald_attachment_new_known (old->path, old->name, role, old->size, old->sha256, error);
  if (new == NULL)
    return FALSE;

  g_ptr_array_remove_index (self->attachments, index);
  g_ptr_array_insert (self->attachments, (int) index, new);
  herald_report_changed (self);
  return TRUE;
}

static char *
substitute (const char *text,
            gpointer    data)
{
  HeraldReport *self = data;
  char *substituted = g_strdup (text);

  for (guint i = 0; i < self->substitutions->len; i++)
    {
      const HeraldSubstitution *entry = g_ptr_array_index (self->substitutions, i);
      char *next = herald_text_replace (substituted, entry->find, entry->replace);

      g_free (substituted);
      substituted = next;
    }

  return substituted;
}

/**
 * herald_report_substitute:
 * @self: a report
 * @text: UTF-8 text
 *
 * Applies the substitutions, in the order in which they were added.
 *
 * Returns: (transfer full): the text as others will see it
 */
char *
herald_report_substitute (HeraldReport *self,
                          const char   *text)
{
  return substitute (text, self);
}

/**
 * herald_report_dup_shown_answer:
 * @self: a report
 * @field: the id of a field of its vendor's form
 *
 * Gives an answer as others will see it, substitutions applied.
 *
 * Returns: (transfer full): the answer
 */
JsonNode *
herald_report_dup_shown_answer (HeraldReport *self,
                                const char   *field)
{
  const HeraldField *entry = herald_vendor_find_field (self->vendor, field);
  JsonNode *answer = herald_report_get_answer (self, field);

  g_return_val_if_fail (answer != NULL, NULL);

  /* Choices, dates and times are words of the format, not of the person. */
  if (self->substitutions->len == 0 || entry->kind == HERALD_FIELD_CHOICE ||
      entry->kind == HERALD_FIELD_DATE || entry->kind == HERALD_FIELD_TIME)
    return json_node_ref (answer);

  return herald_answer_map (answer, substitute, self);
}

/**
 * herald_report_get_substitutions:
 * @self: a report
 *
 * Lists what is put in the place of words.
 *
 * Returns: (transfer none) (element-type HeraldSubstitution): its
 *   substitutions, in the order in which they are applied
 */
GPtrArray *
herald_report_get_substitutions (HeraldReport *self)
{
  return self->substitutions;
}

/**
 * herald_report_add_substitution:
 * @self: a report
 * @find: what shall not be seen, not empty
 * @replace: what stands in its place
 * @error: return location for an error
 *
 * Adds a substitution; one for the same text is replaced.
 *
 * Returns: %FALSE with an error if it cannot work
 */
gboolean
herald_report_add_substitution (HeraldReport  *self,
                                const char    *find,
                                const char    *replace,
                                GError       **error)
{
  HeraldSubstitution *substitution;

  if (herald_text_is_blank (find) || strstr (replace, find) != NULL ||
      g_utf8_strlen (find, -1) > MAX_SUBSTITUTION_CHARS ||
      g_utf8_strlen (replace, -1) > MAX_SUBSTITUTION_CHARS)
    {
      g_set_error_literal (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_WRONG_ANSWER,
                           _("A substitution needs a short text to look for, and a substitute in which that text does not occur"));
      return FALSE;
    }

  for (guint i = 0; i < self->substitutions->len; i++)
    {
      substitution = g_ptr_array_index (self->substitutions, i);
      if (g_str_equal (substitution->find, find))
        {
          g_free (substitution->replace);
          substitution->replace = g_strdup (replace);
          herald_report_changed (self);
          return TRUE;
        }
    }

  if (self->substitutions->len >= HERALD_REPORT_MAX_SUBSTITUTIONS)
    {
      g_set_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_TOO_MANY,
                   /* TRANSLATORS: %d is the largest number of substitutions */
                   _("A report can have at most %d substitutions"), HERALD_REPORT_MAX_SUBSTITUTIONS);
      return FALSE;
    }

  substitution = g_new0 (HeraldSubstitution, 1);
  substitution->find = g_strdup (find);
  substitution->replace = g_strdup (replace);
  g_ptr_array_add (self->substitutions, substitution);
  herald_report_changed (self);
  return TRUE;
}

/**
 * herald_report_remove_substitution:
 * @self: a report
 * @find: the text that was looked for
 *
 * Removes a substitution, so that the text is seen again.
 *
 * Returns: %FALSE if there is none for that text
 */
gboolean
herald_report_remove_substitution (HeraldReport *self,
                                   const char   *find)
{
  for (guint i = 0; i < self->substitutions->len; i++)
    {
      const HeraldSubstitution *entry = g_ptr_array_index (self->substitutions, i);

      if (!g_str_equal (entry->find, find))
        continue;

      g_ptr_array_remove_index (self->substitutions, i);
      herald_report_changed (self);
      return TRUE;
    }

  return FALSE;
}
