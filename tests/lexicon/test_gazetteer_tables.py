"""The tables of the gazetteer hold together: ids, codes, dates, offices, names that find themselves."""

from __future__ import annotations

import re

import pytest

from pourparler.lexicon.gazetteer import Gazetteer, compile, edtf, load
from pourparler.lexicon.gazetteer.entries import KINDS, NON_STATES, SECTORS
from pourparler.lexicon.gazetteer.tables import many, table
from pourparler.lexicon.gazetteer.words import words

SHARED = {("BIH", "president")}
"""Offices that several hold together."""


@pytest.fixture(scope="module")
def compiled() -> compile.Compiled:
    found = compile.read()
    compile.entries(found)
    return found


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def test_ids_are_sorted_and_well_formed(gazetteer: Gazetteer):
    ids = list(gazetteer.entries)
    assert ids == sorted(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_codes_kinds_and_sectors_are_known(gazetteer: Gazetteer):
    states = {row["iso3"] for row in table("states.tsv")}
    for entry in gazetteer.entries.values():
        assert entry.kind in KINDS, entry.id
        assert entry.sector is None or entry.sector in SECTORS, entry.id
        assert entry.country is None or entry.country in states | set(NON_STATES), entry.id
        assert entry.parent is None or entry.parent in gazetteer.entries, entry.id
        assert 0 <= entry.prominence <= 1, entry.id


def test_every_member_of_the_united_nations_is_there(gazetteer: Gazetteer):
    codes = {e.country for e in gazetteer.entries.values() if e.kind == "state" and not e.end}
    assert len(codes) == 198  # 193 members, Holy See, Palestine, Kosovo, Taiwan, Western Sahara
    assert {"PRK", "CIV", "TLS", "VAT", "PSE", "XKX", "TWN", "ESH", "SSD"} <= codes


def test_dates_parse_and_terms_run_forward(compiled: compile.Compiled):
    for held in compiled.holdings:
        assert edtf.valid(held.begin), held
        assert edtf.valid(held.end), held
        assert edtf.earliest(held.begin) <= edtf.latest(held.end), held
    for draft in compiled.drafts.values():
        assert edtf.valid(draft.begin), draft.id
        assert edtf.valid(draft.end), draft.id


def test_nobody_shares_an_office_that_one_person_holds(compiled: compile.Compiled):
    current: dict[tuple[str, str], set[str]] = {}
    for held in compiled.holdings:
        if held.end == ".." and compiled.titles.classes[held.title_class].unique:
            current.setdefault((held.of, held.title_class), set()).add(held.id)
    assert {key: ids for key, ids in current.items() if len(ids) > 1 and key not in SHARED} == {}


def test_all_states_have_a_leader_in_2025(gazetteer: Gazetteer):
    without = [
        e.country
        for e in gazetteer.entries.values()
        if e.kind == "state" and not e.end and not gazetteer.holders(e.country or "", "leader", "2025-06-30")
    ]
    assert set(without) <= {"HTI", "SMR"}


@pytest.mark.parametrize(
    ("kind", "least"),
    [("state", 198), ("person", 2500), ("group", 150), ("place", 500), ("organisation", 650)],
)
def test_there_are_enough(gazetteer: Gazetteer, kind: str, least: int):
    assert sum(e.kind == kind for e in gazetteer.entries.values()) >= least


def test_foreign_ministers_of_the_most_reported_states(gazetteer: Gazetteer):
    reported = {row["iso3"] for row in table("states.tsv") if row["tier"] == "A" and not row.get("kind")}
    for date in ("2016-03", "2018-06", "2025-11"):
        assert [c for c in sorted(reported) if not gazetteer.holders(c, "foreign minister", date)] == [], date
    states = {row["iso3"] for row in table("states.tsv") if not row.get("kind") and not row.get("end")}
    assert sum(bool(gazetteer.holders(c, "foreign minister", "2025-11")) for c in states) >= 120


def test_every_name_finds_itself(gazetteer: Gazetteer):
    guards = {row["text"]: set(many(row["guards"])) for row in table("guards.tsv")}
    lost = []
    for entry in gazetteer.entries.values():
        for name in entry.names:
            needs = guards.get(name.text, set())
            before = "We saw the " if "the" in needs else "We saw " + "President " * ("titled" in needs)
            found = gazetteer.matches(f"{before}{name.text} then.")
            start, end = len(before), len(before) + len(name.text)
            if not any(m.start == start and m.end >= end - 1 and entry.id in m.ids for m in found):
                lost.append((entry.id, name.text, [(m.ids, m.start, m.end) for m in found]))
    assert lost == []


def test_ambiguous_names_are_listed_on_purpose(gazetteer: Gazetteer):
    listed = {row["name"] for row in table("ambiguous.tsv")}
    found = set()
    for key, patterns in gazetteer._matcher.patterns.items():
        dotted = all(len(word) == 1 for word in key.split())
        if len({p.ids for p in patterns}) > 1 and not dotted:
            found.add(key)
    assert found == listed


def test_guards_name_names(gazetteer: Gazetteer):
    names = {n.text for e in gazetteer.entries.values() for n in e.names}
    assert [row["text"] for row in table("guards.tsv") if row["text"] not in names] == []


def test_blocked_phrases_are_no_names(gazetteer: Gazetteer):
    names = {words(n.text) for e in gazetteer.entries.values() for n in e.names}
    assert [row["text"] for row in table("blocks.tsv") if words(row["text"]) in names] == []


def test_titles_have_one_meaning_in_one_state():
    titles = load().titles
    twice = [
        (key, place)
        for key, readings in titles.words.items()
        for place in {p for _, places in readings for p in places}
        if sum(place in places for _, places in readings) > 1
    ]
    assert twice == []
