# test_leaks.py: which names are asked for and who is connected to, in a network of our own
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs itself in a network namespace with nothing but a loopback and a name
server that writes down what it is asked. glibc asks for no names while it sees
no address beside the loopback's own, which would make every test here pass:
so there is one, and the controls prove that a leak would have been seen.
"""

import os
import pathlib
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import threading

import deliver
import drop
import herald
import inside
import receiver
import socks
from deliver import ACCEPTED, NOT_DELIVERED, REFUSED

HOST = 'drop.vendor.test'
ONION = 'a' * 55 + 'd.onion'


class NameServer:
    """Knows no name, and remembers who asked for which."""

    def __init__(self):
        self.names = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(('127.0.0.1', 53))
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while True:
            query, client = self.socket.recvfrom(4096)
            labels, at = [], 12
            while query[at]:
                labels.append(query[at + 1:at + 1 + query[at]].decode('latin-1'))
                at += 1 + query[at]
            self.names.append('.'.join(labels))
            # NXDOMAIN.
            self.socket.sendto(query[:2] + b'\x81\x83' + query[4:6] + bytes(6) + query[12:at + 5], client)


class Case(deliver.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.address = '127.0.0.1'
        cls.tls = receiver.tls_context(*cls.signer.sign(HOST, ONION, '127.0.0.1'))
        cls.names = name_server.names

    def setUp(self):
        super().setUp()
        self.names.clear()

    def open_named(self, name=HOST, **options):
        self.open_drop(name=name, **options)
        return socks.Proxy(self, self.server.port)

    def connections(self, *arguments):
        """Runs the program traced; returns how it ended and whom anything connected to."""
        log = self.folder / 'trace'
        if shutil.which('strace') is None or herald.SANITIZED:
            self.skipTest('strace is not installed, or goes with no sanitizer')
        done = subprocess.run(['strace', '-f', '-qq', '-e', 'signal=none', '-e', 'trace=connect,sendto,sendmsg,sendmmsg,bind',
                               '-o', log, herald.cli(), *map(str, arguments)], capture_output=True, check=False,
                              stdin=subprocess.DEVNULL, cwd=self.work, env=self.env, timeout=drop.TIMEOUT)
        end = self.judge(done.returncode, done.stdout.decode(), done.stderr.decode())
        calls = log.read_text(errors='replace').splitlines()
        # A newer GLib asks the kernel of this machine whether there is a network at all.
        return end, [call for call in calls
                     if re.search(r'AF_(?!UNIX)|sin_port', call) and not re.search('AF_NETLINK|nlmsg_type', call)]


class Controls(Case):
    """They must leak. If they do not, the tests below prove nothing."""

    def control(self, *proxy):
        done = subprocess.run([os.environ['HERALD_CONTROL'], HOST, '443', *proxy], capture_output=True, text=True,
                              check=True, env={**self.env, 'G_DEBUG': ''}, timeout=drop.TIMEOUT)
        return done.stdout

    def refusing(self):
        """A proxy that takes no SOCKS5, nor names in SOCKS4."""
        def act(_, connection):
            if connection.recv(64)[:1] == b'\x04':
                connection.sendall(b'\x00\x5b' + bytes(6))
            else:
                connection.sendall(b'\x05\xff')
        return self.listen(act).port

    def test_no_proxy(self):
        self.control()
        self.assertIn(HOST, self.names)

    def test_socks(self):
        self.control(f'socks://127.0.0.1:{self.refusing()}')
        self.assertIn(HOST, self.names)

    def test_socks4(self):
        self.control(f'socks4://127.0.0.1:{self.refusing()}')
        self.assertIn(HOST, self.names)

    def test_no_scheme(self):
        self.control(f'127.0.0.1:{self.refusing()}')
        self.assertIn(HOST, self.names)

    def test_socks5_does_not(self):
        self.open_drop(confirm=False)
        proxy = socks.Proxy(self, self.server.port)
        self.assertEqual(self.control(proxy.address), 'connected\n')
        self.assertEqual(self.names, [])
        self.assertEqual(proxy.asked[0].name, HOST.encode())

    def test_herald_without_a_proxy(self):
        """Directly, the name is asked for, as the person was told, and no other."""
        self.open_named()
        self.assert_ends(self.submit(), NOT_DELIVERED, 'no-name')
        self.assertEqual(set(self.names), {HOST})
        self.assert_one_request(n=0)


class Herald(Case):
    def test_asks_for_no_name_through_a_proxy(self):
        for name in (HOST, ONION):
            with self.subTest(name):
                self.report.unlink(missing_ok=True)
                self.envelope = self.work / f'{name}.zip.pgp'
                proxy = self.open_named(name, folder=name)
                self.assert_ends(self.submit('--proxy', proxy.address), ACCEPTED)
                self.assertEqual([(asked.kind, asked.name, asked.port) for asked in proxy.asked],
                                 [(3, name.encode(), self.server.port)])
                self.assertEqual(self.names, [])

    def test_anonymously(self):
        proxy = self.open_named()
        self.assert_ends(self.submit('--proxy', proxy.address, anonymous=True), ACCEPTED)
        self.assertEqual(self.names, [])

    def test_asks_for_no_name_when_the_proxy_fails(self):
        self.open_named()
        for act in (lambda _, connection: connection.recv(1),
                    lambda _, connection: (socks.hear(connection), connection.sendall(b'\x05\x04' + socks.GRANTED[2:])),
                    lambda _, connection: (socks.hear(connection), connection.sendall(b'\x05\x08' + socks.GRANTED[2:])),
                    lambda _, connection: connection.sendall(b'\x05\xff')):
            listener = self.listen(act)
            end = self.submit('--proxy', f'socks5://127.0.0.1:{listener.port}')
            self.assert_ends(end, NOT_DELIVERED)
            self.assertEqual(listener.n_connections, 1)
        self.assert_ends(self.submit('--proxy', f'socks5://127.0.0.1:{self.free_port()}'), NOT_DELIVERED, 'no-proxy')
        self.assertEqual(self.names, [])
        self.assert_one_request(n=0)

    def test_an_onion_only_through_a_proxy(self):
        for scheme in ('https', 'http'):
            with self.subTest(scheme):
                self.open_drop(name=ONION, confirm=False)
                self.confirm(self.server.endpoint.replace('https', scheme))
                done = self.start('submit', self.make_report(attach=False), '-o', self.envelope)
                self.assertNotEqual(done.returncode, 0)
                self.assertRegex(done.stderr.decode() + done.stdout.decode(), 'SOCKS|Tor')
                self.assertEqual(self.names, [])
                self.assert_one_request(n=0)

    def test_an_onion_over_http(self):
        """Tor is the encryption there, so the contract allows it; through a proxy alone."""
        answers = []

        def serve(_, connection):
            answers.append(socks.read(connection, 16))
            connection.sendall(b'HTTP/1.1 415 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
            drop.wait_for_end(connection)
        listener = self.listen(serve)
        proxy = socks.Proxy(self, listener.port)
        self.herald('confirm', 'practice', '--endpoint', f'http://{ONION}/reports')
        self.assert_ends(self.submit('--proxy', proxy.address), REFUSED, 'status')
        self.assertEqual(answers, [b'POST /reports HT'])
        self.assertEqual([asked.name for asked in proxy.asked], [ONION.encode()])
        self.assertEqual(self.names, [])

    def test_connects_to_the_proxy_alone(self):
        proxy = self.open_named()
        self.prepare()
        end, calls = self.connections('submit', self.report, '-o', self.envelope, '--proxy', proxy.address)
        self.assert_ends(end, ACCEPTED)
        port = proxy.listener.port
        self.assertEqual(len([call for call in calls if 'connect(' in call]), 1, calls)
        for call in calls:
            self.assertRegex(call, rf'connect\(\d+, {{sa_family=AF_INET, sin_port=htons\({port}\), '
                                   r'sin_addr=inet_addr\("127\.0\.0\.1"\)}')

    def test_connects_to_the_vendor_alone(self):
        self.open_drop()
        self.prepare()
        end, calls = self.connections('submit', self.report, '-o', self.envelope)
        self.assert_ends(end, ACCEPTED)
        self.assertEqual(len([call for call in calls if 'connect(' in call]), 1, calls)
        for call in calls:
            self.assertIn(f'htons({self.server.port})', call)

    def test_nothing_connects_before_it_is_sent(self):
        """The whole way up to there, from an empty report to a sealed one."""
        self.open_named()
        self.prepare()
        for command in (['vendors'], ['vendor', 'practice'], ['new', 'practice', '-o', self.work / 'new'],
                        ['review', self.report], ['render', self.report], ['key', herald.PRACTICE / 'practice.asc'],
                        ['confirm', 'practice', '--endpoint', self.server.endpoint, '--ca', self.authority],
                        ['seal', self.report, '--as', 'bundle', '-o', self.work / 'out'], ['inspect', self.work / 'out']):
            with self.subTest(command[0]):
                self.assertEqual(self.connections(*command)[1], [])
        self.assertEqual(self.names, [])
        self.assert_one_request(n=0)


def furnish():
    """An address, so that glibc looks for names, and a name server to ask."""
    subprocess.run(['ip', 'addr', 'add', '192.0.2.2/32', 'dev', 'lo'], check=True)
    for path, text in {'/etc/resolv.conf': 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n',
                       # Others could ask for us, over a socket that no namespace ends.
                       '/etc/nsswitch.conf': 'hosts: files dns\n'}.items():
        place = pathlib.Path(path).resolve()
        if place.exists():
            with tempfile.NamedTemporaryFile('w') as file:
                file.write(text)
                file.flush()
                os.chmod(file.name, 0o644)
                subprocess.run(['mount', '--bind', file.name, place], check=True)
    return NameServer()


if __name__ == '__main__':
    inside.enter()
    name_server = furnish()
    deliver.main()
