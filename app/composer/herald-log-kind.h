/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-case.h"
#include "herald-delivery.h"

G_BEGIN_DECLS

/* What the entries of a log are about. Kinds are words in the journal: what
 * stands here once stays. */

#define HERALD_LOG_KIND_DELIVERY  "delivery"  /* detail: herald_delivery_write() */
#define HERALD_LOG_KIND_REPLY_KEY "reply-key" /* detail: a word, a line end, and the public key */

/* Who says what an entry says. */
#define HERALD_LOG_ME     "me"
#define HERALD_LOG_SERVER "server"
#define HERALD_LOG_VENDOR "vendor"

const char * const *herald_log_kinds               (void);

const char         *herald_log_kind_title          (const char            *kind);

const char         *herald_log_kind_get_state      (const char            *kind);

gboolean            herald_log_kind_has_reference  (const char            *kind);

gboolean            herald_log_kind_is_departure   (const char            *kind);

gboolean            herald_log_kind_is_reaction    (const char            *kind);

const char         *herald_log_state_title         (const char            *state);

HeraldDelivery     *herald_log_read_delivery       (const HeraldCaseEntry *entry);

G_END_DECLS
