/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-key.h"

G_BEGIN_DECLS

struct _HeraldKey
{
  gint64             now;          /* when it was judged */
  HeraldKeyVerdict   verdict;
  char              *reason;       /* "" when usable */
  char              *fingerprint;  /* "" when it cannot be told */
  char              *subkey;       /* what is encrypted to; "" when unusable */
  GPtrArray         *subkeys;      /* fingerprints of them all */
  gint64             created;
  gint64             expires;
  char             **user_ids;
  guint              n_user_ids;   /* different ones in the certificate */
  GPtrArray         *warnings;     /* sentences, NULL-terminated */
  HeraldKeyWarnings  flags;
  GBytes            *certificate;  /* reduced; NULL when unusable */
};

G_END_DECLS
