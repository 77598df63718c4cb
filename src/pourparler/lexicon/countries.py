"""Country codes of event data: ISO 3166, Correlates of War, FIPS 10-4, older CAMEO codes, and names.

What a state is called in a text is the gazetteer's business; this is only about codes in files. PLOVER's
non-state "countries" (``NON_STATES``) count as known codes but have no number, FIPS code or name table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pourparler.lexicon.tables import cells, rows

NON_STATES: tuple[str, ...] = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")
"""What PLOVER writes where no single country stands behind an actor."""


@dataclass(frozen=True, slots=True)
class Country:
    """One country; ``cow`` is its Correlates of War number, ``fips`` what GDELT writes for places."""

    iso3: str
    iso2: str
    name: str
    cow: int | None
    fips: str | None


def _read() -> tuple[dict[str, Country], dict[str, str], dict[str, str], dict[str, str]]:
    countries: dict[str, Country] = {}
    codes = {code: code for code in NON_STATES}
    fips: dict[str, str] = {}
    names = {"united nations": "UNO", "european union": "EUR"}
    for row in rows("countries.tsv"):
        iso3, own = row["iso3"], list(filter(None, cells(row["fips"])))
        cow = int(row["cow"]) if row["cow"] else None
        countries[iso3] = Country(iso3, row["iso2"], row["name"], cow, own[0] if own else None)
        codes |= dict.fromkeys((iso3, *filter(None, cells(row["older"]))), iso3)
        fips |= dict.fromkeys(own, iso3)
        names |= {name.casefold(): iso3 for name in (row["name"], *row["names"].split("|")) if name}
    return countries, codes, fips, names


_COUNTRIES, _CODES, _FIPS, _NAMES = _read()

COUNTRIES: Mapping[str, Country] = MappingProxyType(_COUNTRIES)
"""All countries by ISO 3166 alpha-3 code (Kosovo as XKX)."""


def from_code(code: str | None) -> str | None:
    """Return the ISO 3166 alpha-3 code of a three-letter code as event data writes it, None if unknown.

    Older codes are read: JAP, ROM, ZAR, TMP, KSV, YUG, ITL …; PLOVER's non-states stand for themselves.
    """
    return _CODES.get((code or "").strip().upper())


def from_fips(code: str | None) -> str | None:
    """Return the ISO 3166 alpha-3 code of a FIPS 10-4 country code, None if unknown."""
    return _FIPS.get((code or "").strip().upper())


def from_name(name: str | None) -> str | None:
    """Return the ISO 3166 alpha-3 code of a country's name in ICEWS or GeoNames, None if unknown."""
    return _NAMES.get((name or "").strip().casefold())


def from_cow(number: str | int | None) -> str | None:
    """Return the ISO 3166 alpha-3 code of a Correlates of War number, None if unknown."""
    try:
        return _by_cow().get(int(number or 0))
    except ValueError:
        return None


@cache
def _by_cow() -> dict[int, str]:
    return {country.cow: country.iso3 for country in COUNTRIES.values() if country.cow}


def name_of(code: str | None) -> str:
    """Return the English name of a country, "" for none, the code itself for one that has no name here."""
    country = COUNTRIES.get(code or "")
    return country.name if country else code or ""


def cow_of(code: str | None) -> str:
    """Return the Correlates of War number as text, "" where there is none."""
    country = COUNTRIES.get(code or "")
    return str(country.cow) if country and country.cow else ""


def fips_of(code: str | None) -> str:
    """Return the FIPS 10-4 code, "" where there is none."""
    country = COUNTRIES.get(code or "")
    return (country.fips or "") if country else ""
