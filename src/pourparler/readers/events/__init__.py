"""Event files of others as records: PLOVER JSONL, POLECAT, ICEWS, GDELT, plain or packed (gzip, zip).

A row that cannot be read becomes a diagnostic with its line number, and the rest is read. Rows stream:
a file of any size costs the memory of one row.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from pourparler.errors import SettingsError
from pourparler.lexicon.formats import FORMATS
from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.readers.events import gdelt, icews, plover, polecat
from pourparler.readers.events.common import Line, known_parties
from pourparler.readers.events.lines import named_lines, sniff
from pourparler.readers.events.stories import read_readings
from pourparler.records import Diagnostic, Event
from pourparler.records.kept import Kept

__all__ = ["FORMATS", "read_events", "read_readings", "sniff"]

Rows = Iterator[Kept[Event] | Diagnostic]

IMPORTERS: dict[str, Callable[[Iterator[Line], str], Rows]] = {
    "plover": plover.read,
    "polecat": polecat.read,
    "icews": icews.read,
    "gdelt": gdelt.read,
}

BROKEN = (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What a packed or unreadable file raises while it is read (an encrypted archive: RuntimeError)."""


def read_events(
    source: str | Path | IO[bytes],
    format: str | None = None,
    *,
    gazetteer: Gazetteer | None = None,
) -> Rows:
    """Yield the events of a file, each with the report it names, and a diagnostic for each bad row.

    ``format`` is one of ``FORMATS``; without it the first line tells. With a gazetteer, parties that it
    knows by exactly one name get its ids. ``coding.coder`` is ``import:FORMAT``. Raises SettingsError for
    an unknown format, NotFoundError for a file that does not exist.
    """
    if format is not None and format not in IMPORTERS:
        raise SettingsError(f"no event format {format!r}; there are: {', '.join(FORMATS)}")
    name, lines = named_lines(source)
    try:
        yield from _events(name, lines, format, gazetteer)
    except BROKEN as error:
        yield Diagnostic("error", f"{name}: cannot be read on: {type(error).__name__}: {error}")


def _events(name: str, lines: Iterator[Line], format: str | None, gazetteer: Gazetteer | None) -> Rows:
    first = next(lines, None)
    if first is None:
        yield Diagnostic("warning", f"{name}: the file is empty")
        return
    chosen = format or sniff(first.text)
    if chosen is None:
        yield Diagnostic("error", f"{name}: not an event file of a known format ({', '.join(FORMATS)})")
        return
    for found in IMPORTERS[chosen](_again(first, lines), name):
        yield known_parties(found, gazetteer) if gazetteer and isinstance(found, Kept) else found


def _again(first: Line, rest: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from rest
