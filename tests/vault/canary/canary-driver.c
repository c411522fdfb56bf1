/* canary-driver.c: a report that is typed as in the window, and a sudden end
 *
 * Usage: canary-driver STATE
 *
 * Does what the lines of standard input say, one after another, while the main
 * loop runs, and answers each with a line:
 *
 *   passphrase TEXT   makes the vault, or unlocks the one that is there
 *   begin VENDOR      begins a report, in memory only
 *   keep              keeps it in the vault
 *   open              opens the first case of the vault
 *   type FIELD TEXT   adds to an answer
 *   attach PATH       copies a file into the case, in a worker
 *   show FIELD        prints an answer
 *   state             prints how the autosave goes
 *   wait STATE        answers once it goes so
 *   problem           prints why it fails
 *   limit BYTES       lets no file become larger; -1 for any size
 *   die               is killed two seconds after the last change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib-unix.h>

#include "herald-composer-vault.h"

#define GRACE_MS 2000

typedef struct
{
  HeraldComposer *composer;
  GMainLoop      *loop;
  GString        *input;
  gint64          changed; /* when the last change was made */
} Driver;

static void
say (const char *text)
{
  g_print ("%s\n", text);
}

static void
answer (const GError *error)
{
  say (error == NULL ? "ok" : error->message);
}

static HeraldReport *
report_of (Driver *driver)
{
  HeraldReport *report = herald_composer_get_report (driver->composer);

  if (report == NULL)
    g_error ("there is no report");
  return report;
}

static void
enter (Driver     *driver,
       const char *passphrase)
{
  g_autoptr(GError) error = NULL;

  if (herald_vault_exists (herald_composer_get_vault (driver->composer)))
    herald_composer_unlock (driver->composer, passphrase, &error);
  else
    herald_composer_create_vault (driver->composer, passphrase, &error);
  answer (error);
}

static void
open_first (Driver *driver)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) cases = herald_vault_list (herald_composer_get_vault (driver->composer), &error);

  if (cases != NULL && cases->len > 0)
    herald_composer_open_case (driver->composer, ((HeraldCaseSummary *) g_ptr_array_index (cases, 0))->id, &error);
  answer (error);
}

static const char *
text_of (Driver     *driver,
         const char *field)
{
  return herald_answer_get_text (herald_report_get_answer (report_of (driver), field));
}

/* Every keystroke of a window comes to this. */
static void
type (Driver     *driver,
      const char *arguments)
{
  g_auto(GStrv) words = g_strsplit (arguments, " ", 2);
  g_autofree char *text = g_strconcat (text_of (driver, words[0]), words[1], NULL);
  g_autoptr(JsonNode) node = herald_answer_new_text (text);
  g_autoptr(GError) error = NULL;

  herald_report_set_answer (report_of (driver), words[0], node, &error);
  driver->changed = g_get_monotonic_time ();
  answer (error);
}

static void
attached_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Driver *driver = data;
  g_autoptr(GError) error = NULL;

  herald_composer_attach_finish (driver->composer, result, &error);
  driver->changed = g_get_monotonic_time ();
  answer (error);
}

static const char *
state_of (Driver *driver)
{
  g_autoptr(GEnumClass) states = g_type_class_ref (HERALD_TYPE_AUTOSAVE_STATE);
  HeraldAutosave *autosave = herald_composer_get_autosave (driver->composer);

  return g_enum_get_value (states, (int) herald_autosave_get_state (autosave))->value_nick;
}

static void
wait_for (Driver     *driver,
          const char *state)
{
  while (!g_str_equal (state_of (driver), state))
    g_main_context_iteration (NULL, TRUE);
  say ("ok");
}

/* A full disk, as far as a program can tell. */
static void
set_limit (const char *text)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = text[0] == '-' ? limit.rlim_max : (rlim_t) atoll (text);
  say (setrlimit (RLIMIT_FSIZE, &limit) == 0 ? "ok" : "no");
}

static gboolean
die_cb (gpointer data)
{
  kill (getpid (), SIGKILL);
  return G_SOURCE_REMOVE;
}

static void
die (Driver *driver)
{
  gint64 left = driver->changed + GRACE_MS * G_TIME_SPAN_MILLISECOND - g_get_monotonic_time ();

  g_timeout_add ((guint) MAX (left / G_TIME_SPAN_MILLISECOND, 0), die_cb, NULL);
}

static void
run_line (Driver     *driver,
          const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 2);
  const char *rest = words[1] != NULL ? words[1] : "";
  g_autoptr(GError) error = NULL;

  if (g_str_equal (words[0], "passphrase"))
    enter (driver, rest);
  else if (g_str_equal (words[0], "begin"))
    answer (herald_composer_begin (driver->composer, rest, FALSE, &error) ? NULL : error);
  else if (g_str_equal (words[0], "keep"))
    answer (herald_composer_keep (driver->composer, &error) ? NULL : error);
  else if (g_str_equal (words[0], "open"))
    open_first (driver);
  else if (g_str_equal (words[0], "type"))
    type (driver, rest);
  else if (g_str_equal (words[0], "attach"))
    herald_composer_attach_async (driver->composer, rest, NULL, "log", NULL, NULL, NULL, attached_cb, driver);
  else if (g_str_equal (words[0], "show"))
    say (text_of (driver, rest));
  else if (g_str_equal (words[0], "state"))
    say (state_of (driver));
  else if (g_str_equal (words[0], "wait"))
    wait_for (driver, rest);
  else if (g_str_equal (words[0], "problem"))
    say (herald_autosave_get_problem (herald_composer_get_autosave (driver->composer)));
  else if (g_str_equal (words[0], "limit"))
    set_limit (rest);
  else if (g_str_equal (words[0], "die"))
    die (driver);
  else
    g_error ("no such line");
}

static gboolean
input_cb (int          fd,
          GIOCondition condition,
          gpointer     data)
{
  Driver *driver = data;
  char buffer[4096];
  gssize n = read (fd, buffer, sizeof buffer);
  char *end;

  if (n <= 0)
    {
      g_main_loop_quit (driver->loop);
      return G_SOURCE_REMOVE;
    }

  g_string_append_len (driver->input, buffer, n);
  while ((end = strchr (driver->input->str, '\n')) != NULL)
    {
      g_autofree char *line = g_strndup (driver->input->str, (gsize) (end - driver->input->str));

      g_string_erase (driver->input, 0, (gssize) strlen (line) + 1);
      run_line (driver, line);
    }

  return G_SOURCE_CONTINUE;
}

int
main (int    argc,
      char **argv)
{
  Driver driver = { 0 };
  g_autoptr(GError) error = NULL;

  if (argc != 2)
    return 2;

  signal (SIGXFSZ, SIG_IGN);
  herald_vault_protect_process ();
  driver.composer = herald_composer_new (argv[1]);
  driver.loop = g_main_loop_new (NULL, FALSE);
  driver.input = g_string_new (NULL);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, input_cb, &driver);
  g_main_loop_run (driver.loop);

  if (!herald_composer_close (driver.composer, &error))
    g_printerr ("%s\n", error->message);
  g_object_unref (driver.composer);
  g_main_loop_unref (driver.loop);
  g_string_free (driver.input, TRUE);
  return 0;
}
