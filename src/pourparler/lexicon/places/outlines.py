"""Outlines of the countries, for maps; ``python -m pourparler.lexicon.places.outlines WHEEL`` makes the table.

Source: Natural Earth, 1:110m countries (public domain), as the wheel of geopandas 0.14 carries them. A line
of the table is a country code and its rings; a ring is a list of longitude and latitude in tenths of a degree.
"""

from __future__ import annotations

import gzip
import struct
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pourparler.lexicon.countries import COUNTRIES
from pourparler.lexicon.places.tables import HERE

TABLE = HERE / "outlines.tsv.gz"
FOLDER = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
OWN_CODES = {"Kosovo": "XKX", "France": "FRA", "Norway": "NOR", "N. Cyprus": "", "Somaliland": ""}
"""Names that the source has no code for; those of no country of their own are drawn without one."""

Ring = tuple[tuple[float, float], ...]


@cache
def outlines() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """Return (ISO 3166 alpha-3 code or "", rings of longitude and latitude in degrees) of every country."""
    with gzip.open(TABLE, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    return tuple((code, tuple(_ring(r) for r in rings.split(";"))) for code, rings in lines)


def _ring(text: str) -> Ring:
    numbers = [int(n) / 10 for n in text.split(" ")]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


# -- at build time ----------------------------------------------------------------------------------
def compile_table(wheel: str) -> None:
    """Write the table from the wheel of geopandas 0.14."""
    with zipfile.ZipFile(wheel) as held:
        shapes = list(_shapes(held.read(f"{FOLDER}.shp")))
        codes = list(_codes(held.read(f"{FOLDER}.dbf")))
    countries: dict[str, list[str]] = defaultdict(list)
    for code, rings in zip(codes, shapes, strict=True):
        countries[code] += [" ".join(f"{round(x * 10)} {round(y * 10)}" for x, y in ring) for ring in rings]
    text = "".join(f"{code}\t{';'.join(rings)}\n" for code, rings in sorted(countries.items()))
    with open(TABLE, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
        file.write(text.encode())


def _shapes(data: bytes) -> Iterator[list[Ring]]:
    """Yield the rings of each polygon of a shapefile (ESRI technical description, 1998)."""
    at = 100
    while at < len(data):
        (length,) = struct.unpack(">4xi", data[at : at + 8])
        record = data[at + 8 : at + 8 + 2 * length]
        parts, points = struct.unpack("<2i", record[36:44])
        starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), points]
        numbers = struct.unpack(f"<{2 * points}d", record[44 + 4 * parts : 44 + 4 * parts + 16 * points])
        both = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield [tuple(both[a:b]) for a, b in pairwise(starts)]
        at += 8 + 2 * length


def _codes(data: bytes) -> Iterator[str]:
    """Yield the country code of each record of the table beside the shapes."""
    count, head, size = struct.unpack("<IHH", data[4:12])
    for start in range(head, head + count * size, size):
        record = data[start : start + size]
        name, code = (record[a : a + 80].decode("latin-1").strip() for a in (105, 185))
        yield OWN_CODES.get(name, code if code in COUNTRIES else "")


if __name__ == "__main__":
    compile_table(sys.argv[1])
