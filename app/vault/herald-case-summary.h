/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeraldCaseSummary:
 * @id: 32 lower-case hexadecimal digits
 * @title: what the report is about, at most 200 characters, or "" while it has no title
 * @vendor: the vendor's id
 * @state: how far it is by its log: `draft`, `sealed`, `exported`, `unknown`,
 *   `delivered`, `acknowledged`, `triaged`, `fix`, `disclosed`, `closed`, or what
 *   a newer Herald wrote
 * @anonymous: whether the report is anonymous
 * @changed: when it last changed: an instant in UTC; a date in an anonymous report
 * @is_readable: whether the case can be opened; if not, the texts above are ""
 * @problem: what is wrong with it, as a sentence, or "" when nothing is
 *
 * What a list of cases shows of one.
 */
typedef struct
{
  char     *id;
  char     *title;
  char     *vendor;
  char     *state;
  gboolean  anonymous;
  char     *changed;
  gboolean  is_readable;
  char     *problem;
} HeraldCaseSummary;

void herald_case_summary_free (HeraldCaseSummary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCaseSummary, herald_case_summary_free)

G_END_DECLS
