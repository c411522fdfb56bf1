/* fuzz-form-note.c: any bytes as a note on a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "herald-form-note.h"
#include "herald-vendor-catalog.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static HeraldVendor *
get_vendor (void)
{
  static HeraldVendorCatalog *vendors = NULL;

  if (vendors == NULL)
    vendors = herald_vendor_catalog_new ("/nonexistent");

  return herald_vendor_catalog_find (vendors, "fresenius");
}

/* What a note that was read promises to the courier. */
static void
check_note (const HeraldFormNote *note,
            HeraldVendor         *vendor,
            const HeraldChannel  *channel)
{
  g_autofree char *text = herald_form_note_write (note), *second = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(HeraldFormNote) again = NULL;

  g_assert_cmpuint (note->form->len, <=, HERALD_FORM_NOTE_MAX_ENTRIES);
  g_assert_true (*note->address == '\0' || herald_form_note_is_address (note->address));
  for (guint i = 0; i < note->form->len; i++)
    {
      const HeraldFormEntry *entry = g_ptr_array_index (note->form, i);

      g_assert_cmpstr (entry->label, !=, "");
      g_assert_true (herald_form_note_is_field (vendor, entry->field));
      g_assert_cmpuint (entry->max, <=, HERALD_FORM_NOTE_MAX_CHARS);
    }

  again = herald_form_note_read (bytes, vendor, channel, NULL);
  g_assert_nonnull (again);
  second = herald_form_note_write (again);
  g_assert_cmpstr (text, ==, second);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  HeraldVendor *vendor = get_vendor ();
  const HeraldChannel *channel = herald_vendor_find_channel (vendor, HERALD_CHANNEL_FORM);
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldFormNote) note = herald_form_note_read (bytes, vendor, channel, &error);

  if (note != NULL)
    check_note (note, vendor, channel);
  else
    g_assert_true (error->domain == HERALD_JSON_ERROR || error->domain == HERALD_FORM_NOTE_ERROR);

  return 0;
}
