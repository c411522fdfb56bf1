# test_passphrase.py: a passphrase is read from a real terminal, and never shown there
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test_passphrase.py PASSPHRASE-DRIVER

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import termios
import unittest

NO_TERMINAL, UNREADABLE, EMPTY, TOO_LONG, NOT_TEXT, DIFFERENT = range(6)
TIMEOUT = 30
PHRASE = 'Grüße aus dem Wald'

# Whoever runs the tests in the background may ignore these, and so would the program.
for ignored in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
    signal.signal(ignored, signal.SIG_DFL)


class Terminal:
    """A program in a terminal of its own, its standard output on a pipe."""

    def __init__(self, *arguments, kept=()):
        self.stdout, out = os.pipe()
        # Our copy of the inner end lets the terminal be asked how it was left.
        self.fd, self.inner = pty.openpty()
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(self.inner, termios.TIOCSCTTY, 0)
            for number, fd in enumerate((self.inner, out, self.inner)):
                os.dup2(fd, number)
            for fd in kept:
                os.set_inheritable(fd, True)
            os.execv(arguments[0], arguments)
        os.close(out)
        self.before = termios.tcgetattr(self.fd)
        self.shown = b''
        self.status = None

    def close(self):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for fd in (self.fd, self.inner, self.stdout):
            os.close(fd)

    def expect(self, text):
        """Waits until the terminal shows a text that it did not show before."""
        start = len(self.shown)
        while text.encode() not in self.shown[start:]:
            if not select.select([self.fd], [], [], TIMEOUT)[0]:
                raise AssertionError(f'{text!r} does not come after {self.shown!r}')
            self.shown += os.read(self.fd, 4096)

    def type(self, data):
        os.write(self.fd, data if isinstance(data, bytes) else data.encode())

    def send(self, number):
        os.kill(self.pid, number)

    def wait_stopped(self):
        _, status = os.waitpid(self.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status), status

    def end(self):
        """What it printed, and how it ended: an exit status, or a signal below zero."""
        printed = b''
        while True:
            ready = select.select([self.stdout, self.fd], [], [], TIMEOUT)[0]
            if not ready:
                raise AssertionError('it does not end')
            if self.fd in ready:
                try:
                    self.shown += os.read(self.fd, 4096)
                except OSError:
                    pass
            if self.stdout in ready:
                data = os.read(self.stdout, 4096)
                if not data:
                    break
                printed += data
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return printed.decode(), self.status

    def echoes(self):
        return bool(termios.tcgetattr(self.fd)[3] & termios.ECHO)


class Asked(unittest.TestCase):
    def terminal(self, *arguments):
        terminal = Terminal(sys.argv[1], *arguments)
        self.addCleanup(terminal.close)
        return terminal

    def refused(self, printed, code):
        self.assertRegex(printed, rf'^error {code} [A-Z][^\n]*\w\n$')

    def test_does_not_show_what_is_typed(self):
        terminal = self.terminal('ask')
        terminal.expect('Passphrase: ')
        self.assertFalse(terminal.echoes())
        terminal.type(PHRASE + '\n')
        self.assertEqual(terminal.end(), (f'got {PHRASE}\n', 0))
        self.assertEqual(terminal.shown, b'Passphrase: \r\n')
        self.assertEqual(termios.tcgetattr(terminal.fd), terminal.before)

    def test_erases_whole_characters(self):
        terminal = self.terminal('ask')
        terminal.expect('Passphrase: ')
        terminal.type('aü\x7fb\n')
        self.assertEqual(terminal.end(), ('got ab\n', 0))

    def test_asks_twice_for_a_new_one(self):
        terminal = self.terminal('new')
        terminal.expect('Passphrase: ')
        terminal.type('one\n')
        terminal.expect('Again: ')
        terminal.type('one\n')
        self.assertEqual(terminal.end(), ('got one\n', 0))

    def test_refuses_two_different_ones(self):
        for second in ('two', 'one ', 'on'):
            terminal = self.terminal('new')
            terminal.expect('Passphrase: ')
            terminal.type('one\n')
            terminal.expect('Again: ')
            terminal.type(second + '\n')
            self.refused(terminal.end()[0], DIFFERENT)
            self.assertTrue(terminal.echoes())

    def test_refuses_what_is_no_passphrase(self):
        for typed, code in ((b'\n', EMPTY), (b'\x04', EMPTY), (b'x' * 1025 + b'\n', TOO_LONG),
                            (b'x' * 5000 + b'\n', TOO_LONG), (b'caf\xe9\n', NOT_TEXT)):
            terminal = self.terminal('ask')
            terminal.expect('Passphrase: ')
            terminal.type(typed)
            self.refused(terminal.end()[0], code)
            self.assertTrue(terminal.echoes())

    def test_takes_the_longest(self):
        terminal = self.terminal('ask')
        terminal.expect('Passphrase: ')
        terminal.type('y' * 1024 + '\n')
        self.assertEqual(terminal.end(), (f'got {"y" * 1024}\n', 0))

    def test_dies_of_a_signal_with_the_terminal_set_right(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            terminal = self.terminal('ask')
            terminal.expect('Passphrase: ')
            terminal.type('half')
            terminal.send(number)
            self.assertEqual(terminal.end(), ('', -number))
            self.assertEqual(termios.tcgetattr(terminal.fd), terminal.before)

    def test_dies_of_control_c(self):
        terminal = self.terminal('new')
        terminal.expect('Passphrase: ')
        terminal.type('one\n')
        terminal.expect('Again: ')
        terminal.type('\x03')
        self.assertEqual(terminal.end(), ('', -signal.SIGINT))
        self.assertTrue(terminal.echoes())

    def test_leaves_a_signal_to_who_handles_it(self):
        terminal = self.terminal('handled')
        terminal.expect('Passphrase: ')
        terminal.send(signal.SIGTERM)
        self.assertEqual(terminal.end(), ('cancelled\n', 1))
        self.assertEqual(termios.tcgetattr(terminal.fd), terminal.before)

    def test_ends_when_the_terminal_goes_away(self):
        terminal = self.terminal('ignored')
        terminal.expect('Passphrase: ')
        os.close(terminal.inner)
        os.close(terminal.fd)
        terminal.fd, terminal.inner = (os.open(os.devnull, os.O_RDONLY) for _ in range(2))
        self.assertTrue(select.select([terminal.stdout], [], [], TIMEOUT)[0])
        self.assertRegex(os.read(terminal.stdout, 1000), rb'^error [%d%d] ' % (EMPTY, UNREADABLE))

    def test_asks_again_after_a_pause(self):
        # A child of a session's leader, as under a shell: the leader itself cannot be paused.
        leader = r'''
import os, signal, sys
pid = os.fork()
if pid == 0:
    os.setpgid(0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.argv[1], [sys.argv[1], 'ask'])
_, status = os.waitpid(pid, os.WUNTRACED)
os.write(1, b'stopped' if os.WIFSTOPPED(status) else b'gone')
os.read(int(sys.argv[2]), 1)
os.kill(pid, signal.SIGCONT)
os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
'''
        go, gate = os.pipe()
        terminal = Terminal(sys.executable, '-c', leader, sys.argv[1], str(go), kept=[go])
        self.addCleanup(terminal.close)
        self.addCleanup(os.close, gate)
        self.addCleanup(os.close, go)

        terminal.expect('Passphrase: ')
        self.assertFalse(terminal.echoes())
        terminal.type('half\x1a')
        self.assertTrue(select.select([terminal.stdout], [], [], TIMEOUT)[0])
        self.assertEqual(os.read(terminal.stdout, 100), b'stopped')
        self.assertTrue(terminal.echoes())
        os.write(gate, b'x')
        terminal.expect('Passphrase: ')
        self.assertFalse(terminal.echoes())
        terminal.type('whole\n')
        self.assertEqual(terminal.end(), ('got whole\n', 0))
        self.assertNotIn(b'half', terminal.shown)
        self.assertNotIn(b'whole', terminal.shown)

    def test_says_when_there_is_no_terminal(self):
        run = subprocess.run([sys.argv[1], 'ask'], input='typed\n', capture_output=True, text=True,
                             start_new_session=True, timeout=TIMEOUT, check=False)
        self.refused(run.stdout, NO_TERMINAL)
        self.assertIn('--passphrase-fd', run.stdout)


class Read(unittest.TestCase):
    def read(self, data, *fds):
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            fd = file.fileno()
            run = subprocess.run([sys.argv[1], *(fds or (str(fd),))], pass_fds=[fd], stdin=file,
                                 capture_output=True, timeout=TIMEOUT, check=False, start_new_session=True)
        self.assertEqual(run.stderr, b'')
        return run.stdout.decode()

    def test_takes_one_line(self):
        for data in (PHRASE, PHRASE + '\n', PHRASE + '\nmore\n'):
            self.assertEqual(self.read(data.encode()), f'got {PHRASE}\n')
        self.assertEqual(self.read(b' a b \n'), 'got  a b \n')
        self.assertEqual(self.read(b'y' * 1024 + b'\n'), f'got {"y" * 1024}\n')

    def test_leaves_what_follows(self):
        self.assertEqual(self.read(b'one\ntwo\n', '0', '0'), 'got one\ngot two\n')

    def test_refuses_what_is_no_passphrase(self):
        for data, code in ((b'', EMPTY), (b'\n', EMPTY), (b'\nmore\n', EMPTY), (b'x' * 1025, TOO_LONG),
                           (b'x' * 100000, TOO_LONG), (b'caf\xe9\n', NOT_TEXT), (b'a\0b\n', NOT_TEXT)):
            self.assertTrue(self.read(data).startswith(f'error {code} '), data[:9])

    def test_refuses_what_cannot_be_read(self):
        self.assertTrue(self.read(b'', '63').startswith(f'error {UNREADABLE} '))
        with open('/dev/null', 'wb') as file:
            run = subprocess.run([sys.argv[1], str(file.fileno())], pass_fds=[file.fileno()],
                                 capture_output=True, text=True, timeout=TIMEOUT, check=False)
        self.assertTrue(run.stdout.startswith(f'error {UNREADABLE} '))

    def test_refuses_a_terminal(self):
        master, slave = pty.openpty()
        run = subprocess.run([sys.argv[1], '0'], stdin=slave, capture_output=True, text=True,
                             timeout=TIMEOUT, check=False)
        os.close(master)
        os.close(slave)
        self.assertTrue(run.stdout.startswith(f'error {UNREADABLE} '))


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0]] + sys.argv[2:], verbosity=2)
