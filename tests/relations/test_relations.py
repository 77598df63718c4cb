"""Trends, shifts and states between two sides, on series whose answer is known."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pourparler.lexicon import blocs
from pourparler.lexicon.codes import codes_of
from pourparler.records import Coding, Event, Party, Span
from pourparler.relations.series import Act, between, level, series
from pourparler.relations.states import spells
from pourparler.relations.statistics import mann_kendall, shifts, trend

NORLAND, SUDIA = Party("Norland", None, "norland", "NOR"), Party("Sudia", None, "sudia", "SUD")


def act(day: str, force: str, kind: str, mode: str | None = None, number: int = 0, reports: int = 1) -> Act:
    words = f"{force} {kind} {day}"
    made = Event(
        id=f"e{day}{number}",
        force=force,  # type: ignore[arg-type]
        act=kind,
        mode=mode,
        actors=(NORLAND,),
        recipients=(SUDIA,),
        evidence=Span(0, len(words), words),
        anchor=Span(0, 3, words[:3]),
        confidence=0.9,
        coding=Coding("test", "1", "a rule"),
    )
    made = replace(made, codes=codes_of(made))
    return Act(made.id, day, made, tuple(f"r{i}" for i in range(reports)))


def test_a_line_with_outliers_keeps_its_slope() -> None:
    x = [float(i) for i in range(20)]
    y = [2.0 * i + 1 for i in range(20)]
    y[3], y[17] = 500.0, -500.0
    found = trend(x, y)
    assert found is not None
    assert found.slope == pytest.approx(2.0)
    assert found.low <= 2.0 <= found.high
    assert found.p < 0.001


def test_noise_has_no_trend_and_no_shift() -> None:
    draw = random.Random(1)
    y = [draw.gauss(0, 1) for _ in range(60)]
    assert mann_kendall(y) > 0.05
    assert shifts(y) == []


def test_no_trend_where_nothing_changes() -> None:
    assert mann_kendall([3.0] * 12) == 1.0
    assert trend([1.0, 2.0, 3.0], [1.0, 2.0, 3.0]) is None


def test_levels_that_change_twice_are_dated() -> None:
    draw = random.Random(2)
    y = [draw.gauss(m, 0.5) for m in [-6] * 12 + [4] * 12 + [0] * 12]
    assert [at for at, _ in shifts(y)] == [12, 24]


def test_from_hostile_in_one_year_to_friendly_in_the_next() -> None:
    acts = [act(f"2017-{m:02}-10", "did", "ASSAULT", "aerial") for m in range(1, 13)]
    acts += [act(f"2018-{m:02}-10", "did", "CONSULT", "visit") for m in range(1, 13)]
    found = series(acts)
    (shift,) = found.shifts
    assert shift.month == "2018-01"
    assert shift.words.startswith("from hostile to ")
    assert found.points[0].conflict == 1
    assert found.points[0].items == ("e2017-01-100",)


def test_counting_by_report_weighs_what_many_tell() -> None:
    acts = [act("2018-01-02", "did", "CONSULT", "visit", reports=3), act("2018-01-03", "did", "ASSAULT", "aerial")]
    assert series(acts, "event").points[0].count == 2
    assert series(acts, "report").points[0].count == 4
    assert series(acts, "report").points[0].goldstein > series(acts, "event").points[0].goldstein


def test_states_begin_and_end() -> None:
    acts = [
        act("2018-01-01", "did", "SANCTION", "discontinue"),
        act("2018-02-01", "did", "ASSAULT", "aerial"),
        act("2018-02-20", "did", "ASSAULT", "aerial"),
        act("2018-03-01", "did", "RETREAT", "ceasefire"),
        act("2018-06-01", "did", "RETREAT", "ease"),
        act("2018-07-01", "did", "ASSAULT", "aerial"),
    ]
    found = [(s.state, s.begin, s.end) for s in spells(acts, "2019-01-01")]
    assert found == [
        ("sanctions", "2018-01-01", "2018-06-01"),
        ("hostilities", "2018-02-01", "2018-03-01"),
        ("hostilities", "2018-07-01", "2018-07-01~"),
    ]
    assert spells(acts, "2018-07-20")[-1].end == ".."


def test_what_is_supposed_or_denied_is_between_nobody() -> None:
    assert between(act("2018-01-01", "did", "CONSULT").event, {"NOR"}, {"SUD"})
    assert between(act("2018-01-01", "offer", "CONSULT").event, {"SUD"}, {"NOR"})
    assert not between(act("2018-01-01", "suppose", "CONSULT").event, {"NOR"}, {"SUD"})
    assert not between(act("2018-01-01", "did", "CONSULT").event, {"NOR"}, {"ZEM"})


def test_blocs_have_the_members_of_a_year() -> None:
    assert "GBR" in blocs.members("EU", 2019)
    assert "GBR" not in blocs.members("eu", 2021)
    assert "HRV" not in blocs.members("EU", 2012)
    assert blocs.members("no bloc") == frozenset()
    assert all(len(code) == 3 for name in blocs.names() for code in blocs.members(name))


def test_levels_have_names() -> None:
    assert [level(v) for v in (-9, -3, -1, 1, 3, 7)] == ["hostile", "tense", "cool", "neutral", "friendly", "close"]
