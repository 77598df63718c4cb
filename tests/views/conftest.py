"""A record of two small reports, a command line whose reader needs no language model, snapshots."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pourparler.project import Project
from pourparler.records import Reading
from pourparler.settings import Settings
from tests import builders

SNAPSHOTS = Path(__file__).parent / "snapshots"
HEAD = """<html><head><title>{title}</title>
<meta property="og:site_name" content="{publisher}"><meta property="article:published_time" content="{published}">
</head><body><article>{body}</article></body></html>"""


def fake_load(_settings: Settings):
    """Return a reader that finds in every document what the builders put in their text."""

    def read(documents):
        for document in documents:
            if "cannot" in document.text or not document.text.strip():
                yield Reading(document, diagnostics=document.diagnostics)
                continue
            made = builders.reading(text=document.text)
            yield replace(made, document=document, diagnostics=document.diagnostics)

    return read


@pytest.fixture
def record(tmp_path) -> str:
    """Return the path of a record that holds two reports, one answered by nobody."""
    path = str(tmp_path / "record.sqlite")
    first = builders.reading()
    again = builders.numbered(7, publisher="Harbour Wire", url="https://wire.example/7")
    with Project(Settings(record=path), load=fake_load) as project, project._writable.writer() as writer:
        for reading in (first, again):
            writer.write(reading)
    return path


@pytest.fixture
def run(monkeypatch) -> Callable[..., Result]:
    """Return a function that runs the command line as a shell would, with the small reader."""
    from pourparler.views.cli import cli

    monkeypatch.setattr("pourparler.project.Project", partial(Project, load=fake_load))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("POURPARLER_RECORD", raising=False)

    def invoke(*arguments: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(a) for a in arguments], input=input, prog_name="pourparler")

    return invoke


@pytest.fixture
def snapshot(request) -> Callable[[str, str], None]:
    """Return a function that holds text against a kept file; UPDATE_SNAPSHOTS=1 writes the file instead."""

    def check(text: str, name: str) -> None:
        path = SNAPSHOTS / name
        if os.environ.get("UPDATE_SNAPSHOTS"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"{name} differs; UPDATE_SNAPSHOTS=1 keeps the new one"

    return check


@pytest.fixture
def schema_errors(run) -> Callable[[str, object], list[str]]:
    """Return a function that gives the places where an object is not what ``pourparler schema`` says."""
    import json

    from jsonschema import Draft202012Validator

    def errors(name: str, data: object) -> list[str]:
        schema = json.loads(run("schema", name).output)
        Draft202012Validator.check_schema(schema)
        return [f"{e.json_path}: {e.message}" for e in Draft202012Validator(schema).iter_errors(data)]

    return errors
