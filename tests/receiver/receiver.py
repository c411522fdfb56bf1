#!/usr/bin/env python3
#
# receiver.py: the vendor's side of Encrypted Report Drop, version 1
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Takes encrypted reports over HTTPS and answers with receipts.

The contract, how to run this and how to make it yours: README.md beside it.
"""

import argparse
import base64
import datetime
import hashlib
import http.server
import json
import os
import pathlib
import re
import secrets
import shutil
import sqlite3
import ssl
import subprocess
import sys
import threading

GIB = 1 << 30
BLOCK = 1 << 16
SLOW = 60              # seconds that a connection may stand still
DRAINED = 16 << 20     # what is read and forgotten, so that a refusal is heard
SPARE = 16 << 20       # what is always left free on the disk

KEY = re.compile(r'"([\x21\x23-\x5b\x5d-\x7e]{22,128})"')
SHA256 = re.compile(r'(?:^|,) *sha-256=:([A-Za-z0-9+/]{43}=):')
FOLLOW_UP = re.compile(r'Report-Follow-Up ([\x21-\x7e]{16,256})')
ARMOR = b'-----BEGIN PGP MESSAGE-----'
# Packets with which a message to somebody begins: RFC 9580, sections 10.3 and 5.
MESSAGE_TAGS = (1, 3, 10, 18, 20, 21)

TABLE = '''
CREATE TABLE IF NOT EXISTS reports (
  key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, receipt TEXT NOT NULL UNIQUE,
  received_on TEXT NOT NULL, ack_by TEXT, follow_up TEXT)
'''


class Refusal(Exception):
    """Why there is no receipt: a status of the contract, a sentence, and what else the answer says."""

    def __init__(self, status, message, **members):
        super().__init__(message)
        self.status, self.body = status, {'message': message, **members}


class Store:
    """The reports: one file each, named after its digest, and a row in a database.

    The file is on the disk before its row is, and the row before the receipt goes out.
    """

    def __init__(self, folder, ack_days):
        self.folder, self.ack_days = pathlib.Path(folder), ack_days
        for name in ('reports', 'answers'):
            (self.folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
        # What a receiver that was killed had not got whole.
        for path in (self.folder / 'reports').glob('.*'):
            path.unlink()
        self.busy, self.lock = set(), threading.Lock()
        self.query(TABLE)

    def query(self, sql, *values):
        database = sqlite3.connect(self.folder / 'reports.sqlite', timeout=SLOW)
        database.row_factory = sqlite3.Row
        try:
            with database:
                database.execute('PRAGMA synchronous = FULL')
                return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def begin(self, key, sha256, size):
        """Reserves a key for this attempt; returns its receipt instead when there is one."""
        with self.lock:
            row = next(iter(self.query('SELECT * FROM reports WHERE key = ?', key)), None)
            if row and (row['sha256'], row['size']) != (sha256, size):
                raise Refusal(422, 'This Idempotency-Key belongs to another report.')
            if row:
                return self.receipt(row, replayed=True)
            if key in self.busy:
                raise Refusal(409, 'The first attempt is still in progress.')
            if shutil.disk_usage(self.folder).free < size + SPARE:
                raise Refusal(507, 'There is no room for this report at the moment.')
            self.busy.add(key)
        return None

    def end(self, key):
        with self.lock:
            self.busy.discard(key)

    def write(self, blocks, key, sha256):
        """Takes the bytes in; the file has its name only when they are those that were announced."""
        path = self.folder / 'reports' / f'.{hashlib.sha256(key.encode()).hexdigest()}'
        digest = hashlib.sha256()
        try:
            with open(path, 'wb') as file:
                for block in blocks:
                    digest.update(block)
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
            if digest.hexdigest() != sha256:
                raise Refusal(400, 'The report and its Content-Digest differ.')
            path.replace(path.with_name(f'{sha256}.pgp'))
            sync_folder(path.parent)
        finally:
            path.unlink(missing_ok=True)

    def commit(self, key, sha256, size, follow_up):
        """Writes down that the report is here; returns its receipt."""
        today = datetime.datetime.now(datetime.timezone.utc).date()
        due = (today + datetime.timedelta(days=self.ack_days)).isoformat() if self.ack_days else None
        number = secrets.token_hex(8).upper()
        number = '-'.join(number[i:i + 4] for i in range(0, len(number), 4))
        self.query('INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?)',
                   key, sha256, size, number, today.isoformat(), due, follow_up)
        return self.receipt(self.query('SELECT * FROM reports WHERE key = ?', key)[0], replayed=False)

    @staticmethod
    def receipt(row, replayed):
        receipt = {name: row[name] for name in ('receipt', 'sha256', 'size', 'received_on', 'ack_by')
                   if row[name] is not None}
        return {**receipt, 'replayed': replayed}

    def answers(self, secret):
        """The messages for whoever has this secret: answers/RECEIPT/*.asc."""
        rows = self.query('SELECT receipt FROM reports WHERE follow_up = ?',
                          hashlib.sha256(secret.encode()).hexdigest())
        if not rows:
            raise Refusal(404, 'There is no report with this follow-up secret.')
        return {'messages': [path.read_text(encoding='ascii') for row in rows
                             for path in sorted((self.folder / 'answers' / row['receipt']).glob('*.asc'))]}


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection, with one request."""
    protocol_version = 'HTTP/1.1'
    timeout = SLOW

    def do_POST(self):
        self.close_connection = True
        self.unread, self.continued = 0, self.headers.get('Expect', '').lower() != '100-continue'
        rehearsed = None
        try:
            if self.path != self.server.path:
                raise Refusal(404, 'There is no report drop at this address.')
            key, sha256, size, follow_up = self.read_head()
            rehearsed = self.server.next_rehearsed()
            if rehearsed in LATER:
                raise Refusal(int(rehearsed), LATER[rehearsed])
            receipt, status = self.server.store.begin(key, sha256, size), 200
            if receipt is None:
                receipt, status = self.take(key, sha256, size, follow_up), 201
        except Refusal as refusal:
            self.answer(refusal.status, refusal.body)
            self.drain()
            return
        self.answer(status, receipt, rehearsed)
        self.drain()

    def do_GET(self):
        self.close_connection = True
        self.unread = 0
        try:
            found = FOLLOW_UP.fullmatch(self.headers.get('Authorization', ''))
            if self.path != self.server.path + '/followup':
                raise Refusal(404, 'There is no report drop at this address.')
            if not found:
                raise Refusal(401, 'The follow-up secret is missing.')
            self.answer(200, self.server.store.answers(found[1]))
        except Refusal as refusal:
            self.answer(refusal.status, refusal.body)

    def handle_expect_100(self):
        # Only who has passed every check is told to go on: see read_blocks.
        return True

    def header(self, name):
        """A header that may stand there once."""
        values = self.headers.get_all(name, [])
        if len(values) > 1:
            raise Refusal(400, f'There is more than one {name}.')
        return values[0].strip() if values else ''

    def read_head(self):
        """Checks all that can be checked before the report itself comes."""
        length = self.header('Content-Length')
        if self.headers.get('Transfer-Encoding') or not re.fullmatch('[0-9]{1,15}', length):
            raise Refusal(411, 'A report comes with its Content-Length.')
        size = self.unread = int(length)
        if size > self.server.max_bytes:
            raise Refusal(413, 'This report is too large.', max_bytes=self.server.max_bytes)
        if self.header('Content-Type').lower() != 'application/pgp-encrypted' or self.header('Content-Encoding'):
            raise Refusal(415, 'A report is one OpenPGP message, of the type application/pgp-encrypted.')
        key, digest = KEY.fullmatch(self.header('Idempotency-Key')), SHA256.search(self.header('Content-Digest'))
        if not key or not digest:
            raise Refusal(400, 'A report comes with an Idempotency-Key and a Content-Digest by sha-256.')
        follow_up = SHA256.search(self.header('Report-Follow-Up'))
        if self.header('Report-Follow-Up') and not follow_up:
            raise Refusal(400, 'A Report-Follow-Up is a hash by sha-256.')
        return key[1], to_hex(digest), size, follow_up and to_hex(follow_up)

    def take(self, key, sha256, size, follow_up):
        try:
            self.server.store.write(self.read_blocks(), key, sha256)
            return self.server.store.commit(key, sha256, size, follow_up)
        finally:
            self.server.store.end(key)

    def read_blocks(self):
        """The report, block by block; something else is refused as soon as it shows."""
        if not self.continued:
            self.send_response_only(100)
            self.end_headers()
            self.continued = True
        first = True
        while self.unread or first:
            block = self.rfile.read(min(BLOCK, self.unread))
            if not block and self.unread:
                raise ConnectionAbortedError('The report broke off')
            self.unread -= len(block)
            if first and not is_message(block):
                raise Refusal(415, 'This is not an OpenPGP message.')
            first = False
            yield block

    def answer(self, status, body, rehearsed=None):
        """Sends a status and some JSON; a rehearsed mishap happens to them on the way."""
        number = body.get('receipt', '')
        print(datetime.date.today(), status, number, rehearsed or '', file=self.server.log, flush=True)
        data = json.dumps(body).encode()
        if rehearsed == 'lost':
            return
        self.send_response_only(status)
        self.send_header('Date', self.date_time_string())
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(data)))
        self.send_header('Connection', 'close')
        if status in (409, 429, 503, 507):
            self.send_header('Retry-After', '60')
        self.end_headers()
        self.wfile.write(data[:len(data) // 2] if rehearsed == 'truncated' else data)

    def drain(self):
        """Reads on a little: closing on unread bytes would take the answer away again."""
        left = min(self.unread, DRAINED) if self.continued else 0
        while left > 0:
            block = self.rfile.read(min(BLOCK, left))
            left = left - len(block) if block else 0

    def log_message(self, *arguments):
        # Neither who came nor when: the address of a reporter is nobody's business.
        pass


LATER = {
    '409': 'The first attempt is still in progress.',
    '429': 'Too many reports at once.',
    '503': 'The report drop is closed for a moment.',
    '507': 'There is no room for this report at the moment.',
}
REHEARSALS = (*LATER, 'lost', 'truncated', 'well')


class Receiver(http.server.ThreadingHTTPServer):
    """A report drop at an address; it serves once serve_forever() is called."""
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, store, tls, listen=('127.0.0.1', 0), path='/reports', max_bytes=4 * GIB, rehearse=(),
                 log=sys.stderr):
        self.store, self.tls, self.path, self.max_bytes, self.log = store, tls, path, max_bytes, log
        self.rehearse = list(rehearse)
        self.rehearse_lock = threading.Lock()
        super().__init__(listen, Handler)

    def next_rehearsed(self):
        with self.rehearse_lock:
            return self.rehearse.pop(0) if self.rehearse else None

    def finish_request(self, request, client_address):
        """Does the handshake in the connection's own thread, and ends TLS before TCP."""
        request.settimeout(SLOW)
        with self.tls.wrap_socket(request, server_side=True) as connection:
            super().finish_request(connection, client_address)
            connection.settimeout(5)
            connection.unwrap().close()

    def handle_error(self, request, client_address):
        """A connection that breaks is its client's affair, who will ask again."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handle_error(request, client_address)


def is_message(block):
    """Whether some bytes begin as an OpenPGP message does, binary or armored."""
    if not block or not block[0] & 0x80:
        return block.lstrip().startswith(ARMOR)
    return (block[0] & 0x3f if block[0] & 0x40 else block[0] >> 2 & 0xf) in MESSAGE_TAGS


def to_hex(found):
    return base64.b64decode(found[1]).hex()


def sync_folder(path):
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def make_certificate(folder, name):
    """Makes an authority, and with it a certificate for a host; returns the three files.

    The authority's own key is not kept: it signs once.
    """
    authority, certificate, key = (folder / file for file in ('authority.pem', 'certificate.pem', 'key.pem'))
    if all(file.exists() for file in (authority, certificate, key)):
        return authority, certificate, key
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    config, signing = folder / 'openssl.cnf', folder / 'authority-key.pem'
    kind = 'IP' if re.fullmatch(r'[0-9.]+|[0-9a-f:]+', name) else 'DNS'
    config.write_text(f"""
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, IP:127.0.0.1, IP:::1, {kind}:{name}
""", encoding='ascii')
    new = ['openssl', 'req', '-x509', '-config', config, '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
           '-nodes', '-sha256', '-days', '825']
    for command in ([*new, '-subj', '/CN=Authority of a report drop', '-extensions', 'authority',
                     '-keyout', signing, '-out', authority],
                    [*new, '-subj', f'/CN={name}', '-extensions', 'server', '-CA', authority, '-CAkey', signing,
                     '-keyout', key, '-out', certificate]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f'openssl could not make a certificate: {done.stderr}')
    for file in (config, signing):
        file.unlink()
    return authority, certificate, key


def tls_context(certificate, key):
    """TLS 1.2 or newer with a certificate and its key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key)
    return context


def rehearsals(text):
    words = text.split(',')
    if not set(words) <= set(REHEARSALS):
        raise argparse.ArgumentTypeError(f'choose from {", ".join(REHEARSALS)}')
    return words


def parse():
    parser = argparse.ArgumentParser(description='Receives encrypted reports: Encrypted Report Drop, version 1.')
    add = parser.add_argument
    add('folder', type=pathlib.Path, help='where reports, answers and receipts are kept')
    add('--address', default='127.0.0.1', help='the address to listen at (127.0.0.1)')
    add('--port', type=int, default=0, help='the port to listen at (one that is free)')
    add('--name', help='the host in the endpoint and in the certificate (the address)')
    add('--path', default='/reports', help='the path in the endpoint (/reports)')
    add('--certificate', help='a certificate chain of your own, as PEM')
    add('--key', help='the key of that certificate, as PEM')
    add('--max-bytes', type=int, default=4 * GIB, help='the largest report that is taken (4 GiB)')
    add('--ack-days', type=int, default=7, help='in how many days you answer (7; 0: no promise)')
    add('--rehearse', type=rehearsals, default=[], metavar='LIST',
        help=f'what happens to the next reports, one after the other: {", ".join(REHEARSALS)}')
    options = parser.parse_args()
    if bool(options.certificate) != bool(options.key):
        parser.error('--certificate and --key belong together')
    return options


def main():
    options = parse()
    os.umask(0o077)
    name = options.name or options.address
    authority, certificate, key = None, options.certificate, options.key
    if not certificate:
        authority, certificate, key = make_certificate(options.folder / 'tls', name)

    receiver = Receiver(Store(options.folder, options.ack_days), tls_context(certificate, key),
                        (options.address, options.port), options.path, options.max_bytes, options.rehearse,
                        log=sys.stdout)
    host = f'[{name}]' if ':' in name else name
    endpoint = f'https://{host}:{receiver.server_address[1]}{options.path}'
    print('Endpoint:   ', endpoint)
    if authority:
        print('Certificate:', authority.resolve())
    print('Reports:    ', (options.folder / 'reports').resolve())
    print('\nTo rehearse with Herald’s made-up vendor:\n')
    trusted = f' --ca {authority.resolve()}' if authority else ''
    print(f'  herald-cli confirm practice --endpoint {endpoint}{trusted}\n', flush=True)
    try:
        receiver.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == '__main__':
    main()
