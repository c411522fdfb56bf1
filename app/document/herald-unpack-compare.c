/* herald-unpack-compare.c: holding parts against their manifest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-manifest.h"
#include "herald-text.h"
#include "herald-unpack-compare.h"

struct _HeraldUnpackCompare
{
  GByteArray *manifest;  /* its bytes while they come */
  GPtrArray  *listed;    /* HeraldManifestEntry; NULL until there is one */
  char       *trouble;   /* why the manifest cannot be read */
  GPtrArray  *found;     /* HeraldManifestEntry of each part */
};

/**
 * herald_unpack_compare_new:
 *
 * Begins with nothing listed and nothing found.
 *
 * Returns: (transfer full): a comparison
 */
HeraldUnpackCompare *
herald_unpack_compare_new (void)
{
  HeraldUnpackCompare *self = g_new0 (HeraldUnpackCompare, 1);

  self->manifest = g_byte_array_new ();
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_manifest_entry_free);

  return self;
}

/**
 * herald_unpack_compare_feed:
 * @self: a comparison
 * @name: the name of a part
 * @data: bytes of it
 * @length: their number
 *
 * Takes the manifest's own bytes; those of other parts pass by.
 */
void
herald_unpack_compare_feed (HeraldUnpackCompare *self,
                            const char          *name,
                            const void          *data,
                            gsize                length)
{
  if (!g_str_equal (name, HERALD_PART_MANIFEST) || self->listed != NULL)
    return;

  /* One byte more than is allowed is enough for the reader to refuse it. */
  g_byte_array_append (self->manifest, data,
                       (guint) MIN (length, HERALD_MANIFEST_MAX_SIZE + 1 - self->manifest->len));
}

static HeraldManifestEntry *
find (GPtrArray  *entries,
      const char *name)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      HeraldManifestEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->name, name))
        return entry;
    }

  return NULL;
}

/**
 * herald_unpack_compare_get_limit:
 * @self: a comparison
 * @name: the name of a part
 *
 * Tells how large a part may be by what the manifest has said so far.
 *
 * Returns: a number of bytes
 */
guint64
herald_unpack_compare_get_limit (HeraldUnpackCompare *self,
                                 const char          *name)
{
  const HeraldManifestEntry *entry = find (self->listed, name);

  return entry != NULL ? entry->size : G_MAXUINT64;
}

static void
read_manifest (HeraldUnpackCompare *self)
{
  g_autoptr(GBytes) bytes = g_bytes_new (self->manifest->data, self->manifest->len);
  g_autoptr(GError) error = NULL;

  if (herald_manifest_read (bytes, &self->listed, &error))
    return;

  self->listed = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_manifest_entry_free);
  /* The place can be a name that the manifest itself made up. */
  self->trouble = herald_text_show_hidden (error->message, FALSE);
}

/**
 * herald_unpack_compare_add:
 * @self: a comparison
 * @name: the name of a part, as the container has it
 * @size: its size in bytes
 * @sha256: its SHA-256
 *
 * Takes a part that is complete.
 *
 * The manifest is read here. A second manifest is a part that nobody listed.
 */
void
herald_unpack_compare_add (HeraldUnpackCompare *self,
                           const char          *name,
                           guint64              size,
                           const char          *sha256)
{
  HeraldManifestEntry *entry;

  if (g_str_equal (name, HERALD_PART_MANIFEST) && self->listed == NULL)
    {
      read_manifest (self);
      return;
    }

  entry = g_new0 (HeraldManifestEntry, 1);
  entry->name = g_strdup (name);
  entry->size = size;
  entry->sha256 = g_strdup (sha256);
  g_ptr_array_add (self->found, entry);
}

static guint
compare_listed (HeraldUnpackCompare *self,
                HeraldUnpackResult  *result)
{
  guint n_different = 0;

  for (guint i = 0; i < self->listed->len; i++)
    {
      const HeraldManifestEntry *entry = g_ptr_array_index (self->listed, i);
      const HeraldManifestEntry *part = find (self->found, entry->name);
      g_autofree char *name = herald_text_show_hidden (entry->name, FALSE);

      if (part != NULL && part->size == entry->size && g_str_equal (part->sha256, entry->sha256))
        continue;

      n_different++;
      if (part == NULL)
        herald_unpack_result_add_finding (result,
                                          /* TRANSLATORS: %s is the name of a file */
                                          _("“%s” is in the manifest, but not there"), name);
      else
        herald_unpack_result_add_finding (result,
                                          /* TRANSLATORS: %s is the name of a file */
                                          _("“%s” is not what the manifest says"), name);
    }

  return n_different;
}

/* Of two parts of one name only the first is the one listed. */
static guint
compare_found (HeraldUnpackCompare *self,
               HeraldUnpackResult  *result)
{
  guint n_different = 0;

  for (guint i = 0; i < self->found->len; i++)
    {
      const HeraldManifestEntry *part = g_ptr_array_index (self->found, i);
      g_autofree char *name = herald_text_show_hidden (part->name, FALSE);

      if (find (self->listed, part->name) != NULL && find (self->found, part->name) == part)
        continue;

      n_different++;
      herald_unpack_result_add_finding (result,
                                        /* TRANSLATORS: %s is the name of a file */
                                        _("“%s” is there, but not in the manifest"), name);
    }

  return n_different;
}

/**
 * herald_unpack_compare_finish:
 * @self: a comparison with all parts
 * @result: where the findings go
 *
 * Says whether every part is as listed and none is unlisted.
 */
void
herald_unpack_compare_finish (HeraldUnpackCompare *self,
                              HeraldUnpackResult  *result)
{
  guint n_different;

  if (self->listed == NULL)
    {
      herald_unpack_result_add_finding (result, "%s",
                                        _("There is no manifest, so nothing shows whether "
                                          "all parts are there"));
      return;
    }

  if (self->trouble != NULL)
    {
      herald_unpack_result_add_finding (result,
                                        /* TRANSLATORS: %s is the reason, with a place in it */
                                        _("The manifest cannot be read: %s"), self->trouble);
      herald_unpack_result_set_manifest (result, HERALD_UNPACK_MANIFEST_DIFFERS);
      return;
    }

  n_different = compare_listed (self, result) + compare_found (self, result);
  herald_unpack_result_set_manifest (result,
                                     n_different == 0 ? HERALD_UNPACK_MANIFEST_MATCHES
                                                      : HERALD_UNPACK_MANIFEST_DIFFERS);
}

/**
 * herald_unpack_compare_free:
 * @self: (transfer full): a comparison
 *
 * Frees a comparison.
 */
void
herald_unpack_compare_free (HeraldUnpackCompare *self)
{
  g_byte_array_unref (self->manifest);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_ptr_array_unref (self->found);
  g_free (self->trouble);
  g_free (self);
}
