/* herald-agent.c: a home for one secret key, for one message
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-agent.h"
#include "herald-file-writer.h"
#include "herald-passing-folder.h"

#define ANSWER_SECONDS 10
#define END_SECONDS 5

/* The most that OpenPGP has for making a passphrase slow to guess (RFC 4880
 * §3.7.1.3). The agent would take seconds to find a number of its own. */
#define S2K_COUNT "65011712"

/* gpg starts no agent of its own, so there is never one that we do not know
 * of, whenever the person cancels. */
static const char configuration[] =
  "no-autostart\n"
  "no-auto-key-locate\n"
  "no-random-seed-file\n";

struct _HeraldAgent
{
  HeraldPassingFolder *folder;
  const char          *home;       /* its path */
  int                  socket_fd;  /* -1 until it runs */
  int                  process_fd; /* -1 until it runs */
};

/* Waits for one line of the agent's (Assuan): its part after @start, or NULL. */
static char *
read_line (int         fd,
           const char *start)
{
  struct pollfd ready = { fd, POLLIN, 0 };
  char line[256];
  gsize length = 0;

  while (length < sizeof line - 1)
    {
      if (poll (&ready, 1, ANSWER_SECONDS * 1000) <= 0 ||
          read (fd, line + length, 1) != 1)
        return NULL;
      if (line[length] == '\n')
        break;
      length++;
    }
  line[length] = '\0';

  return g_str_has_prefix (line, start) ? g_strdup (line + strlen (start)) : NULL;
}

static gboolean
send_line (int         fd,
           const char *line)
{
  return send (fd, line, strlen (line), MSG_NOSIGNAL) == (gssize) strlen (line);
}

static int
connect_to_agent (const char *home)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_snprintf (address.sun_path, sizeof address.sun_path, "%s/S.gpg-agent", home);
  if (fd >= 0 && connect (fd, (struct sockaddr *) &address, sizeof address) < 0)
    {
      close (fd);
      return -1;
    }

  return fd;
}

/* The connection is kept: it is how the agent is told to end. */
static gboolean
find_agent (HeraldAgent *self)
{
  g_autofree char *greeting = NULL;
  g_autofree char *process = NULL;
  g_autofree char *end = NULL;

  self->socket_fd = connect_to_agent (self->home);
  if (self->socket_fd < 0)
    return FALSE;

  greeting = read_line (self->socket_fd, "OK");
  if (greeting == NULL || !send_line (self->socket_fd, "GETINFO pid\n"))
    return FALSE;

  process = read_line (self->socket_fd, "D ");
  end = read_line (self->socket_fd, "OK");
  if (process == NULL || end == NULL)
    return FALSE;

  self->process_fd = pidfd_open ((pid_t) g_ascii_strtoll (process, NULL, 10), 0);
  return self->process_fd >= 0;
}

static gboolean
start_agent (HeraldAgent  *self,
             GError      **error)
{
  const char *command[] = {
    "gpg-agent", "--homedir", self->home, "--daemon", "--quiet",
    "--disable-scdaemon", "--pinentry-program", "/bin/false", "--s2k-count", S2K_COUNT, NULL,
  };
  g_autoptr(GError) local_error = NULL;
  int status;

  /* It returns when the agent, which it leaves behind, listens. */
  if (g_spawn_sync (NULL, (char **) command, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                    NULL, NULL, NULL, NULL, &status, &local_error) &&
      g_spawn_check_wait_status (status, &local_error) &&
      find_agent (self))
    return TRUE;

  g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_ENGINE,
                       _("GnuPG’s agent (gpg-agent) does not start"));
  return FALSE;
}

static void
stop_agent (HeraldAgent *self)
{
  struct pollfd end = { self->process_fd, POLLIN, 0 };

  if (self->socket_fd >= 0)
    send_line (self->socket_fd, "KILLAGENT\n");

  if (self->process_fd >= 0)
    {
      if (poll (&end, 1, END_SECONDS * 1000) <= 0)
        {
          pidfd_send_signal (self->process_fd, SIGKILL, NULL, 0);
          poll (&end, 1, END_SECONDS * 1000);
        }
      close (self->process_fd);
    }

  if (self->socket_fd >= 0)
    close (self->socket_fd);
}

/**
 * herald_agent_new:
 * @error: return location for an error
 *
 * Makes a home for GnuPG that nobody else can enter, with an agent of its own.
 *
 * The home lies in the runtime directory, which is memory, or where temporary
 * files lie. The agent asks nobody for a passphrase.
 *
 * Thread: a worker; it waits for the agent, some milliseconds.
 *
 * Returns: (transfer full): the agent, or %NULL with an error
 */
HeraldAgent *
herald_agent_new (GError **error)
{
  g_autoptr(HeraldAgent) self = g_new0 (HeraldAgent, 1);
  g_autofree char *path = NULL;

  self->socket_fd = -1;
  self->process_fd = -1;
  self->folder = herald_passing_folder_new (error);
  if (self->folder == NULL)
    return NULL;

  self->home = herald_passing_folder_get_path (self->folder);
  path = g_build_filename (self->home, "gpg.conf", NULL);
  if (!herald_file_replace (path, configuration, strlen (configuration),
                            HERALD_FILE_WRITER_NONE, error) ||
      !start_agent (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * herald_agent_get_home:
 * @self: an agent
 *
 * Gets the home.
 *
 * Returns: an absolute path
 */
const char *
herald_agent_get_home (const HeraldAgent *self)
{
  return self->home;
}

/**
 * herald_agent_free:
 * @self: (nullable): an agent
 *
 * Ends the agent, waits until it is gone, and removes the home with the
 * secret key.
 *
 * Thread: a worker.
 */
void
herald_agent_free (HeraldAgent *self)
{
  if (self == NULL)
    return;

  stop_agent (self);
  herald_passing_folder_free (self->folder);
  g_free (self);
}
