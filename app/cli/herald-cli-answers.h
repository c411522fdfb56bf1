/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-cli.h"

G_BEGIN_DECLS

/**
 * HeraldCliAnswers:
 * @key: (nullable): the file of the secret part, or the case that keeps it
 * @proxy: (nullable): the proxy to go through
 * @patience: (nullable): for tests: other deadlines
 * @direct: whether to go straight to the server
 * @json: whether to print JSON
 *
 * How answers are asked for and opened.
 */
typedef struct
{
  const char *key;
  const char *proxy;
  const char *patience;
  gboolean    direct;
  gboolean    json;
} HeraldCliAnswers;

char       *herald_cli_ask_reply_passphrase (HeraldCli               *cli,
                                             const char              *again,
                                             GError                 **error);

HeraldExit  herald_cli_read_answer          (HeraldCli               *cli,
                                             const HeraldCliAnswers  *self);

HeraldExit  herald_cli_check_answers        (HeraldCli               *cli,
                                             const HeraldCliAnswers  *self);

G_END_DECLS
