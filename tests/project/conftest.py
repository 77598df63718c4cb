"""The real thing, end to end: a command line with the language model, a record of the demo dossier read once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

DEMO = Path(__file__).parents[2] / "demo" / "reports"
REPORT = """Norland offers talks on the strait

OSLO, March 3 (Courier) - Norway's Foreign Minister Ada Berg offered on Monday to meet her Icelandic counterpart.

"We are ready to sit down with Iceland if it ends the blockade," Berg told reporters in Oslo.
Advert
Iceland rejected the offer on Tuesday and said that it would not talk until sanctions were lifted.
"""


@pytest.fixture(scope="session")
def run() -> Callable[..., Result]:
    """Return a function that runs the command line as a shell would."""
    from pourparler.views.cli import cli

    def invoke(*arguments: object, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(a) for a in arguments], input=input, prog_name="pourparler")

    return invoke


@pytest.fixture(scope="session")
def demo(run, tmp_path_factory) -> tuple[str, list[dict]]:
    """Return the record of the demo dossier and what ``read`` printed of each report."""
    record = str(tmp_path_factory.mktemp("demo") / "demo.sqlite")
    done = run("read", DEMO, "--record", record, "--format", "jsonl")
    assert done.exit_code == 0, done.stderr
    return record, [json.loads(line) for line in done.stdout.splitlines()]
