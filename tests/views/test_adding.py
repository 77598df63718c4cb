"""What a person adds and corrects on the command line, and what history and the training data tell of it."""

from __future__ import annotations

import json

from tests import builders

HOME = builders.reading().document.report.id
EVENT = builders.reading().events[0].id
ADD = ("add", "event", HOME, "only after an apology", "force=demand", "act=AGREE", "actors=Omar Tal", "recipients=NOR")


def test_add_correct_reject_accept_and_the_story_of_it(run, record):
    at = ("--record", record, "--who", "ann")
    done = run(*ADD, *at, "--why", "he asked for one")
    assert done.exit_code == 0, done.stderr
    item = done.output.strip()
    assert item in run("events", "--actor", "Omar Tal", "--force", "demand", "--record", record).output
    assert run("correct", item, "date=2031-03-03", "actors=Ada Berg", "recipients=", *at).exit_code == 0
    assert run("reject", item, *at).exit_code == 0
    assert item not in run("events", "--record", record).output
    assert run("accept", item, *at).exit_code == 0
    story = run("history", item, "--record", record).output
    for words in ("add by ann: he asked for one", "actors is Ada Berg", "recipients is nobody", "reject by ann"):
        assert words in story
    lessons = [json.loads(line) for line in run("corrections", "--record", record).output.splitlines()]
    assert [x["label"] for x in lessons] == ["missing", "changed", "wrong", "right"]
    assert lessons[0]["coded"] is None
    assert lessons[0]["text"][slice(*lessons[0]["span"])] == "only after an apology"


def test_what_makes_no_sense_is_misuse(run, record):
    done = run(*ADD[:3], "not in it", *ADD[4:], "--record", record)
    assert (done.exit_code, "does not hold the words" in done.output) == (2, True)
    assert run(*ADD[:4], "force", "--record", record).exit_code == 2
