/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-vault.h"
#include "herald-composer.h"

/* How the name of a report begins that is kept in the vault; its id follows. */
#define HERALD_CLI_CASE_PREFIX "case:"

G_BEGIN_DECLS

/* What the program says with its exit status. */
typedef enum
{
  HERALD_EXIT_DONE        = 0,
  HERALD_EXIT_NOT_READY   = 1, /* the report is not ready, or a check found something */
  HERALD_EXIT_USAGE       = 2,
  HERALD_EXIT_INPUT       = 3, /* unreadable or refused input, unwritable output */
  HERALD_EXIT_REFUSED       = 4, /* how a delivery ended, other than accepted */
  HERALD_EXIT_UNKNOWN       = 5,
  HERALD_EXIT_NOT_DELIVERED = 6,
  HERALD_EXIT_INTERRUPTED = 130,
} HeraldExit;

typedef struct _HeraldCli HeraldCli;

/**
 * HeraldCommand:
 * @name: what is typed
 * @usage: its arguments, as help shows them
 * @summary: one translatable sentence on what it does
 * @run: runs it, with the arguments after its name
 *
 * A command of the terminal program.
 */
typedef struct
{
  const char  *name;
  const char  *usage;
  const char  *summary;
  HeraldExit (*run) (HeraldCli *cli);
} HeraldCommand;

/**
 * HeraldCli:
 * @command: the command that runs
 * @composer: all that Herald knows
 * @passphrase_fd: where the passphrase of the vault comes from; -1 for the terminal
 * @argc: the number of @argv
 * @argv: its name, then its arguments; options are gone once they were parsed
 *
 * One run of the program.
 */
struct _HeraldCli
{
  const HeraldCommand *command;
  HeraldComposer      *composer;
  int                  passphrase_fd;
  int                  argc;
  char               **argv;
};

extern const HeraldCommand herald_cli_commands[];

gboolean    herald_cli_parse       (HeraldCli           *cli,
                                    const GOptionEntry  *options,
                                    int                  min_arguments,
                                    int                  max_arguments,
                                    HeraldExit          *status);

HeraldExit  herald_cli_fail        (GError              *error);

HeraldExit  herald_cli_fail_usage  (HeraldCli           *cli,
                                    const char          *message);

HeraldExit  herald_cli_fail_from   (const char          *name,
                                    GError              *error);

GBytes     *herald_cli_read        (const char          *path,
                                    gsize                max_size,
                                    GError             **error);

char       *herald_cli_read_text   (gsize                max_size,
                                    GError             **error);

int         herald_cli_open        (const char          *path,
                                    GError             **error);

HeraldExit  herald_cli_write       (const char          *path,
                                    const char          *text);

HeraldExit  herald_cli_print_json  (JsonNode            *node);

void        herald_cli_output_init (void);

HeraldExit  herald_cli_output_end  (HeraldExit           status);

gboolean    herald_cli_unlock      (HeraldCli           *cli,
                                    HeraldExit          *status);

gboolean    herald_cli_load        (HeraldCli           *cli,
                                    const char          *path,
                                    HeraldExit          *status);

gboolean    herald_cli_load_to_change (HeraldCli        *cli,
                                       const char       *path,
                                       HeraldExit       *status);

HeraldExit  herald_cli_save        (HeraldCli           *cli,
                                    const char          *path);

gboolean    herald_cli_take_reply_key (HeraldCli        *cli,
                                       const char       *path,
                                       HeraldExit       *status);

HeraldVendor *herald_cli_find_vendor (HeraldCli           *cli,
                                      const char          *id,
                                      HeraldExit          *status);

HeraldExit  herald_cli_vault       (HeraldCli           *cli);
HeraldExit  herald_cli_cases       (HeraldCli           *cli);
HeraldExit  herald_cli_case        (HeraldCli           *cli);
HeraldExit  herald_cli_case_log    (HeraldCli           *cli);
HeraldExit  herald_cli_case_reminder (HeraldCli         *cli);
HeraldExit  herald_cli_vendors     (HeraldCli           *cli);
HeraldExit  herald_cli_vendor      (HeraldCli           *cli);
HeraldExit  herald_cli_confirm     (HeraldCli           *cli);
HeraldExit  herald_cli_new         (HeraldCli           *cli);
HeraldExit  herald_cli_set         (HeraldCli           *cli);
HeraldExit  herald_cli_attach      (HeraldCli           *cli);
HeraldExit  herald_cli_detach      (HeraldCli           *cli);
HeraldExit  herald_cli_environment (HeraldCli           *cli);
HeraldExit  herald_cli_divert      (HeraldCli           *cli);
HeraldExit  herald_cli_attest      (HeraldCli           *cli);
HeraldExit  herald_cli_substitute  (HeraldCli           *cli);
HeraldExit  herald_cli_decide      (HeraldCli           *cli);
HeraldExit  herald_cli_review      (HeraldCli           *cli);
HeraldExit  herald_cli_render      (HeraldCli           *cli);
HeraldExit  herald_cli_key         (HeraldCli           *cli);
HeraldExit  herald_cli_seal        (HeraldCli           *cli);
HeraldExit  herald_cli_courier     (HeraldCli           *cli);
HeraldExit  herald_cli_submit      (HeraldCli           *cli);
HeraldExit  herald_cli_follow_up   (HeraldCli           *cli);
HeraldExit  herald_cli_inspect     (HeraldCli           *cli);
HeraldExit  herald_cli_open_envelope (HeraldCli         *cli);

HeraldExit  herald_cli_fail_to_seal   (HeraldCli          *cli,
                                       HeraldEnvelopeForm  form,
                                       GError             *error);

void        herald_cli_print_findings (GPtrArray        *findings,
                                       HeraldSeverity    least);

G_END_DECLS
