"""POLECAT: 40 columns, one row an event; several actors share a cell, parted by ``; `` and aligned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pourparler import __version__
from pourparler.lexicon.countries import cow_of
from pourparler.lexicon.formats import POLECAT
from pourparler.records import Event, Party
from pourparler.records.kept import Kept
from pourparler.views.exports.common import LeftOut, as_deed, cell, city_of

HEADER = "\t".join(POLECAT)


def lines(kept: Kept[Event]) -> Iterator[str]:
    """Yield the one row of an event."""
    event, codes, day = as_deed(kept)
    if codes.plover is None:
        raise LeftOut("no PLOVER type")
    place = event.place
    cells: dict[str, object] = {
        "Event ID": event.id,
        "Event Date": day.isoformat(),
        "Event Type": codes.plover,
        "Event Mode": codes.mode,
        "Intensity": codes.intensity,
        "Quad Code": codes.quad,
        "Contexts": ";".join(event.contexts),
        **_side("Actor", event.actors),
        **_side("Recipient", event.recipients),
        "Source": kept.report.publisher,
        "Publication Date": (kept.report.published or "")[:10],
        "Language": kept.report.language or "en",
        "Version": f"pourparler-{__version__}",
    }
    if place:
        cells |= {
            "Placename": place.name,
            "City": city_of(place),
            "Province": place.region,
            "Country": place.country,
            "Latitude": place.latitude,
            "Longitude": place.longitude,
            "GeoNames ID": place.geonameid,
            "Raw Placename": place.span.text if place.span else place.name,
        }
    yield "\t".join(cell(cells.get(column)) or "None" for column in POLECAT)


def _side(side: str, parties: tuple[Party, ...]) -> dict[str, object]:
    return {
        f"{side} Name": _joined(p.name for p in parties),
        f"{side} Country": _joined(p.country for p in parties),
        f"{side} COW": _joined(cow_of(p.country) for p in parties),
        f"Primary {side} Sector": parties[0].sector if parties else None,
        f"{side} Sectors": _joined(p.sector for p in parties),
        f"{side} Name Raw": _joined(p.span.text if p.span else p.name for p in parties),
    }


def _joined(values: Iterable[str | None]) -> str:
    parts = [cell(value).replace(";", ",") or "None" for value in values]
    return "" if set(parts) <= {"None"} else "; ".join(parts)
