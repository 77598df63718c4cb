"""The brief as JSON: the page's own fields; notes stand under their reports and are named by mark."""

from __future__ import annotations

from typing import Any

from pourparler.records import contract
from pourparler.views.brief.lines import Line, Section, Step
from pourparler.views.brief.notes import Source
from pourparler.views.brief.page import Page, Person

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
        "advice": page.advice,
        "sections": [_section(s) for s in page.sections],
        "people": [_person(p) for p in page.people],
        "sources": [_source(s) for s in page.sources],
    }


def _section(section: Section) -> Json:
    lines = [_line(line) for line in section.lines]
    return {
        "key": section.key,
        "title": section.title,
        "lines": lines,
        "left_out": section.left_out,
        "see": section.see,
    }


def _line(line: Line) -> Json:
    return {
        "id": line.id,
        "day": line.day,
        "tone": line.tone,
        "sentence": line.text,
        "words": line.words,
        "facts": [{"name": fact.name, "text": fact.text} for fact in line.facts],
        "steps": [_step(step) for step in line.steps],
        "notes": list(line.marks),
        "more": line.more,
    }


def _step(step: Step) -> Json:
    names = ("day", "move", "outcome", "by", "text")
    return {**{name: getattr(step, name) for name in names}, "notes": list(step.marks)}


def _person(person: Person) -> Json:
    return {name: getattr(person, name) for name in ("id", "name", "role", "country")}


def _source(source: Source) -> Json:
    report = {
        n: getattr(source.report, n) for n in ("id", "version", "title", "publisher", "agency", "url", "published")
    }
    notes = [{"mark": note.mark, "words": note.words, "item": note.item} for note in source.notes]
    return {"number": source.number, "report": report, "notes": notes}
