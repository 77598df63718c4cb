"""The ledger in a record: taken in once, incremental, corrected by people, copies as one source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from story import event, reading

from pourparler.errors import NotFoundError
from pourparler.project import Project
from pourparler.records import Actor, Event, Reading
from pourparler.records.overtures import overture_dict
from pourparler.settings import Settings

OFFER = reading("2031-03-01", event("offer", "CONSULT", "berg", "tal", "offered to meet in Vienna", due="2031-04"))
ACCEPT = reading("2031-03-05", event("accept", "AGREE", "tal", "berg", "accepted the invitation"))
CANCEL = reading("2031-03-20", event("refuse", "CONSULT", "tal", "berg", "cancelled the meeting in Vienna"))
DEMAND = reading("2031-03-21", event("demand", "RETREAT/release", "NOR", "SUD", "demanded that Sudia free the sailors"))
ALL = (OFFER, ACCEPT, CANCEL, DEMAND)
NOW = "2031-04-01T10:00:00+00:00"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(Settings(record=str(tmp_path / "record.sqlite")))


def write(project: Project, *readings: Reading) -> None:
    with project._writable.writer() as writer:
        for one in readings:
            writer.write(one)


def dump(project: Project) -> list[dict]:
    return [overture_dict(o) for o in project.overtures()]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_any_order_of_reading_gives_the_same_ledger(project: Project, tmp_path: Path, order: tuple[int, ...]) -> None:
    write(project, *ALL)
    for number in order:
        other = Project(Settings(record=str(tmp_path / "other.sqlite")))
        write(other, ALL[number])
        other.settle()
        other.close()
    assert dump(Project(Settings(record=str(tmp_path / "other.sqlite")))) == dump(project)


def test_somebody_who_turns_out_a_person_binds_what_was_folded_before(project: Project) -> None:
    write(project, OFFER)
    assert project.overtures()[0].persons == ()
    berg = Actor("ada-berg", "Ada Berg", "person", "NOR", "GOV")
    write(project, replace(DEMAND, actors=(berg,)))
    assert project.overtures()[0].persons == ("ada-berg",)


def test_settling_twice_changes_nothing(project: Project) -> None:
    write(project, *ALL)
    assert project.settle().reports == 4
    assert project.settle().reports == 0
    write(project, *ALL)
    assert project.settle().reports == 0


def test_as_of_and_filters(project: Project) -> None:
    write(project, *ALL)
    assert [o.outcome for o in project.overtures("2031-03-06")] == ["accepted"]
    assert [o.outcome for o in project.overtures(kinds=["demand"])] == ["unanswered"]
    assert project.overtures("2031-01-01") == []


def test_a_rewritten_report_counts_as_it_was(project: Project) -> None:
    write(project, *ALL)
    home = ACCEPT.document.report
    later = replace(home, version="v-later", published="2031-03-25")
    refused = event("refuse", "AGREE", "tal", "berg", "refused the invitation")
    write(project, Reading(replace(ACCEPT.document, report=later), events=(refused,)))
    assert project.overtures("2031-03-06")[0].outcome == "accepted"


def test_an_event_that_a_person_rejects_leaves_the_ledger(project: Project) -> None:
    write(project, *ALL)
    wrong = CANCEL.events[0].id
    project.correct(wrong, "reject", "ann", NOW, "it was another meeting")
    assert project.overtures()[0].outcome == "accepted"
    assert wrong not in {k.item.id for k in project.events()}
    again = replace(CANCEL.events[0], id="e-of-a-newer-coder", confidence=0.5)
    write(project, replace(CANCEL, events=(again,)))
    assert project.overtures()[0].outcome == "accepted", "the words are rejected, whatever id they get"
    assert [c.who for c in project.history(wrong).corrections] == ["ann"]


def test_an_event_is_edited_and_its_codes_follow(project: Project) -> None:
    write(project, *ALL)
    project.correct(DEMAND.events[0].id, "edit", "ann", NOW, payload={"set": {"force": "offer"}})
    mine = next(k.item for k in project.events() if k.item.act == "RETREAT")
    assert mine.force == "offer"
    assert mine.codes is not None
    assert mine.codes.plover == "AGREE"
    assert {o.kind for o in project.overtures()} == {"offer"}


def test_overtures_are_edited_merged_split_and_rejected(project: Project) -> None:
    write(project, *ALL)
    offer, demand = (o.id for o in project.overtures())
    project.correct(offer, "edit", "ann", NOW, "said so", {"set": {"outcome": "refused"}})
    assert project.overture(offer).outcome == "refused"
    assert project.overture(offer).history[-1].who == "ann"
    project.correct(demand, "merge", "ann", "2031-04-01T10:01:00+00:00", payload={"into": offer})
    assert [o.id for o in project.overtures()] == [offer]
    split = {"events": [DEMAND.events[0].id]}
    project.correct(offer, "split", "ann", "2031-04-01T10:02:00+00:00", payload=split)
    assert len(project.overtures()) == 2
    project.correct(offer, "reject", "ann", "2031-04-01T10:03:00+00:00")
    assert offer not in {o.id for o in project.overtures()}
    assert len(project.corrections()) == 4


def recoded(one: Reading) -> Reading:
    """Return what a newer coder finds: the same words under other ids."""
    return replace(one, events=tuple(replace(e, id=f"{e.id}-newer", confidence=0.5) for e in one.events))


def test_merging_and_splitting_survive_a_newer_coder(project: Project) -> None:
    write(project, *ALL)
    offer, demand = (o.id for o in project.overtures())
    project.correct(demand, "merge", "ann", NOW, payload={"into": offer})
    write(project, *map(recoded, ALL))
    (merged,) = project.overtures()
    assert merged.id != offer
    assert merged.history[-1].move == "merged"
    split = {"events": [f"{DEMAND.events[0].id}-newer"]}
    project.correct(merged.id, "split", "ann", "2031-04-01T10:02:00+00:00", payload=split)
    assert len(project.overtures()) == 2
    write(project, *ALL)
    assert [o.history[-1].move for o in project.overtures()].count("split") == 1


def test_a_correction_means_the_overture_of_its_two_sides(project: Project) -> None:
    both = reading("2031-03-01", event("offer", "CONSULT", "berg", "tal ZEM", "offered both to meet"))
    write(project, both)
    of_zembla = next(o for o in project.overtures() if o.other == "ZEM")
    project.correct(of_zembla.id, "edit", "ann", NOW, payload={"set": {"outcome": "refused"}})
    write(project, recoded(both))
    assert {o.other: o.outcome for o in project.overtures()} == {"SUD": "unanswered", "ZEM": "refused"}


def test_what_is_not_there(project: Project) -> None:
    write(project, *ALL)
    with pytest.raises(NotFoundError):
        project.correct("e-nothing", "reject", "ann", NOW)
    with pytest.raises(NotFoundError):
        project.history("o-nothing")


STORY = (
    "The foreign minister of Norland offered on Monday to meet the president of Sudia in Vienna to talk about the "
    'blockade of the strait. "We are ready to sit down with them whenever they stop their ships," she told reporters '
    "in the capital before she flew to a conference of trade ministers. Officials of both states have not spoken to "
    "each other for a year, and fishermen on both coasts have asked them for a way out of the quarrel before winter."
)
OTHER = (
    "Ministers from Norland and Sudia could soon meet, officials said, after months without any contact between them. "
    "The proposal came in a speech in which the minister also spoke of fishing rights, insurance and the price of oil. "
    '"We are ready to sit down with them whenever they stop their ships," she said. Traders in the port were doubtful.'
)


def test_wire_copies_are_one_source_and_rewrites_of_one_speech_are_two(project: Project) -> None:
    words = "offered to meet in Vienna"
    made = [
        reading("2031-03-01", event("offer", "CONSULT", "berg", "tal", words), publisher=name, text=text)
        for name, text in (("Wire", STORY), ("Post", STORY + " More on page five."), ("Globe", OTHER))
    ]
    write(project, *made)
    (overture,) = project.overtures()
    assert len({e.report for e in overture.evidence}) == 3
    assert overture.sources == 2
    (happening,) = project.happenings()
    assert (happening.reports, happening.sources) == (3, 2)


def test_contradicting_details_stand_side_by_side(project: Project) -> None:
    def met(day: str, publisher: str) -> Reading:
        deed = event("did", "CONSULT", "berg", "tal", f"met Tal on {day}", date=day)
        return reading("2031-04-11", deed, publisher=publisher)

    write(project, met("2031-04-10", "Wire"), met("2031-04-11", "Post"))
    (happening,) = project.happenings()
    assert happening.contradictions[0][0] == "date"
    assert [value for value, _ in happening.contradictions[0][1]] == ["2031-04-10", "2031-04-11"]


def test_what_is_told_more_closely_and_a_report_itself_do_not_contradict(project: Project) -> None:
    def met(date: str, publisher: str, *who: str) -> Reading:
        deeds = [event("did", "CONSULT", w, "tal", f"{w} met Tal", i, date=date) for i, w in enumerate(who)]
        return reading("2031-04-11", *deeds, publisher=publisher)

    write(project, met("2031-04-10", "Wire", "berg", "holm"), met("2031-04-10/2031-04-11", "Post", "berg"))
    assert [(h.reports, h.contradictions) for h in project.happenings()] == [(2, ())]
    write(project, met("2031-04-09", "Globe", "holm"))
    ((name, values),) = project.happenings()[0].contradictions
    assert (name, [v for v, _ in values]) == ("date", ["2031-04-09", "2031-04-10"])


def test_corrections_are_lessons_with_their_text(project: Project) -> None:
    write(project, *ALL)
    project.correct(DEMAND.events[0].id, "edit", "ann", NOW, payload={"set": {"force": "offer"}})
    project.correct(CANCEL.events[0].id, "reject", "ann", "2031-04-02T10:00:00+00:00")
    edited, rejected = project.lessons()
    assert (edited.label, rejected.label) == ("changed", "wrong")
    assert isinstance(edited.coded, Event)
    assert isinstance(edited.right, Event)
    assert (edited.coded.force, edited.right.force) == ("demand", "offer")
    assert rejected.right is None
    assert edited.text
    assert edited.span
    assert edited.text[slice(*edited.span)] == DEMAND.events[0].anchor.text
    assert [x.label for x in project.lessons("2031-04-01")] == ["changed"]


def test_rows_as_of_a_day(project: Project) -> None:
    write(project, *ALL)
    with pytest.raises(NotFoundError):
        project.show(DEMAND.events[0].id, as_of="2031-03-05")
    with pytest.raises(NotFoundError):
        project.show(DEMAND.document.report.id, as_of="2031-03-05")
    assert project.show(OFFER.events[0].id, as_of="2031-03-05")
    assert project.show(OFFER.document.report.id, as_of="2031-03-05")
