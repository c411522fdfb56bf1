# tree.py: what the style checks know about the source tree
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(os.environ.get('HERALD_SOURCE_ROOT') or Path(__file__).resolve().parents[2])

IGNORED = re.compile(r'(^|/)(build[^/]*|__pycache__|\.git)(/|$)|\.pyc$')


class Function(NamedTuple):
    """A function definition: where its name stands, and what its list says."""

    name: str
    line: int
    static: bool
    before: str        # the text above the definition, up to the last blank line
    parameters: list   # each line of the list as (column of the first character, text)


def files():
    """Every file of the project: what git would commit, or what lies there."""
    git = subprocess.run(['git', '-C', ROOT, 'ls-files', '-z', '-co', '--exclude-standard'],
                         capture_output=True, text=True, check=False)
    if git.returncode == 0 and git.stdout:
        names = set(git.stdout.rstrip('\0').split('\0'))
    else:
        names = {str(p.relative_to(ROOT)) for p in ROOT.rglob('*') if not p.is_dir()}
    return sorted(n for n in names if not IGNORED.search(n) and (ROOT / n).is_file())


def sources(*folders, ends=('.c', '.h')):
    """The sources below some folders, as names relative to the root."""
    return [n for n in files() if n.startswith(tuple(f + '/' for f in folders)) and n.endswith(ends)]


def read(name):
    return (ROOT / name).read_text(encoding='utf-8')


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def blank_comments(text):
    """The same text with comments and literals emptied, so that columns and lines stay."""
    def empty(match):
        found = match.group(0)
        inner = re.sub(r'[^\n]', ' ', found)
        return found[0] + inner[1:-1] + found[-1] if found[0] in '"\'' else inner

    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, empty, text, flags=re.S)


def functions(text):
    """The function definitions of a C file, which begin in the first column."""
    bare = blank_comments(text)
    for match in re.finditer(r'^(?P<type>[A-Za-z_][^\n;{}()#=]*)\n(?P<name>[a-z_]\w*) \(', bare, re.M):
        end, depth = match.end(), 1
        while end < len(bare) and depth > 0:
            depth += {'(': 1, ')': -1}.get(bare[end], 0)
            end += 1
        if not re.match(r'\s*\n\{', bare[end:]):
            continue
        column = match.end() - bare.rfind('\n', 0, match.end()) - 1
        lines = bare[match.end():end - 1].split('\n')
        parameters = [(column, lines[0])]
        parameters += [(len(l) - len(l.lstrip()), l.strip()) for l in lines[1:]]
        above = text[:match.start()].rstrip('\n')
        gap = text[len(above):match.start()].count('\n')
        before = '' if gap > 1 else above[above.rfind('\n\n') + 1:]
        # A doc block may hold empty lines only behind a star, so its head is safe to look for.
        if gap <= 1 and above.endswith('*/'):
            before = above[above.rfind('/*'):]
        yield Function(match.group('name'), line_of(text, match.start('name')),
                       'static' in match.group('type').split(), before, parameters)


def finish(complaints):
    """Ends a check: prints what it found, each as FILE:LINE: sentence."""
    for complaint in complaints:
        print(complaint)
    sys.exit(1 if complaints else 0)
