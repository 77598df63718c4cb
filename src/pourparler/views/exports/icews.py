"""ICEWS: 20 columns, one row a pair of source and target; rows of one event share its number."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.lexicon.codes import CAMEO
from pourparler.lexicon.countries import NON_STATES, name_of
from pourparler.lexicon.formats import ICEWS, icews_sector
from pourparler.records import Event, Party
from pourparler.records.ids import make_id
from pourparler.records.kept import Kept
from pourparler.views.exports.common import LeftOut, as_deed, city_of, dyads, host_first, row

HEADER = "\t".join(ICEWS)


def lines(kept: Kept[Event]) -> Iterator[str]:
    """Yield a row for each pair of source and target."""
    event, codes, day = as_deed(kept)
    if codes.cameo is None:
        raise LeftOut("no CAMEO code")
    place = event.place
    shared: dict[str, object] = {
        "Event ID": number(event.id),
        "Event Date": day.isoformat(),
        "Event Text": CAMEO[codes.cameo].name,
        "CAMEO Code": codes.cameo,
        "Intensity": codes.goldstein,
        "Story ID": kept.report.id,
        "Publisher": kept.report.publisher,
    }
    if place:
        shared |= {
            "City": city_of(place),
            "Province": place.region,
            "Country": name_of(place.country),
            "Latitude": place.latitude,
            "Longitude": place.longitude,
        }
    pairs = list(dyads(host_first(event, codes.cameo)))
    if not pairs:
        raise LeftOut("no actor")
    for source, target in pairs:
        yield row(ICEWS, shared | _side("Source", source) | _side("Target", target))


def number(id: str) -> int:
    """Return an event's id as the whole number that ICEWS and GDELT want (the hash behind it, 40 bits)."""
    try:
        return int(id[1:], 16)
    except ValueError:
        return int(make_id("e", id)[1:], 16)


def _side(side: str, party: Party | None) -> dict[str, object]:
    if party is None:
        return {}
    return {
        f"{side} Name": party.name,
        f"{side} Sectors": icews_sector(party.sector),
        f"{side} Country": name_of(party.country) if party.country not in NON_STATES else None,
    }
