"""What coders find: times, statements, events, conditions, itineraries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pourparler.records.actors import Party
from pourparler.records.text import Span

Force = Literal[
    "did",
    "offer",
    "promise",
    "request",
    "demand",
    "accept",
    "refuse",
    "threaten",
    "predict",
    "deny",
    "suppose",
]
StatementKind = Literal["direct", "indirect", "mixed", "attitude"]


@dataclass(frozen=True, slots=True)
class Coding:
    """Who made a row: coder name, its version, and the rule or model that fired."""

    coder: str
    version: str
    rule: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression of the text and its value.

    ``edtf`` is an Extended Date/Time Format value (``2025-09``, ``2018/..``, ``[2025-10-28,2025-10-29]``)
    or None when it cannot be resolved. ``grain`` is ``minute``, ``hour``, ``day``, ``week``, ``month``,
    ``quarter``, ``season``, ``year``, ``decade``, ``century`` or ``period``. ``direction`` is ``past``,
    ``present``, ``future`` or ``any``. ``role`` is ``point`` (when), ``since``, ``until``, ``by``
    (deadline), ``within`` (deadline), ``during``, ``between``, ``duration`` ("for two years", no anchor)
    or ``frequency``.
    """

    span: Span
    tokens: tuple[int, int]
    edtf: str | None
    grain: str
    direction: str = "any"
    role: str = "point"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """An utterance that is reported.

    ``content`` holds one span or more (an interrupted quotation, several paragraphs), quotation marks
    included. ``speaker`` is None when nobody is named ("it was reported that"). ``parent`` is the id of
    the statement that reports this one (nested statements). ``date`` is the EDTF date of the saying,
    apart from the report's. ``attribution`` is ``on record``, ``anonymous`` or ``off record``.
    ``historical`` marks what was said in an earlier period than the one the report is about.
    """

    id: str
    kind: StatementKind
    speaker: Party | None
    cue: Span | None
    content: tuple[Span, ...]
    evidence: Span
    confidence: float
    coding: Coding
    others: tuple[Party, ...] = ()
    addressee: Party | None = None
    venue: Span | None = None
    channel: Party | None = None
    date: str | None = None
    parent: str | None = None
    attribution: str = "on record"
    historical: bool = False
    negated: bool = False
    source: Span | None = None

    @property
    def speakers(self) -> tuple[Party, ...]:
        """All speakers: ``speaker`` and ``others`` ("US and South Korean officials" are two)."""
        return ((self.speaker,) if self.speaker else ()) + self.others


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold first; ``event`` is the id of the event it asks for, when it can be read as one.

    ``kind`` is ``if``, ``unless``, ``until``, ``only after``, ``exchange`` ("in return for"),
    ``provided``, ``without`` or ``courtesy`` ("if he wants to").
    """

    span: Span
    kind: str = "if"
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes and scores looked up from (force, act, mode): see ``lexicon.codes``."""

    plover: str | None
    mode: str | None
    quad: int | None
    intensity: float | None
    cameo: str | None
    goldstein: float | None


@dataclass(frozen=True, slots=True)
class Geo:
    """A place of an event: name as written, GeoNames facts where sure, else only the country."""

    name: str
    country: str | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One act between actors, with the force it is put with (DESIGN, section 3).

    ``act`` and ``mode`` name the deed in PLOVER's terms (or ``STATE``); ``force`` says how it is put.
    ``anchor`` is the word that carries the act, ``evidence`` the clause. ``statement`` is the id of the
    statement it was said in, ``condition_of`` the id of the event whose condition this one is.
    ``speaker`` is who predicts or denies it, where that is not an actor of the act itself.
    """

    id: str
    force: Force
    act: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    evidence: Span
    anchor: Span
    confidence: float
    coding: Coding
    codes: Codes | None = None
    third_parties: tuple[Party, ...] = ()
    speaker: Party | None = None
    negated: bool = False
    historical: bool = False
    date: str | None = None
    due: str | None = None
    place: Geo | None = None
    condition: Condition | None = None
    condition_of: str | None = None
    statement: str | None = None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a journey; ``planned`` is False when the text says it took place."""

    place: str
    country: str | None
    date: str | None
    planned: bool
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Itinerary:
    """Where an actor goes, in order."""

    actor: Party
    stops: tuple[Stop, ...]
    coding: Coding | None = None
