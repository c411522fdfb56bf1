/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The forms of a sealed document. */
typedef enum
{
  HERALD_ENVELOPE_EML,
  HERALD_ENVELOPE_ASC,
  HERALD_ENVELOPE_BUNDLE,
  HERALD_ENVELOPE_DRAFT,
} HeraldEnvelopeForm;

/**
 * HeraldEnvelopeView:
 * @form: what the envelope is
 * @size: in bytes
 * @recipients: (array zero-terminated=1): key ids, 16 upper-case hexadecimal
 *   digits each; zeros for a hidden one
 * @headers: (array zero-terminated=1): name, value, name, value, … of a mail
 * @names: (array zero-terminated=1): file names that can be read
 * @protection: how the message is guarded against changes, such as `SEIPDv1`
 *
 * What anybody can see of an envelope on its way.
 */
typedef struct
{
  HeraldEnvelopeForm  form;
  guint64             size;
  GStrv               recipients;
  GStrv               headers;
  GStrv               names;
  char               *protection;
} HeraldEnvelopeView;

/**
 * HeraldOpenedPart:
 * @name: a path below the folder
 * @size: in bytes
 * @sha256: 64 lower-case hexadecimal digits
 *
 * A file that came out of an envelope.
 */
typedef struct
{
  char    *name;
  guint64  size;
  char    *sha256;
} HeraldOpenedPart;

/**
 * HeraldOpened:
 * @parts: (element-type HeraldOpenedPart): what was written
 * @findings: (element-type utf8): what is wrong with the content, in translated
 *   sentences; empty if nothing was found
 *
 * What came out of an envelope.
 */
typedef struct
{
  GPtrArray *parts;
  GPtrArray *findings;
} HeraldOpened;

const char         *herald_envelope_form_to_word   (HeraldEnvelopeForm    form);

gboolean            herald_envelope_form_from_word (const char           *word,
                                                    HeraldEnvelopeForm   *form);

HeraldEnvelopeView *herald_envelope_inspect        (int                   fd,
                                                    gboolean              whole,
                                                    GError              **error);

gboolean            herald_envelope_check          (int                   fd,
                                                    const char           *subkey,
                                                    GError              **error);

void                herald_envelope_view_free      (HeraldEnvelopeView   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldEnvelopeView, herald_envelope_view_free)

void                herald_envelope_open_async     (int                   fd,
                                                    GBytes               *secret_key,
                                                    const char           *folder,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);

HeraldOpened       *herald_envelope_open_finish    (GAsyncResult         *result,
                                                    GError              **error);

void                herald_opened_free             (HeraldOpened         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldOpened, herald_opened_free)

G_END_DECLS
