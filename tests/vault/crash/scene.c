/* scene.c: a vault, what a person does with it, and what is found in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "herald-folder.h"
#include "scene.h"

#define OLD_PASSPHRASE "the old passphrase"
#define NEW_PASSPHRASE "the new passphrase"

/* More than one load of the writer, so that its threads all run. */
#define BLOB_SIZE (2 * 1024 * 1024 + 12345)

static const guint8 secret[HERALD_SLOT_SECRET_SIZE] = { 42 };

static HeraldSlotKey
cheap_key (const char *passphrase)
{
  return (HeraldSlotKey) { .kind = HERALD_SLOT_PASSPHRASE, .passphrase = passphrase,
                           .passes = 1, .memory = 8192 };
}

static char *
make_report (const char *title,
             const char *blob,
             gboolean    anonymous)
{
  g_autofree char *attachment = blob != NULL ? g_strdup_printf ("{ \"path\": \"blob-%s\" }", blob) : g_strdup ("");

  return g_strdup_printf ("{ \"vendor\": \"practice\", \"anonymous\": %s, \"answers\": { \"vuln.title\": \"%s\" }, "
                          "\"attachments\": [ %s ] }", anonymous ? "true" : "false", title, attachment);
}

static int
make_attachment (gsize size)
{
  int fd = memfd_create ("attachment", MFD_CLOEXEC);
  guint8 *content;

  /* By calls that are not counted. */
  g_assert_cmpint (fallocate (fd, 0, 0, (off_t) size), ==, 0);
  content = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (content != MAP_FAILED);
  for (gsize i = 0; i < size; i++)
    content[i] = (guint8) (i * 31 + i / 4093);
  munmap (content, size);
  return fd;
}

static void
append (HeraldCase *opened,
        const char *title,
        const char *blob)
{
  g_autofree char *json = make_report (title, blob, FALSE);
  g_autoptr(GError) error = NULL;

  herald_case_append (opened, json, &error);
  g_assert_no_error (error);
}

/* Flips a bit near the end of a file. */
static void
spoil (const char *path)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  data[length - 40] ^= 1;
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

/* A vault with a passphrase, a secret, a case with a past, and a case that
 * nobody touches. */
static void
prepare_whole (const char  *folder,
               char       **journal)
{
  g_autoptr(HeraldVault) vault = herald_vault_new (folder);
  HeraldSlotKey key = cheap_key (OLD_PASSPHRASE), other = { .kind = HERALD_SLOT_SECRET, .secret = secret };
  g_autofree char *json = make_report ("bystander", NULL, FALSE), *first = make_report ("first", NULL, FALSE);
  g_autofree char *slot = NULL;
  g_autoptr(HeraldCase) bystander = NULL, opened = NULL;
  g_autoptr(HeraldCaseBlob) old = NULL, present = NULL;
  int fd = make_attachment (1000);

  g_assert_true (herald_vault_create (vault, &key, NULL));
  slot = herald_vault_add_slot (vault, &other, NULL);
  bystander = herald_vault_new_case (vault, json, NULL);
  opened = herald_vault_new_case (vault, first, NULL);
  g_assert_true (bystander != NULL && opened != NULL && slot != NULL);

  old = herald_case_add_blob (opened, fd, NULL, NULL);
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  present = herald_case_add_blob (opened, fd, NULL, NULL);
  close (fd);
  append (opened, "second", old->id);
  append (opened, "third", present->id);
  append (opened, "fourth", present->id);
  g_assert_true (herald_case_undo (opened, NULL));
  g_assert_true (herald_case_log_add (opened, "created", "", NULL));
  g_ptr_array_unref (herald_vault_list (vault, NULL));
  *journal = g_build_filename (folder, "cases", herald_case_get_id (opened), "journal-1", NULL);
}

void
scene_prepare (const char *folder,
               SceneState  state)
{
  g_autofree char *header = g_build_filename (folder, "header", NULL);
  g_autofree char *journal = NULL;

  if (state == SCENE_EMPTY)
    return;

  prepare_whole (folder, &journal);
  if (state == SCENE_SPOILED)
    spoil (journal);
  else if (state == SCENE_SPOILED_HEADER)
    spoil (header);
}

HeraldVault *
scene_unlock (const char  *folder,
              const char **passphrase)
{
  const char * const passphrases[] = { OLD_PASSPHRASE, NEW_PASSPHRASE };
  g_autoptr(HeraldVault) vault = herald_vault_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (passphrases); i++)
    {
      if (herald_vault_unlock_passphrase (vault, passphrases[i], NULL))
        {
          if (passphrase != NULL)
            *passphrase = passphrases[i];
          return g_steal_pointer (&vault);
        }
    }

  return NULL;
}

/* The case with a past. */
HeraldCase *
scene_open (HeraldVault *vault)
{
  g_autoptr(GPtrArray) list = herald_vault_list (vault, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const HeraldCaseSummary *summary = g_ptr_array_index (list, i);

      if (!g_str_equal (summary->title, "bystander"))
        return herald_vault_open_case (vault, summary->id, NULL);
    }

  return NULL;
}

static gboolean
act_save (HeraldVault  *vault,
          HeraldCase   *opened,
          GError      **error)
{
  g_autofree char *json = make_report ("saved", NULL, FALSE);

  return herald_case_append (opened, json, error);
}

/* One that no other act has written. */
static gboolean
act_save_again (HeraldVault  *vault,
                HeraldCase   *opened,
                GError      **error)
{
  g_autofree char *before = herald_case_get_report_json (opened, NULL);
  g_autofree char *title = g_strdup_printf ("saved after %" G_GSIZE_FORMAT, strlen (before) % 97);
  g_autofree char *json = make_report (title, NULL, FALSE);

  return herald_case_append (opened, json, error);
}

static gboolean
act_undo (HeraldVault  *vault,
          HeraldCase   *opened,
          GError      **error)
{
  return herald_case_undo (opened, error);
}

static gboolean
act_log (HeraldVault  *vault,
         HeraldCase   *opened,
         GError      **error)
{
  return herald_case_log_add (opened, "sealed", "hash", error);
}

/* An entry about the file of another, where there is one. */
static gboolean
act_entry (HeraldVault  *vault,
           HeraldCase   *opened,
           GError      **error)
{
  g_autoptr(GPtrArray) blobs = herald_case_get_blobs (opened);
  HeraldCaseEntry entry = { .kind = (char *) "note", .source = (char *) "me", .promise = (char *) "acknowledge" };

  entry.file = blobs->len > 0 ? g_ptr_array_index (blobs, 0) : NULL;
  return herald_case_log_add_entry (opened, &entry, error);
}

static gboolean
act_attach (HeraldVault  *vault,
            HeraldCase   *opened,
            GError      **error)
{
  int fd = make_attachment (BLOB_SIZE);
  g_autoptr(HeraldCaseBlob) blob = herald_case_add_blob (opened, fd, NULL, error);

  close (fd);
  return blob != NULL;
}

static gboolean
act_compact (HeraldVault  *vault,
             HeraldCase   *opened,
             GError      **error)
{
  return herald_case_compact (opened, HERALD_CASE_COMPACT_KEEP_HISTORY, error);
}

static gboolean
act_forget (HeraldVault  *vault,
            HeraldCase   *opened,
            GError      **error)
{
  return herald_case_compact (opened, HERALD_CASE_COMPACT_FORGET, error);
}

static gboolean
act_start_afresh (HeraldVault  *vault,
                  HeraldCase   *opened,
                  GError      **error)
{
  g_autofree char *json = make_report ("anonymous", NULL, TRUE);

  return herald_case_start_afresh (opened, json, error);
}

static char *
find_slot (HeraldVault    *vault,
           HeraldSlotKind  kind,
           GError        **error)
{
  g_autoptr(GPtrArray) slots = herald_vault_get_slots (vault, error);

  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const HeraldSlot *slot = g_ptr_array_index (slots, i);

      if (slot->kind == kind)
        return g_strdup (slot->id);
    }

  return NULL;
}

static gboolean
act_change_passphrase (HeraldVault  *vault,
                       HeraldCase   *opened,
                       GError      **error)
{
  HeraldSlotKey key = cheap_key (NEW_PASSPHRASE);
  g_autofree char *slot = find_slot (vault, HERALD_SLOT_PASSPHRASE, error);

  return slot != NULL && herald_vault_change_slot (vault, slot, &key, error);
}

static gboolean
act_remove_slot (HeraldVault  *vault,
                 HeraldCase   *opened,
                 GError      **error)
{
  g_autofree char *slot = find_slot (vault, HERALD_SLOT_SECRET, error);

  return slot == NULL || herald_vault_remove_slot (vault, slot, error);
}

static gboolean
act_new_case (HeraldVault  *vault,
              HeraldCase   *opened,
              GError      **error)
{
  g_autofree char *json = make_report ("new", NULL, FALSE);
  g_autoptr(HeraldCase) made = herald_vault_new_case (vault, json, error);

  return made != NULL;
}

static gboolean
act_delete (HeraldVault  *vault,
            HeraldCase   *opened,
            GError      **error)
{
  g_autoptr(GError) failure = NULL;

  if (herald_vault_delete_case (vault, herald_case_get_id (opened), &failure) ||
      g_error_matches (failure, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
act_rebuild (HeraldVault  *vault,
             HeraldCase   *opened,
             GError      **error)
{
  return herald_vault_rebuild_index (vault, error);
}

static gboolean
act_create (HeraldVault  *vault,
            HeraldCase   *opened,
            GError      **error)
{
  HeraldSlotKey key = cheap_key (OLD_PASSPHRASE);

  return herald_vault_create (vault, &key, error);
}

static gboolean
act_unlock (HeraldVault  *vault,
            HeraldCase   *opened,
            GError      **error)
{
  return herald_vault_unlock_passphrase (vault, OLD_PASSPHRASE, error);
}

const SceneAct scene_acts[] = {
  { "save", SCENE_WHOLE, TRUE, act_save },
  { "save-again", SCENE_WHOLE, TRUE, act_save_again },
  { "undo", SCENE_WHOLE, TRUE, act_undo },
  { "log", SCENE_WHOLE, TRUE, act_log },
  { "entry", SCENE_WHOLE, TRUE, act_entry },
  { "attach", SCENE_WHOLE, TRUE, act_attach },
  { "compact", SCENE_WHOLE, TRUE, act_compact },
  { "forget", SCENE_WHOLE, TRUE, act_forget },
  { "start-afresh", SCENE_WHOLE, TRUE, act_start_afresh },
  { "change-passphrase", SCENE_WHOLE, TRUE, act_change_passphrase },
  { "remove-slot", SCENE_WHOLE, TRUE, act_remove_slot },
  { "new-case", SCENE_WHOLE, TRUE, act_new_case },
  { "delete", SCENE_WHOLE, TRUE, act_delete },
  { "rebuild-index", SCENE_WHOLE, TRUE, act_rebuild },
  { "mend", SCENE_SPOILED, TRUE, act_compact },
  { "repair-header", SCENE_SPOILED_HEADER, FALSE, act_unlock },
  { "create", SCENE_EMPTY, FALSE, act_create },
  { NULL, SCENE_WHOLE, FALSE, NULL },
};

const SceneAct *
scene_find (const char *name)
{
  const SceneAct *act = scene_acts;

  while (act->name != NULL && !g_str_equal (act->name, name))
    act++;

  return act->name != NULL ? act : NULL;
}

/* Everything about a case but ids and times. */
static void
describe_case (GString    *text,
               HeraldCase *opened)
{
  g_autofree char *notice = herald_case_get_notice (opened);
  g_autofree char *json = herald_case_get_report_json (opened, NULL);
  g_autoptr(GPtrArray) versions = herald_case_get_versions (opened);
  g_autoptr(GPtrArray) log = herald_case_log_get (opened);
  g_autoptr(GPtrArray) blobs = herald_case_get_blobs (opened);
  g_autoptr(GRegex) ids = g_regex_new ("blob-[0-9a-f]{32}", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal (ids, json, -1, 0, "blob", 0, NULL);

  g_string_append_printf (text, "%s undo %d redo %d versions %u\n", plain,
                          herald_case_can_undo (opened), herald_case_can_redo (opened), versions->len);
  for (guint i = 0; i < log->len; i++)
    {
      const HeraldCaseEntry *entry = g_ptr_array_index (log, i);

      g_string_append_printf (text, "log %s %s %s\n", entry->kind, entry->promise,
                              entry->file != NULL ? entry->file->sha256 : "");
    }
  for (guint i = 0; i < blobs->len; i++)
    {
      const HeraldCaseBlob *blob = g_ptr_array_index (blobs, i);

      g_string_append_printf (text, "blob %s %s\n", blob->sha256,
                              herald_case_copy_blob (opened, blob->id, -1, NULL, NULL) ? "good" : "BAD");
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

/* The names in a folder, of journals and blobs how many. */
static void
describe_folder (GString    *text,
                 const char *folder)
{
  g_autoptr(GPtrArray) names = herald_folder_list (folder);
  const char * const usual[] = { "cases", "aside", "lock", "index", NULL };
  guint n_journals = 0, n_blobs = 0;

  g_ptr_array_sort (names, compare);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (g_str_has_prefix (name, "journal-"))
        n_journals++;
      else if (g_str_has_prefix (name, "blob-"))
        n_blobs++;
      else if (strlen (name) != 32 && !g_strv_contains (usual, name))
        g_string_append_printf (text, "%s ", name);
    }
  g_string_append_printf (text, "+ %u journals, %u blobs\n", n_journals, n_blobs);
}

static char *
describe_listed (HeraldVault             *vault,
                 const HeraldCaseSummary *summary)
{
  g_autofree char *folder = g_build_filename (herald_vault_get_folder (vault), "cases", summary->id, NULL);
  GString *text = g_string_new (NULL);
  g_autoptr(HeraldCase) opened = NULL;
  g_auto(GStrv) problems = NULL;

  g_string_append_printf (text, "case “%s” %s %s\n", summary->title, summary->state, summary->problem);
  opened = herald_vault_open_case (vault, summary->id, NULL);
  if (opened != NULL)
    describe_case (text, opened);
  problems = herald_vault_check_case (vault, summary->id, NULL);
  if (problems == NULL)
    g_string_append (text, "cannot be checked\n");
  for (guint i = 0; problems != NULL && problems[i] != NULL; i++)
    g_string_append_printf (text, "problem %s\n", problems[i]);
  describe_folder (text, folder);
  return g_string_free (text, FALSE);
}

/* Opens everything, as the person would, and says what is there. */
char *
scene_inspect (const char *folder)
{
  const char * const folders[] = { "", "cases" };
  g_autofree char *aside = g_build_filename (folder, "aside", NULL);
  const char *passphrase = "none";
  g_autoptr(HeraldVault) vault = scene_unlock (folder, &passphrase);
  g_autoptr(GPtrArray) list = vault != NULL ? herald_vault_list (vault, NULL) : NULL;
  g_autoptr(GPtrArray) slots = vault != NULL ? herald_vault_get_slots (vault, NULL) : NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) names = NULL;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "opens with %s, %u slots\n", passphrase, slots != NULL ? slots->len : 0);
  for (guint i = 0; list != NULL && i < list->len; i++)
    g_ptr_array_add (texts, describe_listed (vault, g_ptr_array_index (list, i)));
  g_ptr_array_sort (texts, compare);
  for (guint i = 0; i < texts->len; i++)
    g_string_append (text, g_ptr_array_index (texts, i));

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folder, folders[i], NULL);

      describe_folder (text, path);
    }

  /* What is damaged may be set aside twice: better than never. */
  names = herald_folder_list (aside);
  g_string_append_printf (text, "%s aside\n", names->len > 0 ? "something" : "nothing");
  return g_string_free (text, FALSE);
}
