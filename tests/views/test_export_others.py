"""The record as tables, entities, annotations, graphs and a timeline."""

import csv
import io
import json

import networkx
import pytest

from pourparler.lexicon.formats import TABLES
from pourparler.project import Filters, Project
from pourparler.settings import Settings
from pourparler.views.exports.others import write_other

REPORT = """Norland offers talks to Kenya

Kenya's foreign minister, Musalia Mudavadi, said on Monday that Uganda had offered to hold talks in May. Uganda
expelled two Kenyan diplomats on Friday. "We will answer in time," he told <script>alert(1)</script> reporters.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    record = str(tmp_path_factory.mktemp("exports") / "record.sqlite")
    with Project(Settings(record=record)) as found:
        list(
            found.take_text(
                REPORT, {"published": "2025-03-04", "publisher": "Meridian Post", "url": "https://a.example/1"}
            )
        )
        yield found


def written(project, form, table="events"):
    content, count = write_other(project, form, table, Filters())
    return content.decode(), count


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_written_as_csv_and_as_lines(project, table):
    text, count = written(project, "csv", table)
    assert len(list(csv.DictReader(io.StringIO(text)))) == count
    lines, number = written(project, "jsonl", table)
    assert len([json.loads(line) for line in lines.splitlines()]) == number == count


def test_entities_refer_to_entities(project):
    found = [json.loads(line) for line in written(project, "ftm")[0].splitlines()]
    ids = {one["id"] for one in found}
    events = [one for one in found if one["schema"] == "Event"]
    assert events
    for one in events:
        for name in ("organizer", "involved", "proof"):
            assert set(one["properties"].get(name, [])) <= ids
    assert {"Article", "Event", "Person", "PublicBody"} <= {one["schema"] for one in found}


def test_annotations_quote_the_words_at_their_place(project):
    text = project.show(project.reports()[0].id).document.text
    found = [json.loads(line) for line in written(project, "annotations")[0].splitlines()]
    assert found
    for one in found:
        for target in one["target"]:
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]


@pytest.mark.parametrize(("form", "read"), [("gexf", networkx.read_gexf), ("graphml", networkx.read_graphml)])
def test_graphs_are_read_back(project, form, read):
    content, count = write_other(project, form, "events", Filters())
    graph = read(io.BytesIO(content))
    assert graph.number_of_edges() == count > 0
    assert "uga" in graph


def test_a_timeline_runs_no_script(project):
    (found,) = [json.loads(line) for line in written(project, "timelinejs")[0].splitlines()]
    assert found["events"]
    assert "<script" not in json.dumps(found)
