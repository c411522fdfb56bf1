/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-environment-root.h"

G_BEGIN_DECLS

/* What tells who wrote a text; where two are found at one place, the earlier
 * one here is told. */
typedef enum
{
  HERALD_OWN_HOME_FOLDER,
  HERALD_OWN_EMAIL,
  HERALD_OWN_MACHINE_ID,
  HERALD_OWN_HARDWARE_ADDRESS,
  HERALD_OWN_ADDRESS,
  HERALD_OWN_HOST_NAME,
  HERALD_OWN_USER_NAME,
  HERALD_OWN_REAL_NAME,
  HERALD_OWN_GIT_IDENTITY,
  HERALD_OWN_SSH_IDENTITY,

  /* Whoever it may be. */
  HERALD_OWN_USER_FOLDER,
  HERALD_OWN_SHELL_PROMPT,
  HERALD_OWN_RUNTIME_FOLDER,

  HERALD_OWN_N_KINDS
} HeraldOwnKind;

/* What may not stand beside a literal. */
typedef enum
{
  HERALD_OWN_BOUND_WORD, /* a letter, a digit or an underscore */
  HERALD_OWN_BOUND_IPV4, /* a digit, or a dot and a digit */
  HERALD_OWN_BOUND_HEX,  /* a hexadecimal digit, or a colon and one */
} HeraldOwnBound;

/**
 * HeraldOwnLiteral:
 * @kind: what it is
 * @ordinal: tells apart what is of one kind, from 1; two ways to write one
 *   thing share it
 * @bound: what may not stand beside it
 * @capital: whether it counts only where it begins with a capital
 * @text: UTF-8, composed (NFC); otherwise the case of letters is of no account
 *
 * A text by which the person can be known.
 */
typedef struct
{
  HeraldOwnKind   kind;
  guint           ordinal;
  HeraldOwnBound  bound;
  gboolean        capital;
  char           *text;
} HeraldOwnLiteral;

typedef struct _HeraldOwnIdentity HeraldOwnIdentity;

typedef struct _HeraldOwnAutomaton HeraldOwnAutomaton;

HeraldOwnIdentity *herald_own_identity_collect      (const HeraldEnvironmentRoot *root);

HeraldOwnIdentity *herald_own_identity_new          (void);

void               herald_own_identity_add          (HeraldOwnIdentity           *self,
                                                     HeraldOwnKind                kind,
                                                     const char                  *text);

void               herald_own_identity_add_name     (HeraldOwnIdentity           *self,
                                                     HeraldOwnKind                kind,
                                                     const char                  *name);

void               herald_own_identity_add_address  (HeraldOwnIdentity           *self,
                                                     HeraldOwnKind                kind,
                                                     const char                  *address);

void               herald_own_identity_add_variant  (HeraldOwnIdentity           *self,
                                                     HeraldOwnKind                kind,
                                                     HeraldOwnBound               bound,
                                                     guint                        ordinal,
                                                     const char                  *text);

guint              herald_own_identity_next_ordinal (const HeraldOwnIdentity     *self,
                                                     HeraldOwnKind                kind);

GPtrArray         *herald_own_identity_get_literals (const HeraldOwnIdentity     *self);

const HeraldOwnAutomaton *herald_own_identity_get_automaton (HeraldOwnIdentity   *self);

void               herald_own_identity_free         (HeraldOwnIdentity           *self);

gboolean           herald_own_identity_is_common    (const char                  *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldOwnIdentity, herald_own_identity_free)

G_END_DECLS
