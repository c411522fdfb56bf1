/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-mime-library.h"
#include "herald-part.h"

G_BEGIN_DECLS

#define HERALD_TYPE_MIME_PART (herald_mime_part_get_type ())

/**
 * HeraldMimePart:
 *
 * A MIME part that streams its content into a #HeraldMimeSink.
 */
G_DECLARE_FINAL_TYPE (HeraldMimePart, herald_mime_part, HERALD, MIME_PART, GMimePart)

GMimeObject *herald_mime_part_new         (const HeraldPart *part);

GMimeObject *herald_mime_part_new_padding (void);

void         herald_mime_part_set_padding (HeraldMimePart   *self,
                                           guint64           length);

G_END_DECLS
