"""The examples of the docs work: every command of ``docs/cli.md`` runs on the demo record."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from docs import cli as page
from pourparler.project import Project
from pourparler.settings import Settings
from pourparler.views.cli import cli

TEXT = page.PAGE.read_text("utf-8")
README = (page.ROOT / "README.md").read_text("utf-8")
COMMAND = re.compile(r"^pourparler (\w+)", re.M)


@pytest.fixture(scope="module")
def bench(tmp_path_factory) -> page.Bench:
    folder: Path = tmp_path_factory.mktemp("checkout")
    record = folder / "demo.sqlite"
    with Project(Settings(record=str(record))) as project:
        assert list(project.read([page.ROOT / "demo" / "reports"]))
    return page.Bench(record, folder)


@pytest.mark.parametrize("command", page.examples(TEXT))
def test_an_example_works(bench, command):
    done = bench.run(command)
    assert done.exit_code == 0, f"{bench.current(command)}\n{done.output}"


def test_every_command_has_an_example():
    shown = [*page.examples(TEXT), *page.NOT_RUN.findall(TEXT)]
    assert sorted(command.split()[1] for command in shown) == sorted(cli.commands)
    assert len(page.NOT_RUN.findall(TEXT)) == 6


def test_commands_of_the_readme_exist():
    named = set(COMMAND.findall(README))
    assert named
    assert named <= set(cli.commands)


def test_the_picture_is_small_and_fetches_nothing():
    picture = (page.ROOT / "docs" / "pictures" / "brief.svg").read_text("utf-8")
    assert len(picture) < 200_000
    assert "url(http" not in picture
    assert "docs/pictures/brief.svg" in README


def test_the_brief_of_the_demo_is_a_page_whose_notes_name_their_outlets(bench):
    brief = json.loads(bench.run("pourparler brief --format json").stdout)
    schema = json.loads(bench.run("pourparler schema brief").stdout)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(brief)] == []
    sections = {section["key"]: section for section in brief["sections"]}
    assert {"open", "settled", "refusals", "done", "denied", "said", "journeys"} <= set(sections)
    assert all(len(section["lines"]) <= 12 for section in brief["sections"])
    assert all(line["steps"] for key in ("open", "settled", "refusals") for line in sections[key]["lines"])
    reports = [source["report"] for source in brief["sources"]]
    assert all(r["title"] and r["published"] and (r["publisher"] or r["agency"]) for r in reports)
    told = [note for source in brief["sources"] for note in source["notes"] if note["item"] != source["report"]["id"]]
    assert all(note["words"] for note in told)
