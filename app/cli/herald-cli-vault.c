/* herald-cli-vault.c: the vault, and reports that are kept in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-cli-passphrase.h"
#include "herald-cli.h"

/* A passphrase from the descriptor that was named, else from the terminal. */
static char *
get_passphrase (HeraldCli   *cli,
                const char  *prompt,
                const char  *again,
                GError     **error)
{
  if (cli->passphrase_fd >= 0)
    return herald_cli_passphrase_read (cli->passphrase_fd, error);

  return herald_cli_passphrase_ask (prompt, again, error);
}

static gboolean
unlock_with_passphrase (HeraldCli  *cli,
                        GError    **error)
{
  char *passphrase = get_passphrase (cli, _("Passphrase of the vault: "), NULL, error);
  gboolean unlocked;

  if (passphrase == NULL)
    return FALSE;

  unlocked = herald_composer_unlock (cli->composer, passphrase, error);
  herald_cli_passphrase_free (passphrase);
  return unlocked;
}

/* The keyring opens a vault unasked, unless a passphrase was handed over that
 * could; a passphrase does where the keyring cannot. */
static gboolean
unlock (HeraldCli  *cli,
        GError    **error)
{
  gboolean has_passphrase = herald_composer_has_slot (cli->composer, HERALD_SLOT_PASSPHRASE);

  if ((cli->passphrase_fd < 0 || !has_passphrase) &&
      herald_composer_has_slot (cli->composer, HERALD_SLOT_SECRET))
    {
      g_autoptr(GError) keyring_error = NULL;

      if (herald_composer_unlock (cli->composer, NULL, &keyring_error))
        return TRUE;
      if (!has_passphrase)
        {
          g_propagate_error (error, g_steal_pointer (&keyring_error));
          return FALSE;
        }
      g_printerr ("herald-cli: %s\n", keyring_error->message);
    }

  return unlock_with_passphrase (cli, error);
}

/**
 * herald_cli_unlock:
 * @cli: a run of the program
 * @status: (out): the exit status, when the command is over
 *
 * Unlocks the vault.
 *
 * Returns: %FALSE if it stays locked, which was said
 */
gboolean
herald_cli_unlock (HeraldCli  *cli,
                   HeraldExit *status)
{
  HeraldVault *vault = herald_composer_get_vault (cli->composer);
  GError *error = NULL;

  herald_vault_protect_process ();
  if (herald_vault_is_unlocked (vault))
    return TRUE;

  if (!herald_vault_exists (vault))
    {
      g_printerr ("herald-cli: %s\n", _("There is no vault yet; “herald-cli vault create” makes one"));
      *status = HERALD_EXIT_INPUT;
      return FALSE;
    }

  if (unlock (cli, &error))
    return TRUE;

  *status = herald_cli_fail (error);
  return FALSE;
}

static HeraldExit
create_vault (HeraldCli  *cli,
              const char *keep)
{
  char *passphrase = NULL;
  GError *error = NULL;
  gboolean created;

  herald_vault_protect_process ();
  if (g_str_equal (keep, "passphrase"))
    {
      passphrase = get_passphrase (cli, _("New passphrase: "), _("The same again: "), &error);
      if (passphrase == NULL)
        return herald_cli_fail (error);
    }

  created = herald_composer_create_vault (cli->composer, passphrase, &error);
  herald_cli_passphrase_free (passphrase);

  return created ? HERALD_EXIT_DONE : herald_cli_fail (error);
}

/* Changes the passphrase, or adds one to a vault that the keyring opens. */
static HeraldExit
set_passphrase (HeraldCli *cli)
{
  HeraldExit status;
  GError *error = NULL;
  char *passphrase;
  gboolean is_set;

  if (!herald_cli_unlock (cli, &status))
    return status;

  passphrase = get_passphrase (cli, _("New passphrase: "), _("The same again: "), &error);
  if (passphrase == NULL)
    return herald_cli_fail (error);

  is_set = herald_composer_set_way_in (cli->composer, passphrase, &error);
  herald_cli_passphrase_free (passphrase);

  return is_set ? HERALD_EXIT_DONE : herald_cli_fail (error);
}

/* Has the keyring open the vault; anew, if it lost what it had. */
static HeraldExit
set_keyring (HeraldCli *cli)
{
  HeraldExit status;
  GError *error = NULL;

  if (!herald_cli_unlock (cli, &status))
    return status;

  return herald_composer_set_way_in (cli->composer, NULL, &error) ? HERALD_EXIT_DONE : herald_cli_fail (error);
}

static HeraldExit
print_slots (HeraldCli *cli)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) slots = herald_vault_get_slots (herald_composer_get_vault (cli->composer), &error);

  if (slots == NULL)
    return herald_cli_fail (error);

  for (guint i = 0; i < slots->len; i++)
    {
      const HeraldSlot *slot = g_ptr_array_index (slots, i);

      g_print ("%s  %s\n", slot->id, slot->kind == HERALD_SLOT_PASSPHRASE ? _("passphrase") : _("keyring"));
    }

  return HERALD_EXIT_DONE;
}

static HeraldExit
remove_slot (HeraldCli  *cli,
             const char *id)
{
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_unlock (cli, &status))
    return status;

  return herald_composer_remove_way_in (cli->composer, id, &error) ? HERALD_EXIT_DONE : herald_cli_fail (error);
}

/**
 * herald_cli_vault:
 * @cli: a run of the program
 *
 * Runs the command `vault`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_vault (HeraldCli *cli)
{
  static char *keep;
  static const GOptionEntry options[] = {
    { "keep", 0, 0, G_OPTION_ARG_STRING, &keep, N_("What opens it: keyring or passphrase"), "WORD" },
    { NULL },
  };
  HeraldExit status;
  const char *what;

  if (!herald_cli_parse (cli, options, 1, 2, &status))
    return status;

  what = cli->argv[1];
  if (g_str_equal (what, "create") && cli->argc == 2 && keep != NULL &&
      (g_str_equal (keep, "keyring") || g_str_equal (keep, "passphrase")))
    return create_vault (cli, keep);
  if (g_str_equal (what, "passphrase") && cli->argc == 2)
    return set_passphrase (cli);
  if (g_str_equal (what, "keyring") && cli->argc == 2)
    return set_keyring (cli);
  if (g_str_equal (what, "slots") && cli->argc == 2)
    return print_slots (cli);
  if (g_str_equal (what, "remove") && cli->argc == 3)
    return remove_slot (cli, cli->argv[2]);

  return herald_cli_fail_usage (cli, _("say what to do with the vault"));
}
