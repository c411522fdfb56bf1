# rooms.py: holds the includes of app/ and ui/ against the table of who may include whom
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import tree

# The table is exact, not transitive. A room always sees itself.
MAY_INCLUDE = {
    'base': set(),
    'vendor': {'base'},
    'report': {'base', 'vendor'},
    'severity': {'base'},
    'evidence': {'base', 'report'},
    'document': {'base', 'vendor', 'report', 'severity'},
    'seal': {'base'},
    'deliver': {'base', 'vendor'},
    'vault': {'base', 'vendor', 'report'},
    'composer': {'base', 'vendor', 'report', 'severity', 'evidence', 'document', 'seal', 'deliver', 'vault'},
    'cli': {'composer'},  # and the headers that composer's own headers hand out
    'ui': {'composer'},   # the same
}
TOP = {'cli', 'ui'}
SCREEN = re.compile(r'gtk|gdk|adwaita|graphene|gsk', re.I)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def room_of(name):
    """The room of a source: ui/ is one room, whatever its folders."""
    return 'ui' if name.startswith('ui/') else name.split('/')[1]


def includes(text):
    for match in INCLUDE.finditer(text):
        yield tree.line_of(text, match.start()), match.group(1) == '"', match.group(2)


def handed_out(sources):
    """Headers of other rooms that a header of composer includes itself."""
    return {header
            for name, text in sources.items()
            if name.startswith('app/composer/') and name.endswith('.h')
            for _, own, header in includes(text) if own}


def check(sources, builds=None):
    """Checks `sources`, a mapping from names to texts; `builds` holds the meson.build of each room."""
    complaints = []
    home = {name.split('/')[-1]: room_of(name) for name in sources if name.endswith('.h')}
    for_top = handed_out(sources)

    for name, text in sources.items():
        room = room_of(name)
        if room not in MAY_INCLUDE:
            complaints.append(f'{name}:1: “{room}” is not a room of the table')
            continue
        for line, own, header in includes(text):
            where = f'{name}:{line}:'
            if not own:
                if room != 'ui' and SCREEN.search(header):
                    complaints.append(f'{where} app/ knows no screen, but includes <{header}>')
                elif header.split('/')[-1].startswith('herald-'):
                    complaints.append(f'{where} own headers are included with quotes')
                continue
            if header == 'config.h':
                continue
            if header not in home and header.removesuffix('.h') in (builds or {}).get(f'app/{room}/meson.build', ''):
                continue  # made by the build
            if header not in home:
                complaints.append(f'{where} no room has the header “{header}”')
            elif home[header] != room and home[header] not in MAY_INCLUDE[room]:
                if not (room in TOP and header in for_top):
                    complaints.append(f'{where} {room} may not include {home[header]} (“{header}”)')
    return complaints


def check_build(builds):
    """Checks that a room's meson.build hands it no folder that it may not see."""
    complaints = []
    for name, text in builds.items():
        room = name.split('/')[1]
        if room == 'cli' or room not in MAY_INCLUDE:
            continue
        for match in re.finditer(r'\b([a-z]+)_inc\b', text):
            other = match.group(1)
            if other not in ('config', room) and other not in MAY_INCLUDE[room]:
                complaints.append(f'{name}:{tree.line_of(text, match.start())}: {room} may not see {other}')
    return complaints


def main():
    inside = [n for n in tree.sources('app') if n.count('/') == 2] + tree.sources('ui')
    astray = [n for n in tree.sources('app') if n.count('/') != 2]
    builds = {n: tree.read(n) for n in tree.files() if re.fullmatch(r'app/[a-z]+/meson\.build', n)}
    tree.finish(check({n: tree.read(n) for n in inside}, builds) +
                check_build(builds) +
                [f'{n}:1: a source of app/ lies in a room' for n in astray])


if __name__ == '__main__':
    main()
