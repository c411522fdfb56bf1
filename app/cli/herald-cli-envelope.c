/* herald-cli-envelope.c: sealing, and looking at what was sealed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "herald-cli-wait.h"
#include "herald-cli.h"

static gboolean
seal_to (HeraldCli           *cli,
         HeraldEnvelopeForm   form,
         const char          *path,
         GError             **error)
{
  g_auto(HeraldCliWait) wait;

  herald_cli_wait_init (&wait);
  herald_composer_seal_async (cli->composer, form, path, wait.cancellable, herald_cli_wait_cb, &wait);

  return herald_composer_seal_finish (cli->composer, herald_cli_wait_for_it (&wait), error);
}

static gboolean
copy_to_output (int      fd,
                GError **error)
{
  g_autofree char *buffer = g_malloc (64 * 1024);

  for (;;)
    {
      gssize n = read (fd, buffer, 64 * 1024);

      if (n == 0)
        return TRUE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          herald_file_set_errno (error, errno, _("the envelope"));
          return FALSE;
        }
      if (!herald_file_write_all (STDOUT_FILENO, buffer, (gsize) n, error))
        {
          g_prefix_error (error, "%s: ", _("standard output"));
          return FALSE;
        }
    }
}

/* Standard output gets nothing before all has succeeded; what lies in the
 * temporary folder meanwhile is sealed, and has no name any more when it is
 * copied, which whoever reads it may end. */
static gboolean
seal_to_output (HeraldCli           *cli,
                HeraldEnvelopeForm   form,
                GError             **error)
{
  g_autofree char *folder = g_dir_make_tmp ("herald-XXXXXX", error);
  g_autofree char *path = NULL;
  gboolean copied;
  int fd;

  if (folder == NULL)
    return FALSE;

  path = g_build_filename (folder, "envelope", NULL);
  fd = seal_to (cli, form, path, error) ? herald_file_open (path, NULL, error) : -1;
  g_unlink (path);
  g_rmdir (folder);
  if (fd < 0)
    return FALSE;

  copied = copy_to_output (fd, error);
  close (fd);
  return copied;
}

/**
 * herald_cli_fail_to_seal:
 * @cli: a run of the program
 * @form: what was to be made
 * @error: (transfer full): why it was not
 *
 * Says all that stops it, not the first alone.
 *
 * Returns: the exit status for it
 */
HeraldExit
herald_cli_fail_to_seal (HeraldCli          *cli,
                         HeraldEnvelopeForm  form,
                         GError             *error)
{
  g_autoptr(GPtrArray) findings = NULL;

  if (!g_error_matches (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY))
    return herald_cli_fail (error);

  findings = herald_composer_review_as (cli->composer, form, NULL);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == HERALD_SEVERITY_STOP && !g_str_equal (finding->message, error->message))
        g_printerr ("herald-cli: %s\n", finding->message);
    }

  return herald_cli_fail (error);
}

/**
 * herald_cli_seal:
 * @cli: a run of the program
 *
 * Runs the command `seal`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_seal (HeraldCli *cli)
{
  static char *word, *out, *reply_key;
  static const GOptionEntry options[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &word, N_("eml, asc, bundle or draft"), "FORM" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The envelope to make"), "OUT" },
    { "reply-key", 0, 0, G_OPTION_ARG_FILENAME, &reply_key, N_("A public key that answers can be sealed to, which goes along"), "PUBLIC-KEY-FILE" },
    { NULL },
  };
  HeraldEnvelopeForm form;
  GError *error = NULL;
  HeraldExit status;
  gboolean sealed;

  if (!herald_cli_parse (cli, options, 1, 1, &status))
    return status;
  if (word == NULL || !herald_envelope_form_from_word (word, &form))
    return herald_cli_fail_usage (cli, _("--as is eml, asc, bundle or draft"));
  if (out == NULL || *out == '\0')
    return herald_cli_fail_usage (cli, _("-o is missing"));

  herald_composer_prepare_seal ();
  if (!herald_cli_load (cli, cli->argv[1], &status) || !herald_cli_take_reply_key (cli, reply_key, &status))
    return status;

  sealed = g_str_equal (out, "-") ? seal_to_output (cli, form, &error) : seal_to (cli, form, out, &error);

  if (!sealed)
    return herald_cli_fail_to_seal (cli, form, error);

  /* Of what went to standard output, nothing is left here to take a hash of. */
  if (herald_composer_get_case (cli->composer) != NULL && !g_str_equal (out, "-") &&
      !herald_composer_log_sealed (cli->composer, out, &error))
    return herald_cli_fail (error);

  return HERALD_EXIT_DONE;
}

static JsonNode *
view_to_json (const HeraldEnvelopeView *view)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *recipients = json_array_new (), *names = json_array_new ();
  JsonObject *headers = json_object_new ();

  for (guint i = 0; view->recipients[i] != NULL; i++)
    json_array_add_string_element (recipients, view->recipients[i]);
  for (guint i = 0; view->names[i] != NULL; i++)
    json_array_add_string_element (names, view->names[i]);
  for (guint i = 0; view->headers[i] != NULL; i += 2)
    {
      /* A header that occurs again is told once, in lines. */
      const char *before = json_object_get_string_member_with_default (headers, view->headers[i], NULL);
      g_autofree char *value = before == NULL ? g_strdup (view->headers[i + 1])
                                              : g_strconcat (before, "\n", view->headers[i + 1], NULL);

      json_object_set_string_member (headers, view->headers[i], value);
    }

  json_object_set_string_member (object, "form", herald_envelope_form_to_word (view->form));
  json_object_set_array_member (object, "recipients", recipients);
  json_object_set_int_member (object, "size", (gint64) view->size);
  json_object_set_object_member (object, "headers", headers);
  json_object_set_array_member (object, "names", names);

  return json_node_init_object (json_node_alloc (), object);
}

static void
print_view (const HeraldEnvelopeView *view)
{
  g_autofree char *size = g_format_size_full (view->size, G_FORMAT_SIZE_LONG_FORMAT);

  /* TRANSLATORS: %s is eml, asc, bundle or draft */
  g_print (_("Form: %s\n"), herald_envelope_form_to_word (view->form));
  /* TRANSLATORS: %s is a size such as “12.3 kB (12,345 bytes)” */
  g_print (_("Size: %s\n"), size);
  for (guint i = 0; view->recipients[i] != NULL; i++)
    /* TRANSLATORS: %s is a key id of 16 digits */
    g_print (_("Encrypted to the key: %s\n"), view->recipients[i]);
  for (guint i = 0; view->names[i] != NULL; i++)
    /* TRANSLATORS: %s is a file name */
    g_print (_("File name in sight: %s\n"), view->names[i]);
  for (guint i = 0; view->headers[i] != NULL; i += 2)
    /* TRANSLATORS: the first %s is the name of a mail header, the second its value */
    g_print (_("Header in sight: %s: %s\n"), view->headers[i], view->headers[i + 1]);
}

/**
 * herald_cli_inspect:
 * @cli: a run of the program
 *
 * Runs the command `inspect`.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_inspect (HeraldCli *cli)
{
  static gboolean json;
  static const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, for programs"), NULL },
    { NULL },
  };
  g_autoptr(HeraldEnvelopeView) view = NULL;
  GError *error = NULL;
  HeraldExit status;
  int fd;

  if (!herald_cli_parse (cli, options, 1, 1, &status))
    return status;

  fd = herald_cli_open (cli->argv[1], &error);
  if (fd < 0)
    return herald_cli_fail (error);

  view = herald_envelope_inspect (fd, TRUE, &error);
  close (fd);
  if (view == NULL)
    return herald_cli_fail_from (cli->argv[1], error);
  if (json)
    return herald_cli_print_json (view_to_json (view));

  print_view (view);
  return HERALD_EXIT_DONE;
}

static HeraldExit
print_opened (const HeraldOpened *opened)
{
  for (guint i = 0; i < opened->parts->len; i++)
    {
      const HeraldOpenedPart *part = g_ptr_array_index (opened->parts, i);

      g_print ("%s  %" G_GUINT64_FORMAT "  %s\n", part->sha256, part->size, part->name);
    }

  for (guint i = 0; i < opened->findings->len; i++)
    g_printerr ("herald-cli: %s\n", (const char *) g_ptr_array_index (opened->findings, i));

  return opened->findings->len > 0 ? HERALD_EXIT_NOT_READY : HERALD_EXIT_DONE;
}

static HeraldExit
open_envelope (int         fd,
               GBytes     *secret_key,
               const char *folder)
{
  g_autoptr(HeraldOpened) opened = NULL;
  GError *error = NULL;
  g_auto(HeraldCliWait) wait;

  herald_cli_wait_init (&wait);
  herald_envelope_open_async (fd, secret_key, folder, wait.cancellable, herald_cli_wait_cb, &wait);
  opened = herald_envelope_open_finish (herald_cli_wait_for_it (&wait), &error);

  return opened != NULL ? print_opened (opened) : herald_cli_fail (error);
}

/**
 * herald_cli_open_envelope:
 * @cli: a run of the program
 *
 * Runs the command `open`, the vendor’s side.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_open_envelope (HeraldCli *cli)
{
  static char *key, *out;
  static const GOptionEntry options[] = {
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, N_("The vendor’s secret key"), "SECRET-KEY-FILE" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The folder to make, for the parts"), "DIRECTORY" },
    { NULL },
  };
  g_autoptr(GBytes) secret = NULL;
  GError *error = NULL;
  HeraldExit status;
  int fd;

  if (!herald_cli_parse (cli, options, 1, 1, &status))
    return status;
  if (key == NULL || out == NULL || *out == '\0')
    return herald_cli_fail_usage (cli, _("--key and -o are needed"));

  secret = herald_cli_read (key, HERALD_KEY_MAX_SIZE, &error);
  fd = secret == NULL ? -1 : herald_cli_open (cli->argv[1], &error);
  if (fd < 0)
    return herald_cli_fail (error);

  status = open_envelope (fd, secret, out);
  close (fd);

  return status;
}
