/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-secret.h"
#include "herald-vault-header.h"
#include "herald-vault.h"

G_BEGIN_DECLS

/* The files of a vault, in its folder. */
#define HERALD_VAULT_FILE_HEADER "header"
#define HERALD_VAULT_FILE_COPY   "header-copy"
#define HERALD_VAULT_FILE_INDEX  "index"
#define HERALD_VAULT_FILE_LOCK   "lock"
#define HERALD_VAULT_CASES       "cases"
#define HERALD_VAULT_ASIDE       "aside"

/* How the folder of a case ends while it is made, and while it is deleted. */
#define HERALD_VAULT_NEW         ".new"
#define HERALD_VAULT_GONE        ".gone"

struct _HeraldVault
{
  GObject           parent_instance;

  GRecMutex         mutex;      /* held by every function while it looks or writes */
  char             *folder;
  HeraldVaultHeader header;     /* what was read last */
  HeraldSecret     *key;        /* NULL while locked */
  GPtrArray        *open_cases; /* GWeakRef */
  char             *notice;
  char             *half_made;  /* the id of a case that could not be made, nor removed */
};

char     *herald_vault_path           (HeraldVault        *self,
                                       const char         *name);

char     *herald_vault_case_folder    (HeraldVault        *self,
                                       const char         *case_id,
                                       const char         *ending);

gboolean  herald_vault_check_unlocked (HeraldVault        *self,
                                       GError            **error);

int       herald_vault_hold           (HeraldVault        *self,
                                       GError            **error);

gboolean  herald_vault_read_header    (HeraldVault        *self,
                                       const char         *name,
                                       HeraldVaultHeader  *header,
                                       GError            **error);

gboolean  herald_vault_write_header   (HeraldVault        *self,
                                       HeraldVaultHeader  *header,
                                       GError            **error);

void      herald_vault_repair         (HeraldVault        *self,
                                       gboolean            is_sound);

void      herald_vault_sweep          (HeraldVault        *self);

gboolean  herald_vault_erase_case     (HeraldVault        *self,
                                       const char         *name,
                                       GError            **error);

void      herald_vault_forget_case    (HeraldVault        *self,
                                       const char         *case_id);

G_END_DECLS
