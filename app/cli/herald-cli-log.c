/* herald-cli-log.c: the log of a case, its promises, and what comes next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-cli.h"
#include "herald-composer-log.h"

#define MAX_WORDS_INPUT (128 * 1024)

/* What was typed after `case log`. */
typedef struct
{
  char     *kind;
  char     *date;
  char     *source;
  char     *promise;
  char     *file;
  char     *out;
  gboolean  reference;
  gboolean  json;
  gboolean  text;
  gboolean  ics;
} Options;

static Options options;

static const GOptionEntry log_options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print JSON, for programs"), NULL },
  { "text", 0, 0, G_OPTION_ARG_NONE, &options.text, N_("Write all of it as text"), NULL },
  { "ics", 0, 0, G_OPTION_ARG_NONE, &options.ics, N_("Write what is due for a calendar, without saying what it is about"), NULL },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.out, N_("Where to write it, in clear"), "FILE" },
  { "add", 0, 0, G_OPTION_ARG_STRING, &options.kind, N_("Write down what happened; standard input has words on it"), "KIND" },
  { "date", 0, 0, G_OPTION_ARG_STRING, &options.date, N_("When it happened; otherwise today"), "DATE" },
  { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, N_("Who says so: me or vendor; otherwise me"), "SOURCE" },
  { "promise", 0, 0, G_OPTION_ARG_STRING, &options.promise, N_("The promise that was kept with it"), "PROMISE" },
  { "reference", 0, 0, G_OPTION_ARG_NONE, &options.reference, N_("The first line is what the vendor calls the report"), NULL },
  { "file", 0, 0, G_OPTION_ARG_FILENAME, &options.file, N_("What proves it; the case keeps a copy"), "FILE" },
  { NULL },
};

/* What a person reads: the text in front of what comes next. */
static HeraldExit
print_log (HeraldCli *cli)
{
  g_autoptr(HeraldTimeline) timeline = herald_composer_get_timeline (cli->composer);
  g_autofree char *text = options.json ? NULL : herald_timeline_to_text (timeline);

  if (options.json)
    return herald_cli_print_json (herald_timeline_to_json (timeline));

  g_print ("%s", text);
  return HERALD_EXIT_DONE;
}

static HeraldExit
write_log (HeraldCli *cli)
{
  HeraldTimelineForm form = options.ics ? HERALD_TIMELINE_AS_ICS : HERALD_TIMELINE_AS_TEXT;
  g_autoptr(HeraldTimeline) timeline = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (g_str_equal (options.out, "-"))
    {
      timeline = herald_composer_get_timeline (cli->composer);
      text = options.ics ? herald_timeline_to_ics (timeline) : herald_timeline_to_text (timeline);
      if (text != NULL)
        return herald_cli_write (options.out, text);
    }

  return herald_composer_save_timeline (cli->composer, form, options.out, &error) ? HERALD_EXIT_DONE
                                                                                   : herald_cli_fail (error);
}

/* Splits what came on standard input where its first line has a meaning of its own. */
static char *
take_reference (char *input)
{
  char *end = strchr (input, '\n');

  if (end == NULL)
    return input + strlen (input);

  *end = '\0';
  if (end > input && end[-1] == '\r')
    end[-1] = '\0';
  return end + 1;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static HeraldExit
add_entry (HeraldCli *cli)
{
  GError *error = NULL;
  g_autofree char *input = herald_cli_read_text (MAX_WORDS_INPUT, &error);
  const char *words;

  if (input == NULL)
    return herald_cli_fail (error);

  words = options.reference ? take_reference (input) : input;
  if (!herald_composer_add_entry (cli->composer, &(HeraldNewEntry) {
                                    .kind = options.kind,
                                    .date = or_empty (options.date),
                                    .source = options.source != NULL ? options.source : HERALD_LOG_ME,
                                    .promise = or_empty (options.promise),
                                    .reference = options.reference ? input : "",
                                    .words = words,
                                    .path = options.file,
                                  }, &error))
    return herald_cli_fail (error);

  return HERALD_EXIT_DONE;
}

static gboolean
has_entry_options (void)
{
  return options.date != NULL || options.source != NULL || options.promise != NULL ||
         options.file != NULL || options.reference;
}

static HeraldExit
fail_kind (HeraldCli *cli)
{
  g_autofree char *kinds = g_strjoinv (", ", (char **) herald_log_kinds ());
  /* TRANSLATORS: %s is a list of words that are typed, and not translated */
  g_autofree char *message = g_strdup_printf (_("--add takes one of %s"), kinds);

  return herald_cli_fail_usage (cli, message);
}

/* What is wrong with the options as they stand together, or NULL. */
static const char *
find_misuse (void)
{
  int n_ways = options.json + options.text + options.ics + (options.kind != NULL);

  if (n_ways > 1)
    return _("only one of --json, --text, --ics and --add can be done at a time");
  if ((options.text || options.ics) != (options.out != NULL))
    return _("-o belongs to --text or --ics");
  if (options.kind == NULL && has_entry_options ())
    return _("--date, --source, --promise, --reference and --file belong to --add");

  return NULL;
}

/**
 * herald_cli_case_log:
 * @cli: a run of the program
 *
 * Runs the command `case log`: shows the log with its promises, or adds to it.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_case_log (HeraldCli *cli)
{
  HeraldExit status;

  if (!herald_cli_parse (cli, log_options, 1, 1, &status))
    return status;
  if (find_misuse () != NULL)
    return herald_cli_fail_usage (cli, find_misuse ());
  if (options.kind != NULL && !g_strv_contains (herald_log_kinds (), options.kind))
    return fail_kind (cli);
  if (!herald_cli_load (cli, cli->argv[1], &status))
    return status;

  if (options.kind != NULL)
    return add_entry (cli);
  return options.out != NULL ? write_log (cli) : print_log (cli);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static HeraldExit
seal_reminder (HeraldCli  *cli,
               const char *text,
               const char *path)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  herald_composer_seal_reminder_async (cli->composer, text, path, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return herald_composer_seal_reminder_finish (cli->composer, result, &error) ? HERALD_EXIT_DONE
                                                                               : herald_cli_fail (error);
}

/**
 * herald_cli_case_reminder:
 * @cli: a run of the program
 *
 * Runs the command `case reminder`: a calm question to the vendor.
 *
 * Returns: the exit status
 */
HeraldExit
herald_cli_case_reminder (HeraldCli *cli)
{
  static char *out;
  static gboolean own_words;
  static const GOptionEntry reminder_options[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Seal it to the vendor’s key, into this file"), "FILE" },
    { "own-words", 0, 0, G_OPTION_ARG_NONE, &own_words, N_("Seal what comes on standard input instead"), NULL },
    { NULL },
  };
  g_autofree char *text = NULL;
  GError *error = NULL;
  HeraldExit status;

  if (!herald_cli_parse (cli, reminder_options, 1, 1, &status))
    return status;
  if (own_words && out == NULL)
    return herald_cli_fail_usage (cli, _("-o is missing"));
  if (!herald_cli_load (cli, cli->argv[1], &status))
    return status;

  text = own_words ? herald_cli_read_text (MAX_WORDS_INPUT, &error) : herald_composer_write_reminder (cli->composer);
  if (text == NULL)
    return herald_cli_fail (error);
  if (out != NULL)
    return seal_reminder (cli, text, out);

  g_print ("%s", text);
  return HERALD_EXIT_DONE;
}
