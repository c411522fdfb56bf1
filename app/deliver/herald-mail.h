/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HERALD_MAIL_ERROR (herald_mail_error_quark ())

typedef enum
{
  HERALD_MAIL_ERROR_ADDRESS,
  HERALD_MAIL_ERROR_HEADER,
  HERALD_MAIL_ERROR_NOT_A_MAIL,
  HERALD_MAIL_ERROR_NO_MESSAGE,
  HERALD_MAIL_ERROR_SEVERAL_MESSAGES,
  HERALD_MAIL_ERROR_DAMAGED,
  HERALD_MAIL_ERROR_LIMIT,
} HeraldMailError;

typedef struct _HeraldMail HeraldMail;

GQuark              herald_mail_error_quark           (void);

HeraldMail         *herald_mail_new                   (const char        *to,
                                                       const char        *from,
                                                       const char        *subject,
                                                       const char        *outer_subject,
                                                       gboolean           anonymous,
                                                       GError           **error);

void                herald_mail_free                  (HeraldMail        *self);

const char * const *herald_mail_get_protected_headers (const HeraldMail  *self);

const char         *herald_mail_get_boundary          (const HeraldMail  *self);

gboolean            herald_mail_write_start           (const HeraldMail  *self,
                                                       int                fd,
                                                       GError           **error);

gboolean            herald_mail_write_end             (const HeraldMail  *self,
                                                       int                fd,
                                                       GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldMail, herald_mail_free)

G_END_DECLS
