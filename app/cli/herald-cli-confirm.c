/* herald-cli-confirm.c: supplying what a vendor's profile lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-cli.h"

#define MAX_CA_SIZE (256 * 1024)

static char *key_file, *fingerprint, *address, *endpoint, *ca_file;

static const GOptionEntry options[] = {
  { "key", 0, 0, G_OPTION_ARG_FILENAME, &key_file, N_("The vendor’s public key"), "FILE" },
  { "fingerprint", 0, 0, G_OPTION_ARG_STRING, &fingerprint, N_("The key’s full fingerprint, from another place than the key"), "FPR" },
  { "address", 0, 0, G_OPTION_ARG_STRING, &address, N_("The vendor’s e-mail address for reports"), "ADDR" },
  { "endpoint", 0, 0, G_OPTION_ARG_STRING, &endpoint, N_("The vendor’s https address for reports"), "URL" },
  { "ca", 0, 0, G_OPTION_ARG_FILENAME, &ca_file, N_("The certificate authority of the endpoint, where it is the vendor’s own"), "FILE" },
  { NULL },
};

static HeraldExit
confirm_key (HeraldCli    *cli,
             HeraldVendor *vendor)
{
  GError *error = NULL;
  g_autoptr(GBytes) file = herald_cli_read (key_file, HERALD_KEY_MAX_SIZE, &error);

  if (file == NULL)
    return herald_cli_fail (error);
  if (!herald_composer_confirm_key (cli->composer, vendor, file, fingerprint, &error))
    return herald_cli_fail_from (key_file, error);

  return HERALD_EXIT_DONE;
}

static HeraldExit
confirm_endpoint (HeraldCli    *cli,
                  HeraldVendor *vendor)
{
  g_autoptr(GBytes) file = NULL;
  GError *error = NULL;

  if (ca_file != NULL)
    {
      file = herald_cli_read (ca_file, MAX_CA_SIZE, &error);
      if (file == NULL)
        return herald_cli_fail (error);
    }

  /* An authority without its endpoint does nothing; the other way round, a
   * report would go out on the word of strangers. */
  if (file != NULL && !herald_composer_confirm_authority (cli->composer, vendor, file, &error))
    return herald_cli_fail_from (ca_file, error);
  if (!herald_composer_confirm_value (cli->composer, vendor, HERALD_CONFIRMED_ENDPOINT, endpoint, &error))
    return herald_cli_fail (error);

  return HERALD_EXIT_DONE;
}

/**
 * herald_cli_confirm:
 * @cli: a run of the program
 *
 * Runs the command `confirm`.
 *
 * Several values can be confirmed at once.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_confirm (HeraldCli *cli)
{
  HeraldExit status = HERALD_EXIT_DONE;
  HeraldVendor *vendor;
  GError *error = NULL;

  if (!herald_cli_parse (cli, options, 1, 1, &status))
    return status;
  if ((key_file == NULL) != (fingerprint == NULL))
    return herald_cli_fail_usage (cli, _("--key and --fingerprint belong together"));
  if (ca_file != NULL && endpoint == NULL)
    return herald_cli_fail_usage (cli, _("--ca belongs to --endpoint"));
  if (key_file == NULL && address == NULL && endpoint == NULL)
    return herald_cli_fail_usage (cli, _("nothing was given to confirm"));

  vendor = herald_cli_find_vendor (cli, cli->argv[1], &status);
  if (vendor == NULL)
    return status;

  if (key_file != NULL)
    status = confirm_key (cli, vendor);
  if (status == HERALD_EXIT_DONE && address != NULL &&
      !herald_composer_confirm_value (cli->composer, vendor, HERALD_CONFIRMED_ADDRESS, address, &error))
    status = herald_cli_fail (error);
  if (status == HERALD_EXIT_DONE && endpoint != NULL)
    status = confirm_endpoint (cli, vendor);

  return status;
}
