/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <locale.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeraldUtf8Locale:
 *
 * A thread's locale while libarchive is at work, which takes and gives names in
 * the locale's encoding. Lives on the stack.
 */
typedef struct
{
  locale_t utf8;
  locale_t old;
} HeraldUtf8Locale;

HeraldUtf8Locale herald_utf8_locale_enter (void);

void             herald_utf8_locale_leave (HeraldUtf8Locale locale);

G_END_DECLS
