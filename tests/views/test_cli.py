"""The command line: what a person types, what comes out, and the exit code."""

from __future__ import annotations

import csv
import json
from io import StringIO

import click
import pytest

from pourparler.views.cli import cli
from tests import builders

COMMANDS = sorted(cli.commands)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(builders.TEXT, encoding="utf-8")
    return path


def ids(run, record, what="events"):
    return [row["id"] for row in json.loads(run(what, "--record", record, "--format", "json").output)]


# -- help -------------------------------------------------------------------------------------------
def test_without_arguments_it_says_how_to_begin(run):
    done = run()
    assert done.exit_code == 0
    assert "Start here:" in done.output
    assert "pourparler read report.txt" in done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches_by_example(run, name):
    done = run(name, "--help")
    assert done.exit_code == 0
    assert "Example" in done.output
    assert f"pourparler {name}" in done.output
    options = [p for p in cli.commands[name].params if isinstance(p, click.Option) and not p.hidden]
    assert all(option.help for option in options)


@pytest.mark.parametrize("name", COMMANDS)
def test_short_help_is_not_cut(run, name):
    assert not cli.commands[name].get_short_help_str(60).endswith("...")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run, shell):
    assert "_POURPARLER_COMPLETE" in run("completion", shell).output


# -- read -------------------------------------------------------------------------------------------
def test_read_prints_one_report_in_full_and_keeps_it(run, report, tmp_path, snapshot):
    record = tmp_path / "own.sqlite"
    done = run("read", report, "--published", "2031-03-03", "--publisher", "The Courier", "--record", record)
    assert done.exit_code == 0
    snapshot(done.output, "read.text")
    again = run("read", report, "--published", "2031-03-03", "--publisher", "The Courier", "--record", record)
    assert "in the record: unchanged" in again.stderr


def test_read_several_in_one_line_each(run, report, tmp_path):
    (tmp_path / "other.txt").write_text(builders.TEXT + "\n\nMore.", encoding="utf-8")
    done = run("read", report, tmp_path / "other.txt", "--record", tmp_path / "own.sqlite")
    assert done.exit_code == 0
    assert "2 reports, 4 statements, 6 events (2 added)" in done.output


def test_read_without_keeping(run, report, tmp_path):
    done = run("read", report, "--no-keep", "--record", tmp_path / "own.sqlite")
    assert done.exit_code == 0
    assert not (tmp_path / "own.sqlite").exists()


def test_read_json_is_what_its_schema_says(run, report, schema_errors):
    done = run("read", report, "--no-keep", "--format", "json", "--published", "2031-03-03")
    (line,) = done.stdout.splitlines()
    data = json.loads(line)
    assert schema_errors("reading", data) == []
    assert data["document"]["text"] == builders.TEXT
    assert all(
        data["document"]["text"][e["evidence"]["start"] :].startswith(e["evidence"]["text"]) for e in data["events"]
    )


@pytest.mark.parametrize("form", ["csv", "md", "jsonl", "summary", "text"])
def test_read_in_every_format(run, report, form):
    done = run("read", report, "--no-keep", "--format", form)
    assert done.exit_code == 0
    assert "offer" in done.output or form == "summary"


def test_doubtful_rows_can_be_left_out(run, report):
    done = run("read", report, "--no-keep", "--format", "json", "--min-confidence", "0.9")
    data = json.loads(done.stdout)
    assert len(data["statements"]) == 1
    assert all(e["confidence"] >= 0.9 for e in data["events"])


def test_what_cannot_be_read_is_told_and_the_rest_is_read(run, report, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("read", tmp_path / "empty.txt", report, "--record", tmp_path / "own.sqlite")
    assert done.exit_code == 1
    assert "empty.txt: the file is empty" in done.stderr
    assert "1 added, 1 not kept" in done.stdout


def test_standard_input(run, tmp_path):
    done = run("read", "-", "--no-keep", "--format", "json", input=builders.TEXT)
    assert done.exit_code == 0
    assert json.loads(done.stdout)["report"]["origin"] == "-"


# -- asking -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", ["events", "statements", "actors"])
def test_lists_in_the_terminal(run, record, what, snapshot):
    done = run(what, "--record", record)
    assert done.exit_code == 0
    snapshot(done.output, f"{what}.text")


@pytest.mark.parametrize("what", ["events", "statements", "actors"])
def test_lists_as_files(run, record, what):
    objects = json.loads(run(what, "--record", record, "--format", "json").output)
    lines = [json.loads(line) for line in run(what, "--record", record, "--format", "jsonl").output.splitlines()]
    rows = list(csv.DictReader(StringIO(run(what, "--record", record, "--format", "csv").output)))
    table = run(what, "--record", record, "--format", "md").output.splitlines()
    assert objects == lines
    assert [o["id"] for o in objects] == [r["id"] for r in rows]
    assert len(table) == len(objects) + 2
    assert len({line.count(" | ") for line in table[2:]}) == 1


def test_filters(run, record):
    asked = run("events", "--record", record, "--actor", "SUD", "--force", "refuse", "--format", "json").output
    assert [e["force"] for e in json.loads(asked)] == ["refuse", "refuse"]
    done = run("events", "--record", record, "--limit", "1")
    assert "1 of 6 events; --limit 0 prints all" in done.stderr
    assert "no events found" in run("events", "--record", record, "--since", "2040-01-01").stderr


def test_show_opens_whatever_has_an_id(run, record, snapshot):
    reading = builders.reading()
    for item in (reading.document.report.id, reading.statements[0].id, reading.events[0].id, "ada-berg"):
        assert run("show", item, "--record", record).exit_code == 0
        assert json.loads(run("show", item, "--record", record, "--format", "json").output)
    snapshot(run("show", "ada-berg", "--record", record).output, "show.text")


def test_search_marks_what_it_found(run, record):
    assert "blockade" in run("search", "blockade", "--record", record).output
    hits = json.loads(run("search", "blockade", "--record", record, "--format", "json").output)
    assert hits[0]["found"] == ["blockade"]
    assert "\x02" not in hits[0]["excerpt"]
    assert "nothing found" in run("search", "zeppelin", "--record", record).stderr
    lines = run("search", "blockade", "--record", record, "--format", "jsonl").output.splitlines()
    rows = list(csv.DictReader(StringIO(run("search", "blockade", "--record", record, "--format", "csv").output)))
    table = run("search", "blockade", "--record", record, "--format", "md").output.splitlines()
    assert [h["id"] for h in hits] == [json.loads(line)["id"] for line in lines] == [row["id"] for row in rows]
    assert len(table) == len(hits) + 2


def test_explain_draws_the_marks(run, record, snapshot):
    offer, statement = builders.reading().events[0].id, builders.reading().statements[0].id
    snapshot(run("explain", offer, "--record", record).output, "explain.text")
    data = json.loads(run("explain", statement, "--record", record, "--format", "json").output)
    assert {m["label"] for m in data["marks"]} >= {"speaker", "cue", "content", "addressee", "venue"}
    start = data["passage"]["start"]
    assert all(data["passage"]["text"][m["start"] - start :].startswith(m["text"]) for m in data["marks"])


def test_brief_goes_to_a_file(run, record, tmp_path):
    target = tmp_path / "brief.html"
    done = run("brief", "--record", record, "--format", "html", "--output", target)
    assert done.exit_code == 0
    assert done.output == ""
    assert target.read_text().startswith("<!doctype html>")


# -- misuse: one line, exit code 2, no traceback ----------------------------------------------------
MISUSE = (
    ("brief",),
    ("show", "nothing"),
    ("read", "no-such-file.txt"),
    ("events", "--since", "yesterday"),
    ("events", "--force", "shrug"),
    ("events", "--actor", "Atlantis"),
    ("evet",),
    ("search",),
    ("schema", "poem"),
    ("brief", "--output", "no/such/folder/brief.html"),
)


@pytest.mark.parametrize("arguments", MISUSE, ids=" ".join)
def test_misuse(run, record, tmp_path, arguments):
    own = str(tmp_path / "none.sqlite") if arguments == ("brief",) else record
    extra = ("--record", own) if arguments[0] in ("brief", "show", "events", "search", "read") else ()
    done = run(*arguments, *extra)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert "Error: " in done.stderr


def test_a_file_that_is_no_record(run, tmp_path):
    (tmp_path / "notes.txt").write_text("not a database " * 100)
    done = run("brief", "--record", tmp_path / "notes.txt")
    assert done.exit_code == 2
    assert "Error: cannot open the record" in done.stderr


def test_overtures_take_the_filters_of_the_board(run, record):
    def ids(*flags: str) -> set[str]:
        done = run("overtures", "--record", record, "--format", "json", *flags)
        assert done.exit_code == 0, done.output
        return {o["id"] for o in json.loads(done.output)}

    every = ids()
    assert every
    assert ids("--until", "2000-01-01") == ids("--told-since", "2090-01-01") == set()
    assert ids("--since", "2000-01-01") == every
    assert ids("--words", "blockade") < every
    assert ids("--due") < every
