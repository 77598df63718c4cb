"""Columns and words of the event-data formats that are written and read: PLOVER, POLECAT, ICEWS, GDELT.

Writers (``views.exports``) and importers (``readers.events``) share these, so that they cannot drift apart.
"""

from __future__ import annotations

from functools import cache

from pourparler.lexicon.tables import cells, rows

FORMATS: tuple[str, ...] = ("plover", "polecat", "icews", "gdelt")
"""The formats, by the names that ``export`` and ``import`` take."""
TABULAR = ("csv", "jsonl", "parquet")
OTHER_FORMS = (*TABULAR, "ftm", "annotations", "gexf", "graphml", "timelinejs")
"""What ``export`` writes besides, and nothing reads back."""
TABLES = ("events", "statements", "actors", "reports", "overtures", "journeys", "roles")
"""What ``csv``, ``jsonl`` and ``parquet`` are written of."""


def _columns(format: str) -> tuple[str, ...]:
    return tuple(row["column"] for row in rows("columns.tsv") if row["format"] == format)


PLOVER_REQUIRED = ("id", "date", "actor", "event")
"""Keys that a PLOVER record must have."""

PLOVER_AUXILIARY = ("historical", "future", "hypothetical", "negation")
"""The auxiliary modes that PLOVER names."""

POLECAT: tuple[str, ...] = _columns("polecat")
"""The columns of POLECAT; cells that list several are split by ``;``, ``None`` is empty."""

ICEWS: tuple[str, ...] = _columns("icews")
"""The columns of ICEWS."""

GDELT: tuple[str, ...] = _columns("gdelt")
"""The columns of a GDELT 2.0 events file."""

GDELT_1: tuple[str, ...] = tuple(column for column in GDELT if "ADM2" not in column)
"""The columns of a GDELT 1.0 daily file; its yearly files before 2013 lack the last, the address."""

HOST = "043"
"""The CAMEO code whose source is the host; PLOVER and our record put the visitor first."""

RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Acts that several actors without a recipient do with each other."""


@cache
def _sectors() -> tuple[dict[str, str], dict[str, str], dict[str, str], list[tuple[str, str]]]:
    to_gdelt: dict[str, str] = {}
    from_gdelt: dict[str, str] = {}
    to_icews: dict[str, str] = {}
    from_icews: list[tuple[str, str]] = []
    for row in rows("sectors.tsv"):
        sector, codes, names = row["sector"], cells(row["gdelt"]), row["icews"].split("|")
        to_gdelt[sector], to_icews[sector] = codes[0], names[0]
        from_gdelt |= dict.fromkeys(filter(None, codes), sector)
        from_icews += [(name.casefold(), sector) for name in names]
    from_icews.sort(key=lambda pair: -len(pair[0]))
    return to_gdelt, from_gdelt, to_icews, from_icews


def gdelt_type(sector: str | None) -> str:
    """Return GDELT's type code of a PLOVER sector, "" where GDELT has none."""
    return _sectors()[0].get(sector or "", "")


def sector_of_gdelt(code: str) -> str | None:
    """Return the PLOVER sector of a GDELT or CAMEO type code, None where PLOVER has none."""
    return _sectors()[1].get(code)


def icews_sector(sector: str | None) -> str:
    """Return ICEWS's name of a PLOVER sector."""
    return _sectors()[2].get(sector or "", "")


def sector_of_icews(names: str) -> str | None:
    """Return the PLOVER sector of ICEWS's list of sectors: that of the first name that is recognised."""
    for name in names.split(","):
        folded = name.strip().casefold()
        for known, sector in _sectors()[3]:
            if known in folded:
                return sector
    return None
