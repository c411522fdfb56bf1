/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-sealer.h"

G_BEGIN_DECLS

/* A temporary home and runtime directory, Herald's engine in it, and the keys
 * of the practice vendor with which real programs open what was sealed. */

void        seal_fixture_set_up      (int           *argc,
                                      char        ***argv);

void        seal_fixture_tear_down   (void);

const char *seal_fixture_get_folder  (void);

char       *seal_fixture_path        (const char    *name);

char       *seal_fixture_practice    (const char    *name);

GBytes     *seal_fixture_certificate (void);

gboolean    seal_fixture_has_program (const char    *name);

const char *seal_fixture_sq_option   (void);

GBytes     *seal_fixture_call        (GBytes        *input,
                                      const char    *command,
                                      ...) G_GNUC_NULL_TERMINATED;

GBytes     *seal_fixture_try         (GBytes        *input,
                                      gboolean      *success,
                                      const char * const *command);

int         seal_fixture_fd          (GBytes        *content);

GBytes     *seal_fixture_content     (int            fd);

GBytes     *seal_fixture_noise       (gsize          length);

GBytes     *seal_fixture_seal        (GBytes        *plaintext,
                                      HeraldSealFlags flags);

void        seal_fixture_assert_home_is_clean (void);

gboolean    seal_fixture_finds_process (const char  *needle,
                                        int         *process);

G_END_DECLS
