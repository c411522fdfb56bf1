/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-json.h"

G_BEGIN_DECLS

/* How an answer is given; the words stand in the field catalogue. */
typedef enum
{
  HERALD_FIELD_LINE,
  HERALD_FIELD_PROSE,
  HERALD_FIELD_CODE,
  HERALD_FIELD_DATE,
  HERALD_FIELD_TIME,
  HERALD_FIELD_CHOICE,
  HERALD_FIELD_FLAG,
  HERALD_FIELD_VERSION,
  HERALD_FIELD_LINKS,
  HERALD_FIELD_PEOPLE,
  HERALD_FIELD_PARTIES,
} HeraldFieldKind;

/* How much a vendor wants a field. */
typedef enum
{
  HERALD_STRICTNESS_REQUIRED,
  HERALD_STRICTNESS_REQUESTED,
  HERALD_STRICTNESS_OPTIONAL,
  HERALD_STRICTNESS_FORBIDDEN,
} HeraldStrictness;

typedef struct
{
  char *id;
  char *label;
} HeraldChoice;

/* One of a field's conditions: it is asked for only when another field has
 * one of these answers. For a flag the values are "true" or "false". */
typedef struct
{
  char  *field;
  char **values;
} HeraldCondition;

/**
 * HeraldField:
 * @id: such as `product.name`
 * @section: the id of its section
 * @kind: how an answer is given
 * @label: in the language of the data file
 * @help: in the language of the data file; may be empty
 * @max: how many characters an answer, or one entry of a list, may have; 0
 *   where the kind sets its own bound (dates, times, choices, flags)
 * @choices: (element-type HeraldChoice): of a %HERALD_FIELD_CHOICE, else empty
 * @unknown: whether "unknown" is an answer
 * @when: (element-type HeraldCondition): all must hold; may be empty
 * @strictness: how much the vendor wants it
 * @wording: the vendor's own words for it, or empty
 * @source: the id of the profile's source, or empty
 * @catalogued: %FALSE for a field that the profile itself defines
 * @past: whether its dates cannot lie in the future
 * @nudge_days: after how many days the person is reminded to report; 0: never
 *
 * A field of a vendor's form: the catalogue's entry and the vendor's, merged.
 */
typedef struct
{
  char             *id;
  char             *section;
  HeraldFieldKind   kind;
  char             *label;
  char             *help;
  guint             max;
  GPtrArray        *choices;
  gboolean          unknown;
  GPtrArray        *when;
  HeraldStrictness  strictness;
  char             *wording;
  char             *source;
  gboolean          catalogued;
  gboolean          past;
  guint             nudge_days;
} HeraldField;

#define HERALD_FIELD_MAX_ENTRIES 100

const char *herald_field_kind_to_word     (HeraldFieldKind    kind);

const char *herald_strictness_to_word     (HeraldStrictness   strictness);

const char *herald_strictness_to_label    (HeraldStrictness   strictness);

gboolean    herald_field_is_contact       (const HeraldField *self);

gboolean    herald_field_is_list          (const HeraldField *self);

const char *herald_field_get_choice_label (const HeraldField *self,
                                           const char        *choice);

HeraldField *herald_field_copy            (const HeraldField *self);

void        herald_field_free             (HeraldField       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldField, herald_field_free)

G_END_DECLS
