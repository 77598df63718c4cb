"""What a project answers from its ledger: overtures, predictions, histories, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from pourparler.errors import NotFoundError
from pourparler.ledger import corrected
from pourparler.ledger.happenings import Happening, happenings
from pourparler.ledger.moves import moves_of
from pourparler.ledger.predictions import Prediction, TrackRecord, predictions, track_records
from pourparler.project.judging import check
from pourparler.project.ledger import Settled, fold_moves, settle
from pourparler.records import Event, Statement
from pourparler.records.corrections import Correction
from pourparler.records.kept import Kept
from pourparler.records.overtures import Overture
from pourparler.records.overtures import as_of as until
from pourparler.store import Filters, Store

Item = TypeVar("Item", Event, Statement)


@dataclass(frozen=True, slots=True)
class History:
    """All that happened to an item: the overture with its changes, if it is one, and the corrections."""

    item: str
    overture: Overture | None
    corrections: tuple[Correction, ...]


class LedgerQuestions:
    """The ledger's part of ``Project``."""

    @cached_property
    def store(self) -> Store:
        """Return the record."""
        raise NotImplementedError

    def settle(self) -> Settled:
        """Take into the ledger what was read since the last time; every question to it does so first."""
        return settle(self.store)

    # -- overtures ------------------------------------------------------------------------------
    def overtures(
        self,
        as_of: str | None = None,
        sides: Iterable[str] = (),
        kinds: Iterable[str] = (),
        outcomes: Iterable[str] = (),
    ) -> list[Overture]:
        """Return overtures, the oldest first, as a reader of the day ``as_of`` had them.

        ``sides`` are names, ids or country codes, all of which take part; a name that the record does
        not hold raises ``NotFoundError``.
        """
        self.settle()
        with self.store.ledger() as rows:
            found = rows.overtures(until=as_of)
            corrections = rows.corrections()
        if as_of is not None:
            found = self._then(as_of) if self._rewritten(as_of) else _cut(found, as_of)
        found = corrected.overtures(found, corrections)
        wanted = [self._side(name) for name in sides]
        kind, outcome = set(kinds), set(outcomes)
        return [
            o
            for o in found
            if all(side & {o.side, o.other, *o.persons, *o.other_persons} for side in wanted)
            and (not kind or o.kind in kind)
            and (not outcome or o.outcome in outcome)
        ]

    def overture(self, item: str, as_of: str | None = None) -> Overture:
        """Return one overture; raises ``NotFoundError``."""
        for overture in self.overtures(as_of):
            if overture.id == item:
                return overture
        raise NotFoundError(f"the ledger holds no overture with the id {item!r}")

    def _side(self, name: str) -> set[str]:
        with self.store.view() as view:
            ids, countries = view.resolve(name)
        if not ids and not countries:
            raise NotFoundError(f"the record has no actor {name!r}; `pourparler actors` lists them")
        return ids | countries

    def _rewritten(self, day: str) -> bool:
        """Return whether a report of that day was rewritten later: then its old version counts."""
        with self.store.ledger() as rows:
            return rows.rewritten_since(day)

    def _then(self, day: str) -> list[Overture]:
        """Fold the events that the record held on a day, in memory."""
        with self.store.view() as view:
            kept = self._corrected(view.events(Filters(as_of=day, order="oldest")))
        with self.store.ledger() as rows:
            kinds = rows.kinds(p.id for k in kept for p in (*k.item.actors, *k.item.recipients) if p.id)
            sources = rows.sources()
        reports: dict[str, list[Kept[Event]]] = {}
        for one in kept:
            reports.setdefault(one.report.id, []).append(one)
        moves = [
            move
            for held in reports.values()
            for move in moves_of(held[0].report, [k.item for k in held], kinds, sources.get(held[0].report.id))
        ]
        return fold_moves(moves)

    # -- predictions, events of several reports -------------------------------------------------
    def predictions(self, as_of: str | None = None) -> list[Prediction]:
        """Return what was predicted, by whom, and what became of it by ``as_of`` (the last report's day)."""
        day = as_of or self.last_day()
        return predictions(self.overtures(as_of), day) if day else []

    def track_records(self, as_of: str | None = None) -> list[TrackRecord]:
        """Return for every predictor how many predictions came true, those with most first."""
        return track_records(self.predictions(as_of))

    def happenings(self, filters: Filters | None = None) -> list[Happening]:
        """Return events with all their reports: what several tell is one row, wire copies one source."""
        self.settle()
        with self.store.view() as view:
            kept = self._corrected(view.events(filters))
        with self.store.ledger() as rows:
            return happenings(kept, rows.sources())

    def last_day(self) -> str | None:
        """Return the day of the latest report."""
        with self.store.ledger() as rows:
            return rows.last_day()

    # -- corrections ----------------------------------------------------------------------------
    def correct(
        self,
        item: str,
        action: str,
        who: str,
        made_at: str,
        why: str | None = None,
        payload: Mapping[str, Any] | None = None,
    ) -> Correction:
        """Write down a person's judgement on an event, statement or overture, and return it.

        ``made_at`` is an ISO date-time; the program asks no clock. Raises ``NotFoundError`` for an id
        that the record does not hold, ``SettingsError`` for a judgement that makes no sense.
        """
        kind, anchor = self._target(item)
        check(kind, action, payload or {})
        said = {**(payload or {}), **({"anchor": anchor} if anchor else {})}
        if action == "merge":
            self.overture(str(said.get("into")))
        made = Correction(kind, item, action, who, made_at, why, said)
        with self.store.ledger(writes=True) as rows:
            rows.correct(made)
        return made

    def _target(self, item: str) -> tuple[str, dict[str, Any] | None]:
        with self.store.view() as view:
            found = view.finding(item)
        if found is not None:
            kind = "event" if isinstance(found.item, Event) else "statement"
            span = found.item.anchor if isinstance(found.item, Event) else found.item.evidence
            words = found.item.evidence.text
            return kind, {"report": found.report.id, "start": span.start, "end": span.end, "words": words}
        overture = self.overture(item)
        first = next(iter(overture.evidence), None)
        if first is None:
            return "overture", None
        return "overture", {"report": first.report, "start": first.start, "end": first.end, "words": first.words}

    def corrections(self, target: str | None = None) -> list[Correction]:
        """Return the corrections (of one id), in the order they were made."""
        with self.store.ledger() as rows:
            return rows.corrections(target)

    def history(self, item: str, as_of: str | None = None) -> History:
        """Return what happened to an overture, event or statement. Raises ``NotFoundError``."""
        made = tuple(self.corrections(item))
        try:
            return History(item, self.overture(item, as_of), made)
        except NotFoundError:
            with self.store.view() as view:
                if view.finding(item) is None and not made:
                    raise
        return History(item, None, made)

    def _corrected(self, kept: list[Kept[Item]]) -> list[Kept[Item]]:
        """Return findings with the corrections put on them."""
        with self.store.ledger() as rows:
            corrections = [c for c in rows.corrections() if c.target_kind != "overture"]
        if not corrections:
            return kept
        found = ((k, corrected.findings(k.report.id, [k.item], corrections)) for k in kept)
        return [replace(k, item=items[0]) for k, items in found if items]


def _cut(held: Iterable[Overture], day: str) -> list[Overture]:
    return [o for o in (until(one, day) for one in held) if o is not None]
