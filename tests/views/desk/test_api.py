"""The API: the same rows as the command line, a page at a time, with ETags and streams."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests import builders

LISTS = ["events", "statements", "reports", "actors", "overtures", "predictions", "track-records", "corrections",
         "watches", "alerts", "pairs", "places", "trips", "journeys", "roles", "months"]  # fmt: skip


@pytest.mark.parametrize("what", LISTS)
def test_every_list_has_an_envelope_and_streams(desk, what):
    page = desk.get(f"/api/v1/{what}").json()
    assert set(page) == {"items", "next"}
    lines = [json.loads(line) for line in desk.get(f"/api/v1/{what}?format=ndjson").text.splitlines()]
    assert lines == page["items"]
    rows = list(csv.DictReader(io.StringIO(desk.get(f"/api/v1/{what}?format=csv").text)))
    assert len(rows) == len(lines)


WALKED = ["events", "events?order=oldest", "statements?order=oldest", "reports", "reports?order=oldest", "actors",
          "overtures", "search?q=talks", "predictions", "trips", "journeys", "roles", "pairs?by=actor"]  # fmt: skip


@pytest.mark.parametrize("asked", WALKED)
def test_cursors_walk_through_a_list_once(desk, asked):
    what, _, query = asked.partition("?")
    asked = f"&{query}" if query else ""
    whole = desk.get(f"/api/v1/{what}?limit=500{asked}").json()["items"]
    walked, after = [], ""
    while True:
        page = desk.get(f"/api/v1/{what}?limit=1{asked}{after}").json()
        walked += page["items"]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert walked == whole


def test_pages_and_rows_agree_on_numbers(desk):
    for what in ("events", "statements", "overtures"):
        counts = desk.get(f"/api/v1/counts/{what}").json()
        assert counts["total"] == len(desk.get(f"/api/v1/{what}?limit=500").json()["items"])
        for facet, values in counts["facets"].items():
            for value, number in values.items():
                rows = desk.get(f"/api/v1/{what}", params={facet: value, "limit": 500}).json()["items"]
                assert len(rows) == number, (what, facet, value)
    quality = desk.get("/api/v1/quality").json()
    assert quality["events"] == desk.get("/api/v1/counts/events").json()["total"]
    assert set(quality) == {"events", "doubtful", "corrections", "troubles"}


def test_search_takes_the_filters_of_the_command(desk):
    assert desk.get("/api/v1/search?q=talks").json()["items"]
    assert desk.get("/api/v1/search?q=talks&as_of=2000-01-01").json()["items"] == []
    found = desk.get("/api/v1/search?q=talks&publisher=Harbour+Wire").json()["items"]
    assert {hit["report"]["publisher"] for hit in found} == {"Harbour Wire"}


def test_a_day_shows_no_more_than_its_readers_had(desk):
    reading = builders.reading()
    report, event = reading.document.report.id, reading.events[0].id
    for path in (f"reports/{report}", f"findings/{event}", "actors/ada-berg"):
        assert desk.get(f"/api/v1/{path}?as_of=2031-03-03").status_code == 200
        assert desk.get(f"/api/v1/{path}?as_of=2030-12-31").status_code == 404
    assert desk.get("/api/v1/actors?as_of=2030-12-31").json()["items"] == []


def test_an_actor_comes_with_partners_and_trips(desk):
    data = desk.get("/api/v1/actors/ada-berg").json()
    assert {p["actor"] for p in data["partners"]} >= {"omar-tal"}
    assert {t["place"] for t in data["trips"]} >= {"Geneva"}


def test_steps_of_an_overture_as_a_table(desk):
    item = desk.get("/api/v1/overtures").json()["items"][0]["id"]
    rows = list(csv.DictReader(io.StringIO(desk.get(f"/api/v1/overtures/{item}?format=csv").text)))
    assert rows[0]["move"] == "made"
    assert rows[0]["words"]


def test_relations_are_those_of_the_command(desk, run, record):
    told = json.loads(run("relations", "NOR", "SUD", "--record", record, "--format", "json").output)
    assert desk.get("/api/v1/relations/NOR/SUD").json() == told[0]


def test_a_watch_and_what_it_caught(desk):
    assert desk.post("/api/v1/watches", json={"name": "talks", "acts": ["CONSULT"]}).status_code == 201
    held = desk.get("/api/v1/watches/talks").json()
    assert held["watch"]["name"] == "talks"
    assert held["caught"]
    assert desk.get("/api/v1/watches/none").status_code == 404


def test_rows_are_those_of_the_command_line(desk, run, record):
    told = json.loads(run("events", "--record", record, "--format", "json", "--limit", "0").output)
    held = desk.get("/api/v1/events?limit=500").json()["items"]
    assert sorted(map(json.dumps, held)) == sorted(map(json.dumps, told))


def test_filters_mean_what_they_mean_on_the_command_line(desk, run, record):
    for query, flags in (
        ("actor=NOR&force=offer", ["--actor", "NOR", "--force", "offer"]),
        ("type=CONSULT&min_confidence=0.5", ["--type", "CONSULT", "--min-confidence", "0.5"]),
        ("since=2030-01-01", ["--since", "2030-01-01"]),
    ):
        told = json.loads(run("events", "--record", record, "--format", "json", *flags).output)
        held = desk.get(f"/api/v1/events?{query}").json()["items"]
        assert {e["id"] for e in held} == {e["id"] for e in told}


def test_an_etag_holds_until_the_record_changes(desk):
    first = desk.get("/api/v1/events")
    held = {"If-None-Match": first.headers["etag"]}
    assert desk.get("/api/v1/events", headers=held).status_code == 304
    assert desk.get("/api/v1/events?limit=1", headers=held).status_code == 200
    event = first.json()["items"][0]["id"]
    made = desk.post("/api/v1/corrections", json={"item": event, "action": "accept", "who": "ben"})
    assert made.status_code == 201
    assert desk.get("/api/v1/events", headers=held).status_code == 200


def test_one_thing_by_its_id(desk, schema_errors):
    reading = builders.reading()
    data = desk.get(f"/api/v1/reports/{reading.document.report.id}").json()
    assert not schema_errors("reading", data)
    event = reading.events[0].id
    assert desk.get(f"/api/v1/findings/{event}").json()["id"] == event
    assert desk.get("/api/v1/actors/ada-berg").json()["actor"]["id"] == "ada-berg"
    overture = desk.get("/api/v1/overtures").json()["items"][0]["id"]
    assert desk.get(f"/api/v1/overtures/{overture}").json()["overture"]["id"] == overture


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/reports/r0", 404),
        ("/api/v1/findings/ada-berg", 404),
        ("/api/v1/actors/r0", 404),
        ("/api/v1/overtures/o0", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/events?actor=nobody", 404),
        ("/api/v1/events?after=xyz", 400),
        ("/api/v1/events?after=W3RydWUsMV0", 400),
        ("/api/v1/actors?after=WyJhIl0", 400),
        ("/api/v1/pairs?after=Wy0xXQ", 400),
        ("/api/v1/events?limit=0", 422),
        ("/api/v1/events?force=shout", 422),
        ("/api/v1/events?words=%00", 422),
        ("/api/v1/events?as_of=2018-13-01", 422),
    ],
)
def test_misuse_is_told_as_json(desk, path, status):
    answer = desk.get(path)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_posted_report_is_read_once(desk):
    text = builders.TEXT.replace("Norland offers", "Norland once more offers")
    given = {"text": text, "published": "2025-03-09", "publisher": "Harbour Wire"}
    made = desk.post("/api/v1/reports", json=given)
    assert made.status_code == 201
    assert made.json()["outcome"] == "added"
    assert made.json()["reading"]["report"]["publisher"] == "Harbour Wire"
    assert desk.post("/api/v1/reports", json=given).json()["outcome"] == "unchanged"


def test_a_report_without_text_is_refused(desk):
    assert desk.post("/api/v1/reports", json={"text": ""}).status_code == 422
    assert desk.post("/api/v1/reports", json={"text": " \n "}).status_code == 400


def test_the_description_names_every_address_and_error(desk):
    told = desk.get("/api/v1/openapi.json").json()
    assert "/api/v1/overtures" in told["paths"]
    for path, methods in told["paths"].items():
        assert path.startswith("/api/v1/")
        for method in methods.values():
            assert method["summary"]
            assert {"400", "404", "422"} <= set(method["responses"])


def test_a_finding_is_added(desk):
    report = builders.reading().document.report.id
    values = {"force": "demand", "act": "AGREE", "actors": "Omar Tal", "recipients": "NOR"}
    given = {"kind": "event", "report": report, "words": "only after an apology", "values": values, "who": "ben"}
    made = desk.post("/api/v1/findings", json=given)
    assert made.status_code == 201
    assert made.json()["who"] == "ben"
    held = desk.get(f"/api/v1/findings/{made.json()['target']}").json()
    assert (held["force"], held["coding"]["coder"]) == ("demand", "person")
    refused = desk.post("/api/v1/findings", json={**given, "words": "", "start": 5, "end": 5})
    assert refused.status_code == 400
    assert "no part of it" in refused.text


@pytest.mark.parametrize("what", ["watches", "alerts", "quality"])
def test_a_desk_without_a_record_answers(empty, what):
    assert empty.get(f"/api/v1/{what}").status_code == 200
