/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-own-identity.h"

G_BEGIN_DECLS

/* Where the literals of herald-own-identity.c come from. */

void herald_own_sources_add_account   (HeraldOwnIdentity           *identity,
                                       const HeraldEnvironmentRoot *root);

void herald_own_sources_add_host      (HeraldOwnIdentity           *identity,
                                       const HeraldEnvironmentRoot *root);

void herald_own_sources_add_addresses (HeraldOwnIdentity           *identity,
                                       const HeraldEnvironmentRoot *root);

void herald_own_sources_add_git       (HeraldOwnIdentity           *identity,
                                       const HeraldEnvironmentRoot *root);

void herald_own_sources_add_ssh       (HeraldOwnIdentity           *identity,
                                       const HeraldEnvironmentRoot *root);

G_END_DECLS
