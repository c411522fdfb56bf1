/* herald-application.c: the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-about.h"
#include "herald-accessible.h"
#include "herald-application.h"
#include "herald-compat.h"
#include "herald-hand-off.h"
#include "herald-leave.h"
#include "herald-preferences.h"
#include "herald-recent.h"
#include "herald-row-layout.h"
#include "herald-window.h"

struct _HeraldApplication
{
  AdwApplication parent_instance;

  guint          inhibition; /* of the end of the session, or 0 */
};

G_DEFINE_FINAL_TYPE (HeraldApplication, herald_application, ADW_TYPE_APPLICATION)

/* The window itself, though a dialog may be in front of it. */
static GtkWindow *
find_window (GtkApplication *application)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    {
      if (HERALD_IS_WINDOW (l->data))
        return l->data;
    }

  return NULL;
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  GtkWindow *window = find_window (data);

  /* The window asks first when something is not saved. */
  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (data);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  herald_about_present (gtk_application_get_active_window (data));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  GtkWindow *window = find_window (data);

  if (window != NULL)
    herald_preferences_present (window, herald_window_get_desk (HERALD_WINDOW (window)));
}

static void
help_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  herald_open_uri (gtk_application_get_active_window (data), "help:herald");
}

/* The session is about to end, and waits for us as long as this takes; whoever
 * would lose something is asked by the desktop. */
static void
query_end_cb (HeraldApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);
  GtkWindow *window = find_window (application);

  if (self->inhibition != 0)
    gtk_application_uninhibit (application, self->inhibition);
  self->inhibition = 0;

  if (window != NULL && !herald_leave_is_safe (herald_window_get_desk (HERALD_WINDOW (window))))
    self->inhibition = gtk_application_inhibit (application, window, GTK_APPLICATION_INHIBIT_LOGOUT,
                                                _("A report is not saved"));
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "help", .activate = help_cb },
};

static void
add_accelerators (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *accelerators[3];
  } keys[] = {
    { "app.quit", { "<Primary>q" } },
    { "app.preferences", { "<Primary>comma" } },
    { "app.help", { "F1" } },
    { "window.close", { "<Primary>w" } },
    { "win.show-help-overlay", { "<Primary>question" } },
    { "win.new", { "<Primary>n" } },
    { "win.open", { "<Primary>o" } },
    { "win.search", { "<Primary>f" } },
    { "win.undo", { "<Primary>z" } },
    { "win.redo", { "<Primary><Shift>z" } },
    { "win.history", { "<Primary>h" } },
    { "win.lock", { "<Primary>l" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].accelerators);
}

/* What a program that was killed left for a mail program; the disk is waited
 * for where nobody is. */
static gpointer
sweep (gpointer data)
{
  herald_hand_off_sweep ();
  return NULL;
}

static void
herald_application_startup (GApplication *application)
{
  g_set_application_name ("Herald");
  gtk_window_set_default_icon_name (APPLICATION_ID);

  G_APPLICATION_CLASS (herald_application_parent_class)->startup (application);

  herald_accessible_mend ();
  herald_row_layout_use ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  add_accelerators (GTK_APPLICATION (application));
  g_thread_unref (g_thread_new ("herald-sweep", sweep, NULL));
}

static void
herald_application_shutdown (GApplication *application)
{
  herald_recent_settle ();

  G_APPLICATION_CLASS (herald_application_parent_class)->shutdown (application);
}

static void
herald_application_activate (GApplication *application)
{
  GtkWindow *window = find_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
      g_autoptr(HeraldDesk) desk = herald_desk_new (composer);

      window = herald_window_new (GTK_APPLICATION (application), desk);
    }

  gtk_window_present (window);
}

/* One report is in progress at a time, so one file is opened. */
static void
herald_application_open (GApplication  *application,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  g_application_activate (application);
  herald_window_open_file (HERALD_WINDOW (find_window (GTK_APPLICATION (application))), files[0]);
}

static int
herald_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("%s %s\n", PACKAGE_NAME, PACKAGE_VERSION);
  return 0;
}

static void
herald_application_class_init (HeraldApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = herald_application_startup;
  application_class->shutdown = herald_application_shutdown;
  application_class->activate = herald_application_activate;
  application_class->open = herald_application_open;
  application_class->handle_local_options = herald_application_handle_local_options;
}

static void
herald_application_init (HeraldApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_signal_connect (self, "query-end", G_CALLBACK (query_end_cb), NULL);
}

/**
 * herald_application_new:
 *
 * Makes the program.
 *
 * Returns: (transfer full): the application, not running yet
 */
GApplication *
herald_application_new (void)
{
  return g_object_new (HERALD_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/heraldreport/Herald",
                       /* To hear of the screen, see HeraldLockWatch, and of the end of the session. */
                       "register-session", TRUE,
                       NULL);
}
