/* herald-report-codec.c: reading reports, strictly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-date.h"
#include "herald-hash.h"
#include "herald-report-codec.h"
#include "herald-report-private.h"

/* In an anonymous report every time is a date. */
static const char *
read_moment (HeraldReport           *report,
             const HeraldJsonValue  *value,
             GError                **error)
{
  const char *text = herald_json_get_string (value, 20, error);

  if (text == NULL || (report->anonymous ? herald_date_is_date (text) : herald_date_is_instant (text)))
    return text;

  herald_json_refuse (value, report->anonymous
                               ? _("a date such as 2026-11-21 was expected")
                               : _("an instant such as 2026-11-21T12:00:00Z was expected"), error);
  return NULL;
}

static gboolean
read_identity (HeraldReport           *report,
               const HeraldJsonValue  *root,
               GError                **error)
{
  HeraldJsonValue id = herald_json_member (root, "id");
  HeraldJsonValue language = herald_json_member (root, "language");
  HeraldJsonValue created = herald_json_member (root, "created");
  const char *text;

  text = herald_json_get_string (&id, 32, error);
  if (text == NULL)
    return FALSE;
  if (strlen (text) != 32 || strspn (text, "0123456789abcdef") != 32)
    {
      herald_json_refuse (&id, _("32 lower-case hexadecimal digits were expected"), error);
      return FALSE;
    }
  report->id = g_strdup (text);

  text = herald_json_get_string (&language, 35, error);
  if (text == NULL)
    return FALSE;
  if (*text == '\0' || strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != strlen (text))
    {
      herald_json_refuse (&language, _("a language tag such as “en” was expected"), error);
      return FALSE;
    }
  report->language = g_strdup (text);

  report->created = g_strdup (read_moment (report, &created, error));
  return report->created != NULL;
}

typedef gboolean (*MemberReader) (HeraldReport           *report,
                                  const HeraldJsonValue  *member,
                                  GError                **error);

static gboolean
read_map (HeraldReport           *report,
          const HeraldJsonValue  *root,
          const char             *name,
          MemberReader            reader,
          GError                **error)
{
  HeraldJsonValue map = herald_json_member (root, name);
  JsonObjectIter iter;
  const char *member_name;
  JsonNode *node;

  if (map.node == NULL || !JSON_NODE_HOLDS_OBJECT (map.node))
    {
      herald_json_refuse (&map, _("an object was expected"), error);
      return FALSE;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (map.node));
  while (json_object_iter_next_ordered (&iter, &member_name, &node))
    {
      HeraldJsonValue member = { .node = node, .parent = &map, .member = member_name };

      if (!reader (report, &member, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_answer (HeraldReport           *report,
             const HeraldJsonValue  *member,
             GError                **error)
{
  const HeraldField *field = herald_vendor_find_field (report->vendor, member->member);
  JsonNode *answer;

  if (field == NULL)
    {
      herald_json_refuse (member, _("this is not a field of the vendor’s form"), error);
      return FALSE;
    }

  answer = herald_answer_read (member, field, error);
  if (answer != NULL)
    g_hash_table_insert (report->answers, field->id, answer);

  return answer != NULL;
}

static gboolean
read_diversion (HeraldReport           *report,
                const HeraldJsonValue  *member,
                GError                **error)
{
  const HeraldDiversion *diversion = herald_vendor_find_diversion (report->vendor, member->member);
  gboolean yes;

  if (diversion == NULL)
    {
      herald_json_refuse (member, _("this is not a question of the vendor’s"), error);
      return FALSE;
    }

  if (herald_json_is_null (member))
    return TRUE;
  if (!herald_json_get_boolean (member, &yes, error))
    return FALSE;

  g_hash_table_insert (report->diversions, diversion->id,
                       GINT_TO_POINTER (yes ? HERALD_DIVERSION_YES : HERALD_DIVERSION_NO));
  return TRUE;
}

static gboolean
is_attested (HeraldReport *report,
             const char   *rule)
{
  for (guint i = 0; i < report->attestations->len; i++)
    {
      const HeraldAttestation *attestation = g_ptr_array_index (report->attestations, i);

      if (g_str_equal (attestation->rule, rule))
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_attestation (HeraldReport           *report,
                  const HeraldJsonValue  *value,
                  GError                **error)
{
  static const char * const members[] = { "id", "sha256", "at", NULL };
  HeraldJsonValue id, sha256, at;
  const char *rule, *hash, *when;

  if (!herald_json_expect_object (value, members, NULL, error))
    return FALSE;

  id = herald_json_member (value, "id");
  sha256 = herald_json_member (value, "sha256");
  at = herald_json_member (value, "at");
  rule = herald_json_get_string (&id, 64, error);
  hash = rule == NULL ? NULL : herald_json_get_string (&sha256, HERALD_HASH_HEX_LENGTH, error);
  when = hash == NULL ? NULL : read_moment (report, &at, error);
  if (when == NULL)
    return FALSE;

  if (is_attested (report, rule))
    {
      herald_json_refuse (&id, _("each rule can be confirmed only once"), error);
      return FALSE;
    }
  if (!herald_hash_is_valid (hash))
    {
      herald_json_refuse (&sha256, _("a SHA-256 of 64 lower-case digits was expected"), error);
      return FALSE;
    }

  herald_report_take_attestation (report, g_strdup (rule), g_strdup (hash), g_strdup (when));
  return TRUE;
}

static gboolean
read_attachment (HeraldReport           *report,
                 const HeraldJsonValue  *value,
                 GError                **error)
{
  HeraldAttachment *attachment = herald_attachment_read (value, error);
  g_autoptr(GError) local_error = NULL;

  if (attachment == NULL)
    return FALSE;
  if (herald_report_attach (report, attachment, &local_error))
    return TRUE;

  herald_json_refuse (value, local_error->message, error);
  return FALSE;
}

/* Reads an object of two texts, as substitutions and decisions are. */
static gboolean
read_pair (const HeraldJsonValue  *value,
           const char * const     *members,
           const char            **first,
           const char            **second,
           GError                **error)
{
  HeraldJsonValue a, b;

  if (!herald_json_expect_object (value, members, NULL, error))
    return FALSE;

  a = herald_json_member (value, members[0]);
  b = herald_json_member (value, members[1]);
  *first = herald_json_get_string (&a, 1000, error);
  *second = *first == NULL ? NULL : herald_json_get_string (&b, 1000, error);
  return *second != NULL;
}

static gboolean
read_substitution (HeraldReport           *report,
                   const HeraldJsonValue  *value,
                   GError                **error)
{
  static const char * const members[] = { "find", "replace", NULL };
  g_autoptr(GError) local_error = NULL;
  const char *find, *replace;

  if (!read_pair (value, members, &find, &replace, error))
    return FALSE;
  if (herald_report_add_substitution (report, find, replace, &local_error))
    return TRUE;

  herald_json_refuse (value, local_error->message, error);
  return FALSE;
}

static gboolean
read_decision (HeraldReport           *report,
               const HeraldJsonValue  *value,
               GError                **error)
{
  static const char * const members[] = { "finding", "choice", "reason", NULL };
  static const char * const choices[] = { "keep", NULL };
  g_autoptr(GError) local_error = NULL;
  HeraldJsonValue finding, choice, reason;
  const char *id, *why;
  int index;

  if (!herald_json_expect_object (value, members, NULL, error))
    return FALSE;

  finding = herald_json_member (value, "finding");
  choice = herald_json_member (value, "choice");
  reason = herald_json_member (value, "reason");
  id = herald_json_get_string (&finding, 500, error);
  why = id == NULL ? NULL : herald_json_get_string (&reason, 1000, error);
  if (why == NULL || !herald_json_get_choice (&choice, choices, &index, error))
    return FALSE;
  if (herald_report_decide (report, id, why, &local_error))
    return TRUE;

  herald_json_refuse (&reason, local_error->message, error);
  return FALSE;
}

static gboolean
read_list (HeraldReport           *report,
           const HeraldJsonValue  *root,
           const char             *name,
           guint                   max_length,
           MemberReader            reader,
           GError                **error)
{
  HeraldJsonValue list = herald_json_member (root, name);

  if (!herald_json_expect_array (&list, max_length, error))
    return FALSE;

  for (guint i = 0; i < herald_json_length (&list); i++)
    {
      HeraldJsonValue entry = herald_json_element (&list, i);

      if (!reader (report, &entry, error))
        return FALSE;
    }

  return TRUE;
}

static HeraldVendor *
read_vendor (const HeraldJsonValue  *root,
             HeraldVendorCatalog    *vendors,
             GError                **error)
{
  HeraldJsonValue member = herald_json_member (root, "vendor");
  const char *id = herald_json_get_string (&member, 64, error);
  HeraldVendor *vendor;

  if (id == NULL)
    return NULL;

  vendor = herald_vendor_catalog_find (vendors, id);
  if (vendor == NULL)
    herald_json_refuse (&member, _("no profile of this vendor is known here"), error);

  return vendor;
}

/* A report that is known to be one, for a vendor that is known. */
static HeraldReport *
read_report (const HeraldJsonValue  *root,
             HeraldVendor           *vendor,
             GError                **error)
{
  HeraldJsonValue anonymous = herald_json_member (root, "anonymous");
  g_autoptr(HeraldReport) report = NULL;
  gboolean is_anonymous;

  if (!herald_json_get_boolean (&anonymous, &is_anonymous, error))
    return NULL;

  report = herald_report_new_empty (vendor, is_anonymous);
  if (!read_identity (report, root, error) ||
      !read_map (report, root, "answers", read_answer, error) ||
      !read_map (report, root, "diversions", read_diversion, error) ||
      !read_list (report, root, "attestations", 200, read_attestation, error) ||
      !read_list (report, root, "attachments", HERALD_REPORT_MAX_ATTACHMENTS,
                  read_attachment, error) ||
      !read_list (report, root, "substitutions", HERALD_REPORT_MAX_SUBSTITUTIONS,
                  read_substitution, error) ||
      !read_list (report, root, "decisions", HERALD_REPORT_MAX_DECISIONS, read_decision, error))
    return NULL;

  return g_steal_pointer (&report);
}

/**
 * herald_report_read:
 * @bytes: a report file's content, at most %HERALD_REPORT_MAX_SIZE
 * @vendors: the vendors that are known
 * @error: return location for an error
 *
 * Reads a report, strictly: what is not known is an error that names its place.
 *
 * Fields of the vendor's form that the file lacks are present and empty
 * afterwards: a profile can gain a field after a report was begun.
 *
 * Returns: (transfer full): a report, or %NULL with a #HeraldJsonError
 */
HeraldReport *
herald_report_read (GBytes               *bytes,
                    HeraldVendorCatalog  *vendors,
                    GError              **error)
{
  static const char * const members[] = {
    "format", "version", "id", "vendor", "anonymous", "language", "created", "answers",
    "diversions", "attestations", "attachments", "substitutions", "decisions", NULL
  };
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_REPORT_MAX_SIZE, error);
  HeraldJsonValue root;
  HeraldVendor *vendor;

  if (node == NULL)
    return NULL;

  root = herald_json_root (node);
  if (!herald_json_expect_format (&root, HERALD_REPORT_FORMAT, HERALD_REPORT_VERSION, error) ||
      !herald_json_expect_object (&root, members, NULL, error))
    return NULL;

  vendor = read_vendor (&root, vendors, error);
  return vendor == NULL ? NULL : read_report (&root, vendor, error);
}

/**
 * herald_report_copy:
 * @report: a report
 * @error: return location for an error
 *
 * Makes a report that does not change when the other one does.
 *
 * A worker can read it while the person goes on writing.
 *
 * Returns: (transfer full): a report, or %NULL with an error if it is larger
 *   than a file can be
 */
HeraldReport *
herald_report_copy (HeraldReport  *report,
                    GError       **error)
{
  char *text = herald_report_write (report);
  g_autoptr(GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_REPORT_MAX_SIZE, error);
  HeraldJsonValue root;

  if (node == NULL)
    return NULL;

  root = herald_json_root (node);
  return read_report (&root, herald_report_get_vendor (report), error);
}
