"""A feed is watched: what is new is read, what changed is told once, to whom it concerns; in a file and a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner
from server import Server

from pourparler.project import Project
from pourparler.records import Coding, Document, Event, Party, Reading, Span
from pourparler.records.alerts import Watch
from pourparler.records.ids import make_id
from pourparler.settings import Settings
from pourparler.views.cli import cli, watching
from pourparler.views.overtures import title

SIDES = {"Norland": "NOR", "Sudia": "SUD", "Zembla": "ZEM"}


def small_reader(_settings: Settings) -> object:
    """Read "Norland offer Sudia CONSULT due 2031-04-10": no language model needed."""

    def read(documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            words = document.text.split()
            i = next((k for k, w in enumerate(words) if w in SIDES), None)
            events = ()
            if i is not None:
                one, force, other, act = words[i : i + 4]
                text = " ".join(words[i : i + 4])
                start = document.text.index(text)
                span = Span(start, start + len(text), text)
                due = words[i + 5].strip(",") if words[i + 4 : i + 5] == ["due"] else None
                made = Event(
                    make_id("e", document.report.id), force, act, None,  # type: ignore[arg-type]
                    (Party(one, None, one.lower(), SIDES[one]),), (Party(other, None, other.lower(), SIDES[other]),),
                    span, replace(span), 0.9, Coding("test", "1", "a rule"), due=due,
                )  # fmt: skip
                events = (made,)
            yield Reading(document, events=events)

    return read


def feed(*entries: tuple[str, str, str]) -> str:
    items = "".join(
        f"<item><title>{day}</title><link>https://news.example/{link}</link><guid>{link}</guid>"
        f"<pubDate>{day}T10:00:00Z</pubDate><description>{text}, the Courier reports from there.</description></item>"
        for link, day, text in entries
    )
    return f'<rss version="2.0"><channel><title>The Courier</title>{items}</channel></rss>'


OFFER = ("1", "2031-03-01", "Norland offer Sudia CONSULT due 2031-04-10")
ACCEPT = ("2", "2031-03-05", "Sudia accept Norland CONSULT due 2031-04-10")
THREAT = ("3", "2031-03-06", "Zembla threaten Sudia SANCTION")


@pytest.fixture
def run(record: str, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(watching, "project_of", lambda r: Project(Settings(record=r or record), small_reader))

    def invoke(*args: str):  # type: ignore[no-untyped-def]
        return CliRunner().invoke(cli, [*args, "--record", record])

    return invoke


def watch(run, url: str, *more: str, today: str = "2031-03-07"):  # type: ignore[no-untyped-def]
    return run("watch", url, "--once", "--allow-private", "--rate", "0", "--today", today, *more)


def test_each_change_is_told_once(server: Server, run) -> None:  # type: ignore[no-untyped-def]
    url = server.give("/feed", feed(OFFER))
    first = watch(run, url)
    assert first.exit_code == 0, first.output
    assert "made: now unanswered, due 2031-04-10" in first.output
    assert "made" not in watch(run, url).output
    server.give("/feed", feed(OFFER, ACCEPT))
    second = watch(run, url).output
    assert "accepted" in second
    assert "made" not in second
    assert "accepted" not in watch(run, url).output


def test_dates_are_told_as_they_come_near(server: Server, run) -> None:  # type: ignore[no-untyped-def]
    url = server.give("/feed", feed(OFFER, ACCEPT))
    assert "days from now" not in watch(run, url, today="2031-03-07").output
    assert "due 2031-04-10, 2 days from now" in watch(run, url, today="2031-04-08").output
    assert "days from now" not in watch(run, url, today="2031-04-09").output
    assert "due 2031-04-10, has passed: accepted" in watch(run, url, today="2031-04-12").output
    assert "passed" not in watch(run, url, today="2031-04-13").output


def test_saved_watches_choose(server: Server, run) -> None:  # type: ignore[no-untyped-def]
    assert run("watches", "--save", "zembla", "--actor", "ZEM").exit_code == 0
    assert run("watches", "--save", "arms", "--act", "ASSAULT").exit_code == 0
    told = watch(run, server.give("/feed", feed(OFFER, THREAT))).output
    assert "threat" in told
    assert "[zembla]" in told
    assert "offer" not in told
    assert run("watches", "--forget", "arms").exit_code == 0
    assert run("watches", "--forget", "arms").exit_code == 2
    assert [json.loads(line)["name"] for line in run("watches").output.splitlines()] == ["zembla"]


def test_atom_webhook_and_digest(server: Server, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    url = server.give("/feed", feed(OFFER, ACCEPT))
    atom = tmp_path / "changes.xml"
    watch(run, url, "--atom", str(atom), "--webhook", server.url("/hook"))
    read = feedparser.parse(atom.read_bytes())
    assert not read.bozo
    assert len(read.entries) == 2
    assert read.entries[0].link == "https://news.example/2"
    (posted,) = server.posted
    assert {a["kind"] for a in json.loads(posted)["alerts"]} == {"change"}
    before = atom.read_bytes()
    watch(run, url, "--atom", str(atom), "--webhook", server.url("/hook"))
    assert (atom.read_bytes(), len(server.posted)) == (before, 1)
    digest = run("watch", "--digest").output
    assert "## 2031-03-01" in digest
    assert "accepted" in digest
    assert run("watch", "--digest").output == "Nothing changed.\n"


def test_what_could_not_be_delivered_is_told_again(server: Server, run) -> None:  # type: ignore[no-untyped-def]
    url, hook = server.give("/feed", feed(OFFER)), server.give("/hook", "", 500)
    assert watch(run, url, "--webhook", hook).exit_code == 1
    server.give("/hook", "")
    assert watch(run, url, "--webhook", hook).exit_code == 0
    assert len(server.posted) == 2
    watch(run, url, "--webhook", hook)
    assert len(server.posted) == 2


def test_a_feed_that_fails_leaves_the_others(server: Server, run) -> None:  # type: ignore[no-untyped-def]
    good, bad = server.give("/feed", feed(OFFER)), server.give("/bad", "", 500)
    found = run("watch", bad, good, "--once", "--allow-private", "--rate", "0", "--today", "2031-03-07")
    assert found.exit_code == 1
    assert "the server answers 500" in found.output
    assert "made: now unanswered" in found.output


def test_private_addresses_need_the_flag(server: Server, run) -> None:  # type: ignore[no-untyped-def]
    found = run("watch", server.give("/feed", feed(OFFER)), "--once")
    assert "not public" in found.output
    assert server.asked == []


def test_mail_and_chat_say_what_they_need(server: Server, run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setitem(__import__("sys").modules, "apprise", None)
    found = watch(run, server.give("/feed", feed(OFFER)), "--notify", "mailto://nobody@example.org")
    assert found.exit_code == 2
    assert "pourparler[alerts]" in found.output


def test_a_watcher_killed_after_reading_tells_it_later(record: str) -> None:
    project = Project(Settings(record=record), small_reader)  # type: ignore[arg-type]
    project.save_watch(Watch("all"))
    from pourparler.readers import read_bytes

    for document in read_bytes(feed(OFFER).encode(), "https://news.example/feed"):
        with project._writable.watching(writes=True) as rows:
            rows.begin(document.report.id)
        list(project.read_documents([document]))
    project.settle()  # by another command, before anybody told
    told = project.tell("2031-03-07", lambda o: title(o, {}))
    assert [a.text for a in told] == ["made: now unanswered, due 2031-04-10"]
    assert [a.id for a in project.tell("2031-03-07", lambda o: title(o, {}))] == [a.id for a in told], "undelivered"
    project.delivered(told)
    assert project.tell("2031-03-07", lambda o: title(o, {})) == []
    project.close()
