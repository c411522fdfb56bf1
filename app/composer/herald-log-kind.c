/* herald-log-kind.c: what the entries of a case's log are about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-log-kind.h"

/**
 * Kind:
 * @name: the word in the journal
 * @title: for people, to be translated
 * @state: how far it brings the case, where the word itself does not say it
 * @has_reference: whether the first line of its detail is what the vendor calls
 *   the report
 * @is_departure: whether the report left with it
 * @is_reaction: whether the vendor must have read the report by then
 *
 * A kind of entries.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *state;
  gboolean    has_reference;
  gboolean    is_departure;
  gboolean    is_reaction;
} Kind;

/* What a person writes down, in the order in which it mostly happens; then what
 * Herald itself writes. What was sent without an answer may have been accepted. */
static const Kind kinds[] = {
  { "sent", N_("You sent it"), "unknown", FALSE, TRUE, FALSE },
  { "delivered", N_("They received it"), "", TRUE, TRUE, FALSE },
  { "acknowledged", N_("They acknowledged it"), "", TRUE, FALSE, TRUE },
  { "answer", N_("They wrote"), "", FALSE, FALSE, FALSE },
  { "triaged", N_("They assessed it"), "", FALSE, FALSE, TRUE },
  { "kept", N_("They kept a promise"), "", FALSE, FALSE, FALSE },
  { "follow-up", N_("You asked again"), "", FALSE, FALSE, FALSE },
  { "coordinator", N_("You turned to a coordinator"), "", FALSE, FALSE, FALSE },
  { "fix", N_("They have a fix"), "", FALSE, FALSE, TRUE },
  { "disclosed", N_("It was published"), "", FALSE, FALSE, FALSE },
  { "closed", N_("You closed the case"), "", FALSE, FALSE, FALSE },
  { "note", N_("A note of yours"), "", FALSE, FALSE, FALSE },

  { "created", N_("Kept in the vault"), "", FALSE, FALSE, FALSE },
  { "imported", N_("Taken over from a file"), "", FALSE, FALSE, FALSE },
  { "sealed", N_("Sealed"), "", FALSE, FALSE, FALSE },
  { "exported", N_("Written to a file"), "", FALSE, FALSE, FALSE },
  { "unknown", N_("Sent, not confirmed"), "", FALSE, FALSE, FALSE },
  { HERALD_LOG_KIND_DELIVERY, N_("A delivery"), "", FALSE, FALSE, FALSE },
  { HERALD_LOG_KIND_REPLY_KEY, N_("A key for answers was made"), "", FALSE, FALSE, FALSE },
};

static const char * const by_people[] = {
  "sent", "delivered", "acknowledged", "answer", "triaged", "kept", "follow-up", "coordinator", "fix",
  "disclosed", "closed", "note", NULL
};

static const Kind *
find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].name, name))
        return &kinds[i];
    }

  return NULL;
}

/**
 * herald_log_kinds:
 *
 * Gives the kinds of entries that a person writes.
 *
 * Returns: (transfer none) (array zero-terminated=1): kinds, in the order in
 *   which such things mostly happen
 */
const char * const *
herald_log_kinds (void)
{
  return by_people;
}

/**
 * herald_log_kind_title:
 * @kind: what happened
 *
 * Names a kind for people.
 *
 * Returns: (transfer none): a phrase, translated; the kind itself if a newer
 *   Herald wrote it
 */
const char *
herald_log_kind_title (const char *kind)
{
  const Kind *known = find (kind);

  return known != NULL ? _(known->title) : kind;
}

/**
 * herald_log_kind_get_state:
 * @kind: what happened
 *
 * Tells the state that stands in the entry because its kind does not tell it.
 *
 * Returns: a state, or ""
 */
const char *
herald_log_kind_get_state (const char *kind)
{
  const Kind *known = find (kind);

  return known != NULL ? known->state : "";
}

/**
 * herald_log_kind_has_reference:
 * @kind: what happened
 *
 * Tells whether the first line of a detail is what the vendor calls the report.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_log_kind_has_reference (const char *kind)
{
  const Kind *known = find (kind);

  return known != NULL && known->has_reference;
}

/**
 * herald_log_kind_is_departure:
 * @kind: what happened
 *
 * Tells whether the report left with it, so that promises begin to count.
 *
 * Returns: %TRUE if it did
 */
gboolean
herald_log_kind_is_departure (const char *kind)
{
  const Kind *known = find (kind);

  return known != NULL && known->is_departure;
}

/**
 * herald_log_kind_is_reaction:
 * @kind: what happened
 *
 * Tells whether the vendor must have received the report by then.
 *
 * Returns: %TRUE for an acknowledgement and what comes after it
 */
gboolean
herald_log_kind_is_reaction (const char *kind)
{
  const Kind *known = find (kind);

  return known != NULL && known->is_reaction;
}

/**
 * herald_log_state_title:
 * @state: how far a case is
 *
 * Names the state of a case for people.
 *
 * Returns: (transfer none): a phrase, translated; the state itself if a newer
 *   Herald wrote it
 */
const char *
herald_log_state_title (const char *state)
{
  static const struct
  {
    const char *state;
    const char *title;
  } titles[] = {
    { "draft", N_("Draft") },
    { "sealed", N_("Sealed") },
    { "exported", N_("Exported") },
    { "sending", N_("Being sent") },
    { "unknown", N_("Sent, not confirmed") },
    { "delivered", N_("Delivered") },
    { "acknowledged", N_("Acknowledged") },
    { "triaged", N_("Assessed") },
    { "fix", N_("Fix available") },
    { "disclosed", N_("Published") },
    { "closed", N_("Closed") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (g_str_equal (titles[i].state, state))
        return _(titles[i].title);
    }

  return state;
}

/**
 * herald_log_read_delivery:
 * @entry: an entry of a log
 *
 * Reads the delivery that an entry is about.
 *
 * Returns: (transfer full) (nullable): the delivery, or %NULL if it is about
 *   none, or a newer Herald wrote it
 */
HeraldDelivery *
herald_log_read_delivery (const HeraldCaseEntry *entry)
{
  g_autoptr(GBytes) bytes = NULL;

  if (!g_str_equal (entry->kind, HERALD_LOG_KIND_DELIVERY))
    return NULL;

  bytes = g_bytes_new_static (entry->detail, strlen (entry->detail));
  return herald_delivery_read (bytes, NULL);
}
