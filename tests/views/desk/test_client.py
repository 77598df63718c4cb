"""The Python client: lists as they are gone through, rows in, documents out, errors that say why."""

from __future__ import annotations

import httpx
import pytest

from pourparler.client import Desk, DeskError
from pourparler.errors import NotFoundError


def through(desk) -> httpx.MockTransport:
    """Return what leads requests to the desk of the tests."""

    def answer(request: httpx.Request) -> httpx.Response:
        kept = {n: v for n, v in request.headers.items() if n in ("content-type", "authorization")}
        found = desk.request(request.method, str(request.url), content=request.read(), headers=kept)
        return httpx.Response(found.status_code, content=found.content, headers=found.headers)

    return httpx.MockTransport(answer)


@pytest.fixture
def client(desk):
    with Desk("http://localhost", transport=through(desk)) as made:
        yield made


def test_lists_go_through_all_pages(client, desk, monkeypatch):
    monkeypatch.setattr("pourparler.client.PAGE", 1)
    for name in ("overtures", "events", "statements", "reports", "actors"):
        assert list(getattr(client, name)()) == desk.get(f"/api/v1/{name}?limit=500").json()["items"]
    assert list(client.rows("months")) == desk.get("/api/v1/months").json()["items"]


def test_filters_bear_the_names_of_the_command_line(client):
    events = list(client.events(force=["offer", "refuse"], since="2000-01-01"))
    assert {e["event"]["force"] if "event" in e else e["force"] for e in events} <= {"offer", "refuse"}
    first = next(client.reports())
    assert client.report(first["id"])["report"]["id"] == first["id"]
    assert client.situation()["sections"]


def test_numbers_and_relations(client):
    assert client.counts("events")["total"] == len(list(client.events()))
    assert client.quality()["events"] == client.counts("events")["total"]
    assert client.relations("NOR", "SUD")["points"]
    assert list(client.search("talks", as_of="2000-01-01")) == []


def test_a_name_is_no_other_address(client):
    with pytest.raises(NotFoundError):
        client.report("../actors")


def test_a_row_that_is_not_there(client):
    with pytest.raises(NotFoundError):
        client.overture("o0000000000")


def test_a_question_that_makes_no_sense(client):
    with pytest.raises(DeskError) as caught:
        list(client.events(since="yesterday"))
    assert caught.value.status == 422
    assert "since" in str(caught.value)


def test_corrections_and_documents(client):
    item = next(client.events())["id"]
    assert client.correct(item, "reject", why="a rumour")["action"] == "reject"
    assert client.brief(format="pdf").startswith(b"%PDF-")
    assert client.csv("events").startswith("id,") or "," in client.csv("events")


def test_nobody_there():
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with Desk(transport=httpx.MockTransport(refuse)) as desk, pytest.raises(DeskError, match="no answer"):
        desk.situation()


def test_the_token_goes_along():
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"held": request.headers["Authorization"]})

    with Desk(token="word", transport=httpx.MockTransport(answer)) as desk:
        assert desk.situation() == {"held": "Bearer word"}


def test_a_desk_with_accounts_asks_for_a_token(client, desk):
    people = desk.app.state.project.people
    people.add("rea", "reader", "a word that nobody guesses", "test")
    word, _ = people.new_token("rea", "notebook", "reader", 1, "rea")
    with pytest.raises(DeskError) as nobody:
        client.quality()
    assert nobody.value.status == 401
    with Desk("http://localhost", token=word, transport=through(desk)) as reader:
        item = next(reader.events())["id"]
        assert reader.brief(format="docx").startswith(b"PK")
        with pytest.raises(DeskError) as refused:
            reader.correct(item, "reject")
    assert refused.value.status == 403
