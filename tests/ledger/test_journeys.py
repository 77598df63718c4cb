"""Stops over many reports, who can meet whom, roles in time, and the calendar of it all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from icalendar import Calendar
from story import event, ledger, reading

from pourparler.ledger.journeys import Sighting, crossings, legs
from pourparler.ledger.tenures import Held, tenures
from pourparler.project import Filters, Project
from pourparler.records import Actor, Geo, Role
from pourparler.settings import Settings
from pourparler.views.calendar import calendar_file


def stop(actor: str, place: str, date: str | None, told: str, done: bool, country: str = "AUT") -> Sighting:
    return Sighting(actor, actor.title(), place, country, date, told, f"r{told}", done)


def test_a_plan_that_is_made_is_one_stop() -> None:
    told = [
        stop("berg", "Vienna", "2031-04-10", "2031-03-01", False),
        stop("berg", "Vienna", "2031-04-10", "2031-04-11", True),
        stop("berg", "Vienna", "2031-09-01", "2031-08-01", False),
    ]
    first, second = legs(told, "2031-08-15")
    assert (first.state, first.begin, first.reports) == ("done", "2031-04-10", ("r2031-03-01", "r2031-04-11"))
    assert second.state == "planned"
    assert legs(told[:1], "2031-05-01")[0].state == "not confirmed"


def test_undated_stops_are_approximate() -> None:
    (leg,) = legs([stop("berg", "Vienna", None, "2031-03-10", True)], "2031-04-01")
    assert (leg.begin, leg.end, leg.approximate) == ("2031-03-03", "2031-03-10", True)


def test_who_can_meet_whom_where() -> None:
    told = [
        stop("berg", "Vienna", "2031-04-10/2031-04-12", "2031-04-01", False),
        stop("tal", "Vienna", "2031-04-12/2031-04-14", "2031-04-02", False),
        stop("holm", "Graz", "2031-04-12", "2031-04-02", False),
        stop("holm", "Vienna", "2031-06-01", "2031-04-02", False),
    ]
    found = [(c.one.actor, c.other.actor, c.begin, c.sure) for c in crossings(legs(told, "2031-04-03"))]
    assert ("berg", "tal", "2031-04-12", True) in found
    assert ("berg", "holm", "2031-04-12", False) in found
    assert len(found) == 3


def held(actor: str, told: str, **more: object) -> Held:
    facts = {"begin": None, "end": None, "former": False, **more}
    return Held(told, f"r{told}", actor, actor.title(), "foreign minister", "Norland", "NOR", **facts)  # type: ignore[arg-type]


def test_roles_are_bounded_by_what_reports_tell() -> None:
    found = tenures([held("berg", "2031-01-05"), held("berg", "2031-03-01"), held("holm", "2031-04-09")])
    assert [(t.actor, t.begin, t.end) for t in found] == [
        ("berg", "../2031-01-05", "2031-03-01/2031-04-09"),
        ("holm", "../2031-04-09", ".."),
    ]
    assert tenures([replace(held("nor-minister", "2031-01-05"), name="the foreign minister")]) == []
    (known,) = tenures([held("berg", "2031-01-05", begin="2029-10-01", end="..")])
    assert (known.begin, known.end, known.source) == ("2029-10-01", "..", "gazetteer")
    (left,) = tenures([held("berg", "2031-01-05"), held("berg", "2031-06-01", former=True)])
    assert left.end == "2031-01-05/2031-06-01"


def test_calendar_entries_keep_their_ids() -> None:
    offer = reading("2031-03-01", event("offer", "CONSULT", "berg", "tal", "offered to meet Tal", due="2031-04-10"))
    accept = reading("2031-03-05", event("accept", "CONSULT", "tal", "berg", "agreed to meet", due="2031-04-11"))
    trip = legs([stop("berg", "Vienna", "2031-04-10/2031-04-12", "2031-04-01", False)], "2031-04-03")
    before = Calendar.from_ical(calendar_file(ledger(offer), trip, "2031-03-02", {}))
    after = Calendar.from_ical(calendar_file(ledger(offer, accept), trip, "2031-03-06", {}))
    assert calendar_file(ledger(offer), trip, "2031-03-02", {}) == calendar_file(ledger(offer), trip, "2031-03-02", {})
    one, other = (sorted(c.walk("VEVENT"), key=lambda e: str(e["categories"].to_ical())) for c in (before, after))
    assert [e["uid"] for e in one] == [e["uid"] for e in other]
    meeting = next(e for e in one if e["uid"].startswith("o"))
    moved = next(e for e in other if e["uid"].startswith("o"))
    assert (meeting["status"], moved["status"]) == ("TENTATIVE", "CONFIRMED")
    assert (meeting.decoded("dtstart").isoformat(), moved.decoded("dtstart").isoformat()) == (
        "2031-04-10",
        "2031-04-11",
    )
    assert moved["sequence"] > meeting["sequence"]


def test_who_meets_somewhere_on_a_day_is_there(tmp_path: Path) -> None:
    people = tuple(
        Actor(i, n, "person", c, "GOV")
        for i, n, c in (("ada-berg", "Ada Berg", "NOR"), ("omar-tal", "Omar Tal", "SUD"))
    )
    vienna = Geo("Vienna", "AUT")
    told = (
        reading("2031-03-01", event("promise", "CONSULT", "berg", "tal", "will meet", due="2031-04-10", place=vienna)),
        reading("2031-03-02", event("promise", "CONSULT/phone", "berg", "tal", "calls", due="2031-05", place=vienna)),
        reading("2031-03-03", event("did", "CONSULT", "berg", "tal", "met last year", date="2030", place=vienna)),
        reading("2031-04-11", event("did", "CONSULT", "berg", "tal", "met", date="2031-04-10", place=vienna)),
    )
    with Project(Settings(record=str(tmp_path / "record.sqlite"))) as project:
        with project._writable.writer() as writer:
            for one in told:
                writer.write(replace(one, actors=people))
        assert [(j.actor, j.place, j.begin, j.state) for j in project.journeys()] == [
            ("ada-berg", "Vienna", "2031-04-10", "done"),
            ("omar-tal", "Vienna", "2031-04-10", "done"),
        ]
        (before,) = project.crossings(Filters(as_of="2031-03-05"))
        assert (before.place, before.one.state, before.sure) == ("Vienna", "planned", True)
        assert [j.actor for j in project.journeys(Filters(actors=("NOR",)))] == ["ada-berg"]


def test_a_role_ends_when_the_gazetteer_says_so_and_not_before(tmp_path: Path) -> None:
    minister = Role("defence minister", "Japan", "JPN", "2017-08-03", "..")
    onodera = Actor("itsunori-onodera", "Itsunori Onodera", "person", "JPN", "GOV", (minister,), known=True)
    told = replace(reading("2018-06-12", event("did", "CONSULT", "berg", "tal", "met")), actors=(onodera,))
    later = reading("2018-12-01", event("did", "CONSULT", "berg", "tal", "met again"))
    with Project(Settings(record=str(tmp_path / "record.sqlite"))) as project:
        with project._writable.writer() as writer:
            for one in (told, later):
                writer.write(one)
        assert [(t.begin, t.end) for t in project.tenures()] == [("2017-08-03", "2018-10-02")]
        assert [t.end for t in project.tenures(Filters(as_of="2018-09-30"))] == [".."]
