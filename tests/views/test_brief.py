"""The brief: what it says, in all formats, held by snapshots."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pourparler.ledger.situation import Evidence, Matter
from pourparler.project import Project
from pourparler.records import Party
from pourparler.settings import Settings
from pourparler.views.brief import compose, render
from pourparler.views.brief.merging import merged, worth_telling
from pourparler.views.brief.notes import letters
from tests import builders


@pytest.fixture
def page(record):
    with Project(Settings(record=record)) as project:
        return compose(project.situation())


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_snapshot(page, form, snapshot):
    snapshot(render(page, form), f"brief.{form}")


def test_eighty_columns(run, record, snapshot):
    done = run("brief", "--record", record)
    assert done.exit_code == 0
    assert max(len(line) for line in done.output.splitlines()) <= 80
    snapshot(done.output, "brief80.text")


def test_every_mark_has_its_note(page):
    held = {note.mark for source in page.sources for note in source.notes}
    cited = {mark for section in page.sections for line in section.lines for mark in line.marks}
    assert cited
    assert cited == held


def test_limits(record):
    with Project(Settings(record=record)) as project:
        situation = project.situation()
    many = replace(situation, done=tuple(_matter(n) for n in range(30)))
    usual = {s.key: s for s in compose(many).sections}["done"]
    assert (len(usual.lines), usual.left_out) == (8, 22)
    assert len({s.key: s for s in compose(many, 3).sections}["done"].lines) == 3
    everything = {s.key: s for s in compose(many, 0).sections}["done"]
    assert (len(everything.lines), everything.left_out) == (30, 0)


def test_pronouns_that_nobody_resolved_are_left_out():
    assert worth_telling(_matter(1))
    assert not worth_telling(_matter(1, actor=Party("They")))
    assert not worth_telling(_matter(1, actor=Party("Norland", id="norland"), recipient=Party("it")))


def test_two_ways_of_reporting_one_thing_are_one_line():
    berg = _matter(1, day="2031-03-03", force="offer", actor=Party("Ada Berg", id="ada-berg", country="NOR"))
    norland = _matter(2, day="2031-03-03", force="promise", actor=Party("Norland", id="norland", country="NOR"))
    later = _matter(3, day="2031-03-09", force="promise", actor=Party("Norland", id="norland", country="NOR"))
    one, other = merged([berg, norland, later])
    assert [e.id for e in one.evidence] == ["e1", "e2"]
    assert [e.id for e in other.evidence] == ["e3"]


def test_json_is_what_its_schema_says(page, schema_errors):
    assert schema_errors("brief", json.loads(render(page, "json"))) == []


def test_letters():
    assert [letters(n) for n in (0, 1, 25, 26, 27)] == ["a", "b", "z", "aa", "ab"]


def _matter(number, day=None, force="did", actor=None, recipient=None):
    reading = builders.reading()
    event = replace(
        reading.events[0],
        id=f"e{number}",
        force=force,
        actors=(actor or Party(f"Actor {number}", id=f"actor-{number}"),),
        recipients=(recipient,) if recipient else (),
    )
    evidence = Evidence(reading.document.report, replace(event.evidence, text=f"words {number}"), event.id)
    day = day or f"2031-03-{number % 28 + 1:02d}"
    return Matter(event=event, evidence=(evidence,), first=day, last=day)
