# test_proxies.py: a SOCKS5 proxy that is down, hangs, refuses, lies or dies, and never a way around it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import socket
import subprocess
import threading

import deliver
import drop
import socks
from deliver import ACCEPTED, LARGE, MIB, NOT_DELIVERED, UNKNOWN
from herald import INPUT, NOT_READY, USAGE

PROXY_REASONS = ('no-proxy', 'proxy-refused', 'no-onion', 'connect-timeout', 'no-name', 'no-network')


class Case(deliver.Case):
    def fails_closed(self, proxy, reasons=PROXY_REASONS, **options):
        """Nothing is delivered, and the vendor’s server sees nobody."""
        end = self.assert_ends(self.submit('--proxy', proxy, **options), NOT_DELIVERED, reasons)
        self.assert_one_request(n=0)
        return end

    def listen_at(self, act):
        listener = self.listen(act)
        return listener, f'socks5://{self.address}:{listener.port}'


class Microsocks(Case):
    def serve(self, *options):
        self.open_drop()
        port = self.free_port()
        self.proxy = self.run_server('microsocks', '-i', self.address, '-p', port, *options, port=port)
        return f'socks5://{self.address}:{port}'

    def test_carries(self):
        proxy = self.serve()
        for size in (0, LARGE):
            with self.subTest(size):
                self.report.unlink(missing_ok=True)
                self.envelope = self.work / f'{size}.zip.pgp'
                end = self.assert_ends(self.submit('--proxy', proxy, size=size), ACCEPTED)
                self.assertEqual(end.delivery['route'], 'socks5')
        self.assert_one_request(n=2)

    def test_wrong_password(self):
        self.fails_closed(self.serve('-u', 'someone', '-P', 'else'), 'proxy-refused')

    def test_dies_on_the_way(self):
        proxy = self.serve()

        def kill(request):
            request.go_on()
            request.read(MIB)
            self.proxy.kill()
            self.proxy.wait()
        self.server.faults = [kill]
        self.assert_ends(self.submit('--proxy', proxy, size=LARGE), UNKNOWN)
        self.assert_one_request()
        # Still closed, now that it is down.
        self.assert_ends(self.retry('--proxy', proxy), NOT_DELIVERED, 'no-proxy')
        # And not the other way by itself.
        self.assertEqual(self.start('submit', '--retry', self.envelope).returncode, NOT_READY)
        self.assert_one_request()
        self.assert_recovers('--direct', replayed=False)

    def test_cannot_reach_the_server(self):
        proxy = self.serve()
        self.server.close()
        self.assert_ends(self.submit('--proxy', proxy), NOT_DELIVERED, PROXY_REASONS)


class Strange(Case):
    def setUp(self):
        super().setUp()
        self.open_drop()

    def test_nobody_listens(self):
        self.fails_closed(f'socks5://{self.address}:{self.free_port()}', 'no-proxy')

    def test_hangs(self):
        for act in (lambda listener, connection: drop.wait_for_end(connection),
                    lambda listener, connection: (connection.sendall(b'\x05\x00'), drop.wait_for_end(connection)),
                    lambda listener, connection: (socks.hear(connection), drop.wait_for_end(connection))):
            listener, proxy = self.listen_at(act)
            self.fails_closed(proxy, ('connect-timeout', 'proxy-refused', 'no-proxy'), patience='connect')
            self.assertEqual(listener.n_connections, 1)

    def test_hangs_up(self):
        for act in (lambda listener, connection: None,
                    lambda listener, connection: connection.recv(1),
                    lambda listener, connection: socks.hear(connection)):
            listener, proxy = self.listen_at(act)
            self.fails_closed(proxy)
            self.assertEqual(listener.n_connections, 1)

    def test_is_none(self):
        """Something else listens there: a web server, SOCKS4, noise."""
        for answer in (b'HTTP/1.0 400 Bad Request\r\n\r\n', b'\x00\x5a' + bytes(6), b'\x05\xff', b'\x05\x09', b'\x06\x00',
                       bytes(1000), b'\xff' * 1000):
            listener, proxy = self.listen_at(lambda _, connection: (connection.sendall(answer),
                                                                    drop.wait_for_end(connection)))
            with self.subTest(answer[:8]):
                self.fails_closed(proxy)
                self.assertEqual(listener.n_connections, 1)

    def test_refuses(self):
        """Each answer of RFC 1928, and some that it does not know."""
        for code in (*range(1, 10), 0xf0, 0xff):
            listener, proxy = self.listen_at(lambda _, connection: (
                socks.hear(connection), connection.sendall(bytes([5, code]) + socks.GRANTED[2:]),
                drop.wait_for_end(connection)))
            with self.subTest(code):
                self.fails_closed(proxy)
                self.assertEqual(listener.n_connections, 1)

    def test_is_no_wiser_than_tls(self):
        """A proxy that leads elsewhere gets nowhere: TLS is with the vendor."""
        other = drop.Drop(self.folder / 'other', deliver.receiver.tls_context(*self.signer.sign('other.example')),
                          address=self.address)
        self.addCleanup(other.close)
        proxy = socks.Proxy(self, other.port)
        self.assert_ends(self.submit('--proxy', proxy.address), deliver.REFUSED, 'wrong-host')
        self.assertEqual([seen.size for seen in other.seen], [])

    def test_credentials_are_new_each_time(self):
        """So that Tor takes another way for each attempt, and nobody can put two together."""
        proxy = socks.Proxy(self, self.server.port)
        self.server.rehearse = ['503']
        self.assert_ends(self.submit('--proxy', proxy.address), NOT_DELIVERED)
        self.assert_ends(self.retry('--proxy', proxy.address), ACCEPTED)
        first, second = proxy.asked
        for asked in proxy.asked:
            self.assertRegex(asked.user.decode(), '^[0-9a-f]{32}$')
            self.assertRegex(asked.password.decode(), '^[0-9a-f]{32}$')
            self.assertEqual(asked.command, 1)
        self.assertEqual(len({first.user, first.password, second.user, second.password}), 4)
        # They are nobody's business afterwards.
        kept = str(self.files())
        for asked in proxy.asked:
            self.assertNotIn(asked.user.decode(), kept)

    def test_the_environment_has_no_say(self):
        trap = self.listen(lambda listener, connection: drop.wait_for_end(connection))
        url = f'http://{self.address}:{trap.port}'
        env = {name: url for name in ('http_proxy', 'https_proxy', 'all_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY')}
        env['SSL_CERT_FILE'] = env['SSL_CERT_DIR'] = '/dev/null'
        env['SSLKEYLOGFILE'] = str(self.folder / 'keys')
        env['SOUP_FORCE_HTTP1'] = ''
        self.assert_ends(self.submit(env=env), ACCEPTED)
        self.assertEqual(trap.n_connections, 0)
        self.assertFalse((self.folder / 'keys').exists())

    def test_no_proxy_that_could_leak(self):
        """Only socks5:// with an address in figures is a way; nothing was sealed nor sent for another."""
        proxy = socks.Proxy(self, self.server.port)
        at = proxy.address.removeprefix('socks5://')
        self.prepare()
        for text in (f'socks://{at}', f'socks4://{at}', f'socks4a://{at}', f'socks5h://{at}', f'SOCKS5://{at}', at, 'tor', '',
                     f'http://{at}', f'https://{at}', 'direct://', 'socks5://localhost:9050', 'socks5://tor.example:9050',
                     f'socks5://someone:else@{at}', f'{proxy.address}/', f'{proxy.address}/path', f'{proxy.address}?',
                     f'{proxy.address}#', f' {proxy.address}', f'{proxy.address} ', f'{proxy.address}\n',
                     f'socks5://{self.address}', f'socks5://{self.address}:', f'socks5://{self.address}:0',
                     f'socks5://{self.address}:65536', f'socks5://{self.address}:99999999999', 'socks5://0x7f.1:9050',
                     'socks5://2130706433:9050', 'socks5://127.1:9050', 'socks5://[::1]', 'socks5://::1:9050',
                     'socks5://[fe80::1%25lo]:9050', 'socks5://127.0.0.1:09050x', 'socks5://127.0.0.1:-1'):
            with self.subTest(text):
                self.refused((USAGE, INPUT), 'submit', self.report, '-o', self.envelope, '--proxy', text, lines=None)
                self.assertFalse(self.envelope.exists())
                self.assertIsNone(self.journal())
        self.assertEqual(proxy.asked, [])
        self.assert_one_request(n=0)

    def refused(self, statuses, *arguments, **options):
        done = self.start(*arguments)
        self.assertIn(done.returncode, statuses, (arguments, done))
        self.assertEqual(done.stdout, b'')
        self.assertNotEqual(done.stderr, b'')


class Stalls(Case):
    def test_slow_on_the_way(self):
        """It carries half, and then nothing more."""
        self.open_drop()
        reached = threading.Event()
        with socks.Slow(self, self.server.port, after=4 * MIB, reached=reached) as proxy:
            end = self.submit('--proxy', proxy.address, size=LARGE, patience='stall')
        self.assert_ends(end, UNKNOWN)
        self.assertTrue(reached.is_set())
        self.assert_recovers('--direct', replayed=False)


if __name__ == '__main__':
    deliver.main()
