"""GDELT events, tab-separated without a header: 61 columns (2.0), 58 or 57 (1.0)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pourparler.errors import NotFoundError
from pourparler.lexicon.codes import cameo, codes_of_cameo
from pourparler.lexicon.countries import from_code, from_fips
from pourparler.lexicon.formats import GDELT, GDELT_1, sector_of_gdelt
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
from pourparler.records import Coding, Diagnostic, Event, Geo, Party
from pourparler.records.ids import make_id
from pourparler.records.kept import Kept

GDELT_COLUMNS = {len(columns): columns for columns in (GDELT, GDELT_1, GDELT_1[:-1])}

NO_PLACE = {"", "0"}


def read(lines: Iterator[Line], name: str) -> Iterator[Kept[Event] | Diagnostic]:
    """Yield the events of a GDELT file, one a row; the first row tells which version it is."""
    first = next(lines)
    columns = GDELT_COLUMNS.get(first.text.count("\t") + 1, GDELT)
    return read_table(chain([first], lines), name, (), lambda row: _event(row, name), columns)


def _event(row: dict[str, str], name: str) -> Kept[Event]:
    try:
        known = cameo(row["EventCode"])
    except NotFoundError as error:
        raise BadRow(str(error)) from error
    when = day(row["SQLDATE"])
    source, target = _actor(row, "Actor1"), _actor(row, "Actor2")
    actors, recipients = visitor_first(known.code, source, target)
    made = event(
        make_id("e", "gdelt", row["GLOBALEVENTID"]),
        (known.force, known.act, known.act_mode),
        codes_of_cameo(known.code),
        (actors, recipients),
        when,
        Coding("import:gdelt", "2.0" if "ActionGeo_ADM2Code" in row else "1.0", f"cameo {known.code}"),
        text=sentence(source, known.name, target),
        contexts=known.contexts,
        at=_where(row),
    )
    added = row["DATEADDED"][:8]
    published = day(added, "DATEADDED") if added else when
    address = row.get("SOURCEURL", "")
    url = address if "://" in address else None
    story = address or row["GLOBALEVENTID"]
    return Kept(report("gdelt", story, name, "" if url else address, published, url), made, when)


def _actor(row: dict[str, str], side: str) -> tuple[Party, ...]:
    code = row[f"{side}Code"]
    if not code and not row[f"{side}Name"]:
        return ()
    group = row[f"{side}KnownGroupCode"]
    country = from_code(row[f"{side}CountryCode"]) or from_code(group) or from_code(code[:3])
    types = (row[f"{side}Type{n}Code"] for n in (1, 2, 3))
    sector = next((found for kind in types if (found := sector_of_gdelt(kind))), None)
    return (Party(row[f"{side}Name"].title() or code, country=country, sector=sector),)


def _where(row: dict[str, str]) -> Geo | None:
    if row["ActionGeo_Type"] in NO_PLACE:
        return None
    parts = [part.strip() for part in row["ActionGeo_FullName"].split(",")]
    return place(
        parts[0],
        from_fips(row["ActionGeo_CountryCode"]),
        parts[1] if len(parts) > 2 else "",
        row["ActionGeo_Lat"],
        row["ActionGeo_Long"],
    )
