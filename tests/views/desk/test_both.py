"""The desk answers the same from SQLite and from PostgreSQL."""

from __future__ import annotations

import pytest

from pourparler.project import Project
from pourparler.settings import Settings
from tests import builders
from tests.store.conftest import database, new_schema  # noqa: F401
from tests.views.conftest import fake_load
from tests.views.desk.conftest import desk_of

LISTS = (
    "events statements reports actors overtures predictions pairs pairs?by=actor places trips months situation"
    " events?actor=NOR&with=SUD&words=blockade overtures?due=true overtures?actor=ada-berg&words=blockade"
    " reports?actor=NOR events?as_of=2031-03-05"
).split()
PAGES = "/ /overtures /events /network /map /timeline /actors/ada-berg /dyads/NOR/SUD /quality /calendar.ics".split()


def filled(record: str):
    """Give a client of the desk of a record that was just filled."""
    with Project(Settings(record=record), load=fake_load) as project, project._writable.writer() as writer:
        for number in range(5):
            writer.write(builders.numbered(number, url=f"https://wire.example/{number}"))
    yield from desk_of(record)


@pytest.fixture(scope="module")
def lite(tmp_path_factory):
    yield from filled(str(tmp_path_factory.mktemp("lite") / "record.sqlite"))


@pytest.fixture(scope="module")
def postgres(database):  # noqa: F811
    yield from filled(new_schema(database))


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_the_same(lite, postgres, path):
    one, other = (client.get(f"/api/v1/{path}") for client in (lite, postgres))
    assert one.status_code == 200
    assert other.json() == one.json()


@pytest.mark.parametrize("what", ["events", "statements", "reports", "actors", "overtures"])
def test_cursors_walk_the_same_way(lite, postgres, what):
    walks = []
    for client in (lite, postgres):
        walk, after = [], ""
        while after is not None:
            page = client.get(f"/api/v1/{what}?limit=2{after}").json()
            walk += page["items"]
            after = f"&after={page['next']}" if page["next"] else None
        walks.append(walk)
    assert walks[0] == walks[1]
    assert len(walks[0]) >= 2


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_the_same(lite, postgres, path):
    one, other = (client.get(path).text for client in (lite, postgres))
    for client in (lite, postgres):
        one, other = (text.replace(client.cookies.get("pourparler_form", "-"), "") for text in (one, other))
    assert one == other


def test_a_search_finds_the_same(lite, postgres):
    """What stands around the words may be cut otherwise."""
    one, other = (client.get("/api/v1/search?q=blockade").json()["items"] for client in (lite, postgres))
    assert {hit["id"] for hit in one} == {hit["id"] for hit in other}
