/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-case-files.h"
#include "herald-vault.h"

G_BEGIN_DECLS

#define PASSPHRASE "a cheap passphrase"

/* A vault in a folder of its own, unlocked, whose passphrase costs nothing. */
typedef struct
{
  char        *root;
  char        *folder;
  HeraldVault *vault;
} VaultFixture;

void           vault_set_up       (VaultFixture   *fixture,
                                   gconstpointer   data);

void           vault_tear_down    (VaultFixture   *fixture,
                                   gconstpointer   data);

HeraldSlotKey  cheap_passphrase   (const char     *passphrase);

HeraldVault   *vault_open_again   (VaultFixture   *fixture);

HeraldCase    *vault_add_case     (VaultFixture   *fixture,
                                   const char     *title);

HeraldCase    *vault_reopen_case  (VaultFixture   *fixture,
                                   HeraldCase    **opened);

char          *make_report        (const char     *title,
                                   const char     *description);

void           assert_report      (HeraldCase     *opened,
                                   const char     *title,
                                   const char     *description);

void           set_text           (HeraldCase     *opened,
                                   const char     *title,
                                   const char     *description);

char          *case_path          (VaultFixture   *fixture,
                                   HeraldCase     *opened,
                                   const char     *name);

guint          count_names        (const char     *folder);

GBytes        *read_file          (const char     *path);

void           write_file         (const char     *path,
                                   const guint8   *data,
                                   gsize           length);

void           copy_tree          (const char     *from,
                                   const char     *to);

void           remove_tree        (const char     *path);

int            memory_file        (const void     *data,
                                   gsize           length);

G_END_DECLS
