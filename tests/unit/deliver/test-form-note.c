/* test-form-note.c: what a person found in a vendor's form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-date.h"
#include "herald-form-note.h"
#include "profiles.h"

typedef struct
{
  HeraldVendor        *vendor;
  const HeraldChannel *channel;
  HeraldFormNote      *note;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->vendor = profiles_example ();
  fixture->channel = herald_vendor_find_channel (fixture->vendor, HERALD_CHANNEL_FORM);
  fixture->note = herald_form_note_new (fixture->vendor, fixture->channel, "noted by you");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_form_note_free (fixture->note);
  herald_vendor_unref (fixture->vendor);
}

static HeraldFormNote *
read_back (Fixture     *fixture,
           const char  *text,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return herald_form_note_read (bytes, fixture->vendor, fixture->channel, error);
}

static void
test_begins_empty (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *today = herald_date_today ();

  g_assert_cmpstr (fixture->note->vendor, ==, "musterwerk");
  g_assert_cmpstr (fixture->note->channel, ==, "site");
  g_assert_cmpstr (fixture->note->date, ==, today);
  g_assert_cmpstr (fixture->note->from, ==, "noted by you");
  g_assert_cmpstr (fixture->note->address, ==, "");
  g_assert_cmpuint (fixture->note->form->len, ==, 0);
}

/* Whatever can be noted can be read again: also what stands in no plain line. */
static void
test_survives_writing (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(HeraldFormNote) copy = NULL;
  g_autoptr(HeraldFormNote) again = NULL;
  g_autofree char *text = NULL, *second = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_form_note_set_address (fixture->note, "https://musterwerk.example/#/melden", NULL));
  g_assert_true (herald_form_note_set_remark (fixture->note, "Three pages,\tthen\n\xe2\x80\xae a file.\x1b", NULL));
  g_assert_true (herald_form_note_add (fixture->note, fixture->vendor, "Ger\tät\n\xe2\x80\xae", "product.name", 60, NULL));
  g_assert_true (herald_form_note_add (fixture->note, fixture->vendor, "Nachricht", "document", 0, NULL));
  g_assert_true (herald_form_note_add (fixture->note, fixture->vendor, "Captcha", "", 0, NULL));

  copy = herald_form_note_copy (fixture->note);
  text = herald_form_note_write (copy);
  again = read_back (fixture, text, &error);
  g_assert_no_error (error);
  second = herald_form_note_write (again);
  g_assert_cmpstr (text, ==, second);
  g_assert_cmpuint (again->form->len, ==, 3);
  g_assert_cmpstr (((const HeraldFormEntry *) g_ptr_array_index (again->form, 1))->field, ==, "document");
  g_assert_cmpuint (((const HeraldFormEntry *) g_ptr_array_index (again->form, 0))->max, ==, 60);
}

static void
test_refuses_values (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *label = g_strnfill (HERALD_FORM_NOTE_MAX_LABEL + 1, 'x');
  g_autofree char *remark = g_strnfill (HERALD_FORM_NOTE_MAX_REMARK + 1, 'x');
  const struct { const char *label; const char *field; guint max; } fields[] = {
    { "", "product.name", 0 }, { " \n ", "product.name", 0 }, { label, "", 0 },
    { "A", "no.such", 0 }, { "A", "product.name", HERALD_FORM_NOTE_MAX_CHARS + 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (herald_form_note_add (fixture->note, fixture->vendor, fields[i].label, fields[i].field,
                                            fields[i].max, &error));
      g_assert_error (error, HERALD_FORM_NOTE_ERROR, HERALD_FORM_NOTE_ERROR_VALUE);
    }

  g_assert_false (herald_form_note_set_address (fixture->note, "http://musterwerk.example/", NULL));
  g_assert_false (herald_form_note_set_address (fixture->note, "https://user@musterwerk.example/", NULL));
  g_assert_false (herald_form_note_set_address (fixture->note, "javascript:alert(1)", NULL));
  g_assert_false (herald_form_note_set_remark (fixture->note, remark, NULL));
  g_assert_cmpuint (fixture->note->form->len, ==, 0);
  g_assert_cmpstr (fixture->note->address, ==, "");
}

static void
test_ends_at_hundred_fields (Fixture       *fixture,
                             gconstpointer  data)
{
  for (guint i = 0; i < HERALD_FORM_NOTE_MAX_ENTRIES; i++)
    g_assert_true (herald_form_note_add (fixture->note, fixture->vendor, "A", "", 0, NULL));
  g_assert_false (herald_form_note_add (fixture->note, fixture->vendor, "A", "", 0, NULL));
}

static void
test_reads_example (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GBytes) bytes = profiles_load ("data/schema/form-note.example.json");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldFormNote) note = herald_form_note_read (bytes, fixture->vendor, fixture->channel, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (note->form->len, ==, 3);
  g_assert_cmpstr (note->date, ==, "2026-11-22");
}

static void
test_refuses_others (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *text = NULL, *vendor = NULL, *channel = NULL;
  g_autoptr(GError) vendor_error = NULL;
  g_autoptr(GError) channel_error = NULL;

  g_free (fixture->note->vendor);
  fixture->note->vendor = g_strdup ("other");
  vendor = herald_form_note_write (fixture->note);
  g_assert_null (read_back (fixture, vendor, &vendor_error));
  g_assert_error (vendor_error, HERALD_FORM_NOTE_ERROR, HERALD_FORM_NOTE_ERROR_OTHER);

  g_free (fixture->note->vendor);
  fixture->note->vendor = g_strdup ("musterwerk");
  g_free (fixture->note->channel);
  fixture->note->channel = g_strdup ("drop");
  channel = herald_form_note_write (fixture->note);
  g_assert_null (read_back (fixture, channel, &channel_error));
  g_assert_error (channel_error, HERALD_FORM_NOTE_ERROR, HERALD_FORM_NOTE_ERROR_OTHER);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/deliver/form-note/begins-empty-and-as-of-today", Fixture, NULL, set_up, test_begins_empty, tear_down);
  g_test_add ("/deliver/form-note/survives-being-written", Fixture, NULL, set_up, test_survives_writing, tear_down);
  g_test_add ("/deliver/form-note/refuses-what-no-form-has", Fixture, NULL, set_up, test_refuses_values, tear_down);
  g_test_add ("/deliver/form-note/ends-at-a-hundred-fields", Fixture, NULL, set_up, test_ends_at_hundred_fields, tear_down);
  g_test_add ("/deliver/form-note/reads-the-example", Fixture, NULL, set_up, test_reads_example, tear_down);
  g_test_add ("/deliver/form-note/refuses-one-on-another-form", Fixture, NULL, set_up, test_refuses_others, tear_down);

  return g_test_run ();
}
