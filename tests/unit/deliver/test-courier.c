/* test-courier.c: what a person carries over into a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-courier.h"
#include "herald-vendor.h"

typedef struct
{
  GPtrArray *answers;
  GPtrArray *form;
} Fixture;

static void
entry_free (gpointer data)
{
  HeraldFormEntry *entry = data;

  g_free (entry->label);
  g_free (entry->field);
  g_free (entry);
}

static void
answer (Fixture    *fixture,
        const char *field,
        const char *section,
        const char *text)
{
  g_ptr_array_add (fixture->answers, herald_courier_answer_new (field, section, field, text));
}

static void
ask (Fixture    *fixture,
     const char *label,
     const char *field,
     guint       max)
{
  HeraldFormEntry *entry = g_new0 (HeraldFormEntry, 1);

  entry->label = g_strdup (label);
  entry->field = g_strdup (field);
  entry->max = max;
  g_ptr_array_add (fixture->form, entry);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_courier_answer_free);
  fixture->form = g_ptr_array_new_with_free_func (entry_free);
  answer (fixture, "product.name", "Product", "Pump");
  answer (fixture, "product.version", "Product", "");
  answer (fixture, "vuln.title", "Vulnerability", "It opens");
  answer (fixture, "vuln.impact", "Vulnerability", "It stops");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->answers);
  g_ptr_array_unref (fixture->form);
}

/* One line for each item, so that a whole list can be compared. */
static void
assert_items (GPtrArray  *items,
              const char *expected)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const HeraldCourierItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (lines, "%s|%s|%s|%s|%s|%u/%u%s\n",
                              item->kind == HERALD_COURIER_COPY ? "copy"
                                : item->kind == HERALD_COURIER_PERSON ? "person" : "rest",
                              item->group, item->label, item->field, item->text, item->length, item->max,
                              item->is_over ? "!" : "");
    }

  g_assert_cmpstr (lines->str, ==, expected);
}

static void
test_follows_form (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) items = NULL;

  ask (fixture, "Titel", "vuln.title", 7);
  ask (fixture, "Gerät", "product.name", 4);
  ask (fixture, "Version", "product.version", 0);
  ask (fixture, "Captcha", "", 0);
  ask (fixture, "Fax", "contact.fax", 20);
  items = herald_courier_follow_form (fixture->form, fixture->answers, "All of it");

  assert_items (items,
                "copy||Titel|vuln.title|It opens|8/7!\n"
                "copy||Gerät|product.name|Pump|4/4\n"
                "copy||Version|product.version||0/0\n"
                "person||Captcha|||0/0\n"
                "copy||Fax|contact.fax||0/20\n"
                "rest|Vulnerability|vuln.impact|vuln.impact|It stops|8/0\n");
}

static void
test_gives_whole_report (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GPtrArray) items = NULL;

  ask (fixture, "Nachricht", HERALD_COURIER_DOCUMENT, 5);
  items = herald_courier_follow_form (fixture->form, fixture->answers, "All of it");

  assert_items (items, "copy||Nachricht|document|All of it|9/5!\n");
}

static void
test_follows_report (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) items = herald_courier_follow_report (fixture->answers, "Report", "All of it");

  assert_items (items,
                "copy|Product|product.name|product.name|Pump|4/0\n"
                "copy|Vulnerability|vuln.title|vuln.title|It opens|8/0\n"
                "copy||vuln.impact|vuln.impact|It stops|8/0\n"
                "copy|Report|Report|document|All of it|9/0\n");
}

static void
test_counts_as_browser (void)
{
  g_assert_cmpuint (herald_courier_count (""), ==, 0);
  g_assert_cmpuint (herald_courier_count ("Grüße\n"), ==, 6);
  g_assert_cmpuint (herald_courier_count ("a\xf0\x9f\x98\x80z"), ==, 4);
  g_assert_cmpuint (herald_courier_count ("e\xcc\x81"), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/deliver/courier/follows-a-form-and-loses-no-answer", Fixture, NULL, set_up, test_follows_form, tear_down);
  g_test_add ("/deliver/courier/gives-the-whole-report-to-one-field", Fixture, NULL, set_up, test_gives_whole_report, tear_down);
  g_test_add ("/deliver/courier/follows-the-report-without-a-form", Fixture, NULL, set_up, test_follows_report, tear_down);
  g_test_add_func ("/deliver/courier/counts-as-a-browser-does", test_counts_as_browser);

  return g_test_run ();
}
