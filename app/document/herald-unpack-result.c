/* herald-unpack-result.c: what came out of a container
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include "herald-unpack-result.h"

struct _HeraldUnpackResult
{
  HeraldUnpackForm      form;
  HeraldUnpackManifest  manifest;
  GPtrArray            *parts;
  GPtrArray            *findings;
};

static void
part_free (HeraldUnpackedPart *part)
{
  g_free (part->name);
  g_free (part->sha256);
  g_free (part);
}

/**
 * herald_unpack_result_new:
 *
 * Makes a result with nothing in it.
 *
 * Returns: (transfer full): a result
 */
HeraldUnpackResult *
herald_unpack_result_new (void)
{
  HeraldUnpackResult *self = g_new0 (HeraldUnpackResult, 1);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  self->findings = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * herald_unpack_result_set_form:
 * @self: a result
 * @form: what kind of container it was
 *
 * Says what was unpacked.
 */
void
herald_unpack_result_set_form (HeraldUnpackResult *self,
                               HeraldUnpackForm    form)
{
  self->form = form;
}

/**
 * herald_unpack_result_set_manifest:
 * @self: a result
 * @manifest: how the parts compare with the manifest
 *
 * Says whether the manifest was kept.
 */
void
herald_unpack_result_set_manifest (HeraldUnpackResult   *self,
                                   HeraldUnpackManifest  manifest)
{
  self->manifest = manifest;
}

/**
 * herald_unpack_result_add_part:
 * @self: a result
 * @name: a path below the folder
 * @size: a number of bytes
 * @sha256: 64 hexadecimal digits
 *
 * Adds a file that was written.
 */
void
herald_unpack_result_add_part (HeraldUnpackResult *self,
                               const char         *name,
                               guint64             size,
                               const char         *sha256)
{
  HeraldUnpackedPart *part = g_new0 (HeraldUnpackedPart, 1);

  part->name = g_strdup (name);
  part->size = size;
  part->sha256 = g_strdup (sha256);
  g_ptr_array_add (self->parts, part);
}

/**
 * herald_unpack_result_add_finding:
 * @self: a result
 * @format: a translated sentence
 * @...: what stands in it
 *
 * Adds something that is wrong with the container.
 */
void
herald_unpack_result_add_finding (HeraldUnpackResult *self,
                                  const char         *format,
                                  ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->findings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/**
 * herald_unpack_result_get_form:
 * @self: a result
 *
 * Tells what kind of container it was.
 *
 * Returns: a form
 */
HeraldUnpackForm
herald_unpack_result_get_form (const HeraldUnpackResult *self)
{
  g_return_val_if_fail (self != NULL, HERALD_UNPACK_TEXT);

  return self->form;
}

/**
 * herald_unpack_result_get_manifest:
 * @self: a result
 *
 * Tells whether every part is as the manifest lists it and none is unlisted.
 *
 * A plain text has no manifest, and needs none.
 *
 * Returns: how they compare
 */
HeraldUnpackManifest
herald_unpack_result_get_manifest (const HeraldUnpackResult *self)
{
  g_return_val_if_fail (self != NULL, HERALD_UNPACK_MANIFEST_NONE);

  return self->manifest;
}

/**
 * herald_unpack_result_get_n_parts:
 * @self: a result
 *
 * Counts the files that were written.
 *
 * Returns: their number
 */
guint
herald_unpack_result_get_n_parts (const HeraldUnpackResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->parts->len;
}

/**
 * herald_unpack_result_get_part:
 * @self: a result
 * @index: which one, below their number
 *
 * Gives a file that was written.
 *
 * Returns: (transfer none): a part
 */
const HeraldUnpackedPart *
herald_unpack_result_get_part (const HeraldUnpackResult *self,
                               guint                     index)
{
  g_return_val_if_fail (self != NULL && index < self->parts->len, NULL);

  return g_ptr_array_index (self->parts, index);
}

/**
 * herald_unpack_result_get_n_findings:
 * @self: a result
 *
 * Counts what is wrong with the container.
 *
 * Returns: their number; 0 is good
 */
guint
herald_unpack_result_get_n_findings (const HeraldUnpackResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->findings->len;
}

/**
 * herald_unpack_result_get_finding:
 * @self: a result
 * @index: which one, below their number
 *
 * Gives one thing that is wrong with the container.
 *
 * Returns: (transfer none): a translated sentence, safe to show
 */
const char *
herald_unpack_result_get_finding (const HeraldUnpackResult *self,
                                  guint                     index)
{
  g_return_val_if_fail (self != NULL && index < self->findings->len, NULL);

  return g_ptr_array_index (self->findings, index);
}

/**
 * herald_unpack_result_free:
 * @self: (transfer full) (nullable): a result
 *
 * Frees a result; the files stay.
 */
void
herald_unpack_result_free (HeraldUnpackResult *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->findings);
  g_free (self);
}
