/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-vendor.h"

G_BEGIN_DECLS

#define HERALD_FORM_NOTE_MAX_SIZE    (256 * 1024)
#define HERALD_FORM_NOTE_MAX_ENTRIES 100
#define HERALD_FORM_NOTE_MAX_REMARK  4000
#define HERALD_FORM_NOTE_MAX_LABEL   200
#define HERALD_FORM_NOTE_MAX_CHARS   1000000

#define HERALD_FORM_NOTE_ERROR (herald_form_note_error_quark ())

typedef enum
{
  HERALD_FORM_NOTE_ERROR_VALUE, /* not acceptable */
  HERALD_FORM_NOTE_ERROR_OTHER, /* of another vendor or channel */
} HeraldFormNoteError;

GQuark herald_form_note_error_quark (void);

/**
 * HeraldFormNote:
 * @vendor: the id of the vendor
 * @channel: the id of the channel whose form it is
 * @date: the day on which it was noted, `YYYY-MM-DD`
 * @from: where it comes from, one line
 * @address: the form's address on the web, or empty
 * @remark: what else there is to know, or empty
 * @form: (element-type HeraldFormEntry): the form's fields in its order, perhaps none
 *
 * What a person found when they filled a form that the profile does not know.
 */
typedef struct
{
  char      *vendor;
  char      *channel;
  char      *date;
  char      *from;
  char      *address;
  char      *remark;
  GPtrArray *form;
} HeraldFormNote;

HeraldFormNote *herald_form_note_new         (HeraldVendor          *vendor,
                                              const HeraldChannel   *channel,
                                              const char            *from);

HeraldFormNote *herald_form_note_copy        (const HeraldFormNote  *self);

void            herald_form_note_free        (HeraldFormNote        *self);

gboolean        herald_form_note_set_address (HeraldFormNote        *self,
                                              const char            *address,
                                              GError               **error);

gboolean        herald_form_note_set_remark  (HeraldFormNote        *self,
                                              const char            *remark,
                                              GError               **error);

gboolean        herald_form_note_add         (HeraldFormNote        *self,
                                              HeraldVendor          *vendor,
                                              const char            *label,
                                              const char            *field,
                                              guint                  max,
                                              GError               **error);

gboolean        herald_form_note_is_address  (const char            *text);

gboolean        herald_form_note_is_field    (HeraldVendor          *vendor,
                                              const char            *field);

HeraldFormNote *herald_form_note_read        (GBytes                *bytes,
                                              HeraldVendor          *vendor,
                                              const HeraldChannel   *channel,
                                              GError               **error);

char           *herald_form_note_write       (const HeraldFormNote  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldFormNote, herald_form_note_free)

G_END_DECLS
