/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-decoder.h"
#include "herald-vendor-private.h"

G_BEGIN_DECLS

/* The parts of a profile. Each reads one or more members of the root into the
 * vendor; references to what is read by another are checked at the end. */

void  herald_vendor_read_about          (HeraldVendor           *self,
                                         HeraldDecoder          *decoder,
                                         const HeraldJsonValue  *root);

void  herald_vendor_read_rules          (HeraldVendor           *self,
                                         HeraldDecoder          *decoder,
                                         const HeraldJsonValue  *root);

void  herald_vendor_read_promises       (HeraldVendor           *self,
                                         HeraldDecoder          *decoder,
                                         const HeraldJsonValue  *root);

void  herald_vendor_read_contradictions (HeraldVendor           *self,
                                         HeraldDecoder          *decoder,
                                         const HeraldJsonValue  *root);

void  herald_vendor_read_fields         (HeraldVendor           *self,
                                         HeraldDecoder          *decoder,
                                         const HeraldJsonValue  *root);

void  herald_vendor_read_limits         (HeraldVendor           *self,
                                         HeraldDecoder          *decoder,
                                         const HeraldJsonValue  *root);

void  herald_vendor_read_channels       (HeraldVendor           *self,
                                         HeraldDecoder          *decoder,
                                         const HeraldJsonValue  *root);

void  herald_vendor_read_keys           (HeraldVendor           *self,
                                         HeraldDecoder          *decoder,
                                         const HeraldJsonValue  *root);

/* What every statement has: perhaps the lines of the research that it
 * honours, and a source. */

/* Whether a text is good, and what to say when it is not. */
typedef struct
{
  gboolean   (* is_good) (const char *text);
  const char *expected;
} HeraldTextCheck;

gboolean         herald_vendor_open        (HeraldDecoder          *decoder,
                                            const HeraldJsonValue  *object,
                                            const char * const     *required,
                                            const char * const     *optional);

char            *herald_vendor_read_source (HeraldVendor           *self,
                                            HeraldDecoder          *decoder,
                                            const HeraldJsonValue  *object);

HeraldStatement  herald_vendor_read_value  (HeraldVendor           *self,
                                            HeraldDecoder          *decoder,
                                            const HeraldJsonValue  *object,
                                            HeraldTextCheck         check);

HeraldRule      *herald_vendor_read_rule   (HeraldVendor           *self,
                                            HeraldDecoder          *decoder,
                                            const HeraldJsonValue  *object);

G_END_DECLS
