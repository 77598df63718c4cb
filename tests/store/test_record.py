"""What goes into the record comes out again; the same report twice changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pourparler.records import Reading, contract
from pourparler.store import Outcome, Store
from tests.builders import TEXT, numbered, reading, recoded

TRICKY = (
    "Ünïcode — “curly” ‘marks’, 漢字, עברית, emoji 🤝🏽, a \u2028 line separator, a tab\t, a quote ' and a "
    "backslash \\, %s and {braces}; a \u200f mark.\n\n" + TEXT
)


def write(store: Store, *readings: Reading) -> list[Outcome]:
    with store.writer() as writer:
        return [writer.write(one) for one in readings]


def dump(store: Store) -> list[str]:
    with store.view() as view:
        return list(view.dump())


def held(store: Store, report: str) -> Reading | None:
    with store.view() as view:
        return view.reading(report)


@pytest.mark.parametrize("text", [TEXT, TRICKY], ids=["plain", "tricky"])
def test_a_reading_comes_back_as_it_went_in(store: Store, text: str) -> None:
    one = reading(text=text)
    assert write(store, one) == ["added"]
    assert held(store, one.document.report.id) == one


def test_a_reading_without_findings_comes_back(store: Store) -> None:
    one = Reading(reading().document)
    write(store, one)
    assert held(store, one.document.report.id) == one


def test_the_same_report_twice_changes_nothing(store: Store) -> None:
    write(store, *map(numbered, range(5)))
    before = dump(store)
    assert write(store, *map(numbered, range(5))) == ["unchanged"] * 5
    assert dump(store) == before


def test_the_same_file_under_another_name_changes_nothing(store: Store) -> None:
    write(store, reading(origin="a.txt"))
    before = dump(store)
    assert write(store, reading(origin="copy of a.txt")) == ["unchanged"]
    assert dump(store) == before


def test_a_changed_report_is_a_new_version_beside_the_old_one(store: Store) -> None:
    old = reading(url="https://example.org/a")
    new = reading(url="https://example.org/a", text=TEXT + "\n\nThis report was updated.")
    assert write(store, old, new) == ["added", "new version"]
    report = old.document.report.id
    assert held(store, report) == new
    with store.view() as view:
        assert [v.version for v in view.versions(report)] == [old.document.report.version, new.document.report.version]
        assert view.reading(report, old.document.report.version) == old
        assert view.count("reports") == 1
        assert view.count("events") == len(new.events)
        assert {a.reports for a in view.actors()} == {1}


def test_a_file_rewritten_in_place_is_a_new_version(store: Store) -> None:
    old, new = reading(origin="a.txt"), reading(origin="a.txt", text=TEXT + "\n\nOne more line.")
    assert old.document.report.id != new.document.report.id
    assert write(store, old, new) == ["added", "new version"]
    assert held(store, new.document.report.id) == new
    with store.view() as view:
        assert view.count("reports") == 1


def test_lines_of_one_feed_are_reports_of_their_own(store: Store) -> None:
    write(store, *(numbered(n, origin=f"feed.jsonl#{n}") for n in range(3)))
    with store.view() as view:
        assert view.count("reports") == 3


def test_an_older_version_that_comes_late_does_not_become_the_current_one(store: Store) -> None:
    new = reading(url="https://example.org/a", published="2031-03-04", text=TEXT + "\n\nUpdated.")
    old = reading(url="https://example.org/a", published="2031-03-03")
    write(store, new, old)
    assert held(store, old.document.report.id) == new


def test_versions_that_come_in_another_order_give_the_same_record(store: Store, another: Store) -> None:
    days = [reading(url="https://example.org/a", published=f"2031-03-0{n}", text=f"{TEXT}\n\n{n}") for n in range(1, 4)]
    write(store, *days)
    write(another, *reversed(days))
    assert dump(store) == dump(another)


def test_the_same_version_read_by_another_coder_replaces_what_was_found(store: Store) -> None:
    one = reading()
    assert write(store, one, recoded(one)) == ["added", "replaced"]
    assert held(store, one.document.report.id) == recoded(one)
    with store.view() as view:
        assert (view.count("events"), view.count("statements")) == (0, 1)
        assert all(a.events == 0 for a in view.actors())
    assert write(store, one) == ["replaced"]
    with store.view() as view:
        assert view.count("events") == len(one.events)


def test_an_actor_whom_no_report_holds_any_more_is_forgotten(store: Store) -> None:
    one = reading()
    bare = replace(one, actors=(), statements=(), events=(), itineraries=())
    write(store, one, bare)
    with store.view() as view:
        assert view.actors() == []


def test_the_record_does_not_depend_on_the_order_of_the_batch(store: Store, another: Store) -> None:
    several = [numbered(n) for n in range(6)]
    write(store, *several)
    write(another, *reversed(several))
    assert dump(store) == dump(another)


def test_a_view_shows_one_moment(store: Store) -> None:
    write(store, numbered(1))
    with store.view() as view:
        assert view.count("reports") == 1
        write(store, numbered(2))
        if store.is_file:
            assert view.count("reports") == 1
    with store.view() as view:
        assert view.count("reports") == 2


def test_dump_lines_are_contract_objects(store: Store) -> None:
    import json

    one = reading()
    write(store, one)
    first = json.loads(dump(store)[0])
    assert contract.from_dict(first["reading"]) == one
    assert "arrived_at" not in "".join(dump(store))


def test_a_sound_record_says_so(store: Store) -> None:
    write(store, *map(numbered, range(3)))
    assert store.check() == []
