"""What the gazetteer holds and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pourparler.records import ActorKind, Role

NameKind = Literal["name", "short", "acronym", "adjective", "demonym", "metonym", "former", "title"]
KINDS: tuple[ActorKind, ...] = ("person", "office", "state", "organisation", "group", "place")
NON_STATES = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")
SECTORS = (
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write an actor: ``kind`` says what sort of word it is.

    ``adjective`` ("South Korean") and ``demonym`` ("South Koreans") speak of a state's people or things,
    ``metonym`` ("Pyongyang", "the Kremlin") of a place that stands for those who sit there.
    """

    text: str
    kind: NameKind = "name"


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor or place.

    ``country`` is ISO 3166 alpha-3 (or the formerly used code of a state that is no more) or a PLOVER
    non-state code; for a person it is the home state, and ``roles`` say whom he or she serves.
    ``begin`` and ``end`` are EDTF dates between which the actor existed, None where that does not matter.
    ``parent`` is the id of what it belongs to. ``prominence`` (0 to 1) is how likely a report that gives
    no more than a surname or an ambiguous name means this entry. ``surnames`` are the short forms under
    which a report that has named a person goes on. ``cow`` is the Correlates of War number.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    names: tuple[Name, ...] = ()
    roles: tuple[Role, ...] = ()
    begin: str | None = None
    end: str | None = None
    parent: str | None = None
    prominence: float = 0.3
    surnames: tuple[str, ...] = ()
    cow: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A name found at characters ``start`` to ``end``: ``ids``, the most prominent first."""

    start: int
    end: int
    ids: tuple[str, ...]
    kind: NameKind


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """Words for an office or function at characters ``start`` to ``end``.

    ``title`` is the class ("foreign minister"), ``country`` the state that the words imply by themselves
    ("taoiseach": IRL), ``deputy`` True for "deputy", "vice", "assistant" and the like before them;
    ``plural`` for "foreign ministers". ``kind`` is ``office`` for a person's office, ``body`` for an
    institution ("foreign ministry") and ``group`` for people by their trade ("officials", "troops").
    """

    start: int
    end: int
    title: str
    kind: str
    sector: str
    country: str | None = None
    deputy: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person whom a bare surname may mean; ``in_office`` at the date asked for."""

    id: str
    prominence: float
    in_office: bool
