/* test-own-traces.c: what in a text or file tells who wrote it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "fake-identity.h"
#include "herald-own-traces.h"

#define BLOCK (128 * 1024) /* of the scanner */

/* “kind@offset+length:line …”, which compares at a glance. */
static void
describe_cb (const HeraldOwnTrace *trace,
             gpointer              data)
{
  g_string_append_printf (data, "%s%d@%" G_GUINT64_FORMAT "+%" G_GSIZE_FORMAT ":%" G_GUINT64_FORMAT,
                          ((GString *) data)->len > 0 ? " " : "", trace->kind, trace->offset, trace->length,
                          trace->line);
}

static char *
scan (HeraldOwnIdentity *identity,
      const void        *data,
      gsize              length,
      gsize              piece)
{
  GString *found = g_string_new (NULL);
  g_autoptr(HeraldOwnScanner) scanner = herald_own_scanner_new (identity, describe_cb, found);

  for (gsize at = 0; at < length; at += piece)
    herald_own_scanner_feed (scanner, (const char *) data + at, MIN (piece, length - at));
  herald_own_scanner_finish (scanner);

  return g_string_free (found, FALSE);
}

static void
assert_found (const char *text,
              const char *expected)
{
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autofree char *found = scan (identity, text, strlen (text), strlen (text) + 1);

  if (!g_str_equal (found, expected))
    g_error ("in “%s” found “%s” and not “%s”", text, found, expected);
}

static void
test_literals (void)
{
  assert_found ("I am kimv.", "6@5+4:1");
  assert_found ("one\ntwo\nKIMV", "6@8+4:3");
  assert_found ("moorhen.local and Moorhen's", "5@0+7:1 5@18+7:1");
  assert_found ("by Kim Vandermeer", "7@3+14:1");
  assert_found ("the Vandermeer pump", "7@4+10:1");
  assert_found ("see /home/kimv/poc.py", "0@4+10:1");
  assert_found ("from 10.20.30.47:8080 to", "4@5+11:1");
  assert_found ("from [FE80::5e51:4fff:fe0a:b1c2%2]", "4@6+25:1");
  assert_found ("link/ether 5C:51:4F:0A:B1:C2 brd", "3@11+17:1");
  assert_found ("", "");
}

static void
test_whole_words (void)
{
  assert_found ("kimvv akimv kimv2 kimv_max xkimv", "");
  assert_found ("(kimv) \"kimv\" kimv's ~kimv -kimv-", "6@1+4:1 6@8+4:1 6@14+4:1 6@22+4:1 6@28+4:1");
  assert_found ("110.20.30.47 10.20.30.471 1.10.20.30.47 10.20.30.47.8", "");
  assert_found ("At 10.20.30.47.", "4@3+11:1");
  assert_found ("00:5c:51:4f:0a:b1:c2 5c:51:4f:0a:b1:c2:d3", "");
  assert_found ("ökimv kimvé", "");
  assert_found ("“kimv”…kimv", "6@3+4:1 6@13+4:1");
}

static void
test_escapes (void)
{
  assert_found ("\"\\nkimv\"", "6@3+4:1");
  assert_found ("f%2Fkimv", "6@4+4:1");
  assert_found ("\033[01;32mkimv\033[0m", "6@8+4:1");
  assert_found ("2Fkimv mkimv nkimv", "");
}

static void
test_other_scripts (void)
{
  assert_found ("Herr MÜßIG und müßig und M\xc3\xbc\xc3\x9fig", "7@5+7:1 7@17+7:1 7@29+7:1");
  assert_found ("Mu\xcc\x88\xc3\x9fig", "7@0+8:1");
  assert_found ("M\xfc\xdfig schrieb", "7@0+5:1");
  assert_found ("私は山田です", "7@6+6:1");
  assert_found ("kimvさん", "6@0+4:1");
}

static void
test_short_names (void)
{
  assert_found ("It will fail, Will; WILL it? ödön Ödön ÖDÖN", "8@14+4:1 8@20+4:1 8@36+6:1 8@43+6:1");
  assert_found ("by will ödön", "8@3+11:1");
}

static void
test_patterns (void)
{
  assert_found ("/home/heron/x", "10@0+11:1");
  assert_found ("file:///Users/heron.", "10@7+12:1");
  assert_found ("C:\\Users\\heron\\x C:\\\\Users\\\\heron d:/users/heron", "10@0+14:1 10@17+16:1 10@34+14:1");
  assert_found ("/run/user/1000/bus", "12@0+14:1");
  assert_found ("heron@egret:~$ id", "11@0+14:1");
  assert_found ("heron@egret:/var/log# id", "11@0+21:1");
  assert_found ("[heron@egret src]$ id", "11@1+17:1");
}

static void
test_pattern_false_alarms (void)
{
  assert_found ("/home/user/x /home/pi /home/ /home/1 /home/a", "");
  assert_found ("/HOME/heron https://a.example/home/start GET /home/start HTTP/1.1 POST /home/start", "");
  assert_found ("/run/user/0 /run/user/42 /run/user/x", "");
  assert_found ("C:\\Users\\Public C:\\UsersX\\heron ::\\Users\\heron C:\\Users", "");
  assert_found ("root@pump:/# id user@host:~$ id pi@raspberrypi:~ $", "");
  assert_found ("mail heron@egret.example: ~$5, git@egret:heron/x, heron@egret: x", "");
  assert_found ("@ @@ a@ @b a@b: a@b:~", "");
}

static void
test_no_overlap (void)
{
  assert_found ("kimv@moorhen:~$ ls /home/kimv", "11@0+15:1 0@19+10:1");
  assert_found ("kimv kimv\nkimv", "6@0+4:1 6@5+4:1 6@10+4:2");
}

static void
test_utf16 (void)
{
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();

  for (guint i = 0; i < 4; i++)
    {
      gboolean mark = i % 2 != 0;
      g_autoptr(GBytes) bytes = fake_utf16_new ("one\nI am KIMV, not kimvv; Müßig of 山田 in\nC:\\Users\\heron",
                                          i / 2 != 0, mark);
      g_autofree char *found = scan (identity, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 5);

      g_assert_cmpstr (found, ==, mark ? "6@20+8:2 7@54+10:2 7@72+4:2 10@84+28:3"
                                       : "6@18+8:2 7@52+10:2 7@70+4:2 10@82+28:3");
    }
}

static void
test_wide_text_in_a_binary (void)
{
  static const guint8 binary[] = "\x7f\x45\x4c\x46\0\x01\xff\nk\0i\0m\0v\0\0\0kimv\0\0\xfe";
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autofree char *found = scan (identity, binary, sizeof binary, 3);

  /* Where there are no lines, none is named. */
  g_assert_cmpstr (found, ==, "6@8+8:2 6@18+4:0");
}

/* Units of UTF-16 whose bytes are those of letters in the other case. */
static void
test_utf16_is_exact (void)
{
  g_autoptr(HeraldOwnIdentity) identity = herald_own_identity_new ();
  g_autoptr(GBytes) bytes = fake_utf16_new ("慢 䅢", FALSE, FALSE);
  g_autofree char *found = NULL;

  herald_own_identity_add (identity, HERALD_OWN_REAL_NAME, "慢慢");
  herald_own_identity_add (identity, HERALD_OWN_USER_NAME, "䅢䅂");
  found = scan (identity, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 64);
  g_assert_cmpstr (found, ==, "");

  g_clear_pointer (&bytes, g_bytes_unref);
  g_clear_pointer (&found, g_free);
  bytes = fake_utf16_new ("慢慢 慂慢 䅢䅂", FALSE, FALSE);
  found = scan (identity, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 64);
  g_assert_cmpstr (found, ==, "7@0+4:1 6@12+4:1");
}

static GString *
make_log (gsize at)
{
  GString *log = g_string_new (NULL);

  while (log->len < 2 * BLOCK)
    g_string_append (log, "10:00:00 pump[7]: /home/heron kimvv 10.20.30.4 x@y kimv moorhen\n");
  g_string_overwrite (log, at, " heron@egret:/srv/x/y/z# Kim Vandermeer ");
  return log;
}

static void
test_chunks_make_no_difference (void)
{
  static const gsize pieces[] = { 1, 7, 4096, 65536, BLOCK - 1, BLOCK, BLOCK + 1 };
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autoptr(GString) log = make_log (BLOCK - 20);
  g_autofree char *whole = scan (identity, log->str, log->len, log->len);

  g_assert_nonnull (strstr (whole, "11@131053+23:"));
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *found = scan (identity, log->str, log->len, pieces[i]);

      g_assert_cmpstr (found, ==, whole);
    }
}

/* Wherever the scanner's own block ends, it hides nothing. */
static void
test_blocks_make_no_difference (void)
{
  static const char planted[] = "\n[heron@egret src]$ ls C:\\Users\\heron Vandermeer\n";
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autofree char *text = g_strnfill (BLOCK + 2048, '.');

  for (gsize at = BLOCK - 1200; at < BLOCK + 100; at += 3)
    {
      g_autofree char *found = NULL;
      g_autofree char *expected = g_strdup_printf ("11@%" G_GSIZE_FORMAT "+17:2 10@%" G_GSIZE_FORMAT "+14:2 "
                                                   "7@%" G_GSIZE_FORMAT "+10:2",
                                                   at + 2, at + 23, at + 38);

      memset (text, '.', BLOCK + 2048);
      memcpy (text + at, planted, sizeof planted - 1);
      found = scan (identity, text, BLOCK + 2048, BLOCK);
      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_find_in_text (void)
{
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autoptr(GArray) traces = herald_own_traces_find_in_text (identity, "a\nkimv at Vandermeer");

  g_assert_cmpuint (traces->len, ==, 2);
  g_assert_cmpint (g_array_index (traces, HeraldOwnTrace, 0).kind, ==, HERALD_OWN_USER_NAME);
  g_assert_cmpuint (g_array_index (traces, HeraldOwnTrace, 0).line, ==, 2);
  g_assert_cmpuint (g_array_index (traces, HeraldOwnTrace, 1).ordinal, ==, 2);
  g_assert_cmpuint (g_array_index (traces, HeraldOwnTrace, 1).offset, ==, 10);
}

static void
ignore_cb (const HeraldOwnTrace *trace,
           gpointer              data)
{
}

static void
test_unreadable (void)
{
  g_autoptr(HeraldOwnIdentity) identity = fake_identity_new ();
  g_autoptr(GError) error = NULL;
  int fd = open ("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  g_assert_false (herald_own_traces_scan_fd (identity, fd, ignore_cb, NULL, NULL, &error));
  g_assert_nonnull (error);
  close (fd);
}

/* With -m perf: how fast a log is read. */
static void
test_speed (void)
{
  g_autoptr(HeraldOwnIdentity) identity = herald_own_identity_collect (NULL);
  g_autoptr(HeraldOwnIdentity) made_up = fake_identity_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) log = make_log (100);
  GPtrArray *literals = herald_own_identity_get_literals (made_up);
  int fd = memfd_create ("log", MFD_CLOEXEC);
  gsize size = 0;
  clock_t begin;
  double seconds;

  if (!g_test_perf ())
    {
      close (fd);
      g_test_skip ("only with -m perf");
      return;
    }

  for (guint i = 0; i < literals->len; i++)
    {
      const HeraldOwnLiteral *literal = g_ptr_array_index (literals, i);

      herald_own_identity_add (identity, literal->kind, literal->text);
    }
  for (char *p = log->str; (p = strpbrk (p, "km/@")) != NULL;)
    *p = 'e';

  for (; size < 256 * 1024 * 1024; size += log->len)
    g_assert_cmpint (write (fd, log->str, log->len), ==, (gssize) log->len);
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);

  begin = clock ();
  g_assert_true (herald_own_traces_scan_fd (identity, fd, ignore_cb, NULL, NULL, &error));
  seconds = (double) (clock () - begin) / CLOCKS_PER_SEC;
  g_test_maximized_result ((double) size / 1024 / 1024 / seconds, "%.0f MiB in a second of the processor",
                           (double) size / 1024 / 1024 / seconds);
  close (fd);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evidence/own-traces/finds-every-literal", test_literals);
  g_test_add_func ("/evidence/own-traces/takes-whole-words-only", test_whole_words);
  g_test_add_func ("/evidence/own-traces/sees-a-word-behind-an-escape", test_escapes);
  g_test_add_func ("/evidence/own-traces/reads-other-scripts", test_other_scripts);
  g_test_add_func ("/evidence/own-traces/asks-a-capital-of-short-names", test_short_names);
  g_test_add_func ("/evidence/own-traces/finds-patterns", test_patterns);
  g_test_add_func ("/evidence/own-traces/raises-no-false-alarm", test_pattern_false_alarms);
  g_test_add_func ("/evidence/own-traces/tells-of-overlaps-the-first", test_no_overlap);
  g_test_add_func ("/evidence/own-traces/reads-utf16-in-both-orders", test_utf16);
  g_test_add_func ("/evidence/own-traces/reads-utf16-in-a-binary", test_wide_text_in_a_binary);
  g_test_add_func ("/evidence/own-traces/takes-utf16-exactly", test_utf16_is_exact);
  g_test_add_func ("/evidence/own-traces/does-not-depend-on-chunks", test_chunks_make_no_difference);
  g_test_add_func ("/evidence/own-traces/does-not-depend-on-blocks", test_blocks_make_no_difference);
  g_test_add_func ("/evidence/own-traces/finds-in-text", test_find_in_text);
  g_test_add_func ("/evidence/own-traces/reports-an-unreadable-file", test_unreadable);
  g_test_add_func ("/evidence/own-traces/is-fast", test_speed);

  return g_test_run ();
}
