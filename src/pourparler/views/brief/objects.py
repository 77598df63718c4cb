"""The brief as JSON: the page's own fields, notes by number."""

from __future__ import annotations

from typing import Any

from pourparler.records import contract
from pourparler.views.brief.page import Line, Note, Page, Person, Section

Json = dict[str, Any]


def text(page: Page) -> str:
    """Return the page as JSON text."""
    return contract.dumps(page_object(page), indent=1) + "\n"


def page_object(page: Page) -> Json:
    """Return the page as one object."""
    return {
        "title": page.title,
        "day": page.day,
        "since": page.since,
        "summary": page.summary,
        "sections": [_section(s) for s in page.sections],
        "people": [_person(p) for p in page.people],
        "notes": [_note(n) for n in page.notes],
    }


def _section(section: Section) -> Json:
    lines = [_line(line) for line in section.lines]
    return {"key": section.key, "title": section.title, "lines": lines, "left_out": section.left_out}


def _line(line: Line) -> Json:
    names = ("id", "day", "tone", "who", "what", "words")
    facts = [{"name": name, "value": value} for name, value in line.facts]
    return {**{n: getattr(line, n) for n in names}, "facts": facts, "notes": list(line.notes), "more": line.more}


def _person(person: Person) -> Json:
    return {name: getattr(person, name) for name in ("id", "name", "role", "country")}


def _note(note: Note) -> Json:
    report = {n: getattr(note.report, n) for n in ("id", "version", "title", "publisher", "url", "published")}
    return {"number": note.number, "item": note.item, "words": note.words, "report": report}
