/* herald-drop-guard.c: whether the server is the one that is meant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "herald-drop-guard.h"

#define PIN_SIZE 32

static char *
make_pin (gnutls_x509_crt_t  certificate,
          const GByteArray  *der)
{
  gnutls_datum_t data = { der->data, der->len };
  guint8 pin[PIN_SIZE];
  size_t length = sizeof pin;
  GString *text;

  if (gnutls_x509_crt_import (certificate, &data, GNUTLS_X509_FMT_DER) < 0 ||
      gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA256, pin, &length) < 0 || length != sizeof pin)
    return NULL;

  text = g_string_sized_new (2 * sizeof pin);
  for (guint i = 0; i < sizeof pin; i++)
    g_string_append_printf (text, "%02x", pin[i]);

  return g_string_free (text, FALSE);
}

/**
 * herald_drop_guard_pin:
 * @certificate: a certificate
 *
 * Takes the hash of a certificate's public key (RFC 7469, 2.4).
 *
 * Returns: (transfer full) (nullable): SHA-256 of its SubjectPublicKeyInfo,
 *   64 lower-case hexadecimal digits; %NULL if it cannot be read
 */
char *
herald_drop_guard_pin (GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) der = NULL;
  gnutls_x509_crt_t parsed;
  char *pin;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL || gnutls_x509_crt_init (&parsed) < 0)
    return NULL;

  pin = make_pin (parsed, der);
  gnutls_x509_crt_deinit (parsed);
  return pin;
}

/**
 * herald_drop_guard_check:
 * @connection: a connection whose handshake is done, and whose certificate was
 *   found good
 * @pins: (array zero-terminated=1): hashes of public keys; none: any will do
 *
 * Checks the server before the first byte of the request goes.
 *
 * Returns: %HERALD_DELIVERY_NO_REASON if nothing speaks against it
 */
HeraldDeliveryReason
herald_drop_guard_check (GTlsConnection     *connection,
                         const char * const *pins)
{
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (connection);
  GTlsProtocolVersion version = g_tls_connection_get_protocol_version (connection);
  g_autofree char *pin = NULL;

  if (version != G_TLS_PROTOCOL_VERSION_TLS_1_2 && version != G_TLS_PROTOCOL_VERSION_TLS_1_3)
    return HERALD_DELIVERY_OLD_TLS;
  if (certificate == NULL)
    return HERALD_DELIVERY_UNTRUSTED;
  if (pins[0] == NULL)
    return HERALD_DELIVERY_NO_REASON;

  pin = herald_drop_guard_pin (certificate);
  return pin != NULL && g_strv_contains (pins, pin) ? HERALD_DELIVERY_NO_REASON : HERALD_DELIVERY_WRONG_PIN;
}

/**
 * herald_drop_guard_judge:
 * @errors: what is wrong with a certificate
 *
 * Says in one word what is wrong with a certificate, the worst first.
 *
 * Returns: the reason for which the server is refused
 */
HeraldDeliveryReason
herald_drop_guard_judge (GTlsCertificateFlags errors)
{
  if ((errors & ~(G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)) != 0)
    return HERALD_DELIVERY_UNTRUSTED;
  if ((errors & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return HERALD_DELIVERY_WRONG_HOST;
  if (errors != 0)
    return HERALD_DELIVERY_EXPIRED;

  return HERALD_DELIVERY_UNTRUSTED;
}
