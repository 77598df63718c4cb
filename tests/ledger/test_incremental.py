"""Folding piece by piece gives what folding all at once gives, whatever comes in which order."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from story import KINDS, event, reading

from pourparler.ledger.fold import Lane
from pourparler.ledger.moves import moves_of
from pourparler.ledger.thread import thaw
from pourparler.project import Project
from pourparler.project.ledger import fold_moves
from pourparler.records import Reading
from pourparler.records.overtures import overture_dict
from pourparler.settings import Settings

FORCES = ("did", "offer", "demand", "promise", "accept", "refuse", "threaten", "deny", "predict")
ACTS = ("CONSULT", "CONSULT/visit", "RETREAT", "SANCTION", "SUPPORT", "AGREE")
WORDS = ("ships", "prisoners", "talks in Vienna", "the proposal", "tariffs on steel", "cancelled")

events = st.tuples(
    st.sampled_from(FORCES),
    st.sampled_from(ACTS),
    st.sampled_from(("berg", "NOR", "tal", "SUD", "NOR SUD")),
    st.sampled_from(("", "SUD", "tal", "NOR", "berg", "ZEM")),
    st.sampled_from(WORDS),
    st.sampled_from((None, None, "2031-03-10", "2031-04")),
)
reports = st.lists(st.tuples(st.integers(1, 28), st.lists(events, min_size=1, max_size=4)), min_size=1, max_size=8)


def readings(drawn: list[tuple[int, list[tuple]]]) -> list[Reading]:
    made = []
    for number, (day, items) in enumerate(drawn):
        found = [
            event(force, act, actors, recipients, f"{force} {words}", i + 10 * number, due=due)
            for i, (force, act, actors, recipients, words, due) in enumerate(items)
        ]
        made.append(reading(f"2031-03-{day:02}", *found, publisher=f"Courier {number}"))
    return made


def whole(made: list[Reading]) -> dict[str, dict]:
    moves = [m for r in made for m in moves_of(r.document.report, r.events, {})]  # the record knows no actors
    return {o.id: overture_dict(o) for o in fold_moves(moves)}


@given(reports, st.data())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_a_lane_cut_in_two_goes_on_as_if_it_had_not_been(drawn: list, data: st.DataObject) -> None:
    moves = sorted(
        (m for r in readings(drawn) for m in moves_of(r.document.report, r.events, KINDS)), key=lambda m: m.key
    )
    for lane in {m.lane for m in moves}:
        mine = [m for m in moves if m.lane == lane]
        reports = sorted({(m.told, m.report) for m in mine})
        cut = data.draw(st.integers(0, len(reports)))
        at = next((i for i, m in enumerate(mine) if (m.told, m.report) in reports[cut:]), len(mine))
        first = Lane()
        for move in mine[:at]:
            first.take(move)
        live = {t.id for threads in first.live.values() for t in threads}
        second = Lane(thaw(t.freeze()) for t in first.threads if t.id in live)
        for move in mine[at:]:
            second.take(move)
        found = {t.id: t.freeze() for t in (*first.threads, *second.threads)}
        assert {i: overture_dict(o) for i, o in found.items()} == whole_lane(mine)


def whole_lane(mine: list) -> dict[str, dict]:
    return {o.id: overture_dict(o) for o in fold_moves(mine)}


@given(reports, st.randoms(use_true_random=False), st.integers(1, 4))
@settings(
    max_examples=4, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
def test_reports_in_any_order_and_portions_give_the_same_ledger(drawn: list, order: object, portion: int) -> None:
    made = readings(drawn)
    shuffled = list(made)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as folder, Project(Settings(record=str(Path(folder) / "r.sqlite"))) as project:
        for start in range(0, len(shuffled), portion):
            with project._writable.writer() as writer:
                for one in shuffled[start : start + portion]:
                    writer.write(one)
            project.settle()
        assert {o.id: overture_dict(o) for o in project.overtures()} == whole(made)
