"""GDELT 2.0: 61 columns without a header, one row a pair of actors, each with a number of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pourparler.lexicon.codes import cameo_quad
from pourparler.lexicon.countries import NON_STATES, fips_of, name_of
from pourparler.lexicon.formats import GDELT, gdelt_type
from pourparler.records import Codes, Event, Geo, Party
from pourparler.records.kept import Kept
from pourparler.views.exports.common import LeftOut, as_deed, dyads, host_first, row
from pourparler.views.exports.icews import number

NO_PLACE, COUNTRY, WORLD_CITY, STATE = 0, 1, 4, 5
"""GDELT's types of place."""


def lines(kept: Kept[Event]) -> Iterator[str]:
    """Yield a row for each pair of actors."""
    event, codes, day = as_deed(kept)
    if codes.cameo is None:
        raise LeftOut("no CAMEO code")
    pairs = list(dyads(host_first(event, codes.cameo)))
    if not pairs:
        raise LeftOut("no actor")
    shared = _when(day) | _what(codes) | _where(event.place)
    shared |= {
        "IsRootEvent": 1,
        "NumMentions": 1,
        "NumSources": 1,
        "NumArticles": 1,
        "AvgTone": 0,
        "DATEADDED": _added(kept.report.published or day.isoformat()),
        "SOURCEURL": kept.report.url or kept.report.publisher or kept.report.id,
    }
    for place, (one, other) in enumerate(pairs):
        own = {"GLOBALEVENTID": number(event.id) * 1000 + place}
        yield row(GDELT, shared | own | _actor("Actor1", one) | _actor("Actor2", other))


def _when(day: date) -> dict[str, object]:
    return {
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": day.year,
        "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
    }


def _what(codes: Codes) -> dict[str, object]:
    code = codes.cameo or ""
    return {
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": cameo_quad(code),
        "GoldsteinScale": codes.goldstein,
    }


def _actor(side: str, party: Party | None) -> dict[str, object]:
    if party is None:
        return {}
    group = party.country if party.country in NON_STATES else None
    country = None if group else party.country
    kind = gdelt_type(party.sector)
    return {
        f"{side}Code": (party.country or "") + kind,
        f"{side}Name": party.name.upper(),
        f"{side}CountryCode": country,
        f"{side}KnownGroupCode": group,
        f"{side}Type1Code": kind,
        f"{side}Geo_Type": NO_PLACE,
    }


def _where(place: Geo | None) -> dict[str, object]:
    if place is None:
        return {"Actor1Geo_Type": NO_PLACE, "Actor2Geo_Type": NO_PLACE, "ActionGeo_Type": NO_PLACE}
    kind = WORLD_CITY if place.geonameid else STATE if place.region else COUNTRY
    names = dict.fromkeys(filter(None, (place.name, place.region, name_of(place.country))))
    return {
        "Actor1Geo_Type": NO_PLACE,
        "Actor2Geo_Type": NO_PLACE,
        "ActionGeo_Type": kind,
        "ActionGeo_FullName": ", ".join(names),
        "ActionGeo_CountryCode": fips_of(place.country),
        "ActionGeo_ADM1Code": fips_of(place.country),
        "ActionGeo_Lat": place.latitude,
        "ActionGeo_Long": place.longitude,
        "ActionGeo_FeatureID": place.geonameid or fips_of(place.country),
    }


def _added(published: str) -> str:
    digits = "".join(c for c in published[:19] if c.isdigit())
    return digits.ljust(14, "0")
