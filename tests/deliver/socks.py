# socks.py: SOCKS5 proxies that write down what they were asked, and do as they are told
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import socket
import struct
import threading
from typing import NamedTuple

import drop
import receiver

GRANTED = b'\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00'


class Asked(NamedTuple):
    """What a client told a proxy: RFC 1928 and RFC 1929."""

    methods: bytes
    user: bytes
    password: bytes
    command: int
    kind: int          # 1: IPv4, 3: a name, 4: IPv6
    name: bytes
    port: int


def read(connection, size):
    data = b''
    while len(data) < size:
        block = connection.recv(size - len(data))
        if not block:
            raise ConnectionAbortedError('No whole request')
        data += block
    return data


def hear(connection):
    """Hears a client out, with whatever name it gives; the answer is still to come."""
    version, n_methods = read(connection, 2)
    methods = read(connection, n_methods)
    if version != 5:
        raise ConnectionAbortedError('No SOCKS5')
    user = password = b''
    if 2 in methods:
        connection.sendall(b'\x05\x02')
        user = read(connection, read(connection, 2)[1])
        password = read(connection, read(connection, 1)[0])
        connection.sendall(b'\x01\x00')
    else:
        connection.sendall(b'\x05\x00')
    _, command, _, kind = read(connection, 4)
    name = read(connection, read(connection, 1)[0]) if kind == 3 else read(connection, {1: 4, 4: 16}[kind])
    return Asked(methods, user, password, command, kind, name, struct.unpack('>H', read(connection, 2))[0])


def pump(source, sink):
    """Carries bytes one way until that way ends, and passes the end on."""
    with contextlib.suppress(OSError):
        while block := source.recv(receiver.BLOCK):
            sink.sendall(block)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


class Proxy:
    """Carries everything to one server, whatever the client calls it."""

    def __init__(self, case, port, address=None):
        self.target, self.asked = (address or case.address, port), []
        self.listener = case.listen(self.act)
        self.address = f'socks5://{case.address}:{self.listener.port}'

    def act(self, _, connection):
        self.asked.append(hear(connection))
        connection.sendall(GRANTED)
        with socket.create_connection(self.target) as server:
            back = threading.Thread(target=pump, args=(server, connection), daemon=True)
            back.start()
            self.carry(connection, server)
            back.join(drop.TIMEOUT)

    def carry(self, client, server):
        pump(client, server)


class Slow(Proxy):
    """Carries so many bytes, and then waits until it may go on, or until the server has had enough."""

    def __init__(self, case, port, after, reached, until_closed=False):
        self.after, self.reached, self.until_closed = after, reached, until_closed
        self.go_on = threading.Event()
        super().__init__(case, port)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.go_on.set()

    def carry(self, client, server):
        carried = 0
        with contextlib.suppress(OSError):
            while block := client.recv(receiver.BLOCK):
                carried += len(block)
                if carried > self.after and not self.reached.is_set():
                    self.reached.set()
                    if self.until_closed:
                        drop.wait_for_hangup(server)
                    else:
                        self.go_on.wait(drop.TIMEOUT)
                server.sendall(block)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_WR)
