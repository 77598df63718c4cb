"""Places: cities of GeoNames, first-level regions, and the sites, seas and disputed lands of the news.

``atlas()`` reads the tables once; ``Atlas.spots(name)`` gives all places a name may mean. City data are
from GeoNames (https://www.geonames.org), licensed CC BY 4.0; ``compile.py`` makes the table from them.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pourparler.lexicon.places.tables import HERE, key_of, rows

__all__ = ["Atlas", "Spot", "SpotKind", "atlas", "key_of"]

SpotKind = Literal["city", "region", "country", "site", "sea"]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: ``country`` ISO 3166 alpha-3 or None, coordinates in degrees, ``population`` of a city."""

    name: str
    kind: SpotKind
    country: str | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    population: int = 0


class Atlas:
    """Places by name; cities stay text until a name is asked for."""

    def __init__(self) -> None:
        with gzip.open(HERE / "cities.tsv.gz", "rt", encoding="utf-8") as file:
            self._cities = dict(line.rstrip("\n").split("\t", 1) for line in file)
        self._known: dict[str, list[Spot]] = defaultdict(list)
        self._add_regions()
        self.sites: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._add_sites()

    def spots(self, name: str) -> tuple[Spot, ...]:
        """Return the sites, regions and cities of that name (accents and case aside), sites first."""
        key = key_of(name)
        return (*self._known.get(key, ()), *self._city_spots(key, name))

    def site_at(self, words: tuple[str, ...]) -> int:
        """Return how many words from the first make the name of a site, the longest such name; 0 for none."""
        for name in self.sites.get(words[0], ()):
            if words[: len(name)] == name:
                return len(name)
        return 0

    def _city_spots(self, key: str, name: str) -> tuple[Spot, ...]:
        cells = self._cities.get(key)
        return tuple(_city(cell, name) for cell in cells.split(";")) if cells else ()

    def _add_regions(self) -> None:
        with gzip.open(HERE / "centres.tsv.gz", "rt", encoding="utf-8") as file:
            centres = [line.rstrip("\n").split("\t") for line in file]
        others = {(row["country"], row["name"]): row["names"].split("|") for row in rows("regions.tsv")}
        for country, name, latitude, longitude in centres:
            spot = Spot(name, "region", country, name, float(latitude), float(longitude))
            for one in (name, *others.get((country, name), ())):
                if one:
                    self._known[key_of(one)].append(spot)

    def _add_sites(self) -> None:
        for row in rows("sites.tsv"):
            kind: SpotKind = "sea" if row["kind"] == "sea" else "region" if row["kind"] == "region" else "site"
            where = float(row["latitude"]), float(row["longitude"])
            spot = Spot(row["name"], kind, row["country"] or None, row["region"] or None, *where)
            for name in (row["name"], *row["names"].split("|")):
                if name:
                    self._known[key_of(name)].insert(0, spot)
                    words = tuple(name.replace("-", " - ").replace("'s", " 's").split())
                    self.sites[words[0]].append(words)
        for names in self.sites.values():
            names.sort(key=lambda words: (-len(words), words))


def _city(cell: str, name: str) -> Spot:
    number, latitude, longitude, country, population, region = cell.split(",")
    where = float(latitude), float(longitude)
    return Spot(name, "city", country, region or None, *where, int(number), int(population))


@cache
def atlas() -> Atlas:
    """Return the atlas, read once."""
    return Atlas()
