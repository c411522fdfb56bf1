/* herald-case-item.c: a case as a list of reports shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-case-item.h"

struct _HeraldCaseItem
{
  GObject   parent_instance;

  char     *id;
  char     *title;
  char     *vendor;  /* its name */
  char     *state;
  char     *changed;
  char     *problem;
  gboolean  is_readable;
  gboolean  is_anonymous;
};

G_DEFINE_FINAL_TYPE (HeraldCaseItem, herald_case_item, G_TYPE_OBJECT)

/* What each state means, and what comes next. */
typedef struct
{
  const char *state;
  const char *icon;
  const char *word;
  const char *next;
} StateWords;

static const StateWords *
find_words (const char *state)
{
  static const StateWords all[] = {
    { "draft", "document-edit-symbolic", N_("Draft"), N_("next: complete and seal it") },
    { "sealed", "channel-secure-symbolic", N_("Sealed"), N_("next: send it to the vendor") },
    { "exported", "channel-secure-symbolic", N_("Exported"), N_("next: take it to the vendor") },
    { "unknown", "dialog-warning-symbolic", N_("Sent, not confirmed"), N_("next: find out whether it arrived") },
    { "delivered", "mail-send-symbolic", N_("Delivered"), N_("next: wait for the vendor’s answer") },
    { "acknowledged", "mail-unread-symbolic", N_("Acknowledged"), N_("next: wait for what they find") },
    { "triaged", "mail-unread-symbolic", N_("Assessed"), N_("next: wait for a fix") },
    { "fix", "emblem-ok-symbolic", N_("Fix available"), N_("next: agree on when it is published") },
    { "disclosed", "object-select-symbolic", N_("Published"), NULL },
    { "closed", "object-select-symbolic", N_("Closed"), NULL },
  };
  static const StateWords newer = { NULL, "dialog-information-symbolic", NULL, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (g_str_equal (all[i].state, state))
        return &all[i];
    }

  /* A newer Herald may know more; a case that cannot be read has none. */
  return state[0] != '\0' ? &newer : &all[0];
}

static void
herald_case_item_finalize (GObject *object)
{
  HeraldCaseItem *self = HERALD_CASE_ITEM (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->vendor);
  g_free (self->state);
  g_free (self->changed);
  g_free (self->problem);

  G_OBJECT_CLASS (herald_case_item_parent_class)->finalize (object);
}

static void
herald_case_item_class_init (HeraldCaseItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_case_item_finalize;
}

static void
herald_case_item_init (HeraldCaseItem *self)
{
}

static char *
make_title (const HeraldCaseSummary *summary)
{
  if (!summary->is_readable)
    return g_strdup (_("Unreadable report"));
  if (*summary->title == '\0')
    return g_strdup (_("Untitled report"));

  return herald_text_show_hidden (summary->title, FALSE);
}

/**
 * herald_case_item_new:
 * @summary: a case
 * @vendors: where its vendor's name is looked up
 *
 * Puts a case into words.
 *
 * Returns: (transfer full): the item
 */
HeraldCaseItem *
herald_case_item_new (const HeraldCaseSummary *summary,
                      HeraldVendorCatalog     *vendors)
{
  HeraldCaseItem *self = g_object_new (HERALD_TYPE_CASE_ITEM, NULL);
  HeraldVendor *vendor = herald_vendor_catalog_find (vendors, summary->vendor);

  self->id = g_strdup (summary->id);
  self->title = make_title (summary);
  self->vendor = herald_text_show_hidden (vendor != NULL ? herald_vendor_get_name (vendor) : summary->vendor, FALSE);
  self->state = g_strdup (summary->state);
  self->changed = g_strdup (summary->changed);
  self->problem = g_strdup (summary->problem);
  self->is_readable = summary->is_readable;
  self->is_anonymous = summary->anonymous;

  return self;
}

/**
 * herald_case_item_get_id:
 * @self: an item
 *
 * Gives the case's id.
 *
 * Returns: (transfer none): the id
 */
const char *
herald_case_item_get_id (HeraldCaseItem *self)
{
  return self->id;
}

/**
 * herald_case_item_get_title:
 * @self: an item
 *
 * Gives what the report is called.
 *
 * Returns: (transfer none): its title, or words in its place
 */
const char *
herald_case_item_get_title (HeraldCaseItem *self)
{
  return self->title;
}

/**
 * herald_case_item_get_vendor:
 * @self: an item
 *
 * Gives the vendor's name.
 *
 * Returns: (transfer none): the name, or "" when the case cannot be read
 */
const char *
herald_case_item_get_vendor (HeraldCaseItem *self)
{
  return self->vendor;
}

/**
 * herald_case_item_get_problem:
 * @self: an item
 *
 * Gives what is wrong with the case.
 *
 * Returns: (transfer none): a sentence, or "" when nothing is
 */
const char *
herald_case_item_get_problem (HeraldCaseItem *self)
{
  return self->problem;
}

/**
 * herald_case_item_get_icon:
 * @self: an item
 *
 * Gives a picture of the case's state.
 *
 * Returns: (transfer none): the name of an icon
 */
const char *
herald_case_item_get_icon (HeraldCaseItem *self)
{
  return self->is_readable ? find_words (self->state)->icon : "dialog-warning-symbolic";
}

/**
 * herald_case_item_get_changed:
 * @self: an item
 *
 * Gives when the case was changed last, which can be compared as text.
 *
 * Returns: (transfer none): an instant in UTC or a date
 */
const char *
herald_case_item_get_changed (HeraldCaseItem *self)
{
  return self->changed;
}

/**
 * herald_case_item_is_readable:
 * @self: an item
 *
 * Tells whether the case can be opened.
 *
 * Returns: %TRUE if it can
 */
gboolean
herald_case_item_is_readable (HeraldCaseItem *self)
{
  return self->is_readable;
}

/**
 * herald_case_item_is_anonymous:
 * @self: an item
 *
 * Tells whether the report is anonymous.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_case_item_is_anonymous (HeraldCaseItem *self)
{
  return self->is_anonymous;
}

/**
 * herald_case_item_describe:
 * @self: an item
 *
 * Says for whom the report is, how far it is and what comes next.
 *
 * Returns: (transfer full): a line of plain text
 */
char *
herald_case_item_describe (HeraldCaseItem *self)
{
  const StateWords *words = find_words (self->state);
  g_autoptr(GString) line = g_string_new (NULL);

  if (!self->is_readable)
    return g_strdup (self->problem);

  g_string_append (line, self->vendor);
  if (self->is_anonymous)
    g_string_append_printf (line, " · %s", _("Anonymous"));
  g_string_append_printf (line, " · %s", words->word != NULL ? _(words->word) : self->state);
  if (words->next != NULL)
    g_string_append_printf (line, ", %s", _(words->next));

  return g_strdup (line->str);
}

static GDateTime *
read_moment (const char *moment)
{
  g_autofree char *instant = strlen (moment) > strlen ("2026-11-21") ? g_strdup (moment)
                                                                    : g_strconcat (moment, "T12:00:00Z", NULL);

  return g_date_time_new_from_iso8601 (instant, NULL);
}

/**
 * herald_case_item_dup_day:
 * @self: an item
 *
 * Says on which day the case was changed last.
 *
 * Returns: (transfer full): the day in words, or "" when it is not known
 */
char *
herald_case_item_dup_day (HeraldCaseItem *self)
{
  g_autoptr(GDateTime) moment = read_moment (self->changed);
  g_autoptr(GDateTime) local = moment != NULL ? g_date_time_to_local (moment) : NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) before = g_date_time_add_days (now, -1);

  if (local == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (local) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now))
    return g_strdup (_("Today"));
  if (g_date_time_get_year (local) == g_date_time_get_year (before) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (before))
    return g_strdup (_("Yesterday"));

  return g_date_time_format (local, "%x");
}

/**
 * herald_case_item_matches:
 * @self: an item
 * @words: what the person looks for, casefolded
 *
 * Tells whether title or vendor hold what the person looks for.
 *
 * Returns: %TRUE if one of them does
 */
gboolean
herald_case_item_matches (HeraldCaseItem *self,
                          const char     *words)
{
  g_autofree char *title = g_utf8_casefold (self->title, -1);
  g_autofree char *vendor = g_utf8_casefold (self->vendor, -1);

  return strstr (title, words) != NULL || strstr (vendor, words) != NULL;
}
