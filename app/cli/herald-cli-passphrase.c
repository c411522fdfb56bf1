/* herald-cli-passphrase.c: a passphrase that nobody sees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "herald-cli-passphrase.h"

G_DEFINE_QUARK (herald-cli-passphrase-error-quark, herald_cli_passphrase_error)

/* What a terminal hands out at once: its line is no longer (n_tty), and the
 * rest of a passphrase that is too long goes with it. */
#define BUFFER_SIZE 4096

/* Those that would leave the terminal without echo. One that stops a program
 * in the background is none of them: it comes before anything was changed. */
static const int caught_signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP };

/* The end of a pipe for a handler to write to, which may run in any thread. */
static int signal_fd = -1;

/* A terminal that does not show what is typed, for as long as a line is read. */
typedef struct
{
  int              fd;
  struct termios   before;
  int              pipe[2];
  struct sigaction actions[G_N_ELEMENTS (caught_signals)];
} Terminal;

static char *
allocate (void)
{
  char *buffer;

  if (sodium_init () < 0)
    g_error ("libsodium does not start");

  buffer = sodium_malloc (BUFFER_SIZE);
  if (buffer == NULL)
    g_error ("there is no memory for a passphrase");

  sodium_memzero (buffer, BUFFER_SIZE);
  return buffer;
}

/**
 * herald_cli_passphrase_free:
 * @passphrase: (transfer full) (nullable): a passphrase
 *
 * Wipes a passphrase and frees it.
 */
void
herald_cli_passphrase_free (char *passphrase)
{
  sodium_free (passphrase);
}

static gboolean
refuse (GError                   **error,
        HeraldCliPassphraseError   code,
        const char                *message)
{
  g_set_error_literal (error, HERALD_CLI_PASSPHRASE_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
check (const char  *passphrase,
       gsize        length,
       GError     **error)
{
  if (length == 0)
    return refuse (error, HERALD_CLI_PASSPHRASE_ERROR_EMPTY, _("An empty passphrase protects nothing"));
  if (length > HERALD_CLI_MAX_PASSPHRASE)
    return refuse (error, HERALD_CLI_PASSPHRASE_ERROR_TOO_LONG, _("A passphrase has at most 1,024 bytes"));
  if (!g_utf8_validate (passphrase, (gssize) length, NULL))
    return refuse (error, HERALD_CLI_PASSPHRASE_ERROR_NOT_TEXT, _("This passphrase is no text in UTF-8"));

  return TRUE;
}

static void
signal_handler (int number)
{
  int saved_errno = errno;
  unsigned char byte = (unsigned char) number;
  gssize n = write (signal_fd, &byte, 1);

  (void) n;
  errno = saved_errno;
}

/* A signal that is ignored stays so, as under nohup. */
static void
catch_signals (Terminal *self)
{
  struct sigaction action = { .sa_handler = signal_handler };

  signal_fd = self->pipe[1];
  sigfillset (&action.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (caught_signals); i++)
    {
      sigaction (caught_signals[i], NULL, &self->actions[i]);
      if (self->actions[i].sa_handler != SIG_IGN)
        sigaction (caught_signals[i], &action, NULL);
    }
}

static void
release_signals (Terminal *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (caught_signals); i++)
    sigaction (caught_signals[i], &self->actions[i], NULL);
  signal_fd = -1;
}

static gboolean
set_attributes (int                   fd,
                const struct termios *attributes)
{
  int result;

  do
    result = tcsetattr (fd, TCSAFLUSH, attributes);
  while (result < 0 && errno == EINTR);

  return result == 0;
}

/* What was typed before the question is thrown away: it may be meant for
 * something else, and was seen. */
static gboolean
hide (Terminal    *self,
      const char  *prompt,
      GError     **error)
{
  struct termios hidden;
  gsize length = strlen (prompt);

  if (tcgetattr (self->fd, &self->before) == 0)
    {
      hidden = self->before;
      hidden.c_lflag &= (tcflag_t) ~(ECHO | ECHONL);
      hidden.c_lflag |= ICANON | ISIG;
      hidden.c_iflag |= ICRNL;
#ifdef IUTF8
      hidden.c_iflag |= IUTF8;
#endif
      catch_signals (self);
      if (set_attributes (self->fd, &hidden) && write (self->fd, prompt, length) == (gssize) length)
        return TRUE;

      set_attributes (self->fd, &self->before);
      release_signals (self);
    }

  return refuse (error, HERALD_CLI_PASSPHRASE_ERROR_UNREADABLE, _("The terminal does not take a passphrase"));
}

static void
show (Terminal *self)
{
  gssize n = write (self->fd, "\n", 1);

  (void) n;
  set_attributes (self->fd, &self->before);
  release_signals (self);
}

/* Waits for a line, or for a signal.
 * Returns: the signal, or 0 when there is something to read */
static int
wait_for_line (Terminal *self)
{
  GPollFD fds[] = {
    { .fd = self->pipe[0], .events = G_IO_IN },
    { .fd = self->fd, .events = G_IO_IN },
  };
  unsigned char byte;

  do
    {
      g_poll (fds, G_N_ELEMENTS (fds), -1);
      if (read (self->pipe[0], &byte, 1) == 1)
        return byte;
    }
  while (fds[1].revents == 0);

  return 0;
}

/* Reads one line, asking again after a pause. The signal that ended the
 * program, or paused it, does so with the terminal as it was. */
static gssize
read_line (Terminal    *self,
           const char  *prompt,
           char        *buffer,
           GError     **error)
{
  gssize n;
  int number;

  for (;;)
    {
      if (!hide (self, prompt, error))
        return -1;

      number = wait_for_line (self);
      n = number == 0 ? read (self->fd, buffer, BUFFER_SIZE) : 0;
      show (self);
      if (number == 0)
        break;

      raise (number);
      if (number == SIGTSTP)
        continue;

      /* Somebody handles it: the program goes on to its end. */
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Interrupted"));
      return -1;
    }

  if (n < 0)
    {
      refuse (error, HERALD_CLI_PASSPHRASE_ERROR_UNREADABLE, _("The terminal went away before there was a passphrase"));
      return -1;
    }

  if (n > 0 && buffer[n - 1] == '\n')
    n--;
  return n;
}

static gboolean
ask (Terminal    *self,
     const char  *prompt,
     char        *buffer,
     GError     **error)
{
  gssize length = read_line (self, prompt, buffer, error);

  if (length < 0 || !check (buffer, (gsize) length, error))
    return FALSE;

  sodium_memzero (buffer + length, BUFFER_SIZE - (gsize) length);
  return TRUE;
}

static gboolean
ask_twice (Terminal    *self,
           const char  *prompt,
           const char  *again,
           char        *buffer,
           GError     **error)
{
  char *repeated;
  gboolean is_good;

  if (!ask (self, prompt, buffer, error))
    return FALSE;
  if (again == NULL)
    return TRUE;

  repeated = allocate ();
  is_good = ask (self, again, repeated, error);
  if (is_good && sodium_memcmp (buffer, repeated, BUFFER_SIZE) != 0)
    is_good = refuse (error, HERALD_CLI_PASSPHRASE_ERROR_DIFFERENT,
                      _("This was not the same passphrase twice; nothing was changed"));

  herald_cli_passphrase_free (repeated);
  return is_good;
}

/**
 * herald_cli_passphrase_ask:
 * @prompt: the question, translated, with a space at its end
 * @again: (nullable): the question that has it repeated, for a new passphrase
 * @error: return location for an error
 *
 * Asks the person at the terminal for a passphrase, which is not shown.
 *
 * The terminal is the one that controls the program, wherever its standard
 * input and output go. It is set right again before any signal takes effect; a
 * signal that the program handles itself gives %G_IO_ERROR_CANCELLED.
 *
 * Thread: one at a time, since the terminal and the signals are the program's.
 *
 * Returns: (transfer full): the passphrase in guarded memory, to be freed with
 *   herald_cli_passphrase_free(), or %NULL with an error
 */
char *
herald_cli_passphrase_ask (const char  *prompt,
                           const char  *again,
                           GError     **error)
{
  Terminal terminal = { .fd = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC) };
  char *buffer;

  g_return_val_if_fail (prompt != NULL, NULL);

  if (terminal.fd < 0)
    {
      refuse (error, HERALD_CLI_PASSPHRASE_ERROR_NO_TERMINAL,
              _("There is no terminal to ask for the passphrase; give it with --passphrase-fd"));
      return NULL;
    }
  if (!g_unix_open_pipe (terminal.pipe, FD_CLOEXEC, NULL))
    {
      close (terminal.fd);
      refuse (error, HERALD_CLI_PASSPHRASE_ERROR_UNREADABLE, _("The terminal does not take a passphrase"));
      return NULL;
    }
  g_unix_set_fd_nonblocking (terminal.pipe[0], TRUE, NULL);
  g_unix_set_fd_nonblocking (terminal.pipe[1], TRUE, NULL);

  buffer = allocate ();
  if (!ask_twice (&terminal, prompt, again, buffer, error))
    g_clear_pointer (&buffer, herald_cli_passphrase_free);

  close (terminal.pipe[0]);
  close (terminal.pipe[1]);
  close (terminal.fd);
  return buffer;
}

/**
 * herald_cli_passphrase_read:
 * @fd: a file descriptor, which is not closed
 * @error: return location for an error
 *
 * Reads a passphrase from a file descriptor: one line, without its end.
 *
 * What follows the line is left there to be read by somebody else, such as a
 * second passphrase. A terminal is refused, since it would show what is typed.
 *
 * Returns: (transfer full): the passphrase in guarded memory, to be freed with
 *   herald_cli_passphrase_free(), or %NULL with an error
 */
char *
herald_cli_passphrase_read (int      fd,
                            GError **error)
{
  char *buffer;
  gsize length = 0;
  gssize n = 1;

  if (isatty (fd))
    {
      refuse (error, HERALD_CLI_PASSPHRASE_ERROR_UNREADABLE,
              _("--passphrase-fd names a terminal, which would show the passphrase; leave it away to be asked"));
      return NULL;
    }

  buffer = allocate ();
  while (length <= HERALD_CLI_MAX_PASSPHRASE)
    {
      n = read (fd, buffer + length, 1);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0 || buffer[length] == '\n')
        break;
      length++;
    }

  if (n < 0)
    refuse (error, HERALD_CLI_PASSPHRASE_ERROR_UNREADABLE,
            _("The passphrase cannot be read from what --passphrase-fd names"));
  if (n < 0 || !check (buffer, length, error))
    {
      herald_cli_passphrase_free (buffer);
      return NULL;
    }

  buffer[length] = '\0';
  return buffer;
}
