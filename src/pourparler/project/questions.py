"""What a project answers from its ledger: overtures, predictions, histories, corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pourparler.errors import NotFoundError
from pourparler.ledger import corrected
from pourparler.ledger.happenings import Happening, happenings
from pourparler.ledger.moves import moves_of
from pourparler.ledger.predictions import Prediction, TrackRecord, predictions, track_records
from pourparler.project import adding
from pourparler.project.judging import check, check_added, fitting
from pourparler.project.ledger import Settled, fold_moves, settle
from pourparler.project.remembering import Follower, Memory
from pourparler.records import Event
from pourparler.records.corrections import Correction
from pourparler.records.kept import Kept
from pourparler.records.overtures import Evidence, Overture
from pourparler.records.overtures import as_of as until
from pourparler.store import Filters, Store, View
from pourparler.store.amend import anchor_of, is_added
from pourparler.store.standing import Standing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class History:
    """All that happened to an item: the overture with its changes, if it is one, and the corrections."""

    item: str
    overture: Overture | None
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Foretold:
    """The newest ``predictions``, how many there are in ``all``, and the track records over all."""

    predictions: tuple[Prediction, ...]
    all: int
    records: tuple[TrackRecord, ...]


class LedgerQuestions:
    """The ledger's part of ``Project``."""

    @cached_property
    def store(self) -> Store:
        """Return the record."""
        raise NotImplementedError

    def settle(self) -> Settled:
        """Take into the ledger what was read since the last time; every question to it does so first."""
        return settle(self.store)

    follows_behind = False
    """Whether answers about overtures of a large record may be those before the reports that are being read in:
    a desk sets it, so that no page waits while a lane of thousands of events is folded."""

    @cached_property
    def _follower(self) -> Follower:
        return Follower()

    def _follow(self) -> None:
        """Settle the ledger, or see to it that it is settled soon."""
        if self.follows_behind:
            self._follower.follow(self._standing(), self.settle)
        else:
            self.settle()

    # -- what is remembered ---------------------------------------------------------------------
    @cached_property
    def _memory(self) -> Memory:
        return Memory()

    def _standing(self) -> Standing:
        with self.store.view() as view:
            return view.standing()

    def _remembered(self, key: tuple[Any, ...], look: Callable[[View], T]) -> T:
        """Return what ``look`` sees of the record; of a large one, it may be what it saw a while ago."""

        def made() -> T:
            with self.store.view() as view:
                return look(view)

        return self._memory.get(key, self._standing, made)

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
        if as_of is not None and self._rewritten(as_of):
            found = self._then(as_of)
        found = corrected.overtures(found, corrections)
        if as_of is not None:
            found = _cut(found, as_of)
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
        self._follow()
        with self.store.ledger() as rows:
            found = rows.overture(item)
            corrections = [c for c in rows.corrections() if c.target_kind == "overture"]
        touched, judged = self._judged(corrections)
        if as_of is not None and (item in touched or found is None or self._rewritten(as_of)):
            found = next((o for o in self.overtures(as_of) if o.id == item), None)
        elif item in touched or found is None:
            found = next((o for o in judged if o.id == item), None)
        if found is not None and as_of is not None:
            found = until(found, as_of)
        if found is None:
            raise NotFoundError(f"the ledger holds no overture with the id {item!r}")
        return found

    def _judged(self, corrections: list[Correction]) -> tuple[set[str], list[Overture]]:
        """Return the ids of overtures that a person touched, and what became of them."""
        if not corrections:
            return set(), []
        ids = {c.target for c in corrections} | {str(c.payload["into"]) for c in corrections if "into" in c.payload}
        with self.store.view() as view:
            held = view.overtures_of(ids)
        found = {o.id for o in held} | {c.target for c in corrections if c.action == "add"}
        if not {c.target for c in corrections} <= found:  # a newer coder gave it another id: look at the words
            with self.store.ledger() as rows:
                held = rows.overtures()
        return {o.id for o in held}, corrected.overtures(held, corrections)

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
            kept = view.events(Filters(as_of=day, order="oldest"))
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
        if not day:
            return []
        if as_of is not None:
            return predictions(self.overtures(as_of), day)
        self._follow()
        with self.store.ledger() as rows:
            held = rows.overtures(kind="prediction")
            corrections = [c for c in rows.corrections() if c.target_kind == "overture"]
        touched, judged = self._judged(corrections)
        return predictions([*(o for o in held if o.id not in touched), *judged], day)

    def foretold(self, as_of: str | None = None, limit: int = 500) -> Foretold:
        """Return the newest predictions and the track records of all; of a large record, as they were a while ago."""

        def made() -> Foretold:
            found = self.predictions(as_of)
            return Foretold(tuple(found[:limit]), len(found), tuple(track_records(found)))

        return self._memory.get(("foretold", as_of, limit), self._standing, made)

    def track_records(self, as_of: str | None = None) -> list[TrackRecord]:
        """Return for every predictor how many predictions came true, those with most first."""
        return track_records(self.predictions(as_of))

    def happenings(self, filters: Filters | None = None) -> list[Happening]:
        """Return events with all their reports: what several tell is one row, wire copies one source."""
        self.settle()
        with self.store.view() as view:
            kept = view.events(filters)
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
        said = dict(payload or {})
        check(kind, action, said)
        if action == "edit" and kind != "overture":
            said |= self._told(self._fitting(item, said["set"]), anchor["report"])
        if action == "merge":
            said["into_anchor"] = _anchor_of(self.overture(str(said["into"])))
        if action == "split":
            events = set(said["events"])
            said["places"] = [_place(e) for e in self.overture(item).evidence if e.event in events]
        return self._write(Correction(kind, item, action, who, made_at, why, {**said, "anchor": anchor}))

    def add(
        self,
        kind: str,
        report: str,
        words: str | tuple[int, int],
        values: Mapping[str, Any],
        who: str,
        made_at: str,
        why: str | None = None,
    ) -> Correction:
        """Write down an ``event``, ``statement`` or ``overture`` that was not found, and return the correction.

        ``words`` are those of the report that say it (or their offsets in its text); ``values`` its fields, with
        actors by name, id or country code. Raises ``NotFoundError`` and ``SettingsError``.
        """
        check_added(kind, values)
        with self.store.view() as view:
            held, home = view.reading(report), view.reports(Filters(report=report))
            if held is None or not home:
                raise NotFoundError(f"the record holds no report with the id {report!r}")
            made = adding.made(kind, home[0], held.document, words, values, adding.Names(view, self._gazetteer))
        payload = made.payload
        if kind == "overture":
            self.settle()
            with self.store.ledger() as rows:
                payload["anchor"]["source"] = rows.sources().get(home[0].id, home[0].id)
        return self._write(Correction(kind, made.id, "add", who, made_at, why, payload))

    def _write(self, made: Correction) -> Correction:
        with self.store.ledger(writes=True) as rows:
            rows.correct(made)
        return made

    def _fitting(self, item: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return edited values whose mode is one of the act, as it stands or as edited."""
        with self.store.view() as view:
            _, now = view.coded(item)
        if not isinstance(now, Event):
            return dict(values)
        return fitting(now.act, now.mode, values)

    def _told(self, values: Mapping[str, Any], report: str) -> dict[str, Any]:
        """Return edited values with actors and words in place of what a person wrote for them."""
        with self.store.view() as view:
            held = view.reading(report)
            assert held is not None
            return adding.told(values, held.document, adding.Names(view, self._gazetteer))

    @property
    def _gazetteer(self) -> Path | None:
        """Return the user's file of actors."""
        raise NotImplementedError

    def _target(self, item: str) -> tuple[str, dict[str, Any]]:
        with self.store.view() as view:
            found = view.finding(item)
        if found is None:
            return "overture", _anchor_of(self.overture(item))
        kind = "event" if isinstance(found.item, Event) else "statement"
        span = anchor_of(found.item)
        anchor = {"report": found.report.id, "start": span.start, "end": span.end, "words": found.item.evidence.text}
        return kind, {**anchor, "added": True} if is_added(found.item) else anchor

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


def _anchor_of(overture: Overture) -> dict[str, Any]:
    return {**_place(overture.evidence[0]), "lane": overture.lane}


def _place(evidence: Evidence) -> dict[str, Any]:
    return {"report": evidence.report, "start": evidence.start, "end": evidence.end, "words": evidence.words}


def _cut(held: Iterable[Overture], day: str) -> list[Overture]:
    return [o for o in (until(one, day) for one in held) if o is not None]
