/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-mail.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_MAIL_FORM_EML,   /* PGP/MIME: the whole mail is the message */
  HERALD_MAIL_FORM_DRAFT, /* an ordinary mail with the message attached */
} HeraldMailForm;

typedef enum
{
  HERALD_MAIL_ENCODING_NONE, /* 7bit, 8bit or binary */
  HERALD_MAIL_ENCODING_BASE64,
  HERALD_MAIL_ENCODING_QUOTED_PRINTABLE,
} HeraldMailEncoding;

/**
 * HeraldMailView:
 * @form: what kind of mail it is
 * @headers: (array zero-terminated=1): name, value, name, value, … of the
 *   outer headers in their order, decoded, with hidden characters made
 *   visible; a name may occur more than once
 * @names: (array zero-terminated=1): the file names of the parts, in their
 *   order, decoded and with hidden characters made visible
 * @message_offset: where the OpenPGP message begins in the file, in bytes
 * @message_length: its length in bytes, still encoded for transfer
 * @message_encoding: how it is encoded for transfer
 *
 * What anybody can see of a mail on its way.
 */
typedef struct
{
  HeraldMailForm      form;
  GStrv               headers;
  GStrv               names;
  guint64             message_offset;
  guint64             message_length;
  HeraldMailEncoding  message_encoding;
} HeraldMailView;

HeraldMailView *herald_mail_read      (int                    fd,
                                       GError               **error);

gboolean        herald_mail_extract   (const HeraldMailView  *view,
                                       int                    fd,
                                       int                    message_fd,
                                       GCancellable          *cancellable,
                                       GError               **error);

void            herald_mail_view_free (HeraldMailView        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldMailView, herald_mail_view_free)

G_END_DECLS
