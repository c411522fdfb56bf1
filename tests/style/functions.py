# functions.py: parameters stand one on a line and lined up; public functions are documented
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import tree


def split(parameters):
    """The parameters of a list, each with the column of its name, or None without one."""
    for column, text in parameters:
        text = text.rstrip().removesuffix(',')
        depth = 0
        for character in text:
            depth += {'(': 1, ')': -1, '[': 1, ']': -1}.get(character, 0)
            if character == ',' and depth == 0:
                yield text, 'several'
        if text in ('void', '...'):
            yield text, None
            continue
        plain = re.sub(r'\[[^\]]*\]$', lambda m: ' ' * len(m.group(0)), text).rstrip()
        name = re.search(r'(\w+)$', plain)
        yield text, column + name.start() if name else None


def check_list(name, function):
    """A list of parameters: one a line, each below the first, the names in one column."""
    where = f'{name}:{function.line}: {function.name}:'
    found = list(split(function.parameters))

    if any(place == 'several' for _, place in found):
        return [f'{where} one parameter a line']
    if len({column for column, _ in function.parameters}) > 1:
        return [f'{where} each parameter begins below the first']
    if len({place for _, place in found if place is not None}) > 1:
        return [f'{where} the names of the parameters stand in one column']
    return []


def parameter_names(function):
    names = []
    for text, place in split(function.parameters):
        if place is not None and place != 'several':
            names.append(re.search(r'(\w+)(\[[^\]]*\])*$', text).group(1))
    return names


def check_doc(name, function):
    """A doc block: name, every parameter in order, then one sentence on one line."""
    where = f'{name}:{function.line}: {function.name}:'
    block = function.before

    if not block.startswith('/**\n') or not block.endswith('*/'):
        return [f'{where} a public function has a doc block']
    if not re.match(rf'/\*\*\n \* {function.name}:\s', block):
        return [f'{where} its doc block begins with its name']

    documented = re.findall(r'^ \* @(\w+):', block, re.M)
    expected = parameter_names(function)
    if documented != expected:
        return [f'{where} its doc block tells of {documented}, its list of {expected}']

    summary = re.search(r'^ \*\n \* ([^@\s][^\n]*)\n \*(\n|/)', block, re.M)
    if summary is None or not re.search(r'[.:]$', summary.group(1)):
        return [f'{where} its doc block opens with one sentence on one line']
    return []


def declared(headers):
    return {m.group(1) for text in headers
            for m in re.finditer(r'\b([a-z]\w+)\s*\(', tree.blank_comments(text))}


def main():
    complaints = []
    public = declared(tree.read(n) for n in tree.sources('app', ends=('.h',)) if not n.endswith('-private.h'))

    for name in tree.sources('app', 'ui', 'tests', ends=('.c',)):
        for function in tree.functions(tree.read(name)):
            complaints += check_list(name, function)
            if name.startswith('app/') and not function.static and function.name in public:
                complaints += check_doc(name, function)
    tree.finish(complaints)


if __name__ == '__main__':
    main()
