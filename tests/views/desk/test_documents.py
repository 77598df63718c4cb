"""The forms of other programs: well formed, with what the record says, and hostile to nobody."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from tests import builders


def test_the_calendar_holds_what_is_due_in_short_lines(desk):
    answer = desk.get("/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") >= 1
    assert "DTSTART;VALUE=DATE:20310301" in lines


def test_the_feed_is_atom(desk):
    root = ET.fromstring(desk.get("/feed.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert root.tag == f"{atom}feed"
    entries = root.findall(f"{atom}entry")
    assert entries
    assert len({e.findtext(f"{atom}id") for e in entries}) == len(entries)


def test_the_brief_of_a_large_record_is_about_its_last_days(desk, monkeypatch):
    with desk.app.state.project._writable.writer() as writer:
        writer.write(builders.reading(published="2030-01-03", url="https://wire.example/old", title="Long ago"))
    asked = "/api/v1/situation"
    assert desk.get(asked).json()["since"] == "2030-01-03"
    monkeypatch.setattr("pourparler.project.lists.LARGE", 1)
    assert desk.get(f"{asked}?order=oldest").json()["since"] > "2031"
    assert desk.get(f"{asked}?since=2030-01-01").json()["since"] == "2030-01-03"
    assert "since 3 Jan 2030" not in desk.get("/brief.md").text


def test_graphs_have_the_pairs_of_the_api(desk):
    pairs = desk.get("/api/v1/pairs?by=actor").json()["items"]
    gexf = ET.fromstring(desk.get("/network.gexf").content)
    edges = gexf.findall(".//{http://gexf.net/1.3}edge")
    assert [(e.get("source"), e.get("target")) for e in edges] == [(p["one"], p["other"]) for p in pairs]
    graph = ET.fromstring(desk.get("/network.graphml").content)
    assert len(graph.findall(".//{http://graphml.graphdrawing.org/xmlns}edge")) == len(pairs)


def test_the_timeline_is_that_of_timelinejs(desk):
    events = desk.get("/timeline.json").json()["events"]
    assert {"start_date", "end_date", "text", "group", "unique_id"} == set(events[0])


def test_annotations_quote_the_report(desk):
    reading = builders.reading()
    page = desk.get(f"/reports/{reading.document.report.id}/annotations").json()
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == len(reading.statements) + len(reading.events)
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        assert reading.document.text[position["start"] : position["end"]] == quote["exact"]


def test_plots_are_vega_lite_and_the_rows_beside_them_agree(desk):
    spec = json.loads(desk.get("/api/v1/plots/months").text)
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    months = desk.get("/api/v1/months").json()["items"]
    assert len(spec["layer"][-1]["data"]["values"]) == len(months)


def test_pictures_say_the_same_as_the_tables_under_them(desk):
    network = desk.get("/network?by=actor").text
    assert network.count("<circle ") >= 2
    assert "the table below says the same" in network
    world = desk.get("/map").text
    assert world.count("<path d=") > 150
    assert "Geneva" in world
    lanes = desk.get("/timeline").text
    assert 'class="band"' in lanes
