"""Lists of a project a page at a time, with what a person corrected, and how many rows there are of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from pourparler.errors import NotFoundError
from pourparler.project.questions import LedgerQuestions, T
from pourparler.project.remembering import LARGE
from pourparler.records import Event, Reading, Report, Statement
from pourparler.records.kept import ActorSummary, Kept
from pourparler.records.overtures import Overture
from pourparler.store import Filters, board
from pourparler.store.board import Wanted
from pourparler.store.dealings import Month, Pair, Partner, Scene, Visit
from pourparler.store.lists import Page

ALL = 10**9
MOST = 500
"""Rows that a page may have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person may ask of the board of overtures: the options of ``pourparler overtures`` and words.

    ``sides`` are names, ids or country codes, all of which take part. ``told_since`` keeps those of
    which a report told on or after that day.
    """

    sides: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    told_since: str | None = None
    with_due: bool = False
    words: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """One page of overtures, those told last first, on a day.

    ``total`` counts all that were asked for; ``kinds`` and ``outcomes`` say how many there would be of
    each if that alone were chosen otherwise, as facets do.
    """

    page: Page[Overture]
    day: str | None
    total: int
    kinds: dict[str, int]
    outcomes: dict[str, int]


class Lists(LedgerQuestions):
    """The part of ``Project`` that pages and programs list from."""

    def page_of_events(self, filters: Filters, after: str | None = None, limit: int = 50) -> Page[Kept[Event]]:
        """Return events after a cursor, as corrected."""
        return self._page("events", filters, after, limit)

    def page_of_statements(self, filters: Filters, after: str | None = None, limit: int = 50) -> Page[Kept[Statement]]:
        """Return statements after a cursor, as corrected."""
        return self._page("statements", filters, after, limit)

    def page_of_reports(self, filters: Filters, after: str | None = None, limit: int = 50) -> Page[Report]:
        """Return reports after a cursor, the newest first unless ``filters`` say otherwise."""
        with self.store.view() as view:
            return view.page("reports", filters, after, _within(limit))

    def _page(self, what: Any, filters: Filters, after: str | None, limit: int) -> Page[Any]:
        with self.store.view() as view:
            return view.page(what, filters, after, _within(limit))

    def facets(self, what: Literal["events", "statements"], filters: Filters) -> dict[str, dict[str, int]]:
        """Return the values of each facet with how many rows have them."""
        return self._remembered(("facets", what, filters), lambda view: view.facets(what, filters))

    def remembered(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Return what ``make`` makes of the record; of a large one, it may be what it made a while ago."""
        return self._memory.get(key, self._standing, make)

    def counted(self, what: Literal["events", "statements"], filters: Filters) -> int:
        """Return how many rows there are; of a large record, as many as there were a while ago."""
        return self._remembered(("count", what, filters), lambda view: view.count(what, filters))

    def actor(self, item: str) -> ActorSummary | None:
        """Return the actor with an id."""
        with self.store.view() as view:
            return view.actor(item)

    def names(self, ids: Iterable[str | None]) -> dict[str, str]:
        """Return the names of actors by their ids; unknown ids are left out."""
        with self.store.view() as view:
            return view.names(i for i in ids if i)

    def events_by_id(self, ids: Iterable[str]) -> dict[str, Event]:
        """Return the events with these ids, as corrected; those that the record does not hold are left out."""
        with self.store.view() as view:
            return {kept.item.id: kept.item for kept in view.events_of(ids)}

    def state(self) -> str:
        """Return a word that changes whenever the record does: for caches and ETags."""
        return self._standing().word

    def is_large(self) -> bool:
        """Return whether the record is too large to be gone through while somebody waits."""
        return self._standing().newest >= LARGE

    def newest(self) -> int:
        """Return the point up to which the record was read in now."""
        with self.store.view() as view:
            return view.newest()

    def reports_after(self, point: int) -> dict[str, str]:
        """Return the reports that were read in after a point, with their days; at most the 2,000 newest."""
        with self.store.view() as view:
            return view.reports_after(point, 2_000)

    # -- dealings -------------------------------------------------------------------------------
    def partners(self, actor: str, limit: int = 12, as_of: str | None = None) -> list[Partner]:
        """Return whom an actor deals with, most often first."""
        of = Filters(actors=(actor,), as_of=as_of)
        return self._remembered(("partners", of, limit), lambda view: view.partners(of, limit))

    def months(self, filters: Filters) -> list[Month]:
        """Return events by month and quad class."""
        return self._remembered(("months", filters), lambda view: view.months(filters))

    def pairs(self, filters: Filters, by: Literal["country", "actor"] = "country", limit: int = 2_000) -> list[Pair]:
        """Return who deals with whom, those with most events first."""
        return self._remembered(("pairs", filters, by, limit), lambda view: view.pairs(filters, by, limit))

    def visits(self, filters: Filters, limit: int = 200) -> list[Visit]:
        """Return the stops of journeys, the newest first."""
        with self.store.view() as view:
            return view.visits(filters, limit)

    def places(self, filters: Filters, limit: int = 300) -> list[Scene]:
        """Return the places of events, those with most first."""
        return self._remembered(("places", filters, limit), lambda view: view.scenes(filters, limit))

    def troubles(self, limit: int = 50) -> list[tuple[Report, str, str]]:
        """Return (report, level, message) of what could not be read well, the newest first."""
        with self.store.view() as view:
            return view.troubles(limit)

    def finding(self, item: str) -> Kept[Statement] | Kept[Event] | None:
        """Return a statement or event as corrected; None for what is neither."""
        with self.store.view() as view:
            return view.finding(item) if view.kind_of(item) in ("statement", "event") else None

    # -- one report -----------------------------------------------------------------------------
    def report(self, item: str) -> tuple[Reading, tuple[Statement | Event, ...]]:
        """Return a report's reading as corrected, and what a person rejected in it. Raises ``NotFoundError``."""
        with self.store.view() as view:
            held = view.reading(item)
            rejected = tuple(view.rejected(item))
        if held is None:
            raise NotFoundError(f"the record holds no report with the id {item!r}")
        return held, rejected

    def home_of(self, item: str) -> tuple[str, str]:
        """Return ("actor" or "report", id) of what shows an id. Raises ``NotFoundError``."""
        with self.store.view() as view:
            kind = view.kind_of(item)
            found = view.finding(item) if kind in ("statement", "event") else None
        if found is not None:
            return "report", found.report.id
        if kind is None:
            raise NotFoundError(f"the record holds nothing with the id {item!r}")
        return kind, item

    # -- the board of overtures -----------------------------------------------------------------
    def board(self, asked: Asked, after: str | None = None, limit: int = 50) -> Board:
        """Return a page of overtures with counts. Raises ``NotFoundError`` for a side nobody knows."""
        wanted = self._wanted(asked)
        if asked.as_of is not None:
            return self._board_then(asked, wanted, after, _within(limit))
        touched, judged = self._settled()
        whole = replace(wanted, kinds=(), outcomes=())
        counted = Counter(
            self._remembered(("board", whole, *sorted(touched)), lambda view: view.overture_counts(whole, touched))
        )
        counted.update((o.kind, o.outcome) for o in judged if whole.holds(o))
        found = self._overtures_after(wanted, touched, judged, after, _within(limit))
        return _board(found, counted, asked, self.last_day(), _within(limit))

    def wanted(self, asked: Asked) -> list[Overture]:
        """Return all overtures that are asked for, the oldest first. Raises ``NotFoundError`` for an unknown side."""
        wanted = self._wanted(asked)
        return [o for o in self.overtures(asked.as_of) if wanted.holds(o)]

    def overtures_of(self, sides: Iterable[Iterable[str]], told_since: str | None = None) -> list[Overture]:
        """Return the overtures of today in which of each of ``sides`` (ids and codes) somebody takes part."""
        wanted = Wanted(tuple(map(frozenset, sides)), told_since=told_since)
        return self._overtures_after(wanted, *self._settled(), None, ALL)

    def page_of_overtures(self, asked: Asked, after: str | None = None, limit: int = 50) -> Page[Overture]:
        """Return the page of ``board`` without its counts."""
        if asked.as_of is not None:
            return self.board(asked, after, limit).page
        found = self._overtures_after(self._wanted(asked), *self._settled(), after, _within(limit))
        return _page(found, _within(limit))

    def _settled(self) -> tuple[set[str], list[Overture]]:
        """Settle the ledger; return the ids of overtures that a person touched, and what became of them."""
        self._follow()
        with self.store.ledger() as rows:
            return self._judged([c for c in rows.corrections() if c.target_kind == "overture"])

    def _overtures_after(
        self, wanted: Wanted, touched: set[str], judged: list[Overture], after: str | None, limit: int
    ) -> list[Overture]:
        with self.store.view() as view:
            stored = view.overtures(wanted, touched, after, limit + 1)
        mine = [o for o in judged if wanted.holds(o) and _is_after(o, after)]
        return sorted([*stored, *mine], key=board.place_of)

    def _board_then(self, asked: Asked, wanted: Wanted, after: str | None, limit: int) -> Board:
        """Return the board of a past day, which is folded in memory."""
        held = sorted(self.overtures(asked.as_of), key=board.place_of)
        whole = replace(wanted, kinds=(), outcomes=())
        counted = Counter((o.kind, o.outcome) for o in held if whole.holds(o))
        return _board([o for o in held if wanted.holds(o) and _is_after(o, after)], counted, asked, asked.as_of, limit)

    def _wanted(self, asked: Asked) -> Wanted:
        sides = tuple(frozenset(self._side(name)) for name in asked.sides)
        return Wanted(
            sides, asked.kinds, asked.outcomes, asked.since, asked.until, asked.told_since, asked.with_due, asked.words
        )


def _board(found: list[Overture], counted: Counter[Any], asked: Asked, day: str | None, limit: int) -> Board:
    kinds, outcomes, total = Counter[str](), Counter[str](), 0
    for (kind, outcome), number in counted.items():
        is_kind = not asked.kinds or kind in asked.kinds
        is_outcome = not asked.outcomes or outcome in asked.outcomes
        kinds[kind] += number * is_outcome
        outcomes[outcome] += number * is_kind
        total += number * (is_kind and is_outcome)
    return Board(_page(found, limit), day, total, dict(kinds), dict(outcomes))


def _page(found: list[Overture], limit: int) -> Page[Overture]:
    return Page(tuple(found[:limit]), board.cursor_after(found[limit - 1]) if len(found) > limit else None)


def _is_after(overture: Overture, cursor: str | None) -> bool:
    if cursor is None:
        return True
    told, item = board.key_of(cursor, 2)
    return (overture.last_told, item) < (told, overture.id) if overture.last_told == told else overture.last_told < told


def _within(limit: int) -> int:
    return max(1, min(limit, MOST))
