"""What the importers share: rows by header, dates, parties, and how an event is put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from math import isfinite

from pourparler.lexicon.formats import HOST
from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.records import Codes, Coding, Diagnostic, Event, Force, Geo, Party, Report, Span
from pourparler.records.ids import make_id
from pourparler.records.kept import Kept

CONFIDENCE = 0.5
"""Of a row whose file does not say how sure it is."""

NOT_WORD = re.compile(r"[\W_]+")

DATES = ("%Y-%m-%d", "%Y%m%d", "%m/%d/%Y", "%m/%d/%y", "%Y/%m/%d")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file and its number, from 1."""

    number: int
    text: str


class BadRow(Exception):
    """Why a row cannot be read."""


Made = Callable[[dict[str, str]], Kept[Event]]


def read_table(
    lines: Iterator[Line],
    name: str,
    required: Iterable[str],
    make: Made,
    columns: tuple[str, ...] | None = None,
) -> Iterator[Kept[Event] | Diagnostic]:
    """Yield what ``make`` makes of each row; ``columns`` None means that the first line names them."""
    if columns is None:
        header = next(lines)
        columns = tuple(cell.strip().strip('"') for cell in header.text.split("\t"))
        missing = [column for column in required if column not in columns]
        if missing:
            yield problem(name, header, f"no column {', '.join(missing)}")
            return
    for line in lines:
        cells = line.text.split("\t")
        if len(cells) != len(columns):
            yield problem(name, line, f"{len(cells)} cells instead of {len(columns)}")
            continue
        try:
            yield make({column: empty(cell) for column, cell in zip(columns, cells, strict=True)})
        except BadRow as reason:
            yield problem(name, line, str(reason))


def problem(name: str, line: Line, reason: str) -> Diagnostic:
    """Return the diagnostic of a row that is left out."""
    return Diagnostic("warning", f"{name}, line {line.number}: {reason}")


def empty(cell: str) -> str:
    """Return a cell without its blanks, "" for the words that mean nothing."""
    value = cell.strip()
    return "" if value in {"None", "NULL", "NA", "nan", "---"} else value


def day(value: str, what: str = "date") -> str:
    """Return an ISO date of any of the ways that event files write days; raises BadRow."""
    head = value.strip().split("T")[0].split(" ")[0]
    for form in DATES:
        try:
            found = datetime.strptime(head, form).date()
        except ValueError:
            continue
        return found.isoformat()
    raise BadRow(f"{what} {value!r} is none")


def number(value: str) -> float | None:
    """Return a decimal number, None for an empty cell, for none and for one without end."""
    try:
        found = float(value) if value else None
    except ValueError:
        return None
    return found if found is None or isfinite(found) else None


def whole(value: str) -> int | None:
    """Return a whole number, None for an empty cell or none."""
    found = number(value)
    return int(found) if found is not None and found == int(found) else None


def place(name: str, country: str | None, region: str, latitude: str, longitude: str, id: str = "") -> Geo | None:
    """Return the place of a row, None when it names none."""
    if not name and not country:
        return None
    return Geo(name or country or "", country, region or None, number(latitude), number(longitude), whole(id))


def event(
    id: str,
    deed: tuple[Force, str, str | None],
    codes: Codes,
    sides: tuple[tuple[Party, ...], tuple[Party, ...]],
    when: str,
    coding: Coding,
    *,
    text: str,
    contexts: tuple[str, ...] = (),
    at: Geo | None = None,
) -> Event:
    """Return the event of a row; ``text`` stands as its evidence."""
    force, act, mode = deed
    actors, recipients = sides
    if not actors and not recipients:
        raise BadRow("neither actor nor recipient")
    evidence = Span(0, len(text), text)
    return Event(
        id=id,
        force=force,
        act=act,
        mode=mode,
        actors=actors,
        recipients=recipients,
        evidence=evidence,
        anchor=evidence,
        confidence=CONFIDENCE,
        coding=coding,
        codes=codes,
        date=when,
        place=at,
        contexts=contexts,
    )


Side = tuple[Party, ...]


def visitor_first(code: str, source: Side, target: Side) -> tuple[Side, Side]:
    """Return actors and recipients: CAMEO's host is our recipient, everywhere else the source acts."""
    return (target, source) if code == HOST and target else (source, target)


def sentence(actors: Iterable[Party], what: str, recipients: Iterable[Party]) -> str:
    """Return the words that a row without a text stands for: ``Japan: Make a visit: China``."""
    sides = (", ".join(p.name for p in side) for side in (actors, recipients))
    return ": ".join(filter(None, (next(sides), what, next(sides))))


def report(format: str, story: str, name: str, publisher: str, published: str | None, url: str | None = None) -> Report:
    """Return the report that a row names; rows of one story share it."""
    id = make_id("r", format, story)
    origin = f"{name}#{story}"
    return Report(
        id,
        make_id("v", format, story),
        publisher=publisher or None,
        url=url,
        published=published,
        language="en",
        origin=origin,
    )


def known_parties(kept: Kept[Event], gazetteer: Gazetteer) -> Kept[Event]:
    """Return the event with the gazetteer's ids for parties that it knows by exactly one name."""
    found = kept.item

    def known(parties: tuple[Party, ...]) -> tuple[Party, ...]:
        return tuple(_known(party, gazetteer) for party in parties)

    return replace(kept, item=replace(found, actors=known(found.actors), recipients=known(found.recipients)))


def _known(party: Party, gazetteer: Gazetteer) -> Party:
    if party.id:
        return party
    ids = gazetteer.by_name(party.name) or gazetteer.by_name(party.name.title())
    if len(ids) == 1:
        return replace(party, id=ids[0])
    return replace(party, id=slug(party.name), candidates=tuple(ids))


def slug(name: str) -> str:
    """Return an id for an actor that only a file knows: its name in small letters and hyphens."""
    return NOT_WORD.sub("-", name.lower()).strip("-")
