# text.py: what no file of the project may hold, and where files may lie
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import re

import tree

TOP = re.compile(r'(app|ui|data|po|flatpak|tests|\.ci)/.'
                 r'|(meson\.build|meson_options\.txt|meson\.options|README\.md|COPYING|CONTRIBUTING\.md'
                 r'|\.editorconfig|\.gitignore|\.gitattributes|\.clang-format)$')

# Written in pieces, so that this file does not find itself.
MACHINE = re.compile(r'(?<![\w.:/-])/(?:' + 'wo' 'rk|fa' 'rm)/|\\.libr' 'ary\\b|/tmp/' 'team')
OPEN = re.compile(r'\b(?:TO' 'DO|FIX' 'ME|XX' r'X)\b|not impl' 'emented')

BYTES = ('tests/fuzz/corpus/', 'tests/unit/seal/', 'tests/data/')
MAY_HAVE_TABS = ('.patch', '.diff', '.po', '.asc', '.eml')


def check(name, text):
    """A text file: UTF-8, line ends of Unix, and nothing left lying about."""
    complaints = []
    for number, line in enumerate(text.split('\n'), 1):
        where = f'{name}:{number}:'
        if MACHINE.search(line):
            complaints.append(f'{where} a path of one machine')
        if OPEN.search(line) and name.startswith(('app/', 'ui/', 'tests/', 'data/')):
            complaints.append(f'{where} something left open')
        if name.endswith(('.eml', '.asc', '.1')):
            continue
        if line.rstrip(' \t\r\f') != line:
            complaints.append(f'{where} space at the end of the line')
        if '\t' in line and not name.endswith(MAY_HAVE_TABS) and name != 'COPYING':
            complaints.append(f'{where} a tab')
    if text and not text.endswith('\n'):
        complaints.append(f'{name}: the last line has no end')
    return complaints


def check_place(name):
    return [] if TOP.match(name) else [f'{name}: the top level holds only what was agreed']


def vendor_words(profiles):
    """Words that name a shipped vendor, other than the made-up one."""
    words = set()
    for profile in profiles:
        if profile['id'] != 'practice':
            words |= {profile['id'].lower(), profile['name'].split()[0].lower()}
    return words


def check_vendors(name, text, words):
    """Rules of vendors are data; code that names one is a defect."""
    complaints = []
    for number, line in enumerate(text.split('\n'), 1):
        if any(re.search(rf'\b{re.escape(w)}\b', line, re.I) for w in words):
            complaints.append(f'{name}:{number}: a vendor is named in code')
        if '"practice"' in line:
            complaints.append(f'{name}:{number}: the practice vendor is a vendor like any other')
    return complaints


def main():
    complaints = []
    words = vendor_words(json.loads(tree.read(n)) for n in tree.files()
                         if re.fullmatch(r'data/vendors/[^/]+\.json', n))

    for name in tree.files():
        complaints += check_place(name)
        if name.startswith(BYTES) and not name.endswith(('.c', '.h', '.py', '.build')):
            continue
        try:
            text = tree.read(name)
        except UnicodeDecodeError:
            if name.endswith(('.c', '.h', '.py', '.json', '.md', '.build', '.txt', '.in')):
                complaints.append(f'{name}: not UTF-8')
            continue
        complaints += check(name, text)
        if name.startswith(('app/', 'ui/')) and name.endswith(('.c', '.h', '.ui')):
            complaints += check_vendors(name, text, words)
    tree.finish(complaints)


if __name__ == '__main__':
    main()
