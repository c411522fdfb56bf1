/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_CLI_MAX_PASSPHRASE 1024

#define HERALD_CLI_PASSPHRASE_ERROR (herald_cli_passphrase_error_quark ())

/**
 * HeraldCliPassphraseError:
 * @HERALD_CLI_PASSPHRASE_ERROR_NO_TERMINAL: there is nobody to ask
 * @HERALD_CLI_PASSPHRASE_ERROR_UNREADABLE: it cannot be read from where it was to come
 * @HERALD_CLI_PASSPHRASE_ERROR_EMPTY: nothing was given
 * @HERALD_CLI_PASSPHRASE_ERROR_TOO_LONG: more than %HERALD_CLI_MAX_PASSPHRASE bytes
 * @HERALD_CLI_PASSPHRASE_ERROR_NOT_TEXT: no UTF-8, or a zero byte
 * @HERALD_CLI_PASSPHRASE_ERROR_DIFFERENT: it was not the same twice
 *
 * Why there is no passphrase.
 */
typedef enum
{
  HERALD_CLI_PASSPHRASE_ERROR_NO_TERMINAL,
  HERALD_CLI_PASSPHRASE_ERROR_UNREADABLE,
  HERALD_CLI_PASSPHRASE_ERROR_EMPTY,
  HERALD_CLI_PASSPHRASE_ERROR_TOO_LONG,
  HERALD_CLI_PASSPHRASE_ERROR_NOT_TEXT,
  HERALD_CLI_PASSPHRASE_ERROR_DIFFERENT,
} HeraldCliPassphraseError;

GQuark  herald_cli_passphrase_error_quark (void);

char   *herald_cli_passphrase_ask         (const char  *prompt,
                                           const char  *again,
                                           GError     **error);

char   *herald_cli_passphrase_read        (int          fd,
                                           GError     **error);

void    herald_cli_passphrase_free        (char        *passphrase);

G_END_DECLS
