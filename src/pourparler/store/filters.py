"""What a person may ask of the record, as one frozen value for statements, events, reports and actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all must hold; an empty one always holds.

    ``actors`` and ``with_`` are actor ids, names or ISO 3166 codes; a state stands for everyone who
    acts for it. With both, rows of that dyad in either direction are meant. ``types`` are acts or
    PLOVER types, ``kinds`` statement kinds. ``since`` and ``until`` are ISO days, held against the days
    that the finding's own date covers, else the report's day. ``as_of`` shows the record as a reader
    of that day had it: reports published later, and later versions, are left out. ``publisher`` is held
    against the agency where a report names no other outlet.
    """

    actors: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    report: str | None = None
    words: str | None = None
    min_confidence: float = 0.0
    historical: bool | None = None
    as_of: str | None = None
    order: Literal["newest", "oldest"] = "newest"
    limit: int | None = None
    offset: int = 0
