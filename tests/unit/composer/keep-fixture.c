/* keep-fixture.c: a composer with a vault that opens at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keep-fixture.h"

static void
replaced_cb (KeepFixture *fixture)
{
  fixture->n_replaced++;
}

/* A vault that opens at once: its passphrase costs nothing to check. */
static void
make_vault (HeraldComposer *composer)
{
  HeraldSlotKey key = {
    .kind = HERALD_SLOT_PASSPHRASE, .passphrase = "a passphrase", .passes = 1, .memory = 1024 * 1024,
  };
  GError *error = NULL;

  herald_vault_create (herald_composer_get_vault (composer), &key, &error);
  g_assert_no_error (error);
}

void
keep_fixture_set_up (KeepFixture  *fixture,
                     gconstpointer data)
{
  fixture->composer = herald_composer_new (NULL);
  make_vault (fixture->composer);
  g_assert_true (herald_composer_begin (fixture->composer, "practice", FALSE, NULL));
  g_signal_connect_swapped (fixture->composer, "replaced", G_CALLBACK (replaced_cb), fixture);
}

void
keep_fixture_tear_down (KeepFixture  *fixture,
                        gconstpointer data)
{
  /* A worker that has answered holds it for a moment. */
  herald_composer_abandon (fixture->composer);
  while (G_OBJECT (fixture->composer)->ref_count > 1)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_assert_finalize_object (fixture->composer);
}

HeraldReport *
keep_fixture_report (KeepFixture *fixture)
{
  return herald_composer_get_report (fixture->composer);
}

void
keep_fixture_type (KeepFixture *fixture,
                   const char  *text)
{
  practice_answer (keep_fixture_report (fixture), "vuln.title", text);
}

void
keep_fixture_assert_typed (KeepFixture *fixture,
                           const char  *text)
{
  g_assert_cmpstr (herald_answer_get_text (herald_report_get_answer (keep_fixture_report (fixture), "vuln.title")), ==, text);
}

HeraldAutosaveState
keep_fixture_state (KeepFixture *fixture)
{
  return herald_autosave_get_state (herald_composer_get_autosave (fixture->composer));
}

void
keep_fixture_keep (KeepFixture *fixture)
{
  GError *error = NULL;

  herald_composer_keep (fixture->composer, &error);
  g_assert_no_error (error);
}

char *
keep_fixture_dup_id (KeepFixture *fixture)
{
  return g_strdup (herald_case_get_id (herald_composer_get_case (fixture->composer)));
}

void
keep_fixture_attach (KeepFixture *fixture,
                     const char  *name,
                     gsize        size)
{
  g_autoptr(GBytes) content = composer_fixture_noise (size);

  composer_fixture_attach (fixture->composer, name, content);
}

const HeraldAttachment *
keep_fixture_attachment (KeepFixture *fixture,
                         guint        index)
{
  GPtrArray *attachments = herald_report_get_attachments (keep_fixture_report (fixture));

  g_assert_cmpuint (index, <, attachments->len);
  return g_ptr_array_index (attachments, index);
}

guint
keep_fixture_count_attachments (KeepFixture *fixture)
{
  return herald_report_get_attachments (keep_fixture_report (fixture))->len;
}

gboolean
keep_fixture_lies_in_case (const HeraldAttachment *attached)
{
  return g_str_has_prefix (attached->path, HERALD_CASE_BLOB_PREFIX);
}

void
keep_fixture_took_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

void
keep_fixture_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}
