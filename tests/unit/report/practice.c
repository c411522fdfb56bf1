/* practice.c: reports to the shipped vendors, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "practice.h"

HeraldVendorCatalog *
practice_vendors (void)
{
  return herald_vendor_catalog_new ("/nonexistent");
}

HeraldReport *
practice_report (const char *vendor,
                 gboolean    anonymous)
{
  g_autoptr(HeraldVendorCatalog) vendors = practice_vendors ();
  HeraldVendor *profile = herald_vendor_catalog_find (vendors, vendor);

  g_assert_nonnull (profile);
  return herald_report_new (profile, anonymous);
}

void
practice_answer (HeraldReport *report,
                 const char   *field,
                 const char   *text)
{
  const HeraldField *entry = herald_vendor_find_field (herald_report_get_vendor (report), field);
  g_autoptr(JsonNode) answer = NULL;
  GError *error = NULL;

  g_assert_nonnull (entry);
  answer = herald_answer_parse (entry, text, &error);
  g_assert_no_error (error);
  g_assert_true (herald_report_set_answer (report, field, answer, &error));
  g_assert_no_error (error);
}

static const char *
sample_answer (const HeraldField *field)
{
  switch (field->kind)
    {
    case HERALD_FIELD_DATE:
      return "2026-11-01";
    case HERALD_FIELD_TIME:
      return "10:00Z";
    case HERALD_FIELD_CHOICE:
      return ((HeraldChoice *) g_ptr_array_index (field->choices, 0))->id;
    case HERALD_FIELD_FLAG:
      return "yes";
    case HERALD_FIELD_LINKS:
      return "https://pump.example/status";
    case HERALD_FIELD_PEOPLE:
      return "[{\"name\": \"Ada\"}]";
    case HERALD_FIELD_PARTIES:
      return "[{\"party\": \"Example Centre\", \"kind\": \"coordinator\", \"date\": \"2026-11-02\"}]";
    case HERALD_FIELD_LINE:
    case HERALD_FIELD_PROSE:
    case HERALD_FIELD_CODE:
    case HERALD_FIELD_VERSION:
    default:
      return g_str_has_suffix (field->id, ".email") ? "ada@lab.example" : "something";
    }
}

/* Answers all that is asked for, and confirms all rules. */
void
practice_fill (HeraldReport *report)
{
  HeraldVendor *vendor = herald_report_get_vendor (report);
  GPtrArray *fields = herald_vendor_get_fields (vendor);
  GPtrArray *lists[] = { herald_vendor_get_prerequisites (vendor), herald_vendor_get_terms (vendor) };
  GPtrArray *diversions = herald_vendor_get_diversions (vendor);

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      if (field->strictness != HERALD_STRICTNESS_FORBIDDEN && herald_report_asks (report, field))
        practice_answer (report, field->id, sample_answer (field));
    }

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      for (guint j = 0; j < lists[i]->len; j++)
        g_assert_true (herald_report_attest (report, ((HeraldRule *) g_ptr_array_index (lists[i], j))->id, NULL));
    }

  for (guint i = 0; i < diversions->len; i++)
    g_assert_true (herald_report_set_diversion (report, ((HeraldDiversion *) g_ptr_array_index (diversions, i))->id,
                                                HERALD_DIVERSION_NO, NULL));
}

const HeraldFinding *
practice_find (GPtrArray  *findings,
               const char *kind,
               const char *place)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->kind, kind) && g_str_equal (finding->place, place))
        return finding;
    }

  return NULL;
}

guint
practice_count_at (GPtrArray  *findings,
                   const char *place)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += g_str_equal (((HeraldFinding *) g_ptr_array_index (findings, i))->place, place);

  return n;
}
