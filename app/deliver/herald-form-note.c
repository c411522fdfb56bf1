/* herald-form-note.c: what a person found in a vendor's form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-address.h"
#include "herald-courier.h"
#include "herald-date.h"
#include "herald-form-note.h"
#include "herald-text.h"

G_DEFINE_QUARK (herald-form-note-error-quark, herald_form_note_error)

static void
entry_free (gpointer data)
{
  HeraldFormEntry *entry = data;

  g_free (entry->label);
  g_free (entry->field);
  g_free (entry);
}

static HeraldFormEntry *
entry_new (const char *label,
           const char *field,
           guint       max)
{
  HeraldFormEntry *entry = g_new0 (HeraldFormEntry, 1);

  entry->label = g_strdup (label);
  entry->field = g_strdup (field);
  entry->max = max;

  return entry;
}

/**
 * herald_form_note_new:
 * @vendor: a vendor
 * @channel: its form
 * @from: where what is noted comes from, one line
 *
 * Begins a note, as of today.
 *
 * Returns: (transfer full): a note that says nothing
 */
HeraldFormNote *
herald_form_note_new (HeraldVendor        *vendor,
                      const HeraldChannel *channel,
                      const char          *from)
{
  HeraldFormNote *self = g_new0 (HeraldFormNote, 1);

  self->vendor = g_strdup (herald_vendor_get_id (vendor));
  self->channel = g_strdup (channel->id);
  self->date = herald_date_today ();
  self->from = g_strdup (from);
  self->address = g_strdup ("");
  self->remark = g_strdup ("");
  self->form = g_ptr_array_new_with_free_func (entry_free);

  return self;
}

/**
 * herald_form_note_copy:
 * @self: a note
 *
 * Copies a note.
 *
 * Returns: (transfer full): another one that says the same
 */
HeraldFormNote *
herald_form_note_copy (const HeraldFormNote *self)
{
  HeraldFormNote *copy = g_new0 (HeraldFormNote, 1);

  copy->vendor = g_strdup (self->vendor);
  copy->channel = g_strdup (self->channel);
  copy->date = g_strdup (self->date);
  copy->from = g_strdup (self->from);
  copy->address = g_strdup (self->address);
  copy->remark = g_strdup (self->remark);
  copy->form = g_ptr_array_new_with_free_func (entry_free);
  for (guint i = 0; i < self->form->len; i++)
    {
      const HeraldFormEntry *entry = g_ptr_array_index (self->form, i);

      g_ptr_array_add (copy->form, entry_new (entry->label, entry->field, entry->max));
    }

  return copy;
}

/**
 * herald_form_note_free:
 * @self: (transfer full): a note
 *
 * Frees a note.
 */
void
herald_form_note_free (HeraldFormNote *self)
{
  g_free (self->vendor);
  g_free (self->channel);
  g_free (self->date);
  g_free (self->from);
  g_free (self->address);
  g_free (self->remark);
  g_clear_pointer (&self->form, g_ptr_array_unref);
  g_free (self);
}

static gboolean
refuse (const char  *message,
        GError     **error)
{
  g_set_error_literal (error, HERALD_FORM_NOTE_ERROR, HERALD_FORM_NOTE_ERROR_VALUE, message);
  return FALSE;
}

/**
 * herald_form_note_is_address:
 * @text: a text
 *
 * Tells whether a text can be the address of a form: nothing is carried over in clear.
 *
 * Returns: %TRUE if it can
 */
gboolean
herald_form_note_is_address (const char *text)
{
  return g_str_has_prefix (text, "https://") && herald_address_is_page (text);
}

/**
 * herald_form_note_set_address:
 * @self: a note
 * @address: the address of the form, or empty
 * @error: return location for an error
 *
 * Notes where the form is.
 *
 * Returns: %FALSE with an error if it is not the address of a page
 */
gboolean
herald_form_note_set_address (HeraldFormNote  *self,
                              const char      *address,
                              GError         **error)
{
  if (*address != '\0' && !herald_form_note_is_address (address))
    return refuse (_("The address of a form begins with “https://”"), error);

  g_free (self->address);
  self->address = g_strdup (address);
  return TRUE;
}

/**
 * herald_form_note_set_remark:
 * @self: a note
 * @remark: text, or empty
 * @error: return location for an error
 *
 * Notes what else there is to know of the form.
 *
 * Returns: %FALSE with an error if it is too long
 */
gboolean
herald_form_note_set_remark (HeraldFormNote  *self,
                             const char      *remark,
                             GError         **error)
{
  g_autofree char *shown = herald_text_show_hidden (remark, TRUE);

  if (g_utf8_strlen (shown, -1) > HERALD_FORM_NOTE_MAX_REMARK)
    return refuse (_("The remark on the form is too long"), error);

  g_free (self->remark);
  self->remark = g_steal_pointer (&shown);
  return TRUE;
}

/**
 * herald_form_note_is_field:
 * @vendor: a vendor
 * @field: an id, %HERALD_COURIER_DOCUMENT, or empty
 *
 * Tells whether something can answer a field of a form.
 *
 * Returns: %TRUE if the report has it, or if it is for the person alone
 */
gboolean
herald_form_note_is_field (HeraldVendor *vendor,
                           const char   *field)
{
  return *field == '\0' || g_str_equal (field, HERALD_COURIER_DOCUMENT) ||
         herald_vendor_find_field (vendor, field) != NULL;
}

/**
 * herald_form_note_add:
 * @self: a note
 * @vendor: its vendor
 * @label: what the form calls the field; it becomes one line
 * @field: what answers it: the id of a field, %HERALD_COURIER_DOCUMENT, or
 *   empty for what only a person can do
 * @max: how many characters it takes; 0: the form does not say
 * @error: return location for an error
 *
 * Notes the next field of the form.
 *
 * Returns: %FALSE with an error if it cannot be one
 */
gboolean
herald_form_note_add (HeraldFormNote  *self,
                      HeraldVendor    *vendor,
                      const char      *label,
                      const char      *field,
                      guint            max,
                      GError         **error)
{
  g_autofree char *line = g_strstrip (g_strdelimit (g_strdup (label), "\r\n\t", ' '));
  g_autofree char *shown = herald_text_show_hidden (line, FALSE);

  if (herald_text_is_blank (shown))
    return refuse (_("A field of the form needs a name"), error);
  if (g_utf8_strlen (shown, -1) > HERALD_FORM_NOTE_MAX_LABEL)
    return refuse (_("The name of a field of the form is too long"), error);
  if (!herald_form_note_is_field (vendor, field))
    return refuse (_("The report has no such field"), error);
  if (max > HERALD_FORM_NOTE_MAX_CHARS)
    return refuse (_("No form takes that many characters; leave the limit empty"), error);
  if (self->form->len == HERALD_FORM_NOTE_MAX_ENTRIES)
    return refuse (_("A form cannot have more fields than these"), error);

  g_ptr_array_add (self->form, entry_new (shown, field, max));
  return TRUE;
}
