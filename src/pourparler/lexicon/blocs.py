"""Blocs of states (``blocs.toml``): who is a member in which year."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _blocs() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("pourparler.lexicon") / "blocs.toml").read_text("utf-8"))


def names() -> tuple[str, ...]:
    """Return the short names of all blocs."""
    return tuple(_blocs())


def members(bloc: str, year: int | None = None) -> frozenset[str]:
    """Return the country codes of a bloc's members (of one year; else of any); empty for an unknown bloc."""
    entry = _blocs().get(bloc.strip().upper())
    found = set()
    for member in entry["members"].split() if entry else ():
        code, _, span = member.partition(":")
        begin, _, end = span.partition("-")
        if year is None or (int(begin or 0) <= year <= int(end or 9999)):
            found.add(code)
    return frozenset(found)
