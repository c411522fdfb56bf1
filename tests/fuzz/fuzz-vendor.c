/* fuzz-vendor.c: any bytes as a vendor's profile and as a field catalogue
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "herald-vendor.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_error (GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == HERALD_JSON_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
read_catalog (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldFieldCatalog) catalog = herald_field_catalog_read (bytes, &error);
  const char * const *sections;

  if (catalog == NULL)
    {
      check_error (error);
      return;
    }

  sections = herald_field_catalog_get_sections (catalog);
  for (guint i = 0; sections[i] != NULL; i++)
    g_assert_nonnull (herald_field_catalog_get_section_label (catalog, sections[i]));
}

/* What a profile that was read promises to every room behind. */
static void
check_vendor (HeraldVendor *vendor)
{
  g_autoptr(JsonNode) node = herald_vendor_to_json (vendor);
  g_autofree char *text = herald_json_write (node);
  GPtrArray *fields = herald_vendor_get_fields (vendor);
  GPtrArray *channels = herald_vendor_get_channels (vendor);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (herald_vendor_get_shipped_key (vendor));
  g_assert_cmpuint (fields->len, >, 0);
  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      g_assert_true (herald_vendor_find_field (vendor, field->id) == field);
      g_assert_nonnull (herald_vendor_get_section_label (vendor, field->section));
      g_assert_cmpstr (field->label, !=, "");
      g_assert_true ((field->kind == HERALD_FIELD_CHOICE) == (field->choices->len > 0));
    }
  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      g_assert_true (channel->address.value != NULL || *channel->address.note != '\0');
      g_assert_null (strpbrk (channel->subject, "\r\n"));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVendor) vendor = NULL;

  vendor = herald_vendor_read (bytes, herald_field_catalog_get_default (), &error);
  if (vendor != NULL)
    check_vendor (vendor);
  else
    check_error (error);

  read_catalog (bytes);
  return 0;
}
