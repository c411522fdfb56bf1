/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HERALD_SEVERITY_STOP, /* no envelope while it stands */
  HERALD_SEVERITY_WARN,
  HERALD_SEVERITY_NOTE,
} HeraldSeverity;

/**
 * HeraldFinding:
 * @id: stable as long as its cause is there; holds nothing that was typed
 * @kind: what was found, such as `missing`
 * @severity: what it means for sealing
 * @place: a place in the report to jump to, such as `/answers/product.name`
 * @message: one translated sentence, which never quotes the report
 * @decidable: whether a decision with a reason settles it
 *
 * Something that the review found.
 */
typedef struct
{
  char           *id;
  char           *kind;
  HeraldSeverity  severity;
  char           *place;
  char           *message;
  gboolean        decidable;
} HeraldFinding;

HeraldFinding *herald_finding_new        (const char           *kind,
                                          HeraldSeverity        severity,
                                          const char           *place,
                                          const char           *message);

HeraldFinding *herald_finding_new_decidable (const char        *kind,
                                             HeraldSeverity     severity,
                                             const char        *place,
                                             const char        *tag,
                                             const char        *message);

void           herald_finding_free       (HeraldFinding        *self);

const char    *herald_severity_to_word   (HeraldSeverity        severity);

GPtrArray     *herald_findings_new       (void);

void           herald_findings_take_new  (GPtrArray            *findings,
                                          const char           *kind,
                                          HeraldSeverity        severity,
                                          const char           *place,
                                          char                 *message);

gboolean       herald_findings_has_stop  (GPtrArray            *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldFinding, herald_finding_free)

G_END_DECLS
