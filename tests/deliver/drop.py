# drop.py: a report drop that can be told to do one thing wrong, and remembers every byte that came
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A Drop is the receiver itself, so that a report is stored as ever, with two
additions: it keeps the bytes of each request as they came out of TLS, and it
takes faults, of which the next requests get one each. A fault is a function
that is given the request and does all of the answering.
"""

import contextlib
import io
import json
import pathlib
import select
import socket
import socketserver
import struct
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'receiver'))
import receiver

TIMEOUT = 60
KEPT = 1 << 20
# Of a connection that will stand still: so that soon nothing more can be written to it.
WINDOW = 1 << 16


class Seen:
    """What came over one connection: its first bytes, and how many there were."""

    def __init__(self, connection):
        self.data, self.size = bytearray(), 0
        self.resumed, self.protocol = connection.session_reused, connection.version()

    def add(self, block):
        self.size += len(block)
        self.data += block[:max(0, KEPT - len(self.data))]

    @property
    def head(self):
        return bytes(self.data.partition(b'\r\n\r\n')[0]).decode('latin-1')

    @property
    def headers(self):
        """The headers as pairs, in their order."""
        return [tuple(line.split(': ', 1)) for line in self.head.split('\r\n')[1:]]

    @property
    def body_size(self):
        """How many bytes came after the head."""
        return self.size - self.data.index(b'\r\n\r\n') - 4 if b'\r\n\r\n' in self.data else 0


class Tee(io.RawIOBase):
    """Reads from a connection and keeps what it read."""

    def __init__(self, connection, seen):
        self.connection, self.seen = connection, seen

    def readable(self):
        return True

    def readinto(self, buffer):
        size = self.connection.recv_into(buffer)
        self.seen.add(bytes(buffer[:size]))
        return size


class Request(receiver.Handler):
    """One request. Faults use what stands below."""

    def setup(self):
        super().setup()
        self.seen, self.abrupt, self.kept, self.keeping = Seen(self.connection), False, None, False
        self.server.seen.append(self.seen)
        self.rfile.close()
        self.rfile = io.BufferedReader(Tee(self.connection, self.seen))

    def do_POST(self):
        fault = self.server.next_fault()
        if fault is None:
            super().do_POST()
            return
        self.close_connection = True
        self.unread = int(self.headers.get('Content-Length', 0))
        self.continued = self.headers.get('Expect', '').lower() != '100-continue'
        with contextlib.suppress(ConnectionError):
            fault(self)

    def answer(self, status, body, rehearsed=None):
        if self.keeping:
            self.kept = status, body
        else:
            super().answer(status, body, rehearsed)

    def finish(self):
        with contextlib.suppress(OSError, ValueError):
            super().finish()
            if not self.abrupt:
                self.connection.settimeout(5)
                self.connection.unwrap().close()
        self.connection.close()

    # For faults

    def store(self):
        """Takes the report as ever; returns the answer that would have gone out, as JSON."""
        self.keeping = True
        super().do_POST()
        self.keeping = False
        self.server.stored.set()
        return json.dumps(self.kept[1]).encode()

    def go_on(self):
        """Asks for the body, if the client waits for that."""
        if not self.continued:
            self.send(b'HTTP/1.1 100 Continue\r\n\r\n')
            self.continued = True

    def read(self, size=None):
        """Reads so much of the body, or the rest of it."""
        left = self.unread if size is None else min(size, self.unread)
        while left > 0:
            block = self.rfile.read(min(receiver.BLOCK, left))
            if not block:
                raise ConnectionAbortedError('The report broke off')
            left, self.unread = left - len(block), self.unread - len(block)

    def send(self, data):
        self.connection.sendall(data)

    def reply(self, status, *headers, body=b'', length=None):
        """Sends a whole answer, with a Content-Length of its own if need be."""
        lines = [f'HTTP/1.1 {status} X', *headers, f'Content-Length: {len(body) if length is None else length}']
        self.send('\r\n'.join([*lines, '', '']).encode('latin-1') + body)

    def cut(self):
        """Closes TCP without an end of TLS."""
        self.abrupt = True

    def reset(self):
        """Breaks the connection off: the client is told so by a reset."""
        self.abrupt = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        self.connection.close()

    def hear_out(self):
        """Reads until the client is gone; tells whether it went in time."""
        try:
            while self.rfile.read1(receiver.BLOCK):
                pass
        except TimeoutError:
            return False
        except OSError:
            pass
        return True

    def stand_still(self):
        """Does nothing any more, until the test is over."""
        self.server.over.wait(TIMEOUT)
        self.abrupt = True


class Drop(receiver.Receiver):
    """A receiver with faults. It runs in a thread of its own until it is closed."""

    def __init__(self, folder, tls, *faults, address='127.0.0.1', port=0, name=None, **options):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.seen, self.faults, self.n_connections, self.failed = [], list(faults), 0, []
        self.over, self.stored = threading.Event(), threading.Event()
        super().__init__(receiver.Store(folder, 7), tls, (address, port), log=io.StringIO(), **options)
        self.RequestHandlerClass = Request
        if faults:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW)
        self.port = self.server_address[1]
        self.endpoint = f'https://{name or address}:{self.port}/reports'
        self.thread = threading.Thread(target=self.serve_forever, kwargs={'poll_interval': 0.05}, daemon=True)
        self.thread.start()

    def close(self):
        self.over.set()
        self.shutdown()
        self.thread.join()
        self.server_close()

    def next_fault(self):
        return self.faults.pop(0) if self.faults else None

    def get_request(self):
        self.n_connections += 1
        return super().get_request()

    def finish_request(self, request, client_address):
        request.settimeout(TIMEOUT)
        try:
            connection = self.tls.wrap_socket(request, server_side=True)
        except OSError as error:
            self.failed.append(error)
            raise
        self.RequestHandlerClass(connection, client_address, self)

    @property
    def rows(self):
        return [dict(row) for row in self.store.query('SELECT * FROM reports')]

    @property
    def files(self):
        return sorted((self.folder / 'reports').iterdir())


class Listener(socketserver.ThreadingTCPServer):
    """A listener without TLS, that gives each connection to a function."""
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, act, address='127.0.0.1', port=0):
        self.act, self.n_connections, self.data = act, 0, []
        super().__init__((address, port), None)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW)
        self.port = self.server_address[1]
        self.thread = threading.Thread(target=self.serve_forever, kwargs={'poll_interval': 0.05}, daemon=True)
        self.thread.start()

    def get_request(self):
        self.n_connections += 1
        return super().get_request()

    def finish_request(self, request, client_address):
        request.settimeout(TIMEOUT)
        with contextlib.suppress(OSError):
            self.act(self, request)

    def close(self):
        self.shutdown()
        self.thread.join()
        self.server_close()


def is_left(connection, seconds=0.0):
    """Whether the other side went away, for which it is given some time."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLRDHUP | select.POLLHUP | select.POLLERR)
    return bool(poll.poll(seconds * 1000))


def wait_for_hangup(connection):
    is_left(connection, TIMEOUT)


def wait_for_end(connection):
    """Reads until the other side goes."""
    while connection.recv(receiver.BLOCK):
        pass
