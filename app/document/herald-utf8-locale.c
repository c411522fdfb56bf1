/* herald-utf8-locale.c: names in UTF-8, whatever the person's locale
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include "herald-utf8-locale.h"

/**
 * herald_utf8_locale_enter:
 *
 * Gives this thread, and no other, a locale whose encoding is UTF-8.
 *
 * Every glibc since 2.35 has it built in; without it names keep to the
 * person's own encoding.
 *
 * Returns: what herald_utf8_locale_leave() takes
 */
HeraldUtf8Locale
herald_utf8_locale_enter (void)
{
  HeraldUtf8Locale locale = { (locale_t) 0, (locale_t) 0 };
  locale_t own = duplocale (uselocale ((locale_t) 0));

  /* Only the encoding: messages stay in the person's language. */
  if (own != (locale_t) 0)
    locale.utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", own);
  if (locale.utf8 != (locale_t) 0)
    locale.old = uselocale (locale.utf8);
  else if (own != (locale_t) 0)
    freelocale (own);

  return locale;
}

/**
 * herald_utf8_locale_leave:
 * @locale: what herald_utf8_locale_enter() gave
 *
 * Gives this thread its locale back.
 */
void
herald_utf8_locale_leave (HeraldUtf8Locale locale)
{
  if (locale.utf8 == (locale_t) 0)
    return;

  uselocale (locale.old);
  freelocale (locale.utf8);
}
