# mock_service.py: a Secret Service, a portal or a prompter that behaves as it is told
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: mock_service.py secrets|portal|prompter MODE
#
# Prints “ready” when it has its name on the session bus, and then, line by
# line, what it was asked.

import os
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

DENIED = 'org.freedesktop.DBus.Error.AccessDenied'
NOT_SUPPORTED = 'org.freedesktop.DBus.Error.NotSupported'
SECRETS = '/org/freedesktop/secrets'
COLLECTION = SECRETS + '/collection/one'
ALIAS = SECRETS + '/aliases/default'
ITEM = COLLECTION + '/1'
PROMPT = SECRETS + '/prompt/1'
IFACE = 'org.freedesktop.Secret.'
PORTAL = '/org/freedesktop/portal/desktop'
SECRET = '0102030405060708' * 4
MASTER = bytes(range(64))


def failure(name):
    return dbus.DBusException('the words of a service', name=name)


def say(*words):
    print(*words, flush=True)


class Node(dbus.service.Object):
    """An object whose properties are the attribute `properties`."""

    properties = {}

    @dbus.service.method(dbus.PROPERTIES_IFACE, 's', 'a{sv}')
    def GetAll(self, _interface):
        return dbus.Dictionary(self.properties, signature='sv')


class Vaultkeeper(Node):
    def __init__(self, bus, mode):
        super().__init__(bus, SECRETS)
        self.mode = mode
        self.locked = mode not in ('junk', 'item-refuses', 'forgetful')
        self.properties = {'Collections': dbus.Array([COLLECTION], signature='o')}

    @dbus.service.method(IFACE + 'Service', 'sv', 'vo', async_callbacks=('answer', 'fail'))
    def OpenSession(self, algorithm, _input, answer, fail):
        if self.mode == 'silent':
            return
        if self.mode == 'refuses':
            fail(failure(DENIED))
        elif self.mode == 'fails':
            fail(failure('org.example.Broken'))
        elif algorithm != 'plain':
            fail(failure(NOT_SUPPORTED))
        else:
            answer(dbus.String('', variant_level=1), dbus.ObjectPath(SECRETS + '/session/1'))

    @dbus.service.method(IFACE + 'Service', 'a{ss}', 'aoao')
    def SearchItems(self, attributes):
        say('search', *sorted(attributes))
        found = [] if self.locked or self.mode == 'forgetful' else [ITEM]
        return dbus.Array(found, signature='o'), dbus.Array([], signature='o')

    @dbus.service.method(IFACE + 'Service', 's', 'o')
    def ReadAlias(self, _name):
        return dbus.ObjectPath(COLLECTION)

    @dbus.service.method(IFACE + 'Service', 'ao', 'aoo')
    def Unlock(self, _objects):
        return dbus.Array([], signature='o'), dbus.ObjectPath(PROMPT)


class Collection(Node):
    def __init__(self, bus, path, keeper):
        super().__init__(bus, path)
        self.keeper = keeper

    @property
    def properties(self):
        return {'Locked': self.keeper.locked, 'Label': 'one', 'Items': dbus.Array([], signature='o'),
                'Created': dbus.UInt64(0), 'Modified': dbus.UInt64(0)}

    @dbus.service.method(IFACE + 'Collection', 'a{sv}(oayays)b', 'oo')
    def CreateItem(self, properties, secret, _replace):
        say('create', properties[IFACE + 'Item.Label'], bytes(secret[2]).decode('ascii', 'replace'), secret[3])
        return dbus.ObjectPath(ITEM), dbus.ObjectPath('/')


class Item(Node):
    properties = {'Locked': False, 'Label': 'item', 'Attributes': dbus.Dictionary({}, signature='ss'),
                  'Created': dbus.UInt64(0), 'Modified': dbus.UInt64(0)}

    def __init__(self, bus, mode):
        super().__init__(bus, ITEM)
        self.mode = mode

    @dbus.service.method(IFACE + 'Item', 'o', '(oayays)')
    def GetSecret(self, session):
        if self.mode == 'item-refuses':
            raise failure(DENIED)
        value = b'hunter2' if self.mode == 'junk' else SECRET.encode()
        return session, dbus.ByteArray(b''), dbus.ByteArray(value), 'text/plain'


class Prompt(dbus.service.Object):
    def __init__(self, bus, keeper):
        super().__init__(bus, PROMPT)
        self.keeper = keeper

    @dbus.service.method(IFACE + 'Prompt', 's', '')
    def Prompt(self, _window):
        say('prompt')
        if self.keeper.mode in ('unlocks', 'slow-person'):
            GLib.timeout_add(1 if self.keeper.mode == 'unlocks' else 2500, self.unlock)
        elif self.keeper.mode == 'dismisses':
            GLib.idle_add(lambda: self.Completed(True, dbus.String('', variant_level=1)))

    def unlock(self):
        self.keeper.locked = False
        self.Completed(False, dbus.Array([COLLECTION], signature='o', variant_level=1))

    @dbus.service.method(IFACE + 'Prompt', '', '')
    def Dismiss(self):
        say('dismissed')

    @dbus.service.signal(IFACE + 'Prompt', 'bv')
    def Completed(self, dismissed, result):
        pass


class Request(dbus.service.Object):
    @dbus.service.method('org.freedesktop.portal.Request', '', '')
    def Close(self):
        say('closed')

    @dbus.service.signal('org.freedesktop.portal.Request', 'ua{sv}')
    def Response(self, response, results):
        pass


class Portal(dbus.service.Object):
    def __init__(self, bus, mode):
        super().__init__(bus, PORTAL)
        self.bus, self.mode, self.count, self.kept = bus, mode, 0, []

    @dbus.service.method('org.freedesktop.portal.Secret', 'ha{sv}', 'o')
    def RetrieveSecret(self, fd, options):
        say('retrieve', options.get('token', '-'))
        if self.mode == 'refuses':
            raise failure('org.freedesktop.portal.Error.NotAllowed')

        fd = fd.take()
        os.write(fd, {'short': b'tiny', 'long': bytes(5000)}.get(self.mode, MASTER))
        if self.mode == 'open':
            self.kept.append(fd)
        else:
            os.close(fd)

        self.count += 1
        request = Request(self.bus, f'{PORTAL}/request/1_1/r{self.count}')
        codes = {'dismisses': 1, 'fails': 2}
        results = {'token': f'token-{self.count}'} if self.mode == 'token' else {}

        def respond():
            request.Response(codes.get(self.mode, 0), dbus.Dictionary(results, signature='sv'))

        if self.mode == 'early':
            respond()
        elif self.mode != 'silent':
            GLib.idle_add(respond)
        return dbus.ObjectPath(request.__dbus_object_path__)


class Prompter(dbus.service.Object):
    @dbus.service.method('org.gnome.keyring.internal.Prompter', 'o', '')
    def BeginPrompting(self, _callback):
        say('prompt')


def main():
    kind, mode = sys.argv[1:]
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()

    if kind == 'secrets':
        keeper = Vaultkeeper(bus, mode)
        nodes = [keeper, Collection(bus, COLLECTION, keeper), Collection(bus, ALIAS, keeper), Item(bus, mode), Prompt(bus, keeper)]
        name = 'org.freedesktop.secrets'
    elif kind == 'portal':
        nodes = [Portal(bus, mode)] if mode != 'absent' else []
        name = 'org.freedesktop.portal.Desktop'
    else:
        nodes = [Prompter(bus, '/org/gnome/keyring/Prompter')]
        name = 'org.gnome.keyring.SystemPrompter'

    owned = dbus.service.BusName(name, bus, do_not_queue=True)
    say('ready')
    GLib.MainLoop().run()
    del owned, nodes


if __name__ == '__main__':
    main()
