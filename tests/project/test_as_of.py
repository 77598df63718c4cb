"""``--as-of`` on every command: what the whole record says of a day is what a record of that day says."""

from __future__ import annotations

import pytest

from pourparler.project import Project
from pourparler.records import contract
from pourparler.settings import Settings

DAY = "2018-06-01"
COMMANDS = """
brief --all --format md
brief --format json
statements --limit 0 --format json
events --limit 0 --format json
events --by event --limit 0 --format json
actors --limit 0 --format json
search talks --format json
overtures --format json
overtures --actor PRK --with USA --open
predictions --format json
predictions --record-of
journeys
journeys --meetings
roles
calendar
relations USA PRK
relations USA PRK --by report --format json
export plover
export polecat --by event
show kim-jong-un
corrections
""".strip().splitlines()


@pytest.fixture(scope="module")
def then(demo, tmp_path_factory) -> str:
    """Return a record that holds the reports of the demo that were out on ``DAY``."""
    record = str(tmp_path_factory.mktemp("then") / "then.sqlite")
    readings = [contract.from_dict(data) for data in demo[1] if data["report"]["published"][:10] <= DAY]
    assert 5 < len(readings) < len(demo[1])
    with Project(Settings(record=record)) as project, project._writable.writer() as writer:
        for reading in readings:
            writer.write(reading)
    return record


def said(run, record: str, command: str, *more: str) -> str:
    done = run(*command.split(), "--record", record, *more)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_the_whole_record_says_what_a_record_of_that_day_says(run, demo, then, command):
    expected = said(run, then, command)
    assert said(run, demo[0], command, "--as-of", DAY) == expected
    assert said(run, then, command, "--as-of", DAY) == expected


def test_the_story_of_an_overture_as_of_a_day(run, demo, then):
    with Project(Settings(record=then)) as project:
        ids = [o.id for o in project.overtures()]
    assert len(ids) > 10
    for item in ids:
        expected = said(run, then, f"history {item} --format json")
        assert said(run, demo[0], f"history {item} --format json", "--as-of", DAY) == expected
