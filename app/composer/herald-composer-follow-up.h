/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"
#include "herald-follow-up.h"
#include "herald-reply-key.h"

G_BEGIN_DECLS

/* Answers to a report whose writer nobody knows: a key inside of the sealed
 * report that answers are sealed to. The follow-up secret stands apart, and is
 * made and checked with herald-follow-up.h. */

/* A fresh key for the report in progress. Its secret part goes to the file that
 * the person named; the public part is in what is sealed from then on. */
void                  herald_composer_make_reply_key_async  (HeraldComposer       *self,
                                                             const char           *passphrase,
                                                             const char           *path,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);

gboolean              herald_composer_make_reply_key_finish (HeraldComposer       *self,
                                                             GAsyncResult         *result,
                                                             GError              **error);

/* A public key that was made before, for the report in progress; %NULL for none. */
gboolean              herald_composer_set_reply_key         (HeraldComposer       *self,
                                                             GBytes               *file,
                                                             GError              **error);

const char           *herald_composer_get_reply_key         (HeraldComposer       *self);

const char           *herald_composer_get_reply_key_text    (HeraldComposer       *self);

/* One sealed answer, opened in memory. */
void                  herald_composer_read_answer_async     (HeraldComposer       *self,
                                                             GBytes               *secret_key,
                                                             const char           *passphrase,
                                                             GBytes               *message,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);

char                 *herald_composer_read_answer_finish    (HeraldComposer       *self,
                                                             GAsyncResult         *result,
                                                             GError              **error);

G_END_DECLS
