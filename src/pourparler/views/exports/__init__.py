"""Events written in the formats that existing scripts read: PLOVER, POLECAT, ICEWS, GDELT.

What each format cannot hold is left out, and what it cannot say truly is not written at all: a
supposition or a denied deed would stand in a POLECAT file as a deed. ``docs/codes.md`` lists the losses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from pourparler.errors import SettingsError
from pourparler.lexicon.formats import FORMATS
from pourparler.records import Event, Report
from pourparler.records.kept import Kept
from pourparler.views.exports import gdelt, icews, plover, polecat
from pourparler.views.exports.common import LeftOut, Written

__all__ = ["FORMATS", "LeftOut", "Written", "write_events"]

Lines = Callable[[Kept[Event]], Iterator[str]]

WRITERS: dict[str, tuple[str, Lines]] = {
    "plover": ("", plover.lines),
    "polecat": (polecat.HEADER, polecat.lines),
    "icews": (icews.HEADER, icews.lines),
    "gdelt": ("", gdelt.lines),
}
"""For each format its header line, if it has one, and what makes the lines of an event."""

_NO_REPORT = Report(id="", version="")


def write_events(events: Iterable[Event | Kept[Event]], format: str, stream: IO[str]) -> Written:
    """Write events to a text stream and return how many were written, and why others were left out.

    Events with their report (``Kept``) carry publisher, address and a date of publication where they have
    no date of their own. Raises SettingsError for a format that is not one of ``FORMATS``.
    """
    if format not in WRITERS:
        raise SettingsError(f"no export format {format!r}; there are: {', '.join(FORMATS)}")
    header, lines_of = WRITERS[format]
    if header:
        stream.write(header + "\n")
    done = rows = 0
    left_out: Counter[str] = Counter()
    for event in events:
        kept = event if isinstance(event, Kept) else Kept(_NO_REPORT, event)
        try:
            lines = list(lines_of(kept))
        except LeftOut as reason:
            left_out[str(reason)] += 1
            continue
        stream.writelines(line + "\n" for line in lines)
        done, rows = done + 1, rows + len(lines)
    return Written(done, rows, tuple(sorted(left_out.items())))
