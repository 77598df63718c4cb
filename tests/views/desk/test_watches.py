"""Watches on the desk: saved, shown with what they caught, forgotten; on pages and over HTTP."""

from __future__ import annotations

import re

import pytest

from pourparler.views.desk.safety import TOKEN


def test_a_watch_is_saved_shows_what_it_caught_and_is_forgotten(desk, send):
    assert "No watch is saved" in desk.get("/watches").text
    assert send("/watches", name="strait", actor="Norland, SUD", words="blockade").status_code == 303
    page = desk.get("/watches").text
    assert "strait" in page
    assert re.search(r"strait <small>[1-9] change", page)
    assert "Norland, Sudia" in page
    assert send("/watches/forget", name="strait").status_code == 303
    assert "No watch is saved" in desk.get("/watches").text
    assert send("/watches/forget", name="strait").status_code == 404


def test_a_watch_without_a_name_or_with_no_act_is_refused(desk, send):
    assert send("/watches", name=" ", actor="NOR").status_code == 400
    answer = send("/watches", name="odd", act="shouting")
    assert answer.status_code == 400
    assert "is no act" in answer.text


def test_another_site_cannot_save_a_watch(desk):
    desk.get("/watches")
    answer = desk.post("/watches", data={"form": "0" * 32, "name": "x", "actor": "NOR"})
    assert answer.status_code == 400
    assert desk.cookies[TOKEN] != "0" * 32


@pytest.mark.parametrize("name", ["strait", "<script>hacked()</script>"])
def test_watches_over_http(desk, name):
    empty = desk.get("/api/v1/watches")
    assert empty.json()["items"] == []
    made = desk.post("/api/v1/watches", json={"name": name, "actors": ["NOR"], "with": ["Sudia"], "acts": ["consult"]})
    assert made.status_code == 201
    assert set(made.json()) == {"name", "actors", "with", "acts", "words"}
    held = desk.get("/api/v1/watches", headers={"If-None-Match": empty.headers["etag"]})
    assert [w["name"] for w in held.json()["items"]] == [name]
    assert "NOR" in desk.get("/api/v1/watches?format=csv").text
    assert "<script>hacked" not in desk.get("/watches").text
    assert desk.get("/api/v1/alerts").json()["items"] == []
    if "/" not in name:
        assert desk.delete(f"/api/v1/watches/{name}").status_code == 204
        assert desk.delete(f"/api/v1/watches/{name}").status_code == 404


def test_a_question_on_the_board_becomes_a_watch(desk):
    assert 'href="/watches?actor=NOR&amp;kind=offer"' in desk.get("/overtures?actor=NOR&kind=offer").text
    page = desk.get("/watches?actor=NOR&kind=offer").text
    assert 'value="NOR"' in page
    assert 'value="offer"' in page
