"""Corrections stand in the rows: filters, counts and search see them; newer coders and versions do not undo them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pourparler.errors import NotFoundError, SettingsError
from pourparler.project import Project
from pourparler.records import Reading
from pourparler.settings import Settings
from pourparler.store import Filters, Store
from tests.builders import TEXT, reading

NOW = "2031-04-01T10:00:0{}+00:00"
REPORT = reading()
EVENT = REPORT.events[0]
HOME = REPORT.document.report.id
APOLOGY = {"force": "demand", "act": "AGREE", "actors": "Omar Tal", "recipients": "Ada Berg,ISL", "date": "2031-03-03"}


@pytest.fixture
def project(record: str) -> Project:
    made = Project(Settings(record=record))
    write(made, REPORT)
    return made


def write(project: Project, *readings: Reading) -> None:
    with project._writable.writer() as writer:
        for one in readings:
            writer.write(one)


def events(project: Project, **conditions: object) -> list[str]:
    return [k.item.id for k in project.events(**conditions)]


def newer(one: Reading) -> Reading:
    """Return what a newer coder found: the same, with other ids."""
    renamed = tuple(replace(e, id=f"{e.id}x", confidence=0.5) for e in one.events)
    return replace(one, events=renamed, statements=tuple(replace(s, id=f"{s.id}x") for s in one.statements))


def later(one: Reading) -> Reading:
    """Return a later version of the report without findings: a line more at its head, so that all words move."""
    old = one.document
    report = replace(old.report, version="v-later", published="2031-03-05")
    text = "Updated on Wednesday\n" + old.text
    return Reading(replace(old, report=report, text=text, paragraphs=((0, len(text)),), headline=None, furniture=()))


def test_an_added_event_is_a_row_like_others(project: Project) -> None:
    made = project.add("event", HOME, "only after an apology", APOLOGY, "ann", NOW.format(0), "he asked for one")
    assert made.target in events(project, actors=("ISL",))
    assert made.target in events(project, forces=("demand",), types=("AGREE",), words="apology")
    held = project.show(made.target)
    assert held.item.codes is not None
    assert (held.item.coding.coder, held.item.confidence) == ("person", 1.0)
    assert TEXT[held.item.evidence.start : held.item.evidence.end] == "only after an apology"
    assert {a.id for a in project.actors()} >= {"isl", "ada-berg"}
    assert made.target in {e.event for o in project.overtures() for e in o.evidence}
    assert [c.why for c in project.history(made.target).corrections] == ["he asked for one"]


def test_what_was_added_survives_newer_coders_and_versions(project: Project) -> None:
    made = project.add("event", HOME, "only after an apology", APOLOGY, "ann", NOW.format(0))
    said = project.add("statement", HOME, "an apology", {"speaker": "Per Holm (NOR)"}, "ann", NOW.format(1))
    write(project, newer(REPORT))
    assert made.target in events(project)
    write(project, later(REPORT))
    (held,) = project.events()
    assert held.item.id == made.target
    assert held.item.evidence.start == TEXT.index("only after an apology") + len("Updated on Wednesday\n")
    assert [k.item.id for k in project.statements(actors=("Per Holm",))] == [said.target]


def test_a_coder_who_finds_it_too_makes_one_row(project: Project) -> None:
    same = {"force": EVENT.force, "act": EVENT.act, "mode": EVENT.mode}
    same |= {"actors": ",".join(p.id for p in EVENT.actors), "recipients": ",".join(p.id for p in EVENT.recipients)}
    span = (EVENT.evidence.start, EVENT.evidence.end)
    before = events(project)
    project.add("event", HOME, span, {k: v for k, v in same.items() if v}, "ann", NOW.format(0))
    assert events(project) == before


def test_filters_counts_and_search_see_corrections(project: Project) -> None:
    other = next(force for force in ("threaten", "offer") if force != EVENT.force)
    project.correct(EVENT.id, "edit", "ann", NOW.format(0), payload={"set": {"force": other, "recipients": "ISL"}})
    assert EVENT.id in events(project, forces=(other,), actors=("ISL",))
    before = project.count("events")
    project.correct(EVENT.id, "reject", "ann", NOW.format(1))
    assert project.count("events") == before - 1
    assert EVENT.id not in events(project)
    assert [f.id for f in project.report(HOME)[1]] == [EVENT.id]
    said = REPORT.statements[0]
    assert said.id in {h.id for h in project.search("blockade")}
    project.correct(said.id, "reject", "ann", NOW.format(2))
    assert said.id not in {h.id for h in project.search("blockade")}
    project.correct(EVENT.id, "accept", "bob", NOW.format(3), "she is right after all")
    assert EVENT.id in events(project, forces=(other,))
    write(project, newer(REPORT))
    assert f"{EVENT.id}x" in events(project, forces=(other,), actors=("ISL",))


def test_rejecting_what_was_added_leaves_what_was_coded(project: Project) -> None:
    span = (EVENT.anchor.start, EVENT.anchor.end)
    made = project.add("event", HOME, span, APOLOGY, "ann", NOW.format(0))
    project.correct(made.target, "reject", "ann", NOW.format(1))
    assert (made.target in events(project), EVENT.id in events(project)) == (False, True)
    project.correct(made.target, "accept", "ann", NOW.format(2))
    project.correct(EVENT.id, "reject", "ann", NOW.format(3))
    write(project, newer(REPORT))
    assert (made.target in events(project), f"{EVENT.id}x" in events(project)) == (True, False)


def test_corrections_made_before_or_after_reading_again_give_the_same_record(
    project: Project, fresh: Callable[[], str]
) -> None:
    def correct(one: Project) -> None:
        one.add("event", HOME, "only after an apology", APOLOGY, "ann", NOW.format(0))
        one.correct(EVENT.id, "edit", "ann", NOW.format(1), payload={"set": {"date": "2031-03-02"}})

    correct(project)
    write(project, newer(REPORT), REPORT)
    with Project(Settings(record=fresh())) as other:
        write(other, REPORT)
        correct(other)
        assert dump(other.store) == dump(project.store)


def dump(store: Store) -> list[str]:
    with store.view() as view:
        return list(view.dump())


def test_an_act_keeps_no_mode_that_is_not_its(project: Project) -> None:
    visit = {**APOLOGY, "act": "CONSULT", "mode": "visit"}
    made = project.add("event", HOME, "an apology", visit, "ann", NOW.format(0))
    with pytest.raises(SettingsError, match="CONSULT has no mode"):
        project.correct(made.target, "edit", "ann", NOW.format(1), payload={"set": {"mode": "arrest"}})
    project.correct(made.target, "edit", "ann", NOW.format(2), payload={"set": {"act": "RETREAT"}})
    held = project.show(made.target).item
    assert (held.act, held.mode) == ("RETREAT", None)


def test_an_overture_is_added_and_goes_the_way_of_others(project: Project) -> None:
    values = {"kind": "demand", "act": "RETREAT", "from": "Sudia", "to": "Ada Berg", "due": "2031-04", "mode": None}
    made = project.add("overture", HOME, "only after an apology", values, "ann", NOW.format(0), "so I read it")
    held = project.overture(made.target)
    assert (held.side, held.other, held.outcome, held.due, held.opened) == (
        "SUD",
        "NOR",
        "unanswered",
        "2031-04",
        "2031-03-03",
    )
    assert held.other_persons == ("ada-berg",)
    assert (held.history[0].who, held.evidence[0].words) == ("ann", "only after an apology")
    assert made.target not in {o.id for o in project.overtures("2031-03-02")}
    project.correct(made.target, "edit", "ann", NOW.format(1), payload={"set": {"outcome": "refused"}})
    assert project.overture(made.target).outcome == "refused"


def test_a_correction_of_a_later_day_is_not_known_before(project: Project) -> None:
    item = project.overtures()[0].id
    values = {"set": {"outcome": "withdrawn", "day": "2031-03-20"}}
    project.correct(item, "edit", "ann", NOW.format(0), payload=values)
    assert project.overture(item).outcome == "withdrawn"
    assert project.overture(item, "2031-03-19").outcome != "withdrawn"


def test_lessons_tell_what_was_missing(project: Project) -> None:
    project.add("event", HOME, "only after an apology", APOLOGY, "ann", NOW.format(0))
    (lesson,) = project.lessons()
    assert (lesson.label, lesson.coded) == ("missing", None)
    assert lesson.right is not None
    assert lesson.text is not None
    assert lesson.span is not None
    assert lesson.text[slice(*lesson.span)] == "only after an apology"


def test_lessons_hold_on_to_the_words_when_a_newer_coder_or_version_comes(project: Project) -> None:
    project.correct(EVENT.id, "edit", "ann", NOW.format(0), payload={"set": {"date": "2031-03-02"}})
    made = project.add("event", HOME, "only after an apology", APOLOGY, "ann", NOW.format(1))
    write(project, newer(REPORT))
    changed, missing = project.lessons()
    assert (changed.coded.id, changed.coded.date, changed.right.date) == (f"{EVENT.id}x", EVENT.date, "2031-03-02")
    assert changed.text[slice(*changed.span)] == EVENT.anchor.text
    write(project, later(REPORT))
    _, missing = project.lessons()
    assert missing.right.id == made.target
    assert missing.text[slice(*missing.span)] == "only after an apology"


def test_lessons_of_overtures(project: Project) -> None:
    item = project.overtures()[0]
    project.correct(item.id, "edit", "ann", NOW.format(0), payload={"set": {"outcome": "withdrawn"}})
    (lesson,) = project.lessons()
    assert (lesson.coded.outcome, lesson.right.outcome) == (item.outcome, "withdrawn")
    project.correct(item.id, "reject", "ann", NOW.format(1))
    assert [x.right for x in project.lessons()] == [None, None]


@pytest.mark.parametrize(
    ("words", "changes", "told"),
    [
        ("nowhere in it", {}, "does not hold"),
        ("Sudia", {}, "times"),
        ((5, 5), {}, "no part of it"),
        ("an apology", {"force": "shout"}, "force cannot be"),
        ("an apology", {"act": None}, "also say: act"),
        ("an apology", {"speed": "1"}, "no event has a field"),
        ("an apology", {"date": "soon"}, "date cannot be"),
        ("an apology", {"actors": "Nobody At All"}, "nobody is called"),
    ],
)
def test_what_makes_no_sense_is_refused(project: Project, words: object, changes: dict, told: str) -> None:
    with pytest.raises((SettingsError, NotFoundError), match=told):
        project.add("event", HOME, words, {**APOLOGY, **changes}, "ann", NOW.format(0))  # type: ignore[arg-type]
    assert project.corrections() == []


def test_a_country_code_is_no_part_of_a_name(project: Project) -> None:
    with project.store.view() as view:
        assert view.resolve("LAN") == (set(), set())
        assert view.resolve("NOR")[1] == {"NOR"}
    assert project.events(Filters(actors=("NOR",)))
