# strings.py: what translators get: complete, sorted, explained, well typed
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re
import subprocess
import sys

import tree

MARKED = re.compile(r'(?<!\w)(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2?) ?\(\s*"'
                    r'|translatable="(?:yes|true)"')
LIST = 'po/POTFILES.in'


def expected_list():
    """Every file with a marked string, sorted as bytes."""
    names = tree.sources('app', 'ui', ends=('.c', '.h', '.ui'))
    names = [n for n in names if MARKED.search(tree.read(n))]
    names += [n for n in tree.files() if re.fullmatch(r'po/data-strings\.h', n)]
    names += [n for n in tree.sources('data', ends=('.desktop.in', '.metainfo.xml.in', '.mime.xml.in', '.gschema.xml'))]
    return sorted(names)


def check_list(listed):
    wanted = expected_list()
    if listed == wanted:
        return []
    complaints = [f'{LIST}: {n} has strings and is not listed' for n in wanted if n not in listed]
    complaints += [f'{LIST}: {n} is listed and has no strings' for n in listed if n not in wanted]
    return (complaints or [f'{LIST}: not sorted']) + ['To mend it: python3 tests/style/strings.py --write']


def entries(pot):
    """The entries of a template as (note, flags, text)."""
    for entry in pot.split('\n\n')[1:]:
        note = '\n'.join(re.findall(r'^#\. (.*)', entry, re.M))
        flags = ' '.join(re.findall(r'^#, (.*)', entry, re.M))
        place = (re.findall(r'^#: (\S+)', entry, re.M) or ['?'])[0]
        text = ''.join(re.findall(r'"(.*)"$', entry.split('msgid ', 1)[-1], re.M))
        yield note, flags, place, text


def check_notes(pot):
    """Every string with a placeholder has a note to translators."""
    complaints = []
    for note, flags, place, text in entries(pot):
        held = re.search(r'%(?!%)[-+ #0-9.$]*[a-zA-Z<]', text.replace('%%', ''))
        if 'no-c-format' not in flags and 'c-format' in flags and held and 'TRANSLATORS:' not in note:
            complaints.append(f'{place}: “{text[:60]}” needs a note /* TRANSLATORS: … */ directly before it')
    return complaints


def extraction_options():
    """The keywords and flags with which po/meson.build calls xgettext."""
    return re.findall(r"'(--(?:keyword|flag)=[^']+)'", tree.read('po/meson.build'))


def extract(names):
    """Runs xgettext; whatever it complains of is a complaint of ours."""
    run = subprocess.run(
        ['xgettext', '--from-code=UTF-8', '--add-comments=TRANSLATORS', '--output=-',
         *extraction_options(),
         '--check=ellipsis-unicode', '--check=space-ellipsis', '--check=quote-unicode',
         '--check=bullet-unicode', *names],
        cwd=tree.ROOT, capture_output=True, text=True, check=False, env={'LC_ALL': 'C.UTF-8', 'PATH': '/usr/bin:/bin'})
    return run.stdout, [l for l in run.stderr.split('\n') if l]


def main():
    if sys.argv[1:] == ['--write']:
        (tree.ROOT / LIST).write_text(''.join(n + '\n' for n in expected_list()), encoding='utf-8')
        return

    listed = [l for l in tree.read(LIST).split('\n') if l and not l.startswith('#')]
    complaints = check_list(listed)
    names = expected_list()
    if names:
        pot, warnings = extract(names)
        complaints += warnings + check_notes(pot)
    tree.finish(complaints)


if __name__ == '__main__':
    main()
