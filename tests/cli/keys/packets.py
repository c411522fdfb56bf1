# SPDX-License-Identifier: GPL-3.0-or-later
"""Just enough OpenPGP to take keys apart and put bad ones together."""

import base64
import struct

SECRET_KEY, PUBLIC_KEY, SIGNATURE = 5, 6, 2
USER_ID, SUBKEY, COMPRESSED, MARKER = 13, 14, 8, 10


def split(data):
    """The packets of @data as pairs of type and body."""
    packets, at = [], 0
    while at < len(data):
        head = data[at]
        if head & 0x40:
            tag, first = head & 0x3F, data[at + 1]
            if first < 192:
                length, at = first, at + 2
            elif first < 224:
                length, at = ((first - 192) << 8) + data[at + 2] + 192, at + 3
            else:
                length, at = struct.unpack('>I', data[at + 2:at + 6])[0], at + 6
        else:
            tag, size = (head >> 2) & 0x0F, (1, 2, 4)[head & 3]
            length, at = int.from_bytes(data[at + 1:at + 1 + size], 'big'), at + 1 + size
        packets.append((tag, data[at:at + length]))
        at += length
    return packets


def packet(tag, body):
    """One packet in the new form."""
    if len(body) < 192:
        length = bytes([len(body)])
    else:
        length = b'\xff' + struct.pack('>I', len(body))
    return bytes([0xC0 | tag]) + length + body


def join(packets):
    return b''.join(packet(tag, body) for tag, body in packets)


def number(value):
    """A multi-precision integer."""
    return struct.pack('>H', value.bit_length()) + value.to_bytes((value.bit_length() + 7) // 8, 'big')


def subpacket(kind, data, critical=False):
    """A subpacket of a signature."""
    return bytes([1 + len(data), kind | (0x80 if critical else 0)]) + data


def signature(kind, issuer, made, *hashed, digest=8):
    """A version 4 signature packet that says something but proves nothing."""
    area = subpacket(2, made.to_bytes(4, 'big')) + b''.join(hashed)
    other = subpacket(16, issuer)
    return (SIGNATURE, bytes([4, kind, 22, digest]) + struct.pack('>H', len(area)) + area +
            struct.pack('>H', len(other)) + other + b'\0\0' + number(1 << 255) * 2)


CRC_TABLE = []
for _value in range(256):
    _value <<= 16
    for _ in range(8):
        _value = _value << 1 ^ (0x1864CFB if _value & 0x800000 else 0)
    CRC_TABLE.append(_value & 0xFFFFFF)


def checksum(data):
    """The CRC-24 of RFC 4880."""
    crc = 0xB704CE
    for byte in data:
        crc = (crc << 8 & 0xFFFFFF) ^ CRC_TABLE[crc >> 16 ^ byte]
    return crc.to_bytes(3, 'big')


def armor(data, kind='PUBLIC KEY BLOCK', end='\n', blank=True, headers=()):
    crc = checksum(data)
    text = base64.b64encode(data).decode()
    lines = [f'-----BEGIN PGP {kind}-----', *headers]
    lines += [''] if blank else []
    lines += [text[i:i + 64] for i in range(0, len(text), 64)]
    lines += ['=' + base64.b64encode(crc).decode(), f'-----END PGP {kind}-----', '']
    return end.join(lines).encode()
