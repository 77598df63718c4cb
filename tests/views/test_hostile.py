"""Reports are hostile: nothing in one reaches a terminal, a page or a spreadsheet as more than text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from pourparler.project import Project
from pourparler.records import Actor, Role, Span
from pourparler.settings import Settings
from pourparler.views.tables import markdown_cell
from tests import builders

ATTACKS = (
    "\x1b[2J\x1b]0;owned\x07\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "</style><script>alert(4)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "[bold]rich[/bold] [link=https://evil.example]x[/link]",
    "| a | b |\n|---|---|\n# heading\n![x](https://evil.example/x.png)",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe\u202c\u2066hidden\u2069",
    "line\r\nbreak\u2028more\u0000",
)
TERMINAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SAFE_TAGS = set(
    "html head meta title style body header h1 p nav a b main section h2 small article time div h3 span ul li "
    "dl dt dd footer ol code".split()
)


@pytest.fixture(params=ATTACKS, ids=range(len(ATTACKS)))
def attack(request):
    return request.param


@pytest.fixture
def hostile(attack, tmp_path):
    """Return a record whose report says the attack wherever a report can say anything."""
    made = builders.reading(title=attack, publisher=attack, url=f"javascript:alert(1)//{attack}")
    text = f"{attack} {made.document.text} {attack}"
    words = Span(0, len(attack), attack)

    def party(old):
        return replace(old, name=attack, span=words, id="ada-berg")

    statement = replace(
        made.statements[0],
        speaker=party(made.statements[0].speaker),
        addressee=party(made.statements[0].speaker),
        venue=words,
        content=(words, Span(0, len(text), text)),
        evidence=words,
    )
    event = replace(
        made.events[0],
        actors=(party(made.events[0].actors[0]),),
        evidence=words,
        condition=replace(made.events[0].condition, span=words),
        coding=replace(made.events[0].coding, rule=attack),
    )
    actor = Actor("ada-berg", attack, "person", "NOR", "GOV", (Role(attack, attack, "NOR"),))
    document = replace(made.document, text=text)
    reading = replace(made, document=document, actors=(actor,), statements=(statement,), events=(event,))
    path = str(tmp_path / "record.sqlite")
    with Project(Settings(record=path)) as project, project._writable.writer() as writer:
        writer.write(reading)
    return path, reading


def test_terminal(run, hostile):
    path, reading = hostile
    item = reading.events[0].id
    for command in (("brief",), ("events",), ("statements",), ("actors",), ("search", "blockade")):
        done = run(*command, "--record", path)
        assert done.exit_code == 0, done.output
        assert not TERMINAL.search(done.output)
    for command in ("show", "explain"):
        for name in (item, reading.statements[0].id):
            done = run(command, name, "--record", path)
            assert done.exit_code == 0, done.output
            assert not TERMINAL.search(done.output)
    for name in (reading.document.report.id, "ada-berg"):
        assert not TERMINAL.search(run("show", name, "--record", path).output)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value) for name, value in attrs]


def test_html(run, hostile, attack):
    page = run("brief", "--record", hostile[0], "--format", "html").output
    seen = Tags()
    seen.feed(page)
    assert seen.tags <= SAFE_TAGS
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    links = [value for name, value in seen.attributes if name in ("href", "src")]
    assert all(link.startswith("#") for link in links), "a javascript: address became a link"
    assert "{{ 7 * 7 }}" in page or "7 * 7" not in attack
    assert "default-src 'none'" in page


def test_markdown(run, hostile):
    page = run("brief", "--record", hostile[0], "--format", "md").output
    assert not TERMINAL.search(page)
    assert not re.search(r"(?<!\\)<(script|img|svg)", page)
    assert not re.search(r"(?<!\\)\]\(", page)
    assert not re.search(r"^\s*(# h|\|)", page, re.M)


def test_csv(run, hostile):
    for what in ("events", "statements", "actors"):
        text = run(what, "--record", hostile[0], "--format", "csv").output
        assert not re.search(r'(^|,)"?[=+@]', text, re.M)


def test_markdown_cell():
    assert markdown_cell("a|b\n# c <b> [d](e)") == r"a\|b \# c \<b\> \[d\](e)"
