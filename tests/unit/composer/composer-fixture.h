/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"
#include "practice.h"

G_BEGIN_DECLS

/* A test program whose home, runtime and data folders are made up: the data
 * folder is a new one for each test, and holds the state and a folder to work
 * in. Keys come from the practice vendor and from the zoo. */

void            composer_fixture_set_up       (int                  *argc,
                                               char               ***argv);

int             composer_fixture_run          (void);

/* Paths and files. */
char           *composer_fixture_path         (const char           *name);

char           *composer_fixture_state        (void);

char           *composer_fixture_write        (const char           *name,
                                               GBytes               *content);

GBytes         *composer_fixture_read         (const char           *path);

char           *composer_fixture_list         (const char           *path);

guint           composer_fixture_mode         (const char           *path);

guint           composer_fixture_count_fds    (void);

/* Some bytes that look random and are always the same. */
GBytes         *composer_fixture_noise        (gsize                 length);

GBytes         *composer_fixture_text         (const char           *text);

/* Keys. */
GBytes         *composer_fixture_practice_key (const char           *name);

GBytes         *composer_fixture_zoo_key      (const char           *name);

char           *composer_fixture_fingerprint  (const char           *zoo_key,
                                               guint                 index);

HeraldVendor   *composer_fixture_vendor       (HeraldComposer       *composer,
                                               const char           *id);

/* Reports. */
HeraldComposer *composer_fixture_begin        (const char           *vendor,
                                               gboolean              anonymous);

HeraldComposer *composer_fixture_ready        (gboolean              anonymous);

void            composer_fixture_attach       (HeraldComposer       *composer,
                                               const char           *name,
                                               GBytes               *content);

/* Envelopes. */
gboolean        composer_fixture_seal         (HeraldComposer       *composer,
                                               HeraldEnvelopeForm    form,
                                               const char           *path,
                                               GCancellable         *cancellable,
                                               GError              **error);

HeraldOpened   *composer_fixture_open         (const char           *path,
                                               GBytes               *secret_key,
                                               const char           *folder,
                                               GCancellable         *cancellable,
                                               GError              **error);

char           *composer_fixture_envelope     (HeraldEnvelopeForm    form,
                                               gboolean              with_attachment);

HeraldKey      *composer_fixture_recipient    (void);

G_END_DECLS
