"""Mentions in a text and the actors they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pourparler.records.text import Span

MentionKind = Literal["name", "title", "role", "pronoun", "metonym", "demonym", "acronym", "group", "noun"]
ActorKind = Literal["person", "office", "state", "organisation", "group", "place"]


@dataclass(frozen=True, slots=True)
class Role:
    """An office or function: ``title`` ("president"), ``of`` (canonical name of state or organisation).

    ``begin`` and ``end`` are EDTF dates or None when not known; ``end`` = ".." is still in office.
    """

    title: str
    of: str | None = None
    country: str | None = None
    begin: str | None = None
    end: str | None = None
    former: bool = False
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names, describes or stands for an actor.

    ``tokens`` is its token range and ``head`` its head token. ``actor`` is the id it resolves to, or
    None; ``candidates`` lists ids when the resolution abstains between them. ``rule`` names the sieve
    that decided.
    """

    span: Span
    tokens: tuple[int, int]
    head: int
    kind: MentionKind
    actor: str | None = None
    candidates: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, office, state, organisation or group of one reading.

    ``id`` is the gazetteer's ("Q-like" slug: ``usa``, ``kim-jong-un``, ``un-security-council``) or, for
    an actor that only the text knows, a slug of its name. ``country`` is ISO 3166 alpha-3 or one of
    PLOVER's non-state codes (IGO, UNO, EUR, NGO, ISM, IMG, MNC); ``sector`` a PLOVER sector (GOV, MIL …).
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A participant of a statement or event: the words, and the actor they resolve to.

    ``id`` is None while unresolved; ``candidates`` are ids the resolution hesitates between.
    """

    name: str
    span: Span | None = None
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    candidates: tuple[str, ...] = ()
