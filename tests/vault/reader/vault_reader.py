# vault_reader.py: reads a vault, from FORMAT.md alone
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Nothing in here knows Herald's code: what this reads, any program can read
that follows app/vault/FORMAT.md. Whatever is not as described is an error."""

import copy
import hashlib
import hmac
import json
import pathlib
import struct
import unicodedata

from nacl import bindings, exceptions, pwhash

TAG = 16
STATES = ('sealed', 'exported', 'sending', 'unknown', 'delivered', 'acknowledged', 'triaged', 'fix',
          'disclosed', 'closed')
CHUNK = 65536


class Unreadable(Exception):
    """Something is not as FORMAT.md says."""


def expect(condition, what):
    if not condition:
        raise Unreadable(what)


class Bytes:
    """Bytes that are read from front to back."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, length):
        expect(self.at + length <= len(self.data), 'too short')
        self.at += length
        return self.data[self.at - length:self.at]

    def number(self, length):
        return int.from_bytes(self.take(length), 'little')

    def flat(self):
        return self.take(self.number(1)).decode()

    def rest(self):
        return self.take(len(self.data) - self.at)


def derive(key, ident, context):
    expect(len(context) == 16, 'a context of 16 characters')
    return hashlib.blake2b(digest_size=32, key=key, salt=ident, person=context.encode()).digest()


def decrypt(data, bound, nonce, key):
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(data, bound, nonce, key)
    except exceptions.CryptoError as error:
        raise Unreadable('not authentic') from error


def wrapping_key(kind, salt, passes, memory, passphrase, secret):
    if kind == 1:
        normal = unicodedata.normalize('NFC', passphrase).encode()
        return pwhash.argon2id.kdf(32, normal, salt, opslimit=passes, memlimit=memory)
    return derive(secret, salt, 'herald-secret-v1')


def open_header(data, passphrase=None, secret=None):
    """The id and the key of a vault."""
    header = Bytes(data)
    expect(header.take(12) == b'HERALD-VAULT', 'magic of the header')
    expect(header.number(4) == 1, 'version of the header')
    vault_id = header.take(16)
    key = None
    for _ in range(header.number(4)):
        slot = header.take(128)
        fields = Bytes(slot)
        kind, zero = fields.number(4), fields.number(4)
        expect(kind in (1, 2) and zero == 0, 'kind of a slot')
        fields.take(16)
        salt, passes, memory = fields.take(16), fields.number(8), fields.number(8)
        if key is None and (passphrase if kind == 1 else secret) is not None:
            key = decrypt(slot[80:], vault_id + slot[:56], slot[56:80],
                          wrapping_key(kind, salt, passes, memory, passphrase, secret))
    expect(key is not None, 'a slot of this kind')
    body = header.data[:header.at]
    mac = hashlib.blake2b(body, digest_size=32, key=derive(key, vault_id, 'herald-header-v1')).digest()
    expect(hmac.compare_digest(mac, header.rest()), 'authentic header')
    return vault_id, key


def open_case_key(data, vault_id, vault_key, case_id):
    file = Bytes(data)
    head = file.take(16)
    expect(head == b'HRLDCKEY' + struct.pack('<II', 1, 0), 'head of a key')
    nonce = file.take(24)
    return decrypt(file.take(48), head + vault_id + case_id, nonce, vault_key)


def read_records(data, case_id, case_key):
    """All records of a journal: (type, number, payload)."""
    file = Bytes(data)
    expect(file.take(16) == b'HRLDJRNL' + struct.pack('<II', 1, 0), 'head of a journal')
    file_id = file.take(16)
    key = derive(case_key, file_id, 'herald-journal-1')
    bound = struct.pack('<I', 1) + case_id + file_id
    previous, number = bytes(TAG), 0
    while file.at < len(data):
        length = file.number(4)
        expect(length > 40 and (length - 40) % 256 == 0, 'length of a record')
        nonce, sealed = file.take(24), file.take(length - 24)
        plain = Bytes(decrypt(sealed, bound, nonce, key))
        kind, seq = plain.number(1), plain.number(8)
        expect(seq > number, 'number of a record')
        expect(plain.take(16) == previous, 'chain of records')
        payload = plain.take(plain.number(4))
        padding = plain.rest()
        expect(len(padding) < 256 and not any(padding), 'padding of a record')
        previous, number = sealed[-TAG:], seq
        yield kind, seq, payload


def apply_edit(report, edit, nested=True):
    for name in edit.get('unset', []):
        report.pop(name, None)
    report.update(edit.get('set', {}))
    for name in ('answers', 'diversions'):
        if nested and name in edit:
            apply_edit(report.setdefault(name, {}), edit[name], nested=False)
    expect(set(edit) <= {'set', 'unset'} | ({'answers', 'diversions'} if nested else set()), 'members of an edit')


class Case:
    """What a journal tells."""

    def __init__(self, records):
        self.versions = {}
        self.present = None
        self.back, self.forward = [], []
        self.log = []
        self.blobs = {}
        for kind, seq, payload in records:
            self.take(kind, seq, Bytes(payload))

    @property
    def report(self):
        return self.versions[self.present]

    def take(self, kind, seq, payload):
        time = payload.flat()
        expect(len(time) in (10, 20), 'time')
        if kind == 1:
            self.take_version(seq, json.loads(payload.rest()))
        elif kind == 2:
            report = copy.deepcopy(self.report)
            apply_edit(report, json.loads(payload.rest()))
            self.take_version(seq, report)
        elif kind == 3:
            self.move(payload.number(1), payload.number(8))
        elif kind == 4:
            self.log.append(self.take_line(time[:10], payload, False))
        elif kind == 5:
            ident = payload.take(16)
            self.blobs[ident] = (payload.take(32), payload.number(8), payload.take(32))
        elif kind == 6:
            self.log.append(self.take_line(time[:10], payload, True))
        else:
            raise Unreadable('type of a record')
        expect(payload.at == len(payload.data), 'end of a payload')

    @staticmethod
    def take_line(day, payload, is_entry):
        line = {'kind': payload.flat(), 'source': 'me', 'date': day, 'state': '', 'promise': '', 'file': ''}
        if is_entry:
            line['source'] = payload.flat()
            line['date'] = payload.flat() or day
            line['state'], line['promise'] = payload.flat(), payload.flat()
            files = payload.number(1)
            expect(files in (0, 1), 'number of files')
            if files:
                line['file'] = payload.take(16).hex() + ' ' + payload.flat()
        detail = payload.rest()
        expect(len(detail) <= (65536 if is_entry else 4096), 'length of a detail')
        line['detail'] = detail.decode()
        return line

    @property
    def state(self):
        """What the entry with the latest date leads to."""
        state, latest = 'draft', ''
        for line in self.log:
            leads = line['state'] or (line['kind'] if line['kind'] in STATES else '')
            if line['kind'] == 'exported' and not line['state'] and not line['detail']:
                leads = ''
            if leads and line['date'] >= latest:
                state, latest = leads, line['date']
        return 'unknown' if state == 'sending' else state

    def take_version(self, seq, report):
        if self.present is not None:
            self.back.append(self.present)
        self.forward = []
        self.versions[seq] = report
        self.present = seq

    def move(self, kind, to):
        if kind == 3:
            self.back.append(self.present)
            self.forward = []
        else:
            left, entered = (self.back, self.forward) if kind == 1 else (self.forward, self.back)
            expect(kind in (1, 2) and left.pop() == to, 'move')
            entered.append(self.present)
        self.present = to


def read_blob(data, case_id, ident, key, size, sha256):
    file = Bytes(data)
    expect(file.take(16) == b'HRLDBLOB' + struct.pack('<II', 1, CHUNK), 'head of a blob')
    expect(file.take(16) == ident, 'id of a blob')
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, file.take(24), key)
    content, tag = b'', 0
    while tag == 0:
        chunk = file.take(min(CHUNK + 17, len(data) - file.at))
        try:
            plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, chunk, case_id + ident)
        except RuntimeError as error:
            raise Unreadable('a chunk of a blob') from error
        expect((len(plain) == CHUNK) == (tag == 0), 'tag of a chunk')
        content += plain
    expect(tag == 3 and file.at == len(data), 'end of a blob')
    expect(len(content) == size and hashlib.sha256(content).digest() == sha256, 'content of a blob')
    return content


class Vault:
    """A vault that was opened with a passphrase or a secret."""

    def __init__(self, folder, **keys):
        self.folder = pathlib.Path(folder)
        data = (self.folder / 'header').read_bytes()
        expect((self.folder / 'header-copy').read_bytes() == data, 'copy of the header')
        self.id, self.key = open_header(data, **keys)

    def cases(self):
        return sorted(path.name for path in (self.folder / 'cases').iterdir() if len(path.name) == 32)

    def index(self):
        file = Bytes((self.folder / 'index').read_bytes())
        head = file.take(16)
        expect(head == b'HRLDINDX' + struct.pack('<II', 1, 0), 'head of the index')
        nonce = file.take(24)
        plain = decrypt(file.rest(), head + self.id, nonce, derive(self.key, self.id, 'herald-index--v1'))
        expect(len(plain) % 4096 == 0, 'size of the index')
        inside = Bytes(plain)
        entries = json.loads(inside.take(inside.number(4)))
        expect(not any(inside.rest()), 'padding of the index')
        return {entry['id']: entry for entry in entries}

    def read_case(self, name):
        """A case, and the content of its blobs by their id."""
        folder, ident = self.folder / 'cases' / name, bytes.fromhex(name)
        key = open_case_key((folder / 'key').read_bytes(), self.id, self.key, ident)
        newest = max(folder.glob('journal-*'), key=lambda path: int(path.name.split('-')[1]))
        case = Case(read_records(newest.read_bytes(), ident, key))
        blobs = {blob: read_blob((folder / f'blob-{blob.hex()}').read_bytes(), ident, blob, *about)
                 for blob, about in case.blobs.items()}
        return case, blobs
