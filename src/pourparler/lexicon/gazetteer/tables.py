"""The tables: tab-separated rows under a header, ``#`` comments, ``|`` between values of one cell."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from pourparler.errors import SettingsError

Row = dict[str, str]


def data() -> Traversable:
    """Return the folder of the tables."""
    return files("pourparler.lexicon.gazetteer") / "data"


def rows(table: Traversable) -> Iterator[Row]:
    """Yield the rows of a table as dictionaries by column; short rows lack their last cells.

    Raises ``SettingsError`` for a row with more cells than the header has columns.
    """
    header: list[str] = []
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            raise SettingsError(f"{table.name}, line {number}: {len(cells)} cells under {len(header)} columns")
        yield {column: cell for column, cell in zip(header, cells, strict=False) if cell}


def table(name: str) -> Iterator[Row]:
    """Yield the rows of the table ``name``."""
    return rows(data() / name)


def holder_tables() -> list[Traversable]:
    """Return the tables of office-holders, in order of their names."""
    return sorted((data() / "holders").iterdir(), key=lambda t: t.name)


def many(cell: str | None) -> tuple[str, ...]:
    """Return the values of a cell."""
    return tuple(v.strip() for v in cell.split("|") if v.strip()) if cell else ()
