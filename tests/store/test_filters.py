"""What a person asks of the record, on rows that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pourparler.errors import NotFoundError
from pourparler.store import Filters, Store, View
from tests.builders import TEXT, numbered, reading


@pytest.fixture(scope="module")
def filled(fresh: Callable[[], str]) -> Iterator[Store]:
    with Store(fresh()) as store, store.writer() as writer:
        writer.write(reading(url="https://example.org/a"))
        writer.write(reading(url="https://example.org/b", publisher="Evening Post", published="2031-05-01"))
        yield store


@pytest.fixture
def view(filled: Store) -> Iterator[View]:
    with filled.view() as opened:
        yield opened


EVENTS: list[tuple[dict[str, Any], int]] = [
    ({}, 6),
    ({"forces": ("refuse",)}, 2),
    ({"forces": ("REFUSE", "offer")}, 4),
    ({"types": ("consult",)}, 4),
    ({"types": ("AGREE",)}, 2),
    ({"actors": ("Ada Berg",)}, 4),
    ({"actors": ("ada berg",), "forces": ("offer",)}, 2),
    ({"actors": ("NOR",)}, 6),
    ({"actors": ("Norland",), "with_": ("Sudia",)}, 6),
    ({"actors": ("omar-tal",), "with_": ("ada-berg",)}, 2),
    ({"actors": ("omar-tal",), "with_": ("omar-tal",)}, 0),
    ({"min_confidence": 0.88}, 2),
    ({"publisher": "evening"}, 3),
    ({"publisher": "%"}, 0),
    ({"since": "2031-04-01"}, 2),
    ({"until": "2031-03-31"}, 4),
    ({"as_of": "2031-03-31"}, 3),
    ({"as_of": "2031-03-02"}, 0),
    ({"historical": True}, 0),
    ({"words": "blockade"}, 4),
    ({"words": "BLOCKADE sit"}, 2),
    ({"words": "100%"}, 0),
    ({"limit": 4}, 4),
    ({"limit": 4, "offset": 4}, 2),
]


@pytest.mark.parametrize(("conditions", "count"), EVENTS, ids=[str(c) for c, _ in EVENTS])
def test_events(view: View, conditions: dict[str, Any], count: int) -> None:
    filters = Filters(**conditions)
    assert len(view.events(filters)) == count
    if not filters.limit:
        assert view.count("events", filters) == count


STATEMENTS: list[tuple[dict[str, Any], int]] = [
    ({}, 4),
    ({"kinds": ("direct",)}, 2),
    ({"kinds": ("DIRECT", "indirect")}, 4),
    ({"actors": ("Sudia",)}, 2),
    ({"actors": ("Omar",), "kinds": ("direct",)}, 0),
    ({"words": "apology"}, 2),
]


@pytest.mark.parametrize(("conditions", "count"), STATEMENTS, ids=[str(c) for c, _ in STATEMENTS])
def test_statements(view: View, conditions: dict[str, Any], count: int) -> None:
    assert len(view.statements(Filters(**conditions))) == count


@pytest.mark.parametrize("name", ["Atlantis", "'; DROP TABLE actors; --", "%", "_"])
def test_an_actor_whom_the_record_does_not_hold_is_named(view: View, name: str) -> None:
    with pytest.raises(NotFoundError, match="no actor"):
        view.events(Filters(actors=(name,)))


def test_order(view: View) -> None:
    newest = [k.day for k in view.events(Filters())]
    assert newest == sorted(newest, key=str, reverse=True)
    oldest = [k.day for k in view.events(Filters(order="oldest"))]
    assert oldest == sorted(oldest, key=str)


def test_pages_of_a_list_join_up(view: View) -> None:
    whole = [k.item.id for k in view.events()]
    pages = [k.item.id for at in range(0, 6, 2) for k in view.events(Filters(limit=2, offset=at))]
    assert pages == whole


def test_reports_of_a_reader_of_that_day(store: Store) -> None:
    with store.writer() as writer:
        for day in ("01", "05"):
            writer.write(reading(url="https://example.org/a", published=f"2031-03-{day}", text=f"Norland {TEXT} {day}"))
    with store.view() as view:
        assert [r.published for r in view.reports()] == ["2031-03-05"]
        assert [r.published for r in view.reports(Filters(as_of="2031-03-04"))] == ["2031-03-01"]
        assert view.count("events", Filters(as_of="2031-03-04")) == 3


def test_actors_come_with_their_counts(view: View) -> None:
    berg = next(a for a in view.actors() if a.id == "ada-berg")
    assert (berg.reports, berg.statements, berg.events) == (2, 2, 4)
    assert [r.title for r in berg.roles] == ["Foreign Minister"]
    assert [a.id for a in view.actors(Filters(words="berg"))] == ["ada-berg"]
    assert {a.id for a in view.actors(Filters(actors=("SUD",)))} == {"sudia", "omar-tal"}


def test_ids_are_found_again(view: View) -> None:
    one = view.events()[0]
    assert view.kind_of(one.item.id) == "event"
    assert view.finding(one.item.id) == one
    assert view.kind_of("sudia") == "actor"
    assert view.kind_of("nothing") is None
    assert view.finding("nothing") is None
    assert view.reading("nothing") is None


def test_many_reports_page_in_the_order_of_their_days(store: Store) -> None:
    with store.writer() as writer:
        for number in (3, 1, 2):
            writer.write(numbered(number))
    with store.view() as view:
        assert [r.title for r in view.reports()] == ["Report 1", "Report 2", "Report 3"]
