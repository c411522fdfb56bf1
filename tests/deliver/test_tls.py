# test_tls.py: a certificate or a TLS that is not good enough, and not one byte for it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re
import ssl
import subprocess

import authority
import deliver
import drop
import herald
import receiver
from authority import pin_of
from deliver import ACCEPTED, LARGE, NOT_DELIVERED, REFUSED, UNKNOWN
from herald import USAGE


OPENSSL = {'1.0': '-tls1', '1.1': '-tls1_1'}


class Case(deliver.Case):
    def refuse(self, reason, says='.', **options):
        """A submission that has to stop before HTTP, and say why."""
        for size in (0, LARGE):
            with self.subTest(size):
                if not self.report.exists() or size:
                    self.prepare(size)
                n = self.server.n_connections
                end = self.assert_ends(self.submit(**options), REFUSED, reason)
                self.assert_one_request(n=n + 1)
                self.assertEqual([seen.size for seen in self.server.seen], [0] * len(self.server.seen))
                self.assertRegex(end.said + end.problem, says)
                self.assertIsNone(end.delivery['status'])


class Certificates(Case):
    def serve(self, *names, trusted=None, **options):
        self.open_drop(tls=receiver.tls_context(*self.signer.sign(*names, **options)))

    def test_of_an_unknown_authority(self):
        other = authority.Authority(self.folder / 'other')
        self.open_drop(tls=receiver.tls_context(*other.sign(self.address)))
        self.refuse('untrusted', 'not verified|could not be verified|vouch')

    def test_signed_by_itself(self):
        self.serve(self.address, itself=True)
        self.refuse('untrusted')

    def test_of_the_systems_authorities_alone(self):
        """Without an authority of the vendor's own nobody vouches for this one."""
        self.open_drop(confirm=False)
        self.herald('confirm', 'practice', '--endpoint', self.server.endpoint)
        self.refuse('untrusted')

    def test_for_another_host(self):
        self.serve('other.example')
        self.refuse('wrong-host', self.address.replace('.', r'\.'))

    def test_for_no_host(self):
        self.serve()
        self.refuse('wrong-host')

    def test_expired(self):
        if not authority.can_fake_time():
            self.skipTest('faketime is not installed')
        self.serve(self.address, time='2020-01-01 00:00:00')
        self.refuse('expired', '(?i)clock')

    def test_of_tomorrow(self):
        if not authority.can_fake_time():
            self.skipTest('faketime is not installed')
        self.serve(self.address, time='2099-01-01 00:00:00')
        self.refuse('expired', '(?i)clock')

    def test_with_a_wrong_clock_of_ones_own(self):
        if not authority.can_fake_time():
            self.skipTest('faketime is not installed')
        if herald.SANITIZED:
            self.skipTest('faketime and a sanitizer do not go together')
        self.open_drop(rehearse=['503'])
        self.submit()
        library = subprocess.run(['faketime', '2020-01-01', 'env'], capture_output=True, text=True, check=True).stdout
        fake = dict(line.split('=', 1) for line in library.splitlines() if line.startswith(('LD_PRELOAD', 'FAKETIME')))
        end = self.retry(env={**fake, 'FAKETIME': '+9000d'})
        self.assert_ends(end, REFUSED, 'expired')
        self.assertRegex(end.said + end.problem, '(?i)clock')
        self.assert_one_request(n=2)
        self.assert_recovers(replayed=False)


class Versions(Case):
    def test_old_tls(self):
        """Both guards are asked by servers that speak nothing newer."""
        for version in ('1.0', '1.1'):
            for serve in (self.serve_gnutls, self.serve_openssl):
                with self.subTest(version=version, server=serve.__name__):
                    port, log = serve(f'-VERS-ALL:+VERS-TLS{version}', OPENSSL[version])
                    # It does speak it, with whoever wants that.
                    self.assertEqual(self.ask(port, version), {'1.0': 'TLSv1', '1.1': 'TLSv1.1'}[version])
                    self.confirm(f'https://{self.address}:{port}/reports')
                    self.assert_ends(self.submit(), REFUSED, 'old-tls')
                    self.assertNotIn(b'POST', log.read_bytes())

    def test_new_tls(self):
        """The same servers with TLS 1.2, so that above nothing else was in the way."""
        for serve in (self.serve_gnutls, self.serve_openssl):
            with self.subTest(serve.__name__):
                port, log = serve('-VERS-ALL:+VERS-TLS1.2', '-tls1_2')
                self.confirm(f'https://{self.address}:{port}/reports')
                self.assert_ends(self.submit(patience='answer'), UNKNOWN)

    def ask(self, port, version):
        done = subprocess.run(['openssl', 's_client', '-connect', f'{self.address}:{port}', '-cipher',
                               'DEFAULT@SECLEVEL=0', OPENSSL[version]],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                              timeout=drop.TIMEOUT)
        return re.search(r'Protocol +: (\S+)', done.stdout)[1]

    def serve_gnutls(self, gnutls, _):
        port = self.free_port()
        self.run_server('gnutls-serv', '--x509certfile', self.certificate, '--x509keyfile', self.key, '--http',
                        '--disable-client-cert', '--port', port, '--priority',
                        f'NORMAL:{gnutls}:%COMPAT:+SIGN-RSA-SHA1:+SHA1:+CIPHER-ALL', port=port)
        return port, self.folder / 'server.log'

    def serve_openssl(self, _, openssl):
        port = self.free_port()
        self.run_server('openssl', 's_server', '-accept', f'{self.address}:{port}', '-cert', self.certificate,
                        '-key', self.key, '-cipher', 'DEFAULT@SECLEVEL=0', '-www', openssl, port=port)
        return port, self.folder / 'server.log'

    def test_no_tls(self):
        """A server that speaks HTTP in clear, or something else."""
        for answer in (b'HTTP/1.1 400 Bad Request\r\n\r\n', b'SSH-2.0-OpenSSH_9.2\r\n', b'\x15\x03\x01\x00\x02\x02\x46'):
            with self.subTest(answer):
                got = []

                def act(_, connection):
                    got.append(connection.recv(receiver.BLOCK))
                    connection.sendall(answer)
                    drop.wait_for_end(connection)
                listener = self.listen(act)
                self.confirm(f'https://{self.address}:{listener.port}/reports')
                self.assert_ends(self.submit(), REFUSED, 'old-tls')
                self.assertEqual(listener.n_connections, 1)
                self.assertNotIn(b'POST', got[0])

    def test_each_that_is_new_enough(self):
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            with self.subTest(version.name):
                tls = receiver.tls_context(self.certificate, self.key)
                tls.minimum_version = tls.maximum_version = version
                self.open_drop(tls=tls, folder=version.name)
                self.assert_ends(self.submit(), ACCEPTED)
                self.assertEqual(self.server.seen[0].protocol, version.name.replace('_', '.'))

    def test_nothing_links_two_submissions(self):
        """No session is taken up again, and none is asked for."""
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            with self.subTest(version.name):
                tls = receiver.tls_context(self.certificate, self.key)
                tls.maximum_version = version
                self.open_drop(tls=tls, folder=version.name, rehearse=['503', '503'])
                for _ in range(2):
                    self.submit()
                self.assert_ends(self.submit(), ACCEPTED)
                self.assertEqual([seen.resumed for seen in self.server.seen], [False] * 3)

    def test_shows_no_certificate_of_its_own(self):
        tls = receiver.tls_context(self.certificate, self.key)
        tls.verify_mode = ssl.CERT_OPTIONAL
        tls.load_verify_locations(self.authority)
        self.open_drop(tls=tls)
        self.assert_ends(self.submit(), ACCEPTED)

    def test_a_certificate_that_is_demanded(self):
        tls = receiver.tls_context(self.certificate, self.key)
        tls.verify_mode = ssl.CERT_REQUIRED
        tls.load_verify_locations(self.authority)
        self.open_drop(tls=tls)
        self.assert_ends(self.submit(), (REFUSED, NOT_DELIVERED, UNKNOWN))
        self.assert_one_request()


class Pins(deliver.Case):
    def test_the_right_one(self):
        self.open_drop()
        self.assert_ends(self.submit('--pin', pin_of(self.certificate)), ACCEPTED)
        self.report.unlink()
        self.assert_ends(self.submit('--pin', '0' * 64, '--pin', pin_of(self.certificate)), ACCEPTED)

    def test_a_wrong_one(self):
        """A good certificate is not enough then, and not a byte goes to it, now and later."""
        self.open_drop()
        for size in (0, LARGE):
            with self.subTest(size):
                self.report.unlink(missing_ok=True)
                n = self.server.n_connections
                self.assert_ends(self.submit('--pin', '0' * 64, size=size), REFUSED, 'wrong-pin')
                self.assert_one_request(n=n + 1)
                # The journal has not forgotten it.
                self.assert_ends(self.retry(), REFUSED, 'wrong-pin')
                self.assertEqual([seen.size for seen in self.server.seen], [0] * len(self.server.seen))

    def test_a_right_one_is_no_certificate(self):
        """Whoever has the key and no valid certificate is still not let through."""
        certificate, key = self.signer.sign('other.example')
        self.open_drop(tls=receiver.tls_context(certificate, key))
        self.assert_ends(self.submit('--pin', pin_of(certificate)), REFUSED, 'wrong-host')

    def test_no_pin(self):
        self.open_drop()
        self.prepare()
        for pin in ('', '0', 'g' * 64, 'A' * 64, '0' * 65):
            done = self.start('submit', self.report, '-o', self.envelope, '--pin', pin)
            self.assertEqual(done.returncode, USAGE, done)
        self.assert_one_request(n=0)


if __name__ == '__main__':
    deliver.main()
