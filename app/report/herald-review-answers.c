/* herald-review-answers.c: the review of each field's answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "herald-address.h"
#include "herald-data-text.h"
#include "herald-date.h"
#include "herald-hash.h"
#include "herald-review-private.h"
#include "herald-text.h"

typedef struct
{
  HeraldReport      *report;
  const HeraldField *field;
  const char        *label;  /* translated */
  char              *place;
  const char        *today;
  GPtrArray         *findings;

  /* What a walk over the texts of one answer saw. */
  GString           *credentials;
  gboolean           too_long;
  gboolean           substituted;
  gboolean           hidden;
  gboolean           no_link;
  gboolean           future;
} Look;

/* Takes @message. */
static void
add (Look           *look,
     const char     *kind,
     HeraldSeverity  severity,
     char           *message)
{
  g_ptr_array_add (look->findings, herald_finding_new (kind, severity, look->place, message));
  g_free (message);
}

/* The finding is about these secrets: another one is not decided on with them.
 * Its id says that it is another one, and to nobody else what it is. */
static void
add_credentials (Look *look)
{
  g_autofree char *tag = NULL;
  /* TRANSLATORS: %s is the label of a field of a form */
  g_autofree char *message = g_strdup_printf (_("“%s” holds a link with a password or token in it; take it out, or say why it must stay"),
                                              look->label);

  g_string_prepend (look->credentials, herald_report_get_id (look->report));
  tag = herald_hash_of_text (look->credentials->str);
  tag[12] = '\0';
  g_ptr_array_add (look->findings, herald_finding_new_decidable ("credentials", HERALD_SEVERITY_STOP,
                                                                 look->place, tag, message));
}

static void
add_substituted (Look *look)
{
  g_autofree char *message = g_strdup_printf (
    /* TRANSLATORS: %s is the label of a field of a form */
    _("“%s” still shows a text that you replaced, after all replacements; change it, or say why it may stay"), look->label);

  g_ptr_array_add (look->findings, herald_finding_new_decidable ("substituted", HERALD_SEVERITY_STOP,
                                                                 look->place, "answer", message));
}

static void
look_for_missing (Look *look)
{
  gboolean conditional = look->field->when->len > 0;

  switch (look->field->strictness)
    {
    case HERALD_STRICTNESS_REQUIRED:
      add (look, conditional ? "incomplete" : "missing", HERALD_SEVERITY_STOP,
           conditional
             /* TRANSLATORS: %s is the label of a field of a form */
             ? g_strdup_printf (_("“%s” is required because of what you chose, and is not answered"), look->label)
             /* TRANSLATORS: %s is the label of a field of a form */
             : g_strdup_printf (_("“%s” is required, and is not answered"), look->label));
      break;

    case HERALD_STRICTNESS_REQUESTED:
      add (look, conditional ? "incomplete" : "missing", HERALD_SEVERITY_WARN,
           conditional
             /* TRANSLATORS: %s is the label of a field of a form */
             ? g_strdup_printf (_("“%s” is asked for because of what you chose, and is not answered"), look->label)
             /* TRANSLATORS: %s is the label of a field of a form */
             : g_strdup_printf (_("“%s” is asked for, and is not answered"), look->label));
      break;

    case HERALD_STRICTNESS_OPTIONAL:
    case HERALD_STRICTNESS_FORBIDDEN:
    default:
      break;
    }
}

/* A link with a password before the host, with what may be a token there where
 * the scheme is one of the web, or with a secret in its query or fragment. */
static void
collect_credentials (const char *text,
                     GString    *credentials)
{
  static GRegex *pattern = NULL;
  g_autoptr(GMatchInfo) match = NULL;

  if (strstr (text, "://") == NULL)
    return;

  if (g_once_init_enter (&pattern))
    {
      GRegex *compiled = g_regex_new (
        "[a-z][a-z0-9+.-]{1,20}://[^\\s/?#@:]{0,200}:[^\\s/?#@]{1,200}@"
        "|\\b(?:https?|ftps?|wss?)://[^\\s/?#@]{1,200}@"
        "|[?&;#](?:access_?token|auth|token|api_?key|passw(?:or)?d|pwd|secret|session_?id|sid|sig)=[^\\s&;#]{3,200}",
        G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);

      g_once_init_leave (&pattern, compiled);
    }

  for (g_regex_match (pattern, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *found = g_match_info_fetch (match, 0);

      g_string_append_printf (credentials, "\n%s", found);
    }
}

static gboolean
is_absolute_link (const char *text)
{
  g_autoptr(GUri) uri = g_uri_parse (text, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_PARSE_RELAXED, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
}

/* One substitute, or what stays where something was taken out, can make up what
 * another substitution was to hide. */
static gboolean
shows_substituted (Look       *look,
                   const char *text)
{
  GPtrArray *substitutions = herald_report_get_substitutions (look->report);

  /* Words of the format are not substituted. */
  if (look->field->kind == HERALD_FIELD_CHOICE || look->field->kind == HERALD_FIELD_DATE ||
      look->field->kind == HERALD_FIELD_TIME || look->field->kind == HERALD_FIELD_PARTIES)
    return FALSE;

  for (guint i = 0; i < substitutions->len; i++)
    {
      const HeraldSubstitution *substitution = g_ptr_array_index (substitutions, i);

      if (strstr (text, substitution->find) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
look_at_text (const char *text,
              gpointer    data)
{
  Look *look = data;

  if (look->field->max > 0 && g_utf8_strlen (text, -1) > (glong) look->field->max)
    look->too_long = TRUE;
  if (herald_text_find_hidden (text) != NULL)
    look->hidden = TRUE;
  if (shows_substituted (look, text))
    look->substituted = TRUE;
  collect_credentials (text, look->credentials);
  if (look->field->kind == HERALD_FIELD_LINKS && !is_absolute_link (text))
    look->no_link = TRUE;
  if (look->field->past && herald_date_is_date (text) && strcmp (text, look->today) > 0)
    look->future = TRUE;
}

static void
tell_of_texts (Look *look)
{
  if (look->too_long)
    add (look, "too-long", HERALD_SEVERITY_STOP,
         /* TRANSLATORS: %s is the label of a field of a form, %u a number of characters */
         g_strdup_printf (ngettext ("“%s” is longer than the %u character that is allowed",
                                    "“%s” is longer than the %u characters that are allowed",
                                    look->field->max),
                          look->label, look->field->max));
  if (look->hidden)
    add (look, "hidden-characters", HERALD_SEVERITY_WARN,
         /* TRANSLATORS: %s is the label of a field of a form */
         g_strdup_printf (_("“%s” holds invisible control characters, which the document shows as numbers"), look->label));
  if (look->credentials->len > 0)
    add_credentials (look);
  if (look->substituted)
    add_substituted (look);
  if (look->no_link)
    add (look, "link", HERALD_SEVERITY_WARN,
         /* TRANSLATORS: %s is the label of a field of a form */
         g_strdup_printf (_("“%s” holds something that is not a whole link, such as https://example.org/page"), look->label));
  if (look->future)
    add (look, "future-date", HERALD_SEVERITY_STOP,
         /* TRANSLATORS: %s is the label of a field of a form */
         g_strdup_printf (_("“%s” holds a date in the future"), look->label));
}

static void
look_at_mailbox (Look *look)
{
  JsonNode *answer = herald_report_get_answer (look->report, look->field->id);

  if (g_str_has_suffix (look->field->id, ".email") &&
      !herald_answer_is_empty (answer) && !herald_answer_is_unknown (answer) &&
      !herald_address_is_mailbox (herald_answer_get_text (answer)))
    add (look, "mailbox", HERALD_SEVERITY_WARN,
         /* TRANSLATORS: %s is the label of a field of a form */
         g_strdup_printf (_("“%s” is not an e-mail address that can be answered"), look->label));
}

static void
look_for_delay (Look *look)
{
  const char *date = herald_answer_get_text (herald_report_get_answer (look->report, look->field->id));
  int days;

  if (look->field->nudge_days == 0 || !herald_date_days_between (date, look->today, &days) ||
      days <= (int) look->field->nudge_days)
    return;

  add (look, "long-ago", HERALD_SEVERITY_NOTE,
       /* TRANSLATORS: %d is a number of days */
       g_strdup_printf (ngettext ("The discovery was %d day ago; vendors ask to be told promptly",
                                  "The discovery was %d days ago; vendors ask to be told promptly", days),
                        days));
}

/* A card that was begun without a name: what else stands on it is kept, and is
 * of no use to the vendor. %FALSE where every entry has its name. */
static gboolean
look_for_nameless (Look     *look,
                   JsonNode *answer)
{
  gboolean is_party = look->field->kind == HERALD_FIELD_PARTIES;
  JsonArray *entries;
  guint n_nameless = 0;

  if ((!is_party && look->field->kind != HERALD_FIELD_PEOPLE) || !JSON_NODE_HOLDS_ARRAY (answer))
    return FALSE;

  entries = json_node_get_array (answer);
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      g_autofree char *place = NULL, *message = NULL;

      if (!herald_text_is_blank (json_object_get_string_member (entry, is_party ? "party" : "name")))
        continue;

      place = g_strdup_printf ("%s/%u", look->place, i);
      /* TRANSLATORS: %u is the number of an entry in a list, from 1; %s is the label of a field of a form */
      message = g_strdup_printf (_("Entry %u of “%s” has no name; give it one, or remove it"), i + 1, look->label);
      g_ptr_array_add (look->findings, herald_finding_new ("nameless", HERALD_SEVERITY_STOP, place, message));
      n_nameless++;
    }

  return n_nameless > 0;
}

/* Whether an answer is there that should not be; nothing else is said of it. */
static gboolean
look_for_unwanted (Look     *look,
                   gboolean  asked)
{
  if (look->field->strictness == HERALD_STRICTNESS_FORBIDDEN)
    add (look, "forbidden", HERALD_SEVERITY_STOP,
         /* TRANSLATORS: %s is the label of a field of a form */
         g_strdup_printf (_("The vendor asks not to be sent “%s”"), look->label));
  else if (herald_report_get_anonymous (look->report) && herald_field_is_contact (look->field))
    add (look, "contact", HERALD_SEVERITY_STOP,
         /* TRANSLATORS: %s is the label of a field of a form */
         g_strdup_printf (_("“%s” tells who you are, and this report is anonymous"), look->label));
  else if (!asked)
    add (look, "not-asked", HERALD_SEVERITY_NOTE,
         /* TRANSLATORS: %s is the label of a field of a form */
         g_strdup_printf (_("“%s” is answered, but does not go with what you chose; it stays out of the document"), look->label));
  else
    return FALSE;

  return TRUE;
}

static void
review_field (Look *look)
{
  g_autoptr(JsonNode) answer = herald_report_dup_shown_answer (look->report, look->field->id);
  gboolean asked = herald_report_asks (look->report, look->field);
  gboolean is_nameless;

  if (herald_answer_is_empty (answer))
    {
      gboolean contact = herald_report_get_anonymous (look->report) &&
                         herald_field_is_contact (look->field);

      if (asked && !contact)
        look_for_missing (look);
      return;
    }

  if (look_for_unwanted (look, asked))
    return;

  is_nameless = look_for_nameless (look, answer);
  if (!is_nameless && herald_answer_is_blank (answer))
    {
      add (look, "blank",
           look->field->strictness == HERALD_STRICTNESS_REQUIRED
             ? HERALD_SEVERITY_STOP : HERALD_SEVERITY_WARN,
           /* TRANSLATORS: %s is the label of a field of a form */
           g_strdup_printf (_("“%s” holds nothing but white space"), look->label));
      return;
    }

  herald_answer_foreach_text (answer, look_at_text, look);
  tell_of_texts (look);
  look_at_mailbox (look);
  if (!look->future)
    look_for_delay (look);
}

/* Reviews the answer of each field of the form, in its order. */
void
herald_review_answers (HeraldReport *report,
                       const char   *today,
                       GPtrArray    *findings)
{
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));

  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);
      g_autofree char *place = g_strconcat ("/answers/", field->id, NULL);
      g_autoptr(GString) credentials = g_string_new (NULL);
      Look look = {
        .report = report,
        .field = field,
        .label = herald_data_text (field->label),
        .place = place,
        .today = today,
        .findings = findings,
        .credentials = credentials,
      };

      review_field (&look);
    }
}
