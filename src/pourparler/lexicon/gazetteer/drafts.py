"""Entries in the making: rows of several tables gather in one draft before it is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparler.lexicon.gazetteer.entries import Entry, Name, NameKind
from pourparler.records import ActorKind, Role

PRIORITY: tuple[NameKind, ...] = (
    "name", "short", "acronym", "former", "title", "adjective", "demonym", "metonym",
)  # fmt: skip


RANKS: dict[NameKind, int] = {kind: rank for rank, kind in enumerate(PRIORITY)}


def _rank(named: tuple[str, NameKind]) -> int:
    return RANKS[named[1]]


@dataclass(slots=True)
class Holding:
    """That an entry holds an office of a class: ``of`` is a state's ISO code or an organisation's id."""

    of: str
    title_class: str
    id: str
    begin: str | None
    end: str | None


@dataclass(slots=True)
class Draft:
    """An entry while it is made; see ``Entry`` for the fields."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    names: dict[str, NameKind] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    begin: str | None = None
    end: str | None = None
    parent: str | None = None
    prominence: float | None = None
    surnames: tuple[str, ...] = ()
    cow: str | None = None

    def add(self, kind: NameKind, *texts: str) -> None:
        """Add names; a text that is there already keeps its first kind."""
        for text in texts:
            self.names.setdefault(text, kind)

    def freeze(self, prominence: float) -> Entry:
        """Return the entry, names in the order of ``PRIORITY``, roles by their begin."""
        order = sorted(self.names.items(), key=_rank) if len(self.names) > 1 else self.names.items()
        names = tuple([Name(text, kind) for text, kind in order])
        roles = self.roles if len(self.roles) < 2 else sorted(self.roles, key=lambda role: role.begin or "")
        weight = prominence if self.prominence is None else self.prominence
        return Entry(
            self.id, self.name, self.kind, self.country, self.sector, names, tuple(roles),
            self.begin, self.end, self.parent, weight, self.surnames, self.cow,
        )  # fmt: skip
