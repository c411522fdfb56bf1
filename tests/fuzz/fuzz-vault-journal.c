/* fuzz-vault-journal.c: any bytes as a journal, and as what its records say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-bytes.h"
#include "herald-history.h"
#include "herald-journal-scan.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What was read must be written as something that reads as the same. */
static void
write_again (const HeraldEvent *event)
{
  GByteArray *payload = herald_event_write (event);
  HeraldRecord record = { event->type, event->seq, payload->data, payload->len };
  g_autoptr(HeraldEvent) again = herald_event_read (&record);
  GByteArray *second;

  g_assert_nonnull (again);
  second = herald_event_write (again);
  g_assert_cmpmem (second->data, second->len, payload->data, payload->len);
  herald_event_wipe (second);
  herald_event_wipe (payload);
}

static gboolean
take (const HeraldRecord *record,
      gpointer            history)
{
  HeraldEvent *event = herald_event_read (record);

  if (event == NULL)
    return FALSE;

  write_again (event);
  return herald_history_take (history, event);
}

static void
look (HeraldHistory *history)
{
  GPtrArray *events = herald_history_get_events (history);

  if (herald_history_get_current (history) == NULL)
    return;

  g_assert_nonnull (herald_history_get_report (history));
  for (guint i = 0; i < events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i);
      g_auto(GStrv) places = NULL;

      if (herald_event_is_version (event))
        places = herald_history_get_changes (history, event);
    }
}

/* The bytes as they stand on a disk, under a key of zeros. */
static void
try_sealed (const guint8 *data,
            gsize         size)
{
  const guint8 zeros[HERALD_SECRET_SIZE] = { 0 };
  g_autoptr(HeraldSecret) key = herald_secret_new (zeros);
  g_autoptr(HeraldHistory) history = herald_history_new ();
  HeraldJournalScan scan;

  herald_journal_scan_init (&scan, data, size, key, zeros, take, history);
  g_assert_cmpuint (scan.size, <=, size);
  g_assert_cmpuint (herald_history_get_events (history)->len, ==, scan.n_records);
  look (history);
  herald_journal_scan_clear (&scan);
}

/* The bytes as what the records say, without their seals: type, length, payload. */
static void
try_plain (const guint8 *data,
           gsize         size)
{
  HeraldBytes left = { data, size, FALSE };
  g_autoptr(HeraldHistory) history = herald_history_new ();
  guint64 seq = 0;

  while (left.length >= 5)
    {
      guint8 type = *herald_bytes_take (&left, 1);
      guint32 wanted = herald_bytes_take_32 (&left);
      gsize length = MIN (wanted, left.length);
      HeraldRecord record = { type, ++seq, herald_bytes_take (&left, length), length };

      take (&record, history);
    }

  look (history);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  try_sealed (data, size);
  try_plain (data, size);
  return 0;
}
