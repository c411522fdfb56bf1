/* herald-vendor-catalog.c: all vendors, those compiled in and the person's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-data.h"
#include "herald-file.h"
#include "herald-text.h"
#include "herald-vendor-catalog.h"
#include "herald-vendor-private.h"

#define MAX_PROFILES 200
#define SUFFIX ".json"

/* Most of the time one report's vendor is asked for, and to read a profile
 * takes longer than to review a report: the others wait until somebody asks
 * for all of them. */
struct _HeraldVendorCatalog
{
  char       *folder;
  GHashTable *shipped;  /* those read so far, by id, which is their file's name */
  gboolean    complete;
  GPtrArray  *vendors;  /* empty until complete, as are the problems */
  GPtrArray  *problems; /* NULL-terminated when complete */
  guint       n_shipped;
};

/* A file name may hold anything; a problem is a sentence that is safe to show. */
static void
add_problem (HeraldVendorCatalog *self,
             const char          *sentence)
{
  g_ptr_array_add (self->problems, herald_text_show_hidden (sentence, FALSE));
}

static void
add_file_problem (HeraldVendorCatalog *self,
                  const char          *file,
                  const char          *reason)
{
  g_autofree char *sentence = g_strdup_printf (
    /* TRANSLATORS: the first %s is a file, the second says what is wrong with it,
     * perhaps with the place: “/fields/3/label: a text was expected” */
    _("%s: %s"), file, reason);

  add_problem (self, sentence);
}

/* %NULL without an error where nothing of that id is shipped. */
static HeraldVendor *
find_shipped (HeraldVendorCatalog  *self,
              const char           *id,
              GError              **error)
{
  HeraldVendor *vendor = g_hash_table_lookup (self->shipped, id);
  g_autofree char *name = g_strconcat ("vendors/", id, SUFFIX, NULL);
  g_autoptr(GBytes) bytes = NULL;

  if (vendor != NULL)
    return vendor;

  bytes = herald_data_lookup (name);
  if (bytes == NULL)
    return NULL;

  vendor = herald_vendor_read (bytes, herald_field_catalog_get_default (), error);
  if (vendor == NULL)
    return NULL;

  herald_vendor_set_shipped (vendor);
  g_hash_table_insert (self->shipped, g_strdup (id), vendor);
  return vendor;
}

static void
add_shipped (HeraldVendorCatalog *self)
{
  g_auto(GStrv) names = herald_data_list ("vendors");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *id = g_strndup (names[i], strlen (names[i]) - strlen (SUFFIX));
      g_autoptr(GError) error = NULL;
      HeraldVendor *vendor = find_shipped (self, id, &error);

      if (vendor == NULL)
        add_file_problem (self, names[i], error->message);
      else
        g_ptr_array_add (self->vendors, herald_vendor_ref (vendor));
    }

  self->n_shipped = self->vendors->len;
}

/* What makes a readable profile of the person's own unacceptable, or NULL. */
static char *
find_objection (HeraldVendorCatalog *self,
                HeraldVendor        *vendor)
{
  for (guint i = 0; i < self->vendors->len; i++)
    {
      if (g_strcmp0 (herald_vendor_get_id (g_ptr_array_index (self->vendors, i)),
                     herald_vendor_get_id (vendor)) != 0)
        continue;

      return g_strdup_printf (i < self->n_shipped
                                /* TRANSLATORS: %s is a vendor's id */
                                ? _("/id: “%s” is the id of a profile that comes with Herald; another id was expected")
                                /* TRANSLATORS: %s is a vendor's id */
                                : _("/id: another profile has the id “%s” already; another id was expected"),
                              herald_vendor_get_id (vendor));
    }

  /* A shipped key counts as confirmed, so nobody else may name one. */
  for (guint i = 0; i < herald_vendor_get_keys (vendor)->len; i++)
    {
      const HeraldVendorKey *key = g_ptr_array_index (herald_vendor_get_keys (vendor), i);

      if (*key->file != '\0')
        return g_strdup_printf (
          /* TRANSLATORS: %u is the number of a key in the file, from 0 */
          _("/keys/%u/file: this member is only known in profiles that come with Herald"), i);
    }

  return NULL;
}

static void
add_own (HeraldVendorCatalog *self,
         const char          *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = herald_file_read (path, HERALD_VENDOR_MAX_SIZE, &error);
  g_autoptr(HeraldVendor) vendor = NULL;
  g_autofree char *objection = NULL;

  if (bytes == NULL)
    {
      add_problem (self, error->message);
      return;
    }

  vendor = herald_vendor_read (bytes, herald_field_catalog_get_default (), &error);
  if (vendor == NULL)
    {
      add_file_problem (self, path, error->message);
      return;
    }

  objection = find_objection (self, vendor);
  if (objection != NULL)
    {
      add_file_problem (self, path, objection);
      return;
    }

  g_ptr_array_add (self->vendors, g_steal_pointer (&vendor));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The profiles in a folder, sorted, so that of two with one id it is always
 * the same that is refused. */
static GPtrArray *
list_profiles (GDir *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      if (*name != '.' && g_str_has_suffix (name, SUFFIX))
        g_ptr_array_add (names, g_strdup (name));
    }

  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
add_folder (HeraldVendorCatalog *self,
            const char          *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) folder = g_dir_open (path, 0, &error);
  g_autoptr(GPtrArray) names = NULL;

  if (folder == NULL)
    {
      /* Most people have no profiles of their own. */
      if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        add_file_problem (self, path, _("this folder cannot be read"));
      return;
    }

  names = list_profiles (folder);
  for (guint i = 0; i < MIN (names->len, MAX_PROFILES); i++)
    {
      g_autofree char *file = g_build_filename (path, g_ptr_array_index (names, i), NULL);

      add_own (self, file);
    }

  if (names->len > MAX_PROFILES)
    {
      g_autofree char *reason = g_strdup_printf (
        /* TRANSLATORS: %d is a number of files */
        _("this folder holds more than %d profiles; the others were not read"), MAX_PROFILES);

      add_file_problem (self, path, reason);
    }
}

static void
complete (HeraldVendorCatalog *self)
{
  if (self->complete)
    return;

  add_shipped (self);
  if (self->folder != NULL)
    add_folder (self, self->folder);
  g_ptr_array_add (self->problems, NULL);
  self->complete = TRUE;
}

/**
 * herald_vendor_catalog_new:
 * @folder: (nullable): where the person's own profiles lie
 *
 * Makes a catalogue of all vendors: those compiled in, then the person's own
 * by file name.
 *
 * At most 200 files whose names end in `.json` are read from @folder, which
 * need not exist. What cannot be read becomes a problem. Profiles are read
 * when they are first asked for.
 *
 * Thread: any, but a catalogue not in two at once.
 *
 * Returns: (transfer full): the vendors
 */
HeraldVendorCatalog *
herald_vendor_catalog_new (const char *folder)
{
  HeraldVendorCatalog *self = g_new0 (HeraldVendorCatalog, 1);

  self->folder = g_strdup (folder);
  self->shipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) herald_vendor_unref);
  self->vendors = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_vendor_unref);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * herald_vendor_catalog_free:
 * @self: (transfer full): a catalogue
 *
 * Frees a catalogue; vendors that somebody else holds stay.
 */
void
herald_vendor_catalog_free (HeraldVendorCatalog *self)
{
  g_hash_table_unref (self->shipped);
  g_ptr_array_unref (self->vendors);
  g_ptr_array_unref (self->problems);
  g_free (self->folder);
  g_free (self);
}

/**
 * herald_vendor_catalog_get_vendors:
 * @self: a catalogue
 *
 * Gives all vendors that can be used.
 *
 * Returns: (transfer none) (element-type HeraldVendor): shipped ones by id,
 *   then the person's own by file name
 */
GPtrArray *
herald_vendor_catalog_get_vendors (HeraldVendorCatalog *self)
{
  complete (self);
  return self->vendors;
}

/**
 * herald_vendor_catalog_get_problems:
 * @self: a catalogue
 *
 * Says why profiles were refused.
 *
 * Returns: (transfer none): one sentence for each, translated and safe to
 *   show, that names file and place
 */
const char * const *
herald_vendor_catalog_get_problems (HeraldVendorCatalog *self)
{
  complete (self);
  return (const char * const *) self->problems->pdata;
}

/**
 * herald_vendor_catalog_find:
 * @self: a catalogue
 * @id: a vendor's id
 *
 * Finds a vendor.
 *
 * Returns: (transfer none) (nullable): the vendor, or %NULL
 */
HeraldVendor *
herald_vendor_catalog_find (HeraldVendorCatalog *self,
                            const char          *id)
{
  HeraldVendor *vendor = find_shipped (self, id, NULL);

  /* Nobody else's profile can have a shipped one's id. */
  if (vendor != NULL)
    return vendor;

  complete (self);
  for (guint i = self->n_shipped; i < self->vendors->len; i++)
    {
      vendor = g_ptr_array_index (self->vendors, i);
      if (g_str_equal (herald_vendor_get_id (vendor), id))
        return vendor;
    }

  return NULL;
}
