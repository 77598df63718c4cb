"""What a watcher tells: one change of one overture, or a date that comes near; and who wants to hear it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing told, once.

    ``kind`` is ``change`` or ``deadline``; ``day`` the day it became known. ``title`` names the overture,
    ``text`` says what happened to it, ``words`` are those of the report. ``watches`` are the names of the
    saved watches that it fits.
    """

    id: str
    kind: str
    day: str
    overture: str
    title: str
    text: str
    words: str
    report: str | None
    url: str | None
    publisher: str | None
    watches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved watch: all of what it names must fit; what it leaves empty always does.

    ``actors`` (and the other side, ``with_``) are ids or country codes, ``acts`` acts or kinds of
    overture, ``words`` stand in the words of the report or of the overture.
    """

    name: str
    actors: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def to_row(record: Alert | Watch) -> dict[str, Any]:
    """Return an alert or watch as a JSON object."""
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(record).items()}


def watch_row(watch: Watch) -> dict[str, Any]:
    """Return a watch as people and programs read it: its other side is called ``with``."""
    row = to_row(watch)
    return {("with" if name == "with_" else name): value for name, value in row.items()}


def alert_from(data: Mapping[str, Any]) -> Alert:
    """Return the alert that ``to_row`` made ``data`` from."""
    return Alert(**_tuples(data, Alert))


def watch_from(data: Mapping[str, Any]) -> Watch:
    """Return the watch that ``to_row`` made ``data`` from."""
    return Watch(**_tuples(data, Watch))


def _tuples(data: Mapping[str, Any], record: type) -> dict[str, Any]:
    names = [f.name for f in fields(record)]
    return {n: tuple(data[n]) if isinstance(data[n], list) else data[n] for n in names}
