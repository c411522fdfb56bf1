# manual.py: the manual and the completion know every command and option of the program
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re
import shutil
import subprocess
import sys

import tree

MANUAL = 'data/herald-cli.1'
COMPLETION = 'data/completions/herald-cli'
EVERYWHERE = {'--help', '--output', '--state', '--version'}


def run(*argv, **more):
    return subprocess.run(argv, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, **more)


def options(text):
    return set(re.findall(r'(--[a-z][a-z-]*)', text))


def manual_entries(text):
    """What the manual says of each command: its name, and the options in its entries."""
    entries = {}
    for command, entry in re.findall(r'^\.It Ic ([\w-]+)(.*?)(?=^\.It Ic|^\.Sh|^\.Ss)', text, re.M | re.S):
        entries.setdefault(command, set()).update('-' + o for o in re.findall(r'Fl (-[a-z-]+)', entry))
    return entries


def complete(program, *words):
    """What bash would offer for the last of some words."""
    script = f'source {tree.ROOT}/{COMPLETION}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); ' \
             '_herald_cli "$1" "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}"; printf "%s\\n" "${COMPREPLY[@]}"'
    return set(run('bash', '-c', script, 'bash', program, *words).stdout.split())


def main():
    program = sys.argv[1]
    complaints = []
    manual = manual_entries(tree.read(MANUAL))
    listed = run(program, '--help').stdout
    commands = set(re.findall(r'^  ([a-z-]+) {2,}', listed, re.M))

    if not commands:
        complaints.append('herald-cli --help lists no commands')
    complaints += [f'{MANUAL}: the command {c} is missing' for c in commands - manual.keys()]
    complaints += [f'{MANUAL}: there is no command {c}' for c in manual.keys() - commands]
    if complete(program, '') != commands:
        complaints.append(f'{COMPLETION}: its commands differ: {complete(program, "") ^ commands}')

    for command in sorted(commands & manual.keys()):
        offered = complete(program, command, '-')
        known = options(run(program, command, '--help').stdout)
        # “--as eml|asc|bundle|draft” is one option; a word of the summary may hold a hyphen.
        complaints += [f'{MANUAL}: {command} lacks {o}' for o in known - manual[command] - EVERYWHERE]
        complaints += [f'{MANUAL}: {command} has no {o}' for o in manual[command] - known - EVERYWHERE]
        complaints += [f'{COMPLETION}: {command} lacks {o}' for o in known - offered - {'--state'}]
        complaints += [f'{COMPLETION}: {command} has no {o}' for o in offered - known]

    vendors = complete(program, 'new', '')
    shipped = {n.split('/')[-1].removesuffix('.json') for n in tree.files() if re.match(r'data/vendors/[^/]+\.json$', n)}
    if not shipped <= vendors:
        complaints.append(f'{COMPLETION}: offers the vendors {vendors}, not {shipped}')

    if shutil.which('mandoc') is None:
        tree.finish(complaints)
    lint = run('mandoc', '-T', 'lint', '-W', 'warning', tree.ROOT / MANUAL)
    tree.finish(complaints + lint.stdout.splitlines())


if __name__ == '__main__':
    main()
