"""The ledger of a record: taking in what is new, and giving overtures back.

``settle`` folds what was read since the last time. Only the lanes that new events touch are folded: a
lane whose new moves come after all it has goes on from its live overtures, another is folded again from
its moves. All of a step happens in one transaction, so that a process that dies in the middle leaves
the ledger as it was, and the next command goes on from there.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from pourparler.ledger import copies
from pourparler.ledger.fold import Lane
from pourparler.ledger.moves import Move, move_from, move_row, moves_of
from pourparler.ledger.thread import thaw
from pourparler.records import contract
from pourparler.records.overtures import Overture
from pourparler.store import Store
from pourparler.store.ledger import LedgerRows, Waiting

STEP = 500
"""Reports that one transaction takes in."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What ``settle`` did: ``reports`` taken in, ``lanes`` folded, the ids of overtures written."""

    reports: int
    lanes: int
    overtures: tuple[str, ...]


def settle(store: Store, step: int = STEP) -> Settled:
    """Take in all that the ledger does not hold yet; return what that changed."""
    reports, lanes, changed = 0, 0, set[str]()
    while True:
        with store.ledger() as rows:
            if not rows.has_waiting():
                return Settled(reports, lanes, tuple(sorted(changed)))
        with store.ledger(writes=True) as rows:
            waiting = rows.waiting(step)
            if not waiting:
                rows.forget_lost()
                continue
            touched = take_in(rows, waiting)
            reports, lanes = reports + len(waiting), lanes + len(touched)
            changed |= set().union(*touched.values()) if touched else set()


def take_in(rows: LedgerRows, waiting: list[Waiting]) -> dict[str, set[str]]:
    """Fold the events of versions into their lanes; return the ids written, by lane."""
    sources = {w.number: _source(rows, w) for w in waiting}
    kinds = rows.kinds(p.id for w in waiting for e in w.events for p in (*e.actors, *e.recipients) if p.id)
    fresh: dict[str, list[Move]] = {}
    payloads = []
    for w in waiting:
        for move in moves_of(w.report, w.events, kinds, sources[w.number]):
            fresh.setdefault(move.lane, []).append(move)
            payloads.append(_payload(w.number, move))
    before = {lane: rows.last_key(lane) for lane in fresh}
    lost = rows.replace_moves([w.number for w in waiting], payloads)
    written = {}
    for lane in sorted(fresh.keys() | lost):
        new = sorted(fresh.get(lane, ()), key=lambda m: m.key)
        last = before.get(lane)
        append = lane not in lost and (last is None or last < new[0].key)
        written[lane] = _append(rows, lane, new) if append else _refold(rows, lane)
    rows.folded(w.number for w in waiting)
    return written


def _append(rows: LedgerRows, lane: str, new: Iterable[Move]) -> set[str]:
    folded = Lane(map(thaw, rows.live(lane)))
    for move in new:
        folded.take(move)
    return _keep(rows, lane, folded, only_changed=True)


def _refold(rows: LedgerRows, lane: str) -> set[str]:
    folded = Lane()
    for row in rows.lane_moves(lane):
        folded.take(move_from(row))
    rows.drop_lane(lane)
    return _keep(rows, lane, folded)


def _keep(rows: LedgerRows, lane: str, folded: Lane, only_changed: bool = False) -> set[str]:
    live = {t.id for threads in folded.live.values() for t in threads}
    held = [t for t in folded.threads if not only_changed or t.id in folded.changed or t.id not in live]
    rows.keep(lane, [(t.freeze(), t.id in live) for t in held])
    return {t.id for t in held}


def _payload(version: int, move: Move) -> dict[str, object]:
    told, report, late, start, event = move.key
    return {
        "version": version,
        "lane": move.lane,
        "told": told,
        "report": report,
        "late": late,
        "start": start,
        "event": event,
        "payload": contract.dumps(move_row(move)),
    }


# -- near copies ------------------------------------------------------------------------------------
def _source(rows: LedgerRows, waiting: Waiting) -> str:
    """Return the independent source of a version, after finding it among the near copies.

    A source is named by its earliest report. When an earlier one comes in late, the others take its name
    and are folded again.
    """
    if not waiting.current:
        rows.drop_copy([waiting.number])
        return waiting.report.id
    text = body(waiting)
    signed = copies.signature(text)
    keys = copies.bands(signed)
    told = (waiting.report.published or "")[:10]
    source = waiting.report.id
    for _, held, when, report, other, theirs in rows.near(keys, waiting.number) if keys else ():
        if report != waiting.report.id and copies.are_copies(text, theirs, (signed, other)):
            source = held
            if (told, waiting.report.id) < (when, held) and told <= when:
                rows.wait_again(rows.rename_source(held, waiting.report.id))
                source = waiting.report.id
            break
    rows.keep_copy(waiting.number, source, told, waiting.report.id, signed, keys)
    return source


def body(waiting: Waiting) -> str:
    """Return the reporting text of a version, without its headline and furniture."""
    document = waiting.document
    return "\n\n".join(document.text[s:e] for s, e in document.paragraphs if (s, e) != document.headline)


# -- in memory --------------------------------------------------------------------------------------
def fold_moves(moves: Iterable[Move]) -> list[Overture]:
    """Return the overtures of moves of any lanes, the oldest first; nothing is kept."""
    with _uncollected():
        lanes: dict[str, list[Move]] = {}
        for move in moves:
            lanes.setdefault(move.lane, []).append(move)
        found: list[tuple[str, str, int, Overture]] = []
        for name in sorted(lanes):
            lane = Lane()
            for move in sorted(lanes.pop(name), key=lambda m: m.key):
                lane.take(move)
            found += [(t.history[0].told, name, i, t.freeze()) for i, t in enumerate(lane.threads)]
        return [row[3] for row in sorted(found, key=lambda r: r[:3])]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Fold without the collector of cycles: there are none, and it would look through millions of records for them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def sources_of(held: Mapping[str, str], reports: Iterable[str]) -> dict[str, str]:
    """Return the independent source of each report: its own id where none is known."""
    return {report: held.get(report, report) for report in reports}
