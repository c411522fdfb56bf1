# heads.py: every file begins with what it is and its licence
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import tree

LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'
MAX_LINES = 500


def check_c(name, text):
    """A C file: name and purpose, licence, log domain, then config.h before all else."""
    file, room = name.split('/')[-1], name.split('/')[1]
    head = rf'/\* {re.escape(file)}: \S[^\n]*\n( \*[^\n]*\n)*? \* {re.escape(LICENCE)}\n \*/\n'

    if not re.match(head, text):
        return [f'{name}:1: the head is “/* {file}: what it is”, an empty line, “{LICENCE}”']
    if not name.startswith(('app/', 'ui/')):
        return []

    domain = 'herald-' + (room if name.startswith('app/') else 'ui')
    if not re.match(head + rf'\n#define G_LOG_DOMAIN "{domain}"\n\n#include "config\.h"\n', text):
        return [f'{name}:1: after the head comes G_LOG_DOMAIN "{domain}", then config.h before all else']
    return []


def check_header(name, text):
    """A header: licence, then the guard."""
    if not re.match(rf'/\*[^/]*{re.escape(LICENCE)}\s*\*/\n\n#pragma once\n', text):
        return [f'{name}:1: a header begins with “/* {LICENCE} */” and “#pragma once”']
    return []


def check_script(name, text):
    if LICENCE not in '\n'.join(text.split('\n')[:6]):
        return [f'{name}:1: the licence line “{LICENCE}” is missing']
    return []


def check_length(name, text):
    if text.count('\n') > MAX_LINES:
        return [f'{name}:{MAX_LINES}: longer than {MAX_LINES} lines: is there a second idea inside?']
    return []


def main():
    complaints = []
    for name in tree.files():
        if name.endswith('.c') and name.startswith(('app/', 'ui/', 'tests/')):
            complaints += check_c(name, tree.read(name)) + check_length(name, tree.read(name))
        elif name.endswith('.h') and name.startswith(('app/', 'ui/', 'tests/')):
            complaints += check_header(name, tree.read(name)) + check_length(name, tree.read(name))
        elif name.endswith('.py') or (tree.ROOT / name).read_bytes()[:2] == b'#!':
            complaints += check_script(name, tree.read(name))
    tree.finish(complaints)


if __name__ == '__main__':
    main()
