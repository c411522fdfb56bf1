# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the shipped data files, and finds places in them by id."""

import json
import os
import pathlib

ROOT = pathlib.Path(os.environ.get("HERALD_SOURCE_ROOT") or pathlib.Path(__file__).resolve().parents[2])
DATA = ROOT / "data"


def once(pairs):
    """Refuses the duplicate members that json would drop silently."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("duplicate member among " + ", ".join(name for name, _ in pairs))
    return members


def read(path):
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)


def vendors():
    return {path.stem: read(path) for path in sorted((DATA / "vendors").glob("*.json"))}


def step(value, name):
    """The member or the item that a pointer's step names: an item by its id, or by its index where it has none."""
    if isinstance(value, dict):
        return value[name]
    for item in value:
        if isinstance(item, dict) and item.get("id") == name:
            return item
    return value[int(name)]


def find(value, pointer):
    """What stands at a place such as /fields/product.name; KeyError when there is nothing."""
    try:
        for name in pointer.split("/")[1:]:
            value = step(value, name)
    except (IndexError, TypeError, ValueError):
        raise KeyError(pointer) from None
    return value


def places(value, pointer=""):
    """Every object in the value, with its place."""
    if isinstance(value, dict):
        yield pointer, value
        for name, member in value.items():
            yield from places(member, f"{pointer}/{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            name = item.get("id", index) if isinstance(item, dict) else index
            yield from places(item, f"{pointer}/{name}")


def texts(value):
    """Every string in the value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from texts(member)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
