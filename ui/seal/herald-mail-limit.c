/* herald-mail-limit.c: how large a mail may be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-mail-limit.h"

#define MEGABYTE G_GUINT64_CONSTANT (1000000)

/* No standard sets a limit; these are common ones, and the least on the way is
 * what counts:
 * 10 MB, as Exchange Server is set up when installed (10,240 KB;
 *   learn.microsoft.com, “Message size limits”, previous versions, bb310771);
 * 20 MB, Outlook.com and iCloud Mail;
 * 25 MB, Gmail (support.google.com/mail, “Send attachments”), Yahoo, Proton.
 * All count the message as it travels, encoded. */
static const struct
{
  guint64     bytes;
  const char *above; /* what is said of a mail that is larger */
} limits[] = {
  { 25 * MEGABYTE, N_("This is more than most mail servers take (25 MB). Choose the bundle, and send it another way.") },
  { 20 * MEGABYTE, N_("Many mail servers refuse a message of this size: common limits are 10, 20 and 25 MB. The bundle is smaller.") },
  { 10 * MEGABYTE, N_("Some mail servers, those of companies above all, refuse more than 10 MB. The bundle is smaller.") },
};

/**
 * herald_mail_limit_describe:
 * @size: of a mail, in bytes
 * @is_large: (out): whether some servers would refuse it
 *
 * Says whether mail servers take a message of some size.
 *
 * Returns: (transfer full): a translated sentence
 */
char *
herald_mail_limit_describe (guint64   size,
                            gboolean *is_large)
{
  *is_large = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      if (size <= limits[i].bytes)
        continue;

      *is_large = TRUE;
      return g_strdup (_(limits[i].above));
    }

  return g_strdup (_("Practically every mail server takes a message of this size: common limits are 10, 20 and 25 MB."));
}
