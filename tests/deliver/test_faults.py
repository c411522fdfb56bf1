# test_faults.py: servers that break off, stand still, drip, do not listen, or say no halfway
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""One test for each fault of which no other program is known that does it. The
sooner the fault, the less may be claimed: whoever never got a byte of the body
cannot have the report; whoever got one, may.
"""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading

import deliver
import drop
import receiver
import socks
from deliver import ACCEPTED, KIB, LARGE, MIB, NOT_DELIVERED, REFUSED, UNKNOWN


class Breaks(deliver.Case):
    def test_closed_before_the_body(self):
        self.check_fault(lambda request: request.cut(), NOT_DELIVERED, size=LARGE, replayed=False)

    def test_closed_before_any_reply(self):
        def fault(request):
            request.read()
        self.check_fault(fault, UNKNOWN, replayed=False)

    def test_closed_after_it_was_stored(self):
        def fault(request):
            request.store()
            request.cut()
        self.check_fault(fault, UNKNOWN, replayed=True)

    def test_closed_after_a_large_one_was_stored(self):
        def fault(request):
            request.store()
            request.cut()
        self.check_fault(fault, UNKNOWN, size=LARGE, replayed=True)

    def test_reset_before_the_body(self):
        self.check_fault(lambda request: request.reset(), NOT_DELIVERED, size=LARGE, replayed=False)

    def test_reset_on_the_way(self):
        def fault(request):
            request.go_on()
            request.read(MIB)
            request.reset()
        self.check_fault(fault, UNKNOWN, size=LARGE, replayed=False)

    def test_reset_after_it_was_stored(self):
        def fault(request):
            request.store()
            request.reset()
        self.check_fault(fault, UNKNOWN, replayed=True)

    def test_killed_on_the_way(self):
        """The receiver itself, by SIGKILL, while it takes the report; then it is started again."""
        program = Program(self)
        self.confirm(program.endpoint, program.authority)
        self.prepare(size=LARGE)
        reached = threading.Event()
        with socks.Slow(self, program.port, after=4 * MIB, reached=reached) as proxy:
            herald = subprocess.Popen(
                [deliver.herald.cli(), 'submit', self.report, '-o', self.envelope, '--proxy', proxy.address],
                cwd=self.work, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.assertTrue(reached.wait(drop.TIMEOUT))
            program.kill()
            proxy.go_on.set()
            said, problem = herald.communicate(timeout=drop.TIMEOUT)
        end = self.judge(herald.returncode, said.decode(), problem.decode())
        self.assert_ends(end, UNKNOWN)
        self.open_drop(confirm=False, tls=receiver.tls_context(program.folder / 'tls/certificate.pem',
                                                              program.folder / 'tls/key.pem'),
                       folder='program', port=program.port)
        self.assertEqual(self.server.files, [])
        self.assert_recovers('--direct', replayed=False)


class Program:
    """The receiver as a program of its own, which can be killed."""

    def __init__(self, case):
        self.folder = case.folder / 'program'
        self.process = subprocess.Popen([sys.executable, receiver.__file__, self.folder, '--address', case.address],
                                        stdout=subprocess.PIPE, text=True)
        case.addCleanup(self.process.stdout.close)
        case.addCleanup(self.kill)
        lines = dict(line.split(':', 1) for line in (self.process.stdout.readline() for _ in range(3)))
        self.endpoint, self.authority = lines['Endpoint'].strip(), pathlib.Path(lines['Certificate'].strip())
        self.port = int(self.endpoint.split(':')[2].split('/')[0])

    def kill(self):
        self.process.kill()
        self.process.wait()


class Standstill(deliver.Case):
    """Deadlines of Herald's own: the server would wait for ever."""

    def check_fault(self, *arguments, **options):
        return super().check_fault(*arguments, **{'patience': 'answer', **options})

    def test_reads_nothing(self):
        def fault(request):
            request.go_on()
            request.stand_still()
        self.check_fault(fault, UNKNOWN, 'stalled', size=LARGE, patience='stall', replayed=False)

    def test_stops_reading(self):
        def fault(request):
            request.go_on()
            request.read(MIB)
            request.stand_still()
        self.check_fault(fault, UNKNOWN, 'stalled', size=LARGE, patience='stall', replayed=False)

    def test_says_nothing(self):
        def fault(request):
            request.store()
            request.stand_still()
        self.check_fault(fault, UNKNOWN, replayed=True)

    def drip(self, data):
        """One byte, and another, and another: never still, and never done."""
        def fault(request):
            request.store()
            for byte in data:
                request.send(bytes([byte]))
                if drop.is_left(request.connection, 0.1):
                    break
            request.stand_still()
        return fault

    def test_drips_the_head(self):
        self.check_fault(self.drip(b'HTTP/1.1 201 Created\r\n' + b'X-Header: x\r\n' * 100), UNKNOWN, replayed=True)

    def test_drips_the_receipt(self):
        self.check_fault(self.drip(b'HTTP/1.1 201 X\r\n\r\n' + b' ' * 1000), UNKNOWN, replayed=True)

    def test_drips_hints(self):
        self.check_fault(self.drip(b'HTTP/1.1 103 X\r\n\r\n' * 100), UNKNOWN, replayed=True)

    def test_never_shakes_hands(self):
        """It takes the connection, and no TLS comes of it."""
        listener = self.listen(lambda listener, connection: drop.wait_for_end(connection))
        self.confirm(f'https://{self.address}:{listener.port}/reports')
        self.assert_ends(self.submit(patience='connect'), NOT_DELIVERED, 'connect-timeout')
        self.assertEqual(listener.n_connections, 1)

    def test_never_accepts(self):
        """Packets go nowhere: the queue of those who wait to be accepted is full."""
        with socket.socket() as full:
            full.bind((self.address, 0))
            full.listen(0)
            port = full.getsockname()[1]
            with contextlib.ExitStack() as stack:
                for _ in range(4):
                    one = stack.enter_context(socket.socket())
                    one.setblocking(False)
                    one.connect_ex((self.address, port))
                self.confirm(f'https://{self.address}:{port}/reports')
                self.assert_ends(self.submit(patience='connect'), NOT_DELIVERED, 'connect-timeout')

    def test_stopped_and_continued(self):
        """Whoever closes the lid for a while loses a connection, and not the truth."""
        self.open_drop()
        self.prepare(size=LARGE)
        reached = threading.Event()
        with socks.Slow(self, self.server.port, after=4 * MIB, reached=reached) as proxy:
            herald = subprocess.Popen(
                [deliver.herald.cli(), 'submit', self.report, '-o', self.envelope, '--proxy', proxy.address],
                cwd=self.work, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.assertTrue(reached.wait(drop.TIMEOUT))
            for pid in self.processes():
                os.kill(int(pid), signal.SIGSTOP)
            proxy.go_on.set()
            for pid in self.processes():
                os.kill(int(pid), signal.SIGCONT)
            said, problem = herald.communicate(timeout=drop.TIMEOUT)
        self.assert_ends(self.judge(herald.returncode, said.decode(), problem.decode()), ACCEPTED)


class IgnoresExpect(deliver.Case):
    """The one repetition that is not a person's: without Expect, and only when no byte of the body has left."""

    def test_is_asked_again_without(self):
        self.open_drop(lambda request: request.stand_still())
        self.assert_ends(self.submit(size=LARGE, patience='proceed'), ACCEPTED)
        self.assert_one_request(n=2)
        first, second = self.server.seen
        self.assertEqual(first.body_size, 0)
        self.assertEqual([header for header in first.headers if header[0] != 'Expect'], second.headers)

    def test_is_asked_again_once(self):
        def ignore(request):
            request.stand_still()
        def break_off(request):
            request.read(MIB)
            request.reset()
        self.open_drop(ignore, break_off)
        self.assert_ends(self.submit(size=LARGE, patience='proceed'), UNKNOWN)
        self.assert_one_request(n=2)
        self.assert_recovers(replayed=False)

    def test_417(self):
        """Whoever says that it cannot was asked, and says no."""
        self.open_drop(lambda request: request.reply(417))
        end = self.submit(size=LARGE, patience='proceed')
        self.assert_ends(end, (ACCEPTED, NOT_DELIVERED))
        self.assert_one_request(n=2 if end.state == ACCEPTED else 1)
        self.assertEqual(self.server.seen[0].body_size, 0)

    def test_answers_at_last(self):
        """It read the body without being asked to: nothing was repeated."""
        def fault(request):
            request.continued = True
            request.store()
            request.cut()
        self.open_drop(fault)
        self.assert_ends(self.submit(size=40 * KIB), UNKNOWN)
        self.assert_one_request()


class EarlyRefusal(deliver.Case):
    def test_413_that_lingers(self):
        """The status comes while the body is under way, and the server hears it out."""
        def fault(request):
            request.go_on()
            request.read(64 * KIB)
            request.reply(413, 'Content-Type: application/json', body=b'{"message": "No", "max_bytes": 5}')
            with contextlib.suppress(OSError):
                request.read()
        end = self.check_fault(fault, REFUSED, 'status', size=LARGE)
        self.assertEqual(end.delivery['max-bytes'], 5)

    def test_413_that_hangs_up(self):
        """The status is lost with the connection; then nobody knows."""
        def fault(request):
            request.go_on()
            request.read(64 * KIB)
            request.reply(413, 'Content-Type: application/json', body=b'{"message": "No"}')
            request.reset()
        self.check_fault(fault, (UNKNOWN, REFUSED), size=LARGE, replayed=False)

    def test_413_for_who_did_not_ask(self):
        def fault(request):
            request.reply(413, 'Content-Type: application/json', body=b'{"message": "No"}')
            request.read()
        self.check_fault(fault, REFUSED, 'status')


if __name__ == '__main__':
    deliver.main()
