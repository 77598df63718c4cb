"""The brief in Markdown, with real footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.views.brief.page import Line, Note, Page
from pourparler.views.brief.terminal import FACTS
from pourparler.views.tables import markdown_cell


def text(page: Page) -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f"# {markdown_cell(page.title)}"
    yield f"\n{markdown_cell(page.summary)}"
    for section in page.sections:
        yield f"\n## {section.title}\n"
        yield from map(_line, section.lines)
        if section.left_out:
            yield f"- … and {section.left_out:,} more"
    if page.people:
        yield "\n## Who is who\n"
        yield from (f"- **{markdown_cell(p.name)}**: {markdown_cell(p.role)}" for p in page.people)
    if page.notes:
        yield "\n## Notes\n"
        yield from map(_note, page.notes)


def _line(line: Line) -> str:
    parts = [f"- {line.day or 'undated'} **{markdown_cell(line.who)}** {markdown_cell(line.what)}".rstrip()]
    parts += [f"  {FACTS.get(name, '')}{markdown_cell(value)}" for name, value in line.facts]
    if line.words:
        parts.append(f"  *{markdown_cell(line.words)}*")
    parts[-1] += "".join(f"[^{n}]" for n in line.notes) + (f" +{line.more}" if line.more else "")
    return "  \n".join(parts)


def _note(note: Note) -> str:
    return f"[^{note.number}]: {markdown_cell(note.title)}, {markdown_cell(note.place)}: “{markdown_cell(note.words)}”"
