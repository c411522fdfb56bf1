# test_tor.py: to an onion service, over a Tor network of our own that is all on this machine
#
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import unittest

import deliver
import drop
import herald
import receiver
from deliver import ACCEPTED, LARGE, MIB, NOT_DELIVERED, UNKNOWN

# A consensus every few seconds, and everybody in it is good for everything.
COMMON = '''
TestingTorNetwork 1
DataDirectory {folder}
Nickname {name}
Address {address}
RunAsDaemon 0
Log notice stdout
ShutdownWaitLength 0
SafeLogging 0
EnforceDistinctSubnets 0
PathsNeededToBuildCircuits 0.25
TestingMinExitFlagThreshold 0
V3AuthNIntervalsValid 2
'''
RELAY = '''
SocksPort 0
ORPort {address}:{orport}
AssumeReachable 1
ExitRelay 0
ExitPolicy reject *:*
'''
AUTHORITY = RELAY + '''
DirPort {address}:{dirport}
AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
ContactInfo nobody@example.org
TestingV3AuthInitialVotingInterval 10
TestingV3AuthInitialVoteDelay 2
TestingV3AuthInitialDistDelay 2
V3AuthVotingInterval 10
V3AuthVoteDelay 2
V3AuthDistDelay 2
TestingAuthDirTimeToLearnReachability 0
TestingDirAuthVoteExit *
TestingDirAuthVoteHSDir *
TestingDirAuthVoteGuard *
'''
CLIENT = '''
SocksPort {address}:{socksport}
ControlPort {address}:{controlport}
ClientRejectInternalAddresses 0
'''
SERVICE = '''
SocksPort 0
HiddenServiceDir {folder}/service
HiddenServicePort 443 {address}:{target}
'''


class Network:
    """Three authorities, three relays, a client, and a service in front of a port."""

    def __init__(self, folder, address, target):
        self.folder, self.address, self.target = folder, address, target
        self.processes, self.authorities = [], ''
        for n in range(3):
            self.make_authority(f'authority{n}')
        for n in range(3):
            self.make(f'authority{n}', AUTHORITY)
        for n in range(3):
            self.make(f'relay{n}', RELAY, orport=self.port())
        self.start(*(f'{kind}{n}' for kind in ('authority', 'relay') for n in range(3)))
        self.socksport, self.controlport = self.port(), self.port()
        self.make('client', CLIENT, socksport=self.socksport, controlport=self.controlport)
        self.make('service', SERVICE, target=target)
        for process in self.start('client', 'service'):
            self.wait_for(process, 'Bootstrapped 100%')
        self.onion = (folder / 'service/service/hostname').read_text().strip()

    def port(self):
        with socket.socket() as one:
            one.bind((self.address, 0))
            return one.getsockname()[1]

    def make_authority(self, name):
        """Its two identities, which everybody has to know from the beginning."""
        folder = self.folder / name
        (folder / 'keys').mkdir(parents=True, mode=0o700)
        folder.chmod(0o700)
        orport, dirport = self.port(), self.port()
        subprocess.run(['tor-gencert', '--create-identity-key', '-m', '12', '-a', f'{self.address}:{dirport}',
                        '--passphrase-fd', '0'], cwd=folder / 'keys', input=b'secret\n', check=True, capture_output=True)
        certificate = (folder / 'keys/authority_certificate').read_text()
        v3ident = re.search('^fingerprint ([0-9A-F]{40})', certificate, re.M)[1]
        torrc = COMMON.format(folder=folder, name=name, address=self.address)
        (folder / 'torrc').write_text(torrc + AUTHORITY.format(address=self.address, orport=orport, dirport=dirport) +
                                      f'DirAuthority test 127.0.0.1:1 {"F" * 40}\n')
        done = subprocess.run(['tor', '--list-fingerprint', '-f', folder / 'torrc', '--quiet'], check=True,
                              capture_output=True, text=True)
        fingerprint = done.stdout.strip().split('\n')[-1].split(' ', 1)[1].replace(' ', '')
        setattr(self, name, {'orport': orport, 'dirport': dirport})
        self.authorities += (f'DirAuthority {name} orport={orport} no-v2 v3ident={v3ident} '
                             f'{self.address}:{dirport} {fingerprint}\n')

    def make(self, name, kind, **values):
        folder = self.folder / name
        folder.mkdir(exist_ok=True, mode=0o700)
        values = {**getattr(self, name, {}), **values}
        (folder / 'torrc').write_text((COMMON + kind).format(folder=folder, name=name, address=self.address, **values) +
                                      self.authorities)

    def start(self, *names):
        started = []
        for name in names:
            started.append(subprocess.Popen(['tor', '-f', self.folder / name / 'torrc'], stdin=subprocess.DEVNULL,
                                            stdout=subprocess.PIPE if kind_waits(name) else subprocess.DEVNULL,
                                            stderr=subprocess.DEVNULL, text=True))
        self.processes += started
        return started

    @staticmethod
    def wait_for(process, words):
        for line in process.stdout:
            if words in line:
                return
        raise AssertionError(f'It ended before {words}')

    def end(self):
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()
            if process.stdout:
                process.stdout.close()

    def ask(self, command):
        """What the client says about itself."""
        with socket.create_connection((self.address, self.controlport), drop.TIMEOUT) as control:
            control.sendall(f'AUTHENTICATE\r\n{command}\r\nQUIT\r\n'.encode())
            answer = b''
            while block := control.recv(65536):
                answer += block
        return answer.decode()


def kind_waits(name):
    return name in ('client', 'service')


class Tor(deliver.Case):
    on_disk = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if shutil.which('tor') is None or shutil.which('tor-gencert') is None:
            raise unittest.SkipTest('tor is not installed')
        folder = tempfile.TemporaryDirectory(prefix='h-')
        cls.addClassCleanup(folder.cleanup)
        with socket.socket() as one:
            one.bind((cls.address, 0))
            cls.port = one.getsockname()[1]
        cls.network = Network(pathlib.Path(folder.name), cls.address, cls.port)
        cls.addClassCleanup(cls.network.end)
        cls.proxy = f'socks5://{cls.address}:{cls.network.socksport}'
        cls.tls = receiver.tls_context(*cls.signer.sign(cls.network.onion))

    def open_service(self, *faults, **options):
        server = self.open_drop(*faults, confirm=False, port=self.port, **options)
        self.confirm(f'https://{self.network.onion}/reports')
        return server

    def submit(self, *options, **how):
        return super().submit('--proxy', self.proxy, *options, **how)

    def test_1_delivers(self):
        self.open_service()
        for size in (0, LARGE):
            with self.subTest(size):
                self.report.unlink(missing_ok=True)
                end = self.assert_ends(self.submit(size=size, anonymous=True), ACCEPTED)
                self.assertEqual(end.delivery['route'], 'socks5')

    def test_2_replays(self):
        self.open_service(rehearse=['lost'])
        self.assert_ends(self.submit(anonymous=True), UNKNOWN)
        self.assert_recovers('--proxy', self.proxy, replayed=True)

    def test_3_takes_another_circuit_each_time(self):
        self.open_service(rehearse=['503', '503'])
        self.network.ask('SETEVENTS')
        for _ in range(2):
            self.assert_ends(self.submit(), NOT_DELIVERED)
        circuits = re.findall(r'^(\d+) .*SOCKS_USERNAME="([0-9a-f]{32})"', self.network.ask('GETINFO circuit-status'), re.M)
        users = {user for _, user in circuits}
        self.assertGreaterEqual(len(users), 2, circuits)
        self.assertEqual(len({number for number, _ in circuits}), len(circuits))

    def test_4_an_onion_that_is_not_there(self):
        self.open_service()
        self.confirm(f'https://{"a" * 55}d.onion/reports')
        self.assert_ends(self.submit(), NOT_DELIVERED)
        self.assert_one_request(n=0)

    def test_5_tor_dies_on_the_way(self):
        """And then nobody goes there without it."""
        client = self.network.processes[-2]

        def kill(request):
            request.go_on()
            request.read(MIB)
            client.kill()
            client.wait()
            request.hear_out()
        self.open_service(kill)
        self.assert_ends(self.submit(size=LARGE, anonymous=True), UNKNOWN)
        self.assert_ends(self.retry('--proxy', self.proxy), NOT_DELIVERED, 'no-proxy')
        self.assertEqual(self.start('submit', '--retry', self.envelope).returncode, herald.NOT_READY)
        self.assert_one_request()


if __name__ == '__main__':
    deliver.main()
