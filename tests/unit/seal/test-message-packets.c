/* test-message-packets.c: what a message shows, made by hand, octet by octet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <unistd.h>

#include "herald-message.h"
#include "seal-fixture.h"

#define PRACTICE_SUBKEY "E4CB42EDD026B28148DC7DF8476741333CDC05A0"
#define PRACTICE_ID "476741333CDC05A0"

static HeraldMessage *
inspect (GBytes    *content,
         GError   **error)
{
  int fd = seal_fixture_fd (content);
  HeraldMessage *message = herald_message_inspect (fd, TRUE, error);

  close (fd);
  return message;
}

static void
assert_recipient (HeraldMessage *message,
                  const char    *expected)
{
  const char *list[] = { expected, NULL };

  g_assert_nonnull (message);
  g_assert_cmpstrv (herald_message_get_recipients (message), list);
}

static void
assert_check_fails (HeraldMessage *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_message_check (message, PRACTICE_SUBKEY, &error));
  g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_RECIPIENT);
}

/* One session key, for the practice vendor; data follows. */
#define SESSION_KEY "\xc1\x0b\x03\x47\x67\x41\x33\x3c\xdc\x05\xa0\x12\x00"

static HeraldMessage *
inspect_text (const char  *octets,
              gsize        length,
              GError     **error)
{
  g_autoptr(GBytes) content = g_bytes_new_static (octets, length);

  return inspect (content, error);
}

#define INSPECT(octets, error) inspect_text ((octets), sizeof (octets) - 1, (error))

static void
test_knows_every_protection (void)
{
  g_autoptr(HeraldMessage) none = INSPECT (SESSION_KEY "\xc9\x03\x01\x02\x03", NULL);
  g_autoptr(HeraldMessage) old = INSPECT (SESSION_KEY "\xa7\x01\x02\x03", NULL);
  g_autoptr(HeraldMessage) v1 = INSPECT (SESSION_KEY "\xd2\x03\x01\x02\x03", NULL);
  g_autoptr(HeraldMessage) v2 = INSPECT (SESSION_KEY "\xd2\x04\x02\x09\x02\x06", NULL);
  g_autoptr(HeraldMessage) ocb = INSPECT (SESSION_KEY "\xd4\x04\x01\x09\x02\x06", NULL);
  g_autoptr(HeraldMessage) eax = INSPECT (SESSION_KEY "\xd4\x04\x01\x09\x01\x06", NULL);

  g_assert_cmpstr (herald_message_get_protection (none), ==, "");
  g_assert_cmpstr (herald_message_get_protection (old), ==, "");
  g_assert_cmpstr (herald_message_get_protection (v1), ==, "SEIPDv1");
  g_assert_cmpstr (herald_message_get_protection (v2), ==, "SEIPDv2");
  g_assert_cmpstr (herald_message_get_protection (ocb), ==, "OCB");
  g_assert_cmpstr (herald_message_get_protection (eax), ==, "EAX");

  assert_check_fails (none);
  assert_check_fails (old);
  assert_check_fails (v2);
  assert_check_fails (eax);
  g_assert_true (herald_message_check (v1, PRACTICE_SUBKEY, NULL));
  g_assert_true (herald_message_check (ocb, PRACTICE_SUBKEY, NULL));
}

static void
test_reads_recipients_by_fingerprint (void)
{
  g_autoptr(HeraldMessage) hidden = INSPECT ("\xc1\x03\x06\x00\x19" "\xd2\x03\x02\x00\x00", NULL);
  g_autoptr(HeraldMessage) v4 =
    INSPECT ("\xc1\x18\x06\x15\x04" "abcdefghijkl" "\x47\x67\x41\x33\x3c\xdc\x05\xa0" "\x19"
             "\xd2\x03\x02\x00\x00", NULL);
  g_autoptr(HeraldMessage) v6 =
    INSPECT ("\xc1\x24\x06\x21\x06" "\x01\x23\x45\x67\x89\xab\xcd\xef" "abcdefghijklmnopqrstuvwx"
             "\x19" "\xd2\x03\x02\x00\x00", NULL);

  g_assert_cmpuint (herald_message_get_n_hidden (hidden), ==, 1);
  assert_recipient (v4, PRACTICE_ID);
  assert_recipient (v6, "0123456789ABCDEF");
}

static void
test_refuses_what_it_does_not_know (void)
{
  static const struct
  {
    const char *octets;
    gsize       length;
  } cases[] = {
#define CASE(octets) { octets, sizeof (octets) - 1 }
    CASE ("\xc1\x0b\x02\x47\x67\x41\x33\x3c\xdc\x05\xa0\x12\x00" "\xd2\x03\x01\x02\x03"),
    CASE ("\xc1\x02\x03\x00" "\xd2\x03\x01\x02\x03"),
    CASE ("\xc1\x03\x06\x05\x04" "\xd2\x03\x01\x02\x03"),
    CASE (SESSION_KEY "\xd2\x03\x03\x02\x03"),
    CASE (SESSION_KEY "\xd4\x04\x02\x09\x02\x06"),
    CASE (SESSION_KEY "\xd4\x04\x01\x09\x07\x06"),
    CASE (SESSION_KEY "\xd2\x02\x01\x02"),          /* too short to be anything */
    CASE (SESSION_KEY "\xd2\x03\x01\x02\x03" "\x00"),
    CASE (SESSION_KEY "\xd2\x03\x01\x02\x03" SESSION_KEY),
    CASE (SESSION_KEY "\xcb\x02" "ab"),             /* not sealed */
    CASE (SESSION_KEY),
    CASE (SESSION_KEY "\xd2"),
    CASE (SESSION_KEY "\xd2\x04\x01\x02\x03"),
    CASE (SESSION_KEY "\xd2\xe2\x01\x02\x03\x04"),  /* a part, and no length after it */
    CASE (SESSION_KEY "\xd2\xe2\x01\x02\x03\x04\xff\x00"),
    CASE (SESSION_KEY "\xd2\xe2\x01\x02\x03\x04\x02" "a"),
    CASE ("\xc1\xff\x7f\xff\xff\xff\x03"),
    CASE ("\xc1\xe9\x03"),                          /* a session key in parts */
    CASE ("\x87\x03"),
    CASE ("\x80\x00"),
    CASE ("\xff"),
#undef CASE
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      HeraldMessage *message = inspect_text (cases[i].octets, cases[i].length, &error);

      g_test_message ("case %u", i);
      g_assert_null (message);
      g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_MESSAGE);
    }
}

static void
test_walks_parts_to_the_end (void)
{
  g_autoptr(HeraldMessage) message =
    INSPECT (SESSION_KEY "\xd2\xe2\x01\x02\x03\x04\xe1" "ab" "\x01" "c", NULL);

  g_assert_nonnull (message);
}

static void
test_passes_over_markers (void)
{
  g_autoptr(HeraldMessage) message =
    INSPECT ("\xca\x03PGP" SESSION_KEY "\xd5\x02\x00\x00" "\xd2\x03\x01\x02\x03", NULL);

  assert_recipient (message, PRACTICE_ID);
}

static void
test_refuses_a_crowd (void)
{
  g_autoptr(GByteArray) crowd = g_byte_array_new ();
  g_autoptr(GBytes) content = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_byte_array_append (crowd, (const guint8 *) SESSION_KEY, sizeof SESSION_KEY - 1);
  content = g_byte_array_free_to_bytes (g_steal_pointer (&crowd));

  g_assert_null (inspect (content, &error));
  g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_MESSAGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/seal/message-packets/knows-every-protection", test_knows_every_protection);
  g_test_add_func ("/seal/message-packets/reads-recipients-by-fingerprint",
                   test_reads_recipients_by_fingerprint);
  g_test_add_func ("/seal/message-packets/refuses-what-it-does-not-know",
                   test_refuses_what_it_does_not_know);
  g_test_add_func ("/seal/message-packets/walks-parts-to-the-end", test_walks_parts_to_the_end);
  g_test_add_func ("/seal/message-packets/passes-over-markers", test_passes_over_markers);
  g_test_add_func ("/seal/message-packets/refuses-a-crowd", test_refuses_a_crowd);

  return g_test_run ();
}
