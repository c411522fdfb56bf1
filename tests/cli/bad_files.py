# bad_files.py: what can be wrong with a JSON file
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re

DEEP = 100_000


def files_of(good):
    """What is wrong with a whole file, by name; each from a good one."""
    text = re.sub(r'" : ', '": ', good.decode())
    middle = len(good) // 2
    inner = text.rindex('}')
    return {
        'empty': b'', 'truncated': good[:middle], 'cut by one': good.rstrip()[:-1],
        'not UTF-8': good[:middle] + b'\xff\xfe' + good[middle:],
        'NUL': good[:middle] + b'\0' + good[middle:], 'NUL at the end': good + b'\0',
        'UTF-16': text.encode('utf-16'), 'a byte order mark': b'\xef\xbb\xbf' + good,
        'a list': b'[' + good + b']', 'a text': b'"x"', 'two': good + good,
        'deep lists': b'[' * DEEP, 'deep lists, closed': b'[' * DEEP + b']' * DEEP,
        'deep objects': b'{"a":' * DEEP + b'1' + b'}' * DEEP,
        'a duplicate': f'{text[:inner].rstrip()}, "format": "x" }}'.encode(),
        'an unknown member': f'{text[:inner].rstrip()}, "extra": 1 }}'.encode(),
        'a comment': b'// hello\n' + good, 'a trailing comma': f'{text[:inner].rstrip()}, }}'.encode(),
        'a lone surrogate': text.replace('"format"', '"\\ud800"', 1).encode(),
        'a NUL, escaped': text.replace('"version": 1', '"version": "a\\u0000b"', 1).encode(),
        'a number beyond all': text.replace('"version": 1', '"version": 1e999', 1).encode(),
        'a newer version': text.replace('"version": 1', '"version": 2', 1).encode(),
    }


def mutations(value, place=''):
    """Each member of a document in turn with a value of another type."""
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for name, member in list(members):
        here = f'{place}/{name}'
        for wrong in (None, True, 7, -1.5, 'x' * 3, [], {}, [[]], {'a': {}}):
            # Two texts, numbers or lists are of one type; of which kind is for the reader's own tests.
            if type(wrong) is not type(member) and not (wrong == [[]] and isinstance(member, list)):
                yield here, name, wrong, value
        if isinstance(member, (dict, list)):
            yield from mutations(member, here)
