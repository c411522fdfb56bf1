/* test-receipt.c: what counts as a receipt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-receipt.h"

#define SHA256 "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
#define OTHER  "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"
#define SIZE   1000

#define RECEIPT(rest) "{\"receipt\":\"A-1\",\"sha256\":\"" SHA256 "\",\"size\":1000" rest "}"

static HeraldReceipt *
read_bytes (const char  *data,
            gsize        length,
            GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, length);

  return herald_receipt_read (bytes, SHA256, SIZE, error);
}

static void
refuse (const char         *text,
        HeraldReceiptError  code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldReceipt) receipt = read_bytes (text, strlen (text), &error);
  g_autofree char *shown = g_utf8_make_valid (text, -1);

  g_test_message ("%s", shown);
  g_assert_null (receipt);
  g_assert_error (error, HERALD_RECEIPT_ERROR, (int) code);
}

static void
accept (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldReceipt) receipt = read_bytes (text, strlen (text), &error);

  g_test_message ("%.120s", text);
  g_assert_no_error (error);
  g_assert_cmpstr (receipt->id, ==, "A-1");
}

static void
test_reads_all_of_it (void)
{
  static const char text[] = RECEIPT (",\"received_on\":\"2026-11-21\",\"ack_by\":\"2026-11-28\",\"replayed\":true");
  g_autoptr(HeraldReceipt) receipt = read_bytes (text, strlen (text), NULL);

  g_assert_cmpstr (receipt->received_on, ==, "2026-11-21");
  g_assert_cmpstr (receipt->ack_by, ==, "2026-11-28");
  g_assert_true (receipt->replayed);
}

static void
test_accepts_what_may_differ (void)
{
  accept (RECEIPT (",\"received_on\":\"2026-11-21\""));
  accept (RECEIPT (",\"received_on\":\"2026-11-21\",\"ack_by\":null"));
  accept (RECEIPT (",\"received_on\":\"2026-11-21\",\"ack_by\":\"2026-11-21\""));
  accept (RECEIPT (",\"received_on\":\"2026-11-21\",\"signature\":\"x\",\"note\":[1,{}]"));
  accept ("\n " RECEIPT (",\"received_on\":\"2026-11-21\"") " \n");
  accept ("{\"receipt\":\"A-1\",\"size\":1000,\"received_on\":\"2026-11-21\","
          "\"sha256\":\"6B86B273FF34FCE19D6B804EFF5A3F5747ADA4EAA22F1D49C01E52DDB7875B4B\"}");
}

static void
test_refuses_traps (void)
{
  static const char * const traps[] = {
    "", " ", "null", "[]", "\"A-1\"", "{}", "<html>Welcome</html>", "OK",
    RECEIPT (""),
    RECEIPT (",\"received_on\":null"),
    RECEIPT (",\"received_on\":\"\""),
    RECEIPT (",\"received_on\":20261121"),
    RECEIPT (",\"received_on\":\"2026-11-21T10:00:00Z\""),
    RECEIPT (",\"received_on\":\"2026-02-30\""),
    RECEIPT (",\"received_on\":\"2026-11-21\",\"ack_by\":\"soon\""),
    RECEIPT (",\"received_on\":\"2026-11-21\",\"ack_by\":7"),
    RECEIPT (",\"received_on\":\"2026-11-21\",\"ack_by\":\"2026-11-20\""),
    RECEIPT (",\"received_on\":\"2026-11-21\",\"replayed\":\"yes\""),
    RECEIPT (",\"received_on\":\"2026-11-21\",\"replayed\":null"),
    RECEIPT (",\"received_on\":\"2026-11-21\",\"size\":1000"),
    RECEIPT (",\"received_on\":\"2026-11-21\"") RECEIPT (",\"received_on\":\"2026-11-21\""),
    RECEIPT (",\"received_on\":\"2026-11-21\"") "x",
    "{\"receipt\":\"\",\"sha256\":\"" SHA256 "\",\"size\":1000,\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\" A\",\"sha256\":\"" SHA256 "\",\"size\":1000,\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\"\xc3\xa9\",\"sha256\":\"" SHA256 "\",\"size\":1000,\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\"a\\u0000b\",\"sha256\":\"" SHA256 "\",\"size\":1000,\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\"a\\u001b[31m\",\"sha256\":\"" SHA256 "\",\"size\":1000,\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":1,\"sha256\":\"" SHA256 "\",\"size\":1000,\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\"A-1\",\"sha256\":null,\"size\":1000,\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\"A-1\",\"size\":1000,\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\"A-1\",\"sha256\":\"" SHA256 "\",\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\"A-1\",\"sha256\":\"" SHA256 "\",\"size\":\"1000\",\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\"A-1\",\"sha256\":\"" SHA256 "\",\"size\":1e3,\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\"A-1\",\"sha256\":\"" SHA256 "\",\"size\":-1000,\"received_on\":\"2026-11-21\"}",
    "{\"receipt\":\"A-1\",\"sha256\":\"\xff\",\"size\":1000,\"received_on\":\"2026-11-21\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (traps); i++)
    refuse (traps[i], HERALD_RECEIPT_ERROR_DAMAGED);
}

static void
test_refuses_that_of_another_envelope (void)
{
  refuse ("{\"receipt\":\"A-1\",\"sha256\":\"" OTHER "\",\"size\":1000,\"received_on\":\"2026-11-21\"}",
          HERALD_RECEIPT_ERROR_OTHER);
  refuse ("{\"receipt\":\"A-1\",\"sha256\":\"" SHA256 "\",\"size\":999,\"received_on\":\"2026-11-21\"}",
          HERALD_RECEIPT_ERROR_OTHER);
  refuse ("{\"receipt\":\"A-1\",\"sha256\":\"6b86\",\"size\":1000,\"received_on\":\"2026-11-21\"}",
          HERALD_RECEIPT_ERROR_OTHER);
}

/* Wherever the connection breaks, what has come is none. */
static void
test_refuses_every_beginning (void)
{
  static const char text[] = RECEIPT (",\"received_on\":\"2026-11-21\",\"ack_by\":\"2026-11-28\",\"replayed\":false");

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autoptr(HeraldReceipt) receipt = read_bytes (text, length, NULL);

      g_assert_null (receipt);
    }
}

static void
test_refuses_nul_and_what_is_too_large (void)
{
  static const char start[] = RECEIPT (",\"received_on\":\"2026-11-21\"");
  g_autofree char *text = g_malloc0 (HERALD_RECEIPT_MAX_SIZE + 1);
  g_autoptr(HeraldReceipt) with_nul = NULL, whole = NULL, large = NULL;
  g_autoptr(GError) error = NULL;

  memcpy (text, start, strlen (start));
  with_nul = read_bytes (text, strlen (start) + 1, NULL);
  g_assert_null (with_nul);

  memset (text + strlen (start), ' ', HERALD_RECEIPT_MAX_SIZE + 1 - strlen (start));
  whole = read_bytes (text, HERALD_RECEIPT_MAX_SIZE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (whole);
  large = read_bytes (text, HERALD_RECEIPT_MAX_SIZE + 1, NULL);
  g_assert_null (large);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deliver/receipt/reads-all-of-it", test_reads_all_of_it);
  g_test_add_func ("/deliver/receipt/accepts-what-may-differ", test_accepts_what_may_differ);
  g_test_add_func ("/deliver/receipt/refuses-traps", test_refuses_traps);
  g_test_add_func ("/deliver/receipt/refuses-that-of-another-envelope", test_refuses_that_of_another_envelope);
  g_test_add_func ("/deliver/receipt/refuses-every-beginning", test_refuses_every_beginning);
  g_test_add_func ("/deliver/receipt/refuses-nul-and-what-is-too-large", test_refuses_nul_and_what_is_too_large);

  return g_test_run ();
}
