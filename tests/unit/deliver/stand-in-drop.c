/* stand-in-drop.c: says what a test wants to hear, in the place of herald-drop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "herald-drop-answer.h"
#include "herald-drop-request.h"
#include "herald-file.h"
#include "herald-hash.h"

/* The last word of the endpoint's path is what happens. Before anything does,
 * the envelope has to be the one of the request, and its journal on the disk. */

static void
say (const HeraldDropEvent *event)
{
  g_autofree char *line = herald_drop_event_write (event);

  if (!herald_file_write_all (STDOUT_FILENO, line, strlen (line), NULL))
    exit (1);
}

static void
say_kind (HeraldDropEventKind kind)
{
  say (&(HeraldDropEvent) { .kind = kind });
}

static void
say_end (HeraldDropOutcome *outcome)
{
  say (&(HeraldDropEvent) { .kind = HERALD_DROP_ENDED, .outcome = outcome });
  herald_drop_outcome_free (outcome);
}

static void
say_receipt (const HeraldDropRequest *request)
{
  g_autofree char *text = g_strdup_printf ("{\"receipt\":\"%.8s\",\"sha256\":\"%s\",\"size\":%" G_GUINT64_FORMAT ","
                                           "\"received_on\":\"2026-11-21\"}", request->key, request->sha256,
                                           request->size);
  g_autoptr(GBytes) body = g_bytes_new_static (text, strlen (text));
  HeraldDropAnswer answer = { .status = 201, .content_type = "application/json", .body = body, .is_whole = TRUE };

  say_end (herald_drop_judge (&answer, request->sha256, request->size, request->size));
}

/* What has to be true before the first byte goes. */
static void
check_disk (const HeraldDropRequest *request)
{
  g_autofree char *path = g_file_read_link ("/proc/self/fd/3", NULL), *sha256 = NULL, *journal = NULL, *text = NULL;
  guint64 size;

  if (lseek (HERALD_DROP_ENVELOPE_FD, 0, SEEK_SET) != 0 || !herald_hash_of_fd (HERALD_DROP_ENVELOPE_FD, &sha256, &size, NULL) ||
      !g_str_equal (sha256, request->sha256) || size != request->size)
    exit (1);

  /* Out of a case it comes without a name. */
  if (path == NULL || strstr (path, "(deleted)") != NULL)
    return;

  journal = g_strconcat (path, ".delivery", NULL);
  if (!g_file_get_contents (journal, &text, NULL, NULL) || strstr (text, "\"state\":\"sending\"") == NULL ||
      strstr (text, request->key) == NULL)
    exit (1);
}

static void
wait_for_the_end (void)
{
  char rest[64];

  while (read (STDIN_FILENO, rest, sizeof rest) > 0)
    ;
}

static void
flood (void)
{
  g_autofree char *block = g_strnfill (1024 * 1024, ' ');

  while (herald_file_write_all (STDOUT_FILENO, block, 1024 * 1024, NULL))
    ;
}

static void
act (const HeraldDropRequest *request,
     const char              *word)
{
  say_kind (HERALD_DROP_CONNECTING);
  if (g_str_equal (word, "no-connection"))
    say_end (herald_drop_give_up (HERALD_DELIVERY_NO_NETWORK, 0));
  if (g_str_equal (word, "vanish-early") || g_str_equal (word, "no-connection"))
    return;

  say_kind (HERALD_DROP_SENDING);
  if (g_str_equal (word, "vanish"))
    return;
  if (g_str_equal (word, "nonsense"))
    herald_file_write_all (STDOUT_FILENO, "accepted\n", 9, NULL);
  else if (g_str_equal (word, "flood"))
    flood ();
  else if (g_str_equal (word, "wait"))
    {
      wait_for_the_end ();
      say_end (herald_drop_give_up (HERALD_DELIVERY_CANCELLED, 1));
    }
  else
    {
      say_kind (HERALD_DROP_WAITING);
      say_receipt (request);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GByteArray) line = g_byte_array_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HeraldDropRequest) request = NULL;
  guint8 c;

  while (read (STDIN_FILENO, &c, 1) == 1 && c != '\n')
    g_byte_array_append (line, &c, 1);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&line));
  request = herald_drop_request_read (bytes, NULL);
  if (request == NULL)
    return 1;

  if (request->mode == HERALD_DROP_PROBE)
    say (&(HeraldDropEvent) { .kind = HERALD_DROP_PROBED, .found = (char *) "tor" });
  else if (request->mode == HERALD_DROP_ANSWERS && g_str_has_suffix (request->endpoint, "/answers"))
    say (&(HeraldDropEvent) { .kind = HERALD_DROP_ANSWERED,
                              .messages = (char *[]) { (char *) "-----BEGIN PGP MESSAGE-----", NULL } });
  else if (request->mode == HERALD_DROP_ANSWERS)
    say_end (herald_drop_give_up (HERALD_DELIVERY_NO_NETWORK, 0));
  else
    {
      check_disk (request);
      act (request, strrchr (request->endpoint, '/') + 1);
    }

  return 0;
}
