# accessible.py: what a screen reader gets to know of a program, over the accessibility bus
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Speaks AT-SPI itself rather than through libatspi, whose cache lags behind
what is on the screen. Nothing is cached here: a tree is asked for as a whole,
a level at a time with all calls in flight at once, and is then only data.
"""

import time

import gi
from gi.repository import Gio, GLib

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402 # for the names of roles and states

ACCESSIBLE, ACTION, COMPONENT = ('org.a11y.atspi.' + name for name in ('Accessible', 'Action', 'Component'))
TEXT, EDITABLE = 'org.a11y.atspi.Text', 'org.a11y.atspi.EditableText'
PROPERTIES = 'org.freedesktop.DBus.Properties'
ROOT = '/org/a11y/atspi/accessible/root'
PATIENCE = 60000  # milliseconds for one answer

STATES = {int(state): state.value_nick for state in (Atspi.StateType(i) for i in range(44))}


class Gone(Exception):
    """The program has ended, or the object was taken away."""


class Node:
    """One object, as it was when the tree was asked for."""

    def __init__(self, tree, path, parent):
        self.tree, self.path, self.parent = tree, path, parent
        self.name = self.description = self.role = ''
        self.states, self.children = frozenset(), []

    def __iter__(self):
        yield self
        for child in self.children:
            yield from child

    def __str__(self):
        return f'{self.role} “{self.name}”'

    def has(self, *states):
        return all(state in self.states for state in states)

    def inside(self, other):
        node = self
        while node is not None and node.path != other.path:
            node = node.parent
        return node is not None

    # What is asked of the object as it is now

    def call(self, interface, method, signature=None, *arguments):
        return self.tree.bus.call(self.path, interface, method, signature, *arguments)

    def get(self, interface, name):
        return self.call(PROPERTIES, 'Get', '(ss)', interface, name)[0]

    def text(self):
        return self.call(TEXT, 'GetText', '(ii)', 0, self.get(TEXT, 'CharacterCount'))[0]

    def set_text(self, text):
        count = self.get(TEXT, 'CharacterCount')
        if count:
            self.call(EDITABLE, 'DeleteText', '(ii)', 0, count)
        if text:
            self.call(EDITABLE, 'InsertText', '(isi)', 0, text, len(text.encode()))

    def extents(self):
        """x, y, width, height in the window."""
        return self.call(COMPONENT, 'GetExtents', '(u)', 1)[0]

    def has_size(self):
        if self.role in ('application', 'frame', 'dialog', 'alert'):
            return True
        try:
            _, _, width, height = self.extents()
        except Gone:
            return False
        return width > 0 and height > 0

    def actions(self):
        return [self.call(ACTION, 'GetName', '(i)', i)[0] for i in range(self.get(ACTION, 'NActions'))]

    def act(self):
        """Does what a click does; false when the toolkit offers no such action."""
        for i, name in enumerate(self.actions()):
            if name in ('click', 'activate', 'toggle', 'press'):
                return self.call(ACTION, 'DoAction', '(i)', i)[0]
        return False


class Tree:
    """All objects of a program at one moment, or one of them alone."""

    def __init__(self, bus, path=ROOT, deep=True):
        self.bus = bus
        self.root = Node(self, path, None)
        level = self.fill([self.root])
        while level and deep:
            level = self.fill(level)

    def fill(self, nodes):
        asked = []
        for node in nodes:
            asked += [(node.path, PROPERTIES, 'GetAll', '(s)', ACCESSIBLE), (node.path, ACCESSIBLE, 'GetRole', None),
                      (node.path, ACCESSIBLE, 'GetState', None), (node.path, ACCESSIBLE, 'GetChildren', None)]
        answers = self.bus.call_all(asked)
        below = []
        for i, node in enumerate(nodes):
            properties, role, states, children = answers[4 * i:4 * i + 4]
            if None in (role, states, children):
                continue  # it went away meanwhile
            node.name = (properties or [{}])[0].get('Name', '')
            node.description = (properties or [{}])[0].get('Description', '')
            node.role = Atspi.Role(role[0]).value_nick.replace('-', ' ')
            bits = states[0][0] | states[0][1] << 32
            node.states = frozenset(name for bit, name in STATES.items() if bits >> bit & 1)
            node.children = [Node(self, path, node) for _, path in children[0]]
            below += node.children
        return below

    def __iter__(self):
        return iter(self.root)

    def dump(self):
        def lines(node, depth):
            shown = ' '.join(sorted(node.states - {'visible', 'sensitive', 'enabled'}))
            more = f' – {node.description}' if node.description else ''
            yield f'{"  " * depth}{node}{more} [{shown}]{"" if node.has("sensitive") or not depth else " insensitive"}'
            for child in node.children:
                yield from lines(child, depth + 1)
        return '\n'.join(lines(self.root, 0))


class Bus:
    """The accessibility bus, seen from beside one program."""

    def __init__(self, pid, is_running):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                    Gio.DBusCallFlags.NONE, PATIENCE, None).unpack()[0]
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.is_running = is_running
        self.name = None
        self.pid = pid
        self.stirred = False
        self.focus = None  # the path of what last told that it has the focus
        self.connection.signal_subscribe(None, None, None, None, None, Gio.DBusSignalFlags.NONE, self.stir)
        for event in ('object:', 'window:', 'focus:'):
            self.ask('org.a11y.atspi.Registry', '/org/a11y/atspi/registry', 'org.a11y.atspi.Registry',
                     'RegisterEvent', GLib.Variant('(s)', (event,)))
        self.wait(self.find_program, 'the program on the accessibility bus')

    def stir(self, _connection, sender, path, _interface, signal, values):
        self.stirred = True
        if sender == self.name and signal == 'StateChanged' and values[0] == 'focused':
            if values[1]:
                self.focus = path
            elif path == self.focus:
                self.focus = None

    def ask(self, name, path, interface, method, arguments=None):
        return self.connection.call_sync(name, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, PATIENCE, None).unpack()

    def find_program(self):
        """The program stands under the desktop once the bus has welcomed it.

        Before that, GTK 4.8 has no addresses for its windows, and asking for them brings it down."""
        registry, daemon = 'org.a11y.atspi.Registry', 'org.freedesktop.DBus'
        for name, _ in self.ask(registry, ROOT, ACCESSIBLE, 'GetChildren')[0]:
            try:
                pid = self.ask(daemon, '/org/freedesktop/DBus', daemon, 'GetConnectionUnixProcessID',
                               GLib.Variant('(s)', (name,)))[0]
            except GLib.Error:
                continue
            if pid == self.pid:
                self.name = name
                return True
        return False

    def call(self, path, interface, method, signature=None, *arguments):
        try:
            return self.ask(self.name, path, interface, method,
                            GLib.Variant(signature, arguments) if signature else None)
        except GLib.Error as error:
            raise Gone(f'{interface}.{method}: {error.message}') from error

    def call_all(self, calls):
        """The answers to many calls, None for one that failed."""
        answers, left = [None] * len(calls), [len(calls)]

        def done(connection, result, number):
            try:
                answers[number] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass
            left[0] -= 1

        for number, (path, interface, method, signature, *arguments) in enumerate(calls):
            self.connection.call(self.name, path, interface, method,
                                 GLib.Variant(signature, tuple(arguments)) if signature else None, None,
                                 Gio.DBusCallFlags.NONE, PATIENCE, None, done, number)
        context = GLib.MainContext.default()
        while left[0]:
            context.iteration(True)
        return answers

    def tree(self):
        return Tree(self)

    def focused(self, deep=False):
        """What has the focus, alone or with what is in it; its parents only where it had to be looked for."""
        if self.focus is not None:
            node = Tree(self, self.focus, deep).root
            if node.has('focused'):
                return node
        return next((node for node in self.tree() if node.has('focused')), None)

    def wait(self, condition, what, seconds=90):
        """Waits until a condition holds, and returns what it gave: asks anew after every event."""
        context = GLib.MainContext.default()
        end = time.monotonic() + seconds
        while True:
            self.stirred = False
            try:
                found = condition()
            except Gone:
                found = None
            if found:
                return found
            if not self.is_running():
                raise Gone(f'The program has ended; waited for {what}')
            if time.monotonic() > end:
                raise AssertionError(f'Waited in vain for {what}')
            # Not every change is told: without an event it is looked at again after a moment.
            timer = GLib.timeout_add(250, self.wake)
            while not self.stirred:
                context.iteration(True)
            if timer and GLib.MainContext.default().find_source_by_id(timer):
                GLib.source_remove(timer)

    def wake(self):
        self.stirred = True
        return GLib.SOURCE_REMOVE
