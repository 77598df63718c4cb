"""The tables that codes are looked up in, and how a table is read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of ``tables/NAME`` (tab separated, header first, ``#`` comments); ``-`` is empty."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield {key: "" if value == "-" else (value or "") for key, value in row.items()}


def cells(value: str) -> tuple[str, ...]:
    """Return the parts of a cell that lists several, ``-`` among them read as empty."""
    return tuple("" if part == "-" else part for part in value.split(","))
