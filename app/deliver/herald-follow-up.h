/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A follow-up secret: 100 random bits, with which a reporter whom nobody knows
 * asks a vendor's endpoint for answers. It is 20 letters and digits in base32
 * (Crockford's: no I, L, O and U), shown as four groups of five. */
#define HERALD_FOLLOW_UP_N_GROUPS     4
#define HERALD_FOLLOW_UP_GROUP_LENGTH 5
#define HERALD_FOLLOW_UP_LENGTH       (HERALD_FOLLOW_UP_N_GROUPS * HERALD_FOLLOW_UP_GROUP_LENGTH)

#define HERALD_FOLLOW_UP_ERROR (herald_follow_up_error_quark ())

typedef enum
{
  HERALD_FOLLOW_UP_ERROR_SECRET, /* not a follow-up secret */
  HERALD_FOLLOW_UP_ERROR_RANDOM, /* the system has no random numbers */
} HeraldFollowUpError;

GQuark    herald_follow_up_error_quark (void);

/* Secrets are the 20 characters in capitals; whoever has one frees it with
 * herald_follow_up_free(), which wipes it. */
char     *herald_follow_up_new         (GError     **error);

char     *herald_follow_up_read        (const char  *text,
                                        GError     **error);

char     *herald_follow_up_show        (const char  *secret);

gboolean  herald_follow_up_is_saved    (const char  *secret,
                                        const char  *last_group);

char     *herald_follow_up_make_key    (const char  *secret);

char     *herald_follow_up_hash_key    (const char  *key);

void      herald_follow_up_free        (char        *secret);

G_END_DECLS
