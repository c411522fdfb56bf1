/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "composer-fixture.h"
#include "herald-composer-vault.h"

G_BEGIN_DECLS

/* A report in progress, in memory only, and a vault that is unlocked. */
typedef struct
{
  HeraldComposer *composer;
  guint           n_replaced;
} KeepFixture;

void keep_fixture_set_up (KeepFixture  *fixture,
                          gconstpointer data);

void keep_fixture_tear_down (KeepFixture  *fixture,
                             gconstpointer data);

HeraldReport *keep_fixture_report (KeepFixture *fixture);

void keep_fixture_type (KeepFixture *fixture,
                        const char  *text);

void keep_fixture_assert_typed (KeepFixture *fixture,
                                const char  *text);

HeraldAutosaveState keep_fixture_state (KeepFixture *fixture);

void keep_fixture_keep (KeepFixture *fixture);

char *keep_fixture_dup_id (KeepFixture *fixture);

void keep_fixture_attach (KeepFixture *fixture,
                          const char  *name,
                          gsize        size);

const HeraldAttachment *keep_fixture_attachment (KeepFixture *fixture,
                                                 guint        index);

guint keep_fixture_count_attachments (KeepFixture *fixture);

gboolean keep_fixture_lies_in_case (const HeraldAttachment *attached);

void keep_fixture_took_cb (GObject      *source,
                           GAsyncResult *result,
                           gpointer      data);

void keep_fixture_wait (GAsyncResult **result);

G_END_DECLS
