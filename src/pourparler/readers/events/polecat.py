"""POLECAT: tab-separated with a header; cells that list several are parted by ``;``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from pourparler.errors import NotFoundError
from pourparler.lexicon.codes import look_up, plover_to_deed
from pourparler.lexicon.contexts import CONTEXTS
from pourparler.lexicon.countries import from_code, from_cow, from_name
from pourparler.readers.events.common import (
    BadRow,
    Line,
    day,
    empty,
    event,
    place,
    read_table,
    report,
    sentence,
)
from pourparler.records import Coding, Diagnostic, Event, Party
from pourparler.records.ids import make_id
from pourparler.records.kept import Kept

REQUIRED = ("Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name")


def read(lines: Iterator[Line], name: str) -> Iterator[Kept[Event] | Diagnostic]:
    """Yield the events of a POLECAT file."""
    return read_table(lines, name, REQUIRED, lambda row: _event(row, name))


def _event(row: dict[str, str], name: str) -> Kept[Event]:
    kind, mode = row["Event Type"].upper(), row.get("Event Mode", "").lower() or None
    try:
        deed = plover_to_deed(kind, mode)
    except NotFoundError as error:
        raise BadRow(str(error)) from error
    when = day(row["Event Date"])
    actors, recipients = _side(row, "Actor"), _side(row, "Recipient")
    coding = Coding("import:polecat", row.get("Version", ""), "/".join(filter(None, (kind, mode))))
    made = event(
        row["Event ID"] if _ours(row["Event ID"]) else make_id("e", "polecat", row["Event ID"]),
        deed,
        look_up(*deed),
        (actors, recipients),
        when,
        coding,
        text=sentence(actors, coding.rule, recipients),
        contexts=tuple(c for c in _parts(row.get("Contexts", "").lower()) if c in CONTEXTS),
        at=place(
            row.get("City") or row.get("Placename", ""),
            _country(row.get("Country", "")),
            row.get("Province", ""),
            row.get("Latitude", ""),
            row.get("Longitude", ""),
            row.get("GeoNames ID", ""),
        ),
    )
    published = day(row["Publication Date"], "publication date") if row.get("Publication Date") else when
    publisher = row.get("Source", "")
    story = row["Event ID"].split("_")[0]  # POLECAT's ids are STORY_TYPE_MODE
    return Kept(report("polecat", story, name, publisher, published), made, when)


def _ours(id: str) -> bool:
    return len(id) == 11 and id[0] == "e" and set(id[1:]) <= set("0123456789abcdef")


def _side(row: dict[str, str], side: str) -> tuple[Party, ...]:
    names = _parts(row[f"{side} Name"]) or _parts(row.get(f"{side} Name Raw", ""))
    codes = _aligned(row.get(f"{side} Country", ""), len(names))
    numbers = _aligned(row.get(f"{side} COW", ""), len(names))
    sectors = _aligned(row.get(f"{side} Sectors", ""), len(names))
    primary = row.get(f"Primary {side} Sector", "") or None
    return tuple(
        Party(
            named,
            country=_country(code) or from_cow(cow),
            sector=empty(sector) or (primary if len(names) == 1 else None),
        )
        for named, code, cow, sector in zip_longest(names, codes, numbers, sectors, fillvalue="")
    )


def _country(code: str) -> str | None:
    return from_code(empty(code)) or from_name(code)


def _aligned(cell: str, count: int) -> list[str]:
    """Return one value a party: as listed when there are as many, the only one for all, else none."""
    parts = [empty(part) for part in cell.split(";")] if cell else []
    if len(parts) == count:
        return parts
    return parts * count if len(parts) == 1 else [""] * count


def _parts(cell: str) -> list[str]:
    return [part for part in map(empty, cell.split(";")) if part]
