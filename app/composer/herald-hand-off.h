/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"

G_BEGIN_DECLS

/**
 * HeraldHandOffWay:
 * @HERALD_HAND_OFF_DRAFT: a draft, for a mail program that opens files
 * @HERALD_HAND_OFF_ATTACHMENT: the sealed report alone, for the desktop's
 *   Email portal, which makes the draft itself
 *
 * What is handed to a mail program. Neither is ever an encrypted message that
 * waits to be sent: mail programs lose those, or open them in clear.
 */
typedef enum
{
  HERALD_HAND_OFF_DRAFT,
  HERALD_HAND_OFF_ATTACHMENT,
} HeraldHandOffWay;

/**
 * HeraldHandOff:
 * @way: what was made
 * @path: a private file, there until the hand-off is freed
 * @media_type: its media type
 * @address: who it goes to
 * @subject: what stands in sight over it
 * @body: what it says in clear
 * @attachment: the name of the file that is attached
 * @attachment_size: its size in bytes
 * @sha256: its SHA-256, 64 lower-case hexadecimal digits
 *
 * A mail that is ready for the person's mail program.
 */
typedef struct
{
  HeraldHandOffWay  way;
  char             *path;
  const char       *media_type;
  char             *address;
  char             *subject;
  char             *body;
  char             *attachment;
  guint64           attachment_size;
  char             *sha256;

  gpointer          folder; /* private */
} HeraldHandOff;

void           herald_composer_hand_off_async  (HeraldComposer       *self,
                                                HeraldHandOffWay      way,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);

HeraldHandOff *herald_composer_hand_off_finish (HeraldComposer       *self,
                                                GAsyncResult         *result,
                                                GError              **error);

void           herald_hand_off_free            (HeraldHandOff        *self);

void           herald_hand_off_sweep           (void);

/* The desktop's Email portal. */
gboolean       herald_mail_portal_is_needed    (void);

void           herald_mail_portal_open_async   (const HeraldHandOff  *hand_off,
                                                GDBusConnection      *bus,
                                                const char           *window,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);

gboolean       herald_mail_portal_open_finish  (GAsyncResult         *result,
                                                GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldHandOff, herald_hand_off_free)

G_END_DECLS
