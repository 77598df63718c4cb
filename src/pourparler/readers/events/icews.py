"""ICEWS: tab-separated with a header, no quoting; rows of one event follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pourparler.errors import NotFoundError
from pourparler.lexicon.codes import CameoCode, cameo, cameo_of_name, codes_of_cameo
from pourparler.lexicon.countries import from_name
from pourparler.lexicon.formats import RECIPROCAL, sector_of_icews
from pourparler.readers.events.common import (
    BadRow,
    Line,
    day,
    event,
    place,
    read_table,
    report,
    sentence,
    visitor_first,
)
from pourparler.records import Coding, Diagnostic, Event, Party, Span
from pourparler.records.ids import make_id
from pourparler.records.kept import Kept

REQUIRED = ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name")


def read(lines: Iterator[Line], name: str) -> Iterator[Kept[Event] | Diagnostic]:
    """Yield the events of an ICEWS file; rows with one number, day and code make one event."""
    last: Kept[Event] | None = None
    for found in read_table(lines, name, REQUIRED, lambda row: _event(row, name)):
        if isinstance(found, Diagnostic):
            yield found
        elif last is not None and _same(last, found):
            last = _merged(last, found)
        else:
            if last is not None:
                yield _settled(last)
            last = found
    if last is not None:
        yield _settled(last)


def _event(row: dict[str, str], name: str) -> Kept[Event]:
    known = _code(row["CAMEO Code"], row.get("Event Text", ""))
    when = day(row["Event Date"])
    source, target = _side(row, "Source"), _side(row, "Target")
    actors, recipients = visitor_first(known.code, source, target)
    story = row.get("Story ID", "")
    at = place(
        row.get("City") or row.get("Country", ""),
        from_name(row.get("Country", "")),
        row.get("Province", ""),
        row.get("Latitude", ""),
        row.get("Longitude", ""),
    )
    made = event(
        _id(row["Event ID"], story),
        (known.force, known.act, known.act_mode),
        codes_of_cameo(known.code),
        (actors, recipients),
        when,
        Coding("import:icews", "", f"cameo {known.code}"),
        text=sentence(source, row.get("Event Text") or known.name, target),
        contexts=known.contexts,
        at=at,
    )
    publisher = row.get("Publisher", "")
    return Kept(report("icews", story or row["Event ID"], name, publisher, when), made, when)


def _code(code: str, name: str) -> CameoCode:
    """Return the code, or the one that the event's name has where the cell is empty."""
    try:
        found = cameo(code) if code else cameo_of_name(name)
    except NotFoundError as error:
        raise BadRow(str(error)) from error
    if found is None:
        raise BadRow("no CAMEO code")
    return found


def _id(number: str, story: str) -> str:
    """Return our own id again for a file of ours (its stories have our ids, not numbers), else a new one."""
    if number.isdigit() and story and not story.isdigit() and int(number) < 1 << 40:
        return f"e{int(number):010x}"
    return make_id("e", "icews", number, story)


def _side(row: dict[str, str], side: str) -> tuple[Party, ...]:
    """Return the party; generic actors say country and sector in their name: ``Police (Kenya)``."""
    named = row[f"{side} Name"]
    if not named:
        return ()
    kind, _, where = named.rstrip(")").rpartition(" (")
    country = from_name(row.get(f"{side} Country", "")) or from_name(where) or from_name(named)
    sector = sector_of_icews(row.get(f"{side} Sectors", "")) or sector_of_icews(kind)
    return (Party(named, country=country, sector=sector),)


def _same(one: Kept[Event], other: Kept[Event]) -> bool:
    return (one.item.id, one.item.date, one.item.coding) == (
        other.item.id,
        other.item.date,
        other.item.coding,
    )


def _merged(one: Kept[Event], other: Kept[Event]) -> Kept[Event]:
    actors = tuple(dict.fromkeys(one.item.actors + other.item.actors))
    recipients = tuple(dict.fromkeys(one.item.recipients + other.item.recipients))
    return replace(one, item=replace(one.item, actors=actors, recipients=recipients))


def _settled(kept: Kept[Event]) -> Kept[Event]:
    """Return the event with all parties as actors where each of them deals with each other."""
    found = kept.item
    if len(found.actors) + len(found.recipients) <= 2:
        return kept
    if found.act in RECIPROCAL and set(found.actors) == set(found.recipients):
        found = replace(found, recipients=())
    code = cameo(found.codes.cameo) if found.codes and found.codes.cameo else None
    text = sentence(found.actors, code.name if code else "", found.recipients)
    span = Span(0, len(text), text)
    return replace(kept, item=replace(found, evidence=span, anchor=span))
